//! A stateful virtual My Number Card and a test PKI in the shape of JPKI, for tests and CI that have no card.
//!
//! ```
//! use hokensho_apdu::{Command, Response, StatusWord, Transport};
//! use hokensho_mock::{Application, Persona, Secret, VirtualCard};
//!
//! // What your software does with a card, it does with this one: it is a `Transport`.
//! fn enter_pin(card: &mut impl Transport, pin: &str) -> StatusWord {
//!     let select = Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(Application::Jpki.aid()).unwrap();
//!     card.transmit(&select.encode()).unwrap();
//!     let verify = Command::new(0x00, 0x20, 0x00, 0x98).with_data(pin.as_bytes()).unwrap();
//!     Response::parse(&card.transmit(&verify.encode()).unwrap()).unwrap().status()
//! }
//!
//! let adult = Persona::named("adult")?;
//! let mut card = VirtualCard::new(&adult);
//! assert_eq!(enter_pin(&mut card, "0000"), StatusWord::tries(2));
//! assert_eq!(enter_pin(&mut card, adult.auth_pin()), StatusWord::OK);
//! assert!(card.is_verified(Secret::AuthPin));
//! assert_eq!(card.apdus(), 4);
//! # Ok::<(), hokensho_mock::Error>(())
//! ```
//!
//! # What there is
//!
//! - [`Persona`]: people as data files, built in or your own: an adult, a child, an infant, elderly people, a foreign
//!   resident, phones, a face-only card, lost, renewed and expired certificates, changes of job.
//! - [`VirtualCard`]: the applications for certificates (公的個人認証AP), for the printed face (券面事項確認AP), for
//!   text (券面事項入力補助AP), for the serial number (共通カードAP) and of the resident register (住基AP), with their
//!   files, access rules, counters and signatures, and what the card manager tells (GET DATA); phones as Android and
//!   iPhone show themselves.
//! - Settings for what real cards are reported to do differently: [`ExtendedLe`], [`WarmReset`], [`TriesQuery`],
//!   [`ContactAtr`], [`Builder::blocked_query`], [`Builder::without_data_object`]. Test with each.
//! - [`Fault`]: the card is pulled, an answer is lost, cut, too long or another file's, at the command you say or from it
//!   on; [`Fault::all`] has one of each kind.
//! - [`pki`]: the authorities, leaves, revocation lists, card-verifiable certificates and signed records behind it all;
//!   [`der`]: trees to spoil and sign again.
//! - [`bridge`]: shows a card to vpcd, so that every PC/SC program of the machine sees it.
//!
//! A card panics at the first attempt to read the My Number, so that a test of software that must not have it fails:
//! see [`VirtualCard`].
//!
//! # What there isn't
//!
//! - Secure messaging (`80 AE`), terminal authentication without a PIN (`80 A2`), unblocking: refused.
//! - What takes keys of public offices (住民票コード), and the driving licence (マイナ免許証): not found.
//! - Timing, contactless framing, the ATRs of readers.
//! - Truth about real cards. Nobody has published a specification: files, rules and status words are as readers of real
//!   cards and of test cards report them, and none of this was compared with a real card.
//!
//! **Keys and certificates are published test data: nothing that they sign may be trusted.**

pub mod bridge;
pub mod der;
pub mod pki;

mod card;
mod error;
mod persona;

pub use card::{Application, Builder, ContactAtr, ExtendedLe, Fault, TriesQuery, VirtualCard, WarmReset};
pub use error::{Error, FieldFault};
pub use persona::{Date, Holder, Persona, Secret, Sex, TokenKind};

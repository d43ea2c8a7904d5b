//! The Japanese My Number Card (マイナンバーカード) and the phones that hold its certificates: applications, files,
//! PINs and signatures. Never the My Number itself: no name for its files exists here.
//!
//! ```
//! use hokensho_card::{AuthPin, Card, DigestInfo, PinState};
//! use hokensho_mock::{Persona, VirtualCard};
//!
//! let persona = Persona::named("adult")?;
//! let mut card = Card::connect(VirtualCard::new(&persona))?; // any `hokensho_apdu::Transport`
//!
//! let mut jpki = card.jpki()?;
//! let certificate = jpki.auth_certificate()?;
//! assert_eq!(jpki.auth_pin_state()?, PinState::TriesLeft(3)); // asking costs no try
//!
//! let mut jpki = jpki.verify_auth_pin(&AuthPin::new("1234")?)?;
//! let signature = jpki.sign(&DigestInfo::of(b"the verifier's challenge"))?;
//! card.end()?; // so does a drop
//! # assert!(!certificate.as_der().is_empty() && !signature.as_bytes().is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A PIN is presented once per call, after asking for the tries left, and never if it is the last try, unless a
//! method is called whose name says so. Nothing is written to a card but a new PIN or password, by the methods that
//! are called `change_…`.
//!
//! What is read is cut into values, raw bytes and signed ranges; nothing is verified here. That takes cryptography
//! and trust anchors: `hokensho-pki`. This crate knows no reader, no X.509 and no clock, and needs no `std`.
//!
//! The feature `photo` (off by default, and it needs `std`) decodes the pictures of the card to pixels.
//!
//! Not supported: secure messaging, terminal authentication (signing without a PIN inside certified readers, whose
//! specification isn't public), unblocking. No official specification of the card is public; nothing here was run
//! on a real card.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

mod card;
mod change;
mod common;
mod date;
mod error;
mod files;
mod jpki;
mod juki;
mod manager;
#[cfg(feature = "photo")]
mod photo;
mod presence;
mod record;
mod secret;
mod session;
mod signature;
mod state;
mod text;
mod token;
mod tries;
mod visual;

pub use card::Card;
pub use common::Common;
pub use date::CardDate;
pub use error::{Error, FileFault, Step};
pub use files::{Application, DataObject, File, FileId, Key, Secret};
pub use jpki::{AuthVerified, Jpki, SignVerified, UserVerification};
pub use juki::Juki;
pub use manager::{CardId, ContactAtr, Manager};
#[cfg(feature = "photo")]
pub use photo::{GreyImage, ImageFault, ImageFormat};
pub use record::{
    AgeRecord, Attributes, CardKeyRecord, CardSerial, CertificateDer, CvCertificate, FaceRecord, Filler,
    IntegrityRecord, KeyId, KeyReference, Municipality, PublicKey, SessionKey, Sex, Specification,
    TextBasicInfo, VisualBasicInfo,
};
pub use secret::{AuthPin, BirthCalendar, BirthCode, CodeB, JukiPin, SecretRule, SignPassword, TextPin};
pub use session::{PinState, ReadMode, ShortLe};
pub use signature::{DigestInfo, Signature, SigningInput};
pub use state::{AgeOpened, Locked, Opened};
pub use text::Text;
pub use token::{CertificatePresence, Presence, Token, TokenInfo, TokenLabel};
pub use visual::Visual;

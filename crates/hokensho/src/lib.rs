//! The My Number Card (マイナンバーカード) as a health-insurance card: a reception, from tap to outcome.
//!
//! ```
//! use hokensho::{Direct, LookUp, NoRevocation, Outcome, Reception, Reply, SystemClock};
//! # use hokensho::{Answer, DateTime, InstitutionCode, ReferenceClassification, QualificationValidity};
//! use hokensho_mock::{Persona, VirtualCard, pki::Authority};
//! use hokensho_pki::{Purpose, TestAnchors, VerifiedHolder};
//!
//! let persona = Persona::named("adult")?;
//! let mut anchors = TestAnchors::new();
//! anchors.accept(Purpose::Authentication, Authority::Auth.certificate())?;
//! let institution = InstitutionCode::new("1300000005")?;
//! // Here the operator's answer is invented; the examples ask a simulated one.
//! let source = |_: &VerifiedHolder, _: &InstitutionCode, at: DateTime| {
//!     let mut answer = Answer::new(ReferenceClassification::Card, at);
//!     answer.validity = Some(QualificationValidity::NotFound);
//!     Ok(LookUp::Answer(Box::new(answer)))
//! };
//!
//! let random = [7; 32]; // from the system's generator, in earnest
//! let way = Direct::new(VirtualCard::new(&persona), &mut anchors, NoRevocation, source, institution, random);
//! let pin = hokensho_card::AuthPin::new(persona.auth_pin())?;
//! let mut pin = Some(pin);
//! let finished = Reception::new(way).run(
//!     &mut SystemClock::new(),
//!     |_| pin.take().map_or(Reply::Stop, Reply::Pin),
//!     |step| println!("{:?}: {:?}, {} round trips", step.step, step.took, step.round_trips),
//! );
//! assert_eq!(finished.report.outcome, Outcome::RevocationUnknown); // no list said that the certificate is good
//! assert_eq!(finished.round_trips, 7);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Reception`] runs one of three ways: [`Direct`] (the chip itself), [`Reader`] (a certified reader's face file),
//!   [`Typed`] (insurance data through the terminal's folders). All end in one [`Report`].
//! - [`VerifiedFace`], [`VerifiedAge`] and [`VerifiedAttributes`] are the only forms in which face, birth date and
//!   attributes are offered here; [`PresentCard`] says that the card itself is there.
//! - [`EligibilitySource`], [`CertifiedReader`], [`RevocationSource`] and [`FaceMatcher`] are what users bring;
//!   [`contract`] holds a certified reader to what is relied on.
//!
//! - [`Finished::observe_in`] keeps what was answered in a [`History`], for the next visit and for the claim.
//!
//! Everything runs with any [`Transport`](hokensho_apdu::Transport). Features, none of them default:
//!
//! | feature | what it adds |
//! |---|---|
//! | `aws-lc-rs` | a faster backend in [`pki`], for servers |
//! | `exchange` | `exchange`: prescription symbols and medicine notebooks (JAHIS), the Myna portal's CSV |
//! | `fhir` | `exchange::fhir`: FHIR R4 with JP Core |
//! | `itaiji` | a table of kanji variants, for comparing names ([`eligibility`]) |
//! | `pcsc` | `pcsc`: the readers of this computer (needs libpcsclite) |
//! | `photo` | the pictures of a verified face as pixels |
//! | `serde` | everything of the domain, such as a [`Report`], is written and read |

pub mod contract;

mod answers;
mod direct;
mod error;
mod moment;
mod reader;
mod reception;
mod revocation;
mod source;
mod step;
mod typed;
mod verified;

pub use direct::{Direct, DirectSettings, Identify, LastTry, ListScope, TrustStore};
pub use error::Error;
pub use moment::{Clock, Moment, SystemClock};
pub use reader::{CertifiedReader, Reader, ReaderEvent, ReaderResult, ReaderSettings};
pub use reception::{Advance, Ending, Event, Finished, Need, Patience, Reception, Reply, Way};
pub use revocation::{InTurn, NoRevocation, Responder, RevocationIndexes, RevocationSource};
pub use source::{EligibilitySource, LookUp, SourceFailure};
pub use step::{Step, StepEnd, StepRecord};
pub use typed::Typed;
pub use verified::{
    FaceMatch, FaceMatcher, PresentCard, VerifiedAge, VerifiedAttributes, VerifiedFace, VerifiedTextKey,
};

/// The domain's types, which everything here speaks.
pub use hokensho_eligibility::{
    AccessRule, AccessTable, Answer, Bill, CareForm, CareSetting, Certainty, CertificateState, Change,
    Consent, ConsentEnd, ConsentEndReason, ConsentItem, Copayment, Coverage, Date, DateTime, Dated, Eligible,
    Finding, History, Identity, InstitutionCode, InsurerNumber, Language, LimitCategory, Loss, MedicalAccess,
    Observed, Outcome, PaperFree, PaperKind, PaperNeeded, PatientLanguage, PatientText, Personal, PointTable,
    Policy, PublicExpense, QualificationValidity, Ratio, RatioFinding, RatioOrigin, ReferenceClassification,
    Refusal, Report, Role, Staff, Text, Unclear, UnreadCertificate, UnreadCoverage, UnreadReason, Via,
    Viewer, Yen,
};
/// The formats around eligibility.
///
/// ```
/// use hokensho::exchange::Notebook;
///
/// let notebook = Notebook::read(b"JAHISTC08,1\r\n501,hello,1\r\n")?;
/// assert_eq!(notebook.records().len(), 1);
/// # Ok::<(), hokensho::exchange::Error>(())
/// ```
#[cfg(feature = "exchange")]
pub use hokensho_exchange as exchange;
/// The readers of this computer.
///
/// ```no_run
/// use hokensho::card::Card;
/// use hokensho::pcsc;
///
/// let mut connection = pcsc::find("Virtual PCD 00 00")?.connect()?; // no other program can use the card now
/// let mut card = Card::connect(connection.transaction()?)?;
/// println!("{}", card.token()?);
/// card.end()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "pcsc")]
pub use hokensho_pcsc as pcsc;
/// The crates behind the facade, for whoever goes deeper.
pub use {
    hokensho_apdu as apdu, hokensho_card as card, hokensho_eligibility as eligibility, hokensho_oqs as oqs,
    hokensho_pki as pki, hokensho_terminal as terminal,
};

/// The README's program, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

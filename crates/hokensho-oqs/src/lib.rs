//! The messages of the online-eligibility terminal (資格確認端末): files of XML in UTF-8 or Windows-31J, and the same
//! messages as JSON of the Web API, read into types and written from them. This crate touches no folder and no clock.
//!
//! ```
//! use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
//! use hokensho_oqs::{Encoding, LimitConsent, Message, Mode, QualificationRequest, SearchInfo};
//!
//! let today = Date::new(2026, 11, 22)?;
//! let birth = Date::new(1980, 2, 17)?;
//! let search = SearchInfo::new(InsurerNumber::new("01130012")?, "4260", birth, LimitConsent::NotGiven);
//! let request = QualificationRequest::new(today, InstitutionCode::new("1300000005")?, search)?;
//!
//! let file = request.write(Encoding::Windows31J)?;
//! let received = QualificationRequest::read(file, Mode::Strict)?;
//! assert_eq!(received.message, request);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Message`]: reading and writing a whole file, in XML and in JSON; [`Mode`] says what happens to what is wrong in it.
//! - [`Document`]: a decoded file that a message can borrow its texts from ([`Message::view`]). All types have a
//!   parameter for what texts are held in, `String` unless it is said otherwise.
//! - [`QualificationRequest`], [`QualificationResult`]: 資格確認; a certified reader's face file is a result too.
//! - [`RegistrationRequest`], [`RegistrationResult`]: 照会番号登録, an institution's own number for a person.
//! - [`BulkQualificationRequest`], [`BulkRegistrationRequest`], [`CollectionRequest`]: about many people; [`BulkReception`],
//!   [`BulkDownload`], then [`BulkQualificationResult`] or [`BulkRegistrationResult`]. [`BulkReader`] reads these person by
//!   person, from files of any length, and [`BulkWriter`] writes them so; with the feature `zip`, `ZipEntry` takes them from
//!   the archives that they may come in.
//! - [`MedicinesRequest`], [`MedicinesResult`], [`CheckupsRequest`], [`CheckupsResult`]: 薬剤・診療情報, 特定健診情報.
//! - Requests are made whole or not at all: what is missing, blank or too long for its element is [`Error::Absent`] or
//!   [`Error::Unsendable`], with the element's path.
//! - [`AnyMessage`]: whichever of these a file is.
//! - [`FileName`], [`FaceFileName`], [`ErrFile`]: what the files are called, and the text of a refusal.
//! - [`Leaf`]: absent, empty, a value, or what can't be one. Elements without a name here are kept ([`Unknown`]).
//!
//! Not supported: messages whose elements aren't public (OQS-IF-025 and later, 臨床情報), and asking the Web API itself.

mod any;
#[cfg(feature = "zip")]
mod archive;
mod bulk;
mod codes;
mod diagnostic;
mod document;
mod encoding;
mod err_file;
mod error;
mod file_name;
mod group;
mod header;
mod json;
mod leaf;
mod ledger;
mod message;
mod owned;
mod path;
mod qualification;
mod registration;
mod rule;
mod sink;
mod source;
mod viewing;
mod xml;

pub use any::{AnyMessage, MessageKind};
#[cfg(feature = "zip")]
pub use archive::ZipEntry;
pub use bulk::{
    BulkConfirmUnit, BulkDownload, BulkDownloadBody, BulkDownloadHeader, BulkEnd, BulkQualificationBody,
    BulkQualificationRequest, BulkQualificationResult, BulkQualificationResultBody, BulkReader,
    BulkReception, BulkReceptionBody, BulkWriter, CollectionBody, CollectionRequest, CollectionSearch,
    Progress,
};
pub use codes::{
    AuthenticationFactor, BiometricMethod, CharacterCode, Consistency, DesignatedInstitution,
    ElectronicPrescriptionUse, EmergencyRequest, EmergencyViewing, FileCategory, KnowledgeMethod,
    LimitChanged, LimitConsent, LinkedSystem, OutputForm, PossessionMethod, PrescriptionDisplay,
    PrescriptionIssue, Presence, QualificationChange, SamePerson, SelectionTiming, SettingChange,
    SingleOrCombined, TicketType, TreatmentType, UrlPurpose, Use, ViewedFile, ViewedInformation,
};
pub use diagnostic::{Diagnostic, Finding, Mode};
pub use document::{Document, Viewed};
pub use encoding::Encoding;
pub use err_file::ErrFile;
#[cfg(feature = "zip")]
pub use error::{ArchiveFault, EntryFault};
pub use error::{Budget, Error, FileNamePart, JsonFault, RequestFault, XmlFault};
pub use file_name::{ApiId, Direction, Extension, FaceFileName, FileName};
pub use header::{BulkResultHeader, ReplyHeader, SenderHeader};
pub use json::JsonRoot;
pub use leaf::{Count, Leaf, ValueFault, Yen};
pub use message::{Message, Received};
pub use qualification::{
    Consents, ElderlyRecipientCertificate, LimitApplicationCertificate, MedicalTicket, MedicalTickets,
    Qualification, QualificationRequest, QualificationResult, QualificationResults, RequestBody,
    RequestHeader, ResultBody, ResultHeader, SearchInfo, SpecificDiseasesCertificate,
    SpecificDiseasesCertificates, ViewingConsent,
};
pub use registration::{
    BulkRegistrationBody, BulkRegistrationRequest, BulkRegistrationResult, BulkRegistrationResultBody,
    BulkRegistrationUnit, ReferenceNumberRegistration, RegistrationBody, RegistrationRequest,
    RegistrationResult, RegistrationResultBody,
};
pub use viewing::{
    Checkup, CheckupItem, CheckupItems, CheckupPerson, CheckupsRequest, CheckupsResult, CheckupsResultBody,
    CheckupsResultHeader, DispensedDay, DispensedDays, DispensedDrug, DispensedDrugs, DispensedMonth,
    DispensedMonths, Medicine, MedicineSource, MedicinesPerson, MedicinesRequest, MedicinesResult,
    MedicinesResultBody, MedicinesResultHeader, PrescribedDay, PrescribedDays, PrescribedDrug,
    PrescribedDrugs, PrescribedMonth, PrescribedMonths, ReceiptDay, ReceiptDays, ReceiptDrug, ReceiptDrugs,
    ReceiptMonth, ReceiptTreatment, ReceiptTreatments, ViewingBody, ViewingHeader,
};
pub use xml::{Element, Limits, Unknown};

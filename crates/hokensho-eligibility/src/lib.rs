//! Online eligibility (オンライン資格確認) as a domain: what a source answered, what that means at the
//! window, and the words for it. This crate knows no XML, no file, no card and no clock.
//!
//! ```
//! use hokensho_eligibility::{Date, Ratio};
//!
//! // A child born on 1 April turns six, in law, on 31 March: the last day at 20 %.
//! let birth = Date::new(2020, 4, 1)?;
//! assert_eq!(Ratio::by_statute(birth, Date::new(2026, 3, 31)?).percent(), Some(20));
//! assert_eq!(Ratio::by_statute(birth, Date::new(2026, 4, 1)?).percent(), Some(30));
//! # Ok::<(), hokensho_eligibility::Error>(())
//! ```
//!
//! The way of the data: a source gives an [`Answer`]; [`Answer::outcome`] makes it an [`Outcome`] for one day;
//! with who was identified how and by which way it becomes a [`Report`], which has the texts for the window.
//! Many answers about one person are a [`History`], which a [`Claim`] is held against before it is sent;
//! [`Change::between`] two outcomes is what to ask about at the next visit.
//! Medical information is another matter: [`Report::consent`] and a role make a [`MedicalAccess`], and nothing else does.
//!
//! - Money: [`Ratio`] with who says so, [`Eligible::copayment`] by the [`CeilingTable`] of the month, [`Household::refund`],
//!   [`PaperFree`] and [`PaperNeeded`], [`PublicExpense`] in its [`PayerOrder`].
//! - People: [`NameComparison`], [`JapaneseDate`], [`PartialDate`].
//! - Numbers: [`InsurerNumber`], [`PayerNumber`], [`InstitutionCode`] and their like, with [`CheckDigit`], [`LawTable`] and
//!   [`Prefecture`].
//! - Words: [`Text`] for clerks, [`PatientText`] for patients; [`Fallback`] and [`Directory`] for when it doesn't work.
//! - Around it: [`Registrations`], [`InstitutionList`]; [`Expense`] and [`Deduction`] for the tax.
//!
//! With the feature `itaiji` there is a table of kanji variants (`Itaiji`), in part from Unicode's data (LICENSE-UNICODE).
//!
//! With the feature `serde` values are written and read: dates in ISO 8601, codes and numbers as the messages have them.
//! What has to be checked is read through its check; a [`Consent`] in force and a [`MedicalAccess`] are never read. What
//! is written holds personal data. `schema/report.schema.json` is the form of a [`Report`].
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod access;
mod answer;
mod ceiling;
mod change;
mod claim;
mod codes;
mod consent;
mod contact;
mod coverage;
mod date;
mod deduction;
mod eligible;
mod error;
mod expense;
mod fallback;
#[cfg(test)]
mod fixtures;
mod history;
mod institution;
mod month;
mod name;
mod named;
mod number;
mod outcome;
mod paper;
mod personal;
mod public_expense;
mod ratio;
mod registration;
mod report;
#[cfg(feature = "serde")]
mod serial;
mod table;
mod texts;
#[doc(hidden)]
pub mod windows_31j; // shared by the crates of this workspace
mod yen;

pub use access::{AccessRule, AccessTable, MedicalAccess, Role, Staff, Viewer};
pub use answer::{Answer, Policy, SourceMessage, UnreadCoverage, UnreadReason};
pub use ceiling::{
    AgeGroup, Bill, BirthdayMonth, CarePurpose, CareSetting, CategoryOrigin, CeilingBasis, CeilingFormula,
    CeilingRow, CeilingTable, Copayment, CopaymentReason, Household, HouseholdMember, HouseholdRefund,
    HouseholdShare, HouseholdStep, IncomeBand, MonthlyCeiling, NoCeiling, OutpatientCeiling, RefundStep,
    RepeatedMonths, TurningSeventyFive, YearlyCeiling,
};
pub use change::Change;
pub use claim::{
    Claim, ClaimFinding, ClaimFindingKind, RefusedCharacter, Severity, claimable, refused_characters,
};
pub use codes::{
    CardClassification, CareForm, ConsentEndReason, ConsentFlag, Consistency, LimitCategory,
    LimitCertificateKind, LimitChanged, PersonalFamily, PreschoolClassification, PrescriptionIssue, Presence,
    ProcessingStatus, QualificationValidity, ReasonOfLoss, ReferenceClassification, SegmentOfResult, Sex,
    SingleOrCombined, SpecificDiseaseCategory, TicketType, TreatmentType,
};
pub use consent::{Consent, ConsentEnd, ConsentItem, ConsentStatement, Consents, Refusal};
pub use contact::{Contact, DayKind, Directory, Hours, Opening, Topic};
pub use coverage::{
    Coverage, ElderlyRecipient, LimitCertificate, MedicalTicket, Person, SpecificDisease, UnreadCertificate,
};
pub use date::{Date, DateMatch, DateTime, Era, EraDay, JapaneseDate, KnownPart, PartialDate};
pub use deduction::{Deduction, DeductionRule, SelfMedication, SelfMedicationTable, WorkingLine};
pub use eligible::{Eligible, Finding};
pub use error::Error;
pub use expense::{Correction, Expense, ExpenseKind, ExpenseSum};
pub use fallback::{ClaimedBy, Fallback, Proof};
pub use history::{History, Observed, Period, Standing};
pub use institution::{
    Equipment, Institution, InstitutionField, InstitutionList, InstitutionQuery, RowProblem, Stated,
};
pub use month::Month;
#[cfg(feature = "itaiji")]
pub use name::Itaiji;
pub use name::{
    ItaijiTable, NameComparison, NameKind, NameMatch, NamePlace, NameText, NoItaiji, PersonNameMatch,
    fill_unknown,
};
pub use number::{
    BranchNumber, CheckDigit, InstitutionCode, InsuredNumber, InsurerNumber, Law, LawKind, LawNumber,
    LawTable, LocalInstitutionCode, PayerNumber, PointTable, Prefecture, RecipientNumber, Scheme, Symbol,
};
pub use outcome::{Loss, Outcome, Unclear};
pub use paper::{PaperFree, PaperKind, PaperNeeded};
pub use personal::Personal;
pub use public_expense::{OwnLimit, PayerOrder, PayerRank, PublicExpense, PublicExpenseOrigin};
pub use ratio::{Percent, Ratio, RatioFinding, RatioOrigin};
pub use registration::{CertificateName, Channel, LapseRule, PersonKey, RegistrationState, Registrations};
pub use report::{CertificateState, Identity, Report, Via};
pub use table::{Certainty, Dated, Table};
pub use texts::{Language, PatientLanguage, PatientText, Text};
pub use yen::{Rounding, Yen};

#[doc(hidden)]
pub mod private {
    //! What macros of this crate name.
    pub use crate::codes::fmt_unknown_code;
    pub use alloc::string::String;
    #[cfg(feature = "serde")]
    pub use serde;
}

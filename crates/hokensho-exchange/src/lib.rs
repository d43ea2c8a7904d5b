//! The formats around online eligibility (オンライン資格確認), written from the domain's types and read into them.
//!
//! ```
//! use hokensho_exchange::Notebook;
//!
//! let notebook = Notebook::read(b"JAHISTC08,1\r\n501,hello,1\r\n")?;
//! assert_eq!(notebook.records()[0].number(), 501);
//! # Ok::<(), hokensho_exchange::Error>(())
//! ```
//!
//! - `fhir` (feature `fhir`): Coverage, Patient, Organization, CoverageEligibilityRequest and -Response, and Consent, as
//!   JP Core has them, written and read.
//! - [`prescription_insurance`]: who pays, as records of the two-dimensional symbol of a prescription (院外処方箋).
//! - [`Notebook`]: the medicine notebook (電子版お薬手帳), read and written; [`join_parts`] where it was split.
//! - [`PortalFile`]: the medical expenses (医療費通知情報) that the Myna portal hands out as CSV, and [`tax_form_rows`] for the
//!   tax office's form.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "fhir")]
pub mod fhir;

mod error;
mod notebook;
mod portal;
mod prescription;
mod record;
mod shift_jis;
mod tax_form;
mod width;

pub use error::Error;
pub use notebook::{
    Caution, Creator, Dispenser, DosageForm, Drug, DrugCaution, DrugCodeKind, DrugSupplement, Entry,
    Facility, FamilyPharmacist, GenericCodeKind, Ingredient, IngredientCodeKind, Leftover, Memo, Note,
    Notebook, NotebookDate, NotebookVersion, Output, OverTheCounter, Patient, PatientNote, Prescriber,
    PrescribingFacility, Prescription, PrescriptionCaution, Provided, ProvidedKind, Remark, RemarkKind,
    Usage, UsageCodeKind, UsageSupplement, Visit, VisitRecords, join_parts,
};
pub use portal::{PortalFile, PortalGroup, PortalRecord};
pub use prescription::prescription_insurance;
pub use record::Record;
pub use tax_form::{Separator, tax_form_rows};

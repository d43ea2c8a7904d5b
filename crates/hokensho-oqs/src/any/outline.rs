use std::collections::BTreeMap;

use super::MessageKind;
use crate::message::{BODY, HEADER};
use crate::xml::Reader;
use crate::{Document, Error};

/// The elements of a file by which messages are told from each other.
#[derive(Debug, Default)]
pub(super) struct Outline {
    header: Names,
    body: Names,
    /// In the body's 資格確認照会用情報.
    search: Names,
}

/// How often each name occurs.
type Names = BTreeMap<String, usize>;

/// 資格確認照会用情報: what it asks by differs.
const SEARCH: &str = "QualificationConfirmSearchInfo";
const REGISTRATION: &str = "ReferenceNumberRegistrationInfo";

impl Outline {
    pub(super) fn of(document: &Document<'_>) -> Result<Self, Error> {
        let mut reader = Reader::new(&document.decoded, document.mode, document.limits)?;
        let mut outline = Self::default();
        reader.root()?;
        while let Some(part) = reader.child()? {
            match part.name {
                HEADER => names(&mut outline.header, &mut reader)?,
                BODY => {
                    while let Some(child) = reader.child()? {
                        count(&mut outline.body, child.name);
                        match child.name {
                            SEARCH => names(&mut outline.search, &mut reader)?,
                            _ => reader.skip()?,
                        }
                    }
                }
                _ => reader.skip()?,
            }
        }
        Ok(outline)
    }

    /// The message that has these elements; none if it isn't certain.
    pub(super) fn kind(&self) -> Option<MessageKind> {
        use MessageKind as Kind;
        let header = |name: &str| self.header.contains_key(name);
        let body = |name: &str| self.body.contains_key(name);
        let search = |name: &str| self.search.contains_key(name);
        let several = |name: &str| self.body.get(name).is_some_and(|&count| count > 1);
        Some(match () {
            () if header("QuaInf") || body("MeTrMonthInf") || body("CzDiInf") || body("ShPrInf") => {
                Kind::MedicinesResult
            }
            () if header("QualificationsInfo") || body("SpecificHealthCheckupInfo") => Kind::CheckupsResult,
            () if header("InsuredPersonIdentificationNumber") && body("StartDate") => Kind::MedicinesRequest,
            () if header("InsuredPersonIdentificationNumber") => Kind::CheckupsRequest,
            () if body("BulkConfirmUnit") => Kind::BulkQualificationResult,
            () if body("BulkRegistrationUnit") => Kind::BulkRegistrationResult,
            () if several(REGISTRATION) => Kind::BulkRegistrationRequest,
            () if body(REGISTRATION) => Kind::RegistrationRequest,
            // Only the request has nothing else in its header.
            () if body("ReceptionNumber") && header("MedicalInstitutionCode") && self.header.len() == 1 => {
                Kind::BulkDownload
            }
            () if body("ReceptionNumber") => Kind::BulkReception,
            () if search("MedicalTreatmentMonth")
                || search("ConsentDateFrom")
                || search("ExaminationDateFrom") =>
            {
                Kind::CollectionRequest
            }
            () if body("ResultList")
                || body("QualificationValidity")
                || header("ReferenceClassification") =>
            {
                Kind::QualificationResult
            }
            () if body("ReferenceNumber") => Kind::RegistrationResult,
            // A refusal repeats what was asked.
            () if body(SEARCH) && header("SegmentOfResult") => Kind::QualificationResult,
            () if several(SEARCH) => Kind::BulkQualificationRequest,
            () if body(SEARCH) => Kind::QualificationRequest,
            () => return None,
        })
    }
}

/// Counts the names inside the element that is open.
fn names(names: &mut Names, reader: &mut Reader<'_>) -> Result<(), Error> {
    while let Some(child) = reader.child()? {
        count(names, child.name);
        reader.skip()?;
    }
    Ok(())
}

fn count(names: &mut Names, name: &str) {
    match names.get_mut(name) {
        Some(count) => *count += 1,
        None => {
            names.insert(name.to_owned(), 1);
        }
    }
}

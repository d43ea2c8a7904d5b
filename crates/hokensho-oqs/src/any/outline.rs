use std::collections::BTreeMap;

use super::MessageKind;
use crate::message::{BODY, HEADER};
use crate::source::{Expected, Found, Source};
use crate::{Document, Error, json, xml};

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
    /// Adds what is in a file, as far as it can be read.
    pub(super) fn add(&mut self, document: &Document<'_>) -> Result<(), Error> {
        let mut reader = xml::Reader::new(&document.decoded, document.mode, document.limits)?;
        reader.root()?;
        self.add_parts(&mut reader)
    }

    /// The same of a file in JSON.
    pub(super) fn add_json(&mut self, document: &Document<'_>) -> Result<(), Error> {
        let (mut reader, _) = json::Reader::new(document)?;
        self.add_parts(&mut reader)
    }

    /// Reads over a message of which the root is open.
    fn add_parts<'t>(&mut self, source: &mut impl Source<'t>) -> Result<(), Error> {
        each_child(source, |part, source| match part {
            HEADER => names(&mut self.header, source),
            BODY => each_child(source, |name, source| {
                count(&mut self.body, name);
                match name {
                    SEARCH => names(&mut self.search, source),
                    _ => source.skip(),
                }
            }),
            _ => source.skip(),
        })
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

/// Reads each element inside the one that is open. Of the names only those are known that are stepped into.
fn each_child<'t, R: Source<'t>>(
    source: &mut R,
    mut read: impl FnMut(&str, &mut R) -> Result<(), Error>,
) -> Result<(), Error> {
    while let Some(child) = source.child()? {
        let is_known = matches!(child.name(), HEADER | BODY | SEARCH);
        let expected = is_known.then_some(Expected { repeats: true, item: None });
        source.each(&child, expected, |child, source| read(child.name(), source))?;
    }
    Ok(())
}

/// Counts the names inside the element that is open.
fn names<'t>(names: &mut Names, source: &mut impl Source<'t>) -> Result<(), Error> {
    each_child(source, |name, source| {
        count(names, name);
        source.skip()
    })
}

fn count(names: &mut Names, name: &str) {
    match names.get_mut(name) {
        Some(count) => *count += 1,
        None => {
            names.insert(name.to_owned(), 1);
        }
    }
}

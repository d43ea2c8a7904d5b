//! What a file holds, in numbers: kinds, codes and states, never what it says of a person.

use std::collections::BTreeMap;
use std::path::Path;

use hokensho::Language;
use hokensho::eligibility::SegmentOfResult;
use hokensho::oqs::{
    AnyMessage, BulkConfirmUnit, BulkRegistrationUnit, BulkResultHeader, Error, MedicineSource,
    QualificationResult, Viewed,
};
use hokensho_examples::{Failure, named, say};
use serde_json::{Value, json};

use crate::opened::{Opened, People};
use crate::progress::Shown;

pub(crate) fn print(file: &Path, shown: Shown, json: bool) -> Result<(), Failure> {
    let of_file = |error: Failure| named(file, error.as_ref());
    let opened = Opened::open(file, shown).map_err(of_file)?;
    // Names in JSON are for programs.
    let mut counts =
        Counts { language: if json { Language::En } else { shown.language }, of: BTreeMap::new() };
    let mut members = opened.members(file, shown.language);
    let mut title = format!("{}, {}", opened.label(shown.language), opened.encoding());
    let mut segment = opened.segment().cloned();
    match opened {
        Opened::Message(received) => counts.message(&received.message),
        Opened::Qualifications(people) => {
            let header = counts.people(people, Counts::confirmed).map_err(of_file)?;
            segment = header.segment_of_result.value().cloned();
        }
        Opened::Registrations(people) => {
            let header = counts.people(people, Counts::registered).map_err(of_file)?;
            segment = header.segment_of_result.value().cloned();
        }
        Opened::Refusal(file) => counts.add("文字", "characters", file.text().chars().count()),
    }
    let segment = segment.filter(|segment| !matches!(segment, SegmentOfResult::Other(_)));
    let segment = segment.map(|segment| segment.label(shown.language).to_owned());
    if json {
        members.extend([("segment".to_owned(), json!(segment)), ("counts".to_owned(), json!(counts.of))]);
        say(&Value::from(members).to_string());
    } else {
        title.extend(segment.iter().flat_map(|segment| [", ", segment]));
        say(&title);
        counts.of.iter().for_each(|(name, count)| say(&format!("{count:>9}  {name}")));
    }
    Ok(())
}

/// How many of each.
struct Counts {
    language: Language,
    of: BTreeMap<String, u64>,
}

impl Counts {
    fn add(&mut self, ja: &str, en: &str, count: usize) {
        let name = if self.language == Language::Ja { ja } else { en };
        self.add_named(name, u64::try_from(count).unwrap_or(u64::MAX));
    }

    fn add_named(&mut self, name: &str, count: u64) {
        match self.of.get_mut(name) {
            Some(counted) => *counted += count,
            None => drop(self.of.insert(name.to_owned(), count)),
        }
    }

    fn add_if(&mut self, is_so: bool, ja: &str, en: &str) {
        if is_so {
            self.add(ja, en, 1);
        }
    }

    /// What a code says. One that isn't known may be anything, so it isn't shown.
    fn add_code(&mut self, code: &str, label: &str) {
        if code == label {
            self.add("未知のコード", "unknown codes", 1);
        } else {
            self.add_named(label, 1);
        }
    }

    /// Everybody in a bulk result, one after another; its header.
    fn people<U>(
        &mut self,
        mut people: People<U>,
        count: fn(&mut Self, &U),
    ) -> Result<BulkResultHeader, Failure>
    where
        People<U>: Iterator<Item = Result<Viewed<U>, Error>>,
    {
        while let Some(unit) = people.next() {
            match unit {
                Ok(unit) => {
                    self.person(&unit.message, count);
                    self.add_if(!unit.diagnostics.is_empty(), "不備のある人", "people with something wrong");
                }
                // Nobody knows who would have come after.
                Err(error) if people.end().is_some() => return Err(error.into()),
                Err(_) => self.add("読めない人", "people who can't be read", 1),
            }
        }
        let header = people.header().map(|header| header.message.clone()).unwrap_or_default();
        self.stated(&header);
        Ok(header)
    }

    fn person<U>(&mut self, unit: &U, count: fn(&mut Self, &U)) {
        self.add("人", "people", 1);
        count(self, unit);
    }

    fn stated(&mut self, header: &BulkResultHeader) {
        if let Some(stated) = header.results.value() {
            let stated = usize::try_from(stated.number()).unwrap_or(usize::MAX);
            self.add("ヘッダーの件数", "people by the header", stated);
        }
    }

    fn confirmed(&mut self, unit: &BulkConfirmUnit) {
        match unit.validity.value() {
            Some(validity) => self.add_code(validity.code(), validity.label(self.language)),
            None => self.add("資格有効性なし", "without an answer", 1),
        }
        self.add_if(!unit.reference_numbers.is_empty(), "照会番号のある人", "people with a reference number");
    }

    fn registered(&mut self, unit: &BulkRegistrationUnit) {
        match unit.status.value() {
            Some(status) => self.add_code(status.code(), status.label(self.language)),
            None => self.add("処理結果なし", "without an answer", 1),
        }
    }

    fn message(&mut self, message: &AnyMessage) {
        match message {
            AnyMessage::QualificationResult(result) => self.result(result),
            AnyMessage::BulkQualificationRequest(request) => {
                self.add("人", "people", request.body.searches.len());
            }
            AnyMessage::BulkRegistrationRequest(request) => {
                self.add("人", "people", request.body.registrations.len());
            }
            // Without people, in JSON, or in another encoding than it says.
            AnyMessage::BulkQualificationResult(result) => {
                self.add("人", "people", 0);
                result.body.units.iter().for_each(|unit| self.person(unit, Self::confirmed));
                self.stated(&result.header);
            }
            AnyMessage::BulkRegistrationResult(result) => {
                self.add("人", "people", 0);
                result.body.units.iter().for_each(|unit| self.person(unit, Self::registered));
                self.stated(&result.header);
            }
            AnyMessage::MedicinesResult(result) => {
                self.add("薬剤", "medicines", result.medicines().count());
                for medicine in result.medicines() {
                    match medicine.source {
                        MedicineSource::Receipt => self.add("薬剤（レセプト）", "medicines from claims", 1),
                        MedicineSource::Dispensed => self.add("薬剤（調剤）", "medicines dispensed", 1),
                        MedicineSource::Prescribed => self.add("薬剤（処方）", "medicines prescribed", 1),
                    }
                }
            }
            AnyMessage::CheckupsResult(result) => self.add("健診", "check-ups", result.body.checkups.len()),
            _ => self.add("通", "messages", 1),
        }
    }

    fn result(&mut self, result: &QualificationResult) {
        let found = result.body.qualifications();
        self.add("資格", "results", found.len());
        if let Some(validity) = result.body.validity.value() {
            self.add_code(validity.code(), validity.label(self.language));
        }
        for found in found {
            if let Some(classification) = found.card_classification.value() {
                self.add_code(classification.code(), classification.label(self.language));
            }
            let (ceiling, elderly) = (found.limit_certificate.is_some(), found.elderly_recipient.is_some());
            self.add_if(ceiling, "限度額適用認定証", "certificates of the ceiling");
            self.add_if(elderly, "高齢受給者証", "certificates of elderly recipients");
            self.add_if(
                found.specific_diseases.is_some(),
                "特定疾病療養受療証",
                "certificates of specific diseases",
            );
        }
    }
}

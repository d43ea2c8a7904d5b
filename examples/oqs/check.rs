//! What files are, and what is wrong with them.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use hokensho::Language;
use hokensho::eligibility::SegmentOfResult;
use hokensho::oqs::{AnyMessage, BulkEnd, BulkResultHeader, Error, Viewed};
use hokensho_examples::{Failure, chain, named, say};
use serde_json::{Value, json};

use crate::opened::{Opened, People};
use crate::progress::Shown;

/// Findings that are told one by one; of a long file that is wrong throughout, the first tell it all.
const TOLD: usize = 100;

/// What is wrong with a file.
#[derive(Default)]
struct Found {
    told: Vec<String>,
    count: usize,
}

impl Found {
    fn push(&mut self, what: &dyn Display) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(what.to_string());
        }
    }

    /// Holds 処理結果件数 against the people who came. That it counts them is reported by readers of real files;
    /// unverified, so the library refuses nothing by it.
    fn compare(&mut self, header: &BulkResultHeader, people: u64) {
        if let (Some(stated), Some(SegmentOfResult::Normal) | None) =
            (header.results.value(), header.segment_of_result.value())
            && u64::from(stated.number()) != people
        {
            self.push(&format!("the header says {} people, but {people} came", stated.number()));
        }
    }
}

/// Every file gets its lines; one that can't be read or has something wrong makes a failure of the whole.
pub(crate) fn print(files: &[PathBuf], shown: Shown, json: bool) -> Result<(), Failure> {
    let mut wrong = 0;
    for file in files {
        match Opened::open(file, shown) {
            Ok(opened) => wrong += usize::from(report(file, opened, shown.language, json).count > 0),
            Err(error) => {
                wrong += 1;
                let line = if json {
                    json!({ "file": file.display().to_string(), "error": chain(error.as_ref()) }).to_string()
                } else {
                    named(file, error.as_ref()).to_string()
                };
                say(&line);
            }
        }
    }
    if wrong > 0 { Err(format!("{wrong} of {} with something wrong", files.len()).into()) } else { Ok(()) }
}

fn report(file: &Path, opened: Opened, language: Language, json: bool) -> Found {
    let mut members = opened.members(file, language);
    let title = format!("{}: {}, {}", file.display(), opened.label(language), opened.encoding());
    let (found, people) = match opened {
        Opened::Message(received) => {
            let mut found = Found::default();
            received.diagnostics.iter().for_each(|diagnostic| found.push(diagnostic));
            let bulk = match &received.message {
                AnyMessage::BulkQualificationResult(result) => {
                    Some((&result.header, result.body.units.len()))
                }
                AnyMessage::BulkRegistrationResult(result) => Some((&result.header, result.body.units.len())),
                _ => None,
            };
            let people = bulk.map(|(header, people)| {
                let people = u64::try_from(people).unwrap_or(u64::MAX);
                found.compare(header, people);
                people
            });
            (found, people)
        }
        Opened::Qualifications(people) => counted(people),
        Opened::Registrations(people) => counted(people),
        Opened::Refusal(_) => (Found::default(), None),
    };
    if json {
        members.extend([
            ("people".to_owned(), json!(people)),
            ("findings".to_owned(), json!(found.count)),
            ("found".to_owned(), json!(found.told)),
        ]);
        say(&Value::from(members).to_string());
        return found;
    }
    let counted = people.map(|people| match language {
        Language::Ja => format!(", {people}人"),
        _ if people == 1 => ", 1 person".to_owned(),
        _ => format!(", {people} people"),
    });
    say(&format!("{title}{}", counted.unwrap_or_default()));
    found.told.iter().for_each(|found| say(&format!("  {found}")));
    if found.count > found.told.len() {
        say(&format!("  … {}", found.count - found.told.len()));
    }
    found
}

/// What is wrong in a bulk result, of which one person is in memory at a time, and how many people there are.
fn counted<U>(mut people: People<U>) -> (Found, Option<u64>)
where
    People<U>: Iterator<Item = Result<Viewed<U>, Error>>,
{
    let mut found = Found::default();
    for unit in people.by_ref() {
        match unit {
            Ok(unit) => unit.diagnostics.iter().for_each(|diagnostic| found.push(diagnostic)),
            Err(error) => found.push(&chain(&error)),
        }
    }
    let count = people.progress().units;
    people.diagnostics().iter().for_each(|diagnostic| found.push(diagnostic));
    if let Some(header) = people.header() {
        header.diagnostics.iter().for_each(|diagnostic| found.push(diagnostic));
        if people.end() == Some(BulkEnd::Whole) {
            found.compare(&header.message, count);
        }
    }
    (found, Some(count))
}

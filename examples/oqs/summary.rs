//! What a file holds, in numbers.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use hokensho::Language;
use hokensho::oqs::{AnyMessage, BulkConfirmUnit, BulkReader, Error, Mode};
use hokensho_examples::{Failure, hint, named, say};
use serde_json::{Map, Value};

/// After how many people a word is said.
const WORD: u64 = 10_000;

type Counts = BTreeMap<String, u64>;

pub(crate) fn print(file: &Path, json: bool) -> Result<(), Failure> {
    let counts = match people(file) {
        // Any other message is short enough to be read whole.
        Ok(None) => of(&crate::read(file)?.message),
        Ok(Some(counts)) => counts,
        Err(error) => return Err(named(file, &error)),
    };
    if json {
        let members: Map<_, _> = counts.into_iter().map(|(name, count)| (name, Value::from(count))).collect();
        say(&Value::from(members).to_string());
    } else {
        counts.iter().for_each(|(name, count)| say(&format!("{count:>9}  {name}")));
    }
    Ok(())
}

/// The people of a bulk result by what was found; none if the file is something else.
fn people(file: &Path) -> Result<Option<Counts>, Error> {
    let source = |error: std::io::Error| Error::Source { kind: error.kind(), offset: 0 };
    let file = BufReader::new(File::open(file).map_err(source)?);
    let people = BulkReader::<_, BulkConfirmUnit>::new(file, Mode::Lenient)?.on_progress(|progress| {
        if progress.units.is_multiple_of(WORD) {
            hint(&format!("{} people, {} MB", progress.units, progress.bytes / 1_000_000));
        }
    });
    let mut counts = Counts::new();
    for unit in people {
        let unit = match unit {
            Ok(unit) => unit,
            // What isn't a bulk result may be any other message: nobody was counted yet.
            Err(_) if counts.is_empty() => return Ok(None),
            Err(error) => return Err(error),
        };
        let validity = unit.message.validity.value().map(|validity| validity.label(Language::En).to_owned());
        *counts.entry(validity.unwrap_or_else(|| "without an answer".to_owned())).or_default() += 1;
        *counts.entry("people".to_owned()).or_default() += 1;
        if !unit.diagnostics.is_empty() {
            *counts.entry("people with something wrong".to_owned()).or_default() += 1;
        }
    }
    Ok((!counts.is_empty()).then_some(counts))
}

fn of(message: &AnyMessage) -> Counts {
    let count = |list: usize| u64::try_from(list).unwrap_or(u64::MAX);
    let named = |name: &str, number: usize| (name.to_owned(), count(number));
    Counts::from_iter(match message {
        AnyMessage::QualificationResult(result) => vec![named("results", result.body.qualifications().len())],
        AnyMessage::BulkQualificationRequest(request) => vec![named("people", request.body.searches.len())],
        AnyMessage::BulkRegistrationRequest(request) => {
            vec![named("people", request.body.registrations.len())]
        }
        AnyMessage::BulkRegistrationResult(result) => vec![named("people", result.body.units.len())],
        AnyMessage::MedicinesResult(result) => vec![named("medicines", result.medicines().count())],
        AnyMessage::CheckupsResult(result) => vec![named("check-ups", result.body.checkups.len())],
        _ => vec![named("messages", 1)],
    })
}

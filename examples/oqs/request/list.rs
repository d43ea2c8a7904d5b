//! Lists of people: CSV, whose first line names the columns in any order.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use hokensho::oqs::{Encoding, LimitConsent, ReferenceNumberRegistration, SearchInfo};
use hokensho::{Date, InsurerNumber};
use hokensho_examples::{Failure, chain, named};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Bytes of a list: a line has some fifty, so this is a million people, more than any institution has.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Somebody in a list.
trait Row: DeserializeOwned {
    /// What columns can be called.
    const COLUMNS: &[&str];
}

#[derive(Deserialize)]
struct Search {
    insurer: String,
    #[serde(default)]
    symbol: String,
    number: String,
    #[serde(default)]
    branch: String,
    birth: String,
    limit: Option<String>,
    #[serde(default)]
    key: String,
}

impl Row for Search {
    const COLUMNS: &[&str] = &["insurer", "symbol", "number", "branch", "birth", "limit", "key"];
}

#[derive(Deserialize)]
struct Registration {
    reference: String,
    insurer: String,
    #[serde(default)]
    symbol: String,
    number: String,
    #[serde(default)]
    branch: String,
}

impl Row for Registration {
    const COLUMNS: &[&str] = &["reference", "insurer", "symbol", "number", "branch"];
}

pub(super) fn searches(list: &Path) -> Result<Vec<SearchInfo>, Failure> {
    people(list, |row: Search| {
        let consent = match row.limit.as_deref() {
            Some("1") => LimitConsent::Given,
            Some("0") | None => LimitConsent::NotGiven,
            Some(_) => return Err("limit is 0 or 1".into()),
        };
        let birth = Date::from_digits(&row.birth).map_err(|error| of("birth", &error))?;
        let search = SearchInfo::new(insurer(&row.insurer)?, &row.number, birth, consent)
            .symbol(&row.symbol)
            .branch_number(&row.branch)
            .identifier(&row.key);
        Ok(search.checked()?)
    })
}

pub(super) fn registrations(list: &Path) -> Result<Vec<ReferenceNumberRegistration>, Failure> {
    people(list, |row: Registration| {
        let person = ReferenceNumberRegistration::new(&row.reference, insurer(&row.insurer)?, &row.number)
            .symbol(&row.symbol)
            .branch_number(&row.branch);
        Ok(person.checked()?)
    })
}

fn insurer(text: &str) -> Result<InsurerNumber, Failure> {
    InsurerNumber::checked(text).map_err(|error| of("insurer", &error))
}

/// An error in a column. What stands there isn't repeated.
fn of(column: &str, error: &dyn std::error::Error) -> Failure {
    format!("{column}: {error}").into()
}

fn people<R: Row, T>(list: &Path, make: impl Fn(R) -> Result<T, Failure>) -> Result<Vec<T>, Failure> {
    let read = || {
        let text = text(list)?;
        let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let mut people = Vec::new();
        let headers = rows.headers()?.clone();
        // A list without names begins with a person, who isn't repeated.
        if let Some(nth) = headers.iter().position(|name| !R::COLUMNS.contains(&name)) {
            let columns = R::COLUMNS.join(", ");
            return Err(format!("line 1: column {} is none of {columns}", nth + 1).into());
        }
        for row in rows.records() {
            let row = row?;
            let line = row.position().map_or(0, csv::Position::line);
            let person = row.deserialize(Some(&headers)).map_err(Failure::from).and_then(&make);
            people.push(person.map_err(|error| format!("line {line}: {}", chain(error.as_ref())))?);
        }
        if people.is_empty() { Err("nobody in it".into()) } else { Ok(people) }
    };
    read().map_err(|error: Failure| named(list, error.as_ref()))
}

/// UTF-8 or, as spreadsheets in Japan write it, Windows-31J.
fn text(list: &Path) -> Result<String, Failure> {
    let source: Box<dyn Read> =
        if list == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(list)?) };
    let mut bytes = Vec::new();
    if source.take(MAX_BYTES + 1).read_to_end(&mut bytes)? > usize::try_from(MAX_BYTES)? {
        return Err(format!("more than {MAX_BYTES} bytes").into());
    }
    let text = Encoding::Utf8.decode(&bytes).or_else(|_| Encoding::Windows31J.decode(&bytes))?;
    Ok(text.trim_start_matches('\u{FEFF}').to_owned())
}

//! Personas as the examples use them: who holds the card, and what a clerk would type of them.

use std::path::Path;

use hokensho::oqs::{LimitConsent, QualificationRequest, SearchInfo};
use hokensho::{Date, InstitutionCode, InsurerNumber};
use hokensho_mock::Persona;
use hokensho_terminal::sim::PersonId;
use serde::Deserialize;

use crate::Failure;

/// A built-in persona by name, or one from a file.
///
/// ```
/// assert_eq!(hokensho_examples::persona::find("child")?.name(), "child");
/// assert!(hokensho_examples::persona::find("nobody").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is none, or the file isn't a persona.
pub fn find(name_or_file: &str) -> Result<Persona, Failure> {
    if Persona::NAMES.contains(&name_or_file) {
        return Ok(Persona::named(name_or_file)?);
    }
    if Path::new(name_or_file).exists() {
        return Ok(Persona::load(name_or_file)?);
    }
    Err(format!("no persona or file {name_or_file:?}; there are: {}", Persona::NAMES.join(", ")).into())
}

/// The sections of a persona's file that the mock card leaves to others.
#[derive(Deserialize)]
struct Filed {
    registration: Option<Registration>,
    #[serde(default)]
    coverage: Vec<Typed>,
}

#[derive(Deserialize)]
struct Registration {
    person: String,
}

/// What stands on a 資格確認書.
#[derive(Deserialize)]
struct Typed {
    insurer_number: String,
    insured_card_symbol: Option<String>,
    insured_identification_number: String,
    insured_branch_number: Option<String>,
    birthdate: toml::value::Datetime,
}

fn filed(persona: &Persona) -> Result<Filed, Failure> {
    toml::from_str(persona.source()).map_err(|error| format!("persona {}: {error}", persona.name()).into())
}

/// Who the online side takes the holder for.
///
/// # Errors
/// If the persona isn't registered there, or its file can't be understood.
pub(crate) fn person(persona: &Persona) -> Result<PersonId, Failure> {
    let registration = filed(persona)?.registration;
    let registration = registration
        .ok_or_else(|| format!("persona {}: there is no section [registration]", persona.name()))?;
    Ok(PersonId::from(registration.person.as_str()))
}

/// What a clerk would type from the persona's first insurance document.
///
/// # Errors
/// If the persona has no coverage, or it can't be typed.
pub fn typed_request(
    persona: &Persona,
    today: Date,
    institution: &InstitutionCode,
) -> Result<QualificationRequest, Failure> {
    let filed = filed(persona)?;
    let typed = filed.coverage.first();
    let typed =
        typed.ok_or_else(|| format!("persona {}: there is no [[coverage]] to type", persona.name()))?;
    let born = typed.birthdate.date.ok_or("a birth date without a date")?;
    let birth = Date::new(i16::try_from(born.year)?, born.month, born.day)?;
    let insurer = InsurerNumber::new(&typed.insurer_number)?;
    let search = SearchInfo::new(insurer, &typed.insured_identification_number, birth, LimitConsent::Given);
    let search = search
        .symbol(typed.insured_card_symbol.as_deref().unwrap_or_default())
        .branch_number(typed.insured_branch_number.as_deref().unwrap_or_default());
    let identifier = format!("{}-0001", today.to_digits());
    Ok(QualificationRequest::new(today, institution.clone(), search)?.file_identifier(&identifier)?)
}

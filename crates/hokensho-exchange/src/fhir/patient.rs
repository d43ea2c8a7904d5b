use hokensho_eligibility::{PartialDate, Person, Sex};

use super::datatype::{Address, Extension, HumanName, Identifier, Meta};
use super::declare::fhir;
use crate::Error;

fhir! {
    /// [Patient](https://hl7.org/fhir/R4/patient.html), as JP_Patient.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, Person, Sex};
    /// use hokensho_exchange::fhir::Patient;
    ///
    /// let person = Person {
    ///     name: "見本　花子".to_owned().into(),
    ///     alias: None, alias_kana: None, address: None, post_number: None, sex_on_card: None,
    ///     kana: Some("ﾐﾎﾝ ﾊﾅｺ".to_owned().into()),
    ///     sex: Sex::Female,
    ///     birth: Date::new(1980, 2, 17)?.into(),
    /// };
    /// let patient = Patient::of(&person);
    /// assert_eq!(patient.gender.as_deref(), Some("female"));
    /// assert_eq!(patient.person()?, person);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Patient {
        /// Logical id, on its server.
        id: Option<String>,
        /// Profiles.
        meta: Option<Meta>,
        /// Identifiers, such as the number at an institution.
        identifier: Vec<Identifier>,
        /// Names: kanji, kana, aliases.
        name: Vec<HumanName>,
        /// `male`, `female`, `other`, `unknown`.
        gender: Option<String>,
        /// Birth date.
        birth_date: Option<String>,
        /// Addresses.
        address: Vec<Address>,
    }
}

pub(super) const PROFILE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/JP_Patient";
/// How a name is written.
const REPRESENTATION: &str = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

const KANJI: &str = "IDE";
const KANA: &str = "SYL";
const OFFICIAL: &str = "official";
/// An alias (通称) is another name that the person goes by.
const ALIAS: &str = "usual";

impl Patient {
    /// The person of a coverage. Names keep their characters as filed; a sex that isn't stated is `unknown`.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        let name = |name: &str, written: &str, r#use: &str| HumanName {
            extension: vec![Extension {
                url: Some(REPRESENTATION.to_owned()),
                value_code: Some(written.to_owned()),
                ..Extension::default()
            }],
            r#use: Some(r#use.to_owned()),
            text: Some(name.to_owned()),
            ..HumanName::default()
        };
        let mut names = vec![name(person.name.expose(), KANJI, OFFICIAL)];
        names.extend(person.kana.as_ref().map(|kana| name(kana.expose(), KANA, OFFICIAL)));
        names.extend(person.alias.as_ref().map(|alias| name(alias.expose(), KANJI, ALIAS)));
        names.extend(person.alias_kana.as_ref().map(|kana| name(kana.expose(), KANA, ALIAS)));
        let address = Address {
            text: person.address.as_ref().map(|address| address.expose().clone()),
            postal_code: person.post_number.as_ref().map(|number| number.expose().clone()),
            ..Address::default()
        };
        Self {
            meta: Some(Meta { profile: vec![PROFILE.to_owned()], ..Meta::default() }),
            name: names,
            gender: Some(gender(&person.sex).to_owned()),
            birth_date: Some(person.birth.expose().to_string()),
            address: if address == Address::default() { Vec::new() } else { vec![address] },
            ..Self::default()
        }
    }

    /// The person, as far as a coverage knows one.
    ///
    /// # Errors
    /// [`Error::FhirElement`] without a name in kanji, a birth date of which at least the year is known, or a gender.
    pub fn person(&self) -> Result<Person, Error> {
        let missing = |path| Error::FhirElement { path };
        let name = |written, r#use: &str| {
            let fits = |name: &&HumanName| {
                let is = |it: &Extension| it.url.as_deref() == Some(REPRESENTATION);
                let representation =
                    name.extension.iter().find(|it| is(it)).and_then(|it| it.value_code.as_deref());
                // A name that says neither is as it stands in the register.
                representation.unwrap_or(KANJI) == written
                    && name.r#use.as_deref().unwrap_or(OFFICIAL) == r#use
            };
            self.name.iter().find(fits).and_then(whole_name).map(Into::into)
        };
        let address = self.address.first();
        let birth = self.birth_date.as_deref().and_then(|text| PartialDate::from_iso(text).ok());
        Ok(Person {
            name: name(KANJI, OFFICIAL).ok_or(missing("Patient.name"))?,
            kana: name(KANA, OFFICIAL),
            alias: name(KANJI, ALIAS),
            alias_kana: name(KANA, ALIAS),
            sex: self.gender.as_deref().and_then(sex).ok_or(missing("Patient.gender"))?,
            sex_on_card: None,
            birth: birth.ok_or(missing("Patient.birthDate"))?.into(),
            address: address.and_then(|it| it.text.clone()).map(Into::into),
            post_number: address.and_then(|it| it.postal_code.clone()).map(Into::into),
        })
    }
}

/// Its text, or its parts with U+3000 between them, as the messages have it.
fn whole_name(name: &HumanName) -> Option<String> {
    let parts = || {
        let parts: Vec<_> = name.family.iter().chain(&name.given).map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join("\u{3000}"))
    };
    name.text.clone().or_else(parts)
}

const fn gender(sex: &Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        _ => "unknown",
    }
}

fn sex(gender: &str) -> Option<Sex> {
    match gender {
        "male" => Some(Sex::Male),
        "female" => Some(Sex::Female),
        // The messages know no other sex: it isn't stated.
        "unknown" | "other" => Some(Sex::Unset),
        _ => None,
    }
}

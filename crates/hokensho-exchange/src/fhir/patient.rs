use hokensho_eligibility::{InstitutionCode, Person, Personal, Sex};

use super::datatype::{Address, Extension, HumanName, Identifier, Meta};
use super::declare::fhir;
use super::{AidKey, MemberKey, text};
use crate::Error;

fhir! {
    /// [Patient](https://hl7.org/fhir/R4/patient.html), as JP_Patient.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, Person, Sex};
    /// use hokensho_exchange::fhir::{Identifier, Patient};
    /// # use hokensho_eligibility::InstitutionCode;
    ///
    /// let person = Person {
    ///     kana: Some("ﾐﾎﾝ ﾊﾅｺ".to_owned().into()),
    ///     ..Person::new("見本　花子", Sex::Female, Date::new(1980, 2, 17)?)
    /// };
    /// # let institution = InstitutionCode::new("1300000005")?;
    /// let patient = Patient::of(&person, [Identifier::patient_number(&institution, "1234")]);
    /// assert_eq!(patient.gender.as_deref(), Some("female"));
    /// assert_eq!(patient.name[0].family.as_deref(), Some("見本"));
    /// assert_eq!(patient.person()?, person);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Patient {
        /// Logical id, on its server.
        id: Option<String>,
        /// Profiles.
        meta: Option<Meta>,
        /// Whether the record is in use: one that was made in error isn't.
        active: Option<bool>,
        /// 被保険者個人識別子, the number at an institution, and others.
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
const LATIN: &str = "ABC";
const OFFICIAL: &str = "official";
/// An alias (通称) is another name that the person goes by.
const ALIAS: &str = "usual";

/// 患者ID at an institution: behind it comes a 1 and the institution's code of ten digits.
const NUMBER_AT: &str = "urn:oid:1.2.392.100495.20.3.51.1";

impl Identifier {
    /// The number of a patient at an institution (患者ID).
    ///
    /// ```
    /// use hokensho_eligibility::InstitutionCode;
    /// use hokensho_exchange::fhir::Identifier;
    ///
    /// let number = Identifier::patient_number(&InstitutionCode::new("1312345670")?, "00000010");
    /// assert_eq!(number.system.as_deref(), Some("urn:oid:1.2.392.100495.20.3.51.11312345670"));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn patient_number(institution: &InstitutionCode, number: &str) -> Self {
        Self::of(&format!("{NUMBER_AT}{institution}"), number)
    }
}

impl Patient {
    /// The person of a coverage, with the identifiers that are known: the key of [an insurance](super::MemberKey) or of
    /// [medical aid](super::AidKey), the number [at an institution](Identifier::patient_number). JP Core wants one at least:
    /// without any it is a Patient of FHIR, and doesn't claim JP Core's profile.
    ///
    /// Names keep their characters as filed, but not blanks around them; also the full-width space between their parts, for
    /// which 電子カルテ情報共有サービス wants a half-width one. Latin letters too stand where kanji do (`IDE`), as in the
    /// messages. Family and given names are parted where the name is in two parts, and isn't in Latin letters, whose order
    /// nobody knows. A sex that isn't stated is `unknown`.
    #[must_use]
    pub fn of(person: &Person, identifiers: impl IntoIterator<Item = Identifier>) -> Self {
        let name = |name: &Personal<String>, written, r#use: &str| {
            let text = text::said(name.expose())?;
            let (family, given) = parts_of(&text).unzip();
            Some(HumanName {
                extension: vec![Extension::code(REPRESENTATION, written)],
                r#use: Some(r#use.to_owned()),
                family: family.map(str::to_owned),
                given: given.map(|given| Some(given.to_owned())).into_iter().collect(),
                text: Some(text),
                ..HumanName::default()
            })
        };
        let names = [
            name(&person.name, KANJI, OFFICIAL),
            person.kana.as_ref().and_then(|kana| name(kana, KANA, OFFICIAL)),
            person.alias.as_ref().and_then(|alias| name(alias, KANJI, ALIAS)),
            person.alias_kana.as_ref().and_then(|kana| name(kana, KANA, ALIAS)),
        ];
        let address = Address {
            text: person.address.as_ref().and_then(|address| text::said(address.expose())),
            postal_code: person
                .post_number
                .as_ref()
                .and_then(|number| text::said(&post_number(number.expose()))),
            ..Address::default()
        };
        let identifier: Vec<_> = identifiers.into_iter().collect();
        Self {
            meta: (!identifier.is_empty())
                .then(|| Meta { profile: vec![Some(PROFILE.to_owned())], ..Meta::default() }),
            identifier,
            name: names.into_iter().flatten().collect(),
            gender: Some(gender(&person.sex).to_owned()),
            birth_date: Some(person.birth.expose().to_string()),
            address: if address == Address::default() { Vec::new() } else { vec![address] },
            ..Self::default()
        }
    }

    /// The key of the insurance (被保険者個人識別子), if it has one that can be read.
    ///
    /// ```
    /// use hokensho_exchange::fhir::{Identifier, Patient};
    ///
    /// let system = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
    /// let patient =
    ///     Patient { identifier: vec![Identifier::of(system, "00138008::187:05")], ..Patient::default() };
    /// let key = patient.member_key().ok_or("no key")?;
    /// assert_eq!(key.branch.as_ref().map(|branch| branch.expose().as_str()), Some("05"));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn member_key(&self) -> Option<MemberKey> {
        MemberKey::among(&self.identifier)
    }

    /// The key of medical aid (生活保護受給者識別子), if it has one that can be read.
    ///
    /// ```
    /// use hokensho_exchange::fhir::{Identifier, Patient};
    ///
    /// let system = "http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID";
    /// let key = Identifier::of(system, "12999991::1234566:");
    /// let patient = Patient { identifier: vec![key], ..Patient::default() };
    /// assert_eq!(patient.aid_key().ok_or("no key")?.payer().as_str(), "12999991");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn aid_key(&self) -> Option<AidKey> {
        self.identifier.iter().filter(|it| it.is_current()).find_map(AidKey::read)
    }

    /// The number of the patient at an institution, if it has one.
    ///
    /// ```
    /// use hokensho_eligibility::InstitutionCode;
    /// use hokensho_exchange::fhir::{Identifier, Patient};
    ///
    /// let institution = InstitutionCode::new("1312345670")?;
    /// let patient =
    ///     Patient { identifier: vec![Identifier::patient_number(&institution, "10")], ..Patient::default() };
    /// assert_eq!(patient.number_at(&institution), Some("10"));
    /// assert_eq!(patient.number_at(&InstitutionCode::new("1300000005")?), None);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn number_at(&self, institution: &InstitutionCode) -> Option<&str> {
        let of = |it: &&Identifier| {
            it.system.as_deref().and_then(|it| it.strip_prefix(NUMBER_AT)) == Some(institution.as_str())
        };
        self.identifier.iter().filter(|it| it.is_current()).find(of)?.value.as_deref()
    }

    /// The person, as far as a coverage knows one: by the names of today and the address at home. Whether they have died
    /// is no part of that.
    ///
    /// # Errors
    /// [`Error::FhirElement`] without a name in kanji or Latin letters (`ABC`), a birth date of which at least the year is
    /// known, or a gender; and for a record that isn't active, was replaced by another (`link`), or has a
    /// `modifierExtension`.
    pub fn person(&self) -> Result<Person, Error> {
        let missing = |path| Error::FhirElement { path };
        self.others.leave_meaning("Patient.modifierExtension")?;
        if self.active == Some(false) {
            return Err(Error::FhirElement { path: "Patient.active" });
        }
        if self.others.items("link").any(|link| link.get("type") == Some(&"replaced-by".into())) {
            return Err(Error::FhirElement { path: "Patient.link" });
        }
        let name = |written, r#use: &str| {
            let fits = |name: &&HumanName| {
                let representation = Extension::among(&name.extension, REPRESENTATION);
                // A name that says neither is as it stands in the register.
                representation.and_then(|it| it.value_code.as_deref()).unwrap_or(KANJI) == written
                    && name.r#use.as_deref().unwrap_or(OFFICIAL) == r#use
            };
            self.name.iter().find(fits).and_then(whole_name).map(Into::into)
        };
        let address =
            self.address.iter().find(|address| matches!(address.r#use.as_deref(), None | Some("home")));
        Ok(Person {
            name: name(KANJI, OFFICIAL).or_else(|| name(LATIN, OFFICIAL)).ok_or(missing("Patient.name"))?,
            kana: name(KANA, OFFICIAL),
            alias: name(KANJI, ALIAS).or_else(|| name(LATIN, ALIAS)),
            alias_kana: name(KANA, ALIAS),
            sex: self.gender.as_deref().and_then(sex).ok_or(missing("Patient.gender"))?,
            sex_on_card: None,
            birth: self
                .birth_date
                .as_deref()
                .and_then(text::date)
                .ok_or(missing("Patient.birthDate"))?
                .into(),
            address: address.and_then(whole_address).map(Into::into),
            post_number: address.and_then(|it| it.postal_code.clone()).map(Into::into),
        })
    }
}

/// Family and given name of a name in two parts; none of one in Latin letters.
fn parts_of(name: &str) -> Option<(&str, &str)> {
    let latin = |letter: char| letter.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(&letter);
    let (family, given) = name.trim().split_once(char::is_whitespace)?;
    let given = given.trim_start();
    (!given.contains(char::is_whitespace) && !name.contains(latin)).then_some((family, given))
}

/// JP Core wants a hyphen after the third digit.
fn post_number(number: &str) -> String {
    match number.split_at_checked(3) {
        Some((first, rest)) if number.len() == 7 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{first}-{rest}")
        }
        _ => number.to_owned(),
    }
}

/// Its text, or its parts: prefecture, town, and what comes behind.
fn whole_address(address: &Address) -> Option<String> {
    let parts = || {
        let parts: String = address
            .state
            .iter()
            .chain(&address.city)
            .chain(address.line.iter().flatten())
            .map(String::as_str)
            .collect();
        Some(parts).filter(|parts| text::is_said(parts))
    };
    address.text.clone().filter(|text| text::is_said(text)).or_else(parts)
}

/// Its text, or its parts with U+3000 between them, as the messages have it.
fn whole_name(name: &HumanName) -> Option<String> {
    let parts = || {
        let parts: Vec<_> =
            name.family.iter().chain(name.given.iter().flatten()).map(String::as_str).collect();
        Some(parts.join("\u{3000}")).filter(|parts| text::is_said(parts))
    };
    name.text.clone().filter(|text| text::is_said(text)).or_else(parts)
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

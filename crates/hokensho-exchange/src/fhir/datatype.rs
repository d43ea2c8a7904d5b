//! The data types of FHIR R4 that the resources here are made of.

use hokensho_eligibility::{Date, Month, Yen};

use super::declare::fhir;
use super::number::Decimal;
use super::system::System;
use super::text;

fhir! {
    /// [Address](https://hl7.org/fhir/R4/datatypes.html#Address).
    Address {
        /// `home`, `old` …
        r#use: Option<String>,
        /// The whole address, as text, without its postal code.
        text: Option<String>,
        /// What comes behind the town; none where an extension stands in its place (`_line`).
        line: Vec<Option<String>>,
        /// City, ward, town or village.
        city: Option<String>,
        /// Prefecture.
        state: Option<String>,
        /// Postal code.
        postal_code: Option<String>,
    }

    /// [CodeableConcept](https://hl7.org/fhir/R4/datatypes.html#CodeableConcept).
    CodeableConcept {
        /// Codes for one and the same.
        coding: Vec<Coding>,
        /// The words.
        text: Option<String>,
    }

    /// [Coding](https://hl7.org/fhir/R4/datatypes.html#Coding).
    Coding {
        /// Whose code.
        system: Option<String>,
        /// The code.
        code: Option<String>,
        /// The words for it.
        display: Option<String>,
    }

    /// [Extension](https://hl7.org/fhir/R4/extensibility.html), with the values that are used here.
    Extension {
        /// What it says.
        url: Option<String>,
        /// As yes or no.
        value_boolean: Option<bool>,
        /// As a day, or a month.
        value_date: Option<String>,
        /// As a text.
        value_string: Option<String>,
        /// As a code of a value set of FHIR's own.
        value_code: Option<String>,
        /// As a code of a system.
        value_coding: Option<Coding>,
        /// As an identifier.
        value_identifier: Option<Identifier>,
        /// As a span of days.
        value_period: Option<Period>,
    }

    /// [HumanName](https://hl7.org/fhir/R4/datatypes.html#HumanName).
    HumanName {
        /// Whether it is written in kanji (`IDE`) or kana (`SYL`), by `iso21090-EN-representation`.
        extension: Vec<Extension>,
        /// `official`, `nickname` …
        r#use: Option<String>,
        /// The whole name.
        text: Option<String>,
        /// Family name.
        family: Option<String>,
        /// Given names; none where an extension stands in its place (`_given`).
        given: Vec<Option<String>>,
    }

    /// [Identifier](https://hl7.org/fhir/R4/datatypes.html#Identifier).
    Identifier {
        /// `usual`, `official`, `secondary`, `temp`, `old`.
        r#use: Option<String>,
        /// Whose identifier.
        system: Option<String>,
        /// Itself.
        value: Option<String>,
    }

    /// [Meta](https://hl7.org/fhir/R4/resource.html#Meta).
    Meta {
        /// When it was changed last.
        last_updated: Option<String>,
        /// The profiles that it claims to follow.
        profile: Vec<Option<String>>,
    }

    /// [Money](https://hl7.org/fhir/R4/datatypes.html#Money).
    Money {
        /// How much.
        value: Option<Decimal>,
        /// `JPY`.
        currency: Option<String>,
    }

    /// [Period](https://hl7.org/fhir/R4/datatypes.html#Period): both days belong to it.
    Period {
        /// First day.
        start: Option<String>,
        /// Last day.
        end: Option<String>,
    }

    /// [Quantity](https://hl7.org/fhir/R4/datatypes.html#Quantity).
    Quantity {
        /// How much.
        value: Option<Decimal>,
        /// The unit, in words.
        unit: Option<String>,
        /// Whose code of the unit.
        system: Option<String>,
        /// The code of the unit.
        code: Option<String>,
    }

    /// [Reference](https://hl7.org/fhir/R4/references.html).
    Reference {
        /// Where it is: `Patient/1`, `#contained`, or a URL.
        reference: Option<String>,
        /// What it is called.
        display: Option<String>,
    }
}

impl Coding {
    /// A code of a system.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::fhir::Coding::of("http://loinc.org", "1").code.as_deref(), Some("1"));
    /// ```
    #[must_use]
    pub fn of(system: &str, code: &str) -> Self {
        Self { system: Some(system.to_owned()), code: Some(code.to_owned()), ..Self::default() }
    }

    /// Its code, if it isn't blank.
    pub(super) fn said(&self) -> Option<&str> {
        self.code.as_deref().filter(|code| text::is_said(code))
    }

    /// The same with words.
    #[must_use]
    pub(super) fn displayed(self, display: &str) -> Self {
        Self { display: Some(display.to_owned()), ..self }
    }
}

impl CodeableConcept {
    pub(super) fn of(coding: Coding) -> Self {
        Self { coding: vec![coding], ..Self::default() }
    }
}

impl Identifier {
    /// An identifier of a system.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::fhir::Identifier::of("urn:oid:1.2", "1").value.as_deref(), Some("1"));
    /// ```
    #[must_use]
    pub fn of(system: &str, value: &str) -> Self {
        Self { system: Some(system.to_owned()), value: Some(value.to_owned()), ..Self::default() }
    }

    /// Whether it is neither a former nor a temporary one.
    pub(super) fn is_current(&self) -> bool {
        !matches!(self.r#use.as_deref(), Some("old" | "temp"))
    }
}

impl Reference {
    /// A reference to a place: `Patient/1`, `#contained`, or a URL.
    ///
    /// ```
    /// let patient = hokensho_exchange::fhir::Reference::to("Patient/1");
    /// assert_eq!(serde_json::to_string(&patient)?, r#"{"reference":"Patient/1"}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn to(place: &str) -> Self {
        Self { reference: Some(place.to_owned()), ..Self::default() }
    }
}

impl Money {
    pub(super) fn of(yen: Yen) -> Self {
        Self { value: Some(Decimal::from(yen.amount())), currency: Some(YEN.to_owned()), ..Self::default() }
    }

    /// None of another currency, or for a part of a yen.
    pub(super) fn to_yen(&self) -> Option<Yen> {
        let whole = self.value.as_ref().and_then(Decimal::whole);
        whole.filter(|_| self.currency.as_deref() == Some(YEN)).map(Yen::new)
    }
}

const YEN: &str = "JPY";

impl Period {
    /// Whether an extension stands where a day would, such as that it isn't known: the period has that end then, and a day
    /// that isn't there would mean that it has none.
    pub(super) fn lacks_a_day(&self) -> bool {
        let lacks = |day: &Option<String>, name| day.is_none() && self.others.value(name).is_some();
        lacks(&self.start, "_start") || lacks(&self.end, "_end")
    }
}

impl Extension {
    pub(super) fn of(url: &str) -> Self {
        Self { url: Some(url.to_owned()), ..Self::default() }
    }

    pub(super) fn string(url: &str, value: &str) -> Self {
        Self { value_string: Some(value.to_owned()), ..Self::of(url) }
    }

    pub(super) fn code(url: &str, value: &str) -> Self {
        Self { value_code: Some(value.to_owned()), ..Self::of(url) }
    }

    pub(super) fn coding(url: &str, value: Coding) -> Self {
        Self { value_coding: Some(value), ..Self::of(url) }
    }

    pub(super) fn date(url: &str, value: Date) -> Self {
        Self { value_date: Some(value.to_string()), ..Self::of(url) }
    }

    pub(super) fn month(url: &str, value: Month) -> Self {
        Self { value_date: Some(value.to_string()), ..Self::of(url) }
    }

    pub(super) fn period(url: &str, value: Period) -> Self {
        Self { value_period: Some(value), ..Self::of(url) }
    }

    /// The first of a URL.
    pub(super) fn among<'e>(extensions: &'e [Self], url: &str) -> Option<&'e Self> {
        extensions.iter().find(|extension| extension.url.as_deref() == Some(url))
    }

    /// The code of a system, in the first of a URL.
    pub(super) fn code_among<'e>(extensions: &'e [Self], url: &str, system: System) -> Option<&'e str> {
        system.code_among(Self::among(extensions, url)?.value_coding.as_slice())
    }
}

use hokensho_eligibility::{ConsentFlag, ConsentItem, ConsentStatement};

use super::datatype::{CodeableConcept, Coding, Period, Reference};
use super::declare::fhir;
use super::system::System;
use super::text;

fhir! {
    /// [Consent](https://hl7.org/fhir/R4/consent.html): base R4, since JP Core's profile is a stub. How a statement of
    /// consent stands in it is a mapping of ours.
    ///
    /// It is a statement that somebody hands on: nothing is opened by it, since that takes the operator's answer itself.
    ///
    /// ```
    /// use hokensho_eligibility::{ConsentFlag, ConsentItem, ConsentStatement, DateTime};
    /// use hokensho_exchange::fhir::{Consent, Reference};
    ///
    /// let mut statement = ConsentStatement::new(ConsentFlag::Given);
    /// statement.given_at = Some(DateTime::from_digits("20261122093000")?);
    /// statement.available_until = Some(DateTime::from_digits("20261123093000")?);
    /// let consent = Consent::of(ConsentItem::Medicines, &statement, Reference::to("Patient/1")).expect("it was given");
    /// assert_eq!(consent.status.as_deref(), Some("active"));
    /// assert_eq!(consent.statement(), Some((ConsentItem::Medicines, statement)));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    Consent {
        /// Logical id, on its server.
        id: Option<String>,
        /// `active` where it was given, `rejected` where not, `inactive` where it has ended.
        status: Option<String>,
        /// `patient-privacy`.
        scope: Option<CodeableConcept>,
        /// What kind of document it is.
        category: Vec<CodeableConcept>,
        /// The patient.
        patient: Option<Reference>,
        /// 同意日時.
        date_time: Option<String>,
        /// By which rule: that of online eligibility.
        policy_rule: Option<CodeableConcept>,
        /// What it permits.
        provision: Option<ConsentProvision>,
    }

    /// What a consent permits, or denies.
    ConsentProvision {
        /// `permit` or `deny`.
        r#type: Option<String>,
        /// Until 有効期限.
        period: Option<Period>,
        /// To what: a code of [`System::CONSENT_ITEM`].
        code: Vec<CodeableConcept>,
    }
}

const SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
const LOINC: &str = "http://loinc.org";

impl Consent {
    /// A statement of consent, as an answer has it; none for a flag that FHIR has no words for: who couldn't be asked, or
    /// said something that isn't known here, has refused nothing.
    #[must_use]
    pub fn of(item: ConsentItem, statement: &ConsentStatement, patient: Reference) -> Option<Self> {
        let (status, permits) = match statement.flag {
            ConsentFlag::Given => ("active", "permit"),
            ConsentFlag::Expired => ("inactive", "permit"),
            ConsentFlag::NotGiven => ("rejected", "deny"),
            _ => return None,
        };
        let end = statement.available_until.map(text::moment);
        let provision = ConsentProvision {
            r#type: Some(permits.to_owned()),
            period: end.map(|end| Period { end: Some(end), ..Period::default() }),
            code: vec![CodeableConcept::of(Coding::of(System::CONSENT_ITEM.url(), item.name()))],
            ..ConsentProvision::default()
        };
        let rule = CodeableConcept {
            text: Some("オンライン資格確認の閲覧同意".to_owned()),
            ..CodeableConcept::default()
        };
        Some(Self {
            status: Some(status.to_owned()),
            scope: Some(CodeableConcept::of(Coding::of(SCOPE, "patient-privacy"))),
            category: vec![CodeableConcept::of(Coding::of(LOINC, "59284-0"))],
            patient: Some(patient),
            date_time: statement.given_at.map(text::moment),
            policy_rule: Some(rule),
            provision: Some(provision),
            ..Self::default()
        })
    }

    /// What it states, if it is one of these; moments that aren't whole are left out.
    #[must_use]
    pub fn statement(&self) -> Option<(ConsentItem, ConsentStatement)> {
        let provision = self.provision.as_ref()?;
        let code = provision.code.iter().find_map(|code| System::CONSENT_ITEM.code_of(Some(code)))?;
        let item = ConsentItem::ALL.iter().copied().find(|item| item.name() == code)?;
        let mut statement =
            ConsentStatement::new(match (self.status.as_deref()?, provision.r#type.as_deref()?) {
                ("active", "permit") => ConsentFlag::Given,
                ("inactive", "permit") => ConsentFlag::Expired,
                ("rejected", "deny") => ConsentFlag::NotGiven,
                _ => return None,
            });
        let moment = |text: Option<&String>| text.and_then(|text| text::moment_of(text));
        statement.given_at = moment(self.date_time.as_ref());
        statement.available_until = moment(provision.period.as_ref().and_then(|period| period.end.as_ref()));
        Some((item, statement))
    }
}

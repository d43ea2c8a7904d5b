use hokensho_eligibility::{ConsentEndReason, ConsentFlag, ConsentItem, ConsentStatement};
use serde_json::Value;

use super::datatype::{CodeableConcept, Coding, Extension, Period, Reference};
use super::declare::fhir;
use super::system::{System, extension};
use super::text;
use crate::Error;

fhir! {
    /// [Consent](https://hl7.org/fhir/R4/consent.html): base R4, since JP Core's profile is a stub. How a statement of
    /// consent stands in it is a mapping of ours.
    ///
    /// It is a statement that somebody hands on: nothing is opened by it, since that takes the operator's answer itself. A
    /// consent is given to one institution, which is its actor; without one it would be a consent to everybody.
    ///
    /// | here | in the statement |
    /// |---|---|
    /// | `status` `active`, `provision.type` `permit` | 同意あり |
    /// | `status` `inactive`, `provision.type` `permit` | 期限切れ |
    /// | `status` `rejected`, `provision.type` `deny` | 同意なし |
    /// | `provision.code` | what it is to, as a code of ours |
    /// | `provision.actor`, as information recipient | the institution that asked |
    /// | `dateTime` | 同意日時 |
    /// | `provision.period.end` | 有効期限, as it was given; without one nobody says until when |
    /// | extension `consent-end-reason` | 同意期限切れ理由 |
    ///
    /// ```
    /// use hokensho_eligibility::{ConsentEndReason, ConsentFlag, ConsentItem, ConsentStatement, DateTime};
    /// use hokensho_exchange::fhir::{Consent, Reference};
    /// # let (patient, institution) = (Reference::to("Patient/1"), Reference::to("Organization/3"));
    ///
    /// let mut statement = ConsentStatement::new(ConsentFlag::Given);
    /// statement.given_at = Some(DateTime::from_digits("20261122093000")?);
    /// statement.available_until = Some(DateTime::from_digits("20261123093000")?);
    /// let consent = Consent::of(ConsentItem::Medicines, &statement, patient, institution).ok_or("not asked")?;
    /// assert_eq!(consent.status.as_deref(), Some("active"));
    /// assert_eq!(consent.statement()?, Some((ConsentItem::Medicines, statement)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Consent {
        /// Logical id, on its server.
        id: Option<String>,
        /// Why it ended, by an extension of ours.
        extension: Vec<Extension>,
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
        /// To whom.
        actor: Vec<ConsentActor>,
        /// To what: a code of [`System::CONSENT_ITEM`].
        code: Vec<CodeableConcept>,
    }

    /// Who may see it, or may not.
    ConsentActor {
        /// `IRCP`: who receives the information.
        role: Option<CodeableConcept>,
        /// The institution.
        reference: Option<Reference>,
    }
}

const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
/// Who receives the information.
const RECIPIENT: &str = "IRCP";
const SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
/// Who may see what.
const PRIVACY: &str = "patient-privacy";
const LOINC: &str = "http://loinc.org";

impl Consent {
    /// A statement of consent to an institution, as an answer has it; none for a flag that FHIR has no words for: who
    /// couldn't be asked, or said something that isn't known here, has refused nothing.
    #[must_use]
    pub fn of(
        item: ConsentItem,
        statement: &ConsentStatement,
        patient: Reference,
        institution: Reference,
    ) -> Option<Self> {
        let (status, permits) = match statement.flag {
            ConsentFlag::Given => ("active", "permit"),
            ConsentFlag::Expired => ("inactive", "permit"),
            ConsentFlag::NotGiven => ("rejected", "deny"),
            _ => return None,
        };
        let end = statement.available_until.map(text::moment);
        let actor = ConsentActor {
            role: Some(CodeableConcept::of(Coding::of(PARTICIPATION, RECIPIENT))),
            reference: Some(institution),
            ..ConsentActor::default()
        };
        let provision = ConsentProvision {
            r#type: Some(permits.to_owned()),
            period: end.map(|end| Period { end: Some(end), ..Period::default() }),
            actor: vec![actor],
            code: vec![System::CONSENT_ITEM.concept(item.name())],
            ..ConsentProvision::default()
        };
        let rule = CodeableConcept {
            text: Some("オンライン資格確認の閲覧同意".to_owned()),
            ..CodeableConcept::default()
        };
        let reason = statement.end_reason.as_ref().map(|reason| {
            Extension::coding(extension::END_REASON, System::CONSENT_END_REASON.coding(reason.code()))
        });
        Some(Self {
            extension: reason.into_iter().collect(),
            status: Some(status.to_owned()),
            scope: Some(CodeableConcept::of(Coding::of(SCOPE, PRIVACY))),
            category: vec![CodeableConcept::of(Coding::of(LOINC, "59284-0"))],
            patient: Some(patient),
            date_time: statement.given_at.map(text::moment),
            policy_rule: Some(rule),
            provision: Some(provision),
            ..Self::default()
        })
    }

    /// What it states; none if it is a consent of another kind, such as one to research, or contradicts itself. To whom,
    /// [`Self::recipient`] says.
    ///
    /// # Errors
    /// [`Error::FhirElement`] if a moment is said that isn't one with its distance from UTC: without its end a consent
    /// would be another; for a `modifierExtension`; and for whatever makes it narrower or wider than a statement can say: a
    /// beginning, a provision within, elements of a provision that aren't known here, several codes, a policy with a
    /// modifier, a verification that failed, a reason of its end that can't be read, and any actors but one that receives the
    /// information.
    pub fn statement(&self) -> Result<Option<(ConsentItem, ConsentStatement)>, Error> {
        let wrong = |path| Err(Error::FhirElement { path });
        let provision = self.provision.iter().map(|provision| &provision.others);
        provision
            .chain([&self.others])
            .try_for_each(|others| others.leave_meaning("Consent.modifierExtension"))?;
        let scopes = self.scope.iter().flat_map(|scope| &scope.coding);
        let privacy = Coding::of(SCOPE, PRIVACY);
        if !scopes.into_iter().any(|it| (&it.system, &it.code) == (&privacy.system, &privacy.code)) {
            return Ok(None);
        }
        let Some((item, flag)) = self.item()?.zip(self.flag()) else { return Ok(None) };
        if self.provision.as_ref().is_some_and(|provision| !provision.others.is_empty()) {
            return wrong("Consent.provision");
        }
        if self.recipient().is_none() {
            return wrong("Consent.provision.actor");
        }
        let plain = |it: &Value| it.get("modifierExtension").is_none();
        if !self.others.items("policy").all(plain) {
            return wrong("Consent.policy");
        }
        let holds = |it: &Value| it.get("verified") == Some(&Value::Bool(true)) && plain(it);
        if !self.others.items("verification").all(holds) {
            return wrong("Consent.verification");
        }
        let moment = |text: Option<&String>, path| {
            text.map(|text| text::moment_of(text).ok_or(Error::FhirElement { path })).transpose()
        };
        let mut statement = ConsentStatement::new(flag);
        let period = self.provision.as_ref().and_then(|it| it.period.as_ref());
        if period.is_some_and(|period| period.start.is_some() || !period.others.is_empty()) {
            return wrong("Consent.provision.period");
        }
        statement.given_at = moment(self.date_time.as_ref(), "Consent.dateTime")?;
        statement.available_until =
            moment(period.and_then(|period| period.end.as_ref()), "Consent.provision.period.end")?;
        let reason = Extension::said(&self.extension, extension::END_REASON, "Consent.extension", |it| {
            System::CONSENT_END_REASON.code_among(it.value_coding.as_slice())
        })?;
        statement.end_reason = reason.map(ConsentEndReason::from_code);
        Ok(Some((item, statement)))
    }

    /// The institution that it is to, or that was refused: the one actor, if it receives the information (`IRCP`).
    ///
    /// ```
    /// use hokensho_eligibility::{ConsentFlag, ConsentItem, ConsentStatement};
    /// use hokensho_exchange::fhir::{Consent, Reference};
    ///
    /// let (patient, institution) = (Reference::to("Patient/1"), Reference::to("Organization/3"));
    /// let statement = ConsentStatement::new(ConsentFlag::Given);
    /// let consent = Consent::of(ConsentItem::Medicines, &statement, patient, institution.clone());
    /// assert_eq!(consent.ok_or("not asked")?.recipient(), Some(&institution));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn recipient(&self) -> Option<&Reference> {
        let [actor] = &*self.provision.as_ref()?.actor else { return None };
        let receives = |it: &Coding| {
            it.system.as_deref() == Some(PARTICIPATION) && it.code.as_deref() == Some(RECIPIENT)
        };
        let role = actor.role.as_ref()?;
        actor.reference.as_ref().filter(|_| actor.others.is_empty() && role.coding.iter().any(receives))
    }

    /// What it is to; none if no code of ours says it.
    fn item(&self) -> Result<Option<ConsentItem>, Error> {
        let codes = self.provision.iter().flat_map(|provision| &provision.code);
        let code = System::CONSENT_ITEM.only_code_of(codes, "Consent.provision.code")?;
        Ok(ConsentItem::ALL.iter().copied().find(|item| Some(item.name()) == code))
    }

    fn flag(&self) -> Option<ConsentFlag> {
        Some(match (self.status.as_deref()?, self.provision.as_ref()?.r#type.as_deref()?) {
            ("active", "permit") => ConsentFlag::Given,
            ("inactive", "permit") => ConsentFlag::Expired,
            ("rejected", "deny") => ConsentFlag::NotGiven,
            _ => return None,
        })
    }
}

//! A consent in force.

use alloc::boxed::Box;

use crate::coverage::hide;
use crate::{
    CareForm, CertificateState, ConsentFlag, ConsentItem, ConsentStatement, Date, DateTime, Person, Refusal,
    Report, Via,
};

/// A consent that the operator stated and that was in force when it was asked for: [`Report::consent`] alone makes one.
///
/// ```compile_fail,E0451
/// use hokensho_eligibility::{Consent, ConsentItem};
///
/// fn forge(real: Consent) -> Consent {
///     Consent { item: ConsentItem::Operations, ..real }
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Consent {
    item: ConsentItem,
    form: CareForm,
    until: DateTime,
    person: Box<Person>,
}

hide!(Consent);

impl Consent {
    /// To what.
    #[must_use]
    pub const fn item(&self) -> ConsentItem {
        self.item
    }

    /// For which kind of care.
    #[must_use]
    pub const fn form(&self) -> &CareForm {
        &self.form
    }

    /// Until when, that second included.
    #[must_use]
    pub const fn until(&self) -> DateTime {
        self.until
    }

    /// Whose.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// Whether the consent is to `item` and still in force.
    ///
    /// # Errors
    /// [`Refusal::AnotherItem`], [`Refusal::Expired`].
    pub fn check(&self, item: ConsentItem, at: DateTime) -> Result<(), Refusal> {
        if item != self.item {
            return Err(Refusal::AnotherItem { consented: self.item, asked: item });
        }
        if at > self.until {
            return Err(Refusal::Expired { item, at: Some(self.until) });
        }
        Ok(())
    }
}

impl Report {
    /// The patient's consent to let one item be looked at, if it is in force at the caller's time `at`. Consent is given
    /// at a certified reader for care at the institution, and on the operator's own page or app for home visits, online
    /// care and emergencies; there the operator judged the certificate. If several results state a consent, all have to
    /// be in force, and the earliest end counts.
    ///
    /// ```
    /// # use hokensho_eligibility::{Answer, CardClassification, Coverage, Person, Policy, QualificationValidity, ReferenceClassification, Sex};
    /// use hokensho_eligibility::{
    ///     CareForm, CertificateState, ConsentFlag, ConsentItem, ConsentStatement, Date, DateTime, Identity, Refusal, Report, Via,
    /// };
    ///
    /// # let person = Person { name: "保険　花子".to_string().into(), alias: None, kana: None, alias_kana: None, sex: Sex::Female, sex_on_card: None, birth: Date::new(1980, 2, 17)?.into(), address: None, post_number: None };
    /// # let mut coverage = Coverage::new(CardClassification::General, person);
    /// # let mut answer = Answer::new(ReferenceClassification::Card, DateTime::from_digits("20261122093000")?);
    /// # answer.validity = Some(QualificationValidity::Valid);
    /// let mut statement = ConsentStatement::new(ConsentFlag::Given);
    /// statement.given_at = Some(DateTime::from_digits("20261122093000")?);
    /// statement.available_until = Some(DateTime::from_digits("20261123093000")?);
    /// coverage.consents.state(ConsentItem::Medicines, statement);
    /// # answer.coverages.push(coverage);
    /// let report = Report {
    ///     outcome: answer.outcome(Date::new(2026, 11, 22)?, &Policy::default()),
    ///     identity: Identity::Face,
    ///     certificate: CertificateState::ByOperator,
    ///     via: Via::Reader,
    /// };
    /// let ten = DateTime::from_digits("20261122100000")?;
    /// let consent = report.consent(ConsentItem::Medicines, &CareForm::Outpatient, ten).unwrap();
    /// assert_eq!(consent.until(), DateTime::from_digits("20261123093000")?);
    /// let refused = report.consent(ConsentItem::Operations, &CareForm::Outpatient, ten);
    /// assert_eq!(refused, Err(Refusal::NotStated { item: ConsentItem::Operations }));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// The [`Refusal`] says why there is none.
    pub fn consent(&self, item: ConsentItem, form: &CareForm, at: DateTime) -> Result<Consent, Refusal> {
        let carries_consent = match self.via {
            Via::Reader => *form == CareForm::Outpatient,
            Via::Fetched => {
                matches!(form, CareForm::HomeVisit | CareForm::Online | CareForm::Emergency)
            }
            Via::Direct | Via::Typed => false,
        };
        if !carries_consent || self.certificate != CertificateState::ByOperator {
            return Err(Refusal::NotOfficial { via: self.via, form: form.clone() });
        }
        let eligible = self.outcome.eligible().ok_or(Refusal::NotEligible)?;
        let person = &eligible.primary().ok_or(Refusal::NotEligible)?.person;
        let mut ends = eligible
            .coverages()
            .iter()
            .filter_map(|coverage| coverage.consents.of(item))
            .map(|statement| statement.end(item, form, eligible.on(), at));
        let first = ends.next().ok_or(Refusal::NotStated { item })??;
        let until = ends.try_fold(first, |earliest, end| Ok(earliest.min(end?)))?;
        Ok(Consent { item, form: form.clone(), until, person: Box::new(person.clone()) })
    }
}

impl ConsentStatement {
    /// When the consent ends, if it is in force at `at`; `on` is the day of the answer.
    fn end(&self, item: ConsentItem, form: &CareForm, on: Date, at: DateTime) -> Result<DateTime, Refusal> {
        let end = match &self.flag {
            ConsentFlag::Given => self.available_until.ok_or(Refusal::EndUnstated { item })?,
            // Nobody said until when. Where no end is stated the day of the answer is a bound of our own.
            ConsentFlag::Unobtainable if *form == CareForm::Emergency => {
                self.available_until.unwrap_or_else(|| on.last_second())
            }
            ConsentFlag::Unobtainable => return Err(Refusal::OnlyInEmergencies { item }),
            ConsentFlag::NotGiven => return Err(Refusal::NotGiven { item }),
            ConsentFlag::Expired => return Err(Refusal::Expired { item, at: self.available_until }),
            flag @ ConsentFlag::Other(_) => return Err(Refusal::UnknownFlag { item, flag: flag.clone() }),
        };
        match self.given_at {
            Some(from) if from > at => Err(Refusal::NotYet { item, from }),
            _ if at > end => Err(Refusal::Expired { item, at: Some(end) }),
            _ => Ok(end),
        }
    }
}

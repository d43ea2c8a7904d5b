//! A consent in force.

use alloc::boxed::Box;

use crate::coverage::hide;
use crate::{
    CareForm, CertificateState, ConsentEnd, ConsentFlag, ConsentItem, ConsentStatement, Date, DateTime,
    Person, ReferenceClassification, Refusal, Report, Via,
};

/// A consent that the operator stated and that was in force when it was asked for: [`Report::consent`] alone makes one,
/// and only of an answer that was judged in this run, never of a report that was stored. That the answer is the
/// operator's, and by which way it came ([`Report::via`], [`Report::certificate`]), is the word of whoever made the
/// report: this crate talks to no source.
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
    from: Option<DateTime>,
    end: ConsentEnd,
    asked_for: Date,
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

    /// Since when (同意日時), if that is stated.
    #[must_use]
    pub const fn from(&self) -> Option<DateTime> {
        self.from
    }

    /// Until when.
    #[must_use]
    pub const fn end(&self) -> ConsentEnd {
        self.end
    }

    /// The day about which the source was asked.
    #[must_use]
    pub const fn asked_for(&self) -> Date {
        self.asked_for
    }

    /// Whose.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// Whether the consent is to `item` and in force at the caller's time. One without a stated end is known to be on
    /// the day asked about alone.
    ///
    /// # Errors
    /// [`Refusal::AnotherItem`], [`Refusal::Expired`], [`Refusal::NotAsked`], [`Refusal::NotYet`].
    pub fn check(&self, item: ConsentItem, at: DateTime) -> Result<(), Refusal> {
        if item != self.item {
            return Err(Refusal::AnotherItem { consented: self.item, asked: item });
        }
        match self.end {
            ConsentEnd::At(end) if at > end => Err(Refusal::Expired { item, at: Some(end), reason: None }),
            ConsentEnd::Unknown | ConsentEnd::UntilRevoked if at.date() != self.asked_for => {
                Err(Refusal::NotAsked { item, asked_for: self.asked_for })
            }
            _ => match self.from {
                Some(from) if at < from => Err(Refusal::NotYet { item, from }),
                _ => Ok(()),
            },
        }
    }
}

impl Report {
    /// The patient's consent to let one item be looked at, if it is in force at the caller's time `at`. Consent is given
    /// at a certified reader for care at the institution, and on the operator's own page or app for home visits, online
    /// care and emergencies; there the operator judged the certificate. If several results state a consent, all have to
    /// be in force; the latest beginning and the earliest end count. One that couldn't be read may state that there is
    /// none, so beside it nothing is open.
    ///
    /// A report that was read from where it was stored carries none: ask the source again.
    ///
    /// ```
    /// # use hokensho_eligibility::{Answer, CardClassification, Coverage, Person, Policy, QualificationValidity, ReferenceClassification, Sex};
    /// use hokensho_eligibility::{
    ///     CareForm, CertificateState, ConsentEnd, ConsentFlag, ConsentItem, ConsentStatement, Date, DateTime, Identity, Refusal, Report, Via,
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
    /// assert_eq!(consent.end(), ConsentEnd::At(DateTime::from_digits("20261123093000")?));
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
        let asked_by = eligible.asked_by().ok_or(Refusal::NotLive)?;
        // What a fetched answer states of the question isn't public, but that nothing was typed for it.
        let is_to_a_card = match asked_by {
            ReferenceClassification::Card => true,
            ReferenceClassification::Typed => false,
            ReferenceClassification::Other(_) => self.via == Via::Fetched,
        };
        if !is_to_a_card {
            return Err(Refusal::NotOfficial { via: self.via, form: form.clone() });
        }
        if !eligible.unread().is_empty() {
            return Err(Refusal::CoverageUnread { item });
        }
        let person = &eligible.primary().ok_or(Refusal::NotEligible)?.person;
        let asked_for = eligible.on();
        let statements = || eligible.coverages().iter().filter_map(|coverage| coverage.consents.of(item));
        let from = statements().filter_map(|statement| statement.given_at).max();
        let mut ends = statements().map(|statement| statement.end(item, form, at));
        let first = ends.next().ok_or(Refusal::NotStated { item })??;
        let end = ends.try_fold(first, |first, end| {
            let end = end?;
            Ok(if end.known_until(asked_for) < first.known_until(asked_for) { end } else { first })
        })?;
        let consent =
            Consent { item, form: form.clone(), from, end, asked_for, person: Box::new(person.clone()) };
        consent.check(item, at)?;
        Ok(consent)
    }
}

impl ConsentStatement {
    /// Until when the consent counts, if it was given; whether it had ended by `at` is told with what ended it.
    fn end(&self, item: ConsentItem, form: &CareForm, at: DateTime) -> Result<ConsentEnd, Refusal> {
        let ended = || Refusal::Expired {
            item,
            at: self.available_until.filter(|end| *end < at),
            reason: self.end_reason.clone(),
        };
        let stated = self.available_until.map(ConsentEnd::At);
        let end = match (&self.flag, form) {
            (ConsentFlag::Given, CareForm::HomeVisit) => stated.unwrap_or(ConsentEnd::UntilRevoked),
            (ConsentFlag::Given, _) => stated.ok_or(Refusal::EndUnstated { item })?,
            (ConsentFlag::Unobtainable, CareForm::Emergency) => stated.unwrap_or(ConsentEnd::Unknown),
            (ConsentFlag::Unobtainable, _) => return Err(Refusal::OnlyInEmergencies { item }),
            (ConsentFlag::NotGiven, _) => return Err(Refusal::NotGiven { item }),
            (ConsentFlag::Expired, _) => return Err(ended()),
            (flag @ ConsentFlag::Other(_), _) => {
                return Err(Refusal::UnknownFlag { item, flag: flag.clone() });
            }
        };
        // What is said to have ended has, whatever its flag is.
        if self.end_reason.is_some() { Err(ended()) } else { Ok(end) }
    }
}

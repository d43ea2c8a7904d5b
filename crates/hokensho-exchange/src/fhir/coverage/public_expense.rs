use std::num::NonZeroU8;

use hokensho_eligibility::{PublicExpense, RecipientNumber};

use super::{CostToBeneficiary, Coverage, PUBLIC_EXPENSE, profile};
use crate::Error;
use crate::fhir::datatype::Reference;
use crate::fhir::number::Whole;
use crate::fhir::system::System;
use crate::fhir::{Organization, text};

impl Coverage {
    /// One public expense (公費), the `order`-th of the patient's. The number (受給者番号) is filled up to seven digits; a
    /// local subsidy's that isn't digits stays as it is. The most that the patient pays a month (自己負担上限額) is a
    /// `maxoutofpocket`, which is a mapping of ours.
    ///
    /// None for what has no day: without a period it would count for ever.
    ///
    /// ```
    /// use std::num::NonZeroU8;
    ///
    /// use hokensho_eligibility::{OwnLimit, PayerNumber, PublicExpense, RecipientNumber, Yen};
    /// use hokensho_exchange::fhir::{Coverage, Organization, Reference};
    ///
    /// let payer = PayerNumber::new("54136015")?;
    /// let mut expense = PublicExpense::on_paper(payer.clone(), Some(RecipientNumber::new("1234566")?));
    /// expense.own_limit = OwnLimit::Month(Yen::new(10_000));
    /// let (patient, place) = (Reference::to("Patient/1"), Reference::to("Organization/2"));
    /// let coverage = Coverage::public_expense(&expense, NonZeroU8::MIN, patient, place).ok_or("of no day")?;
    /// assert!(coverage.is_public_expense());
    /// assert_eq!(coverage.subscriber_id.as_deref(), Some("1234566"));
    /// assert_eq!(coverage.to_public_expense(&Organization::payer(&payer, None))?, expense);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn public_expense(
        expense: &PublicExpense,
        order: NonZeroU8,
        patient: Reference,
        payer: Reference,
    ) -> Option<Self> {
        let (first, last) = (expense.valid_from, expense.valid_until);
        if !text::has_a_day(first, last) {
            return None;
        }
        Some(Self {
            meta: profile(),
            status: Some("active".to_owned()),
            r#type: Some(System::INSURANCE_KIND.concept(PUBLIC_EXPENSE)),
            subscriber_id: expense.recipient.as_ref().map(text::recipient),
            beneficiary: Some(patient),
            period: text::period(first, last),
            payor: vec![payer],
            order: Some(Whole::from(order.get())),
            cost_to_beneficiary: CostToBeneficiary::own_limit(expense.own_limit).into_iter().collect(),
            ..Self::default()
        })
    }

    /// The public expense with its payer, as if it were typed from a paper: what somebody hands on is no answer of the
    /// online side. That there is no limit, which a paper may say, can't be said here.
    ///
    /// # Errors
    /// [`Error::FhirElement`] if it isn't active or is there for a recourse (`subrogation`), if it is an insurance, if the
    /// payer's record isn't active or has no number, or if the recipient's number, a day of the period or the limit can't
    /// be read.
    pub fn to_public_expense(&self, payer: &Organization) -> Result<PublicExpense, Error> {
        let wrong = |path| Error::FhirElement { path };
        self.is_meant()?;
        if !self.is_public_expense() {
            return Err(wrong("Coverage.type"));
        }
        let recipient = self.subscriber_id.as_deref().map(RecipientNumber::new).transpose();
        let recipient = recipient.map_err(|_| wrong("Coverage.subscriberId"))?;
        payer.is_meant()?;
        let payer = payer.payer_number().ok_or(wrong("Coverage.payor"))?;
        let [valid_from, valid_until] = self.days()?;
        let own_limit = CostToBeneficiary::own_limit_among(&self.cost_to_beneficiary)?;
        Ok(PublicExpense { valid_from, valid_until, own_limit, ..PublicExpense::on_paper(payer, recipient) })
    }
}

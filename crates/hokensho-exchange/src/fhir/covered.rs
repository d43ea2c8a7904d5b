use std::iter;
use std::num::NonZeroU8;

use hokensho_eligibility::{Coverage as Insurance, Eligible, PublicExpense};

/// What pays for a patient: each is a Coverage of its own.
///
/// ```
/// use hokensho_eligibility as domain;
/// use hokensho_exchange::fhir::{Coverage, Covered, Reference};
/// # use domain::{Answer, CardClassification, Date, DateTime, InsurerNumber, PayerNumber, Person, PublicExpense};
/// # let today = Date::new(2026, 11, 22)?;
/// # let person = Person::new("見本　花子", domain::Sex::Female, Date::new(1980, 2, 17)?);
/// # let mut insurance = domain::Coverage::new(CardClassification::General, person);
/// # insurance.insurer_number = Some(InsurerNumber::new("138008")?);
/// # let asked = DateTime::new(today, 9, 30, 0)?;
/// # let mut answer = Answer::new(domain::ReferenceClassification::Card, asked);
/// # answer.validity = Some(domain::QualificationValidity::Valid);
/// # answer.coverages.push(insurance);
/// # let mut outcome = answer.outcome(today, &domain::Policy::default());
/// # let eligible = outcome.eligible_mut().ok_or("in force")?;
/// eligible.add_public_expense(PublicExpense::on_paper(PayerNumber::new("54136015")?, None))?;
/// let mut orders = Vec::new();
/// for covered in Covered::of(eligible) {
///     let (patient, payor) = (Reference::to("Patient/1"), Reference::to("Organization/1"));
///     let coverage = match covered {
///         Covered::Insurance(insurance) => Coverage::insurance(insurance, None, patient, payor),
///         Covered::PublicExpense { expense, order } => Coverage::public_expense(expense, order, patient, payor),
///     };
///     orders.push(coverage.ok_or("of a day")?.order.map(u32::from));
/// }
/// assert_eq!(orders, [None, Some(1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered<'a> {
    /// An insurance.
    Insurance(&'a Insurance),
    /// A public expense (公費), medical aid among them.
    PublicExpense {
        /// Who pays, and for whom.
        expense: &'a PublicExpense,
        /// Which of several it is, in the order in which they pay.
        order: NonZeroU8,
    },
}

impl<'a> Covered<'a> {
    /// All that pays for a patient, in the order in which it does. Medical aid that doesn't pay here on the day, for want
    /// of a ticket, isn't among them.
    #[must_use]
    pub fn of(eligible: &'a Eligible) -> Vec<Self> {
        let insurances = eligible.in_order_of_payment().into_iter().filter(|it| !it.is_medical_aid());
        let orders = iter::successors(Some(NonZeroU8::MIN), |order| Some(order.saturating_add(1)));
        let expenses = eligible.public_expenses().iter().zip(orders);
        let expenses = expenses.map(|(expense, order)| Self::PublicExpense { expense, order });
        insurances.map(Self::Insurance).chain(expenses).collect()
    }
}

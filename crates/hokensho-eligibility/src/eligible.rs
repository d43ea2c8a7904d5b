//! What a window needs to know of a patient who is covered.

use alloc::vec::Vec;

mod asked;
mod finding;

use asked::AskedBy;

use crate::{
    Bill, CeilingTable, Copayment, Coverage, Date, Error, InsurerNumber, LawTable, PaperFree, PaperNeeded,
    PayerOrder, PublicExpense, PublicExpenseOrigin, Ratio, ReferenceClassification, SourceMessage,
    UnreadCoverage,
};

pub use finding::Finding;

/// A patient who is covered: the coverages in force, the ratio with its origin, what is paid, public expenses, and which
/// papers are needed.
///
/// ```
/// use hokensho_eligibility::{
///     Answer, Bill, CardClassification, CareSetting, Coverage, Date, DateTime, PaperNeeded, Person, Policy,
///     QualificationValidity, ReferenceClassification, Sex, Yen,
/// };
///
/// let today = Date::new(2026, 11, 22)?;
/// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
/// let mut answer = Answer::new(ReferenceClassification::Card, DateTime::new(today, 9, 30, 0)?);
/// answer.validity = Some(QualificationValidity::Valid);
/// answer.coverages.push(Coverage::new(CardClassification::General, person));
///
/// let outcome = answer.outcome(today, &Policy::default());
/// let eligible = outcome.eligible().expect("a coverage is in force");
/// assert_eq!(eligible.ratio().percent(), Some(30));
/// assert_eq!(eligible.paper_needed(), [PaperNeeded::LocalSubsidy, PaperNeeded::Ceiling]);
/// let copayment = eligible.copayment(&Bill::new(CareSetting::OutPatient, Yen::new(12_340)));
/// assert_eq!(copayment.and_then(|it| it.due), Some(Yen::new(3_700)));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "stored::Parts")
)]
pub struct Eligible {
    coverages: Vec<Coverage>,
    primary: usize,
    on: Date,
    note: Option<SourceMessage>,
    /// In the order in which they pay.
    public_expenses: Vec<PublicExpense>,
    unread: Vec<UnreadCoverage>,
    #[cfg_attr(feature = "serde", serde(skip))]
    asked_by: AskedBy,
}

impl Eligible {
    /// Of the coverages those that are in force; none if there is none.
    pub(crate) fn new(coverages: &[Coverage], on: Date, note: Option<SourceMessage>) -> Option<Self> {
        let coverages: Vec<Coverage> = coverages.iter().filter(|it| it.in_force(on)).cloned().collect();
        // Insurance pays before aid does. Of two that claim to be in force the one that began last is the likelier.
        let insurance = coverages.iter().enumerate().filter(|(_, it)| !it.is_medical_aid());
        let primary = insurance.rev().max_by_key(|(_, it)| it.qualified_on).map_or(0, |(place, _)| place);
        let mut public_expenses: Vec<_> =
            coverages.iter().filter_map(|it| PublicExpense::of(it, on)).collect();
        PayerOrder::BUILT_IN.sort(&mut public_expenses, on, LawTable::BUILT_IN);
        let (unread, asked_by) = (Vec::new(), AskedBy::default());
        (!coverages.is_empty()).then_some(Self {
            coverages,
            primary,
            on,
            note,
            public_expenses,
            unread,
            asked_by,
        })
    }

    /// The same, as a source answered when it was asked by card or by typed data.
    pub(crate) fn answering(self, reference: &ReferenceClassification) -> Self {
        Self { asked_by: AskedBy::from(reference), ..self }
    }

    /// The same, beside coverages that couldn't be read.
    pub(crate) fn beside(self, unread: Vec<UnreadCoverage>) -> Self {
        Self { unread, ..self }
    }

    /// By what the source was asked; none if this was read from where it was stored.
    pub(crate) const fn asked_by(&self) -> Option<&ReferenceClassification> {
        self.asked_by.reference()
    }

    /// The coverages in force, as the source ordered them.
    #[must_use]
    pub fn coverages(&self) -> &[Coverage] {
        &self.coverages
    }

    /// The coverages in the answer that couldn't be read. Any of them may be in force too, and pay first: a newer
    /// insurance, or medical aid.
    #[must_use]
    pub fn unread(&self) -> &[UnreadCoverage] {
        &self.unread
    }

    /// The coverage that pays first: insurance before aid, of several insurances the one that began last
    /// ([`Finding::InsurancesOverlap`]). Always there: what is eligible has one in force. It is the first of those that
    /// could be read ([`Eligible::unread`]).
    #[must_use]
    pub fn primary(&self) -> Option<&Coverage> {
        self.coverages.get(self.primary)
    }

    /// The day the coverages were judged on.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// The patient's part by the [`primary`](Eligible::primary) coverage. Beside a coverage that couldn't be read it is
    /// still told, to be held against the paper that the patient shows ([`PaperNeeded::EligibilityCertificate`]), and no
    /// amount comes of it.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        self.primary().map_or(Ratio::Unknown, |coverage| Ratio::of(coverage, self.on))
    }

    /// What the source wants said although all went well, for example that the certificate ends soon.
    #[must_use]
    pub const fn note(&self) -> Option<&SourceMessage> {
        self.note.as_ref()
    }

    /// What doesn't fit together in the answer, or can't be decided by it: insurances, public expenses, age, ratio and
    /// ceiling.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        Finding::all(self).collect()
    }

    /// What the patient pays for a bill on the day, with the tables of ceilings that come with this crate. For other
    /// tables there is [`Copayment::of`]. Where public expense pays too, no amount is told; nor where it does and its payer
    /// can't be read ([`Finding::AidPayerUnstated`]), or where an insurance itself carries a ticket (医療券). Beside a
    /// coverage that couldn't be read neither an amount nor a ceiling is ([`Finding::CoverageUnread`]): it may be the one
    /// that pays.
    #[must_use]
    pub fn copayment(&self, bill: &Bill) -> Option<Copayment> {
        let of_insurance = Copayment::of(self.primary()?, self.on, bill, CeilingTable::BUILT_IN);
        if !self.unread.is_empty() {
            return Some(of_insurance.beside_unread());
        }
        let has_ticket = |it: &Coverage| it.has_ticket(self.on) || it.is_unread(PaperNeeded::MedicalTicket);
        let alone = self.public_expenses.is_empty()
            && !finding::aid_payer_unstated(self)
            && !self.coverages.iter().any(has_ticket);
        Some(if alone { of_insurance } else { of_insurance.beside_public_expense() })
    }

    /// The coverages in the order in which they pay: insurance, then public expense in its order (公費の優先順位), by the
    /// tables that come with this crate.
    #[must_use]
    pub fn in_order_of_payment(&self) -> Vec<&Coverage> {
        self.in_order_of_payment_by(PayerOrder::BUILT_IN, LawTable::BUILT_IN)
    }

    /// The coverages in the order in which they pay, by other tables.
    #[must_use]
    pub fn in_order_of_payment_by(&self, order: &PayerOrder, laws: &LawTable) -> Vec<&Coverage> {
        let rank = |it: &&Coverage| {
            let law = it.insurer_number.as_ref().and_then(InsurerNumber::law_number);
            (it.is_medical_aid(), law.map(|law| order.rank(law, self.on, laws)))
        };
        let mut ordered: Vec<_> = self.coverages.iter().collect();
        ordered.sort_by_key(rank);
        ordered
    }

    /// The public expenses that pay on the day: medical aid as the answer states it, and what was typed from paper. They
    /// stand in their order (公費の優先順位) by the tables that come with this crate; by others [`PayerOrder::sort`] puts
    /// them in theirs.
    #[must_use]
    pub fn public_expenses(&self) -> &[PublicExpense] {
        &self.public_expenses
    }

    /// Adds a public expense that the patient showed on paper, in its place in the order. Of one that was added before,
    /// the same payer's for the same recipient, the new one takes the place; what the answer says of it stays.
    ///
    /// ```
    /// # use hokensho_eligibility::{
    /// #     Answer, CardClassification, Coverage, DateTime, Person, Policy, QualificationValidity,
    /// #     ReferenceClassification, Sex,
    /// # };
    /// use hokensho_eligibility::{Date, Error, PayerNumber, PublicExpense};
    ///
    /// # let today = Date::new(2026, 11, 22)?;
    /// # let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// # let mut answer = Answer::new(ReferenceClassification::Card, DateTime::new(today, 9, 30, 0)?);
    /// # answer.validity = Some(QualificationValidity::Valid);
    /// # answer.coverages.push(Coverage::new(CardClassification::General, person));
    /// # let mut outcome = answer.outcome(today, &Policy::default());
    /// let eligible = outcome.eligible_mut().expect("a coverage is in force");
    /// for payer in ["80131114", "54136015"] {
    ///     eligible.add_public_expense(PublicExpense::on_paper(PayerNumber::new(payer)?, None))?;
    /// }
    /// let payers: Vec<_> = eligible.public_expenses().iter().map(|it| it.payer.as_str()).collect();
    /// assert_eq!(payers, ["54136015", "80131114"]);
    ///
    /// let mut ended = PublicExpense::on_paper(PayerNumber::new("51136018")?, None);
    /// ended.valid_until = Some(Date::new(2026, 11, 21)?);
    /// assert_eq!(eligible.add_public_expense(ended), Err(Error::PublicExpenseNotInForce { on: today }));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::PublicExpenseNotInForce`] if it doesn't pay on the day.
    pub fn add_public_expense(&mut self, expense: PublicExpense) -> Result<(), Error> {
        if !expense.in_force(self.on) {
            return Err(Error::PublicExpenseNotInForce { on: self.on });
        }
        match self.public_expenses.iter_mut().find(|known| known.is_of(&expense)) {
            Some(known) if known.origin == PublicExpenseOrigin::Answer => {}
            Some(known) => *known = expense,
            None => self.public_expenses.push(expense),
        }
        PayerOrder::BUILT_IN.sort(&mut self.public_expenses, self.on, LawTable::BUILT_IN);
        Ok(())
    }

    /// The certificates that need no paper today.
    #[must_use]
    pub fn paper_free(&self) -> Vec<PaperFree> {
        self.coverages.iter().flat_map(|coverage| PaperFree::of(coverage, self.on)).collect()
    }

    /// The papers that are still needed.
    #[must_use]
    pub fn paper_needed(&self) -> Vec<PaperNeeded> {
        let mut needed = self.primary().map_or_else(Vec::new, |coverage| PaperNeeded::of(coverage, self.on));
        let beside = self.coverages.iter().filter(|it| it.is_medical_aid());
        for paper in beside.flat_map(|aid| PaperNeeded::of(aid, self.on)) {
            if !needed.contains(&paper) {
                needed.push(paper);
            }
        }
        if !self.unread.is_empty() {
            needed.push(PaperNeeded::EligibilityCertificate);
        }
        needed
    }
}

#[cfg(feature = "serde")]
mod stored {
    use super::{
        Coverage, Date, Eligible, PublicExpense, PublicExpenseOrigin, SourceMessage, UnreadCoverage, Vec,
    };

    /// What is read back; which coverage pays first, and medical aid as a public expense, follow from the coverages.
    #[derive(serde::Deserialize)]
    pub(super) struct Parts {
        coverages: Vec<Coverage>,
        on: Date,
        note: Option<SourceMessage>,
        // Reports that were stored before there were any; so with the next.
        #[serde(default)]
        public_expenses: Vec<PublicExpense>,
        #[serde(default)]
        unread: Vec<UnreadCoverage>,
    }

    impl TryFrom<Parts> for Eligible {
        type Error = &'static str;

        fn try_from(parts: Parts) -> Result<Self, Self::Error> {
            let mut eligible = Self::new(&parts.coverages, parts.on, parts.note)
                .filter(|eligible| eligible.coverages.len() == parts.coverages.len())
                .map(|eligible| eligible.beside(parts.unread))
                .ok_or("a coverage of somebody eligible is not in force on the day")?;
            let papers = parts.public_expenses.into_iter();
            for paper in papers.filter(|it| it.origin != PublicExpenseOrigin::Answer) {
                let added = eligible.add_public_expense(paper);
                added.map_err(|_| "a public expense of somebody eligible is not in force on the day")?;
            }
            Ok(eligible)
        }
    }
}

//! What a window needs to know of a patient who is covered.

use alloc::vec::Vec;

use crate::{
    Bill, CeilingTable, Copayment, Coverage, Date, InsurerNumber, LawTable, PaperFree, PaperNeeded,
    PayerOrder, Ratio, RatioFinding, SourceMessage,
};

/// A patient who is covered: the coverages in force, the ratio with its origin, what is paid, and which papers are needed.
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
}

impl Eligible {
    /// Of the coverages those that are in force; none if there is none.
    pub(crate) fn new(coverages: &[Coverage], on: Date, note: Option<SourceMessage>) -> Option<Self> {
        let coverages: Vec<Coverage> = coverages.iter().filter(|it| it.in_force(on)).cloned().collect();
        // Insurance pays before aid does, so insurance comes first.
        let primary = coverages.iter().position(|it| !it.is_medical_aid()).unwrap_or(0);
        (!coverages.is_empty()).then_some(Self { coverages, primary, on, note })
    }

    /// The coverages in force, as the source ordered them.
    #[must_use]
    pub fn coverages(&self) -> &[Coverage] {
        &self.coverages
    }

    /// The coverage that pays first: insurance before aid. Always there: what is eligible has one in force.
    #[must_use]
    pub fn primary(&self) -> Option<&Coverage> {
        self.coverages.get(self.primary)
    }

    /// The day the coverages were judged on.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// The patient's part.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        self.primary().map_or(Ratio::Unknown, |coverage| Ratio::of(coverage, self.on))
    }

    /// What the source wants said although all went well, for example that the certificate ends soon.
    #[must_use]
    pub const fn note(&self) -> Option<&SourceMessage> {
        self.note.as_ref()
    }

    /// What doesn't fit together in what the answer says of age, ratio and ceiling.
    #[must_use]
    pub fn findings(&self) -> Vec<RatioFinding> {
        self.primary().map_or_else(Vec::new, |coverage| Ratio::findings(coverage, self.on))
    }

    /// What the patient pays for a bill on the day, with the tables of ceilings that come with this crate. For other tables there is
    /// [`Copayment::of`].
    #[must_use]
    pub fn copayment(&self, bill: &Bill) -> Option<Copayment> {
        self.primary().map(|coverage| Copayment::of(coverage, self.on, bill, CeilingTable::BUILT_IN))
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

    /// The certificates that need no paper today.
    #[must_use]
    pub fn paper_free(&self) -> Vec<PaperFree> {
        self.coverages.iter().flat_map(|coverage| PaperFree::of(coverage, self.on)).collect()
    }

    /// The papers that are still needed.
    #[must_use]
    pub fn paper_needed(&self) -> Vec<PaperNeeded> {
        self.primary().map_or_else(Vec::new, |coverage| PaperNeeded::of(coverage, self.on))
    }
}

#[cfg(feature = "serde")]
mod stored {
    use super::{Coverage, Date, Eligible, SourceMessage, Vec};

    /// What is read back; which coverage pays first follows from the others.
    #[derive(serde::Deserialize)]
    pub(super) struct Parts {
        coverages: Vec<Coverage>,
        on: Date,
        note: Option<SourceMessage>,
    }

    impl TryFrom<Parts> for Eligible {
        type Error = &'static str;

        fn try_from(parts: Parts) -> Result<Self, Self::Error> {
            Self::new(&parts.coverages, parts.on, parts.note)
                .filter(|eligible| eligible.coverages.len() == parts.coverages.len())
                .ok_or("a coverage of somebody eligible is not in force on the day")
        }
    }
}

//! What doesn't fit together in an answer that makes somebody eligible.

use crate::{Coverage, Eligible, LawTable, PayerOrder, PayerRank, PublicExpense, Ratio, RatioFinding, Text};

/// Something that doesn't fit together, or that nobody can decide, in what makes a patient eligible. The answer still
/// counts; a person looks at it.
///
/// ```
/// use hokensho_eligibility::{Finding, Language, RatioFinding};
///
/// assert_eq!(Finding::InsurancesOverlap.name(), "insurances_overlap");
/// assert!(Finding::InsurancesOverlap.text().text(Language::En).contains("insurance"));
/// assert_eq!(Finding::from(RatioFinding::PreschoolTooOld).name(), "preschool_too_old");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Finding {
    /// Medical aid, and no 公費負担者番号 by which it could be claimed.
    AidPayerUnstated,
    /// A certificate or ticket of a coverage couldn't be read ([`Coverage::unread`](crate::Coverage)). No amount is told that
    /// it may change.
    CertificateUnread,
    /// Another coverage in the answer couldn't be read ([`Eligible::unread`]). It may be a newer insurance, or medical aid
    /// that pays too, so no amount is told.
    CoverageUnread,
    /// More than one insurance in force, which can't be: one of them ended, and its insurer hasn't said so yet. What began
    /// last counts as the one that pays.
    InsurancesOverlap,
    /// An insurance in force, and no 保険者番号 by which it could be claimed.
    InsurerUnstated,
    /// Several public expenses, and the tables don't say which pays first.
    PayerOrderUnknown,
    /// In age, ratio and ceiling.
    Ratio(RatioFinding),
}

impl From<RatioFinding> for Finding {
    fn from(finding: RatioFinding) -> Self {
        Self::Ratio(finding)
    }
}

impl Finding {
    /// The name in snake case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AidPayerUnstated => "aid_payer_unstated",
            Self::CertificateUnread => "certificate_unread",
            Self::CoverageUnread => "coverage_unread",
            Self::InsurancesOverlap => "insurances_overlap",
            Self::InsurerUnstated => "insurer_unstated",
            Self::PayerOrderUnknown => "payer_order_unknown",
            Self::Ratio(finding) => finding.name(),
        }
    }

    /// The words for it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::AidPayerUnstated => Text::FindingAidPayerUnstated,
            Self::CertificateUnread => Text::FindingCertificateUnread,
            Self::CoverageUnread => Text::FindingCoverageUnread,
            Self::InsurancesOverlap => Text::FindingInsurancesOverlap,
            Self::InsurerUnstated => Text::FindingInsurerUnstated,
            Self::PayerOrderUnknown => Text::FindingPayerOrderUnknown,
            Self::Ratio(finding) => finding.text(),
        }
    }

    pub(super) fn all(eligible: &Eligible) -> impl Iterator<Item = Self> {
        let found = [
            (Self::CoverageUnread, !eligible.unread().is_empty()),
            (Self::CertificateUnread, eligible.coverages().iter().any(|it| !it.unread.is_empty())),
            (Self::InsurancesOverlap, insurances_overlap(eligible)),
            (Self::InsurerUnstated, insurances(eligible).any(|it| it.insurer_number.is_none())),
            (Self::AidPayerUnstated, aid_payer_unstated(eligible)),
            (Self::PayerOrderUnknown, payer_order_unknown(eligible)),
        ];
        let ratio = eligible.primary().into_iter().flat_map(|it| Ratio::findings(it, eligible.on()));
        found
            .into_iter()
            .filter_map(|(finding, holds)| holds.then_some(finding))
            .chain(ratio.map(Self::Ratio))
    }
}

fn insurances(eligible: &Eligible) -> impl Iterator<Item = &Coverage> {
    eligible.coverages().iter().filter(|it| !it.is_medical_aid())
}

/// An insurer may send several results for one person; two insurers can't both be right.
fn insurances_overlap(eligible: &Eligible) -> bool {
    let mut insurers = insurances(eligible).map(|it| &it.insurer_number);
    insurers.next().is_some_and(|first| insurers.any(|other| other != first))
}

pub(super) fn aid_payer_unstated(eligible: &Eligible) -> bool {
    let on = eligible.on();
    eligible
        .coverages()
        .iter()
        .any(|it| it.is_medical_aid() && !it.lacks_ticket(on) && PublicExpense::of(it, on).is_none())
}

fn payer_order_unknown(eligible: &Eligible) -> bool {
    let rank =
        |it: &PublicExpense| PayerOrder::BUILT_IN.rank_of(&it.payer, eligible.on(), LawTable::BUILT_IN);
    let ranks = || eligible.public_expenses().iter().map(rank);
    ranks().zip(ranks().skip(1)).any(|(one, next)| one == next || next == PayerRank::Unknown)
}

#[cfg(test)]
mod tests;

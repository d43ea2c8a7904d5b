//! What changed since the last visit.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::{
    Coverage, Eligible, InsurerNumber, LimitCategory, NameComparison, NameMatch, Outcome, PaperNeeded,
    PartialDate, Personal, Ratio, Sex, Text,
};

/// One thing that changed between two answers about one person. `Debug` shows its name, not the values.
///
/// What one of the two answers doesn't carry is no change, except for a ceiling, a ratio and an alias: those can come
/// and go. Beside a coverage that couldn't be read it isn't known who pays: what is then compared is what one insurer said
/// twice, and nothing of medical aid. Names and addresses that differ in width, spaces, or the size of kana alone are the same.
///
/// ```
/// use hokensho_eligibility::{Change, Language, Outcome};
///
/// let lost = Outcome::Lost(Box::default());
/// let changes = Change::between(&Outcome::NotFound, &lost);
/// assert_eq!(changes, [Change::Outcome { before: "not_found", after: "lost" }]);
/// assert_eq!(changes[0].text().text(Language::En), "The outcome changed");
/// assert_eq!(Change::between(&lost, &lost), []);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Change {
    /// 住所.
    Address {
        /// As it was.
        before: Personal<String>,
        /// As it is.
        after: Personal<String>,
    },
    /// Medical aid (医療扶助) pays now, and didn't.
    AidBegan,
    /// Medical aid (医療扶助) paid, and doesn't any more.
    AidEnded,
    /// 氏名（その他）: an alias (通称).
    Alias {
        /// As it was.
        before: Option<Personal<String>>,
        /// As it is.
        after: Option<Personal<String>>,
    },
    /// 生年月日: a correction.
    Birth {
        /// As it was.
        before: Personal<PartialDate>,
        /// As it is.
        after: Personal<PartialDate>,
    },
    /// A certificate in one of the answers couldn't be read: what it says may have changed, or not. A ratio or ceiling that
    /// it decides is not called changed.
    CertificateUnread,
    /// A coverage in one of the answers couldn't be read: what it says may have changed, or not.
    CoverageUnread,
    /// 適用区分 of the ceiling.
    Ceiling {
        /// As it was; none if there was no certificate in force.
        before: Option<LimitCategory>,
        /// As it is.
        after: Option<LimitCategory>,
    },
    /// 記号, 番号 or 枝番, with the same insurer.
    InsuredNumber,
    /// 保険者.
    Insurer {
        /// As it was.
        before: InsurerNumber,
        /// As it is.
        after: InsurerNumber,
    },
    /// 氏名カナ.
    Kana {
        /// As it was.
        before: Personal<String>,
        /// As it is.
        after: Personal<String>,
    },
    /// 氏名.
    Name {
        /// As it was.
        before: Personal<String>,
        /// As it is.
        after: Personal<String>,
    },
    /// How the check ended. If one of the two isn't eligible, nothing else can be compared.
    Outcome {
        /// The name of the outcome as it was.
        before: &'static str,
        /// The name of the outcome as it is.
        after: &'static str,
    },
    /// The patient's part.
    Ratio {
        /// As it was.
        before: Ratio,
        /// As it is.
        after: Ratio,
    },
    /// 性別.
    Sex {
        /// As it was.
        before: Sex,
        /// As it is.
        after: Sex,
    },
}

impl Change {
    /// What changed from one outcome to a later one of the same person, in the order in which a window asks about it:
    /// outcome, insurer, money, person.
    #[must_use]
    pub fn between(before: &Outcome, after: &Outcome) -> Vec<Self> {
        let mut changes = Vec::new();
        let (before_name, after_name) = (before.name(), after.name());
        if before_name != after_name {
            changes.push(Self::Outcome { before: before_name, after: after_name });
        }
        if let (Some(before), Some(after)) = (before.eligible(), after.eligible()) {
            let primary = before.primary().zip(after.primary());
            let unread = [before, after].iter().any(|it| !it.unread().is_empty());
            if unread {
                changes.push(Self::CoverageUnread);
                if !primary.is_some_and(|(before, after)| of_one_insurer(before, after)) {
                    return changes;
                }
            }
            changes.extend(primary.and_then(|(before, after)| Self::of_insurer(before, after)));
            changes.extend(Self::of_aid(before, after).filter(|_| !unread));
            changes.extend(Self::of_money(before, after));
            changes.extend(primary.into_iter().flat_map(|(before, after)| Self::of_person(before, after)));
        }
        changes
    }

    fn of_aid(before: &Eligible, after: &Eligible) -> Option<Self> {
        let has_aid = |it: &Eligible| it.coverages().iter().any(Coverage::is_medical_aid);
        match (has_aid(before), has_aid(after)) {
            (false, true) => Some(Self::AidBegan),
            (true, false) => Some(Self::AidEnded),
            _ => None,
        }
    }

    fn of_money(before: &Eligible, after: &Eligible) -> impl Iterator<Item = Self> {
        let of_primaries = || [before, after].into_iter().filter_map(Eligible::primary);
        let read = |paper| !of_primaries().any(|it| it.is_unread(paper));
        let unread = of_primaries().any(|it| !it.unread.is_empty()).then_some(Self::CertificateUnread);
        let (old, new) = (before.ratio(), after.ratio());
        // Who says so may change without the patient's paying anything else.
        let ratio = (old.percent() != new.percent() && read(PaperNeeded::ElderlyRecipient))
            .then_some(Self::Ratio { before: old, after: new });
        let (old, new) = (category(before), category(after));
        let ceiling =
            (old != new && read(PaperNeeded::Ceiling)).then_some(Self::Ceiling { before: old, after: new });
        unread.into_iter().chain(ratio).chain(ceiling)
    }

    fn of_insurer(before: &Coverage, after: &Coverage) -> Option<Self> {
        match (&before.insurer_number, &after.insurer_number) {
            (Some(before), Some(after)) if before != after => {
                Some(Self::Insurer { before: before.clone(), after: after.clone() })
            }
            _ => {
                let pairs = [
                    (&before.symbol, &after.symbol),
                    (&before.number, &after.number),
                    (&before.branch, &after.branch),
                ];
                let mut both = pairs.into_iter().filter_map(|(one, other)| one.as_ref().zip(other.as_ref()));
                both.any(|(one, other)| !alike(one, other)).then_some(Self::InsuredNumber)
            }
        }
    }

    fn of_person(before: &Coverage, after: &Coverage) -> impl Iterator<Item = Self> {
        let (before, after) = (&before.person, &after.person);
        let texts = |one: Option<&Personal<String>>, other: Option<&Personal<String>>| {
            one.cloned().zip(other.cloned()).filter(|(one, other)| !alike(one, other))
        };
        let name = texts(Some(&before.name), Some(&after.name));
        let kana = texts(before.kana.as_ref(), after.kana.as_ref());
        let address = texts(before.address.as_ref(), after.address.as_ref());
        let same_alias = match (&before.alias, &after.alias) {
            (Some(one), Some(other)) => alike(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let alias =
            (!same_alias).then(|| Self::Alias { before: before.alias.clone(), after: after.alias.clone() });
        let birth = (before.birth != after.birth)
            .then(|| Self::Birth { before: before.birth.clone(), after: after.birth.clone() });
        let sex = (before.sex != after.sex)
            .then(|| Self::Sex { before: before.sex.clone(), after: after.sex.clone() });
        name.map(|(before, after)| Self::Name { before, after })
            .into_iter()
            .chain(alias)
            .chain(kana.map(|(before, after)| Self::Kana { before, after }))
            .chain(birth)
            .chain(sex)
            .chain(address.map(|(before, after)| Self::Address { before, after }))
    }

    /// The name in snake case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Address { .. } => "address",
            Self::AidBegan => "aid_began",
            Self::AidEnded => "aid_ended",
            Self::Alias { .. } => "alias",
            Self::Birth { .. } => "birth",
            Self::Ceiling { .. } => "ceiling",
            Self::CertificateUnread => "certificate_unread",
            Self::CoverageUnread => "coverage_unread",
            Self::InsuredNumber => "insured_number",
            Self::Insurer { .. } => "insurer",
            Self::Kana { .. } => "kana",
            Self::Name { .. } => "name",
            Self::Outcome { .. } => "outcome",
            Self::Ratio { .. } => "ratio",
            Self::Sex { .. } => "sex",
        }
    }

    /// What changed, in one line.
    #[must_use]
    pub const fn text(&self) -> Text {
        match self {
            Self::Address { .. } => Text::ChangeAddress,
            Self::AidBegan => Text::ChangeAidBegan,
            Self::AidEnded => Text::ChangeAidEnded,
            Self::Alias { .. } => Text::ChangeAlias,
            Self::Birth { .. } => Text::ChangeBirth,
            Self::Ceiling { .. } => Text::ChangeCeiling,
            Self::CertificateUnread => Text::ChangeCertificateUnread,
            Self::CoverageUnread => Text::ChangeCoverageUnread,
            Self::InsuredNumber => Text::ChangeInsuredNumber,
            Self::Insurer { .. } => Text::ChangeInsurer,
            Self::Kana { .. } => Text::ChangeKana,
            Self::Name { .. } => Text::ChangeName,
            Self::Outcome { .. } => Text::ChangeOutcome,
            Self::Ratio { .. } => Text::ChangeRatio,
            Self::Sex { .. } => Text::ChangeSex,
        }
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Change({})", self.name())
    }
}

/// Whether both name an insurer, and the same.
fn of_one_insurer(one: &Coverage, other: &Coverage) -> bool {
    one.insurer_number.is_some() && one.insurer_number == other.insurer_number
}

/// 適用区分 of the ceiling of what pays first.
fn category(eligible: &Eligible) -> Option<LimitCategory> {
    eligible.primary()?.limit.as_ref()?.ceiling(eligible.on()).cloned()
}

/// Whether two spellings are the same to whoever reads them. What is written alike is, even with ● in it.
fn alike(one: &Personal<String>, other: &Personal<String>) -> bool {
    one == other
        || matches!(
            NameComparison::of(one.expose().as_str(), other.expose().as_str()).result(),
            NameMatch::Exact | NameMatch::Width | NameMatch::KanaSize
        )
}

#[cfg(test)]
mod tests;

//! A claim (レセプト) held against what is known of the patient's coverage, before it is sent.

mod characters;
mod finding;

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use crate::coverage::hide;
use crate::history::Known;
use crate::name::width;
use crate::{
    BranchNumber, CheckDigit, ClaimedBy, Coverage, Date, DateMatch, History, InsuredNumber, InsurerNumber,
    PartialDate, Percent, Personal, Ratio, RatioOrigin, Sex, Standing, Symbol,
};

#[cfg(test)]
#[cfg(feature = "itaiji")]
pub(crate) use characters::is_accepted;
pub use characters::{RefusedCharacter, claimable, refused_characters};
pub use finding::{ClaimFinding, ClaimFindingKind, Severity};

/// What a claim says of the patient's coverage: one insurer, and the days of care. `Debug` shows nothing of it.
///
/// ```
/// use hokensho_eligibility::{Claim, Date, ClaimFindingKind, History, InsuredNumber, InsurerNumber, Sex};
///
/// let claim = Claim {
///     insurer: InsurerNumber::new("01130012")?,
///     symbol: None,
///     number: InsuredNumber::new("5678")?,
///     branch: None,
///     name: None,
///     birth: Date::new(1980, 2, 17)?.into(),
///     sex: Sex::Female,
///     ratio: None,
///     days: vec![Date::new(2026, 11, 2)?],
/// };
/// // Nobody has asked about that day yet, so the claim isn't known to be right.
/// let findings = claim.check(&History::default());
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].kind, ClaimFindingKind::NotAsked);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Claim {
    /// 保険者番号; 公費負担者番号 if public expense pays alone.
    pub insurer: InsurerNumber,
    /// 記号.
    pub symbol: Option<Symbol>,
    /// 番号; 受給者番号 if public expense pays alone.
    pub number: InsuredNumber,
    /// 枝番.
    pub branch: Option<BranchNumber>,
    /// 氏名, if it is to be looked through for characters that claims refuse.
    pub name: Option<Personal<String>>,
    /// 生年月日, as far as it is known.
    pub birth: Personal<PartialDate>,
    /// 性別.
    pub sex: Sex,
    /// The patient's part, if the claim states it.
    pub ratio: Option<Percent>,
    /// 診療日: the days of care.
    pub days: Vec<Date>,
}

hide!(Claim);

impl Claim {
    /// What is wrong or open, the gravest first; nothing, if coverage was in force on every day of care and all that the
    /// claim says fits it. Each day is looked at once, in order, however often it is stated, and costs one look at each period
    /// of the history.
    #[must_use]
    pub fn check(&self, history: &History) -> Vec<ClaimFinding> {
        let mut findings = Vec::new();
        let refused = self.name.iter().flat_map(|name| refused_characters(name.expose()));
        findings.extend(refused.map(|it| ClaimFinding::of(ClaimFindingKind::CharacterRefused(it))));
        if self.insurer.is_unknown() {
            findings.push(ClaimFinding::of(ClaimFindingKind::InsurerUnknown));
        } else if self.insurer.check_digit() == CheckDigit::Wrong {
            findings.push(ClaimFinding::of(ClaimFindingKind::CheckDigitWrong));
        }
        if self.days.is_empty() {
            findings.push(ClaimFinding::of(ClaimFindingKind::NoDay));
        }
        let known = history.known();
        for day in self.days.iter().copied().collect::<BTreeSet<_>>() {
            for kind in self.on(day, &known) {
                ClaimFinding::add(&mut findings, kind, day);
            }
        }
        findings.sort_by_key(|finding| core::cmp::Reverse(finding.kind.severity()));
        findings
    }

    fn on(&self, day: Date, known: &Known<'_>) -> Vec<ClaimFindingKind> {
        match known.on(day) {
            Standing::AidTicketMissing => [ClaimFindingKind::AidTicketMissing].into(),
            Standing::Covered { primary, others } => {
                self.among(core::iter::once(primary).chain(others), Some(primary), day)
            }
            Standing::CoverageUnread { in_force } => {
                // What isn't claimed from these may be claimed from the one that couldn't be read.
                let instead = in_force.first().copied().filter(|_| self.insurer.is_unknown());
                let mut found = self.among(in_force.into_iter(), instead, day);
                found.push(ClaimFindingKind::CoverageUnread);
                found
            }
            // Where no insurer is known by the day of claiming, a claim to an unknown one is right.
            Standing::Lost { .. } | Standing::NewerExists { .. } | Standing::NotFound
                if self.insurer.is_unknown() =>
            {
                Vec::new()
            }
            Standing::Lost { last } => [self.after_loss(last, known.newer_than(day))].into(),
            Standing::NewerExists { .. } => [ClaimFindingKind::NewerInsurer].into(),
            Standing::NotAsked => [ClaimFindingKind::NotAsked].into(),
            Standing::NotFound => [ClaimFindingKind::NotFound].into(),
            Standing::Overlapping { insurances, others } => {
                // The one that began last is the likelier.
                let likeliest = insurances.last().copied();
                let mut found = self.among(insurances.into_iter().chain(others), likeliest, day);
                found.push(ClaimFindingKind::Overlapping);
                found
            }
        }
    }

    /// Where the check couldn't be made, and no newer insurer is known, a claim to the past one may be right ([`ClaimedBy`]).
    fn after_loss(&self, last: Option<&Coverage>, newer: Option<&Coverage>) -> ClaimFindingKind {
        let lost_on = last.and_then(|last| last.lost_on);
        let [past, newer] = [last, newer].map(|it| it.and_then(|it| it.insurer_number.as_ref()));
        if past == Some(&self.insurer) && ClaimedBy::first_known(newer, past) == ClaimedBy::Past {
            ClaimFindingKind::PastInsurer { lost_on }
        } else {
            ClaimFindingKind::AfterLoss { lost_on }
        }
    }

    /// What differs from the coverage of the claim's own insurer; if it isn't among them, `instead` is the right one.
    fn among<'a>(
        &self,
        mut coverages: impl Iterator<Item = &'a Coverage>,
        instead: Option<&Coverage>,
        day: Date,
    ) -> Vec<ClaimFindingKind> {
        match coverages.find(|it| it.insurer_number.as_ref() == Some(&self.insurer)) {
            Some(coverage) => self.against(coverage, day),
            None => instead.into_iter().map(|filed| self.other_insurer(filed)).collect(),
        }
    }

    fn other_insurer(&self, filed: &Coverage) -> ClaimFindingKind {
        let filed = filed.insurer_number.clone();
        if self.insurer.is_unknown() {
            ClaimFindingKind::InsurerKnown { filed }
        } else {
            ClaimFindingKind::InsurerDiffers { filed }
        }
    }

    fn against(&self, coverage: &Coverage, day: Date) -> Vec<ClaimFindingKind> {
        let mut found = Vec::new();
        let mut differs = |differs: bool, kind: ClaimFindingKind| {
            if differs {
                found.push(kind);
            }
        };
        let person = &coverage.person;
        let (claimed, filed_birth) = (*self.birth.expose(), *person.birth.expose());
        let birth = claimed.compare(filed_birth);
        differs(birth == DateMatch::Different, ClaimFindingKind::BirthDiffers);
        // A claim that knows no more than what is filed says the same.
        let incomplete = birth == DateMatch::Compatible && claimed != filed_birth;
        differs(incomplete, ClaimFindingKind::BirthIncomplete);
        let sexes = [Some(&person.sex), person.sex_on_card.as_ref()];
        let unset = [&self.sex, &person.sex].contains(&&Sex::Unset);
        differs(!unset && !sexes.contains(&Some(&self.sex)), ClaimFindingKind::SexDiffers);
        // 後期高齢者 have neither symbol nor branch number: there, none filed is none.
        let late_stage = coverage.is_late_stage();
        let symbol = self.symbol.as_ref().map(Symbol::expose);
        match Match::of(symbol, coverage.symbol.as_ref(), late_stage) {
            Match::Same => {}
            Match::Differs | Match::Missing => differs(true, ClaimFindingKind::SymbolDiffers),
            Match::NotFiled => differs(true, ClaimFindingKind::SymbolNotFiled),
        }
        match Match::of(Some(self.number.expose()), coverage.number.as_ref(), false) {
            Match::Same => {}
            Match::Differs | Match::Missing => differs(true, ClaimFindingKind::NumberDiffers),
            Match::NotFiled => differs(true, ClaimFindingKind::NumberNotFiled),
        }
        let branch = self.branch.as_ref().map(BranchNumber::expose);
        match Match::of(branch, coverage.branch.as_ref(), late_stage) {
            Match::Same => {}
            Match::Differs => differs(true, ClaimFindingKind::BranchDiffers),
            Match::Missing => differs(true, ClaimFindingKind::BranchMissing),
            Match::NotFiled => differs(true, ClaimFindingKind::BranchNotFiled),
        }
        if let Some(claimed) = self.ratio {
            let ratio = Ratio::of(coverage, day);
            differs(ratio.origin() == RatioOrigin::Unknown, ClaimFindingKind::RatioUnknown);
            let other = ratio.percent().is_some_and(|percent| percent != claimed.value());
            differs(other, ClaimFindingKind::RatioDiffers { filed: ratio });
        }
        found
    }
}

/// What a claim says beside what is filed.
enum Match {
    /// Another, or one where none is filed.
    Differs,
    /// None, where one is filed.
    Missing,
    /// Nothing is filed that it could be held against.
    NotFiled,
    /// The same, or none on both sides.
    Same,
}

impl Match {
    /// Compared without widths. A text that is filed empty says that there is none, as `none_by_law` does; one that isn't
    /// filed says nothing.
    fn of(claimed: Option<&str>, filed: Option<&Personal<String>>, none_by_law: bool) -> Self {
        let key = |text: &str| Some(width(text)).filter(|text| !text.is_empty());
        let says_none = none_by_law || filed.is_some();
        match (claimed.and_then(key), filed.and_then(|filed| key(filed.expose()))) {
            (claimed, filed) if claimed == filed => Self::Same,
            (None, _) => Self::Missing,
            (Some(_), None) if !says_none => Self::NotFiled,
            (Some(_), _) => Self::Differs,
        }
    }
}

#[cfg(test)]
mod tests;

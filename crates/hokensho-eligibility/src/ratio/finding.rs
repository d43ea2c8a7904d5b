//! Where an answer and the rules of age don't agree.

use alloc::vec::Vec;

use super::{Percent, Ratio};
use crate::coverage::covers;
use crate::named::named;
use crate::{
    AgeGroup, CategoryOrigin, Coverage, Date, IncomeBand, LimitCategory, Month, PreschoolClassification,
};

named! {
    /// Something that doesn't fit together in what an answer says of age, ratio and ceiling. The answer still counts; a
    /// person looks at it, and asks the insurer.
    ///
    /// ```
    /// use hokensho_eligibility::{
    ///     CardClassification, Coverage, Date, Person, PreschoolClassification, Ratio, RatioFinding, Sex,
    /// };
    ///
    /// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// let mut coverage = Coverage::new(CardClassification::General, person);
    /// coverage.preschool = Some(PreschoolClassification::Preschool);
    /// let findings = Ratio::findings(&coverage, Date::new(2026, 11, 22)?);
    /// assert_eq!(findings, [RatioFinding::PreschoolTooOld]);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[non_exhaustive]
    RatioFinding {
        /// A ceiling of the other side of 70.
        CeilingOfOtherAge = "ceiling_of_other_age", RatioFindingCeilingOfOtherAge;
        /// A ceiling that doesn't belong to the ratio, such as 現役並み with 20 %.
        CeilingOfOtherRatio = "ceiling_of_other_ratio", RatioFindingCeilingOfOtherRatio;
        /// 高齢受給者証 outside 70 to 74, or in 後期高齢者医療.
        ElderlyOutsideAge = "elderly_outside_age", RatioFindingElderlyOutsideAge;
        /// 後期高齢者医療 under 65: not even a certified disability leads there.
        LateStageTooYoung = "late_stage_too_young", RatioFindingLateStageTooYoung;
        /// The field of 後期高齢者医療 is filled by another insurer.
        LateStageRatioElsewhere = "late_stage_ratio_elsewhere", RatioFindingLateStageRatioElsewhere;
        /// 75 or older, and not in 後期高齢者医療.
        NotLateStageAt75 = "not_late_stage_at_75", RatioFindingNotLateStageAt75;
        /// 未就学 at an age at which the child is at school.
        PreschoolTooOld = "preschool_too_old", RatioFindingPreschoolTooOld;
        /// A ratio that the law doesn't know: other than 20 or 30 % (10 % too in 後期高齢者医療).
        RatioUnknownToLaw = "ratio_unknown_to_law", RatioFindingRatioUnknownToLaw;
    }
}

impl Ratio {
    /// What doesn't fit together in a coverage on a day, whichever day of those possible the patient was born on. Medical
    /// aid has neither ratio nor ceiling, so nothing is found there.
    #[must_use]
    pub fn findings(coverage: &Coverage, on: Date) -> Vec<RatioFinding> {
        if coverage.is_medical_aid() {
            return Vec::new();
        }
        let birth = coverage.person.birth.expose();
        let mut found = Self::findings_if_born(birth.earliest(), coverage, on);
        // What holds for the first and the last possible day holds between them: bounds of age lie years apart.
        let last = Self::findings_if_born(birth.latest(), coverage, on);
        found.retain(|finding| last.contains(finding));
        found
    }

    fn findings_if_born(birth: Date, coverage: &Coverage, on: Date) -> Vec<RatioFinding> {
        let elderly = coverage.elderly.filter(|it| covers(it.valid_from, it.valid_until, on));
        let late_stage = coverage.is_late_stage();
        let insured_elsewhere = coverage.scheme().is_some() && !late_stage;
        // 後期高齢者医療 begins on the 75th birthday itself, not on the day before.
        let at_75 = *birth.seventy_fifth_birthday().end() <= on;
        let from_70 = AgeGroup::of(birth, Month::from(on)) == Some(AgeGroup::From70);
        let band = IncomeBand::of(coverage, on).ok().filter(|band| band.origin == CategoryOrigin::Answer);
        let band = band.map(|band| band.category);
        let stated = match Self::of(coverage, on) {
            Self::Answer(percent) if percent != Percent::ALL => Some(percent.value()),
            _ => None,
        };

        let too_old = coverage.preschool == Some(PreschoolClassification::Preschool)
            && Self::by_statute(birth, on) != Self::Statute(Percent::TWENTY);
        let found = [
            (
                RatioFinding::CeilingOfOtherAge,
                band.as_ref().is_some_and(|it| other_age(it, from_70 || late_stage)),
            ),
            (
                RatioFinding::CeilingOfOtherRatio,
                band.as_ref().zip(stated).is_some_and(|(band, stated)| other_ratio(band, stated)),
            ),
            (RatioFinding::ElderlyOutsideAge, elderly.is_some() && (!from_70 || at_75 || late_stage)),
            (RatioFinding::LateStageTooYoung, late_stage && birth.age_in_law(on) < 65),
            (RatioFinding::LateStageRatioElsewhere, coverage.ratio.is_some() && insured_elsewhere),
            (RatioFinding::NotLateStageAt75, at_75 && insured_elsewhere),
            (RatioFinding::PreschoolTooOld, too_old),
            (
                RatioFinding::RatioUnknownToLaw,
                stated.is_some_and(|it| !matches!((it, late_stage), (20 | 30, _) | (10, true))),
            ),
        ];
        found.into_iter().filter_map(|(finding, holds)| holds.then_some(finding)).collect()
    }
}

/// Whether a band is for the other side of 70, where everyone in 後期高齢者医療 stands with those from 70.
const fn other_age(band: &LimitCategory, from_70: bool) -> bool {
    use LimitCategory as Band;
    match band {
        Band::Under70A
        | Band::Under70I
        | Band::Under70U
        | Band::Under70E
        | Band::Under70O
        | Band::Under70OBorder => from_70,
        Band::Other(_) => false,
        _ => !from_70,
    }
}

/// Whether a band belongs to another ratio: 現役並み is 30 %, and nothing else from 70 is.
const fn other_ratio(band: &LimitCategory, stated: u8) -> bool {
    use LimitCategory as Band;
    match band {
        Band::ActiveIncome1 | Band::ActiveIncome2 | Band::ActiveIncome3 => stated != 30,
        Band::General2 => stated != 20,
        Band::General1 => stated != 10,
        Band::General
        | Band::LowIncome2
        | Band::LowIncome1
        | Band::LowIncome1Pension
        | Band::LowIncome1Border => stated == 30,
        _ => false,
    }
}

#[cfg(test)]
mod tests;

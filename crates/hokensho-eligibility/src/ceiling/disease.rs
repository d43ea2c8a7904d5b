//! What a specific disease (特定疾病) costs at most.

use crate::{
    AgeGroup, Coverage, Date, IncomeBand, LimitCategory, NoCeiling, SpecificDisease, SpecificDiseaseCategory,
    Yen,
};

impl SpecificDisease {
    /// 10,000 yen a month (健康保険法施行令 42 条).
    pub const SELF_PAY: Yen = Yen::new(10_000);
    /// 20,000 yen a month: dialysis, under 70, in the bands ア and イ.
    pub const SELF_PAY_HIGH_INCOME: Yen = Yen::new(20_000);

    /// 自己負担限度額 a month: as the certificate states it, else by law, else none: dialysis under 70 depends on an
    /// income that the answer may not tell.
    ///
    /// ```
    /// use hokensho_eligibility::{
    ///     CardClassification, Coverage, Date, Person, Sex, SpecificDisease, SpecificDiseaseCategory, Yen,
    /// };
    ///
    /// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// let coverage = Coverage::new(CardClassification::General, person);
    /// let today = Date::new(2026, 11, 22)?;
    /// let mut disease = SpecificDisease::new(SpecificDiseaseCategory::Haemophilia);
    /// assert_eq!(disease.ceiling(&coverage, today), Some(Yen::new(10_000)));
    /// disease.category = SpecificDiseaseCategory::Dialysis;
    /// assert_eq!(disease.ceiling(&coverage, today), None);
    /// disease.self_pay = Some(Yen::new(20_000));
    /// assert_eq!(disease.ceiling(&coverage, today), Some(Yen::new(20_000)));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn ceiling(&self, coverage: &Coverage, on: Date) -> Option<Yen> {
        if self.self_pay.is_some() {
            return self.self_pay;
        }
        match self.category {
            SpecificDiseaseCategory::Haemophilia | SpecificDiseaseCategory::Hiv => Some(Self::SELF_PAY),
            SpecificDiseaseCategory::Dialysis => match IncomeBand::of(coverage, on) {
                Ok(band) if matches!(band.category, LimitCategory::Under70A | LimitCategory::Under70I) => {
                    Some(Self::SELF_PAY_HIGH_INCOME)
                }
                Ok(band) if !matches!(band.category, LimitCategory::Other(_)) => Some(Self::SELF_PAY),
                // From 70 it is 10,000 yen whatever the income.
                Err(NoCeiling::RatioUnknown | NoCeiling::Unknown)
                    if AgeGroup::of_coverage(coverage, on) == Some(AgeGroup::From70) =>
                {
                    Some(Self::SELF_PAY)
                }
                _ => None,
            },
            SpecificDiseaseCategory::Other(_) => None,
        }
    }
}

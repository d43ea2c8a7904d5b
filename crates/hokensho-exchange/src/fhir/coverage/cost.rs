//! What the patient pays.

use hokensho_eligibility::{OwnLimit, Percent};

use crate::Error;
use crate::fhir::agreed::agreed;
use crate::fhir::datatype::{CodeableConcept, Coding, Money, Quantity};
use crate::fhir::declare::fhir;
use crate::fhir::number::Decimal;

fhir! {
    /// What the patient pays.
    CostToBeneficiary {
        /// `copaypct`: a part of a hundred; `maxoutofpocket`: the most of a month.
        r#type: Option<CodeableConcept>,
        /// How many percent.
        value_quantity: Option<Quantity>,
        /// How many yen.
        value_money: Option<Money>,
    }
}

/// Whose codes the kinds of costs are.
const COPAY: &str = "http://terminology.hl7.org/CodeSystem/coverage-copay-type";
/// Percent of the cost.
const RATIO: &str = "copaypct";
/// The most that a patient pays.
const OWN_LIMIT: &str = "maxoutofpocket";
const UNITS: &str = "http://unitsofmeasure.org";

impl CostToBeneficiary {
    pub(super) fn ratio(ratio: Percent) -> Self {
        let quantity = Quantity {
            value: Some(Decimal::from(u64::from(ratio.value()))),
            unit: Some("%".to_owned()),
            system: Some(UNITS.to_owned()),
            code: Some("%".to_owned()),
            ..Quantity::default()
        };
        Self { value_quantity: Some(quantity), ..Self::of(RATIO, "負担率") }
    }

    /// None if there is no limit, which can't be said, or none is known.
    pub(super) fn own_limit(limit: OwnLimit) -> Option<Self> {
        let OwnLimit::Month(yen) = limit else { return None };
        let money = Some(Money::of(yen));
        Some(Self { value_money: money, ..Self::of(OWN_LIMIT, "自己負担上限額（1か月）") })
    }

    fn of(code: &str, words: &str) -> Self {
        let r#type = CodeableConcept::of(Coding::of(COPAY, code).displayed(words));
        Self { r#type: Some(r#type), ..Self::default() }
    }

    fn is_of(&self, code: &str) -> bool {
        let mut codings = self.r#type.iter().flat_map(|concept| &concept.coding);
        codings.any(|it| it.system.as_deref() == Some(COPAY) && it.code.as_deref() == Some(code))
    }

    /// Costs without exceptions (`exception`), in which something else would count.
    fn without_exceptions(costs: &[Self]) -> Result<&[Self], Error> {
        let exceptional = costs.iter().any(|cost| cost.others.value("exception").is_some());
        let path = "Coverage.costToBeneficiary.exception";
        if exceptional { Err(Error::FhirElement { path }) } else { Ok(costs) }
    }

    /// The ratio among costs, if there is one in percent; of several, all say the same.
    pub(super) fn ratio_among(costs: &[Self]) -> Result<Option<Percent>, Error> {
        let ratios = Self::without_exceptions(costs)?.iter().filter(|cost| cost.is_of(RATIO));
        let quantities = ratios.filter_map(|cost| cost.value_quantity.as_ref());
        let percents = quantities.filter(|it| it.code.as_deref() == Some("%")).map(|quantity| {
            // "Less than 30" isn't 30.
            let exact = quantity.value.as_ref().filter(|_| quantity.others.value("comparator").is_none());
            let whole = exact.and_then(Decimal::whole)?;
            Percent::from_digits(&format!("{whole:03}")).ok()
        });
        agreed(percents, "Coverage.costToBeneficiary.valueQuantity.value")
    }

    /// The limit of a month among costs; of several, all say the same.
    pub(super) fn own_limit_among(costs: &[Self]) -> Result<OwnLimit, Error> {
        let limits = Self::without_exceptions(costs)?.iter().filter(|cost| cost.is_of(OWN_LIMIT));
        let yen = limits.map(|cost| cost.value_money.as_ref().and_then(Money::to_yen));
        let yen = agreed(yen, "Coverage.costToBeneficiary.valueMoney")?;
        Ok(yen.map_or(OwnLimit::Unstated, OwnLimit::Month))
    }
}

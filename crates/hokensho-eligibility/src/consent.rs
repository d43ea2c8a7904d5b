//! Consent to look at medical information (閲覧同意): as it is stated, and as it is in force.

mod end;
mod live;
mod refusal;

use alloc::collections::BTreeMap;

pub use self::end::ConsentEnd;
pub use self::live::Consent;
pub use self::refusal::Refusal;
use crate::named::named;
use crate::{ConsentEndReason, ConsentFlag, DateTime};

named! {
    /// What a patient can let an institution look at (閲覧同意情報), in the order in which the interface got it.
    ///
    /// ```
    /// use hokensho_eligibility::{ConsentItem, Language};
    ///
    /// assert_eq!(ConsentItem::ALL.len(), 10);
    /// assert_eq!(ConsentItem::Medicines.text().text(Language::Ja), "薬剤情報");
    /// ```
    ConsentItem {
        /// 特定健診情報.
        HealthCheckups = "health_checkups", ConsentHealthCheckups;
        /// 薬剤情報.
        Medicines = "medicines", ConsentMedicines;
        /// 診療情報.
        Treatment = "treatment", ConsentTreatment;
        /// 手術情報, asked for separately.
        Operations = "operations", ConsentOperations;
        /// 傷病名. This and the following are newer: reported by one receipt computer's interface.
        DiagnosisNames = "diagnosis_names", ConsentDiagnosisNames;
        /// 感染症.
        Infections = "infections", ConsentInfections;
        /// アレルギー.
        Allergies = "allergies", ConsentAllergies;
        /// 薬剤禁忌.
        Contraindications = "contraindications", ConsentContraindications;
        /// 検査.
        Tests = "tests", ConsentTests;
        /// 処方.
        Prescriptions = "prescriptions", ConsentPrescriptions;
    }
}

/// One consent as the source states it.
///
/// ```
/// use hokensho_eligibility::{ConsentFlag, ConsentStatement};
///
/// let refused = ConsentStatement::new(ConsentFlag::NotGiven);
/// assert_eq!((refused.available_until, refused.end_reason), (None, None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ConsentStatement {
    /// 同意フラグ.
    pub flag: ConsentFlag,
    /// 同意日時.
    pub given_at: Option<DateTime>,
    /// 閲覧有効期限: viewing is allowed until then. It is stated, never computed.
    pub available_until: Option<DateTime>,
    /// 同意期限切れ理由: why the consent ended. In which element a message has it isn't public: whoever learns it otherwise
    /// states it here.
    pub end_reason: Option<ConsentEndReason>,
}

impl ConsentStatement {
    /// A statement without times and reason, as it is made where consent was not given.
    #[must_use]
    pub const fn new(flag: ConsentFlag) -> Self {
        Self { flag, given_at: None, available_until: None, end_reason: None }
    }
}

/// The consents that one result states. What isn't stated isn't given.
///
/// ```
/// use hokensho_eligibility::{ConsentFlag, ConsentItem, ConsentStatement, Consents};
///
/// let mut consents = Consents::default();
/// consents.state(ConsentItem::Medicines, ConsentStatement::new(ConsentFlag::NotGiven));
/// assert_eq!(consents.of(ConsentItem::Medicines).map(|it| &it.flag), Some(&ConsentFlag::NotGiven));
/// assert_eq!(consents.of(ConsentItem::Operations), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Consents(BTreeMap<ConsentItem, ConsentStatement>);

impl Consents {
    /// What is stated of one item; none if nothing is.
    #[must_use]
    pub fn of(&self, item: ConsentItem) -> Option<&ConsentStatement> {
        self.0.get(&item)
    }

    /// States the consent to one item, in the place of an earlier statement.
    pub fn state(&mut self, item: ConsentItem, statement: ConsentStatement) {
        self.0.insert(item, statement);
    }

    /// What is stated, in the order of [`ConsentItem::ALL`].
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Consents::default().iter().count(), 0);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (ConsentItem, &ConsentStatement)> {
        self.0.iter().map(|(item, statement)| (*item, statement))
    }
}

#[cfg(test)]
mod tests;

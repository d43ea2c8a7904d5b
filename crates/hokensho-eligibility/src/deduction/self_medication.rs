//! For which years there is a rule for medicines, and with which amounts.

use alloc::borrow::Cow;

use crate::{Certainty, Date, Dated, Table, Yen};

/// The amounts of the rule for medicines (セルフメディケーション税制).
///
/// ```
/// use hokensho_eligibility::SelfMedicationTable;
///
/// let table = SelfMedicationTable::BUILT_IN;
/// let row = table.on(table.as_of).next().map(|row| &row.fact);
/// assert_eq!(row.map(|it| (it.floor.amount(), it.most.amount())), Some((12_000, 88_000)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct SelfMedication {
    /// What a person bears alone.
    pub floor: Yen,
    /// The most that is deducted.
    pub most: Yen,
}

/// For which years there is a rule for medicines, and with which amounts. It was made for some years at a time.
///
/// ```
/// use hokensho_eligibility::{
///     Certainty, Date, Dated, Deduction, ExpenseSum, SelfMedication, SelfMedicationTable, Yen,
/// };
///
/// let sum = ExpenseSum { count: 9, paid: Yen::new(30_000), reimbursed: Yen::ZERO };
/// assert!(Deduction::of_medicines(sum, 2027, SelfMedicationTable::BUILT_IN).is_err());
/// // Whoever knows the rule of a later year adds it.
/// let mut table = SelfMedicationTable::BUILT_IN.clone();
/// let later = SelfMedication { floor: Yen::new(10_000), most: Yen::new(90_000) };
/// let from = Some(Date::new(2027, 1, 1)?);
/// table.rows.to_mut().push(Dated { from, ..Dated::always(later, Certainty::Official) });
/// assert_eq!(Deduction::of_medicines(sum, 2027, &table)?.amount(), Yen::new(20_000));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
pub type SelfMedicationTable = Table<SelfMedication>;

impl Table<SelfMedication> {
    /// The years 2017 to 2026; whether later ones have the rule isn't known here.
    pub const BUILT_IN: &'static Self = &BUILT_IN;
}

static BUILT_IN: SelfMedicationTable = SelfMedicationTable {
    as_of: Date::known(2026, 11, 1),
    least: Certainty::Official,
    rows: Cow::Borrowed(&[Dated {
        from: Some(Date::known(2017, 1, 1)),
        until: Some(Date::known(2026, 12, 31)),
        certainty: Certainty::Official,
        fact: SelfMedication { floor: Yen::new(12_000), most: Yen::new(88_000) },
    }]),
};

//! Role, category and kind of institution: who may look at what, since when.

use alloc::borrow::Cow;

use crate::{Certainty, ConsentItem, Date, Dated, PointTable, Role, Staff, Table};

/// That a role may look at some items, in some kinds of institution.
///
/// ```
/// use hokensho_eligibility::{AccessTable, Certainty, ConsentItem, Role};
///
/// let first = &AccessTable::BUILT_IN.rows[0];
/// assert_eq!((first.fact.role, first.from, first.certainty), (Role::Doctor, None, Certainty::Official));
/// assert!(first.fact.items.contains(&ConsentItem::HealthCheckups));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct AccessRule {
    /// Who.
    pub role: Role,
    /// Where.
    pub institutions: Cow<'static, [PointTable]>,
    /// What.
    pub items: Cow<'static, [ConsentItem]>,
}

/// Who may look at what. What no rule allows is refused.
///
/// ```
/// use hokensho_eligibility::{AccessTable, Certainty, ConsentItem, Date, PointTable, Role, Staff};
///
/// let today = Date::new(2026, 11, 22)?;
/// let nurse = Staff { role: Role::VisitingNurse, institution: PointTable::HomeNursing };
/// assert_eq!(AccessTable::BUILT_IN.rule(&nurse, ConsentItem::Medicines, today), None);
/// // Only reported: whoever has checked it can say so.
/// let table = AccessTable { least: Certainty::Reported, ..AccessTable::BUILT_IN.clone() };
/// assert!(table.rule(&nurse, ConsentItem::Medicines, today).is_some());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
pub type AccessTable = Table<AccessRule>;

impl Table<AccessRule> {
    /// The public rules as of November 2026, those that are merely reported left out of use.
    ///
    /// First what was promised when the scheme was explained: doctors and dentists see medicines and check-ups,
    /// pharmacists see medicines. On 12 November 2020 pharmacists were allowed check-ups (one public page says
    /// otherwise). Treatment can be viewed since September 2022, operations since May 2023 (the months are sure, the days
    /// are not; for doctors and dentists programs in daily use treat it so). That pharmacists see treatment, that nurses
    /// of home nursing see anything, and who sees the shared records is reported, unverified, as are these days.
    pub const BUILT_IN: &'static Self = &BUILT_IN;

    /// The rule by which a member of staff may look at an item on a day, the first of several; none if there is none.
    #[must_use]
    pub fn rule(&self, staff: &Staff, item: ConsentItem, on: Date) -> Option<&Dated<AccessRule>> {
        self.on(on).find(|row| {
            row.fact.role == staff.role
                && row.fact.institutions.contains(&staff.institution)
                && row.fact.items.contains(&item)
        })
    }
}

static BUILT_IN: AccessTable = AccessTable {
    as_of: Date::known(2026, 11, 1),
    least: Certainty::InUse,
    rows: {
        use Certainty::{InUse, Official, Reported};
        use ConsentItem::{HealthCheckups, Medicines, Operations, Treatment};
        use Role::{Dentist, Doctor, Pharmacist, VisitingNurse};
        const WIDENED: Option<Date> = Some(Date::known(2020, 11, 12));
        const TREATMENT: Option<Date> = Some(Date::known(2022, 9, 1));
        const OPERATIONS: Option<Date> = Some(Date::known(2023, 5, 1));
        const HOME_NURSING: Option<Date> = Some(Date::known(2024, 6, 1));
        const SHARED: Option<Date> = Some(Date::known(2025, 1, 1));
        static ROWS: [Dated<AccessRule>; 12] = [
            rule(None, Doctor, CLINICS, &[Medicines, HealthCheckups], Official),
            rule(None, Dentist, CLINICS, &[Medicines, HealthCheckups], Official),
            rule(None, Pharmacist, PHARMACIES_AND_CLINICS, &[Medicines], Official),
            rule(WIDENED, Pharmacist, PHARMACIES_AND_CLINICS, &[HealthCheckups], InUse),
            rule(TREATMENT, Doctor, CLINICS, &[Treatment], InUse),
            rule(TREATMENT, Dentist, CLINICS, &[Treatment], InUse),
            rule(TREATMENT, Pharmacist, PHARMACIES_AND_CLINICS, &[Treatment], Reported),
            rule(OPERATIONS, Doctor, CLINICS, &[Operations], InUse),
            rule(OPERATIONS, Dentist, CLINICS, &[Operations], InUse),
            rule(HOME_NURSING, VisitingNurse, HOME_NURSES, &[Medicines, HealthCheckups, Treatment], Reported),
            rule(SHARED, Doctor, CLINICS, SHARED_RECORDS, Reported),
            rule(SHARED, Dentist, CLINICS, SHARED_RECORDS, Reported),
        ];
        Cow::Borrowed(&ROWS)
    },
};

static CLINICS: &[PointTable] = &[PointTable::Medical, PointTable::Dental];
static PHARMACIES_AND_CLINICS: &[PointTable] =
    &[PointTable::Pharmacy, PointTable::Medical, PointTable::Dental];
static HOME_NURSES: &[PointTable] = &[PointTable::HomeNursing];
/// 電子カルテ情報共有サービス: six kinds of information, of which one receipt computer's interface of January 2025 has the consents.
static SHARED_RECORDS: &[ConsentItem] = &[
    ConsentItem::DiagnosisNames,
    ConsentItem::Infections,
    ConsentItem::Allergies,
    ConsentItem::Contraindications,
    ConsentItem::Tests,
    ConsentItem::Prescriptions,
];

const fn rule(
    from: Option<Date>,
    role: Role,
    institutions: &'static [PointTable],
    items: &'static [ConsentItem],
    certainty: Certainty,
) -> Dated<AccessRule> {
    let fact = AccessRule { role, institutions: Cow::Borrowed(institutions), items: Cow::Borrowed(items) };
    Dated { from, until: None, certainty, fact }
}

//! Role, category and kind of institution: who may look at what, since when.

use crate::{Certainty, ConsentItem, Date, PointTable, Role, Staff};

/// That a role may look at some items, in some kinds of institution, from a day on.
///
/// ```
/// use hokensho_eligibility::{AccessTable, Certainty, ConsentItem, Role};
///
/// let seed = &AccessTable::BUILT_IN.rules[0];
/// assert_eq!((seed.role, seed.since, seed.certainty), (Role::Doctor, None, Certainty::Official));
/// assert!(seed.items.contains(&ConsentItem::HealthCheckups));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AccessRule<'a> {
    /// The first day; none if from the beginning.
    pub since: Option<Date>,
    /// Who.
    pub role: Role,
    /// Where.
    pub institutions: &'a [PointTable],
    /// What.
    pub items: &'a [ConsentItem],
    /// How sure the rule is.
    pub certainty: Certainty,
}

/// The rules in force. What no rule allows is refused. They change by notice: whoever knows newer ones uses those.
///
/// ```
/// use hokensho_eligibility::{AccessTable, Certainty, ConsentItem, Date, PointTable, Role, Staff};
///
/// let today = Date::new(2026, 11, 22)?;
/// let nurse = Staff { role: Role::VisitingNurse, institution: PointTable::HomeNursing };
/// assert_eq!(AccessTable::BUILT_IN.rule(&nurse, ConsentItem::Medicines, today), None);
/// // Only reported: whoever has checked it can say so.
/// let table = AccessTable { least: Certainty::Reported, ..AccessTable::BUILT_IN };
/// assert!(table.rule(&nurse, ConsentItem::Medicines, today).is_some());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AccessTable<'a> {
    /// How sure a rule has to be to count.
    pub least: Certainty,
    /// The rules.
    pub rules: &'a [AccessRule<'a>],
}

const CLINICS: &[PointTable] = &[PointTable::Medical, PointTable::Dental];
const PHARMACIES_AND_CLINICS: &[PointTable] =
    &[PointTable::Pharmacy, PointTable::Medical, PointTable::Dental];
const HOME_NURSES: &[PointTable] = &[PointTable::HomeNursing];
/// 電子カルテ情報共有サービス: six kinds of information, of which one receipt computer's interface of January 2025 has the consents.
const SHARED_RECORDS: &[ConsentItem] = &[
    ConsentItem::DiagnosisNames,
    ConsentItem::Infections,
    ConsentItem::Allergies,
    ConsentItem::Contraindications,
    ConsentItem::Tests,
    ConsentItem::Prescriptions,
];

const fn rule<'a>(
    since: Option<Date>,
    role: Role,
    institutions: &'a [PointTable],
    items: &'a [ConsentItem],
    certainty: Certainty,
) -> AccessRule<'a> {
    AccessRule { since, role, institutions, items, certainty }
}

impl AccessTable<'static> {
    /// The public rules as of November 2026, those that are merely reported left out of use.
    ///
    /// First what was promised when the scheme was explained: doctors and dentists see medicines and check-ups,
    /// pharmacists see medicines. On 12 November 2020 pharmacists were allowed check-ups. Treatment can be viewed since
    /// September 2022, operations since May 2023 (the months are sure, the days are not; for doctors and dentists
    /// programs in daily use treat it so). That pharmacists see treatment, that nurses of home nursing see anything, and
    /// who sees the shared records is reported, unverified.
    pub const BUILT_IN: Self = Self { least: Certainty::InUse, rules: RULES };
}

const RULES: &[AccessRule<'static>] = {
    use Certainty::{InUse, Official, Reported};
    use ConsentItem::{HealthCheckups, Medicines, Operations, Treatment};
    use Role::{Dentist, Doctor, Pharmacist, VisitingNurse};
    const WIDENED: Option<Date> = Some(Date::known(2020, 11, 12));
    const TREATMENT: Option<Date> = Some(Date::known(2022, 9, 1));
    const OPERATIONS: Option<Date> = Some(Date::known(2023, 5, 1));
    const HOME_NURSING: Option<Date> = Some(Date::known(2024, 6, 1));
    const SHARED: Option<Date> = Some(Date::known(2025, 1, 1));
    &[
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
    ]
};

impl<'a> AccessTable<'a> {
    /// The rule by which a member of staff may look at an item on a day; none if there is none.
    #[must_use]
    pub fn rule(&self, staff: &Staff, item: ConsentItem, on: Date) -> Option<&'a AccessRule<'a>> {
        self.rules.iter().find(|rule| {
            rule.certainty >= self.least
                && rule.since.is_none_or(|since| since <= on)
                && rule.role == staff.role
                && rule.institutions.contains(&staff.institution)
                && rule.items.contains(&item)
        })
    }
}

//! Who may look at medical information (医療情報の閲覧): a consent in force and a fitting role, or the person themselves.

mod table;

pub use self::table::{AccessRule, AccessTable};
use crate::named::named;
use crate::{Consent, ConsentItem, Date, DateTime, PointTable, Refusal};

named! {
    /// By which qualification (資格) a member of staff asks.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Role::Pharmacist.name(), "pharmacist");
    /// ```
    Role {
        /// 医師.
        Doctor = "doctor", RoleDoctor;
        /// 歯科医師.
        Dentist = "dentist", RoleDentist;
        /// 薬剤師.
        Pharmacist = "pharmacist", RolePharmacist;
        /// 看護師 of home nursing (訪問看護).
        VisitingNurse = "visiting_nurse", RoleVisitingNurse;
        /// 受付: sees eligibility and nothing of medical information.
        Clerk = "clerk", RoleClerk;
    }
}

/// A member of staff: who and where.
///
/// ```
/// use hokensho_eligibility::{PointTable, Role, Staff};
///
/// let staff = Staff { role: Role::Pharmacist, institution: PointTable::Pharmacy };
/// assert_eq!(staff.institution.code(), "4");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Staff {
    /// By which qualification.
    pub role: Role,
    /// In which kind of institution.
    pub institution: PointTable,
}

/// The right to look at one item of one patient's medical information: made of a consent in force and a role that the
/// table allows it, and of nothing else. It begins and ends with both; ask [`check`](Self::check) at each look. Who the
/// member of staff is, is the caller's word, and so is what a [`Consent`] takes from its report.
///
/// ```
/// # use hokensho_eligibility::{Answer, CardClassification, CareForm, CertificateState, ConsentFlag, ConsentStatement, Coverage, Date, Identity, Person, Policy, QualificationValidity, ReferenceClassification, Report, Sex, Via};
/// use hokensho_eligibility::{AccessTable, ConsentItem, DateTime, MedicalAccess, PointTable, Refusal, Role, Staff};
///
/// # let person = Person { name: "保険　花子".to_string().into(), alias: None, kana: None, alias_kana: None, sex: Sex::Female, sex_on_card: None, birth: Date::new(1980, 2, 17)?.into(), address: None, post_number: None };
/// # let mut coverage = Coverage::new(CardClassification::General, person);
/// # let mut statement = ConsentStatement::new(ConsentFlag::Given);
/// # statement.available_until = Some(DateTime::from_digits("20261123093000")?);
/// # coverage.consents.state(ConsentItem::Medicines, statement);
/// # let mut answer = Answer::new(ReferenceClassification::Card, DateTime::from_digits("20261122093000")?);
/// # answer.validity = Some(QualificationValidity::Valid);
/// # answer.coverages.push(coverage);
/// # let outcome = answer.outcome(Date::new(2026, 11, 22)?, &Policy::default());
/// # let report = Report { outcome, identity: Identity::Face, certificate: CertificateState::ByOperator, via: Via::Reader };
/// let at = DateTime::from_digits("20261122100000")?;
/// let consent = report.consent(ConsentItem::Medicines, &CareForm::Outpatient, at).unwrap();
///
/// let clerk = Staff { role: Role::Clerk, institution: PointTable::Medical };
/// let refused = MedicalAccess::open(consent.clone(), clerk, AccessTable::BUILT_IN, at);
/// assert!(matches!(refused, Err(Refusal::RoleNotAllowed { .. })));
///
/// let doctor = Staff { role: Role::Doctor, institution: PointTable::Medical };
/// let access = MedicalAccess::open(consent, doctor, AccessTable::BUILT_IN, at).unwrap();
/// assert_eq!(access.check(ConsentItem::Medicines, at), Ok(()));
/// let two_days_later = DateTime::from_digits("20261124100000")?;
/// assert!(matches!(access.check(ConsentItem::Medicines, two_days_later), Err(Refusal::Expired { .. })));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
///
/// It can't be put together:
///
/// ```compile_fail,E0451
/// use hokensho_eligibility::{Consent, MedicalAccess, Role, PointTable, Staff};
///
/// fn forge(consent: Consent) -> MedicalAccess {
///     MedicalAccess { consent, staff: Staff { role: Role::Clerk, institution: PointTable::Medical }, from: None, until: None }
/// }
/// ```
///
/// nor come from nothing,
///
/// ```compile_fail,E0599
/// let access = hokensho_eligibility::MedicalAccess::default();
/// ```
///
/// nor from a file,
///
/// ```compile_fail,E0277
/// fn read<T: serde::de::DeserializeOwned>() {}
/// read::<hokensho_eligibility::MedicalAccess>();
/// ```
///
/// nor be changed into one for somebody else.
///
/// ```compile_fail,E0616
/// use hokensho_eligibility::{MedicalAccess, Role};
///
/// fn promote(access: &mut MedicalAccess) {
///     access.staff.role = Role::Doctor;
/// }
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct MedicalAccess {
    consent: Consent,
    staff: Staff,
    /// The first day of the rule that allows it.
    from: Option<Date>,
    /// The last day of that rule.
    until: Option<Date>,
}

impl MedicalAccess {
    /// Opens what the consent is to, for a member of staff whom the table allows it on the day.
    ///
    /// # Errors
    /// What [`Consent::check`] says; [`Refusal::RoleNotAllowed`] if no rule of the table fits.
    pub fn open(consent: Consent, staff: Staff, table: &AccessTable, at: DateTime) -> Result<Self, Refusal> {
        let item = consent.item();
        consent.check(item, at)?;
        match table.rule(&staff, item, at.date()) {
            Some(rule) => Ok(Self { consent, staff, from: rule.from, until: rule.until }),
            None => Err(Refusal::RoleNotAllowed { role: staff.role, item }),
        }
    }

    /// Whether `item` may be looked at now.
    ///
    /// # Errors
    /// What [`Consent::check`] says; [`Refusal::RoleNotAllowed`] outside the days of the rule by which it was opened.
    pub fn check(&self, item: ConsentItem, at: DateTime) -> Result<(), Refusal> {
        self.consent.check(item, at)?;
        let on = at.date();
        if self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until) {
            Ok(())
        } else {
            Err(Refusal::RoleNotAllowed { role: self.staff.role, item })
        }
    }

    /// The consent that it rests on: to what, whose, until when.
    #[must_use]
    pub const fn consent(&self) -> &Consent {
        &self.consent
    }

    /// For whom.
    #[must_use]
    pub const fn staff(&self) -> &Staff {
        &self.staff
    }
}

/// Who looks at medical information.
///
/// ```
/// use hokensho_eligibility::{ConsentItem, DateTime, Viewer};
///
/// let at = DateTime::from_digits("20261122100000")?;
/// assert_eq!(Viewer::Oneself.check(ConsentItem::Medicines, at), Ok(()));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Debug, PartialEq, Eq)]
pub enum Viewer {
    /// 本人: the person, at what they exported themselves, for example from the Myna portal. Nobody's consent is needed
    /// for it, and it opens nothing of the terminal's, which asks for a [`MedicalAccess`].
    Oneself,
    /// A member of staff, at what the terminal holds.
    Staff(MedicalAccess),
}

impl Viewer {
    /// Whether `item` may be looked at now.
    ///
    /// # Errors
    /// For staff what [`MedicalAccess::check`] says.
    pub fn check(&self, item: ConsentItem, at: DateTime) -> Result<(), Refusal> {
        match self {
            Self::Oneself => Ok(()),
            Self::Staff(access) => access.check(item, at),
        }
    }
}

#[cfg(test)]
mod tests;

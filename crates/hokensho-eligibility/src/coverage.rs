//! One coverage as a source filed it: insurer, person, dates, certificates.

mod unread;

use alloc::string::String;
use alloc::vec::Vec;

use crate::{
    CardClassification, ConsentStatement, Consents, Consistency, Date, InsurerNumber, LimitCategory,
    LimitCertificateKind, LimitChanged, Month, PaperNeeded, PartialDate, Percent, Personal, PersonalFamily,
    PreschoolClassification, Presence, ReasonOfLoss, Scheme, Sex, SingleOrCombined, SpecificDiseaseCategory,
    TicketType, TreatmentType, Yen,
};

pub use unread::UnreadCertificate;

/// The person that a coverage is about. `Debug` shows nothing of them.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Person {
    /// 氏名, as filed: family and given name parted by U+3000, foreign residents in Latin letters.
    pub name: Personal<String>,
    /// 氏名（その他）: an alias (通称).
    pub alias: Option<Personal<String>>,
    /// 氏名カナ, half-width in practice.
    pub kana: Option<Personal<String>>,
    /// 氏名カナ（その他）.
    pub alias_kana: Option<Personal<String>>,
    /// 性別1.
    pub sex: Sex,
    /// 性別2: how the insurer writes the sex on its cards, where that differs.
    pub sex_on_card: Option<Sex>,
    /// 生年月日: registers hold people of whose birth the day, or month and day, isn't known.
    pub birth: Personal<PartialDate>,
    /// 住所, as filed with the insurer.
    pub address: Option<Personal<String>>,
    /// 郵便番号.
    pub post_number: Option<Personal<String>>,
}

impl Person {
    /// A person of whom nothing else is known.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, Person, Sex};
    ///
    /// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// assert_eq!(person.name.expose(), "保険　花子");
    /// assert_eq!(person.alias, None);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>, sex: Sex, birth: impl Into<PartialDate>) -> Self {
        Self {
            name: name.into().into(),
            alias: None,
            kana: None,
            alias_kana: None,
            sex,
            sex_on_card: None,
            birth: birth.into().into(),
            address: None,
            post_number: None,
        }
    }
}

/// 高齢受給者証情報: the certificate of people from 70 to 74, with the ratio. `Debug` shows nothing of it: it tells an age.
///
/// ```
/// use hokensho_eligibility::{ElderlyRecipient, Percent};
///
/// let ratio = Percent::from_digits("020")?;
/// let elderly = ElderlyRecipient { ratio: Some(ratio), ..ElderlyRecipient::default() };
/// assert_eq!(elderly.valid_until, None); // and an absent date bounds nothing
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ElderlyRecipient {
    /// 交付日.
    pub issued_on: Option<Date>,
    /// 有効開始日.
    pub valid_from: Option<Date>,
    /// 有効終了日, still valid on that day.
    pub valid_until: Option<Date>,
    /// 一部負担金割合.
    pub ratio: Option<Percent>,
}

/// 限度額適用認定証関連情報: the ceiling's income band. `Debug` shows nothing of it: it tells an income.
///
/// ```
/// use hokensho_eligibility::{LimitCategory, LimitCertificate};
///
/// let limit = LimitCertificate { category: Some(LimitCategory::Under70U), ..LimitCertificate::default() };
/// assert_eq!(format!("{limit:?}"), "LimitCertificate { .. }");
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LimitCertificate {
    /// 証区分.
    pub kind: Option<LimitCertificateKind>,
    /// 適用区分.
    pub category: Option<LimitCategory>,
    /// 交付日.
    pub issued_on: Option<Date>,
    /// 有効開始日.
    pub valid_from: Option<Date>,
    /// 有効終了日, still valid on that day.
    pub valid_until: Option<Date>,
    /// 長期入院該当年月日.
    pub long_term_since: Option<Date>,
}

/// 特定疾病療養受療証情報. `Debug` shows nothing of it: it tells an illness.
///
/// ```
/// use hokensho_eligibility::{SpecificDisease, SpecificDiseaseCategory, Yen};
///
/// let mut disease = SpecificDisease::new(SpecificDiseaseCategory::Dialysis);
/// assert_eq!(disease.self_pay, None); // as the certificate states it, or not
/// disease.self_pay = Some(Yen::new(20_000));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SpecificDisease {
    /// 認定疾病区分.
    pub category: SpecificDiseaseCategory,
    /// 交付日.
    pub issued_on: Option<Date>,
    /// 有効開始日.
    pub valid_from: Option<Date>,
    /// 有効終了日, still valid on that day.
    pub valid_until: Option<Date>,
    /// 自己負担限度額 a month.
    pub self_pay: Option<Yen>,
}

/// 医療券・調剤券 of medical aid (医療扶助). `Debug` shows nothing of it: it tells poverty and illness.
///
/// ```
/// use hokensho_eligibility::{MedicalTicket, TreatmentType, Yen};
///
/// let ticket = MedicalTicket {
///     treatment: Some(TreatmentType::Outpatient),
///     self_pay: Some(Yen::new(1_000)),
///     ..MedicalTicket::default()
/// };
/// assert_eq!(format!("{ticket:?}"), "MedicalTicket { .. }");
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct MedicalTicket {
    /// 医療券・調剤券別.
    pub kind: Option<TicketType>,
    /// 交付番号.
    pub issue_number: Option<Personal<String>>,
    /// 診療年月.
    pub month: Option<Month>,
    /// 診療別: for which kind of care it was issued.
    pub treatment: Option<TreatmentType>,
    /// 指定医療機関コード, as written.
    pub institution_code: Option<String>,
    /// 指定医療機関名.
    pub institution_name: Option<String>,
    /// 処方箋発行元医療機関コード, as written: on tickets for pharmacies.
    pub prescriber_code: Option<String>,
    /// 処方箋発行元医療機関名.
    pub prescriber_name: Option<String>,
    /// 傷病名, at most three.
    pub injuries: Vec<Personal<String>>,
    /// 地区担当員名: whom to ask at the welfare office.
    pub district_contact: Option<Personal<String>>,
    /// 取扱担当者名.
    pub handling_contact: Option<Personal<String>>,
    /// 単独・併用区分: alone, or with insurance.
    pub combined: Option<SingleOrCombined>,
    /// 社会保険状況: whether there is insurance that pays first.
    pub social_insurance: Option<Presence>,
    /// 社会保険状況の整合性: whether that contradicts what insurers filed.
    pub consistency: Option<Consistency>,
    /// 感染症法37条の2.
    pub infection: Option<Presence>,
    /// 後期高齢者医療.
    pub elderly_medical_care: Option<Presence>,
    /// 都道府県費.
    pub prefectural_expenses: Option<Presence>,
    /// 備考, at most three.
    pub remarks: Vec<Personal<String>>,
    /// 有効開始日.
    pub valid_from: Option<Date>,
    /// 有効終了日, still valid on that day.
    pub valid_until: Option<Date>,
    /// 本人支払額.
    pub self_pay: Option<Yen>,
    /// Whether the ticket names this institution (指定医療機関確認フラグ); none if it doesn't say.
    pub for_this_institution: Option<bool>,
}

/// One coverage: a person's membership with one insurer, judged by its own dates.
///
/// `Debug` shows nothing of it: a newborn is insured from the day of birth, and a recipient certificate tells an illness.
///
/// ```
/// use hokensho_eligibility::{Coverage, Date, InsurerNumber, Person, Sex, CardClassification};
///
/// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
/// let mut coverage = Coverage::new(CardClassification::General, person);
/// coverage.insurer_number = Some(InsurerNumber::new("01130012")?);
/// coverage.qualified_on = Some(Date::new(2020, 4, 1)?);
/// coverage.lost_on = Some(Date::new(2026, 11, 1)?);
/// assert!(coverage.in_force(Date::new(2026, 10, 31)?));
/// assert!(!coverage.in_force(Date::new(2026, 11, 1)?));
/// assert!(!format!("{coverage:?}").contains("保険") && !format!("{coverage:?}").contains("2020"));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Coverage {
    /// 被保険者証区分.
    pub classification: CardClassification,
    /// 保険者番号; 公費負担者番号 for medical aid.
    pub insurer_number: Option<InsurerNumber>,
    /// 保険者名称; 福祉事務所名 for medical aid.
    pub insurer_name: Option<String>,
    /// 被保険者証記号.
    pub symbol: Option<Personal<String>>,
    /// 被保険者証番号; 受給者番号 for medical aid.
    pub number: Option<Personal<String>>,
    /// 枝番.
    pub branch: Option<Personal<String>>,
    /// 本人・家族の別.
    pub relation: Option<PersonalFamily>,
    /// 被保険者氏名（世帯主氏名）: not the patient, unless insured themselves.
    pub insured_name: Option<Personal<String>>,
    /// The patient.
    pub person: Person,
    /// 資格取得年月日.
    pub qualified_on: Option<Date>,
    /// 資格喪失年月日: the first day without coverage.
    pub lost_on: Option<Date>,
    /// 被保険者証交付年月日.
    pub issued_on: Option<Date>,
    /// 有効開始年月日.
    pub valid_from: Option<Date>,
    /// 有効終了年月日, still valid on that day.
    pub valid_until: Option<Date>,
    /// 資格喪失事由.
    pub reason_of_loss: Option<ReasonOfLoss>,
    /// 一部負担金割合: filled for 後期高齢者 only.
    pub ratio: Option<Percent>,
    /// 未就学区分.
    pub preschool: Option<PreschoolClassification>,
    /// 高齢受給者証情報.
    pub elderly: Option<ElderlyRecipient>,
    /// 限度額適用認定証関連情報.
    pub limit: Option<LimitCertificate>,
    /// 限度額適用認定証提供同意: without it an answer carries no ceiling, whether there is one or not.
    pub limit_consent: Option<ConsentStatement>,
    /// 限度額情報変更有無: bulk results say that instead of the ceiling.
    pub limit_changed: Option<LimitChanged>,
    /// 特定疾病療養受療証情報.
    pub diseases: Vec<SpecificDisease>,
    /// 特定疾病療養受療証提供同意.
    pub diseases_consent: Option<ConsentStatement>,
    /// 医療券・調剤券.
    pub tickets: Vec<MedicalTicket>,
    /// Certificates and tickets that couldn't be read: what any of them says isn't known.
    #[cfg_attr(feature = "serde", serde(default))] // coverages that were stored before there were any
    pub unread: Vec<UnreadCertificate>,
    /// 照会番号: this institution's own key for the person.
    pub reference_number: Option<Personal<String>>,
    /// 閲覧同意: what the patient lets this institution look at.
    pub consents: Consents,
}

impl SpecificDisease {
    /// A disease with nothing else stated.
    #[must_use]
    pub const fn new(category: SpecificDiseaseCategory) -> Self {
        Self { category, issued_on: None, valid_from: None, valid_until: None, self_pay: None }
    }
}

impl LimitCertificate {
    /// 適用区分 of the ceiling, if the certificate holds on a day and is for one: 標準負担額減額認定証 lowers what meals cost,
    /// nothing else.
    pub(crate) fn ceiling(&self, on: Date) -> Option<&LimitCategory> {
        let of_ceiling = self.kind != Some(LimitCertificateKind::Reduction);
        self.category.as_ref().filter(|_| of_ceiling && self.holds(on))
    }

    /// Whether it holds on a day for a ceiling, and doesn't say which.
    pub(crate) fn lacks_ceiling(&self, on: Date) -> bool {
        self.kind != Some(LimitCertificateKind::Reduction) && self.category.is_none() && self.holds(on)
    }

    /// Whether on a day it lowers what meals cost, and nothing else.
    pub(crate) fn reduces_meals_alone(&self, on: Date) -> bool {
        self.kind == Some(LimitCertificateKind::Reduction) && self.holds(on)
    }

    fn holds(&self, on: Date) -> bool {
        covers(self.valid_from, self.valid_until, on)
    }
}

impl MedicalTicket {
    /// Whether the ticket counts here on a day: in its month and period, and not for another institution.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, MedicalTicket, Month};
    ///
    /// let ticket = MedicalTicket { month: Some(Month::new(2026, 10)?), ..MedicalTicket::default() };
    /// assert!(ticket.counts(Date::new(2026, 10, 31)?));
    /// assert!(!ticket.counts(Date::new(2026, 11, 1)?));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn counts(&self, on: Date) -> bool {
        let (from, until) = self.period();
        covers(from, until, on) && self.for_this_institution != Some(false)
    }

    /// First and last day: those stated, inside the month of care (診療年月).
    pub(crate) fn period(&self) -> (Option<Date>, Option<Date>) {
        let first = self.month.and_then(|month| Date::new(month.year(), month.month(), 1).ok());
        let last = first.map(Date::last_of_month);
        (self.valid_from.max(first), [self.valid_until, last].into_iter().flatten().min())
    }
}

impl Coverage {
    /// A coverage of `person` with nothing else known.
    #[must_use]
    pub fn new(classification: CardClassification, person: Person) -> Self {
        Self {
            classification,
            insurer_number: None,
            insurer_name: None,
            symbol: None,
            number: None,
            branch: None,
            relation: None,
            insured_name: None,
            person,
            qualified_on: None,
            lost_on: None,
            issued_on: None,
            valid_from: None,
            valid_until: None,
            reason_of_loss: None,
            ratio: None,
            preschool: None,
            elderly: None,
            limit: None,
            limit_consent: None,
            limit_changed: None,
            diseases: Vec::new(),
            diseases_consent: None,
            tickets: Vec::new(),
            unread: Vec::new(),
            reference_number: None,
            consents: Consents::default(),
        }
    }

    /// Whether this coverage is in force on a day: from 資格取得 up to the day before 資格喪失, and inside its
    /// period of validity. A date that is absent bounds nothing.
    #[must_use]
    pub fn in_force(&self, on: Date) -> bool {
        self.qualified_on.is_none_or(|from| from <= on)
            && self.lost_on.is_none_or(|lost| on < lost)
            && covers(self.valid_from, self.valid_until, on)
    }

    /// Whether this is medical aid (医療扶助) rather than insurance.
    #[must_use]
    pub fn is_medical_aid(&self) -> bool {
        self.classification == CardClassification::MedicalAid || self.scheme() == Some(Scheme::MedicalAid)
    }

    /// Whether a ticket of medical aid counts here on a day.
    pub(crate) fn has_ticket(&self, on: Date) -> bool {
        self.tickets.iter().any(|it| it.counts(on))
    }

    /// Whether this is medical aid with tickets of which none counts here on a day: aid pays by ticket. One that couldn't be
    /// read may.
    pub(crate) fn lacks_ticket(&self, on: Date) -> bool {
        let known = !self.tickets.is_empty() && !self.is_unread(PaperNeeded::MedicalTicket);
        self.is_medical_aid() && known && !self.has_ticket(on)
    }

    /// Whether a certificate couldn't be read that this paper would show.
    pub(crate) fn is_unread(&self, paper: PaperNeeded) -> bool {
        self.unread.iter().any(|it| it.paper == paper)
    }

    /// The kind of insurance, if the insurer is known.
    #[must_use]
    pub fn scheme(&self) -> Option<Scheme> {
        self.insurer_number.as_ref().map(InsurerNumber::scheme)
    }

    /// Whether this is 後期高齢者医療: by the insurer, or where that isn't stated by a ratio in the field that no other fills.
    pub(crate) fn is_late_stage(&self) -> bool {
        self.scheme().map_or(self.ratio.is_some(), |scheme| scheme == Scheme::LateStageElderly)
    }
}

/// `Debug` that shows a type's name and nothing that it says of a person.
macro_rules! hide {
    ($($type:ident),+) => {
        $(impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($type)).finish_non_exhaustive()
            }
        })+
    };
}
pub(crate) use hide;

hide!(Coverage, ElderlyRecipient, LimitCertificate, MedicalTicket, Person, SpecificDisease);

/// Whether `on` lies in a period; the last day belongs to it, an absent bound bounds nothing.
pub(crate) fn covers(from: Option<Date>, until: Option<Date>, on: Date) -> bool {
    from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until)
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn debug_tells_no_age_income_illness_or_poverty() {
        let day = Date::new(2031, 8, 9).ok();
        let elderly = ElderlyRecipient {
            issued_on: day,
            valid_from: day,
            valid_until: day,
            ratio: Percent::from_digits("020").ok(),
        };
        let limit = LimitCertificate {
            kind: Some(LimitCertificateKind::from_code("02")),
            category: Some(LimitCategory::Under70U),
            issued_on: day,
            valid_from: day,
            valid_until: day,
            long_term_since: day,
        };
        let disease = SpecificDisease {
            category: SpecificDiseaseCategory::from_code("2"),
            issued_on: day,
            valid_from: day,
            valid_until: day,
            self_pay: Some(Yen::new(10_000)),
        };
        let ticket = MedicalTicket {
            valid_from: day,
            valid_until: day,
            self_pay: Some(Yen::new(10_000)),
            for_this_institution: Some(true),
            injuries: alloc::vec![String::from("illness").into()],
            ..MedicalTicket::default()
        };
        let shown = format!("{elderly:?} {limit:?} {disease:?} {ticket:?}");
        assert_eq!(
            shown,
            "ElderlyRecipient { .. } LimitCertificate { .. } SpecificDisease { .. } MedicalTicket { .. }"
        );
    }
}

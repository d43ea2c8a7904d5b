//! Which certificates (証) an answer makes unnecessary to show, and which papers are still needed.

use alloc::vec;
use alloc::vec::Vec;

use crate::coverage::{covers, hide};
use crate::{
    AgeGroup, CardClassification, Coverage, Date, LimitCategory, LimitCertificateKind, Ratio,
    SpecificDiseaseCategory, Text, Yen,
};

/// A certificate that the answer makes unnecessary to show. `Debug` doesn't say which: each tells something of the
/// patient.
///
/// ```
/// use hokensho_eligibility::{
///     CardClassification, Coverage, Date, Language, LimitCategory, LimitCertificate, PaperFree, PaperKind, Person,
///     Sex,
/// };
///
/// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
/// let mut coverage = Coverage::new(CardClassification::General, person);
/// coverage.limit = Some(LimitCertificate {
///     category: Some(LimitCategory::Under70U),
///     valid_until: Some(Date::new(2027, 7, 31)?),
///     ..LimitCertificate::default()
/// });
/// let papers = PaperFree::of(&coverage, Date::new(2026, 11, 22)?);
/// assert_eq!(papers[0].kind, PaperKind::Ceiling { category: Some(LimitCategory::Under70U) });
/// assert_eq!(papers[0].valid_until, Some(Date::new(2027, 7, 31)?));
/// assert_eq!(papers[0].text().text(Language::Ja), "限度額適用認定証");
/// assert_eq!(format!("{:?}", papers[0]), "PaperFree { .. }");
/// assert_eq!(PaperFree::of(&coverage, Date::new(2027, 8, 1)?), []);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PaperFree {
    /// Which certificate, and what it says.
    pub kind: PaperKind,
    /// 交付日, if stated.
    pub issued_on: Option<Date>,
    /// First day, if stated.
    pub valid_from: Option<Date>,
    /// Last day, if stated.
    pub valid_until: Option<Date>,
}

/// Which certificate needs no paper, and what it says. `Debug` doesn't say which.
///
/// ```
/// use hokensho_eligibility::{PaperKind, SpecificDiseaseCategory, Text, Yen};
///
/// let kind = PaperKind::SpecificDisease {
///     category: SpecificDiseaseCategory::Dialysis,
///     ceiling: Some(Yen::new(10_000)),
/// };
/// assert_eq!(format!("{kind:?}"), "PaperKind { .. }");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PaperKind {
    /// 限度額適用認定証.
    Ceiling {
        /// 適用区分.
        category: Option<LimitCategory>,
    },
    /// 高齢受給者証; its ratio is the answer's.
    ElderlyRecipient,
    /// 医療券.
    MedicalTicket {
        /// 本人支払額, if stated.
        self_pay: Option<Yen>,
    },
    /// 標準負担額減額認定証: meals cost less, and no ceiling counts. Where one paper has both, it is a ceiling's.
    ReducedMeals,
    /// 特定疾病療養受療証.
    SpecificDisease {
        /// 認定疾病区分.
        category: SpecificDiseaseCategory,
        /// 自己負担限度額 a month: stated, or by law; none if it depends on what the answer doesn't tell.
        ceiling: Option<Yen>,
    },
}

hide!(PaperFree, PaperKind);

/// A paper that the patient still has to show: also one that the answer has, and of which something couldn't be read
/// ([`Coverage::unread`]).
///
/// ```
/// use hokensho_eligibility::{Language, PaperNeeded};
///
/// assert!(PaperNeeded::LocalSubsidy.text().text(Language::En).contains("subsid"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PaperNeeded {
    /// 医療費助成の受給者証 of the municipality (children, disability …), and of national public expense
    /// (指定難病 …): they aren't in these answers.
    LocalSubsidy,
    /// 限度額適用認定証, if the patient has one: the answer carries no ceiling. Bulk answers never do.
    Ceiling,
    /// 医療券 or 調剤券 of medical aid: the answer carries none that counts here today. Without a paper one the welfare
    /// office is asked.
    MedicalTicket,
    /// 高齢受給者証: from 70 and outside 後期高齢者医療 the answer should carry it, and doesn't.
    ElderlyRecipient,
    /// 資格確認書, or what else says which coverages there are (資格情報のお知らせ, the portal's screen): one in the answer
    /// couldn't be read.
    EligibilityCertificate,
    /// 特定疾病療養受療証: the one in the answer couldn't be read. Where there is none, nobody asks for it.
    SpecificDisease,
}

impl PaperFree {
    /// The certificates in a coverage that hold on a day.
    #[must_use]
    pub fn of(coverage: &Coverage, on: Date) -> Vec<Self> {
        let elderly = coverage.elderly.iter().map(|it| Self {
            kind: PaperKind::ElderlyRecipient,
            issued_on: it.issued_on,
            valid_from: it.valid_from,
            valid_until: it.valid_until,
        });
        let limit = coverage.limit.iter().map(|it| Self {
            kind: match it.kind {
                Some(LimitCertificateKind::Reduction) => PaperKind::ReducedMeals,
                _ => PaperKind::Ceiling { category: it.category.clone() },
            },
            issued_on: it.issued_on,
            valid_from: it.valid_from,
            valid_until: it.valid_until,
        });
        let diseases = coverage.diseases.iter().map(|it| Self {
            kind: PaperKind::SpecificDisease {
                category: it.category.clone(),
                ceiling: it.ceiling(coverage, on),
            },
            issued_on: it.issued_on,
            valid_from: it.valid_from,
            valid_until: it.valid_until,
        });
        let tickets = coverage.tickets.iter().filter(|it| it.counts(on)).map(|it| {
            let (valid_from, valid_until) = it.period();
            let kind = PaperKind::MedicalTicket { self_pay: it.self_pay };
            Self { kind, issued_on: None, valid_from, valid_until }
        });
        let all = elderly.chain(limit).chain(diseases).chain(tickets);
        all.filter(|it| covers(it.valid_from, it.valid_until, on)).collect()
    }

    /// The certificate's name.
    #[must_use]
    pub const fn text(&self) -> Text {
        match self.kind {
            PaperKind::Ceiling { .. } => Text::PaperCeiling,
            PaperKind::ElderlyRecipient => Text::PaperElderlyRecipient,
            PaperKind::MedicalTicket { .. } => Text::PaperMedicalTicket,
            PaperKind::ReducedMeals => Text::PaperReducedMeals,
            PaperKind::SpecificDisease { .. } => Text::PaperSpecificDisease,
        }
    }
}

impl PaperNeeded {
    /// The papers that a patient with this coverage still has to show on a day.
    #[must_use]
    pub fn of(coverage: &Coverage, on: Date) -> Vec<Self> {
        let mut needed = vec![Self::LocalSubsidy];
        // Without insurance, or where all is paid first, a ceiling lowers nothing here.
        let ceiling_counts = !coverage.is_medical_aid()
            && coverage.classification != CardClassification::SpecialMedicalExpense;
        let has_ceiling =
            PaperFree::of(coverage, on).iter().any(|it| matches!(it.kind, PaperKind::Ceiling { .. }));
        if ceiling_counts && !has_ceiling {
            needed.push(Self::Ceiling);
        }
        // The certificate counts from the month after the one in which 70 is reached; who may have reached it is asked.
        let due = !coverage.is_late_stage() && AgeGroup::of_coverage(coverage, on) != Some(AgeGroup::Under70);
        if ceiling_counts && due && Ratio::of(coverage, on) == Ratio::Unknown {
            needed.push(Self::ElderlyRecipient);
        }
        if coverage.is_medical_aid() && !coverage.has_ticket(on) {
            needed.push(Self::MedicalTicket);
        }
        for unread in &coverage.unread {
            if !needed.contains(&unread.paper) {
                needed.push(unread.paper);
            }
        }
        needed
    }

    /// The certificate's name.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Ceiling => Text::PaperCeiling,
            Self::ElderlyRecipient => Text::PaperElderlyRecipient,
            Self::EligibilityCertificate => Text::FallbackEligibilityCertificate,
            Self::LocalSubsidy => Text::PaperLocalSubsidy,
            Self::MedicalTicket => Text::PaperMedicalTicket,
            Self::SpecificDisease => Text::PaperSpecificDisease,
        }
    }

    /// What to say about it.
    #[must_use]
    pub const fn note(self) -> Text {
        match self {
            Self::Ceiling => Text::NoteCeiling,
            Self::ElderlyRecipient => Text::NoteElderlyRecipient,
            Self::EligibilityCertificate => Text::NoteEligibilityCertificate,
            Self::LocalSubsidy => Text::NoteLocalSubsidy,
            Self::MedicalTicket => Text::NoteMedicalTicket,
            Self::SpecificDisease => Text::NoteSpecificDisease,
        }
    }
}

#[cfg(test)]
mod tests;

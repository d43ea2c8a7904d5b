//! What a window needs to know of a patient who is covered.

use alloc::vec;
use alloc::vec::Vec;

use crate::coverage::{covers, hide};
use crate::{Coverage, Date, LimitCategory, Ratio, SourceMessage, SpecificDiseaseCategory};

/// A patient who is covered: the coverages in force, the ratio with its origin, and which papers are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligible {
    coverages: Vec<Coverage>,
    primary: usize,
    on: Date,
    note: Option<SourceMessage>,
}

/// A certificate that the answer makes unnecessary to show. `Debug` doesn't say which: each tells something of the
/// patient.
///
/// ```
/// use hokensho_eligibility::{Language, LimitCategory, PaperFree};
///
/// let ceiling = PaperFree::Ceiling { category: Some(LimitCategory::Under70U), valid_until: None };
/// assert_eq!(ceiling.text().text(Language::Ja), "限度額適用認定証");
/// assert_eq!(format!("{ceiling:?}"), "PaperFree { .. }");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaperFree {
    /// 限度額適用認定証.
    Ceiling {
        /// 適用区分.
        category: Option<LimitCategory>,
        /// Last day, if stated.
        valid_until: Option<Date>,
    },
    /// 高齢受給者証.
    ElderlyRecipient {
        /// Last day, if stated.
        valid_until: Option<Date>,
    },
    /// 医療券.
    MedicalTicket {
        /// Last day, if stated.
        valid_until: Option<Date>,
        /// 本人支払額 in yen, if stated.
        self_pay_yen: Option<u32>,
    },
    /// 特定疾病療養受療証.
    SpecificDisease {
        /// 認定疾病区分.
        category: SpecificDiseaseCategory,
        /// Last day, if stated.
        valid_until: Option<Date>,
        /// 自己負担限度額 a month in yen, if stated.
        self_pay_yen: Option<u32>,
    },
}

hide!(PaperFree);

/// A paper that the patient still has to show.
///
/// ```
/// use hokensho_eligibility::{Language, PaperNeeded};
///
/// assert!(PaperNeeded::LocalSubsidy.text().text(Language::En).contains("subsid"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaperNeeded {
    /// 医療費助成の受給者証 of the municipality (children, disability …), and of national public expense
    /// (指定難病 …): they aren't in these answers.
    LocalSubsidy,
    /// 限度額適用認定証, if the patient has one: the answer carries no ceiling.
    Ceiling,
}

impl Eligible {
    /// `coverages` are in force on `on`; `primary` is the index of the one that pays first.
    pub(crate) const fn new(
        coverages: Vec<Coverage>,
        primary: usize,
        on: Date,
        note: Option<SourceMessage>,
    ) -> Self {
        Self { coverages, primary, on, note }
    }

    /// The coverages in force, as the source ordered them.
    #[must_use]
    pub fn coverages(&self) -> &[Coverage] {
        &self.coverages
    }

    /// The coverage that pays first: insurance before aid. Always there: what is eligible has one in force.
    #[must_use]
    pub fn primary(&self) -> Option<&Coverage> {
        self.coverages.get(self.primary)
    }

    /// The day the coverages were judged on.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// The patient's part.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        self.primary().map_or(Ratio::Unknown, |coverage| Ratio::of(coverage, self.on))
    }

    /// What the source wants said although all went well, for example that the certificate ends soon.
    #[must_use]
    pub const fn note(&self) -> Option<&SourceMessage> {
        self.note.as_ref()
    }

    /// The certificates that need no paper today.
    #[must_use]
    pub fn paper_free(&self) -> Vec<PaperFree> {
        let mut found = Vec::new();
        for coverage in &self.coverages {
            let elderly = coverage.elderly.iter().filter(|it| covers(it.valid_from, it.valid_until, self.on));
            found.extend(elderly.map(|it| PaperFree::ElderlyRecipient { valid_until: it.valid_until }));
            let limit = coverage.limit.iter().filter(|it| covers(it.valid_from, it.valid_until, self.on));
            found.extend(
                limit.map(|it| PaperFree::Ceiling {
                    category: it.category.clone(),
                    valid_until: it.valid_until,
                }),
            );
            let diseases =
                coverage.diseases.iter().filter(|it| covers(it.valid_from, it.valid_until, self.on));
            found.extend(diseases.map(|it| PaperFree::SpecificDisease {
                category: it.category.clone(),
                valid_until: it.valid_until,
                self_pay_yen: it.self_pay_yen,
            }));
            let tickets = coverage.tickets.iter().filter(|it| it.counts(self.on));
            found.extend(tickets.map(|it| PaperFree::MedicalTicket {
                valid_until: it.valid_until,
                self_pay_yen: it.self_pay_yen,
            }));
        }
        found
    }

    /// The papers that are still needed.
    #[must_use]
    pub fn paper_needed(&self) -> Vec<PaperNeeded> {
        let mut needed = vec![PaperNeeded::LocalSubsidy];
        if !self.paper_free().iter().any(|it| matches!(it, PaperFree::Ceiling { .. })) {
            needed.push(PaperNeeded::Ceiling);
        }
        needed
    }
}

//! How things stood on a day.

use alloc::vec::Vec;

use crate::{Coverage, Text};

/// How a person's coverage stood on a day, as far as it is known.
///
/// ```
/// use hokensho_eligibility::{Date, History, Standing};
///
/// let nothing = History::default();
/// assert_eq!(nothing.on(Date::new(2026, 11, 22)?), Standing::NotAsked);
/// assert_eq!(Standing::NotAsked.name(), "not_asked");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Standing<'a> {
    /// Medical aid, without a ticket for the institution that asked.
    AidTicketMissing,
    /// In force.
    Covered {
        /// The coverage that pays first: insurance before aid.
        primary: &'a Coverage,
        /// Those that pay after it.
        others: Vec<&'a Coverage>,
    },
    /// A coverage that couldn't be read may have been in force, and pay first: who covered the patient isn't known.
    CoverageUnread {
        /// The coverages that are known to have been in force; insurance before aid.
        in_force: Vec<&'a Coverage>,
    },
    /// None in force: the last one had ended.
    Lost {
        /// What ended last, if that is known.
        last: Option<&'a Coverage>,
    },
    /// What was asked about is outdated, and the newer one isn't known.
    NewerExists {
        /// What is outdated, if that is known.
        outdated: Option<&'a Coverage>,
    },
    /// Nobody asked, no answer speaks of that day, or what was said of it no longer stands.
    NotAsked,
    /// The source knew no coverage.
    NotFound,
    /// More than one insurance in force by its own dates, which can't be: one of them ended, and its insurer hasn't said
    /// so yet.
    Overlapping {
        /// The insurances, the one that began last as the last.
        insurances: Vec<&'a Coverage>,
        /// Aid, which pays after whichever it is.
        others: Vec<&'a Coverage>,
    },
}

impl<'a> Standing<'a> {
    /// What coverages in force amount to; none if there are none.
    pub(super) fn of(in_force: Vec<&'a Coverage>) -> Option<Self> {
        let (aid, insurance): (Vec<_>, Vec<_>) = in_force.into_iter().partition(|it| it.is_medical_aid());
        match insurance.as_slice() {
            [] => {
                let (primary, others) = aid.split_first()?;
                Some(Self::Covered { primary, others: others.to_vec() })
            }
            [primary] => Some(Self::Covered { primary, others: aid }),
            _ => Some(Self::Overlapping { insurances: insurance, others: aid }),
        }
    }

    /// The same, where a coverage that couldn't be read may have been in force too.
    pub(super) fn unread(mut in_force: Vec<&'a Coverage>) -> Self {
        in_force.sort_by_key(|it| it.is_medical_aid());
        Self::CoverageUnread { in_force }
    }

    /// The name in snake case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AidTicketMissing => "aid_ticket_missing",
            Self::Covered { .. } => "covered",
            Self::CoverageUnread { .. } => "coverage_unread",
            Self::Lost { .. } => "lost",
            Self::NewerExists { .. } => "newer_exists",
            Self::NotAsked => "not_asked",
            Self::NotFound => "not_found",
            Self::Overlapping { .. } => "overlapping",
        }
    }

    /// The words for it.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, Standing};
    ///
    /// assert_eq!(Standing::NotAsked.text().text(Language::Ja), "その日の資格は確認されていません");
    /// ```
    #[must_use]
    pub const fn text(&self) -> Text {
        match self {
            Self::AidTicketMissing => Text::StandingAidTicketMissing,
            Self::Covered { .. } => Text::StandingCovered,
            Self::CoverageUnread { .. } => Text::StandingCoverageUnread,
            Self::Lost { .. } => Text::StandingLost,
            Self::NewerExists { .. } => Text::StandingNewerExists,
            Self::NotAsked => Text::StandingNotAsked,
            Self::NotFound => Text::StandingNotFound,
            Self::Overlapping { .. } => Text::StandingOverlapping,
        }
    }
}

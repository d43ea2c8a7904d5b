//! What is wrong with a claim, how grave it is, and what to do about it.

use alloc::vec::Vec;
use core::fmt;

use crate::named::named;
use crate::{Date, InsurerNumber, Ratio, RatioOrigin, RefusedCharacter, Text};

named! {
    /// How grave a finding is.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, Severity};
    ///
    /// assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Notice);
    /// assert_eq!(Severity::Error.text().text(Language::Ja), "返戻になります");
    /// ```
    Severity {
        /// Nothing has to be changed.
        Notice = "notice", SeverityNotice;
        /// Somebody has to look.
        Warning = "warning", SeverityWarning;
        /// The claim would come back.
        Error = "error", SeverityError;
    }
}

/// Something that is wrong or open in a claim. `Debug` shows its name and not what it says of the patient.
///
/// ```
/// use hokensho_eligibility::{ClaimFinding, ClaimFindingKind, Language, Severity};
///
/// let finding = ClaimFinding { kind: ClaimFindingKind::NewerInsurer, days: Vec::new() };
/// assert_eq!(finding.kind.severity(), Severity::Error);
/// assert!(finding.kind.fix().text(Language::En).contains("newer"));
/// assert_eq!(format!("{finding:?}"), "ClaimFinding(newer_insurer)");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ClaimFinding {
    /// What it is.
    pub kind: ClaimFindingKind,
    /// The days of care that it is about; none if it is about the claim as a whole.
    pub days: Vec<Date>,
}

impl ClaimFinding {
    pub(super) const fn of(kind: ClaimFindingKind) -> Self {
        Self { kind, days: Vec::new() }
    }

    /// Adds a day to the finding of that kind, which may be there already.
    pub(super) fn add(findings: &mut Vec<Self>, kind: ClaimFindingKind, day: Date) {
        match findings.iter_mut().find(|finding| finding.kind == kind) {
            Some(finding) => finding.days.push(day),
            None => findings.push(Self { kind, days: [day].into() }),
        }
    }
}

impl fmt::Debug for ClaimFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClaimFinding({})", self.kind.name())
    }
}

/// What can be wrong or open in a claim.
///
/// ```
/// use hokensho_eligibility::{ClaimFindingKind, Language};
///
/// assert_eq!(ClaimFindingKind::NotAsked.name(), "not_asked");
/// assert_eq!(ClaimFindingKind::BirthDiffers.text().text(Language::Ja), "生年月日が、確認した資格と違います");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ClaimFindingKind {
    /// The last coverage that is known had ended, and the claim is made to another insurer, or a newer one is known.
    AfterLoss {
        /// 資格喪失年月日, if the answer states it.
        lost_on: Option<Date>,
    },
    /// Medical aid, without a ticket for this institution.
    AidTicketMissing,
    /// 生年月日 is another.
    BirthDiffers,
    /// One of the two knows 生年月日 better than the other, so it can't be compared wholly.
    BirthIncomplete,
    /// 枝番 is another.
    BranchDiffers,
    /// The coverage has a 枝番, the claim none.
    BranchMissing,
    /// The claim has a 枝番, and the answer states none: it couldn't be checked.
    BranchNotFiled,
    /// The name has a character that claims refuse.
    CharacterRefused(RefusedCharacter),
    /// The insurer's number has a wrong check digit.
    CheckDigitWrong,
    /// A coverage in an answer about the day couldn't be read: it may be the right one to claim from.
    CoverageUnread,
    /// On the day another insurer covered the patient.
    InsurerDiffers {
        /// That insurer, if the answer states it.
        filed: Option<InsurerNumber>,
    },
    /// The claim is made to an unknown insurer, and by now the insurer is known.
    InsurerKnown {
        /// That insurer, if the answer states it.
        filed: Option<InsurerNumber>,
    },
    /// The claim is made to an unknown insurer.
    InsurerUnknown,
    /// The coverage is outdated: a newer one exists.
    NewerInsurer,
    /// The claim has no day of care, so nothing was checked.
    NoDay,
    /// Nobody has asked about that day.
    NotAsked,
    /// The source knew no coverage.
    NotFound,
    /// 番号 is another.
    NumberDiffers,
    /// The answer states no 番号: the claim's couldn't be checked.
    NumberNotFiled,
    /// Two insurances say that they cover the patient.
    Overlapping,
    /// The claim is made to the last insurer that is known, whose coverage had ended. It may be right where the check
    /// couldn't be made ([`ClaimedBy::Past`](crate::ClaimedBy)).
    PastInsurer {
        /// 資格喪失年月日, if the answer states it.
        lost_on: Option<Date>,
    },
    /// The patient's part is another.
    RatioDiffers {
        /// The patient's part by the answer or by law.
        filed: Ratio,
    },
    /// The patient's part isn't stated and doesn't follow from the law.
    RatioUnknown,
    /// 性別 is another.
    SexDiffers,
    /// 記号 is another.
    SymbolDiffers,
    /// The claim has a 記号, and the answer states none: it couldn't be checked.
    SymbolNotFiled,
}

impl ClaimFindingKind {
    /// How grave it is. Only what is known to be wrong is an error; what couldn't be checked is a warning.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::AfterLoss { .. }
            | Self::AidTicketMissing
            | Self::BirthDiffers
            | Self::BranchDiffers
            | Self::InsurerDiffers { .. }
            | Self::NewerInsurer
            | Self::NotFound
            | Self::NumberDiffers
            | Self::SexDiffers
            | Self::SymbolDiffers => Severity::Error,
            Self::RatioDiffers { filed } => match filed.origin() {
                RatioOrigin::Answer => Severity::Error,
                RatioOrigin::Statute | RatioOrigin::Unknown => Severity::Warning,
            },
            // Which characters are refused is reported, unverified.
            Self::CharacterRefused(_)
            | Self::BirthIncomplete
            | Self::BranchMissing
            | Self::BranchNotFiled
            | Self::CheckDigitWrong
            | Self::CoverageUnread
            | Self::InsurerKnown { .. }
            | Self::NoDay
            | Self::NotAsked
            | Self::NumberNotFiled
            | Self::Overlapping
            | Self::PastInsurer { .. }
            | Self::RatioUnknown
            | Self::SymbolNotFiled => Severity::Warning,
            Self::InsurerUnknown => Severity::Notice,
        }
    }

    /// The name in snake case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AfterLoss { .. } => "after_loss",
            Self::AidTicketMissing => "aid_ticket_missing",
            Self::BirthDiffers => "birth_differs",
            Self::BirthIncomplete => "birth_incomplete",
            Self::BranchDiffers => "branch_differs",
            Self::BranchMissing => "branch_missing",
            Self::BranchNotFiled => "branch_not_filed",
            Self::CharacterRefused(_) => "character_refused",
            Self::CheckDigitWrong => "check_digit_wrong",
            Self::CoverageUnread => "coverage_unread",
            Self::InsurerDiffers { .. } => "insurer_differs",
            Self::InsurerKnown { .. } => "insurer_known",
            Self::InsurerUnknown => "insurer_unknown",
            Self::NewerInsurer => "newer_insurer",
            Self::NoDay => "no_day",
            Self::NotAsked => "not_asked",
            Self::NotFound => "not_found",
            Self::NumberDiffers => "number_differs",
            Self::NumberNotFiled => "number_not_filed",
            Self::Overlapping => "overlapping",
            Self::PastInsurer { .. } => "past_insurer",
            Self::RatioDiffers { .. } => "ratio_differs",
            Self::RatioUnknown => "ratio_unknown",
            Self::SexDiffers => "sex_differs",
            Self::SymbolDiffers => "symbol_differs",
            Self::SymbolNotFiled => "symbol_not_filed",
        }
    }

    /// What it is, in one line.
    #[must_use]
    pub const fn text(&self) -> Text {
        match self {
            Self::AfterLoss { .. } => Text::ClaimAfterLoss,
            Self::AidTicketMissing => Text::ClaimAidTicketMissing,
            Self::BirthDiffers => Text::ClaimBirthDiffers,
            Self::BirthIncomplete => Text::ClaimBirthIncomplete,
            Self::BranchDiffers => Text::ClaimBranchDiffers,
            Self::BranchMissing => Text::ClaimBranchMissing,
            Self::BranchNotFiled => Text::ClaimBranchNotFiled,
            Self::CharacterRefused(_) => Text::ClaimCharacterRefused,
            Self::CheckDigitWrong => Text::ClaimCheckDigitWrong,
            Self::CoverageUnread => Text::ClaimCoverageUnread,
            Self::InsurerDiffers { .. } => Text::ClaimInsurerDiffers,
            Self::InsurerKnown { .. } => Text::ClaimInsurerKnown,
            Self::InsurerUnknown => Text::ClaimInsurerUnknown,
            Self::NewerInsurer => Text::ClaimNewerInsurer,
            Self::NoDay => Text::ClaimNoDay,
            Self::NotAsked => Text::ClaimNotAsked,
            Self::NotFound => Text::ClaimNotFound,
            Self::NumberDiffers => Text::ClaimNumberDiffers,
            Self::NumberNotFiled => Text::ClaimNumberNotFiled,
            Self::Overlapping => Text::ClaimOverlapping,
            Self::PastInsurer { .. } => Text::ClaimPastInsurer,
            Self::RatioDiffers { .. } => Text::ClaimRatioDiffers,
            Self::RatioUnknown => Text::ClaimRatioUnknown,
            Self::SexDiffers => Text::ClaimSexDiffers,
            Self::SymbolDiffers => Text::ClaimSymbolDiffers,
            Self::SymbolNotFiled => Text::ClaimSymbolNotFiled,
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn fix(&self) -> Text {
        match self {
            Self::AfterLoss { .. } | Self::NotFound | Self::PastInsurer { .. } => {
                Text::FixAskForCurrentCoverage
            }
            Self::AidTicketMissing => Text::FixAskWelfareOffice,
            Self::BirthDiffers | Self::BirthIncomplete | Self::SexDiffers => Text::FixCompareWithPatient,
            Self::BranchDiffers | Self::BranchMissing | Self::NumberDiffers | Self::SymbolDiffers => {
                Text::FixTakeOverNumbers
            }
            Self::CharacterRefused(_) => Text::FixReplaceCharacter,
            Self::BranchNotFiled | Self::NumberNotFiled | Self::SymbolNotFiled => {
                Text::FixSeeCertificateForNumbers
            }
            Self::CheckDigitWrong => Text::FixCompareInsurerNumber,
            Self::CoverageUnread => Text::FixSeeTerminal,
            Self::InsurerDiffers { .. } | Self::InsurerKnown { .. } => Text::FixClaimFromFiledInsurer,
            Self::InsurerUnknown => Text::FixAskAgainBeforeClaiming,
            Self::NewerInsurer => Text::FixReadCard,
            Self::NoDay => Text::FixEnterDay,
            Self::NotAsked => Text::FixAskAboutDay,
            Self::Overlapping => Text::FixAskInsurers,
            Self::RatioDiffers { .. } => Text::FixTakeOverRatio,
            Self::RatioUnknown => Text::FixSeeCertificateForRatio,
        }
    }
}

impl fmt::Debug for ClaimFindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClaimFindingKind({})", self.name())
    }
}

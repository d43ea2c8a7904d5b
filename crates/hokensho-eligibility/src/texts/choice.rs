//! Which words belong to what.

use alloc::vec::Vec;

use super::{PatientText, Text};
use crate::{ConsentEndReason, Loss, NameMatch, Outcome, ReasonOfLoss, Refusal, Report};

impl Outcome {
    /// One line: how it ended.
    #[must_use]
    pub const fn headline(&self) -> Text {
        self.texts().0
    }

    /// What the clerk does next; of a coverage that ended, by the reason why it did.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, Loss, Outcome, ReasonOfLoss};
    ///
    /// assert!(Outcome::Suspended.next_step().text(Language::Ja).contains("0120-95-0178"));
    /// let lost = Outcome::Lost(Box::new(Loss { reason: Some(ReasonOfLoss::AidBegan), ..Loss::default() }));
    /// assert!(lost.next_step().text(Language::Ja).contains("医療券"));
    /// ```
    #[must_use]
    pub const fn next_step(&self) -> Text {
        self.texts().1
    }

    /// What the patient reads.
    ///
    /// ```
    /// use hokensho_eligibility::{Outcome, PatientLanguage, PatientText};
    ///
    /// assert_eq!(Outcome::NotFound.patient_text(), PatientText::NotFound);
    /// // Staff need to know that nothing was sent; the patient, what else to show.
    /// let text = Outcome::SourceUnavailable.patient_text().text(PatientLanguage::En);
    /// assert!(text.contains("資格確認書"));
    /// ```
    #[must_use]
    pub const fn patient_text(&self) -> PatientText {
        match self {
            Self::CardUnreadable => PatientText::CardUnreadable,
            Self::NotAMyNumberCard => PatientText::NotAMyNumberCard,
            Self::Cancelled => PatientText::Cancelled,
            Self::IdentityMethodUnavailable => PatientText::IdentityMethodUnavailable,
            Self::PinWrong { .. } => PatientText::PinWrong,
            Self::PinBlocked => PatientText::PinBlocked,
            Self::IdentityFailed => PatientText::IdentityFailed,
            Self::NotGenuine => PatientText::CardNotAccepted,
            Self::Suspended => PatientText::Suspended,
            Self::Revoked => PatientText::Revoked,
            Self::Expired => PatientText::Expired,
            Self::NotRegistered => PatientText::NotRegistered,
            Self::RevocationUnknown
            | Self::SourceUnavailable
            | Self::RequestRefused { .. }
            | Self::SourceUnknown
            | Self::SourceError(_)
            | Self::Unclear(_) => PatientText::NoAnswer,
            Self::Running => PatientText::Running,
            Self::ViewingStopped(_) => PatientText::InsurerChecking,
            Self::Several => PatientText::Several,
            Self::NotFound => PatientText::NotFound,
            Self::NewerInsurer => PatientText::NewerInsurer,
            Self::Lost(loss) => loss.patient_text(),
            Self::AidTicketMissing => PatientText::AidTicketMissing,
            Self::EligiblePayInFull(_) => PatientText::EligiblePayInFull,
            Self::Eligible(_) => PatientText::Eligible,
            Self::AcceptedOffline { .. } => PatientText::AcceptedOffline,
        }
    }

    const fn texts(&self) -> (Text, Text) {
        match self {
            Self::CardUnreadable => (Text::HeadCardUnreadable, Text::NextCardUnreadable),
            Self::NotAMyNumberCard => (Text::HeadNotAMyNumberCard, Text::NextNotAMyNumberCard),
            Self::Cancelled => (Text::HeadCancelled, Text::NextCancelled),
            Self::IdentityMethodUnavailable => {
                (Text::HeadIdentityMethodUnavailable, Text::NextIdentityMethodUnavailable)
            }
            Self::PinWrong { .. } => (Text::HeadPinWrong, Text::NextPinWrong),
            Self::PinBlocked => (Text::HeadPinBlocked, Text::NextPinBlocked),
            Self::IdentityFailed => (Text::HeadIdentityFailed, Text::NextIdentityFailed),
            Self::NotGenuine => (Text::HeadNotGenuine, Text::NextNotGenuine),
            Self::Suspended => (Text::HeadSuspended, Text::NextSuspended),
            Self::Revoked => (Text::HeadRevoked, Text::NextRevoked),
            Self::Expired => (Text::HeadExpired, Text::NextExpired),
            Self::RevocationUnknown => (Text::HeadRevocationUnknown, Text::NextRevocationUnknown),
            Self::NotRegistered => (Text::HeadNotRegistered, Text::NextNotRegistered),
            Self::SourceUnavailable => (Text::HeadSourceUnavailable, Text::NextSourceUnavailable),
            Self::RequestRefused { .. } => (Text::HeadRequestRefused, Text::NextRequestRefused),
            Self::Running => (Text::HeadRunning, Text::NextRunning),
            Self::SourceUnknown => (Text::HeadSourceUnknown, Text::NextSourceUnknown),
            Self::ViewingStopped(_) => (Text::HeadViewingStopped, Text::NextViewingStopped),
            Self::SourceError(_) => (Text::HeadSourceError, Text::NextSourceError),
            Self::Several => (Text::HeadSeveral, Text::NextSeveral),
            Self::NotFound => (Text::HeadNotFound, Text::NextNotFound),
            Self::NewerInsurer => (Text::HeadNewerInsurer, Text::NextNewerInsurer),
            Self::Lost(loss) => (Text::HeadLost, loss.next_step()),
            Self::AidTicketMissing => (Text::HeadAidTicketMissing, Text::NextAidTicketMissing),
            Self::Unclear(_) => (Text::HeadUnclear, Text::NextUnclear),
            Self::EligiblePayInFull(_) => (Text::HeadEligiblePayInFull, Text::NextEligiblePayInFull),
            Self::Eligible(_) => (Text::HeadEligible, Text::NextEligible),
            Self::AcceptedOffline { .. } => (Text::HeadAcceptedOffline, Text::NextAcceptedOffline),
        }
    }
}

impl Loss {
    const fn next_step(&self) -> Text {
        match self.reason {
            Some(ReasonOfLoss::AidBegan) => Text::NextLostAidBegan,
            Some(ReasonOfLoss::Died) => Text::NextLostDied,
            Some(ReasonOfLoss::OtherInsurance) => Text::NextLostOtherInsurance,
            Some(ReasonOfLoss::OtherReason | ReasonOfLoss::Other(_)) | None => Text::NextLost,
        }
    }

    const fn patient_text(&self) -> PatientText {
        match self.reason {
            Some(ReasonOfLoss::AidBegan) => PatientText::LostAidBegan,
            // Whoever stands there is alive.
            Some(ReasonOfLoss::Died) => PatientText::AskStaff,
            Some(ReasonOfLoss::OtherInsurance) => PatientText::NewerInsurer,
            Some(ReasonOfLoss::OtherReason | ReasonOfLoss::Other(_)) | None => PatientText::Lost,
        }
    }
}

impl Text {
    /// The same for the patient, if it is for the patient at all.
    ///
    /// ```
    /// use hokensho_eligibility::{PatientText, Text};
    ///
    /// assert_eq!(Text::NoteCeiling.for_patient(), Some(PatientText::NoteCeiling));
    /// assert_eq!(Text::NoteRevocationStale.for_patient(), None);
    /// ```
    #[must_use]
    pub const fn for_patient(self) -> Option<PatientText> {
        Some(match self {
            Self::NoteCertificateExpiring => PatientText::NoteCertificateExpiring,
            Self::NoteCertificateGrace => PatientText::NoteCertificateGrace,
            Self::NotePaperFree => PatientText::NotePaperFree,
            Self::NoteLocalSubsidy => PatientText::NoteLocalSubsidy,
            Self::NoteCeiling => PatientText::NoteCeiling,
            Self::NoteMedicalTicket => PatientText::AidTicketMissing,
            Self::NoteElderlyRecipient => PatientText::NoteElderlyRecipient,
            Self::NoteEligibilityCertificate => PatientText::NoteEligibilityCertificate,
            Self::NoteSpecificDisease => PatientText::NoteSpecificDisease,
            Self::NoteRatioUnknown => PatientText::NoteRatioUnknown,
            Self::NoteJoiningNotice => PatientText::NoteJoiningNotice,
            Self::NoteTypedNoMedicalInformation => PatientText::NoteNoMedicalInformation,
            Self::PaperCeiling => PatientText::PaperCeiling,
            Self::PaperElderlyRecipient => PatientText::PaperElderlyRecipient,
            Self::PaperMedicalTicket => PatientText::PaperMedicalTicket,
            Self::PaperReducedMeals => PatientText::PaperReducedMeals,
            Self::PaperSpecificDisease => PatientText::PaperSpecificDisease,
            _ => return None,
        })
    }
}

impl Report {
    /// Those of the [`notes`](Report::notes) that the patient reads, in the patient's words.
    ///
    /// ```
    /// use hokensho_eligibility::{CertificateState, Identity, Outcome, PatientText, Report, Via};
    ///
    /// let report = Report {
    ///     outcome: Outcome::NotFound,
    ///     identity: Identity::Face,
    ///     certificate: CertificateState::ByOperator,
    ///     via: Via::Reader,
    /// };
    /// assert_eq!(report.patient_notes(), [PatientText::NoteJoiningNotice]);
    /// ```
    #[must_use]
    pub fn patient_notes(&self) -> Vec<PatientText> {
        self.notes().into_iter().filter_map(Text::for_patient).collect()
    }
}

impl Refusal {
    /// The words for it.
    #[must_use]
    pub const fn text(&self) -> Text {
        match self {
            Self::AnotherItem { .. } => Text::RefusalAnotherItem,
            Self::CoverageUnread { .. } => Text::RefusalCoverageUnread,
            Self::EndUnstated { .. } => Text::RefusalEndUnstated,
            Self::Expired { reason: Some(ConsentEndReason::ByInstitution), .. } => {
                Text::RefusalRevokedByInstitution
            }
            Self::Expired { reason: Some(ConsentEndReason::ByPatient), .. } => Text::RefusalRevokedByPatient,
            Self::Expired { reason: Some(ConsentEndReason::PurposeChanged), .. } => {
                Text::RefusalPurposeChanged
            }
            Self::Expired { .. } => Text::RefusalExpired,
            Self::NotAsked { .. } => Text::RefusalNotAsked,
            Self::NotEligible => Text::RefusalNotEligible,
            Self::NotGiven { .. } => Text::RefusalNotGiven,
            Self::NotLive => Text::RefusalNotLive,
            Self::NotOfficial { .. } => Text::RefusalNotOfficial,
            Self::NotStated { .. } => Text::RefusalNotStated,
            Self::NotYet { .. } => Text::RefusalNotYet,
            Self::OnlyInEmergencies { .. } => Text::RefusalOnlyInEmergencies,
            Self::RoleNotAllowed { .. } => Text::RefusalRoleNotAllowed,
            Self::UnknownFlag { .. } => Text::RefusalUnknownFlag,
        }
    }
}

impl NameMatch {
    /// The words for it.
    #[must_use]
    pub const fn text(&self) -> Text {
        match self {
            Self::Exact => Text::NameExact,
            Self::Width => Text::NameWidth,
            Self::KanaSize => Text::NameKanaSize,
            Self::KanaSound => Text::NameKanaSound,
            Self::Latin => Text::NameLatin,
            Self::LatinOrder => Text::NameLatinOrder,
            Self::Itaiji => Text::NameItaiji,
            Self::SubstituteAt { .. } => Text::NameSubstitute,
            Self::UnknownAt { .. } => Text::NameUnknown,
            Self::Incomparable => Text::NameIncomparable,
            Self::Different => Text::NameDifferent,
        }
    }
}

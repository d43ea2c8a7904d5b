//! The whole result of a reception: who was identified how, by which way, and how it ended.

use alloc::vec::Vec;

use crate::named::named;
use crate::{Outcome, PaperNeeded, ReasonOfLoss, Text};

named! {
    /// How the person was identified.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Identity::StaffChipPhoto.name(), "staff_chip_photo");
    /// ```
    Identity {
        /// The four-digit PIN of the authentication certificate (利用者証明用).
        Pin = "pin", IdentityPin;
        /// By the phone itself: Face ID, Touch ID.
        OnDevice = "on_device", IdentityOnDevice;
        /// By the certified reader's camera (顔認証).
        Face = "face", IdentityFace;
        /// Staff looked at the photo printed on the card (目視).
        StaffPrintedPhoto = "staff_printed_photo", IdentityStaffPrintedPhoto;
        /// Staff looked at the photo read from the chip.
        StaffChipPhoto = "staff_chip_photo", IdentityStaffChipPhoto;
        /// A machine compared the chip's photo.
        Machine = "machine", IdentityMachine;
        /// Nobody was identified.
        None = "none", IdentityNone;
    }

    /// The state of the certificate (利用者証明用電子証明書).
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::CertificateState::ByOperator.name(), "by_operator");
    /// ```
    CertificateState {
        /// In force and not revoked.
        Valid = "valid", CertificateValid;
        /// Valid, and ends within three months.
        Expiring = "expiring", CertificateExpiring;
        /// Past its end, inside the months for which eligibility is still answered.
        Grace = "grace", CertificateGrace;
        /// Past its end and the grace.
        Expired = "expired", CertificateExpired;
        /// On hold (一時停止).
        Suspended = "suspended", CertificateSuspended;
        /// Revoked.
        Revoked = "revoked", CertificateRevoked;
        /// Another certificate has taken its place (更新).
        Renewed = "renewed", CertificateRenewed;
        /// Nobody checked.
        NotChecked = "not_checked", CertificateNotChecked;
        /// Checked against data that is too old.
        Stale = "stale", CertificateStale;
        /// The operator of the online side checked it, not this program.
        ByOperator = "by_operator", CertificateByOperator;
    }

    /// The way the answer came.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Via::Direct.name(), "direct");
    /// ```
    Via {
        /// A certified reader (顔認証付きカードリーダー) handed in a face file.
        Reader = "reader", ViaReader;
        /// Insurance data was typed.
        Typed = "typed", ViaTyped;
        /// This program checked the card itself.
        Direct = "direct", ViaDirect;
        /// Fetched from the operator, whose own page or app had read the card before (マイナ在宅受付Web, 居宅同意取得型): home
        /// visits, online care, emergencies.
        Fetched = "fetched", ViaFetched;
    }
}

/// The result of a reception. Identity, certificate and way are the word of whoever makes it: the facade's reception does,
/// from what it saw. One that was stored and read back can be shown, and opens no medical information
/// ([`Report::consent`]).
///
/// ```
/// use hokensho_eligibility::{CertificateState, Identity, Language, Outcome, Report, Via};
///
/// let report = Report {
///     outcome: Outcome::NotFound,
///     identity: Identity::Face,
///     certificate: CertificateState::ByOperator,
///     via: Via::Reader,
/// };
/// assert!(report.notes().iter().any(|note| note.id() == "note.joining_notice"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Report {
    /// How it ended.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub outcome: Outcome,
    /// How the person was identified.
    pub identity: Identity,
    /// The state of the certificate.
    pub certificate: CertificateState,
    /// The way the answer came.
    pub via: Via,
}

impl Report {
    /// What to say to the patient besides the outcome.
    #[must_use]
    pub fn notes(&self) -> Vec<Text> {
        let mut notes = Vec::new();
        match self.certificate {
            CertificateState::Expiring => notes.push(Text::NoteCertificateExpiring),
            CertificateState::Grace => notes.push(Text::NoteCertificateGrace),
            CertificateState::NotChecked if self.rests_on_certificate() => {
                notes.push(Text::NoteRevocationNotChecked);
            }
            CertificateState::Stale if self.rests_on_certificate() => notes.push(Text::NoteRevocationStale),
            _ => {}
        }
        if let Some(eligible) = self.outcome.eligible() {
            notes.extend(eligible.paper_free().iter().map(|_| Text::NotePaperFree).take(1));
            notes.extend(eligible.public_expenses().iter().map(|_| Text::NotePublicExpenses).take(1));
            notes.extend(eligible.paper_needed().into_iter().map(PaperNeeded::note));
            // Medical aid alone has no ratio, and no certificate that states one.
            let insured = eligible.primary().is_some_and(|coverage| !coverage.is_medical_aid());
            if insured && eligible.ratio().percent().is_none() {
                notes.push(Text::NoteRatioUnknown);
            }
        }
        match &self.outcome {
            Outcome::Lost(loss) if !loss.unread.is_empty() => {
                notes.extend([PaperNeeded::EligibilityCertificate.note(), Text::NoteJoiningNotice]);
            }
            // No insurer is to be told by somebody who died, or who left insurance for public assistance.
            Outcome::Lost(loss)
                if matches!(loss.reason, Some(ReasonOfLoss::Died | ReasonOfLoss::AidBegan)) => {}
            // One card for life: nothing is due for the card when the insurer changes, but the notice is.
            Outcome::Lost(_) | Outcome::NotFound | Outcome::NewerInsurer => {
                notes.push(Text::NoteJoiningNotice);
            }
            Outcome::SourceUnavailable | Outcome::SourceUnknown => notes.push(Text::NoteOutage),
            _ => {}
        }
        if self.via == Via::Typed && self.outcome.is_eligible() {
            notes.push(Text::NoteTypedNoMedicalInformation);
        }
        notes
    }

    /// Whether the patient is eligible by a certificate that this program judged itself.
    fn rests_on_certificate(&self) -> bool {
        self.via == Via::Direct && self.outcome.is_eligible()
    }
}

#[cfg(test)]
mod tests;

//! The whole result of a reception: who was identified how, by which way, and how it ended.

use alloc::vec::Vec;

use crate::{Outcome, PaperNeeded, ReasonOfLoss, Text};

macro_rules! named {
    ($( $(#[$meta:meta])* $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $text:literal; )+ } )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $( $(#[$variant_meta])* $variant, )+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$variant ),+];

            /// The name in snake case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $text, )+ }
            }
        }
    )+ };
}

named! {
    /// How the person was identified.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Identity::StaffChipPhoto.name(), "staff_chip_photo");
    /// ```
    Identity {
        /// The four-digit PIN of the authentication certificate (利用者証明用).
        Pin = "pin";
        /// By the phone itself: Face ID, Touch ID.
        OnDevice = "on_device";
        /// By the certified reader's camera (顔認証).
        Face = "face";
        /// Staff looked at the photo printed on the card (目視).
        StaffPrintedPhoto = "staff_printed_photo";
        /// Staff looked at the photo read from the chip.
        StaffChipPhoto = "staff_chip_photo";
        /// A machine compared the chip's photo.
        Machine = "machine";
        /// Nobody was identified.
        None = "none";
    }

    /// The state of the certificate (利用者証明用電子証明書).
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::CertificateState::ByOperator.name(), "by_operator");
    /// ```
    CertificateState {
        /// In force and not revoked.
        Valid = "valid";
        /// Valid, and ends within three months.
        Expiring = "expiring";
        /// Past its end, inside the months for which eligibility is still answered.
        Grace = "grace";
        /// Past its end and the grace.
        Expired = "expired";
        /// On hold (一時停止).
        Suspended = "suspended";
        /// Revoked.
        Revoked = "revoked";
        /// Another certificate has taken its place (更新).
        Renewed = "renewed";
        /// Nobody checked.
        NotChecked = "not_checked";
        /// Checked against data that is too old.
        Stale = "stale";
        /// The operator of the online side checked it, not this program.
        ByOperator = "by_operator";
    }

    /// The way the answer came.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Via::Direct.name(), "direct");
    /// ```
    Via {
        /// A certified reader (顔認証付きカードリーダー) handed in a face file.
        Reader = "reader";
        /// Insurance data was typed.
        Typed = "typed";
        /// This program checked the card itself.
        Direct = "direct";
    }
}

/// The result of a reception.
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
pub struct Report {
    /// How it ended.
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
            notes.extend(eligible.paper_needed().into_iter().map(PaperNeeded::note));
            if eligible.ratio().percent().is_none() {
                notes.push(Text::NoteRatioUnknown);
            }
        }
        match &self.outcome {
            // No insurer is to be told by somebody who died, or who left insurance for public assistance.
            Outcome::Lost(loss)
                if matches!(loss.reason, Some(ReasonOfLoss::Died | ReasonOfLoss::AidBegan)) => {}
            // One card for life: nothing is due for the card when the insurer changes, but the notice is.
            Outcome::Lost(_) | Outcome::NotFound | Outcome::NewerInsurer => {
                notes.push(Text::NoteJoiningNotice);
            }
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

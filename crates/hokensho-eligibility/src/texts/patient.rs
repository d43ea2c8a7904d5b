//! What patients read: short sentences for a screen that is turned to them.
//!
//! Cards, papers and offices are called what municipalities' leaflets call them, and papers keep their Japanese names in
//! brackets, so that staff can read them too. No native speaker of Chinese, Korean, Spanish or Portuguese has signed the
//! wording off: whoever does may change what is wrong in that language's file alone.

mod en;
mod es;
mod ja;
mod ko;
mod pt;
mod zh;

use super::PatientLanguage;

macro_rules! patient_texts {
    ($( $(#[$meta:meta])* $variant:ident = $id:literal; )+) => {
        /// A text for the patient, with an id. It says what the patient can do, and nothing that others at the counter
        /// needn't hear: whether the source or the terminal failed is the clerk's business. No native speaker has signed
        /// off the words in Chinese, Korean, Spanish and Portuguese.
        ///
        /// ```
        /// use hokensho_eligibility::{PatientLanguage, PatientText};
        ///
        /// assert_eq!(PatientText::PinBlocked.id(), "patient.pin_blocked");
        /// assert!(PatientText::PinBlocked.text(PatientLanguage::Es).contains("bloqueado"));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum PatientText { $( $(#[$meta])* $variant, )+ }

        impl PatientText {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$variant ),+];

            /// The id, which doesn't change with the wording.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )+ }
            }
        }

        $crate::named::serde_by_name!(PatientText, id);
    };
}

patient_texts! {
    /// The chip or the reader failed.
    CardUnreadable = "patient.card_unreadable";
    /// Another card was put down.
    NotAMyNumberCard = "patient.not_a_my_number_card";
    /// The card was pulled, or the patient stopped.
    Cancelled = "patient.cancelled";
    /// This way can't identify this card or phone.
    IdentityMethodUnavailable = "patient.identity_method_unavailable";
    /// The PIN was wrong.
    PinWrong = "patient.pin_wrong";
    /// The PIN is blocked.
    PinBlocked = "patient.pin_blocked";
    /// The face didn't match, or staff refused.
    IdentityFailed = "patient.identity_failed";
    /// The card can't be accepted. No reason: the clerk calls whoever is in charge.
    CardNotAccepted = "patient.card_not_accepted";
    /// The certificate is on hold.
    Suspended = "patient.suspended";
    /// The certificate is revoked.
    Revoked = "patient.revoked";
    /// The certificate is past its end and the grace.
    Expired = "patient.expired";
    /// The card isn't registered as a health-insurance card.
    NotRegistered = "patient.not_registered";
    /// Still running.
    Running = "patient.running";
    /// No answer can be had, or none that can be relied on.
    NoAnswer = "patient.no_answer";
    /// The insurer is checking the record.
    InsurerChecking = "patient.insurer_checking";
    /// Several coverages fit what was typed.
    Several = "patient.several";
    /// No coverage was found.
    NotFound = "patient.not_found";
    /// A newer coverage exists than the one that was shown.
    NewerInsurer = "patient.newer_insurer";
    /// The coverage has ended.
    Lost = "patient.lost";
    /// The coverage has ended, and public assistance has begun.
    LostAidBegan = "patient.lost.aid_began";
    /// The record doesn't fit the patient: the clerk asks the insurer.
    AskStaff = "patient.ask_staff";
    /// No medical-aid ticket for this institution.
    AidTicketMissing = "patient.aid_ticket_missing";
    /// Covered, but pays the whole cost now.
    EligiblePayInFull = "patient.eligible_pay_in_full";
    /// Covered.
    Eligible = "patient.eligible";
    /// Accepted while the online side was out of reach.
    AcceptedOffline = "patient.accepted_offline";

    /// The certificate ends within three months.
    NoteCertificateExpiring = "patient.note.certificate_expiring";
    /// The certificate has ended; eligibility alone is still answered.
    NoteCertificateGrace = "patient.note.certificate_grace";
    /// Certificates that needn't be shown.
    NotePaperFree = "patient.note.paper_free";
    /// Certificates of subsidies still have to be shown.
    NoteLocalSubsidy = "patient.note.local_subsidy";
    /// The answer has no ceiling.
    NoteCeiling = "patient.note.ceiling";
    /// The answer has no elderly recipient certificate.
    NoteElderlyRecipient = "patient.note.elderly_recipient";
    /// A coverage in the answer couldn't be read: a paper or the portal says what it is.
    NoteEligibilityCertificate = "patient.note.eligibility_certificate";
    /// The specific-disease certificate in the answer couldn't be read.
    NoteSpecificDisease = "patient.note.specific_disease";
    /// The answer doesn't state the patient's part.
    NoteRatioUnknown = "patient.note.ratio_unknown";
    /// The insurer has to be notified when the insurance changes.
    NoteJoiningNotice = "patient.note.joining_notice";
    /// Without the card no medical information can be viewed.
    NoteNoMedicalInformation = "patient.note.no_medical_information";

    /// 限度額適用認定証.
    PaperCeiling = "patient.paper.ceiling";
    /// 高齢受給者証.
    PaperElderlyRecipient = "patient.paper.elderly_recipient";
    /// 医療券.
    PaperMedicalTicket = "patient.paper.medical_ticket";
    /// 標準負担額減額認定証.
    PaperReducedMeals = "patient.paper.reduced_meals";
    /// 特定疾病療養受療証.
    PaperSpecificDisease = "patient.paper.specific_disease";
}

impl PatientText {
    /// The words.
    #[must_use]
    pub const fn text(self, language: PatientLanguage) -> &'static str {
        match language {
            PatientLanguage::En => en::words(self),
            PatientLanguage::Es => es::words(self),
            PatientLanguage::Ja => ja::words(self),
            PatientLanguage::Ko => ko::words(self),
            PatientLanguage::Pt => pt::words(self),
            PatientLanguage::Zh => zh::words(self),
        }
    }
}

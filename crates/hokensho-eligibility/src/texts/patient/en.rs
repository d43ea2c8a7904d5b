//! What patients read in English.

use super::PatientText;

pub(super) const fn words(text: PatientText) -> &'static str {
    match text {
        PatientText::CardUnreadable => "The card could not be read. Please put it on the reader again.",
        PatientText::NotAMyNumberCard => {
            "This is not a My Number Card. Please put your My Number Card on the reader."
        }
        PatientText::Cancelled => {
            "The check was stopped. Please start again, and leave the card on the reader until the screen says that it is done."
        }
        PatientText::IdentityMethodUnavailable => {
            "Your card or phone cannot be checked in this way. Please choose another way, or ask the staff."
        }
        PatientText::PinWrong => {
            "The PIN is wrong. After several wrong entries it is locked. If you are not sure, please use face authentication."
        }
        PatientText::PinBlocked => {
            "Your PIN is locked. Please use face authentication today. Your municipal office can unlock the PIN."
        }
        PatientText::IdentityFailed => {
            "We could not confirm that this card is yours. Please try another way, such as the PIN, or ask the staff."
        }
        PatientText::CardNotAccepted => "This card cannot be accepted. Please talk to the staff.",
        PatientText::Suspended => {
            "The certificate in this card is suspended. Please call 0120-0178-27 (lost cards: at any hour). Today, please show another document, such as a certificate of eligibility (資格確認書)."
        }
        PatientText::Revoked => {
            "The certificate in this card is no longer valid. Your municipal office can issue a new one. Today, please show another document, such as a certificate of eligibility (資格確認書)."
        }
        PatientText::Expired => {
            "The certificate in this card has expired. Your municipal office can renew it. Today, please show another document, such as a certificate of eligibility (資格確認書)."
        }
        PatientText::NotRegistered => {
            "Your card is not registered as a health-insurance card yet. You can register at the card reader or in the Myna portal (マイナポータル)."
        }
        PatientText::Running => "We are checking your insurance. Please wait a moment.",
        PatientText::NoAnswer => {
            "We cannot check your insurance online right now. Please show another document, such as a certificate of eligibility (資格確認書), to the staff."
        }
        PatientText::InsurerChecking => {
            "Your insurer is checking your record. Please show a certificate of eligibility (資格確認書), or ask your insurer."
        }
        PatientText::Several => {
            "More than one insurance was found. Please tell the staff the symbol and number (記号・番号) of your insurance."
        }
        PatientText::NotFound => {
            "No health insurance was found. If you changed insurance recently, the new insurer may not have registered it yet. Please talk to the staff."
        }
        PatientText::NewerInsurer => {
            "You have newer insurance. Please put your My Number Card on the reader, or show the certificate of eligibility (資格確認書) of the new insurer."
        }
        PatientText::Lost => {
            "This health insurance has ended. If you have new insurance, please show its certificate of eligibility (資格確認書). If you have not joined yet, please apply at your workplace or municipal office."
        }
        PatientText::LostAidBegan => {
            "Your medical care is now covered in another way. Please show your ticket (医療券), or ask your welfare office."
        }
        PatientText::AskStaff => "There is something we have to ask your insurer. Please talk to the staff.",
        PatientText::AidTicketMissing => {
            "No ticket (医療券) is registered for this institution. Please ask your welfare office."
        }
        PatientText::EligiblePayInFull => {
            "Your insurance was confirmed. Today you pay the whole cost; you can ask your insurer for a refund later."
        }
        PatientText::Eligible => "Your health insurance was confirmed.",
        PatientText::AcceptedOffline => "We accept your visit today. Your insurance will be checked later.",
        PatientText::NoteCertificateExpiring => {
            "The certificate in your card ends within three months. Please renew it at your municipal office."
        }
        PatientText::NoteCertificateGrace => {
            "The certificate in your card has expired. For some time it can still be used to check your insurance, and for nothing else. Please renew it at your municipal office soon."
        }
        PatientText::NotePaperFree => "You need not show the certificates listed here.",
        PatientText::NoteLocalSubsidy => {
            "If you have a certificate of a medical subsidy (医療費助成・公費の受給者証), please show it."
        }
        PatientText::NoteCeiling => "If you have a ceiling certificate (限度額適用認定証), please show it.",
        PatientText::NoteElderlyRecipient => {
            "If you have an elderly recipient certificate (高齢受給者証), please show it."
        }
        PatientText::NoteRatioUnknown => {
            "Please show a certificate that states your part of the cost, such as a certificate of eligibility (資格確認書)."
        }
        PatientText::NoteJoiningNotice => {
            "When your insurance changes, you can go on using this card, but you have to notify the insurer."
        }
        PatientText::NoteNoMedicalInformation => {
            "Without the card, the doctor cannot look at your records of medicines and check-ups."
        }
        PatientText::PaperCeiling => "ceiling certificate (限度額適用認定証)",
        PatientText::PaperElderlyRecipient => "elderly recipient certificate (高齢受給者証)",
        PatientText::PaperMedicalTicket => "medical-aid ticket (医療券)",
        PatientText::PaperReducedMeals => "certificate of reduced meal costs (標準負担額減額認定証)",
        PatientText::PaperSpecificDisease => "specific-disease certificate (特定疾病療養受療証)",
    }
}

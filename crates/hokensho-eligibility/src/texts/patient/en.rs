//! What patients read in English: plain words, for readers of whom it may be the second language.

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
            "Your card or phone cannot be used in this way. Please choose another way, or ask the staff."
        }
        PatientText::PinWrong => {
            "The 4-digit PIN is wrong. After several wrong tries it will be locked. If you are not sure, please use face recognition."
        }
        PatientText::PinBlocked => {
            "Your PIN is locked. Please use face recognition today. Your municipal office can unlock the PIN."
        }
        PatientText::IdentityFailed => {
            "We could not confirm that this card is yours. Please try another way, such as the PIN, or ask the staff."
        }
        PatientText::CardNotAccepted => "This card cannot be used here. Please talk to the staff.",
        PatientText::Suspended => {
            "The electronic certificate in this card is suspended. Please call 0120-0178-27 (lost cards: 24 hours a day). Today, please show another document, such as your certificate of eligibility (資格確認書)."
        }
        PatientText::Revoked => {
            "The electronic certificate in this card is no longer valid. Your municipal office can issue a new one. Today, please show another document, such as your certificate of eligibility (資格確認書)."
        }
        PatientText::Expired => {
            "The electronic certificate in this card has expired. Your municipal office can renew it. Today, please show another document, such as your certificate of eligibility (資格確認書)."
        }
        PatientText::NotRegistered => {
            "Your card is not registered as a health insurance card yet. You can register it at the card reader or on Mynaportal (マイナポータル)."
        }
        PatientText::Running => "We are checking your insurance. Please wait a moment.",
        PatientText::NoAnswer => {
            "We cannot check your insurance online right now. Please show the staff another document, such as your certificate of eligibility (資格確認書)."
        }
        PatientText::InsurerChecking => {
            "Your insurer is checking your registration. Please show your certificate of eligibility (資格確認書), or ask your insurer."
        }
        PatientText::Several => {
            "More than one insurance was found. Please tell the staff the symbol and number (記号・番号) of your insurance."
        }
        PatientText::NotFound => {
            "No health insurance was found. If you changed insurance recently, the new insurer may not have registered it yet. Please talk to the staff."
        }
        PatientText::NewerInsurer => {
            "You have a newer insurance. Please put your My Number Card on the reader, or show the certificate of eligibility (資格確認書) of the new insurer."
        }
        PatientText::Lost => {
            "This health insurance has ended. If you have a new one, please show its certificate of eligibility (資格確認書). If you have not joined one yet, please apply at your workplace or municipal office."
        }
        PatientText::LostAidBegan => {
            "Your medical care is now paid for in another way. Please show your medical voucher (医療券), or ask the welfare office."
        }
        PatientText::AskStaff => "There is something we have to ask your insurer. Please talk to the staff.",
        PatientText::AidTicketMissing => {
            "No medical voucher (医療券) is registered for this clinic, hospital or pharmacy. Please ask the welfare office."
        }
        PatientText::EligiblePayInFull => {
            "Your insurance was confirmed. Today you pay the full cost; you can ask your insurer for a refund later."
        }
        PatientText::Eligible => "Your health insurance was confirmed.",
        PatientText::AcceptedOffline => "You can be seen today. Your insurance will be checked later.",
        PatientText::NoteCertificateExpiring => {
            "The electronic certificate in your card expires within three months. Please renew it at your municipal office."
        }
        PatientText::NoteCertificateGrace => {
            "The electronic certificate in your card has expired. For some time it can still be used to check your insurance, and for nothing else. Please renew it at your municipal office soon."
        }
        PatientText::NotePaperFree => "You do not need to show the certificates listed here.",
        PatientText::NoteLocalSubsidy => {
            "If you have a medical subsidy certificate (医療費助成・公費の受給者証), please show it."
        }
        PatientText::NoteCeiling => {
            "If you have a payment limit certificate (限度額適用認定証), please show it."
        }
        PatientText::NoteElderlyRecipient => {
            "If you have an elderly recipient certificate (高齢受給者証), please show it."
        }
        PatientText::NoteEligibilityCertificate => {
            "Please show your certificate of eligibility (資格確認書), or your insurance on the screen of Mynaportal (マイナポータル)."
        }
        PatientText::NoteSpecificDisease => {
            "If you have a specific-disease certificate (特定疾病療養受療証), please show it."
        }
        PatientText::NoteRatioUnknown => {
            "Please show a certificate that says what percentage you pay, such as your certificate of eligibility (資格確認書)."
        }
        PatientText::NoteJoiningNotice => {
            "When your insurance changes, you can keep using this card, but you have to notify the insurer."
        }
        PatientText::NoteNoMedicalInformation => {
            "When the check is made without the card, the doctor cannot see your records of medicines and health check-ups."
        }
        PatientText::PaperCeiling => "payment limit certificate (限度額適用認定証)",
        PatientText::PaperElderlyRecipient => "elderly recipient certificate (高齢受給者証)",
        PatientText::PaperMedicalTicket => "medical voucher (医療券)",
        PatientText::PaperReducedMeals => "certificate for reduced meal costs (標準負担額減額認定証)",
        PatientText::PaperSpecificDisease => "specific disease certificate (特定疾病療養受療証)",
    }
}

//! The codes of the messages (業務コード) that the domain of eligibility doesn't need, as open enums: a code that isn't
//! known is kept as it came, never guessed.

use hokensho_eligibility::codes;

/// What the window needs of a ticket, of a choice or of a ceiling has its codes in the domain.
pub use hokensho_eligibility::{
    Consistency, LimitChanged, PrescriptionIssue, Presence, SingleOrCombined, TicketType, TreatmentType,
};

codes! {
    /// 文字コード識別 (OQSCD005): the encoding that a terminal is set to.
    ///
    /// ```
    /// use hokensho_oqs::CharacterCode;
    /// assert_eq!(CharacterCode::from_code("1"), CharacterCode::ShiftJis);
    /// ```
    CharacterCode {
        Utf8 = "0", "UTF-8", "UTF-8";
        ShiftJis = "1", "Shift_JIS", "Shift_JIS";
    }

    /// 指定医療機関確認フラグ (OQSCD026): whether a ticket of medical aid names the institution that asks.
    ///
    /// ```
    /// use hokensho_oqs::DesignatedInstitution;
    /// assert_eq!(DesignatedInstitution::from_code("0"), DesignatedInstitution::Same);
    /// ```
    DesignatedInstitution {
        Same = "0", "一致", "this institution";
        Different = "1", "不一致", "another institution";
    }

    /// 限度額適用認定証提供同意フラグ of a request (OQSCD001).
    ///
    /// ```
    /// use hokensho_oqs::LimitConsent;
    /// assert_eq!(LimitConsent::Given.code(), "1");
    /// ```
    LimitConsent {
        NotGiven = "0", "未同意", "not given";
        Given = "1", "同意", "given";
    }

    /// 認証要素 (OQSCD041): what a staff member proves to be themselves by.
    ///
    /// ```
    /// use hokensho_oqs::AuthenticationFactor;
    /// assert_eq!(AuthenticationFactor::from_code("2"), AuthenticationFactor::Biometric);
    /// ```
    AuthenticationFactor {
        Knowledge = "1", "記憶", "something known";
        Biometric = "2", "生体", "the body";
        Possession = "3", "物理", "something held";
    }

    /// 認証方式 (OQSCD042) of 生体.
    ///
    /// ```
    /// use hokensho_oqs::BiometricMethod;
    /// assert_eq!(BiometricMethod::from_code("02"), BiometricMethod::Face);
    /// ```
    BiometricMethod {
        Fingerprint = "01", "指紋", "fingerprint";
        Face = "02", "顔", "face";
        Voice = "03", "音声", "voice";
        Vein = "04", "静脈", "veins";
        Iris = "05", "虹彩", "iris";
    }

    /// 電子処方箋利用 (OQSCD038).
    ///
    /// ```
    /// use hokensho_oqs::ElectronicPrescriptionUse;
    /// assert_eq!(ElectronicPrescriptionUse::from_code("2"), ElectronicPrescriptionUse::Both);
    /// ```
    ElectronicPrescriptionUse {
        None = "0", "なし", "none";
        ElectronicOnly = "1", "電子のみ", "electronic only";
        Both = "2", "併用", "electronic and paper";
        PaperOnly = "3", "紙のみ", "paper only";
    }

    /// 情報要求パターン（救急） (OQSCD040).
    ///
    /// ```
    /// use hokensho_oqs::EmergencyRequest;
    /// assert_eq!(EmergencyRequest::from_code("1"), EmergencyRequest::Summary);
    /// ```
    EmergencyRequest {
        Summary = "1", "救急サマリー", "emergency summary";
        Everything = "2", "救急全量", "everything for an emergency";
        WithPrescriptions = "3", "電子処方箋と両方", "both, with electronic prescriptions";
        Medicines = "4", "薬剤", "medicines";
        Treatment = "5", "診療・薬剤", "treatment and medicines";
        Checkups = "6", "特定健診", "check-ups";
    }

    /// 救急閲覧可否 (OQSCD043).
    ///
    /// ```
    /// use hokensho_oqs::EmergencyViewing;
    /// assert_eq!(EmergencyViewing::from_code("1"), EmergencyViewing::Available);
    /// ```
    EmergencyViewing {
        Unavailable = "0", "無", "not available";
        Available = "1", "有", "available";
    }

    /// ファイル種別 of a request to view: in what form the answer comes.
    ///
    /// ```
    /// use hokensho_oqs::FileCategory;
    /// assert_eq!(FileCategory::Xml.code(), "2");
    /// ```
    FileCategory {
        Pdf = "1", "PDF", "PDF";
        Xml = "2", "XML", "XML";
    }

    /// 認証方式 (OQSCD042) of 記憶.
    ///
    /// ```
    /// use hokensho_oqs::KnowledgeMethod;
    /// assert_eq!(KnowledgeMethod::from_code("02"), KnowledgeMethod::Pin);
    /// ```
    KnowledgeMethod {
        Password = "01", "ID・パスワード", "id and password";
        Pin = "02", "PIN", "PIN number";
        Question = "03", "秘密の質問", "secret question";
    }

    /// 連携システムID (OQSCD044); the numbers look like bits, so others may come.
    ///
    /// ```
    /// use hokensho_oqs::LinkedSystem;
    /// assert_eq!(LinkedSystem::from_code("04"), LinkedSystem::Vaccination);
    /// ```
    LinkedSystem {
        MedicalSubsidy = "01", "医療費助成", "subsidies for medical costs";
        MotherAndChild = "02", "母子保健", "mother and child health";
        Vaccination = "04", "予防接種", "vaccination";
        LongTermCare = "08", "介護保険", "long-term care insurance";
    }

    /// 出力形式 (OQSCD034).
    ///
    /// ```
    /// use hokensho_oqs::OutputForm;
    /// assert_eq!(OutputForm::from_code("2"), OutputForm::Png);
    /// ```
    OutputForm {
        Pdf = "1", "PDF", "PDF";
        Png = "2", "PNG", "PNG";
    }

    /// 認証方式 (OQSCD042) of 物理.
    ///
    /// ```
    /// use hokensho_oqs::PossessionMethod;
    /// assert_eq!(PossessionMethod::from_code("01"), PossessionMethod::SmartCard);
    /// ```
    PossessionMethod {
        SmartCard = "01", "ICカード", "smart card";
        OneTimePassword = "02", "ワンタイムパスワード", "one-time password";
        OtherThing = "03", "その他", "something else";
    }

    /// 処方・調剤情報の表示 (OQSCD030); that this is the table of `PrDiInfClassification` is inferred.
    ///
    /// ```
    /// use hokensho_oqs::PrescriptionDisplay;
    /// assert_eq!(PrescriptionDisplay::Show.code(), "1");
    /// ```
    PrescriptionDisplay {
        Hide = "0", "表示しない", "leave out";
        Show = "1", "表示する", "show";
    }

    /// 資格情報の変更 (OQSCD032).
    ///
    /// ```
    /// use hokensho_oqs::QualificationChange;
    /// assert_eq!(QualificationChange::from_code("1"), QualificationChange::Differs);
    /// ```
    QualificationChange {
        Same = "0", "一致", "the same";
        Differs = "1", "不一致", "different";
    }

    /// 同一個人 (OQSCD027).
    ///
    /// ```
    /// use hokensho_oqs::SamePerson;
    /// assert_eq!(SamePerson::from_code("1"), SamePerson::Yes);
    /// ```
    SamePerson {
        Yes = "1", "あり", "yes";
    }

    /// 選択タイミング (OQSCD039); the other of its two values isn't known.
    ///
    /// ```
    /// use hokensho_oqs::SelectionTiming;
    /// assert_eq!(SelectionTiming::from_code("2"), SelectionTiming::AtConfirmation);
    /// ```
    SelectionTiming {
        AtConfirmation = "2", "資格確認時", "when eligibility is confirmed";
    }

    /// 設定変更 (OQSCD035).
    ///
    /// ```
    /// use hokensho_oqs::SettingChange;
    /// assert_eq!(SettingChange::from_code("0"), SettingChange::Keep);
    /// ```
    SettingChange {
        Keep = "0", "変更しない", "keep";
        Change = "1", "変更する", "change";
    }

    /// URL取得の用途 (OQSCD033).
    ///
    /// ```
    /// use hokensho_oqs::UrlPurpose;
    /// assert_eq!(UrlPurpose::from_code("3"), UrlPurpose::Online);
    /// ```
    UrlPurpose {
        HomeVisit = "2", "訪問診療等", "home visit";
        Online = "3", "オンライン診療等", "online care";
    }

    /// 利用有無 (OQSCD037).
    ///
    /// ```
    /// use hokensho_oqs::Use;
    /// assert_eq!(Use::from_code("1"), Use::Yes);
    /// ```
    Use {
        No = "0", "利用しない", "not used";
        Yes = "1", "利用する", "used";
    }

    /// 閲覧情報種別 (OQSCD029).
    ///
    /// ```
    /// use hokensho_oqs::ViewedFile;
    /// assert_eq!(ViewedFile::from_code("YZK"), ViewedFile::Medicines);
    /// ```
    ViewedFile {
        Checkups = "TKK", "特定健診情報", "check-ups";
        Medicines = "YZK", "薬剤・診療情報", "medicines and treatment";
    }

    /// 閲覧同意情報種別 (OQSCD036).
    ///
    /// ```
    /// use hokensho_oqs::ViewedInformation;
    /// assert_eq!(ViewedInformation::from_code("SHJ"), ViewedInformation::Operations);
    /// ```
    ViewedInformation {
        SpecificDiseases = "TSR", "特定疾病療養受療証情報", "specific diseases";
        Checkups = "TKK", "特定健診情報", "check-ups";
        Medicines = "YZK", "薬剤・処方情報", "medicines and prescriptions";
        Treatment = "SRJ", "診療・アレルギー・検査情報", "treatment, allergies and tests";
        Operations = "SHJ", "手術・傷病名・感染症情報", "operations, diagnoses and infections";
    }
}

#[cfg(test)]
mod tests {
    use hokensho_eligibility::Language;

    use super::*;

    #[test]
    fn every_known_code_reads_back_and_has_words_in_both_languages() {
        for value in TreatmentType::KNOWN {
            assert_eq!(&TreatmentType::from_code(value.code()), value);
            assert_ne!(value.label(Language::Ja), value.label(Language::En));
        }
    }

    #[test]
    fn an_unknown_code_is_kept() {
        for code in ["", "3", " 1", "１"] {
            let value = CharacterCode::from_code(code);
            assert_eq!(value, CharacterCode::Other(code.to_owned()));
            assert_eq!(value.code(), code);
        }
    }
}

use hokensho_eligibility::{
    CardClassification, ConsentFlag, Date, DateTime, InsurerNumber, PartialDate, Percent, PersonalFamily,
    PreschoolClassification, ReasonOfLoss, Sex,
};

use super::{
    Consents, ElderlyRecipientCertificate, LimitApplicationCertificate, MedicalTickets,
    SpecificDiseasesCertificates,
};
use crate::group::group;
use crate::{Leaf, LimitChanged, PrescriptionIssue};

group! {
    /// `ResultOfQualificationConfirmation`: one coverage of the person asked for.
    ///
    /// ```
    /// use hokensho_oqs::Qualification;
    ///
    /// let mut qualification = Qualification::default();
    /// qualification.name = "保険　花子".into();
    /// assert!(!format!("{qualification:?}").contains("花子"));
    /// ```
    Qualification<S>: Default {
        /// 被保険者証区分.
        card_classification: Leaf<CardClassification> = "InsuredCardClassification",
        /// 保険者番号; 公費負担者番号 for medical aid.
        insurer_number: Leaf<InsurerNumber> = "InsurerNumber",
        /// 被保険者証記号.
        symbol: Leaf<S> = "InsuredCardSymbol",
        /// 被保険者証番号; 受給者番号 for medical aid.
        identification_number: Leaf<S> = "InsuredIdentificationNumber",
        /// 枝番, 2 digits.
        branch_number: Leaf<S> = "InsuredBranchNumber",
        /// 本人・家族の別.
        relation: Leaf<PersonalFamily> = "PersonalFamilyClassification",
        /// 被保険者氏名（世帯主氏名）: not the patient, unless insured themselves.
        insured_name: Leaf<S> = "InsuredName",
        /// 氏名 of the patient, family and given name parted by U+3000.
        name: Leaf<S> = "Name",
        /// 氏名（その他）: an alias (通称), for example.
        name_of_other: Leaf<S> = "NameOfOther",
        /// 氏名カナ, half-width in practice.
        name_kana: Leaf<S> = "NameKana",
        /// 氏名カナ（その他）.
        name_of_other_kana: Leaf<S> = "NameOfOtherKana",
        /// 性別1.
        sex1: Leaf<Sex> = "Sex1",
        /// 性別2: how the insurer writes the sex on its cards, where that differs.
        sex2: Leaf<Sex> = "Sex2",
        /// 生年月日.
        birth_date: Leaf<PartialDate> = "Birthdate",
        /// 住所, as filed with the insurer.
        address: Leaf<S> = "Address",
        /// 郵便番号, `NNN-NNNN`.
        post_number: Leaf<S> = "PostNumber",
        /// 資格取得年月日; for medical aid the day that it began or began again.
        qualification_date: Leaf<Date> = "QualificationDate",
        /// 資格喪失年月日; for medical aid the day that it was stopped.
        disqualification_date: Leaf<Date> = "DisqualificationDate",
        /// 被保険者証交付年月日.
        issuance_date: Leaf<Date> = "InsuredCertificateIssuanceDate",
        /// 被保険者証有効開始年月日.
        valid_date: Leaf<Date> = "InsuredCardValidDate",
        /// 被保険者証有効終了年月日.
        expiration_date: Leaf<Date> = "InsuredCardExpirationDate",
        /// 一部負担金割合 of 後期高齢者.
        contribution_ratio: Leaf<Percent> = "InsuredPartialContributionRatio",
        /// 未就学区分.
        preschool: Leaf<PreschoolClassification> = "PreschoolClassification",
        /// 資格喪失事由.
        reason_of_loss: Leaf<ReasonOfLoss> = "ReasonOfLoss",
        /// 保険者名称; 福祉事務所名 for medical aid.
        insurer_name: Leaf<S> = "InsurerName",
        /// 高齢受給者証情報.
        elderly_recipient: Option<ElderlyRecipientCertificate<S>> = "ElderlyRecipientCertificateInfo",
        /// 限度額情報変更有無: only in bulk results, in place of the certificate.
        limit_changed: Leaf<LimitChanged> = "LimitApplicationCertificateChanged",
        /// 限度額適用認定証提供同意フラグ.
        limit_consent: Leaf<ConsentFlag> = "LimitApplicationCertificateRelatedConsFlg",
        /// 限度額適用認定証提供同意日時.
        limit_consent_time: Leaf<DateTime> = "LimitApplicationCertificateRelatedConsTime",
        /// 限度額適用認定証関連情報.
        limit_certificate: Option<LimitApplicationCertificate<S>> = "LimitApplicationCertificateRelatedInfo",
        /// 特定疾病療養受療証提供同意フラグ.
        specific_diseases_consent: Leaf<ConsentFlag> = "SpecificDiseasesCertificateRelatedConsFlg",
        /// 特定疾病療養受療証提供同意日時.
        specific_diseases_consent_time: Leaf<DateTime> = "SpecificDiseasesCertificateRelatedConsTime",
        /// 特定疾病療養受療証情報.
        specific_diseases: Option<SpecificDiseasesCertificates<S>> = "SpecificDiseasesCertificateList",
        /// 公費情報: tickets of medical aid.
        public_expenses: Option<MedicalTickets<S>> = "PublicExpenseResultList",
        /// 処方箋発行形態. Some readers expect it in the body, some here: both places are read.
        prescription_issue: Leaf<PrescriptionIssue> = "PrescriptionIssueSelect",
        /// 任意の識別子 of the request.
        identifier: Leaf<S> = "ArbitraryIdentifier",
        /// 照会番号: this institution's own key for the person.
        reference_number: Leaf<S> = "ReferenceNumber",
        ..consents: Consents
    }
}

use hokensho_eligibility::{Date, LimitCategory, LimitCertificateKind, Percent, SpecificDiseaseCategory};

use crate::group::group;
use crate::{Leaf, Yen};

group! {
    /// 高齢受給者証情報: the certificate of people from 70 to 74.
    ElderlyRecipientCertificate<S>: Default {
        /// 交付年月日.
        issued_on: Leaf<Date> = "ElderlyRecipientCertificateDate",
        /// 有効開始年月日.
        valid_from: Leaf<Date> = "ElderlyRecipientValidStartDate",
        /// 有効終了年月日.
        valid_until: Leaf<Date> = "ElderlyRecipientValidEndDate",
        /// 一部負担金割合.
        ratio: Leaf<Percent> = "ElderlyRecipientContributionRatio",
    }

    /// 限度額適用認定証関連情報.
    LimitApplicationCertificate<S>: Default {
        /// 証区分.
        kind: Leaf<LimitCertificateKind> = "LimitApplicationCertificateClassification",
        /// 適用区分.
        category: Leaf<LimitCategory> = "LimitApplicationCertificateClassificationFlag",
        /// 交付年月日.
        issued_on: Leaf<Date> = "LimitApplicationCertificateDate",
        /// 有効開始年月日.
        valid_from: Leaf<Date> = "LimitApplicationCertificateValidStartDate",
        /// 有効終了年月日.
        valid_until: Leaf<Date> = "LimitApplicationCertificateValidEndDate",
        /// 長期入院該当年月日.
        long_term_since: Leaf<Date> = "LimitApplicationCertificateLongTermDate",
    }

    /// The list of 特定疾病療養受療証.
    SpecificDiseasesCertificates<S>: Default {
        /// 特定疾病療養受療証情報.
        list: Vec<SpecificDiseasesCertificate<S>> = "SpecificDiseasesCertificateInfo",
    }

    /// 特定疾病療養受療証情報.
    SpecificDiseasesCertificate<S>: Default {
        /// 認定疾病区分.
        category: Leaf<SpecificDiseaseCategory> = "SpecificDiseasesDiseaseCategory",
        /// 交付年月日.
        issued_on: Leaf<Date> = "SpecificDiseasesCertificateDate",
        /// 有効開始年月日.
        valid_from: Leaf<Date> = "SpecificDiseasesValidStartDate",
        /// 有効終了年月日.
        valid_until: Leaf<Date> = "SpecificDiseasesValidEndDate",
        /// 自己負担限度額.
        self_pay: Leaf<Yen> = "SpecificDiseasesSelfPay",
    }
}

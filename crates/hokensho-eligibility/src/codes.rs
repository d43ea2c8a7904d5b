//! The codes of the messages (業務コード) that decide something at the window, as open enums: a code that isn't
//! known is kept as it came, never guessed.

/// Makes open enums of code tables. For the crates of this workspace: message codes that decide nothing at the window
/// have their tables where the messages are, by the same mechanism.
#[doc(hidden)]
#[macro_export]
macro_rules! codes {
    ($(
        $(#[$meta:meta])*
        $name:ident { $( $variant:ident = $code:literal, $ja:literal, $en:literal; )+ }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( #[doc = concat!($ja, " (code `", $code, "`)")] $variant, )+
            /// A code this version doesn't know.
            Other($crate::private::String),
        }

        impl $name {
            /// The codes that are known, in the order of the table.
            pub const KNOWN: &[Self] = &[$( Self::$variant ),+];

            /// The value of a code; unknown codes are kept.
            #[must_use]
            pub fn from_code(code: &str) -> Self {
                match code {
                    $( $code => Self::$variant, )+
                    other => Self::Other($crate::private::String::from(other)),
                }
            }

            /// The code itself.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $( Self::$variant => $code, )+
                    Self::Other(code) => code,
                }
            }

            /// The words for it; an unknown code stands for itself.
            #[must_use]
            pub fn label(&self, language: $crate::Language) -> &str {
                match (self, language) {
                    $( (Self::$variant, $crate::Language::Ja) => $ja, (Self::$variant, _) => $en, )+
                    (Self::Other(code), _) => code,
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $( Self::$variant => f.write_str(stringify!($variant)), )+
                    Self::Other(code) => $crate::private::fmt_unknown_code(code, f),
                }
            }
        }

        $crate::serde_by_code!($name);
    )+ };
}

/// `Debug` of a code that isn't known. Codes have up to three letters and digits; what else stands in the place of one may be
/// anything, also somebody's name.
#[doc(hidden)]
pub fn fmt_unknown_code(code: &str, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
    let looks_like_one = code.len() <= 3 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if looks_like_one { f.debug_tuple("Other").field(&code).finish() } else { f.write_str("Other(..)") }
}

/// `serde` writes a code as it is in the messages, also one that isn't known.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_by_code {
    ($type:ident) => {
        impl $crate::private::serde::Serialize for $type {
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let code = <$crate::private::String as $crate::private::serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                Ok(Self::from_code(&code))
            }
        }
    };
}

/// Without `serde` there is nothing to write.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_by_code {
    ($type:ident) => {};
}

codes! {
    /// 照会区分 (OQSCD002): what the source was asked by.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, ReferenceClassification};
    ///
    /// let read = ReferenceClassification::from_code("1");
    /// assert_eq!(read, ReferenceClassification::Card);
    /// assert_eq!(read.label(Language::Ja), "マイナンバーカード");
    /// assert_eq!(ReferenceClassification::from_code("7").code(), "7");
    /// ```
    ReferenceClassification {
        Card = "1", "マイナンバーカード", "My Number Card";
        Typed = "2", "被保険者証情報", "insurance data";
    }

    /// 処理結果区分 (OQSCD003): how the whole file went.
    ///
    /// ```
    /// use hokensho_eligibility::SegmentOfResult;
    /// assert_eq!(SegmentOfResult::from_code("2"), SegmentOfResult::Running);
    /// ```
    SegmentOfResult {
        Normal = "1", "正常終了", "finished";
        Running = "2", "処理中", "still running";
        Abnormal = "9", "異常終了", "failed";
    }

    /// 処理結果状況 (OQSCD004): how one person's look-up went.
    ///
    /// ```
    /// use hokensho_eligibility::ProcessingStatus;
    /// assert_eq!(ProcessingStatus::from_code("2"), ProcessingStatus::Error);
    /// ```
    ProcessingStatus {
        Normal = "1", "正常終了", "finished";
        Error = "2", "エラー", "error";
    }

    /// 資格有効性 (OQSCD006).
    ///
    /// ```
    /// use hokensho_eligibility::QualificationValidity;
    /// assert_eq!(QualificationValidity::from_code("4"), QualificationValidity::NotFound);
    /// ```
    QualificationValidity {
        Valid = "1", "有効", "valid";
        Invalid = "2", "無効", "invalid";
        NewerExists = "3", "無効（新しい資格あり）", "invalid, newer coverage exists";
        NotFound = "4", "該当資格なし", "no coverage found";
        Several = "5", "複数該当", "several found";
        AidNotRegistered = "6", "有効（未登録）", "valid, not registered here (medical aid)";
    }

    /// 診療区分 (OQSCD028): where and how care is given, which decides how consent is got.
    ///
    /// ```
    /// use hokensho_eligibility::CareForm;
    /// assert_eq!(CareForm::from_code("2"), CareForm::HomeVisit);
    /// ```
    CareForm {
        Outpatient = "1", "外来等", "at the institution";
        HomeVisit = "2", "訪問診療等", "home visit";
        Online = "3", "オンライン診療等", "online";
        Emergency = "4", "救急時", "emergency";
    }

    /// 同意区分 (OQSCD016): a patient's consent to show something to this institution.
    ///
    /// ```
    /// use hokensho_eligibility::ConsentFlag;
    /// assert_eq!(ConsentFlag::from_code("2"), ConsentFlag::Expired);
    /// ```
    ConsentFlag {
        NotGiven = "0", "同意なし", "not given";
        Given = "1", "同意あり", "given";
        Expired = "2", "期限切れ", "expired (home visits and online care)";
        Unobtainable = "3", "同意取得困難", "can't be obtained (emergency)";
    }

    /// 同意期限切れ理由 (OQSCD031): why a consent ended. What the first of them means is not public.
    ///
    /// ```
    /// use hokensho_eligibility::{ConsentEndReason, Language};
    ///
    /// let reason = ConsentEndReason::from_code("2");
    /// assert_eq!(reason, ConsentEndReason::ByPatient);
    /// assert_eq!(reason.label(Language::En), "revoked by the patient");
    /// ```
    ConsentEndReason {
        ByFormOfCare = "0", "診療形態別の補足", "by the form of care";
        ByInstitution = "1", "医療機関が取消", "revoked by the institution";
        ByPatient = "2", "患者が取消", "revoked by the patient";
        PurposeChanged = "3", "用途変更", "the purpose changed";
    }

    /// 性別 (OQSCD007).
    ///
    /// ```
    /// use hokensho_eligibility::Sex;
    /// assert_eq!(Sex::from_code("2"), Sex::Female);
    /// ```
    Sex {
        Male = "1", "男", "male";
        Female = "2", "女", "female";
        Unset = "3", "未設定", "not stated";
    }

    /// 資格喪失事由 (OQSCD008).
    ///
    /// ```
    /// use hokensho_eligibility::ReasonOfLoss;
    /// assert_eq!(ReasonOfLoss::from_code("03"), ReasonOfLoss::OtherInsurance);
    /// ```
    ReasonOfLoss {
        Died = "01", "死亡", "died";
        AidBegan = "02", "生活保護受給開始", "public assistance began";
        OtherInsurance = "03", "医療保険等の資格取得", "other insurance began";
        OtherReason = "99", "その他", "other";
    }

    /// 本人・家族の別 (OQSCD009).
    ///
    /// ```
    /// use hokensho_eligibility::PersonalFamily;
    /// assert_eq!(PersonalFamily::from_code("1"), PersonalFamily::Insured);
    /// ```
    PersonalFamily {
        Insured = "1", "本人", "insured person";
        Family = "2", "家族", "family member";
    }

    /// 被保険者証区分 (OQSCD010). Some are retired since 2024-12-02 but still come back for older data.
    ///
    /// ```
    /// use hokensho_eligibility::CardClassification;
    /// assert_eq!(CardClassification::from_code("05"), CardClassification::SpecialMedicalExpense);
    /// ```
    CardClassification {
        General = "01", "被保険者証（一般）", "insured, general";
        Retired = "02", "被保険者証（退職）", "insured, retired";
        ShortTermGeneral = "03", "短期被保険者証（一般）", "short-term, general";
        ShortTermRetired = "04", "短期被保険者証（退職）", "short-term, retired";
        SpecialMedicalExpense = "05", "特別療養費支給対象者", "pays in full, reimbursed later";
        SpecialRetired = "06", "特例退職被保険者証", "special retired";
        SelfDefenceForces = "07", "自衛官診療証", "Self-Defence Forces";
        MedicalAid = "A1", "医療扶助", "medical aid";
    }

    /// 限度額適用認定証区分 (OQSCD011).
    ///
    /// ```
    /// use hokensho_eligibility::LimitCertificateKind;
    /// assert_eq!(LimitCertificateKind::from_code("01"), LimitCertificateKind::Limit);
    /// ```
    LimitCertificateKind {
        Limit = "01", "限度額適用認定証", "ceiling certificate";
        LimitAndReduction = "02", "限度額適用・標準負担額減額認定証", "ceiling and reduced meals certificate";
        Reduction = "03", "標準負担額減額認定証", "reduced meals certificate";
    }

    /// 限度額適用認定証適用区分 (OQSCD012): the income band of the ceiling. `A…` under 70, `B…` from 70.
    ///
    /// ```
    /// use hokensho_eligibility::LimitCategory;
    /// assert_eq!(LimitCategory::from_code("A03"), LimitCategory::Under70U);
    /// ```
    LimitCategory {
        Under70A = "A01", "ア", "ア (under 70)";
        Under70I = "A02", "イ", "イ (under 70)";
        Under70U = "A03", "ウ", "ウ (under 70)";
        Under70E = "A04", "エ", "エ (under 70)";
        Under70O = "A05", "オ", "オ (under 70)";
        Under70OBorder = "A06", "オ（境）", "オ, border case (under 70)";
        ActiveIncome3 = "B01", "現役並みⅢ", "active-worker income III";
        ActiveIncome2 = "B02", "現役並みⅡ", "active-worker income II";
        ActiveIncome1 = "B03", "現役並みⅠ", "active-worker income I";
        General = "B04", "一般", "general";
        LowIncome2 = "B05", "低所得Ⅱ", "low income II";
        LowIncome1 = "B06", "低所得Ⅰ", "low income I";
        LowIncome1Pension = "B07", "低所得Ⅰ（老福）", "low income I, welfare pension";
        LowIncome1Border = "B08", "低所得Ⅰ（境）", "low income I, border case";
        General2 = "B09", "一般Ⅱ", "general II";
        General1 = "B10", "一般Ⅰ", "general I";
    }

    /// 特定疾病療養受療証の認定疾病区分 (OQSCD013).
    ///
    /// ```
    /// use hokensho_eligibility::SpecificDiseaseCategory;
    /// assert_eq!(SpecificDiseaseCategory::from_code("1"), SpecificDiseaseCategory::Dialysis);
    /// ```
    SpecificDiseaseCategory {
        Dialysis = "1", "人工腎臓を実施している慢性腎不全", "chronic renal failure on dialysis";
        Haemophilia = "2", "先天性血液凝固因子障害", "congenital coagulation factor disorder";
        Hiv = "3", "血液製剤に起因するHIV感染症", "HIV infection from blood products";
    }

    /// 未就学区分 (OQSCD015).
    ///
    /// ```
    /// use hokensho_eligibility::PreschoolClassification;
    /// assert_eq!(PreschoolClassification::from_code("1"), PreschoolClassification::Preschool);
    /// ```
    PreschoolClassification {
        Preschool = "1", "未就学", "preschool";
    }

    /// 社会保険状況の整合性 (OQSCD022).
    ///
    /// ```
    /// use hokensho_eligibility::Consistency;
    /// assert_eq!(Consistency::from_code("1"), Consistency::Inconsistent);
    /// ```
    Consistency {
        Inconsistent = "1", "不整合", "inconsistent";
    }

    /// 限度額情報変更有無 (OQSCD014), in bulk results.
    ///
    /// ```
    /// use hokensho_eligibility::LimitChanged;
    /// assert_eq!(LimitChanged::from_code("1"), LimitChanged::Yes);
    /// ```
    LimitChanged {
        No = "0", "なし", "unchanged";
        Yes = "1", "あり（または判定不能）", "changed, or can't be told";
    }

    /// あり or なし (OQSCD021, 023, 024, 025), of what a ticket of medical aid states.
    ///
    /// ```
    /// use hokensho_eligibility::Presence;
    /// assert_eq!(Presence::from_code("02"), Presence::No);
    /// ```
    Presence {
        Yes = "01", "あり", "yes";
        No = "02", "なし", "no";
    }

    /// 処方箋発行形態 (OQSCD017), as the patient chose it.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, PrescriptionIssue};
    /// assert_eq!(PrescriptionIssue::from_code("1").label(Language::En), "electronic");
    /// ```
    PrescriptionIssue {
        Electronic = "1", "電子", "electronic";
        Paper = "2", "紙", "paper";
    }

    /// 単独・併用区分 (OQSCD020): medical aid alone, or with insurance.
    ///
    /// ```
    /// use hokensho_eligibility::SingleOrCombined;
    /// assert_eq!(SingleOrCombined::from_code("02"), SingleOrCombined::Combined);
    /// ```
    SingleOrCombined {
        Single = "01", "単独", "alone";
        Combined = "02", "併用", "with insurance";
    }

    /// 医療券・調剤券別 (OQSCD018).
    ///
    /// ```
    /// use hokensho_eligibility::TicketType;
    /// assert_eq!(TicketType::from_code("02"), TicketType::Dispensing);
    /// ```
    TicketType {
        Medical = "01", "医療券", "medical ticket";
        Dispensing = "02", "調剤券", "dispensing ticket";
    }

    /// 診療別 (OQSCD019).
    ///
    /// ```
    /// use hokensho_eligibility::TreatmentType;
    /// assert_eq!(TreatmentType::from_code("02"), TreatmentType::Outpatient);
    /// ```
    TreatmentType {
        Inpatient = "01", "入院", "in-patient";
        Outpatient = "02", "入院外", "out-patient";
        Dental = "03", "歯科", "dental";
        Dispensing = "04", "調剤", "dispensing";
        HomeNursing = "05", "訪問看護", "home nursing";
    }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;
    use crate::Language;

    #[test]
    fn every_known_code_reads_back() {
        for value in LimitCategory::KNOWN {
            assert_eq!(&LimitCategory::from_code(value.code()), value);
        }
        for value in CardClassification::KNOWN {
            assert_eq!(&CardClassification::from_code(value.code()), value);
        }
    }

    #[test]
    fn an_unknown_code_is_kept() {
        for code in ["", " 1", "１", "B11", "a1"] {
            let value = CardClassification::from_code(code);
            assert_eq!(value, CardClassification::Other(code.to_owned()));
            assert_eq!(value.label(Language::En), code);
        }
    }

    #[test]
    fn debug_shows_an_unknown_code_but_not_what_is_none() {
        let shown = |code| alloc::format!("{:?}", Sex::from_code(code));
        assert_eq!(shown("1"), "Male");
        assert_eq!(shown("B11"), "Other(\"B11\")");
        for text in ["花子", "HANAKO", "1 2", "19530217"] {
            assert_eq!(shown(text), "Other(..)", "{text}");
        }
    }
}

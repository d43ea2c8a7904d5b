//! Whose codes and identifiers they are: JP Core's URLs, and the OIDs that older data have in their place.

use std::collections::BTreeSet;

use super::datatype::{CodeableConcept, Coding};
use super::text;
use crate::Error;

/// A system of codes or identifiers. It is written as a URL, and read by any of its names.
///
/// ```
/// use hokensho_exchange::fhir::System;
///
/// assert!(System::INSURER_NUMBER.is("urn:oid:1.2.392.100495.20.3.61"));
/// assert!(System::INSURER_NUMBER.is("http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber"));
/// assert_eq!(System::of("urn:oid:1.2.392.100495.20.3.61"), Some(System::INSURER_NUMBER));
/// assert_eq!(System::of("urn:oid:1.2.392.100495.20.3.99"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct System {
    url: &'static str,
    oid: Option<&'static str>,
    /// What it is called elsewhere in published texts and examples.
    also: &'static [&'static str],
}

/// The name to write, after `|` others that are read, and the last numbers of the OID.
macro_rules! systems {
    ($( $(#[$meta:meta])* $name:ident = $url:literal $(| $also:literal)* $(, $oid:literal)?; )+) => {
        impl System {
            $(
                $(#[$meta])*
                pub const $name: Self =
                    Self { url: $url, oid: systems!(@ $($oid)?), also: &[$( $also ),*] };
            )+

            /// All that are known here.
            pub const ALL: &[Self] = &[$( Self::$name ),+];
        }
    };
    (@) => { None };
    (@ $oid:literal) => { Some(concat!("urn:oid:1.2.392.100495.20.", $oid)) };
}

systems! {
    /// 保険者番号.
    INSURER_NUMBER = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber", "3.61";
    /// 被保険者証記号.
    INSURED_SYMBOL = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsuredPersonSymbol", "3.62";
    /// 被保険者証番号.
    INSURED_NUMBER = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsuredPersonNumber", "3.63";
    /// 枝番.
    INSURED_BRANCH = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsuredPersonSubnumber";
    /// 公費負担者番号.
    PAYER_NUMBER = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/PublicPayerNumber", "3.71";
    /// 公費受給者番号.
    RECIPIENT_NUMBER = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/PublicInsuredPersonNumber", "3.72";
    /// 被保険者個人識別子: insurer, symbol, number and branch, parted by colons.
    MEMBER_ID = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
    /// 生活保護受給者識別子: payer and recipient of medical aid, parted by colons.
    AID_KEY = "http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID";
    /// 被保険者個人識別子 as quoted CSV.
    MEMBER_CSV = "http://jpfhir.jp/fhir/core/IdSystem/JP_Coverage_id";
    /// 医療機関コード, seven digits.
    INSTITUTION_7 = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/MedicalOrganizationID", "3.23";
    /// 医療機関コード, ten digits. JP Core's own text and examples call it otherwise than its profile.
    INSTITUTION_10 = "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no"
        | "http://jpfhir.jp/fhir/Common/IdSystem/insurance-medical-institution-no"
        | "http://jpfhir.jp/fhir/core/CodeSystem/insurance-medical-institution-no";
    /// 都道府県番号.
    PREFECTURE = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/PrefectureNo-2digits", "3.21";
    /// 点数表番号.
    POINT_TABLE = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationFeeScoreType", "3.22";
    /// 医籍登録番号.
    MEDICAL_REGISTRATION = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/medicalRegistrationNumber", "3.31";
    /// 患者一部負担コード.
    INSURED_CLASS = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationInsuredPersonClass", "2.63";
    /// 保険種別.
    INSURANCE_KIND = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuranceMajorCategory", "2.61";
    /// 被保険者区分: 1 insured, 2 dependant.
    INSURED_KIND = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuredPersonCategory", "2.62";
    /// HL7's own kinds of coverage, of which JP Core's example has `PUBLICPOL`, a public insurance.
    ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    /// 被保険者証区分. Our own, for want of a published one, as are all that follow.
    CARD_CLASSIFICATION = "https://github.com/hokensho/hokensho/fhir/CodeSystem/card-classification";
    /// Certificates that need no paper.
    CERTIFICATE = "https://github.com/hokensho/hokensho/fhir/CodeSystem/certificate";
    /// 同意期限切れ理由.
    CONSENT_END_REASON = "https://github.com/hokensho/hokensho/fhir/CodeSystem/consent-end-reason";
    /// What a consent is to.
    CONSENT_ITEM = "https://github.com/hokensho/hokensho/fhir/CodeSystem/consent-item";
    /// 認定疾病区分.
    DISEASE_CATEGORY = "https://github.com/hokensho/hokensho/fhir/CodeSystem/specific-disease-category";
    /// 限度額適用認定証区分.
    LIMIT_KIND = "https://github.com/hokensho/hokensho/fhir/CodeSystem/limit-certificate-kind";
    /// How a check ended.
    OUTCOME = "https://github.com/hokensho/hokensho/fhir/CodeSystem/outcome";
    /// 未就学区分.
    PRESCHOOL = "https://github.com/hokensho/hokensho/fhir/CodeSystem/preschool-classification";
    /// 資格喪失事由.
    REASON_OF_LOSS = "https://github.com/hokensho/hokensho/fhir/CodeSystem/reason-of-loss";
    /// The codes with which the online side says what went wrong.
    SOURCE_MESSAGE = "https://github.com/hokensho/hokensho/fhir/CodeSystem/source-message";
    /// Why nothing of an answer is believed, or not all of it known.
    UNCLEAR = "https://github.com/hokensho/hokensho/fhir/CodeSystem/unclear";
}

/// Extensions of our own, for want of published ones.
pub(super) mod extension {
    macro_rules! extensions {
        ($( $(#[$meta:meta])* $name:ident = $end:literal; )+) => { $(
            $(#[$meta])*
            pub(in crate::fhir) const $name: &str =
                concat!("https://github.com/hokensho/hokensho/fhir/StructureDefinition/", $end);
        )+ };
    }

    extensions! {
        /// 被保険者証区分 of an insurance.
        CARD_CLASSIFICATION = "card-classification";
        /// 同意期限切れ理由.
        END_REASON = "consent-end-reason";
        /// Whether a ticket is for the institution that asked.
        FOR_THIS_INSTITUTION = "for-this-institution";
        /// 交付年月日.
        ISSUED_ON = "issued-on";
        /// 長期入院該当年月日.
        LONG_TERM_SINCE = "long-term-since";
        /// 資格喪失年月日: the first day without coverage.
        LOST_ON = "lost-on";
        /// 診療年月 of a ticket.
        MONTH_OF_CARE = "month-of-care";
        /// How the check ended.
        OUTCOME = "outcome";
        /// 未就学区分.
        PRESCHOOL = "preschool-classification";
        /// 資格取得年月日.
        QUALIFIED_ON = "qualified-on";
        /// 資格喪失事由.
        REASON_OF_LOSS = "reason-of-loss";
        /// 有効開始年月日 and 有効終了年月日.
        VALID_PERIOD = "valid-period";
    }
}

impl System {
    /// As it is written.
    #[must_use]
    pub const fn url(self) -> &'static str {
        self.url
    }

    /// As older data have it, if they do.
    #[must_use]
    pub const fn oid(self) -> Option<&'static str> {
        self.oid
    }

    /// Whether this is its name.
    #[must_use]
    pub fn is(self, name: &str) -> bool {
        self.url == name || self.oid == Some(name) || self.also.contains(&name)
    }

    pub(super) fn coding(self, code: &str) -> Coding {
        // FHIR knows no empty codes.
        Coding { code: text::said(code), ..Coding::of(self.url, code) }
    }

    pub(super) fn concept(self, code: &str) -> CodeableConcept {
        CodeableConcept::of(self.coding(code))
    }

    /// The code of this system in a concept, if it has one.
    pub(super) fn code_of(self, concept: Option<&CodeableConcept>) -> Option<&str> {
        self.code_among(&concept?.coding)
    }

    /// The codes of this system in several concepts, each once.
    pub(super) fn codes_of<'c>(
        self,
        concepts: impl IntoIterator<Item = &'c CodeableConcept>,
    ) -> Vec<&'c str> {
        let codings = concepts.into_iter().flat_map(|concept| &concept.coding);
        let of = codings.filter(|coding| coding.system.as_deref().is_some_and(|name| self.is(name)));
        let codes: BTreeSet<_> = of.filter_map(Coding::said).collect();
        codes.into_iter().collect()
    }

    /// The one code of this system in concepts that stand at `path`, if they have any; refused if they have several.
    pub(super) fn only_code_of<'c>(
        self,
        concepts: impl IntoIterator<Item = &'c CodeableConcept>,
        path: &'static str,
    ) -> Result<Option<&'c str>, Error> {
        match *self.codes_of(concepts) {
            [] => Ok(None),
            [code] => Ok(Some(code)),
            _ => Err(Error::FhirElement { path }),
        }
    }

    /// The first code of this system.
    pub(super) fn code_among(self, codings: &[Coding]) -> Option<&str> {
        let is = |coding: &&Coding| coding.system.as_deref().is_some_and(|name| self.is(name));
        codings.iter().find(is)?.said()
    }

    /// The system of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|system| system.is(name))
    }
}

//! Every table of codes (業務コード), written out again: which codes are known, with words in both languages, and what isn't is kept.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use hokensho_eligibility::{Language, *};
use hokensho_oqs::*;

macro_rules! tables {
    ($( $test:ident: $type:ty = [$($code:literal),+]; )+) => { $(
        #[test]
        fn $test() {
            let codes = [$($code),+];
            let known: Vec<&str> = <$type>::KNOWN.iter().map(|value| value.code()).collect();
            assert_eq!(known, codes);
            for code in codes {
                let value = <$type>::from_code(code);
                assert!(<$type>::KNOWN.contains(&value), "{code}");
                assert!(!value.label(Language::Ja).trim().is_empty(), "{code}");
                assert!(!value.label(Language::En).trim().is_empty(), "{code}");
            }
            let labels: std::collections::BTreeSet<&str> =
                <$type>::KNOWN.iter().map(|value| value.label(Language::En)).collect();
            assert_eq!(labels.len(), codes.len(), "two codes have the same words");
            for code in ["", " 1", "１", "ZZ9", "0001"] {
                let value = <$type>::from_code(code);
                assert_eq!(value, <$type>::Other(code.to_owned()));
                assert_eq!((value.code(), value.label(Language::Ja)), (code, code));
            }
        }
    )+ };
}

tables! {
    oqscd001: LimitConsent = ["0", "1"];
    oqscd002: ReferenceClassification = ["1", "2"];
    oqscd003: SegmentOfResult = ["1", "2", "9"];
    oqscd004: ProcessingStatus = ["1", "2"];
    oqscd005: CharacterCode = ["0", "1"];
    oqscd006: QualificationValidity = ["1", "2", "3", "4", "5", "6"];
    oqscd007: Sex = ["1", "2", "3"];
    oqscd008: ReasonOfLoss = ["01", "02", "03", "99"];
    oqscd009: PersonalFamily = ["1", "2"];
    oqscd010: CardClassification = ["01", "02", "03", "04", "05", "06", "07", "A1"];
    oqscd011: LimitCertificateKind = ["01", "02", "03"];
    oqscd012: LimitCategory = [
        "A01", "A02", "A03", "A04", "A05", "A06",
        "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10"
    ];
    oqscd013: SpecificDiseaseCategory = ["1", "2", "3"];
    oqscd014: LimitChanged = ["0", "1"];
    oqscd015: PreschoolClassification = ["1"];
    oqscd016: ConsentFlag = ["0", "1", "2", "3"];
    oqscd017: PrescriptionIssue = ["1", "2"];
    oqscd018: TicketType = ["01", "02"];
    oqscd019: TreatmentType = ["01", "02", "03", "04", "05"];
    oqscd020: SingleOrCombined = ["01", "02"];
    oqscd021_023_024_025: Presence = ["01", "02"];
    oqscd022: Consistency = ["1"];
    oqscd026: DesignatedInstitution = ["0", "1"];
    oqscd027: SamePerson = ["1"];
    oqscd028: CareForm = ["1", "2", "3", "4"];
    oqscd029: ViewedFile = ["TKK", "YZK"];
    oqscd030: PrescriptionDisplay = ["0", "1"];
    oqscd031: ConsentEndReason = ["0", "1", "2", "3"];
    oqscd032: QualificationChange = ["0", "1"];
    oqscd033: UrlPurpose = ["2", "3"];
    oqscd034: OutputForm = ["1", "2"];
    oqscd035: SettingChange = ["0", "1"];
    oqscd036: ViewedInformation = ["TSR", "TKK", "YZK", "SRJ", "SHJ"];
    oqscd037: Use = ["0", "1"];
    oqscd038: ElectronicPrescriptionUse = ["0", "1", "2", "3"];
    oqscd039: SelectionTiming = ["2"];
    oqscd040: EmergencyRequest = ["1", "2", "3", "4", "5", "6"];
    oqscd041: AuthenticationFactor = ["1", "2", "3"];
    oqscd042_of_knowledge: KnowledgeMethod = ["01", "02", "03"];
    oqscd042_of_the_body: BiometricMethod = ["01", "02", "03", "04", "05"];
    oqscd042_of_possession: PossessionMethod = ["01", "02", "03"];
    oqscd043: EmergencyViewing = ["0", "1"];
    oqscd044: LinkedSystem = ["01", "02", "04", "08"];
}

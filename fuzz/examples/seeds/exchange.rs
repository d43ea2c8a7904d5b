use crate::{Result, Seed, seed};

/// 見本 in Windows-31J.
const NAME: &[u8] = b"\x8C\xA9\x96\x7B";

const DETAILS: &str = "わたしの情報\n医療費通知情報\n\n項目名,内容\n資格情報\n氏名,見本　花子\n医療費情報明細\n\
                       診療年月,令和8年10月\n医療機関等名称,見本薬局\n診療区分,医科調剤\n窓口相当負担額（円）,\"1,230\"\n";

const COVERAGE: &str = r#"{"resourceType":"Coverage","status":"active","identifier":[{"system":
"http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID","value":"00138008::187:05"}],"network":"kept",
"period":{"start":"2026-04-01"},"costToBeneficiary":[{"valueQuantity":{"value":30.0,"code":"%"}}]}"#;

const PATIENT: &str =
    r#"{"resourceType":"Patient","name":[{"text":"見本　花子"}],"gender":"female","birthDate":"1980-02-17"}"#;

const ANSWER: &str = r#"{"resourceType":"CoverageEligibilityResponse","insurance":[{"inforce":true,"item":[{"category":
{"coding":[{"system":"https://github.com/hokensho/hokensho/fhir/CodeSystem/certificate","code":"limit"}]},
"benefit":[{"allowedString":"A03"}]}]}]}"#;

const WHOLE_ANSWER: &str = r#"{"resourceType":"CoverageEligibilityResponse","outcome":"complete","insurance":[{"extension":[{"url":
"https://github.com/hokensho/hokensho/fhir/StructureDefinition/card-classification","valueCoding":{"system":
"https://github.com/hokensho/hokensho/fhir/CodeSystem/card-classification","code":"01"}},{"url":
"https://github.com/hokensho/hokensho/fhir/StructureDefinition/lost-on","valueDate":"2026-11-22"}],"inforce":false,
"item":[{"extension":[{"url":"https://github.com/hokensho/hokensho/fhir/StructureDefinition/valid-period","valuePeriod":
{"start":"2026-08-01"}}],"category":{"coding":[{"system":"https://github.com/hokensho/hokensho/fhir/CodeSystem/certificate",
"code":"specific-disease"}]},"modifier":[{"coding":[{"system":
"https://github.com/hokensho/hokensho/fhir/CodeSystem/specific-disease-category","code":"1"}]}],"excluded":true,
"benefit":[{"allowedMoney":{"value":10000,"currency":"JPY"}}]}]}]}"#;

const EXPENSE: &str = r#"{"resourceType":"Coverage","type":{"coding":[{"system":"urn:oid:1.2.392.100495.20.2.61","code":"8"}]},
"subscriberId":"1234566","order":2,"costToBeneficiary":[{"type":{"coding":[{"system":
"http://terminology.hl7.org/CodeSystem/coverage-copay-type","code":"maxoutofpocket"}]},"valueMoney":{"value":2500,"currency":"JPY"}}]}"#;

const CONSENT: &str = r#"{"resourceType":"Consent","status":"active","dateTime":"2026-11-22T00:30:60Z","provision":{"type":"permit",
"period":{"end":"2026-11-23T09:30:00+09:00"},"code":[{"coding":[{"system":
"https://github.com/hokensho/hokensho/fhir/CodeSystem/consent-item","code":"medicines"}]}]}}"#;

const INSTITUTION: &str = r#"{"resourceType":"Organization","identifier":[{"system":"urn:oid:1.2.392.100495.20.3.23","value":"0000005"}],
"extension":[{"url":"http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_PrefectureNo","valueCoding":
{"system":"urn:oid:1.2.392.100495.20.3.21","code":"13"}},{"url":
"http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_InsuranceOrganizationCategory","valueCoding":
{"system":"urn:oid:1.2.392.100495.20.3.22","code":"1"}}]}"#;

const INSTITUTIONS: &str =
    "a,b,c,d,e\r\n見本医院,1300000005,13,2021-10-20,○\r\n\"見本\"\"薬局\",,大阪府,,\r\n,x,y,z,?\r\n";

pub(crate) fn seeds() -> Result<Vec<Seed>> {
    let [notebook, parts, portal, fhir, institutions] = [20, 21, 22, 23, 25];
    let named = |before: &str, after: &str| [before.as_bytes(), NAME, after.as_bytes()].concat();
    let visit = named(
        "JAHISTC08,1\r\n1,",
        ",2,S550217\r\n5,20261122,1\r\n201,1,a,1,b,2,620004992,1,,,\r\n301,1,c,14,d,1,1,,1\r\n999,e\r\n",
    );
    let part = |number: u8| format!("JAHISTC08,1\r\n501,a{number},1\r\n911,20261122000001,2,{number}\r\n");
    let two = [part(2).as_bytes(), b"\xFF", part(1).as_bytes()].concat();
    let twice = [part(1).as_bytes(), b"\xFF", part(1).as_bytes()].concat();
    Ok(vec![
        seed(notebook, "notebook", &visit),
        seed(notebook, "notebook-of-a-patient", b"JAHISTC01,2\n601,a,R081122\n\x1A"),
        seed(notebook, "notebook-first-line-alone", b"JAHISTC01"),
        seed(notebook, "refused-notebook-without-first-line", b"201,1,a\r\n"),
        seed(notebook, "refused-notebook-without-number", b"JAHISTC08,1\r\nabc,1\r\n"),
        seed(parts, "parts", &two),
        seed(parts, "refused-parts-twice-the-same", &twice),
        seed(portal, "portal", DETAILS.as_bytes()),
        seed(portal, "refused-portal-without-heading", "わたしの情報\n氏名,見本\n".as_bytes()),
        seed(fhir, "fhir-coverage", COVERAGE.as_bytes()),
        seed(fhir, "fhir-patient", PATIENT.as_bytes()),
        seed(fhir, "fhir-answer", ANSWER.as_bytes()),
        seed(fhir, "fhir-answer-whole", WHOLE_ANSWER.as_bytes()),
        seed(fhir, "fhir-consent", CONSENT.as_bytes()),
        seed(fhir, "fhir-institution", INSTITUTION.as_bytes()),
        seed(fhir, "fhir-public-expense", EXPENSE.as_bytes()),
        seed(institutions, "institutions", INSTITUTIONS.as_bytes()),
        seed(institutions, "refused-institutions-quote", b"a,b,c,d,e\n\"x,,,,\n"),
        seed(fhir, "refused-fhir-claim", br#"{"resourceType":"Claim"}"#),
    ])
}

//! What others write: read right, kept, or refused where it means something else than it seems to.

use hokensho_eligibility::{
    CardClassification, ConsentFlag, ConsentItem, ConsentStatement, Coverage, ElderlyRecipient,
    InsurerNumber, LimitCategory, LimitCertificate, LimitCertificateKind, PayerNumber, Percent,
    SpecificDisease, SpecificDiseaseCategory, Yen,
};
use hokensho_exchange::Error;
use hokensho_exchange::fhir::{
    self, Consent, CoverageEligibilityRequest, CoverageEligibilityResponse, Identifier, InsuranceAnswer,
    MemberKey, Organization, Patient, Resource,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::consent::consent;
use crate::coverage::expense;
use crate::response::{eligible, request, response};
use crate::{coverage, day, institution, moment, patient, person, place, written};

/// The structure with other elements.
fn with<T: Serialize + DeserializeOwned>(structure: &T, elements: Value) -> T {
    let (Value::Object(mut json), Value::Object(elements)) =
        (serde_json::to_value(structure).unwrap(), elements)
    else {
        panic!()
    };
    json.extend(elements);
    serde_json::from_value(json.into()).unwrap()
}

fn wrong<T>(path: &'static str) -> Result<T, Error> {
    Err(Error::FhirElement { path })
}

fn insurer() -> Organization {
    Organization::insurer(&InsurerNumber::new("138008").unwrap(), None)
}

fn insured_by(coverage: &fhir::Coverage, insurer: &Organization) -> Result<Coverage, Error> {
    coverage.to_insurance(CardClassification::General, &patient(&person()), insurer)
}

/// JP Core 1.2 has such an example: a payer of five digits, whose key has eight.
fn as_in_jp_cores_example(branches: [&str; 3]) -> (fhir::Coverage, Organization) {
    let [extension, key, dependent] = branches;
    let url = |end: &str| format!("http://jpfhir.jp/fhir/core/Extension/StructureDefinition/{end}");
    let json = json!({
        "resourceType": "Coverage",
        "contained": [{"resourceType": "Organization", "id": "payer"}],
        "extension": [
            {"url": url("JP_Coverage_InsuredPersonSymbol"), "valueString": "かきく"},
            {"url": url("JP_Coverage_InsuredPersonNumber"), "valueString": "２９８"},
            {"url": url("JP_Coverage_InsuredPersonSubNumber"), "valueString": extension},
        ],
        "identifier": [{
            "system": "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID",
            "value": format!("00023456:かきく:２９８:{key}"),
            "assigner": {"reference": "#payer"},
        }],
        "status": "active",
        "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "PUBLICPOL"}]},
        "subscriberId": "かきく:２９８",
        "beneficiary": {"reference": "https://example.com/fhir/Patient/1"},
        "dependent": dependent,
        "payor": [{"reference": "#payer"}],
    });
    let Resource::Coverage(read) = Resource::read(&json.to_string()).unwrap() else { panic!() };
    assert_eq!(serde_json::from_str::<Value>(&Resource::from(read.clone()).write()).unwrap(), json);
    let number = Identifier::of("urn:oid:1.2.392.100495.20.3.61", "23456");
    (read, Organization { identifier: vec![number], ..Organization::default() })
}

#[test]
fn an_insurers_number_without_its_zero_is_the_one_that_the_key_has() {
    let (coverage, insurer) = as_in_jp_cores_example(["05", "05", "05"]);
    let insurance = insured_by(&coverage, &insurer).unwrap();
    assert_eq!(insurance.insurer_number, InsurerNumber::new("023456").ok());
    assert_eq!(insurance.number.unwrap().expose(), "２９８");
    let numbered = |system, number: &str| Organization {
        identifier: vec![Identifier::of(system, number)],
        ..Organization::default()
    };
    let insurer = |number| numbered("urn:oid:1.2.392.100495.20.3.61", number).insurer_number();
    assert_eq!(insurer("6130009"), InsurerNumber::new("06130009").ok());
    assert_eq!((insurer("2345"), insurer("061300099"), insurer("6130A09")), (None, None, None));
    let payer = |number| numbered("urn:oid:1.2.392.100495.20.3.71", number).payer_number();
    assert_eq!((payer("4136015"), payer("41360")), (PayerNumber::new("04136015").ok(), None));
}

#[test]
fn refuses_an_insurers_number_that_cannot_be_read_rather_than_do_without() {
    for number in ["", "1234", "13800X", "１３８００８"] {
        let mut insurer = insurer();
        insurer.identifier[0].value = Some(number.to_owned());
        assert_eq!(insured_by(&written(&coverage()), &insurer), wrong("Organization.identifier"), "{number}");
    }
}

#[test]
fn refuses_branches_that_differ_since_they_are_two_people() {
    // JP Core's example has 00 in the extension and 05 beside it.
    let refused = |branches| {
        let (coverage, insurer) = as_in_jp_cores_example(branches);
        insured_by(&coverage, &insurer)
    };
    assert_eq!(refused(["00", "05", "05"]), wrong("Coverage.identifier"));
    assert_eq!(refused(["05", "05", "00"]), wrong("Coverage.dependent"));
    assert!(refused(["０５", "05", "5"]).is_ok());
}

#[test]
fn what_was_replaced_or_is_temporary_is_not_taken_for_what_counts() {
    let old = |mut identifier: Identifier, r#use: &str| {
        identifier.r#use = Some(r#use.to_owned());
        identifier.value = identifier.value.map(|value| value.replace("187", "999").replace("1234", "9"));
        identifier
    };
    let mut of_today = coverage();
    (of_today.symbol, of_today.branch) = (None, None);
    let key = MemberKey::of(&of_today).unwrap().identifier();
    let number = Identifier::patient_number(&institution(), "1234");
    for r#use in ["old", "temp"] {
        let former = [old(key.clone(), r#use), old(number.clone(), r#use)];
        let patient = Patient::of(&person(), former.clone().into_iter().chain([key.clone(), number.clone()]));
        let Resource::Patient(patient) = Resource::read(&Resource::from(patient).write()).unwrap() else {
            panic!()
        };
        assert_eq!(patient.member_key().unwrap().identifier(), key);
        assert_eq!(patient.number_at(&institution()), Some("1234"));
        let former = Patient::of(&person(), former);
        assert_eq!((former.member_key(), former.number_at(&institution())), (None, None));
        let mut insurer = insurer();
        insurer.identifier[0].r#use = Some(r#use.to_owned());
        assert_eq!(insurer.insurer_number(), None);
    }
    let official = Identifier { r#use: Some("official".to_owned()), ..key.clone() };
    assert!(Patient::of(&person(), [official]).member_key().is_some());
}

#[test]
fn only_an_address_at_home_is_where_somebody_lives() {
    let lives = |r#use: &str| {
        let mut other = patient(&person()).address.remove(0);
        (other.r#use, other.text) = (Some(r#use.to_owned()), Some("大阪府".to_owned()));
        let mut patient = patient(&person());
        patient.address.insert(0, other);
        patient.person().unwrap().address.unwrap().expose().clone()
    };
    assert_eq!(lives("home"), "大阪府");
    for r#use in ["work", "temp", "old", "billing"] {
        assert_eq!(lives(r#use), "東京都千代田区霞が関１－２－２");
    }
}

#[test]
fn a_name_in_latin_letters_counts_where_there_is_none_in_kanji() {
    let with_latin = |kanji: bool| {
        let mut patient = patient(&person());
        let mut latin = patient.name[0].clone();
        latin.extension[0].value_code = Some("ABC".to_owned());
        latin.text = Some("MIHON HANAKO".to_owned());
        patient.name.insert(0, latin);
        patient.name.retain(|name| kanji || name.text.as_deref() != Some("見本　花子"));
        patient.person().unwrap().name.expose().clone()
    };
    assert_eq!((with_latin(true).as_str(), with_latin(false).as_str()), ("見本　花子", "MIHON HANAKO"));
}

#[test]
fn refuses_a_patient_who_was_replaced_by_another() {
    let linked = |kind: &str| {
        let link = json!({"link": [{"other": {"reference": "Patient/2"}, "type": kind}]});
        with(&patient(&person()), link).person()
    };
    assert_eq!(linked("replaced-by"), wrong("Patient.link"));
    for kind in ["replaces", "refer", "seealso"] {
        assert_eq!(linked(kind), Ok(person()));
    }
}

#[test]
fn refuses_an_organization_that_is_not_in_use_or_means_something_else() {
    let payer = Organization::payer(&PayerNumber::new("54136015").unwrap(), None);
    for (elements, path) in [
        (json!({"active": false}), "Organization.active"),
        (json!({"modifierExtension": [{"url": "urn:oid:1.2"}]}), "Organization.modifierExtension"),
    ] {
        let insured = insured_by(&written(&coverage()), &with(&insurer(), elements.clone()));
        assert_eq!(insured, wrong(path));
        let expense = expense("1234566", 1).to_public_expense(&with(&payer, elements));
        assert_eq!(expense, wrong(path));
    }
    assert!(insured_by(&written(&coverage()), &with(&insurer(), json!({"active": true}))).is_ok());
}

#[test]
fn refuses_a_coverage_that_is_there_for_a_recourse() {
    let recourse = |value: bool| with(&written(&coverage()), json!({"subrogation": value}));
    assert_eq!(insured_by(&recourse(true), &insurer()), wrong("Coverage.subrogation"));
    assert!(insured_by(&recourse(false), &insurer()).is_ok());
}

#[test]
fn refuses_a_ratio_that_is_only_a_bound_or_has_exceptions() {
    let of = |cost: Value| {
        let mut coverage = written(&coverage());
        coverage.cost_to_beneficiary[0] = with(&coverage.cost_to_beneficiary[0], cost);
        coverage.ratio()
    };
    assert_eq!(of(json!({})), Ok(Percent::from_digits("030").ok()));
    let below = json!({"valueQuantity": {"value": 30, "comparator": "<", "code": "%"}});
    assert_eq!(of(below), wrong("Coverage.costToBeneficiary.valueQuantity.value"));
    let exception = json!({"exception": [{"type": {"text": "retired"}}]});
    assert_eq!(of(exception.clone()), wrong("Coverage.costToBeneficiary.exception"));
    let mut expense = expense("1234566", 1);
    expense.cost_to_beneficiary[0] = with(&expense.cost_to_beneficiary[0], exception);
    let payer = Organization::payer(&PayerNumber::new("54136015").unwrap(), None);
    assert_eq!(expense.to_public_expense(&payer), wrong("Coverage.costToBeneficiary.exception"));
}

#[test]
fn refuses_to_answer_a_request_that_is_not_meant() {
    let answer = |elements: Value| {
        let request: CoverageEligibilityRequest = with(&request(), elements);
        let at = moment("20261122093001");
        let place = place("CoverageEligibilityRequest/1");
        CoverageEligibilityResponse::to(&request, place, at, &eligible(), |_| crate::place("Coverage/1"))
    };
    assert!(answer(json!({})).is_ok());
    for status in ["cancelled", "draft", "entered-in-error"] {
        assert_eq!(answer(json!({"status": status})), wrong("CoverageEligibilityRequest.status"));
    }
    let modified = answer(json!({"modifierExtension": [{"url": "urn:oid:1.2"}]}));
    assert_eq!(modified, wrong("CoverageEligibilityRequest.modifierExtension"));
}

#[test]
fn an_answer_that_is_not_meant_says_nothing() {
    let ended = |elements| with(&response(&eligible()), elements).ended_as().map(str::to_owned);
    assert_eq!(ended(json!({})).as_deref(), Some("eligible"));
    assert_eq!(ended(json!({"status": "entered-in-error"})), None);
    assert_eq!(ended(json!({"modifierExtension": [{"url": "urn:oid:1.2"}]})), None);
}

#[test]
fn a_consent_to_something_else_states_nothing() {
    let statement = ConsentStatement::new(ConsentFlag::Given);
    let given = consent(ConsentItem::Medicines, &statement).unwrap();
    assert!(given.statement().unwrap().is_some());
    let system = "http://terminology.hl7.org/CodeSystem/consentscope";
    let of = |scope: Value| with::<Consent>(&given, json!({"scope": scope})).statement();
    assert_eq!(of(json!({"coding": [{"system": system, "code": "research"}]})), Ok(None));
    assert_eq!(of(json!({"coding": [{"system": "urn:oid:1.2", "code": "patient-privacy"}]})), Ok(None));
    assert_eq!(of(json!({"text": "patient-privacy"})), Ok(None));
}

fn answer() -> (InsuranceAnswer, Coverage) {
    let mut certified = coverage();
    (certified.insurer_name, certified.issued_on) = (None, Some(day("20240405")));
    let ratio = Percent::from_digits("020").ok();
    certified.elderly =
        Some(ElderlyRecipient { issued_on: None, valid_from: None, valid_until: None, ratio });
    certified.diseases = vec![SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: None,
        valid_from: None,
        valid_until: None,
        self_pay: Some(Yen::new(10_000)),
    }];
    let answer = InsuranceAnswer::of(&certified, day("20261122"), place("Coverage/1"));
    (answer, certified)
}

#[test]
fn refuses_an_answer_that_says_something_twice_and_differently() {
    let refused = |change: fn(&mut InsuranceAnswer)| {
        let (mut answer, _) = answer();
        change(&mut answer);
        let Err(Error::FhirElement { path }) = answer.complete(coverage(), day("20261122")) else { panic!() };
        path.strip_prefix("CoverageEligibilityResponse.insurance.").unwrap()
    };
    let again = |it: &mut InsuranceAnswer| {
        let mut lost = it.extension.iter().find(|it| it.value_date.is_some()).unwrap().clone();
        lost.value_date = Some("2026-01-01".to_owned());
        it.extension.push(lost);
    };
    assert_eq!(refused(again), "extension");
    let timed = |it: &mut InsuranceAnswer| {
        let lost = it.extension.iter_mut().find(|it| it.value_date.is_some()).unwrap();
        lost.value_string = lost.value_date.take();
    };
    assert_eq!(refused(timed), "extension");
    let reversed = |it: &mut InsuranceAnswer| {
        let url = it.extension[0].url.as_ref().unwrap().replace("card-classification", "valid-period");
        let period = json!({"url": url, "valuePeriod": {"start": "2026-12-01", "end": "2026-11-30"}});
        it.extension.push(serde_json::from_value(period).unwrap());
    };
    assert_eq!(refused(reversed), "extension");
    assert_eq!(
        refused(|it| it.extension[0].value_coding.as_mut().unwrap().system = Some("urn:oid:1.2".to_owned())),
        "extension"
    );
    assert_eq!(refused(|it| it.item.push(it.item[0].clone())), "item.category");
    let modifiers = |it: &mut InsuranceAnswer| {
        let mut other = it.item[1].modifier[0].clone();
        other.coding[0].code = Some("2".to_owned());
        it.item[1].modifier.push(other);
    };
    assert_eq!(refused(modifiers), "item.modifier");
    let amounts = |it: &mut InsuranceAnswer| {
        let mut other = it.item[1].benefit[0].clone();
        other.allowed_money.as_mut().unwrap().value = Some(fhir::Decimal::from(20_000));
        it.item[1].benefit.push(other);
    };
    assert_eq!(refused(amounts), "item.benefit.allowedMoney");
    let modified = |it: &mut InsuranceAnswer| {
        it.item[0].benefit[0] = with(&it.item[0].benefit[0], json!({"modifierExtension": [{"url": "a"}]}));
    };
    assert_eq!(refused(modified), "modifierExtension");
    // Twice the same is once.
    let (mut same, certified) = answer();
    same.extension.push(same.extension[0].clone());
    let amount = same.item[1].benefit[0].clone();
    same.item[1].benefit.push(amount);
    let mut read = Coverage { insurer_name: None, ..coverage() };
    read = same.complete(read, day("20261122")).unwrap();
    assert_eq!(read, certified);
}

#[test]
fn a_code_that_is_empty_is_not_written() {
    let mut blank = coverage();
    blank.relation = Some(hokensho_eligibility::PersonalFamily::from_code(""));
    blank.reason_of_loss = Some(hokensho_eligibility::ReasonOfLoss::from_code(" "));
    let json = Resource::from(written(&blank)).write();
    assert!(!json.contains(r#""code":"""#), "{json}");
    let answer = InsuranceAnswer::of(&blank, day("20261122"), place("Coverage/1"));
    assert!(!serde_json::to_string(&answer).unwrap().contains(r#""code":" ""#));
}

#[test]
fn a_resource_is_read_whatever_its_order_its_blanks_and_its_mark() {
    let json = "\u{FEFF}\r\n{ \"gender\" : \"female\",\n\t\"contained\":[{\"resourceType\":\"Organization\",\"id\":\"o\"}],\
        \"managingOrganization\":{\"reference\":\"#o\"},\"generalPractitioner\":[{\"reference\":\"https://example.com/fhir/Practitioner/1\"}],\
        \"meta\":{\"versionId\":\"2\",\"profile\":[\"https://example.com/profile|1.0\"],\"tag\":[{\"code\":\"a\"}]},\
        \"_birthDate\":{\"extension\":[{\"url\":\"https://example.com/time\",\"valueDateTime\":\"1980-02-17T09:00:00+09:00\"}]},\
        \"birthDate\":\"1980-02-17\",\"resourceType\":\"Patient\",\"name\":[{\"text\":\"見本　花子\",\"_text\":{\"id\":\"t\"}}]}\n";
    let Resource::Patient(read) = Resource::read(json).unwrap() else { panic!() };
    let person = read.person().unwrap();
    assert_eq!(
        (person.name.expose().as_str(), person.birth.expose().day()),
        ("見本　花子", Some(day("19800217")))
    );
    let again: Value = serde_json::from_str(&Resource::from(read).write()).unwrap();
    assert_eq!(again, serde_json::from_str::<Value>(json.trim_start_matches('\u{FEFF}')).unwrap());
}

#[test]
fn what_is_null_or_empty_says_nothing_and_is_not_written_back() {
    let json = r#"{"resourceType":"Patient","gender":null,"identifier":[],"name":[]}"#;
    assert_eq!(Resource::read(json).unwrap().write(), r#"{"resourceType":"Patient"}"#);
}

/// What is made of an answer with a ceiling, of which one element is another.
fn limited(pointer: &str, element: &Value) -> Result<Coverage, Error> {
    let limit = LimitCertificate {
        kind: Some(LimitCertificateKind::Limit),
        category: Some(LimitCategory::Under70U),
        valid_until: Some(day("20270731")),
        ..LimitCertificate::default()
    };
    let certified = Coverage { limit: Some(limit), ..coverage() };
    let answer = InsuranceAnswer::of(&certified, day("20261122"), place("Coverage/1"));
    let mut json = serde_json::to_value(&answer).unwrap();
    json.pointer_mut(pointer).unwrap().clone_from(element);
    serde_json::from_value::<InsuranceAnswer>(json).unwrap().complete(coverage(), day("20261122"))
}

#[test]
fn refuses_a_period_that_says_why_it_has_no_day_rather_than_take_it_for_one_without_end() {
    let unknown = json!({"extension": [{
        "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
        "valueCode": "unknown",
    }]});
    for (period, counts) in [
        (json!({"start": "2024-04-01", "_end": unknown}), false),
        (json!({"_start": unknown, "end": "2026-12-31"}), false),
        (json!({"start": "2024-04-01", "end": "2026-12-31", "_end": unknown}), true),
        (json!({"start": "2024-04-01"}), true),
    ] {
        let read = insured_by(&with(&written(&coverage()), json!({"period": period})), &insurer());
        assert!(read.is_ok() == counts && (counts || read == wrong("Coverage.period")), "{period}");
        assert_eq!(limited("/item/0/extension/0/valuePeriod", &period).is_ok(), counts, "{period}");
    }
}

#[test]
fn refuses_a_certificate_whose_kind_band_or_period_says_nothing() {
    let path = |end| format!("CoverageEligibilityResponse.insurance.item.{end}");
    let refused = |pointer, element: &Value| match limited(pointer, element) {
        Err(Error::FhirElement { path }) => path.to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused("/item/0/extension/0/valuePeriod", &json!({})), path("extension"));
    for blank in ["", " "] {
        let band = refused("/item/0/benefit/0/allowedString", &json!(blank));
        assert_eq!(band, path("benefit.allowedString"));
    }
    // Somebody else's code may say that it is for meals alone.
    let kind = refused("/item/0/modifier/0/coding/0/system", &json!("urn:oid:1.2"));
    assert_eq!(kind, path("modifier"));
    let ours = json!({"coding": [{"system": fhir::System::LIMIT_KIND.url(), "code": "01"}]});
    let beside =
        refused("/item/0/modifier", &json!([ours, {"coding": [{"system": "urn:oid:1.2", "code": "1"}]}]));
    assert_eq!(beside, path("modifier"));
}

#[test]
fn a_blank_name_or_code_is_none() {
    for blank in ["", " ", "\u{3000}"] {
        let mut nameless = patient(&person());
        for name in &mut nameless.name {
            name.text = Some(blank.to_owned());
            (name.family, name.given) = (None, vec![Some(blank.to_owned())]);
        }
        assert_eq!(nameless.person().map(drop), wrong("Patient.name"));
        let mut written = written(&coverage());
        written.subscriber = Some(fhir::Reference { display: Some(blank.to_owned()), ..place("Patient/2") });
        written.relationship.as_mut().unwrap().coding[0].code = Some(blank.to_owned());
        let insurer = Organization { name: Some(blank.to_owned()), ..insurer() };
        let read = insured_by(&written, &insurer).unwrap();
        assert_eq!((read.insurer_name, read.insured_name, read.relation), (None, None, None));
    }
}

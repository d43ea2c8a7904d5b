//! FHIR: JP Core's rules, one by one; and what another implementation of FHIR R4 says of what is written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::num::NonZeroU8;

use hokensho_eligibility::{
    CardClassification, ConsentFlag, ConsentItem, ConsentStatement, Coverage, Date, DateTime,
    ElderlyRecipient, InstitutionCode, InsurerNumber, LimitCategory, LimitCertificate, PartialDate,
    PayerNumber, Percent, Person, PersonalFamily, RecipientNumber, Sex, SpecificDisease,
    SpecificDiseaseCategory, Yen,
};
use hokensho_exchange::Error;
use hokensho_exchange::fhir::{
    self, Consent, CoverageEligibilityRequest, CoverageEligibilityResponse, Identifier, InsuranceAnswer,
    Organization, Patient, Reference, Resource, System,
};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::from_digits(text).unwrap()
}

fn person() -> Person {
    Person {
        name: "見本　花子".to_owned().into(),
        alias: Some("MIHON HANA".to_owned().into()),
        kana: Some("ﾐﾎﾝ ﾊﾅｺ".to_owned().into()),
        alias_kana: None,
        sex: Sex::Female,
        sex_on_card: None,
        birth: day("19800217").into(),
        address: Some("東京都千代田区霞が関１－２－２".to_owned().into()),
        post_number: Some("100-0013".to_owned().into()),
    }
}

fn coverage() -> Coverage {
    let mut coverage = Coverage::new(CardClassification::General, person());
    coverage.insurer_number = InsurerNumber::new("138008").ok();
    coverage.insurer_name = Some("見本国保".to_owned());
    coverage.symbol = Some("あいう".to_owned().into());
    coverage.number = Some("187".to_owned().into());
    coverage.branch = Some("5".to_owned().into());
    coverage.relation = Some(PersonalFamily::Family);
    coverage.qualified_on = Some(day("20240401"));
    coverage.lost_on = Some(day("20270101"));
    coverage
}

fn place(place: &str) -> Reference {
    Reference::to(place)
}

fn written(coverage: &Coverage) -> fhir::Coverage {
    let ratio = Percent::from_digits("030").ok();
    fhir::Coverage::insurance(coverage, ratio, place("Patient/1"), place("Organization/1")).unwrap()
}

fn expense(recipient: &str, order: u8) -> fhir::Coverage {
    let recipient = RecipientNumber::new(recipient).unwrap();
    let order = NonZeroU8::new(order).unwrap();
    fhir::Coverage::public_expense(&recipient, order, place("Patient/1"), place("Organization/2"))
}

fn member(coverage: &Coverage) -> String {
    written(coverage).identifier[0].value.clone().unwrap()
}

#[test]
fn the_member_key_is_of_one_width_and_keeps_its_three_colons() {
    let mut coverage = coverage();
    assert_eq!(member(&coverage), "00138008:あいう:１８７:05");
    coverage.symbol = Some("１２".to_owned().into());
    assert_eq!(member(&coverage), "00138008:12:187:05");
    coverage.symbol = Some("12-3".to_owned().into());
    assert_eq!(member(&coverage), "00138008:１２－３:１８７:05");
    coverage.symbol = None;
    assert_eq!(member(&coverage), "00138008::187:05");
    coverage.branch = None;
    assert_eq!(member(&coverage), "00138008::187:");
    coverage.number = None;
    assert_eq!(member(&coverage), "00138008:::");
    coverage.insurer_number = None;
    assert!(written(&coverage).identifier.is_empty());
}

#[test]
fn a_branch_that_is_not_known_is_left_out_and_never_00() {
    let mut coverage = coverage();
    coverage.branch = None;
    let written = written(&coverage);
    assert_eq!(written.dependent, None);
    assert_eq!(written.extension.len(), 2);
}

#[test]
fn an_insurance_has_kind_relation_period_and_ratio() {
    let json = Resource::from(written(&coverage())).write();
    for part in [
        r#""status":"active""#,
        r#""type":{"coding":[{"system":"http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuranceMajorCategory","code":"2"}]}"#,
        r#""subscriberId":"あいう:１８７""#,
        r#""dependent":"05""#,
        r#""relationship":{"coding":[{"system":"http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuredPersonCategory","code":"2"}]}"#,
        // 資格喪失 is the first day without coverage.
        r#""period":{"start":"2024-04-01","end":"2026-12-31"}"#,
        r#""code":"copaypct","display":"負担率""#,
        r#""valueQuantity":{"value":30,"unit":"%","system":"http://unitsofmeasure.org","code":"%"}"#,
    ] {
        assert!(json.contains(part), "{part} in {json}");
    }
}

#[test]
fn the_period_ends_with_the_earlier_of_loss_and_validity() {
    let mut coverage = coverage();
    coverage.valid_until = Some(day("20260731"));
    assert_eq!(written(&coverage).period.unwrap().end.as_deref(), Some("2026-07-31"));
    coverage.valid_until = Some(day("20270331"));
    assert_eq!(written(&coverage).period.unwrap().end.as_deref(), Some("2026-12-31"));
    (coverage.lost_on, coverage.valid_until) = (None, None);
    assert_eq!(written(&coverage).period.unwrap().end, None);
    coverage.qualified_on = None;
    assert_eq!(written(&coverage).period, None);
}

#[test]
fn a_public_expense_has_nothing_of_an_insurance() {
    let payer = PayerNumber::new("54136015").unwrap();
    let expense = expense("123456", 2);
    let json = Resource::from(expense.clone()).write();
    assert!(json.contains(r#""subscriberId":"0123456""#) && json.contains(r#""order":2"#), "{json}");
    for forbidden in ["extension", "relationship", "dependent", "identifier"] {
        assert!(!json.contains(forbidden), "{forbidden}");
    }
    let payer = Organization::payer(&payer, Some("見本県"));
    assert_eq!(payer.insurer_number(), None);
    let patient = Patient::of(&person());
    assert_eq!(
        expense.to_insurance(CardClassification::General, &patient, &payer),
        Err(Error::FhirElement { path: "Coverage.type" })
    );
}

#[test]
fn a_recipient_number_is_filled_up_only_if_it_is_digits() {
    for (number, written) in [("123456", "0123456"), ("1234567", "1234567"), ("障-12", "障-12"), ("A1", "A1")]
    {
        assert_eq!(expense(number, 1).subscriber_id.as_deref(), Some(written));
    }
}

#[test]
fn medical_aid_is_no_insurance_and_neither_is_what_never_was_in_force() {
    let insurance = |coverage: &Coverage| {
        fhir::Coverage::insurance(coverage, None, place("Patient/1"), place("Organization/1"))
    };
    let mut aid = coverage();
    aid.insurer_number = InsurerNumber::new("12999991").ok();
    assert_eq!(insurance(&aid), None);
    let mut aid = coverage();
    aid.classification = CardClassification::MedicalAid;
    assert_eq!(insurance(&aid), None);

    let mut never = coverage();
    never.lost_on = never.qualified_on;
    assert_eq!(insurance(&never), None);
    let answer = InsuranceAnswer::of(&never, day("20240401"), place("Coverage/1"));
    assert_eq!((answer.inforce, answer.benefit_period), (Some(false), None));
    never.lost_on = Some(day("20240402"));
    let one_day = insurance(&never).unwrap().period.unwrap();
    assert_eq!((one_day.start.as_deref(), one_day.end.as_deref()), (Some("2024-04-01"), Some("2024-04-01")));
}

#[test]
fn an_insurance_comes_back_as_it_went() {
    let coverage = coverage();
    let (patient, insurer) = (
        Patient::of(&coverage.person),
        Organization::insurer(coverage.insurer_number.as_ref().unwrap(), Some("見本国保")),
    );
    let read = written(&coverage).to_insurance(CardClassification::General, &patient, &insurer).unwrap();
    assert_eq!(read.insurer_number, coverage.insurer_number);
    assert_eq!(read.insurer_name, coverage.insurer_name);
    assert_eq!(read.person, coverage.person);
    assert_eq!(read.number.unwrap().expose(), "１８７");
    assert_eq!(read.branch.unwrap().expose(), "05");
    assert_eq!((read.qualified_on, read.valid_until), (coverage.qualified_on, Some(day("20261231"))));
    // 一部負担金割合 of a coverage is that of 後期高齢者 alone.
    assert_eq!(read.ratio, None);
}

#[test]
fn data_with_oids_and_without_extensions_are_read_too() {
    let json = r#"{"resourceType":"Coverage","status":"active",
        "identifier":[{"system":"http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID","value":"39131156::12345678:"}],
        "type":{"coding":[{"system":"urn:oid:1.2.392.100495.20.2.61","code":"7"}]},
        "relationship":{"coding":[{"system":"urn:oid:1.2.392.100495.20.2.62","code":"1"}]},
        "costToBeneficiary":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/coverage-copay-type",
            "code":"copaypct"}]},"valueQuantity":{"value":10.0,"unit":"%","code":"%"}}]}"#;
    let Resource::Coverage(read) = Resource::read(json).unwrap() else { panic!() };
    let insurer = Organization {
        identifier: vec![Identifier::of("urn:oid:1.2.392.100495.20.3.61", "39131156")],
        ..Organization::default()
    };
    let insurance =
        read.to_insurance(CardClassification::General, &Patient::of(&person()), &insurer).unwrap();
    assert_eq!((insurance.symbol, insurance.branch), (None, None));
    assert_eq!(insurance.number.unwrap().expose(), "12345678");
    assert_eq!(insurance.relation, Some(PersonalFamily::Insured));
    assert_eq!(insurance.ratio, Percent::from_digits("010").ok());
}

#[test]
fn systems_have_one_name_each() {
    for system in System::ALL {
        assert_eq!(System::of(system.url()), Some(*system));
        assert_eq!(system.oid().and_then(System::of), system.oid().map(|_| *system));
    }
}

#[test]
fn a_person_comes_back_as_they_went() {
    for sex in [Sex::Male, Sex::Female, Sex::Unset] {
        let person = Person { sex, ..person() };
        assert_eq!(Patient::of(&person).person().unwrap(), person);
    }
}

#[test]
fn a_birth_of_which_parts_are_not_known_comes_back_as_it_went() {
    for (digits, written) in [("19500700", "1950-07"), ("19500000", "1950")] {
        let birth = PartialDate::from_digits(digits).unwrap();
        let person = Person { birth: birth.into(), ..person() };
        let patient = Patient::of(&person);
        assert_eq!(patient.birth_date.as_deref(), Some(written));
        assert_eq!(patient.person().unwrap(), person);
    }
}

#[test]
fn refuses_a_patient_without_name_birth_date_or_gender() {
    let refused = |change: fn(&mut Patient)| {
        let mut patient = Patient::of(&person());
        change(&mut patient);
        patient.person().unwrap_err()
    };
    let missing = |path| Error::FhirElement { path };
    assert_eq!(refused(|it| it.name.clear()), missing("Patient.name"));
    assert_eq!(refused(|it| it.birth_date = None), missing("Patient.birthDate"));
    assert_eq!(refused(|it| it.birth_date = Some("1980-2".to_owned())), missing("Patient.birthDate"));
    assert_eq!(refused(|it| it.birth_date = Some("1980-02-30".to_owned())), missing("Patient.birthDate"));
    assert_eq!(refused(|it| it.gender = None), missing("Patient.gender"));
    assert_eq!(refused(|it| it.gender = Some("F".to_owned())), missing("Patient.gender"));
}

#[test]
fn refuses_what_is_no_resource_that_is_known() {
    for json in ["", "[]", "{}", r#"{"resourceType":"Claim"}"#, r#"{"resourceType":"Coverage","payor":{}}"#] {
        assert!(matches!(Resource::read(json), Err(Error::Json { .. })), "{json}");
    }
    let ratio = r#"{"resourceType":"Coverage","costToBeneficiary":[{"valueQuantity":{"value":30.5}}]}"#;
    assert!(matches!(Resource::read(ratio), Err(Error::Json { line: 1, .. })));
    let large = format!(r#"{{"resourceType":"Patient","id":"{}"}}"#, "a".repeat(1 << 20));
    assert_eq!(Resource::read(&large), Err(Error::TooLarge { bytes: large.len(), most: 1 << 20 }));
}

#[test]
fn a_ratio_in_another_unit_is_none() {
    let json = r#"{"resourceType":"Coverage","costToBeneficiary":[{"type":{"coding":[{
        "system":"http://terminology.hl7.org/CodeSystem/coverage-copay-type","code":"copaypct"}]},
        "valueQuantity":{"value":30,"unit":"円","code":"JPY"}}]}"#;
    let Resource::Coverage(coverage) = Resource::read(json).unwrap() else { panic!() };
    assert_eq!(coverage.ratio(), None);
    assert_eq!(fhir::Coverage::default().ratio(), None);
}

fn with_certificates() -> Coverage {
    let mut coverage = coverage();
    let (from, until) = (Some(day("20260801")), Some(day("20270731")));
    coverage.elderly = Some(ElderlyRecipient {
        issued_on: None,
        valid_from: from,
        valid_until: until,
        ratio: Percent::from_digits("020").ok(),
    });
    coverage.limit = Some(LimitCertificate {
        kind: None,
        category: Some(LimitCategory::from_code("Z99")),
        issued_on: None,
        valid_from: from,
        valid_until: None,
        long_term_since: None,
    });
    coverage.diseases = vec![SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: None,
        valid_from: None,
        valid_until: None,
        self_pay: Some(Yen::new(10_000)),
    }];
    coverage
}

#[test]
fn certificates_that_need_no_paper_are_in_the_answer_with_their_days() {
    let answer = InsuranceAnswer::of(&with_certificates(), day("20261122"), place("Coverage/1"));
    assert_eq!(answer.inforce, Some(true));
    assert_eq!(answer.elderly_ratio(), Percent::from_digits("020").ok());
    // A code that isn't known is kept.
    assert_eq!(answer.limit_category(), Some(LimitCategory::from_code("Z99")));
    assert_eq!(answer.disease_ceilings().collect::<Vec<_>>(), [Yen::new(10_000)]);
    let valid: Vec<_> = answer.item.iter().map(fhir::InsuranceItem::valid).collect();
    let (from, until) = (Some(day("20260801")), Some(day("20270731")));
    assert_eq!(valid, [[from, until], [from, None], [None, None]]);
    let later = InsuranceAnswer::of(&coverage(), day("20270101"), place("Coverage/1"));
    assert_eq!((later.inforce, later.item.len(), later.limit_category()), (Some(false), 0, None));
}

#[test]
fn a_consent_states_what_the_answer_stated() {
    let moment = |text| DateTime::from_digits(text).ok();
    for (flag, status) in [
        (ConsentFlag::Given, "active"),
        (ConsentFlag::Expired, "inactive"),
        (ConsentFlag::NotGiven, "rejected"),
    ] {
        let mut statement = ConsentStatement::new(flag);
        statement.given_at = moment("20261122093000");
        statement.available_until = moment("20261123093000");
        for item in ConsentItem::ALL {
            let consent = Consent::of(*item, &statement, place("Patient/1")).unwrap();
            assert_eq!(consent.status.as_deref(), Some(status));
            assert_eq!(consent.statement(), Some((*item, statement.clone())));
        }
    }
}

#[test]
fn who_could_not_be_asked_has_refused_nothing() {
    for flag in [ConsentFlag::Unobtainable, ConsentFlag::from_code("7")] {
        let statement = ConsentStatement::new(flag);
        assert_eq!(Consent::of(ConsentItem::Medicines, &statement, place("Patient/1")), None);
    }
}

#[test]
fn a_consent_that_contradicts_itself_states_nothing() {
    let statement = ConsentStatement::new(ConsentFlag::NotGiven);
    let mut contradicting = Consent::of(ConsentItem::Medicines, &statement, place("Patient/1")).unwrap();
    contradicting.status = Some("active".to_owned());
    assert_eq!(contradicting.statement(), None);
    assert_eq!(Consent::default().statement(), None);
}

#[test]
fn what_is_not_known_here_is_kept() {
    let json = r#"{"resourceType":"Patient","name":[{"text":"見本","prefix":["様"]}],"_birthDate":{"id":"a"},"link":[]}"#;
    let read = Resource::read(json).unwrap();
    let again: serde_json::Value = serde_json::from_str(&read.write()).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(json).unwrap());
}

/// Found by fuzzing: what was read wasn't what was written.
#[test]
fn a_number_that_is_not_known_here_is_the_same_when_it_is_read_again() {
    for number in ["35555555555555555555555555555555555555555555550.0", "0.1", "1e300", "72.50", "-3"] {
        let json = format!(r#"{{"resourceType":"Patient","extra":{number}}}"#);
        let read = Resource::read(&json).unwrap();
        assert_eq!(Resource::read(&read.write()).unwrap(), read, "{number}");
    }
}

#[test]
fn nothing_personal_is_in_debug() {
    let shown = format!("{:?} {:?}", Patient::of(&person()), Resource::Coverage(written(&coverage())));
    for personal in ["見本", "1980", "187", "１８７", "100-0013"] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}

/// Another implementation of FHIR R4 finds nothing wrong, and reads the same.
macro_rules! second_opinion {
    ($type:ident, $resource:expr) => {{
        let json = Resource::from($resource).write();
        let (_, issues) = fhirkit::from_json::<fhirkit::r4::$type>(&json).unwrap();
        assert!(issues.is_empty(), "{issues:?} in {json}");
    }};
}

#[test]
fn what_is_written_is_fhir_r4_to_another_implementation() {
    let (on, at) = (day("20261122"), DateTime::from_digits("20261122093000").unwrap());
    second_opinion!(Coverage, written(&coverage()));
    second_opinion!(Coverage, expense("1234567", 1));
    second_opinion!(Patient, Patient::of(&person()));
    second_opinion!(Organization, Organization::insurer(&InsurerNumber::new("138008").unwrap(), None));
    second_opinion!(
        Organization,
        Organization::institution(&InstitutionCode::new("1300000005").unwrap(), Some("見本"))
    );
    second_opinion!(
        CoverageEligibilityRequest,
        CoverageEligibilityRequest::of(on, at, place("Patient/1"), place("Organization/1"))
    );
    let answer = InsuranceAnswer::of(&with_certificates(), on, place("Coverage/1"));
    let response = CoverageEligibilityResponse::of(
        on,
        at,
        place("Patient/1"),
        place("Organization/1"),
        place("CoverageEligibilityRequest/1"),
        vec![answer],
    );
    second_opinion!(CoverageEligibilityResponse, response);
    let statement = ConsentStatement::new(ConsentFlag::Given);
    second_opinion!(Consent, Consent::of(ConsentItem::Treatment, &statement, place("Patient/1")).unwrap());
}

#[test]
fn the_second_opinion_finds_what_is_missing() {
    let (_, issues) =
        fhirkit::from_json::<fhirkit::r4::Coverage>(&Resource::Coverage(fhir::Coverage::default()).write())
            .unwrap();
    assert!(!issues.is_empty());
}

proptest! {
    #[test]
    fn no_text_panics(json in r#"[\{\}\[\]":,a-zA-Z0-9\. -]{0,200}"#) {
        let _ = Resource::read(&json);
    }

    #[test]
    fn any_insurance_is_fhir(
        symbol in prop::option::of("[ぁ-んァ-ヶ０-９0-9a-zA-Z－-]{1,20}"),
        number in prop::option::of("[0-9０-９]{1,20}"),
        branch in prop::option::of("[0-9０-９]{1,2}"),
        // 12 would be medical aid (医療扶助), which is no insurance.
        insurer in "[0-9]{6}|[2-9][0-9]{7}",
        name in "[ぁ-ん髙﨑●　A-Z]{1,20}",
    ) {
        let mut coverage = coverage();
        coverage.symbol = symbol.map(Into::into);
        coverage.number = number.map(Into::into);
        coverage.branch = branch.map(Into::into);
        coverage.insurer_number = InsurerNumber::new(&insurer).ok();
        coverage.person.name = name.into();
        prop_assert_eq!(member(&coverage).matches(':').count(), 3);
        second_opinion!(Coverage, written(&coverage));
        let again = Resource::read(&Resource::Coverage(written(&coverage)).write()).unwrap();
        prop_assert_eq!(again, Resource::Coverage(written(&coverage)));
        prop_assert_eq!(Patient::of(&coverage.person).person().unwrap(), coverage.person);
    }
}

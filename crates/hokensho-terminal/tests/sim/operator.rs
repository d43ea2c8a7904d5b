//! The operator's rules: dates decide, nobody's name does.

use hokensho_eligibility::{
    ConsentItem, DateTime, InsurerNumber, QualificationValidity, ReferenceClassification,
};
use hokensho_oqs::{LimitConsent, Message as _, Mode, QualificationResult, SearchInfo};
use hokensho_terminal::sim::{Lookup, Operator, PersonId, Registry, Scenario};
use proptest::prelude::*;

use crate::common::{
    ADULT, ISSUER, JOB_CHANGE, SERIAL, adult_search, at, date, institution, names, now, operator, outcome,
    registry, request,
};

fn by_card(personas: &[&str], scenario: &str, day: &str) -> QualificationResult {
    match operator(personas, scenario).by_certificate(ISSUER, SERIAL, &institution(), at(day)) {
        Lookup::Answer(result) => *result,
        other => panic!("{other:?}"),
    }
}

fn by_insurance(personas: &[&str], search: SearchInfo) -> QualificationResult {
    operator(personas, "normal").by_insurance(&request(search), now())
}

fn search(insurer: &str, number: &str, birth: &str) -> SearchInfo {
    SearchInfo::new(InsurerNumber::new(insurer).unwrap(), number, date(birth), LimitConsent::Given)
}

fn insurer(result: &QualificationResult) -> Option<&str> {
    result.body.qualifications().first()?.insurer_number.value().map(InsurerNumber::as_str)
}

#[test]
fn a_job_change_shows_by_card_as_it_is_filed() {
    let on = |day: &str| {
        let result = by_card(&[JOB_CHANGE], "normal", day);
        (outcome(&result, day).name(), insurer(&result).map(str::to_owned))
    };
    let old = Some("01130012".to_owned());
    assert_eq!(on("20261031"), ("eligible", old.clone()));
    // Lost since the 1st, but nobody has filed it yet.
    assert_eq!(on("20261105"), ("eligible", old.clone()));
    // The loss is filed, the new coverage isn't.
    assert_eq!(on("20261106"), ("lost", old));
    assert_eq!(on("20261112"), ("eligible", Some("06130009".to_owned())));
}

#[test]
fn old_insurance_typed_is_outdated_once_the_new_one_is_filed() {
    let old = || search("01130012", "2345", "19880418");
    let on = |day: &str| {
        let mut request = request(old());
        request.header.confirmation_date = date(day).into();
        let result = operator(&[JOB_CHANGE], "normal").by_insurance(&request, at(day));
        names(&outcome(&result, day))
    };
    assert_eq!(on("20261031"), ("eligible", None));
    assert_eq!(on("20261106"), ("lost", Some("other_insurance")));
    assert_eq!(on("20261112"), ("newer_insurer", None));
    let new = by_insurance(&[JOB_CHANGE], search("06130009", "51001", "19880418"));
    assert_eq!(outcome(&new, "20261122").name(), "eligible");
}

#[test]
fn a_typed_past_day_is_judged_on_that_day() {
    let mut request = request(search("01130012", "2345", "19880418"));
    request.header.confirmation_date = date("20261030").into();
    let result = operator(&[JOB_CHANGE], "normal").by_insurance(&request, now());
    assert_eq!(outcome(&result, "20261030").name(), "eligible");
    assert_eq!(result.header.confirmation_date.value(), Some(&date("20261030")));
}

#[test]
fn typed_data_find_nobody_unless_all_of_it_fits() {
    for wrong in [
        search("06130009", "1234", "19800217"),
        search("01130012", "1235", "19800217"),
        search("01130012", "1234", "19800218"),
        adult_search().symbol("87654321"),
        adult_search().branch_number("02"),
    ] {
        let result = by_insurance(&[ADULT], wrong);
        assert_eq!(outcome(&result, "20261122").name(), "not_found");
        assert!(result.body.qualifications().is_empty());
    }
}

#[test]
fn typed_data_fit_in_either_width() {
    let wide = search("01130012", "１２３４", "19800217").symbol("１２３４５６７８").branch_number("０１");
    assert_eq!(outcome(&by_insurance(&[ADULT], wide), "20261122").name(), "eligible");
}

#[test]
fn twins_on_one_card_are_several_until_the_branch_is_typed() {
    let twin = ADULT.replace("P0001", "P0009").replace("\"01\"\n    personal", "\"02\"\n    personal");
    let twins = [ADULT, twin.as_str()];
    let result = by_insurance(&twins, search("01130012", "1234", "19800217"));
    assert_eq!(result.body.validity.value(), Some(&QualificationValidity::Several));
    assert!(result.body.qualifications().is_empty());
    let result = by_insurance(&twins, adult_search());
    assert_eq!(result.body.validity.value(), Some(&QualificationValidity::Valid));
}

#[test]
fn a_typed_question_gets_its_echo_and_only_what_was_typed() {
    let result = by_insurance(&[ADULT], adult_search().identifier("patient-7"));
    assert_eq!(result.header.reference_classification.value(), Some(&ReferenceClassification::Typed));
    assert_eq!(result.header.file_identifier.value().unwrap(), "20261122-0001");
    assert_eq!(result.body.search, Some(adult_search().identifier("patient-7")));
    let one = &result.body.qualifications()[0];
    assert_eq!(one.identifier.value().unwrap(), "patient-7");
    assert!(one.consents.of(ConsentItem::Medicines).is_none(), "no medical information without a card");
}

#[test]
fn a_ceiling_typed_for_needs_consent() {
    let asked = |consent| {
        let insurer = InsurerNumber::new("01130012").unwrap();
        let result = by_insurance(&[ADULT], SearchInfo::new(insurer, "1234", date("19800217"), consent));
        result.body.qualifications()[0].limit_certificate.is_some()
    };
    assert!(asked(LimitConsent::Given));
    assert!(!asked(LimitConsent::NotGiven));
    assert!(!asked(LimitConsent::Other("7".to_owned())), "what isn't known to be consent is none");
}

#[test]
fn answers_that_find_nobody_or_several_show_nobody() {
    for code in ["4", "5"] {
        let scenario =
            format!("name = 'x'\nsummary = {{ ja = '', en = '' }}\noperator.result.validity.code = '{code}'");
        let operator = Operator::new(registry(&[ADULT]), &Scenario::from_toml(&scenario).unwrap());
        let result = operator.by_insurance(&request(adult_search()), now());
        assert!(result.body.qualifications().is_empty(), "{code}");
    }
}

#[test]
fn a_new_insurers_coverage_begins_on_the_day_the_old_one_ends() {
    let new = by_card(&[ADULT], "newer-insurer", "20261122");
    let old = operator(&[ADULT], "newer-insurer").by_insurance(&request(adult_search()), now());
    let began = new.body.qualifications()[0].qualification_date.value();
    assert_eq!(began, Some(&date("20261108")));
    assert_eq!(old.body.qualifications()[0].disqualification_date.value(), began);
}

#[test]
fn a_question_without_institution_or_search_fails_as_a_whole() {
    let mut request = request(adult_search());
    request.body.search = None;
    let result = operator(&[ADULT], "normal").by_insurance(&request, now());
    assert_eq!(result.header.segment_of_result.value().unwrap().code(), "9");
}

#[test]
fn a_certificate_is_named_by_issuer_and_serial_together() {
    let operator = operator(&[ADULT], "normal");
    let found = |issuer: &[u8], serial: &[u8]| {
        matches!(operator.by_certificate(issuer, serial, &institution(), now()), Lookup::Answer(_))
    };
    assert!(found(ISSUER, SERIAL));
    assert!(found(ISSUER, &[0x00, 0x22, 0x7B, 0x13]), "DER's leading zero says nothing");
    assert!(!found(b"another issuer", SERIAL));
    assert!(!found(ISSUER, &[0x22, 0x7B]));
}

#[test]
fn a_renewed_certificate_is_the_same_person() {
    let mut registry = registry(&[ADULT, ADULT]);
    registry.enrol(ISSUER, &[0x22, 0x7B, 0x1D], &PersonId::from("P0001")).unwrap();
    let operator = Operator::new(registry, &Scenario::named("normal").unwrap());
    let found = |serial: &[u8]| match operator.by_certificate(ISSUER, serial, &institution(), now()) {
        Lookup::Answer(result) => result,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(SERIAL), found(&[0x22, 0x7B, 0x1D]));
    assert_eq!(found(SERIAL).body.qualifications().len(), 1, "the same coverage twice is one");
}

#[test]
fn only_registered_people_are_found_by_certificate() {
    for state in ["unregistered", "lapsed", "cancelled"] {
        let persona = ADULT.replace("\"registered\"", &format!("\"{state}\""));
        let lookup = operator(&[&persona], "normal").by_certificate(ISSUER, SERIAL, &institution(), now());
        assert!(matches!(lookup, Lookup::NotRegistered), "{state}");
    }
}

#[test]
fn an_aid_ticket_counts_for_its_institution_and_its_days() {
    let ticket = |code: &str, last: &str| {
        format!(
            r#"
            registration = {{ person = "P0001", state = "registered" }}
            [[coverage]]
            insured_card_classification = "A1"
            insurer_number = "12999991"
            insurer_name = "見本福祉事務所"
            insured_identification_number = "7654321"
            name = "見本　花子"
            sex1 = "2"
            birthdate = 1980-02-17
            qualification_date = 2026-04-01
            medical_tickets = [{{ designated_medical_institution_code = "{code}", expiration_date = {last}, self_pay_amount = "0" }}]
            "#
        )
    };
    let ends = |persona: &str| {
        let card = outcome(&by_card(&[persona], "normal", "20261122"), "20261122").name();
        let typed = by_insurance(&[persona], search("12999991", "7654321", "19800217"));
        assert_eq!(outcome(&typed, "20261122").name(), card);
        card
    };
    assert_eq!(ends(&ticket("1300000005", "2026-11-30")), "eligible");
    assert_eq!(ends(&ticket("1300000005", "2026-10-31")), "aid_ticket_missing");
    assert_eq!(ends(&ticket("2714206386", "2026-11-30")), "aid_ticket_missing");
}

#[test]
fn insurance_and_aid_come_together() {
    let result = by_card(&[ADULT], "with-aid", "20261122");
    assert_eq!(result.body.qualifications().len(), 2);
    let answer = result.answer().unwrap();
    assert_eq!(answer.coverages[1].tickets[0].for_this_institution, Some(true));
}

#[test]
fn coverage_that_ran_out_is_lost_and_coverage_to_come_is_not_found() {
    let ran_out = ADULT.replace(
        "qualification_date = 2020",
        "insured_card_expiration_date = 2026-11-21\n    qualification_date = 2020",
    );
    let lost = outcome(&by_card(&[&ran_out], "normal", "20261122"), "20261122");
    assert_eq!(names(&lost), ("lost", Some("unstated")));
    let to_come = ADULT.replace("2020-04-01", "2026-12-01");
    assert_eq!(outcome(&by_card(&[&to_come], "normal", "20261122"), "20261122").name(), "not_found");
}

#[test]
fn the_direct_way_carries_no_consent() {
    let result = by_card(&[ADULT], "normal", "20261122");
    assert!(ConsentItem::ALL.iter().all(|item| result.body.qualifications()[0].consents.of(*item).is_none()));
}

#[test]
fn typed_data_that_lack_what_is_required_find_nobody() {
    let without = |take: fn(&mut SearchInfo)| {
        let mut search = adult_search();
        take(&mut search);
        // Somebody of whom as little was filed.
        let bare = ADULT
            .replace("insurer_number = \"01130012\"", "")
            .replace("insured_identification_number = \"1234\"", "");
        let result = by_insurance(&[ADULT, &bare.replace("P0001", "P0009")], search);
        outcome(&result, "20261122").name()
    };
    assert_eq!(without(|_| ()), "eligible");
    assert_eq!(without(|it| it.insurer_number = None.into()), "not_found");
    assert_eq!(without(|it| it.identification_number = None.into()), "not_found");
    assert_eq!(without(|it| it.birth_date = None.into()), "not_found");
}

proptest! {
    /// The simulator's rule of dates and the domain's were written apart: what the one calls valid, the other must
    /// find in force, and the reverse.
    #[test]
    fn the_operator_and_the_domain_agree_on_what_is_in_force(
        from in 0_i64..100, lost in proptest::option::of(0_i64..100), last in proptest::option::of(0_i64..100),
        on in 0_i64..100,
    ) {
        let day = |days: i64| DateTime::from_unix(now().to_unix() + days * 86_400).unwrap().date();
        let field = |name: &str, days: Option<i64>| {
            days.map(|days| format!("{name} = {}\n    ", day(days))).unwrap_or_default()
        };
        let dates = field("qualification_date", Some(from))
            + &field("disqualification_date", lost)
            + &field("insured_card_expiration_date", last);
        let persona = ADULT
            .replace("qualification_date = 2020-04-01\n    insured_card_valid_date = 2020-04-01\n", &dates);
        let on = day(on).to_digits();
        let result = by_card(&[&persona], "normal", &on);
        let valid = result.body.validity.value() == Some(&QualificationValidity::Valid);
        let coverages = result.answer().unwrap().coverages;
        let in_force = coverages.iter().any(|coverage| coverage.in_force(date(&on)));
        prop_assert_eq!(valid, in_force);
        // What hasn't begun isn't shown; anything else is.
        prop_assert_eq!(coverages.is_empty(), result.body.validity.value() == Some(&QualificationValidity::NotFound));
        let begun_or_ended = day(from) <= date(&on)
            || lost.is_some_and(|lost| day(lost) <= date(&on))
            || last.is_some_and(|last| day(last) < date(&on));
        prop_assert_eq!(coverages.is_empty(), !begun_or_ended);
    }
}

#[test]
fn refuses_personas_that_are_not_in_the_form_of_one_and_says_which() {
    for wrong in [
        ADULT.replace("1980-02-17", "1980-02-30"),
        ADULT.replace("1980-02-17", "\"19800217\""),
        ADULT.replace("\"01130012\"", "\"0113001\""),
        ADULT.replace("sex1", "sex"),
        ADULT.replace("\"registered\"", "\"maybe\""),
        ADULT.replace("person =", "persona ="),
    ] {
        let error = Registry::from_personas([JOB_CHANGE, &wrong]).unwrap_err();
        assert!(matches!(error, hokensho_terminal::sim::Error::Persona { nth: 2, .. }), "{error:?}");
        assert_eq!(error.to_string(), "persona 2 can't be read");
    }
    let mine = format!("name = \"mine\"{}", ADULT.replace("sex1", "sex"));
    let error = Registry::from_personas([mine.as_str()]).unwrap_err();
    assert_eq!(error.to_string(), "persona 1 (mine) can't be read");
}

#[test]
fn revocations_of_personas_are_there_for_the_crl() {
    let persona = ADULT.replace(
        "channel = \"reader\" }",
        "revocation = { reason = \"certificateHold\", at = 2026-11-20T09:30:00+09:00 } }",
    );
    let registry = Registry::from_personas([persona.as_str()]).unwrap();
    let [revocation] = registry.revocations() else { panic!() };
    assert!(revocation.names(SERIAL) && !revocation.names(&[0x22, 0x7B, 0x14]));
    assert_eq!(revocation.reason.code(), 6);
    assert_eq!(revocation.at.to_digits(), "20261120093000");
    assert!(!format!("{registry:?}").contains("2259731"), "serials aren't shown");
}

#[test]
fn debug_shows_nothing_of_the_people() {
    let operator = operator(&[ADULT, JOB_CHANGE], "normal");
    let lookup = operator.by_certificate(ISSUER, SERIAL, &institution(), now());
    let shown = format!("{operator:?} {lookup:?}");
    for personal in ["見本　花子", "ﾐﾎﾝ", "1980", "１２３４", "見本　大輔"] {
        assert!(!shown.contains(personal), "{personal}");
    }
}

#[test]
fn answers_are_messages_that_read_back() {
    let result = by_card(&[ADULT], "normal", "20261122");
    for encoding in [hokensho_oqs::Encoding::Utf8, hokensho_oqs::Encoding::Windows31J] {
        let bytes = result.write(encoding).unwrap();
        assert_eq!(QualificationResult::read(bytes, Mode::Strict).unwrap().message, result);
    }
}

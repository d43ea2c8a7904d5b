//! What is written with serde: the public schema of a report, what is read back, and what is refused.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fmt::Debug;

use hokensho_eligibility::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn day(text: &str) -> Date {
    Date::from_digits(&text.replace('-', "")).unwrap()
}

fn at(digits: &str) -> DateTime {
    DateTime::from_digits(digits).unwrap()
}

fn personal(text: &str) -> Option<Personal<String>> {
    Some(text.to_owned().into())
}

/// A coverage of which every part is known.
fn whole_coverage() -> Coverage {
    let on = Some(day("2026-04-01"));
    let until = Some(day("2027-03-31"));
    let mut person = Person::new("RAMOS　MARIA", Sex::Female, day("1953-02-17"));
    person.alias = Some("山本　マリア".to_string().into());
    person.kana = Some("ﾗﾓｽ ﾏﾘｱ".to_string().into());
    person.alias_kana = Some("ﾔﾏﾓﾄ ﾏﾘｱ".to_string().into());
    person.sex_on_card = Some(Sex::Unset);
    person.address = Some("見本県見本市１－２".to_string().into());
    person.post_number = Some("000-0000".to_string().into());
    let mut coverage = Coverage::new(CardClassification::from_code("Z9"), person);
    coverage.insurer_number = Some(InsurerNumber::new("138008").unwrap());
    coverage.insurer_name = Some("見本市".into());
    coverage.symbol = Some("見本".to_string().into());
    coverage.number = Some("１２３".to_string().into());
    coverage.branch = Some("01".to_string().into());
    coverage.relation = Some(PersonalFamily::from_code("1"));
    coverage.insured_name = Some("RAMOS　MARIA".to_string().into());
    (coverage.qualified_on, coverage.issued_on, coverage.valid_from, coverage.valid_until) =
        (on, on, on, until);
    coverage.lost_on = Some(day("2027-04-01"));
    coverage.reason_of_loss = Some(ReasonOfLoss::OtherReason);
    coverage.ratio = Some(Percent::from_digits("020").unwrap());
    coverage.preschool = Some(PreschoolClassification::from_code("2"));
    coverage.elderly =
        Some(ElderlyRecipient { issued_on: on, valid_from: on, valid_until: until, ratio: coverage.ratio });
    coverage.limit = Some(LimitCertificate {
        kind: Some(LimitCertificateKind::Limit),
        category: Some(LimitCategory::General),
        issued_on: on,
        valid_from: on,
        valid_until: until,
        long_term_since: on,
    });
    coverage.diseases.push(SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: on,
        valid_from: on,
        valid_until: until,
        self_pay: Some(Yen::new(10_000)),
    });
    coverage.tickets.push(MedicalTicket {
        valid_from: on,
        valid_until: until,
        self_pay: Some(Yen::ZERO),
        for_this_institution: Some(true),
        kind: Some(TicketType::Medical),
        issue_number: personal("7000001"),
        month: Some(Month::new(2026, 11).unwrap()),
        treatment: Some(TreatmentType::Outpatient),
        institution_code: Some("1300000005".into()),
        institution_name: Some("見本医院".into()),
        prescriber_code: Some("1300000005".into()),
        prescriber_name: Some("見本医院".into()),
        injuries: Vec::from_iter(personal("見本症")),
        district_contact: personal("見本　一郎"),
        handling_contact: personal("見本　二郎"),
        combined: Some(SingleOrCombined::Combined),
        social_insurance: Some(Presence::Yes),
        consistency: Some(Consistency::Inconsistent),
        infection: Some(Presence::No),
        elderly_medical_care: Some(Presence::No),
        prefectural_expenses: Some(Presence::from_code("03")),
        remarks: Vec::from_iter(personal("見本")),
    });
    coverage.unread.push(UnreadCertificate {
        paper: PaperNeeded::SpecificDisease,
        place: "SpecificDiseasesCertificateInfo[2]/SpecificDiseasesValidEndDate".to_owned(),
    });
    coverage.limit_changed = Some(LimitChanged::Yes);
    coverage.limit_consent = Some(ConsentStatement::new(ConsentFlag::Given));
    coverage.diseases_consent = Some(ConsentStatement::new(ConsentFlag::NotGiven));
    coverage.reference_number = Some("4711".to_string().into());
    let mut consent = ConsentStatement::new(ConsentFlag::Given);
    consent.given_at = Some(at("20261122093000"));
    consent.available_until = Some(at("20261123093000"));
    for item in ConsentItem::ALL {
        coverage.consents.state(*item, consent.clone());
    }
    consent.flag = ConsentFlag::Expired;
    consent.end_reason = Some(ConsentEndReason::ByPatient);
    coverage.consents.state(ConsentItem::Operations, consent);
    coverage
}

fn answer() -> Answer {
    let mut answer = Answer::new(ReferenceClassification::Card, at("20261122093000"));
    answer.asked_for = Some(day("2026-11-22"));
    answer.institution = Some(InstitutionCode::new("1300000005").unwrap());
    answer.validity = Some(QualificationValidity::Valid);
    answer.prescription = Some(PrescriptionIssue::Paper);
    answer.file_message = Some(SourceMessage { code: Some("Y".into()), message: None });
    answer.message =
        Some(SourceMessage { code: Some("X".into()), message: Some("words".to_string().into()) });
    answer.coverages.push(whole_coverage());
    answer
}

/// 指定難病, as a certificate says it.
fn paper() -> PublicExpense {
    let recipient = RecipientNumber::new("1234566").unwrap();
    let mut paper = PublicExpense::on_paper(PayerNumber::new("54136015").unwrap(), Some(recipient));
    (paper.valid_from, paper.valid_until) = (Some(day("2026-04-01")), Some(day("2027-03-31")));
    paper.own_limit = OwnLimit::Month(Yen::new(2_500));
    paper
}

fn covered() -> Box<Eligible> {
    let mut outcome = answer().outcome(day("2026-11-22"), &Policy::default());
    let eligible = outcome.eligible_mut().unwrap();
    eligible.add_public_expense(paper()).unwrap();
    Box::new(eligible.clone())
}

fn unread() -> UnreadCoverage {
    UnreadCoverage { place: "ResultList/Result[2]/Birthdate".to_owned(), why: UnreadReason::Invalid }
}

/// Beside a coverage that couldn't be read.
fn covered_in_part() -> Box<Eligible> {
    let answer = Answer { unread: vec![unread()], ..answer() };
    Box::new(answer.outcome(day("2026-11-22"), &Policy::default()).eligible().unwrap().clone())
}

/// 特別療養費.
fn paying_in_full() -> Box<Eligible> {
    let mut answer = answer();
    answer.coverages[0].classification = CardClassification::SpecialMedicalExpense;
    Box::new(answer.outcome(day("2026-11-22"), &Policy::default()).eligible().unwrap().clone())
}

/// An outcome of every kind; of those with a detail also one with little of it.
fn outcomes() -> Vec<Outcome> {
    let message = SourceMessage { code: Some("X".into()), message: None };
    let mut outcomes = vec![
        Outcome::CardUnreadable,
        Outcome::NotAMyNumberCard,
        Outcome::Cancelled,
        Outcome::IdentityMethodUnavailable,
        Outcome::PinWrong { left: Some(2) },
        Outcome::PinWrong { left: None },
        Outcome::PinBlocked,
        Outcome::IdentityFailed,
        Outcome::NotGenuine,
        Outcome::Suspended,
        Outcome::Revoked,
        Outcome::Expired,
        Outcome::RevocationUnknown,
        Outcome::NotRegistered,
        Outcome::SourceUnavailable,
        Outcome::RequestRefused { message: "words".to_string().into() },
        Outcome::Running,
        Outcome::SourceUnknown,
        Outcome::ViewingStopped(SourceMessage::default()),
        Outcome::SourceError(message),
        Outcome::Several,
        Outcome::NotFound,
        Outcome::NewerInsurer,
        Outcome::Lost(Box::default()),
        Outcome::Lost(Box::new(Loss {
            reason: Some(ReasonOfLoss::Died),
            last: Some(whole_coverage()),
            unread: vec![unread()],
        })),
        Outcome::AidTicketMissing,
        Outcome::EligiblePayInFull(paying_in_full()),
        Outcome::Eligible(covered()),
        Outcome::Eligible(covered_in_part()),
        Outcome::AcceptedOffline { ticket: "資格確認書".to_string().into() },
    ];
    let unclear = [
        Unclear::AnsweredTwice,
        Unclear::CoverageUnread(vec![unread()]),
        Unclear::NothingInForce,
        Unclear::OtherDay,
        Unclear::OtherQuestion,
        Unclear::StaleFile,
        Unclear::Unreadable,
        Unclear::UnknownStatus,
        Unclear::UnknownValidity,
        Unclear::Untimely,
        Unclear::WrongAddressee,
    ];
    outcomes.extend(unclear.map(Outcome::Unclear));
    outcomes
}

fn report(outcome: Outcome) -> Report {
    Report { outcome, identity: Identity::Face, certificate: CertificateState::ByOperator, via: Via::Reader }
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../schema/report.schema.json")).unwrap()
}

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> Value {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value, "{text}");
    serde_json::from_str(&text).unwrap()
}

#[track_caller]
fn refused<T: DeserializeOwned + Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}

#[test]
fn every_report_fits_the_schema_and_is_read_back() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for outcome in outcomes() {
        let name = outcome.name();
        let written = round_trip(&report(outcome));
        assert_eq!(written["outcome"], name);
        let errors: Vec<_> = validator.iter_errors(&written).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    for identity in Identity::ALL {
        assert!(
            validator.is_valid(&round_trip(&Report { identity: *identity, ..report(Outcome::NotFound) }))
        );
    }
    for certificate in CertificateState::ALL {
        assert!(
            validator
                .is_valid(&round_trip(&Report { certificate: *certificate, ..report(Outcome::NotFound) }))
        );
    }
    for via in Via::ALL {
        assert!(validator.is_valid(&round_trip(&Report { via: *via, ..report(Outcome::NotFound) })));
    }
}

#[test]
fn a_birth_that_is_known_in_part_fits_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let mut written = serde_json::to_value(report(Outcome::Eligible(covered()))).unwrap();
    for (birth, fits) in
        [("1950", true), ("1950-07", true), ("1950-07-17", true), ("1950-", false), ("", false)]
    {
        written["detail"]["coverages"][0]["person"]["birth"] = json!(birth);
        assert_eq!(validator.is_valid(&written), fits, "{birth}");
        assert_eq!(serde_json::from_value::<Report>(written.clone()).is_ok(), fits, "{birth}");
    }
}

#[test]
fn the_schema_names_no_outcome_that_is_none() {
    let named: Vec<String> = schema()["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|branch| branch["properties"]["outcome"]["enum"].as_array().unwrap().clone())
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    let names: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(names.len(), named.len(), "an outcome is named twice");
    assert_eq!(names, outcomes().iter().map(Outcome::name).collect());
}

#[test]
fn the_schema_refuses_what_no_report_is() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let whole = serde_json::to_value(report(Outcome::Eligible(covered()))).unwrap();
    assert!(validator.is_valid(&whole));
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut value = whole.clone();
        change(&mut value);
        value
    };
    let wrong = [
        changed(&|it| it["outcome"] = json!("fine")),
        changed(&|it| it["outcome"] = json!("not_found")),
        changed(&|it| it["via"] = json!("post")),
        changed(&|it| it["extra"] = json!(1)),
        changed(&|it| it["detail"] = Value::Null),
        changed(&|it| it["detail"]["coverages"] = json!([])),
        changed(&|it| it["detail"]["on"] = json!("令和8年11月22日")),
        changed(&|it| it["detail"]["coverages"][0]["ratio"] = json!(101)),
        changed(&|it| it["detail"]["public_expenses"][0]["own_limit"] = json!(2500)),
        changed(&|it| it["detail"]["public_expenses"][0]["payer"] = json!("138008")),
        changed(&|it| it["detail"]["coverages"][0]["consents"]["dreams"] = json!(null)),
        changed(&|it| drop(it["detail"]["coverages"][0]["person"].as_object_mut().unwrap().remove("birth"))),
    ];
    for value in wrong {
        assert!(!validator.is_valid(&value), "{value}");
    }
}

/// Whoever reads reports relies on their form: a change of it is seen here first.
#[test]
fn a_report_is_written_as_it_was() {
    let written = serde_json::to_value(report(Outcome::Eligible(covered()))).unwrap();
    let snapshot: Value = serde_json::from_str(include_str!("../schema/report.example.json")).unwrap();
    assert_eq!(written, snapshot, "{written:#}");
}

#[test]
fn an_answer_and_what_is_kept_of_it_are_read_back() {
    let mut history = History::default();
    for answer in [answer(), Answer { unread: vec![unread()], ..answer() }] {
        round_trip(&answer);
        history.observe(&answer, day("2026-11-22"), at("20261122093000"));
    }
    round_trip(&history);
    let mut registrations = Registrations::default();
    let (person, card) = (PersonKey::from("4711"), CertificateName::new(b"issuer", b"\x01"));
    registrations.join(&person, &card, day("2025-05-01"), day("2030-04-03")).unwrap();
    registrations.register(&card, Channel::Reader, day("2026-11-22")).unwrap();
    registrations.suspend(&card, at("20261123030000")).unwrap();
    registrations.lift_suspension(&card, at("20261124100000")).unwrap();
    registrations.revoke(&card, day("2026-12-01")).unwrap();
    round_trip(&registrations);
}

#[test]
fn a_certificate_that_is_joined_to_two_people_or_to_nobody_is_refused() {
    let mut registrations = Registrations::default();
    let card = CertificateName::new(b"issuer", b"\x01");
    registrations.join(&PersonKey::from("4711"), &card, day("2025-05-01"), day("2030-04-03")).unwrap();
    let written = serde_json::to_value(&registrations).unwrap();
    let spoilt = |spoil: fn(&mut Value)| {
        let mut written = written.clone();
        spoil(&mut written);
        refused::<Registrations>(written)
    };
    for message in [
        spoilt(|it| it["people"]["4712"] = it["people"]["4711"].clone()),
        spoilt(|it| it["certificates"][0][1]["person"] = "4712".into()),
        spoilt(|it| it["certificates"] = json!([])),
        spoilt(|it| it["people"] = json!({})),
    ] {
        assert!(message.contains("another person") && !message.contains("471"), "{message}");
    }
}

#[test]
fn a_coverage_is_read_under_no_other_outcome_than_its_own() {
    let read = |outcome: &str, classification: &str| {
        let mut written = serde_json::to_value(Outcome::Eligible(covered())).unwrap();
        written["outcome"] = outcome.into();
        written["detail"]["coverages"][0]["classification"] = classification.into();
        serde_json::from_value::<Outcome>(written).map(|it| it.name())
    };
    assert_eq!(read("eligible", "01").unwrap(), "eligible");
    assert_eq!(read("eligible_pay_in_full", "05").unwrap(), "eligible_pay_in_full");
    assert!(read("eligible", "05").is_err());
    assert!(read("eligible_pay_in_full", "01").is_err());
}

#[test]
fn a_query_that_was_written_by_hand_is_of_either_width() {
    let list: InstitutionList = [Institution::named("ミホン　薬局")].into_iter().collect();
    let mut query = serde_json::to_value(InstitutionQuery::new()).unwrap();
    query["name"] = "ﾐﾎﾝ 薬局".into();
    let query: InstitutionQuery = serde_json::from_value(query).unwrap();
    assert_eq!(list.search(&query).count(), 1);
    assert_eq!(query, InstitutionQuery::new().named("ミホン薬局"));
}

#[test]
fn a_history_that_was_stored_in_another_order_is_read_in_the_right_one() {
    let mut history = History::default();
    for (on, time) in [("2026-10-01", "20261001093000"), ("2026-11-22", "20261122093000")] {
        let mut answer = answer();
        answer.asked_for = Some(day(on));
        history.observe(&answer, day(on), at(time));
    }
    let mut written = serde_json::to_value(&history).unwrap();
    written["observations"].as_array_mut().unwrap().reverse();
    assert_eq!(serde_json::from_value::<History>(written).unwrap(), history);
}

#[test]
fn numbers_dates_and_codes_are_written_as_texts() {
    assert_eq!(round_trip(&day("2026-11-22")), "2026-11-22");
    assert_eq!(round_trip(&at("20261122093000")), "2026-11-22T09:30:00+09:00");
    assert_eq!(round_trip(&Month::new(2026, 8).unwrap()), "2026-08");
    for (digits, text) in [("19500000", "1950"), ("19500700", "1950-07"), ("19500717", "1950-07-17")] {
        assert_eq!(round_trip(&PartialDate::from_digits(digits).unwrap()), text);
    }
    assert_eq!(round_trip(&JapaneseDate::parse("R8.11.22").unwrap()), "令和8年11月22日");
    assert_eq!(round_trip(&InsurerNumber::new("  138008").unwrap()), "138008");
    assert_eq!(round_trip(&RecipientNumber::new("1234567").unwrap()), "1234567");
    assert_eq!(round_trip(&Symbol::new("１２－３４").unwrap()), "１２－３４");
    assert_eq!(round_trip(&BranchNumber::new("1").unwrap()), "01");
    assert_eq!(round_trip(&Percent::from_digits("030").unwrap()), 30);
    assert_eq!(round_trip(&Prefecture::new(13).unwrap()), 13);
    assert_eq!(round_trip(&Yen::new(87_430)), 87_430);
    assert_eq!(round_trip(&ReasonOfLoss::from_code("42")), "42");
    assert_eq!(round_trip(&Role::VisitingNurse), "visiting_nurse");
    assert_eq!(round_trip(&Text::HeadEligible), "head.eligible");
    assert_eq!(round_trip(&PatientText::Eligible), "patient.eligible");
    assert_eq!(round_trip(&PatientLanguage::Ko), "ko");
    assert_eq!(round_trip(&Ratio::Unknown), "unknown");
    let refusal = Refusal::NotGiven { item: ConsentItem::Tests };
    assert_eq!(round_trip(&refusal), json!({ "not_given": { "item": "tests" } }));
}

#[test]
fn tables_that_can_be_replaced_are_read_back() {
    for table in CeilingTable::BUILT_IN {
        round_trip(table);
    }
    round_trip(&Bill::new(CareSetting::OutPatient, Yen::new(1_000_000)));
    let expense = Expense::new("見本　花子", "見本医院", Month::new(2026, 8).unwrap(), Yen::new(3_000));
    round_trip(&expense);
    let rules = round_trip(AccessTable::BUILT_IN);
    assert_eq!(rules["rows"][0]["fact"]["role"], "doctor");
    round_trip(Directory::BUILT_IN);
    round_trip(LawTable::BUILT_IN);
    round_trip(PayerOrder::BUILT_IN);
    round_trip(SelfMedicationTable::BUILT_IN);
    let sum = ExpenseSum { count: 1, paid: Yen::new(30_000), reimbursed: Yen::ZERO };
    round_trip(&Deduction::of_expenses(sum, Yen::new(4_000_000)));
    round_trip(&Deduction::of_medicines(sum, 2026, SelfMedicationTable::BUILT_IN).unwrap());
}

#[test]
fn a_table_that_was_read_decides_in_the_place_of_the_built_in_one() {
    let table: AccessTable = serde_json::from_value(json!({
        "as_of": "2027-04-01",
        "least": "official",
        "rows": [{
            "from": "2027-04-01",
            "until": "2028-03-31",
            "certainty": "official",
            "fact": { "role": "visiting_nurse", "institutions": ["6"], "items": ["medicines"] }
        }]
    }))
    .unwrap();
    let nurse = Staff { role: Role::VisitingNurse, institution: PointTable::HomeNursing };
    for (on, allowed) in
        [("2027-03-31", false), ("2027-04-01", true), ("2028-03-31", true), ("2028-04-01", false)]
    {
        assert_eq!(table.rule(&nurse, ConsentItem::Medicines, day(on)).is_some(), allowed, "{on}");
    }
    let order: PayerOrder = serde_json::from_value(json!({
        "as_of": "2027-04-01",
        "least": "in_use",
        "rows": [{ "certainty": "in_use", "fact": 12 }, { "certainty": "reported", "fact": 54 }]
    }))
    .unwrap();
    let rank = |law| order.rank(LawNumber::new(law).unwrap(), order.as_of, LawTable::BUILT_IN);
    assert_eq!((rank(12), rank(54)), (PayerRank::National(0), PayerRank::Unknown));
}

#[test]
fn a_table_with_a_misspelt_field_is_refused() {
    let row = json!({ "untill": "2028-03-31", "certainty": "official", "fact": 12 });
    let message = refused::<PayerOrder>(json!({ "as_of": "2027-04-01", "least": "in_use", "rows": [row] }));
    assert!(message.contains("untill"), "{message}");
    refused::<PayerOrder>(json!({ "as_of": "2027-04-01", "least": "sure", "rows": [] }));
    refused::<PayerOrder>(json!({ "least": "in_use", "rows": [] }));
    let rule = json!({ "role": "doctor", "institutions": ["1"], "items": ["dreams"] });
    refused::<AccessRule>(rule);
    // An out-patient ceiling under another name would be none.
    let mut table = serde_json::to_value(&CeilingTable::BUILT_IN[0]).unwrap();
    let row = table["rows"][9].as_object_mut().unwrap();
    let outpatient = row.remove("outpatient").unwrap();
    row.insert("out_patient".to_owned(), outpatient);
    assert!(refused::<CeilingTable>(table).contains("out_patient"));
}

#[test]
fn what_is_checked_is_checked_when_it_is_read() {
    for date in ["2024-02-30", "20240229", "2024-2-29", "2024-02-29T00:00:00+09:00", "", "2024--0229"] {
        refused::<Date>(json!(date));
        refused::<Personal<Date>>(json!(date));
    }
    for time in [
        "2026-11-22T09:30:00Z",
        "2026-11-22T09:30:00",
        "2026-11-22 09:30:00+09:00",
        "2026-11-22T24:00:00+09:00",
    ] {
        refused::<DateTime>(json!(time));
    }
    refused::<PartialDate>(json!("1950-00-01"));
    refused::<Month>(json!("2026-13"));
    refused::<JapaneseDate>(json!("令和8年"));
    refused::<InsurerNumber>(json!("13800"));
    refused::<InstitutionCode>(json!("130000000"));
    refused::<PayerNumber>(json!("1299999"));
    refused::<RecipientNumber>(json!("1".repeat(31)));
    refused::<BranchNumber>(json!("123"));
    refused::<Percent>(json!(101));
    refused::<Prefecture>(json!(48));
    refused::<LawNumber>(json!(0));
    refused::<Via>(json!("post"));
    refused::<Text>(json!("head.fine"));
    refused::<Outcome>(json!({ "outcome": "fine" }));
}

#[test]
fn nobody_is_read_as_covered_by_what_is_not_in_force() {
    let mut written = serde_json::to_value(covered()).unwrap();
    written["primary"] = json!(7);
    assert_eq!(serde_json::from_value::<Eligible>(written.clone()).unwrap(), *covered());
    written["on"] = json!("2027-04-01");
    assert!(refused::<Eligible>(written.clone()).contains("not in force"));
    written["coverages"] = json!([]);
    refused::<Eligible>(written);
}

#[test]
fn a_coverage_that_was_stored_before_there_were_unread_certificates_is_read_as_whole() {
    let mut written = json!(whole_coverage());
    assert!(written.as_object_mut().unwrap().remove("unread").is_some());
    let read: Coverage = serde_json::from_value(written).unwrap();
    assert_eq!(read, Coverage { unread: Vec::new(), ..whole_coverage() });
}

#[test]
fn what_was_stored_before_there_were_unread_coverages_is_read_as_whole() {
    let without = |mut written: Value, at: &str| {
        assert_eq!(
            written.pointer_mut(at).unwrap().as_object_mut().unwrap().remove("unread"),
            Some(json!([]))
        );
        written
    };
    let answer = answer();
    let mut history = History::default();
    history.observe(&answer, day("2026-11-22"), at("20261122093000"));
    let report = report(Outcome::Eligible(covered()));
    let lost = Outcome::Lost(Box::default());
    assert_eq!(serde_json::from_value::<Answer>(without(json!(answer), "")).unwrap(), answer);
    assert_eq!(serde_json::from_value::<Report>(without(json!(report), "/detail")).unwrap(), report);
    assert_eq!(serde_json::from_value::<Outcome>(without(json!(lost), "/detail")).unwrap(), lost);
    let observed = without(json!(history), "/observations/0");
    assert_eq!(serde_json::from_value::<History>(observed).unwrap(), history);
}

#[test]
fn a_fault_of_a_value_that_is_not_known_is_refused() {
    refused::<UnreadCoverage>(json!({ "place": "Birthdate", "why": "blurred" }));
    refused::<UnreadCoverage>(json!({ "why": "absent" }));
}

#[test]
fn nobody_is_read_with_public_expense_that_does_not_pay() {
    let mut written = serde_json::to_value(covered()).unwrap();
    written["public_expenses"][0]["valid_until"] = json!("2026-11-21");
    assert!(refused::<Eligible>(written.clone()).contains("public expense"));
    // What claims to be the answer's, and isn't among its coverages, is left out.
    written["public_expenses"][0]["origin"] = json!("answer");
    assert_eq!(serde_json::from_value::<Eligible>(written).unwrap().public_expenses().len(), 0);
}

#[test]
fn each_form_of_a_public_expense_is_read_back() {
    for own_limit in [OwnLimit::Month(Yen::ZERO), OwnLimit::None, OwnLimit::Unstated] {
        round_trip(&PublicExpense { own_limit, recipient: None, valid_from: None, ..paper() });
    }
}

#[test]
fn what_could_not_be_read_is_not_repeated() {
    for message in [
        refused::<Person>(json!({ "name": "見本", "sex": "2", "birth": "1980-02-31" })),
        refused::<BranchNumber>(json!("見本")),
        refused::<Via>(json!("見本")),
    ] {
        assert!(!message.contains("見本") && !message.contains("1980"), "{message}");
    }
}

//! What a log could show: no type of the domain shows what its texts hold of a person, whatever stands in them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use hokensho_eligibility::*;
use serde_json::Value;

/// No code, no number, no date.
const SECRET: &str = "ひみつ髙4711";
/// What the stored example has where no such text can stand: birth date, recipient number.
const OTHERS: [&str; 2] = ["1953", "1234566"];

#[track_caller]
fn assert_hidden(value: &(impl Debug + ?Sized)) {
    let shown = format!("{value:?} {value:#?}");
    for part in ["ひみつ", "髙", "4711"].iter().chain(&OTHERS) {
        assert!(!shown.contains(part), "{shown}");
    }
}

/// Pointers to every text in a value.
fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(nth, item)| texts(item, &format!("{at}/{nth}"), found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| texts(member, &format!("{at}/{name}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The stored example, in which nothing is missing, with the secret in every text that takes one.
fn report() -> Report {
    let mut value: Value = serde_json::from_str(include_str!("../schema/report.example.json")).unwrap();
    let mut pointers = Vec::new();
    texts(&value, "", &mut pointers);
    let mut secrets = 0;
    for pointer in pointers {
        let was = value.pointer_mut(&pointer).unwrap().take();
        *value.pointer_mut(&pointer).unwrap() = SECRET.into();
        if serde_json::from_value::<Report>(value.clone()).is_ok() {
            secrets += 1;
        } else {
            *value.pointer_mut(&pointer).unwrap() = was;
        }
    }
    assert!(secrets > 10, "hardly any text takes another one");
    // The source's code is shown as it came: it is no text about the patient.
    if let Some(code) = value.pointer_mut("/detail/note/code") {
        *code = "X".into();
    }
    serde_json::from_value(value).unwrap()
}

fn coverage() -> Coverage {
    report().outcome.eligible().unwrap().primary().unwrap().clone()
}

fn now() -> DateTime {
    DateTime::from_digits("20261122093000").unwrap()
}

fn answer(validity: &str) -> Answer {
    let mut answer = Answer::new(ReferenceClassification::from_code(SECRET), now());
    answer.validity = Some(QualificationValidity::from_code(validity));
    answer.message = Some(SourceMessage { code: None, message: Some(SECRET.to_owned().into()) });
    answer.coverages = vec![coverage()];
    answer
}

fn expense() -> Expense {
    let month = Month::new(2026, 8).unwrap();
    Expense { insurer: Some(SECRET.to_owned()), ..Expense::new(SECRET, SECRET, month, Yen::new(3_000)) }
}

#[test]
fn a_report_and_all_that_it_leads_to() {
    let report = report();
    assert_hidden(&report);
    let eligible = report.outcome.eligible().unwrap();
    assert_hidden(eligible);
    let coverage = coverage();
    assert_hidden(&(&coverage, &coverage.person, &coverage.elderly, &coverage.limit, &coverage.diseases));
    assert_hidden(&(&coverage.tickets, &coverage.consents, coverage.relation.as_ref()));
    assert_hidden(&(&coverage.classification, &coverage.preschool, &coverage.person.sex));
    assert_hidden(&(eligible.paper_free(), eligible.paper_needed(), eligible.note(), eligible.findings()));
    assert_hidden(&eligible.copayment(&Bill::new(CareSetting::OutPatient, Yen::new(47_110))));
    assert_hidden(&(report.notes(), report.patient_notes()));
}

#[test]
fn an_answer_its_outcomes_and_what_is_kept_of_it() {
    for validity in ["1", "2", "3", "4", "5", "6", SECRET] {
        let answer = answer(validity);
        assert_hidden(&answer);
        assert_hidden(&answer.outcome(now().date(), &Policy::default()));
        let mut history = History::default();
        assert_hidden(&history.observe(&answer, now().date(), now()));
        assert_hidden(&history);
        assert_hidden(&history.periods());
        assert_hidden(&history.on(now().date()));
    }
    let words = || SECRET.to_owned().into();
    let message = || SourceMessage { code: None, message: Some(words()) };
    for outcome in [
        Outcome::RequestRefused { message: words() },
        Outcome::ViewingStopped(message()),
        Outcome::SourceError(message()),
        Outcome::AcceptedOffline { ticket: words() },
        Outcome::Lost(Box::new(Loss {
            reason: Some(ReasonOfLoss::from_code(SECRET)),
            last: Some(coverage()),
            ..Loss::default()
        })),
    ] {
        assert_hidden(&outcome);
    }
}

#[test]
fn consents_what_they_open_and_why_they_do_not() {
    let report = report();
    for item in ConsentItem::ALL {
        let consent = report.consent(*item, &CareForm::from_code(SECRET), now());
        assert_hidden(&consent);
        assert_hidden(&consent.map_err(|refusal| refusal.to_string()));
        let consent = report.consent(*item, &CareForm::Outpatient, now());
        assert_hidden(&consent);
        assert_hidden(&consent.map_err(|refusal| refusal.to_string()));
    }
}

#[test]
fn changes_between_two_visits() {
    let (before, mut after) = (report(), report());
    let mut other = coverage();
    other.person.name = "保険　花子".to_owned().into();
    other.person.alias = None;
    other.person.address = Some("別の住所".to_owned().into());
    let mut answer = answer("1");
    answer.coverages = vec![other];
    after.outcome = answer.outcome(now().date(), &Policy::default());
    for changes in
        [Change::between(&before.outcome, &after.outcome), Change::between(&after.outcome, &before.outcome)]
    {
        assert!(changes.len() > 1);
        assert_hidden(&changes);
    }
}

#[test]
fn a_claim_and_what_is_found_in_it() {
    let claim = Claim {
        insurer: InsurerNumber::new("138008").unwrap(),
        symbol: Some(Symbol::new(SECRET).unwrap()),
        number: InsuredNumber::new(SECRET).unwrap(),
        branch: Some(BranchNumber::new("47").unwrap()),
        name: Some(SECRET.to_owned().into()),
        birth: Date::new(1953, 2, 17).unwrap().into(),
        sex: Sex::from_code(SECRET),
        ratio: None,
        days: vec![now().date()],
    };
    assert_hidden(&claim);
    let mut history = History::default();
    history.observe(&answer("1"), now().date(), now());
    let findings = claim.check(&history);
    assert!(!findings.is_empty());
    assert_hidden(&findings);
    assert_hidden(&refused_characters(SECRET));
}

#[test]
fn names_numbers_and_registrations() {
    assert_hidden(&NameComparison::of(SECRET, "髙4711"));
    assert_hidden(&NameText::from(SECRET));
    assert_hidden(&coverage().person.compare_name("髙4711"));
    assert_hidden(&RecipientNumber::new("4711ひみつ").unwrap());
    let (person, card) = (PersonKey::from(SECRET), CertificateName::new(SECRET.as_bytes(), b"4711"));
    let mut registrations = Registrations::default();
    let (since, until) = (Date::new(2026, 11, 1).unwrap(), Date::new(2030, 4, 3).unwrap());
    registrations.join(&person, &card, since, until).unwrap();
    assert_hidden(&registrations.register(&card, Channel::Reader, since));
    assert_hidden(&(&registrations, &person, &card));
    assert_hidden(&registrations.join(&PersonKey::from("another"), &card, since, until));
}

#[test]
fn expenses_and_their_sums() {
    let expense = expense();
    assert_hidden(&expense);
    let sum = ExpenseSum { count: 1, paid: Yen::new(471_100), reimbursed: Yen::ZERO };
    assert_hidden(&sum);
    assert_hidden(&Deduction::of_expenses(sum, Yen::new(4_711_000)));
}

#[test]
fn no_error_says_what_was_refused() {
    let errors = [
        Symbol::new(&SECRET.repeat(9)).unwrap_err(),
        InsuredNumber::new(&SECRET.repeat(9)).unwrap_err(),
        BranchNumber::new(SECRET).unwrap_err(),
        RecipientNumber::new(&SECRET.repeat(9)).unwrap_err(),
        InsurerNumber::new(SECRET).unwrap_err(),
        InstitutionCode::new(SECRET).unwrap_err(),
        PayerNumber::new(SECRET).unwrap_err(),
        Date::from_digits(SECRET).unwrap_err(),
        Date::from_digits("19530231").unwrap_err(),
        DateTime::from_digits(SECRET).unwrap_err(),
        Month::from_digits(SECRET).unwrap_err(),
        JapaneseDate::parse(SECRET).unwrap_err(),
        Percent::from_digits(SECRET).unwrap_err(),
    ];
    for error in errors {
        assert_hidden(&error);
        assert_hidden(&error.to_string());
    }
}

//! Every built-in scenario leads where it says.

use std::collections::BTreeSet;

use hokensho_eligibility::{Language, Outcome, Policy};
use hokensho_terminal::sim::{CardFault, Crl, Error, PatientPin, Scenario};

use crate::common::{Window, names};

fn check(scenario: &str, way: &str, outcome: &Outcome, expected: &str, detail: Option<&str>) {
    let (name, found) = names(outcome);
    assert_eq!(name, expected, "{scenario}, {way}");
    if found.is_some() {
        assert_eq!(found, detail, "{scenario}, {way}");
    }
}

#[test]
fn each_scenario_leads_where_it_says_by_each_way() {
    for name in Scenario::NAMES {
        let mut window = Window::new(name);
        let leads_to = window.scenario.leads_to.clone();
        let detail = leads_to.detail.as_deref();
        check(name, "typed", &window.typed(), &leads_to.typed, detail);
        check(name, "reader", &Window::new(name).at_the_reader(), &leads_to.reader, detail);
        if let Some(outcome) = window.direct() {
            check(name, "direct", &outcome, &leads_to.direct, detail);
        }
    }
}

#[test]
fn scenarios_reach_every_outcome_that_a_source_can_cause() {
    let ends: BTreeSet<String> = Scenario::NAMES
        .iter()
        .map(|name| Scenario::named(name).unwrap().leads_to)
        .flat_map(|leads_to| [leads_to.reader, leads_to.typed, leads_to.direct])
        .collect();
    let expected = [
        "accepted_offline",
        "aid_ticket_missing",
        "cancelled",
        "card_unreadable",
        "eligible",
        "eligible_pay_in_full",
        "identity_failed",
        "lost",
        "newer_insurer",
        "not_a_my_number_card",
        "not_found",
        "not_registered",
        "pin_blocked",
        "pin_wrong",
        "request_refused",
        "revocation_unknown",
        "revoked",
        "running",
        "several",
        "source_error",
        "source_unavailable",
        "source_unknown",
        "suspended",
        "unclear",
        "viewing_stopped",
    ];
    assert_eq!(ends.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn every_scenario_is_named_like_its_file_and_says_what_it_is_in_both_languages() {
    for name in Scenario::NAMES {
        let scenario = Scenario::named(name).unwrap();
        assert_eq!(scenario.name, *name);
        let (ja, en) = (scenario.summary(Language::Ja), scenario.summary(Language::En));
        assert!(!ja.is_empty() && !en.is_empty() && ja != en, "{name}");
        assert!(!ja.is_ascii() && en.is_ascii(), "{name}");
    }
}

#[test]
fn every_file_of_the_folder_is_built_in() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let files: BTreeSet<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let stems: BTreeSet<_> = files.iter().map(|file| file.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(stems, Scenario::NAMES.iter().copied().collect());
    for file in &files {
        Scenario::load(file).unwrap();
    }
}

#[test]
fn what_the_simulator_does_not_act_on_is_there_as_data() {
    let scenario = |name| Scenario::named(name).unwrap();
    assert_eq!(scenario("crl-absent").revocation.crl, Crl::Absent);
    assert_eq!(scenario("card-pulled").card, Some(CardFault::Removed { after_apdus: 4 }));
    assert_eq!(scenario("reader-other-card").card, Some(CardFault::OtherCard));
    assert_eq!(scenario("pin-blocked").card, Some(CardFault::PinBlocked));
    assert_eq!(scenario("pin-wrong").patient.pin, PatientPin::Wrong);
    assert_eq!(scenario("accepted-offline").staff.unwrap().accepts, "資格確認書");
    assert_eq!(scenario("normal").policy(), Policy::default());
    assert_eq!(scenario("viewing-stopped").policy().viewing_stopped_codes.len(), 1);
}

#[test]
fn without_its_policy_a_stopped_viewing_is_an_error_of_the_source() {
    let window = Window::new("viewing-stopped");
    let at = crate::common::now();
    let institution = crate::common::institution();
    let lookup =
        window.operator.by_certificate(crate::common::ISSUER, crate::common::SERIAL, &institution, at);
    let hokensho_terminal::sim::Lookup::Answer(result) = lookup else { panic!() };
    assert_eq!(crate::common::outcome(&result, "20261122").name(), "source_error");
}

#[test]
fn refuses_scenarios_with_anything_that_scenarios_do_not_have() {
    let head = "name = 'x'\nsummary = { ja = '', en = '' }\n";
    Scenario::from_toml(head).unwrap();
    for wrong in [
        "terminal.behavior = 'answers'",
        "terminal.behaviour = 'sulks'",
        "terminal.encoding = 'EUC-JP'",
        "terminal.delay_ms = -1",
        "operator.changes = [{ kind = 'lost' }]",
        "operator.changes = [{ kind = 'new-insurer', days_ago = 1, insurer_number = '1', insurer_name = '' }]",
        "operator.result.validity = '1'",
        "reader.script = 'explodes'",
        "reader.script = 'pin-wrong'",
        "reader.script = { pin-wrong = { left = 2 } }",
        "patient.pin = 'forgotten'",
        "revocation.entries = [{ serial = 'mine', reason = 'keyCompromise', at = 2026-11-01T00:00:00Z }]",
        "revocation.entries = [{ serial = 1, reason = 'stolen', at = 2026-11-01T00:00:00Z }]",
        "revocation.entries = [{ serial = 1, reason = 'superseded', at = 2026-11-01 }]",
        "card.fault = 'removed'",
        "leads_to.direkt = 'eligible'",
        "weather = 'rain'",
        "not toml at all",
    ] {
        let error = Scenario::from_toml(&format!("{head}{wrong}")).unwrap_err();
        assert!(matches!(error, Error::Scenario(_)), "{wrong}");
    }
    assert!(Scenario::from_toml("name = 'x'").is_err(), "a scenario without a summary");
}

//! The personas of the mock card, as the online side knows them.

use hokensho_eligibility::{Identity, Outcome};
use hokensho_mock::Persona;
use hokensho_oqs::{Message as _, Mode, QualificationResult};
use hokensho_terminal::sim::{
    Operator, PersonId, Presented, Reader, ReaderEvent, Registry, Scenario, SimTerminal,
};

use crate::common::{institution, names, now};

fn at_the_reader(registry: Registry, person: &str) -> Outcome {
    let root = tempfile::tempdir().unwrap();
    let scenario = Scenario::named("normal").unwrap();
    let operator = Operator::new(registry, &scenario);
    SimTerminal::new(root.path(), operator.clone(), &scenario).unwrap();
    let mut reader = Reader::new(root.path(), institution(), operator, &scenario);
    let person = PersonId::from(person);
    let event = reader.read(Presented::Person(&person), Identity::Face, now()).unwrap();
    let ReaderEvent::Accepted(name) = event else { panic!("{event:?}") };
    let bytes = std::fs::read(root.path().join("face").join(name.to_string())).unwrap();
    let result = QualificationResult::read(bytes, Mode::Strict).unwrap().message;
    result.answer().unwrap().outcome(now().date(), &scenario.policy())
}

fn everybody() -> Registry {
    let personas: Vec<_> = Persona::NAMES.iter().map(|name| Persona::named(name).unwrap()).collect();
    Registry::from_personas(personas.iter().map(Persona::source)).unwrap()
}

#[test]
fn each_persona_is_covered_as_its_insurer_filed() {
    for (person, insurer, percent, origin) in [
        ("P0001", "01130012", Some(30), "statute"), // adult, renewed
        ("P0002", "01130012", Some(30), "statute"), // child of ten
        ("P0003", "01130012", Some(20), "statute"), // infant
        ("P0004", "06130009", Some(20), "answer"),  // elderly-70
        ("P0005", "39130000", Some(10), "answer"),  // elderly
        ("P0006", "138008", Some(30), "statute"),   // foreign
        ("P0007", "138008", Some(30), "statute"),   // face-only
        ("P0008", "06130009", Some(30), "statute"), // android
        ("P0009", "01130012", Some(30), "statute"), // iphone
        ("P0010", "06130009", Some(30), "statute"), // suspended
        ("P0011", "06130009", Some(30), "statute"), // job-change: the new one
        ("P0013", "01130012", Some(30), "statute"), // expired
        ("P0014", "138008", Some(30), "statute"),   // long-name
    ] {
        let outcome = at_the_reader(everybody(), person);
        let eligible = outcome.eligible().unwrap_or_else(|| panic!("{person}: {}", outcome.name()));
        assert_eq!(
            eligible.primary().unwrap().insurer_number.as_ref().unwrap().as_str(),
            insurer,
            "{person}"
        );
        let ratio = eligible.ratio();
        assert_eq!((ratio.percent(), ratio.origin().name()), (percent, origin), "{person}");
    }
}

#[test]
fn between_two_jobs_the_old_coverage_is_lost() {
    assert_eq!(names(&at_the_reader(everybody(), "P0012")), ("lost", Some("other")));
}

#[test]
fn the_suspended_persona_is_on_the_list_of_revocations() {
    let registry = everybody();
    let [revocation] = registry.revocations() else { panic!() };
    assert!(revocation.names(&[0x22, 0x7B, 0x1C]));
}

#[test]
fn one_person_may_come_with_several_certificates() {
    let both = ["adult", "renewed"].map(|name| Persona::named(name).unwrap());
    let mut registry = Registry::from_personas(both.iter().map(Persona::source)).unwrap();
    let person = PersonId::from("P0001");
    registry.enrol(b"issuer", &[0x22, 0x7B, 0x13], &person).unwrap();
    registry.enrol(b"issuer", &[0x22, 0x7B, 0x1D], &person).unwrap();
    assert_eq!(registry.person(b"issuer", &[0x22, 0x7B, 0x13]), Some(&person));
    assert_eq!(registry.person(b"issuer", &[0x22, 0x7B, 0x1D]), Some(&person));
}

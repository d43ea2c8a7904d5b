//! Every scenario ends as its file says, by each of the three ways: through a mock card, real files in a temporary
//! folder, and the whole chain of checks.

use hokensho::card::AuthPin;
use hokensho::{Finished, Need, Outcome, Reply};
use hokensho_examples::Failure;
use hokensho_examples::args::IdentifyArg;
use hokensho_examples::device::Device;
use hokensho_examples::trust::Trust;
use hokensho_examples::world::World;
use hokensho_terminal::sim::{LeadsTo, Scenario};

/// 2026-11-22 09:30 in Japan.
const NOW: i64 = 1_795_307_400;

fn world(persona: &str, scenario: &str) -> Result<World, Failure> {
    World::new(Some(persona), scenario, false, NOW)
}

fn direct(world: &World) -> Result<Finished, Failure> {
    let persona = world.persona.clone().ok_or("no persona")?;
    let mut device = Device::mock(&persona, world.scenario.card);
    let pin = |_: Need| AuthPin::new(persona.auth_pin()).map_or(Reply::Stop, Reply::Pin);
    world.direct(&mut device, &mut Trust::new(None, false)?, IdentifyArg::Pin, pin, |_| {})
}

fn detail(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Lost(loss) => Some(loss.name()),
        Outcome::Unclear(why) => Some(why.name()),
        _ => None,
    }
}

/// Runs the adult through every scenario by one way.
fn every_scenario(
    leads_to: impl Fn(&LeadsTo) -> &str,
    run: impl Fn(&World) -> Result<Finished, Failure>,
) -> Result<(), Failure> {
    for name in Scenario::NAMES {
        let world = world("adult", name)?;
        let finished = run(&world)?;
        let outcome = &finished.report.outcome;
        let expected = leads_to(&world.scenario.leads_to);
        assert_eq!(outcome.name(), expected, "{name}: {:?}", finished.cause);
        if matches!(expected, "lost" | "unclear") {
            assert_eq!(detail(outcome), world.scenario.leads_to.detail.as_deref(), "{name}");
        }
    }
    Ok(())
}

#[test]
fn each_scenario_ends_as_it_says_by_the_direct_way() -> Result<(), Failure> {
    every_scenario(|leads_to| &leads_to.direct, direct)
}

#[test]
fn each_scenario_ends_as_it_says_by_the_reader_way() -> Result<(), Failure> {
    every_scenario(|leads_to| &leads_to.reader, |world| world.reader(IdentifyArg::Face, |_| {}))
}

#[test]
fn each_scenario_ends_as_it_says_by_the_typed_way() -> Result<(), Failure> {
    every_scenario(|leads_to| &leads_to.typed, |world| world.typed(|_| {}))
}

#[test]
fn each_persona_ends_as_what_is_filed_about_it() -> Result<(), Failure> {
    // Persona; direct by PIN; at the certified reader by face; typed.
    let expected = [
        ("adult", "eligible", "eligible", "eligible"),
        ("child", "eligible", "eligible", "eligible"),
        ("infant", "eligible", "identity_method_unavailable", "eligible"),
        ("elderly-70", "eligible", "eligible", "eligible"),
        ("elderly", "eligible", "eligible", "eligible"),
        ("foreign", "eligible", "eligible", "eligible"),
        ("face-only", "identity_method_unavailable", "eligible", "eligible"),
        ("android", "eligible", "identity_method_unavailable", "eligible"),
        ("iphone", "eligible", "identity_method_unavailable", "eligible"),
        ("suspended", "suspended", "source_unknown", "eligible"),
        ("renewed", "eligible", "eligible", "eligible"),
        ("job-change", "eligible", "eligible", "newer_insurer"),
        ("job-change-gap", "lost", "lost", "lost"),
        ("expired", "expired", "source_unknown", "eligible"),
    ];
    assert_eq!(expected.map(|(name, ..)| name), hokensho_mock::Persona::NAMES);
    for (name, by_card, by_reader, typed) in expected {
        let world = world(name, "normal")?;
        let finished = direct(&world)?;
        assert_eq!(finished.report.outcome.name(), by_card, "{name} direct: {:?}", finished.cause);
        let outcome = world.reader(IdentifyArg::Face, |_| {})?.report.outcome;
        assert_eq!(outcome.name(), by_reader, "{name} at the reader");
        assert_eq!(world.typed(|_| {})?.report.outcome.name(), typed, "{name} typed");
    }
    Ok(())
}

#[test]
fn a_photo_that_was_looked_at_without_a_certified_reader_leads_to_no_eligibility() -> Result<(), Failure> {
    let world = world("adult", "normal")?;
    for identify in [IdentifyArg::Face, IdentifyArg::Staff, IdentifyArg::Machine] {
        let mut device = Device::mock(world.persona.as_ref().ok_or("no persona")?, None);
        let trust = &mut Trust::new(None, false)?;
        let finished = world.direct(&mut device, trust, identify, |_| Reply::Stop, |_| {})?;
        assert_eq!(finished.report.outcome, Outcome::IdentityMethodUnavailable);
    }
    Ok(())
}

#[test]
fn production_anchors_refuse_the_mock_card() -> Result<(), Failure> {
    let world = world("adult", "normal")?;
    let persona = world.persona.clone().ok_or("no persona")?;
    let mut device = Device::mock(&persona, None);
    let pin = |_: Need| AuthPin::new(persona.auth_pin()).map_or(Reply::Stop, Reply::Pin);
    let trust = &mut Trust::new(Some("production"), false)?;
    let finished = world.direct(&mut device, trust, IdentifyArg::Pin, pin, |_| {})?;
    assert_eq!(finished.report.outcome, Outcome::NotGenuine);
    Ok(())
}

//! Every scenario ends as its file says, by each of the three ways: through a mock card, real files in a temporary
//! folder, and the whole chain of checks. What a persona is, its file decides and not its name.

use hokensho::card::AuthPin;
use hokensho::{Finished, Identity, Need, Outcome, Reply};
use hokensho_examples::Failure;
use hokensho_examples::args::IdentifyArg;
use hokensho_examples::device::Device;
use hokensho_examples::trust::Trust;
use hokensho_examples::world::World;
use hokensho_mock::Persona;
use hokensho_mock::pki::Authority;
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
        ("long-name", "eligible", "eligible", "eligible"),
        ("face-only", "identity_method_unavailable", "eligible", "eligible"),
        ("android", "eligible", "identity_method_unavailable", "eligible"),
        ("iphone", "eligible", "identity_method_unavailable", "eligible"),
        ("suspended", "suspended", "source_unknown", "eligible"),
        ("renewed", "eligible", "eligible", "eligible"),
        ("job-change", "eligible", "eligible", "newer_insurer"),
        ("job-change-gap", "lost", "lost", "lost"),
        ("expired", "expired", "source_unknown", "eligible"),
    ];
    assert_eq!(expected.map(|(name, ..)| name), Persona::NAMES);
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

/// A world about a copy of a persona's file that was changed, and is called otherwise.
fn world_of(persona: &str, from: &str, to: &str) -> Result<World, Failure> {
    let text = Persona::named(persona)?.source().replace(&format!("name = \"{persona}\""), "name = \"copy\"");
    assert!(text.contains(from), "{persona}: {from}");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("copy.toml");
    std::fs::write(&file, text.replacen(from, to, 1))?;
    World::new(file.to_str(), "normal", false, NOW)
}

/// How it ends by PIN: direct, and at the certified reader.
fn by_pin(world: &World) -> Result<[Outcome; 2], Failure> {
    let [direct, reader] = [direct(world)?, world.reader(IdentifyArg::Pin, |_| {})?];
    Ok([direct.report.outcome, reader.report.outcome])
}

#[test]
fn an_iphone_verifies_its_user_by_itself_whatever_the_persona_is_called() -> Result<(), Failure> {
    let world = world_of("iphone", "", "")?;
    for finished in [direct(&world)?, world.reader(IdentifyArg::Pin, |_| {})?] {
        assert_eq!(finished.report.outcome.name(), "eligible", "{:?}", finished.cause);
        assert_eq!(finished.report.identity, Identity::OnDevice);
    }
    let world = world_of("iphone", "on_device = true", "on_device = false")?;
    assert_eq!(by_pin(&world)?, [Outcome::IdentityMethodUnavailable, Outcome::IdentityMethodUnavailable]);
    Ok(())
}

#[test]
fn a_child_that_forgot_its_pin_has_no_face_only_card() -> Result<(), Failure> {
    let world = world_of("child", "kind = \"card\"", "kind = \"card\"\ntries = { auth_pin = 0 }")?;
    assert_eq!(by_pin(&world)?, [Outcome::PinBlocked, Outcome::PinBlocked]);
    let face_only = self::world("face-only", "normal")?;
    assert_eq!(by_pin(&face_only)?, [Outcome::IdentityMethodUnavailable, Outcome::IdentityMethodUnavailable]);
    Ok(())
}

#[test]
fn a_holder_who_declined_the_certificate_is_identified_some_other_way() -> Result<(), Failure> {
    let world = world_of("adult", "der = { built_in = \"adult-auth\" }", "der = \"none\"")?;
    assert_eq!(by_pin(&world)?, [Outcome::IdentityMethodUnavailable, Outcome::IdentityMethodUnavailable]);
    let by_face = world.reader(IdentifyArg::Face, |_| {})?.report.outcome;
    assert_eq!(by_face, Outcome::IdentityMethodUnavailable);
    Ok(())
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left() -> Result<(), Failure> {
    let wrong = Outcome::PinWrong { left: Some(2) };
    assert_eq!(by_pin(&world("adult", "pin-wrong")?)?, [wrong.clone(), wrong]);
    assert_eq!(by_pin(&world("adult", "pin-blocked")?)?, [Outcome::PinBlocked, Outcome::PinBlocked]);
    Ok(())
}

#[test]
fn a_persona_that_the_online_side_does_not_know_is_an_error_that_says_so() {
    let error = world_of("adult", "[registration]", "[notes]").err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("persona copy: there is no section [registration]"));
}

#[test]
fn a_folder_of_anchors_without_one_for_authentication_is_an_error() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let trust = || Trust::new(folder.path().to_str(), false).map_err(|error| error.to_string());
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes);
    assert!(trust().is_err_and(|error| error.ends_with("no auth-*.der in it, so no card could be believed")));
    put("sign-ca.der", Authority::Sign.certificate())?;
    assert!(trust().is_err_and(|error| error.contains("no auth-*.der")));
    put("auth-ca.der", Authority::Auth.certificate())?;
    assert!(trust().is_ok());
    // A file that is there and can't be understood isn't the same as none.
    put("cv.toml", b"\xFF")?;
    assert!(trust().is_err_and(|error| error.contains("cv.toml")));
    put("cv.toml", b"key = 1")?;
    assert!(trust().is_err_and(|error| error.contains("cv.toml")));
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

//! What a card shows is believed only if all of it holds: each bit of the certificate, each bit of the signature, the
//! challenge of this very reception, and an anchor that was there before the card came.

use hokensho::pki::{Certificate, ProductionAnchors, Purpose, Role, SignatureAlgorithm, TestAnchors};
use hokensho::{Direct, Identity, NoRevocation, Outcome, SourceFailure, TrustStore as _, Unclear};
use hokensho_apdu::Transport;
use hokensho_mock::der;
use hokensho_mock::pki::{Authority, field};
use hokensho_mock::{Application, Persona, VirtualCard};
use hokensho_pki::VerifiedHolder;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::common::{Desk, NOW, SignsBy, flip, institution, pin, session_is_over};

/// Each case costs a signature by the mock and two checks.
const CASES: u32 = 128;

fn config() -> ProptestConfig {
    ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() }
}

/// A card whose signatures are changed on the way.
fn forger(card: VirtualCard, mut change: impl FnMut(&mut Vec<u8>)) -> impl Transport {
    let sign = move |card: &mut VirtualCard, command: &[u8]| {
        let mut answer = card.transmit(command)?;
        change(&mut answer);
        Ok(answer)
    };
    SignsBy { card, sign }
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    flip(&mut bytes, bit);
    bytes
}

/// What comes of a card whose certificate has one bit changed.
fn outcome_of_a_leaf(desk: &mut Desk, bit: usize) -> Outcome {
    let leaf = flipped(desk.persona.auth_certificate().unwrap(), bit);
    let mut card = desk.cards.clone().file(Application::Jpki, 0x000A, leaf).build();
    let outcome = desk.run_right(&mut card).report.outcome;
    assert!(session_is_over(&card), "bit {bit}");
    outcome
}

#[test]
fn one_bit_changed_in_the_certificate_is_not_genuine() {
    let mut desk = Desk::of("adult");
    let bits = desk.persona.auth_certificate().unwrap().len() * 8;
    // The outermost tag and length also say how much is to be read.
    for bit in 0..32 {
        let outcome = outcome_of_a_leaf(&mut desk, bit);
        assert!(matches!(outcome, Outcome::NotGenuine | Outcome::CardUnreadable), "bit {bit}: {outcome:?}");
    }
    let mut runner = TestRunner::new(config());
    let desk = std::cell::RefCell::new(desk);
    let run = runner.run(&(32..bits), |bit| {
        let mut desk = desk.borrow_mut();
        let leaf = flipped(desk.persona.auth_certificate().unwrap(), bit);
        let algorithm = Certificate::parse(&leaf).map(|leaf| leaf.public_key().usual_algorithm());
        // Nothing can be asked of a key of an unknown kind, genuine or not.
        let expected = match algorithm {
            Ok(SignatureAlgorithm::Other(_)) => Outcome::IdentityMethodUnavailable,
            _ => Outcome::NotGenuine,
        };
        prop_assert_eq!(outcome_of_a_leaf(&mut desk, bit), expected);
        Ok(())
    });
    run.unwrap();
    assert_eq!(desk.borrow().asked.get(), 0);
}

#[test]
fn one_bit_changed_in_the_signature_over_the_challenge_is_not_genuine() {
    let desk = std::cell::RefCell::new(Desk::of("adult"));
    let mut runner = TestRunner::new(config());
    let run = runner.run(&(0..2048_usize), |bit| {
        let mut desk = desk.borrow_mut();
        let card = forger(desk.card(), |answer| *answer = flipped(answer, bit));
        prop_assert_eq!(desk.run_right(card).report.outcome, Outcome::NotGenuine);
        Ok(())
    });
    run.unwrap();
    assert_eq!(desk.borrow().asked.get(), 0);
}

#[test]
fn a_policy_that_is_not_accepted_is_not_genuine_and_policies_can_be_replaced() {
    let mut desk = Desk::of("adult");
    desk.settings.policies = Some(hokensho::pki::Policies::production());
    assert_eq!(desk.outcome(), Outcome::NotGenuine);
    desk.settings.policies = Some(hokensho::pki::Policies::test());
    assert!(desk.outcome().is_eligible());
}

#[test]
fn a_clock_that_went_back_to_its_first_day_makes_no_card_false() {
    let mut desk = Desk::of("adult");
    desk.now = 0;
    let finished = desk.run_right(desk.card());
    assert_eq!(finished.report.outcome, Outcome::Unclear(Unclear::Untimely));
    let cause = hokensho::pki::Error::NotYetValid { role: Role::Leaf };
    assert!(matches!(finished.cause, Some(hokensho::Error::Pki(error)) if error == cause));
    assert_eq!(desk.asked.get(), 0);
}

#[test]
fn a_trusted_ca_out_of_its_time_makes_no_card_false() {
    for (validity, cause) in [
        ([NOW - 2, NOW - 1], hokensho::pki::Error::Expired { role: Role::Anchor }),
        ([NOW + 1, NOW + 2], hokensho::pki::Error::NotYetValid { role: Role::Anchor }),
    ] {
        let mut tbs = Authority::Auth.certificate_tbs();
        tbs.replace(&[field::VALIDITY], der::sequence(validity.map(der::time))).unwrap();
        let mut desk = Desk::of("adult");
        desk.anchors = TestAnchors::new();
        desk.anchors.accept(Purpose::Authentication, &Authority::Auth.issue(&tbs)).unwrap();
        let finished = desk.run_right(desk.card());
        assert_eq!(finished.report.outcome, Outcome::Unclear(Unclear::Untimely));
        assert!(matches!(finished.cause, Some(hokensho::Error::Pki(error)) if error == cause));
        assert_eq!(desk.asked.get(), 0);
    }
}

#[test]
fn a_forged_certificate_is_not_genuine_whatever_the_clock_says() {
    let mut desk = Desk::of("adult");
    let mut forged = desk.persona.auth_certificate().unwrap().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    for now in [0, NOW, i64::from(u32::MAX)] {
        desk.now = now;
        let card = desk.cards.clone().file(Application::Jpki, 0x000A, forged.clone()).build();
        assert_eq!(desk.run_right(card).report.outcome, Outcome::NotGenuine);
    }
}

#[test]
fn a_signature_of_an_earlier_reception_is_not_genuine() {
    let mut desk = Desk::of("adult");
    let mut earlier = Vec::new();
    let keep = forger(desk.card(), |answer| earlier.clone_from(answer));
    assert!(desk.run_right(keep).report.outcome.is_eligible());

    // The same second, other random bytes; then the same random bytes a second later.
    for (random, now) in [([0xA5; 32], NOW), (desk.random, NOW + 1)] {
        (desk.random, desk.now) = (random, now);
        let replay = forger(desk.card(), |answer| answer.clone_from(&earlier));
        let finished = desk.run_right(replay);
        assert_eq!(finished.report.outcome, Outcome::NotGenuine);
        assert_eq!(finished.report.identity, Identity::None);
        assert!(finished.serial.is_none());
    }
    assert_eq!(desk.asked.get(), 1);
}

#[test]
fn a_certificate_of_somebody_else_is_not_genuine() {
    let mut desk = Desk::of("adult");
    let others = super::common::persona("renewed").auth_certificate().unwrap().to_vec();
    let card = desk.cards.clone().file(Application::Jpki, 0x000A, others).build();
    assert_eq!(desk.run_right(card).report.outcome, Outcome::NotGenuine);
}

#[test]
fn a_ca_certificate_in_place_of_the_holders_is_not_genuine() {
    let mut desk = Desk::of("adult");
    let ca = desk.persona.auth_ca_certificate().to_vec();
    let card = desk.cards.clone().file(Application::Jpki, 0x000A, ca).build();
    assert_eq!(desk.run_right(card).report.outcome, Outcome::NotGenuine);
}

#[test]
fn a_ca_that_only_the_card_brings_is_not_trusted() {
    let mut desk = Desk::of("adult");
    desk.anchors = TestAnchors::new();
    let mut card = desk.card();
    let finished = desk.run_right(&mut card);
    assert_eq!(finished.report.outcome, Outcome::NotGenuine);
    assert_eq!(finished.round_trips, 8); // it was read, to be looked at
    assert!(session_is_over(&card));
    assert!(hokensho::pki::Anchors::anchors(&desk.anchors).is_empty());
    assert_eq!(desk.asked.get(), 0);
}

#[test]
fn a_test_store_takes_from_a_card_only_what_it_has_already() {
    let (ca, purpose) = (desk_ca(), Purpose::Authentication);
    let mut anchors = TestAnchors::new();
    let refused = anchors.accept_from_card(purpose, &ca);
    assert!(matches!(refused, Err(hokensho::pki::Error::AnchorNotPinned { .. })));
    anchors.accept(purpose, &ca).unwrap(); // by whoever set the test up
    assert!(anchors.accept_from_card(purpose, &ca).is_ok());
    assert!(anchors.accept_from_card(Purpose::Signing, &ca).is_err());
}

fn desk_ca() -> Vec<u8> {
    super::common::persona("adult").auth_ca_certificate().to_vec()
}

#[test]
fn production_anchors_refuse_the_mocks_ca() {
    let persona = Persona::named("adult").unwrap();
    let mut anchors = ProductionAnchors::new();
    let mut card = VirtualCard::new(&persona);
    let nobody = |_: &VerifiedHolder, _: &hokensho::InstitutionCode, _: hokensho::DateTime| {
        Err::<hokensho::LookUp, _>(SourceFailure::NotSent)
    };
    let way = Direct::new(&mut card, &mut anchors, NoRevocation, nobody, institution(), [1; 32]);
    let mut typed = Some(pin(persona.auth_pin()));
    let finished = hokensho::Reception::new(way).run(
        &mut super::common::FakeClock::at(NOW),
        |_| typed.take().map_or(hokensho::Reply::Stop, hokensho::Reply::Pin),
        |_| {},
    );
    assert_eq!(finished.report.outcome, Outcome::NotGenuine);
    let cause = finished.cause.unwrap();
    let pinned = Purpose::Authentication;
    assert!(
        matches!(&cause, hokensho::Error::Pki(hokensho::pki::Error::AnchorNotPinned { purpose, .. }) if *purpose == pinned),
        "{cause:?}"
    );
    assert!(session_is_over(&card));
}

#[cfg(feature = "aws-lc-rs")]
#[test]
fn another_backend_decides_the_same() {
    use super::common::{FakeClock, list_of, mock_anchors, persona};
    use hokensho::{DateTime, InstitutionCode, Reception, Reply, pki::AwsLcRs};

    let persona = persona("adult");
    let list = list_of(persona.holder().municipality(), &[], NOW);
    for (bits, expected) in [(0, Outcome::SourceUnavailable), (1, Outcome::NotGenuine)] {
        let mut anchors = mock_anchors();
        let lists = |_: &Certificate<'_>| Some(list.clone());
        let nobody = |_: &VerifiedHolder, _: &InstitutionCode, _: DateTime| Err(SourceFailure::NotSent);
        let card =
            forger(VirtualCard::new(&persona), |signature| (0..bits).for_each(|bit| flip(signature, bit)));
        let way =
            Direct::new(card, &mut anchors, lists, nobody, institution(), [1; 32]).with_backend(AwsLcRs);
        let mut typed = Some(pin(persona.auth_pin()));
        let supply = |_| typed.take().map_or(Reply::Stop, Reply::Pin);
        let finished = Reception::new(way).run(&mut FakeClock::at(NOW), supply, |_| {});
        assert_eq!(finished.report.outcome, expected, "{:?}", finished.cause);
    }
}

//! What one reception verified is of no use to the next one, nor to any other program: whatever a warm reset leaves.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use hokensho::card::Card;
use hokensho::{Event, Outcome, Reception, Reply, Step, VerifiedAttributes, VerifiedFace};
use hokensho_apdu::Transport;
use hokensho_mock::{Application, Fault, VirtualCard, WarmReset};

use super::common::{Desk, NOW, SignsBy, code_b, mock_cv_anchors, moment, pin, session_is_over, text_pin};

const SETTINGS: [WarmReset; 2] = [WarmReset::KeepsStatus, WarmReset::DropsStatus];

/// What anybody may try who comes next: without a PIN, after a reset of the reader and without one.
fn assert_nothing_is_inherited(card: &mut VirtualCard, what: &str) {
    assert!(session_is_over(card), "{what}: {card:?}");
    for reset in [false, true] {
        if reset {
            card.warm_reset();
        }
        for (application, command) in [
            // Sign with the auth key; read the attributes, the face, the sign certificate.
            (Application::Jpki, [&[0x80, 0x2A, 0x00, 0x97, 0x20][..], &[0xAB; 32], &[0x00]].concat()),
            (Application::Text, vec![0x00, 0xB0, 0x82, 0x00, 0x00]),
            (Application::Visual, vec![0x00, 0xB0, 0x82, 0x00, 0x00]),
            (Application::Jpki, vec![0x00, 0xB0, 0x81, 0x00, 0x00]),
        ] {
            let aid = application.aid();
            card.transmit(&[&[0x00, 0xA4, 0x04, 0x0C, u8::try_from(aid.len()).unwrap()], aid].concat())
                .unwrap();
            let answer = card.transmit(&command).unwrap();
            assert_eq!(answer.as_slice(), [0x69, 0x82], "{what}, reset {reset}: {command:02X?}");
        }
        card.power_down().unwrap();
    }
}

fn desk(setting: WarmReset) -> Desk {
    let mut desk = Desk::of("adult");
    desk.cards = desk.cards.warm_reset(setting);
    desk
}

#[test]
fn the_next_reception_has_to_ask_again_however_the_first_ended() {
    for setting in SETTINGS {
        for (digits, outcome) in
            [(Some("0000"), Outcome::PinWrong { left: Some(2) }), (None, Outcome::Cancelled)]
        {
            let mut desk = desk(setting);
            let mut card = desk.card();
            assert!(desk.run_right(&mut card).report.outcome.is_eligible());
            card.warm_reset();
            // Were the PIN still of use, this would be somebody's eligibility without a PIN.
            assert_eq!(desk.run(&mut card, digits).report.outcome, outcome);
            assert_eq!(desk.asked.get(), 1, "{setting:?}");
            assert_nothing_is_inherited(&mut card, "after the second");
        }
    }
}

#[test]
fn what_was_verified_ends_with_the_reception_after_an_error_too() {
    for setting in SETTINGS {
        for at in 1..=7 {
            let mut desk = desk(setting);
            let failing = Fault::Answer(vec![0x6F, 0x00]);
            let mut card = desk.cards.clone().fault(at, failing).build();
            desk.run_right(&mut card);
            assert_nothing_is_inherited(&mut card, &format!("{setting:?}, an error at command {at}"));
        }
    }
}

#[test]
fn face_and_attributes_close_with_their_session() {
    for setting in SETTINGS {
        let desk = desk(setting);
        let mut card = desk.card();
        let mut session = Card::open(&mut card);
        VerifiedFace::read(&mut session, &code_b(&desk.persona), &mock_cv_anchors()).unwrap();
        VerifiedAttributes::read(&mut session, &text_pin(&desk.persona), &mock_cv_anchors()).unwrap();
        drop(session);
        assert_nothing_is_inherited(&mut card, &format!("{setting:?}"));
    }
}

#[test]
fn what_was_verified_ends_with_the_reception_after_a_panic_too() {
    for setting in SETTINGS {
        let mut desk = desk(setting);
        let mut card = desk.card();
        // Right after the PIN.
        let sign = |_: &mut &mut VirtualCard, _: &[u8]| panic!("a driver's mistake");
        let ran = catch_unwind(AssertUnwindSafe(|| desk.run_right(SignsBy { card: &mut card, sign })));
        assert!(ran.is_err());
        assert_nothing_is_inherited(&mut card, &format!("{setting:?}"));
    }
}

#[test]
fn two_receptions_at_two_readers_know_nothing_of_each_other() {
    let (mut first, mut second) = (Desk::of("adult"), Desk::of("elderly"));
    let (mut here, mut there) = (first.card(), second.card());
    let now = moment(NOW, Duration::ZERO);
    let digits = first.persona.auth_pin().to_owned();
    let mut open = Reception::new(first.way(&mut here));
    while !matches!(open.poll(now), Event::Needs(_)) {}
    open.reply(Reply::Pin(pin(&digits)));
    assert!(matches!(open.poll(now), Event::Did(Step::Sign)));
    // The first has its PIN verified now; the second asks for its own.
    assert_eq!(second.run(&mut there, None).report.outcome, Outcome::Cancelled);
    drop(open);
    assert_nothing_is_inherited(&mut here, "here");
    assert_nothing_is_inherited(&mut there, "there");
}

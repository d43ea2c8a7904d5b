//! The tries that are left, and how they are spent.

use super::*;
use crate::JukiPin;

const QUERY: &str = "00200098";
const VERIFY: &str = "0020009804 31323334";

fn state(status: u16) -> Result<PinState, Error> {
    let script = Script::default().then(QUERY, &[], status).then_ends();
    script.run(|session| session.pin_state(Secret::AuthPin))
}

fn verify(script: Script, last_try: LastTry) -> Result<(), Error> {
    script.then_ends().run(|session| present(session, last_try))
}

/// Presents the PIN 1234.
fn present<T: Transport>(session: &mut Session<T>, last_try: LastTry) -> Result<(), Error> {
    session.verify(AuthPin::new("1234").unwrap().data(), last_try)
}

#[test]
fn understands_every_word_for_the_tries_left() {
    for (status, expected) in [
        (0x63C3, PinState::TriesLeft(3)),
        (0x63CF, PinState::TriesLeft(15)),
        (0x63C0, PinState::Blocked),
        (0x6983, PinState::Blocked),
        (0x6984, PinState::Blocked),
        (0x6300, PinState::Uncounted),
        (0x9000, PinState::Verified),
    ] {
        assert_eq!(state(status).unwrap(), expected);
    }
    assert!(matches!(state(0x6A88), Err(Error::Refused { step: Step::Query(Secret::AuthPin), .. })));
}

#[test]
fn does_not_send_the_pin_if_the_question_fails() {
    for status in [0x6A88, 0x6D00, 0x6F00, 0x6982, 0x6100, 0x0000] {
        let script = match status {
            0x6100 => Script::default().then(QUERY, &[], status).then("00C0000000", &[], 0x6F00),
            _ => Script::default().then(QUERY, &[], status),
        };
        assert!(verify(script, LastTry::Spend).is_err());
    }
    let lost = Script::default().then_fails(QUERY, TransportError::Timeout);
    assert!(matches!(verify(lost, LastTry::Spend), Err(Error::Exchange { step: Step::Query(_), .. })));
}

#[test]
fn keeps_the_last_try() {
    let script = Script::default().then(QUERY, &[], 0x63C1);
    assert!(matches!(verify(script, LastTry::Keep), Err(Error::LastTry { secret: Secret::AuthPin })));
}

#[test]
fn spends_the_last_try_on_request() {
    let script = Script::default().then(QUERY, &[], 0x63C1).then(VERIFY, &[], 0x9000);
    verify(script, LastTry::Spend).unwrap();
}

#[test]
fn does_not_knock_at_a_blocked_secret() {
    for status in [0x63C0, 0x6983, 0x6984] {
        let script = Script::default().then(QUERY, &[], status);
        let error = verify(script, LastTry::Spend).unwrap_err();
        assert!(error.is_pin_blocked());
        assert_eq!(error.tries_left(), Some(0));
    }
}

#[test]
fn presents_a_secret_again_that_was_presented() {
    let script = Script::default().then(QUERY, &[], 0x9000).then(VERIFY, &[], 0x63C2);
    assert_eq!(verify(script, LastTry::Keep).unwrap_err().tries_left(), Some(2));
}

#[test]
fn does_not_ask_again_what_was_just_told() {
    let script = Script::default().then(QUERY, &[], 0x63C3).then(VERIFY, &[], 0x9000).then_ends();
    script.run(|session| {
        session.pin_state(Secret::AuthPin).unwrap();
        present(session, LastTry::Keep).unwrap();
    });
}

#[test]
fn does_not_ask_again_whoever_confirms_the_last_try() {
    let script = Script::default().then(QUERY, &[], 0x63C1).then(VERIFY, &[], 0x9000).then_ends();
    script.run(|session| {
        let error = present(session, LastTry::Keep).unwrap_err();
        assert!(matches!(error, Error::LastTry { .. }));
        present(session, LastTry::Spend).unwrap();
    });
}

#[test]
fn asks_again_after_a_try() {
    let script = Script::default()
        .then(QUERY, &[], 0x63C2)
        .then(VERIFY, &[], 0x63C1)
        .then(QUERY, &[], 0x63C1)
        .then_ends();
    script.run(|session| {
        present(session, LastTry::Keep).unwrap_err();
        let error = present(session, LastTry::Keep).unwrap_err();
        assert!(matches!(error, Error::LastTry { .. }));
    });
}

#[test]
fn keeps_the_last_try_of_a_card_that_no_longer_counts_aloud() {
    for silent in [0x9000, 0x6300] {
        let script = Script::default()
            .then(QUERY, &[], silent)
            .then(VERIFY, &[], 0x63C1)
            .then(QUERY, &[], silent)
            .then(VERIFY, &[], 0x9000)
            .then(QUERY, &[], silent)
            .then(VERIFY, &[], 0x9000)
            .then_ends();
        script.run(|session| {
            present(session, LastTry::Keep).unwrap_err();
            let error = present(session, LastTry::Keep).unwrap_err();
            assert!(matches!(error, Error::LastTry { secret: Secret::AuthPin }));
            present(session, LastTry::Spend).unwrap();
            // The right one gives all tries back.
            present(session, LastTry::Keep).unwrap();
        });
    }
}

#[test]
fn does_not_take_the_tries_of_a_card_that_left() {
    let script = Script::default()
        .then(QUERY, &[], 0x9000)
        .then(VERIFY, &[], 0x63C1)
        .then_fails(QUERY, TransportError::CardRemoved)
        .then(SELECT_JPKI, &[], 0x9000)
        .then(QUERY, &[], 0x9000)
        .then(VERIFY, &[], 0x9000)
        .then_ends();
    script.run(|session| {
        present(session, LastTry::Keep).unwrap_err();
        assert!(present(session, LastTry::Keep).unwrap_err().is_card_removed());
        present(session, LastTry::Keep).unwrap();
    });
}

#[test]
fn does_not_take_the_tries_of_another_secret() {
    let script = Script::default().then("0020009B", &[], 0x63C5).then(QUERY, &[], 0x63C1).then_ends();
    script.run(|session| {
        session.pin_state(Secret::SignPassword).unwrap();
        let error = present(session, LastTry::Keep).unwrap_err();
        assert!(matches!(error, Error::LastTry { .. }));
    });
}

#[test]
fn reaches_no_other_application() {
    // A short identifier is another secret elsewhere: 11 is the PIN of the text application and the birth code.
    let script = Script::default()
        .then(QUERY, &[], 0x63C3)
        .then("00A4040C0A D3921000310001010408", &[], 0x6A82)
        .then(SELECT_JPKI, &[], 0x9000)
        .then(VERIFY, &[], 0x9000)
        .then_ends();
    script.run(|session| {
        session.pin_state(Secret::AuthPin).unwrap();
        session.select(Application::Text).unwrap_err();
        present(session, LastTry::Keep).unwrap();
    });
}

#[test]
fn asks_again_after_a_reset() {
    let script = Script::default()
        .then(QUERY, &[], 0x63C3)
        .then_fails(EXTENDED_AUTH, TransportError::CardReset)
        .then(SELECT_JPKI, &[], 0x9000)
        .then(QUERY, &[], 0x63C1)
        .then_ends();
    script.run(|session| {
        session.pin_state(Secret::AuthPin).unwrap();
        session.read(File::AuthCertificate).unwrap_err();
        let error = present(session, LastTry::Keep).unwrap_err();
        assert!(matches!(error, Error::LastTry { .. }));
    });
}

#[test]
fn understands_every_word_for_a_wrong_secret() {
    for (status, tries_left, blocked) in [
        (0x63C2, Some(2), false),
        (0x63C0, Some(0), true),
        (0x6300, None, false),
        (0x6983, Some(0), true),
        (0x6984, Some(0), true),
    ] {
        let script = Script::default().then(QUERY, &[], 0x63C3).then(VERIFY, &[], status);
        let error = verify(script, LastTry::Keep).unwrap_err();
        assert_eq!((error.tries_left(), error.is_pin_blocked()), (tries_left, blocked));
    }
}

#[test]
fn never_sends_a_secret_twice() {
    for status in [0x6C04, 0x6700, 0x6F00] {
        let script = Script::default().then(QUERY, &[], 0x63C3).then(VERIFY, &[], status);
        assert!(verify(script, LastTry::Keep).is_err());
    }
    let lost = Script::default().then(QUERY, &[], 0x63C3).then_fails(VERIFY, TransportError::Timeout);
    assert!(matches!(verify(lost, LastTry::Keep), Err(Error::Exchange { step: Step::Verify(_), .. })));
}

mod changing {
    use super::*;

    const CHANGE: &str = "0024019804 35363738";

    fn change(script: Script) -> Result<(), Error> {
        let [current, new] = ["1234", "5678"].map(|pin| AuthPin::new(pin).unwrap());
        script.then_ends().run(|session| session.change(current.data(), new.data()))
    }

    fn verified() -> Script {
        Script::default().then(QUERY, &[], 0x63C3).then(VERIFY, &[], 0x9000)
    }

    #[test]
    fn presents_the_old_value_and_sends_the_new_one() {
        change(verified().then(CHANGE, &[], 0x9000)).unwrap();
    }

    #[test]
    fn is_change_key_in_the_applications_of_the_resident_register() {
        let [current, new] = ["1234", "5678"].map(|pin| JukiPin::new(pin).unwrap());
        for application in [Application::Common, Application::Juki] {
            let script = Script::default()
                .then("0020009C", &[], 0x63C3)
                .then("0020009C04 31323334", &[], 0x9000)
                .then("8032009C04 35363738", &[], 0x9000)
                .then_ends();
            let changed = script.run_in(application, |session| match application {
                Application::Common => session.change(current.for_common(), new.for_common()),
                _ => session.change(current.for_juki(), new.for_juki()),
            });
            changed.unwrap();
        }
    }

    #[test]
    fn keeps_the_last_try() {
        let error = change(Script::default().then(QUERY, &[], 0x63C1)).unwrap_err();
        assert!(matches!(error, Error::LastTry { secret: Secret::AuthPin }));
    }

    #[test]
    fn sends_no_new_value_after_a_wrong_old_one() {
        let script = Script::default().then(QUERY, &[], 0x63C3).then(VERIFY, &[], 0x63C2);
        assert_eq!(change(script).unwrap_err().tries_left(), Some(2));
    }

    #[test]
    fn is_never_repeated() {
        for status in [0x6C04, 0x6700, 0x6A86, 0x6F00] {
            let error = change(verified().then(CHANGE, &[], status)).unwrap_err();
            assert!(matches!(error, Error::Refused { step: Step::Change(Secret::AuthPin), .. }));
        }
        for lost in [TransportError::Timeout, TransportError::CardReset, failed()] {
            let error = change(verified().then_fails(CHANGE, lost)).unwrap_err();
            assert!(matches!(error, Error::Exchange { step: Step::Change(Secret::AuthPin), .. }));
        }
    }

    #[test]
    fn wants_the_old_value_verified() {
        let error = change(verified().then(CHANGE, &[], 0x6982)).unwrap_err();
        assert!(matches!(error, Error::NotVerified { step: Step::Change(Secret::AuthPin) }));
    }
}

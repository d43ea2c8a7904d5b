//! The rules of a transport, held by one that goes over a channel to a phone's NFC: once, whole, finite, named. Whatever
//! happens on the phone, the card is left closed and no try is spent that wasn't asked for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::thread;
use std::time::{Duration, Instant};

use hokensho::apdu::callback::{self, CallbackTransport};
use hokensho::apdu::{Command, Form, Transport as _, TransportError};
use hokensho::card::{AuthPin, Card, DigestInfo, Error, ReadMode, ShortLe, Signature, Step};
use hokensho_examples::phone::{Incident, Played, Tag, expected_response_length, serve};
use hokensho_mock::{Persona, Secret, VirtualCard};

/// Longer than any test should take.
const LONG: Duration = Duration::from_secs(60);
/// Long enough for a signature of the mock card on a busy machine.
const SHORT: Duration = Duration::from_millis(500);

/// Select, token, tries, VERIFY, certificate, signature, end.
const COMMANDS: usize = 7;
const VERIFY: usize = 4;

fn adult() -> Persona {
    Persona::named("adult").unwrap()
}

/// Lets `work` have a card that is held to a phone, and gives what both say.
fn tap<R>(
    limit: Duration,
    incident: Option<(usize, Incident)>,
    work: impl FnOnce(CallbackTransport) -> R,
) -> (R, Played) {
    let (transport, requests) = callback::pair(limit);
    let (tag, field) = Tag::hold(VirtualCard::new(&adult()), incident);
    let app = thread::spawn(move || serve(&tag, requests));
    let worked = work(transport);
    app.join().unwrap();
    (worked, field.join().unwrap())
}

/// A whole session, certificate and signature.
fn session(transport: CallbackTransport, mode: ReadMode) -> Result<(Vec<u8>, Signature), Error> {
    let mut card = Card::connect(transport)?.with_read_mode(mode);
    let mut jpki = card.jpki()?.verify_auth_pin(&AuthPin::new(adult().auth_pin())?)?;
    let certificate = jpki.auth_certificate()?.as_der().to_vec();
    let signature = jpki.sign(&DigestInfo::sha256(&[0x5A; 32]))?;
    card.end()?;
    Ok((certificate, signature))
}

/// The session with an incident at a command; what is left of the card is the same for all.
fn interrupted(limit: Duration, at: usize, incident: Incident) -> (Error, Played) {
    let (ended, played) = tap(limit, Some((at, incident)), |transport| session(transport, ReadMode::Auto));
    assert!(!played.card.is_verified(Secret::AuthPin), "{incident:?} at {at}");
    assert_eq!(played.card.tries_left(Secret::AuthPin), 3, "the PIN was right: {incident:?} at {at}");
    let Err(error) = ended else { panic!("{incident:?} at {at} ended well") };
    (error, played)
}

fn transport_error(error: &Error) -> &TransportError {
    match error {
        Error::Exchange { source: hokensho::apdu::Error::Transport(error), .. } => error,
        other => panic!("{other}"),
    }
}

#[test]
fn carries_a_session_once_and_whole() {
    let (worked, played) = tap(LONG, None, |transport| session(transport, ReadMode::Auto));
    let (certificate, signature) = worked.unwrap();
    assert_eq!(Some(&certificate[..]), adult().auth_certificate());
    assert_eq!(signature.as_bytes().len(), 256);
    assert_eq!(played.commands.len(), COMMANDS);
    assert_eq!(played.card.apdus(), u32::try_from(COMMANDS).unwrap());
    assert!(!played.card.is_verified(Secret::AuthPin));
}

#[test]
fn a_card_that_leaves_is_a_card_that_left_at_every_command() {
    for at in 1..COMMANDS {
        let (error, _) = interrupted(LONG, at, Incident::TagLost);
        assert!(matches!(transport_error(&error), TransportError::CardRemoved), "{error}");
        assert!(error.is_card_removed());
    }
}

#[test]
fn a_sheet_that_closes_ends_the_work_at_once_at_every_command() {
    for at in 1..COMMANDS {
        let began = Instant::now();
        let (error, played) = interrupted(LONG, at, Incident::SessionOver);
        assert!(matches!(transport_error(&error), TransportError::ReaderGone), "{error}");
        assert!(error.is_card_removed());
        assert!(began.elapsed() < LONG);
        assert_eq!(played.commands.len(), at - 1);
    }
}

#[test]
fn a_silent_card_ends_in_time_and_gets_nothing_more_at_every_command() {
    for at in 1..COMMANDS {
        let (error, played) = interrupted(SHORT, at, Incident::Silent);
        assert!(matches!(transport_error(&error), TransportError::Timeout), "{error}");
        assert_eq!(played.commands.len(), at, "only the field went off after that");
    }
}

#[test]
fn a_verify_without_an_answer_says_so_and_is_not_repeated() {
    let (error, played) = interrupted(SHORT, VERIFY, Incident::Silent);
    assert!(matches!(error, Error::Exchange { step: Step::Verify(_), .. }), "{error}");
    let pins = played.commands.iter().filter(|command| {
        let command = Command::parse(command).unwrap();
        command.carries_secret() && !command.data().is_empty()
    });
    assert_eq!(pins.count(), 1);
}

#[test]
fn a_late_answer_is_given_up_and_believed_by_nobody_at_every_command() {
    let late = Incident::Late(SHORT + Duration::from_millis(200));
    for at in 1..COMMANDS {
        let (ended, played) = tap(SHORT, Some((at, late)), |transport| session(transport, ReadMode::Auto));
        let error = ended.unwrap_err();
        assert!(matches!(transport_error(&error), TransportError::Timeout), "{error}");
        assert_eq!(played.commands.len(), at);
        assert!(!played.card.is_verified(Secret::AuthPin));
    }
}

#[test]
fn a_refused_extended_read_is_read_in_short() {
    let read = VERIFY + 1;
    let (worked, played) =
        tap(LONG, Some((read, Incident::Refused)), |transport| session(transport, ReadMode::Auto));
    assert_eq!(Some(&worked.unwrap().0[..]), adult().auth_certificate());
    assert!(played.commands.len() > COMMANDS);
    assert_eq!(played.commands.iter().filter(|command| form(command) == Form::Extended).count(), 1);
}

#[test]
fn a_phone_without_extended_lengths_never_sees_any() {
    for le in [ShortLe::MAX, ShortLe::ONE_FRAME] {
        let (worked, played) = tap(LONG, None, |transport| session(transport, ReadMode::Short(le)));
        assert_eq!(Some(&worked.unwrap().0[..]), adult().auth_certificate());
        assert!(played.commands.iter().all(|command| form(command) == Form::Short));
    }
}

fn form(command: &[u8]) -> Form {
    Command::parse(command).unwrap().form()
}

#[test]
fn every_command_has_an_expected_length_that_core_nfc_takes() {
    for mode in [ReadMode::Auto, ReadMode::Short(ShortLe::MAX), ReadMode::Short(ShortLe::ONE_FRAME)] {
        let (_, played) = tap(LONG, None, |transport| session(transport, mode));
        for command in &played.commands {
            let length = expected_response_length(&Command::parse(command).unwrap());
            assert!(length == -1 || (1..=65_536).contains(&length), "{length}");
        }
    }
}

#[test]
fn every_command_fits_what_android_carries_without_extended_lengths() {
    let (_, played) = tap(LONG, None, |transport| session(transport, ReadMode::Auto));
    assert!(played.commands.iter().all(|command| command.len() <= 261));
}

#[test]
fn a_panic_on_our_side_leaves_the_card_closed() {
    let (_, played) = tap(LONG, None, |transport| {
        thread::spawn(move || {
            let mut card = Card::open(transport);
            let pin = AuthPin::new(adult().auth_pin()).unwrap();
            let _jpki = card.jpki().unwrap().verify_auth_pin(&pin).unwrap();
            panic!("on purpose");
        })
        .join()
        .unwrap_err()
    });
    assert!(!played.card.is_verified(Secret::AuthPin));
    assert_eq!(played.card.selected(), None);
}

#[test]
fn a_power_down_takes_the_field_away() {
    let (_, played) = tap(LONG, None, |mut transport| {
        let mut card = Card::open(&mut transport);
        let pin = AuthPin::new(adult().auth_pin()).unwrap();
        drop(card.jpki().unwrap().verify_auth_pin(&pin).unwrap());
        drop(card);
        transport.power_down().unwrap();
        assert!(matches!(transport.transmit(&[0x00, 0x84, 0x00, 0x00]), Err(TransportError::ReaderGone)));
    });
    assert!(!played.card.is_verified(Secret::AuthPin));
}

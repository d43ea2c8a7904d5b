//! Against scripted answers, so that every byte sent is pinned down. Against a whole card: `tests/`.

mod objects;
mod reading;
mod secrets;

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use hokensho_apdu::{TransportError, Zeroizing};

use super::*;
use crate::{AuthPin, DigestInfo, File, FileFault, Secret};

const SELECT_JPKI: &str = "00A4040C0A D392F000260100000001";
const SELECT_ISD: &str = "00A4040C07 A0000001510000";
const EXTENDED_AUTH: &str = "00B08A00 000000";
const SHORT_AUTH: &str = "00B08A00 00";

const SIGN: &str = "802A0097 33 3031300D060960864801650304020105000420\
    0000000000000000000000000000000000000000000000000000000000000000 00";

type Answer = Result<Vec<u8>, TransportError>;

/// Answers as told; a command that differs from the script fails the test.
#[derive(Default)]
struct Script {
    steps: VecDeque<(Vec<u8>, Answer)>,
    power_downs: u32,
    stays_powered: Option<TransportError>,
}

impl Script {
    fn then(mut self, command: &str, answer: &[u8], status: u16) -> Self {
        let answer = [answer, &status.to_be_bytes()].concat();
        self.steps.push_back((hex(command), Ok(answer)));
        self
    }

    fn then_fails(mut self, command: &str, error: TransportError) -> Self {
        self.steps.push_back((hex(command), Err(error)));
        self
    }

    fn then_ends(self) -> Self {
        self.then(SELECT_ISD, &[], 0x9000)
    }

    /// Runs `operation` in a session on the script, and sees that the session ends and nothing is left over.
    fn run_fresh<R>(mut self, operation: impl FnOnce(&mut Session<&mut Self>) -> R) -> R {
        let mut session = Session::new(&mut self);
        let result = operation(&mut session);
        drop(session);
        assert!(self.steps.is_empty(), "not sent: {:02X?}", self.steps[0].0);
        result
    }

    /// As [`run_fresh`](Self::run_fresh), with an application that is selected already.
    fn run_in<R>(self, application: Application, operation: impl FnOnce(&mut Session<&mut Self>) -> R) -> R {
        self.run_fresh(|session| {
            session.selected = Selected::Sure(application);
            operation(session)
        })
    }

    fn run<R>(self, operation: impl FnOnce(&mut Session<&mut Self>) -> R) -> R {
        self.run_in(Application::Jpki, operation)
    }

    fn reads(self, file: File) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.then_ends().run_in(file.application(), |session| session.read(file))
    }
}

impl Transport for Script {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let (expected, answer) = self.steps.pop_front().expect("the script has ended");
        assert_eq!(format!("{command:02X?}"), format!("{expected:02X?}"));
        answer.map(Zeroizing::new)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.power_downs += 1;
        self.stays_powered.take().map_or(Ok(()), Err)
    }
}

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_hexdigit).collect();
    let pairs = digits.chunks(2).map(|pair| core::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

/// A SEQUENCE of `length` bytes in all.
fn der(length: usize) -> Vec<u8> {
    let [high, low] = u16::try_from(length - 4).unwrap().to_be_bytes();
    let mut der = vec![0x30, 0x82, high, low];
    der.extend((0..length - 4).map(|n| n.to_be_bytes()[7]));
    der
}

fn failed() -> TransportError {
    TransportError::Failed(Box::new(core::fmt::Error))
}

mod ending {
    use super::*;

    #[test]
    fn selects_the_issuer_domain() {
        let script = Script::default().then(SELECT_JPKI, &[], 0x9000).then_ends();
        script.run_fresh(|session| session.select(Application::Jpki)).unwrap();
    }

    #[test]
    fn sends_nothing_if_nothing_was_sent() {
        let mut script = Script::default();
        drop(Session::new(&mut script));
        assert_eq!(script.power_downs, 0);
    }

    #[test]
    fn ends_once() {
        let script = Script::default().then(SELECT_JPKI, &[], 0x9000).then_ends();
        script.run_fresh(|session| session.select(Application::Jpki).and_then(|()| session.end())).unwrap();
    }

    #[test]
    fn powers_down_if_the_card_refuses() {
        let mut script = Script::default().then(SELECT_JPKI, &[], 0x9000).then(SELECT_ISD, &[], 0x6A82);
        Session::new(&mut script).select(Application::Jpki).unwrap();
        assert_eq!(script.power_downs, 1);
    }

    #[test]
    fn tells_if_it_could_not_end_and_tries_again_on_drop() {
        let mut script = Script::default()
            .then(SELECT_JPKI, &[], 0x9000)
            .then_fails(SELECT_ISD, TransportError::Timeout)
            .then_fails(SELECT_ISD, TransportError::Timeout);
        script.stays_powered = Some(TransportError::Timeout);
        let mut session = Session::new(&mut script);
        session.select(Application::Jpki).unwrap();
        assert!(matches!(session.end(), Err(Error::Exchange { step: Step::End, .. })));
        drop(session);
        assert_eq!(script.power_downs, 2);
    }

    #[test]
    fn powers_down_if_the_reader_fails() {
        let mut script =
            Script::default().then(SELECT_JPKI, &[], 0x9000).then_fails(SELECT_ISD, TransportError::Timeout);
        Session::new(&mut script).select(Application::Jpki).unwrap();
        assert_eq!(script.power_downs, 1);
    }
}

mod selecting {
    use super::*;

    #[test]
    fn is_not_repeated() {
        let script = Script::default().then(SELECT_JPKI, &[], 0x9000).then_ends();
        script.run_fresh(|session| {
            session.select(Application::Jpki).unwrap();
            session.select(Application::Jpki).unwrap();
        });
    }

    #[test]
    fn is_repeated_after_a_reset() {
        let script = Script::default()
            .then(SELECT_JPKI, &[], 0x9000)
            .then_fails("00200098", TransportError::CardReset)
            .then(SELECT_JPKI, &[], 0x9000)
            .then_ends();
        script.run_fresh(|session| {
            session.select(Application::Jpki).unwrap();
            assert!(session.pin_state(Secret::AuthPin).is_err());
            session.select(Application::Jpki).unwrap();
        });
    }

    #[test]
    fn comes_before_every_command_after_a_reset() {
        let reset = || Script::default().then_fails("00200098", TransportError::CardReset);
        let again = |script: Script| script.then(SELECT_JPKI, &[], 0x9000);
        let step = Step::Sign(Key::Auth);
        again(reset()).then(SIGN, &[], 0x6982).then_ends().run(|session| {
            session.pin_state(Secret::AuthPin).unwrap_err();
            // What was verified before is gone, and the card says so.
            let error = session.sign(Key::Auth, (&DigestInfo::sha256(&[0; 32])).into()).unwrap_err();
            assert!(matches!(error, Error::NotVerified { step: at } if at == step));
        });
        let file = File::AuthCertificate;
        again(reset()).then(EXTENDED_AUTH, &der(200), 0x9000).then_ends().run(|session| {
            session.pin_state(Secret::AuthPin).unwrap_err();
            assert_eq!(*session.read(file).unwrap(), der(200));
        });
    }

    #[test]
    fn tells_a_missing_application_from_a_refusal() {
        let select = |status| {
            let script = Script::default().then(SELECT_JPKI, &[], status).then_ends();
            script.run_fresh(|session| session.select(Application::Jpki)).unwrap_err()
        };
        assert!(matches!(select(0x6A82), Error::ApplicationMissing { application: Application::Jpki, .. }));
        assert!(matches!(select(0x6881), Error::Refused { status: StatusWord::CHANNEL_NOT_SUPPORTED, .. }));
    }
}

mod signing {
    use super::*;

    fn sign(status: u16, signature: &[u8]) -> Result<Signature, Error> {
        let script = Script::default().then(SIGN, signature, status).then_ends();
        script.run(|session| session.sign(Key::Auth, (&DigestInfo::sha256(&[0; 32])).into()))
    }

    #[test]
    fn takes_a_signature_of_any_length() {
        assert_eq!(sign(0x9000, &[0xAB; 96]).unwrap().as_bytes(), [0xAB; 96]);
    }

    #[test]
    fn names_the_cards_own_key_by_nothing() {
        let script = Script::default().then("802A0000 01 AB 00", &[0xCD; 256], 0x9000).then_ends();
        let signature = script
            .run_in(Application::Text, |session| session.sign(Key::TextCard, SigningInput::Padded(&[0xAB])));
        assert_eq!(signature.unwrap().as_bytes(), [0xCD; 256]);
    }

    #[test]
    fn sends_a_long_message_in_an_extended_command() {
        let message = [0xAB; 256];
        let command = ["802A0397 000100", &"AB".repeat(256), "0100"].concat();
        let script = Script::default().then(&command, &[0xCD; 256], 0x9000).then_ends();
        script.run(|session| session.sign(Key::Auth, SigningInput::Message(&message))).unwrap();
    }

    #[test]
    fn sends_nothing_that_no_command_carries() {
        let mut script = Script::default();
        let error = Session::new(&mut script).sign(Key::Auth, SigningInput::Padded(&[0; 246])).unwrap_err();
        assert!(matches!(error, Error::SigningLength { bytes: 246, longest: 245 }));
    }

    #[test]
    fn refuses_success_without_a_signature() {
        assert!(matches!(sign(0x9000, &[]), Err(Error::SignatureMissing { key: Key::Auth })));
    }

    #[test]
    fn wants_the_holder_verified() {
        assert!(matches!(sign(0x6982, &[]), Err(Error::NotVerified { step: Step::Sign(Key::Auth) })));
    }
}

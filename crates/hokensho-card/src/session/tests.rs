//! Against scripted answers, so that every byte sent is pinned down. Against a whole card: `tests/`.

mod reading;

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
    fn tells_a_missing_application_from_a_refusal() {
        let select = |status| {
            let script = Script::default().then(SELECT_JPKI, &[], status).then_ends();
            script.run_fresh(|session| session.select(Application::Jpki)).unwrap_err()
        };
        assert!(matches!(select(0x6A82), Error::ApplicationMissing { application: Application::Jpki, .. }));
        assert!(matches!(select(0x6881), Error::Refused { status: StatusWord::CHANNEL_NOT_SUPPORTED, .. }));
    }
}

mod secrets {
    use super::*;

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
    fn does_not_take_the_tries_of_another_secret() {
        let script = Script::default().then("0020009B", &[], 0x63C5).then(QUERY, &[], 0x63C1).then_ends();
        script.run(|session| {
            session.pin_state(Secret::SignPassword).unwrap();
            let error = present(session, LastTry::Keep).unwrap_err();
            assert!(matches!(error, Error::LastTry { .. }));
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
}

mod signing {
    use super::*;

    const SIGN: &str = "802A0097 33 3031300D060960864801650304020105000420\
        0000000000000000000000000000000000000000000000000000000000000000 00";

    fn sign(status: u16, signature: &[u8]) -> Result<Signature, Error> {
        let script = Script::default().then(SIGN, signature, status).then_ends();
        script.run(|session| session.sign(Key::Auth, (&DigestInfo::sha256(&[0; 32])).into()))
    }

    #[test]
    fn takes_a_signature_of_any_length() {
        assert_eq!(sign(0x9000, &[0xAB; 96]).unwrap().as_bytes(), [0xAB; 96]);
    }

    #[test]
    fn refuses_success_without_a_signature() {
        assert!(matches!(sign(0x9000, &[]), Err(Error::Refused { status: StatusWord::OK, .. })));
    }

    #[test]
    fn wants_the_holder_verified() {
        assert!(matches!(sign(0x6982, &[]), Err(Error::NotVerified { step: Step::Sign(Key::Auth) })));
    }
}

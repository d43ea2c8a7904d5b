//! After a session, however it ended, no PIN that was presented is of use to the next program.

use hokensho_apdu::{Command, Form, Le, StatusWord, Transport, TransportError, Zeroizing, exchange};
use hokensho_card::{Application, Card, Error};
use hokensho_mock::{Fault, Secret, VirtualCard, WarmReset};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::found::Found;
use super::holders::{
    adult, adults_card, auth_pin, builder, code_b, digest, sign_password, stranger, text_pin,
};
use super::operations::Operation;

/// An iPhone aside, which verifies its user by itself, and whose key stands open.
fn operations() -> impl Iterator<Item = Operation> {
    Operation::ALL.into_iter().filter(|operation| *operation != Operation::IphoneReception)
}

/// The cards or phones of an operation, of both kinds: what survives a warm reset differs.
fn chips(operation: Operation) -> [VirtualCard; 2] {
    [WarmReset::KeepsStatus, WarmReset::DropsStatus]
        .map(|reset| operation.builder().warm_reset(reset).build())
}

/// How a program leaves its session.
#[derive(Clone, Copy, Debug)]
enum Leaves {
    AfterItsEnd,
    ByDrop,
    ByPanic,
}

impl Leaves {
    /// Does an operation and leaves. Gives what came of it, and whether any secret counted as verified just before.
    fn after(self, operation: Operation, chip: &mut VirtualCard) -> (Result<(), Error>, bool) {
        const PANIC: &str = "as programs do";
        let mut verified = false;
        let left = catch_unwind(AssertUnwindSafe(|| {
            let mut card = Card::open(&mut *chip);
            let done = operation.run(&mut card).map(drop);
            verified = Secret::ALL.iter().any(|secret| card.transport().is_verified(*secret));
            match self {
                Self::AfterItsEnd => done.and_then(|()| card.end()),
                Self::ByDrop => done,
                Self::ByPanic => resume_unwind(Box::new(PANIC)),
            }
        }));
        let result = left.unwrap_or_else(|panic| {
            assert_eq!(panic.downcast_ref(), Some(&PANIC), "{operation:?}");
            Ok(())
        });
        (result, verified)
    }
}

/// No secret counts as verified, after a warm reset either; and the next program can't sign, nor read what is behind a
/// secret, be it that it selects an application or takes what it finds.
fn assert_closed(chip: &mut VirtualCard) {
    chip.warm_reset();
    for secret in Secret::ALL {
        assert!(!chip.is_verified(secret), "{secret:?}");
    }
    let sign =
        |key| Command::new(0x80, 0x2A, 0x00, key).with_data(&[0x30; 51]).unwrap().with_le(Le::SHORT_MAX);
    let read = |file: u8| Command::new(0x00, 0xB0, 0x80 | file, 0x00).with_le(Le::SHORT_MAX);
    let doors = [
        (Application::Jpki, vec![sign(0x97), sign(0x9A), read(0x01)]),
        (Application::Text, vec![read(0x02), read(0x03), read(0x06), read(0x07)]),
        (Application::Visual, vec![read(0x01), read(0x02), read(0x06)]),
    ];
    for (_, commands) in &doors {
        for command in commands {
            let status = exchange(chip, command).unwrap().status();
            assert_ne!(status, StatusWord::OK, "{command:?}");
        }
    }
    for (application, commands) in doors {
        let select = Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(application.aid()).unwrap();
        if exchange(chip, &select).unwrap().status() != StatusWord::OK {
            continue; // a phone
        }
        for command in commands {
            let status = exchange(chip, &command).unwrap().status();
            let closed = [StatusWord::SECURITY_STATUS_NOT_SATISFIED, StatusWord::FILE_NOT_FOUND];
            assert!(closed.contains(&status), "{command:?}: {status}");
        }
    }
}

#[test]
fn every_operation_leaves_a_closed_session_however_it_is_left() {
    let mut opened = 0;
    for operation in operations() {
        for leaves in [Leaves::AfterItsEnd, Leaves::ByDrop, Leaves::ByPanic] {
            for mut chip in chips(operation) {
                let (done, verified) = leaves.after(operation, &mut chip);
                assert!(done.is_ok(), "{operation:?} {leaves:?}: {done:?}");
                assert_closed(&mut chip);
                opened += u32::from(verified);
            }
        }
    }
    assert!(opened > 60, "{opened}"); // or this test shows little
}

#[test]
fn an_error_at_any_command_leaves_a_closed_session() {
    let mut opened = 0;
    for operation in operations() {
        let [mut chip, _] = chips(operation);
        operation.run(&mut Card::open(&mut chip)).unwrap();
        for position in 1..chip.apdus() {
            for reset in [WarmReset::KeepsStatus, WarmReset::DropsStatus] {
                let builder = operation.builder().warm_reset(reset);
                let mut chip = builder.fault(position, Fault::Status(StatusWord::WRONG_P1_P2)).build();
                let (done, verified) = Leaves::ByDrop.after(operation, &mut chip);
                assert!(done.is_err(), "{operation:?}, command {position}");
                assert_closed(&mut chip);
                opened += u32::from(verified);
            }
        }
    }
    assert!(opened > 60, "{opened}");
}

#[test]
fn a_second_session_of_the_same_program_inherits_nothing() {
    let shown = |result: Result<Found, Error>| result.map_err(|error| error.to_string());
    for operation in operations() {
        for mut chip in chips(operation) {
            let fresh = shown(operation.run_by(stranger(), &mut Card::open(operation.builder().build())));
            operation.run(&mut Card::open(&mut chip)).unwrap();
            let second = shown(operation.run_by(stranger(), &mut Card::open(&mut chip)));
            assert_eq!(second, fresh, "{operation:?}");
        }
    }
}

#[test]
fn powers_down_if_the_card_will_not_deselect() {
    // The commands of the signature are four; the fifth is the end.
    for fault in [Fault::Status(StatusWord::FILE_NOT_FOUND), Fault::Timeout, Fault::Answer(Vec::new())] {
        let mut chip = builder().fault(5, fault).build();
        Operation::AuthSignature.run(&mut Card::open(&mut chip)).unwrap();
        assert_closed(&mut chip);
    }
}

#[test]
fn begins_anew_after_its_end() {
    let mut card = Card::open(adults_card());
    card.text().unwrap().verify_pin(&text_pin()).unwrap().attributes().unwrap();
    card.end().unwrap();
    card.visual().unwrap().verify_code_b(&code_b()).unwrap().face_record().unwrap();
}

#[test]
fn a_session_that_did_nothing_sends_nothing() {
    let mut chip = adults_card();
    drop(Card::open(&mut chip));
    assert_eq!(chip.apdus(), 0);
}

#[test]
fn a_phone_shows_its_certificate_only_to_a_session_that_verified_its_user() {
    let mut phone = Operation::AndroidReception.builder().build();
    Operation::AndroidReception.run(&mut Card::open(&mut phone)).unwrap();
    let error = Card::open(&mut phone).jpki().unwrap().auth_certificate().unwrap_err();
    assert!(matches!(error, Error::NotVerified { .. }));
}

#[test]
fn a_verification_lost_to_a_reset_is_told() {
    // The fourth command is the signature; the card was reset just before.
    let mut chip = builder().fault(4, Fault::Reset).build();
    let mut card = Card::open(&mut chip);
    let mut jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
    assert!(matches!(jpki.sign(&digest()), Err(Error::Exchange { .. })));
    assert!(matches!(jpki.sign(&digest()), Err(Error::NotVerified { .. })));
    // What needs no PIN goes on.
    jpki.auth_certificate().unwrap();
}

/// A reader that can't carry extended commands, and resets the card over the first without a word.
struct Clumsy(VirtualCard);

impl Transport for Clumsy {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        match Command::parse(command).unwrap().form() {
            Form::Short => self.0.transmit(command),
            Form::Extended => {
                self.0.power_down()?;
                Err(TransportError::Failed("the frame is too long".into()))
            }
        }
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.0.power_down()
    }
}

#[test]
fn a_reset_unseen_leads_to_no_wrong_content() {
    let mut card = Card::open(Clumsy(adults_card()));
    let certificate = card.jpki().unwrap().auth_certificate().unwrap();
    assert_eq!(Some(certificate.as_der()), adult().auth_certificate());
    let mut card = Card::open(Clumsy(adults_card()));
    let mut jpki = card.jpki().unwrap().verify_sign_password(&sign_password()).unwrap();
    assert!(matches!(jpki.sign_certificate(), Err(Error::NotVerified { .. })));
}

#[test]
fn a_borrowed_transport_serves_the_next_session() {
    fn boxed(chip: &mut VirtualCard) -> Card<Box<dyn Transport + '_>> {
        Card::open(Box::new(chip))
    }
    let mut chip = adults_card();
    boxed(&mut chip).jpki().unwrap().auth_certificate().unwrap();
    boxed(&mut chip).jpki().unwrap().auth_certificate().unwrap();
}

//! After a session, however it ended, no PIN that was presented is of use to the next program.

use hokensho_apdu::{Command, Form, StatusWord, Transport, TransportError, Zeroizing, exchange};
use hokensho_card::{AuthPin, Card, Error};
use hokensho_mock::{Fault, Persona, Secret, VirtualCard, WarmReset};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::operations::{
    Operation, adult, adults_card, auth_pin, builder, code_b, digest, sign_password, text_pin,
};

/// Cards of both kinds: what survives a warm reset differs.
fn chips() -> [VirtualCard; 2] {
    [WarmReset::KeepsStatus, WarmReset::DropsStatus].map(|reset| builder().warm_reset(reset).build())
}

/// No secret counts as verified, after a warm reset either, and the next program can't sign.
fn assert_closed(chip: &mut VirtualCard) {
    chip.warm_reset();
    for secret in Secret::ALL {
        assert!(!chip.is_verified(secret), "{secret:?}");
    }
    let jpki = hokensho_card::Application::Jpki.aid();
    exchange(chip, &Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(jpki).unwrap()).unwrap();
    let sign = Command::new(0x80, 0x2A, 0x00, 0x97).with_data(&[0x30; 51]).unwrap().with_le(0u8.into());
    assert_eq!(exchange(chip, &sign).unwrap().status(), StatusWord::SECURITY_STATUS_NOT_SATISFIED);
}

#[test]
fn ends_with_every_operation() {
    for operation in Operation::ALL {
        for mut chip in chips() {
            let mut card = Card::open(&mut chip);
            operation.run(&mut card).unwrap();
            card.end().unwrap();
            drop(card);
            assert_closed(&mut chip);
        }
    }
}

#[test]
fn ends_on_drop() {
    for mut chip in chips() {
        let mut card = Card::open(&mut chip);
        drop(card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap());
        assert!(card.transport().is_verified(Secret::AuthPin)); // or this test shows nothing
        drop(card);
        assert_closed(&mut chip);
    }
}

#[test]
fn ends_after_a_panic() {
    for mut chip in chips() {
        let panic = catch_unwind(AssertUnwindSafe(|| {
            let mut card = Card::open(&mut chip);
            let _jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
            panic!("as programs do");
        }));
        assert!(panic.is_err());
        assert_closed(&mut chip);
    }
}

#[test]
fn ends_after_an_error() {
    let mut chip = builder().fault(4, Fault::Status(StatusWord::UNKNOWN_ERROR)).build();
    let error = Operation::AuthSignature.run(&mut Card::open(&mut chip)).unwrap_err();
    assert_eq!(error.to_string(), "the card refused with SW 6F00 while signing with the auth key");
    assert_closed(&mut chip);
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
fn the_next_session_of_the_same_program_begins_locked() {
    for mut chip in chips() {
        let mut card = Card::open(&mut chip);
        drop(card.jpki().unwrap().verify_sign_password(&sign_password()).unwrap());
        drop(card);
        let mut card = Card::open(&mut chip);
        for secret in hokensho_card::Secret::ALL {
            card.secret_state(secret).unwrap();
        }
        assert!(Secret::ALL.iter().all(|secret| !card.transport().is_verified(*secret)));
    }
    // A phone shows its certificate only to a session that verified its user.
    let persona = Persona::named("android").unwrap();
    let mut phone = VirtualCard::new(&persona);
    let pin = AuthPin::new(persona.auth_pin()).unwrap();
    let mut card = Card::open(&mut phone);
    card.jpki().unwrap().verify_auth_pin(&pin).unwrap().auth_certificate().unwrap();
    drop(card);
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

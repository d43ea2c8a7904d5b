//! After a session, however it ended, no PIN that was presented is of use to the next program.

use hokensho_apdu::{Command, StatusWord, Transport, exchange};
use hokensho_card::Card;
use hokensho_mock::{Fault, Secret, VirtualCard, WarmReset};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::operations::{Operation, adults_card, auth_pin, builder, code_b, text_pin};

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
    for reset in [WarmReset::KeepsStatus, WarmReset::DropsStatus] {
        for operation in Operation::ALL {
            let mut chip = builder().warm_reset(reset).build();
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
    let mut chip = adults_card();
    let mut card = Card::open(&mut chip);
    drop(card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap());
    assert!(card.transport().is_verified(Secret::AuthPin)); // or this test shows nothing
    drop(card);
    assert_closed(&mut chip);
}

#[test]
fn ends_after_a_panic() {
    let mut chip = adults_card();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let mut card = Card::open(&mut chip);
        let _jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
        panic!("as programs do");
    }));
    assert!(panic.is_err());
    assert_closed(&mut chip);
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
fn a_borrowed_transport_serves_the_next_session() {
    fn boxed(chip: &mut VirtualCard) -> Card<Box<dyn Transport + '_>> {
        Card::open(Box::new(chip))
    }
    let mut chip = adults_card();
    boxed(&mut chip).jpki().unwrap().auth_certificate().unwrap();
    boxed(&mut chip).jpki().unwrap().auth_certificate().unwrap();
}

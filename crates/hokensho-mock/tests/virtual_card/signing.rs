//! `80 2A`: who may sign, with which key, and what comes out.

use super::{JPKI, TEXT, VISUAL, adult, persona, run, send, status, verify};
use hokensho_mock::pki::{Application, Key};
use hokensho_mock::{Secret, VirtualCard};
use sha2::{Digest, Sha256};

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn sign(p1: u8, p2: u8, data: &[u8]) -> String {
    format!("802A{p1:02X}{p2:02X}{:02X}{}00", data.len(), hex_of(data))
}

#[test]
fn the_auth_key_signs_after_its_pin_alone() {
    let digest_info = Key::digest_info(&[7; 32]);
    let mut card = adult();
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, &sign(0, 0x97, &digest_info)), 0x6982);
    run(&mut card, &[&verify(0x1B, "ABC123")]);
    assert_eq!(status(&mut card, &sign(0, 0x97, &digest_info)), 0x6982, "the other secret");
    run(&mut card, &[&verify(0x18, "1234")]);
    let signature = persona("adult").auth_key().sign_padded(&digest_info).unwrap();
    assert_eq!(send(&mut card, &sign(0, 0x97, &digest_info)), (signature.to_vec(), 0x9000));
    assert_eq!(
        send(&mut card, &sign(0, 0x80, &digest_info)),
        (signature.to_vec(), 0x9000),
        "the key is current"
    );
    card.warm_reset();
}

#[test]
fn the_sign_key_signs_after_its_password() {
    let mut card = adult();
    run(&mut card, &[JPKI, &verify(0x18, "1234")]);
    assert_eq!(status(&mut card, &sign(0, 0x9A, b"data")), 0x6982);
    run(&mut card, &[&verify(0x1B, "ABC123"), &sign(0, 0x9A, b"data")]);
}

#[test]
fn p1_says_what_the_card_adds() {
    let key = persona("adult").auth_key().clone();
    let digest: [u8; 32] = Sha256::digest(b"data").into();
    let expected = [
        (0x00, &b"data"[..], key.sign_padded(b"data").unwrap()),
        (0x01, b"data", key.sign_padded(&digest).unwrap()),
        (0x02, &digest, key.sign_digest(&digest)),
        (0x03, b"data", key.sign_digest(&digest)),
    ];
    let mut card = adult();
    run(&mut card, &[JPKI, &verify(0x18, "1234")]);
    for (p1, data, signature) in expected {
        assert_eq!(send(&mut card, &sign(p1, 0x97, data)), (signature.to_vec(), 0x9000), "P1 {p1:02X}");
    }
    for (p1, data) in [(0x04, &digest[..]), (0x05, b"data")] {
        let [first, second] = [(); 2].map(|()| send(&mut card, &sign(p1, 0x97, data)));
        assert_eq!((first.0.len(), first.1), (256, 0x9000));
        assert_ne!(first.0, second.0, "PSS draws a new salt each time");
    }
    assert_eq!(status(&mut card, &sign(0x06, 0x97, b"data")), 0x6A86);
}

#[test]
fn lengths_that_no_padding_takes_are_refused() {
    let mut card = adult();
    run(&mut card, &[JPKI, &verify(0x18, "1234")]);
    run(&mut card, &[&sign(0, 0x97, &[1; 245])]);
    for command in [sign(0, 0x97, &[1; 246]), sign(2, 0x97, &[1; 31]), sign(4, 0x97, &[1; 33])] {
        assert_eq!(status(&mut card, &command), 0x6700);
    }
    assert_eq!(status(&mut card, "802A009700"), 0x6700, "no data");
    assert_eq!(status(&mut card, "802A00970101"), 0x6700, "no Le");
    assert_eq!(status(&mut card, "802A0097010110"), 0x6700, "Le too short for a signature");
}

#[test]
fn the_cards_own_keys_need_no_pin() {
    for (application, key) in [(VISUAL, Application::Visual), (TEXT, Application::Text)] {
        let mut card = adult();
        run(&mut card, &[application]);
        let signature = key.card_key().sign_padded(b"challenge").unwrap();
        assert_eq!(send(&mut card, &sign(0, 0x00, b"challenge")), (signature.to_vec(), 0x9000));
    }
}

#[test]
fn what_is_no_key_does_not_sign() {
    let mut card = adult();
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, &sign(0, 0x00, b"data")), 0x6A88, "JPKI has no key of the card's own");
    assert_eq!(status(&mut card, &sign(0, 0x80, b"data")), 0x6986);
    assert_eq!(status(&mut card, &sign(0, 0x8A, b"data")), 0x6981);
    assert_eq!(status(&mut card, &sign(0, 0x98, b"data")), 0x6981);
    assert_eq!(status(&mut card, &sign(0, 0x9D, b"data")), 0x6A82);
    assert_eq!(status(&mut card, &sign(0, 0x9F, b"data")), 0x6A86);
    assert_eq!(status(&mut card, &sign(0, 0x89, b"data")), 0x6982, "a file that nobody has opened");
}

#[test]
fn challenges_follow_from_the_seed() {
    let challenge =
        |seed| send(&mut VirtualCard::builder(&persona("adult")).seed(seed).build(), "0084000000").0;
    assert_eq!(challenge([1; 32]).len(), 256);
    assert_eq!(challenge([1; 32]), challenge([1; 32]));
    assert_ne!(challenge([1; 32]), challenge([2; 32]));
    let mut card = adult();
    assert_ne!(send(&mut card, "0084000008"), send(&mut card, "0084000008"));
    assert_eq!(status(&mut card, "00840000000010"), 0x6985);
    assert!(!card.is_verified(Secret::AuthPin));
}

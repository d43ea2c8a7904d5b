//! What tells phones and face-only cards from ordinary ones.

use super::{JPKI, TEXT, VISUAL, persona, read, run, send, status, verify};
use hokensho_mock::{Persona, Secret, VirtualCard};

fn card(name: &str) -> VirtualCard {
    VirtualCard::new(&persona(name))
}

#[test]
fn the_token_information_names_the_kind() {
    for (name, label) in
        [("adult", "JPKIAPICCTOKEN2"), ("android", "JPKIAPGPSETOKEN"), ("iphone", "JPKIAPIOSTOKEN")]
    {
        let mut card = card(name);
        run(&mut card, &[JPKI]);
        let (information, _) = send(&mut card, &read(0x06));
        assert_eq!(information.len(), 160);
        assert_eq!(information[..32], *format!("{label:<32}").as_bytes());
        assert_eq!(information[80..96], *format!("{:016}", persona(name).serial()).as_bytes());
        assert_eq!(information[96..100], [0x00, 0x00, 0x04, 0x0D], "flags");
        assert_eq!(information[116..124], [0, 0, 0, 16, 0, 0, 0, 6], "lengths of a PIN");
        assert_eq!(information[140..144], *b"0301", "versions");
    }
}

#[test]
fn phones_have_no_application_but_one() {
    for name in ["android", "iphone"] {
        for application in [VISUAL, TEXT, super::COMMON, super::JUKI] {
            assert_eq!(status(&mut card(name), application), 0x6A82, "{name}");
        }
    }
}

#[test]
fn an_android_phone_keeps_certificate_and_key_behind_the_pin() {
    let mut card = card("android");
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, &read(0x0A)), 0x6982);
    assert_eq!(status(&mut card, "802A0097010100"), 0x6982);
    run(&mut card, &[&verify(0x18, "7890"), &read(0x0A), "802A0097010100"]);
}

#[test]
fn an_iphone_has_asked_its_owner_already() {
    let mut card = card("iphone");
    run(&mut card, &[JPKI, &read(0x0A), "802A0097010100", "80FC0000"]);
    assert_eq!(status(&mut card, "802A009A010100"), 0x6982, "the sign key still needs its password");
}

#[test]
fn an_iphone_whose_owner_was_not_asked_gives_nothing() {
    let text = persona("iphone").source().replace("verified_on_device = true", "verified_on_device = false");
    let mut card = VirtualCard::new(&Persona::from_toml(&text, None).unwrap());
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, &read(0x0A)), 0x6982);
    assert_eq!(status(&mut card, "802A0097010100"), 0x6982);
}

#[test]
fn a_face_only_card_has_its_pins_blocked_and_its_photo_readable() {
    let face_only = persona("face-only");
    let mut card = card("face-only");
    run(&mut card, &[JPKI, &read(0x0A)]);
    assert_eq!(status(&mut card, "00200098"), 0x63C0);
    assert_eq!(status(&mut card, &verify(0x18, face_only.auth_pin())), 0x6984);
    run(&mut card, &[TEXT]);
    assert_eq!(status(&mut card, "00200091"), 0x63C0);
    run(&mut card, &[VISUAL, &verify(0x12, face_only.code_b().unwrap()), &read(0x02)]);
    assert_eq!(card.tries_left(Secret::SignPassword), 0);
}

#[test]
fn the_presence_file_says_which_certificates_there_are() {
    for (name, bytes) in
        [("adult", [0x8F, 0x8F, 0x00]), ("child", [0x00, 0x8F, 0x00]), ("face-only", [0x00, 0x8F, 0x00])]
    {
        let mut card = card(name);
        run(&mut card, &[JPKI]);
        assert_eq!(send(&mut card, &read(0x08)).0, bytes, "{name}");
    }
}

#[test]
fn a_card_can_be_without_its_auth_certificate() {
    let text = persona("adult").source().replace("{ built_in = \"adult-auth\" }\nkey", "\"none\"\nkey");
    let without = Persona::from_toml(&text, None).unwrap();
    assert!(without.auth_certificate().is_none());
    let mut card = VirtualCard::new(&without);
    run(&mut card, &[JPKI, &verify(0x18, "1234")]);
    assert_eq!(send(&mut card, &read(0x08)).0, [0x8F, 0x00, 0x00]);
    assert_eq!(status(&mut card, &read(0x0A)), 0x6B00);
    assert_eq!(status(&mut card, "802A0097010100"), 0x6982);
}

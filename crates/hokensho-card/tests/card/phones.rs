//! Phones: certificates only, and those after their user is verified.

use hokensho_apdu::Counted;
use hokensho_card::{Application, AuthPin, Card, Error, File, Step, Token, UserVerification};
use hokensho_mock::{Persona, VirtualCard};

use super::holders::{adults_card, digest};

fn phone(name: &str) -> (Persona, Card<Counted<VirtualCard>>) {
    let persona = Persona::named(name).unwrap();
    let card = Card::connect(Counted::new(VirtualCard::new(&persona))).unwrap();
    (persona, card)
}

#[test]
fn an_android_phone_shows_its_certificate_after_the_pin() {
    let (persona, mut phone) = phone("android");
    assert_eq!(phone.token().unwrap(), Token::Android);
    let error = phone.jpki().unwrap().auth_certificate().unwrap_err();
    let step = Step::Read { file: File::AuthCertificate, offset: 0 };
    assert!(matches!(error, Error::NotVerified { step: at } if at == step));

    let pin = AuthPin::new(persona.auth_pin()).unwrap();
    let mut jpki = phone.jpki().unwrap().verify_auth_pin(&pin).unwrap();
    assert_eq!(jpki.user_verification(), UserVerification::PinTyped);
    assert_eq!(jpki.auth_certificate().unwrap().as_der(), persona.auth_certificate().unwrap());
    jpki.sign(&digest()).unwrap();
}

#[test]
fn an_iphone_verifies_its_user_itself() {
    let (persona, mut phone) = phone("iphone");
    assert_eq!(phone.token().unwrap(), Token::Iphone);
    let mut jpki = phone.jpki().unwrap().verified_on_device().unwrap();
    assert_eq!(jpki.user_verification(), UserVerification::OnDevice);
    assert_eq!(jpki.auth_certificate().unwrap().as_der(), persona.auth_certificate().unwrap());
    jpki.sign(&digest()).unwrap();
}

#[test]
fn only_an_iphone_verifies_its_user_itself() {
    let (_, mut android) = phone("android");
    let error = android.jpki().unwrap().verified_on_device().unwrap_err();
    assert!(matches!(error, Error::NoOnDeviceVerification { token: Token::Android }));
    let error = Card::open(adults_card()).jpki().unwrap().verified_on_device().unwrap_err();
    assert!(matches!(error, Error::NoOnDeviceVerification { token: Token::Card }));
}

#[test]
fn a_phone_has_no_visual_and_no_text_application() {
    for name in ["android", "iphone"] {
        let (_, mut phone) = phone(name);
        let sent = phone.transport().round_trips();
        for (error, expected) in [
            (phone.visual().unwrap_err(), Application::Visual),
            (phone.text().unwrap_err(), Application::Text),
        ] {
            assert!(matches!(
                error,
                Error::ApplicationMissing { application, token: Some(token) }
                    if application == expected && token.is_phone()
            ));
        }
        assert_eq!(phone.transport().round_trips(), sent, "a phone that is known is not asked");
    }
}

#[test]
fn a_phone_that_is_not_known_yet_says_so_itself() {
    let mut phone = Card::open(VirtualCard::new(&Persona::named("android").unwrap()));
    assert!(matches!(phone.visual(), Err(Error::ApplicationMissing { token: None, .. })));
    assert!(phone.jpki().is_ok());
}

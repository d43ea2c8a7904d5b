//! What a program does with a card, each from a fresh session, for tests that go through all of them.

use hokensho_apdu::Transport;
use hokensho_card::{
    AuthPin, BirthCalendar, BirthCode, Card, CardDate, CodeB, DigestInfo, Error, JukiPin, Secret,
    SignPassword, TextPin,
};
use hokensho_mock::{Builder, Persona, VirtualCard};
use std::sync::LazyLock;

pub(crate) fn adult() -> Persona {
    Persona::named("adult").unwrap()
}

/// To make an adult's card, and another: their records are signed only once.
pub(crate) fn builder() -> Builder {
    static BUILDER: LazyLock<Builder> = LazyLock::new(|| VirtualCard::builder(&adult()));
    BUILDER.clone()
}

pub(crate) fn adults_card() -> VirtualCard {
    builder().build()
}

pub(crate) fn auth_pin() -> AuthPin {
    AuthPin::new(adult().auth_pin()).unwrap()
}

pub(crate) fn sign_password() -> SignPassword {
    SignPassword::new(adult().sign_password().unwrap()).unwrap()
}

pub(crate) fn text_pin() -> TextPin {
    TextPin::new(adult().text_pin().unwrap()).unwrap()
}

pub(crate) fn code_b() -> CodeB {
    CodeB::new(adult().code_b().unwrap()).unwrap()
}

pub(crate) fn birth_code() -> BirthCode {
    let birth = adult().holder().birth();
    let birth = CardDate::new(birth.year(), birth.month(), birth.day()).unwrap();
    BirthCode::from_birth(birth, BirthCalendar::Japanese).unwrap()
}

pub(crate) fn juki_pin() -> JukiPin {
    JukiPin::new(adult().juki_pin().unwrap()).unwrap()
}

/// What no persona has.
pub(crate) fn new_pin() -> &'static str {
    "8642"
}

pub(crate) fn digest() -> DigestInfo {
    DigestInfo::sha256(&[0x5A; 32])
}

/// An operation of the adult's, in a session that its caller ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operation {
    AuthCertificate,
    AuthSignature,
    Attributes,
    VerifiedAttributes,
    AttributesByCodeB,
    FacePhoto,
    VerifiedFacePhoto,
    SignCertificate,
    SignSignature,
    StatesOfSecrets,
    StatesOfAllSecrets,
    Presence,
    TokenAndPresence,
    AgeRecord,
    RestOfText,
    RestOfVisual,
    Records,
    DataObjects,
    ChangeOfAuthPin,
    ChangeOfJukiPin,
    Reception,
    ReceptionWithCa,
}

impl Operation {
    pub(crate) const ALL: [Self; 22] = [
        Self::AuthCertificate,
        Self::AuthSignature,
        Self::Attributes,
        Self::VerifiedAttributes,
        Self::AttributesByCodeB,
        Self::FacePhoto,
        Self::VerifiedFacePhoto,
        Self::SignCertificate,
        Self::SignSignature,
        Self::StatesOfSecrets,
        Self::StatesOfAllSecrets,
        Self::Presence,
        Self::TokenAndPresence,
        Self::AgeRecord,
        Self::RestOfText,
        Self::RestOfVisual,
        Self::Records,
        Self::DataObjects,
        Self::ChangeOfAuthPin,
        Self::ChangeOfJukiPin,
        Self::Reception,
        Self::ReceptionWithCa,
    ];

    pub(crate) fn run<T: Transport>(self, card: &mut Card<T>) -> Result<(), Error> {
        match self {
            Self::AuthCertificate => card.jpki()?.auth_certificate().map(drop),
            Self::AuthSignature => card.jpki()?.verify_auth_pin(&auth_pin())?.sign(&digest()).map(drop),
            Self::Attributes => card.text()?.verify_pin(&text_pin())?.attributes().map(drop),
            Self::VerifiedAttributes => {
                let mut text = card.text()?.verify_pin(&text_pin())?;
                text.attributes()?;
                text.integrity()?;
                text.cv_certificate().map(drop)
            }
            Self::AttributesByCodeB => card.text()?.verify_code_b(&code_b())?.attributes().map(drop),
            Self::FacePhoto => card.visual()?.verify_code_b(&code_b())?.face_record().map(drop),
            Self::VerifiedFacePhoto => {
                let mut visual = card.visual()?.verify_code_b(&code_b())?;
                visual.face_record()?;
                visual.cv_certificate().map(drop)
            }
            Self::SignCertificate => {
                card.jpki()?.verify_sign_password(&sign_password())?.sign_certificate().map(drop)
            }
            Self::SignSignature => {
                card.jpki()?.verify_sign_password(&sign_password())?.sign(&digest()).map(drop)
            }
            Self::StatesOfSecrets => {
                let mut jpki = card.jpki()?;
                jpki.auth_pin_state()?;
                jpki.sign_password_state()?;
                let mut text = card.text()?;
                text.pin_state()?;
                text.code_a_state()?;
                text.code_b_state()?;
                let mut visual = card.visual()?;
                visual.code_a_state()?;
                visual.code_b_state().map(drop)
            }
            Self::StatesOfAllSecrets => {
                Secret::ALL.into_iter().try_for_each(|secret| card.secret_state(secret).map(drop))
            }
            Self::Presence => {
                card.text()?.sign_challenge(&digest())?;
                card.visual()?.sign_challenge(&digest()).map(drop)
            }
            Self::TokenAndPresence => {
                card.token_info()?;
                card.jpki()?.certificate_presence().map(drop)
            }
            Self::AgeRecord => card.visual()?.verify_birth_code(&birth_code())?.age_record().map(drop),
            Self::RestOfText => {
                let mut text = card.text()?.verify_pin(&text_pin())?;
                text.card_key()?;
                text.session_key()?;
                text.basic_info()?;
                text.filler().map(drop)
            }
            Self::RestOfVisual => {
                let mut visual = card.visual()?.verify_code_b(&code_b())?;
                visual.basic_info()?;
                visual.filler().map(drop)
            }
            Self::Records => {
                let mut common = card.common()?;
                common.serial()?;
                common.key_reference()?;
                common.contact_atr()?;
                card.juki()?.key_reference().map(drop)
            }
            Self::DataObjects => {
                // The two certificates aside: short commands can't bring them.
                let mut manager = card.manager()?;
                manager.card_id()?;
                manager.card_recognition()?;
                manager.contact_atr()?;
                manager.expiry()?;
                manager.intermediate_key()?;
                manager.issuer_key()?;
                manager.municipality().map(drop)
            }
            Self::ChangeOfAuthPin => {
                let new = AuthPin::new(new_pin())?;
                card.jpki()?.change_auth_pin(&auth_pin(), &new)?.verify_auth_pin(&new).map(drop)
            }
            Self::ChangeOfJukiPin => card.change_juki_pin(&juki_pin(), &JukiPin::new(new_pin())?),
            Self::Reception => {
                card.token()?;
                let mut jpki = card.jpki()?;
                jpki.auth_certificate()?;
                jpki.auth_pin_state()?;
                jpki.verify_auth_pin(&auth_pin())?.sign(&digest())?;
                card.end()
            }
            Self::ReceptionWithCa => {
                card.token()?;
                let mut jpki = card.jpki()?;
                jpki.auth_certificate()?;
                jpki.auth_ca_certificate()?;
                jpki.verify_auth_pin(&auth_pin())?.sign(&digest())?;
                card.end()
            }
        }
    }
}

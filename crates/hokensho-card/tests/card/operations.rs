//! What a program does with a card, each from a fresh session, for tests that go through all of them.

use hokensho_apdu::Transport;
use hokensho_card::{AuthPin, Card, CodeB, DigestInfo, Error, SignPassword, TextPin};
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
    Reception,
    ReceptionWithCa,
}

impl Operation {
    pub(crate) const ALL: [Self; 12] = [
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
                card.jpki()?.auth_pin_state()?;
                card.jpki()?.sign_password_state()?;
                card.text()?.pin_state()?;
                card.text()?.code_b_state()?;
                card.visual()?.code_b_state().map(drop)
            }
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

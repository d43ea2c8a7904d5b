//! What a program does with a card or phone, each from a fresh session, for tests that go through all of them.

use hokensho_apdu::Transport;
use hokensho_card::{
    AuthPin, Card, CvCertificate, Error, JukiPin, Secret, SignPassword, SigningInput, TextPin,
};
use hokensho_mock::{Builder, Persona};

use super::found::Found;
use super::holders::{
    auth_pin_of, birth_code_of, builder_of, code_b_of, digest, juki_pin_of, new_password, new_pin, persona,
    sign_password_of, text_pin_of, tries_of,
};

/// Every way to have something signed.
pub(crate) const fn inputs<'a>(message: &'a [u8], hash: &'a [u8; 32]) -> [SigningInput<'a>; 6] {
    [
        SigningInput::Padded(hash),
        SigningInput::BareMessage(message),
        SigningInput::Digest(hash),
        SigningInput::Message(message),
        SigningInput::PssDigest(hash),
        SigningInput::PssMessage(message),
    ]
}

/// An operation, in a session that its caller ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    AuthCertificate,
    CaCertificates,
    AuthSignature,
    AuthSignatures,
    Attributes,
    VerifiedAttributes,
    AttributesByCodeB,
    FacePhoto,
    VerifiedFacePhoto,
    SignCertificate,
    SignSignature,
    SignSignatures,
    StatesOfSecrets,
    StatesOfAllSecrets,
    Presence,
    TokenAndPresence,
    AgeRecord,
    RestOfText,
    RestOfVisual,
    Records,
    DataObjects,
    CertificatesOfManager,
    ChangeOfAuthPin,
    ChangeOfSignPassword,
    ChangeOfTextPin,
    ChangeOfJukiPin,
    Reception,
    ReceptionWithCa,
    AndroidReception,
    IphoneReception,
}

impl Operation {
    pub(crate) const ALL: [Self; 30] = [
        Self::AuthCertificate,
        Self::CaCertificates,
        Self::AuthSignature,
        Self::AuthSignatures,
        Self::Attributes,
        Self::VerifiedAttributes,
        Self::AttributesByCodeB,
        Self::FacePhoto,
        Self::VerifiedFacePhoto,
        Self::SignCertificate,
        Self::SignSignature,
        Self::SignSignatures,
        Self::StatesOfSecrets,
        Self::StatesOfAllSecrets,
        Self::Presence,
        Self::TokenAndPresence,
        Self::AgeRecord,
        Self::RestOfText,
        Self::RestOfVisual,
        Self::Records,
        Self::DataObjects,
        Self::CertificatesOfManager,
        Self::ChangeOfAuthPin,
        Self::ChangeOfSignPassword,
        Self::ChangeOfTextPin,
        Self::ChangeOfJukiPin,
        Self::Reception,
        Self::ReceptionWithCa,
        Self::AndroidReception,
        Self::IphoneReception,
    ];

    /// Who does it.
    pub(crate) fn persona(self) -> &'static Persona {
        persona(self.name_of_persona())
    }

    /// To make the card or phone that it is done with.
    pub(crate) fn builder(self) -> Builder {
        builder_of(self.name_of_persona())
    }

    const fn name_of_persona(self) -> &'static str {
        match self {
            Self::AndroidReception => "android",
            Self::IphoneReception => "iphone",
            _ => "adult",
        }
    }

    /// The tries that its card or phone begins with.
    pub(crate) fn tries(self, secret: hokensho_mock::Secret) -> u8 {
        tries_of(self.name_of_persona(), secret)
    }

    /// The secrets that it sets to another value.
    pub(crate) const fn changes(self) -> &'static [Secret] {
        match self {
            Self::ChangeOfAuthPin => &[Secret::AuthPin],
            Self::ChangeOfSignPassword => &[Secret::SignPassword],
            Self::ChangeOfTextPin => &[Secret::TextPin],
            Self::ChangeOfJukiPin => &[Secret::CommonPin, Secret::JukiPin],
            _ => &[],
        }
    }

    pub(crate) fn run<T: Transport>(self, card: &mut Card<T>) -> Result<Found, Error> {
        self.run_by(self.persona(), card)
    }

    /// Does it with the secrets of this person.
    pub(crate) fn run_by<T: Transport>(self, who: &Persona, card: &mut Card<T>) -> Result<Found, Error> {
        let mut found = Found::default();
        match self {
            Self::AuthCertificate => found.signed(card.jpki()?.auth_certificate()?.as_der()),
            Self::CaCertificates => {
                let mut jpki = card.jpki()?;
                found.signed(jpki.auth_ca_certificate()?.as_der());
                found.signed(jpki.sign_ca_certificate()?.as_der());
            }
            Self::AuthSignature => {
                let mut jpki = card.jpki()?.verify_auth_pin(&auth_pin_of(who))?;
                found.signed(jpki.sign(&digest())?.as_bytes());
            }
            Self::AuthSignatures => {
                let mut jpki = card.jpki()?.verify_auth_pin(&auth_pin_of(who))?;
                for input in inputs(b"a challenge", &[0x5A; 32]) {
                    found.signed(jpki.sign_with(input)?.as_bytes());
                }
            }
            Self::Attributes => {
                found.signed(card.text()?.verify_pin(&text_pin_of(who))?.attributes()?.raw());
            }
            Self::VerifiedAttributes => {
                let mut text = card.text()?.verify_pin(&text_pin_of(who))?;
                found.signed(text.attributes()?.raw());
                found.integrity(&text.integrity()?);
                found.signed(text.cv_certificate()?.raw());
            }
            Self::AttributesByCodeB => {
                found.signed(card.text()?.verify_code_b(&code_b_of(who))?.attributes()?.raw());
            }
            Self::FacePhoto => {
                found.face(&card.visual()?.verify_code_b(&code_b_of(who))?.face_record()?);
            }
            Self::VerifiedFacePhoto => {
                let mut visual = card.visual()?.verify_code_b(&code_b_of(who))?;
                found.face(&visual.face_record()?);
                found.signed(visual.cv_certificate()?.raw());
            }
            Self::SignCertificate => {
                let mut jpki = card.jpki()?.verify_sign_password(&sign_password_of(who))?;
                found.signed(jpki.sign_certificate()?.as_der());
            }
            Self::SignSignature => {
                let mut jpki = card.jpki()?.verify_sign_password(&sign_password_of(who))?;
                found.signed(jpki.sign(&digest())?.as_bytes());
            }
            Self::SignSignatures => {
                let mut jpki = card.jpki()?.verify_sign_password(&sign_password_of(who))?;
                for input in inputs(b"a challenge", &[0x5A; 32]) {
                    found.signed(jpki.sign_with(input)?.as_bytes());
                }
            }
            Self::StatesOfSecrets => {
                let mut jpki = card.jpki()?;
                found.said(&jpki.auth_pin_state()?);
                found.said(&jpki.sign_password_state()?);
                let mut text = card.text()?;
                found.said(&text.pin_state()?);
                found.said(&text.code_a_state()?);
                found.said(&text.code_b_state()?);
                let mut visual = card.visual()?;
                found.said(&visual.code_a_state()?);
                found.said(&visual.code_b_state()?);
            }
            Self::StatesOfAllSecrets => {
                for secret in Secret::ALL {
                    found.said(&card.secret_state(secret)?);
                }
            }
            Self::Presence => {
                found.signed(card.text()?.sign_challenge(&digest())?.as_bytes());
                found.signed(card.visual()?.sign_challenge(&digest())?.as_bytes());
            }
            Self::TokenAndPresence => {
                found.told(card.token_info()?.raw());
                found.told(&card.jpki()?.certificate_presence()?.raw());
            }
            Self::AgeRecord => {
                found.signed(card.visual()?.verify_birth_code(&birth_code_of(who))?.age_record()?.raw());
            }
            Self::RestOfText => {
                let mut text = card.text()?.verify_pin(&text_pin_of(who))?;
                found.signed(text.card_key()?.raw());
                found.told(text.session_key()?.raw());
                found.told(text.basic_info()?.raw());
                found.told(&text.filler()?.raw());
            }
            Self::RestOfVisual => {
                let mut visual = card.visual()?.verify_code_b(&code_b_of(who))?;
                found.told(visual.basic_info()?.raw());
                found.told(&visual.filler()?.raw());
            }
            Self::Records => {
                let mut common = card.common()?;
                found.told(common.serial()?.raw());
                found.told(&common.key_reference()?.raw());
                found.said(&common.contact_atr()?);
                found.told(&card.juki()?.key_reference()?.raw());
            }
            Self::DataObjects => {
                // The two certificates aside: short commands can't bring them.
                let mut manager = card.manager()?;
                found.said(&manager.card_id()?.as_ref().map(|id| id.as_str().to_owned()));
                found.said(&manager.card_recognition()?);
                found.said(&manager.contact_atr()?);
                found.said(&manager.expiry()?.map(|date| date.to_string()));
                found.said(&manager.intermediate_key()?.map(|key| *key.as_bytes()));
                found.said(&manager.issuer_key()?.map(|key| *key.as_bytes()));
                found.said(&manager.municipality()?.map(|municipality| *municipality.as_bytes()));
            }
            Self::CertificatesOfManager => {
                let mut manager = card.manager()?;
                for certificate in [manager.upper_certificate()?, manager.lower_certificate()?] {
                    found.signed(certificate.as_ref().map(CvCertificate::raw).unwrap_or_default());
                }
            }
            Self::ChangeOfAuthPin => {
                drop(card.jpki()?.change_auth_pin(&auth_pin_of(who), &AuthPin::new(new_pin())?)?);
            }
            Self::ChangeOfSignPassword => {
                let new = SignPassword::new(new_password())?;
                drop(card.jpki()?.change_sign_password(&sign_password_of(who), &new)?);
            }
            Self::ChangeOfTextPin => {
                drop(card.text()?.change_pin(&text_pin_of(who), &TextPin::new(new_pin())?)?);
            }
            Self::ChangeOfJukiPin => card.change_juki_pin(&juki_pin_of(who), &JukiPin::new(new_pin())?)?,
            Self::Reception => {
                found.said(&card.token()?);
                let mut jpki = card.jpki()?;
                found.signed(jpki.auth_certificate()?.as_der());
                found.said(&jpki.auth_pin_state()?);
                found.signed(jpki.verify_auth_pin(&auth_pin_of(who))?.sign(&digest())?.as_bytes());
                card.end()?;
            }
            Self::ReceptionWithCa => {
                found.said(&card.token()?);
                let mut jpki = card.jpki()?;
                found.signed(jpki.auth_certificate()?.as_der());
                found.signed(jpki.auth_ca_certificate()?.as_der());
                found.signed(jpki.verify_auth_pin(&auth_pin_of(who))?.sign(&digest())?.as_bytes());
                card.end()?;
            }
            Self::AndroidReception => {
                found.said(&card.token()?);
                let mut jpki = card.jpki()?.verify_auth_pin(&auth_pin_of(who))?;
                found.signed(jpki.auth_certificate()?.as_der());
                found.signed(jpki.sign(&digest())?.as_bytes());
                card.end()?;
            }
            Self::IphoneReception => {
                let mut jpki = card.jpki()?.verified_on_device()?;
                found.signed(jpki.auth_certificate()?.as_der());
                found.signed(jpki.sign(&digest())?.as_bytes());
                card.end()?;
            }
        }
        Ok(found)
    }
}

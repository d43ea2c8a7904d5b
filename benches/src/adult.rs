use std::error::Error;

use hokensho::InstitutionCode;
use hokensho::card::{AuthPin, BirthCode, CodeB, SignPassword, TextPin};
use hokensho::pki::{Application, CvAnchor, CvAnchors, Purpose, TestAnchors};
use hokensho_mock::pki::{Application as Signer, Authority, Crl, Municipality, Reason, Revoked};
use hokensho_mock::{Builder, Persona, VirtualCard};

/// 2026-11-22T00:00:00Z: within the validity of all that the mock has signed.
pub const NOW: i64 = 1_795_305_600;
const DAY: i64 = 86_400;

/// The persona that everything is measured with, and whom it is checked against.
///
/// ```
/// let adult = hokensho_benches::Adult::new()?;
/// assert_eq!(adult.persona().name(), "adult");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Adult {
    persona: Persona,
    /// Records are signed once for all cards.
    cards: Builder,
}

impl Adult {
    /// The adult of the mock.
    ///
    /// # Errors
    /// None, unless the mock's data is broken; so everywhere here.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let persona = Persona::named("adult")?;
        let cards = VirtualCard::builder(&persona);
        Ok(Self { persona, cards })
    }

    /// The persona.
    #[must_use]
    pub const fn persona(&self) -> &Persona {
        &self.persona
    }

    /// A fresh card.
    #[must_use]
    pub fn card(&self) -> VirtualCard {
        self.cards.clone().build()
    }

    /// The PIN for the auth key.
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn auth_pin(&self) -> Result<AuthPin, Box<dyn Error>> {
        Ok(AuthPin::new(self.persona.auth_pin())?)
    }

    /// The password for the sign key.
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn sign_password(&self) -> Result<SignPassword, Box<dyn Error>> {
        Ok(SignPassword::new(self.persona.sign_password().ok_or("no password")?)?)
    }

    /// The PIN for the text application.
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn text_pin(&self) -> Result<TextPin, Box<dyn Error>> {
        Ok(TextPin::new(self.persona.text_pin().ok_or("no PIN")?)?)
    }

    /// The code that is printed on the card.
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn code_b(&self) -> Result<CodeB, Box<dyn Error>> {
        Ok(CodeB::new(self.persona.code_b().ok_or("no code")?)?)
    }

    /// The six digits with which that code begins.
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn birth_code(&self) -> Result<BirthCode, Box<dyn Error>> {
        let digits = self.persona.code_b().and_then(|code| code.get(..6)).ok_or("no code")?;
        Ok(BirthCode::new(digits)?)
    }

    /// The CA of the auth certificate, trusted.
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn anchors(&self) -> Result<TestAnchors, Box<dyn Error>> {
        let mut anchors = TestAnchors::new();
        anchors.accept(Purpose::Authentication, self.persona.auth_ca_certificate())?;
        Ok(anchors)
    }

    /// The CAs of the records, trusted.
    #[must_use]
    pub fn record_anchors(&self) -> CvAnchors {
        let anchor = |application, signer: Signer| {
            let anchor = signer.cv_anchor();
            CvAnchor { application, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus }
        };
        let anchors = [anchor(Application::Visual, Signer::Visual), anchor(Application::Text, Signer::Text)];
        CvAnchors::test(anchors)
    }

    /// Today's revocation list of the adult's municipality, with this many entries, none of them the adult's.
    #[must_use]
    pub fn revocation_list(&self, entries: u64) -> Vec<u8> {
        let reasons = [Reason::AffiliationChanged, Reason::Superseded, Reason::CertificateHold];
        // Real serials are of this size; the adult's is below.
        let serials = 0x40_0000..0x40_0000 + entries;
        let entry = |(serial, reason)| Revoked { serial, at: NOW - 30 * DAY, reason };
        let revoked: Vec<_> = serials.zip(reasons.into_iter().cycle()).map(entry).collect();
        let list = Crl {
            authority: Authority::Auth,
            municipality: Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" },
            number: 1,
            this_update: NOW - 3600,
            next_update: NOW + DAY,
            revoked: &revoked,
        };
        Authority::Auth.issue(&list.tbs())
    }

    /// Who asks.
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn institution(&self) -> Result<InstitutionCode, Box<dyn Error>> {
        Ok(InstitutionCode::new("1300000005")?)
    }
}

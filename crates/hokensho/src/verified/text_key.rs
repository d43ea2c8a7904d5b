use hokensho_apdu::Transport;
use hokensho_card::{Card, CardKeyRecord, CvCertificate};
use hokensho_pki::{Application, CvAnchors, Hierarchy, Signed, VerifiedCardKey};

use super::verify;
use crate::{Error, PresentCard};

/// The card's own key of the text application (券面事項入力補助AP), signed by its issuer.
///
/// No signature joins it to the attributes. Both are signed by the same issuer's key, but other cards' records are,
/// too: on the test card whose files are public, that key is named after a municipality. So a forged chip could show
/// the attributes of one genuine card and pass challenges on to another. Whoever must know that the card is the one of
/// the person asks for the face or the age.
///
/// ```
/// use hokensho::VerifiedAttributes;
/// use hokensho_card::{Card, TextPin};
/// use hokensho_mock::{Persona, VirtualCard};
/// # use hokensho_mock::pki::Application as Mock;
/// # use hokensho_pki::{Application, CvAnchor, CvAnchors};
/// # let anchor = Mock::Text.cv_anchor();
/// # let anchor = CvAnchor { application: Application::Text, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
/// # let mock = CvAnchors::test([anchor]);
///
/// # let persona = Persona::named("adult")?;
/// # let mut card = Card::connect(VirtualCard::new(&persona))?;
/// # let pin = TextPin::new(persona.text_pin().ok_or("no PIN")?)?;
/// let (attributes, key) = VerifiedAttributes::read_with_card_key(&mut card, &pin, &mock)?;
/// let random = [7; 32]; // from the system's generator, in earnest
/// let present = key.prove_present(&mut card, random)?;
/// assert_eq!(present.record().hierarchy(), attributes.hierarchy());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct VerifiedTextKey {
    card_key: VerifiedCardKey,
}

impl VerifiedTextKey {
    /// Verifies a card key record that was read before.
    ///
    /// # Errors
    /// [`Error::Pki`] if the record isn't signed by a key that `anchors` certify.
    pub fn verify(
        record: &CardKeyRecord,
        certificate: &CvCertificate,
        anchors: &CvAnchors,
    ) -> Result<Self, Error> {
        let signed = Signed::Bytes(record.signed());
        let card_key =
            verify(Application::Text, certificate, anchors, signed, record.signature())?.card_key()?;
        Ok(Self { card_key })
    }

    /// Has the card sign 32 random bytes that nobody can guess: shows that a genuine card is there. One round trip if
    /// the text application is selected still, two if not; no PIN.
    ///
    /// # Errors
    /// [`Error::Card`] for what goes wrong on the card, [`Error::Pki`] if another key signed: it is another card, or none.
    pub fn prove_present<T: Transport>(
        &self,
        card: &mut Card<T>,
        random: [u8; 32],
    ) -> Result<PresentCard<'_, Self>, Error> {
        PresentCard::prove(self, &self.card_key, random, |digest| card.text()?.sign_challenge(digest))
    }

    /// Whether it is of a real card.
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.card_key.hierarchy()
    }
}

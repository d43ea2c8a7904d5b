use hokensho_apdu::Transport;
use hokensho_card::{Attributes, Card, CardDate, CvCertificate, IntegrityRecord, Sex, TextPin};
use hokensho_pki::{Application, CvAnchors, Document, Hierarchy, Signed, sha256};

use super::verify;
use crate::{Error, VerifiedTextKey};

/// The four attributes (基本4情報) of a card whose issuer signed them: name, address, birth date and sex, as text.
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
/// let persona = Persona::named("adult")?;
/// let mut card = Card::connect(VirtualCard::new(&persona))?;
/// let pin = TextPin::new(persona.text_pin().ok_or("no PIN")?)?;
/// let attributes = VerifiedAttributes::read(&mut card, &pin, &mock)?;
/// assert_eq!(attributes.name(), "見本　花子");
/// assert_eq!(attributes.address(), "東京都千代田区霞が関１－２－２");
/// assert_eq!(attributes.birth().to_string(), "1980-02-17");
/// assert_eq!(attributes.sex(), hokensho_card::Sex::Female);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct VerifiedAttributes {
    attributes: Attributes,
    hierarchy: Hierarchy,
}

impl VerifiedAttributes {
    /// Opens the text application (券面事項入力補助AP) with its PIN, reads the attributes and verifies them.
    ///
    /// # Errors
    /// [`Error::Card`] for what goes wrong on the card, [`Error::Pki`] if the record isn't signed.
    pub fn read<T: Transport>(card: &mut Card<T>, pin: &TextPin, anchors: &CvAnchors) -> Result<Self, Error> {
        let mut text = card.text()?.verify_pin(pin)?;
        let attributes = text.attributes()?;
        let integrity = text.integrity()?;
        let certificate = text.cv_certificate()?;
        Self::verify(attributes, &integrity, &certificate, anchors)
    }

    /// As [`read`](Self::read), and the card's own key beside them, signed by the same issuer's key:
    /// [`VerifiedTextKey`] shows what for.
    ///
    /// # Errors
    /// [`Error::Card`] for what goes wrong on the card, [`Error::Pki`] if either record isn't signed.
    pub fn read_with_card_key<T: Transport>(
        card: &mut Card<T>,
        pin: &TextPin,
        anchors: &CvAnchors,
    ) -> Result<(Self, VerifiedTextKey), Error> {
        let mut text = card.text()?.verify_pin(pin)?;
        let attributes = text.attributes()?;
        let integrity = text.integrity()?;
        let key = text.card_key()?;
        let certificate = text.cv_certificate()?;
        let attributes = Self::verify(attributes, &integrity, &certificate, anchors)?;
        Ok((attributes, VerifiedTextKey::verify(&key, &certificate, anchors)?))
    }

    /// Verifies attributes that were read before: the integrity record is signed, and has their hash. What opened them
    /// is the caller's choice: code B (照合番号B) does, too.
    ///
    /// ```
    /// use hokensho::VerifiedAttributes;
    /// use hokensho_card::{Card, CodeB};
    /// # use hokensho_mock::{Persona, VirtualCard, pki::Application as Mock};
    /// # use hokensho_pki::{Application, CvAnchor, CvAnchors};
    /// # let anchor = Mock::Text.cv_anchor();
    /// # let anchor = CvAnchor { application: Application::Text, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    /// # let mock = CvAnchors::test([anchor]);
    /// # let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
    /// let mut text = card.text()?.verify_code_b(&CodeB::new("55021720352285")?)?;
    /// let (attributes, integrity) = (text.attributes()?, text.integrity()?);
    /// let attributes = VerifiedAttributes::verify(attributes, &integrity, &text.cv_certificate()?, &mock)?;
    /// assert_eq!(attributes.name(), "見本　花子");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Pki`] if the record isn't signed by a key that `anchors` certify, or is about other attributes.
    pub fn verify(
        attributes: Attributes,
        integrity: &IntegrityRecord,
        certificate: &CvCertificate,
        anchors: &CvAnchors,
    ) -> Result<Self, Error> {
        let signed = Signed::Bytes(integrity.signed());
        let hierarchy =
            verify(Application::Text, certificate, anchors, signed, integrity.signature())?.hierarchy();
        if integrity.attributes_hash() == sha256(attributes.hashed()) {
            Ok(Self { attributes, hierarchy })
        } else {
            Err(hokensho_pki::Error::BadSignature { document: Document::Record }.into())
        }
    }

    /// Whether it is of a real card: only [`Hierarchy::Production`] says something of a real person.
    ///
    /// ```
    /// use hokensho::VerifiedAttributes;
    /// use hokensho::pki::{CvAnchors, Hierarchy};
    /// # use hokensho_card::{Card, TextPin};
    /// # use hokensho_mock::{Persona, VirtualCard, pki::Application as Mock};
    /// # use hokensho_pki::{Application, CvAnchor};
    /// # let anchor = Mock::Text.cv_anchor();
    /// # let anchor = CvAnchor { application: Application::Text, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    /// # let persona = Persona::named("adult")?;
    /// # let mut card = Card::connect(VirtualCard::new(&persona))?;
    /// # let pin = TextPin::new(persona.text_pin().ok_or("no PIN")?)?;
    /// let attributes = VerifiedAttributes::read(&mut card, &pin, &CvAnchors::test([anchor]))?;
    /// assert_eq!(attributes.hierarchy(), Hierarchy::Test);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.hierarchy
    }

    /// The name: family and given name parted by U+3000.
    #[must_use]
    pub fn name(&self) -> &str {
        self.attributes.name()
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> &str {
        self.attributes.address()
    }

    /// The birth date.
    #[must_use]
    pub fn birth(&self) -> CardDate {
        self.attributes.birth()
    }

    /// The sex.
    #[must_use]
    pub fn sex(&self) -> Sex {
        self.attributes.sex()
    }
}

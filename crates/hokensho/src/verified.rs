//! What the card says of its holder, offered only after its signature was verified.

use hokensho_apdu::Transport;
use hokensho_card::{
    Attributes, Card, CardDate, CodeB, CvCertificate, FaceRecord, IntegrityRecord, Sex, TextPin,
};
use hokensho_pki::{Application, CvAnchors, Document, Hierarchy, RustCrypto, Signed, sha256};

use crate::Error;

/// The face of a card whose issuer signed it: photo, images of name and address, birth date and sex.
///
/// It says that this card was issued to the person on the photo; not that the card is the original (a copy of the
/// files has the same signature), nor that it is still valid. The photo lives in memory only: this can't be copied,
/// serialized or printed, and is wiped when dropped.
///
/// ```
/// use hokensho::VerifiedFace;
/// use hokensho_card::{Card, CodeB};
/// use hokensho_mock::{Persona, VirtualCard};
/// # use hokensho_mock::pki::Application as Mock;
/// # use hokensho_pki::{Application, CvAnchor, CvAnchors};
/// # let anchor = Mock::Visual.cv_anchor();
/// # let anchor = CvAnchor { application: Application::Visual, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
/// # let mock = CvAnchors::test([anchor]);
///
/// let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
/// let code = CodeB::new("55021720352285")?; // typed from the card's face
/// let face = VerifiedFace::read(&mut card, &code, &mock)?;
/// assert!(face.photo().is_some());
///
/// // A card of another hierarchy shows nothing.
/// assert!(VerifiedFace::read(&mut card, &code, &CvAnchors::production()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct VerifiedFace {
    record: FaceRecord,
    hierarchy: Hierarchy,
}

impl VerifiedFace {
    /// Opens the visual application (券面事項確認AP) with code B, reads the face and verifies it.
    ///
    /// # Errors
    /// [`Error::Card`] for what goes wrong on the card, [`Error::Pki`] if the record isn't signed.
    pub fn read<T: Transport>(card: &mut Card<T>, code: &CodeB, anchors: &CvAnchors) -> Result<Self, Error> {
        let mut visual = card.visual()?.verify_code_b(code)?;
        let record = visual.face_record()?;
        let certificate = visual.cv_certificate()?;
        Self::verify(record, &certificate, anchors)
    }

    /// Verifies a face that was read before.
    ///
    /// # Errors
    /// [`Error::Pki`] if the record isn't signed by a key that `anchors` certify.
    pub fn verify(
        record: FaceRecord,
        certificate: &CvCertificate,
        anchors: &CvAnchors,
    ) -> Result<Self, Error> {
        let hierarchy = verify(
            Application::Visual,
            certificate,
            anchors,
            Signed::Parts(record.signed_parts()),
            record.signature(),
        )?;
        Ok(Self { record, hierarchy })
    }

    /// Whether it is of a real card: only [`Hierarchy::Production`] says something of a real person.
    ///
    /// ```
    /// use hokensho::VerifiedFace;
    /// use hokensho::pki::{CvAnchors, Hierarchy};
    /// # use hokensho_card::{Card, CodeB};
    /// # use hokensho_mock::{Persona, VirtualCard, pki::Application as Mock};
    /// # use hokensho_pki::{Application, CvAnchor};
    /// # let anchor = Mock::Visual.cv_anchor();
    /// # let anchor = CvAnchor { application: Application::Visual, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    /// # let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
    /// # let code = CodeB::new("55021720352285")?;
    /// let face = VerifiedFace::read(&mut card, &code, &CvAnchors::test([anchor]))?;
    /// assert_eq!(face.hierarchy(), Hierarchy::Test);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.hierarchy
    }

    /// The photo: JPEG 2000, for staff to see or a [`FaceMatcher`]; none on cards of small children.
    #[must_use]
    pub fn photo(&self) -> Option<&[u8]> {
        self.record.photo()
    }

    /// The name as a picture: PNG.
    #[must_use]
    pub fn name_image(&self) -> &[u8] {
        self.record.name_image()
    }

    /// The address as a picture: PNG.
    #[must_use]
    pub fn address_image(&self) -> &[u8] {
        self.record.address_image()
    }

    /// The birth date.
    #[must_use]
    pub fn birth(&self) -> CardDate {
        self.record.birth()
    }

    /// The sex.
    #[must_use]
    pub fn sex(&self) -> Sex {
        self.record.sex()
    }
}

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

    /// Verifies attributes that were read before: the integrity record is signed, and has their hash.
    ///
    /// # Errors
    /// [`Error::Pki`] if the record isn't signed by a key that `anchors` certify, or is about other attributes.
    pub fn verify(
        attributes: Attributes,
        integrity: &IntegrityRecord,
        certificate: &CvCertificate,
        anchors: &CvAnchors,
    ) -> Result<Self, Error> {
        let hierarchy = verify(
            Application::Text,
            certificate,
            anchors,
            Signed::Bytes(integrity.signed()),
            integrity.signature(),
        )?;
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

/// Verifies a record of an application, and says of which hierarchy it is.
fn verify(
    application: Application,
    certificate: &CvCertificate,
    anchors: &CvAnchors,
    signed: Signed<'_>,
    signature: &[u8],
) -> Result<Hierarchy, Error> {
    let key = anchors.verify(&RustCrypto, application, certificate.body(), certificate.signature())?;
    Ok(key.verify_record(signed, signature)?.hierarchy())
}

/// A machine that compares a face with the chip's photo. Only a verified photo is shown to it.
///
/// Over plain PC/SC its verdict leads to no eligibility: it proves that a person looks like a photo, and no signature
/// says that the card is there. In a certified reader it stands behind [`CertifiedReader`](crate::CertifiedReader).
///
/// ```
/// use hokensho::{FaceMatch, FaceMatcher, VerifiedFace};
///
/// /// A machine that leaves it to people.
/// struct Never;
///
/// impl FaceMatcher for Never {
///     fn compare(&mut self, _face: &VerifiedFace) -> FaceMatch {
///         FaceMatch::Unsure
///     }
/// }
/// ```
pub trait FaceMatcher {
    /// Compares whoever stands before the camera with the photo. The photo must not be kept.
    fn compare(&mut self, face: &VerifiedFace) -> FaceMatch;
}

/// What a [`FaceMatcher`] saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaceMatch {
    /// Another person.
    Different,
    /// The same person.
    Same,
    /// It can't tell, or there is no photo: a person decides.
    Unsure,
}

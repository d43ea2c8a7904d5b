use hokensho_apdu::Transport;
use hokensho_card::{Card, CardDate, CodeB, CvCertificate, FaceRecord, Sex};
use hokensho_pki::{Application, CvAnchors, Hierarchy, Signed, VerifiedCardKey};

use super::verify;
use crate::{Error, PresentCard};

/// The face of a card whose issuer signed it: photo, images of name and address, birth date and sex.
///
/// It says that a card was issued to the person on the photo; not that the card is the original (a copy of the files
/// has the same signature), which is for [`prove_present`](Self::prove_present) to show, nor that it is still valid.
/// The photo lives in memory only: this can't be copied, serialized or printed, and is wiped when dropped.
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
/// assert!(face.name_image().starts_with(b"\x89PNG") && face.address_image().starts_with(b"\x89PNG"));
/// assert_eq!(face.sex(), hokensho_card::Sex::Female);
///
/// // A card of another hierarchy shows nothing.
/// assert!(VerifiedFace::read(&mut card, &code, &CvAnchors::production()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct VerifiedFace {
    pub(super) record: FaceRecord,
    card_key: VerifiedCardKey,
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

    /// Verifies a face that was read before, say by the last try of code B, which [`read`](Self::read) keeps.
    ///
    /// ```
    /// use hokensho::VerifiedFace;
    /// use hokensho_card::{Card, CodeB};
    /// # use hokensho_mock::{Persona, VirtualCard, pki::Application as Mock};
    /// # use hokensho_pki::{Application, CvAnchor, CvAnchors};
    /// # let anchor = Mock::Visual.cv_anchor();
    /// # let anchor = CvAnchor { application: Application::Visual, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    /// # let mock = CvAnchors::test([anchor]);
    /// # let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
    /// # let code = CodeB::new("55021720352285")?;
    /// let mut visual = card.visual()?.verify_code_b_spending_last_try(&code)?;
    /// let face = VerifiedFace::verify(visual.face_record()?, &visual.cv_certificate()?, &mock)?;
    /// assert_eq!(face.birth().to_string(), "1980-02-17");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Pki`] if the record isn't signed by a key that `anchors` certify, or names no card's key.
    pub fn verify(
        record: FaceRecord,
        certificate: &CvCertificate,
        anchors: &CvAnchors,
    ) -> Result<Self, Error> {
        let signed = Signed::Parts(record.signed_parts());
        let card_key =
            verify(Application::Visual, certificate, anchors, signed, record.signature())?.card_key()?;
        Ok(Self { record, card_key })
    }

    /// Has the card sign 32 random bytes that nobody can guess: shows that the card with this face is there, and not a
    /// copy of its files. One round trip if the visual application is selected still, two if not; no PIN or code.
    ///
    /// ```
    /// use hokensho::VerifiedFace;
    /// # use hokensho_card::{Card, CodeB};
    /// # use hokensho_mock::{Persona, VirtualCard, pki::Application as Mock};
    /// # use hokensho_pki::{Application, CvAnchor, CvAnchors};
    /// # let anchor = Mock::Visual.cv_anchor();
    /// # let anchor = CvAnchor { application: Application::Visual, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    /// # let mock = CvAnchors::test([anchor]);
    /// # let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
    /// # let code = CodeB::new("55021720352285")?;
    /// let face = VerifiedFace::read(&mut card, &code, &mock)?;
    /// let random = [7; 32]; // from the system's generator, in earnest
    /// let present = face.prove_present(&mut card, random)?;
    /// assert!(present.record().photo().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Card`] for what goes wrong on the card, [`Error::Pki`] if another key signed: it is another card, or none.
    pub fn prove_present<T: Transport>(
        &self,
        card: &mut Card<T>,
        random: [u8; 32],
    ) -> Result<PresentCard<'_, Self>, Error> {
        PresentCard::prove(self, &self.card_key, random, |digest| card.visual()?.sign_challenge(digest))
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
        self.card_key.hierarchy()
    }

    /// The photo: JPEG 2000, for staff to see or a [`FaceMatcher`](crate::FaceMatcher); none on cards of small children.
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

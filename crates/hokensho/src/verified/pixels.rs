//! The pictures of a verified face as pixels (feature `photo`).

use hokensho_card::GreyImage;

use crate::{Error, VerifiedFace};

/// With the feature `photo`. The files as they are, for a decoder of one's own, need no feature.
impl VerifiedFace {
    /// The photo as pixels, for staff to see; none on cards of small children. Wiped when dropped.
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
    /// let photo = face.decode_photo()?.ok_or("no photo")?;
    /// assert_eq!((photo.width(), photo.height()), (378, 472));
    /// assert!(photo.to_png().starts_with(b"\x89PNG"));
    /// # assert_eq!(face.decode_name_image()?.width(), face.decode_address_image()?.width());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Card`] with the place in the photo.
    pub fn decode_photo(&self) -> Result<Option<GreyImage>, Error> {
        Ok(self.record.decode_photo()?)
    }

    /// The name as printed, as pixels.
    ///
    /// # Errors
    /// [`Error::Card`] with the place in the image.
    pub fn decode_name_image(&self) -> Result<GreyImage, Error> {
        Ok(self.record.decode_name_image()?)
    }

    /// The address as printed, as pixels.
    ///
    /// # Errors
    /// [`Error::Card`] with the place in the image.
    pub fn decode_address_image(&self) -> Result<GreyImage, Error> {
        Ok(self.record.decode_address_image()?)
    }
}

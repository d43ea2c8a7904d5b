//! The pictures of the card as pixels (feature `photo`).

mod fault;
mod jp2;
mod png;

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use hokensho_apdu::Zeroizing;

use crate::{Error, FaceRecord};

pub use fault::{ImageFault, ImageFormat};

/// A picture in shades of grey, a byte a pixel: 0 is black, 255 is white.
///
/// Its pixels are wiped when it is dropped; they are neither copied, compared nor shown by `Debug`. What the decoders
/// (`hayro-jpeg2000`, `png`) keep for themselves on the way isn't ours to wipe.
///
/// What a file claims is checked before anything is decoded: its length, its size in pixels, that it is grey, and
/// that it has no more parts than a picture of its size needs.
///
/// ```
/// use hokensho_card::GreyImage;
/// use hokensho_mock::Persona;
///
/// let persona = Persona::named("adult")?;
/// let photo = GreyImage::from_jp2(persona.photo().unwrap())?;
/// assert_eq!((photo.width(), photo.height()), (378, 472)); // 16 × 20 mm at 600 dpi
/// assert_eq!(photo.pixels().len(), 378 * 472);
/// assert_eq!(format!("{photo:?}"), "GreyImage(378 × 472, [redacted])");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct GreyImage {
    width: u32,
    height: u32,
    pixels: Zeroizing<Vec<u8>>,
}

impl GreyImage {
    /// The longest file that is looked at, in bytes: a file of the card ends where its 15-bit offsets do.
    pub const MAX_BYTES: usize = 0x8000;

    /// The longest side that is decoded, in pixels. A card's photo has 378 × 472 (reported of a test card): this leaves
    /// room for twice the resolution, and whatever a file of this size claims costs the decoder 100 MB at most.
    pub const MAX_SIDE: u32 = 1024;

    /// Decodes a photo: JPEG 2000 in its JP2 container, one component of eight bits in one tile.
    ///
    /// ```
    /// use hokensho_card::{Error, GreyImage, ImageFault};
    ///
    /// let error = GreyImage::from_jp2(b"\xFF\xD8\xFF\xE0 a JPEG without 2000").unwrap_err();
    /// assert!(matches!(error, Error::Image { offset: 0, fault: ImageFault::Signature, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Image`] with the place.
    pub fn from_jp2(file: &[u8]) -> Result<Self, Error> {
        check_length(ImageFormat::Jp2, file)?;
        jp2::decode(file)
    }

    /// Decodes an image of printed text: PNG, grey, of eight bits a pixel or fewer.
    ///
    /// ```
    /// use hokensho_card::GreyImage;
    ///
    /// let name = GreyImage::from_png(hokensho_mock::pki::image("adult-name").unwrap())?;
    /// assert_eq!(name.pixels().len(), 288 * 12);
    /// assert!(name.pixels().iter().all(|pixel| matches!(pixel, 0 | 255))); // one bit each in the file
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Image`] with the place.
    pub fn from_png(file: &[u8]) -> Result<Self, Error> {
        check_length(ImageFormat::Png, file)?;
        png::decode(file)
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// The pixels, row by row from the top, each row from the left.
    #[must_use]
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The same picture as a PNG file of eight bits a pixel, to be shown on a screen. It may be longer than
    /// [`MAX_BYTES`](Self::MAX_BYTES).
    ///
    /// ```
    /// use hokensho_card::GreyImage;
    /// use hokensho_mock::Persona;
    ///
    /// let photo = GreyImage::from_jp2(Persona::named("adult")?.photo().unwrap())?;
    /// let png = photo.to_png();
    /// assert!(png.starts_with(b"\x89PNG"));
    /// # assert_eq!(GreyImage::decode_again(&png)?, photo.pixels());
    /// # trait Again { fn decode_again(png: &[u8]) -> Result<Vec<u8>, png::DecodingError>; }
    /// # impl Again for GreyImage {
    /// #     fn decode_again(file: &[u8]) -> Result<Vec<u8>, png::DecodingError> {
    /// #         let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info()?;
    /// #         let mut pixels = vec![0; 378 * 472];
    /// #         reader.next_frame(&mut pixels)?;
    /// #         Ok(pixels)
    /// #     }
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_png(&self) -> Zeroizing<Vec<u8>> {
        png::encode(self)
    }

    /// A picture for a decoder to fill, if it may be this large.
    fn blank(width: u32, height: u32) -> Result<Self, ImageFault> {
        let sides = 1..=Self::MAX_SIDE;
        let pixels = width.checked_mul(height).and_then(|pixels| usize::try_from(pixels).ok());
        match pixels {
            Some(pixels) if sides.contains(&width) && sides.contains(&height) => {
                Ok(Self { width, height, pixels: Zeroizing::new(vec![0; pixels]) })
            }
            _ => Err(ImageFault::Size { width, height }),
        }
    }
}

impl fmt::Debug for GreyImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GreyImage({} × {}, [redacted])", self.width, self.height)
    }
}

fn check_length(format: ImageFormat, file: &[u8]) -> Result<(), Error> {
    match file.len() {
        ..=GreyImage::MAX_BYTES => Ok(()),
        bytes => Err(Error::Image { format, offset: 0, fault: ImageFault::TooLong { bytes } }),
    }
}

/// With the feature `photo`. The files as they are, for a decoder of one's own, need no feature.
impl FaceRecord {
    /// 顔写真 as pixels, if the card has one.
    ///
    /// ```
    /// use hokensho_card::{Card, CodeB};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let code = CodeB::new(persona.code_b().unwrap())?;
    /// let face = Card::open(VirtualCard::new(&persona)).visual()?.verify_code_b(&code)?.face_record()?;
    ///
    /// let photo = face.decode_photo()?.unwrap();
    /// assert_eq!((photo.width(), photo.height()), (378, 472));
    /// let name = face.decode_name_image()?;
    /// assert_eq!((name.width(), name.height()), (288, 12));
    /// # assert_eq!(face.decode_address_image()?.width(), 288);
    /// # assert_eq!(face.decode_security_code_image()?.width(), 24);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Image`] with the place in the photo.
    pub fn decode_photo(&self) -> Result<Option<GreyImage>, Error> {
        self.photo().map(GreyImage::from_jp2).transpose()
    }

    /// 氏名 as printed, as pixels.
    ///
    /// # Errors
    /// [`Error::Image`] with the place in the image.
    pub fn decode_name_image(&self) -> Result<GreyImage, Error> {
        GreyImage::from_png(self.name_image())
    }

    /// 住所 as printed, as pixels.
    ///
    /// # Errors
    /// [`Error::Image`] with the place in the image.
    pub fn decode_address_image(&self) -> Result<GreyImage, Error> {
        GreyImage::from_png(self.address_image())
    }

    /// セキュリティコード as printed, as pixels.
    ///
    /// # Errors
    /// [`Error::Image`] with the place in the image.
    pub fn decode_security_code_image(&self) -> Result<GreyImage, Error> {
        GreyImage::from_png(self.security_code_image())
    }
}

#[cfg(test)]
mod tests;

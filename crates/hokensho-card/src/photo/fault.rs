use core::fmt;

use super::GreyImage;

/// The file formats of the card's pictures.
///
/// ```
/// use hokensho_card::ImageFormat;
///
/// assert_eq!(ImageFormat::Jp2.to_string(), "JPEG 2000 picture");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageFormat {
    /// JPEG 2000 in its container (ISO/IEC 15444-1, Annex I): the photo.
    Jp2,
    /// PNG (ISO/IEC 15948): images of what is printed.
    Png,
}

impl fmt::Display for ImageFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jp2 => "JPEG 2000 picture",
            Self::Png => "PNG picture",
        })
    }
}

/// Why a picture was refused. Nothing was decoded yet, save for [`Coded`](Self::Coded) and what a PNG lacks behind
/// its header.
///
/// ```
/// use hokensho_card::{Error, GreyImage, ImageFault};
///
/// let error = GreyImage::from_png(b"\x89PNG").unwrap_err();
/// assert!(matches!(error, Error::Image { offset: 4, fault: ImageFault::Truncated, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageFault {
    /// What is coded there makes no picture.
    #[error("what is coded there makes no picture")]
    Coded,
    /// Two places of the file state different sizes.
    #[error("two places state different sizes")]
    Contradiction,
    /// Colour, transparency, or more than eight bits a pixel.
    #[error("not grey of eight bits")]
    NotGrey,
    /// Not the first bytes of this format.
    #[error("not the signature of this format")]
    Signature,
    /// A side without a pixel, or with more than are decoded.
    #[error("{width} × {height} pixels, where sides of 1 to {} are decoded", GreyImage::MAX_SIDE)]
    Size {
        /// Pixels in a row, as claimed.
        width: u32,
        /// Rows, as claimed.
        height: u32,
    },
    /// Longer than any file of the card.
    #[error("{bytes} bytes, where {} are the most", GreyImage::MAX_BYTES)]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// The file, or a part of it, ends too early.
    #[error("something is missing")]
    Truncated,
    /// A feature of the format that a picture of this kind doesn't need: its cost in time and memory has no bound.
    #[error("a feature that no such picture needs")]
    Unsupported,
}

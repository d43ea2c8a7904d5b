use crate::VerifiedFace;

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
///
/// ```
/// assert_ne!(hokensho::FaceMatch::Unsure, hokensho::FaceMatch::Same);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaceMatch {
    /// Another person.
    Different,
    /// The same person.
    Same,
    /// It can't tell, or there is no photo: a person decides.
    Unsure,
}

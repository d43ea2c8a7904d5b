//! What the card says of its holder, offered only after its signature was verified.

mod age;
mod attributes;
mod face;
mod matcher;
#[cfg(feature = "photo")]
mod pixels;
mod presence;
mod text_key;

use hokensho_card::CvCertificate;
use hokensho_pki::{Application, CvAnchors, RustCrypto, Signed, VerifiedRecord};

use crate::Error;

pub use age::VerifiedAge;
pub use attributes::VerifiedAttributes;
pub use face::VerifiedFace;
pub use matcher::{FaceMatch, FaceMatcher};
pub use presence::PresentCard;
pub use text_key::VerifiedTextKey;

/// Verifies a record of an application.
fn verify<'a>(
    application: Application,
    certificate: &CvCertificate,
    anchors: &CvAnchors,
    signed: Signed<'a>,
    signature: &[u8],
) -> Result<VerifiedRecord<'a>, Error> {
    let key = anchors.verify(&RustCrypto, application, certificate.body(), certificate.signature())?;
    Ok(key.verify_record(signed, signature)?)
}

use super::{CvAnchor, CvCertificate, Key, KeyId, data};
use crate::der::Node;

/// The key between the two certificates of the card manager: the upper one is about it, and it signs the lower one.
pub(crate) const ISSUER: KeyId = KeyId::new(*b"9999930", *b"002");
const CA: KeyId = KeyId::new(*b"9000020", *b"001");
const LOWER: KeyId = KeyId::new(*b"9000050", *b"001");

/// The card manager's two card-verifiable certificates as data objects 00F8 and 7F21 hold them; the key of the first signs
/// the second. What the second key is for is not known. Numbers of keys are this mock's own, and begin with 9.
///
/// ```
/// use hokensho_mock::pki;
///
/// let sizes = pki::manager_certificates().map(|certificate| certificate.encode().len());
/// assert_eq!(sizes, [575, 575]);
/// ```
#[must_use]
pub fn manager_certificates() -> [Node; 2] {
    let [issuer, lower] = ["cv-manager-issuer", "card-manager"].map(data::fixed_key);
    let upper = CvCertificate { issuer: CA, subject: ISSUER, key: &issuer };
    let lower = CvCertificate { issuer: ISSUER, subject: LOWER, key: &lower };
    [object(&upper.signed_by(&ca_key())), object(&lower.signed_by(&issuer))]
}

/// What a verifier must hold to check the first of [`manager_certificates`].
///
/// ```
/// use hokensho_mock::pki::{self, KeyId};
///
/// assert_eq!(pki::manager_anchor().key_id, KeyId::new(*b"9000020", *b"001"));
/// ```
#[must_use]
pub fn manager_anchor() -> CvAnchor {
    let key = ca_key();
    CvAnchor { key_id: CA, modulus: key.modulus(), exponent: key.exponent() }
}

/// The key of the common application (共通カードAP EF 0019) that answers INTERNAL AUTHENTICATE. Its public half is in no
/// file of the card.
///
/// ```
/// use hokensho_mock::pki;
///
/// assert_eq!(pki::internal_authentication_key().sign_sha256(b"challenge").len(), 256);
/// ```
#[must_use]
pub fn internal_authentication_key() -> Key {
    data::fixed_key("card-common")
}

fn ca_key() -> Key {
    data::fixed_key("cv-manager-ca")
}

/// What is in the `7F21` of a certificate, without the `7F21` around it, behind a list of what is signed: names of 16 bytes
/// under `42` and `5F20`, a key of 265 bytes under `5F49` (so in files that others have read).
fn object(certificate: &Node) -> Node {
    let signed = Node::new(0x4D, [0x42, 0x10, 0x5F, 0x20, 0x10, 0x5F, 0x49, 0x82, 0x01, 0x09]);
    Node::list([&[signed], certificate.children()].concat())
}

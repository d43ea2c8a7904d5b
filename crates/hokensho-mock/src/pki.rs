//! A test PKI in the shape of JPKI: two CAs, leaves, CRLs, card-verifiable certificates and signed records.
//!
//! Everything is made from fixed RSA keys that are published in this crate. **Nothing here may ever be trusted**:
//! whoever reads this can sign in any of these names.
//!
//! Leaves and CRLs are [`Node`](crate::der::Node) trees until they are signed, so a test can spoil one field and
//! sign what came of it:
//!
//! ```
//! use hokensho_mock::{der, pki::{extension, Authority, Key, Leaf, Municipality}};
//!
//! let leaf = Leaf {
//!     serial: 0x227B13,
//!     not_before: 1_711_929_600,
//!     not_after: 2_500_613_999,
//!     municipality: Municipality { code: "13221", prefecture: "Tokyo-to", city: "Kiyose-shi" },
//!     key: &Key::named("adult-auth").unwrap(),
//! };
//! let mut tbs = leaf.auth_tbs();
//! let policies = extension::path(&tbs, extension::CERTIFICATE_POLICIES).unwrap();
//! tbs.remove(&policies)?;
//! let certificate: Vec<u8> = Authority::Auth.issue(&tbs);
//! assert!(certificate.starts_with(&[0x30, 0x82]));
//! # Ok::<(), hokensho_mock::der::NoSuchNode>(())
//! ```

mod authority;
mod crl;
mod cv;
mod data;
mod entity;
pub mod extension;
mod key;
mod leaf;
mod manager;
mod name;
mod ocsp;
mod record;

pub use authority::{Authority, field, sha256_with_rsa, signed};
pub use crl::{Crl, Reason, Revoked};
pub use cv::{Application, CvAnchor, CvCertificate, KeyId};
pub use data::{certificate, image};
pub use entity::Entity;
pub use key::{Key, KeyError};
pub use leaf::{Attributes, Leaf};
pub(crate) use manager::ISSUER as MANAGER_ISSUER;
pub use manager::{internal_authentication_key, manager_anchor, manager_certificates};
pub use name::{Municipality, directory_name, name};
pub use ocsp::{Ocsp, OcspStatus, responder_id, responder_tbs};
pub use record::{TextFiles, VisualFiles};

//! Files cut into their parts: values, and the exact bytes that signatures cover. Nothing is verified here; that
//! needs cryptography and a trust anchor, which this crate has not.
//!
//! The layouts were found by the open program `myna-card`, which checks them against real test cards.

mod age;
mod attributes;
mod card_key;
mod card_serial;
mod certificate;
mod cv_certificate;
mod face;
mod filler;
mod integrity;
mod key_id;
mod key_reference;
mod municipality;
mod objects;
mod origin;
mod public_key;
mod session_key;
mod sex;
mod simple_tlv;
mod specification;
mod text_info;
mod visual_info;

pub use age::AgeRecord;
pub use attributes::Attributes;
pub use card_key::CardKeyRecord;
pub use card_serial::CardSerial;
pub use certificate::CertificateDer;
pub use cv_certificate::CvCertificate;
pub use face::FaceRecord;
pub use filler::Filler;
pub use integrity::IntegrityRecord;
pub use key_id::KeyId;
pub use key_reference::KeyReference;
pub use municipality::Municipality;
pub(crate) use objects::part;
use objects::{Objects, value_of, whole};
pub(crate) use origin::Origin;
use public_key::KeyParts;
pub use public_key::PublicKey;
pub use session_key::SessionKey;
pub use sex::Sex;
pub use specification::Specification;
pub use text_info::TextBasicInfo;
pub use visual_info::VisualBasicInfo;

/// `Debug` for what tells of a person or a card: its name only.
macro_rules! redacted {
    ($($record:ident),*) => {$(
        impl core::fmt::Debug for $record {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($record), "([redacted])"))
            }
        }
    )*};
}

redacted!(
    AgeRecord,
    Attributes,
    CardKeyRecord,
    CardSerial,
    FaceRecord,
    IntegrityRecord,
    SessionKey,
    TextBasicInfo,
    VisualBasicInfo
);

#[cfg(test)]
mod tests;

//! CMS signed data (RFC 5652, 5): what a card's owner signed, made and verified.
//!
//! Reading borrows, with the reader of certificates: the bytes that are signed are cut from the input, and a large
//! content is never copied. A derived structure would own every part and be written again to be hashed. Writing is a
//! handful of elements around bytes that exist already.

mod attributes;
mod builder;
mod content;
mod rule;
mod signed_data;
mod signer_info;
mod verified;

pub use builder::{AttachedParts, SignatureRequest, SignedDataBuilder};
pub use content::{ContentDigest, ContentHasher, DetachedContent, DigestAlgorithm};
pub use rule::SignerRule;
pub use signed_data::SignedData;
pub use verified::{VerifiedSignedData, VerifiedSigner};

/// `id-signedData` (RFC 5652, 5.1).
const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
/// `id-data`: any bytes (RFC 5652, 4).
const DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];

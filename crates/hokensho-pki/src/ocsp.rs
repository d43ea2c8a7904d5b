//! Asking a responder about one certificate (OCSP, RFC 6960), with a nonce (RFC 9654).
//!
//! The question is written here, the answer read and verified; carrying them is the caller's.

mod answer;
mod certificate_id;
mod exchange;
mod refusal;
mod request;
mod response;
mod signer;
mod url;
mod verified;

pub use certificate_id::OcspHash;
pub use exchange::{OcspError, OcspFetch};
pub use refusal::OcspRefusal;
pub use request::OcspRequest;
pub use response::OcspResponse;
pub use verified::VerifiedOcsp;

/// `id-pkix-ocsp-nonce` (RFC 9654, 2.1).
const NONCE: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x02];

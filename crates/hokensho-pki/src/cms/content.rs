//! What is signed, and its hash.

use alloc::vec::Vec;
use core::fmt;

use sha2::{Digest, Sha256, Sha384};

use crate::algorithm::{SHA256, null_parameters};
use crate::der::{Reader, Result, tag, write};
use crate::{Oid, SignatureScheme};

/// `id-sha384` (RFC 5754, 2.3).
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];

/// How a content is hashed.
///
/// ```
/// assert_eq!(hokensho_pki::DigestAlgorithm::Sha256.to_string(), "SHA-256");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DigestAlgorithm {
    /// SHA-256: all that JPKI uses today.
    Sha256,
    /// SHA-384.
    Sha384,
}

/// An algorithm that is known here, or the name of one that isn't.
pub(super) type StatedDigest = core::result::Result<DigestAlgorithm, Oid>;

impl DigestAlgorithm {
    /// Reads an AlgorithmIdentifier. RFC 5754, 2: parameters are absent or NULL, and both "MUST" be accepted.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<StatedDigest> {
        let mut sequence = reader.sequence()?;
        let oid = sequence.oid()?;
        let known = match oid.content() {
            SHA256 => Self::Sha256,
            SHA384 => Self::Sha384,
            _ => return Ok(Err(oid)),
        };
        if !sequence.is_empty() {
            null_parameters(sequence)?;
        }
        Ok(Ok(known))
    }

    /// Writes an AlgorithmIdentifier. RFC 5754, 2: "MUST generate […] with absent parameters".
    pub(super) fn write(self) -> Vec<u8> {
        let oid = match self {
            Self::Sha256 => SHA256,
            Self::Sha384 => SHA384,
        };
        write::element(tag::SEQUENCE, &[&write::element(tag::OID, &[oid])])
    }

    pub(super) const fn of(scheme: SignatureScheme) -> Self {
        match scheme {
            SignatureScheme::EcdsaSha384 => Self::Sha384,
            SignatureScheme::EcdsaSha256
            | SignatureScheme::RsaPkcs1Sha256
            | SignatureScheme::RsaPssSha256 => Self::Sha256,
        }
    }
}

impl fmt::Display for DigestAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
        })
    }
}

/// The hash of a content, and its length: all that a signature over it needs.
///
/// `Debug` shows the length only.
///
/// ```
/// use hokensho_pki::{ContentDigest, DigestAlgorithm, sha256};
///
/// let digest = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
/// assert_eq!(digest.bytes(), sha256(b"contract"));
/// assert_eq!(digest.content_length(), 8);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ContentDigest {
    value: Value,
    length: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    Sha256([u8; 32]),
    Sha384([u8; 48]),
}

impl ContentDigest {
    /// The digest of a content that is in memory.
    #[must_use]
    pub fn of(algorithm: DigestAlgorithm, content: &[u8]) -> Self {
        let mut hasher = ContentHasher::new(algorithm);
        hasher.update(content);
        hasher.finish()
    }

    /// How it was hashed.
    #[must_use]
    pub const fn algorithm(&self) -> DigestAlgorithm {
        match self.value {
            Value::Sha256(_) => DigestAlgorithm::Sha256,
            Value::Sha384(_) => DigestAlgorithm::Sha384,
        }
    }

    /// The hash.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        match &self.value {
            Value::Sha256(bytes) => bytes,
            Value::Sha384(bytes) => bytes,
        }
    }

    /// How long the content is, in bytes.
    #[must_use]
    pub const fn content_length(&self) -> u64 {
        self.length
    }
}

impl fmt::Debug for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentDigest({}, {} bytes)", self.algorithm(), self.length)
    }
}

/// Hashes a content piece by piece, so that a large one is never in memory as a whole.
///
/// With the feature `std` it is a [`Write`](std::io::Write), for `std::io::copy`.
///
/// ```
/// use hokensho_pki::{ContentDigest, ContentHasher, DigestAlgorithm};
///
/// let mut hasher = ContentHasher::new(DigestAlgorithm::Sha256);
/// hasher.update(b"con");
/// hasher.update(b"tract");
/// assert_eq!(hasher.finish(), ContentDigest::of(DigestAlgorithm::Sha256, b"contract"));
/// ```
#[derive(Clone)]
pub struct ContentHasher {
    state: State,
    length: u64,
}

#[derive(Clone)]
enum State {
    Sha256(Sha256),
    Sha384(Sha384),
}

impl ContentHasher {
    /// Has hashed nothing yet.
    #[must_use]
    pub fn new(algorithm: DigestAlgorithm) -> Self {
        let state = match algorithm {
            DigestAlgorithm::Sha256 => State::Sha256(Sha256::new()),
            DigestAlgorithm::Sha384 => State::Sha384(Sha384::new()),
        };
        Self { state, length: 0 }
    }

    /// Hashes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        match &mut self.state {
            State::Sha256(state) => state.update(piece),
            State::Sha384(state) => state.update(piece),
        }
        // A content of 2^64 bytes would take centuries.
        self.length = self.length.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
    }

    /// The digest of all pieces.
    #[must_use]
    pub fn finish(self) -> ContentDigest {
        let value = match self.state {
            State::Sha256(state) => Value::Sha256(state.finalize().into()),
            State::Sha384(state) => Value::Sha384(state.finalize().into()),
        };
        ContentDigest { value, length: self.length }
    }
}

#[cfg(feature = "std")]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
impl std::io::Write for ContentHasher {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        self.update(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for ContentHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHasher({} bytes)", self.length)
    }
}

/// A content that came beside its signed data.
///
/// `Debug` shows lengths only.
///
/// ```
/// use hokensho_pki::{ContentDigest, DetachedContent, DigestAlgorithm};
///
/// let digests = [ContentDigest::of(DigestAlgorithm::Sha256, b"contract")];
/// assert_eq!(format!("{:?}", DetachedContent::Bytes(b"contract")), "Bytes(8 bytes)");
/// assert_eq!(format!("{:?}", DetachedContent::Digests(&digests)), "Digests(1)");
/// ```
#[derive(Clone, Copy)]
pub enum DetachedContent<'c> {
    /// The content.
    Bytes(&'c [u8]),
    /// Its digests, one for each of [`SignedData::digest_algorithms`](crate::SignedData::digest_algorithms): enough
    /// where the signers have signed attributes, as all but a few do.
    Digests(&'c [ContentDigest]),
}

impl fmt::Debug for DetachedContent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Self::Digests(digests) => write!(f, "Digests({})", digests.len()),
        }
    }
}

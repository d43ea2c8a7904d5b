use alloc::vec::Vec;

use sha1::{Digest, Sha1};

use crate::algorithm::{SHA256, null_parameters};
use crate::certificate::Certificate;
use crate::der::{Reader, Result, tag, write};
use crate::{Oid, sha256};

/// `id-sha1` (RFC 3279, 2.1).
const SHA1: &[u8] = &[0x2B, 0x0E, 0x03, 0x02, 0x1A];

/// By which hash a question names the issuer of a certificate (RFC 6960, 4.1.1).
///
/// It is a name, not a proof: whoever finds a collision still needs the CA to sign the answer.
///
/// ```
/// assert_eq!(hokensho_pki::OcspHash::default(), hokensho_pki::OcspHash::Sha1);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OcspHash {
    /// SHA-1, which every responder takes (RFC 5019, 2.1.1, has no other).
    #[default]
    Sha1,
    /// SHA-256, for a responder that is known to take it.
    Sha256,
}

impl OcspHash {
    fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => sha1(bytes).to_vec(),
            Self::Sha256 => sha256(bytes).to_vec(),
        }
    }

    const fn oid(self) -> &'static [u8] {
        match self {
            Self::Sha1 => SHA1,
            Self::Sha256 => SHA256,
        }
    }
}

/// SHA-1, by which RFC 6960 names keys. Nothing is believed because of it.
pub(super) fn sha1(bytes: &[u8]) -> [u8; 20] {
    Sha1::digest(bytes).into()
}

/// CertID (RFC 6960, 4.1.1) as it stands in an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct CertificateId<'a> {
    algorithm: Oid,
    issuer_name: &'a [u8],
    issuer_key: &'a [u8],
    serial: &'a [u8],
}

impl<'a> CertificateId<'a> {
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut fields = reader.sequence()?;
        let mut identifier = fields.sequence()?;
        let algorithm = identifier.oid()?;
        // RFC 4055, 2.1: the parameters of a hash are NULL or absent, and both must be taken.
        if !identifier.is_empty() {
            null_parameters(identifier)?;
        }
        let issuer_name = fields.require(tag::OCTET_STRING)?.content;
        let issuer_key = fields.require(tag::OCTET_STRING)?.content;
        let serial = fields.require(tag::INTEGER)?.positive()?;
        fields.finish()?;
        Ok(Self { algorithm, issuer_name, issuer_key, serial })
    }
}

/// CertID as we ask with it, worked out from the certificates themselves.
#[derive(Clone)]
pub(super) struct AskedId {
    hash: OcspHash,
    issuer_name: Vec<u8>,
    issuer_key: Vec<u8>,
    pub(super) serial: Vec<u8>,
}

impl AskedId {
    pub(super) fn new(hash: OcspHash, leaf: &Certificate<'_>, issuer: &Certificate<'_>) -> Self {
        Self {
            hash,
            issuer_name: hash.of(leaf.issuer().der()),
            issuer_key: hash.of(issuer.key_bits()),
            serial: leaf.serial().to_vec(),
        }
    }

    pub(super) fn der(&self) -> Vec<u8> {
        let (oid, null) = (write::element(tag::OID, &[self.hash.oid()]), write::element(tag::NULL, &[]));
        let algorithm = write::element(tag::SEQUENCE, &[&oid, &null]);
        let issuer_name = write::element(tag::OCTET_STRING, &[&self.issuer_name]);
        let issuer_key = write::element(tag::OCTET_STRING, &[&self.issuer_key]);
        let serial = write::unsigned(&self.serial);
        write::element(tag::SEQUENCE, &[&algorithm, &issuer_name, &issuer_key, &serial])
    }

    /// Whether an answer is about the certificate that was asked about, in all four parts.
    pub(super) fn is(&self, answered: &CertificateId<'_>) -> bool {
        answered.algorithm.content() == self.hash.oid()
            && answered.issuer_name == self.issuer_name
            && answered.issuer_key == self.issuer_key
            && answered.serial == self.serial
    }
}

//! Whether the card itself is there, and not a copy of its files: its own key signs a challenge.
//!
//! Every card has such a key in its visual and in its text application, and uses it for anybody, without a PIN. The
//! public half stands in records that the issuer signed (reported by readers of real cards; no specification is public).

use alloc::vec::Vec;
use core::fmt;

use crate::hash::joined;
use crate::record::read_key;
use crate::{
    Application, Backend, Document, Error, Fault, Hierarchy, PublicKey, RsaPublicKey, SignatureScheme,
    Signed, VerifiedRecord,
};

/// Begins what is signed, so that no other protocol's bytes can be mistaken for it.
const LABEL: [u8; 25] = *b"hokensho card presence 1\0";

/// A key in bytes: tag, length and three bytes of exponent, tag, length and 256 bytes of modulus.
const KEY_BYTES: usize = 265;

/// The public half of a card's own key, out of a record that its issuer signed.
///
/// Made by [`VerifiedRecord::card_key`] only. `Debug` doesn't show the key: it tells one card from all others.
///
/// ```
/// # use hokensho_mock::pki;
/// # use hokensho_pki::{Application, CvAnchor, CvAnchors, RustCrypto, Signed};
/// use hokensho_pki::CardChallenge;
///
/// # let mock = pki::Application::Text;
/// # let (ca, certificate) = (mock.cv_anchor(), mock.cv_certificate());
/// # let (body, ca_signature) = (certificate.at(&[0])?.body(), certificate.at(&[1])?.body());
/// # let file: Vec<u8> = mock.card_key().card_public_key().iter().flat_map(|part| part.encode()).collect();
/// # let record_signature = mock.issuer_key().sign_sha256(&file);
/// # let key = CvAnchor { application: Application::Text, key_id: *ca.key_id.bytes(), modulus: ca.modulus };
/// # let issuer = CvAnchors::test([key]);
/// # let issuer = issuer.verify(&RustCrypto, Application::Text, &body, &ca_signature)?;
/// let record = issuer.verify_record(Signed::Bytes(&file), &record_signature)?;
/// let card_key = record.card_key()?;
///
/// let challenge = CardChallenge::new([7; 32]); // from the system's generator, in earnest
/// let signature = mock.card_key().sign_sha256(&challenge.message()); // the card does this
/// card_key.verify(&RustCrypto, challenge, &signature)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct VerifiedCardKey {
    modulus: Vec<u8>,
    application: Application,
    hierarchy: Hierarchy,
}

impl VerifiedRecord<'_> {
    /// The card's own key, which is the end of what was signed: of the age record, of the card key record, and of the
    /// first of the face record's three parts.
    ///
    /// # Errors
    /// [`Error::Malformed`] if there is no RSA key of 2048 bits.
    pub fn card_key(&self) -> Result<VerifiedCardKey, Error> {
        let (Signed::Bytes(signed) | Signed::Parts([signed, ..])) = self.signed();
        let offset = signed.len().saturating_sub(KEY_BYTES);
        let (document, fault) = (Document::Record, Fault::KeySize);
        let key = signed.split_at_checked(offset).and_then(|(_, key)| read_key(key));
        let modulus = key.ok_or(Error::Malformed { document, offset, fault })?.modulus().to_vec();
        Ok(VerifiedCardKey { modulus, application: self.application(), hierarchy: self.hierarchy() })
    }
}

impl VerifiedCardKey {
    /// Verifies that the card signed a challenge: whoever answered holds the private key, which never leaves the chip.
    ///
    /// The challenge is used up, whatever the answer.
    ///
    /// # Errors
    /// [`Error::BadSignature`] if it isn't this card's.
    pub fn verify<B: Backend>(
        &self,
        backend: &B,
        challenge: CardChallenge,
        signature: &[u8],
    ) -> Result<(), Error> {
        let bad = Error::BadSignature { document: Document::Challenge };
        let key = RsaPublicKey::new(&self.modulus).ok_or(bad)?;
        let key = backend.prepare(PublicKey::Rsa(key)).map_err(|_| bad)?;
        backend
            .verify(&key, SignatureScheme::RsaPkcs1Sha256, &challenge.message(), signature)
            .map_err(|_| bad)
    }

    /// The application whose key it is.
    #[must_use]
    pub const fn application(&self) -> Application {
        self.application
    }

    /// Whether it is of a real card.
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.hierarchy
    }
}

impl fmt::Debug for VerifiedCardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedCardKey({:?}, {:?})", self.hierarchy, self.application)
    }
}

/// Random bytes for a card to sign with its own key, to be answered once.
///
/// It can't be copied, and checking an answer uses it up. For the holder's key there is
/// [`Challenge`](crate::Challenge).
///
/// ```
/// use hokensho_pki::CardChallenge;
///
/// let random = [7; 32]; // from the system's generator, in earnest
/// assert!(CardChallenge::new(random).message().ends_with(&random));
/// ```
pub struct CardChallenge([u8; 32]);

impl CardChallenge {
    /// A challenge from 32 bytes that nobody can guess.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// The bytes whose SHA-256 is signed: a label and the random bytes.
    #[must_use]
    pub fn message(&self) -> [u8; 57] {
        joined(&[&LABEL, &self.0])
    }
}

impl fmt::Debug for CardChallenge {
    /// Nobody may know it before the card has signed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardChallenge(32 bytes)")
    }
}

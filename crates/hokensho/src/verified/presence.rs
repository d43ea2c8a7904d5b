use std::fmt;

use hokensho_card::{DigestInfo, Signature};
use hokensho_pki::{CardChallenge, RustCrypto, VerifiedCardKey};

use crate::Error;

/// A card that is there: the key inside the verified record `R` signed a challenge just now.
///
/// Made by `prove_present` of [`VerifiedFace`](crate::VerifiedFace), [`VerifiedAge`](crate::VerifiedAge) and
/// [`VerifiedTextKey`](crate::VerifiedTextKey) only; the first shows it. What it says is what the record says of the key:
///
/// - Of a face or an age the key is a part, under the same signature: the very card that was issued with it is there,
///   and not a copy of its files.
/// - The key of the text application stands alone in its record: a genuine card is there, no more.
///
/// It doesn't say where the card is: one far away, whose answers are passed on, can't be told from one on the reader.
/// Nor that it is still valid: for that there is the certificate.
pub struct PresentCard<'r, R> {
    record: &'r R,
}

impl<'r, R> PresentCard<'r, R> {
    pub(super) fn prove(
        record: &'r R,
        key: &VerifiedCardKey,
        random: [u8; 32],
        sign: impl FnOnce(&DigestInfo) -> Result<Signature, hokensho_card::Error>,
    ) -> Result<Self, Error> {
        let challenge = CardChallenge::new(random);
        let signature = sign(&DigestInfo::of(&challenge.message()))?;
        key.verify(&RustCrypto, challenge, signature.as_bytes())?;
        Ok(Self { record })
    }

    /// The record whose card this is.
    #[must_use]
    pub const fn record(&self) -> &'r R {
        self.record
    }
}

impl<R: fmt::Debug> fmt::Debug for PresentCard<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PresentCard").field(self.record).finish()
    }
}

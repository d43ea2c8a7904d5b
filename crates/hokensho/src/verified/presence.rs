use std::fmt;

use hokensho_card::{DigestInfo, Signature};
use hokensho_pki::{CardChallenge, RustCrypto, VerifiedCardKey};

use crate::Error;

/// A card that is there: the key inside the verified record `R` signed a challenge just now.
///
/// Made by `prove_present` of [`VerifiedFace`](crate::VerifiedFace), [`VerifiedAge`](crate::VerifiedAge) and
/// [`VerifiedTextKey`](crate::VerifiedTextKey) only. What it says is what the record says of the key:
///
/// - Of a face or an age the key is a part, under the same signature: the very card that was issued with it is there,
///   and not a copy of its files.
/// - The key of the text application stands alone in its record: a genuine card is there, no more.
///
/// It doesn't say where the card is: one far away, whose answers are passed on, can't be told from one on the reader.
/// Nor that it is still valid: for that there is the certificate.
///
/// ```
/// use hokensho::{PresentCard, VerifiedFace};
/// use hokensho::card::{Card, CodeB};
/// use hokensho_mock::{Persona, VirtualCard};
/// # use hokensho_mock::pki::Application as Mock;
/// # use hokensho_pki::{Application, CvAnchor, CvAnchors};
/// # let anchor = Mock::Visual.cv_anchor();
/// # let anchor = CvAnchor { application: Application::Visual, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
/// # let mock = CvAnchors::test([anchor]);
///
/// /// Only to whoever brings the card itself.
/// fn let_in(present: &PresentCard<'_, VerifiedFace>) -> String {
///     format!("born on {}", present.record().birth())
/// }
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let face = VerifiedFace::read(&mut card, &CodeB::new("55021720352285")?, &mock)?;
/// let random = [7; 32]; // from the system's generator, in earnest
/// assert_eq!(let_in(&face.prove_present(&mut card, random)?), "born on 1980-02-17");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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

use hokensho_apdu::Transport;
use hokensho_card::{AgeRecord, BirthCode, Card, CardDate, CvCertificate};
use hokensho_pki::{Application, CvAnchors, Hierarchy, Signed, VerifiedCardKey};

use super::verify;
use crate::{Error, PresentCard};

/// The birth date of a card's holder, signed by the card's issuer: the least that a card can be asked to show.
///
/// It opens with the birth date itself (as six digits), so it confirms a birth date that somebody told. With
/// [`prove_present`](Self::prove_present) it also shows that the card is there.
///
/// ```
/// use hokensho::VerifiedAge;
/// use hokensho_card::{BirthCode, Card};
/// use hokensho_mock::{Persona, VirtualCard};
/// # use hokensho_mock::pki::Application as Mock;
/// # use hokensho_pki::{Application, CvAnchor, CvAnchors};
/// # let anchor = Mock::Visual.cv_anchor();
/// # let anchor = CvAnchor { application: Application::Visual, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
/// # let mock = CvAnchors::test([anchor]);
///
/// let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
/// let code = BirthCode::new("550217")?; // 昭和55年2月17日
/// let age = VerifiedAge::read(&mut card, &code, &mock)?;
/// assert_eq!(age.birth().to_string(), "1980-02-17");
///
/// let random = [7; 32]; // from the system's generator, in earnest
/// let present = age.prove_present(&mut card, random)?;
/// assert_eq!(present.record().birth(), age.birth());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct VerifiedAge {
    record: AgeRecord,
    card_key: VerifiedCardKey,
}

impl VerifiedAge {
    /// Opens the age record of the visual application (券面事項確認AP) with the birth code, reads and verifies it.
    ///
    /// # Errors
    /// [`Error::Card`] for what goes wrong on the card, [`Error::Pki`] if the record isn't signed.
    pub fn read<T: Transport>(
        card: &mut Card<T>,
        code: &BirthCode,
        anchors: &CvAnchors,
    ) -> Result<Self, Error> {
        let mut visual = card.visual()?.verify_birth_code(code)?;
        let record = visual.age_record()?;
        let certificate = visual.cv_certificate()?;
        Self::verify(record, &certificate, anchors)
    }

    /// Verifies an age record that was read before.
    ///
    /// # Errors
    /// [`Error::Pki`] if the record isn't signed by a key that `anchors` certify, or names no card's key.
    pub fn verify(
        record: AgeRecord,
        certificate: &CvCertificate,
        anchors: &CvAnchors,
    ) -> Result<Self, Error> {
        let signed = Signed::Bytes(record.signed());
        let card_key =
            verify(Application::Visual, certificate, anchors, signed, record.signature())?.card_key()?;
        Ok(Self { record, card_key })
    }

    /// Has the card sign 32 random bytes that nobody can guess: shows that the card with this birth date is there, and
    /// not a copy of its files. One round trip if the visual application is selected still, two if not; no PIN or code.
    ///
    /// # Errors
    /// [`Error::Card`] for what goes wrong on the card, [`Error::Pki`] if another key signed: it is another card, or none.
    pub fn prove_present<T: Transport>(
        &self,
        card: &mut Card<T>,
        random: [u8; 32],
    ) -> Result<PresentCard<'_, Self>, Error> {
        PresentCard::prove(self, &self.card_key, random, |digest| card.visual()?.sign_challenge(digest))
    }

    /// The birth date.
    #[must_use]
    pub fn birth(&self) -> CardDate {
        self.record.birth()
    }

    /// Whether it is of a real card: only [`Hierarchy::Production`] says something of a real person.
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.card_key.hierarchy()
    }
}

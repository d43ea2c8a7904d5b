//! 生活保護受給者識別子: the key of a person on medical aid.

use hokensho_eligibility::{PayerNumber, PublicExpense, RecipientNumber};

use super::datatype::Identifier;
use super::system::System;
use super::text;

/// 生活保護受給者識別子: payer and recipient as one text, by which 電子カルテ情報共有サービス names a person on medical aid, who
/// has no [`MemberKey`](super::MemberKey): `8桁公費負担者番号::受給者番号:`, the recipient's number of seven characters (rule
/// R1013 of its implementation guide, JP-CLINS).
///
/// `Debug` hides the recipient.
///
/// ```
/// use hokensho_eligibility::{PayerNumber, PublicExpense, RecipientNumber};
/// use hokensho_exchange::fhir::AidKey;
///
/// let aid = PublicExpense::on_paper(PayerNumber::new("12999991")?, Some(RecipientNumber::new("123456")?));
/// let key = AidKey::of(&aid).ok_or("no medical aid")?;
/// assert_eq!(key.identifier().value.as_deref(), Some("12999991::0123456:"));
/// assert_eq!(AidKey::read(&key.identifier()), Some(key));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AidKey {
    payer: PayerNumber,
    recipient: RecipientNumber,
}

/// 法別番号 of 医療扶助.
const LAW: u8 = 12;
const RECIPIENT_CHARACTERS: usize = 7;

impl AidKey {
    /// The key of medical aid. None of another public expense, and none without a recipient's number that can be written
    /// with seven characters.
    #[must_use]
    pub fn of(aid: &PublicExpense) -> Option<Self> {
        Self::from_parts(aid.payer.clone(), &text::recipient(aid.recipient.as_ref()?))
    }

    fn from_parts(payer: PayerNumber, recipient: &str) -> Option<Self> {
        let of_aid = payer.law().is_some_and(|law| law.number() == LAW);
        let parts = |character: char| character == ':' || character.is_whitespace();
        let fits = recipient.chars().count() == RECIPIENT_CHARACTERS && !recipient.contains(parts);
        let recipient = RecipientNumber::new(recipient).ok()?;
        (of_aid && fits).then_some(Self { payer, recipient })
    }

    /// 公費負担者番号.
    #[must_use]
    pub const fn payer(&self) -> &PayerNumber {
        &self.payer
    }

    /// 受給者番号, of seven characters.
    #[must_use]
    pub const fn recipient(&self) -> &RecipientNumber {
        &self.recipient
    }

    /// As it stands in a Patient.
    #[must_use]
    pub fn identifier(&self) -> Identifier {
        Identifier::of(System::AID_KEY.url(), &format!("{}::{}:", self.payer, self.recipient.expose()))
    }

    /// Reads one; none of another system, in another form, or of another law.
    #[must_use]
    pub fn read(identifier: &Identifier) -> Option<Self> {
        let of_aid = identifier.system.as_deref().is_some_and(|name| System::AID_KEY.is(name));
        let value = identifier.value.as_deref().filter(|_| of_aid)?;
        let [payer, "", recipient, ""] = *value.split(':').collect::<Vec<_>>() else { return None };
        Self::from_parts(PayerNumber::new(payer).ok()?, recipient)
    }
}

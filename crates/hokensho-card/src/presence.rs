//! Whether the card itself is there, and no copy of its files: its own key signs a challenge.

use hokensho_apdu::Transport;

use crate::{DigestInfo, Error, Key, Signature, Text, Visual};

impl<T: Transport, S> Visual<'_, T, S> {
    /// Has the card sign a challenge with its own key. No PIN or code is needed.
    ///
    /// It shows that this card is there only if the signature is verified with the public key inside a signed record
    /// (face or age record), and that record with its issuer's key: any other key could be anybody's. The challenge
    /// must be new and hard to guess; it is the caller's to draw.
    ///
    /// ```
    /// use hokensho_card::{Card, DigestInfo};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let signature = card.visual()?.sign_challenge(&DigestInfo::of(b"16 random bytes!"))?;
    /// assert_eq!(signature.as_bytes().len(), 256);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn sign_challenge(&mut self, challenge: &DigestInfo) -> Result<Signature, Error> {
        self.session.sign(Key::VisualCard, challenge.into())
    }
}

impl<T: Transport, S> Text<'_, T, S> {
    /// Has the card sign a challenge with its own key. No PIN or code is needed.
    ///
    /// As [`Visual::sign_challenge`]; here the public key is in the card key record.
    ///
    /// ```
    /// use hokensho_card::{Card, DigestInfo};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let signature = card.text()?.sign_challenge(&DigestInfo::of(b"16 random bytes!"))?;
    /// assert_eq!(signature.as_bytes().len(), 256);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn sign_challenge(&mut self, challenge: &DigestInfo) -> Result<Signature, Error> {
        self.session.sign(Key::TextCard, challenge.into())
    }
}

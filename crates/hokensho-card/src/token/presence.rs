use crate::{Error, File, FileFault};

/// Which certificates there are, from JPKI EF 0008: three bytes, of which the third has no known meaning.
///
/// It tells before anybody is asked for a password that there is no sign certificate to open with it: a child under
/// 15 has none, nor has a face-only card (顔認証マイナンバーカード).
///
/// ```
/// use hokensho_card::{Card, Presence};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let presence = card.jpki()?.certificate_presence()?;
/// assert_eq!((presence.auth(), presence.sign()), (Presence::Present, Presence::Present));
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("child")?));
/// let presence = card.jpki()?.certificate_presence()?;
/// assert_eq!(presence.auth(), Presence::Present);
/// assert_ne!(presence.sign(), Presence::Present); // don't ask for the password
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CertificatePresence([u8; 3]);

/// What the card says of one certificate.
///
/// ```
/// use hokensho_card::Presence;
///
/// assert_eq!(Presence::from(0x8F), Presence::Present);
/// assert_eq!(Presence::from(0x00), Presence::Other(0x00));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Presence {
    /// `8F`: on every card seen that has the certificate (reported by `myna-card`).
    Present,
    /// Any other byte, kept as it is. Which of them means that there is none, nobody has reported.
    Other(u8),
}

impl From<u8> for Presence {
    fn from(byte: u8) -> Self {
        match byte {
            0x8F => Self::Present,
            other => Self::Other(other),
        }
    }
}

impl CertificatePresence {
    /// The file's length.
    pub(crate) const BYTES: usize = 3;

    /// Reads the three bytes of the file.
    ///
    /// ```
    /// use hokensho_card::{CertificatePresence, Presence};
    ///
    /// let presence = CertificatePresence::parse(&[0x00, 0x8F, 0x00])?;
    /// assert_eq!((presence.sign(), presence.auth()), (Presence::Other(0x00), Presence::Present));
    /// assert_eq!(presence.raw(), [0x00, 0x8F, 0x00]);
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] for another length.
    pub fn parse(raw: &[u8]) -> Result<Self, Error> {
        raw.try_into().map(Self).map_err(|_| Error::Malformed {
            file: File::CertificatePresence,
            offset: 0,
            fault: FileFault::Length { expected: Self::BYTES, found: raw.len() },
        })
    }

    /// 署名用電子証明書.
    #[must_use]
    pub fn sign(self) -> Presence {
        let [sign, ..] = self.0;
        sign.into()
    }

    /// 利用者証明用電子証明書.
    #[must_use]
    pub fn auth(self) -> Presence {
        let [_, auth, _] = self.0;
        auth.into()
    }

    /// All three bytes.
    #[must_use]
    pub const fn raw(self) -> [u8; 3] {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_another_length() {
        for raw in [&[][..], &[0x8F, 0x8F], &[0x8F, 0x8F, 0x00, 0x00]] {
            let error = CertificatePresence::parse(raw).unwrap_err();
            assert!(matches!(
                error,
                Error::Malformed {
                    file: File::CertificatePresence,
                    offset: 0,
                    fault: FileFault::Length { expected: 3, .. }
                }
            ));
        }
    }

    proptest! {
        #[test]
        fn only_8f_is_presence(raw in any::<[u8; 3]>()) {
            let presence = CertificatePresence::parse(&raw).unwrap();
            prop_assert_eq!(presence.sign() == Presence::Present, raw[0] == 0x8F);
            prop_assert_eq!(presence.auth() == Presence::Present, raw[1] == 0x8F);
            prop_assert_eq!(presence.raw(), raw);
        }
    }
}

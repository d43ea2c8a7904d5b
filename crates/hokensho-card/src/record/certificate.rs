use alloc::vec::Vec;
use core::fmt;
use hokensho_apdu::Zeroizing;

/// A certificate as the card holds it, in DER. Only its outermost length has been looked at.
///
/// A sign certificate carries name and address, and any certificate names its holder to those who keep lists: it
/// is wiped when dropped and not shown by `Debug`.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let certificate = Card::open(VirtualCard::new(&persona)).jpki()?.auth_certificate()?;
/// assert_eq!(certificate.as_der(), persona.auth_certificate().unwrap());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct CertificateDer(Zeroizing<Vec<u8>>);

impl CertificateDer {
    pub(crate) const fn new(der: Zeroizing<Vec<u8>>) -> Self {
        Self(der)
    }

    /// The DER, without the filler that may follow it in the file.
    #[must_use]
    pub fn as_der(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for CertificateDer {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for CertificateDer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CertificateDer({} bytes)", self.0.len())
    }
}

/// What a key may be used for (RFC 5280, 4.2.1.3).
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let usage = leaf.extensions().key_usage.ok_or("no key usage")?.value;
/// assert!(usage.contains(hokensho_pki::KeyUsage::DIGITAL_SIGNATURE));
/// assert!(!usage.contains(hokensho_pki::KeyUsage::KEY_CERT_SIGN));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUsage(u16);

impl KeyUsage {
    /// Signatures that prove who is there.
    pub const DIGITAL_SIGNATURE: Self = Self(0x8000);
    /// Signatures that bind (contentCommitment).
    pub const NON_REPUDIATION: Self = Self(0x4000);
    /// Signatures over certificates.
    pub const KEY_CERT_SIGN: Self = Self(0x0400);
    /// Signatures over revocation lists.
    pub const CRL_SIGN: Self = Self(0x0200);

    /// The named bits, bit 0 the highest.
    pub(super) const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// Whether every use of `other` is allowed.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

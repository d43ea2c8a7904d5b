/// A rule that each signer of signed data must keep, beyond being well-formed.
///
/// ```
/// use hokensho_pki::SignerRule;
///
/// assert_eq!(SignerRule::MessageDigest.to_string(), "the message digest must be the content's");
/// assert_eq!(SignerRule::MessageDigest.clause(), "RFC 5652, 5.6");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignerRule {
    /// Exactly one of the certificates is the one that the signer names.
    #[error("exactly one certificate must be the one that is named")]
    Certificate,
    /// A content that was signed without signed attributes doesn't look like signed attributes: else whoever holds a
    /// signature over attributes could pass them off as a content that somebody signed.
    #[error("a content signed as it is must not be a set of signed attributes")]
    ContentIsAttributes,
    /// The content type that is signed is the one that is stated.
    #[error("the signed content type must be the stated one")]
    ContentType,
    /// The digest algorithm is one of those announced before the content.
    #[error("the digest algorithm must be announced")]
    DigestAnnounced,
    /// The signature's digest algorithm is the signer's.
    #[error("the signature's digest algorithm must be the signer's")]
    DigestOfSignature,
    /// Whoever gives digests of a content, not the content, gives the one that the signer used.
    #[error("the digest that the signer used wasn't given")]
    DigestGiven,
    /// Each signer signs once.
    #[error("a signer must sign once")]
    Distinct,
    /// The digest that is signed is the content's.
    #[error("the message digest must be the content's")]
    MessageDigest,
    /// Signed attributes are there if the content is of another type than plain data, or given as a digest only.
    #[error("signed attributes are needed here")]
    SignedAttributes,
    /// If the signer's certificate is signed too, it is the one that is named.
    #[error("the signed certificate must be the signer's")]
    SigningCertificate,
}

impl SignerRule {
    /// Where the rule stands.
    #[must_use]
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Certificate | Self::SignedAttributes => "RFC 5652, 5.3",
            Self::ContentIsAttributes => "RFC 5652, 5.4, turned around",
            Self::ContentType => "RFC 5652, 11.1",
            Self::DigestAnnounced | Self::Distinct => "RFC 5652, 5.1",
            Self::DigestGiven | Self::DigestOfSignature => "RFC 5652, 5.4",
            Self::MessageDigest => "RFC 5652, 5.6",
            Self::SigningCertificate => "RFC 5035, 4",
        }
    }
}

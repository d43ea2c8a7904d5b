use crate::Oid;

/// What is wrong with the bytes of a certificate, a revocation list, an OCSP response, a CV certificate or signed data.
///
/// ```
/// use hokensho_pki::{Certificate, Error, Fault};
///
/// let indefinite = [0x30, 0x80, 0x00, 0x00];
/// assert!(matches!(
///     Certificate::parse(&indefinite),
///     Err(Error::Malformed { offset: 0, fault: Fault::IndefiniteLength, .. })
/// ));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The algorithm inside the signed part isn't the one outside (RFC 5280, 4.1.1.2 and 5.1.1.2).
    #[error("signed and stated signature algorithms differ")]
    AlgorithmMismatch,
    /// An algorithm has parameters that its standard doesn't give it (RFC 4055, 5; RFC 3279, 2.3.1).
    #[error("wrong algorithm parameters")]
    AlgorithmParameters,
    /// A signer without a signed attribute that each must have (RFC 5652, 11.1 and 11.2).
    #[error("signed attribute {name} is missing")]
    AttributeMissing {
        /// The attribute, as the RFC calls it.
        name: &'static str,
    },
    /// A BIT STRING with stray or missing bits (X.690, 11.2).
    #[error("bit string isn't in DER")]
    BitString,
    /// A BOOLEAN that is neither TRUE in DER nor left out (X.690, 11.1 and 11.5).
    #[error("boolean isn't in DER")]
    Boolean,
    /// Something else than signed data (RFC 5652, 5.1).
    #[error("not signed data")]
    ContentType,
    /// A critical extension that its standard wants non-critical (RFC 5280, 4.2.1.15, 5.2.1 and 5.2.3).
    #[error("extension {oid} must not be critical")]
    Critical {
        /// The extension.
        oid: Oid,
    },
    /// A list of changes to another list, or one that says where its changes are (RFC 5280, 5.2.4 and 5.2.6): not
    /// supported.
    #[error("delta list, or a list with deltas")]
    DeltaList,
    /// The same extension, the same serial in a revocation list, or the same certificate in an OCSP response, a second
    /// time (RFC 5280, 4.2).
    #[error("given twice")]
    Duplicate,
    /// A point that isn't uncompressed, or has another curve's length (RFC 5480, 2.2).
    #[error("no uncompressed point")]
    EcPoint,
    /// A list that must not be empty is.
    #[error("empty")]
    Empty,
    /// The issuer's certificate is named by half: by its issuer without its serial, by its serial without its issuer, or by
    /// an issuer that isn't a directory name (RFC 5280, 4.2.1.1).
    #[error("issuer's certificate isn't named by the name of its issuer and its serial")]
    HalfNamed,
    /// A length without end (X.690, 10.1).
    #[error("indefinite length")]
    IndefiniteLength,
    /// A list that speaks for several issuers (RFC 5280, 5.2.5): not supported.
    #[error("indirect list")]
    IndirectList,
    /// An INTEGER below zero where none may be (RFC 5280, 4.1.2.2).
    #[error("negative integer")]
    IntegerNegative,
    /// An INTEGER with needless bytes (X.690, 8.3.2).
    #[error("integer isn't minimal")]
    IntegerNotMinimal,
    /// An INTEGER beyond its bound: 20 bytes for a serial (RFC 5280, 4.1.2.2).
    #[error("integer is too long")]
    IntegerTooLong,
    /// A serial of zero (RFC 5280, 4.1.2.2).
    #[error("integer is zero")]
    IntegerZero,
    /// An RSA key that isn't of 2048 to 4096 bits with the exponent 65537; the key in a CV certificate has 2048.
    #[error("RSA key isn't of 2048 to 4096 bits with exponent 65537")]
    KeySize,
    /// A length in more bytes than it needs (X.690, 10.1).
    #[error("length isn't minimal")]
    LengthNotMinimal,
    /// A length of more than four bytes.
    #[error("length is too long")]
    LengthTooLong,
    /// Name constraints, policy mappings, countersignatures: refused, never ignored.
    #[error("{oid} isn't supported and can't be ignored")]
    NeverIgnored {
        /// The extension or attribute.
        oid: Oid,
    },
    /// Not an object identifier, or one of more than 23 bytes.
    #[error("wrong object identifier")]
    Oid,
    /// A list of some reasons only, or with a name relative to its issuer (RFC 5280, 5.2.5): not supported.
    #[error("list of some reasons only, or named relative to its issuer")]
    PartialList,
    /// An OCSP response that isn't a basic one (RFC 6960, 4.2.1).
    #[error("response of type {oid}")]
    ResponseType {
        /// Its type.
        oid: Oid,
    },
    /// A SET OF whose elements aren't in ascending order (X.690, 11.6).
    #[error("set isn't in DER's order")]
    SetOrder,
    /// An element of another kind.
    #[error("tag {found:02X} instead of {expected:02X}")]
    Tag {
        /// The tag that belongs there; the likeliest, if several do.
        expected: u8,
        /// The tag found.
        found: u8,
    },
    /// A tag of several bytes, which these structures don't have.
    #[error("tag number is too high")]
    TagNumber,
    /// Bytes that aren't the characters their type allows.
    #[error("wrong characters")]
    Text,
    /// A time that isn't in the one form allowed (RFC 5280, 4.1.2.5).
    #[error("wrong form of time")]
    Time,
    /// What ends before it begins: a certificate (RFC 5280, 4.1.2.5), a list (5.1.2.5) or an answer (RFC 6960, 4.2.2.1).
    #[error("end before the beginning")]
    TimeOrder,
    /// A certificate revoked more than a century before its list was issued, or decades after.
    #[error("time is too far from the list's")]
    TimeTooFar,
    /// More bytes or parts than the budget allows.
    #[error("more than the budget of {budget}")]
    TooMany {
        /// The greatest number allowed.
        budget: usize,
    },
    /// Bytes after the end.
    #[error("trailing bytes")]
    TrailingBytes,
    /// The bytes end too early.
    #[error("truncated")]
    Truncated,
    /// A critical extension that nothing here understands (RFC 5280, 4.2).
    #[error("unknown critical extension {oid}")]
    UnknownCritical {
        /// The extension.
        oid: Oid,
    },
    /// Neither an X.509 certificate of version 3 nor a list of version 2 (RFC 5280, 4.1.2.1 and 5.1.2.1), nor an OCSP
    /// response of version 1, which isn't written (RFC 6960, 4.2.1); or signed data of another version than goes with
    /// what is inside (RFC 5652, 5.1 and 5.3).
    #[error("wrong version")]
    Version,
}

impl Fault {
    /// Where the rule stands that the bytes break; `None` for what only this library asks for, such as its budgets.
    ///
    /// ```
    /// use hokensho_pki::Fault;
    ///
    /// assert_eq!(Fault::IntegerZero.clause(), Some("RFC 5280, 4.1.2.2"));
    /// assert_eq!(Fault::TooMany { budget: 8 }.clause(), None);
    /// ```
    #[must_use]
    pub const fn clause(&self) -> Option<&'static str> {
        Some(match self {
            Self::AlgorithmMismatch => "RFC 5280, 4.1.1.2 and 5.1.1.2",
            Self::AlgorithmParameters => "RFC 4055, 5; RFC 3279, 2.3.1",
            Self::AttributeMissing { .. } => "RFC 5652, 11.1 and 11.2",
            Self::BitString => "X.690, 11.2",
            Self::Boolean => "X.690, 11.1 and 11.5",
            Self::ContentType => "RFC 5652, 5.1",
            Self::Critical { .. } => "RFC 5280, 4.2.1.15, 5.2.1 and 5.2.3",
            Self::DeltaList => "RFC 5280, 5.2.4 and 5.2.6",
            Self::Duplicate | Self::NeverIgnored { .. } | Self::UnknownCritical { .. } => "RFC 5280, 4.2",
            Self::EcPoint => "RFC 5480, 2.2",
            Self::HalfNamed => "RFC 5280, 4.2.1.1",
            Self::IndefiniteLength | Self::LengthNotMinimal => "X.690, 10.1",
            Self::IndirectList | Self::PartialList => "RFC 5280, 5.2.5",
            Self::IntegerNegative | Self::IntegerTooLong | Self::IntegerZero => "RFC 5280, 4.1.2.2",
            Self::IntegerNotMinimal => "X.690, 8.3.2",
            Self::ResponseType { .. } => "RFC 6960, 4.2.1",
            Self::SetOrder => "X.690, 11.6",
            Self::Time => "RFC 5280, 4.1.2.5",
            Self::TimeOrder => "RFC 5280, 4.1.2.5 and 5.1.2.5; RFC 6960, 4.2.2.1",
            Self::Version => "RFC 5280, 4.1.2.1 and 5.1.2.1; RFC 6960, 4.2.1; RFC 5652, 5.1 and 5.3",
            _ => return None,
        })
    }
}

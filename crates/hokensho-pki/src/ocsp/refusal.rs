use core::fmt;

/// What a responder says instead of an answer (OCSPResponseStatus, RFC 6960, 4.2.1). It isn't signed, and never good.
///
/// ```
/// use hokensho_pki::{Error, OcspRefusal, OcspResponse};
///
/// let refused = OcspResponse::parse(&[0x30, 0x03, 0x0A, 0x01, 0x03]);
/// assert!(matches!(refused, Err(Error::OcspRefused { refusal: OcspRefusal::TryLater })));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OcspRefusal {
    /// Something is wrong with the responder.
    InternalError,
    /// It couldn't read the question.
    MalformedRequest,
    /// A code that the standard doesn't know.
    Other(u8),
    /// It answers signed questions only, which aren't made here.
    SignatureRequired,
    /// It is there, but can't answer now.
    TryLater,
    /// It doesn't answer us; or, by RFC 5019, 2.2.3, it can't answer for this certificate.
    Unauthorized,
}

impl OcspRefusal {
    pub(super) const fn of(code: u8) -> Self {
        match code {
            1 => Self::MalformedRequest,
            2 => Self::InternalError,
            3 => Self::TryLater,
            5 => Self::SignatureRequired,
            6 => Self::Unauthorized,
            code => Self::Other(code),
        }
    }
}

impl fmt::Display for OcspRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InternalError => f.write_str("an internal error"),
            Self::MalformedRequest => f.write_str("that the request is malformed"),
            Self::Other(code) => write!(f, "status {code}"),
            Self::SignatureRequired => f.write_str("that requests must be signed"),
            Self::TryLater => f.write_str("to try later"),
            Self::Unauthorized => f.write_str("that it isn't authorised"),
        }
    }
}

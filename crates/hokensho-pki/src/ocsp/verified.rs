use alloc::vec::Vec;
use core::fmt;

use super::answer::{Answer, CertificateStatus};
use super::{OcspRequest, OcspResponse};
use crate::{Certificate, Fingerprint, Listed, Revocation, Time, Unchecked};

/// An answer that the CA of a certificate, or a responder that the CA appointed, signed for our question.
///
/// Made by [`OcspRequest::verify`] and [`Verifier::verify_ocsp`](crate::Verifier::verify_ocsp) only.
///
/// ```
/// use hokensho_pki::{OcspHash, OcspResponse, Purpose, Revocation, Time};
///
/// # use hokensho_mock::{Persona, pki::{Authority, Ocsp, OcspStatus}};
/// # let now = Time::from_unix(1_795_305_600);
/// # let answer = Ocsp { authority: Authority::Auth, serial: 0x22_7B13, status: OcspStatus::Good, produced_at: now.unix(),
/// #     this_update: now.unix(), next_update: None, nonce: Some(&[7; 32]) };
/// # let bytes = answer.response(&answer.tbs()).encode();
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// let request = verifier.ocsp_request(&path, OcspHash::Sha1, [7; 32])?;
/// let answer = verifier.verify_ocsp(&OcspResponse::parse(&bytes)?, &request, Purpose::Authentication, now)?;
/// assert_eq!(path.check_ocsp(&answer, now, 0), Revocation::Good { as_of: now });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct VerifiedOcsp {
    issuer: Fingerprint,
    serial: Vec<u8>,
    produced_at: Time,
    said: Option<Said>,
}

#[derive(Clone, Copy)]
struct Said {
    status: CertificateStatus,
    this_update: Time,
    next_update: Time,
}

impl VerifiedOcsp {
    pub(super) fn new(
        request: &OcspRequest,
        response: &OcspResponse<'_>,
        answer: Option<&Answer<'_>>,
    ) -> Self {
        let said = answer.map(|answer| Said {
            status: answer.status,
            this_update: answer.this_update,
            next_update: answer
                .next_update
                .unwrap_or(answer.this_update.after(request.max_age_seconds().into())),
        });
        let (issuer, serial) = (request.issuer(), request.serial().to_vec());
        Self { issuer, serial, produced_at: response.produced_at(), said }
    }

    /// The fingerprint of the CA certificate that stands behind it.
    #[must_use]
    pub const fn issuer(&self) -> Fingerprint {
        self.issuer
    }

    /// When it was signed.
    #[must_use]
    pub const fn produced_at(&self) -> Time {
        self.produced_at
    }

    /// What it says about the certificate that was asked about. Clocks may differ, and answers be late, by
    /// `tolerance_seconds`.
    ///
    /// Like a list, it can say no at any time; to say yes it must be neither from the future nor stale. A CA may call
    /// certificates that it never issued on hold since 1970 (RFC 6960, 4.4.8): they are [`OnHold`](Revocation::OnHold).
    #[must_use]
    pub fn revocation(&self, now: Time, tolerance_seconds: u32) -> Revocation {
        let Some(said) = self.said else {
            return Revocation::NotChecked { why: Unchecked::NotAnswered };
        };
        let tolerance = i64::from(tolerance_seconds);
        match said.status {
            CertificateStatus::Revoked { status, at } => Revocation::listed(Listed::new(status, at)),
            CertificateStatus::Unknown => Revocation::NotChecked { why: Unchecked::UnknownToResponder },
            CertificateStatus::Good if said.this_update.max(self.produced_at) > now.after(tolerance) => {
                Revocation::NotChecked { why: Unchecked::AnswerNotYet }
            }
            CertificateStatus::Good if now > said.next_update.after(tolerance) => {
                Revocation::Stale { next_update: said.next_update }
            }
            CertificateStatus::Good => Revocation::Good { as_of: said.this_update },
        }
    }

    /// What it says about a leaf of this issuer: nothing, if another was asked about.
    pub(crate) fn about(
        &self,
        leaf: &Certificate<'_>,
        issuer: Fingerprint,
        now: Time,
        tolerance_seconds: u32,
    ) -> Revocation {
        if self.issuer != issuer {
            return Revocation::NotChecked { why: Unchecked::OtherIssuer };
        }
        if self.serial != leaf.serial() {
            return Revocation::NotChecked { why: Unchecked::NotAnswered };
        }
        self.revocation(now, tolerance_seconds)
    }
}

impl fmt::Debug for VerifiedOcsp {
    /// Leaves the serial and the answer out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedOcsp({}, produced {})", self.issuer, self.produced_at)
    }
}

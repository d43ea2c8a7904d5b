use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::certificate_id::AskedId;
use super::{NONCE, OcspHash, OcspResponse, VerifiedOcsp, url};
use crate::algorithm::SchemeRules;
use crate::backend::Backend;
use crate::certificate::Certificate;
use crate::der::{tag, write};
use crate::validation::{Authority, check_time, prepare};
use crate::{Error, Fingerprint, Role, Rule, Time};

/// How old an answer may be that doesn't say when the next is due: such a responder claims to know the newest always
/// (RFC 6960, 4.2.2.1), and five minutes are ample for the way.
const MAX_AGE_SECONDS: u32 = 300;

/// A question to a responder: is this certificate revoked? And what is asked of the answer.
///
/// Strict unless told otherwise: the answer repeats the nonce, and a responder that isn't the CA itself is exempt from
/// revocation by its certificate (`id-pkix-ocsp-nocheck`), since nobody here asks whether *it* is revoked.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Certificate, OcspHash, OcspRequest};
///
/// let adult = Persona::named("adult")?;
/// let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let issuer = Certificate::parse(adult.auth_ca_certificate())?;
/// let nonce = [7; 32]; // from the system's generator, in earnest
/// let request = OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, nonce)?;
/// assert!(request.der().ends_with(&nonce), "to be posted as {}", OcspRequest::MEDIA_TYPE);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct OcspRequest {
    id: AskedId,
    issuer: Vec<u8>,
    nonce: [u8; 32],
    nonce_rule: NonceRule,
    pub(super) responder_rule: ResponderRule,
    max_age_seconds: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NonceRule {
    AcceptMissing,
    Required,
}

/// What is known of the revocation of a responder that the CA appointed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ResponderRule {
    AcceptUnchecked,
    Exempt,
}

impl OcspRequest {
    /// The content type of a request that is posted (RFC 6960, A.1).
    ///
    /// ```
    /// assert_eq!(hokensho_pki::OcspRequest::MEDIA_TYPE, "application/ocsp-request");
    /// ```
    pub const MEDIA_TYPE: &str = "application/ocsp-request";

    /// Asks about a leaf and its issuer, with 32 bytes (RFC 9654, 2.1) that nobody can guess.
    ///
    /// [`Verifier::ocsp_request`](crate::Verifier::ocsp_request) knows the issuer of a verified path itself.
    ///
    /// # Errors
    /// [`Error::Rule`] if the leaf names another issuer.
    pub fn new(
        leaf: &Certificate<'_>,
        issuer: &Certificate<'_>,
        hash: OcspHash,
        nonce: [u8; 32],
    ) -> Result<Self, Error> {
        Role::Leaf.require(leaf.issuer().matches(&issuer.subject()), Rule::IssuerName)?;
        Ok(Self {
            id: AskedId::new(hash, leaf, issuer),
            issuer: issuer.der().to_vec(),
            nonce,
            nonce_rule: NonceRule::Required,
            responder_rule: ResponderRule::Exempt,
            max_age_seconds: MAX_AGE_SECONDS,
        })
    }

    /// Takes an answer without a nonce, too, as responders give it that sign ahead (RFC 5019): whoever is on the way can
    /// answer with what was true before, as long as that hasn't gone stale. Another nonce is still refused.
    ///
    /// ```
    /// # use hokensho_pki::{Certificate, OcspHash, OcspRequest};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// # let issuer = Certificate::parse(adult.auth_ca_certificate())?;
    /// let request = OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, [7; 32])?;
    /// let lenient = request.clone().accepting_no_nonce();
    /// assert_eq!(lenient.der(), request.der(), "it is sent all the same");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn accepting_no_nonce(self) -> Self {
        Self { nonce_rule: NonceRule::AcceptMissing, ..self }
    }

    /// Takes an answer of an appointed responder whose own revocation nobody has checked (RFC 6960, 4.2.2.2.1).
    ///
    /// ```
    /// # use hokensho_pki::{Certificate, OcspHash, OcspRequest};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// # let issuer = Certificate::parse(adult.auth_ca_certificate())?;
    /// let request = OcspRequest::new(&leaf, &issuer, OcspHash::Sha256, [7; 32])?;
    /// assert_eq!(request.clone().accepting_unchecked_responder().der(), request.der());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn accepting_unchecked_responder(self) -> Self {
        Self { responder_rule: ResponderRule::AcceptUnchecked, ..self }
    }

    /// How old an answer may be, in seconds, that doesn't say when the next is due; five minutes unless said otherwise.
    ///
    /// ```
    /// # use hokensho_pki::{Certificate, OcspHash, OcspRequest};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// # let issuer = Certificate::parse(adult.auth_ca_certificate())?;
    /// let request = OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, [7; 32])?;
    /// assert_eq!(request.clone().with_max_age(60).der(), request.der());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_max_age(self, seconds: u32) -> Self {
        Self { max_age_seconds: seconds, ..self }
    }

    /// The OCSPRequest (RFC 6960, 4.1.1), not signed.
    #[must_use]
    pub fn der(&self) -> Vec<u8> {
        let asked = write::element(tag::SEQUENCE, &[&self.id.der()]);
        let list = write::element(tag::SEQUENCE, &[&asked]);
        let nonce = write::element(tag::OCTET_STRING, &[&self.nonce]);
        let (oid, value) = (write::element(tag::OID, &[NONCE]), write::element(tag::OCTET_STRING, &[&nonce]));
        let extension = write::element(tag::SEQUENCE, &[&oid, &value]);
        let extensions = write::element(tag::SEQUENCE, &[&extension]);
        let extensions = write::element(tag::constructed(2), &[&extensions]);
        let to_be_signed = write::element(tag::SEQUENCE, &[&list, &extensions]);
        write::element(tag::SEQUENCE, &[&to_be_signed])
    }

    /// The address at which the question can be asked by GET (RFC 6960, A.1), which caches understand. RFC 5019, 5, wants
    /// addresses of more than 255 bytes posted instead.
    ///
    /// ```
    /// # use hokensho_pki::{Certificate, OcspHash, OcspRequest};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// # let issuer = Certificate::parse(adult.auth_ca_certificate())?;
    /// let request = OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, [7; 32])?;
    /// let url = request.url("http://ocsp.invalid");
    /// assert!(url.starts_with("http://ocsp.invalid/M") && url.len() <= 255);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn url(&self, responder: &str) -> String {
        url::of(responder, &self.der())
    }

    /// Verifies an answer to this question: by whom it is signed, and its nonce.
    ///
    /// The issuer is believed as it was given to [`OcspRequest::new`];
    /// [`Verifier::verify_ocsp`](crate::Verifier::verify_ocsp) asks that it is an anchor.
    ///
    /// ```
    /// use hokensho_pki::{Certificate, OcspHash, OcspRequest, OcspResponse, Revocation, RustCrypto, Time};
    ///
    /// # use hokensho_mock::pki::{Authority, Ocsp, OcspStatus};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// # let issuer = Certificate::parse(adult.auth_ca_certificate())?;
    /// # let now = Time::from_unix(1_795_305_600);
    /// # let answer = Ocsp { authority: Authority::Auth, serial: 0x22_7B13, status: OcspStatus::Good, produced_at: now.unix(),
    /// #     this_update: now.unix(), next_update: None, nonce: Some(&[7; 32]) };
    /// # let bytes = answer.response(&answer.tbs()).encode();
    /// let request = OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, [7; 32])?;
    /// let answer = request.verify(&RustCrypto, &OcspResponse::parse(&bytes)?, now)?;
    /// assert_eq!(answer.revocation(now, 0), Revocation::Good { as_of: now });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// - [`Error::ResponderUnknown`], [`Error::BadSignature`], [`Error::AlgorithmUnsupported`], [`Error::KeyUnusable`],
    ///   [`Error::Malformed`], [`Error::Rule`], [`Error::NotYetValid`] or [`Error::Expired`]: nobody who may answer for
    ///   the issuer has signed it;
    /// - [`Error::NonceForeign`] or [`Error::NonceMissing`]: it answers another question.
    pub fn verify<B: Backend>(
        &self,
        backend: &B,
        response: &OcspResponse<'_>,
        now: Time,
    ) -> Result<VerifiedOcsp, Error> {
        let issuer = Certificate::parse(&self.issuer)?;
        let key = &prepare(backend, &issuer)?;
        check_time(&issuer, Role::issuer(0), now)?;
        let authority = Authority { backend, schemes: SchemeRules::default(), certificate: &issuer, key };
        self.verify_by(&authority, response, now)
    }

    pub(crate) fn verify_by<B: Backend>(
        &self,
        authority: &Authority<'_, B>,
        response: &OcspResponse<'_>,
        now: Time,
    ) -> Result<VerifiedOcsp, Error> {
        authority.check_signed(response, self.responder_rule, now)?;
        match response.nonce() {
            Some(nonce) if nonce != self.nonce => return Err(Error::NonceForeign),
            None if self.nonce_rule == NonceRule::Required => return Err(Error::NonceMissing),
            _ => {}
        }
        let answer = response.answers.iter().find(|answer| self.id.is(&answer.id));
        Ok(VerifiedOcsp::new(self, response, answer))
    }

    pub(crate) fn issuer(&self) -> Fingerprint {
        Fingerprint::of(&self.issuer)
    }

    pub(super) fn serial(&self) -> &[u8] {
        &self.id.serial
    }

    pub(super) const fn max_age_seconds(&self) -> u32 {
        self.max_age_seconds
    }
}

impl fmt::Debug for OcspRequest {
    /// Leaves the serial and the nonce out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OcspRequest(to {})", self.issuer())
    }
}

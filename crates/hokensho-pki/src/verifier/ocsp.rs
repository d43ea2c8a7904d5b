//! Asking a responder about the leaf of a path.

use super::Verifier;
use crate::backend::Backend;
use crate::validation::Authority;
use crate::{
    Document, Error, OcspError, OcspFetch, OcspHash, OcspRequest, OcspResponse, Purpose, Revocation, Time,
    VerifiedOcsp, VerifiedPath,
};

impl<B: Backend> Verifier<B> {
    /// A question about the leaf of a path, with 32 bytes (RFC 9654, 2.1) that nobody can guess.
    ///
    /// ```
    /// # use hokensho_pki::{OcspHash, Purpose, Time};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let mut anchors = hokensho_pki::TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
    /// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
    /// let request = verifier.ocsp_request(&path, OcspHash::Sha1, [7; 32])?;
    /// assert!(request.der().ends_with(&[7; 32]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::AnchorUnknown`] if the leaf's issuer isn't an anchor of this verifier.
    pub fn ocsp_request(
        &self,
        path: &VerifiedPath<'_, B>,
        hash: OcspHash,
        nonce: [u8; 32],
    ) -> Result<OcspRequest, Error> {
        let (document, purpose) = (Document::Certificate, path.purpose());
        let issuer =
            self.anchors.iter().map(|(anchor, _)| anchor).find(|it| it.fingerprint() == path.issuer());
        let issuer = issuer.ok_or(Error::AnchorUnknown { document, purpose })?;
        OcspRequest::new(path.leaf(), &issuer.certificate()?, hash, nonce)
    }

    /// Verifies the answer to a question about a leaf of an anchor for this purpose.
    ///
    /// What it says of a leaf is asked by [`VerifiedPath::check_ocsp`].
    ///
    /// # Errors
    /// [`Error::AnchorUnknown`] if the question was for another CA; [`Error::NotYetValid`] or [`Error::Expired`] (the
    /// anchor); those of [`OcspRequest::verify`].
    pub fn verify_ocsp(
        &self,
        response: &OcspResponse<'_>,
        request: &OcspRequest,
        purpose: Purpose,
        now: Time,
    ) -> Result<VerifiedOcsp, Error> {
        let (document, issuer) = (Document::OcspResponse, request.issuer());
        let mut anchors = self.anchors.iter();
        let found = anchors.find(|(anchor, _)| anchor.purpose() == purpose && anchor.fingerprint() == issuer);
        let (anchor, key) = found.ok_or(Error::AnchorUnknown { document, purpose })?;
        anchor.check_time(now)?;
        let certificate = &anchor.certificate()?;
        let authority = Authority { backend: &self.backend, schemes: self.schemes, certificate, key };
        request.verify_by(&authority, response, now)
    }

    /// Asks a responder about the leaf of a path, and returns what is known now, as
    /// [`VerifiedPath::check_ocsp`] does. The tolerance covers the time on the way, too: `now` is when the question leaves.
    ///
    /// ```
    /// use hokensho_pki::{OcspFetch, OcspHash, Purpose, Revocation, Time};
    ///
    /// # use hokensho_mock::{Persona, pki::{Authority, Ocsp, OcspStatus}};
    /// struct Mock(Time);
    /// impl OcspFetch for Mock {
    ///     type Error = std::convert::Infallible;
    ///     fn fetch(&mut self, address: Option<&str>, _request: &[u8]) -> Result<Vec<u8>, Self::Error> {
    ///         assert!(address.is_some_and(|address| address.starts_with("http://")));
    ///         // …
    /// #       let now = self.0.unix();
    /// #       let answer = Ocsp { authority: Authority::Auth, serial: 0x22_7B13, status: OcspStatus::Good, produced_at: now,
    /// #           this_update: now, next_update: None, nonce: Some(&[7; 32]) };
    /// #       Ok(answer.response(&answer.tbs()).encode())
    ///     }
    /// }
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = hokensho_pki::TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
    /// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
    /// let request = verifier.ocsp_request(&path, OcspHash::Sha1, [7; 32])?;
    /// let known = verifier.ask_responder(&mut path, &request, &mut Mock(now), now, 5)?;
    /// assert_eq!(known, Revocation::Good { as_of: now });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`OcspError::Fetch`] if nothing came; [`OcspError::Response`] with those of [`OcspResponse::parse`] and
    /// [`Verifier::verify_ocsp`]. What was known before stays.
    pub fn ask_responder<F: OcspFetch>(
        &self,
        path: &mut VerifiedPath<'_, B>,
        request: &OcspRequest,
        responder: &mut F,
        now: Time,
        tolerance_seconds: u32,
    ) -> Result<Revocation, OcspError<F::Error>> {
        let address = path.leaf().extensions().authority_info_access.and_then(|access| access.value.ocsp);
        let response =
            responder.fetch(address, &request.der()).map_err(|source| OcspError::Fetch { source })?;
        let response = OcspResponse::parse(&response)?;
        let answer = self.verify_ocsp(&response, request, path.purpose(), now)?;
        Ok(path.check_ocsp(&answer, now, tolerance_seconds))
    }
}

use super::OcspResponse;
use super::request::ResponderRule;
use crate::backend::Backend;
use crate::certificate::{Certificate, KeyUsage};
use crate::validation::{Authority, check_extensions, check_time, issuer_key, names_key_of};
use crate::{Document, Error, Role, Rule, Time};

/// `id-kp-OCSPSigning` (RFC 6960, 4.2.2.2).
const OCSP_SIGNING: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09];

impl<B: Backend> Authority<'_, B> {
    /// RFC 6960, 4.2.2.2: signed by the CA itself, or by a responder that it appointed, while its certificate was valid.
    /// The CA needs no further usage of its key for that: those of JPKI have keyCertSign and cRLSign only.
    pub(super) fn check_signed(
        &self,
        response: &OcspResponse<'_>,
        rule: ResponderRule,
        now: Time,
    ) -> Result<(), Error> {
        if response.names(self.certificate) {
            self.check_signature(self.key, response)?;
            return check_time(self.certificate, Role::issuer(0), response.produced_at());
        }
        let mut first_error = None;
        for der in response.certificates() {
            match self.appointed(der, response, rule, now) {
                Ok(Some(key)) => return self.check_signature(&key, response),
                Ok(None) => {}
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        Err(first_error.unwrap_or(Error::ResponderUnknown))
    }

    /// The key of the responder that the response names, if this is its certificate and the CA appointed it.
    fn appointed(
        &self,
        der: &[u8],
        response: &OcspResponse<'_>,
        rule: ResponderRule,
        now: Time,
    ) -> Result<Option<B::Key>, Error> {
        let role = Role::Responder;
        let responder = Certificate::parse_as(Document::ResponderCertificate, der)?;
        if !response.names(&responder) {
            return Ok(None);
        }
        // "issued directly by the CA": its name, its key if one is named, and its signature.
        role.require(responder.issuer().matches(&self.certificate.subject()), Rule::IssuerName)?;
        role.require(names_key_of(issuer_key(&responder), self.certificate), Rule::AuthorityKeyId)?;
        let (algorithm, signature) = (responder.signature_algorithm(), responder.signature());
        let document = Document::ResponderCertificate;
        self.verify(self.key, document, algorithm, responder.signed(), signature)?;

        let extensions = responder.extensions();
        // anyExtendedKeyUsage doesn't count: 4.2.2.2 asks for this purpose by name.
        let purposes = extensions.extended_key_usage;
        let appointed =
            purposes.is_some_and(|found| found.value.iter().any(|it| it.content() == OCSP_SIGNING));
        role.require(appointed, Rule::ExtendedKeyUsage)?;
        let usage = extensions.key_usage;
        let signs = usage.is_none_or(|usage| usage.value.contains(KeyUsage::DIGITAL_SIGNATURE));
        role.require(signs, Rule::KeyUsage)?;
        check_extensions(&responder, role)?;
        let checked = rule == ResponderRule::AcceptUnchecked || extensions.ocsp_no_check.is_some();
        role.require(checked, Rule::ResponderNoCheck)?;
        // It must be valid now, and have been when it signed.
        check_time(&responder, role, now)?;
        check_time(&responder, role, response.produced_at())?;
        let key = self.backend.prepare(responder.public_key());
        key.map(Some).map_err(|_| Error::KeyUnusable { document })
    }

    fn check_signature(&self, key: &B::Key, response: &OcspResponse<'_>) -> Result<(), Error> {
        let (algorithm, signature) = (response.signature_algorithm(), response.signature());
        self.verify(key, Document::OcspResponse, algorithm, response.signed(), signature)
    }
}

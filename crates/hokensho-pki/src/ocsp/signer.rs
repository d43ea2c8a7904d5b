use super::OcspResponse;
use super::request::ResponderRule;
use crate::algorithm::SchemeRules;
use crate::backend::Backend;
use crate::certificate::{Certificate, KeyUsage};
use crate::validation::{check_time, issuer_key, names_key_of};
use crate::{Document, Error, Role, Rule, SignatureAlgorithm, Time};

/// `id-kp-OCSPSigning` (RFC 6960, 4.2.2.2).
const OCSP_SIGNING: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09];

/// The CA whose certificate is asked about, its key ready.
pub(crate) struct Authority<'c, B: Backend> {
    pub(crate) backend: &'c B,
    pub(crate) schemes: SchemeRules,
    pub(crate) certificate: &'c Certificate<'c>,
    pub(crate) key: &'c B::Key,
}

impl<B: Backend> Authority<'_, B> {
    /// RFC 6960, 4.2.2.2: signed by the CA itself, or by a responder that it appointed. The CA needs no further usage of
    /// its key for that: those of JPKI have keyCertSign and cRLSign only.
    pub(super) fn check_signed(
        &self,
        response: &OcspResponse<'_>,
        rule: ResponderRule,
        now: Time,
    ) -> Result<(), Error> {
        if response.names(self.certificate) {
            return self.check_signature(self.key, response);
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
        let checked = rule == ResponderRule::AcceptUnchecked || extensions.ocsp_no_check.is_some();
        role.require(checked, Rule::ResponderNoCheck)?;
        check_time(&responder, role, now)?;
        let key = self.backend.prepare(responder.public_key());
        key.map(Some).map_err(|_| Error::KeyUnusable { document })
    }

    fn check_signature(&self, key: &B::Key, response: &OcspResponse<'_>) -> Result<(), Error> {
        let (algorithm, signature) = (response.signature_algorithm(), response.signature());
        self.verify(key, Document::OcspResponse, algorithm, response.signed(), signature)
    }

    fn verify(
        &self,
        key: &B::Key,
        document: Document,
        algorithm: SignatureAlgorithm,
        signed: &[u8],
        signature: &[u8],
    ) -> Result<(), Error> {
        let scheme = self.schemes.scheme_of(document, algorithm)?;
        self.backend.verify(key, scheme, signed, signature).map_err(|_| Error::BadSignature { document })
    }
}

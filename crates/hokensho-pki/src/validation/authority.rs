use crate::algorithm::SchemeRules;
use crate::backend::Backend;
use crate::{Certificate, Document, Error, SignatureAlgorithm};

/// A CA and its key, made ready, to verify what it signed.
pub(crate) struct Authority<'c, B: Backend> {
    pub(crate) backend: &'c B,
    pub(crate) schemes: SchemeRules,
    pub(crate) certificate: &'c Certificate<'c>,
    pub(crate) key: &'c B::Key,
}

impl<B: Backend> Authority<'_, B> {
    /// Verifies what this CA's key signed, or the key of somebody that it appointed.
    pub(crate) fn verify(
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

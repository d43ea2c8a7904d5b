use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use super::DATA;
use super::attributes::are_attributes;
use super::content::{ContentDigest, DetachedContent, DigestAlgorithm};
use super::rule::SignerRule;
use super::signed_data::SignedData;
use super::signer_info::SignerInfo;
use crate::backend::Backend;
use crate::{Certificate, Document, Error, Oid, Purpose, Role, Time, VerifiedPath, Verifier};

impl<B: Backend> Verifier<B> {
    /// Verifies signed data that carries its content: every signer's certificate, for signing and at the caller's time,
    /// and every signature. The time of signing that a signer states is a claim, and decides nothing.
    ///
    /// Whether the certificates are revoked is for `revocation` to ask, or to leave: it is given the path of each signer
    /// whose signature is good. What it gives back must be enough for the path's [`RevocationPolicy`](crate::RevocationPolicy),
    /// which is the strict one unless it says otherwise.
    ///
    /// ```
    /// use hokensho_pki::{CertificateState, Crl, Error, Role, SignedData};
    ///
    /// # use hokensho_mock::pki::{self, Authority, Municipality};
    /// # use hokensho_pki::{ContentDigest, DigestAlgorithm, Purpose, SignedDataBuilder, Time};
    /// # let chiyoda = Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
    /// # let (this_update, next_update) = (1_795_302_000, 1_795_392_000);
    /// # let list = pki::Crl { authority: Authority::Sign, municipality: chiyoda, number: 7, this_update, next_update, revoked: &[] };
    /// # let bytes = Authority::Sign.issue(&list.tbs());
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let mut anchors = hokensho_pki::TestAnchors::new();
    /// # anchors.accept(Purpose::Signing, adult.sign_ca_certificate())?;
    /// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
    /// # let certificate = adult.sign_certificate().ok_or("no certificate")?;
    /// # let content = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
    /// # let request = SignedDataBuilder::new(certificate)?.request(&content)?;
    /// # let signature = adult.sign_key().ok_or("no key")?.sign_sha256(request.to_sign());
    /// # let der = request.attached(&signature).around(b"contract");
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let list = verifier.verify_crl(Crl::parse(&bytes)?, Purpose::Signing, now)?;
    /// let signed = SignedData::parse(&der)?;
    /// let verified = verifier.verify_attached(&signed, now, |mut path| {
    ///     path.check_revocation(&list, now, 0);
    ///     path
    /// })?;
    /// assert_eq!(verified.content(), Some(&b"contract"[..]));
    ///
    /// let (role, state) = (Role::Signer { signer: 0 }, CertificateState::NotChecked);
    /// let unasked = verifier.verify_attached(&signed, now, |path| path);
    /// assert_eq!(unasked.err(), Some(Error::RefusedInPath { role, state }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ContentMissing`] if the content doesn't come along, [`Error::Signer`] if a signer breaks a rule,
    /// [`Error::BadSignature`], [`Error::AlgorithmUnsupported`] or [`Error::SchemeRefused`] for a signature, those of
    /// [`Verifier::verify_path`] for a signer's certificate, and [`Error::RefusedInPath`] if its revocation isn't as the policy
    /// wants it. All of them say which signer it is, and
    /// [`SignedData::certificate_of_signer`] has its certificate.
    pub fn verify_attached<'v>(
        &'v self,
        signed: &SignedData<'v>,
        now: Time,
        revocation: impl FnMut(VerifiedPath<'v, B>) -> VerifiedPath<'v, B>,
    ) -> Result<VerifiedSignedData<'v, B>, Error> {
        let content = signed.content.ok_or(Error::ContentMissing)?;
        let signers = self.verify_signers(signed, DetachedContent::Bytes(content), now, revocation)?;
        Ok(VerifiedSignedData { content: Some(content), signers })
    }

    /// Verifies signed data whose content came beside it, as [`Verifier::verify_attached`] does.
    ///
    /// ```
    /// use hokensho_pki::{DetachedContent, RevocationPolicy, SignedData};
    ///
    /// # use hokensho_pki::{ContentDigest, DigestAlgorithm, Purpose, SignedDataBuilder, Time};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let mut anchors = hokensho_pki::TestAnchors::new();
    /// # anchors.accept(Purpose::Signing, adult.sign_ca_certificate())?;
    /// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
    /// # let certificate = adult.sign_certificate().ok_or("no certificate")?;
    /// # let content = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
    /// # let request = SignedDataBuilder::new(certificate)?.request(&content)?;
    /// # let signature = adult.sign_key().ok_or("no key")?.sign_sha256(request.to_sign());
    /// # let der = request.detached(&signature);
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let signed = SignedData::parse(&der)?;
    /// let verify = |content| {
    ///     verifier.verify_detached(&signed, DetachedContent::Bytes(content), now, |path| {
    ///         path.with_revocation_policy(RevocationPolicy::AcceptNotChecked)
    ///     })
    /// };
    /// assert_eq!(verify(b"contract")?.signers().len(), 1);
    /// assert!(verify(b"another!").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ContentAttached`] if a content comes along: nobody is to wonder which of two was signed. Else those of
    /// [`Verifier::verify_attached`].
    pub fn verify_detached<'v>(
        &'v self,
        signed: &SignedData<'v>,
        content: DetachedContent<'_>,
        now: Time,
        revocation: impl FnMut(VerifiedPath<'v, B>) -> VerifiedPath<'v, B>,
    ) -> Result<VerifiedSignedData<'v, B>, Error> {
        if signed.is_attached() {
            return Err(Error::ContentAttached);
        }
        let signers = self.verify_signers(signed, content, now, revocation)?;
        Ok(VerifiedSignedData { content: None, signers })
    }

    fn verify_signers<'v>(
        &'v self,
        signed: &SignedData<'v>,
        content: DetachedContent<'_>,
        now: Time,
        mut revocation: impl FnMut(VerifiedPath<'v, B>) -> VerifiedPath<'v, B>,
    ) -> Result<Vec<VerifiedSigner<'v, B>>, Error> {
        // The content is hashed once for each algorithm, however many signers there are.
        let content = match content {
            DetachedContent::Bytes(bytes) => Content {
                bytes: Some(bytes),
                digests: signed.digest_algorithms().map(|it| ContentDigest::of(it, bytes)).collect(),
            },
            DetachedContent::Digests(digests) => Content { bytes: None, digests: digests.to_vec() },
        };
        let mut signers: Vec<VerifiedSigner<'v, B>> = Vec::with_capacity(signed.signers.len());
        for (number, signer) in signed.signers.iter().enumerate() {
            let breaks = |rule| Error::Signer { signer: number, rule };
            let certificate = signed.certificate_of(&signer.identifier);
            let certificate = certificate.ok_or(breaks(SignerRule::Certificate))?;
            if signers.iter().any(|before| before.path.leaf().der() == certificate.der()) {
                return Err(breaks(SignerRule::Distinct));
            }
            let of_signer = |error: Error| error.of_signer(number);
            let path = self.verify_path(certificate.der(), Purpose::Signing, now).map_err(of_signer)?;
            let document = Document::SignedDataBy { signer: number };
            let scheme = self.schemes.scheme_of(document, signer.algorithm)?;
            let digest = signer.digest.map_err(|oid| Error::AlgorithmUnsupported { document, oid })?;
            if !signed.digests.contains(&signer.digest) {
                return Err(breaks(SignerRule::DigestAnnounced));
            }
            if DigestAlgorithm::of(scheme) != digest {
                return Err(breaks(SignerRule::DigestOfSignature));
            }
            let message = content.message(signed.content_type, signer, digest, certificate);
            path.verify_scheme(document, scheme, &message.map_err(breaks)?, signer.signature)
                .map_err(of_signer)?;
            let path = revocation(path);
            // Any path could come back.
            if path.leaf().der() != certificate.der() {
                return Err(breaks(SignerRule::Certificate));
            }
            let (role, state) = (Role::Signer { signer: number }, path.state());
            path.check_policy().map_err(|_| Error::RefusedInPath { role, state })?;
            let signing_time = signer.attributes.as_ref().and_then(|attributes| attributes.signing_time);
            signers.push(VerifiedSigner { path, signing_time });
        }
        Ok(signers)
    }
}

/// A content as far as it is given.
struct Content<'c> {
    bytes: Option<&'c [u8]>,
    digests: Vec<ContentDigest>,
}

impl<'c> Content<'c> {
    /// What the signer's signature is over (RFC 5652, 5.4): the attributes, which must speak of this content, or the
    /// content.
    fn message(
        &self,
        content_type: Oid,
        signer: &SignerInfo<'_>,
        digest: DigestAlgorithm,
        certificate: &Certificate<'_>,
    ) -> Result<Cow<'c, [u8]>, SignerRule> {
        if let Some(attributes) = &signer.attributes {
            let given = self.digests.iter().find(|given| given.algorithm() == digest);
            attributes.check(content_type, given.ok_or(SignerRule::DigestGiven)?, certificate)?;
            return Ok(Cow::Owned(attributes.to_verify()));
        }
        match self.bytes {
            Some(bytes) if are_attributes(bytes) => Err(SignerRule::ContentIsAttributes),
            Some(bytes) if content_type.content() == DATA => Ok(Cow::Borrowed(bytes)),
            _ => Err(SignerRule::SignedAttributes),
        }
    }
}

/// Signed data of which every signer is genuine, signed this content, and isn't revoked as far as was asked for.
///
/// Made by [`Verifier::verify_attached`] and [`Verifier::verify_detached`] only.
///
/// ```
/// use hokensho_pki::RevocationPolicy;
///
/// # use hokensho_pki::{ContentDigest, DigestAlgorithm, Purpose, SignedData, SignedDataBuilder, Time};
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Signing, adult.sign_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let certificate = adult.sign_certificate().ok_or("no certificate")?;
/// # let content = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
/// # let request = SignedDataBuilder::new(certificate)?.request(&content)?;
/// # let signature = adult.sign_key().ok_or("no key")?.sign_sha256(request.to_sign());
/// # let der = request.attached(&signature).around(b"contract");
/// # let signed = SignedData::parse(&der)?;
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// let verified = verifier.verify_attached(&signed, now, |path| {
///     path.with_revocation_policy(RevocationPolicy::AcceptNotChecked) // or ask a list
/// })?;
/// assert_eq!(verified.content(), Some(&b"contract"[..]));
/// assert_eq!(verified.signers().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct VerifiedSignedData<'v, B: Backend> {
    content: Option<&'v [u8]>,
    signers: Vec<VerifiedSigner<'v, B>>,
}

impl<'v, B: Backend> VerifiedSignedData<'v, B> {
    /// The content, if it came along.
    #[must_use]
    pub const fn content(&self) -> Option<&'v [u8]> {
        self.content
    }

    /// All signers, in the order in which they stand; never empty, and no certificate twice.
    #[must_use]
    pub fn signers(&self) -> &[VerifiedSigner<'v, B>] {
        &self.signers
    }
}

impl<B: Backend> fmt::Debug for VerifiedSignedData<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedSignedData({:?})", self.signers)
    }
}

/// Somebody whose certificate is genuine and whose key signed a content.
///
/// Made with [`VerifiedSignedData`] only.
///
/// ```
/// use hokensho_pki::{CertificateState, RevocationPolicy};
///
/// # use hokensho_pki::{ContentDigest, DigestAlgorithm, Purpose, SignedData, SignedDataBuilder, Time};
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Signing, adult.sign_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let certificate = adult.sign_certificate().ok_or("no certificate")?;
/// # let content = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// # let request = SignedDataBuilder::new(certificate)?.with_signing_time(now)?.request(&content)?;
/// # let signature = adult.sign_key().ok_or("no key")?.sign_sha256(request.to_sign());
/// # let der = request.attached(&signature).around(b"contract");
/// # let signed = SignedData::parse(&der)?;
/// let verified = verifier.verify_attached(&signed, now, |path| {
///     path.with_revocation_policy(RevocationPolicy::AcceptNotChecked)
/// })?;
/// let [signer] = verified.signers() else { return Err("one signer".into()) };
/// assert_eq!(signer.path().leaf().der(), certificate);
/// assert_eq!(signer.path().state(), CertificateState::NotChecked, "genuine, but nobody asked whether it is revoked");
/// assert_eq!(signer.claimed_time(), Some(now));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct VerifiedSigner<'v, B: Backend> {
    path: VerifiedPath<'v, B>,
    signing_time: Option<Time>,
}

impl<'v, B: Backend> VerifiedSigner<'v, B> {
    /// The signer's certificate, verified for signing, with what is known of its revocation.
    #[must_use]
    pub const fn path(&self) -> &VerifiedPath<'v, B> {
        &self.path
    }

    /// When the signer says to have signed. It is signed, but by nobody else than the signer.
    #[must_use]
    pub const fn claimed_time(&self) -> Option<Time> {
        self.signing_time
    }
}

impl<B: Backend> fmt::Debug for VerifiedSigner<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedSigner({:?})", self.path)
    }
}

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use crate::backend::Backend;
use crate::{Certificate, CertificateState, Hierarchy, Revocation, Validity, VerifiedPath};

/// The name of a certificate: its issuer and its serial (発行の番号).
///
/// It names a *certificate*: serials repeat between the CAs and generations, and a person has several certificates,
/// on card and phone, before and after renewal. The law limits what a serial may be used for, so `Debug` masks it.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Certificate, CertificateName};
///
/// let adult = Persona::named("adult")?;
/// let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let name = CertificateName::of(&leaf);
/// assert_eq!(name.serial(), leaf.serial());
/// assert_eq!(format!("{name:?}"), "CertificateName(serial masked)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificateName {
    issuer: Vec<u8>,
    serial: Vec<u8>,
}

impl CertificateName {
    /// The name of a certificate, verified or not.
    #[must_use]
    pub fn of(certificate: &Certificate<'_>) -> Self {
        Self { issuer: certificate.issuer().der().to_vec(), serial: certificate.serial().to_vec() }
    }

    #[cfg(test)]
    pub(crate) const fn new(issuer: Vec<u8>, serial: Vec<u8>) -> Self {
        Self { issuer, serial }
    }

    /// The issuer, as DER.
    #[must_use]
    pub fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    /// The serial, big-endian, without a sign byte.
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// The serial in upper-case hexadecimal, to be shown only where the law allows it.
    ///
    /// ```
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// let shown = hokensho_pki::CertificateName::of(&leaf).serial_hex();
    /// assert_eq!(shown.len(), 2 * leaf.serial().len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn serial_hex(&self) -> String {
        self.serial.iter().fold(String::new(), |mut text, byte| {
            // Writing to a String can't fail.
            let _ = write!(text, "{byte:02X}");
            text
        })
    }
}

impl fmt::Debug for CertificateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CertificateName(serial masked)")
    }
}

/// Somebody who proved to hold the key of a genuine certificate, as a view of its path: nothing is copied.
///
/// Made by [`VerifiedPath::present_holder`](crate::VerifiedPath::present_holder) only; [`VerifiedHolder`] is the form to
/// keep.
///
/// ```
/// use hokensho_pki::{Audience, Challenge, Purpose, Time};
///
/// # use hokensho_mock::Persona;
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// # let path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// # let path = path.with_revocation_policy(hokensho_pki::RevocationPolicy::AcceptNotChecked);
/// # let here = Audience::new("eligibility", "1312345678");
/// # let challenge = Challenge::new([7; 32], &here, now);
/// # let signature = adult.auth_key().sign_padded(&challenge.digest_info())?;
/// let holder = path.present_holder(challenge, &signature, &here, now.after(10))?;
/// assert_eq!(holder.path().leaf().der(), leaf);
/// assert_eq!(holder.to_owned().leaf(), leaf);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PresentHolder<'p, 'a, B: Backend>(&'p VerifiedPath<'a, B>);

impl<'p, 'a, B: Backend> PresentHolder<'p, 'a, B> {
    pub(crate) const fn new(path: &'p VerifiedPath<'a, B>) -> Self {
        Self(path)
    }

    /// The path of the holder's certificate, with its state.
    #[must_use]
    pub const fn path(&self) -> &'p VerifiedPath<'a, B> {
        self.0
    }

    /// The form to keep.
    #[must_use]
    pub fn to_owned(&self) -> VerifiedHolder {
        VerifiedHolder {
            leaf: self.0.leaf().der().to_vec(),
            name: self.0.name(),
            hierarchy: self.0.hierarchy(),
            validity: self.0.validity(),
            revocation: self.0.revocation(),
        }
    }
}

impl<B: Backend> fmt::Debug for PresentHolder<'_, '_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PresentHolder({:?}, {})", self.0.hierarchy(), self.0.state())
    }
}

/// Somebody who proved to hold the key of a genuine certificate, just now.
///
/// The certificate's time and revocation were enough for the path's [`RevocationPolicy`](crate::RevocationPolicy), and what
/// is known of them comes along.
/// Made by [`VerifiedPath::authenticate`](crate::VerifiedPath::authenticate) only. `Debug` shows nothing of the person.
///
/// ```
/// use hokensho_pki::{Audience, Challenge, Hierarchy, Purpose, Time};
///
/// # use hokensho_mock::Persona;
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// # let path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// # let path = path.with_revocation_policy(hokensho_pki::RevocationPolicy::AcceptNotChecked);
/// let here = Audience::new("eligibility", "1312345678");
/// let challenge = Challenge::new([7; 32], &here, now);
/// let signature = adult.auth_key().sign_padded(&challenge.digest_info())?; // the card does this
/// let holder = path.authenticate(challenge, &signature, &here, now.after(10))?;
/// assert_eq!(holder.hierarchy(), Hierarchy::Test);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct VerifiedHolder {
    leaf: Vec<u8>,
    name: CertificateName,
    hierarchy: Hierarchy,
    validity: Validity,
    revocation: Revocation,
}

impl VerifiedHolder {
    /// The certificate's name, by which an insurer's system knows the person.
    #[must_use]
    pub const fn certificate(&self) -> &CertificateName {
        &self.name
    }

    /// The certificate, as DER.
    #[must_use]
    pub fn leaf(&self) -> &[u8] {
        &self.leaf
    }

    /// Whether the certificate is of a real card.
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.hierarchy
    }

    /// Where in its time the certificate is.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// What is known about its revocation.
    #[must_use]
    pub const fn revocation(&self) -> Revocation {
        self.revocation
    }

    /// Its time and its revocation in one word.
    #[must_use]
    pub const fn state(&self) -> CertificateState {
        CertificateState::new(self.validity, self.revocation)
    }
}

impl fmt::Debug for VerifiedHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedHolder({:?}, {})", self.hierarchy, self.state())
    }
}

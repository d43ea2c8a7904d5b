//! Whom to trust: the CAs of J-LIS, or those of a test.

mod anchor;
mod pins;

pub use anchor::Anchor;

use alloc::vec::Vec;
use core::fmt;

use crate::{Error, Fingerprint, Policies};

/// What a certificate is used for. Each purpose has its own CA; neither trusts the other's.
///
/// ```
/// assert_eq!(hokensho_pki::Purpose::Authentication.to_string(), "authentication");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Proving who is there (利用者証明用電子証明書).
    Authentication,
    /// Signing what binds (署名用電子証明書).
    Signing,
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Authentication => "authentication",
            Self::Signing => "signing",
        })
    }
}

/// Which of two separate worlds a verified thing comes from.
///
/// ```
/// use hokensho_pki::{Anchors, Hierarchy, ProductionAnchors, TestAnchors};
///
/// assert_eq!(ProductionAnchors::new().hierarchy(), Hierarchy::Production);
/// assert_eq!(TestAnchors::new().hierarchy(), Hierarchy::Test);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hierarchy {
    /// Real cards of real people.
    Production,
    /// Test and mock cards, which anybody may make.
    Test,
}

mod sealed {
    #[expect(unnameable_types, reason = "so that nobody adds a third hierarchy")]
    pub trait Sealed {}
    impl Sealed for super::ProductionAnchors {}
    impl Sealed for super::TestAnchors {}
}

/// The anchors of one hierarchy: [`ProductionAnchors`] or [`TestAnchors`], never both.
///
/// ```
/// use hokensho_pki::{Anchors, TestAnchors};
///
/// assert!(TestAnchors::new().anchors().is_empty());
/// ```
pub trait Anchors: sealed::Sealed {
    /// Which hierarchy it is.
    fn hierarchy(&self) -> Hierarchy;

    /// The CA certificates accepted so far.
    fn anchors(&self) -> &[Anchor];

    /// The policies that its leaves have.
    fn policies(&self) -> Policies;
}

/// The CAs of J-LIS, of which only the fingerprints are built in.
///
/// A card carries the certificate of its CA: hand it in, and it is accepted if it is one of the six.
/// The fingerprints were computed from files that several projects took from `www.jpki.go.jp/ca`, and agree
/// with those that J-LIS publishes as far as they are quoted elsewhere.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Error, ProductionAnchors, Purpose};
///
/// let mut anchors = ProductionAnchors::new();
/// let mock = Persona::named("adult")?;
/// let refused = anchors.accept(Purpose::Authentication, mock.auth_ca_certificate());
/// assert!(matches!(refused, Err(Error::AnchorNotPinned { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ProductionAnchors(Vec<Anchor>);

impl ProductionAnchors {
    /// Knows the fingerprints, and no certificate yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Accepts the certificate of a CA if its fingerprint is pinned for this purpose.
    ///
    /// # Errors
    /// [`Error::AnchorNotPinned`] if it isn't; [`Error::Malformed`] or [`Error::Rule`] if it is no CA certificate.
    pub fn accept(&mut self, purpose: Purpose, der: &[u8]) -> Result<(), Error> {
        let fingerprint = Fingerprint::of(der);
        if !pins::PRODUCTION.contains(&(purpose, fingerprint)) {
            return Err(Error::AnchorNotPinned { purpose, fingerprint });
        }
        Anchor::read(purpose, fingerprint, der).map(|anchor| add(&mut self.0, anchor))
    }
}

impl Anchors for ProductionAnchors {
    fn hierarchy(&self) -> Hierarchy {
        Hierarchy::Production
    }

    fn anchors(&self) -> &[Anchor] {
        &self.0
    }

    fn policies(&self) -> Policies {
        Policies::production()
    }
}

/// CAs of a test: whichever the caller gives, except those of J-LIS.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Anchors, Purpose, TestAnchors};
///
/// let mock = Persona::named("adult")?;
/// let mut anchors = TestAnchors::new();
/// anchors.accept(Purpose::Authentication, mock.auth_ca_certificate())?;
/// anchors.accept(Purpose::Signing, mock.sign_ca_certificate())?;
/// assert_eq!(anchors.anchors().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct TestAnchors(Vec<Anchor>);

impl TestAnchors {
    /// Trusts nobody yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Accepts the certificate of a CA.
    ///
    /// # Errors
    /// [`Error::AnchorOfProduction`] for a CA of J-LIS; [`Error::Malformed`] or [`Error::Rule`] if it is no CA certificate.
    pub fn accept(&mut self, purpose: Purpose, der: &[u8]) -> Result<(), Error> {
        let fingerprint = Fingerprint::of(der);
        if pins::PRODUCTION.iter().any(|(_, pin)| *pin == fingerprint) {
            return Err(Error::AnchorOfProduction { fingerprint });
        }
        Anchor::read(purpose, fingerprint, der).map(|anchor| add(&mut self.0, anchor))
    }
}

impl Anchors for TestAnchors {
    fn hierarchy(&self) -> Hierarchy {
        Hierarchy::Test
    }

    fn anchors(&self) -> &[Anchor] {
        &self.0
    }

    fn policies(&self) -> Policies {
        Policies::test()
    }
}

fn add(anchors: &mut Vec<Anchor>, new: Anchor) {
    let name = |anchor: &Anchor| (anchor.purpose(), anchor.fingerprint());
    if anchors.iter().all(|old| name(old) != name(&new)) {
        anchors.push(new);
    }
}

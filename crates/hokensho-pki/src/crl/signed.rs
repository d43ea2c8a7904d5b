use super::Crl;
use crate::{Certificate, Fingerprint, Revocation, Time};

/// A revocation list that a given CA signed, by RFC 5280 alone.
///
/// Made by [`Crl::verify`] only. The paths of cards take a [`VerifiedCrl`](crate::VerifiedCrl), of which more is asked.
///
/// ```
/// use hokensho_mock::pki::Entity;
/// use hokensho_pki::{Certificate, Crl, Fingerprint, RustCrypto, Time};
///
/// # let root = Entity::new("Root", "adult-auth").ok_or("no key")?;
/// # let issuer = root.sign(&root.tbs(&root, 1, [1_577_836_800, 2_208_988_800], root.extensions(&root)));
/// # let list = root.sign(&root.list_tbs(7, [1_795_302_000, 1_795_392_000], &[], []));
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// let list = Crl::parse(&list)?.verify(&RustCrypto, &Certificate::parse(&issuer)?, now)?;
/// assert_eq!(list.issuer(), Fingerprint::of(&issuer));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// ```compile_fail,E0308
/// # use hokensho_pki::{Backend, SignedCrl, Time, VerifiedPath};
/// fn ask<B: Backend>(path: &mut VerifiedPath<'_, B>, list: &SignedCrl<'_>, now: Time) {
///     path.check_revocation(list, now, 0); // expected `VerifiedCrl`
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SignedCrl<'a> {
    crl: Crl<'a>,
    issuer: Fingerprint,
}

impl<'a> SignedCrl<'a> {
    pub(super) const fn new(crl: Crl<'a>, issuer: Fingerprint) -> Self {
        Self { crl, issuer }
    }

    /// What the list says about a certificate of its issuer (RFC 5280, 6.3.3). Clocks may differ, and lists be late, by
    /// `tolerance_seconds`. A list of some places or kinds says nothing about others, one without a number nothing at all.
    ///
    /// Which of several CAs with one name issued the certificate isn't asked. All generations of a JPKI CA have the same
    /// name: leaves of theirs are asked about by [`VerifiedPath::check_revocation`](crate::VerifiedPath::check_revocation).
    #[must_use]
    pub fn revocation(&self, certificate: &Certificate<'_>, now: Time, tolerance_seconds: u32) -> Revocation {
        self.crl.about(certificate, now, tolerance_seconds)
    }

    /// The list.
    #[must_use]
    pub const fn crl(&self) -> &Crl<'a> {
        &self.crl
    }

    /// The fingerprint of the CA certificate that verified it.
    #[must_use]
    pub const fn issuer(&self) -> Fingerprint {
        self.issuer
    }
}

//! What a direct check is told beforehand.

use hokensho_card::ReadMode;
use hokensho_eligibility::Policy;
use hokensho_pki::{
    Anchors, Error, GraceRule, Policies, ProductionAnchors, Purpose, RevocationPolicy, TestAnchors,
};

/// How the person is to be identified.
///
/// ```
/// assert_eq!(hokensho::Identify::default(), hokensho::Identify::Holder);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Identify {
    /// By what the card or phone itself verifies: the PIN, or the phone's own way. The only way to a signature.
    #[default]
    Holder,
    /// By a camera.
    Face,
    /// By staff who look at a photo.
    Staff,
    /// By a machine that compares the chip's photo.
    Machine,
}

/// Whether the last try of a PIN may be spent.
///
/// ```
/// assert_eq!(hokensho::LastTry::default(), hokensho::LastTry::Keep);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LastTry {
    /// Never: a wrong digit would block the card until its holder goes to the municipal office.
    #[default]
    Keep,
    /// The holder was told, and wants to.
    Spend,
}

/// Whether a revocation list is enough that doesn't say of which certificates it is.
///
/// ```
/// assert_eq!(hokensho::ListScope::default(), hokensho::ListScope::Required);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListScope {
    /// Yes, it is taken for one of all certificates of its CA, as
    /// [`Verifier::accepting_lists_without_scope`](hokensho_pki::Verifier::accepting_lists_without_scope) has it.
    AcceptMissing,
    /// No: it couldn't be told from another municipality's.
    #[default]
    Required,
}

/// What the caller has decided about a direct check.
///
/// ```
/// use hokensho::{DirectSettings, LastTry};
///
/// let settings = DirectSettings { last_try: LastTry::Spend, ..DirectSettings::default() };
/// assert_eq!(settings.revocation_tolerance_seconds, 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectSettings {
    /// How the person is to be identified.
    pub identify: Identify,
    /// Whether the last try of the PIN may be spent. Default: no.
    pub last_try: LastTry,
    /// How files are read from the card.
    pub read_mode: ReadMode,
    /// How much must be known about revocation. Default: a fresh list or answer says that the certificate is good.
    pub revocation: RevocationPolicy,
    /// Whether a list is enough that doesn't say of which certificates it is. Default: no.
    pub list_scope: ListScope,
    /// By how many seconds a list or answer may be late, or clocks differ. Default: none.
    pub revocation_tolerance_seconds: u32,
    /// Which certificate policies are accepted, if not those that the anchors' hierarchy is known for: those of phones
    /// aren't published.
    pub policies: Option<Policies>,
    /// Until when eligibility is answered on an expired certificate.
    pub grace: GraceRule,
    /// How answers are judged.
    pub policy: Policy,
}

/// Anchors that can grow by a CA certificate read from a card.
///
/// ```
/// use hokensho::TrustStore;
/// use hokensho::pki::{ProductionAnchors, Purpose};
/// use hokensho_mock::Persona;
///
/// let mut anchors = ProductionAnchors::new();
/// let of_the_mock = Persona::named("adult")?.auth_ca_certificate().to_vec();
/// assert!(anchors.accept_from_card(Purpose::Authentication, &of_the_mock).is_err(), "not pinned");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait TrustStore: Anchors {
    /// Takes in a CA certificate that a card brought: only if its fingerprint is pinned.
    ///
    /// # Errors
    /// Why it isn't trusted.
    fn accept_from_card(&mut self, purpose: Purpose, der: &[u8]) -> Result<(), Error>;
}

impl TrustStore for ProductionAnchors {
    fn accept_from_card(&mut self, purpose: Purpose, der: &[u8]) -> Result<(), Error> {
        self.accept(purpose, der)
    }
}

impl TrustStore for TestAnchors {
    /// A test store has no pins and never grows by itself: a card must not bring its own anchor.
    fn accept_from_card(&mut self, purpose: Purpose, der: &[u8]) -> Result<(), Error> {
        let fingerprint = hokensho_pki::Fingerprint::of(der);
        let known =
            self.anchors().iter().any(|it| it.purpose() == purpose && it.fingerprint() == fingerprint);
        if known { Ok(()) } else { Err(Error::AnchorNotPinned { purpose, fingerprint }) }
    }
}

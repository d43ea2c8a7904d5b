use alloc::vec::Vec;

use crate::{Oid, Purpose};

/// `1.2.392.200149.8.5.1.x.y`: x = 3 for authentication, 1 for signing, 0 for tests.
const fn jpki(arc: u8, class: u8) -> [u8; 11] {
    [0x2A, 0x83, 0x08, 0x8C, 0x9B, 0x55, 0x08, 0x05, 0x01, arc, class]
}

/// The certificate policies of which a leaf must have one (RFC 5280, 4.2.1.4).
///
/// Data, so that those of phones and of the next card can be added when they are known.
///
/// ```
/// use hokensho_pki::{Policies, Purpose};
///
/// let phone = "1.2.392.200149.8.5.1.1.40".parse()?;
/// let policies = Policies::production().with(Purpose::Signing, phone);
/// assert_eq!(policies.of(Purpose::Signing).len(), 2);
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policies {
    authentication: Vec<Oid>,
    signing: Vec<Oid>,
}

impl Policies {
    /// No policy: nothing can be verified until one is added.
    ///
    /// ```
    /// use hokensho_pki::{Policies, Purpose};
    ///
    /// assert!(Policies::none().of(Purpose::Signing).is_empty());
    /// ```
    #[must_use]
    pub const fn none() -> Self {
        Self { authentication: Vec::new(), signing: Vec::new() }
    }

    /// The policies of real cards: 1.2.392.200149.8.5.1.3.30 for authentication, as two programs for JPKI have it,
    /// and 1.2.392.200149.8.5.1.1.20 for signing, from version 3.2 of J-LIS's profile specification as quoted.
    ///
    /// ```
    /// use hokensho_pki::{Policies, Purpose};
    ///
    /// let policy = Policies::production().of(Purpose::Authentication)[0];
    /// assert_eq!(policy.to_string(), "1.2.392.200149.8.5.1.3.30");
    /// ```
    #[must_use]
    pub fn production() -> Self {
        Self::of_cards(jpki(3, 30), jpki(1, 20))
    }

    /// The policies of J-LIS's test cards: 1.2.392.200149.8.5.1.0.30 and 1.2.392.200149.8.5.1.0.20.
    ///
    /// ```
    /// use hokensho_pki::{Policies, Purpose};
    ///
    /// let policy = Policies::test().of(Purpose::Signing)[0];
    /// assert_eq!(policy.to_string(), "1.2.392.200149.8.5.1.0.20");
    /// ```
    #[must_use]
    pub fn test() -> Self {
        Self::of_cards(jpki(0, 30), jpki(0, 20))
    }

    fn of_cards(authentication: [u8; 11], signing: [u8; 11]) -> Self {
        let one = |content: [u8; 11]| Oid::from_content(&content).into_iter().collect();
        Self { authentication: one(authentication), signing: one(signing) }
    }

    /// Allows one more policy for a purpose.
    #[must_use]
    pub fn with(mut self, purpose: Purpose, policy: Oid) -> Self {
        match purpose {
            Purpose::Authentication => self.authentication.push(policy),
            Purpose::Signing => self.signing.push(policy),
        }
        self
    }

    /// The policies of which a leaf for this purpose must have one.
    #[must_use]
    pub fn of(&self, purpose: Purpose) -> &[Oid] {
        match purpose {
            Purpose::Authentication => &self.authentication,
            Purpose::Signing => &self.signing,
        }
    }
}

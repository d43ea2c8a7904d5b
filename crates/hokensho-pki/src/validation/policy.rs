//! Certificate policies along a path (RFC 5280, 6.1), without mappings.

use alloc::vec::Vec;

use crate::{Certificate, Error, Extensions, Oid, Role, Rule};

/// `anyPolicy` (RFC 5280, 4.2.1.4).
const ANY_POLICY: &[u8] = &[0x55, 0x1D, 0x20, 0x00];

fn is_any(policy: &Oid) -> bool {
    policy.content() == ANY_POLICY
}

/// Whether a path must have a policy from the start (`initial-explicit-policy`).
///
/// ```
/// assert_eq!(hokensho_pki::ExplicitPolicy::default(), hokensho_pki::ExplicitPolicy::AsCertificatesSay);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExplicitPolicy {
    /// Only if a certificate of the path asks for one.
    #[default]
    AsCertificatesSay,
    /// Always.
    Required,
}

/// Whether `anyPolicy` in a certificate stands for every policy (`initial-any-policy-inhibit`).
///
/// ```
/// assert_eq!(hokensho_pki::AnyPolicy::default(), hokensho_pki::AnyPolicy::AsCertificatesSay);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnyPolicy {
    /// Yes, unless a certificate of the path forbids it further down.
    #[default]
    AsCertificatesSay,
    /// No.
    Inhibited,
}

/// What is asked of the policies of a path (RFC 5280, 6.1.1, c, e and g). Mappings aren't supported.
///
/// ```
/// use hokensho_pki::{AnyPolicy, PolicyRules};
///
/// let jpki = PolicyRules::requiring(["1.2.392.200149.8.5.1.3.30".parse()?]);
/// let rules = PolicyRules { any: AnyPolicy::Inhibited, ..jpki };
/// assert_ne!(rules, PolicyRules::default());
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyRules {
    /// The policies that the caller accepts; none, or `anyPolicy` among them, for any (`user-initial-policy-set`).
    ///
    /// Alone it asks for nothing: RFC 5280, 6.1.5 (g), lets a path with other policies or none pass unless a policy is
    /// [`Required`](ExplicitPolicy::Required), by the caller or by a certificate. [`PolicyRules::requiring`] sets both.
    pub accepted: Option<Vec<Oid>>,
    /// What `anyPolicy` is worth.
    pub any: AnyPolicy,
    /// Whether there must be a policy.
    pub explicit: ExplicitPolicy,
}

/// What policies need of a certificate. Its names are long, and compared once, however many policies are asked about.
struct Link<'c, 'a> {
    extensions: &'c Extensions<'a>,
    is_self_issued: bool,
}

impl<'c, 'a> Link<'c, 'a> {
    fn of(certificate: &'c Certificate<'a>) -> Self {
        Self { extensions: certificate.extensions(), is_self_issued: certificate.is_self_issued() }
    }
}

impl PolicyRules {
    /// One of these policies must be there.
    ///
    /// ```
    /// use hokensho_pki::{ExplicitPolicy, PolicyRules};
    ///
    /// let rules = PolicyRules::requiring(["1.2.392.200149.8.5.1.3.30".parse()?]);
    /// assert_eq!(rules.explicit, ExplicitPolicy::Required);
    /// # Ok::<(), hokensho_pki::Error>(())
    /// ```
    #[must_use]
    pub fn requiring(policies: impl IntoIterator<Item = Oid>) -> Self {
        let accepted = Some(policies.into_iter().collect());
        Self { accepted, explicit: ExplicitPolicy::Required, ..Self::default() }
    }

    /// Checks the policies of a path, the leaf first.
    ///
    /// Without mappings RFC 5280's tree is a set that only shrinks, so that no tree is built: each policy that is
    /// named anywhere is followed down the path. At most 8 certificates of 16 policies each are asked 8 times.
    pub(crate) fn check(&self, path: &[Certificate<'_>]) -> Result<(), Error> {
        let path: Vec<_> = path.iter().map(Link::of).collect();
        // One more than there are certificates: never reached by counting down.
        let unbounded = path.len().saturating_add(1);
        let mut explicit = if self.explicit == ExplicitPolicy::Required { 0 } else { unbounded };
        for (above, link) in path.iter().enumerate().rev() {
            // 6.1.4 (h) and 6.1.5 (a): the leaf counts, whoever issued it.
            if above == 0 || !link.is_self_issued {
                explicit = explicit.saturating_sub(1);
            }
            let constraint = link.extensions.policy_constraints.map(|found| found.value);
            if let Some(required) = constraint.and_then(|constraint| constraint.require_explicit_policy) {
                let required = usize::from(required);
                // 6.1.5 (b): in the leaf only zero says something.
                if above > 0 || required == 0 {
                    explicit = explicit.min(required);
                }
            }
        }
        if explicit > 0 || self.is_met(&path) { Ok(()) } else { Err(Role::Leaf.breaks(Rule::Policy)) }
    }

    /// Whether the set at the end of the path, cut with what the caller accepts, has something in it.
    fn is_met(&self, path: &[Link<'_, '_>]) -> bool {
        match &self.accepted {
            Some(accepted) if !accepted.iter().any(is_any) => {
                accepted.iter().any(|policy| self.survives(path, Some(*policy)))
            }
            _ => {
                let mut named = path.iter().filter_map(|it| it.extensions.certificate_policies);
                self.survives(path, None)
                    || named.any(|found| found.value.iter().any(|policy| self.survives(path, Some(policy))))
            }
        }
    }

    /// Whether a policy, or `anyPolicy` itself, is in the set of the last certificate.
    fn survives(&self, path: &[Link<'_, '_>], policy: Option<Oid>) -> bool {
        let unbounded = path.len().saturating_add(1);
        let mut inhibit_any = if self.any == AnyPolicy::Inhibited { 0 } else { unbounded };
        let (mut named, mut any) = (false, true);
        for (above, link) in path.iter().enumerate().rev() {
            let Link { extensions, is_self_issued } = *link;
            let Some(found) = extensions.certificate_policies else { return false };
            let says = |policy: Oid| found.value.iter().any(|it| it == policy);
            // 6.1.3 (d) (2).
            let counts = inhibit_any > 0 || (above > 0 && is_self_issued);
            let says_any = counts && found.value.iter().any(|it| is_any(&it));
            named = policy.is_some_and(|policy| !is_any(&policy) && says(policy)) && (named || any)
                || says_any && named;
            any = any && says_any;
            if !is_self_issued {
                inhibit_any = inhibit_any.saturating_sub(1);
            }
            if let Some(skip) = extensions.inhibit_any_policy {
                inhibit_any = inhibit_any.min(skip.value.into());
            }
        }
        named || any
    }
}

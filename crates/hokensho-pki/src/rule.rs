/// A rule that a certificate of a path must keep, beyond being well-formed.
///
/// ```
/// use hokensho_pki::Rule;
///
/// assert_eq!(Rule::LeafIsAuthority.clause(), "RFC 5280, 4.2.1.9");
/// assert_eq!(Rule::LeafIsAuthority.to_string(), "a leaf must not be a CA");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rule {
    /// The authority information access isn't critical.
    #[error("the authority information access must not be critical")]
    AuthorityInfoAccessCriticality,
    /// An anchor says in critical basic constraints that it is a CA.
    #[error("an anchor must be a CA, critically")]
    AnchorIsAuthority,
    /// An anchor names its own key.
    #[error("an anchor must have a subject key identifier")]
    AnchorNamesItsKey,
    /// An anchor may sign certificates.
    #[error("an anchor must have keyCertSign")]
    AnchorSignsCertificates,
    /// If the authority key identifier names the issuer's key or certificate, it is the issuer's.
    #[error("the authority key identifier must name the issuer's key and certificate")]
    AuthorityKeyId,
    /// The authority key identifier isn't critical.
    #[error("the authority key identifier must not be critical")]
    AuthorityKeyIdCriticality,
    /// The certificate doesn't say where changes to its list are: nobody here reads lists of changes, and what they add
    /// would be missing.
    #[error("a list of changes must not be named, since none is read")]
    DeltaLists,
    /// If purposes are given, the needed one is among them.
    #[error("the extended key usage must allow the purpose")]
    ExtendedKeyUsage,
    /// Whoever issues certificates says in its basic constraints that it is a CA.
    #[error("an issuer must be a CA")]
    IssuerIsAuthority,
    /// Whatever is signed names the key that signed it.
    #[error("the issuer's key must be named")]
    IssuerKey,
    /// The issuer is named as its own certificate names it.
    #[error("the issuer must be named as its certificate names it")]
    IssuerName,
    /// Whoever issues certificates names its own key.
    #[error("an issuer must have a subject key identifier")]
    IssuerNamesItsKey,
    /// Whoever issues certificates may sign them, if it has a key usage.
    #[error("an issuer must have keyCertSign")]
    IssuerSignsCertificates,
    /// Whoever issues revocation lists may sign them, if it has a key usage.
    #[error("an issuer of revocation lists must have cRLSign")]
    IssuerSignsLists,
    /// The key usage allows digitalSignature, and for signing nonRepudiation too.
    #[error("the key usage must allow the purpose")]
    KeyUsage,
    /// The key usage is critical.
    #[error("the key usage must be critical")]
    KeyUsageCriticality,
    /// A leaf is not a CA.
    #[error("a leaf must not be a CA")]
    LeafIsAuthority,
    /// A leaf's key signs neither certificates nor revocation lists.
    #[error("a leaf must not sign certificates or lists")]
    LeafSigns,
    /// A revocation list has a number.
    #[error("a list must have a number")]
    ListNumber,
    /// No more CAs stand below a CA than it allows.
    #[error("more CAs than the path length allows")]
    PathLength,
    /// One of the required policies is there.
    #[error("none of the required policies is there")]
    Policy,
    /// Policy constraints and inhibit any-policy are critical.
    #[error("constraints on policies must be critical")]
    PolicyConstraintCriticality,
    /// The certificate policies are critical.
    #[error("the certificate policies must be critical")]
    PolicyCriticality,
    /// An appointed responder is exempt from revocation, since nobody here asks whether it is revoked.
    #[error("a responder must have id-pkix-ocsp-nocheck")]
    ResponderNoCheck,
    /// A leaf isn't its own issuer.
    #[error("a leaf must not be self-issued")]
    SelfIssued,
    /// The subject key identifier isn't critical.
    #[error("the subject key identifier must not be critical")]
    SubjectKeyIdCriticality,
}

impl Rule {
    /// Where the rule stands. What only JPKI asks for is read from its certificates, since its profile
    /// specification (プロファイル仕様書) leaves room here: "JPKI profile".
    #[must_use]
    pub const fn clause(self) -> &'static str {
        match self {
            Self::AnchorIsAuthority | Self::LeafIsAuthority => "RFC 5280, 4.2.1.9",
            Self::IssuerIsAuthority => "RFC 5280, 6.1.4 (k)",
            Self::PathLength => "RFC 5280, 6.1.4 (l) and (m)",
            Self::IssuerSignsCertificates => "RFC 5280, 6.1.4 (n)",
            Self::AnchorSignsCertificates | Self::KeyUsage | Self::LeafSigns => "RFC 5280, 4.2.1.3",
            Self::IssuerSignsLists => "RFC 5280, 6.3.3 (f)",
            Self::AuthorityInfoAccessCriticality => "RFC 5280, 4.2.2.1",
            Self::PolicyConstraintCriticality => "RFC 5280, 4.2.1.11 and 4.2.1.14",
            Self::AnchorNamesItsKey | Self::IssuerNamesItsKey | Self::SubjectKeyIdCriticality => {
                "RFC 5280, 4.2.1.2"
            }
            Self::AuthorityKeyId | Self::AuthorityKeyIdCriticality | Self::IssuerKey => "RFC 5280, 4.2.1.1",
            Self::DeltaLists => "RFC 5280, 4.2.1.15",
            Self::ExtendedKeyUsage => "RFC 5280, 4.2.1.12",
            Self::IssuerName => "RFC 5280, 6.1.3 (a)(4)",
            Self::ListNumber => "RFC 5280, 5.2.3",
            Self::Policy => "RFC 5280, 6.1.3 (d)",
            Self::ResponderNoCheck => "RFC 6960, 4.2.2.2.1",
            Self::KeyUsageCriticality | Self::PolicyCriticality | Self::SelfIssued => "JPKI profile",
        }
    }
}

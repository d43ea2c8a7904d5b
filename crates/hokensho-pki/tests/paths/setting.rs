//! Hierarchies of the mock's keys, each certificate a tree that a test can spoil before it is signed.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Entity, extension, field};
#[cfg(not(feature = "rustcrypto"))]
pub(crate) use hokensho_pki::AwsLcRs as Chosen;
#[cfg(feature = "rustcrypto")]
pub(crate) use hokensho_pki::RustCrypto as Chosen;
use hokensho_pki::{Error, Fault, PathValidator, PolicyRules, Role, Rule, Time};

/// 2026-11-22T00:00:00Z.
pub(crate) const NOW: i64 = 1_795_305_600;
pub(crate) const DAY: i64 = 86_400;
/// From 2020 to 2040.
pub(crate) const VALIDITY: [i64; 2] = [1_577_836_800, 2_208_988_800];

/// Enough for the longest path, one too many, and the anchor.
const KEYS: [&str; 10] = [
    "adult-auth",
    "adult-sign",
    "elderly-auth",
    "elderly-sign",
    "expired-auth",
    "expired-sign",
    "foreign-auth",
    "foreign-sign",
    "renewed-auth",
    "renewed-sign",
];

pub(crate) fn now() -> Time {
    Time::from_unix(NOW)
}

/// A line of certificates from the anchor, which is at 0, down to the leaf.
pub(crate) struct Hierarchy {
    pub(crate) entities: Vec<Entity>,
    certificates: Vec<Node>,
}

impl Hierarchy {
    /// One entity after the other, by their names, each with its own key. The same name twice is a self-issued
    /// certificate. All but the last are CAs that sign certificates and lists.
    pub(crate) fn of(names: &[&str]) -> Self {
        let entities: Vec<_> =
            names.iter().zip(KEYS).map(|(name, key)| Entity::new(name, key).unwrap()).collect();
        let leaf = entities.len() - 1;
        let certificate = |at: usize| {
            let (issuer, subject) = (&entities[at.saturating_sub(1)], &entities[at]);
            let own = if at == leaf {
                vec![extension::key_usage(7, 0b1000_0000)] // digitalSignature
            } else {
                // keyCertSign and cRLSign.
                vec![extension::authority(None), extension::key_usage(1, 0b0000_0110)]
            };
            issuer.tbs(subject, serial(at), VALIDITY, issuer.extensions(subject).chain(own))
        };
        let certificates = (0..=leaf).map(certificate).collect();
        Self { entities, certificates }
    }

    /// An anchor, a CA and a leaf.
    pub(crate) fn short() -> Self {
        Self::of(&["Root", "CA", "Leaf"])
    }

    /// With one certificate spoiled.
    pub(crate) fn spoil(mut self, at: usize, spoil: impl FnOnce(&mut Node)) -> Self {
        spoil(&mut self.certificates[at]);
        self
    }

    /// With an extension in one certificate, instead of the one with the same identifier or beside the others.
    pub(crate) fn with(self, at: usize, extension: Node) -> Self {
        let oid = extension.children()[0].clone();
        self.spoil(at, |tbs| {
            let path = [field::EXTENSIONS, 0];
            let all = tbs.at(&path).unwrap().children();
            let place = all.iter().position(|other| other.children()[0] == oid);
            match place {
                Some(place) => drop(tbs.replace(&[&path[..], &[place]].concat(), extension).unwrap()),
                None => tbs.insert(&[&path[..], &[all.len()]].concat(), extension).unwrap(),
            }
        })
    }

    /// Without an extension in one certificate.
    pub(crate) fn without(self, at: usize, oid: &[u32]) -> Self {
        self.spoil(at, |tbs| {
            let path = extension::path(tbs, oid).unwrap();
            tbs.remove(&path).unwrap();
        })
    }

    /// The certificate at this place, before it is signed.
    pub(crate) fn tbs(&self, at: usize) -> &Node {
        &self.certificates[at]
    }

    /// The certificate at this place, signed by the one above it.
    pub(crate) fn certificate(&self, at: usize) -> Vec<u8> {
        self.entities[at.saturating_sub(1)].sign(&self.certificates[at])
    }

    /// The leaf first, without the anchor.
    pub(crate) fn path(&self) -> Vec<Vec<u8>> {
        (1..self.certificates.len()).rev().map(|at| self.certificate(at)).collect()
    }

    pub(crate) fn validate(&self) -> Result<(), Error> {
        self.validate_with(PathValidator::new(Chosen))
    }

    pub(crate) fn validate_by(&self, policies: PolicyRules) -> Result<(), Error> {
        self.validate_with(PathValidator::new(Chosen).with_policies(policies))
    }

    pub(crate) fn validate_with(&self, mut validator: PathValidator<Chosen>) -> Result<(), Error> {
        validator.trust(&self.certificate(0))?;
        let path = self.path();
        let path: Vec<_> = path.iter().map(Vec::as_slice).collect();
        validator.validate(&path, now()).map(|_| ())
    }

    #[track_caller]
    pub(crate) fn is_valid(&self) {
        assert_eq!(self.validate(), Ok(()));
    }

    #[track_caller]
    pub(crate) fn breaks(&self, role: Role, rule: Rule) {
        assert_eq!(self.validate(), Err(Error::Rule { role, rule }));
    }

    #[track_caller]
    pub(crate) fn is_malformed(&self, expected: Fault) {
        match self.validate() {
            Err(Error::Malformed { fault, .. }) => assert_eq!(fault, expected),
            other => panic!("{other:?}"),
        }
    }
}

/// Each certificate of a hierarchy has another serial.
pub(crate) fn serial(at: usize) -> u64 {
    0x1000 + u64::try_from(at).unwrap()
}

/// certificatePolicies, not critical.
pub(crate) fn policies(list: &[&[u32]]) -> Node {
    let list: Vec<_> = list.iter().map(|arcs| der::sequence([der::oid(arcs)])).collect();
    extension::plain(extension::CERTIFICATE_POLICIES, der::sequence(list))
}

/// requireExplicitPolicy after so many certificates, critical.
pub(crate) fn require_explicit(skip: u8) -> Node {
    let value = der::sequence([der::integer(&[skip]).with_tag(0x80)]);
    extension::critical(&[2, 5, 29, 36], value)
}

/// inhibitAnyPolicy after so many certificates, critical.
pub(crate) fn inhibit_any(skip: u8) -> Node {
    extension::critical(&[2, 5, 29, 54], der::integer(&[skip]))
}

//! The same work for every backend, whole and bare.

use std::error::Error;
use std::hint::black_box;

use hokensho::card::{Card, DigestInfo};
use hokensho::pki::{
    Audience, Backend, Certificate, Challenge, Crl, CrlIndex, PathCache, Purpose, Revocation, RustCrypto,
    SignatureScheme, Time, VerifiedPath, Verifier, sha256,
};
use hokensho_benches::{Adult, Contest, Entry, Figure, NOW, Results, Target};

pub(crate) const SCHEME: SignatureScheme = SignatureScheme::RsaPkcs1Sha256;
pub(crate) const AT: Time = Time::from_unix(NOW);

/// What a server has when an answer comes.
pub(crate) struct Setting<'a> {
    pub(crate) adult: &'a Adult,
    pub(crate) leaf: Certificate<'a>,
    pub(crate) ca: Certificate<'a>,
    clinic: Audience,
    /// A challenge as a store keeps it, and what the card makes of it.
    stored: [u8; 76],
    message: [u8; 93],
    signature: Vec<u8>,
    revoked: CrlIndex,
}

impl<'a> Setting<'a> {
    pub(crate) fn new(adult: &'a Adult) -> Result<Self, Box<dyn Error>> {
        let leaf = Certificate::parse(adult.persona().auth_certificate().ok_or("no certificate")?)?;
        let ca = Certificate::parse(adult.persona().auth_ca_certificate())?;
        let clinic = Audience::new("eligibility", adult.institution()?.as_str());
        let challenge = Challenge::new([7; 32], &clinic, AT);
        let message = challenge.message();
        let mut card = Card::open(adult.card());
        let digest = DigestInfo::sha256(&sha256(&message));
        let signature = card.jpki()?.verify_auth_pin(&adult.auth_pin()?)?.sign(&digest)?;
        let signature = signature.as_bytes().to_vec();
        let list = adult.revocation_list(10_000);
        let verifier = Verifier::new(RustCrypto, &adult.anchors()?);
        let revoked = verifier.verify_crl(Crl::parse(&list)?, Purpose::Authentication, AT)?.into_index();
        Ok(Self { adult, leaf, ca, clinic, stored: challenge.into_bytes(), message, signature, revoked })
    }

    /// From a path to the holder, with revocation asked.
    fn authenticate<B: Backend>(&self, mut path: VerifiedPath<'_, B>) -> Result<(), Box<dyn Error>> {
        let challenge = Challenge::from_bytes(black_box(&self.stored)).ok_or("no challenge")?;
        path.check_revocation_in(&self.revoked, AT, 0);
        let holder = path.present_holder(challenge, &self.signature, &self.clinic, AT)?;
        match holder.path().revocation() {
            Revocation::Good { .. } => Ok(()),
            other => Err(format!("the list says {other:?}").into()),
        }
    }
}

/// Whatever one backend has ready.
pub(crate) struct Side<B: Backend> {
    name: &'static str,
    backend: B,
    ca_key: B::Key,
    leaf_key: B::Key,
    verifier: Verifier<B>,
    cache: PathCache<B>,
}

/// One backend's places in the contest.
#[derive(Clone, Copy)]
pub(crate) struct Entries {
    /// From the bytes of a leaf to a verdict, and the CA's signature alone.
    pub(crate) path: Whole,
    /// Path, revocation and challenge of a leaf that nobody has seen before, and its two signatures alone.
    pub(crate) first: Whole,
    /// The same of a leaf whose path is remembered, and its one signature.
    pub(crate) again: Whole,
}

impl Entries {
    /// How much of the work is arithmetic.
    pub(crate) fn of_arithmetic(self, backend: &str, results: &Results) -> [Figure; 3] {
        [
            ("a path", self.path),
            ("an authentication at first sight", self.first),
            ("an authentication with its path remembered", self.again),
        ]
        .map(|(work, entry)| {
            let name = format!("bare signatures, of {work} ({backend})");
            Figure::new(name, results.ratio(entry.bare, entry.whole), Target::AtLeast(0.9))
        })
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Whole {
    pub(crate) bare: Entry,
    pub(crate) whole: Entry,
}

impl<B: Backend + Copy> Side<B> {
    pub(crate) fn new(name: &'static str, backend: B, setting: &Setting<'_>) -> Result<Self, Box<dyn Error>> {
        let anchors = setting.adult.anchors()?;
        Ok(Self {
            name,
            backend,
            ca_key: backend.prepare(setting.ca.public_key())?,
            leaf_key: backend.prepare(setting.leaf.public_key())?,
            verifier: Verifier::new(backend, &anchors),
            cache: PathCache::new(Verifier::new(backend, &anchors)),
        })
    }

    pub(crate) fn enter<'w>(
        &'w self,
        setting: &'w Setting<'_>,
        contest: &mut Contest<'w>,
    ) -> Result<Entries, Box<dyn Error>> {
        let Self { name, backend, ca_key, leaf_key, verifier, cache } = self;
        let Setting { leaf, message, signature, .. } = setting;
        let issued = || backend.verify(ca_key, SCHEME, black_box(leaf.signed()), leaf.signature());
        let answered = |key: &B::Key| backend.verify(key, SCHEME, black_box(message), signature);
        let path = || verifier.verify_path(black_box(leaf.der()), Purpose::Authentication, AT);
        let remembered = || cache.verify_path(black_box(leaf.der()), Purpose::Authentication, AT);
        let named = |what| format!("certificate/{name}/{what}");
        Ok(Entries {
            path: Whole {
                bare: contest.enter(named("bare signature"), issued)?,
                whole: contest.enter(named("path"), path)?,
            },
            first: Whole {
                bare: contest.enter(named("two bare signatures"), move || {
                    issued()?;
                    answered(&backend.prepare(leaf.public_key())?)
                })?,
                whole: contest
                    .enter(named("authentication at first sight"), move || setting.authenticate(path()?))?,
            },
            again: Whole {
                bare: contest.enter(named("one bare signature of the holder"), move || answered(leaf_key))?,
                whole: contest.enter(named("authentication, path remembered"), move || {
                    setting.authenticate(remembered()?)
                })?,
            },
        })
    }
}

//! A path that is remembered: only what can't change is.

use std::cell::Cell;

use hokensho_mock::der;
use hokensho_mock::pki::{Authority, Crl as List, Reason, Revoked, field};
use hokensho_pki::{
    Audience, Backend, CertificateState, Challenge, Crl, Document, Error, GraceRule, InvalidSignature,
    PathCache, Policies, PublicKey, Purpose, Role, Rule, SignatureScheme, TestAnchors, Time, Validity,
    Verifier,
};

use super::setting::{CHIYODA, Chosen, DAY, NOW, adult, now, spoiled, unchecked, verifier};

/// Counts the checks of signatures.
struct Counting<'a>(&'a Cell<usize>);

impl Backend for Counting<'_> {
    type Key = <Chosen as Backend>::Key;

    fn prepare(&self, key: PublicKey<'_>) -> Result<Self::Key, InvalidSignature> {
        Chosen.prepare(key)
    }

    fn verify(
        &self,
        key: &Self::Key,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        self.0.set(self.0.get() + 1);
        Chosen.verify(key, scheme, message, signature)
    }
}

fn anchors() -> TestAnchors {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, Authority::Auth.certificate()).unwrap();
    anchors
}

fn cache() -> PathCache<Chosen> {
    PathCache::new(verifier())
}

fn verify<B: Backend>(cache: &PathCache<B>, leaf: &[u8], at: Time) -> Result<Validity, Error> {
    cache.verify_path(leaf, Purpose::Authentication, at).map(|path| path.validity())
}

#[test]
fn two_checks_at_first_sight_and_one_afterwards() {
    let clinic = Audience::new("eligibility", "1312345678");
    let adult = adult();
    let leaf = adult.auth_certificate().unwrap();
    let counted = Cell::new(0);
    let cache = PathCache::new(Verifier::new(Counting(&counted), &anchors()));
    for expected in [2, 3, 4] {
        let challenge = Challenge::new([7; 32], &clinic, now());
        let signature = adult.auth_key().sign_padded(&challenge.digest_info()).unwrap();
        let path = cache.verify_path(leaf, Purpose::Authentication, now()).unwrap();
        unchecked(path).authenticate(challenge, &signature, &clinic, now()).unwrap();
        assert_eq!(counted.get(), expected);
    }
}

/// Ends a day from now.
fn ending() -> Vec<u8> {
    spoiled(|tbs| {
        let validity = [NOW - DAY, NOW + DAY].map(der::utc_time);
        tbs.replace(&[field::VALIDITY], der::sequence(validity)).unwrap();
    })
}

#[test]
fn a_remembered_leaf_expires() {
    let (cache, leaf) = (cache(), ending());
    assert_eq!(verify(&cache, &leaf, now()), Ok(Validity::Expiring));
    assert_eq!(verify(&cache, &leaf, now().after(DAY)), Ok(Validity::Expiring));
    let expired = Err(Error::Expired { role: Role::Leaf });
    assert_eq!(verify(&cache, &leaf, now().after(DAY + 1)), expired);
    assert_eq!(verify(&cache, &leaf, now()), Ok(Validity::Expiring), "still remembered");
}

#[test]
fn a_remembered_leaf_is_not_valid_before_its_time() {
    let (cache, leaf) = (cache(), ending());
    verify(&cache, &leaf, now()).unwrap();
    let early = verify(&cache, &leaf, now().after(-DAY - 1));
    assert_eq!(early, Err(Error::NotYetValid { role: Role::Leaf }));
}

#[test]
fn an_anchor_that_ends_ends_what_is_remembered() {
    let mut ca = Authority::Auth.certificate_tbs();
    ca.replace(&[field::VALIDITY, 1], der::utc_time(NOW + 1)).unwrap();
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &Authority::Auth.issue(&ca)).unwrap();
    let cache = PathCache::new(Verifier::new(Chosen, &anchors));
    let adult = adult();
    let leaf = adult.auth_certificate().unwrap();
    assert!(verify(&cache, leaf, now()).is_ok());
    assert_eq!(verify(&cache, leaf, now().after(2)), Err(Error::Expired { role: Role::Anchor }));
}

#[test]
fn a_remembered_leaf_has_its_grace() {
    let (cache, leaf) = (cache(), ending());
    verify(&cache, &leaf, now()).unwrap();
    let with = |rule, at| {
        let path = cache.verify_path_with_grace(&leaf, Purpose::Authentication, at, rule);
        path.map(|path| path.validity())
    };
    let late = now().after(2 * DAY);
    let expired = Err(Error::Expired { role: Role::Leaf });
    assert_eq!(with(GraceRule::default(), late), Ok(Validity::Grace));
    assert_eq!(with(GraceRule::None, late), expired);
    assert_eq!(with(GraceRule::default(), now().after(200 * DAY)), expired);
}

#[test]
fn revocation_is_not_remembered() {
    let (cache, adult) = (cache(), adult());
    let leaf = adult.auth_certificate().unwrap();
    let state = |revoked: &[Revoked]| {
        let list = List {
            authority: Authority::Auth,
            municipality: CHIYODA,
            number: 7,
            this_update: NOW - 3600,
            next_update: NOW + DAY,
            revoked,
        };
        let list = Authority::Auth.issue(&list.tbs());
        let list = Crl::parse(&list).unwrap();
        let list = cache.verifier().verify_crl(list, Purpose::Authentication, now()).unwrap();
        let mut path = cache.verify_path(leaf, Purpose::Authentication, now()).unwrap();
        assert_eq!(path.state(), CertificateState::NotChecked, "nothing is known before a list is asked");
        path.check_revocation(&list, now(), 0);
        path.state()
    };
    assert_eq!(state(&[]), CertificateState::Valid);
    let lost = Revoked { serial: 0x22_7B13, at: NOW - DAY, reason: Reason::KeyCompromise };
    assert_eq!(state(&[lost]), CertificateState::Revoked);
    assert_eq!(state(&[]), CertificateState::Valid);
}

#[test]
fn a_leaf_with_one_bit_changed_is_another_leaf() {
    let (cache, adult) = (cache(), adult());
    let leaf = adult.auth_certificate().unwrap();
    verify(&cache, leaf, now()).unwrap();
    for at in (0..leaf.len()).step_by(13) {
        let mut forged = leaf.to_vec();
        forged[at] ^= 1;
        assert!(verify(&cache, &forged, now()).is_err(), "byte {at}");
    }
    assert_eq!(cache.count(), 1);
}

#[test]
fn what_is_refused_is_not_remembered() {
    let cache = cache();
    let mut forged = ending();
    *forged.last_mut().unwrap() ^= 1;
    for _ in 0..2 {
        let refused = verify(&cache, &forged, now());
        assert_eq!(refused, Err(Error::BadSignature { document: Document::Certificate }));
    }
    assert_eq!(cache.count(), 0);
}

#[test]
fn a_leaf_remembered_for_one_purpose_is_not_for_the_other() {
    let (cache, adult) = (cache(), adult());
    let leaf = adult.auth_certificate().unwrap();
    verify(&cache, leaf, now()).unwrap();
    let refused = cache.verify_path(leaf, Purpose::Signing, now());
    assert!(matches!(refused, Err(Error::AnchorUnknown { purpose: Purpose::Signing, .. })));
    assert_eq!(cache.count(), 1);
}

/// Its leaves hold names and addresses.
#[test]
fn a_leaf_for_signing_is_verified_and_not_remembered() {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Signing, Authority::Sign.certificate()).unwrap();
    let (cache, adult) = (PathCache::new(Verifier::new(Chosen, &anchors)), adult());
    let (leaf, key) = (adult.sign_certificate().unwrap(), adult.sign_key().unwrap());
    let path = unchecked(cache.verify_path(leaf, Purpose::Signing, now()).unwrap());
    let signature = key.sign_sha256(b"contract");
    assert_eq!(path.verify_message(b"contract", &signature), Ok(()));
    assert!(path.verify_message(b"another", &signature).is_err());
    assert_eq!(cache.count(), 0);
}

#[test]
fn a_cache_of_other_policies_remembers_nothing_of_this_one() {
    let adult = adult();
    let leaf = adult.auth_certificate().unwrap();
    let (test, production) = (cache(), PathCache::new(verifier().with_policies(Policies::production())));
    verify(&test, leaf, now()).unwrap();
    let refused = verify(&production, leaf, now());
    assert_eq!(refused, Err(Error::Rule { role: Role::Leaf, rule: Rule::Policy }));
}

#[test]
fn a_remembered_key_verifies_its_own_holder_only() {
    let clinic = Audience::new("eligibility", "1312345678");
    let (cache, adult) = (cache(), adult());
    let child = hokensho_mock::Persona::named("child").unwrap();
    let leaves = [&adult, &child].map(|persona| persona.auth_certificate().unwrap());
    for _ in 0..2 {
        for (own, leaf) in leaves.into_iter().enumerate() {
            for (who, persona) in [&adult, &child].into_iter().enumerate() {
                let challenge = Challenge::new([7; 32], &clinic, now());
                let signature = persona.auth_key().sign_padded(&challenge.digest_info()).unwrap();
                let path = cache.verify_path(leaf, Purpose::Authentication, now()).unwrap();
                let answer = unchecked(path).authenticate(challenge, &signature, &clinic, now());
                assert_eq!(answer.is_ok(), who == own);
            }
        }
    }
}

#[test]
fn the_leaf_that_came_first_is_forgotten_first() {
    let cache = PathCache::with_budget(verifier(), 2);
    let personas = ["adult", "child", "elderly"].map(|name| hokensho_mock::Persona::named(name).unwrap());
    for persona in &personas {
        verify(&cache, persona.auth_certificate().unwrap(), now()).unwrap();
        assert!(cache.count() <= 2);
    }
    // Forgotten or not, the answer is the same.
    for persona in &personas {
        assert!(verify(&cache, persona.auth_certificate().unwrap(), now()).is_ok());
    }
}

#[test]
fn a_cache_without_room_verifies_all_the_same() {
    let (cache, adult) = (PathCache::with_budget(verifier(), 0), adult());
    for _ in 0..2 {
        assert!(verify(&cache, adult.auth_certificate().unwrap(), now()).is_ok());
    }
    assert_eq!(cache.count(), 0);
}

#[test]
fn what_is_cleared_is_forgotten() {
    let (cache, adult) = (cache(), adult());
    let leaf = adult.auth_certificate().unwrap();
    verify(&cache, leaf, now()).unwrap();
    cache.clear();
    assert_eq!(cache.count(), 0);
    assert!(verify(&cache, leaf, now()).is_ok());
    assert_eq!(cache.count(), 1);
}

#[test]
fn a_remembered_path_is_as_strict_as_a_new_one() {
    let clinic = Audience::new("eligibility", "1312345678");
    let (cache, adult) = (cache(), adult());
    let leaf = adult.auth_certificate().unwrap();
    for _ in 0..2 {
        let challenge = Challenge::new([7; 32], &clinic, now());
        let signature = adult.auth_key().sign_padded(&challenge.digest_info()).unwrap();
        let path = cache.verify_path(leaf, Purpose::Authentication, now()).unwrap();
        let refused = path.authenticate(challenge, &signature, &clinic, now());
        assert_eq!(refused.unwrap_err(), Error::Refused { state: CertificateState::NotChecked });
    }
}

#[test]
fn threads_share_what_is_remembered() {
    let (cache, adult) = (cache(), adult());
    let leaf = adult.auth_certificate().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..50).for_each(|_| assert!(verify(&cache, leaf, now()).is_ok())));
        }
    });
    assert_eq!(cache.count(), 1);
}

//! A leaf of a CA below the anchor: nobody can be asked here whether that CA is revoked.

use hokensho_mock::der;
use hokensho_mock::pki::{self, Authority, Entity, Ocsp, OcspStatus, Reason, Revoked, extension, field};
use hokensho_pki::{
    Audience, Certificate, CertificateState, Challenge, Crl, Error, OcspHash, OcspRequest, OcspResponse,
    Purpose, Reason as Why, Revocation, RevocationPolicy, TestAnchors, Time, Unchecked, VerifiedPath,
    Verifier,
};

use super::revocation::ADULT;
use super::setting::{CHIYODA, Chosen, DAY, NOW, add, adult, now, set, spoiled};

const UNASKED: Revocation = Revocation::NotChecked { why: Unchecked::IssuerNotChecked };

fn root() -> Entity {
    Entity::new("Root", "adult-sign").unwrap()
}

fn key_of(identifier: &[u8]) -> der::Node {
    let key = der::context_bytes(0, identifier);
    extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([key]))
}

/// The mock's CA, certified by the root.
fn below() -> Vec<u8> {
    let mut tbs = Authority::Auth.certificate_tbs();
    tbs.replace(&[field::ISSUER], root().name().clone()).unwrap();
    add(&mut tbs, key_of(&root().key().identifier()));
    let leaf = adult().auth_tbs();
    let policies = extension::path(&leaf, extension::CERTIFICATE_POLICIES).unwrap();
    add(&mut tbs, leaf.at(&policies).unwrap().clone());
    root().sign(&tbs)
}

/// The adult's, by that CA.
fn leaf() -> Vec<u8> {
    let key = key_of(&Authority::Auth.key().identifier());
    spoiled(|tbs| set(tbs, extension::AUTHORITY_KEY_IDENTIFIER, key))
}

/// Trusts the root, and the CA below by itself as well.
fn verifier() -> Verifier<Chosen> {
    let root = root();
    let extensions = [
        extension::authority(None),
        extension::key_usage(1, 0b0000_0110), // keyCertSign, cRLSign
        extension::plain(extension::SUBJECT_KEY_IDENTIFIER, der::octets(root.key().identifier())),
    ];
    let certificate = root.sign(&root.tbs(&root, 1, [NOW - DAY, NOW + DAY], extensions));
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &certificate).unwrap();
    anchors.accept(Purpose::Authentication, &below()).unwrap();
    Verifier::new(Chosen, &anchors)
}

/// What a path through the CA below knows after it was asked about the leaf.
fn asked(ask: impl FnOnce(&Verifier<Chosen>, &mut VerifiedPath<'_, Chosen>) -> Revocation) -> Revocation {
    let (verifier, leaf, below) = (verifier(), leaf(), below());
    let mut path = verifier.verify_path_through(&leaf, &[&below], Purpose::Authentication, now()).unwrap();
    let said = ask(&verifier, &mut path);
    assert_eq!(said, path.revocation());
    for policy in [RevocationPolicy::RequireGood, RevocationPolicy::AcceptStale] {
        assert!(policy.accept(path.state()).is_err(), "{policy:?}");
    }
    said
}

fn by_list(updates: [i64; 2], revoked: &[Revoked]) -> Revocation {
    let [this_update, next_update] = updates;
    let (authority, municipality) = (Authority::Auth, CHIYODA);
    let list = pki::Crl { authority, municipality, number: 7, this_update, next_update, revoked }.tbs();
    let mut list = list;
    list.replace(&[list.children().len() - 1, 0, 0], key_of(&authority.key().identifier())).unwrap();
    let list = authority.issue(&list);
    asked(|verifier, path| {
        let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now()).unwrap();
        path.check_revocation(&list, now(), 0)
    })
}

fn by_responder(status: OcspStatus) -> Revocation {
    let (leaf, below, nonce) = (leaf(), below(), [7; 32]);
    let answer = Ocsp {
        authority: Authority::Auth,
        serial: ADULT,
        status,
        produced_at: NOW,
        this_update: NOW,
        next_update: None,
        nonce: Some(&nonce),
    };
    let bytes = answer.response(&answer.tbs()).encode();
    let [leaf, below] = [&leaf, &below].map(|der| Certificate::parse(der).unwrap());
    let request = OcspRequest::new(&leaf, &below, OcspHash::Sha1, nonce).unwrap();
    let answer = request.verify(&Chosen, &OcspResponse::parse(&bytes).unwrap(), now()).unwrap();
    asked(|_, path| path.check_ocsp(&answer, now(), 0))
}

#[test]
fn a_leaf_of_a_ca_of_which_nobody_asked_is_never_good() {
    assert_eq!(by_list([NOW - 60, NOW + DAY], &[]), UNASKED);
    assert_eq!(by_responder(OcspStatus::Good), UNASKED);
}

#[test]
fn a_leaf_of_a_ca_of_which_nobody_asked_is_never_stale() {
    assert_eq!(by_list([NOW - DAY, NOW - 60], &[]), UNASKED);
}

#[test]
fn a_revoked_leaf_is_revoked_whatever_its_issuer_is() {
    let at = NOW - DAY;
    let revoked = Revocation::Revoked { reason: Why::KeyCompromise, at: Time::from_unix(at) };
    let (updates, reason) = ([NOW - 60, NOW + DAY], Reason::KeyCompromise);
    assert_eq!(by_list(updates, &[Revoked { serial: ADULT, at, reason }]), revoked);
    assert_eq!(by_responder(OcspStatus::Revoked { at, reason }), revoked);
}

#[test]
fn a_holder_under_a_ca_of_which_nobody_asked_is_refused_unless_a_call_says_so() {
    let here = Audience::new("eligibility", "1312345678");
    let (verifier, leaf, below) = (verifier(), leaf(), below());
    let verdict = |policy| {
        let challenge = Challenge::new([7; 32], &here, now());
        let signature = adult().auth_key().sign_padded(&challenge.digest_info()).unwrap();
        let path = verifier.verify_path_through(&leaf, &[&below], Purpose::Authentication, now()).unwrap();
        let path = path.with_revocation_policy(policy);
        path.authenticate(challenge, &signature, &here, now()).map(|holder| holder.state())
    };
    let state = CertificateState::NotChecked;
    assert_eq!(verdict(RevocationPolicy::default()).err(), Some(Error::Refused { state }));
    assert_eq!(verdict(RevocationPolicy::AcceptNotChecked).ok(), Some(state));
}

//! Who signed, with what, and that each of them is asked.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Authority, Key, Reason, Revoked, extension, field, sha256_with_rsa};
use hokensho_mock::{Persona, pki};
use hokensho_pki::{
    CertificateState, Crl, Document, Error, Fault, Purpose, Role, Rule, SignatureScheme, SignedData,
    SignerRule, Time, sha256,
};

use super::super::setting::{CHIYODA, DAY, NOW, UNKNOWN, now, spoiled_sign, unchecked, verifier};
use super::{
    CONTENT, CONTENT_TYPE, DATA, MESSAGE_DIGEST, SHA384, SIGNING_TIME, Signer, adult, algorithm, attribute,
    breaks, by, malformed, place, signed_data, spoiled, verify, verify_at,
};

const CERTIFICATE: Document = Document::SignerCertificate { signer: 0 };
const SIGNED: Document = Document::SignedDataBy { signer: 0 };
const BAD_SIGNATURE: Error = Error::BadSignature { document: SIGNED };
const RSA: &[u32] = &[1, 2, 840, 113_549, 1, 1, 1];

fn elderly() -> Signer {
    Signer::of("elderly", CONTENT)
}

fn by_both(adult: &Signer, elderly: &Signer) -> Node {
    let signers = vec![adult.sign(CONTENT), elderly.sign(CONTENT)];
    signed_data(Some(CONTENT), &[&adult.certificate, &elderly.certificate], signers)
}

#[test]
fn two_signers_are_two_verified_signers() {
    let verified = verify_at(&by_both(&adult(), &elderly()), now()).unwrap();
    assert_eq!(verified, [adult().certificate, elderly().certificate]);
}

#[test]
fn refuses_all_if_any_signature_is_bad() {
    let (adult, elderly) = (adult(), elderly());
    let mut forged = elderly.clone();
    forged.key = adult.key.clone();
    let document = Document::SignedDataBy { signer: 1 };
    assert_eq!(verify(&by_both(&adult, &forged)), Err(Error::BadSignature { document }));
    assert_eq!(verify(&by_both(&forged, &adult)), Err(BAD_SIGNATURE));
}

#[test]
fn says_which_signer_breaks_a_rule() {
    let other = Signer::of("elderly", b"another content");
    let rule = SignerRule::MessageDigest;
    let error = verify(&by_both(&adult(), &other)).unwrap_err();
    assert_eq!(error, Error::Signer { signer: 1, rule });
    assert_eq!(error.to_string(), "signer 1: the message digest must be the content's (RFC 5652, 5.6)");
}

#[test]
fn refuses_all_if_any_signer_is_unknown() {
    let (adult, elderly) = (adult(), elderly());
    let signers = vec![adult.sign(CONTENT), elderly.sign(CONTENT)];
    let tree = signed_data(Some(CONTENT), &[&adult.certificate], signers);
    assert_eq!(verify(&tree), Err(Error::Signer { signer: 1, rule: SignerRule::Certificate }));
}

#[test]
fn refuses_a_signer_without_any_certificate() {
    let tree = spoiled(|tree| drop(tree.remove(place::CERTIFICATES).unwrap()));
    breaks(&tree, SignerRule::Certificate);
}

#[test]
fn refuses_a_signer_that_two_certificates_fit() {
    // The CA should never issue two under one serial.
    let other_key = Key::named("elderly-sign").unwrap().subject_public_key_info();
    let twin = spoiled_sign(|tbs| drop(tbs.replace(&[field::PUBLIC_KEY], other_key).unwrap()));
    let adult = adult();
    let tree = signed_data(Some(CONTENT), &[&adult.certificate, &twin], vec![adult.sign(CONTENT)]);
    breaks(&tree, SignerRule::Certificate);
}

#[test]
fn refuses_a_signer_who_signs_twice() {
    let adult = adult();
    let mut by_key = adult.clone();
    by_key.version = 3;
    by_key.identifier = der::context_bytes(0, adult.key.identifier());
    let distinct = Err(Error::Signer { signer: 1, rule: SignerRule::Distinct });
    for second in [&adult, &by_key] {
        let signers = vec![adult.sign(CONTENT), second.sign(CONTENT)];
        assert_eq!(verify(&signed_data(Some(CONTENT), &[&adult.certificate], signers)), distinct);
    }
}

#[test]
fn a_signer_can_be_named_by_the_key() {
    let mut signer = adult();
    signer.version = 3;
    signer.identifier = der::context_bytes(0, signer.key.identifier());
    assert_eq!(verify(&by(&signer)), Ok(()));
    signer.identifier = der::context_bytes(0, elderly().key.identifier());
    breaks(&by(&signer), SignerRule::Certificate);
}

#[test]
fn refuses_another_serial_or_issuer() {
    let spoil = |index, node: Node| {
        let mut signer = adult();
        signer.identifier.replace(&[index], node).unwrap();
        by(&signer)
    };
    breaks(&spoil(1, der::integer(&[1])), SignerRule::Certificate);
    breaks(&spoil(0, Authority::Auth.name()), SignerRule::Certificate);
    malformed(&spoil(0, der::sequence([])), Fault::Empty);
    malformed(&spoil(1, der::integer(&[])), Fault::IntegerZero);
}

#[test]
fn refuses_a_certificate_for_authentication() {
    let persona = Persona::named("adult").unwrap();
    let mut signer = adult();
    signer.certificate = persona.auth_certificate().unwrap().to_vec();
    signer.key = Key::named("adult-auth").unwrap();
    signer.identifier = super::issuer_and_serial(&persona.auth_tbs());
    let unknown = Error::AnchorUnknown { document: CERTIFICATE, purpose: Purpose::Signing };
    assert_eq!(verify(&by(&signer)), Err(unknown));
}

#[test]
fn refuses_a_certificate_that_the_ca_did_not_issue() {
    let mut signer = adult();
    let tbs = Persona::named("adult").unwrap().sign_tbs().unwrap();
    signer.certificate = pki::signed(&tbs, &signer.key).encode();
    assert_eq!(verify(&by(&signer)), Err(Error::BadSignature { document: CERTIFICATE }));
}

#[test]
fn refuses_a_certificate_that_breaks_its_profile() {
    let mut signer = adult();
    signer.certificate = spoiled_sign(|tbs| {
        let path = extension::path(tbs, extension::KEY_USAGE).unwrap();
        tbs.replace(&path, extension::critical(extension::KEY_USAGE, der::bits(7, &[0x80]))).unwrap();
    });
    assert_eq!(
        verify(&by(&signer)),
        Err(Error::Rule { role: Role::Signer { signer: 0 }, rule: Rule::KeyUsage })
    );
}

#[test]
fn errors_say_which_signer_it_is() {
    // The CA didn't sign the second one's certificate.
    let mut second = elderly();
    let tbs = Persona::named("elderly").unwrap().sign_tbs().unwrap();
    second.certificate = pki::signed(&tbs, &second.key).encode();
    let tree = by_both(&adult(), &second);
    let document = Document::SignerCertificate { signer: 1 };
    assert_eq!(verify(&tree), Err(Error::BadSignature { document }));
    let der = tree.encode();
    let signed = SignedData::parse(&der).unwrap();
    assert_eq!(signed.certificate_of_signer(1).unwrap().der(), second.certificate);
}

#[test]
fn the_time_of_a_signer_is_a_claim() {
    // It lies within the certificate's validity; the caller's doesn't.
    let tree = by(&adult());
    let leaf = adult().certificate;
    let leaf = hokensho_pki::Certificate::parse(&leaf).unwrap();
    let role = Role::Signer { signer: 0 };
    assert_eq!(verify_at(&tree, leaf.not_after().after(1)), Err(Error::Expired { role }));
    assert_eq!(verify_at(&tree, leaf.not_before().after(-1)), Err(Error::NotYetValid { role }));

    let mut signer = adult();
    signer.attributes.as_mut().unwrap()[1] = attribute(SIGNING_TIME, der::time(0));
    let der = by(&signer).encode();
    let verifier = verifier();
    let verified = verifier.verify_attached(&SignedData::parse(&der).unwrap(), now(), unchecked).unwrap();
    assert_eq!(verified.signers()[0].claimed_time(), Some(Time::from_unix(0)));
}

/// The verdict if a list with these entries is asked about the signer.
fn with_list(tree: &Node, revoked: &[Revoked]) -> Result<(), Error> {
    let (der, verifier) = (tree.encode(), verifier());
    let list = pki::Crl {
        authority: Authority::Sign,
        municipality: CHIYODA,
        number: 7,
        this_update: NOW - 3600,
        next_update: NOW + DAY,
        revoked,
    };
    let list = Authority::Sign.issue(&list.tbs());
    let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Signing, now()).unwrap();
    let verified = verifier.verify_attached(&SignedData::parse(&der)?, now(), |mut path| {
        path.check_revocation(&list, now(), 0);
        path
    });
    verified.map(|verified| assert_eq!(verified.signers()[0].path().state(), CertificateState::Valid))
}

const fn refused(state: CertificateState) -> Error {
    Error::RefusedInPath { role: Role::Signer { signer: 0 }, state }
}

#[test]
fn a_signer_counts_if_a_list_says_that_the_certificate_is_good() {
    assert_eq!(with_list(&by(&adult()), &[]), Ok(()));
}

#[test]
fn refuses_a_signer_that_is_revoked_or_on_hold() {
    for (reason, state) in [
        (Reason::KeyCompromise, CertificateState::Revoked),
        (Reason::CertificateHold, CertificateState::Suspended),
    ] {
        let revoked = [Revoked { serial: 0x1E_E607, at: NOW - DAY, reason }];
        assert_eq!(with_list(&by(&adult()), &revoked), Err(refused(state)));
        assert_eq!(CertificateState::of_refusal(&refused(state)), Some(state));
    }
}

#[test]
fn refuses_a_signer_of_whose_revocation_nobody_asked() {
    let der = by(&adult()).encode();
    let verifier = verifier();
    let verdict = verifier.verify_attached(&SignedData::parse(&der).unwrap(), now(), |path| path);
    assert_eq!(verdict.err(), Some(refused(CertificateState::NotChecked)));
}

#[test]
fn a_forged_signature_is_forged_whether_its_signer_is_revoked_or_not() {
    let tree = by(&Signer { key: elderly().key, ..adult() });
    let revoked = [Revoked { serial: 0x1E_E607, at: NOW - DAY, reason: Reason::KeyCompromise }];
    let forged = Error::BadSignature { document: Document::SignedDataBy { signer: 0 } };
    assert_eq!(with_list(&tree, &revoked), Err(forged));
}

#[test]
fn refuses_the_path_of_another_in_place_of_the_signers() {
    let der = by(&adult()).encode();
    let (verifier, other) = (verifier(), elderly().certificate);
    let verdict = verifier.verify_attached(&SignedData::parse(&der).unwrap(), now(), |_| {
        unchecked(verifier.verify_path(&other, Purpose::Signing, now()).unwrap())
    });
    assert_eq!(verdict.err(), Some(Error::Signer { signer: 0, rule: SignerRule::Certificate }));
}

#[test]
fn refuses_a_digest_that_was_not_announced() {
    let tree = spoiled(|tree| drop(tree.replace(place::DIGESTS, der::set([algorithm(SHA384)])).unwrap()));
    breaks(&tree, SignerRule::DigestAnnounced);
    let tree = spoiled(|tree| drop(tree.replace(place::DIGESTS, der::set([])).unwrap()));
    breaks(&tree, SignerRule::DigestAnnounced);
}

#[test]
fn a_digest_algorithm_may_have_null_parameters() {
    let mut signer = adult();
    signer.digest = der::sequence([signer.digest.children()[0].clone(), der::null()]);
    assert_eq!(verify(&by(&signer)), Ok(()));
    signer.digest = der::sequence([signer.digest.children()[0].clone(), der::integer(&[1])]);
    malformed(&by(&signer), Fault::AlgorithmParameters);
}

#[test]
fn refuses_digests_that_are_not_known() {
    const SHA1: &[u32] = &[1, 3, 14, 3, 2, 26];
    let mut signer = adult();
    signer.digest = algorithm(SHA1);
    let document = SIGNED;
    let oid = "1.3.14.3.2.26".parse().unwrap();
    assert_eq!(verify(&by(&signer)), Err(Error::AlgorithmUnsupported { document, oid }));
}

#[test]
fn refuses_signature_algorithms_that_are_not_known() {
    const SHA1_WITH_RSA: &[u32] = &[1, 2, 840, 113_549, 1, 1, 5];
    let mut signer = adult();
    signer.algorithm = der::sequence([der::oid(SHA1_WITH_RSA), der::null()]);
    let document = SIGNED;
    let oid = "1.2.840.113549.1.1.5".parse().unwrap();
    assert_eq!(verify(&by(&signer)), Err(Error::AlgorithmUnsupported { document, oid }));
    signer.algorithm = algorithm(UNKNOWN);
    assert!(matches!(verify(&by(&signer)), Err(Error::AlgorithmUnsupported { .. })));
}

#[test]
fn refuses_a_signature_by_another_digest_than_the_signer_s() {
    let mut signer = adult();
    signer.digest = algorithm(SHA384);
    let mut tree = by(&signer);
    tree.replace(place::DIGESTS, der::set([algorithm(SHA384)])).unwrap();
    breaks(&tree, SignerRule::DigestOfSignature);
    let mut signer = adult();
    signer.algorithm = algorithm(&[1, 2, 840, 10_045, 4, 3, 3]);
    breaks(&by(&signer), SignerRule::DigestOfSignature);
}

#[test]
fn refuses_a_scheme_that_the_key_has_not() {
    let mut signer = adult();
    signer.algorithm = algorithm(&[1, 2, 840, 10_045, 4, 3, 2]);
    assert_eq!(verify(&by(&signer)), Err(BAD_SIGNATURE));
}

#[test]
fn rsa_can_be_named_in_three_ways() {
    let mut signer = adult();
    for algorithm in [
        sha256_with_rsa(),
        der::sequence([sha256_with_rsa().children()[0].clone()]),
        der::sequence([der::oid(RSA), der::null()]),
    ] {
        signer.algorithm = algorithm;
        assert_eq!(verify(&by(&signer)), Ok(()));
    }
}

#[test]
fn refuses_rsa_with_wrong_parameters() {
    let mut signer = adult();
    for algorithm in [
        algorithm(RSA),
        der::sequence([der::oid(RSA), der::integer(&[1])]),
        der::sequence([sha256_with_rsa().children()[0].clone(), der::integer(&[1])]),
    ] {
        signer.algorithm = algorithm;
        malformed(&by(&signer), Fault::AlgorithmParameters);
    }
}

#[test]
fn refuses_rsa_with_a_digest_that_nothing_here_verifies() {
    let mut signer = adult();
    signer.algorithm = der::sequence([der::oid(RSA), der::null()]);
    signer.digest = algorithm(SHA384);
    let (document, oid) = (SIGNED, "1.2.840.113549.1.1.1".parse().unwrap());
    assert_eq!(verify(&by(&signer)), Err(Error::AlgorithmUnsupported { document, oid }));
}

fn by_pss() -> Node {
    let mut signer = adult();
    let sha256_node = || der::sequence([der::oid(super::SHA256), der::null()]);
    let mask = der::sequence([der::oid(&[1, 2, 840, 113_549, 1, 1, 8]), sha256_node()]);
    signer.algorithm = der::sequence([
        der::oid(&[1, 2, 840, 113_549, 1, 1, 10]),
        der::sequence([
            der::context(0, [sha256_node()]),
            der::context(1, [mask]),
            der::context(2, [der::integer(&[32])]),
        ]),
    ]);
    let signature = signer.key.sign_pss(&sha256(&signer.message(CONTENT)), &[7; 32]);
    signed_data(Some(CONTENT), &[&signer.certificate], vec![signer.signed_with(&signature)])
}

#[test]
fn refuses_pss_unless_asked_for() {
    let (document, scheme) = (SIGNED, SignatureScheme::RsaPssSha256);
    assert_eq!(verify(&by_pss()), Err(Error::SchemeRefused { document, scheme }));
    let der = by_pss().encode();
    let verifier = verifier().accepting_pss();
    assert!(verifier.verify_attached(&SignedData::parse(&der).unwrap(), now(), unchecked).is_ok());
}

#[test]
fn refuses_signatures_that_are_empty_cut_or_another_s() {
    let adult = adult();
    let good = adult.key.sign_sha256(&adult.message(CONTENT));
    let other = elderly().key.sign_sha256(&adult.message(CONTENT));
    for signature in [&[][..], &good[..255], &[&good[..], &[0]].concat(), &[0; 256], &other] {
        let tree = signed_data(Some(CONTENT), &[&adult.certificate], vec![adult.signed_with(signature)]);
        assert_eq!(verify(&tree), Err(BAD_SIGNATURE));
    }
}

/// The next card is said to sign with ECDSA on P-384 and SHA-384.
#[test]
fn ecdsa_on_p_384_is_verified() {
    use p384::ecdsa::signature::Signer as _;

    let key = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
    let point = key.verifying_key().to_sec1_point(false);
    let curve = der::sequence([der::oid(&[1, 2, 840, 10_045, 2, 1]), der::oid(&[1, 3, 132, 0, 34])]);
    let info = der::sequence([curve, der::bits(0, point.as_bytes())]);
    let mut signer = adult();
    signer.certificate = spoiled_sign(|tbs| drop(tbs.replace(&[field::PUBLIC_KEY], info).unwrap()));
    signer.digest = algorithm(SHA384);
    signer.algorithm = algorithm(&[1, 2, 840, 10_045, 4, 3, 3]);
    let digest = hokensho_pki::ContentDigest::of(hokensho_pki::DigestAlgorithm::Sha384, CONTENT);
    signer.attributes = Some(vec![
        attribute(CONTENT_TYPE, der::oid(DATA)),
        attribute(MESSAGE_DIGEST, der::octets(digest.bytes())),
    ]);
    let verdict = |message: &[u8]| {
        let signature: p384::ecdsa::DerSignature = key.sign(message);
        let signer_info = signer.signed_with(signature.as_bytes());
        let mut tree = signed_data(Some(CONTENT), &[&signer.certificate], vec![signer_info]);
        tree.replace(place::DIGESTS, der::set([algorithm(SHA384)])).unwrap();
        verify(&tree)
    };
    assert_eq!(verdict(&signer.message(CONTENT)), Ok(()));
    assert_eq!(verdict(CONTENT), Err(BAD_SIGNATURE));
}

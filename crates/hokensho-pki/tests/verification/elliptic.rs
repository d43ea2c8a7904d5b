//! Certificates and answers with ECDSA: the CA, the leaf, or both have keys on P-256 and P-384.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Authority, field, signed};
use hokensho_pki::{
    Audience, Certificate, Challenge, Document, Error, Fault, Purpose, SignatureAlgorithm, SignatureScheme,
    TestAnchors, Verifier,
};
use p256::ecdsa::signature::Signer as _;

use super::setting::{Chosen, adult, now, unchecked};

const ID_EC_PUBLIC_KEY: &[u32] = &[1, 2, 840, 10_045, 2, 1];
const SECP256R1: &[u32] = &[1, 2, 840, 10_045, 3, 1, 7];
const SECP384R1: &[u32] = &[1, 3, 132, 0, 34];
const ECDSA_WITH_SHA256: &[u32] = &[1, 2, 840, 10_045, 4, 3, 2];
const ECDSA_WITH_SHA384: &[u32] = &[1, 2, 840, 10_045, 4, 3, 3];

/// A key on one of the two curves. Test data: anybody can make it.
#[derive(Clone, Copy, Debug)]
enum Key {
    P256(u8),
    P384(u8),
}

impl Key {
    const CA: [Self; 2] = [Self::P256(0x11), Self::P384(0x11)];
    const HOLDER: [Self; 2] = [Self::P256(0x22), Self::P384(0x22)];

    fn p256(seed: u8) -> p256::ecdsa::SigningKey {
        p256::ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap()
    }

    fn p384(seed: u8) -> p384::ecdsa::SigningKey {
        p384::ecdsa::SigningKey::from_slice(&[seed; 48]).unwrap()
    }

    /// In DER, over the hash that is usual for the curve.
    fn sign(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(seed) => {
                let signature: p256::ecdsa::Signature = Self::p256(seed).sign(message);
                signature.to_der().as_bytes().to_vec()
            }
            Self::P384(seed) => {
                let signature: p384::ecdsa::Signature = Self::p384(seed).sign(message);
                signature.to_der().as_bytes().to_vec()
            }
        }
    }

    fn point(self) -> Vec<u8> {
        match self {
            Self::P256(seed) => Self::p256(seed).verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Self::P384(seed) => Self::p384(seed).verifying_key().to_sec1_point(false).as_bytes().to_vec(),
        }
    }

    fn curve(self) -> &'static [u32] {
        match self {
            Self::P256(_) => SECP256R1,
            Self::P384(_) => SECP384R1,
        }
    }

    /// RFC 5480, 2: SubjectPublicKeyInfo.
    fn info(self) -> Node {
        info(self.curve(), &self.point())
    }

    /// RFC 5758, 3.2: no parameters.
    fn algorithm(self) -> Node {
        der::sequence([der::oid(match self {
            Self::P256(_) => ECDSA_WITH_SHA256,
            Self::P384(_) => ECDSA_WITH_SHA384,
        })])
    }

    /// Signs a certificate, which says so inside too.
    fn issue(self, mut tbs: Node) -> Vec<u8> {
        tbs.replace(&[field::SIGNATURE], self.algorithm()).unwrap();
        let signature = self.sign(&tbs.encode());
        der::sequence([tbs, self.algorithm(), der::bits(0, &signature)]).encode()
    }
}

fn info(curve: &[u32], point: &[u8]) -> Node {
    der::sequence([der::sequence([der::oid(ID_EC_PUBLIC_KEY), der::oid(curve)]), der::bits(0, point)])
}

/// The mock's CA with another key, which keeps the identifier of the old one.
fn verifier(ca: Key) -> Verifier<Chosen> {
    let mut tbs = Authority::Auth.certificate_tbs();
    tbs.replace(&[field::PUBLIC_KEY], ca.info()).unwrap();
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &ca.issue(tbs)).unwrap();
    Verifier::new(Chosen, &anchors)
}

fn leaf_with(info: Node) -> Node {
    let mut tbs = adult().auth_tbs();
    tbs.replace(&[field::PUBLIC_KEY], info).unwrap();
    tbs
}

fn verify(ca: Key, leaf: &[u8]) -> Result<(), Error> {
    verifier(ca).verify_path(leaf, Purpose::Authentication, now()).map(drop)
}

/// Parses a leaf with this key, which nobody needs to have signed.
fn fault_of(info: Node) -> Fault {
    let leaf = signed(&leaf_with(info), &Authority::Auth.key()).encode();
    match Certificate::parse(&leaf) {
        Err(Error::Malformed { fault, .. }) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_leaf_that_an_elliptic_ca_signed_is_verified() {
    for ca in Key::CA {
        assert_eq!(verify(ca, &ca.issue(adult().auth_tbs())), Ok(()), "an RSA leaf, {ca:?}");
        for holder in Key::HOLDER {
            assert_eq!(verify(ca, &ca.issue(leaf_with(holder.info()))), Ok(()), "{ca:?}, {holder:?}");
        }
    }
}

#[test]
fn refuses_a_leaf_that_another_elliptic_key_signed() {
    let bad = Err(Error::BadSignature { document: Document::Certificate });
    for (ca, others) in
        [(Key::CA[0], [Key::P256(0x33), Key::CA[1]]), (Key::CA[1], [Key::P384(0x33), Key::CA[0]])]
    {
        for other in others {
            assert_eq!(verify(ca, &other.issue(adult().auth_tbs())), bad, "{ca:?}, {other:?}");
        }
    }
}

#[test]
fn refuses_an_rsa_signature_in_the_name_of_an_elliptic_ca_and_the_other_way() {
    let bad = Err(Error::BadSignature { document: Document::Certificate });
    assert_eq!(verify(Key::CA[0], adult().auth_certificate().unwrap()), bad);
    let leaf = Key::CA[0].issue(adult().auth_tbs());
    let refused = super::setting::verify(&leaf);
    assert_eq!(refused, bad);
}

#[test]
fn refuses_another_hash_than_was_signed() {
    let ca = Key::P256(0x11);
    let sha384 = der::sequence([der::oid(ECDSA_WITH_SHA384)]);
    let mut tbs = adult().auth_tbs();
    tbs.replace(&[field::SIGNATURE], sha384.clone()).unwrap();
    let signature = ca.sign(&tbs.encode()); // over SHA-256
    let leaf = der::sequence([tbs, sha384, der::bits(0, &signature)]).encode();
    assert_eq!(verify(ca, &leaf), Err(Error::BadSignature { document: Document::Certificate }));
}

#[test]
fn the_holder_of_an_elliptic_key_is_verified() {
    let here = Audience::new("eligibility", "1312345678");
    let challenge = || Challenge::new([1; 32], &here, now());
    let ca = Key::CA[0];
    let verifier = verifier(ca);
    for holder in Key::HOLDER {
        let leaf = ca.issue(leaf_with(holder.info()));
        let path = || unchecked(verifier.verify_path(&leaf, Purpose::Authentication, now()).unwrap());
        let answer = holder.sign(&challenge().message());
        let verified = path().authenticate(challenge(), &answer, &here, now());
        assert!(verified.is_ok(), "{holder:?}: {:?}", verified.err());

        let bad = Error::BadSignature { document: Document::Challenge };
        let other = match holder {
            Key::P256(_) => Key::P256(0x33),
            Key::P384(_) => Key::P384(0x33),
        };
        let answer = other.sign(&challenge().message());
        assert_eq!(path().authenticate(challenge(), &answer, &here, now()).unwrap_err(), bad, "{holder:?}");
        let rsa = adult().auth_key().sign_sha256(&challenge().message());
        assert_eq!(path().authenticate(challenge(), &rsa, &here, now()).unwrap_err(), bad, "{holder:?}");
    }
}

#[test]
fn an_answer_in_another_scheme_is_taken_only_if_it_is_expected() {
    use p384::ecdsa::signature::hazmat::PrehashSigner as _;

    let here = Audience::new("eligibility", "1312345678");
    let challenge = || Challenge::new([1; 32], &here, now());
    let (ca, holder) = (Key::CA[1], Key::P384(0x22));
    let verifier = verifier(ca);
    let leaf = ca.issue(leaf_with(holder.info()));
    let path = || unchecked(verifier.verify_path(&leaf, Purpose::Authentication, now()).unwrap());
    let hash = hokensho_pki::sha256(&challenge().message());
    let answer: p384::ecdsa::Signature = Key::p384(0x22).sign_prehash(&hash).unwrap();
    let answer = answer.to_der();

    assert!(path().authenticate(challenge(), answer.as_bytes(), &here, now()).is_err());
    let expecting = path().expecting(SignatureScheme::EcdsaSha256);
    assert!(expecting.authenticate(challenge(), answer.as_bytes(), &here, now()).is_ok());
}

#[test]
fn refuses_compressed_points_points_of_the_wrong_length_and_no_point() {
    for key in Key::HOLDER {
        let point = key.point();
        let [_, coordinates @ ..] = &point[..] else { panic!("no point") };
        let (x, _) = coordinates.split_at(coordinates.len() / 2);
        for wrong in [
            [&[0x02], x].concat(),
            [&[0x03], coordinates].concat(),
            [&[0x04], x].concat(),
            [&point[..], &[0]].concat(),
            vec![0x00], // the point at infinity
            vec![],
        ] {
            assert_eq!(fault_of(info(key.curve(), &wrong)), Fault::EcPoint, "{wrong:02X?}");
        }
    }
}

#[test]
fn refuses_the_point_of_one_curve_on_the_other() {
    assert_eq!(fault_of(info(SECP384R1, &Key::P256(0x22).point())), Fault::EcPoint);
    assert_eq!(fault_of(info(SECP256R1, &Key::P384(0x22).point())), Fault::EcPoint);
}

#[test]
fn a_leaf_whose_point_is_beside_its_curve_proves_nobody() {
    let mut point = Key::P256(0x22).point();
    *point.last_mut().unwrap() ^= 1;
    let ca = Key::CA[0];
    let leaf = ca.issue(leaf_with(info(SECP256R1, &point)));
    let verifier = verifier(ca);
    let path = verifier.verify_path(&leaf, Purpose::Authentication, now()).unwrap();
    let here = Audience::new("eligibility", "1312345678");
    let challenge = Challenge::new([1; 32], &here, now());
    let refused = path.authenticate(challenge, &[0; 70], &here, now());
    assert_eq!(refused.unwrap_err(), Error::KeyUnusable { document: Document::Certificate });
}

#[test]
fn a_curve_must_be_named_and_nothing_said_after_it() {
    let point = Key::P256(0x22).point();
    let with = |parameters: &[Node]| {
        let algorithm = [&[der::oid(ID_EC_PUBLIC_KEY)], parameters].concat();
        der::sequence([der::sequence(algorithm), der::bits(0, &point)])
    };
    assert_eq!(fault_of(with(&[])), Fault::Truncated);
    assert!(matches!(fault_of(with(&[der::null()])), Fault::Tag { .. }), "no name");
    assert!(matches!(fault_of(with(&[der::sequence([])])), Fault::Tag { .. }), "a described curve");
    assert_eq!(fault_of(with(&[der::oid(SECP256R1), der::null()])), Fault::TrailingBytes);
}

#[test]
fn a_key_on_another_curve_is_kept_by_name_and_proves_nobody() {
    let secp521r1: &[u32] = &[1, 3, 132, 0, 35];
    let ca = Key::CA[0];
    let leaf = ca.issue(leaf_with(info(secp521r1, &[0x04; 133])));
    let oid = "1.3.132.0.35".parse().unwrap();
    let key = Certificate::parse(&leaf).unwrap().public_key();
    assert_eq!(key.usual_algorithm(), SignatureAlgorithm::Other(oid));

    let verifier = verifier(ca);
    let path = verifier.verify_path(&leaf, Purpose::Authentication, now()).unwrap();
    let here = Audience::new("eligibility", "1312345678");
    let challenge = Challenge::new([1; 32], &here, now());
    let refused = path.authenticate(challenge, &[0; 139], &here, now());
    let document = Document::Challenge;
    assert_eq!(refused.unwrap_err(), Error::AlgorithmUnsupported { document, oid });
}

#[test]
fn an_anchor_on_another_curve_is_refused() {
    let secp521r1: &[u32] = &[1, 3, 132, 0, 35];
    let mut tbs = Authority::Auth.certificate_tbs();
    tbs.replace(&[field::PUBLIC_KEY], info(secp521r1, &[0x04; 133])).unwrap();
    let mut anchors = TestAnchors::new();
    let refused = anchors.accept(Purpose::Authentication, &Authority::Auth.issue(&tbs));
    assert!(matches!(refused, Err(Error::AlgorithmUnsupported { .. })), "{refused:?}");
}

//! Both backends give the same verdict, whatever they are given; and what only one of them can do.
#![cfg(feature = "aws-lc-rs")]
#![allow(clippy::unwrap_used, clippy::panic)]

use hokensho_mock::pki::{self, Key};
use hokensho_pki::{
    Application, AwsLcRs, Backend, CvAnchor, CvAnchors, Document, EcPublicKey, Error, PublicKey,
    RsaPublicKey, Signed, VerifiedIssuerKey, sha256,
};

/// The text application's issuer key of the mock, certified.
fn issuer_key() -> VerifiedIssuerKey<'static, AwsLcRs> {
    let (application, mock) = (Application::Text, pki::Application::Text);
    let (anchor, certificate) = (mock.cv_anchor(), mock.cv_certificate());
    let [body, signature] = certificate.children() else { panic!("not two parts") };
    let anchor = CvAnchor { application, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    CvAnchors::test([anchor]).verify(&AwsLcRs, application, &body.body(), &signature.body()).unwrap()
}

#[test]
fn a_record_of_one_run_needs_no_digest_info() {
    let signature = pki::Application::Text.issuer_key().sign_sha256(b"hashes");
    let key = issuer_key();
    assert!(key.verify_record(Signed::Bytes(b"hashes"), &signature).is_ok());
    let refused = key.verify_record(Signed::Bytes(b"others"), &signature);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Record });
}

#[test]
fn a_face_record_is_unsupported_and_not_called_false() {
    let parts: [&[u8]; 3] = [b"birth, sex, key", b"name, address", b"photo"];
    let digests = parts.map(sha256).concat();
    let signature = pki::Application::Text.issuer_key().sign_padded(&Key::digest_info(&digests)).unwrap();
    let refused = issuer_key().verify_record(Signed::Parts(parts), &signature);
    assert_eq!(refused.unwrap_err(), Error::UnsupportedByBackend { document: Document::Record });
}

#[test]
fn a_key_in_debug_output_names_its_kind_only() {
    let modulus = Key::named("adult-auth").unwrap().modulus();
    let key = AwsLcRs.prepare(PublicKey::Rsa(RsaPublicKey::new(&modulus).unwrap())).unwrap();
    assert_eq!(format!("{key:?}"), "AwsLcRsKey(RSA)");
}

#[test]
fn points_beside_the_curve_are_refused() {
    let p256 = PublicKey::Ec(EcPublicKey::p256(&[0x04; 65]).unwrap());
    let p384 = PublicKey::Ec(EcPublicKey::p384(&[0x04; 97]).unwrap());
    for key in [p256, p384] {
        assert!(AwsLcRs.prepare(key).is_err());
    }
}

#[cfg(feature = "rustcrypto")]
mod agreement {
    use hokensho_mock::der::{self, Length, Node};
    use hokensho_pki::{InvalidSignature, RustCrypto, SignatureScheme};
    use p256::ecdsa::signature::hazmat::PrehashSigner;
    use proptest::prelude::*;
    use sha2::{Digest as _, Sha384};

    use super::{AwsLcRs, Backend, EcPublicKey, Key, PublicKey, RsaPublicKey, sha256};

    const SCHEMES: [SignatureScheme; 4] = [
        SignatureScheme::EcdsaSha256,
        SignatureScheme::EcdsaSha384,
        SignatureScheme::RsaPkcs1Sha256,
        SignatureScheme::RsaPssSha256,
    ];

    /// Who signs.
    #[derive(Clone, Copy, Debug)]
    enum Signer {
        P256,
        P384,
        Rsa,
    }

    impl Signer {
        /// The key: a modulus, or a point.
        fn public(self) -> Vec<u8> {
            match self {
                Self::P256 => p256_key().verifying_key().to_sec1_point(false).as_bytes().to_vec(),
                Self::P384 => p384_key().verifying_key().to_sec1_point(false).as_bytes().to_vec(),
                Self::Rsa => rsa_key().modulus().to_vec(),
            }
        }

        fn key(self, public: &[u8]) -> Option<PublicKey<'_>> {
            match self {
                Self::P256 => EcPublicKey::p256(public.try_into().unwrap()).map(PublicKey::Ec),
                Self::P384 => EcPublicKey::p384(public.try_into().unwrap()).map(PublicKey::Ec),
                Self::Rsa => RsaPublicKey::new(public).map(PublicKey::Rsa),
            }
        }

        /// Signs in a scheme; none for that of another kind of key.
        fn sign(self, scheme: SignatureScheme, message: &[u8]) -> Option<Vec<u8>> {
            let hash = match scheme {
                SignatureScheme::EcdsaSha384 => Sha384::digest(message).to_vec(),
                _ => sha256(message).to_vec(),
            };
            match (self, scheme) {
                (Self::P256, SignatureScheme::EcdsaSha256 | SignatureScheme::EcdsaSha384) => {
                    let signature: p256::ecdsa::Signature = p256_key().sign_prehash(&hash).unwrap();
                    Some(signature.to_der().as_bytes().to_vec())
                }
                (Self::P384, SignatureScheme::EcdsaSha256 | SignatureScheme::EcdsaSha384) => {
                    let signature: p384::ecdsa::Signature = p384_key().sign_prehash(&hash).unwrap();
                    Some(signature.to_der().as_bytes().to_vec())
                }
                (Self::Rsa, SignatureScheme::RsaPkcs1Sha256) => Some(rsa_key().sign_sha256(message).to_vec()),
                (Self::Rsa, SignatureScheme::RsaPssSha256) => {
                    Some(rsa_key().sign_pss(&sha256(message), &[7; 32]).to_vec())
                }
                _ => None,
            }
        }
    }

    fn p256_key() -> p256::ecdsa::SigningKey {
        p256::ecdsa::SigningKey::from_slice(&[0x42; 32]).unwrap()
    }

    fn p384_key() -> p384::ecdsa::SigningKey {
        p384::ecdsa::SigningKey::from_slice(&[0x42; 48]).unwrap()
    }

    fn rsa_key() -> Key {
        Key::named("adult-auth").unwrap()
    }

    /// What both backends say: `Err` if they differ.
    fn verdict(
        key: PublicKey<'_>,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, TestCaseError> {
        fn one<B: Backend>(
            backend: B,
            key: PublicKey<'_>,
            scheme: SignatureScheme,
            message: &[u8],
            signature: &[u8],
        ) -> Result<(), InvalidSignature> {
            backend.verify(&backend.prepare(key)?, scheme, message, signature)
        }
        let aws_lc_rs = one(AwsLcRs, key, scheme, message, signature);
        prop_assert_eq!(aws_lc_rs, one(RustCrypto, key, scheme, message, signature), "{}", scheme);
        Ok(aws_lc_rs.is_ok())
    }

    fn signer() -> impl Strategy<Value = Signer> {
        prop_oneof![Just(Signer::P256), Just(Signer::P384), Just(Signer::Rsa)]
    }

    /// Changes bytes where they are, cuts them, or makes them longer.
    #[derive(Clone, Debug)]
    enum Damage {
        Append(Vec<u8>),
        Cut(prop::sample::Index),
        Set(prop::sample::Index, u8),
    }

    impl Damage {
        fn any() -> impl Strategy<Value = Self> {
            prop_oneof![
                prop::collection::vec(any::<u8>(), 1..4).prop_map(Self::Append),
                any::<prop::sample::Index>().prop_map(Self::Cut),
                (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, value)| Self::Set(at, value)),
            ]
        }

        fn apply(&self, bytes: &mut Vec<u8>) {
            match self {
                Self::Append(more) => bytes.extend(more),
                Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
                Self::Set(at, value) => {
                    let at = at.index(bytes.len());
                    *bytes.get_mut(at).unwrap() = *value;
                }
            }
        }
    }

    proptest! {
        // Each case costs a signature and up to sixteen checks.
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn a_signature_fits_its_own_scheme_and_message_only(
            signer in signer(),
            scheme in prop::sample::select(&SCHEMES[..]),
            message in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let public = signer.public();
            let key = signer.key(&public).unwrap();
            let Some(signature) = signer.sign(scheme, &message) else {
                prop_assert!(!verdict(key, scheme, &message, &[0; 256])?);
                return Ok(());
            };
            for other in SCHEMES {
                prop_assert_eq!(verdict(key, other, &message, &signature)?, other == scheme);
            }
            let longer = [&message[..], &[0]].concat();
            prop_assert!(!verdict(key, scheme, &longer, &signature)?);
        }

        #[test]
        fn damaged_signatures_have_one_verdict(
            signer in signer(),
            scheme in prop::sample::select(&SCHEMES[..]),
            damage in Damage::any(),
        ) {
            let public = signer.public();
            let Some(whole) = signer.sign(scheme, b"message") else { return Ok(()) };
            let mut signature = whole.clone();
            damage.apply(&mut signature);
            let accepted = verdict(signer.key(&public).unwrap(), scheme, b"message", &signature)?;
            prop_assert_eq!(accepted, signature == whole);
        }

        #[test]
        fn damaged_keys_have_one_verdict(signer in signer(), at in any::<prop::sample::Index>(), value: u8) {
            let mut public = signer.public();
            let at = at.index(public.len());
            *public.get_mut(at).unwrap() = value;
            let Some(key) = signer.key(&public) else { return Ok(()) };
            for scheme in SCHEMES {
                let signature = signer.sign(scheme, b"message").unwrap_or_default();
                let accepted = verdict(key, scheme, b"message", &signature)?;
                prop_assert_eq!(accepted, public == signer.public() && !signature.is_empty());
            }
        }

        #[test]
        fn made_up_numbers_have_one_verdict(on_p256: bool, numbers: [Vec<u8>; 2]) {
            let signer = if on_p256 { Signer::P256 } else { Signer::P384 };
            let public = signer.public();
            let numbers = numbers.map(|number| der::integer(number.get(..50).unwrap_or(&number)));
            let signature = der::sequence(numbers).encode();
            let key = signer.key(&public).unwrap();
            prop_assert!(!verdict(key, SignatureScheme::EcdsaSha256, b"message", &signature)?);
        }
    }

    /// RFC 3279, 2.2.3: the two numbers in DER. Other encodings are others' signatures over the same bytes.
    #[test]
    fn the_right_numbers_in_another_form_are_refused() -> Result<(), TestCaseError> {
        let (scheme, message) = (SignatureScheme::EcdsaSha256, b"message");
        let public = Signer::P256.public();
        let key = Signer::P256.key(&public).unwrap();
        let signature: p256::ecdsa::Signature = p256_key().sign_prehash(&sha256(message)).unwrap();
        let (r, s) = signature.split_bytes();
        let [r, s] = [r, s].map(|number| der::integer(&number));
        let right = der::sequence([r.clone(), s.clone()]);
        prop_assert!(verdict(key, scheme, message, &right.encode())?);

        let forms = [
            right.clone().with_length(Length::Long(0)),
            right.clone().with_length(Length::Long(1)),
            right.clone().with_length(Length::Indefinite),
            right.with_tag(0x31),
            der::sequence([r.clone().with_length(Length::Long(0)), s.clone()]),
            der::sequence([Node::new(0x02, [&[0], &*r.body()].concat()), s.clone()]),
            der::sequence([r.clone(), s.clone(), der::null()]),
            der::sequence([s.clone(), r.clone()]),
            der::sequence([r.clone()]),
            Node::list([r, s]),
        ];
        for form in forms {
            prop_assert!(!verdict(key, scheme, message, &form.encode())?, "{:?}", form);
        }
        prop_assert!(!verdict(key, scheme, message, &signature.to_bytes())?, "r and s without DER");
        Ok(())
    }
}

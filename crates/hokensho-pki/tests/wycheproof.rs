//! Project Wycheproof's signatures, which are made to find what verifiers get wrong: no verdict of any backend differs.
//!
//! `cargo test -p hokensho-pki --features aws-lc-rs --test wycheproof -- --nocapture` shows the counts.
#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::fmt;

#[cfg(feature = "aws-lc-rs")]
use hokensho_pki::AwsLcRs;
#[cfg(feature = "rustcrypto")]
use hokensho_pki::RustCrypto;
use hokensho_pki::{Backend, EcPublicKey, PublicKey, RsaPublicKey, SignatureScheme};
use wycheproof::{EllipticCurve, TestResult, ecdsa, rsa_pkcs1_verify, rsa_pss_verify};

/// What became of one file. A wrong verdict fails at once.
#[derive(Default)]
struct Counts {
    accepted: u32,
    refused: u32,
    /// Signatures by a key with the exponent 3, which is no key of a card.
    skipped: u32,
}

impl Counts {
    const fn all(&self) -> u32 {
        self.accepted + self.refused + self.skipped
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { accepted, refused, skipped } = self;
        write!(f, "{accepted} accepted, {refused} refused, 0 wrong, {skipped} skipped (exponent 3)")
    }
}

struct Case<'c> {
    number: usize,
    message: &'c [u8],
    signature: &'c [u8],
    /// `Acceptable` is a DigestInfo without NULL, which strictness refuses.
    valid: bool,
}

impl<'c> Case<'c> {
    fn new(number: usize, message: &'c [u8], signature: &'c [u8], result: TestResult) -> Self {
        Self { number, message, signature, valid: result == TestResult::Valid }
    }
}

fn check<'c, B: Backend>(
    backend: &B,
    key: Option<PublicKey<'_>>,
    scheme: SignatureScheme,
    cases: impl IntoIterator<Item = Case<'c>>,
    counts: &mut Counts,
) {
    let key = key.map(|key| backend.prepare(key).unwrap());
    for Case { number, message, signature, valid } in cases {
        let Some(key) = &key else {
            counts.skipped += 1;
            continue;
        };
        let verdict = backend.verify(key, scheme, message, signature);
        assert_eq!(verdict.is_ok(), valid, "{scheme}, case {number}");
        *if valid { &mut counts.accepted } else { &mut counts.refused } += 1;
    }
}

/// The modulus without the zero before it; none for another exponent than 65537.
fn rsa_key<'k>(modulus: &'k [u8], exponent: &[u8]) -> Option<PublicKey<'k>> {
    let modulus = modulus.strip_prefix(&[0]).unwrap_or(modulus);
    (exponent == RsaPublicKey::EXPONENT).then(|| PublicKey::Rsa(RsaPublicKey::new(modulus).unwrap()))
}

fn ec_key(curve: EllipticCurve, point: &[u8]) -> PublicKey<'_> {
    PublicKey::Ec(
        match curve {
            EllipticCurve::Secp256r1 => EcPublicKey::p256(point.try_into().unwrap()),
            EllipticCurve::Secp384r1 => EcPublicKey::p384(point.try_into().unwrap()),
            other => panic!("{other:?}"),
        }
        .unwrap(),
    )
}

fn pkcs1<B: Backend>(backend: &B, name: rsa_pkcs1_verify::TestName) -> Counts {
    let mut counts = Counts::default();
    for group in rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
        let key = rsa_key(&group.key.n, &group.key.e);
        let cases = group.tests.iter().map(|it| Case::new(it.tc_id, &it.msg, &it.sig, it.result));
        check(backend, key, SignatureScheme::RsaPkcs1Sha256, cases, &mut counts);
    }
    counts
}

fn pss<B: Backend>(
    backend: &B,
    name: rsa_pss_verify::TestName,
    valid: impl Fn(&rsa_pss_verify::Test) -> bool,
) -> Counts {
    let mut counts = Counts::default();
    for group in rsa_pss_verify::TestSet::load(name).unwrap().test_groups {
        let key = rsa_key(&group.key.n, &group.key.e);
        let cases = group.tests.iter().map(|it| Case {
            number: it.tc_id,
            message: &it.msg,
            signature: &it.sig,
            valid: valid(it),
        });
        check(backend, key, SignatureScheme::RsaPssSha256, cases, &mut counts);
    }
    counts
}

fn elliptic<B: Backend>(backend: &B, name: ecdsa::TestName, scheme: SignatureScheme) -> Counts {
    let mut counts = Counts::default();
    for group in ecdsa::TestSet::load(name).unwrap().test_groups {
        let key = ec_key(group.key.curve, &group.key.key);
        let cases = group.tests.iter().map(|it| Case::new(it.tc_id, &it.msg, &it.sig, it.result));
        check(backend, Some(key), scheme, cases, &mut counts);
    }
    counts
}

/// Every file in question, and how many cases it must have at least: a file that was lost is noticed.
fn every_verdict_is_right<B: Backend>(backend: &B, name: &str) {
    use ecdsa::TestName as Ec;
    use rsa_pkcs1_verify::TestName as Pkcs1;
    use rsa_pss_verify::TestName as Pss;

    let report = |file: &str, at_least: u32, counts: Counts| {
        println!("{name}, {file}: {counts}");
        assert!(counts.all() >= at_least, "{file}");
    };
    for (bits, file) in
        [(2048, Pkcs1::Rsa2048Sha256), (3072, Pkcs1::Rsa3072Sha256), (4096, Pkcs1::Rsa4096Sha256)]
    {
        report(&format!("RSA-{bits} PKCS#1"), 258, pkcs1(backend, file));
    }
    for (bits, file) in [
        (2048, Pss::RsaPss2048Sha256Mgf1SaltLen32),
        (3072, Pss::RsaPss3072Sha256Mgf1SaltLen32),
        (4096, Pss::RsaPss4096Sha256Mgf1SaltLen32),
    ] {
        report(&format!("RSA-{bits} PSS"), 108, pss(backend, file, |it| it.result == TestResult::Valid));
    }
    // Signatures with other parameters than the scheme's. In the first file one has the scheme's own, as its mistake.
    for (parameters, file, right) in [
        ("no salt", Pss::RsaPss2048Sha256Mgf1SaltLen0, "s_len changed to 32"),
        ("MGF1 with SHA-1, salt of 20", Pss::RsaPss2048Sha256Mgf1Sha1_20, "none"),
        ("SHA-384, salt of 48", Pss::RsaPss2048Sha384Mgf1SaltLen48, "none"),
    ] {
        report(&format!("RSA-2048 PSS, {parameters}"), 103, pss(backend, file, |it| it.comment == right));
    }
    for (curve, file, scheme) in [
        ("P-256, SHA-256", Ec::EcdsaSecp256r1Sha256, SignatureScheme::EcdsaSha256),
        ("P-384, SHA-256", Ec::EcdsaSecp384r1Sha256, SignatureScheme::EcdsaSha256),
        ("P-384, SHA-384", Ec::EcdsaSecp384r1Sha384, SignatureScheme::EcdsaSha384),
    ] {
        report(&format!("ECDSA {curve}"), 472, elliptic(backend, file, scheme));
    }
}

#[cfg(feature = "rustcrypto")]
#[test]
fn every_verdict_of_rustcrypto_is_right() {
    every_verdict_is_right(&RustCrypto, "rustcrypto");
}

#[cfg(feature = "aws-lc-rs")]
#[test]
fn every_verdict_of_aws_lc_rs_is_right() {
    every_verdict_is_right(&AwsLcRs, "aws-lc-rs");
}

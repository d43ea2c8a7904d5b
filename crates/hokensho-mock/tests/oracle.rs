//! Readers written by others agree with what the mock writes.
#![allow(clippy::unwrap_used, missing_docs)]

use hokensho_mock::der as mock;
use hokensho_mock::pki::{
    self, Attributes, Authority, Crl, Key, Leaf, Municipality, Ocsp, OcspStatus, Reason, Revoked, extension,
    field,
};
use jiff::Timestamp;
use proptest::prelude::*;
use rsa::pkcs8::DecodePublicKey;
use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::der::asn1::{GeneralizedTime, ObjectIdentifier, UintRef, UtcTime};
use x509_cert::der::{Decode, Encode};

const KIYOSE: Municipality<'_> = Municipality { code: "13221", prefecture: "Tokyo-to", city: "Kiyose-shi" };
const HOLDER: Attributes<'_> =
    Attributes {
        name: "見本　花子", address: "東京都清瀬市中里５－８４２", birth: "19800217", sex: "2"
    };

fn leaf(key: &Key) -> Leaf<'_> {
    Leaf { serial: 0x22_7B13, not_before: 1_711_929_600, not_after: 2_500_613_999, municipality: KIYOSE, key }
}

/// Every certificate, with the CA that signed it.
fn certificates() -> impl Iterator<Item = (Authority, Certificate, &'static [u8])> {
    let named = |name: &str| pki::certificate(name).unwrap();
    [
        (Authority::Auth, Authority::Auth.certificate()),
        (Authority::Sign, Authority::Sign.certificate()),
        (Authority::Auth, named("adult-auth")),
        (Authority::Sign, named("adult-sign")),
        (Authority::Auth, named("foreign-auth")),
        (Authority::Sign, named("foreign-sign")),
    ]
    .into_iter()
    .map(|(authority, der)| (authority, Certificate::from_der(der).unwrap(), der))
}

fn public_key(authority: Authority) -> RsaPublicKey {
    let certificate = Certificate::from_der(authority.certificate()).unwrap();
    let info = certificate.tbs_certificate().subject_public_key_info().to_der().unwrap();
    RsaPublicKey::from_public_key_der(&info).unwrap()
}

/// The payload that a PKCS#1 v1.5 signature of a SHA-256 digest must have.
fn digest_info(message: &[u8]) -> Vec<u8> {
    let prefix = [
        0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
        0x04, 0x20,
    ];
    [&prefix[..], &Sha256::digest(message)].concat()
}

fn accepts(key: &RsaPublicKey, payload: &[u8], signature: &[u8]) -> bool {
    key.verify(Pkcs1v15Sign::new_unprefixed(), payload, signature).is_ok()
}

#[test]
fn certificates_are_canonical_der() {
    for (_, certificate, der) in certificates() {
        assert_eq!(certificate.to_der().unwrap(), der);
    }
}

#[test]
fn certificates_are_signed_by_their_own_authority_only() {
    for (authority, certificate, _) in certificates() {
        let payload = digest_info(&certificate.tbs_certificate().to_der().unwrap());
        let signature = certificate.signature().as_bytes().unwrap();
        for other in Authority::ALL {
            assert_eq!(accepts(&public_key(other), &payload, signature), other == authority);
        }
    }
}

#[test]
fn leaves_have_the_extensions_of_jpki() {
    let extensions = |name: &str| -> Vec<_> {
        let certificate = Certificate::from_der(pki::certificate(name).unwrap()).unwrap();
        let extensions = certificate.tbs_certificate().extensions().unwrap().iter();
        extensions.map(|extension| (extension.extn_id.to_string(), extension.critical)).collect()
    };
    let expected = |list: &[(&str, bool)]| -> Vec<_> {
        list.iter().map(|(oid, critical)| (oid.to_string(), *critical)).collect()
    };
    let auth = [
        ("2.5.29.15", true),
        ("2.5.29.37", false),
        ("2.5.29.32", true),
        ("2.5.29.18", false),
        ("2.5.29.31", false),
        ("1.3.6.1.5.5.7.1.1", false),
        ("2.5.29.35", false),
        ("2.5.29.14", false),
    ];
    assert_eq!(extensions("adult-auth"), expected(&auth));
    let sign = [
        ("2.5.29.15", true),
        ("2.5.29.17", false),
        ("2.5.29.32", true),
        ("2.5.29.18", false),
        ("2.5.29.31", false),
        ("2.5.29.35", false),
        ("2.5.29.14", false),
    ];
    assert_eq!(extensions("adult-sign"), expected(&sign));
}

#[test]
fn names_stand_for_the_person_without_naming_them() {
    let subject = |name: &str| {
        Certificate::from_der(pki::certificate(name).unwrap())
            .unwrap()
            .tbs_certificate()
            .subject()
            .to_string()
    };
    assert_eq!(subject("adult-auth"), "CN=MOCK0000227B1313101003A,C=JP");
    assert_eq!(subject("adult-sign"), "CN=202404010000002496713101003A,L=Chiyoda-ku,L=Tokyo-to,C=JP");
}

#[test]
fn validity_ends_with_the_day_in_japan() {
    for (_, certificate, _) in certificates() {
        let end = certificate.tbs_certificate().validity().not_after.to_unix_duration().as_secs();
        assert_eq!(end % 86_400, 14 * 3_600 + 59 * 60 + 59);
    }
}

#[test]
fn a_spoiled_field_is_signed_as_it_is() {
    let key = Key::named("adult-auth").unwrap();
    let mut tbs = leaf(&key).auth_tbs();
    tbs.replace(&[field::SERIAL], mock::integer(&[0x42; 20])).unwrap();
    let policies = extension::path(&tbs, extension::CERTIFICATE_POLICIES).unwrap();
    tbs.remove(&policies).unwrap();

    let certificate = Certificate::from_der(&Authority::Auth.issue(&tbs)).unwrap();
    assert_eq!(certificate.tbs_certificate().serial_number().as_bytes(), [0x42; 20]);
    assert_eq!(certificate.tbs_certificate().extensions().unwrap().len(), 7);
    let payload = digest_info(&certificate.tbs_certificate().to_der().unwrap());
    assert!(accepts(&public_key(Authority::Auth), &payload, certificate.signature().as_bytes().unwrap()));
}

#[test]
fn lengths_that_der_forbids_are_refused_by_a_reader_of_der() {
    let key = Key::named("adult-sign").unwrap();
    let tbs = leaf(&key).sign_tbs(&HOLDER);
    assert!(Certificate::from_der(&Authority::Sign.issue(&tbs)).is_ok());
    for length in [mock::Length::Long(1), mock::Length::Claimed(5), mock::Length::Indefinite] {
        let mut tbs = tbs.clone();
        let serial = tbs.at(&[field::SERIAL]).unwrap().clone().with_length(length);
        tbs.replace(&[field::SERIAL], serial).unwrap();
        assert!(Certificate::from_der(&Authority::Sign.issue(&tbs)).is_err(), "{length:?}");
    }
}

#[test]
fn crls_are_read_and_their_signature_accepted() {
    let held = Revoked { serial: 0x22_7B14, at: 1_795_219_200, reason: Reason::CertificateHold };
    let unused = Revoked { serial: 0x80, at: 1_795_219_200, reason: Reason::Unspecified };
    for revoked in [&[held, unused][..], &[]] {
        let crl = Crl {
            authority: Authority::Auth,
            municipality: KIYOSE,
            number: 7,
            this_update: 1_795_305_600,
            next_update: 1_795_392_000,
            revoked,
        };
        let der = crl.authority.issue(&crl.tbs());
        let list: CertificateList = CertificateList::from_der(&der).unwrap();
        assert_eq!(list.to_der().unwrap(), der);
        let payload = digest_info(&list.tbs_cert_list.to_der().unwrap());
        assert!(accepts(&public_key(Authority::Auth), &payload, list.signature.as_bytes().unwrap()));
        let entries = list.tbs_cert_list.revoked_certificates.unwrap_or_default();
        let read: Vec<_> = entries
            .iter()
            .map(|entry| (entry.serial_number.as_bytes().to_vec(), entry.crl_entry_extensions.is_some()))
            .collect();
        let expected = [(vec![0x22, 0x7B, 0x14], true), (vec![0x00, 0x80], false)];
        assert_eq!(read, expected.get(..revoked.len()).unwrap());
    }
}

#[test]
fn ocsp_answers_differ_by_status() {
    let answer = Ocsp {
        authority: Authority::Auth,
        serial: 0x22_7B13,
        status: OcspStatus::Good,
        produced_at: 1_795_305_600,
        this_update: 1_795_305_600,
        next_update: None,
        nonce: None,
    };
    // responses, the only one, certStatus.
    let status = |status| Ocsp { status, ..answer }.tbs().at(&[2, 0, 1]).unwrap().encode();
    assert_eq!(status(OcspStatus::Good), [0x80, 0x00]);
    assert_eq!(status(OcspStatus::Unknown), [0x82, 0x00]);
    let revoked = status(OcspStatus::Revoked { at: 0, reason: Reason::CertificateHold });
    assert_eq!(revoked, b"\xA1\x16\x18\x0F19700101000000Z\xA0\x03\x0A\x01\x06");
}

proptest! {
    #[test]
    fn integers_are_read_back(bytes in proptest::collection::vec(any::<u8>(), 1..40)) {
        let der = mock::integer(&bytes).encode();
        let read = UintRef::from_der(&der).unwrap();
        prop_assert_eq!(read.as_bytes(), UintRef::new(&bytes).unwrap().as_bytes());
    }

    #[test]
    fn object_identifiers_are_read_back(first in 0_u32..3, second in 0_u32..40, rest in proptest::collection::vec(any::<u32>(), 1..6)) {
        let arcs = [vec![first, second], rest].concat();
        let der = mock::oid(&arcs).encode();
        prop_assert_eq!(ObjectIdentifier::from_der(&der).unwrap(), ObjectIdentifier::from_arcs(arcs).unwrap());
    }

    #[test]
    fn bodies_of_any_length_are_read_back(length in 0_usize..70_000) {
        let der = mock::octets(vec![0xA5; length]).encode();
        let read = x509_cert::der::asn1::OctetString::from_der(&der).unwrap();
        prop_assert_eq!(read.as_bytes().len(), length);
    }

    #[test]
    fn times_are_those_of_the_calendar(seconds in -631_152_000_i64..32_503_680_000) {
        let text = Timestamp::from_second(seconds).unwrap().strftime("%Y%m%d%H%M%SZ").to_string();
        prop_assert_eq!(mock::generalized_time(seconds).body(), text.as_bytes());
        prop_assert_eq!(mock::utc_time(seconds).body(), text.get(2..).unwrap().as_bytes());
    }

    #[test]
    fn times_are_read_back(seconds in 0_u64..2_524_608_000) {
        let unix = i64::try_from(seconds).unwrap();
        prop_assert_eq!(UtcTime::from_der(&mock::time(unix).encode()).unwrap().to_unix_duration().as_secs(), seconds);
        let read = GeneralizedTime::from_der(&mock::generalized_time(unix).encode()).unwrap();
        prop_assert_eq!(read.to_unix_duration().as_secs(), seconds);
    }
}

use std::sync::LazyLock;

use hokensho_mock::Persona;
use hokensho_mock::pki::{
    Application as Signer, Authority, Crl as List, Key, Municipality, Ocsp, OcspStatus, Reason, Revoked,
    responder_id, responder_tbs, signed,
};
use hokensho_pki::{
    Application, Backend, Certificate, ContentDigest, Crl, CrlIndex, CvAnchor, CvAnchors, DetachedContent,
    Error, OcspHash, OcspRequest, OcspResponse, Purpose, Revocation, RevocationPolicy, RustCrypto,
    SignedData, SignedDataBuilder, TestAnchors, Time, VerifiedPath, Verifier,
};
use x509_cert::certificate::Rfc5280;
use x509_cert::crl::CertificateList;
use x509_cert::der::{Decode, Encode};

use crate::{Verdict, choose};

/// 2026-11-22T00:00:00Z, when all that the mock has signed is valid.
pub const NOW: i64 = 1_795_305_600;

/// Certificates, revocation lists and their indexes, card-verifiable certificates, OCSP responses and signed data; the first
/// byte chooses. What is read is what `x509-cert` reads, and nothing verifies but what was really issued or signed.
pub fn pki(data: &[u8]) -> Verdict {
    let Some((parser, input)) = choose(data, 8) else { return Verdict::Refused };
    match parser {
        0 => certificate(input),
        1 => list(input),
        2 => cv_certificate(input),
        3 => forged_leaf(input),
        4 => forged_list(input),
        5 => response(input),
        6 => signed_data(input),
        _ => index(input),
    }
}

/// The auth leaves of all personas.
pub fn genuine_leaves() -> &'static [Vec<u8>] {
    static LEAVES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let personas = Persona::NAMES.iter().map(|name| Persona::named(name).expect("it is built in"));
        personas.filter_map(|persona| persona.auth_certificate().map(<[u8]>::to_vec)).collect()
    });
    &LEAVES
}

/// A revocation list of a municipality at [`NOW`].
pub fn genuine_list() -> &'static [u8] {
    static LIST: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let entry = |(serial, reason)| Revoked { serial, at: NOW - 86_400, reason };
        let reasons = [Reason::Unspecified, Reason::Superseded, Reason::CertificateHold];
        let revoked: Vec<_> = (0x22_7B14..).zip(reasons).map(entry).collect();
        let list = List {
            authority: Authority::Auth,
            municipality: Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" },
            number: 7,
            this_update: NOW - 3600,
            next_update: NOW + 86_400,
            revoked: &revoked,
        };
        Authority::Auth.issue(&list.tbs())
    });
    &LIST
}

/// The nonce of the only question that is asked here.
const NONCE: [u8; 32] = [7; 32];

/// Answers at [`NOW`] about the adult: the CA's that the leaf is good, and an appointed responder's that it is on hold.
pub fn genuine_responses() -> &'static [Vec<u8>; 2] {
    static RESPONSES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
        let good = Ocsp {
            authority: Authority::Auth,
            serial: 0x22_7B13,
            status: OcspStatus::Good,
            produced_at: NOW,
            this_update: NOW,
            next_update: None,
            nonce: Some(&NONCE),
        };
        let status = OcspStatus::Revoked { at: NOW - 86_400, reason: Reason::CertificateHold };
        let held = Ocsp { status, next_update: Some(NOW + 3600), ..good };
        let responder = Key::named("card-manager").expect("it is built in");
        let certificate = signed(&responder_tbs(Authority::Auth, &responder), &Authority::Auth.key());
        let mut tbs = held.tbs();
        tbs.replace(&[0], responder_id(&responder)).expect("a responder");
        let held = held.response_by(&responder, &tbs, [certificate]);
        [good.response(&good.tbs()).encode(), held.encode()]
    });
    &RESPONSES
}

/// What the adult signed, and signed data around it.
pub fn genuine_signed_data() -> &'static (&'static [u8], Vec<u8>) {
    const CONTENT: &[u8] = b"I give my consent.";
    static SIGNED: LazyLock<(&[u8], Vec<u8>)> = LazyLock::new(|| {
        let builder = SignedDataBuilder::new(adult_sign()).expect("it is a certificate");
        let builder = builder.with_signing_time(Time::from_unix(NOW)).expect("it is a time");
        let content = ContentDigest::of(builder.digest_algorithm(), CONTENT);
        let request = builder.request(&content).expect("it is its own algorithm");
        let key = Key::named("adult-sign").expect("it is built in");
        (CONTENT, request.attached(&key.sign_sha256(request.to_sign())).around(CONTENT))
    });
    &SIGNED
}

fn adult_sign() -> &'static [u8] {
    hokensho_mock::pki::certificate("adult-sign").expect("it is built in")
}

/// The index of [`genuine_list`].
pub fn genuine_index() -> &'static [u8] {
    static INDEX: LazyLock<CrlIndex> = LazyLock::new(|| {
        let list = Crl::parse(genuine_list()).expect("a list of the mock's");
        let list = verifier().verify_crl(list, Purpose::Authentication, Time::from_unix(NOW));
        list.expect("it is signed").into_index()
    });
    INDEX.as_bytes()
}

fn verifier() -> &'static Verifier<RustCrypto> {
    static VERIFIER: LazyLock<Verifier<RustCrypto>> = LazyLock::new(|| {
        let mut anchors = TestAnchors::new();
        anchors.accept(Purpose::Authentication, Authority::Auth.certificate()).expect("it is a CA");
        anchors.accept(Purpose::Signing, Authority::Sign.certificate()).expect("it is a CA");
        Verifier::new(RustCrypto, &anchors)
    });
    &VERIFIER
}

fn certificate(input: &[u8]) -> Verdict {
    let parsed = Certificate::parse(input);
    if let Ok(ours) = &parsed {
        assert_eq!(ours.der(), input);
        let _ = format!("{ours:?} {:?}", ours.extensions());
        // It refuses some of what is right, such as an identifier whose first arc takes two bytes.
        let Ok(theirs) = x509_cert::Certificate::from_der(input) else { return Verdict::Accepted };
        let tbs = theirs.tbs_certificate();
        assert_eq!(ours.signed(), tbs.to_der().unwrap());
        assert_eq!(ours.serial(), without_sign(tbs.serial_number().as_bytes()));
        assert_eq!(ours.issuer().der(), tbs.issuer().to_der().unwrap());
        assert_eq!(ours.subject().der(), tbs.subject().to_der().unwrap());
        same_time(ours.not_before(), tbs.validity().not_before);
        same_time(ours.not_after(), tbs.validity().not_after);
        assert_eq!(Some(ours.signature()), theirs.signature().as_bytes());
    }
    Verdict::of(&parsed)
}

fn list(input: &[u8]) -> Verdict {
    let parsed = Crl::parse(input);
    if let Ok(ours) = &parsed {
        let _ = format!("{ours:?} {:?}", ours.issuing_distribution_point());
        let Ok(theirs) = CertificateList::<Rfc5280>::from_der(input) else { return Verdict::Accepted };
        let tbs = &theirs.tbs_cert_list;
        assert_eq!(ours.signed(), tbs.to_der().unwrap());
        assert_eq!(ours.issuer().der(), tbs.issuer.to_der().unwrap());
        assert_eq!(ours.len(), tbs.revoked_certificates.as_ref().map_or(0, Vec::len));
        same_time(ours.this_update(), tbs.this_update);
        same_time(ours.next_update(), tbs.next_update.expect("a next update"));
        assert_eq!(Some(ours.signature()), theirs.signature.as_bytes());
    }
    Verdict::of(&parsed)
}

/// The last 256 bytes are the signature.
fn cv_certificate(input: &[u8]) -> Verdict {
    let Some((body, signature)) = input.split_last_chunk::<256>() else { return Verdict::Refused };
    let signers = [(Application::Visual, Signer::Visual), (Application::Text, Signer::Text)];
    let anchors = signers.map(|(application, signer)| {
        let anchor = signer.cv_anchor();
        CvAnchor { application, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus }
    });
    let anchors = CvAnchors::test(anchors);
    for (application, signer) in signers {
        let verified = anchors.verify(&RustCrypto, application, body, signature);
        if verified.is_ok() {
            let genuine = signer.cv_certificate();
            let genuine = [0, 1].map(|part| genuine.at(&[part]).expect("body and signature").body());
            assert_eq!(genuine, [body, signature]);
            return Verdict::Accepted;
        }
    }
    Verdict::Refused
}

fn forged_leaf(input: &[u8]) -> Verdict {
    let path = verifier().verify_path(input, Purpose::Authentication, Time::from_unix(NOW));
    match &path {
        Ok(path) => {
            assert!(genuine_leaves().iter().any(|leaf| leaf == input));
            assert_ne!(
                path.state(),
                hokensho_pki::CertificateState::Valid,
                "nobody asked for its revocation"
            );
        }
        // A genuine one may have ended.
        Err(Error::Expired { .. } | Error::NotYetValid { .. }) => {
            assert!(genuine_leaves().iter().any(|leaf| leaf == input));
        }
        Err(_) => {}
    }
    Verdict::of(&path)
}

fn forged_list(input: &[u8]) -> Verdict {
    let verified = Crl::parse(input)
        .and_then(|list| verifier().verify_crl(list, Purpose::Authentication, Time::from_unix(NOW)));
    if verified.is_ok() {
        assert_eq!(input, genuine_list());
    }
    Verdict::of(&verified)
}

/// What verifies has signed bytes that were really signed; certificates beside them are not, and may be any.
fn response(input: &[u8]) -> Verdict {
    static REQUEST: LazyLock<OcspRequest> = LazyLock::new(|| {
        let adult = Persona::named("adult").expect("it is built in");
        let leaf = Certificate::parse(adult.auth_certificate().expect("a leaf")).expect("it is genuine");
        let issuer = Certificate::parse(Authority::Auth.certificate()).expect("it is a CA");
        OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, NONCE).expect("its own issuer")
    });
    let now = Time::from_unix(NOW);
    let verified = OcspResponse::parse(input).and_then(|response| {
        let _ = format!("{response:?}");
        let answer = verifier().verify_ocsp(&response, &REQUEST, Purpose::Authentication, now)?;
        Ok((response, answer))
    });
    if let Ok((response, answer)) = &verified {
        let genuine =
            genuine_responses().each_ref().map(|der| OcspResponse::parse(der).expect("it is genuine"));
        let place = genuine.iter().position(|it| it.signed() == response.signed());
        let held = matches!(answer.revocation(now, 0), Revocation::OnHold { .. });
        assert_eq!(place, Some(usize::from(held)));
    }
    Verdict::of(&verified)
}

/// What is fuzzed is the signature: nobody knows of revocation.
fn unchecked<B: Backend>(path: VerifiedPath<'_, B>) -> VerifiedPath<'_, B> {
    path.with_revocation_policy(RevocationPolicy::AcceptNotChecked)
}

/// Whatever is changed, what verifies is the content that was signed, by the one who signed it.
fn signed_data(input: &[u8]) -> Verdict {
    let (now, (content, _)) = (Time::from_unix(NOW), genuine_signed_data());
    let parsed = SignedData::parse(input);
    let _ = format!("{parsed:?}");
    let Ok(signed) = &parsed else { return Verdict::of(&parsed) };
    let verified = if signed.is_attached() {
        verifier().verify_attached(signed, now, unchecked)
    } else {
        verifier().verify_detached(signed, DetachedContent::Bytes(content), now, unchecked)
    };
    if let Ok(verified) = &verified {
        assert!(verified.content().is_none_or(|verified| verified == *content));
        let [signer] = verified.signers() else { panic!("one signer") };
        assert_eq!(signer.path().leaf().der(), adult_sign());
    }
    Verdict::of(&verified)
}

/// The last 21 bytes are a serial and its length. Whatever is in the bytes, they are searched within bounds; a header
/// that opens says the truth about the length.
fn index(input: &[u8]) -> Verdict {
    let Some((bytes, [serial @ .., length])) = input.split_last_chunk::<21>() else {
        return Verdict::Refused;
    };
    let opened = CrlIndex::open_trusted(bytes);
    if let Ok(index) = &opened {
        let _ = format!("{index:?} {:?} {:?}", index.number(), index.names());
        let (_, serial) = serial.split_at(usize::from(length % 21));
        let answer = index.entry(serial);
        if bytes == genuine_index() {
            let serial: Vec<u8> = serial.iter().copied().skip_while(|byte| *byte == 0).collect();
            let listed = (0x14..0x17).any(|last| serial == [0x22, 0x7B, last]);
            assert_eq!(answer.map(|found| found.is_some()), Ok(listed));
        }
    }
    Verdict::of(&opened)
}

/// Numbers are written with a sign; ours are given without.
fn without_sign(integer: &[u8]) -> &[u8] {
    integer.strip_prefix(&[0]).unwrap_or(integer)
}

fn same_time(ours: Time, theirs: x509_cert::time::Time) {
    assert_eq!(u64::try_from(ours.unix()).ok(), Some(theirs.to_unix_duration().as_secs()));
}

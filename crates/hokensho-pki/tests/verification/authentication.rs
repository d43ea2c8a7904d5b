//! A holder who proves to be there.

use hokensho_mock::Persona;
use hokensho_mock::pki::{Authority, Key, Reason, Revoked};
use hokensho_pki::{
    Audience, Certificate, CertificateName, CertificateState, Challenge, Crl, Document, Error, Purpose,
    RevocationPolicy, VerifiedHolder, sha256,
};

use super::revocation::{ADULT, revoked, tbs};
use super::setting::{CHIYODA, adult, now, unchecked, verifier};

fn clinic() -> Audience {
    Audience::new("eligibility", "1312345678")
}

fn challenge(random: u8) -> Challenge {
    Challenge::new([random; 32], &clinic(), now())
}

/// What the adult's card answers.
fn answer(challenge: &Challenge) -> [u8; 256] {
    adult().auth_key().sign_padded(&challenge.digest_info()).unwrap()
}

fn authenticate(
    challenge: Challenge,
    signature: &[u8],
    audience: &Audience,
    after_seconds: i64,
) -> Result<VerifiedHolder, Error> {
    let (adult, verifier) = (adult(), verifier());
    let leaf = adult.auth_certificate().unwrap();
    let path = verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap();
    unchecked(path).authenticate(challenge, signature, audience, now().after(after_seconds))
}

#[test]
fn the_holder_of_the_key_is_verified() {
    let challenge = challenge(1);
    let signature = answer(&challenge);
    let holder = authenticate(challenge, &signature, &clinic(), 10).unwrap();
    let adult = adult();
    assert_eq!(holder.leaf(), adult.auth_certificate().unwrap());
    assert_eq!(holder.certificate().serial(), [0x22, 0x7B, 0x13]);
    assert_eq!(holder.state(), CertificateState::NotChecked);
}

#[test]
fn refuses_the_answer_to_another_challenge() {
    let refused = authenticate(challenge(2), &answer(&challenge(1)), &clinic(), 10);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Challenge });
}

#[test]
fn refuses_an_answer_to_the_same_random_bytes_at_another_time() {
    let yesterday = Challenge::new([1; 32], &clinic(), now().after(-86_400));
    let refused = authenticate(challenge(1), &answer(&yesterday), &clinic(), 10);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Challenge });
}

#[test]
fn refuses_a_challenge_of_another_institution() {
    let challenge = challenge(1);
    let signature = answer(&challenge);
    let other = Audience::new("eligibility", "1398765432");
    assert_eq!(authenticate(challenge, &signature, &other, 10).unwrap_err(), Error::ChallengeForeign);
}

#[test]
fn refuses_a_challenge_for_another_purpose() {
    let challenge = challenge(1);
    let signature = answer(&challenge);
    let other = Audience::new("consent", "1312345678");
    assert_eq!(authenticate(challenge, &signature, &other, 10).unwrap_err(), Error::ChallengeForeign);
}

#[test]
fn an_answer_may_take_as_long_as_allowed_and_no_longer() {
    let by = |seconds| {
        let challenge = challenge(1).with_max_age(60);
        let signature = answer(&challenge);
        authenticate(challenge, &signature, &clinic(), seconds).map(|_| ())
    };
    assert_eq!(by(0), Ok(()));
    assert_eq!(by(60), Ok(()));
    assert_eq!(by(61), Err(Error::ChallengeLate { max_age_seconds: 60 }));
    assert_eq!(by(-1), Err(Error::ChallengeNotYet));
}

#[test]
fn refuses_the_answer_of_another_card() {
    let challenge = challenge(1);
    let other = Persona::named("child").unwrap();
    let signature = other.auth_key().sign_padded(&challenge.digest_info()).unwrap();
    let refused = authenticate(challenge, &signature, &clinic(), 10);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Challenge });
}

#[test]
fn refuses_a_signature_that_is_cut_padded_or_empty() {
    for change in [
        |s: &mut Vec<u8>| s.truncate(255),
        |s: &mut Vec<u8>| s.push(0),
        Vec::clear,
        |s: &mut Vec<u8>| s.insert(0, 0),
    ] {
        let challenge = challenge(1);
        let mut signature = answer(&challenge).to_vec();
        change(&mut signature);
        let refused = authenticate(challenge, &signature, &clinic(), 10);
        assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Challenge });
    }
}

#[test]
fn refuses_a_signature_over_the_bare_digest() {
    // Without the DigestInfo around it the algorithm isn't signed.
    let challenge = challenge(1);
    let signature = adult().auth_key().sign_padded(&sha256(&challenge.message())).unwrap();
    let refused = authenticate(challenge, &signature, &clinic(), 10);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Challenge });
}

#[test]
fn refuses_a_digest_info_without_null_or_with_trailing_bytes() {
    let without_null = |challenge: &Challenge| {
        let head = [0x30, 0x2F, 0x30, 0x0B, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 4, 0x20];
        [&head[..], &sha256(&challenge.message())].concat()
    };
    let trailing = |challenge: &Challenge| [&challenge.digest_info()[..], &[0]].concat();
    for signed in [without_null(&challenge(1)), trailing(&challenge(1))] {
        let signature = adult().auth_key().sign_padded(&signed).unwrap();
        let refused = authenticate(challenge(1), &signature, &clinic(), 10);
        assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Challenge });
    }
}

#[test]
fn refuses_pss_in_place_of_pkcs_1() {
    let challenge = challenge(1);
    let signature = adult().auth_key().sign_pss(&sha256(&challenge.message()), &[7; 32]);
    let refused = authenticate(challenge, &signature, &clinic(), 10);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Challenge });
}

#[test]
fn a_signing_certificate_authenticates_nobody() {
    let (adult, verifier) = (adult(), verifier());
    let path = verifier.verify_path(adult.sign_certificate().unwrap(), Purpose::Signing, now()).unwrap();
    let challenge = challenge(1);
    let signature = adult.sign_key().unwrap().sign_padded(&challenge.digest_info()).unwrap();
    let refused = path.authenticate(challenge, &signature, &clinic(), now());
    assert_eq!(refused.unwrap_err(), Error::WrongPurpose { purpose: Purpose::Authentication });
}

#[test]
fn an_authentication_certificate_signs_nothing_that_binds() {
    let (adult, verifier) = (adult(), verifier());
    let path =
        verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now()).unwrap();
    let refused = path.verify_message(b"contract", &adult.auth_key().sign_sha256(b"contract"));
    assert_eq!(refused, Err(Error::WrongPurpose { purpose: Purpose::Signing }));
}

#[test]
fn a_signed_message_is_verified_as_it_stands() {
    let (adult, verifier) = (adult(), verifier());
    let path = verifier.verify_path(adult.sign_certificate().unwrap(), Purpose::Signing, now()).unwrap();
    let signature = adult.sign_key().map(|key: &Key| key.sign_sha256(b"contract")).unwrap();
    let path = unchecked(path);
    assert_eq!(path.verify_message(b"contract", &signature), Ok(()));
    let other = path.verify_message(b"contracT", &signature);
    assert_eq!(other, Err(Error::BadSignature { document: Document::Message }));
}

/// What comes of a signature if the adult's certificate is listed so, or nobody asked, under each policy.
fn verdicts(listed: Option<&[Revoked]>, sign: fn(&Challenge) -> [u8; 256]) -> [Result<(), Error>; 3] {
    let (adult, verifier) = (adult(), verifier());
    let leaf = adult.auth_certificate().unwrap();
    [RevocationPolicy::RequireGood, RevocationPolicy::AcceptStale, RevocationPolicy::AcceptNotChecked].map(
        |policy| {
            let path = verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap();
            let mut path = path.with_revocation_policy(policy);
            if let Some(revoked) = listed {
                let list = Authority::Auth.issue(&tbs(CHIYODA, revoked));
                let list = Crl::parse(&list).unwrap();
                let list = verifier.verify_crl(list, Purpose::Authentication, now()).unwrap();
                path.check_revocation(&list, now(), 0);
            }
            let signature = sign(&challenge(1));
            let present = path.present_holder(challenge(1), &signature, &clinic(), now()).map(drop);
            let holder = path.authenticate(challenge(1), &signature, &clinic(), now()).map(drop);
            assert_eq!(present, holder);
            holder
        },
    )
}

#[test]
fn a_holder_of_whose_certificate_nobody_asked_is_refused_unless_a_call_says_so() {
    let refused = Err(Error::Refused { state: CertificateState::NotChecked });
    assert_eq!(verdicts(None, answer), [refused, refused, Ok(())]);
}

#[test]
fn a_holder_whose_certificate_is_good_is_verified_under_every_policy() {
    assert_eq!(verdicts(Some(&[]), answer), [Ok(()); 3]);
}

#[test]
fn a_holder_whose_certificate_is_revoked_or_on_hold_is_refused_under_every_policy() {
    for (reason, state) in [
        (Reason::KeyCompromise, CertificateState::Revoked),
        (Reason::CertificateHold, CertificateState::Suspended),
    ] {
        let refused = Err(Error::Refused { state });
        assert_eq!(verdicts(Some(&[revoked(ADULT, reason)]), answer), [refused; 3]);
    }
}

#[test]
fn a_forged_answer_is_forged_whether_the_certificate_is_revoked_or_not() {
    let forged = Err(Error::BadSignature { document: Document::Challenge });
    let revoked = [revoked(ADULT, Reason::KeyCompromise)];
    for listed in [None, Some(&[][..]), Some(&revoked)] {
        assert_eq!(verdicts(listed, |_| [0; 256]), [forged; 3]);
    }
}

#[test]
fn a_signed_message_of_whose_certificate_nobody_asked_is_refused() {
    let (adult, verifier) = (adult(), verifier());
    let path = verifier.verify_path(adult.sign_certificate().unwrap(), Purpose::Signing, now()).unwrap();
    let signature = adult.sign_key().unwrap().sign_sha256(b"contract");
    let refused = Err(Error::Refused { state: CertificateState::NotChecked });
    assert_eq!(path.verify_message(b"contract", &signature), refused);
    let forged = Err(Error::BadSignature { document: Document::Message });
    assert_eq!(path.verify_message(b"contracT", &signature), forged);
}

#[test]
fn a_renewed_certificate_has_another_name() {
    let names = ["adult", "renewed"].map(|name| {
        let persona = Persona::named(name).unwrap();
        let leaf = Certificate::parse(persona.auth_certificate().unwrap()).unwrap();
        CertificateName::of(&leaf)
    });
    assert_ne!(names[0], names[1]);
    assert_eq!(names[0].issuer(), names[1].issuer());
}

#[test]
fn debug_output_of_extensions_says_which_are_there_and_not_what_they_say() {
    let adult = adult();
    let leaf = Certificate::parse(adult.sign_certificate().unwrap()).unwrap();
    let shown = format!("{:?}", leaf.extensions());
    assert!(shown.contains("subject_key_id") && !shown.contains("basic_constraints"), "{shown}");
    // The hash of the holder's key names the holder, as the serial does.
    let key = leaf.subject_key_id().unwrap();
    assert!(!key.is_empty() && !shown.contains(|shown: char| shown.is_ascii_digit()), "{shown}");
}

#[test]
fn debug_output_masks_serial_and_challenge() {
    let challenge = challenge(0xAB);
    assert!(!format!("{challenge:?}").contains("171"), "the random bytes stay inside");
    let signature = answer(&challenge);
    let holder = authenticate(challenge, &signature, &clinic(), 10).unwrap();
    let shown = format!("{holder:?} {:?}", holder.certificate());
    for secret in ["227B13", "227b13", "34, 123, 19"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert_eq!(holder.certificate().serial_hex(), "227B13", "only when asked");
}

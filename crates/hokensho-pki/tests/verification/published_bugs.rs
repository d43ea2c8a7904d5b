//! What went wrong in other verifiers of certificates, and must not go wrong here.

use hokensho_mock::der;
use hokensho_mock::pki::{
    Authority, Municipality, Reason as MockReason, directory_name, extension, field, signed,
};
use hokensho_pki::{
    Crl, Document, Error, Fault, Purpose, Reason, Revocation, Role, Rule, SignerRule, TestAnchors, Time,
    Verifier,
};

use super::revocation::{
    ADULT, OTHER_SCOPE, ask, ask_adult, here, point, revoked, tbs, with_points, with_scope,
};
use super::setting::{CHIYODA, Chosen, DAY, KIYOSE, NOW, adult, malformed_list, now, set, spoiled, verifier};
use super::signed_data::{self, CONTENT, Signer};

const REVOKED: Revocation =
    Revocation::Revoked { reason: Reason::Superseded, at: Time::from_unix(NOW - DAY) };

/// RUSTSEC-2026-0049: a verifier compared a list with the first distribution point of a certificate and the first name of
/// a point only. A list of the second was passed over, and whom it listed stayed good.
mod distribution_points_beyond_the_first {
    use super::*;

    fn elsewhere() -> der::Node {
        point(Authority::Auth.distribution_point(KIYOSE))
    }

    fn list_of(municipality: Municipality<'_>) -> der::Node {
        tbs(municipality, &[revoked(ADULT, MockReason::Superseded)])
    }

    #[test]
    fn refuses_a_leaf_on_the_list_of_its_second_point() {
        let leaf = with_points(&[der::sequence([elsewhere()]), der::sequence([here()])]);
        assert_eq!(ask(&leaf, &list_of(CHIYODA), now(), 0), REVOKED);
    }

    #[test]
    fn refuses_a_leaf_on_the_list_of_a_point_behind_one_that_is_not_whole() {
        let some_reasons = der::sequence([here(), der::context_bytes(1, [1, 0x40])]);
        let leaf = with_points(&[some_reasons, der::sequence([here()])]);
        assert_eq!(ask(&leaf, &list_of(CHIYODA), now(), 0), REVOKED);
    }

    #[test]
    fn refuses_a_leaf_on_the_list_of_the_second_name_of_its_point() {
        let names = [KIYOSE, CHIYODA].map(|place| directory_name(Authority::Auth.distribution_point(place)));
        let leaf = with_points(&[der::sequence([der::context(0, [der::context(0, names)])])]);
        assert_eq!(ask(&leaf, &list_of(CHIYODA), now(), 0), REVOKED);
    }

    #[test]
    fn refuses_a_leaf_on_a_list_whose_second_name_is_that_of_its_point() {
        let names = [KIYOSE, CHIYODA].map(|place| directory_name(Authority::Auth.distribution_point(place)));
        let mut list = list_of(CHIYODA);
        list.replace(&[6, 0, 2, 2, 0, 0, 0], der::context(0, names)).unwrap();
        assert_eq!(ask_adult(&list), REVOKED);
    }
}

/// RUSTSEC-2026-0048 (CVE-2026-4428): a verifier took lists that are cut into parts for lists of something else, whatever
/// part they were, and then took their certificates for good.
mod lists_cut_into_parts {
    use super::*;

    #[test]
    fn refuses_a_leaf_on_the_list_of_its_part() {
        assert_eq!(ask_adult(&tbs(CHIYODA, &[revoked(ADULT, MockReason::Superseded)])), REVOKED);
    }

    #[test]
    fn refuses_a_leaf_on_the_list_of_its_part_and_kind() {
        let mut list = tbs(CHIYODA, &[revoked(ADULT, MockReason::Superseded)]);
        list.insert(&[6, 0, 2, 2, 0, 1], der::context_bytes(1, [0xFF])).unwrap();
        assert_eq!(ask_adult(&list), REVOKED);
    }

    #[test]
    fn refuses_to_call_a_leaf_good_for_the_list_of_another_part() {
        assert_eq!(ask_adult(&tbs(KIYOSE, &[])), OTHER_SCOPE);
        assert_eq!(
            ask_adult(&with_scope(&[point(Authority::Sign.distribution_point(CHIYODA))])),
            OTHER_SCOPE
        );
    }
}

/// RUSTSEC-2026-0104: a verifier panicked at a list for some reasons that names none, before it looked at the signature.
mod empty_bit_strings {
    use super::*;

    #[test]
    fn refuses_a_list_for_no_reasons() {
        for reasons in [&[0][..], &[], &[7], &[0, 0]] {
            let list = with_scope(&[der::context_bytes(3, reasons)]);
            malformed_list(&Authority::Auth.issue(&list), Fault::PartialList);
        }
    }

    #[test]
    fn refuses_to_call_a_leaf_good_whose_point_is_for_no_reasons() {
        for reasons in [&[0][..], &[], &[7], &[0, 0]] {
            let leaf = with_points(&[der::sequence([here(), der::context_bytes(1, reasons)])]);
            assert_eq!(ask(&leaf, &tbs(CHIYODA, &[]), now(), 0), OTHER_SCOPE);
        }
    }

    #[test]
    fn refuses_a_key_usage_of_nothing() {
        for bits in [&[0][..], &[], &[7], &[0, 0]] {
            let usage = extension::critical(extension::KEY_USAGE, der::Node::new(0x03, bits));
            super::super::setting::malformed(
                &spoiled(|tbs| set(tbs, extension::KEY_USAGE, usage)),
                Fault::BitString,
            );
        }
    }
}

/// RUSTSEC-2026-0046: of several signers, only the last one's certificate was held against the trusted CAs.
mod signers_before_the_last {
    use super::*;

    /// Somebody who certified himself under the CA's name.
    fn impostor() -> Signer {
        let mut impostor = Signer::of("elderly", CONTENT);
        let tbs = hokensho_mock::Persona::named("elderly").unwrap().sign_tbs().unwrap();
        impostor.certificate = signed(&tbs, &impostor.key).encode();
        impostor
    }

    fn by_both(first: &Signer, second: &Signer) -> Result<(), Error> {
        let signers = vec![first.sign(CONTENT), second.sign(CONTENT)];
        let certificates: [&[u8]; 2] = [&first.certificate, &second.certificate];
        signed_data::verify(&signed_data::signed_data(Some(CONTENT), &certificates, signers))
    }

    fn forged(signer: usize) -> Result<(), Error> {
        Err(Error::BadSignature { document: Document::SignerCertificate { signer } })
    }

    #[test]
    fn refuses_an_impostor_who_signs_first() {
        assert_eq!(by_both(&impostor(), &signed_data::adult()), forged(0));
    }

    #[test]
    fn refuses_an_impostor_who_signs_last() {
        assert_eq!(by_both(&signed_data::adult(), &impostor()), forged(1));
    }

    #[test]
    fn refuses_an_impostor_who_signs_alone() {
        assert_eq!(signed_data::verify(&signed_data::by(&impostor())), forged(0));
    }
}

/// RUSTSEC-2026-0047: with signed attributes, their digest was compared with the content and the signature over them
/// not checked.
mod signatures_over_attributes {
    use super::*;

    const BAD: Result<(), Error> =
        Err(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } });

    fn signed_with(signer: &Signer, signature: &[u8]) -> Result<(), Error> {
        let signers = vec![signer.signed_with(signature)];
        signed_data::verify(&signed_data::signed_data(Some(CONTENT), &[&signer.certificate], signers))
    }

    #[test]
    fn refuses_right_attributes_under_any_signature() {
        assert_eq!(signed_with(&signed_data::adult(), &[0x5A; 256]), BAD);
    }

    #[test]
    fn refuses_right_attributes_under_the_signature_over_the_content() {
        let adult = signed_data::adult();
        assert_eq!(signed_with(&adult, &adult.key.sign_sha256(CONTENT)), BAD);
    }

    #[test]
    fn refuses_right_attributes_under_another_keys_signature() {
        let mut adult = signed_data::adult();
        adult.key = Signer::of("elderly", CONTENT).key;
        assert_eq!(signed_data::verify(&signed_data::by(&adult)), BAD);
    }

    #[test]
    fn refuses_a_right_signature_over_attributes_of_another_content() {
        let other = Signer::of("adult", b"I give no consent.");
        let refused = Error::Signer { signer: 0, rule: SignerRule::MessageDigest };
        assert_eq!(signed_data::verify(&signed_data::by(&other)), Err(refused));
    }

    #[test]
    fn refuses_no_attributes_under_any_signature() {
        assert_eq!(signed_with(&signed_data::adult().without_attributes(), &[0x5A; 256]), BAD);
    }
}

/// GHSA-58hw-cg5m-88rp: a reader of JPKI's certificates checked the signature of the CA, but neither its validity nor its
/// key usage, its basic constraints or its key identifier.
mod issuers_beyond_their_signature {
    use super::*;

    /// A verifier that was to trust a CA that isn't right, and the adult's leaf.
    fn with_ca(spoil: impl FnOnce(&mut der::Node)) -> Result<(), Error> {
        let mut tbs = Authority::Auth.certificate_tbs();
        spoil(&mut tbs);
        let mut anchors = TestAnchors::new();
        anchors.accept(Purpose::Authentication, &Authority::Auth.issue(&tbs))?;
        let (verifier, adult) = (Verifier::new(Chosen, &anchors), adult());
        verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now()).map(drop)
    }

    fn broken(rule: Rule) -> Result<(), Error> {
        Err(Error::Rule { role: Role::Anchor, rule })
    }

    #[test]
    fn refuses_the_leaf_of_a_ca_that_has_ended() {
        let refused = with_ca(|ca| {
            ca.replace(&[field::VALIDITY, 1], der::utc_time(NOW - 1)).unwrap();
        });
        assert_eq!(refused, Err(Error::Expired { role: Role::Anchor }));
    }

    #[test]
    fn refuses_the_leaf_of_a_ca_that_has_not_begun() {
        let refused = with_ca(|ca| {
            ca.replace(&[field::VALIDITY, 0], der::utc_time(NOW + 1)).unwrap();
        });
        assert_eq!(refused, Err(Error::NotYetValid { role: Role::Anchor }));
    }

    #[test]
    fn refuses_the_leaf_of_a_ca_that_may_not_sign_certificates() {
        let refused = with_ca(|ca| set(ca, extension::KEY_USAGE, extension::key_usage(1, 0b0000_0010)));
        assert_eq!(refused, broken(Rule::AnchorSignsCertificates));
    }

    #[test]
    fn refuses_the_leaf_of_a_ca_that_is_none() {
        let none = extension::critical(extension::BASIC_CONSTRAINTS, der::sequence([]));
        assert_eq!(
            with_ca(|ca| set(ca, extension::BASIC_CONSTRAINTS, none)),
            broken(Rule::AnchorIsAuthority)
        );
    }

    #[test]
    fn refuses_the_leaf_of_a_ca_with_another_key_identifier() {
        let identifier = der::octets(Authority::Sign.key().identifier());
        let other = extension::plain(extension::SUBJECT_KEY_IDENTIFIER, identifier);
        let (document, purpose) = (Document::Certificate, Purpose::Authentication);
        let refused = with_ca(|ca| set(ca, extension::SUBJECT_KEY_IDENTIFIER, other));
        assert_eq!(refused, Err(Error::AnchorUnknown { document, purpose }));
    }

    #[test]
    fn refuses_a_leaf_that_a_citizen_issued() {
        let (adult, verifier) = (adult(), verifier());
        let citizen = hokensho_mock::Persona::named("elderly").unwrap();
        let issuer = citizen.auth_certificate().unwrap();
        let mut tbs = adult.auth_tbs();
        let name = citizen.auth_tbs().at(&[field::SUBJECT]).unwrap().clone();
        tbs.replace(&[field::ISSUER], name).unwrap();
        let key = der::context_bytes(0, citizen.auth_key().identifier());
        let key = extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([key]));
        set(&mut tbs, extension::AUTHORITY_KEY_IDENTIFIER, key);
        let leaf = signed(&tbs, citizen.auth_key()).encode();
        let refused = verifier.verify_path_through(&leaf, &[issuer], Purpose::Authentication, now());
        let (role, rule) = (Role::Issuer { above: 0 }, Rule::IssuerIsAuthority);
        assert_eq!(refused.map(drop), Err(Error::Rule { role, rule }));
    }

    #[test]
    fn refuses_a_list_that_a_citizen_issued() {
        let key = Signer::of("adult", CONTENT).key;
        let list = signed(&tbs(CHIYODA, &[]), &key).encode();
        let refused = verifier().verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now());
        assert_eq!(refused.map(drop), Err(Error::BadSignature { document: Document::RevocationList }));
    }
}

//! Signatures that aren't the CA's over what they stand beside, and algorithms that aren't the CA's.

use hokensho_mock::pki::field::SIGNATURE;
use hokensho_mock::pki::{Authority, Key, sha256_with_rsa};
use hokensho_pki::{Document, sha256};

use super::spoiled::Spoiled;
use super::*;

const SHA256: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];

const fn bad(document: Document) -> Error {
    Error::BadSignature { document }
}

fn unsupported(document: Document, dotted: &str) -> Error {
    Error::AlgorithmUnsupported { document, oid: oid(dotted) }
}

/// A signature over something else than the padded DigestInfo of the leaf.
fn padded(data: impl FnOnce([u8; 32]) -> Vec<u8>) -> Spoiled {
    let body = hokensho_mock::Persona::named("adult").unwrap().auth_tbs().encode();
    let signature = Authority::Auth.key().sign_padded(&data(sha256(&body))).unwrap();
    leaf().replace(Outside(&[2]), der::bits(0, &signature))
}

/// Both algorithms of a document, inside and outside.
fn signed_as(spoiled: Spoiled, inside: Place<'_>, outside: &[usize], algorithm: &[u32]) -> Spoiled {
    let algorithm = der::sequence([der::oid(algorithm), der::null()]);
    spoiled.replace(inside, algorithm.clone()).replace(Outside(outside), algorithm)
}

/// Tests of the frame around what is signed: the same for certificates, lists and answers.
macro_rules! frame {
    ($of:ident, $document:expr, $algorithm:expr, $signature:expr) => {
        refusals! { $of {
            refuses_a_bit_of_the_signature_turned:
                change(Outside($signature), |bits| { let mut b = bits.body(); b[77] ^= 1; Node::new(0x03, b) }) => bad($document);
            refuses_the_signature_cut:
                change(Outside($signature), |bits| Node::new(0x03, &bits.body()[..256])) => bad($document);
            refuses_the_signature_with_a_byte_more:
                change(Outside($signature), |bits| Node::new(0x03, [&bits.body()[..], &[0]].concat())) => bad($document);
            refuses_a_signature_of_zeros: replace(Outside($signature), der::bits(0, &[0; 256])) => bad($document);
            refuses_an_empty_signature: replace(Outside($signature), der::bits(0, &[])) => bad($document);
            refuses_a_signature_of_stray_bits:
                change(Outside($signature), |bits| der::bits(1, &bits.body()[1..])) => Fault::BitString;
            refuses_a_signature_of_no_bytes: replace(Outside($signature), Node::new(0x03, [])) => Fault::BitString;
            refuses_a_signature_that_is_no_bit_string:
                change(Outside($signature), |bits| bits.with_tag(0x04)) => tag(0x03, 0x04);
            refuses_no_signature: remove(Outside($signature)) => Fault::Truncated;
            refuses_no_outer_algorithm: remove(Outside($algorithm)) => tag(0x30, 0x03);
            refuses_an_outer_algorithm_without_parameters:
                replace(Outside($algorithm), der::sequence([sha256_with_rsa().children()[0].clone()]))
                => Fault::AlgorithmParameters, at Outside(&[&$algorithm[..], &[1]].concat());
            refuses_an_outer_algorithm_with_other_parameters:
                replace(Outside(&[&$algorithm[..], &[1]].concat()), der::integer(&[1])) => Fault::AlgorithmParameters;
            refuses_an_outer_algorithm_with_more:
                insert(Outside(&[&$algorithm[..], &[2]].concat()), der::null()) => Fault::AlgorithmParameters,
                at Outside(&[&$algorithm[..], &[1]].concat());
        } }
    };
}

mod of_a_leaf {
    use super::*;

    frame!(leaf, Document::Certificate, &[1], &[2]);

    refusals! { leaf {
        refuses_another_algorithm_outside:
            replace(Outside(&[1, 0]), der::oid(SHA1_WITH_RSA)) => Fault::AlgorithmMismatch, at Field(&[SIGNATURE]);
        refuses_another_algorithm_inside:
            replace(Field(&[SIGNATURE, 0]), der::oid(SHA1_WITH_RSA)) => Fault::AlgorithmMismatch, at Field(&[SIGNATURE]);
        refuses_a_fourth_part: insert(Outside(&[3]), der::null()) => Fault::TrailingBytes;
    } }

    #[test]
    fn refuses_md5_sha_1_and_sha_512() {
        for (last, dotted) in
            [(4, "1.2.840.113549.1.1.4"), (5, "1.2.840.113549.1.1.5"), (13, "1.2.840.113549.1.1.13")]
        {
            let arcs = &[1, 2, 840, 113_549, 1, 1, last];
            signed_as(leaf(), Field(&[SIGNATURE]), &[1], arcs)
                .assert_refused(unsupported(Document::Certificate, dotted));
        }
    }

    #[test]
    fn refuses_a_key_algorithm_in_place_of_a_signature_algorithm() {
        let refused = signed_as(leaf(), Field(&[SIGNATURE]), &[1], &[1, 2, 840, 113_549, 1, 1, 1]);
        refused.assert_refused(unsupported(Document::Certificate, "1.2.840.113549.1.1.1"));
    }

    #[test]
    fn refuses_a_bare_hash_in_the_padding() {
        padded(|hash| hash.to_vec()).assert_refused(bad(Document::Certificate));
    }

    #[test]
    fn refuses_bytes_after_the_hash_in_the_padding() {
        padded(|hash| [&Key::digest_info(&hash)[..], &[0; 4]].concat())
            .assert_refused(bad(Document::Certificate));
    }

    #[test]
    fn refuses_a_hash_without_parameters_in_the_padding() {
        let info = |hash| der::sequence([der::sequence([der::oid(SHA256)]), der::octets(hash)]).encode();
        padded(info).assert_refused(bad(Document::Certificate));
    }

    #[test]
    fn refuses_a_hash_of_another_name_in_the_padding() {
        const SHA512_256: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 6];
        let algorithm = der::sequence([der::oid(SHA512_256), der::null()]);
        padded(|hash| der::sequence([algorithm, der::octets(hash)]).encode())
            .assert_refused(bad(Document::Certificate));
    }

    #[test]
    fn refuses_lengths_of_ber_in_the_padding() {
        let algorithm = der::sequence([der::oid(SHA256), der::null()]);
        let info =
            |hash| der::sequence([algorithm, der::octets(hash)]).with_length(der::Length::Long(0)).encode();
        padded(info).assert_refused(bad(Document::Certificate));
    }

    #[test]
    fn refuses_the_signature_over_another_leaf() {
        let other = hokensho_mock::Persona::named("elderly").unwrap().auth_tbs();
        let signature = Authority::Auth.key().sign_sha256(&other.encode());
        leaf().replace(Outside(&[2]), der::bits(0, &signature)).assert_refused(bad(Document::Certificate));
    }

    #[test]
    fn refuses_the_signature_of_the_holder() {
        let adult = hokensho_mock::Persona::named("adult").unwrap();
        let signature = adult.auth_key().sign_sha256(&adult.auth_tbs().encode());
        leaf().replace(Outside(&[2]), der::bits(0, &signature)).assert_refused(bad(Document::Certificate));
    }
}

mod of_a_list {
    use super::*;

    frame!(list, Document::RevocationList, &[1], &[2]);

    refusals! { list {
        refuses_another_algorithm_outside:
            replace(Outside(&[1, 0]), der::oid(SHA1_WITH_RSA)) => Fault::AlgorithmMismatch, at Field(&[1]);
        refuses_another_algorithm_inside:
            replace(Field(&[1, 0]), der::oid(SHA1_WITH_RSA)) => Fault::AlgorithmMismatch, at Field(&[1]);
        refuses_a_fourth_part: insert(Outside(&[3]), der::null()) => Fault::TrailingBytes;
    } }

    #[test]
    fn refuses_sha_1() {
        let refused = signed_as(list(), Field(&[1]), &[1], SHA1_WITH_RSA);
        refused.assert_refused(unsupported(Document::RevocationList, "1.2.840.113549.1.1.5"));
    }
}

mod of_an_answer {
    use super::*;

    frame!(answer, Document::OcspResponse, &[1, 0, 1, 0, 1], &[1, 0, 1, 0, 2]);

    refusals! { answer {
        refuses_sha_1:
            replace(Outside(&[1, 0, 1, 0, 1, 0]), der::oid(SHA1_WITH_RSA))
            => unsupported(Document::OcspResponse, "1.2.840.113549.1.1.5");
    } }
}

mod of_a_responder {
    use super::*;

    frame!(responder, Document::ResponderCertificate, &[1], &[2]);
}

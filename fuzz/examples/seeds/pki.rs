use hokensho_fuzz::{genuine_index, genuine_leaves, genuine_list, genuine_responses, genuine_signed_data};
use hokensho_mock::Persona;
use hokensho_mock::pki::{Application as Signer, Authority};

use crate::{Result, Seed, seed};

/// A CA certificate of J-LIS, which no code of ours has written.
const CA: &[u8] = include_bytes!("../../../crates/hokensho-pki/tests/data/j-lis/authca03.cer");

/// Signed data by `openssl cms`.
const OPENSSL: &[u8] = include_bytes!("../../../crates/hokensho-pki/tests/data/openssl/attached.der");
const OPENSSL_DETACHED: &[u8] =
    include_bytes!("../../../crates/hokensho-pki/tests/data/openssl/detached.der");
const OPENSSL_STREAMED: &[u8] =
    include_bytes!("../../../crates/hokensho-pki/tests/data/openssl/streamed.der");

pub(crate) fn seeds() -> Result<Vec<Seed>> {
    let [certificate, list, cv_certificate, leaf, signed_list, response, signed_data, index] =
        [0, 1, 2, 3, 4, 5, 6, 7];
    // A serial, and how much of it to leave out.
    let listed = [&[0; 17][..], &[0x22, 0x7B, 0x14, 17]].concat();
    let [by_ca, by_responder] = genuine_responses();
    let adult = Persona::named("adult")?;
    let auth = adult.auth_certificate().ok_or("no certificate")?;
    let sign = adult.sign_certificate().ok_or("no certificate")?;
    let flipped = |der: &[u8]| {
        let (last, rest) = der.split_last().ok_or("empty")?;
        Ok::<_, Box<dyn std::error::Error>>([rest, &[last ^ 1]].concat())
    };
    let [text, visual] = [Signer::Text, Signer::Visual].map(|signer| {
        let certificate = signer.cv_certificate();
        let part = |part| certificate.at(&[part]).map(hokensho_mock::der::Node::body);
        [part(0).unwrap_or_default(), part(1).unwrap_or_default()].concat()
    });
    let ended = Persona::named("expired")?;
    let ended = ended.auth_certificate().ok_or("no certificate")?;
    assert!(genuine_leaves().iter().any(|leaf| leaf == auth));
    Ok(vec![
        seed(certificate, "certificate-auth", auth),
        seed(certificate, "certificate-sign", sign),
        seed(certificate, "certificate-ca", Authority::Sign.certificate()),
        seed(certificate, "certificate-ca-of-j-lis", CA),
        seed(certificate, "refused-certificate-cut", auth.split_at(auth.len() / 2).0),
        seed(certificate, "refused-certificate-trailing", &[auth, &[0]].concat()),
        seed(list, "list", genuine_list()),
        seed(list, "refused-list-that-is-a-certificate", auth),
        seed(cv_certificate, "cv-certificate-text", &text),
        seed(cv_certificate, "cv-certificate-visual", &visual),
        seed(cv_certificate, "refused-cv-certificate-signature", &flipped(&visual)?),
        seed(leaf, "leaf", auth),
        seed(leaf, "refused-leaf-signature", &flipped(auth)?),
        seed(leaf, "refused-leaf-of-the-other-ca", sign),
        seed(leaf, "refused-leaf-that-is-the-ca", Authority::Auth.certificate()),
        seed(leaf, "refused-leaf-that-has-ended", ended),
        seed(signed_list, "signed-list", genuine_list()),
        seed(response, "response-of-the-ca", by_ca),
        seed(response, "response-of-a-responder", by_responder),
        seed(response, "refused-response-signature", &flipped(by_ca)?),
        seed(response, "refused-response-cut", by_responder.split_at(by_responder.len() / 2).0),
        seed(response, "refused-response-try-later", &[0x30, 0x03, 0x0A, 0x01, 0x03]),
        seed(index, "index", &[genuine_index(), &listed].concat()),
        seed(index, "refused-index-cut", &[genuine_index().split_at(200).0, &listed].concat()),
        seed(index, "refused-index-header", &[&[0xFF], genuine_index().split_at(1).1, &listed].concat()),
        seed(signed_list, "refused-signed-list-signature", &flipped(genuine_list())?),
        seed(signed_data, "signed-data", &genuine_signed_data().1),
        seed(signed_data, "signed-data-by-openssl", OPENSSL),
        seed(signed_data, "signed-data-by-openssl-detached", OPENSSL_DETACHED),
        seed(signed_data, "refused-signed-data-signature", &flipped(&genuine_signed_data().1)?),
        seed(signed_data, "refused-signed-data-streamed", OPENSSL_STREAMED),
    ])
}

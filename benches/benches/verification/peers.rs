//! Others who do the same work, or part of it.

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use hokensho::pki::{AwsLcRs, Backend, RustCrypto};
use hokensho_benches::{Bar, Bars, Contest, Entry, Figure, NOW, Results, Shade, Target, picture};
use hokensho_mock::pki::{Authority, extension};
use openssl::stack::Stack;
use openssl::x509::store::{X509Store, X509StoreBuilder};
use openssl::x509::verify::X509VerifyParam;
use openssl::x509::{X509, X509PurposeId, X509StoreContext, X509StoreContextRef};
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{EndEntityCert, KeyUsage};
use x509_cert::der::{Decode, Encode};

use crate::side::{Entries, SCHEME, Setting, Side, Whole};

/// Whatever they have ready.
pub(crate) struct Peers {
    aws_lc_rs: Side<AwsLcRs>,
    openssl: X509Store,
    webpki: TrustAnchor<'static>,
    /// A leaf whose policies aren't critical: rustls-webpki refuses every leaf of JPKI, since it knows no policies.
    easier: Vec<u8>,
    rsa: <RustCrypto as Backend>::Key,
}

/// Their places in the contest.
pub(crate) struct PeerEntries {
    aws_lc_rs: Entries,
    openssl: Entry,
    webpki: Entry,
    x509_cert: Entry,
}

impl Peers {
    pub(crate) fn new(setting: &Setting<'_>) -> Result<Self, Box<dyn Error>> {
        let mut at = X509VerifyParam::new()?;
        at.set_time(NOW);
        at.set_purpose(X509PurposeId::SSL_CLIENT)?;
        let mut openssl = X509StoreBuilder::new()?;
        openssl.add_cert(X509::from_der(setting.ca.der())?)?;
        openssl.set_param(&at)?;

        let mut easier = setting.adult.persona().auth_tbs();
        let policies = extension::path(&easier, extension::CERTIFICATE_POLICIES).ok_or("no policies")?;
        easier.remove(&[&policies[..], &[1]].concat())?; // the flag
        Ok(Self {
            aws_lc_rs: Side::new("aws-lc-rs", AwsLcRs, setting)?,
            openssl: openssl.build(),
            webpki: webpki::anchor_from_trusted_cert(&CertificateDer::from(setting.ca.der()))?.to_owned(),
            easier: Authority::Auth.issue(&easier),
            rsa: RustCrypto.prepare(setting.ca.public_key())?,
        })
    }

    pub(crate) fn enter<'w>(
        &'w self,
        setting: &'w Setting<'_>,
        contest: &mut Contest<'w>,
    ) -> Result<PeerEntries, Box<dyn Error>> {
        let der = setting.leaf.der();
        let aws_lc_rs = self.aws_lc_rs.enter(setting, contest)?;
        contest.enter("peer/x509-cert/parse", || x509_cert::Certificate::from_der(black_box(der)))?;
        contest.enter("peer/openssl/parse", || X509::from_der(black_box(der)))?;
        Ok(PeerEntries {
            aws_lc_rs,
            openssl: contest.enter("peer/openssl/path", || self.by_openssl(black_box(der)))?,
            webpki: contest.enter("peer/rustls-webpki with aws-lc-rs/path of an easier leaf", || {
                self.by_webpki(black_box(&self.easier))
            })?,
            x509_cert: contest
                .enter("peer/x509-cert with rsa/signature alone", || self.by_x509_cert(black_box(der)))?,
        })
    }

    /// Signature, validity, usage, criticality, by X509_verify_cert; policies and revocation aren't asked.
    fn by_openssl(&self, der: &[u8]) -> Result<(), Box<dyn Error>> {
        let (leaf, no_others) = (X509::from_der(der)?, Stack::new()?);
        let verified = X509StoreContext::new()?.init(
            &self.openssl,
            &leaf,
            &no_others,
            X509StoreContextRef::verify_cert,
        )?;
        if verified { Ok(()) } else { Err("OpenSSL refuses the leaf".into()) }
    }

    fn by_webpki(&self, der: &[u8]) -> Result<(), webpki::Error> {
        let der = CertificateDer::from(der);
        let now = UnixTime::since_unix_epoch(Duration::from_secs(NOW.unsigned_abs()));
        let (algorithms, anchors) = ([webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256], [self.webpki.clone()]);
        EndEntityCert::try_from(&der)?
            .verify_for_usage(&algorithms, &anchors, &[], now, KeyUsage::client_auth(), None, None)
            .map(drop)
    }

    /// It keeps no signed bytes, so that they are written anew; no rule of paths is checked.
    fn by_x509_cert(&self, der: &[u8]) -> Result<(), Box<dyn Error>> {
        let leaf = x509_cert::Certificate::from_der(der)?;
        let signed = leaf.tbs_certificate().to_der()?;
        Ok(RustCrypto.verify(&self.rsa, SCHEME, &signed, leaf.signature().raw_bytes())?)
    }
}

impl PeerEntries {
    pub(crate) fn figures(&self, results: &Results, rust_crypto: Entries) -> Vec<Figure> {
        let ours = [("aws-lc-rs", self.aws_lc_rs, 5.0), ("rustcrypto", rust_crypto, 2.5)];
        let yardstick = results.nanoseconds(self.aws_lc_rs.path.bare);
        let mut figures = Vec::new();
        for (name, entries, least) in ours {
            let rest = results.nanoseconds(entries.path.whole) - results.nanoseconds(entries.path.bare);
            let name_of_rest = format!("a path less its bare signature ({name}), of AWS-LC's bare signature");
            figures.push(Figure::new(name_of_rest, rest / yardstick, Target::AtMost(0.2)));
            let times = results.ratio(self.openssl, entries.path.whole);
            let name = format!("OpenSSL's path, in times of ours ({name})");
            figures.push(Figure::new(name, times, Target::AtLeast(least)));
        }
        for (name, entries, _) in ours {
            figures.extend(entries.of_arithmetic(name, results));
        }
        figures
    }

    pub(crate) fn picture(&self, results: &Results, rust_crypto: Entries) -> String {
        let bare = self.aws_lc_rs.path.bare;
        let parts = |entry: Whole, unit| {
            let (signature, whole) = (results.ratio(entry.bare, unit), results.ratio(entry.whole, unit));
            vec![(Shade::Signature, signature), (Shade::Rest, whole - signature)]
        };
        let peer = |entry| vec![(Shade::Peer, results.ratio(entry, bare))];
        let paths = [
            Bar { name: "hokensho, aws-lc-rs", parts: parts(self.aws_lc_rs.path, bare) },
            Bar { name: "rustls-webpki, aws-lc-rs (easier leaf)", parts: peer(self.webpki) },
            Bar { name: "hokensho, rustcrypto (default)", parts: parts(rust_crypto.path, bare) },
            Bar { name: "x509-cert, rsa (signature alone)", parts: peer(self.x509_cert) },
            Bar { name: "OpenSSL, X509_verify_cert", parts: peer(self.openssl) },
        ];
        let server = |entry: Whole| parts(entry, entry.bare);
        let servers = [
            Bar { name: "aws-lc-rs, first sight", parts: server(self.aws_lc_rs.first) },
            Bar { name: "aws-lc-rs, path remembered", parts: server(self.aws_lc_rs.again) },
            Bar { name: "rustcrypto, first sight", parts: server(rust_crypto.first) },
            Bar { name: "rustcrypto, path remembered", parts: server(rust_crypto.again) },
        ];
        picture(&[
            Bars {
                title: "From the bytes of a leaf to a verdict",
                unit: "In times of one bare check of an RSA-2048 signature by AWS-LC (blue: the bare check of the same backend)",
                bars: &paths,
                mark: None,
            },
            Bars {
                title: "A server's authentication: path, revocation, challenge",
                unit: "In times of its bare signatures, two at first sight and one afterwards (red: where they are 0.9 of all)",
                bars: &servers,
                mark: Some(1.0 / 0.9),
            },
        ])
    }
}

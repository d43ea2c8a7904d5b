//! What checking costs beside what it can't do without: the bare signature, the bare hash.
//!
//! `cargo bench --bench verify`; the table of ratios comes last. Absolute times are those of the machine. With
//! `--features peers` the backend for servers is measured beside the default one.
#![allow(clippy::print_stdout, reason = "the table is for people")]

use std::convert::Infallible;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use hokensho::card::{Card, CvCertificate, DigestInfo, FaceRecord, File};
use hokensho::pki::{
    Application, Audience, Backend, Certificate, Challenge, Crl, Purpose, Revocation, RustCrypto,
    SignatureScheme, Signed, Time, Verifier, sha256,
};
use hokensho_benches::{Adult, NOW};

fn main() -> Result<(), Box<dyn Error>> {
    let mut bench = Bench {
        criterion: Criterion::default()
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_secs(1))
            .sample_size(20)
            .configure_from_args(),
        ratios: Vec::new(),
    };
    parse(&mut bench)?;
    #[cfg(feature = "peers")]
    let peer = certificate(&mut bench, hokensho::pki::AwsLcRs, "aws-lc-rs", None)?;
    #[cfg(not(feature = "peers"))]
    let peer = None;
    certificate(&mut bench, RustCrypto, "rustcrypto", peer)?;
    revocation_list(&mut bench)?;
    face_record(&mut bench)?;
    bench.finish();
    Ok(())
}

fn parse(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let adult = Adult::new()?;
    let der = adult.persona().auth_certificate().ok_or("no certificate")?;
    bench.time("certificate/parse", || Certificate::parse(black_box(der))).map(drop)
}

/// Measures what is checked of a leaf, beside the bare signature of its CA by the same backend and by a peer. The result
/// is the former.
fn certificate<B: Backend + Copy>(
    bench: &mut Bench,
    backend: B,
    name: &str,
    peer: Option<Duration>,
) -> Result<Option<Duration>, Box<dyn Error>> {
    let adult = Adult::new()?;
    let der = adult.persona().auth_certificate().ok_or("no certificate")?;
    let now = Time::from_unix(NOW);

    let leaf = Certificate::parse(der)?;
    let ca = Certificate::parse(adult.persona().auth_ca_certificate())?;
    let key = backend.prepare(ca.public_key())?;
    let bare = bench.time(&format!("certificate/{name}/bare signature"), || {
        backend.verify(&key, SignatureScheme::RsaPkcs1Sha256, black_box(leaf.signed()), leaf.signature())
    })?;

    let verifier = Verifier::new(backend, &adult.anchors()?);
    let path = bench.time(&format!("certificate/{name}/path"), || {
        verifier.verify_path(black_box(der), Purpose::Authentication, now).map(drop)
    })?;
    bench.ratio(&format!("a path, beside its bare signature ({name})"), path, bare);
    bench.ratio(&format!("a bare signature ({name}), beside the peer's"), bare, peer);
    let beyond = path.zip(bare).map(|(path, bare)| path.saturating_sub(bare));
    bench.ratio(&format!("a path less its signature ({name}), beside the peer's signature"), beyond, peer);

    // What the card signs once; the same random bytes make the same challenge again.
    let here = Audience::new("eligibility", adult.institution()?.as_str());
    let challenge = || Challenge::new([7; 32], &here, now);
    let mut card = Card::open(adult.card());
    let digest = DigestInfo::sha256(&sha256(&challenge().message()));
    let signature = card.jpki()?.verify_auth_pin(&adult.auth_pin()?)?.sign(&digest)?;
    let both = bench.time(&format!("certificate/{name}/path and challenge"), || {
        let path = verifier.verify_path(black_box(der), Purpose::Authentication, now)?;
        path.authenticate(challenge(), signature.as_bytes(), &here, now)
    })?;
    bench.ratio(&format!("a path and a challenge, beside one bare signature ({name})"), both, bare);
    Ok(bare)
}

fn revocation_list(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let adult = Adult::new()?;
    let now = Time::from_unix(NOW);
    let verifier = Verifier::new(RustCrypto, &adult.anchors()?);
    let der = adult.revocation_list(10_000);
    let leaf = adult.persona().auth_certificate().ok_or("no certificate")?;
    let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;

    let hash = bench.time("revocation list of 10,000/bare SHA-256", || ok(sha256(black_box(&der))))?;
    let all = bench.time("revocation list of 10,000/parse, verify and look up", || {
        let list = verifier.verify_crl(Crl::parse(black_box(&der))?, Purpose::Authentication, now)?;
        Ok::<_, hokensho::pki::Error>(path.check_revocation(&list, now, 0))
    })?;
    bench.ratio("a revocation list, beside one bare SHA-256 over it", all, hash);

    let list = verifier.verify_crl(Crl::parse(&der)?, Purpose::Authentication, now)?;
    bench
        .time("revocation list of 10,000/look up", || ok(path.check_revocation(black_box(&list), now, 0)))?;
    match path.revocation() {
        Revocation::Good { .. } => Ok(()),
        other => Err(format!("the list says {other:?}").into()),
    }
}

fn face_record(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let adult = Adult::new()?;
    let mut card = Card::open(adult.card());
    let mut visual = card.visual()?.verify_code_b(&adult.code_b()?)?;
    let (record, certificate) = (visual.face_record()?, visual.cv_certificate()?);
    let anchors = adult.record_anchors();

    bench.time("face record/parse", || FaceRecord::parse(black_box(record.raw()).to_vec()))?;
    bench.time("face record/parse and verify, with its certificate", || {
        let file = File::VisualCvCertificate;
        let certificate = CvCertificate::parse(file, black_box(certificate.raw()).to_vec())?;
        let record = FaceRecord::parse(black_box(record.raw()).to_vec())?;
        let (body, signature) = (certificate.body(), certificate.signature());
        let key = anchors.verify(&RustCrypto, Application::Visual, body, signature)?;
        key.verify_record(Signed::Parts(record.signed_parts()), record.signature())?;
        Ok::<_, Box<dyn Error>>(record)
    })?;
    Ok(())
}

/// Criterion, and the ratios of the best times: the best is what other programs on the machine disturb least.
struct Bench {
    criterion: Criterion,
    ratios: Vec<(String, f64)>,
}

impl Bench {
    /// Measures `run`, which must succeed: a refusal is quicker than the real thing. None if nothing was measured, since
    /// the command line asked for other benches or a mere test.
    fn time<T, E: Into<Box<dyn Error>>>(
        &mut self,
        name: &str,
        mut run: impl FnMut() -> Result<T, E>,
    ) -> Result<Option<Duration>, Box<dyn Error>> {
        run().map_err(Into::into)?;
        let mut best: Option<Duration> = None;
        self.criterion.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let start = Instant::now();
                for _ in 0..times {
                    let _ = black_box(run());
                }
                let took = start.elapsed();
                let each = took / u32::try_from(times).unwrap_or(u32::MAX).max(1);
                best = Some(best.map_or(each, |best| best.min(each)));
                took
            });
        });
        let merely_tested = std::env::args().any(|argument| argument == "--test");
        Ok(best.filter(|_| !merely_tested))
    }

    fn ratio(&mut self, name: &str, one: Option<Duration>, other: Option<Duration>) {
        if let (Some(one), Some(other)) = (one, other) {
            self.ratios.push((name.to_owned(), one.as_secs_f64() / other.as_secs_f64()));
        }
    }

    fn finish(self) {
        self.criterion.final_summary();
        for (name, ratio) in self.ratios {
            println!("{name:<72} {ratio:>7.2}");
        }
    }
}

/// For what can't fail.
fn ok<T>(value: T) -> Result<T, Infallible> {
    Ok(value)
}

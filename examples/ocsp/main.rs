//! Asks an OCSP responder whether a mock card's certificate is revoked, over HTTP.
//!
//! `openssl ocsp` can be the responder: `.ci/ocsp` starts one on the mock's CA, and shows what must come of which answer.

mod http;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use hokensho::pki::{
    OcspHash, Purpose, Revocation, RevocationPolicy, RustCrypto, TestAnchors, Time, Verifier,
};
use hokensho::{Clock as _, SystemClock};
use hokensho_examples::{Failure, failed, persona, say};
use hokensho_mock::pki::Authority;

use crate::http::Http;

/// Asks a responder about a certificate.
#[derive(Parser)]
struct Args {
    /// Whose certificate: a built-in persona, or a file.
    #[arg(long, default_value = "adult")]
    persona: String,
    /// Which one.
    #[arg(long, default_value = "auth")]
    certificate: Which,
    /// Where the responder is, if not where the certificate says: `http://host:port/path`.
    #[arg(long, value_name = "URL")]
    responder: Option<String>,
    /// By which hash the certificate's issuer is named.
    #[arg(long, default_value = "sha1")]
    hash: Hash,
    /// Takes an answer that doesn't repeat the nonce.
    #[arg(long)]
    accept_no_nonce: bool,
    /// Takes an answer of an appointed responder that could itself be revoked.
    #[arg(long)]
    accept_unchecked_responder: bool,
    /// By how many seconds clocks may differ, and an answer be late.
    #[arg(long, default_value_t = 10)]
    tolerance: u32,
}

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    Auth,
    Sign,
}

#[derive(Clone, Copy, ValueEnum)]
enum Hash {
    Sha1,
    Sha256,
}

fn main() -> ExitCode {
    run(&Args::parse()).map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

fn run(args: &Args) -> Result<(), Failure> {
    let persona = persona::find(&args.persona)?;
    let (purpose, leaf) = match args.certificate {
        Which::Auth => (Purpose::Authentication, persona.auth_certificate()),
        Which::Sign => (Purpose::Signing, persona.sign_certificate()),
    };
    let leaf = leaf.ok_or("there is no such certificate")?;
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, Authority::Auth.certificate())?;
    anchors.accept(Purpose::Signing, Authority::Sign.certificate())?;
    let verifier = Verifier::new(RustCrypto, &anchors);
    let now = Time::from_unix(SystemClock::new().now().unix);
    let mut path = verifier.verify_path(leaf, purpose, now)?;

    let mut nonce = [0; 32];
    getrandom::fill(&mut nonce)?;
    let hash = match args.hash {
        Hash::Sha1 => OcspHash::Sha1,
        Hash::Sha256 => OcspHash::Sha256,
    };
    let mut request = verifier.ocsp_request(&path, hash, nonce)?;
    if args.accept_no_nonce {
        request = request.accepting_no_nonce();
    }
    if args.accept_unchecked_responder {
        request = request.accepting_unchecked_responder();
    }
    let mut responder = Http::new(args.responder.clone());
    let known = verifier.ask_responder(&mut path, &request, &mut responder, now, args.tolerance)?;
    say(&format!("responder    {}", sentence(known)));
    say(&format!("certificate  {}", path.state()));
    RevocationPolicy::default().accept(path.state())?;
    Ok(())
}

fn sentence(known: Revocation) -> String {
    match known {
        Revocation::Good { as_of } => format!("good as of {as_of}"),
        Revocation::NotChecked { why } => format!("said nothing: {why}"),
        Revocation::OnHold { at } => format!("on hold since {at}"),
        Revocation::Revoked { reason, at } => format!("revoked since {at}: {reason:?}"),
        Revocation::Stale { next_update } => format!("stale: there was news on {next_update}"),
        _ => "said something that this program is too old for".into(),
    }
}

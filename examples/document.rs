//! A file signed with a card, and such signatures verified: CMS signed data, as `openssl cms` makes and verifies it.
//!
//! `cargo run --example document -- sign README.md -o README.md.p7s --detached`, then
//! `cargo run --example document -- verify README.md.p7s --content README.md`. Files of any size are hashed piece by piece.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hokensho::card::{DigestInfo, SignPassword};
use hokensho::pki::{
    ContentDigest, ContentHasher, DetachedContent, DigestAlgorithm, Error, RevocationPolicy, RustCrypto,
    SignedData, SignedDataBuilder, Time, VerifiedPath, VerifiedSignedData, Verifier,
};
use hokensho::{Clock as _, SystemClock};
use hokensho_examples::args::CardArgs;
use hokensho_examples::device::Device;
#[cfg(feature = "pcsc")]
use hokensho_examples::prompt;
use hokensho_examples::trust::Trust;
use hokensho_examples::{Failure, failed, named, persona, say, time};

/// Signs a file with a card, or verifies who signed one.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    card: CardArgs,
    /// What time it is, in Japan, such as 2026-11-22T09:30 [default: the computer's clock].
    #[arg(long, global = true, value_parser = time::parse)]
    now: Option<i64>,
}

#[derive(Subcommand)]
enum Command {
    /// Signs with the card's key for signatures (署名用電子証明書), by its password. The certificate goes along, and it bears
    /// name, address, birth date and sex.
    Sign {
        /// The file.
        file: PathBuf,
        /// Where to write the signed data, in DER.
        #[arg(short, value_name = "FILE")]
        output: PathBuf,
        /// Leaves the file's content out.
        #[arg(long)]
        detached: bool,
    },
    /// Verifies every signer's certificate and signature. Revocation isn't asked.
    Verify {
        /// The signed data, in DER.
        signed: PathBuf,
        /// The file that was signed, if the signed data doesn't hold it.
        #[arg(long, value_name = "FILE")]
        content: Option<PathBuf>,
        /// Where to write the content that was signed, if the signed data holds it.
        #[arg(short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    run(&Args::parse()).map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

fn run(args: &Args) -> Result<(), Failure> {
    let now = Time::from_unix(args.now.unwrap_or_else(|| SystemClock::new().now().unix));
    match &args.command {
        Command::Sign { file, output, detached } => sign(&args.card, now, file, output, *detached),
        Command::Verify { signed, content, output } => {
            let trust = Trust::new(args.card.trust.as_deref(), args.card.reader().is_some())?;
            let verifier = match &trust {
                Trust::Production(anchors, _) => Verifier::new(RustCrypto, anchors),
                Trust::Test(_, anchors, _) => Verifier::new(RustCrypto, anchors),
            };
            verify(&verifier, now, signed, content.as_deref(), output.as_deref())
        }
    }
}

fn sign(args: &CardArgs, now: Time, file: &Path, output: &Path, detached: bool) -> Result<(), Failure> {
    let (mut device, password) = device(args)?;
    // Every key of a card is RSA today, which goes with SHA-256.
    let content = digest(file, DigestAlgorithm::Sha256)?;
    let (request, signature) = device.session(|card| {
        let mut jpki = card.jpki()?.verify_sign_password(&password)?;
        let certificate = jpki.sign_certificate()?;
        let builder = SignedDataBuilder::new(certificate.as_der())?.with_signing_time(now)?;
        let request = builder.request(&content)?;
        let signature = jpki.sign(&DigestInfo::of(request.to_sign()))?;
        Ok::<_, Failure>((request, signature))
    })?;
    if detached {
        return write(output, &request.detached(signature.as_bytes()));
    }
    let parts = request.attached(signature.as_bytes());
    let mut whole = File::create(output).map_err(|error| named(output, &error))?;
    whole.write_all(&parts.before)?;
    if io::copy(&mut open(file)?, &mut whole)? != content.content_length() {
        return Err(format!("{} has changed since it was hashed", file.display()).into());
    }
    Ok(whole.write_all(&parts.after)?)
}

fn verify(
    verifier: &Verifier<RustCrypto>,
    now: Time,
    signed: &Path,
    content: Option<&Path>,
    output: Option<&Path>,
) -> Result<(), Failure> {
    let der = fs::read(signed).map_err(|error| named(signed, &error))?;
    let signed = SignedData::parse(&der)?;
    let verified = match content {
        None => verifier.verify_attached(&signed, now, unasked)?,
        Some(file) => {
            let digests = signed.digest_algorithms().map(|algorithm| digest(file, algorithm));
            let digests = digests.collect::<Result<Vec<_>, _>>()?;
            verifier.verify_detached(&signed, DetachedContent::Digests(&digests), now, unasked)?
        }
    };
    show(&verified);
    match (output, verified.content()) {
        (Some(output), Some(content)) => write(output, content),
        (Some(_), None) => Err(Error::ContentMissing.into()),
        (None, _) => Ok(()),
    }
}

/// There is no list here to ask; what is shown of each signer says so.
fn unasked(path: VerifiedPath<'_, RustCrypto>) -> VerifiedPath<'_, RustCrypto> {
    path.with_revocation_policy(RevocationPolicy::AcceptNotChecked)
}

fn show(verified: &VerifiedSignedData<'_, RustCrypto>) {
    for (number, signer) in verified.signers().iter().enumerate() {
        let (path, time) = (signer.path(), signer.claimed_time());
        let claimed = time.map_or_else(String::new, |time| format!(", at {time} as they say"));
        say(&format!("signer {number}: genuine, {}{claimed}", path.state()));
    }
}

fn digest(file: &Path, algorithm: DigestAlgorithm) -> Result<ContentDigest, Failure> {
    let mut hasher = ContentHasher::new(algorithm);
    io::copy(&mut open(file)?, &mut hasher).map_err(|error| named(file, &error))?;
    Ok(hasher.finish())
}

fn open(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|error| named(file, &error))
}

fn write(output: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(output, bytes).map_err(|error| named(output, &error))
}

/// The card, and the password of its key for signatures: a mock card's persona knows its own.
fn device(args: &CardArgs) -> Result<(Device, SignPassword), Failure> {
    #[cfg(feature = "pcsc")]
    if let Some(reader) = args.reader() {
        let typed = prompt::secret("password of 6 to 16 letters and digits (署名用電子証明書の暗証番号)")?;
        return Ok((Device::pcsc(reader)?, SignPassword::new(&typed)?));
    }
    let persona = persona::find(args.persona.as_deref().unwrap_or("adult"))?;
    let password = persona.sign_password().ok_or_else(|| format!("{} has no password", persona.name()))?;
    Ok((Device::mock(&persona, None), SignPassword::new(password)?))
}

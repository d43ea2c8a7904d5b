//! The same paths before OpenSSL: thousands of spoiled certificates, and one verdict of each side.

use std::path::{Path, PathBuf};
use std::process::Command;

use hokensho_mock::der;
use hokensho_mock::der::Node;
use hokensho_mock::pki::{self, extension, signed};
use hokensho_pki::{Error, ExplicitPolicy, Fault, PathValidator, PolicyRules, Role, Rule};

use super::setting::{Chosen, Hierarchy, NOW, now, policies};
use crate::openssl::command::{OpenSsl, all};
use crate::openssl::mutations;
use crate::openssl::tally::{Difference, Tally};

const POLICY: &str = "1.2.3.1";
/// Certificates that one process looks at: a command line takes some thousands of names.
const BATCH: usize = 400;

/// Anchor, CA and leaf with most of the extensions that are understood.
fn hierarchy() -> Hierarchy {
    let name = |common_name| pki::directory_name(pki::name(&[(&[2, 5, 4, 3], common_name)]));
    let uri = |address: &str| der::context_bytes(6, address);
    let point = der::sequence([der::context(0, [der::context(0, [name("List")])])]);
    let access = der::sequence([der::oid(&[1, 3, 6, 1, 5, 5, 7, 48, 1]), uri("http://ocsp.invalid")]);
    let qualifier = der::sequence([der::oid(&[1, 3, 6, 1, 5, 5, 7, 2, 1]), der::ia5("http://cps.invalid")]);
    let policy = der::sequence([der::oid(&[1, 2, 3, 1]), der::sequence([qualifier])]);
    Hierarchy::short()
        .with(1, policies(&[&[1, 2, 3, 1], &[1, 2, 3, 2]]))
        .with(1, extension::authority(Some(2)))
        .with(2, extension::critical(extension::CERTIFICATE_POLICIES, der::sequence([policy])))
        .with(2, extension::plain(extension::BASIC_CONSTRAINTS, der::sequence([])))
        .with(2, extension::plain(extension::SUBJECT_ALT_NAME, der::sequence([name("Somebody")])))
        .with(2, extension::plain(extension::ISSUER_ALT_NAME, der::sequence([uri("http://ca.invalid")])))
        .with(2, extension::plain(extension::CRL_DISTRIBUTION_POINTS, der::sequence([point])))
        .with(2, extension::plain(extension::AUTHORITY_INFO_ACCESS, der::sequence([access])))
        .with(
            2,
            extension::plain(
                extension::EXT_KEY_USAGE,
                der::sequence([der::oid(&[1, 3, 6, 1, 5, 5, 7, 3, 2])]),
            ),
        )
}

/// A certificate at its place, and what was done to it.
struct Case {
    at: usize,
    what: String,
    certificate: Vec<u8>,
}

fn cases(hierarchy: &Hierarchy) -> Vec<Case> {
    let mut cases = Vec::new();
    for at in 0_usize..=2 {
        let key = hierarchy.entities[at.saturating_sub(1)].key();
        let tbs = hierarchy.tbs(at);
        let mut add = |what: String, certificate| cases.push(Case { at, what, certificate });
        for (what, spoiled) in mutations::of(tbs) {
            add(what, signed(&spoiled, key).encode());
        }
        // Above the leaf each case is a process of its own.
        let step = if at == 2 { 4 } else { 24 };
        for (what, bytes) in mutations::bits(&tbs.encode(), step) {
            add(format!("{what}, signed"), signed(&Node::raw(bytes), key).encode());
        }
        // Nobody asks for the anchor's own signature.
        let whole = if at == 0 { Vec::new() } else { signed(tbs, key).encode() };
        for (what, bytes) in mutations::bits(&whole, 2 * step) {
            add(format!("{what}, not signed"), bytes);
        }
    }
    cases
}

fn ours(hierarchy: &Hierarchy, case: &Case) -> Result<(), Error> {
    let policies = PolicyRules {
        accepted: Some(vec![POLICY.parse().unwrap()]),
        explicit: ExplicitPolicy::Required,
        ..PolicyRules::default()
    };
    let mut certificates = [0, 1, 2].map(|at| hierarchy.certificate(at));
    certificates[case.at].clone_from(&case.certificate);
    let [anchor, ca, leaf] = &certificates;
    let mut validator = PathValidator::new(Chosen).with_policies(policies);
    validator.trust(anchor)?;
    validator.validate(&[leaf, ca], now()).map(|_| ())
}

/// OpenSSL, with the files of a hierarchy.
struct Verify(OpenSsl);

impl Verify {
    fn new(hierarchy: &Hierarchy) -> Option<Self> {
        let openssl = OpenSsl::new("paths-openssl")?;
        for at in 0..3 {
            openssl.write(&at.to_string(), &hierarchy.certificate(at));
        }
        Some(Self(openssl))
    }

    /// The names of those leaves that are accepted, and what is said of the others.
    fn verify(&self, rules: Rules, [anchor, ca]: [&Path; 2], leaves: &[PathBuf]) -> (Vec<String>, String) {
        let mut command = Command::new("openssl");
        command.args(["verify", "-no-CAfile", "-no-CApath", "-no-CAstore"]);
        // The anchor is trusted as it is, self-signed or not.
        command.args(["-partial_chain", "-explicit_policy"]);
        command.args(["-policy_check", "-policy", POLICY, "-attime", &NOW.to_string()]);
        command.args((rules == Rules::Strict).then_some("-x509_strict"));
        command.arg("-trusted").arg(anchor).arg("-untrusted").arg(ca).args(leaves);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let accepted = said.lines().filter_map(|line| line.strip_suffix(": OK")).map(str::to_owned).collect();
        (accepted, String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn original(&self, at: usize) -> PathBuf {
        self.0.file(&at.to_string())
    }

    /// The verdict on one case, with reasons; no other case has the name of its file at the time.
    fn verdict(&self, rules: Rules, name: &str, case: &Case) -> Result<(), String> {
        let mut files = [0, 1, 2].map(|at| self.original(at));
        files[case.at] = self.0.write(name, &case.certificate);
        let [anchor, ca, leaf] = files;
        let (accepted, why) = self.verify(rules, [&anchor, &ca], &[leaf]);
        if accepted.is_empty() { Err(why) } else { Ok(()) }
    }

    /// The verdicts on all cases by the strict rules; leaves go together.
    fn verdicts(&self, cases: &[Case]) -> Vec<bool> {
        let mut verdicts = Vec::new();
        for run in cases.chunk_by(|one, other| one.at == other.at) {
            if run[0].at < 2 {
                let verdict =
                    |at, case: &Case| self.verdict(Rules::Strict, &format!("case-{at}"), case).is_ok();
                verdicts.extend(all(run, verdict));
                continue;
            }
            for batch in run.chunks(BATCH) {
                let files = batch.iter().enumerate();
                let files: Vec<_> =
                    files.map(|(at, case)| self.0.write(&format!("leaf-{at}"), &case.certificate)).collect();
                let above = [&*self.original(0), &*self.original(1)];
                let (accepted, _) = self.verify(Rules::Strict, above, &files);
                let is_accepted = |file: &PathBuf| accepted.iter().any(|name| Path::new(name) == file);
                verdicts.extend(files.iter().map(is_accepted));
            }
        }
        verdicts
    }

    /// What OpenSSL says of a case that is accepted here and not by its strict rules: nothing, if these ask only what
    /// RFC 5280 asks of CAs.
    fn beyond_strictness(&self, case: &Case) -> Result<(), String> {
        self.verdict(Rules::Validation, "case", case)?;
        match self.verdict(Rules::Strict, "case", case) {
            Err(why) if !ASKED_OF_CAS_ONLY.iter().any(|asked| why.contains(asked)) => Err(why),
            _ => Ok(()),
        }
    }
}

/// By which rules OpenSSL verifies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    /// RFC 5280, 6.1: what is asked of whoever validates.
    Validation,
    /// Beside these, much of what a CA must write (`-x509_strict`).
    Strict,
}

/// What the strict rules ask of a CA, but RFC 5280, 6.1, doesn't ask of who validates: NIST's suite counts paths
/// without it as valid.
const ASKED_OF_CAS_ONLY: [&str; 2] =
    ["Basic Constraints of CA cert not marked critical", "CA cert does not include key usage extension"];

const fn fault(error: &Error) -> Option<Fault> {
    if let Error::Malformed { fault, .. } = error { Some(*fault) } else { None }
}

const DIFFERENCES: &[Difference<Error>] = &[
    ("BER isn't DER: X.690, 10 and 11", |why| {
        matches!(fault(why), Some(Fault::BitString | Fault::Boolean | Fault::LengthNotMinimal))
    }),
    ("signed and stated algorithm are compared as bytes: RFC 5280, 4.1.1.2", |why| {
        fault(why) == Some(Fault::AlgorithmMismatch)
    }),
    ("RSA has NULL parameters: RFC 4055, 5, and RFC 3279, 2.3.1", |why| {
        fault(why) == Some(Fault::AlgorithmParameters)
    }),
    ("a key has 2048 to 4096 bits and the usual exponent", |why| fault(why) == Some(Fault::KeySize)),
    ("sizes of lists: RFC 5280, 4.2 and A.1", |why| {
        matches!(fault(why), Some(Fault::Duplicate | Fault::Empty))
    }),
    ("serials and their form: RFC 5280, 4.1.2.2, and X.690, 8.3.2", |why| {
        let integers =
            [Fault::IntegerNegative, Fault::IntegerNotMinimal, Fault::IntegerTooLong, Fault::IntegerZero];
        fault(why).is_some_and(|fault| integers.contains(&fault))
    }),
    ("extensions are read whole, also those that OpenSSL doesn't look into while it verifies", |why| {
        matches!(
            fault(why),
            Some(Fault::Oid | Fault::Tag { .. } | Fault::Text | Fault::TrailingBytes | Fault::Truncated)
        )
    }),
    ("extensions need version 3: RFC 5280, 4.1.2.1", |why| fault(why) == Some(Fault::Version)),
    (
        "an anchor that speaks of its issuer's key names it, its own if it is self-signed: RFC 5280, 4.2.1.1",
        |why| {
            let rules = [Rule::AuthorityKeyId, Rule::IssuerKey];
            rules.iter().any(|rule| *why == Error::Rule { role: Role::Anchor, rule: *rule })
        },
    ),
];

#[test]
fn openssl_refuses_nothing_that_is_accepted_and_accepts_nothing_unexplained() {
    let hierarchy = hierarchy();
    let Some(openssl) = Verify::new(&hierarchy) else { return };
    let cases = cases(&hierarchy);
    let mut tally = Tally::new(DIFFERENCES);
    for (case, theirs) in cases.iter().zip(openssl.verdicts(&cases)) {
        let ours = ours(&hierarchy, case);
        let theirs = match theirs {
            true => Ok(()),
            false if ours.is_ok() => openssl.beyond_strictness(case),
            false => Err(String::new()),
        };
        tally.add(&format!("certificate {}, {}", case.at, case.what), ours, theirs);
    }
    tally.finish("openssl verify", 2_400);
}

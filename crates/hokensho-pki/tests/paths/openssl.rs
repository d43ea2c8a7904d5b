//! The same paths before OpenSSL: thousands of spoiled certificates, and one verdict of each side.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hokensho_mock::der::{self, Length, Node};
use hokensho_mock::pki::{self, extension, signed};
use hokensho_pki::{Error, ExplicitPolicy, Fault, PathValidator, PolicyRules};

use super::setting::{Chosen, Hierarchy, NOW, now, policies};

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
        for place in places(tbs) {
            for (what, spoiled) in spoil(tbs, &place) {
                add(format!("{what} at {place:?}"), signed(&spoiled, key).encode());
            }
        }
        // Above the leaf each case is a process of its own.
        let step = if at == 2 { 4 } else { 12 };
        let whole = tbs.encode();
        for byte in (0..whole.len()).step_by(step) {
            let mut bytes = whole.clone();
            bytes[byte] ^= 1 << (byte / step % 8);
            add(format!("byte {byte}, signed"), signed(&Node::raw(bytes), key).encode());
        }
        // Nobody asks for the anchor's own signature.
        let whole = if at == 0 { Vec::new() } else { signed(tbs, key).encode() };
        for byte in (0..whole.len()).step_by(2 * step) {
            let mut bytes = whole.clone();
            bytes[byte] ^= 1 << (byte / step % 8);
            add(format!("byte {byte}, not signed"), bytes);
        }
    }
    cases
}

/// The path to every node of a tree that has a tag.
fn places(tree: &Node) -> Vec<Vec<usize>> {
    let mut places = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(place) = open.pop() {
        let children = tree.at(&place).unwrap().children().len();
        open.extend((0..children).map(|child| [&place[..], &[child]].concat()));
        if !place.is_empty() && tree.at(&place).unwrap().tag().is_some() {
            places.push(place);
        }
    }
    places
}

/// One node, spoiled in every way.
fn spoil(tree: &Node, place: &[usize]) -> Vec<(&'static str, Node)> {
    let edited = |edit: &dyn Fn(&mut Node)| {
        let mut tree = tree.clone();
        edit(&mut tree);
        tree
    };
    let replaced = |node: Node| edited(&|tree| drop(tree.replace(place, node.clone()).unwrap()));
    let node = tree.at(place).unwrap();
    let tag = node.tag().unwrap();
    let mut body = node.body();
    body.push(0);
    vec![
        ("left out", edited(&|tree| drop(tree.remove(place).unwrap()))),
        ("twice", edited(&|tree| tree.duplicate(place).unwrap())),
        ("null", replaced(der::null())),
        ("empty", replaced(Node::new(tag, []))),
        ("with a byte more", replaced(Node::new(tag, body))),
        ("with another tag", replaced(node.clone().with_tag(tag ^ 1))),
        ("with a long length", replaced(node.clone().with_length(Length::Long(1)))),
    ]
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

struct OpenSsl {
    folder: PathBuf,
}

impl OpenSsl {
    /// A folder of its own; `None` where there is no OpenSSL of version 3.
    fn new(hierarchy: &Hierarchy) -> Option<Self> {
        let version = Command::new("openssl").arg("version").output().ok()?;
        if !version.stdout.starts_with(b"OpenSSL 3") {
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paths-openssl");
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let openssl = Self { folder };
        for at in 0..3 {
            openssl.write(&at.to_string(), &hierarchy.certificate(at));
        }
        Some(openssl)
    }

    fn write(&self, name: &str, certificate: &[u8]) -> PathBuf {
        let file = self.folder.join(name);
        fs::write(&file, certificate).unwrap();
        file
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
        self.folder.join(at.to_string())
    }

    /// The verdict on one case, with reasons.
    fn verdict(&self, rules: Rules, case: &Case) -> Result<(), String> {
        let mut files = [0, 1, 2].map(|at| self.original(at));
        files[case.at] = self.write("case", &case.certificate);
        let [anchor, ca, leaf] = files;
        let (accepted, why) = self.verify(rules, [&anchor, &ca], &[leaf]);
        if accepted.is_empty() { Err(why) } else { Ok(()) }
    }

    /// The verdicts on all cases by the strict rules; leaves go together.
    fn verdicts(&self, cases: &[Case]) -> Vec<bool> {
        let mut verdicts = Vec::new();
        for run in cases.chunk_by(|one, other| one.at == other.at) {
            if run[0].at < 2 {
                verdicts.extend(run.iter().map(|case| self.verdict(Rules::Strict, case).is_ok()));
                continue;
            }
            for batch in run.chunks(BATCH) {
                let files = batch.iter().enumerate();
                let files: Vec<_> =
                    files.map(|(at, case)| self.write(&format!("leaf-{at}"), &case.certificate)).collect();
                let above = [&*self.original(0), &*self.original(1)];
                let (accepted, _) = self.verify(Rules::Strict, above, &files);
                let is_accepted = |file: &PathBuf| accepted.iter().any(|name| Path::new(name) == file);
                verdicts.extend(files.iter().map(is_accepted));
            }
        }
        verdicts
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

/// Why a certificate that OpenSSL accepts is refused here.
const fn explanation(fault: Fault) -> Option<&'static str> {
    Some(match fault {
        Fault::BitString | Fault::Boolean | Fault::LengthNotMinimal => "BER isn't DER: X.690, 10 and 11",
        Fault::AlgorithmMismatch => "signed and stated algorithm are compared as bytes",
        Fault::AlgorithmParameters => "RSA has NULL parameters: RFC 4055, 5, and RFC 3279, 2.3.1",
        Fault::KeySize => "a key has 2048 to 4096 bits and the usual exponent",
        Fault::Duplicate | Fault::Empty => "sizes of lists: RFC 5280, 4.2 and A.1",
        Fault::IntegerNegative | Fault::IntegerZero | Fault::IntegerTooLong => "serials: RFC 5280, 4.1.2.2",
        Fault::IntegerNotMinimal => "X.690, 8.3.2",
        Fault::Oid | Fault::Tag { .. } | Fault::Text | Fault::TrailingBytes | Fault::Truncated => {
            "extensions are read whole, also those that OpenSSL doesn't look into while it verifies"
        }
        Fault::Version => "extensions need version 3: RFC 5280, 4.1.2.1",
        _ => return None,
    })
}

#[test]
fn openssl_refuses_nothing_that_is_accepted_and_accepts_nothing_unexplained() {
    let hierarchy = hierarchy();
    let Some(openssl) = OpenSsl::new(&hierarchy) else {
        println!("not compared: there is no OpenSSL 3 here");
        return;
    };
    let cases = cases(&hierarchy);
    let (mut accepted, mut refused, mut stricter) = (0, 0, 0);
    for (case, theirs) in cases.iter().zip(openssl.verdicts(&cases)) {
        let named = format!("certificate {}, {}", case.at, case.what);
        match (ours(&hierarchy, case), theirs) {
            (Ok(()), true) => accepted += 1,
            (Err(_), false) => refused += 1,
            (Ok(()), false) => {
                assert_eq!(openssl.verdict(Rules::Validation, case), Ok(()), "{named}");
                let why = openssl.verdict(Rules::Strict, case).unwrap_err();
                assert!(ASKED_OF_CAS_ONLY.iter().any(|asked| why.contains(asked)), "{named}: {why}");
            }
            (Err(Error::Malformed { fault, .. }), true) if explanation(fault).is_some() => stricter += 1,
            (Err(error), true) => panic!("{named}: {error}"),
        }
    }
    println!("{} cases: {accepted} accepted, {refused} refused by both, {stricter} here only", cases.len());
    assert!(cases.len() > 1_000 && accepted > 100 && refused > 500);
}

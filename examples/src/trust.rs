//! Whose signatures are believed: `--trust production|mock|DIR`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use hokensho::TrustStore as _;
use hokensho::pki::{
    Anchors as _, Application, CvAnchor, CvAnchors, ProductionAnchors, Purpose, TestAnchors,
};
use hokensho_mock::pki::{self as mock, Authority};
use serde::Deserialize;

use crate::{Failure, named};

/// Anchors for certificates and for card records. Production and test are of different types, and never mix.
#[derive(Debug)]
pub enum Trust {
    /// J-LIS's CAs, known by fingerprint; card records by keys of unofficial origin.
    Production(ProductionAnchors, CvAnchors),
    /// Any others.
    Test(String, TestAnchors, CvAnchors),
}

impl Trust {
    /// The anchors that were asked for; production for a real reader and the mock's for a mock card if nothing was.
    ///
    /// A folder holds CA certificates in DER, `auth-*.der` and `sign-*.der`, and `cv.toml` with the keys of
    /// card-verifiable certificates: `[[key]]` with `application` (`"visual"` or `"text"`), `key_id` and `modulus` in
    /// hexadecimal.
    ///
    /// # Errors
    /// If a folder can't be read, something in it isn't an anchor, or there is none for authentication.
    pub fn new(asked: Option<&str>, real_reader: bool) -> Result<Self, Failure> {
        match asked.unwrap_or(if real_reader { "production" } else { "mock" }) {
            "production" => Ok(Self::Production(ProductionAnchors::new(), CvAnchors::production())),
            "mock" => Self::mock(),
            folder => Self::folder(Path::new(folder)),
        }
    }

    fn mock() -> Result<Self, Failure> {
        let mut anchors = TestAnchors::new();
        anchors.accept(Purpose::Authentication, Authority::Auth.certificate())?;
        anchors.accept(Purpose::Signing, Authority::Sign.certificate())?;
        let cv =
            [(Application::Visual, mock::Application::Visual), (Application::Text, mock::Application::Text)];
        let cv = cv.map(|(application, mock)| {
            let anchor = mock.cv_anchor();
            CvAnchor { application, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus }
        });
        Ok(Self::Test("mock".into(), anchors, CvAnchors::test(cv)))
    }

    fn folder(folder: &Path) -> Result<Self, Failure> {
        let mut anchors = TestAnchors::new();
        for entry in fs::read_dir(folder).map_err(|error| named(folder, &error))? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let purpose = match name.split_once('-') {
                Some(("auth", rest)) if rest.ends_with(".der") => Purpose::Authentication,
                Some(("sign", rest)) if rest.ends_with(".der") => Purpose::Signing,
                _ => continue,
            };
            let der = fs::read(&path).map_err(|error| named(&path, &error))?;
            anchors.accept(purpose, &der).map_err(|error| named(&path, &error))?;
        }
        if !anchors.anchors().iter().any(|anchor| anchor.purpose() == Purpose::Authentication) {
            let folder = folder.display();
            return Err(format!("{folder}: no auth-*.der in it, so no card could be believed").into());
        }
        let path = folder.join("cv.toml");
        let cv = match fs::read_to_string(&path) {
            Ok(text) => toml::from_str::<CvFile>(&text).map_err(|error| named(&path, &error))?.anchors()?,
            // Not everybody checks the card's records; without keys none of them is believed.
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(named(&path, &error)),
        };
        Ok(Self::Test(folder.display().to_string(), anchors, CvAnchors::test(cv)))
    }

    /// The anchors of card records.
    #[must_use]
    pub const fn cv(&self) -> &CvAnchors {
        match self {
            Self::Production(_, cv) | Self::Test(_, _, cv) => cv,
        }
    }

    /// For the screen.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Production(..) => "production",
            Self::Test(label, ..) => label,
        }
    }

    /// Takes a CA certificate in that the card carries, if it is pinned.
    ///
    /// # Errors
    /// Why it isn't trusted.
    pub fn accept(&mut self, purpose: Purpose, der: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Production(anchors, _) => Ok(anchors.accept_from_card(purpose, der)?),
            Self::Test(_, anchors, _) => Ok(anchors.accept_from_card(purpose, der)?),
        }
    }
}

#[derive(Deserialize)]
struct CvFile {
    key: Vec<CvKey>,
}

#[derive(Deserialize)]
struct CvKey {
    application: String,
    key_id: String,
    modulus: String,
}

impl CvFile {
    fn anchors(self) -> Result<Vec<CvAnchor>, Failure> {
        let anchors = self.key.into_iter().map(|key| {
            let application = match key.application.as_str() {
                "visual" => Application::Visual,
                "text" => Application::Text,
                other => return Err(format!("no application {other:?} in cv.toml").into()),
            };
            Ok(CvAnchor { application, key_id: hex(&key.key_id)?, modulus: hex(&key.modulus)? })
        });
        anchors.collect()
    }
}

fn hex<const N: usize>(text: &str) -> Result<[u8; N], Failure> {
    let digits: Vec<u32> =
        text.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>().ok_or("not hexadecimal")?;
    let (pairs, []) = digits.as_chunks::<2>() else {
        return Err("an odd number of hexadecimal digits".into());
    };
    let bytes =
        pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low)).collect::<Result<Vec<_>, _>>()?;
    bytes.try_into().map_err(|bytes: Vec<u8>| format!("{} bytes where {N} are wanted", bytes.len()).into())
}

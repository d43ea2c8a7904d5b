//! What the tests of the folders share.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use hokensho_eligibility::{
    Date, DateTime, InstitutionCode, InsurerNumber, ProcessingStatus, SegmentOfResult,
};
use hokensho_oqs::{
    ApiId, Encoding, FileName, LimitConsent, Message as _, Qualification, QualificationRequest,
    QualificationResult, SearchInfo,
};
use hokensho_terminal::{Settings, Terminal};
use tempfile::TempDir;

pub(crate) const INSTITUTION: &str = "1300000005";
pub(crate) const NAME: &str = "保険　花子";

pub(crate) fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

pub(crate) fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

pub(crate) fn institution() -> InstitutionCode {
    InstitutionCode::new(INSTITUTION).unwrap()
}

/// Folders of a terminal that nobody runs.
pub(crate) struct Share(TempDir);

impl Share {
    pub(crate) fn new() -> Self {
        let share = Self(tempfile::tempdir().unwrap());
        for folder in ["req", "res", "face"] {
            fs::create_dir(share.0.path().join(folder)).unwrap();
        }
        share
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).unwrap();
    }

    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn terminal(&self) -> Terminal {
        Terminal::open(self.root(), institution()).unwrap()
    }

    pub(crate) fn terminal_writing(&self, encoding: Encoding) -> Terminal {
        self.terminal().with_settings(Settings { encoding, ..Settings::default() })
    }
}

pub(crate) fn request() -> QualificationRequest {
    let birth = Date::new(1980, 2, 17).unwrap();
    let insurer = InsurerNumber::new("01130012").unwrap();
    let search =
        SearchInfo::new(insurer, "1234", birth, LimitConsent::Given).symbol("１２３").branch_number("01");
    QualificationRequest::new(today(), institution(), search)
        .unwrap()
        .file_identifier("20261122-0001")
        .unwrap()
}

pub(crate) fn file_name() -> FileName {
    FileName::new(ApiId::QUALIFICATION_REQUEST, today(), 1).unwrap()
}

/// A proper answer to [`request`].
pub(crate) fn answer() -> QualificationResult {
    let asked = request();
    let search = asked.body.search.clone().unwrap();
    let mut result = QualificationResult::default();
    result.header.executed_at = DateTime::new(today(), 9, 30, 0).unwrap().into();
    result.header.confirmation_date = asked.header.confirmation_date;
    result.header.institution = asked.header.institution;
    result.header.file_identifier = asked.header.file_identifier;
    result.header.segment_of_result = SegmentOfResult::Normal.into();
    result.body.status = ProcessingStatus::Normal.into();
    let mut one = Qualification::default();
    one.name = NAME.into();
    one.insurer_number = search.insurer_number.clone();
    one.symbol = search.symbol.clone();
    one.identification_number = search.identification_number.clone();
    one.branch_number = search.branch_number.clone();
    one.birth_date = search.birth_date.clone();
    result.body.push(one);
    result.body.search = Some(search);
    result
}

pub(crate) fn utf8(result: &QualificationResult) -> Vec<u8> {
    result.write(Encoding::Utf8).unwrap()
}

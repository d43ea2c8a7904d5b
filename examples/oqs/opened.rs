//! A file opened as what it is: its content decides, and its name only where that doesn't tell.

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Seek as _};
use std::path::Path;

use hokensho::Language;
use hokensho::eligibility::SegmentOfResult;
use hokensho::oqs::{
    AnyMessage, ApiId, BulkConfirmUnit, BulkReader, BulkRegistrationUnit, BulkResultHeader, Encoding,
    ErrFile, Error, Extension, FileName, Leaf, Limits, MessageKind, Mode, Received, ZipEntry,
};
use hokensho_examples::Failure;
use serde_json::{Map, Value, json};

use crate::progress::{Bar, Shown};

/// What a file is.
pub(crate) enum Opened {
    /// A message that is read whole.
    Message(Box<Received<AnyMessage>>),
    /// A bulk result.
    Qualifications(People<BulkConfirmUnit>),
    /// The result of a bulk registration.
    Registrations(People<BulkRegistrationUnit>),
    /// Why a request was refused.
    Refusal(ErrFile),
}

/// The people of a bulk result, one by one.
pub(crate) type People<U> = BulkReader<Box<dyn BufRead>, U>;

impl Opened {
    /// Opens a file; how far the reading of its people has come is shown.
    pub(crate) fn open(path: &Path, shown: Shown) -> Result<Self, Failure> {
        let name = path.file_name().and_then(|name| name.to_str()?.parse::<FileName>().ok());
        if name.as_ref().is_some_and(|name| name.extension() == Extension::Err) {
            return Ok(Self::Refusal(ErrFile::read(&whole(path, name.as_ref())?)?));
        }
        if is_of::<BulkConfirmUnit>(path, name.as_ref())? {
            return Ok(Self::Qualifications(people(path, name.as_ref(), shown)?));
        }
        if is_of::<BulkRegistrationUnit>(path, name.as_ref())? {
            return Ok(Self::Registrations(people(path, name.as_ref(), shown)?));
        }
        let bytes = whole(path, name.as_ref())?;
        let kind = name.and_then(|name| MessageKind::of_api(name.api()));
        Ok(Self::Message(Box::new(match (AnyMessage::read(&*bytes, Mode::Lenient), kind) {
            (Err(Error::Unrecognised), Some(kind)) => AnyMessage::read_as(kind, bytes, Mode::Lenient)?,
            (read, _) => read?,
        })))
    }

    /// None for what isn't a message.
    pub(crate) fn kind(&self) -> Option<MessageKind> {
        match self {
            Self::Message(received) => Some(received.message.kind()),
            Self::Qualifications(_) => Some(MessageKind::BulkQualificationResult),
            Self::Registrations(_) => Some(MessageKind::BulkRegistrationResult),
            Self::Refusal(_) => None,
        }
    }

    pub(crate) fn encoding(&self) -> Encoding {
        match self {
            Self::Message(received) => received.encoding,
            Self::Qualifications(people) => people.encoding(),
            Self::Registrations(people) => people.encoding(),
            Self::Refusal(file) => file.encoding(),
        }
    }

    /// What it is called.
    pub(crate) fn label(&self, language: Language) -> &'static str {
        match (self.kind(), language) {
            (Some(kind), _) => kind.label(language),
            (None, Language::Ja) => "要求が拒否された理由",
            (None, _) => "why a request was refused",
        }
    }

    /// The header of a bulk result whose people come one by one.
    pub(crate) fn into_bulk_header(self) -> Result<BulkResultHeader, Failure> {
        match self {
            Self::Qualifications(people) => Ok(people.into_header()?.message),
            Self::Registrations(people) => Ok(people.into_header()?.message),
            Self::Message(_) | Self::Refusal(_) => Err("no bulk result".into()),
        }
    }

    /// 処理結果区分 in the header of what is read whole.
    pub(crate) fn segment(&self) -> Option<&SegmentOfResult> {
        let Self::Message(received) = self else { return None };
        match &received.message {
            AnyMessage::QualificationResult(result) => &result.header.segment_of_result,
            AnyMessage::BulkQualificationResult(result) => &result.header.segment_of_result,
            AnyMessage::BulkRegistrationResult(result) => &result.header.segment_of_result,
            AnyMessage::BulkReception(result) => &result.header.segment_of_result,
            AnyMessage::RegistrationResult(result) => &result.header.segment_of_result,
            _ => &Leaf::Absent,
        }
        .value()
    }

    /// What every JSON object about a file begins with.
    pub(crate) fn members(&self, file: &Path, language: Language) -> Map<String, Value> {
        let kind = self.kind().map(|kind| snake_case(&format!("{kind:?}")));
        Map::from_iter([
            ("file".to_owned(), json!(file.display().to_string())),
            ("kind".to_owned(), json!(kind.as_deref().unwrap_or("refusal"))),
            ("label".to_owned(), json!(self.label(language))),
            ("encoding".to_owned(), json!(self.encoding().label())),
        ])
    }
}

/// `BulkReception` as `bulk_reception`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

/// What comes out of a file or of the archive that it is, and how many bytes that will be.
fn source(path: &Path, name: Option<&FileName>) -> Result<(Box<dyn BufRead>, u64), Failure> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut start = Vec::new();
    file.by_ref().take(2).read_to_end(&mut start)?;
    file.rewind()?;
    if start == b"PK" {
        // Only bulk results are known to come in archives.
        let api = name.map_or(&ApiId::BULK_QUALIFICATION_RESULT, FileName::api);
        let entry = ZipEntry::open(file, api)?;
        let length = entry.stated_length();
        Ok((Box::new(BufReader::new(entry)), length))
    } else {
        Ok((Box::new(BufReader::new(file)), length))
    }
}

/// All of a file, or a byte more than any message has.
fn whole(path: &Path, name: Option<&FileName>) -> Result<Vec<u8>, Failure> {
    let most = u64::try_from(Limits::BULK.bytes).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    source(path, name)?.0.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether the first thing beside the header is such a person, whatever is wrong with that one.
fn is_of<U>(path: &Path, name: Option<&FileName>) -> Result<bool, Failure>
where
    People<U>: Iterator,
{
    let people = People::<U>::new(source(path, name)?.0, Mode::Lenient);
    Ok(people.is_ok_and(|mut people| people.next().is_some() && people.progress().units > 0))
}

fn people<U>(path: &Path, name: Option<&FileName>, shown: Shown) -> Result<People<U>, Failure> {
    let (source, length) = source(path, name)?;
    let people = People::new(source, Mode::Lenient)?;
    Ok(match Bar::new(length, shown) {
        Some(mut bar) => people.on_progress(move |progress| bar.show(progress)),
        None => people,
    })
}

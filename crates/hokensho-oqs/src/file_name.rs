mod api;
mod face;

use hokensho_eligibility::Date;
use std::fmt;
use std::str::FromStr;

use crate::{Error, FileNamePart};

pub use api::{ApiId, Direction};
pub use face::FaceFileName;

/// The name of a request or of what comes back: `<interface id>_<suffix>.<extension>`.
///
/// ```
/// use hokensho_eligibility::Date;
/// use hokensho_oqs::{ApiId, FileName};
///
/// let request = FileName::new(ApiId::QUALIFICATION_REQUEST, Date::new(2026, 11, 22)?, 7)?;
/// assert_eq!(request.to_string(), "OQSsiquc01req_202611220007.xml");
/// let answer = request.answer().unwrap();
/// assert_eq!(answer.to_string(), "OQSsiquc01res_202611220007.xml");
/// assert!("OQSsiquc01res_202611220007.zip".parse::<FileName>()?.answers(&request));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName {
    api: ApiId,
    suffix: String,
    extension: Extension,
}

impl FileName {
    /// The name of a request: twelve digits, day and counter of the day, as the interface describes it.
    ///
    /// # Errors
    /// [`Error::FileName`] if the counter has more than four digits.
    pub fn new(api: ApiId, day: Date, counter: u16) -> Result<Self, Error> {
        if counter > 9999 {
            return Err(Error::FileName { part: FileNamePart::Counter });
        }
        let suffix = format!("{}{counter:04}", day.to_digits());
        Ok(Self { api, suffix, extension: Extension::Xml })
    }

    /// The interface id.
    #[must_use]
    pub const fn api(&self) -> &ApiId {
        &self.api
    }

    /// What tells files of one interface apart. Twelve digits by the book; working systems also write others, so any
    /// is read.
    #[must_use]
    pub fn suffix(&self) -> &str {
        &self.suffix
    }

    /// The extension.
    #[must_use]
    pub const fn extension(&self) -> Extension {
        self.extension
    }

    /// The same name with another extension.
    #[must_use]
    pub fn with_extension(mut self, extension: Extension) -> Self {
        self.extension = extension;
        self
    }

    /// The name of the XML result of this request; none if this isn't a request.
    #[must_use]
    pub fn answer(&self) -> Option<Self> {
        let (api, suffix) = (self.api.answer()?, self.suffix.clone());
        Some(Self { api, suffix, extension: Extension::Xml })
    }

    /// The name of the text that comes when this request is refused; the request file itself is then moved beside
    /// it, under its own name. None if this isn't a request.
    ///
    /// ```
    /// use hokensho_oqs::FileName;
    ///
    /// let request: FileName = "OQSsiquc01req_202611220007.xml".parse()?;
    /// assert_eq!(request.refusal().unwrap().to_string(), "OQSsiquc01req_202611220007.err");
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    #[must_use]
    pub fn refusal(&self) -> Option<Self> {
        let request = self.api.direction() == Direction::Request;
        request.then(|| self.clone().with_extension(Extension::Err))
    }

    /// Whether this names a result of that request, of whatever extension.
    #[must_use]
    pub fn answers(&self, request: &Self) -> bool {
        request.answer().is_some_and(|answer| answer.api == self.api && answer.suffix == self.suffix)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}.{}", self.api, self.suffix, self.extension)
    }
}

impl FromStr for FileName {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let refused = |part| Error::FileName { part };
        let (stem, extension) = name.rsplit_once('.').ok_or(refused(FileNamePart::Extension))?;
        let extension = extension.parse()?;
        let (api, suffix) = stem.split_once('_').ok_or(refused(FileNamePart::Suffix))?;
        if !is_component(suffix) {
            return Err(refused(FileNamePart::Suffix));
        }
        Ok(Self { api: api.parse()?, suffix: suffix.to_owned(), extension })
    }
}

/// Names in use have up to about 60 characters; most file systems end at 255 bytes.
const MAX_COMPONENT: usize = 200;

/// Any text that is one component of a path on every system.
pub(crate) fn is_component(text: &str) -> bool {
    let refused = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    !text.is_empty() && text.len() <= MAX_COMPONENT && !text.contains(refused)
}

/// What kind of file it is.
///
/// ```
/// use hokensho_oqs::Extension;
///
/// assert_eq!("XML".parse(), Ok(Extension::Xml));
/// assert_eq!(Extension::Err.to_string(), "err");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extension {
    /// A refused request's text.
    Err,
    /// A result to look at.
    Pdf,
    /// A message.
    Xml,
    /// A bulk result: one or more messages.
    Zip,
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Err => "err",
            Self::Pdf => "pdf",
            Self::Xml => "xml",
            Self::Zip => "zip",
        })
    }
}

impl FromStr for Extension {
    type Err = Error;

    /// In any letter case: the folders are on Windows.
    fn from_str(text: &str) -> Result<Self, Error> {
        match text.to_ascii_lowercase().as_str() {
            "err" => Ok(Self::Err),
            "pdf" => Ok(Self::Pdf),
            "xml" => Ok(Self::Xml),
            "zip" => Ok(Self::Zip),
            _ => Err(Error::FileName { part: FileNamePart::Extension }),
        }
    }
}

#[cfg(test)]
mod tests;

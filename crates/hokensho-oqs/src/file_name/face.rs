use hokensho_eligibility::{DateTime, InstitutionCode};
use std::fmt;
use std::str::FromStr;

use super::{ApiId, Extension, FileName, is_component};
use crate::{Error, FileNamePart};

/// The name of a certified reader's file, which comes without a request:
/// `OQSsiquc01res_face_<id>_<yyyyMMddHHmmss>.xml`.
///
/// ```
/// use hokensho_oqs::FaceFileName;
///
/// let name: FaceFileName = "OQSsiquc01res_face_27142063864da5260a16de5a3d3ad7_20260929160112.xml".parse()?;
/// assert_eq!(name.institution().unwrap().as_str(), "2714206386");
/// assert_eq!(name.written_at().to_string(), "2026-09-29 16:01:12");
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceFileName {
    id: String,
    written_at: DateTime,
}

/// What comes before the id, and tells the file from an answer to a request.
const FACE: &str = "face_";

impl FaceFileName {
    /// A name as readers form it: the institution, then twenty letters or digits that tell files apart.
    ///
    /// # Errors
    /// [`Error::FileName`] unless `unique` is twenty ASCII letters or digits.
    ///
    /// ```
    /// use hokensho_eligibility::{DateTime, InstitutionCode};
    /// use hokensho_oqs::FaceFileName;
    ///
    /// let institution = InstitutionCode::new("1300000005")?;
    /// let name =
    ///     FaceFileName::new(&institution, "4da5260a16de5a3d3ad7", DateTime::from_digits("20261122093000")?)?;
    /// assert_eq!(name.to_string(), "OQSsiquc01res_face_13000000054da5260a16de5a3d3ad7_20261122093000.xml");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(institution: &InstitutionCode, unique: &str, written_at: DateTime) -> Result<Self, Error> {
        if unique.len() != 20 || !unique.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Error::FileName { part: FileNamePart::Face });
        }
        Ok(Self { id: format!("{institution}{unique}"), written_at })
    }

    /// The middle part. Real readers write the institution's ten digits and twenty more characters; any is read.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The institution, if the id starts with ten digits.
    #[must_use]
    pub fn institution(&self) -> Option<InstitutionCode> {
        InstitutionCode::new(self.id.get(..10)?).ok()
    }

    /// When the reader wrote the file, by its own clock.
    #[must_use]
    pub const fn written_at(&self) -> DateTime {
        self.written_at
    }
}

impl fmt::Display for FaceFileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (api, time) = (ApiId::QUALIFICATION_RESULT, self.written_at.to_digits());
        write!(f, "{api}_{FACE}{}_{time}.{}", self.id, Extension::Xml)
    }
}

impl FromStr for FaceFileName {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let refused = |part| Error::FileName { part };
        let name: FileName = name.parse()?;
        if *name.api() != ApiId::QUALIFICATION_RESULT {
            return Err(refused(FileNamePart::Api));
        }
        if name.extension() != Extension::Xml {
            return Err(refused(FileNamePart::Extension));
        }
        let middle = name.suffix().strip_prefix(FACE).and_then(|rest| rest.rsplit_once('_'));
        let (id, time) = middle.ok_or(refused(FileNamePart::Face))?;
        let written_at = DateTime::from_digits(time).map_err(|_| refused(FileNamePart::Face))?;
        if !is_component(id) {
            return Err(refused(FileNamePart::Face));
        }
        Ok(Self { id: id.to_owned(), written_at })
    }
}

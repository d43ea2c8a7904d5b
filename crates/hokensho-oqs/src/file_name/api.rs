use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::{Error, FileNamePart};

/// An interface id, `SSSkkfffNNddd`: system, single or bulk, function, step, direction.
///
/// ```
/// use hokensho_oqs::{ApiId, Direction};
///
/// let id: ApiId = "OQSmuquc02res".parse()?;
/// assert_eq!((id.system(), id.function(), id.step()), ("OQS", "quc", "02"));
/// assert_eq!(id.direction(), Direction::Result);
/// assert_eq!(ApiId::QUALIFICATION_REQUEST.answer(), Some(ApiId::QUALIFICATION_RESULT));
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApiId(Cow<'static, str>);

/// Which way a file goes.
///
/// ```
/// assert_eq!(hokensho_oqs::ApiId::QUALIFICATION_REQUEST.direction(), hokensho_oqs::Direction::Request);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To the terminal (`req`).
    Request,
    /// From the terminal (`res`).
    Result,
}

impl ApiId {
    /// 資格確認要求.
    pub const QUALIFICATION_REQUEST: Self = Self(Cow::Borrowed("OQSsiquc01req"));
    /// 資格確認結果.
    pub const QUALIFICATION_RESULT: Self = Self(Cow::Borrowed("OQSsiquc01res"));

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `OQS` 資格確認, `YZK` 薬剤・診療情報, `TKK` 特定健診情報, and others.
    #[must_use]
    pub fn system(&self) -> &str {
        self.part(0, 3)
    }

    /// `si` for one person, `mu` for many.
    #[must_use]
    pub fn scope(&self) -> &str {
        self.part(3, 5)
    }

    /// `quc` 資格確認, `imm` 照会番号, and others.
    #[must_use]
    pub fn function(&self) -> &str {
        self.part(5, 8)
    }

    /// `01`; for bulk questions `01` uploads and `02` fetches.
    #[must_use]
    pub fn step(&self) -> &str {
        self.part(8, 10)
    }

    /// Which way files with this id go.
    #[must_use]
    pub fn direction(&self) -> Direction {
        if self.0.ends_with("req") { Direction::Request } else { Direction::Result }
    }

    /// The id of the result to this request; none if this is a result.
    #[must_use]
    pub fn answer(&self) -> Option<Self> {
        self.0.strip_suffix("req").map(|stem| Self(format!("{stem}res").into()))
    }

    fn part(&self, from: usize, to: usize) -> &str {
        self.0.get(from..to).unwrap_or_default()
    }
}

impl FromStr for ApiId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let id = Self(text.to_owned().into());
        let letters =
            |part: &str, is: fn(&u8) -> bool| !part.is_empty() && part.bytes().all(|byte| is(&byte));
        let fits = text.len() == 13
            && letters(id.system(), u8::is_ascii_uppercase)
            && matches!(id.scope(), "si" | "mu")
            && letters(id.function(), u8::is_ascii_lowercase)
            && letters(id.step(), u8::is_ascii_digit)
            && matches!(id.part(10, 13), "req" | "res");
        fits.then_some(id).ok_or(Error::FileName { part: FileNamePart::Api })
    }
}

impl fmt::Display for ApiId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ApiId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiId({})", self.0)
    }
}

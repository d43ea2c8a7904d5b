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

/// Makes constants of the ids that messages are known for.
macro_rules! api_ids {
    ($( $(#[$meta:meta])* $name:ident = $id:literal; )+) => {
        $( $(#[$meta])* pub const $name: Self = Self(Cow::Borrowed($id)); )+
    };
}

impl ApiId {
    api_ids! {
        /// 資格確認要求.
        QUALIFICATION_REQUEST = "OQSsiquc01req";
        /// 資格確認結果.
        QUALIFICATION_RESULT = "OQSsiquc01res";
        /// 照会番号登録要求.
        REGISTRATION_REQUEST = "OQSsiimm01req";
        /// 照会番号登録結果.
        REGISTRATION_RESULT = "OQSsiimm01res";
        /// 資格確認一括照会: 要求.
        BULK_QUALIFICATION_REQUEST = "OQSmuquc01req";
        /// 資格確認一括照会: 受付.
        BULK_QUALIFICATION_RECEPTION = "OQSmuquc01res";
        /// 資格確認一括照会: ダウンロード要求.
        BULK_QUALIFICATION_DOWNLOAD = "OQSmuquc02req";
        /// 資格確認一括照会: ダウンロード結果.
        BULK_QUALIFICATION_RESULT = "OQSmuquc02res";
        /// 照会番号一括登録: 要求.
        BULK_REGISTRATION_REQUEST = "OQSmuimm01req";
        /// 照会番号一括登録: 受付.
        BULK_REGISTRATION_RECEPTION = "OQSmuimm01res";
        /// 照会番号一括登録: ダウンロード要求.
        BULK_REGISTRATION_DOWNLOAD = "OQSmuimm02req";
        /// 照会番号一括登録: ダウンロード結果.
        BULK_REGISTRATION_RESULT = "OQSmuimm02res";
        /// 委託先資格情報（医療扶助）の一括取得: 要求. The id is inferred from a program in use.
        MEDICAL_AID_REQUEST = "OQSmutic01req";
        /// 委託先資格情報（医療扶助）の一括取得: 受付. The id is inferred from a program in use.
        MEDICAL_AID_RECEPTION = "OQSmutic01res";
        /// 委託先資格情報（医療扶助）の一括取得: ダウンロード要求. The id is inferred from a program in use.
        MEDICAL_AID_DOWNLOAD = "OQSmutic02req";
        /// 委託先資格情報（医療扶助）の一括取得: ダウンロード結果. The id is inferred from a program in use.
        MEDICAL_AID_RESULT = "OQSmutic02res";
        /// 同意済資格情報の一括取得（訪問診療等）: 要求.
        HOME_VISIT_REQUEST = "OQSmuhvq01req";
        /// 同意済資格情報の一括取得（訪問診療等）: 受付.
        HOME_VISIT_RECEPTION = "OQSmuhvq01res";
        /// 同意済資格情報の一括取得（訪問診療等）: ダウンロード要求.
        HOME_VISIT_DOWNLOAD = "OQSmuhvq02req";
        /// 同意済資格情報の一括取得（訪問診療等）: ダウンロード結果.
        HOME_VISIT_RESULT = "OQSmuhvq02res";
        /// 同意済資格情報の一括取得（オンライン診療等）: 要求.
        ONLINE_CARE_REQUEST = "OQSmuonq01req";
        /// 同意済資格情報の一括取得（オンライン診療等）: 受付.
        ONLINE_CARE_RECEPTION = "OQSmuonq01res";
        /// 同意済資格情報の一括取得（オンライン診療等）: ダウンロード要求.
        ONLINE_CARE_DOWNLOAD = "OQSmuonq02req";
        /// 同意済資格情報の一括取得（オンライン診療等）: ダウンロード結果.
        ONLINE_CARE_RESULT = "OQSmuonq02res";
        /// 薬剤・診療情報閲覧要求.
        MEDICINES_REQUEST = "YZKsiquc01req";
        /// 薬剤・診療情報閲覧結果.
        MEDICINES_RESULT = "YZKsiquc01res";
        /// 特定健診情報閲覧要求.
        CHECKUPS_REQUEST = "TKKsiquc01req";
        /// 特定健診情報閲覧結果.
        CHECKUPS_RESULT = "TKKsiquc01res";
    }

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

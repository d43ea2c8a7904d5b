//! Until when a consent counts.

use crate::{Date, DateTime, Text};

/// Until when a consent counts, as the source states it: an end is never computed.
///
/// An answer is a snapshot. Of a consent without a stated end it says that it was in force on the day asked about, and
/// nothing of later days: whether it was revoked meanwhile, a new answer says (再照会).
///
/// ```
/// use hokensho_eligibility::{ConsentEnd, DateTime, Language};
///
/// let end = ConsentEnd::At(DateTime::from_digits("20261123093000")?);
/// assert_eq!(end.text().text(Language::Ja), "有効期限まで");
/// assert_eq!(ConsentEnd::UntilRevoked.text().text(Language::En), "until revoked");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum ConsentEnd {
    /// 閲覧有効期限, that second included.
    At(DateTime),
    /// Nobody said until when: consent couldn't be got in an emergency (救急時), and no end is stated.
    Unknown,
    /// Until it is revoked: given at the first of several home visits (訪問診療等), without a stated end.
    UntilRevoked,
}

impl ConsentEnd {
    /// The words for it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::At(_) => Text::ConsentEndAt,
            Self::Unknown => Text::ConsentEndUnknown,
            Self::UntilRevoked => Text::ConsentEndUntilRevoked,
        }
    }

    /// The last second at which an answer about a day shows that the consent counts.
    pub(super) fn known_until(self, asked: Date) -> DateTime {
        match self {
            Self::At(end) => end,
            Self::Unknown | Self::UntilRevoked => asked.last_second(),
        }
    }
}

//! What an answer holds and nobody could read.

use alloc::string::String;

use crate::named::named;

/// A coverage of an answer that couldn't be read, since a value without which nothing can be said of it is missing or
/// can't be one: from or to when it is in force, its ratio, whose it is. It may be the one that pays.
///
/// ```
/// use hokensho_eligibility::{UnreadCoverage, UnreadReason};
///
/// let place = "ResultOfQualificationConfirmation[2]/DisqualificationDate".to_string();
/// let unread = UnreadCoverage { place, why: UnreadReason::Invalid };
/// assert_eq!(unread.why.name(), "invalid");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UnreadCoverage {
    /// Where the value stands, as the source names its places: in a message the path of the element. Never what stands
    /// there.
    pub place: String,
    /// Why nothing can be made of the value; the first such one of the coverage.
    pub why: UnreadReason,
}

named! {
    /// Why nothing can be made of a value.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, UnreadReason};
    ///
    /// assert_eq!(UnreadReason::Absent.text().text(Language::En), "the value is missing");
    /// ```
    #[non_exhaustive]
    UnreadReason {
        /// It isn't there, or is empty.
        Absent = "absent", UnreadReasonAbsent;
        /// It is there, and can't be a value: no such day, no such ratio.
        Invalid = "invalid", UnreadReasonInvalid;
    }
}

#[cfg(test)]
mod tests;

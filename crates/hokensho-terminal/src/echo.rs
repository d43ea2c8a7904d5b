//! Whether an answer is for who asked. A file name proves little: other programs write into the same folders.

mod search;

use std::fmt;

use hokensho_eligibility::{InstitutionCode, SegmentOfResult};
use hokensho_oqs::Leaf;

pub(crate) use search::of_search;

/// What an answer repeats of its request.
///
/// ```
/// assert_eq!(hokensho_terminal::Echo::Institution.to_string(), "institution code");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Echo {
    /// 生年月日, in the search or in a result.
    Birthdate,
    /// 枝番: what tells twins apart.
    Branch,
    /// 任意のファイル識別子.
    FileIdentifier,
    /// 被保険者証番号.
    IdentificationNumber,
    /// 医療機関コード.
    Institution,
    /// 保険者番号.
    InsurerNumber,
    /// 任意の識別子 of the person.
    PersonIdentifier,
    /// 受付番号 of a bulk request.
    ReceptionNumber,
    /// 照会番号 that is registered.
    ReferenceNumber,
    /// 被保険者証記号.
    Symbol,
}

impl fmt::Display for Echo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Birthdate => "birth date",
            Self::Branch => "branch number",
            Self::FileIdentifier => "file identifier",
            Self::IdentificationNumber => "identification number",
            Self::Institution => "institution code",
            Self::InsurerNumber => "insurer number",
            Self::PersonIdentifier => "person identifier",
            Self::ReceptionNumber => "reception number",
            Self::ReferenceNumber => "reference number",
            Self::Symbol => "symbol",
        })
    }
}

/// The first thing in which an answer differs from what was asked.
pub(crate) fn first(echoes: impl IntoIterator<Item = (Echo, bool)>) -> Result<(), Echo> {
    match echoes.into_iter().find(|(_, fits)| !fits) {
        Some((what, _)) => Err(what),
        None => Ok(()),
    }
}

/// What every header repeats: institution, and file identifier.
pub(crate) fn of_headers(
    (institution, identifier): (&Leaf<InstitutionCode>, &Leaf<String>),
    (echoed_institution, echoed_identifier): (&Leaf<InstitutionCode>, &Leaf<String>),
    repeats: Repeats,
) -> [(Echo, bool); 2] {
    [
        (Echo::Institution, fits(institution, echoed_institution, repeats)),
        (Echo::FileIdentifier, text_fits(identifier, echoed_identifier, repeats)),
    ]
}

/// Whether an answer must repeat what was asked, or only not contradict it.
#[derive(Clone, Copy)]
pub(crate) enum Repeats {
    Always,
    IfAtAll,
}

impl Repeats {
    /// A terminal that failed may not have got as far as repeating anything; a wrong echo is wrong all the same.
    pub(crate) const fn after(segment: &Leaf<SegmentOfResult>) -> Self {
        match segment.value() {
            Some(SegmentOfResult::Normal) => Self::Always,
            _ => Self::IfAtAll,
        }
    }
}

/// Whether what was asked came back. What wasn't asked can't come back wrong.
pub(crate) fn fits<T: PartialEq>(asked: &Leaf<T>, echoed: &Leaf<T>, repeats: Repeats) -> bool {
    match (asked.value(), echoed, repeats) {
        (None, ..) | (Some(_), Leaf::Absent, Repeats::IfAtAll) => true,
        (Some(asked), echoed, _) => echoed.value() == Some(asked),
    }
}

/// The same for texts. An empty one asks nothing: in the file it is an empty element.
pub(crate) fn text_fits(asked: &Leaf<String>, echoed: &Leaf<String>, repeats: Repeats) -> bool {
    asked.value().is_some_and(String::is_empty) || fits(asked, echoed, repeats)
}

//! Whether an answer is for who asked. A file name proves little: other programs write into the same folders.

use std::fmt;

use hokensho_eligibility::{InsurerNumber, SegmentOfResult};
use hokensho_oqs::{Leaf, Qualification, QualificationRequest, QualificationResult, ResultBody, SearchInfo};

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
            Self::Symbol => "symbol",
        })
    }
}

/// Refuses an answer that doesn't repeat what was asked, with the first thing that differs.
pub(crate) fn check(asked: &QualificationRequest, result: &QualificationResult) -> Result<(), Echo> {
    let (header, echoed) = (&asked.header, &result.header);
    // A terminal that failed may not have got as far as repeating anything; a wrong echo is wrong all the same.
    let repeats = match echoed.segment_of_result.value() {
        Some(SegmentOfResult::Normal) => Repeats::Always,
        _ => Repeats::IfAtAll,
    };
    let mut echoes = vec![
        (Echo::Institution, fits(&header.institution, &echoed.institution, repeats)),
        (Echo::FileIdentifier, text_fits(&header.file_identifier, &echoed.file_identifier, repeats)),
    ];
    if let Some(search) = &asked.body.search {
        echoes.extend(of_search(search, &result.body));
    }
    match echoes.into_iter().find(|(_, fits)| !fits) {
        Some((what, _)) => Err(what),
        None => Ok(()),
    }
}

fn of_search(asked: &SearchInfo, body: &ResultBody) -> Vec<(Echo, bool)> {
    use Repeats::{Always, IfAtAll};
    let results = body.qualifications();
    // Coverages may differ in insurer and number, aid beside insurance, but never in whom they cover.
    let same_person = results.iter().all(|it| fits(&asked.birth_date, &it.birth_date, IfAtAll));
    let mut echoes = vec![(Echo::Birthdate, same_person)];
    if let Some(search) = &body.search {
        echoes.extend(Document::from(asked).shown_by(search.into()));
        echoes.extend([
            (Echo::Birthdate, fits(&asked.birth_date, &search.birth_date, Always)),
            (Echo::PersonIdentifier, text_fits(&asked.identifier, &search.identifier, Always)),
        ]);
    } else {
        // Without the search repeated, the data itself must show what was asked for: the result that shows most of it
        // has to show all.
        let shown = results.iter().map(|it| Document::from(asked).shown_by(it.into()));
        let best = shown.max_by_key(|echoes| echoes.iter().take_while(|(_, fits)| *fits).count());
        echoes.extend(best.into_iter().flatten());
    }
    echoes
}

/// What stands on an insurance document.
struct Document<'a> {
    insurer: &'a Leaf<InsurerNumber>,
    symbol: &'a Leaf<String>,
    number: &'a Leaf<String>,
    branch: &'a Leaf<String>,
}

impl Document<'_> {
    fn shown_by(&self, other: Document<'_>) -> [(Echo, bool); 4] {
        use Repeats::Always;
        [
            (Echo::InsurerNumber, fits(self.insurer, other.insurer, Always)),
            (Echo::IdentificationNumber, text_fits(self.number, other.number, Always)),
            (Echo::Symbol, text_fits(self.symbol, other.symbol, Always)),
            (Echo::Branch, text_fits(self.branch, other.branch, Always)),
        ]
    }
}

impl<'a> From<&'a SearchInfo> for Document<'a> {
    fn from(it: &'a SearchInfo) -> Self {
        let (number, branch) = (&it.identification_number, &it.branch_number);
        Self { insurer: &it.insurer_number, symbol: &it.symbol, number, branch }
    }
}

impl<'a> From<&'a Qualification> for Document<'a> {
    fn from(it: &'a Qualification) -> Self {
        let (number, branch) = (&it.identification_number, &it.branch_number);
        Self { insurer: &it.insurer_number, symbol: &it.symbol, number, branch }
    }
}

/// Whether an answer must repeat what was asked, or only not contradict it.
#[derive(Clone, Copy)]
enum Repeats {
    Always,
    IfAtAll,
}

/// Whether what was asked came back. What wasn't asked can't come back wrong.
fn fits<T: PartialEq>(asked: &Leaf<T>, echoed: &Leaf<T>, repeats: Repeats) -> bool {
    match (asked.value(), echoed, repeats) {
        (None, ..) | (Some(_), Leaf::Absent, Repeats::IfAtAll) => true,
        (Some(asked), echoed, _) => echoed.value() == Some(asked),
    }
}

/// The same for texts. An empty one asks nothing: in the file it is an empty element.
fn text_fits(asked: &Leaf<String>, echoed: &Leaf<String>, repeats: Repeats) -> bool {
    asked.value().is_some_and(String::is_empty) || fits(asked, echoed, repeats)
}

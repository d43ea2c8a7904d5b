//! Whether an answer is for who asked. A file name proves little: other programs write into the same folders.

use std::fmt;

use hokensho_eligibility::SegmentOfResult;
use hokensho_oqs::{Leaf, QualificationRequest, QualificationResult, ResultBody, SearchInfo};

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
}

impl fmt::Display for Echo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Birthdate => "birth date",
            Self::FileIdentifier => "file identifier",
            Self::IdentificationNumber => "identification number",
            Self::Institution => "institution code",
            Self::InsurerNumber => "insurer number",
            Self::PersonIdentifier => "person identifier",
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
        (Echo::FileIdentifier, fits(&header.file_identifier, &echoed.file_identifier, repeats)),
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
        let (number, echoed) = (&asked.identification_number, &search.identification_number);
        echoes.extend([
            (Echo::InsurerNumber, fits(&asked.insurer_number, &search.insurer_number, Always)),
            (Echo::IdentificationNumber, fits(number, echoed, Always)),
            (Echo::Birthdate, fits(&asked.birth_date, &search.birth_date, Always)),
            (Echo::PersonIdentifier, fits(&asked.identifier, &search.identifier, Always)),
        ]);
    } else if !results.is_empty() {
        // Without the search repeated, the data itself must show what was asked for.
        let insurer = results.iter().any(|it| fits(&asked.insurer_number, &it.insurer_number, Always));
        let number = &asked.identification_number;
        let number = results.iter().any(|it| fits(number, &it.identification_number, Always));
        echoes.extend([(Echo::InsurerNumber, insurer), (Echo::IdentificationNumber, number)]);
    }
    echoes
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

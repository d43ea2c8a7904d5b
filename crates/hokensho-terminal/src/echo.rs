//! Whether an answer is for who asked. A file name proves little: other programs write into the same folders.

use std::fmt;

use hokensho_eligibility::SegmentOfResult;
use hokensho_oqs::{Leaf, QualificationRequest, QualificationResult};

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
    let (asked_header, header) = (&asked.header, &result.header);
    // A terminal that failed may not have got as far as repeating anything; a wrong echo is wrong all the same.
    let ran = header.segment_of_result.value() == Some(&SegmentOfResult::Normal);
    fits(&asked_header.institution, &header.institution, ran).or(Err(Echo::Institution))?;
    fits(&asked_header.file_identifier, &header.file_identifier, ran).or(Err(Echo::FileIdentifier))?;
    let Some(asked) = &asked.body.search else { return Ok(()) };
    let results = result.body.qualifications();
    if let Some(search) = &result.body.search {
        fits(&asked.insurer_number, &search.insurer_number, true).or(Err(Echo::InsurerNumber))?;
        fits(&asked.identification_number, &search.identification_number, true)
            .or(Err(Echo::IdentificationNumber))?;
        fits(&asked.birth_date, &search.birth_date, true).or(Err(Echo::Birthdate))?;
        fits(&asked.identifier, &search.identifier, true).or(Err(Echo::PersonIdentifier))?;
    } else if !results.is_empty() {
        // Without the search repeated, the data itself must show what was asked for.
        let one = |fits: &dyn Fn(&hokensho_oqs::Qualification) -> bool| results.iter().any(fits);
        if !one(&|it| fits(&asked.insurer_number, &it.insurer_number, true).is_ok()) {
            return Err(Echo::InsurerNumber);
        }
        if !one(&|it| fits(&asked.identification_number, &it.identification_number, true).is_ok()) {
            return Err(Echo::IdentificationNumber);
        }
    }
    // Coverages may differ in insurer and number, aid beside insurance, but never in whom they cover.
    results.iter().try_for_each(|it| fits(&asked.birth_date, &it.birth_date, false)).or(Err(Echo::Birthdate))
}

/// Whether what was asked came back. What wasn't asked can't come back wrong.
fn fits<T: PartialEq>(asked: &Leaf<T>, echoed: &Leaf<T>, required: bool) -> Result<(), ()> {
    let fits = match (asked.value(), echoed) {
        (None, _) => true,
        (Some(_), Leaf::Absent) => !required,
        (Some(asked), echoed) => echoed.value() == Some(asked),
    };
    if fits { Ok(()) } else { Err(()) }
}

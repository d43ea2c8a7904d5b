//! Which coverage answers a question, and how valid it is.

use hokensho_eligibility::{Date, InstitutionCode, QualificationValidity};
use hokensho_oqs::{Leaf, Qualification, SearchInfo};

use crate::sim::coverage::{aid, has_ticket, in_force, insurance, is_aid, last_ended};

/// The newest coverage that is in force; the last one that was, if none is.
pub(super) fn by_person<'q>(
    known: &'q [Qualification],
    institution: &InstitutionCode,
    on: Date,
) -> (QualificationValidity, Vec<&'q Qualification>) {
    let (insurance, aid) = (insurance(known, on), aid(known, on));
    let found: Vec<_> = insurance.into_iter().chain(aid).collect();
    match (insurance, aid, last_ended(known, on)) {
        (Some(_), ..) => (QualificationValidity::Valid, found),
        (None, Some(aid), _) => (aid_validity(aid, institution, on), found),
        (None, None, Some(last)) => (QualificationValidity::Invalid, vec![last]),
        (None, None, None) => (QualificationValidity::NotFound, Vec::new()),
    }
}

/// The coverage that was typed, judged against everything known of the same person.
pub(super) fn by_search<'q>(
    people: &'q [Vec<Qualification>],
    search: &SearchInfo,
    institution: &InstitutionCode,
    on: Date,
) -> (QualificationValidity, Option<&'q Qualification>) {
    let mut fitting = people.iter().filter_map(|known| {
        let newest =
            known.iter().filter(|it| fits(it, search)).max_by_key(|it| it.qualification_date.value());
        newest.map(|typed| (known, typed))
    });
    let Some((known, typed)) = fitting.next() else { return (QualificationValidity::NotFound, None) };
    if fitting.next().is_some() {
        return (QualificationValidity::Several, None);
    }
    let since = |it: &Qualification| it.qualification_date.value().copied();
    let newer = insurance(known, on).is_some_and(|newest| !is_aid(typed) && since(newest) > since(typed));
    let validity = match (newer, in_force(typed, on)) {
        (true, _) => QualificationValidity::NewerExists,
        (false, false) => QualificationValidity::Invalid,
        (false, true) if is_aid(typed) => aid_validity(typed, institution, on),
        (false, true) => QualificationValidity::Valid,
    };
    (validity, Some(typed))
}

fn aid_validity(aid: &Qualification, institution: &InstitutionCode, on: Date) -> QualificationValidity {
    if has_ticket(aid, institution, on) {
        QualificationValidity::Valid
    } else {
        QualificationValidity::AidNotRegistered
    }
}

/// Insurer, number and birth date have to be typed; symbol and branch narrow the search if they are.
fn fits(coverage: &Qualification, search: &SearchInfo) -> bool {
    let fold = |text: &Leaf<String>| text.value().map(|text| half_width(text));
    let narrows = |filed, typed| fold(typed).is_none_or(|typed| fold(filed) == Some(typed));
    let number = fold(&search.identification_number);
    let (insurer, birth) = (search.insurer_number.value(), search.birth_date.value());
    insurer.is_some()
        && insurer == coverage.insurer_number.value()
        && birth.is_some()
        && birth == coverage.birth_date.value()
        && number.is_some_and(|number| fold(&coverage.identification_number) == Some(number))
        && narrows(&coverage.symbol, &search.symbol)
        && narrows(&coverage.branch_number, &search.branch_number)
}

/// Digits, letters and signs in either width are the same number on an insurance document.
fn half_width(text: &str) -> String {
    let fold = |c: char| match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{2212}' => '-', // what some systems make of a full-width hyphen
        other => other,
    };
    text.chars().map(fold).collect()
}

use hokensho_eligibility::{Equipment, InstitutionField, InstitutionList, InstitutionQuery};

use crate::Verdict;

const COLUMNS: [(&str, InstitutionField); 5] = [
    ("a", InstitutionField::Name),
    ("b", InstitutionField::Code),
    ("c", InstitutionField::Prefecture),
    ("d", InstitutionField::EquippedSince),
    ("e", InstitutionField::Equipment(Equipment::PhoneReader)),
];

/// Every row is an institution or a problem, and whoever is in the list is found by name.
pub(super) fn institutions(input: &[u8]) -> Verdict {
    let read = InstitutionList::from_csv(&COLUMNS, input);
    if let Ok(list) = &read {
        let told = list.institutions().len() + list.problems().len();
        assert!(told <= COLUMNS.len() * input.len(), "institutions come from nowhere");
        // A few are enough: the search walks the whole list for each.
        for institution in list.institutions().iter().take(8) {
            let query = InstitutionQuery::new().named(&institution.name);
            assert!(list.search(&query).any(|found| found == institution), "an institution isn't found");
        }
    }
    Verdict::of(&read)
}

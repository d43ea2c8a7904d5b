use hokensho_eligibility::InsurerNumber;
use hokensho_oqs::{Leaf, Qualification, ResultBody, SearchInfo};

use super::{Echo, Repeats, fits, text_fits};

/// What an answer about one person repeats of the search, or shows of it.
pub(crate) fn of_search(asked: &SearchInfo, body: &ResultBody) -> Vec<(Echo, bool)> {
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

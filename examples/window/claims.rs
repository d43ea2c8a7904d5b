//! The claims of the two visits, held against what is known of the coverage.

use hokensho::eligibility::{BranchNumber, Claim, ClaimFinding, InsuredNumber, Symbol};
use hokensho::{Coverage, Date, Eligible, History, InsurerNumber};
use hokensho_examples::Failure;
use serde::Serialize;

/// A claim, and what was found.
#[derive(Serialize)]
pub(crate) struct Checked {
    pub(crate) insurer: InsurerNumber,
    pub(crate) days: Vec<Date>,
    pub(crate) findings: Vec<ClaimFinding>,
}

/// One claim for both days to the insurer of the first visit, as somebody would make it who never looked again; and, if
/// the insurer changed, one to each for its own day.
pub(crate) fn checked(
    eligible: &[&Eligible],
    days: &[Date],
    history: &History,
) -> Result<Vec<Checked>, Failure> {
    let coverages: Vec<_> = eligible.iter().filter_map(|it| Some((it.primary()?, it.on()))).collect();
    let check = |(coverage, days): (&Coverage, Vec<Date>)| {
        let claim = claim(coverage, days)?;
        let findings = claim.check(history);
        Ok(Checked { insurer: claim.insurer, days: claim.days, findings })
    };
    let careless = coverages.first().map(|(coverage, _)| (*coverage, days.to_vec()));
    let mut insurers = coverages.iter().map(|(coverage, _)| &coverage.insurer_number);
    let first = insurers.next();
    let changed = insurers.any(|insurer| Some(insurer) != first);
    let careful = coverages.iter().map(|(coverage, day)| (*coverage, vec![*day])).filter(|_| changed);
    careless.into_iter().chain(careful).map(check).collect()
}

/// What a receipt computer would claim with.
fn claim(coverage: &Coverage, days: Vec<Date>) -> Result<Claim, Failure> {
    let person = &coverage.person;
    let number = coverage.number.as_ref().ok_or("a coverage without a number (番号)")?;
    let symbol = coverage.symbol.as_ref().map(|symbol| Symbol::new(symbol.expose()));
    let branch = coverage.branch.as_ref().map(|branch| BranchNumber::new(branch.expose()));
    Ok(Claim {
        insurer: coverage.insurer_number.clone().ok_or("a coverage without an insurer (保険者番号)")?,
        symbol: symbol.transpose()?,
        number: InsuredNumber::new(number.expose())?,
        branch: branch.transpose()?,
        name: Some(person.name.clone()),
        birth: person.birth.clone(),
        sex: person.sex.clone(),
        ratio: None,
        days,
    })
}

use std::collections::BTreeMap;
use std::fmt;

use super::{Drug, Entry, Notebook, Prescriber, PrescribingFacility, Usage, Visit};
use crate::{Error, Record};

/// The records of one visit (調剤情報): from a 調剤等年月日レコード (5) to the next.
///
/// ```
/// use hokensho_exchange::{Notebook, NotebookVersion, Output, Record};
///
/// let mut notebook = Notebook::new(&NotebookVersion::Tc08, &Output::FromInstitution)?;
/// notebook.push(Record::new(5, ["20261122", "1"])?);
/// notebook.push(Record::new(201, ["1", "アムロジピン錠5mg", "1", "錠", "1", "", "1"])?);
/// notebook.push(Record::new(301, ["1", "１日１回朝食後", "14", "日分", "1", "1", "", "1"])?);
/// let visits = notebook.visits();
/// let prescriptions = visits[0].prescriptions()?;
/// assert_eq!(prescriptions[0].drugs[0].name, "アムロジピン錠5mg");
/// assert_eq!(prescriptions[0].usages[0].quantity, "14");
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitRecords<'a>(&'a [Record]);

/// What is taken together (RP): drugs and how they are taken. `Debug` shows how many there are.
///
/// ```
/// # use hokensho_exchange::{Notebook, NotebookVersion, Output, Record};
/// # let mut notebook = Notebook::new(&NotebookVersion::Tc08, &Output::FromInstitution)?;
/// # notebook.push(Record::new(5, ["20261122", "1"])?);
/// # notebook.push(Record::new(201, ["1", "アムロジピン錠5mg", "1", "錠", "1", "", "1"])?);
/// let prescription = &notebook.visits()[0].prescriptions()?[0];
/// assert_eq!((prescription.rp, prescription.drugs.len()), ("1", 1));
/// assert!(prescription.usages.is_empty()); // a hospital may leave it out
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Prescription<'a> {
    /// RP番号, within its visit and whoever prescribed it.
    pub rp: &'a str,
    /// The drugs, in their order.
    pub drugs: Vec<Drug<'a>>,
    /// How they are taken, in the order of the file: usually once.
    pub usages: Vec<Usage<'a>>,
}

impl Notebook {
    /// The visits, in the order of the file. What comes before the first (the patient, remarks, memos) is in none.
    #[must_use]
    pub fn visits(&self) -> Vec<VisitRecords<'_>> {
        let begins = |record: &Record| record.number() == Visit::NUMBER;
        let first = self.records().iter().position(begins).unwrap_or(self.records().len());
        let (_, visits) = self.records().split_at(first);
        // A record 5 begins a group of its own with whatever follows it.
        visits.chunk_by(|_, next| !begins(next)).map(VisitRecords).collect()
    }
}

impl<'a> VisitRecords<'a> {
    /// The records, in their order.
    #[must_use]
    pub const fn records(self) -> &'a [Record] {
        self.0
    }

    /// The drugs by what is taken together, in the order in which they first come. With each hospital (51) and each
    /// prescriber (55) the numbers begin anew: RP 1 of one isn't that of another.
    ///
    /// # Errors
    /// Those of [`Record::entry`].
    pub fn prescriptions(self) -> Result<Vec<Prescription<'a>>, Error> {
        let mut found: Vec<Prescription<'a>> = Vec::new();
        let mut places = BTreeMap::new();
        for record in self.0 {
            let rp = match record.number() {
                Drug::NUMBER | Usage::NUMBER => record.field(0),
                PrescribingFacility::NUMBER | Prescriber::NUMBER => {
                    places.clear();
                    continue;
                }
                _ => continue,
            };
            let place = *places.entry(rp).or_insert(found.len());
            if place == found.len() {
                found.push(Prescription { rp, drugs: Vec::new(), usages: Vec::new() });
            }
            let Some(prescription) = found.get_mut(place) else { continue };
            match record.entry()? {
                Entry::Drug(drug) => prescription.drugs.push(drug),
                Entry::Usage(usage) => prescription.usages.push(usage),
                _ => {}
            }
        }
        Ok(found)
    }
}

/// What it holds is personal, its number too if a file says something else there.
impl fmt::Debug for Prescription<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prescription({} drugs, {} usages)", self.drugs.len(), self.usages.len())
    }
}

use std::collections::BTreeMap;

use super::{Drug, Entry, Notebook, Usage, Visit};
use crate::{Error, Record};

/// The records of one visit (調剤情報): from a 調剤等年月日レコード (5) to the next.
///
/// ```
/// use hokensho_exchange::{Notebook, Output, Record};
///
/// let mut notebook = Notebook::new(&Output::FromInstitution);
/// notebook.push(Record::new(5, ["20261122", "1"])?);
/// notebook.push(Record::new(201, ["1", "アムロジピン錠5mg", "1", "錠", "1", "", "1"])?);
/// notebook.push(Record::new(301, ["1", "１日１回朝食後", "14", "日分", "1", "1", "", "1"])?);
/// let visits = notebook.visits();
/// let prescriptions = visits[0].prescriptions()?;
/// assert_eq!(prescriptions[0].drugs[0].name, "アムロジピン錠5mg");
/// assert_eq!(prescriptions[0].usage.as_ref().map(|usage| usage.quantity), Some("14"));
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitRecords<'a>(&'a [Record]);

/// What is taken together (RP): drugs and how they are taken.
///
/// ```
/// # use hokensho_exchange::{Notebook, Output, Record};
/// # let mut notebook = Notebook::new(&Output::FromInstitution);
/// # notebook.push(Record::new(5, ["20261122", "1"])?);
/// # notebook.push(Record::new(201, ["1", "アムロジピン錠5mg", "1", "錠", "1", "", "1"])?);
/// let prescription = &notebook.visits()[0].prescriptions()?[0];
/// assert_eq!((prescription.rp, prescription.drugs.len()), ("1", 1));
/// assert!(prescription.usage.is_none()); // a hospital may leave it out
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prescription<'a> {
    /// RP番号, within its visit.
    pub rp: &'a str,
    /// The drugs, in their order.
    pub drugs: Vec<Drug<'a>>,
    /// How they are taken.
    pub usage: Option<Usage<'a>>,
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

    /// The drugs by what is taken together, in the order in which they first come.
    ///
    /// # Errors
    /// Those of [`Record::entry`].
    pub fn prescriptions(self) -> Result<Vec<Prescription<'a>>, Error> {
        let mut found: Vec<Prescription<'a>> = Vec::new();
        let mut places = BTreeMap::new();
        for record in self.0 {
            let rp = match record.number() {
                Drug::NUMBER | Usage::NUMBER => record.field(0),
                _ => continue,
            };
            let place = *places.entry(rp).or_insert(found.len());
            if place == found.len() {
                found.push(Prescription { rp, drugs: Vec::new(), usage: None });
            }
            let Some(prescription) = found.get_mut(place) else { continue };
            match record.entry()? {
                Entry::Drug(drug) => prescription.drugs.push(drug),
                Entry::Usage(usage) => prescription.usage = Some(usage),
                _ => {}
            }
        }
        Ok(found)
    }
}

//! Verdicts of both sides, counted.

use std::collections::BTreeMap;
use std::fmt;

/// Why something that OpenSSL accepts is refused here, and how to tell.
pub(crate) type Difference<W> = (&'static str, fn(&W) -> bool);

/// Two verdicts on each case. What OpenSSL refuses must be refused here; what it accepts must be accepted, unless a listed
/// difference says why not.
pub(crate) struct Tally<W: 'static> {
    differences: &'static [Difference<W>],
    accepted: usize,
    refused: usize,
    stricter: BTreeMap<&'static str, usize>,
    /// What nobody explains.
    wrong: Vec<String>,
}

impl<W: fmt::Debug> Tally<W> {
    pub(crate) const fn new(differences: &'static [Difference<W>]) -> Self {
        Self { differences, accepted: 0, refused: 0, stricter: BTreeMap::new(), wrong: Vec::new() }
    }

    /// `theirs` says why OpenSSL refuses.
    pub(crate) fn add(&mut self, case: &str, ours: Result<(), W>, theirs: Result<(), String>) {
        match (ours, theirs) {
            (Ok(()), Ok(())) => self.accepted += 1,
            (Err(_), Err(_)) => self.refused += 1,
            (Ok(()), Err(why)) => self.wrong.push(format!("{case}: only OpenSSL refuses it: {why}")),
            (Err(why), Ok(())) => match self.differences.iter().find(|(_, is_it)| is_it(&why)) {
                Some((reason, _)) => *self.stricter.entry(reason).or_default() += 1,
                None => self.wrong.push(format!("{case}: refused only here: {why:?}")),
            },
        }
    }

    /// Prints the counts, and asks that there were enough cases of every kind and that each difference occurred.
    #[track_caller]
    pub(crate) fn finish(&self, what: &str, least: usize) {
        assert!(self.wrong.is_empty(), "{what}:\n{}", self.wrong.join("\n"));
        let stricter: usize = self.stricter.values().sum();
        let Self { accepted, refused, .. } = self;
        let cases = accepted + refused + stricter;
        println!(
            "{what}: {cases} cases: {accepted} accepted, {refused} refused by both, {stricter} here only:"
        );
        self.stricter.iter().for_each(|(reason, count)| println!("{count:6}  {reason}"));
        let idle = self.differences.iter().find(|(reason, _)| !self.stricter.contains_key(reason));
        assert!(idle.is_none(), "never occurred: {:?}", idle.map(|(reason, _)| reason));
        assert!(cases >= least && *accepted > 0 && *refused > cases / 4, "too few");
    }
}

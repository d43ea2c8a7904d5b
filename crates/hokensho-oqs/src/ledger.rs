use std::mem;

use crate::encoding::Offsets;
use crate::message::ROOT;
use crate::{Budget, Diagnostic, Encoding, Error, Finding, Limits, Mode};

/// What holds for a reading as a whole, whatever the file is written in: how strict it is, what it may take, where in the
/// file it stands, and what was wrong.
#[derive(Debug)]
pub(crate) struct Ledger<'t> {
    mode: Mode,
    limits: Limits,
    count: usize,
    offsets: Offsets<'t>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Ledger<'t> {
    pub(crate) const fn new(offsets: Offsets<'t>, mode: Mode, limits: Limits) -> Self {
        Self { mode, limits, count: 0, offsets, diagnostics: Vec::new() }
    }

    /// What the file was read as.
    pub(crate) const fn encoding(&self) -> Encoding {
        self.offsets.encoding()
    }

    /// The byte of the file that a place in its text stands for.
    pub(crate) fn offset(&mut self, place: usize) -> usize {
        self.offsets.in_file(place)
    }

    /// Notes what is wrong, or refuses it.
    pub(crate) fn note(&mut self, diagnostic: Diagnostic) -> Result<(), Error> {
        match self.mode {
            Mode::Strict => Err(Error::Refused(diagnostic)),
            Mode::Lenient => {
                self.diagnostics.push(diagnostic);
                Ok(())
            }
        }
    }

    /// Notes what is wrong with the file as such, at a place in its text.
    pub(crate) fn note_at(&mut self, place: usize, finding: Finding) -> Result<(), Error> {
        let (path, offset) = (ROOT.to_owned(), self.offset(place));
        self.note(Diagnostic { path, offset, finding })
    }

    /// What was noted.
    pub(crate) fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        mem::take(&mut self.diagnostics)
    }

    /// Elements and attributes that have come.
    pub(crate) const fn counted(&self) -> usize {
        self.count
    }

    /// One more element or attribute.
    pub(crate) fn count(&mut self, place: usize) -> Result<(), Error> {
        self.count += 1;
        if self.count > self.limits.count {
            Err(self.over(Budget::Count, self.limits.count, place))
        } else {
            Ok(())
        }
    }

    /// One element more than so many that are open.
    pub(crate) fn deepen(&mut self, open: usize, place: usize) -> Result<(), Error> {
        let depth = usize::from(self.limits.depth);
        if open >= depth { Err(self.over(Budget::Depth, depth, place)) } else { Ok(()) }
    }

    /// So many bytes of text in one element.
    pub(crate) fn lengthen(&mut self, bytes: usize, place: usize) -> Result<(), Error> {
        if bytes > self.limits.text { Err(self.over(Budget::Text, self.limits.text, place)) } else { Ok(()) }
    }

    fn over(&mut self, budget: Budget, limit: usize, place: usize) -> Error {
        Error::OverBudget { budget, limit, offset: self.offset(place) }
    }
}

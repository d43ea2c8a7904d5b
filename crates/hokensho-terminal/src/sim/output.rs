//! How the simulator writes its files.

use std::fs;
use std::path::Path;

use hokensho_oqs::{CharacterCode, Encoding, Message as _, QualificationResult};

use super::scenario::TerminalPlan;
use super::{Error, shuffle};

impl TerminalPlan {
    /// What headers say of the encoding, true or not.
    pub(super) fn character_code(&self) -> CharacterCode {
        match self.declares.unwrap_or(self.encoding) {
            Encoding::Utf8 => CharacterCode::Utf8,
            Encoding::Windows31J => CharacterCode::ShiftJis,
        }
    }

    /// A result as the terminal writes it: element order as in a hash table, encoding as set, and the lie if there is
    /// one.
    pub(super) fn bytes(&self, mut result: QualificationResult, seed: &str) -> Result<Vec<u8>, Error> {
        let declared = self.declares.unwrap_or(self.encoding);
        result.header.character_code = self.character_code().into();
        let bytes = shuffle::shuffle(&result.write(self.encoding)?, seed);
        if declared == self.encoding {
            return Ok(bytes);
        }
        let (truth, lie) = (self.encoding.label().as_bytes(), declared.label().as_bytes());
        // The declaration comes first, so the first mention is the one that readers go by.
        let Some(at) = bytes.windows(truth.len()).position(|window| window == truth) else {
            return Ok(bytes);
        };
        let (before, rest) = bytes.split_at(at);
        Ok([before, lie, rest.strip_prefix(truth).unwrap_or(rest)].concat())
    }
}

/// Writes under another name and renames, so that a reader never sees half a file.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let temporary = path.with_extension("part");
    let failed = |source| Error::Io { path: path.to_owned(), source };
    fs::write(&temporary, bytes).map_err(failed)?;
    fs::rename(&temporary, path).map_err(failed)
}

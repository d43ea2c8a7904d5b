//! Where messages are written to.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use hokensho_examples::{Failure, named};

/// Writes a new file, or to standard output.
pub(crate) fn write(
    file: Option<&Path>,
    content: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let Some(file) = file else { return content(&mut io::stdout().lock()) };
    // Whole or not at all: the terminal takes what it sees in its folder.
    let mut part = file.to_owned().into_os_string();
    part.push(".part");
    let mut to = File::create_new(&part).map_err(|error| named(Path::new(&part), &error))?;
    let put = match file.try_exists() {
        Ok(true) => Err(named(file, &io::Error::from(io::ErrorKind::AlreadyExists))),
        _ => content(&mut to).and_then(|()| fs::rename(&part, file).map_err(|error| named(file, &error))),
    };
    if put.is_err() {
        let _ = fs::remove_file(&part);
    }
    put
}

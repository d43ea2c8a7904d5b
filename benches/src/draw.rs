use std::path::Path;
use std::{fs, io};

/// Writes a picture into a file named from the workspace's folder: cargo runs a bench in the folder of its package.
///
/// ```
/// let missing = hokensho_benches::draw("no/such/folder/picture.svg", "<svg/>");
/// assert!(missing.is_err());
/// ```
///
/// # Errors
/// If the file can't be written.
pub fn draw(file: &str, picture: &str) -> io::Result<()> {
    fs::write(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(file), picture)
}

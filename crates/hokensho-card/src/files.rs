//! Every application, file, data object, key and secret that this library addresses: the one place where their numbers stand.
//!
//! No specification of the card is public. The numbers were found by independent open programs that agree with
//! each other: OpenSC (`card-jpki.c`), jpki/myna and the crate `myna-card`. Files that hold the My Number
//! (個人番号) have no name here, so nothing in this library can reach them; the code that opens them (照合番号A)
//! can be asked for its tries, but no type holds its value.
//!
//! Nor has what exists and is understood by nobody: JPKI 0005, 0009, 0010, 0016, 0019, 001C and 001E, text 0012, common
//! 0019. They are never touched.

mod application;
mod data_object;
mod file;
mod key;
mod secret;

use core::fmt;

pub use application::Application;
pub use data_object::DataObject;
pub use file::File;
pub use key::Key;
pub use secret::Secret;

/// The identifier of an elementary file (EF).
///
/// ```
/// use hokensho_card::File;
///
/// let id = File::AuthCertificate.id();
/// assert_eq!(u16::from(id), 0x000A);
/// assert_eq!(id.to_string(), "EF 000A");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileId(u16);

impl FileId {
    /// The file as P1 or P2 of a command that names it by its short identifier (ISO/IEC 7816-4:2020, 11.3.3:
    /// b8 set, the identifier in b5 to b1). Every file named here has an identifier of five bits.
    pub(crate) const fn short(self) -> u8 {
        let [_, low] = self.0.to_be_bytes();
        0x80 | low
    }

    /// The file as P2 of a command that names one of its records by number (ISO/IEC 7816-4:2020, 11.4.3: the
    /// identifier in b8 to b4, then 100).
    pub(crate) const fn of_record(self) -> u8 {
        self.short() << 3 | 0x04
    }
}

impl From<FileId> for u16 {
    fn from(id: FileId) -> Self {
        id.0
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EF {:04X}", self.0)
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileId({:04X})", self.0)
    }
}

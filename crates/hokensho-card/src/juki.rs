//! The juki application (住基AP) of the resident register. The register's number in it (住民票コード) is for government
//! keys alone.

use hokensho_apdu::Transport;

use crate::session::Session;
use crate::{Error, File, KeyReference};

/// The juki application, selected.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// assert_eq!(card.juki()?.key_reference()?.raw()[..2], [0x02, 0x10]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Juki<'c, T: Transport> {
    pub(crate) session: &'c mut Session<T>,
}

impl<'c, T: Transport> Juki<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session }
    }

    /// Reads the name of a key. It is free to read.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn key_reference(&mut self) -> Result<KeyReference, Error> {
        let file = File::JukiKeyReference;
        KeyReference::parse(file, &self.session.read_record(file, 1)?)
    }
}

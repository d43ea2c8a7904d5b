use std::fmt;
use std::marker::PhantomData;

use super::{BulkConfirmUnit, unit::Unit};
use crate::group::Group;
use crate::message::{BODY, HEADER, ROOT};
use crate::sink::{Place, Sink};
use crate::xml::Writer;
use crate::{BulkRegistrationUnit, BulkResultHeader, Encoding, Error, Unknown};

/// Writes a bulk result person by person: the same file as of the whole message, of which no more than what wasn't taken
/// yet is in memory.
///
/// ```
/// use hokensho_oqs::{BulkConfirmUnit, BulkQualificationResult, BulkWriter, Encoding, Message, Unknown};
///
/// let mut result = BulkQualificationResult::default();
/// result.body.units.push(BulkConfirmUnit::default());
///
/// let none = Unknown::default();
/// let mut writer = BulkWriter::<BulkConfirmUnit>::new(Encoding::Windows31J, &result.header, [&none, &none])?;
/// let mut file = Vec::new();
/// for unit in &result.body.units {
///     writer.push(unit)?;
///     file.extend(writer.take());
/// }
/// file.extend(writer.finish([&none, &none])?);
/// assert_eq!(file, result.write(Encoding::Windows31J)?);
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
pub struct BulkWriter<U = BulkConfirmUnit> {
    writer: Writer,
    units: usize,
    unit: PhantomData<fn(U)>,
}

impl<U> BulkWriter<U> {
    /// Begins a file. Root and body get the attributes of what isn't known in them.
    ///
    /// # Errors
    /// [`Error::Unencodable`] for the first character that the encoding doesn't have.
    pub fn new(encoding: Encoding, header: &BulkResultHeader, unknown: [&Unknown; 2]) -> Result<Self, Error> {
        Self::begin(Writer::new(encoding), header, unknown)
    }

    /// The same in whichever encoding, which the header then names too, as with
    /// [`Message::convert`](crate::Message::convert).
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn converting(
        encoding: Encoding,
        header: &BulkResultHeader,
        unknown: [&Unknown; 2],
    ) -> Result<Self, Error> {
        Self::begin(Writer::converting(encoding), header, unknown)
    }

    fn begin(
        mut writer: Writer,
        header: &BulkResultHeader,
        [root, body]: [&Unknown; 2],
    ) -> Result<Self, Error> {
        writer.open((ROOT, None), &root.attributes)?;
        header.put_as(Place::of_members(HEADER), &mut writer)?;
        writer.open((BODY, None), &body.attributes)?;
        Ok(Self { writer, units: 0, unit: PhantomData })
    }

    /// The bytes of the file that have come since this was called last.
    #[must_use]
    pub fn take(&mut self) -> Vec<u8> {
        self.writer.take()
    }

    /// The last bytes. Body and root get the elements of what isn't known in them.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn finish(mut self, [root, body]: [&Unknown; 2]) -> Result<Vec<u8>, Error> {
        for (unknown, name) in [(body, BODY), (root, ROOT)] {
            self.writer.elements(&unknown.elements)?;
            self.writer.close(name)?;
        }
        Ok(self.writer.into_bytes())
    }

    fn put(&mut self, unit: &U) -> Result<(), Error>
    where
        U: Unit,
    {
        self.units += 1;
        let place = Place { nth: Some(self.units), ..Place::of_members(U::ELEMENT) };
        unit.put_as(place, &mut self.writer)
    }
}

impl BulkWriter<BulkConfirmUnit> {
    /// Writes the next person.
    ///
    /// # Errors
    /// As [`new`](Self::new); the file is then worth nothing.
    pub fn push(&mut self, unit: &BulkConfirmUnit) -> Result<(), Error> {
        self.put(unit)
    }
}

impl BulkWriter<BulkRegistrationUnit> {
    /// Writes the next person.
    ///
    /// # Errors
    /// As [`new`](Self::new); the file is then worth nothing.
    pub fn push(&mut self, unit: &BulkRegistrationUnit) -> Result<(), Error> {
        self.put(unit)
    }
}

impl<U> fmt::Debug for BulkWriter<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkWriter").field("units", &self.units).finish_non_exhaustive()
    }
}

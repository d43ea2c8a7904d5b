//! Records of files, and the data objects of the card manager.

use alloc::vec::Vec;
use hokensho_apdu::{Command, Le, Response, StatusWord, Transport, Zeroizing};

use super::read::brings_content;
use super::{Session, refusal};
use crate::{Application, DataObject, Error, File, Step};

impl DataObject {
    /// Whether the object is longer than a short answer, so that asking for it with a short Le is vain.
    const fn is_large(self) -> bool {
        matches!(self, Self::LowerCertificate | Self::UpperCertificate)
    }
}

impl<T: Transport> Session<T> {
    /// Reads a record whole (READ RECORD, ISO/IEC 7816-4:2020, 11.4.3).
    pub(crate) fn read_record(&mut self, file: File, record: u8) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.select(file.application())?;
        let step = Step::ReadRecord { file, record };
        let command = Command::new(0x00, 0xB2, record, file.id().of_record()).with_le(Le::SHORT_MAX);
        let response = self.send(step, &command)?;
        match response.status() {
            status if brings_content(status) && !response.data().is_empty() => Ok(response.into_data()),
            StatusWord::OK | StatusWord::FILE_NOT_FOUND | StatusWord::RECORD_NOT_FOUND => {
                Err(Error::FileMissing { file })
            }
            status => Err(refusal(step, status)),
        }
    }

    /// Asks for a data object (GET DATA, ISO/IEC 7816-4:2020, 11.5.3) while `application` is selected; none if the
    /// card has none.
    ///
    /// A card refuses a Le that is too short for the object (6700, reported by `myna-card`), and tells no right one.
    pub(crate) fn data_object(
        &mut self,
        application: Application,
        object: DataObject,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let short = |session: &mut Self| session.get_data(application, object, Le::SHORT_MAX);
        let extended = |session: &mut Self| match session.may_extend() {
            true => session.try_sending(|session| session.get_data(application, object, Le::EXTENDED_MAX)),
            false => Ok(None),
        };
        let first = if object.is_large() { extended(self)? } else { None };
        let response = match first {
            Some(response) => response,
            None => {
                let response = self.send_again(short)?;
                match response.status() {
                    StatusWord::WRONG_LENGTH => extended(self)?.unwrap_or(response),
                    _ => response,
                }
            }
        };
        match response.status() {
            StatusWord::OK => Ok(Some(response.into_data())),
            StatusWord::REFERENCE_NOT_FOUND => Ok(None),
            status => Err(refusal(Step::GetData(object), status)),
        }
    }

    fn get_data(&mut self, application: Application, object: DataObject, le: Le) -> Result<Response, Error> {
        self.select(application)?;
        let [p1, p2] = object.tag().to_be_bytes();
        self.send(Step::GetData(object), &Command::new(0x00, 0xCA, p1, p2).with_le(le))
    }
}

//! Windows-31J, which these formats call Shift_JIS.

use std::borrow::Cow;

use hokensho_eligibility::windows_31j;

use crate::Error;

pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    windows_31j::decode(bytes).map_err(|offset| Error::Undecodable { offset })
}

/// Appends a text; `record` says of which record it is.
pub(crate) fn encode(text: &str, record: u16, out: &mut Vec<u8>) -> Result<(), Error> {
    let unencodable = |character| Error::Unencodable { record, character: u32::from(character) };
    windows_31j::encode(text, out).map_err(unencodable)
}

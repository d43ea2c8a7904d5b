//! Windows-31J, which these formats call Shift_JIS.

use std::borrow::Cow;

use encoding_rs::SHIFT_JIS;

use crate::Error;

pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Error::Undecodable)
}

pub(crate) fn encode(text: &str, record: u16) -> Result<Vec<u8>, Error> {
    let mut encoder = SHIFT_JIS.new_encoder();
    let mut bytes = Vec::with_capacity(text.len());
    match encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true).0 {
        encoding_rs::EncoderResult::Unmappable(character) => {
            Err(Error::Unencodable { record, character: u32::from(character) })
        }
        _ => Ok(bytes),
    }
}

use hokensho_apdu::tlv::{Fault, Tag};

use super::Origin;
use crate::{Error, File, FileFault};

/// The value of a record that is one SIMPLE-TLV object (ISO/IEC 7816-4:2020, 6.2): a byte of tag, a byte of length,
/// `N` bytes of value. The longer form of the length (`FF` and two bytes) has no use here.
pub(super) fn value<const N: usize>(file: File, record: &[u8], tag: u8) -> Result<&[u8; N], Error> {
    let broken = |offset, fault| Origin::from(file).malformed(offset, fault);
    let wrong_length = |offset, found| broken(offset, FileFault::Length { expected: N, found });
    let expected = Tag::new(tag.into());
    match record {
        [found, ..] if *found != tag => {
            let found = Tag::new((*found).into());
            Err(broken(0, FileFault::Tlv(Fault::WrongTag { expected, found })))
        }
        [_, length, value @ ..] => match value.try_into() {
            _ if usize::from(*length) != N => Err(wrong_length(1, usize::from(*length))),
            Ok(value) => Ok(value),
            Err(_) => Err(wrong_length(2, value.len())),
        },
        _ => Err(broken(0, FileFault::Tlv(Fault::Missing { expected }))),
    }
}

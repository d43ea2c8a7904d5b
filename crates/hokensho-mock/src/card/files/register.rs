use super::Ef;
use crate::persona::Face;
use crate::pki::{KeyId, internal_authentication_key};
use crate::{Persona, Secret};

/// 共通カードAP. Reported by one reader of test cards.
pub(super) fn common(persona: &Persona, face: &Face) -> [(u16, Ef); 4] {
    let municipality = persona.holder().municipality().code;
    let serial = format!("{:015}{municipality}{}", persona.serial(), face.expiry.compact());
    [
        (0x0001, Ef::Records(vec![record(0x01, serial.as_bytes())])),
        (0x0002, key_reference()),
        (0x0019, Ef::AuthenticationKey(internal_authentication_key())),
        (0x001C, Ef::Secret(Secret::CommonPin)),
    ]
}

/// 住基AP. The resident's code (住民票コード) and all else takes keys of public offices.
pub(super) fn juki() -> [(u16, Ef); 2] {
    [(0x0002, key_reference()), (0x001C, Ef::Secret(Secret::JukiPin))]
}

/// The same in both applications; which key it names is not known.
fn key_reference() -> Ef {
    Ef::Records(vec![record(0x02, KeyId::new(*b"9000040", *b"001").bytes())])
}

/// JICSAP's simple TLV: a tag, a length of one byte (under 255), the value.
fn record(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = u8::try_from(value.len()).unwrap_or(u8::MAX);
    [&[tag, length], value].concat()
}

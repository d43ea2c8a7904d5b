use super::{Access, Ef, behind, free};
use crate::persona::Face;
use crate::pki::{Application, TextFiles, VisualFiles};
use crate::{Persona, Secret};

const BIRTH_CODE: Access = Access::AnyOf(&[Secret::VisualBirthCode]);
const VISUAL_CODE_A: Access = Access::AnyOf(&[Secret::VisualCodeA]);
const VISUAL_CODES: Access = Access::AnyOf(&[Secret::VisualCodeA, Secret::VisualCodeB]);
const PIN_OR_CODE_A: Access = Access::AnyOf(&[Secret::TextPin, Secret::TextCodeA]);
const PIN_OR_CODE_B: Access = Access::AnyOf(&[Secret::TextPin, Secret::TextCodeB]);
const PIN_OR_CODES: Access = Access::AnyOf(&[Secret::TextPin, Secret::TextCodeA, Secret::TextCodeB]);

/// Sixteen bytes that say nothing, in both applications.
const FILLER: [u8; 16] = [0xFF; 16];

/// 券面事項確認AP.
pub(super) fn visual(persona: &Persona, face: &Face) -> [(u16, Ef); 10] {
    let holder = persona.holder();
    let files = VisualFiles {
        birth: holder.attributes().birth,
        sex: holder.attributes().sex,
        expiry: &face.expiry.compact(),
        municipality: holder.municipality().code,
        name_image: &face.name_image,
        address_image: &face.address_image,
        photo: face.photo.as_deref().unwrap_or_default(),
        security_code_image: &face.security_code_image,
        my_number_image: &face.my_number_image,
    };
    let application = Application::Visual;
    [
        (0x0001, behind(BIRTH_CODE, files.age().encode())),
        (0x0002, behind(VISUAL_CODES, files.front().encode())),
        (0x0003, free(files.basic_info().encode())),
        (0x0004, free(application.cv_certificate().encode())),
        (0x0005, behind(VISUAL_CODE_A, files.my_number().encode())),
        (0x0006, behind(VISUAL_CODES, FILLER)),
        (0x0011, Ef::Secret(Secret::VisualBirthCode)),
        (0x0012, Ef::Secret(Secret::VisualCodeB)),
        (0x0013, Ef::Secret(Secret::VisualCodeA)),
        (0x001A, Ef::PrivateKey { key: application.card_key(), access: Access::Free }),
    ]
}

/// 券面事項入力補助AP.
pub(super) fn text(persona: &Persona, face: &Face) -> [(u16, Ef); 13] {
    let files = TextFiles { attributes: persona.holder().attributes(), my_number: &face.my_number };
    let application = Application::Text;
    [
        (0x0001, behind(PIN_OR_CODE_A, files.my_number().encode())),
        (0x0002, behind(PIN_OR_CODE_B, files.attributes().encode())),
        (0x0003, behind(PIN_OR_CODES, files.integrity().encode())),
        (0x0004, free(application.cv_certificate().encode())),
        (0x0005, free(files.basic_info().encode())),
        (0x0006, behind(PIN_OR_CODES, files.session_key().encode())),
        (0x0007, behind(PIN_OR_CODES, files.card_key().encode())),
        (0x0008, free(FILLER)),
        (0x0011, Ef::Secret(Secret::TextPin)),
        (0x0012, Ef::BlockedSecret),
        (0x0013, Ef::PrivateKey { key: application.card_key(), access: Access::Free }),
        (0x0014, Ef::Secret(Secret::TextCodeA)),
        (0x0015, Ef::Secret(Secret::TextCodeB)),
    ]
}

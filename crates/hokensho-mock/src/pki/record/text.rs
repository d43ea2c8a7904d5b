use std::fmt;

use super::{card_key, encode_all, field, sha256, template, with_offsets, with_signature};
use crate::der::Node;
use crate::pki::{Application, Attributes, KeyId, data};

/// The files of the 券面事項入力補助AP, by what is in them. EF 0004 is [`Application::cv_certificate`].
///
/// `Debug` shows nothing of the person.
///
/// ```
/// use hokensho_mock::pki::{Attributes, TextFiles};
///
/// let attributes = Attributes { name: "見本　花子", address: "東京都清瀬市中里５－８４２", birth: "19800217", sex: "2" };
/// let files = TextFiles { attributes, my_number: "999000000011" };
/// assert_eq!(files.integrity().encode().len(), 336);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TextFiles<'a> {
    /// The four attributes.
    pub attributes: Attributes<'a>,
    /// 個人番号: 12 digits. Give one whose check digit is wrong, so that it is nobody's.
    pub my_number: &'a str,
}

impl TextFiles<'_> {
    const APPLICATION: Application = Application::Text;

    /// EF 0001: My Number and two bytes of filler.
    #[must_use]
    pub fn my_number(&self) -> Node {
        Node::list([field(0xFF10, self.my_number), Node::raw([0xFF; 2])])
    }

    /// EF 0002: the table of offsets, name, address, birth, sex.
    #[must_use]
    pub fn attributes(&self) -> Node {
        with_offsets(0xFF20, 0xDF21, self.attribute_fields().into())
    }

    /// EF 0003: the digests of EF 0001 as a whole and of the fields of EF 0002 behind its table, signed.
    #[must_use]
    pub fn integrity(&self) -> Node {
        let digests = [
            field(0xDF31, sha256(&self.my_number().encode())),
            field(0xDF32, sha256(&encode_all(&self.attribute_fields()))),
        ];
        with_signature(0xFF30, digests.into(), 0xDF33, &Self::APPLICATION.issuer_key())
    }

    /// EF 0005: versions, the name of a key whose use is not known, and 32 unexplained bytes (zeros here) with filler.
    #[must_use]
    pub fn basic_info(&self) -> Node {
        let fields = [
            field(0xDF41, [0x01, 0x03, 0x0E, 0x01]),
            field(0xDF42, *KeyId::new(*b"9000034", *b"001").bytes()),
            field(0xDF43, [&[0; 32][..], &[0xFF; 96]].concat()),
        ];
        template(0xFF40, fields)
    }

    /// EF 0006: the public key to which a session key would be sent (secure messaging).
    #[must_use]
    pub fn session_key(&self) -> Node {
        template(0xA1, data::fixed_key("card-session").card_public_key())
    }

    /// EF 0007: the card's own key, signed.
    #[must_use]
    pub fn card_key(&self) -> Node {
        let key = card_key(0xDF51, Self::APPLICATION);
        with_signature(0xFF50, vec![key], 0xDF52, &Self::APPLICATION.issuer_key())
    }

    fn attribute_fields(&self) -> [Node; 4] {
        let Attributes { name, address, birth, sex } = self.attributes;
        [field(0xDF22, name), field(0xDF23, address), field(0xDF24, birth), field(0xDF25, sex)]
    }
}

impl fmt::Debug for TextFiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextFiles").finish_non_exhaustive()
    }
}

use std::fmt;

use super::{card_key, encode_all, field, sha256, template, with_offsets, with_signature};
use crate::der::Node;
use crate::pki::{Application, KeyId};

/// The files of the 券面事項確認AP, by what is in them. EF 0004 is [`Application::cv_certificate`].
///
/// `Debug` shows nothing of the person.
///
/// ```
/// use hokensho_mock::pki::{self, VisualFiles};
///
/// let image = |name| pki::image(name).unwrap();
/// let files = VisualFiles {
///     birth: "19800217",
///     sex: "2",
///     expiry: "20350217",
///     municipality: "13221",
///     name_image: image("adult-name"),
///     address_image: image("adult-address"),
///     photo: image("face-1"),
///     security_code_image: image("adult-security-code"),
///     my_number_image: image("adult-my-number"),
/// };
/// assert!((3_073..=3_328).contains(&files.front().encode().len()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct VisualFiles<'a> {
    /// 生年月日, `YYYYMMDD`.
    pub birth: &'a str,
    /// 性別, one digit as in [`Attributes`](crate::pki::Attributes).
    pub sex: &'a str,
    /// 有効期限, `YYYYMMDD`.
    pub expiry: &'a str,
    /// The municipality's code, 5 digits.
    pub municipality: &'a str,
    /// 氏名: PNG.
    pub name_image: &'a [u8],
    /// 住所: PNG.
    pub address_image: &'a [u8],
    /// The face: JPEG 2000. Empty for a card without one; how a real card says that is not known.
    pub photo: &'a [u8],
    /// セキュリティコード: PNG.
    pub security_code_image: &'a [u8],
    /// 個人番号: PNG.
    pub my_number_image: &'a [u8],
}

impl VisualFiles<'_> {
    const APPLICATION: Application = Application::Visual;

    /// EF 0001: the age record. Birth and the card's key, signed.
    #[must_use]
    pub fn age(&self) -> Node {
        let fields = vec![field(0xDF11, self.birth), card_key(0xDF12, Self::APPLICATION)];
        with_signature(0xFF10, fields, 0xDF13, &Self::APPLICATION.issuer_key())
    }

    /// EF 0002: the front of the card.
    ///
    /// Three digests, of birth, sex and key, of name and address, and of the photo, stand in one DigestInfo and are signed
    /// without a further hash, so that a part can be shown with only the digests of the others. Expiry and security code come
    /// behind the signature, which doesn't cover them.
    #[must_use]
    pub fn front(&self) -> Node {
        let person =
            [field(0xDF22, self.birth), field(0xDF23, self.sex), card_key(0xDF24, Self::APPLICATION)];
        let text = [field(0xDF25, self.name_image), field(0xDF26, self.address_image)];
        let photo = [field(0xDF27, self.photo)];

        let digests = [&person[..], &text, &photo].map(|fields| sha256(&encode_all(fields)));
        let signature = field(0xDF28, Self::APPLICATION.issuer_key().sign_digests(digests));
        let unsigned = [field(0xDF29, self.expiry), field(0xDF2A, self.security_code_image)];
        with_offsets(0xFF20, 0xDF21, [&person[..], &text, &photo, &[signature], &unsigned].concat())
    }

    /// EF 0003: versions, the municipality, two names of keys whose use is not known, and 256 unexplained bytes (`FF` here).
    #[must_use]
    pub fn basic_info(&self) -> Node {
        let fields = [
            field(0xDF31, [0x06, 0x03, 0x0E, 0x01]),
            field(0xDF32, *KeyId::new(*b"9000024", *b"001").bytes()),
            field(0xDF33, [0x01]),
            field(0xDF34, self.municipality),
            field(0xDF35, [&KeyId::new(*b"9900025", *b"001").bytes()[..], &[0xFF; 256]].concat()),
        ];
        template(0xFF30, fields)
    }

    /// EF 0005: My Number as an image, and the card's key, signed.
    #[must_use]
    pub fn my_number(&self) -> Node {
        let fields = vec![field(0xDF41, self.my_number_image), card_key(0xDF42, Self::APPLICATION)];
        with_signature(0xFF40, fields, 0xDF43, &Self::APPLICATION.issuer_key())
    }
}

impl fmt::Debug for VisualFiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisualFiles").finish_non_exhaustive()
    }
}

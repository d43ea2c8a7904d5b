mod fixed;

use std::fmt::Debug;

use hokensho_apdu::tlv::{Reader, Tag, Tlv};
use hokensho_card::{
    AgeRecord, Attributes, CardDate, CardKeyRecord, CvCertificate, DataObject, Error, FaceRecord, File,
    GreyImage, IntegrityRecord, PublicKey, SessionKey, TextBasicInfo, VisualBasicInfo,
};

use crate::{Verdict, choose};

/// The files of the card; the first byte chooses. What each parser cuts out, a plain walk over the objects finds too.
pub fn card_files(data: &[u8]) -> Verdict {
    let Some((parser, input)) = choose(data, 21) else { return Verdict::Refused };
    match parser {
        0 => face(input),
        1 => attributes(input),
        2 => integrity(input),
        3 => cv_certificate(input),
        4 => date(input),
        5 => image(GreyImage::from_jp2(input)),
        6 => image(GreyImage::from_png(input)),
        7 => age(input),
        8 => card_key(input),
        9 => session_key(input),
        10 => text_info(input),
        11 => visual_info(input),
        12 => fixed::card_serial(input),
        13 => fixed::key_reference(input),
        14 => fixed::filler(input),
        15 => fixed::token_info(input),
        16 => fixed::certificate_presence(input),
        17 => fixed::card_id(input),
        18 => fixed::contact_atr(input),
        19 => fixed::municipality(input),
        _ => manager_certificate(input),
    }
}

fn face(input: &[u8]) -> Verdict {
    let parsed = FaceRecord::parse(input.to_vec());
    if let Ok(face) = &parsed {
        let file = Walked::new(input, 0xFF20);
        assert_eq!(face.raw(), input);
        let signed = [file.span(0xDF22, 0xDF24), file.span(0xDF25, 0xDF26), file.span(0xDF27, 0xDF27)];
        assert_eq!(face.signed_parts().map(<[u8]>::to_vec), signed);
        same_key(face.card_key(), file.value(0xDF24));
        assert_eq!(face.name_image(), file.value(0xDF25));
        assert_eq!(face.address_image(), file.value(0xDF26));
        assert_eq!(face.photo().unwrap_or_default(), file.value(0xDF27));
        assert_eq!(face.signature(), file.value(0xDF28));
        assert_eq!(face.security_code_image(), file.value(0xDF2A));
        same_date(face.birth(), file.value(0xDF22));
        same_date(face.expiry(), file.value(0xDF29));
        hidden(face);
    }
    Verdict::of(&parsed)
}

fn attributes(input: &[u8]) -> Verdict {
    let parsed = Attributes::parse(input.to_vec());
    if let Ok(attributes) = &parsed {
        let file = Walked::new(input, 0xFF20);
        assert_eq!(attributes.raw(), input);
        assert_eq!(attributes.hashed(), file.span(0xDF22, 0xDF25));
        assert_eq!(attributes.name().as_bytes(), file.value(0xDF22));
        assert_eq!(attributes.address().as_bytes(), file.value(0xDF23));
        same_date(attributes.birth(), file.value(0xDF24));
        hidden(attributes);
    }
    Verdict::of(&parsed)
}

fn integrity(input: &[u8]) -> Verdict {
    let parsed = IntegrityRecord::parse(input.to_vec());
    if let Ok(record) = &parsed {
        let file = Walked::new(input, 0xFF30);
        assert_eq!(record.signed(), file.span(0xDF31, 0xDF32));
        assert_eq!(record.attributes_hash(), file.value(0xDF32));
        assert_eq!(record.signature(), file.value(0xDF33));
        hidden(record);
    }
    Verdict::of(&parsed)
}

fn cv_certificate(input: &[u8]) -> Verdict {
    let parsed = CvCertificate::parse(File::TextCvCertificate, input.to_vec());
    if let Ok(certificate) = &parsed {
        same_certificate(certificate, input, &Walked::new(input, 0x7F21));
    }
    Verdict::of(&parsed)
}

/// As the card manager gives it: with a list of what is in it, and nothing around it.
fn manager_certificate(input: &[u8]) -> Verdict {
    let parsed = CvCertificate::parse_object(DataObject::UpperCertificate, input.to_vec());
    if let Ok(certificate) = &parsed {
        same_certificate(certificate, input, &Walked::through(Reader::new(input)));
    }
    Verdict::of(&parsed)
}

fn same_certificate(certificate: &CvCertificate, input: &[u8], file: &Walked<'_>) {
    assert_eq!(certificate.raw(), input);
    assert_eq!(certificate.body(), file.value(0x5F4E));
    assert_eq!(certificate.signature(), file.value(0x5F37));
    let ids = [*certificate.issuer().as_bytes(), *certificate.subject().as_bytes()].concat();
    let key = certificate.body().strip_prefix(ids.as_slice()).expect("a body begins with two ids");
    same_key(certificate.key(), key);
    let _ = format!("{certificate:?}");
}

fn age(input: &[u8]) -> Verdict {
    let parsed = AgeRecord::parse(input.to_vec());
    if let Ok(record) = &parsed {
        let file = Walked::new(input, 0xFF10);
        assert_eq!(record.raw(), input);
        assert_eq!(record.signed(), file.span(0xDF11, 0xDF12));
        same_date(record.birth(), file.value(0xDF11));
        same_key(record.card_key(), file.value(0xDF12));
        assert_eq!(record.signature(), file.value(0xDF13));
        hidden(record);
    }
    Verdict::of(&parsed)
}

fn card_key(input: &[u8]) -> Verdict {
    let parsed = CardKeyRecord::parse(input.to_vec());
    if let Ok(record) = &parsed {
        let file = Walked::new(input, 0xFF50);
        assert_eq!(record.raw(), input);
        assert_eq!(record.signed(), file.span(0xDF51, 0xDF51));
        same_key(record.card_key(), file.value(0xDF51));
        assert_eq!(record.signature(), file.value(0xDF52));
        hidden(record);
    }
    Verdict::of(&parsed)
}

fn session_key(input: &[u8]) -> Verdict {
    let parsed = SessionKey::parse(input.to_vec());
    if let Ok(key) = &parsed {
        assert_eq!(key.raw(), input);
        same_key(key.key(), Reader::new(input).require(Tag::new(0xA1)).unwrap().value());
        let _ = format!("{key:?}");
    }
    Verdict::of(&parsed)
}

fn text_info(input: &[u8]) -> Verdict {
    let parsed = TextBasicInfo::parse(input.to_vec());
    if let Ok(info) = &parsed {
        let file = Walked::new(input, 0xFF40);
        assert_eq!(info.raw(), input);
        assert_eq!(info.specification().raw(), file.value(0xDF41));
        assert_eq!(info.key().as_bytes(), file.value(0xDF42));
        assert_eq!(info.opaque(), file.value(0xDF43));
        let _ = format!("{info:?}");
    }
    Verdict::of(&parsed)
}

fn visual_info(input: &[u8]) -> Verdict {
    let parsed = VisualBasicInfo::parse(input.to_vec());
    if let Ok(info) = &parsed {
        let file = Walked::new(input, 0xFF30);
        assert_eq!(info.raw(), input);
        assert_eq!(info.specification().raw(), file.value(0xDF31));
        assert_eq!(info.key().as_bytes(), file.value(0xDF32));
        assert_eq!([info.version()], file.value(0xDF33));
        assert_eq!(info.municipality().as_bytes(), file.value(0xDF34));
        assert_eq!([info.opaque_key().as_bytes(), info.opaque()].concat(), file.value(0xDF35));
        let _ = format!("{info:?}");
    }
    Verdict::of(&parsed)
}

fn date(input: &[u8]) -> Verdict {
    match CardDate::parse(input) {
        Some(date) => {
            same_date(date, input);
            Verdict::Accepted
        }
        None => Verdict::Refused,
    }
}

/// A picture has a pixel for each place; written as PNG, it is the same picture.
fn image(decoded: Result<GreyImage, Error>) -> Verdict {
    if let Ok(image) = &decoded {
        let sides = (image.width(), image.height());
        assert_eq!(u32::try_from(image.pixels().len()), Ok(sides.0 * sides.1));
        let png = image.to_png();
        match GreyImage::from_png(&png) {
            Ok(again) => {
                assert_eq!((again.width(), again.height()), sides);
                assert_eq!(again.pixels(), image.pixels());
            }
            // What doesn't shrink makes a longer file than a card can hold.
            Err(error) => assert!(png.len() > GreyImage::MAX_BYTES, "{error}"),
        }
        assert!(format!("{image:?}").ends_with(", [redacted])"));
    }
    Verdict::of(&decoded)
}

/// The objects of a file, one after the other.
struct Walked<'a>(Vec<Tlv<'a>>);

impl<'a> Walked<'a> {
    fn new(input: &'a [u8], outermost: u32) -> Self {
        Self::through(Reader::new(input).require(Tag::new(outermost)).unwrap().children().unwrap())
    }

    fn through(mut objects: Reader<'a>) -> Self {
        Self(std::iter::from_fn(|| objects.read().unwrap()).collect())
    }

    /// The value of the object with this tag; nothing if there is none.
    fn value(&self, tag: u32) -> &'a [u8] {
        self.0.iter().find(|object| object.tag() == Tag::new(tag)).map_or(&[], Tlv::value)
    }

    /// All objects with these tags as stored.
    fn span(&self, first: u32, last: u32) -> Vec<u8> {
        let tags = Tag::new(first)..=Tag::new(last);
        self.0
            .iter()
            .filter(|object| tags.contains(&object.tag()))
            .flat_map(|object| object.bytes())
            .copied()
            .collect()
    }
}

fn same_key(key: PublicKey<'_>, stored: &[u8]) {
    let mut reader = Reader::new(stored);
    let [exponent, modulus] = [0x90, 0x91].map(|tag| reader.require(Tag::new(tag)).unwrap());
    assert_eq!((key.exponent(), key.modulus()), (exponent.value(), modulus.value()));
}

fn same_date(date: CardDate, stored: &[u8]) {
    assert_eq!(date.to_string().replace('-', "").as_bytes(), stored);
    assert_eq!(CardDate::new(date.year(), date.month().unwrap_or(0), date.day().unwrap_or(0)), Some(date));
}

/// These records are shown to nobody: not one byte of what is shown comes from the card.
fn hidden(record: &impl Debug) {
    assert!(format!("{record:?}").ends_with("([redacted])"));
}

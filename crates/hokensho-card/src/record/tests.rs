//! Against the files of a JPKI test card (`tests/data/README.md`), whole and broken.

use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;
use hokensho_apdu::Zeroizing;
use hokensho_apdu::tlv::{Fault, Tag};
use proptest::prelude::*;
use rsa::{BoxedUint, Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256};

use super::*;
use crate::{CardDate, DataObject, DigestInfo, Error, File, FileFault};

const AGE: &[u8] = include_bytes!("../../tests/data/surface-0001.bin");
const FACE: &[u8] = include_bytes!("../../tests/data/surface-0002.bin");
const FACE_CV: &[u8] = include_bytes!("../../tests/data/surface-0004.bin");
const VISUAL_INFO: &[u8] = include_bytes!("../../tests/data/surface-0003.bin");
const ATTRIBUTES: &[u8] = include_bytes!("../../tests/data/text-0002.bin");
const INTEGRITY: &[u8] = include_bytes!("../../tests/data/text-0003.bin");
const TEXT_CV: &[u8] = include_bytes!("../../tests/data/text-0004.bin");
const TEXT_INFO: &[u8] = include_bytes!("../../tests/data/text-0005.bin");
const SESSION_KEY: &[u8] = include_bytes!("../../tests/data/text-0006.bin");
const CARD_KEY: &[u8] = include_bytes!("../../tests/data/text-0007.bin");
const UPPER_CV: &[u8] = include_bytes!("../../tests/data/mf-do-F8.bin");
const LOWER_CV: &[u8] = include_bytes!("../../tests/data/mf-do-7F21.bin");

type Parse = fn(&[u8]) -> Result<(), Error>;

/// Every file with its parser.
const FILES: [(&[u8], Parse); 12] = [
    (AGE, |raw| age(raw).map(drop)),
    (FACE, |raw| face(raw).map(drop)),
    (VISUAL_INFO, |raw| visual_info(raw).map(drop)),
    (FACE_CV, |raw| cv(raw).map(drop)),
    (ATTRIBUTES, |raw| attributes(raw).map(drop)),
    (INTEGRITY, |raw| integrity(raw).map(drop)),
    (TEXT_CV, |raw| cv(raw).map(drop)),
    (TEXT_INFO, |raw| text_info(raw).map(drop)),
    (SESSION_KEY, |raw| session_key(raw).map(drop)),
    (CARD_KEY, |raw| card_key(raw).map(drop)),
    (UPPER_CV, |raw| object_cv(raw).map(drop)),
    (LOWER_CV, |raw| object_cv(raw).map(drop)),
];

fn age(raw: &[u8]) -> Result<AgeRecord, Error> {
    AgeRecord::parse(raw.to_vec())
}

fn visual_info(raw: &[u8]) -> Result<VisualBasicInfo, Error> {
    VisualBasicInfo::parse(raw.to_vec())
}

fn text_info(raw: &[u8]) -> Result<TextBasicInfo, Error> {
    TextBasicInfo::parse(raw.to_vec())
}

fn session_key(raw: &[u8]) -> Result<SessionKey, Error> {
    SessionKey::parse(raw.to_vec())
}

fn card_key(raw: &[u8]) -> Result<CardKeyRecord, Error> {
    CardKeyRecord::parse(raw.to_vec())
}

fn object_cv(raw: &[u8]) -> Result<CvCertificate, Error> {
    CvCertificate::parse_object(DataObject::UpperCertificate, raw.to_vec())
}

fn face(raw: &[u8]) -> Result<FaceRecord, Error> {
    FaceRecord::parse(raw.to_vec())
}

fn attributes(raw: &[u8]) -> Result<Attributes, Error> {
    Attributes::parse(raw.to_vec())
}

fn integrity(raw: &[u8]) -> Result<IntegrityRecord, Error> {
    IntegrityRecord::parse(raw.to_vec())
}

fn cv(raw: &[u8]) -> Result<CvCertificate, Error> {
    CvCertificate::parse(File::TextCvCertificate, raw.to_vec())
}

/// Whether `key` signed `digest_info` (RFC 8017, 8.2.2).
fn signed(key: PublicKey<'_>, digest_info: &[u8], signature: &[u8]) -> bool {
    let number = |bytes| BoxedUint::from_be_slice_vartime(bytes);
    let key = RsaPublicKey::new(number(key.modulus()), number(key.exponent())).unwrap();
    key.verify(Pkcs1v15Sign::new_unprefixed(), digest_info, signature).is_ok()
}

mod of_a_test_card {
    use super::*;

    #[test]
    fn the_attributes_are_read() {
        let attributes = attributes(ATTRIBUTES).unwrap();
        assert_eq!(attributes.name().chars().nth(2), Some('\u{3000}'));
        assert!(attributes.address().ends_with("１２－７－２０２"));
        assert_eq!(attributes.birth(), CardDate::new(1980, 2, 17).unwrap());
        assert_eq!(attributes.sex(), Sex::Male);
        assert_eq!(attributes.raw(), ATTRIBUTES);
    }

    #[test]
    fn the_attributes_have_the_hash_that_was_signed() {
        let hash = Sha256::digest(attributes(ATTRIBUTES).unwrap().hashed());
        assert_eq!(integrity(INTEGRITY).unwrap().attributes_hash(), &hash[..]);
    }

    #[test]
    fn the_integrity_record_was_signed_by_its_certificate() {
        let (record, certificate) = (integrity(INTEGRITY).unwrap(), cv(TEXT_CV).unwrap());
        let digest = DigestInfo::sha256(&Sha256::digest(record.signed()).into());
        assert!(signed(certificate.key(), digest.as_bytes(), record.signature()));
    }

    #[test]
    fn the_face_is_read() {
        let face = face(FACE).unwrap();
        assert_eq!(face.birth(), CardDate::new(1980, 2, 17).unwrap());
        assert_eq!(face.sex(), Sex::Male);
        // ISO/IEC 15444-1, I.5.1: the signature box of a JP2 file.
        assert!(face.photo().unwrap().starts_with(b"\0\0\0\x0CjP  \r\n\x87\n"));
        for image in [face.name_image(), face.address_image(), face.security_code_image()] {
            assert!(image.starts_with(b"\x89PNG\r\n\x1A\n"));
        }
        assert_eq!(face.card_key().exponent(), [1, 0, 1]);
        assert_eq!(face.card_key().modulus().len(), 256);
        assert_eq!(face.raw(), FACE);
    }

    #[test]
    fn the_face_was_signed_by_its_certificate() {
        let (record, certificate) = (face(FACE).unwrap(), cv(FACE_CV).unwrap());
        let hashes = record.signed_parts().map(Sha256::digest).concat();
        // SEQUENCE { SEQUENCE { SHA-256, NULL }, OCTET STRING of 96 bytes }
        let digest =
            [b"\x30\x71\x30\x0D\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x60", &hashes[..]];
        assert!(signed(certificate.key(), &digest.concat(), record.signature()));
    }

    #[test]
    fn the_age_record_was_signed_by_its_certificate() {
        let (record, certificate) = (age(AGE).unwrap(), cv(FACE_CV).unwrap());
        assert_eq!(record.birth(), CardDate::new(1980, 2, 17).unwrap());
        assert_eq!(record.raw(), AGE);
        let digest = DigestInfo::sha256(&Sha256::digest(record.signed()).into());
        assert!(signed(certificate.key(), digest.as_bytes(), record.signature()));
    }

    #[test]
    fn age_and_face_have_the_same_key() {
        assert_eq!(age(AGE).unwrap().card_key(), face(FACE).unwrap().card_key());
    }

    #[test]
    fn the_card_key_was_signed_by_its_certificate() {
        let (record, certificate) = (card_key(CARD_KEY).unwrap(), cv(TEXT_CV).unwrap());
        assert_eq!((record.card_key().modulus().len(), record.raw()), (256, CARD_KEY));
        let digest = DigestInfo::sha256(&Sha256::digest(record.signed()).into());
        assert!(signed(certificate.key(), digest.as_bytes(), record.signature()));
    }

    #[test]
    fn the_session_key_is_another() {
        let record = session_key(SESSION_KEY).unwrap();
        assert_eq!((record.key().modulus().len(), record.raw()), (256, SESSION_KEY));
        assert_ne!(record.key(), card_key(CARD_KEY).unwrap().card_key());
    }

    #[test]
    fn the_basic_information_is_read() {
        let info = visual_info(VISUAL_INFO).unwrap();
        assert_eq!(info.specification().raw(), [0x06, 0x03, 0x0E, 0x01]);
        assert_eq!(info.key().to_string(), "6000024 0805303031");
        assert_eq!((info.version(), info.municipality().to_string().as_str()), (0, "13221"));
        assert_eq!(info.opaque_key().to_string(), "5900025 0805303031");
        assert_eq!((info.opaque().len(), info.raw()), (256, VISUAL_INFO));

        let info = text_info(TEXT_INFO).unwrap();
        assert_eq!(info.specification().raw(), [0x01, 0x03, 0x0E, 0x01]);
        assert_eq!(info.key().to_string(), "6000034 0805303031");
        assert_eq!((info.opaque().len(), info.raw()), (128, TEXT_INFO));
        assert_eq!(info.opaque()[32..], [0xFF; 96]);
    }

    #[test]
    fn the_card_managers_certificates_are_a_chain() {
        let (upper, lower) = (object_cv(UPPER_CV).unwrap(), object_cv(LOWER_CV).unwrap());
        assert_eq!(upper.issuer().to_string(), "6000020 0805303031000000A8");
        assert_eq!(upper.subject(), lower.issuer());
        let digest = DigestInfo::sha256(&Sha256::digest(lower.body()).into());
        assert!(signed(upper.key(), digest.as_bytes(), lower.signature()));
    }

    #[test]
    fn the_certificate_is_cut_into_297_bytes_and_256() {
        let certificate = cv(FACE_CV).unwrap();
        assert_eq!((certificate.body().len(), certificate.signature().len()), (297, 256));
        assert_eq!(certificate.issuer().to_string(), "6000023 0805303031");
        assert_eq!(certificate.key().modulus().len(), 256);
    }
}

mod broken {
    use super::*;

    /// The fault and its place.
    fn fault<T>(result: Result<T, Error>) -> (usize, FileFault) {
        match result.map(|_| ()).unwrap_err() {
            Error::Malformed { offset, fault, .. } | Error::ObjectMalformed { offset, fault, .. } => {
                (offset, fault)
            }
            error => panic!("{error}"),
        }
    }

    /// `file` with `bytes` written over it from `at` on.
    fn patched(file: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
        let mut file = file.to_vec();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        file
    }

    #[test]
    fn refuses_every_truncation() {
        for (file, parse) in FILES {
            assert!(parse(file).is_ok());
            assert!((0..file.len()).all(|cut| parse(&file[..cut]).is_err()));
        }
    }

    #[test]
    fn refuses_bytes_behind_the_file() {
        for (file, parse) in FILES {
            assert_eq!(
                fault(parse(&[file, &[0xFF]].concat())),
                (file.len(), FileFault::Tlv(Fault::TrailingBytes { bytes: 1 }))
            );
        }
    }

    #[test]
    fn refuses_every_file_but_its_own() {
        for (at, (_, parse)) in FILES.into_iter().enumerate() {
            for (other, (file, _)) in FILES.into_iter().enumerate() {
                // Certificates are alike in both applications, and in both objects.
                let alike = matches!((at, other), (3, 6) | (6, 3) | (10, 11) | (11, 10));
                assert_eq!(parse(file).is_ok(), at == other || alike, "{at} {other}");
            }
        }
    }

    #[test]
    fn refuses_an_object_too_many() {
        let more = [&[0xFF, 0x20, ATTRIBUTES[2] + 3], &ATTRIBUTES[3..], &[0xDF, 0x26, 0x00]].concat();
        let trailing = FileFault::Tlv(Fault::TrailingBytes { bytes: 3 });
        assert_eq!(fault(attributes(&more)), (ATTRIBUTES.len(), trailing));
    }

    #[test]
    fn refuses_the_file_of_a_neighbour() {
        let wrong = |(at, fault)| match fault {
            FileFault::Tlv(Fault::WrongTag { .. } | Fault::Missing { .. }) => at,
            fault => panic!("{fault}"),
        };
        assert_eq!(wrong(fault(integrity(ATTRIBUTES))), 0);
        assert_eq!(wrong(fault(cv(INTEGRITY))), 0);
        // Two files have the same outermost tag: the objects after their common four tell them apart.
        assert_eq!(wrong(fault(face(ATTRIBUTES))), ATTRIBUTES.len());
        assert_eq!(fault(attributes(FACE)).1, FileFault::OffsetTable);
    }

    #[test]
    fn refuses_an_offset_table_that_lies() {
        assert_eq!(fault(attributes(&patched(ATTRIBUTES, 6, &[0x00, 0x0F]))), (3, FileFault::OffsetTable));
        assert_eq!(fault(face(&patched(FACE, 8, &[0x00, 0x1B]))), (5, FileFault::OffsetTable));
    }

    #[test]
    fn refuses_a_day_that_is_none() {
        let at = FACE.windows(3).position(|tag| tag == [0xDF, 0x22, 0x08]).unwrap();
        assert_eq!(fault(face(&patched(FACE, at + 3, b"19801301"))), (at, FileFault::Date));
    }

    #[test]
    fn refuses_a_name_that_is_no_text_and_says_where() {
        assert_eq!(fault(attributes(&patched(ATTRIBUTES, 20, &[0xFF]))), (20, FileFault::Text));
    }

    #[test]
    fn refuses_a_key_that_is_none_and_says_where() {
        let at = TEXT_CV.windows(3).position(|tag| tag == [0x90, 0x03, 0x01]).unwrap();
        let wrong = fault(cv(&patched(TEXT_CV, at, &[0x92])));
        assert!(matches!(wrong, (place, FileFault::Tlv(Fault::WrongTag { .. })) if place == at));
    }

    #[test]
    fn refuses_a_header_list_that_lies() {
        for (at, byte) in [(2, 0x45), (3, 0x11), (9, 0x81), (11, 0x0A)] {
            assert_eq!(fault(object_cv(&patched(UPPER_CV, at, &[byte]))), (0, FileFault::HeaderList));
        }
        // The list says 265 bytes of key, the body has 264.
        let at = UPPER_CV.windows(4).position(|tag| tag == [0x5F, 0x4E, 0x82, 0x01]).unwrap();
        let mut short = patched(UPPER_CV, at + 4, &[0x28]);
        short.remove(at + 5);
        assert_eq!(fault(object_cv(&short)), (0, FileFault::HeaderList));
    }

    #[test]
    fn refuses_values_of_another_length() {
        let length = |expected, found| FileFault::Length { expected, found };
        // Each object as it is, but for one byte more in the object that starts at `at`.
        let longer = |file: &[u8], at: usize| {
            let mut file = patched(file, at + 2, &[file[at + 2] + 1]);
            file.insert(at + 3, b'0');
            let length = u16::from_be_bytes([file[3], file[4]]) + 1;
            patched(&file, 3, &length.to_be_bytes())
        };
        assert_eq!(fault(visual_info(&longer(VISUAL_INFO, 5))), (5, length(4, 5)));
        assert_eq!(fault(visual_info(&longer(VISUAL_INFO, 12))), (12, length(16, 17)));
        assert_eq!(fault(visual_info(&longer(VISUAL_INFO, 31))), (31, length(1, 2)));
        assert_eq!(fault(visual_info(&longer(VISUAL_INFO, 35))), (35, FileFault::Digits));
        assert_eq!(fault(text_info(&longer(TEXT_INFO, 5))), (5, length(4, 5)));
        assert_eq!(fault(age(&longer(AGE, 5))), (5, FileFault::Date));
    }

    #[test]
    fn refuses_a_certificate_too_short_for_its_key_ids() {
        let short = [0x7F, 0x21, 0x07, 0x5F, 0x4E, 0x01, 0x00, 0x5F, 0x37, 0x00];
        assert_eq!(fault(cv(&short)), (3, FileFault::Length { expected: 32, found: 1 }));
    }
}

/// A record without a photo, in the two ways a card could say so.
#[test]
fn reads_a_face_without_photo() {
    // The ten objects, each with its bytes.
    let mut objects = Objects::open(File::FaceRecord, FACE, 0xFF20).unwrap();
    objects.require(0xDF21).unwrap();
    let mut all = Vec::new();
    while let Some(object) = objects.reader.read().unwrap() {
        all.push((object.tag(), object.bytes()));
    }
    let build = |photo: &[u8]| {
        let parts: Vec<&[u8]> =
            all.iter().map(|(tag, bytes)| if *tag == Tag::new(0xDF27) { photo } else { bytes }).collect();
        let parts: Vec<&[u8]> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let table = u8::try_from(parts.len() * 2).unwrap();
        let length: usize = parts.iter().map(|part| part.len()).sum::<usize>() + usize::from(table) + 3;
        let mut file = [0xFF, 0x20, 0x82].to_vec();
        file.extend(u16::try_from(length).unwrap().to_be_bytes());
        file.extend([0xDF, 0x21, table]);
        let mut offset = file.len() + usize::from(table);
        for part in &parts {
            file.extend(u16::try_from(offset).unwrap().to_be_bytes());
            offset += part.len();
        }
        file.extend(parts.concat());
        file
    };
    assert_eq!(build(all[5].1), FACE);

    let absent = face(&build(&[])).unwrap();
    assert_eq!(absent.photo(), None);
    assert_eq!(absent.signed_parts()[2], []);
    let empty = face(&build(&[0xDF, 0x27, 0x00])).unwrap();
    assert_eq!(empty.photo(), None);
    assert_eq!(empty.signed_parts()[2], [0xDF, 0x27, 0x00]);
}

#[test]
fn shows_nothing_of_a_person() {
    let certificate = CertificateDer::new(Zeroizing::new(ATTRIBUTES.to_vec()));
    for (shown, name) in [
        (format!("{:?}", age(AGE).unwrap()), "AgeRecord([redacted])"),
        (format!("{:?}", attributes(ATTRIBUTES).unwrap()), "Attributes([redacted])"),
        (format!("{:?}", card_key(CARD_KEY).unwrap()), "CardKeyRecord([redacted])"),
        (format!("{certificate:?}"), "CertificateDer(104 bytes)"),
        (format!("{:?}", face(FACE).unwrap()), "FaceRecord([redacted])"),
        (format!("{:?}", integrity(INTEGRITY).unwrap()), "IntegrityRecord([redacted])"),
        (format!("{:?}", session_key(SESSION_KEY).unwrap()), "SessionKey([redacted])"),
        (format!("{:?}", text_info(TEXT_INFO).unwrap()), "TextBasicInfo([redacted])"),
        (format!("{:?}", visual_info(VISUAL_INFO).unwrap()), "VisualBasicInfo([redacted])"),
    ] {
        assert_eq!(shown, name);
    }
}

proptest! {
    #[test]
    fn no_broken_byte_panics(at in any::<usize>(), byte in any::<u8>()) {
        for (file, parse) in FILES {
            let mut file = file.to_vec();
            let at = at % file.len();
            file[at] = byte;
            let _ = parse(&file);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for (_, parse) in FILES {
            let _ = parse(&bytes);
        }
    }

    #[test]
    fn what_is_cut_is_read_whatever_the_face_says(at in any::<usize>(), byte in any::<u8>()) {
        let mut raw = FACE.to_vec();
        raw[at % FACE.len()] = byte;
        if let Ok(face) = face(&raw) {
            prop_assert_eq!(face.raw(), &raw);
            prop_assert!(face.signed_parts().concat().len() < raw.len());
        }
    }

    #[test]
    fn attributes_are_read_however_their_lengths_are_written(
        name in "\\PC{0,60}",
        address in "\\PC{0,200}",
        forms in any::<[u8; 6]>(),
    ) {
        let [outer, table, rest @ ..] = forms;
        let fields = [(0xDF22u16, name.as_str()), (0xDF23, &address), (0xDF24, "19800217"), (0xDF25, "2")];
        let fields: Vec<Vec<u8>> =
            fields.into_iter().zip(rest).map(|((tag, text), form)| object(tag, text.as_bytes(), form)).collect();
        // The table's offsets depend on nothing but lengths, so a first draft with zeros tells them.
        let file = |offsets: &[u8]| object(0xFF20, &[object(0xDF21, offsets, table), fields.concat()].concat(), outer);
        let mut offset = file(&[0; 8]).len() - fields.concat().len();
        let mut offsets = Vec::new();
        for field in &fields {
            offsets.extend(u16::try_from(offset).unwrap().to_be_bytes());
            offset += field.len();
        }
        let attributes = attributes(&file(&offsets)).unwrap();
        prop_assert_eq!(attributes.name(), name);
        prop_assert_eq!(attributes.address(), address);
        prop_assert_eq!(attributes.hashed(), fields.concat());
    }
}

/// An object whose length is written in one of the ways that hold it: one byte, or one to three behind 81, 82, 83.
fn object(tag: u16, value: &[u8], form: u8) -> Vec<u8> {
    let length = u32::try_from(value.len()).unwrap().to_be_bytes();
    let shortest = match value.len() {
        ..0x80 => 0,
        0x80..0x100 => 1,
        0x100.. => 2,
    };
    let [_, high, middle, low] = length;
    let length = match shortest.max(form % 4) {
        0 => vec![low],
        1 => vec![0x81, low],
        2 => vec![0x82, middle, low],
        _ => vec![0x83, high, middle, low],
    };
    [&tag.to_be_bytes()[..], &length, value].concat()
}

//! Files that are not what they should be: a typed error with file and place, never a panic.

use hokensho_card::{Card, DataObject, Error, File, FileFault, Manager};
use hokensho_mock::{Application, VirtualCard};

use super::holders::{adult, birth_code, builder, code_b, text_pin};

/// Reads a file of an adult's card that holds `content`.
fn read(file: File, content: &[u8]) -> Result<(), Error> {
    let application = match file.application() {
        hokensho_card::Application::Common => Application::Common,
        hokensho_card::Application::Jpki => Application::Jpki,
        hokensho_card::Application::Juki => Application::Juki,
        hokensho_card::Application::Text => Application::Text,
        hokensho_card::Application::Visual => Application::Visual,
        other => panic!("{other}"),
    };
    let chip = builder().file(application, file.id().into(), content.to_vec()).build();
    let mut card = Card::open(chip);
    match file {
        File::TokenInfo => card.token_info().map(drop),
        File::CertificatePresence => card.jpki()?.certificate_presence().map(drop),
        File::AuthCertificate => card.jpki()?.auth_certificate().map(drop),
        File::AuthCaCertificate => card.jpki()?.auth_ca_certificate().map(drop),
        File::SignCaCertificate => card.jpki()?.sign_ca_certificate().map(drop),
        File::Attributes => card.text()?.verify_pin(&text_pin())?.attributes().map(drop),
        File::IntegrityRecord => card.text()?.verify_pin(&text_pin())?.integrity().map(drop),
        File::TextCvCertificate => card.text()?.cv_certificate().map(drop),
        File::TextBasicInfo => card.text()?.basic_info().map(drop),
        File::SessionKey => card.text()?.verify_pin(&text_pin())?.session_key().map(drop),
        File::TextCardKey => card.text()?.verify_pin(&text_pin())?.card_key().map(drop),
        File::TextFiller => card.text()?.filler().map(drop),
        File::AgeRecord => card.visual()?.verify_birth_code(&birth_code())?.age_record().map(drop),
        File::FaceRecord => card.visual()?.verify_code_b(&code_b())?.face_record().map(drop),
        File::VisualBasicInfo => card.visual()?.basic_info().map(drop),
        File::VisualCvCertificate => card.visual()?.cv_certificate().map(drop),
        File::VisualFiller => card.visual()?.verify_code_b(&code_b())?.filler().map(drop),
        File::CardSerial => card.common()?.serial().map(drop),
        File::CommonKeyReference => card.common()?.key_reference().map(drop),
        File::JukiKeyReference => card.juki()?.key_reference().map(drop),
        other => panic!("{other}"),
    }
}

/// Files that hold one object, and its tag.
const FILES: [(File, &[u8]); 13] = [
    (File::AuthCertificate, &[0x30]),
    (File::AuthCaCertificate, &[0x30]),
    (File::SignCaCertificate, &[0x30]),
    (File::Attributes, &[0xFF, 0x20]),
    (File::IntegrityRecord, &[0xFF, 0x30]),
    (File::TextCvCertificate, &[0x7F, 0x21]),
    (File::TextBasicInfo, &[0xFF, 0x40]),
    (File::SessionKey, &[0xA1]),
    (File::TextCardKey, &[0xFF, 0x50]),
    (File::AgeRecord, &[0xFF, 0x10]),
    (File::FaceRecord, &[0xFF, 0x20]),
    (File::VisualBasicInfo, &[0xFF, 0x30]),
    (File::VisualCvCertificate, &[0x7F, 0x21]),
];

/// Files of a fixed length, in bytes.
const FIXED: [(File, usize); 4] = [
    (File::TokenInfo, 160),
    (File::CertificatePresence, 3),
    (File::TextFiller, 16),
    (File::VisualFiller, 16),
];

/// Files of one record.
const RECORDS: [File; 3] = [File::CardSerial, File::CommonKeyReference, File::JukiKeyReference];

/// The file and place that an error names.
fn place(error: &Error) -> Option<(File, usize)> {
    match error {
        Error::FileTruncated { file, offset, .. } | Error::Malformed { file, offset, .. } => {
            Some((*file, *offset))
        }
        Error::FileTooLong { file, .. } => Some((*file, 0)),
        _ => None,
    }
}

#[test]
fn a_truncated_file_is_told_with_its_place() {
    for (file, tag) in FILES {
        let header = [tag, &[0x82, 0x02, 0x00]].concat();
        for length in [header.len(), 100, 256, 300] {
            let mut content = header.clone();
            content.resize(length, 0x00);
            let error = read(file, &content).unwrap_err();
            assert!(
                matches!(error, Error::FileTruncated { expected, .. } if expected == header.len() + 0x200)
            );
            assert_eq!(place(&error), Some((file, length)), "{error}");
        }
    }
}

#[test]
fn a_file_without_a_length_is_told() {
    for (file, _) in FILES {
        for content in [&[0x30][..], &[0xFF, 0x20], &[0x30, 0x82, 0x01]] {
            let error = read(file, content).unwrap_err();
            assert_eq!(place(&error).map(|(file, _)| file), Some(file), "{error}");
        }
    }
}

#[test]
fn an_empty_file_is_told_as_missing() {
    for (file, _) in FILES {
        let error = read(file, &[]).unwrap_err();
        assert!(matches!(error, Error::FileMissing { file: missing } if missing == file), "{error}");
    }
}

#[test]
fn a_file_that_claims_too_much_is_told() {
    for (file, _) in FILES {
        for content in [&[0x30, 0x83, 0xFF, 0xFF, 0xFF][..], &[0x30, 0x82, 0x80, 0x00]] {
            let error = read(file, content).unwrap_err();
            assert!(matches!(error, Error::FileTooLong { bytes, .. } if bytes > 32_768), "{error}");
        }
    }
}

#[test]
fn a_file_that_is_no_object_is_told() {
    for (file, _) in FILES {
        for content in [&[0x00; 20][..], &[0xFF; 20], &[0x30, 0x80, 0x00, 0x00], &[0x30, 0x85, 1, 2, 3, 4, 5]]
        {
            let error = read(file, content).unwrap_err();
            assert!(matches!(error, Error::Malformed { .. } | Error::FileTooLong { .. }), "{file}: {error}");
            assert_eq!(place(&error), Some((file, 0)));
        }
    }
}

#[test]
fn an_object_with_the_wrong_tag_is_told() {
    for (file, _) in FILES {
        let error = read(file, &[0x31, 0x02, 0x05, 0x00]).unwrap_err();
        assert!(matches!(error, Error::Malformed { fault: FileFault::Tlv(_), .. }), "{error}");
        assert_eq!(place(&error), Some((file, 0)));
    }
}

#[test]
fn deep_nesting_ends_in_an_error() {
    // 7F21 in 7F21 in 7F21 …
    let mut content = Vec::new();
    for _ in 0..60 {
        let length = u8::try_from(content.len()).unwrap();
        content = match length {
            ..=0x7F => [&[0x7F, 0x21, length], &content[..]].concat(),
            _ => [&[0x7F, 0x21, 0x81, length], &content[..]].concat(),
        };
    }
    for file in [File::TextCvCertificate, File::VisualCvCertificate] {
        let error = read(file, &content).unwrap_err();
        assert!(matches!(error, Error::Malformed { fault: FileFault::Tlv(_), .. }), "{error}");
    }
}

#[test]
fn a_file_of_fixed_length_that_is_cut_is_told() {
    for (file, bytes) in FIXED {
        for length in 0..bytes {
            match read(file, &vec![b' '; length]).unwrap_err() {
                Error::FileTruncated { file: cut, offset, expected } => {
                    assert_eq!((cut, offset, expected), (file, length, bytes));
                }
                error => panic!("{error}"),
            }
        }
    }
}

#[test]
fn a_record_that_is_none_is_told() {
    for file in RECORDS {
        assert!(matches!(read(file, &[]), Err(Error::FileMissing { file: missing }) if missing == file));
        for record in [&[0x03, 0x01, 0x00][..], &[0x01], &[0x02, 0x10], &[0x01, 0x81, 0x1C], &[0xFF; 30]] {
            let error = read(file, record).unwrap_err();
            assert_eq!(place(&error).map(|(file, _)| file), Some(file), "{error}");
        }
    }
}

#[test]
fn a_data_object_that_is_none_is_told() {
    type Ask = fn(&mut Manager<'_, VirtualCard>) -> Result<(), Error>;
    let asks: [(DataObject, Ask); 8] = [
        (DataObject::CardId, |manager| manager.card_id().map(drop)),
        (DataObject::ContactAtr, |manager| manager.contact_atr().map(drop)),
        (DataObject::Expiry, |manager| manager.expiry().map(drop)),
        (DataObject::IntermediateKey, |manager| manager.intermediate_key().map(drop)),
        (DataObject::IssuerKey, |manager| manager.issuer_key().map(drop)),
        (DataObject::LowerCertificate, |manager| manager.lower_certificate().map(drop)),
        (DataObject::Municipality, |manager| manager.municipality().map(drop)),
        (DataObject::UpperCertificate, |manager| manager.upper_certificate().map(drop)),
    ];
    for (object, ask) in asks {
        for content in [&[0xFF][..], &[0x7F, 0x21, 0x00], &[0xFE; 300]] {
            let chip = builder().data_object(object.tag(), content.to_vec()).build();
            let error = ask(&mut Card::open(chip).manager().unwrap()).unwrap_err();
            assert!(
                matches!(error, Error::ObjectMalformed { object: broken, .. } if broken == object),
                "{error}"
            );
        }
    }
}

#[test]
fn filler_behind_the_object_is_left_out() {
    let der = adult().auth_certificate().unwrap().to_vec();
    for filler in [&[0x00; 300][..], &[0xFF; 300], &[0x30; 10]] {
        let chip = builder().file(Application::Jpki, 0x000A, [&der[..], filler].concat()).build();
        assert_eq!(Card::open(chip).jpki().unwrap().auth_certificate().unwrap().as_der(), der);
    }
}

#[test]
fn attributes_with_a_long_address_are_read() {
    let address = "東京都千代田区霞が関".repeat(12);
    let (name, birth, sex) = ("花子", "19800217", "2");
    let object = |tag: [u8; 2], value: &str| {
        let [high, low] = u16::try_from(value.len()).unwrap().to_be_bytes();
        [&tag[..], &[0x82, high, low], value.as_bytes()].concat()
    };
    let objects = [
        object([0xDF, 0x22], name),
        object([0xDF, 0x23], &address),
        object([0xDF, 0x24], birth),
        object([0xDF, 0x25], sex),
    ];
    let mut offset = 5 + 3 + 8;
    let mut content = vec![0xDF, 0x21, 0x08];
    for object in &objects {
        content.extend(u16::try_from(offset).unwrap().to_be_bytes());
        offset += object.len();
    }
    content.extend(objects.concat());
    let [high, low] = u16::try_from(content.len()).unwrap().to_be_bytes();
    let content = [&[0xFF, 0x20, 0x82, high, low], &content[..]].concat();
    assert!(content.len() > 256);

    let chip = builder().file(Application::Text, 0x0002, content).build();
    let mut card = Card::open(chip);
    let attributes = card.text().unwrap().verify_pin(&text_pin()).unwrap().attributes().unwrap();
    assert_eq!(attributes.address(), address);
}

//! Files that are not what they should be: a typed error with file and place, never a panic.

use hokensho_card::{Card, Error, File, FileFault};
use hokensho_mock::Application;

use super::operations::{adult, builder, code_b, text_pin};

/// Reads a file of an adult's card that holds `content`.
fn read(file: File, content: &[u8]) -> Result<(), Error> {
    let application = match file.application() {
        hokensho_card::Application::Jpki => Application::Jpki,
        hokensho_card::Application::Text => Application::Text,
        hokensho_card::Application::Visual => Application::Visual,
        other => panic!("{other}"),
    };
    let chip = builder().file(application, file.id().into(), content.to_vec()).build();
    let mut card = Card::open(chip);
    match file {
        File::TokenInfo => card.token().map(drop),
        File::AuthCertificate => card.jpki()?.auth_certificate().map(drop),
        File::AuthCaCertificate => card.jpki()?.auth_ca_certificate().map(drop),
        File::SignCaCertificate => card.jpki()?.sign_ca_certificate().map(drop),
        File::Attributes => card.text()?.verify_pin(&text_pin())?.attributes().map(drop),
        File::IntegrityRecord => card.text()?.verify_pin(&text_pin())?.integrity().map(drop),
        File::TextCvCertificate => card.text()?.cv_certificate().map(drop),
        File::FaceRecord => card.visual()?.verify_code_b(&code_b())?.face_record().map(drop),
        File::VisualCvCertificate => card.visual()?.cv_certificate().map(drop),
        other => panic!("{other}"),
    }
}

const FILES: [File; 8] = [
    File::AuthCertificate,
    File::AuthCaCertificate,
    File::SignCaCertificate,
    File::Attributes,
    File::IntegrityRecord,
    File::TextCvCertificate,
    File::FaceRecord,
    File::VisualCvCertificate,
];

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
    for file in FILES {
        let header: &[u8] = match file {
            File::Attributes | File::FaceRecord => &[0xFF, 0x20, 0x82, 0x02, 0x00],
            File::IntegrityRecord => &[0xFF, 0x30, 0x82, 0x02, 0x00],
            File::TextCvCertificate | File::VisualCvCertificate => &[0x7F, 0x21, 0x82, 0x02, 0x00],
            _ => &[0x30, 0x82, 0x02, 0x00],
        };
        for length in [header.len(), 100, 256, 300] {
            let mut content = header.to_vec();
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
    for file in FILES {
        for content in [&[0x30][..], &[0xFF, 0x20], &[0x30, 0x82, 0x01]] {
            let error = read(file, content).unwrap_err();
            assert_eq!(place(&error).map(|(file, _)| file), Some(file), "{error}");
        }
    }
}

#[test]
fn an_empty_file_is_told_as_missing() {
    for file in FILES {
        let error = read(file, &[]).unwrap_err();
        assert!(matches!(error, Error::FileMissing { file: missing } if missing == file), "{error}");
    }
}

#[test]
fn a_file_that_claims_too_much_is_told() {
    for file in FILES {
        for content in [&[0x30, 0x83, 0xFF, 0xFF, 0xFF][..], &[0x30, 0x82, 0x80, 0x00]] {
            let error = read(file, content).unwrap_err();
            assert!(matches!(error, Error::FileTooLong { bytes, .. } if bytes > 32_768), "{error}");
        }
    }
}

#[test]
fn a_file_that_is_no_object_is_told() {
    for file in FILES {
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
    for file in FILES {
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
fn token_information_that_is_cut_is_told() {
    let error = read(File::TokenInfo, b"JPKIAPICCTOKEN2").unwrap_err();
    assert!(matches!(error, Error::FileTruncated { file: File::TokenInfo, offset: 15, expected: 160 }));
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

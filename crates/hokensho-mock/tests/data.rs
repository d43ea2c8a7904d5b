//! The files in `data/` are what the generator makes, and have the sizes of real ones.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "../examples/generate/recipe.rs"]
mod recipe;

use std::path::Path;

use hokensho_mock::pki::{self, Application, Attributes, Authority, Key, TextFiles, VisualFiles};

const ADULT: Attributes<'_> =
    Attributes {
        name: "見本　花子", address: "東京都千代田区霞が関１－２－２", birth: "19800217", sex: "2"
    };
const TEXT: TextFiles<'_> = TextFiles { attributes: ADULT, my_number: "999000000011" };

fn visual() -> VisualFiles<'static> {
    let image = |name| pki::image(name).unwrap();
    VisualFiles {
        birth: "19800217",
        sex: "2",
        expiry: "20350217",
        municipality: "13101",
        name_image: image("adult-name"),
        address_image: image("adult-address"),
        photo: image("face-1"),
        security_code_image: image("adult-security-code"),
        my_number_image: image("adult-my-number"),
    }
}

#[test]
fn certificates_are_what_the_generator_makes() {
    let personas = recipe::personas(&Path::new(env!("CARGO_MANIFEST_DIR")).join("personas")).unwrap();
    assert!(personas.len() >= 15);
    for certificate in personas.iter().flat_map(recipe::Persona::certificates) {
        let made = certificate.issue(&Key::named(certificate.key).unwrap()).unwrap();
        assert!(pki::certificate(certificate.name) == Some(&made), "{} is out of date", certificate.name);
    }
    for authority in Authority::ALL {
        assert!(
            authority.certificate() == authority.issue(&authority.certificate_tbs()),
            "{authority:?} is out of date"
        );
    }
}

#[test]
fn keys_are_distinct() {
    let personas = recipe::personas(&Path::new(env!("CARGO_MANIFEST_DIR")).join("personas")).unwrap();
    let mut keys: Vec<_> = personas
        .iter()
        .flat_map(recipe::Persona::key_names)
        .map(|name| Key::named(name).unwrap().identifier())
        .collect();
    keys.extend(Authority::ALL.map(|authority| authority.key().identifier()));
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn certificates_have_real_sizes() {
    for name in ["adult-auth", "adult-sign"] {
        let bytes = pki::certificate(name).unwrap().len();
        assert!((1_537..=1_792).contains(&bytes), "{name}: {bytes}");
    }
    for authority in Authority::ALL {
        let bytes = authority.certificate().len();
        assert!((1_281..=1_536).contains(&bytes), "{authority:?}: {bytes}");
    }
    for application in [Application::Visual, Application::Text] {
        assert_eq!(application.cv_certificate().encode().len(), 568);
    }
}

#[test]
fn text_files_have_real_sizes() {
    assert_eq!(TEXT.my_number().encode().len(), 17);
    assert!(TEXT.attributes().encode().len() <= 256);
    assert_eq!(TEXT.integrity().encode().len(), 336);
    assert_eq!(TEXT.basic_info().encode().len(), 164);
    assert_eq!(TEXT.session_key().encode().len(), 269);
    assert_eq!(TEXT.card_key().encode().len(), 536);
}

#[test]
fn visual_files_have_real_sizes() {
    let files = visual();
    assert_eq!(files.age().encode().len(), 547);
    let front = files.front().encode().len();
    assert!((3_073..=3_328).contains(&front), "{front}");
    assert_eq!(files.basic_info().encode().len(), 320);
    let my_number = files.my_number().encode().len();
    assert!((600..=768).contains(&my_number), "{my_number}");
}

#[test]
fn a_long_address_needs_a_longer_length() {
    let head = |characters| {
        let attributes = Attributes { address: &"霞".repeat(characters), ..ADULT };
        let file = TextFiles { attributes, ..TEXT }.attributes().encode();
        file.into_iter().take(4).collect::<Vec<_>>()
    };
    assert_eq!(head(20), [0xFF, 0x20, 0x6B, 0xDF]);
    assert_eq!(head(40), [0xFF, 0x20, 0x82, 0x00]);
    assert_eq!(head(200), [0xFF, 0x20, 0x82, 0x02]);
}

#[test]
fn offsets_lead_to_each_field() {
    for (file, tags) in [(TEXT.attributes(), 0xDF22..=0xDF25), (visual().front(), 0xDF22..=0xDF2A)] {
        let bytes = file.encode();
        let table = file.at(&[0]).unwrap().body();
        let tags: Vec<u16> = tags.collect();
        let found: Vec<u16> = table
            .chunks_exact(2)
            .map(|offset| usize::from(u16::from_be_bytes(offset.try_into().unwrap())))
            .map(|offset| u16::from_be_bytes(bytes.get(offset..offset + 2).unwrap().try_into().unwrap()))
            .collect();
        assert_eq!(found, tags);
    }
}

#[test]
fn images_are_of_the_kind_the_card_holds() {
    for face in ["face-1", "face-2"] {
        let jp2 = pki::image(face).unwrap();
        assert!((1_700..=1_900).contains(&jp2.len()));
        // The image header box: height, width, one component, 8 bits (ISO/IEC 15444-1, I.5.3.1).
        let header = jp2.windows(4).position(|bytes| bytes == b"ihdr").unwrap() + 4;
        assert_eq!(jp2.get(header..header + 11).unwrap(), [0, 0, 1, 216, 0, 0, 1, 122, 0, 1, 7]);
    }
    for (name, width) in [("name", 288_u32), ("address", 288), ("security-code", 24), ("my-number", 72)] {
        let png = pki::image(&format!("adult-{name}")).unwrap();
        // IHDR: width, height, 1 bit, grey.
        assert_eq!(png.get(16..26).unwrap(), [&width.to_be_bytes()[..], &[0, 0, 0, 12, 1, 0]].concat());
    }
}

#[test]
fn my_numbers_are_nobodys() {
    // The check digit of 個人番号: 11 less the remainder by 11 of the weighted digits (平成26年総務省令第85号, 5条).
    let is_possible = |number: &str| {
        let digits: Vec<u32> = number.chars().map(|digit| digit.to_digit(10).unwrap()).collect();
        let (check, digits) = digits.split_last().unwrap();
        let sum: u32 = digits.iter().rev().zip([2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]).map(|(p, q)| p * q).sum();
        *check == if sum % 11 <= 1 { 0 } else { 11 - sum % 11 }
    };
    assert!(is_possible("123456789018"));
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("personas")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let persona: toml::Table = text.parse().unwrap();
        if let Some(number) = persona.get("card").and_then(|card| card.get("my_number")) {
            assert!(!is_possible(number.as_str().unwrap()), "{number}");
        }
    }
}

#[test]
fn debug_shows_nothing_of_the_person() {
    assert_eq!(format!("{ADULT:?}"), "Attributes { .. }");
    assert_eq!(format!("{TEXT:?}"), "TextFiles { .. }");
    assert_eq!(format!("{:?}", visual()), "VisualFiles { .. }");
    assert_eq!(format!("{:?}", Key::named("adult-auth").unwrap()), "Key(RSA-2048)");
}

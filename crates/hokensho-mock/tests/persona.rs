//! Persona files: the built-in ones are sound, and a mistake in one's own is found at its place.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::error::Error as _;
use std::fs;
use std::path::Path;

use hokensho_mock::{Date, Error, FieldFault, Persona, Secret, TokenKind, VirtualCard};
use toml::Table;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/personas");

fn adult() -> String {
    Persona::named("adult").unwrap().source().to_owned()
}

fn personas() -> impl Iterator<Item = Persona> {
    Persona::NAMES.iter().map(|name| Persona::named(name).unwrap())
}

/// What is wrong with the adult's file after `from` became `to`.
fn fault_of(from: &str, to: &str) -> (&'static str, FieldFault) {
    let text = adult();
    assert!(text.contains(from), "{from}");
    match Persona::from_toml(&text.replacen(from, to, 1), None) {
        Err(Error::PersonaField { field, fault }) => (field, fault),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_file_is_built_in_and_bears_its_name() {
    let files = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let files: BTreeSet<_> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(files, Persona::NAMES.iter().map(|name| (*name).to_owned()).collect());
    for persona in personas() {
        assert_eq!(
            Persona::load(Path::new(FOLDER).join(format!("{}.toml", persona.name()))).unwrap().source(),
            persona.source()
        );
    }
}

#[test]
fn built_in_certificates_are_issued_from_the_files() {
    for persona in personas() {
        let text = persona
            .source()
            .lines()
            .filter(|line| !line.starts_with("der = "))
            .collect::<Vec<_>>()
            .join("\n");
        let issued = Persona::from_toml(&text, None).unwrap();
        assert!(issued.auth_certificate() == persona.auth_certificate(), "{}", persona.name());
        assert!(issued.sign_certificate() == persona.sign_certificate(), "{}", persona.name());
    }
}

#[test]
fn serials_name_one_certificate_each() {
    for kind in ["auth", "sign"] {
        let mut seen = BTreeSet::new();
        for persona in personas() {
            let file: Table = persona.source().parse().unwrap();
            if let Some(certificate) = file["certificates"].get(kind) {
                assert!(seen.insert(certificate["serial"].as_integer()), "{} {kind}", persona.name());
            }
        }
    }
}

#[test]
fn what_the_insurers_filed_is_about_the_holder() {
    for persona in personas() {
        let file: Table = persona.source().parse().unwrap();
        for coverage in file["coverage"].as_array().unwrap() {
            assert_eq!(coverage["name"].as_str(), Some(persona.holder().name()));
            assert_eq!(coverage["birthdate"].to_string(), persona.holder().birth().to_string());
            assert_eq!(coverage["sex1"].as_str(), Some(persona.holder().sex().code()));
            assert!(check_digit_is_right(coverage["insurer_number"].as_str().unwrap()), "{}", persona.name());
        }
    }
}

/// Weights 2 and 1 in turn from the last base digit; the digits of the products are added (検証番号).
fn check_digit_is_right(number: &str) -> bool {
    let digits = number.chars().rev().map(|c| c.to_digit(10).unwrap());
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { digit / 5 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

#[test]
fn renewed_is_the_adult_with_other_certificates() {
    let [adult, renewed] = ["adult", "renewed"].map(|name| Persona::named(name).unwrap());
    let person =
        |persona: &Persona| persona.source().parse::<Table>().unwrap()["registration"]["person"].clone();
    assert_eq!(person(&adult), person(&renewed));
    assert_eq!(adult.holder(), renewed.holder());
    assert_ne!(adult.auth_certificate(), renewed.auth_certificate());
}

#[test]
fn ages_fit_the_names_for_some_years() {
    let years = |name: &str, on: u16| {
        let birth = Persona::named(name).unwrap().holder().birth();
        on - birth.year()
    };
    assert!(years("infant", 2026) < 1);
    for on in 2026..=2029 {
        assert!((70..75).contains(&years("elderly-70", on)));
        assert!(years("elderly", on) >= 75);
        assert!(years("child", on) < 15);
    }
}

#[test]
fn other_sections_are_left_to_others() {
    let text = adult() + "\n[somebody_elses]\nfield = 1\n";
    assert_eq!(Persona::from_toml(&text, None).unwrap().source(), text);
}

#[test]
fn a_misspelt_field_is_named_with_its_place_and_without_its_value() {
    let text = adult().replace("text_pin", "text_pni");
    let error = Persona::from_toml(&text, None).unwrap_err();
    let Error::PersonaSyntax { line, column, .. } = &error else { panic!("{error:?}") };
    assert_eq!(text.lines().nth(line - 1).unwrap(), "text_pni = \"5678\"");
    assert_eq!(*column, 1);
    let cause = error.source().unwrap().to_string();
    assert!(cause.contains("text_pni") && !cause.contains("5678"), "{cause}");
}

#[test]
fn what_is_no_toml_is_an_error_with_its_place() {
    for text in ["", "name = ", "[holder", "\u{0}", "name = \"x\"\nname = \"y\""] {
        assert!(matches!(Persona::from_toml(text, None), Err(Error::PersonaSyntax { .. })), "{text}");
    }
}

#[test]
fn fields_that_no_card_can_hold_are_refused_by_name() {
    let digits = |expected| FieldFault::Digits { expected };
    for (from, to, field, fault) in [
        ("auth_pin = \"1234\"", "auth_pin = \"12345\"", "secrets.auth_pin", digits(4)),
        ("auth_pin = \"1234\"", "auth_pin = \"１２\"", "secrets.auth_pin", digits(4)),
        ("auth_pin = \"1234\"", "", "secrets.auth_pin", FieldFault::Missing),
        ("text_pin = \"5678\"", "", "secrets.text_pin", FieldFault::Missing),
        ("juki_pin = \"8765\"", "juki_pin = \"876\"", "secrets.juki_pin", digits(4)),
        ("\"ABC123\"", "\"abc123\"", "secrets.sign_password", FieldFault::Password),
        ("\"ABC123\"", "\"ABCDEF\"", "secrets.sign_password", FieldFault::Password),
        ("\"ABC123\"", "\"ABC12\"", "secrets.sign_password", FieldFault::Password),
        ("security_code = \"2285\"", "security_code = \"228\"", "card.security_code", digits(4)),
        ("expiry = 2035-02-17", "", "card.expiry", FieldFault::Missing),
        ("birth = 1980-02-17", "birth = 1867-02-17", "holder.birth", FieldFault::Date),
        ("code = \"13101\"", "code = \"131016\"", "holder.municipality.code", digits(5)),
        ("my_number = \"999000000011\"", "my_number = \"99900000001\"", "card.my_number", digits(12)),
        (
            "my_number = \"999000000011\"",
            "my_number = \"999000000016\"",
            "card.my_number",
            FieldFault::RealMyNumber,
        ),
        ("name = \"見本　花子\"", "name = \"\"", "holder.name", FieldFault::Missing),
        ("kind = \"card\"", "kind = \"android\"", "secrets.text_pin", FieldFault::Foreign),
        (
            "kind = \"card\"",
            "kind = \"card\"\nuser_verified_on_device = true",
            "card.user_verified_on_device",
            FieldFault::Foreign,
        ),
        (
            "kind = \"card\"",
            "kind = \"card\"\ntries = { auth_pin = 4 }",
            "card.tries.auth_pin",
            FieldFault::Tries { max: 3 },
        ),
        (
            "kind = \"card\"",
            "kind = \"card\"\ntries = { juki_pin = 4 }",
            "card.tries.juki_pin",
            FieldFault::Tries { max: 3 },
        ),
        (
            "der = { built_in = \"adult-auth\" }",
            "der = { file = \"a.der\" }",
            "certificates.auth.der",
            FieldFault::NoFolder,
        ),
        (
            "face = { built_in = \"face-1\" }",
            "face = { built_in = \"x\" }",
            "card.face",
            FieldFault::BuiltInUnknown { name: "x".into() },
        ),
        (
            "images = \"adult\"",
            "images = \"x\"",
            "card.name_image",
            FieldFault::BuiltInUnknown { name: "x-name".into() },
        ),
        ("images = \"adult\"", "name_image = \"none\"", "card.name_image", FieldFault::Missing),
        (
            "key = { built_in = \"adult-auth\" }",
            "key = { built_in = \"x\" }",
            "certificates.auth.key",
            FieldFault::BuiltInUnknown { name: "x".into() },
        ),
    ] {
        assert_eq!(fault_of(from, to), (field, fault), "{to}");
    }
}

#[test]
fn a_name_longer_than_any_card_holds_is_refused() {
    let (field, fault) = fault_of("見本　花子", &"長".repeat(201));
    assert_eq!((field, fault), ("holder.name", FieldFault::Length { bytes: 603, max: 600 }));
}

#[test]
fn a_mistake_in_a_file_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    fs::write(&file, adult().replace("security_code = \"2285\"", "security_code = \"22\"")).unwrap();
    let error = Persona::load(&file).unwrap_err();
    assert_eq!(error.to_string(), format!("{} is no persona", file.display()));
    assert_eq!(error.source().unwrap().to_string(), "`card.security_code` must be 4 digits");
}

#[test]
fn tries_can_be_fewer_than_the_file_says_and_never_more_than_the_counter_holds() {
    let adult = Persona::named("adult").unwrap();
    for (tries, left) in [(0, 0), (2, 2), (3, 3), (4, 3), (u8::MAX, 3)] {
        let card = VirtualCard::new(&adult.clone().with_tries(Secret::AuthPin, tries));
        assert_eq!(card.tries_left(Secret::AuthPin), left);
        assert_eq!(card.tries_left(Secret::TextPin), 3, "each secret has its own");
    }
    let child = Persona::named("child").unwrap().with_tries(Secret::SignPassword, 5);
    assert_eq!(VirtualCard::new(&child).tries_left(Secret::SignPassword), 0, "there is none to try");
}

#[test]
fn the_kind_goes_by_the_file_and_not_by_the_name() {
    let renamed = |name: &str| {
        let text =
            Persona::named(name).unwrap().source().replace(&format!("name = \"{name}\""), "name = \"x\"");
        Persona::from_toml(&text, None).unwrap()
    };
    assert_eq!((renamed("iphone").name(), renamed("iphone").kind()), ("x", TokenKind::Iphone));
    assert_eq!(renamed("android").kind(), TokenKind::Android);
    for persona in personas() {
        assert_eq!(persona.kind() == TokenKind::Card, persona.card_expiry().is_some(), "{}", persona.name());
        assert_eq!(persona.user_verified_on_device(), persona.name() == "iphone", "{}", persona.name());
    }
}

#[test]
fn files_are_found_beside_the_persona() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    let text = adult()
        .replace("der = { built_in = \"adult-auth\" }", "der = { file = \"a.der\" }")
        .replace("face = { built_in = \"face-1\" }", "face = { file = \"face.jp2\" }");
    fs::write(folder.join("me.toml"), &text).unwrap();
    fs::write(folder.join("a.der"), b"not a certificate, and not ours to judge").unwrap();
    let load = || Persona::load(folder.join("me.toml"));

    let Err(Error::PersonaFile { path, .. }) = load() else { panic!("a missing photo was found") };
    assert_eq!(path, folder.join("face.jp2"));
    fs::write(folder.join("face.jp2"), vec![0; 40_000]).unwrap();
    assert!(matches!(load(), Err(Error::PersonaFile { .. })), "longer than any file of a card");
    fs::write(folder.join("face.jp2"), b"jp2").unwrap();
    let me = load().unwrap();
    assert_eq!(me.photo(), Some(&b"jp2"[..]));
    assert_eq!(me.auth_certificate(), Some(&b"not a certificate, and not ours to judge"[..]));
}

#[test]
fn a_key_of_ones_own_must_be_one() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    fs::write(folder.join("key.p8"), b"no key").unwrap();
    let text = adult().replace("key = { built_in = \"adult-auth\" }", "key = { file = \"key.p8\" }");
    let error = Persona::from_toml(&text, Some(folder)).unwrap_err();
    assert!(matches!(error, Error::PersonaKey { field: "certificates.auth.key", .. }), "{error:?}");
}

#[test]
fn code_b_follows_birth_expiry_and_security_code() {
    let text = adult()
        .replace("security_code = \"2285\"", "security_code = \"0001\"")
        .replace("expiry = 2035", "expiry = 2031");
    let persona = Persona::from_toml(&text, None).unwrap();
    assert_eq!(persona.code_b(), Some("55021720310001"));
    assert_eq!(persona.card_expiry(), Date::new(2031, 2, 17));
}

//! Which secret opens which file: every file with every secret of its application.

use super::{open_adult, persona, read, run, select, status, verify};
use hokensho_mock::Application::{self, Common, Jpki, Juki, Text, Visual};

/// A secret: where it is, and what the adult's is.
fn secrets(application: Application) -> Vec<(u16, String)> {
    let adult = persona("adult");
    let (code_a, code_b) = ("999000000011", adult.code_b().unwrap().to_owned());
    match application {
        Common | Juki => vec![(0x1C, adult.juki_pin().unwrap().into())],
        Jpki => vec![(0x18, adult.auth_pin().into()), (0x1B, adult.sign_password().unwrap().into())],
        Visual => vec![(0x11, "550217".into()), (0x12, code_b), (0x13, code_a.into())],
        Text => vec![(0x11, adult.text_pin().unwrap().into()), (0x14, code_a.into()), (0x15, code_b)],
    }
}

/// Files that need no secret.
const FREE: [(Application, &[u16]); 3] =
    [(Jpki, &[0x02, 0x06, 0x08, 0x0A, 0x0B]), (Visual, &[0x03, 0x04]), (Text, &[0x04, 0x05, 0x08])];

/// Files that need one of these secrets.
const GUARDED: [(Application, u16, &[u16]); 9] = [
    (Jpki, 0x01, &[0x1B]),
    (Visual, 0x01, &[0x11]),
    (Visual, 0x02, &[0x12, 0x13]),
    (Visual, 0x05, &[0x13]),
    (Visual, 0x06, &[0x12, 0x13]),
    (Text, 0x01, &[0x11, 0x14]),
    (Text, 0x02, &[0x11, 0x15]),
    (Text, 0x03, &[0x11, 0x14, 0x15]),
    (Text, 0x07, &[0x11, 0x14, 0x15]),
];

#[test]
fn free_files_need_no_secret() {
    for (application, ids) in FREE {
        for id in ids {
            let mut card = open_adult().build();
            run(&mut card, &[select(application), &read(*id)]);
        }
    }
}

#[test]
fn guarded_files_refuse_without_a_secret() {
    for (application, id, _) in GUARDED {
        let mut card = open_adult().build();
        run(&mut card, &[select(application)]);
        assert_eq!(status(&mut card, &read(id)), 0x6982, "{application:?} {id:04X}");
    }
}

#[test]
fn a_guarded_file_opens_to_its_own_secrets_and_to_no_other() {
    for (application, id, keys) in GUARDED {
        for (secret, value) in secrets(application) {
            let mut card = open_adult().build();
            run(&mut card, &[select(application), &verify(secret, &value)]);
            let expected = if keys.contains(&secret) { 0x9000 } else { 0x6982 };
            assert_eq!(status(&mut card, &read(id)), expected, "{application:?} {id:04X} with {secret:04X}");
        }
    }
}

#[test]
fn a_wrong_value_opens_nothing() {
    for (application, id, keys) in GUARDED {
        for secret in keys {
            let mut card = open_adult().build();
            run(&mut card, &[select(application)]);
            assert_eq!(status(&mut card, &verify(*secret, "0000")) & 0xFFF0, 0x63C0);
            assert_eq!(status(&mut card, &read(id)), 0x6982, "{application:?} {id:04X} with {secret:04X}");
        }
    }
}

#[test]
fn a_secret_of_one_application_opens_nothing_in_another() {
    let mut card = open_adult().build();
    run(&mut card, &[select(Text), &verify(0x15, persona("adult").code_b().unwrap()), select(Visual)]);
    assert_eq!(status(&mut card, &read(0x02)), 0x6982);
}

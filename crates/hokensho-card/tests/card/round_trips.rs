//! Every command of an operation is counted, the question for the tries included; a session's end only in a reception.

use hokensho_apdu::{Command, Counted, Le, StatusWord};
use hokensho_card::{Card, ReadMode, ShortLe};
use hokensho_mock::{Application, ExtendedLe};
use proptest::prelude::*;
use std::collections::BTreeSet;

use super::holders::builder;
use super::operations::Operation;
use super::tapped::Tapped;

/// Operation, round trips with short commands, round trips with extended ones. The manager's certificates are left out:
/// no short command brings them.
pub(crate) const COUNTS: [(Operation, u32, u32); 29] = [
    (Operation::AuthCertificate, 8, 2),
    (Operation::CaCertificates, 13, 3),
    (Operation::AuthSignature, 4, 4),
    (Operation::AuthSignatures, 9, 9),
    (Operation::Attributes, 4, 4),
    (Operation::VerifiedAttributes, 9, 6),
    (Operation::AttributesByCodeB, 4, 4),
    (Operation::FacePhoto, 16, 4),
    (Operation::VerifiedFacePhoto, 19, 5),
    (Operation::SignCertificate, 10, 4),
    (Operation::SignSignature, 4, 4),
    (Operation::SignSignatures, 9, 9),
    (Operation::StatesOfSecrets, 10, 10),
    (Operation::StatesOfAllSecrets, 15, 15),
    (Operation::Presence, 4, 4),
    (Operation::TokenAndPresence, 3, 3),
    (Operation::AgeRecord, 6, 4),
    (Operation::RestOfText, 10, 7),
    (Operation::RestOfVisual, 6, 5),
    (Operation::Records, 6, 6),
    (Operation::DataObjects, 8, 8),
    (Operation::ChangeOfAuthPin, 4, 4),
    (Operation::ChangeOfSignPassword, 4, 4),
    (Operation::ChangeOfTextPin, 4, 4),
    (Operation::ChangeOfJukiPin, 11, 11),
    (Operation::Reception, 13, 7),
    (Operation::ReceptionWithCa, 19, 8),
    (Operation::AndroidReception, 13, 7),
    (Operation::IphoneReception, 11, 5),
];

fn count(operation: Operation, mode: ReadMode) -> u32 {
    let mut card = Card::open(Counted::new(operation.builder().build())).with_read_mode(mode);
    operation.run(&mut card).unwrap();
    card.transport().round_trips()
}

#[test]
fn every_operation_is_counted() {
    for operation in Operation::ALL {
        let counted = COUNTS.iter().any(|(counted, ..)| *counted == operation);
        assert!(counted || operation == Operation::CertificatesOfManager, "{operation:?}");
    }
}

#[test]
fn an_operation_takes_the_fewest_short_commands() {
    for (operation, short, _) in COUNTS {
        assert_eq!(count(operation, ReadMode::Short(ShortLe::MAX)), short, "{operation:?}");
    }
}

#[test]
fn an_operation_takes_the_fewest_extended_commands() {
    for (operation, _, extended) in COUNTS {
        assert_eq!(count(operation, ReadMode::Auto), extended, "{operation:?}");
    }
}

#[test]
fn nothing_is_sent_twice() {
    for operation in Operation::ALL {
        for mode in [ReadMode::Auto, ReadMode::Short(ShortLe::MAX), ReadMode::Short(ShortLe::ONE_FRAME)] {
            let mut card = Card::open(Tapped::new(operation.builder().build())).with_read_mode(mode);
            let done = operation.run(&mut card);
            assert!(done.is_ok() || operation == Operation::CertificatesOfManager, "{operation:?}");
            assert_eq!(repeated(&card.transport().commands), None, "{operation:?}");
        }
    }
}

/// The first command that was sent again although nothing had changed since.
fn repeated(commands: &[Vec<u8>]) -> Option<&[u8]> {
    let (mut said, mut application, mut file) = (BTreeSet::new(), None, None);
    commands.iter().map(Vec::as_slice).find(|command| match command {
        [0x00, 0xA4, ..] => {
            // What was asked before another application was selected is forgotten by the card.
            said.clear();
            application.replace(*command) == Some(*command)
        }
        // By offset in the file that the last command named.
        [0x00, 0xB0, ..0x80, ..] => !said.insert((file, *command)),
        [0x00, 0xB0, name, ..] => {
            file = Some(*name);
            !said.insert((None, *command))
        }
        _ => !said.insert((None, *command)),
    })
}

#[test]
fn small_frames_are_filled_and_never_exceeded() {
    for (operation, short, _) in COUNTS {
        let mut card = Card::open(Tapped::new(operation.builder().build()));
        card = card.with_read_mode(ReadMode::Short(ShortLe::ONE_FRAME));
        operation.run(&mut card).unwrap();
        let commands = &card.transport().commands;
        let reads = commands.iter().map(|command| Command::parse(command).unwrap());
        let asked = reads.filter(|command| command.ins() == 0xB0).filter_map(|command| command.le());
        assert!(asked.map(Le::bytes).all(|bytes| bytes <= 251), "{operation:?}");
        // 251 bytes a piece instead of 256: one piece more for a file that just fitted.
        let pieces = u32::try_from(commands.len()).unwrap();
        assert!((short..=short + 2).contains(&pieces), "{operation:?}: {pieces}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_file_of_any_length_comes_whole_and_in_the_fewest_pieces(
        length in 4usize..6000, filler in 0usize..300, le in 16u16..=256
    ) {
        let [high, low] = u16::try_from(length - 4).unwrap().to_be_bytes();
        let mut der = vec![0x30, 0x82, high, low];
        der.extend((4..length).map(|n| n.to_be_bytes()[7]));
        let content = [&der[..], &vec![0xFF; filler]].concat();
        let chip = |extended| {
            let chip = builder().file(Application::Jpki, 0x000A, content.clone()).extended_le(extended).build();
            Card::open(Counted::new(chip))
        };
        let pieces = |le| u32::try_from(length.div_ceil(le)).unwrap();

        for (mut card, round_trips) in [
            (chip(ExtendedLe::Supported), 2),
            (chip(ExtendedLe::Refused(StatusWord::WRONG_LENGTH)), 2 + pieces(256)),
            (chip(ExtendedLe::Shortened), 1 + pieces(256)),
            (
                chip(ExtendedLe::Supported).with_read_mode(ReadMode::Short(ShortLe::new(le).unwrap())),
                1 + pieces(usize::from(le)),
            ),
        ] {
            let certificate = card.jpki().unwrap().auth_certificate().unwrap();
            prop_assert_eq!(certificate.as_der(), &der[..]);
            prop_assert_eq!(card.transport().round_trips(), round_trips);
        }
    }
}

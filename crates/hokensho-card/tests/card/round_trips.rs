//! Every command of an operation is counted, the question for the tries included; a session's end only in a reception.

use hokensho_apdu::{Counted, StatusWord};
use hokensho_card::{Card, ReadMode, ShortLe};
use hokensho_mock::{Application, ExtendedLe};
use proptest::prelude::*;

use super::operations::{Operation, adult, adults_card, builder};

/// Operation, round trips with short commands, round trips with extended ones.
const COUNTS: [(Operation, u32, u32); 22] = [
    (Operation::AuthCertificate, 8, 2),
    (Operation::AuthSignature, 4, 4),
    (Operation::Attributes, 4, 4),
    (Operation::VerifiedAttributes, 9, 6),
    (Operation::AttributesByCodeB, 4, 4),
    (Operation::FacePhoto, 16, 4),
    (Operation::VerifiedFacePhoto, 19, 5),
    (Operation::SignCertificate, 10, 4),
    (Operation::SignSignature, 4, 4),
    (Operation::StatesOfSecrets, 10, 10),
    (Operation::StatesOfAllSecrets, 15, 15),
    (Operation::Presence, 4, 4),
    (Operation::TokenAndPresence, 3, 3),
    (Operation::AgeRecord, 6, 4),
    (Operation::RestOfText, 10, 7),
    (Operation::RestOfVisual, 6, 5),
    (Operation::Records, 6, 6),
    (Operation::DataObjects, 8, 8),
    (Operation::ChangeOfAuthPin, 6, 6),
    (Operation::ChangeOfJukiPin, 11, 11),
    (Operation::Reception, 13, 7),
    (Operation::ReceptionWithCa, 19, 8),
];

fn count(operation: Operation, extended: ExtendedLe, mode: ReadMode) -> u32 {
    let card = builder().extended_le(extended).build();
    let mut card = Card::open(Counted::new(card)).with_read_mode(mode);
    operation.run(&mut card).unwrap();
    card.transport().round_trips()
}

#[test]
fn an_operation_takes_the_fewest_short_commands() {
    for (operation, short, _) in COUNTS {
        assert_eq!(
            count(operation, ExtendedLe::Supported, ReadMode::Short(ShortLe::MAX)),
            short,
            "{operation:?}"
        );
    }
}

#[test]
fn an_operation_takes_the_fewest_extended_commands() {
    for (operation, _, extended) in COUNTS {
        assert_eq!(count(operation, ExtendedLe::Supported, ReadMode::Auto), extended, "{operation:?}");
    }
}

#[test]
fn a_refused_extended_command_costs_one() {
    for (operation, short, extended) in COUNTS {
        // Nothing is tried where nothing is gained.
        let probe = u32::from(short != extended);
        for status in [0x6700, 0x6C00, 0x6D00, 0x6F00] {
            let refused = ExtendedLe::Refused(StatusWord::from(status));
            assert_eq!(
                count(operation, refused, ReadMode::Auto),
                short + probe,
                "{operation:?} {status:04X}"
            );
        }
        // An answer that is cut short is used: it costs nothing.
        assert_eq!(count(operation, ExtendedLe::Shortened, ReadMode::Auto), short, "{operation:?}");
    }
}

#[test]
fn every_way_of_reading_gives_the_same_bytes() {
    let adult = adult();
    let modes = [251, 256, 100, 16].map(|bytes| ReadMode::Short(ShortLe::new(bytes).unwrap()));
    for mode in [ReadMode::Auto].into_iter().chain(modes) {
        let mut card = Card::open(adults_card()).with_read_mode(mode);
        let mut jpki = card.jpki().unwrap();
        assert_eq!(jpki.auth_certificate().unwrap().as_der(), adult.auth_certificate().unwrap());
        assert_eq!(jpki.auth_ca_certificate().unwrap().as_der(), adult.auth_ca_certificate());
        assert_eq!(jpki.sign_ca_certificate().unwrap().as_der(), adult.sign_ca_certificate());
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

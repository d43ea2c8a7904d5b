//! Every command of an operation is counted, the question for the tries included; a session's end only in a reception.

use hokensho_apdu::{Counted, StatusWord};
use hokensho_card::{Card, ReadMode, ShortLe};
use hokensho_mock::ExtendedLe;

use super::operations::{Operation, adult, adults_card, builder};

/// Operation, round trips with short commands, round trips with extended ones.
const COUNTS: [(Operation, u32, u32); 12] = [
    (Operation::AuthCertificate, 8, 2),
    (Operation::AuthSignature, 4, 4),
    (Operation::Attributes, 4, 4),
    (Operation::VerifiedAttributes, 9, 6),
    (Operation::AttributesByCodeB, 4, 4),
    (Operation::FacePhoto, 16, 4),
    (Operation::VerifiedFacePhoto, 19, 5),
    (Operation::SignCertificate, 10, 4),
    (Operation::SignSignature, 4, 4),
    (Operation::StatesOfSecrets, 8, 8),
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

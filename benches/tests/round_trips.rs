//! The counts that the table shows are floors: a change that needs more commands fails here.
#![allow(clippy::unwrap_used)]

use hokensho_benches::{Operation, READ_MODES};

/// Operation, round trips with short commands, round trips with extended ones.
const FLOORS: [(Operation, u32, u32); 16] = [
    (Operation::AuthCertificate, 8, 2),
    (Operation::AuthSignature, 4, 4),
    (Operation::Attributes, 4, 4),
    (Operation::VerifiedAttributes, 9, 6),
    (Operation::Face, 16, 4),
    (Operation::VerifiedFace, 19, 5),
    (Operation::SignCertificate, 10, 4),
    (Operation::SevenStates, 10, 10),
    (Operation::Reception, 13, 7),
    (Operation::ReceptionWithIssuer, 19, 8),
    (Operation::AllStates, 15, 15),
    (Operation::TokenInfo, 3, 3),
    (Operation::VerifiedAge, 9, 5),
    (Operation::PresentFace, 20, 6),
    (Operation::CardSerial, 2, 2),
    (Operation::PinChange, 4, 4),
];

#[test]
fn nothing_is_sent_that_could_be_spared() {
    assert_eq!(FLOORS.map(|(operation, ..)| operation), Operation::ALL);
    for (operation, short, extended) in FLOORS {
        let trips = READ_MODES.map(|mode| operation.cost(mode).unwrap().round_trips);
        assert_eq!(trips, [short, extended], "{operation}");
    }
}

#[test]
fn short_answers_carry_the_same_bytes_in_more_pieces() {
    for operation in Operation::ALL {
        let [short, extended] = READ_MODES.map(|mode| operation.cost(mode).unwrap());
        let data = |cost: hokensho_benches::Cost| cost.bytes_from_card - 2 * u64::from(cost.round_trips);
        assert_eq!(data(short), data(extended), "{operation}");
    }
}

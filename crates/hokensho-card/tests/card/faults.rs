//! Every operation, with each of its commands failing in each way: a typed error or a whole result, at most the one
//! try that was asked for, and the session closed.

use hokensho_apdu::StatusWord;
use hokensho_card::{AuthPin, Card};
use hokensho_mock::{Fault, Secret};

use super::operations::{Operation, adults_card, builder};

/// Ways in which one command can fail.
fn faults() -> Vec<Fault> {
    let status = |word: u16| Fault::Status(StatusWord::from(word));
    vec![
        Fault::Remove,
        Fault::Reset,
        Fault::Timeout,
        Fault::LoseAnswer,
        Fault::Truncate(0),
        Fault::Truncate(1),
        Fault::Truncate(100),
        Fault::Answer(Vec::new()),
        Fault::Answer(vec![0x90]),
        Fault::Answer(vec![0x90, 0x00]),
        Fault::Answer([&[0xFF; 700][..], &[0x90, 0x00]].concat()),
        // Stale data: a certificate's head where something else was asked for.
        Fault::Answer([&[0x30, 0x82, 0x06, 0x10][..], &[0x00; 252], &[0x90, 0x00]].concat()),
        Fault::Answer(vec![0x61, 0x00]),
        status(0x6C10),
        status(0x6C00),
        status(0x6282),
        status(0x6300),
        status(0x63C1),
        status(0x6700),
        status(0x6982),
        status(0x6984),
        status(0x6A82),
        status(0x6D00),
        status(0x6F00),
        status(0x0000),
    ]
}

/// The commands that `operation` takes, its end included.
fn commands(operation: Operation) -> u32 {
    let mut chip = adults_card();
    operation.run(&mut Card::open(&mut chip)).unwrap();
    chip.apdus()
}

#[test]
#[expect(clippy::print_stdout, reason = "the size of the matrix belongs in the test's output")]
fn no_fault_costs_a_try_or_leaves_the_session_open() {
    let mut cells = 0;
    for operation in Operation::ALL {
        for position in 1..=commands(operation) {
            for fault in faults() {
                let cell = format!("{operation:?}, command {position}, {fault:?}");
                let mut chip = builder().fault(position, fault).build();
                let before = Secret::ALL.map(|secret| chip.tries_left(secret));
                // The right PIN is presented: no try may be missing afterwards, whatever happened.
                let result = operation.run(&mut Card::open(&mut chip));
                let after = Secret::ALL.map(|secret| chip.tries_left(secret));
                assert_eq!(before, after, "{cell}: {result:?}");
                assert!(Secret::ALL.iter().all(|secret| !chip.is_verified(*secret)), "{cell}: {result:?}");
                cells += 1;
            }
        }
    }
    println!("{cells} cells");
    assert!(cells > 1_000);
}

#[test]
fn a_wrong_pin_costs_at_most_one_try_under_every_fault() {
    let wrong = AuthPin::new("0000").unwrap();
    for position in 1..=4 {
        for fault in faults() {
            let mut chip = builder().fault(position, fault.clone()).build();
            let result = Card::open(&mut chip).jpki().and_then(|jpki| jpki.verify_auth_pin(&wrong).map(drop));
            let spent = 3 - chip.tries_left(Secret::AuthPin);
            assert!(spent <= 1, "command {position}, {fault:?}: {spent} tries spent");
            // Only a card that answers 9000 to the VERIFY itself is believed.
            let lies =
                matches!(&fault, Fault::Answer(bytes) if position == 3 && bytes.ends_with(&[0x90, 0x00]));
            assert!(result.is_err() || lies, "command {position}, {fault:?}");
        }
    }
}

#[test]
fn a_removed_card_is_told_at_every_command() {
    for operation in Operation::ALL {
        let before_the_end = commands(operation) - 1;
        for position in 1..=before_the_end {
            let chip = builder().fault(position, Fault::Remove).build();
            let error = operation.run(&mut Card::open(chip)).unwrap_err();
            assert!(error.is_card_removed(), "{operation:?}, command {position}: {error}");
        }
        let chip = builder().fault(before_the_end + 1, Fault::Remove).build();
        // Ending a session with a card that has left succeeds: its power is gone.
        let mut card = Card::open(chip);
        operation.run(&mut card).unwrap();
        card.end().unwrap();
    }
}

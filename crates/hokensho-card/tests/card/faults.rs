//! Every operation, with each of its commands failing in each way: a typed error, the right content, or content that
//! whoever verifies it refuses; no try but the one that was asked for, no secret in an error, and the session closed.
//!
//! One thing is beyond any reader: what nobody has signed, in an answer that looks like any other. Those cells are counted.

pub(crate) mod matrix;

use hokensho_apdu::StatusWord;
use hokensho_mock::{Fault, Secret};
use proptest::prelude::*;

use crate::found::Difference;
use crate::holders::stranger;
use crate::operations::Operation;
use matrix::{Cell, Clean, Lasts, Setting, faults};

/// What became of the cells.
#[derive(Debug, Default)]
struct Tally {
    errors: u32,
    right: u32,
    /// Something else than what the card holds, which its signature doesn't fit.
    unverifiable: u32,
    /// Something else than what the card holds, which nobody has signed: nothing tells.
    unnoticed: u32,
}

impl Tally {
    fn add(&mut self, cell: &Cell<'_>) {
        let (outcome, chip) = cell.run();
        // The right secret is presented: no try may be missing afterwards. Only a card that claims a selection which it
        // didn't make gets the PIN of another application, of those that have one by the same number.
        let spent = Secret::ALL.map(|secret| cell.tries(secret) - chip.tries_left(secret));
        let lied = cell.fault == Fault::Status(StatusWord::OK);
        assert!(spent.iter().sum::<u8>() <= u8::from(lied), "{cell}: {outcome:?}");
        // An exchange that visibly failed brings nothing wrong.
        assert!(matches!(outcome, Err(_) | Ok(Difference::None)) || cell.is_silent(), "{cell}: {outcome:?}");
        let count = match outcome {
            Err(_) => &mut self.errors,
            Ok(Difference::None) => &mut self.right,
            Ok(Difference::Signed) => &mut self.unverifiable,
            Ok(Difference::Told) => &mut self.unnoticed,
        };
        *count += 1;
    }

    const fn cells(&self) -> u32 {
        self.errors + self.right + self.unverifiable + self.unnoticed
    }
}

#[expect(clippy::print_stdout, reason = "the size of the matrix belongs in the test's output")]
fn try_all(clean: impl Iterator<Item = Clean>) -> u32 {
    let mut tally = Tally::default();
    for clean in clean {
        clean.cells().for_each(|cell| tally.add(&cell));
    }
    println!("{} cells: {tally:?}", tally.cells());
    assert!(tally.errors > tally.right && tally.right > tally.unverifiable);
    assert!(tally.unverifiable > tally.unnoticed);
    tally.cells()
}

#[test]
fn no_fault_costs_a_try_or_leaves_the_session_open_and_none_that_is_seen_brings_wrong_content() {
    let cells = try_all(Clean::all().filter(Clean::reads_whole_files));
    assert!(cells > 14_000, "{cells}");
}

#[test]
fn nor_does_one_when_files_come_in_pieces() {
    let cells = try_all(Clean::all().filter(|clean| !clean.reads_whole_files()));
    assert!(cells > 30_000, "{cells}");
}

#[test]
#[expect(clippy::print_stdout, reason = "the size of the matrix belongs in the test's output")]
fn a_wrong_secret_costs_at_most_one_try_under_every_fault() {
    let mut cells = 0;
    for operation in Operation::ALL {
        let clean = Clean::by(stranger(), operation, Setting::WHOLE);
        if !clean.is_err() {
            continue; // Nothing is presented.
        }
        for cell in clean.cells_once() {
            let (outcome, chip) = cell.run();
            let spent = Secret::ALL.map(|secret| cell.tries(secret) - chip.tries_left(secret));
            assert!(spent.iter().all(|spent| *spent <= 1), "{cell}: {spent:?}");
            // 住民基本台帳用暗証番号 is in two places, and the second sees what the first let pass.
            let let_pass = cell.is_silent() && operation == Operation::ChangeOfJukiPin;
            assert!(spent.iter().sum::<u8>() <= 1 + u8::from(let_pass), "{cell}: {spent:?}");
            assert!(outcome.is_err(), "{cell}: {outcome:?}");
            cells += 1;
        }
    }
    println!("{cells} cells");
    assert!(cells > 2_000, "{cells}");
}

#[test]
fn a_removed_card_is_told_at_every_command() {
    for clean in Clean::all().filter(|clean| !clean.is_err()) {
        for position in 1..=clean.last() {
            let cell = Cell { clean: &clean, position, fault: Fault::Remove, lasts: Lasts::Once };
            match cell.run().0 {
                Err(error) => assert!(error.is_card_removed(), "{cell}: {error}"),
                // Ending a session with a card that has left succeeds: its power is gone.
                outcome => assert!(position == clean.last() && outcome.is_ok(), "{cell}"),
            }
        }
    }
}

fn any_fault() -> impl Strategy<Value = Fault> {
    let bytes = proptest::collection::vec(any::<u8>(), 0..300);
    prop_oneof![
        any::<u16>().prop_map(|word| Fault::Status(word.into())),
        bytes.clone().prop_map(Fault::Answer),
        bytes.prop_map(|bytes| Fault::Answer([&bytes[..], &[0x90, 0x00]].concat())),
        (0..4000usize).prop_map(Fault::Truncate),
        (1..4000usize).prop_map(Fault::Lengthen),
        any::<u8>().prop_map(Fault::WrongLe),
        proptest::sample::select(faults()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn nor_does_any_other_word_or_noise(
        operation in proptest::sample::select(Operation::ALL.to_vec()),
        setting in proptest::sample::select(Setting::ALL.to_vec()),
        fault in any_fault(),
        position in any::<proptest::sample::Index>(),
        lasts in proptest::sample::select(vec![Lasts::Once, Lasts::FromThenOn]),
    ) {
        let clean = Clean::new(operation, setting);
        let position = 1 + u32::try_from(position.index(usize::try_from(clean.last()).unwrap())).unwrap();
        Tally::default().add(&Cell { clean: &clean, position, fault, lasts });
    }
}

//! Whatever is sent, the card answers it. Only where the My Number is asked for does it panic, unless it may be read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hokensho_apdu::{Response, Transport};
use hokensho_mock::{Application, VirtualCard};
use proptest::prelude::*;

use super::{ADULT, COMMON, JPKI, JUKI, MANAGER, TEXT, VISUAL, hex, open_adult, read, verify};

/// Commands that real programs send.
fn real_commands() -> Vec<Vec<u8>> {
    let mut commands: Vec<String> = [
        JPKI,
        VISUAL,
        TEXT,
        COMMON,
        JUKI,
        MANAGER, // SELECT
        "00A4020C020018",
        "00A4020C020001",
        "00A4020C020005", // and of files
        "00B0000000",
        "00B0010000",
        "00B2010400",
        "00B2010C00", // READ
        "00200080",
        "00200098",
        "0020008004 31323334", // VERIFY
        "00240180 04 31323334",
        "80320080 04 38373635", // CHANGE
        "802A009707 30313233343536 00",
        "802A000007 30313233343536 00",
        "00880099 04 01020304 00", // signatures
        "0084000010",
        "00CA004200",
        "00CA00F8000000",
        "00CADF3005",
        "00CB3FFF035C017E08",
        "80FC0000",
        "80A200C1",
        "00C0000000",
    ]
    .map(str::to_owned)
    .into();
    commands.extend((0x01..=0x0B).map(read));
    let secrets =
        [(0x18, "1234"), (0x1B, "ABC123"), (0x11, "5678"), (0x1C, "8765"), (0x12, "55021720352285")];
    commands.extend(secrets.map(|(id, value)| verify(id, value)));
    commands.extend([0x13, 0x14].map(|id| verify(id, "999000000011")));
    commands.iter().map(|command| hex(command)).collect()
}

/// What can be done to a command.
#[derive(Clone, Debug)]
enum Change {
    Nothing,
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Insert(prop::sample::Index, u8),
    Longer(Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => Just(Change::Nothing),
        4 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        1 => any::<prop::sample::Index>().prop_map(Change::Cut),
        1 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Insert(at, byte)),
        1 => prop::collection::vec(any::<u8>(), 1..20).prop_map(Change::Longer),
    ]
}

fn changed(mut command: Vec<u8>, change: Change) -> Vec<u8> {
    match change {
        Change::Nothing => {}
        Change::Byte(at, byte) => *at.get_mut(&mut command) = byte,
        Change::Cut(at) => command.truncate(at.index(command.len())),
        Change::Insert(at, byte) => command.insert(at.index(command.len()), byte),
        Change::Longer(bytes) => command.extend(bytes),
    }
    command
}

/// Any bytes, and real commands of which most are spoilt.
fn commands() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let spoilt = (prop::sample::select(real_commands()), change());
    let one = prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..300),
        4 => spoilt.prop_map(|(command, change)| changed(command, change)),
    ];
    prop::collection::vec(one, 0..200)
}

/// Whether the card says that it panics because of the My Number, and could be asked for it by this command.
fn is_for_the_my_number(panic: &str, card: &VirtualCard, command: &[u8]) -> bool {
    let may = matches!(card.selected(), Some(Application::Text | Application::Visual));
    let file = panic.ends_with("of the file that holds the My Number");
    let code = panic.ends_with("of code A, which is the My Number");
    may && match command.get(1) {
        Some(0xA4 | 0xB0 | 0xB2) => file,
        Some(0x20 | 0x24 | 0x32) => code,
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_card_panic_that_allows_the_my_number(commands in commands()) {
        let mut card = open_adult().build();
        for command in commands {
            let answer = card.transmit(&command).unwrap();
            let answer = Response::parse(&answer).unwrap();
            prop_assert!(answer.data().is_empty() || u16::from(answer.status()) == 0x9000, "{command:02X?}");
        }
    }

    #[test]
    fn other_cards_panic_for_the_my_number_alone(commands in commands()) {
        let mut card = ADULT.clone().build();
        for command in commands {
            let Err(panic) = catch_unwind(AssertUnwindSafe(|| card.transmit(&command))) else { continue };
            let message = panic.downcast_ref::<String>().map_or("", String::as_str);
            prop_assert!(is_for_the_my_number(message, &card, &command), "{command:02X?}: {message}");
        }
    }
}

//! What OpenSC asks of a card before and after it knows which one it is (OpenSC 0.23, seen on a wire).

use super::{JPKI, adult, run, send, status};
use hokensho_mock::Secret;

/// The probes of other cards' drivers, in order; a card that took one would be taken for that card.
#[test]
fn probes_of_other_drivers_are_refused() {
    let sixteen = (0..16).map(|n| format!("00A4040C07A000000079 0{n:X} 00"));
    let mut probes: Vec<(String, u16)> = [
        ("00A4040007627601FF000000", 0x6A82),
        ("00A4040006A00000000101", 0x6A82),
        ("00A404000BE82B0601040181C31F020100", 0x6A82),
        ("00A4040C0FD23300000045737445494420763335", 0x6A82),
        ("00CADF3005", 0x6A88),
        ("00CB3FFF035C017E08", 0x6D00),
        ("00A4040009A0000003080000100000", 0x6A82),
        ("00A4040009A0000003080000100000", 0x6A82),
        ("00A4040C07A000000116DB0000", 0x6A82),
    ]
    .map(|(command, word)| (command.to_owned(), word))
    .into();
    probes.extend(sixteen.map(|command| (command, 0x6A82)));
    for command in
        ["00A404000CF276A288BCFBA69D34F31001", "00A4040009A0000003974254465900", "00A4040006D2760001240100"]
    {
        probes.push((command.to_owned(), 0x6A82));
    }

    let mut card = adult();
    for (command, word) in &probes {
        assert_eq!(send(&mut card, command), (Vec::new(), *word), "{command}");
    }
    assert_eq!(card.selected(), None);
}

#[test]
fn is_known_by_its_application_and_its_two_pins() {
    let mut card = adult();
    run(&mut card, &[JPKI, JPKI, "00A4020C020018"]);
    assert_eq!(status(&mut card, "00200080"), 0x63C3);
    run(&mut card, &["00A4020C02001B"]);
    assert_eq!(status(&mut card, "00200080"), 0x63C5);
}

#[test]
fn logs_in_and_signs() {
    let mut card = adult();
    run(&mut card, &[JPKI, "00A4020C02000A"]);
    let (start, _) = send(&mut card, "00B0000004");
    assert_eq!(start[..2], [0x30, 0x82]);
    run(&mut card, &["00A4020C020018", "002000800431323334", "00A4020C020017"]);
    let (signature, word) = send(&mut card, &format!("802A008033{}00", "30".repeat(51)));
    assert_eq!((signature.len(), word), (256, 0x9000));
    // It logs out by selecting the application again, which does not end the session.
    run(&mut card, &[JPKI]);
    assert!(card.is_verified(Secret::AuthPin));
}

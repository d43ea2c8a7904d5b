//! Whatever goes wrong between reader and card, at whichever command: nobody becomes eligible by it, no try is lost
//! that wasn't given, and nothing stays verified.

use hokensho::card::{ReadMode, ShortLe};
use hokensho::{CertificateState, Outcome};
use hokensho_apdu::{Command, StatusWord, Transport, TransportError, Zeroizing};
use hokensho_mock::{ExtendedLe, Fault, Secret, VirtualCard};

use super::common::{Desk, session_is_over, wrong_pin};

/// What goes wrong, and how it ends unless the reception gets over it.
fn faults() -> Vec<(Fault, Option<Outcome>)> {
    let status = |word: u16| Fault::Status(StatusWord::from(word));
    let silent = Some(Outcome::CardUnreadable);
    let mut faults = vec![
        (Fault::Remove, Some(Outcome::Cancelled)),
        (Fault::Reset, silent.clone()),
        (Fault::Timeout, silent.clone()),
        (Fault::LoseAnswer, silent),
    ];
    let words =
        [0x9000, 0x6110, 0x6282, 0x6300, 0x63C0, 0x63C1, 0x6700, 0x6982, 0x6983, 0x6984, 0x6A82, 0x6B00];
    faults.extend(words.map(|word| (status(word), None)));
    faults.extend([0x6C00, 0x6C10, 0x6D00, 0x6E00, 0x6F00, 0x0000, 0xFFFF].map(|word| (status(word), None)));
    let noise: Vec<u8> = (0..=255).cycle().take(700).collect();
    let answers = [
        vec![],
        vec![0x90],
        vec![0x61, 0xFF],
        vec![0x30, 0x82, 0xFF, 0xFF, 0x90, 0x00],
        vec![0x30, 0x80, 0x90, 0x00],
        [noise.as_slice(), &[0x90, 0x00]].concat(),
        [&noise[..256], &[0x90, 0x00]].concat(),
        [&noise[..160], &[0x90, 0x00]].concat(),
        vec![0xFF; 70_000],
    ];
    faults.extend(answers.map(|answer| (Fault::Answer(answer), None)));
    faults.extend([0, 1, 2, 4, 31, 100, 255].map(|bytes| (Fault::Truncate(bytes), None)));
    faults
}

/// Stands between reader and card, and remembers what matters.
struct Witness<'c> {
    card: &'c mut VirtualCard,
    /// How often a PIN was presented.
    pins: u32,
    /// Whether a whole signature got through.
    signed: bool,
}

impl Transport for Witness<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let answer = self.card.transmit(command);
        if let Ok(command) = Command::parse(command) {
            let pin = command.ins() == 0x20 && !command.data().is_empty();
            self.pins += u32::from(pin);
            let whole =
                answer.as_ref().is_ok_and(|answer| answer.len() == 258 && answer.ends_with(&[0x90, 0x00]));
            self.signed |= command.ins() == 0x2A && whole;
        }
        answer
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.card.power_down()
    }
}

/// One way of reading one token, with every fault at every command. Returns how many cells that is.
fn try_everything(mut desk: Desk, digits: &str) -> usize {
    let right = digits == desk.persona.auth_pin();
    let name = desk.persona.name().to_owned();
    let full = desk.card().tries_left(Secret::AuthPin);
    let clean = desk.run(desk.card(), Some(digits)).round_trips;
    let mut cells = 0;
    for at in 1..=clean {
        for (fault, ends) in faults() {
            let cell = format!(
                "{name}, {} PIN, {fault:?} at command {at} of {clean}",
                if right { "right" } else { "wrong" }
            );
            let mut card = desk.cards.clone().fault(at, fault.clone()).build();
            desk.asked.set(0);
            let mut witness = Witness { card: &mut card, pins: 0, signed: false };
            let finished = desk.run(&mut witness, Some(digits));
            let Witness { pins, signed, .. } = witness;
            let outcome = &finished.report.outcome;

            assert!(!outcome.is_eligible() || (right && signed), "{cell}: eligible without proof");
            assert_eq!(desk.asked.get(), u32::from(outcome.is_eligible()), "{cell}: the source's questions");
            if outcome.is_eligible() {
                assert_eq!(finished.report.certificate, CertificateState::Valid, "{cell}");
            } else {
                assert!(finished.serial.is_none(), "{cell}: a serial of nobody verified");
            }
            // The last command only ends the session, and there is another way to do that.
            if let Some(ends) = ends.filter(|_| at < clean) {
                assert_eq!(*outcome, ends, "{cell}");
            }
            assert!(pins <= 1, "{cell}: the PIN was sent {pins} times");
            let spent = full - card.tries_left(Secret::AuthPin);
            assert!(u32::from(spent) <= if right { 0 } else { pins }, "{cell}: {spent} tries spent");
            // A card that says it ended the session, and didn't, is believed: nothing can tell.
            let lie = at == clean && fault == Fault::Status(StatusWord::OK);
            assert!(lie || session_is_over(&card), "{cell}: {card:?}");
            cells += 1;
        }
    }
    cells
}

#[test]
fn no_fault_makes_anybody_eligible_or_costs_a_try_or_leaves_a_session() {
    let mut cells = 0;
    for name in ["adult", "android"] {
        let desk = Desk::of(name);
        let (right, wrong) = (desk.persona.auth_pin().to_owned(), wrong_pin(&desk.persona));
        cells += try_everything(desk, &right);
        cells += try_everything(Desk::of(name), wrong);
    }
    let iphone = Desk::of("iphone");
    let right = iphone.persona.auth_pin().to_owned();
    cells += try_everything(iphone, &right);
    println!("{cells} cells");
    assert!(cells > 1_000, "{cells}");
}

#[test]
fn nor_does_one_when_files_come_in_pieces() {
    let mut short = Desk::of("adult");
    short.settings.read_mode = ReadMode::Short(ShortLe::ONE_FRAME);
    let mut refused = Desk::of("adult");
    refused.cards = refused.cards.extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH));
    let mut cells = 0;
    for desk in [short, refused] {
        let right = desk.persona.auth_pin().to_owned();
        cells += try_everything(desk, &right);
    }
    println!("{cells} cells");
    assert!(cells > 500, "{cells}");
}

#[test]
fn a_card_that_is_pulled_after_it_signed_has_proven_its_holder() {
    let mut desk = Desk::of("adult");
    let mut card = desk.cards.clone().fault(7, Fault::Remove).build();
    assert!(desk.run_right(&mut card).report.outcome.is_eligible());
}

/// Ends no session: neither SELECT of the issuer domain nor a power-down gets through.
struct Stuck(VirtualCard);

impl Transport for Stuck {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let issuer_domain = command.starts_with(&[0x00, 0xA4, 0x04])
            && !command.windows(3).any(|it| it == [0xD3, 0x92, 0xF0]);
        if issuer_domain { Err(TransportError::Unresponsive) } else { self.0.transmit(command) }
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        Err(TransportError::Unresponsive)
    }
}

#[test]
fn a_session_that_can_not_be_ended_is_no_clean_end() {
    let mut desk = Desk::of("adult");
    let mut card = Stuck(desk.card());
    let finished = desk.run_right(&mut card);
    assert_eq!(finished.report.outcome, Outcome::CardUnreadable);
    assert_eq!(desk.asked.get(), 0);
}

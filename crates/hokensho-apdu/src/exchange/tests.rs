use super::*;
use crate::TransportError;
use alloc::vec;
use std::collections::VecDeque;

/// Answers in order; keeps what was sent.
struct Script {
    answers: VecDeque<Vec<u8>>,
    sent: Vec<Vec<u8>>,
}

impl Script {
    fn new(answers: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self { answers: answers.into_iter().collect(), sent: Vec::new() }
    }
}

impl Transport for Script {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        self.sent.push(command.to_vec());
        self.answers.pop_front().map(Zeroizing::new).ok_or(TransportError::CardRemoved)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        Ok(())
    }
}

/// Answers every command with the same.
struct Stubborn {
    answer: Vec<u8>,
    asked: u32,
}

impl Transport for Stubborn {
    fn transmit(&mut self, _command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        self.asked += 1;
        Ok(self.answer.clone().into())
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        Ok(())
    }
}

const READ: Command<'_> = Command::new(0x00, 0xB0, 0x86, 0x00).with_le(Le::SHORT_MAX);

#[test]
fn a_plain_answer_costs_one_command() {
    let mut card = Script::new([vec![0xAA, 0x90, 0x00]]);
    let response = exchange(&mut card, &READ).unwrap();
    assert_eq!((response.data(), response.status()), (&[0xAA][..], StatusWord::OK));
    assert_eq!(card.sent, [READ.encode().to_vec()]);
}

#[test]
fn an_unknown_status_word_is_no_error() {
    let response = exchange(&mut Script::new([vec![0x6F, 0x42]]), &READ).unwrap();
    assert_eq!(response.status(), StatusWord::from(0x6F42));
}

#[test]
fn pieces_are_joined_and_the_last_status_counts() {
    let mut card = Script::new([vec![1, 2, 0x61, 0x02], vec![3, 4, 0x61, 0x00], vec![5, 0x62, 0x82]]);
    let response = exchange(&mut card, &READ).unwrap();
    assert_eq!(response.data(), [1, 2, 3, 4, 5]);
    assert_eq!(response.status(), StatusWord::from(0x6282));
    assert_eq!(card.sent[1..], [vec![0x00, 0xC0, 0x00, 0x00, 0x02], vec![0x00, 0xC0, 0x00, 0x00, 0x00]]);
}

#[test]
fn get_response_carries_the_class_byte_of_the_command() {
    let sign = Command::new(0x80, 0x2A, 0x00, 0x80).with_data(&[0x30]).unwrap().with_le(Le::SHORT_MAX);
    let mut card = Script::new([vec![0x61, 0x01], vec![7, 0x90, 0x00]]);
    exchange(&mut card, &sign).unwrap();
    assert_eq!(card.sent[1], [0x80, 0xC0, 0x00, 0x00, 0x01]);
}

#[test]
fn get_response_itself_may_be_corrected_once() {
    let mut card = Script::new([vec![0x61, 0x10], vec![0x6C, 0x02], vec![8, 9, 0x90, 0x00]]);
    assert_eq!(exchange(&mut card, &READ).unwrap().data(), [8, 9]);
    assert_eq!(card.sent[2], [0x00, 0xC0, 0x00, 0x00, 0x02]);
}

#[test]
fn a_wrong_le_is_corrected_once() {
    let mut card = Script::new([vec![0x6C, 0x02], vec![1, 2, 0x90, 0x00]]);
    assert_eq!(exchange(&mut card, &READ).unwrap().data(), [1, 2]);
    assert_eq!(card.sent[1], [0x00, 0xB0, 0x86, 0x00, 0x02]);
}

#[test]
fn an_extended_read_is_repeated_in_short_form_when_the_card_names_a_short_le() {
    let read = Command::new(0x00, 0xB0, 0x86, 0x00).with_le(Le::EXTENDED_MAX);
    let mut card = Script::new([vec![0x6C, 0x00], vec![0x90, 0x00]]);
    exchange(&mut card, &read).unwrap();
    assert_eq!(card.sent[1], [0x00, 0xB0, 0x86, 0x00, 0x00]);
}

#[test]
fn a_card_that_corrects_again_is_believed_no_more() {
    let mut card = Stubborn { answer: vec![0x6C, 0x02], asked: 0 };
    let response = exchange(&mut card, &READ).unwrap();
    assert_eq!((response.status(), card.asked), (StatusWord::from(0x6C02), 2));
}

#[test]
fn a_command_without_le_is_never_repeated() {
    let tries = Command::new(0x00, 0x20, 0x00, 0x80);
    let select = Command::new(0x00, 0xA4, 0x02, 0x0C).with_data(&[0x00, 0x18]).unwrap();
    for command in [tries, select] {
        let mut card = Stubborn { answer: vec![0x6C, 0x02], asked: 0 };
        let response = exchange(&mut card, &command).unwrap();
        assert_eq!((response.status(), card.asked), (StatusWord::from(0x6C02), 1));
    }
}

#[test]
fn a_pin_is_never_sent_twice_even_with_le() {
    for (cla, ins) in [(0x00, 0x20), (0x00, 0x24), (0x00, 0x2C), (0x80, 0x32)] {
        let command = Command::new(cla, ins, 0x00, 0x80).with_data(b"1234").unwrap().with_le(Le::SHORT_MAX);
        let mut card = Stubborn { answer: vec![0x6C, 0x02], asked: 0 };
        exchange(&mut card, &command).unwrap();
        assert_eq!(card.asked, 1, "INS {ins:02X}");
    }
}

#[test]
fn a_pin_is_not_sent_again_to_fetch_what_waits_behind_it() {
    let verify = Command::new(0x00, 0x20, 0x00, 0x80).with_data(b"1234").unwrap();
    let mut card = Script::new([vec![0x61, 0x01], vec![1, 0x90, 0x00]]);
    exchange(&mut card, &verify).unwrap();
    assert_eq!(card.sent[1], [0x00, 0xC0, 0x00, 0x00, 0x01]);
}

#[test]
fn refuses_a_card_that_announces_more_for_ever() {
    let mut card = Stubborn { answer: vec![0x61, 0x01], asked: 0 };
    let error = exchange(&mut card, &READ).unwrap_err();
    assert!(matches!(error, Error::TooManyRounds { bytes: 0, rounds: 256 }), "{error}");
    assert_eq!(card.asked, 257);
}

#[test]
fn refuses_more_than_one_extended_response_could_carry() {
    let mut answer = vec![0xEE; 40_000];
    answer.extend([0x61, 0x00]);
    let mut card = Stubborn { answer, asked: 0 };
    let error = exchange(&mut card, &READ).unwrap_err();
    assert!(matches!(error, Error::ResponseTooLong { bytes: 80_002 }), "{error}");
    assert_eq!(card.asked, 2);
}

#[test]
fn a_card_may_say_65536_bytes_in_short_pieces() {
    let piece = |sw: [u8; 2]| [vec![0x55; 256], sw.to_vec()].concat();
    let pieces = core::iter::repeat_n(piece([0x61, 0x00]), 255).chain([piece([0x90, 0x00])]);
    let response = exchange(&mut Script::new(pieces), &READ).unwrap();
    assert_eq!((response.data().len(), response.status()), (65_536, StatusWord::OK));
}

#[test]
fn refuses_an_answer_without_a_status_word() {
    for answer in [vec![], vec![0x90]] {
        let bytes = answer.len();
        let error = exchange(&mut Script::new([answer]), &READ).unwrap_err();
        assert!(matches!(error, Error::ResponseTruncated { bytes: b } if b == bytes), "{error}");
    }
}

#[test]
fn a_card_taken_away_between_two_pieces_is_an_error() {
    let error = exchange(&mut Script::new([vec![1, 0x61, 0x01]]), &READ).unwrap_err();
    assert!(matches!(error, Error::Transport(TransportError::CardRemoved)), "{error}");
}

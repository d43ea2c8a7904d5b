use super::*;
use crate::{Command, Error, Le, Transport, exchange};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::{format, vec};
use proptest::prelude::*;
use std::collections::VecDeque;

/// Gives out results in order.
struct Script(VecDeque<Result<Vec<u8>, TransportError>>);

impl Script {
    fn new(results: impl IntoIterator<Item = Result<Vec<u8>, TransportError>>) -> Self {
        Self(results.into_iter().collect())
    }
}

impl Transport for Script {
    fn transmit(&mut self, _command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        self.0.pop_front().unwrap().map(Zeroizing::new)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        Ok(())
    }
}

/// Commands whose data is a PIN, each in short and extended form.
fn secret_commands() -> Vec<Vec<u8>> {
    [(0x00, 0x20), (0x10, 0x20), (0x00, 0x24), (0x80, 0x32)]
        .into_iter()
        .map(|(cla, ins)| Command::new(cla, ins, 0x00, 0x98).with_data(b"PASSW0RD").unwrap())
        .flat_map(|command| [command, command.extended(), command.with_le(Le::SHORT_MAX)])
        .map(|command| command.encode().to_vec())
        .collect()
}

fn record(kind: Kind, said: &[(&[u8], &[u8])]) -> Transcript {
    let card = Script::new(said.iter().map(|(_, answer)| Ok(answer.to_vec())));
    let mut card = match kind {
        Kind::Full => Recorder::full_for_mock_cards_only(card),
        Kind::Redacted => Recorder::new(card),
    };
    for (command, _) in said {
        card.transmit(command).unwrap();
    }
    card.into_transcript()
}

fn fault(text: &str) -> (usize, Fault) {
    match text.parse::<Transcript>() {
        Err(Error::Transcript { line, fault }) => (line, fault),
        other => panic!("{other:?}"),
    }
}

fn full(lines: &str) -> String {
    format!("hokensho transcript 1 full\n{lines}")
}

fn redacted(lines: &str) -> String {
    format!("hokensho transcript 1 redacted\n{lines}")
}

fn replay(lines: &str) -> Replay {
    Replay::new(full(lines).parse().unwrap()).unwrap()
}

fn cause(result: Result<Zeroizing<Vec<u8>>, TransportError>) -> ReplayError {
    match result {
        Err(TransportError::Failed(cause)) => *cause.downcast_ref().unwrap(),
        other => panic!("{:?}", other.map(|bytes| bytes.len())),
    }
}

#[test]
fn a_pin_is_in_neither_kind() {
    let pin = "5041535357305244"; // PASSW0RD
    for command in secret_commands() {
        for kind in [Kind::Full, Kind::Redacted] {
            let text = record(kind, &[(&command, &[0x90, 0x00])]).to_string();
            assert!(!text.contains(pin), "{text}");
        }
        let text = record(Kind::Full, &[(&command, &[0x90, 0x00])]).to_string();
        assert_eq!(text.matches("**").count(), 8, "{text}");
    }
}

#[test]
fn a_command_that_cannot_be_parsed_is_hidden_wholly() {
    // A PIN with a length byte too large.
    let command = b"\x00\x20\x00\x98\x051234";
    let text = record(Kind::Full, &[(command, &[0x67, 0x00])]).to_string();
    assert_eq!(text, full("> ******************\n< 6700\n"));
    let text = record(Kind::Redacted, &[(command, &[0x67, 0x00])]).to_string();
    assert_eq!(text, redacted("> opaque 9\n< sw 6700\n"));
}

#[test]
fn a_redacted_transcript_has_no_data() {
    let said: [(&[u8], &[u8]); 3] = [
        (&[0x00, 0xA4, 0x04, 0x0C, 0x02, 0xD3, 0x92], &[0x90, 0x00]),
        (&[0x00, 0xB0, 0x8A, 0x00, 0x00], b"name\x90\x00"),
        (&[0x00, 0xB0, 0x8A, 0x00, 0x00, 0x00, 0x00], b"?"),
    ];
    let text = redacted(
        "> 00A4040C data 2\n< sw 9000\n> 00B08A00 le 256\n< data 4 sw 9000\n> 00B08A00 le 65536\n< opaque 1\n",
    );
    assert_eq!(record(Kind::Redacted, &said).to_string(), text);
}

#[test]
fn a_recording_stops_where_reading_does_and_says_so() {
    for kind in [Kind::Full, Kind::Redacted] {
        let command: &[u8] = &[0x00, 0x84, 0x00, 0x00];
        let whole = record(kind, &vec![(command, [0x90, 0x00].as_slice()); MAX_STEPS]);
        assert!(whole.is_complete() && !whole.to_string().contains(CUT_OFF));
        let cut = record(kind, &vec![(command, [0x90, 0x00].as_slice()); MAX_STEPS + 2]);
        assert!(!cut.is_complete());
        assert_eq!(cut.len(), MAX_STEPS);
        assert_eq!(cut.to_string().parse::<Transcript>().unwrap(), cut);
    }
}

#[test]
fn nothing_follows_the_line_that_says_that_the_rest_is_missing() {
    assert_eq!(fault(&redacted("= power-down\n~ cut off\n= power-down\n")), (3, Fault::Line));
    assert_eq!(fault(&redacted("~ cut off\n~ cut off\n")), (2, Fault::Line));
    assert_eq!(fault(&redacted("~ cut\n")), (2, Fault::Line));
    assert_eq!(fault(&redacted("> 00200098\n~ cut off\n")), (2, Fault::CommandAlone));
}

#[test]
fn debug_shows_no_data() {
    let transcript = record(Kind::Full, &[(&[0x00, 0xB0, 0x8A, 0x00, 0x00], b"name\x90\x00")]);
    assert_eq!(format!("{transcript:?}"), "Transcript(full, 1 steps)");
    assert_eq!(format!("{:?}", Replay::new(transcript).unwrap()), "Replay(at step 1, 1 left)");
}

#[test]
fn a_failure_is_recorded_and_replayed() {
    let failures = || {
        [
            TransportError::CardRemoved,
            TransportError::CardReset,
            TransportError::Failed(Box::new(ReplayError::Exhausted { step: 7 })),
            TransportError::ReaderGone,
            TransportError::Sharing,
            TransportError::Timeout,
            TransportError::Unresponsive,
        ]
    };
    let mut card = Recorder::full_for_mock_cards_only(Script::new(failures().map(Err)));
    for _ in failures() {
        card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x08]).unwrap_err();
    }
    let text = card.transcript().to_string();
    assert!(text.contains("! card-removed\n") && text.contains("! failed\n"), "{text}");
    let mut card = Replay::new(text.parse().unwrap()).unwrap();
    for failure in failures() {
        let again = card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x08]).unwrap_err();
        assert_eq!(again.to_string(), failure.to_string());
    }
    card.finish().unwrap();
}

#[test]
fn a_replay_answers_as_recorded_and_takes_any_pin() {
    let mut card = replay("> 0020009804********\n< 63C2\n> 00B08A0000\n< AABB9000\n= power-down\n");
    let verify = Command::new(0x00, 0x20, 0x00, 0x98);
    assert_eq!(
        exchange(&mut card, &verify.with_data(b"9999").unwrap()).unwrap().status().tries_left(),
        Some(2)
    );
    let read = Command::new(0x00, 0xB0, 0x8A, 0x00).with_le(Le::SHORT_MAX);
    assert_eq!(exchange(&mut card, &read).unwrap().data(), [0xAA, 0xBB]);
    card.power_down().unwrap();
    card.finish().unwrap();
}

#[test]
fn a_replay_refuses_another_command() {
    let mut card = replay("> 00B08A0000\n< 9000\n");
    let wrong = cause(card.transmit(&[0x00, 0xB0, 0x8A, 0x10, 0x00]));
    assert_eq!(wrong, ReplayError::WrongCommand { expected: 5, offset: 3, sent: 5, step: 1 });
    let longer = cause(card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00, 0x00, 0x00]));
    assert_eq!(longer, ReplayError::WrongCommand { expected: 5, offset: 5, sent: 7, step: 1 });
    card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00]).unwrap(); // a refusal spends no step
}

#[test]
fn a_replay_refuses_a_pin_of_another_length() {
    let verify = |pin| Command::new(0x00, 0x20, 0x00, 0x98).with_data(pin).unwrap().encode();
    let mut card = replay("> 0020009804********\n< 9000\n");
    let wrong = cause(card.transmit(&verify(b"12345")));
    assert_eq!(wrong, ReplayError::WrongCommand { expected: 9, offset: 4, sent: 10, step: 1 });
}

#[test]
fn a_replay_refuses_what_comes_after_its_end() {
    let mut card = replay("");
    assert_eq!(cause(card.transmit(&[0x00, 0x84, 0x00, 0x00])), ReplayError::Exhausted { step: 1 });
    assert!(matches!(card.power_down(), Err(TransportError::Failed(_))));
}

#[test]
fn a_replay_refuses_steps_out_of_order() {
    let mut card = replay("> 00B08A0000\n< 9000\n= power-down\n");
    let early = card.power_down().map(|()| Zeroizing::new(vec![]));
    assert_eq!(cause(early), ReplayError::PoweredDown { step: 1 });
    card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00]).unwrap();
    let late = cause(card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00]));
    assert_eq!(late, ReplayError::NotPoweredDown { sent: 5, step: 2 });
}

#[test]
fn a_replay_that_ends_early_is_an_error() {
    let error = replay("> 00B08A0000\n< 9000\n").finish().unwrap_err();
    assert!(matches!(error, Error::ReplayUnfinished { left: 1, step: 1 }));
}

#[test]
fn a_redacted_transcript_cannot_be_replayed() {
    let transcript: Transcript = redacted("> 00B08A00 le 256\n< sw 9000\n").parse().unwrap();
    assert!(matches!(Replay::new(transcript), Err(Error::TranscriptRedacted)));
}

#[test]
fn comments_empty_lines_and_crlf_say_nothing() {
    let text = full("# a comment\r\n\r\n> 00B08A0000\r\n# between\r\n< 9000\r\n");
    assert_eq!(text.parse::<Transcript>().unwrap(), full("> 00B08A0000\n< 9000\n").parse().unwrap());
}

#[test]
fn refuses_another_first_line() {
    for text in
        ["", "\n", "hokensho transcript 2 full\n", "hokensho transcript 1 whole\n", "> 00B08A0000\n< 9000\n"]
    {
        assert_eq!(fault(text), (1, Fault::FirstLine), "{text:?}");
    }
}

#[test]
fn refuses_a_pin_in_clear_and_wildcards_elsewhere() {
    for command in [
        "002000980431323334",   // a PIN in clear
        "0020009804313233**",   // three quarters of one
        "0020009804**********", // five bytes where Lc says four
        "00B08A00**",           // a wildcard where no secret is
        "00A4",                 // no command, not hidden
    ] {
        assert_eq!(fault(&full(&format!("> {command}\n< 9000\n"))), (2, Fault::Wildcards), "{command}");
    }
}

#[test]
fn refuses_lines_out_of_order() {
    assert_eq!(fault(&full("< 9000\n")), (2, Fault::AnswerAlone));
    assert_eq!(fault(&full("! timeout\n")), (2, Fault::AnswerAlone));
    assert_eq!(fault(&full("> 00B08A0000\n")), (2, Fault::CommandAlone));
    assert_eq!(fault(&full("> 00B08A0000\n> 00B08A0000\n< 9000\n")), (2, Fault::CommandAlone));
    assert_eq!(fault(&full("> 00B08A0000\n= power-down\n< 9000\n")), (2, Fault::CommandAlone));
}

#[test]
fn refuses_what_is_no_line_of_its_kind() {
    for line in ["? 9000", "= power-up", "名", "00B08A0000"] {
        assert_eq!(fault(&full(&format!("{line}\n"))), (2, Fault::Line), "{line}");
    }
    for answer in ["9000", "sw 90", "data 0 sw 9000", "data +1 sw 9000", "data 01 sw 9000", "sw 9000 more"] {
        let (line, _) = fault(&redacted(&format!("> 00B08A00\n< {answer}\n")));
        assert_eq!(line, 3, "{answer}");
    }
    for command in
        ["", "00B0", "00B08A00 le 0", "00B08A00 le 65537", "00B08A00 le 1 data 1", "opaque", "opaque x"]
    {
        let (line, _) = fault(&redacted(&format!("> {command}\n< sw 9000\n")));
        assert_eq!(line, 2, "{command}");
    }
}

#[test]
fn refuses_bad_hexadecimal_digits() {
    for answer in ["900", "90 00", "9g00", "**00", "９０00"] {
        assert_eq!(fault(&full(&format!("> 00B08A0000\n< {answer}\n"))), (3, Fault::Hex), "{answer}");
    }
}

#[test]
fn refuses_more_steps_or_bytes_than_the_limits() {
    let steps = full(&"= power-down\n".repeat(10_001));
    assert_eq!(fault(&steps), (10_002, Fault::TooManySteps { limit: 10_000 }));
    let limit = 16 * 1024 * 1024;
    assert_eq!(fault(&" ".repeat(limit + 1)), (1, Fault::TooLong { limit }));
}

fn command() -> impl Strategy<Value = Vec<u8>> {
    let ins = prop_oneof![Just(0x20), Just(0x24), Just(0x32), Just(0xB0), any::<u8>()];
    let le = prop::option::of(1_u32..=65_536);
    let data = prop::collection::vec(any::<u8>(), 0..300);
    let parsed = (any::<u8>(), ins, any::<[u8; 2]>(), data, le).prop_map(|(cla, ins, [p1, p2], data, le)| {
        let command = Command::new(cla, ins, p1, p2).with_data(&data).unwrap();
        let command = le.map_or(command, |le| command.with_le(Le::new(le).unwrap()));
        command.encode().to_vec()
    });
    prop_oneof![parsed, prop::collection::vec(any::<u8>(), 0..12)]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        said in prop::collection::vec((command(), prop::collection::vec(any::<u8>(), 0..40)), 0..8),
    ) {
        let said: Vec<(&[u8], &[u8])> = said.iter().map(|(command, answer)| (&command[..], &answer[..])).collect();
        for kind in [Kind::Full, Kind::Redacted] {
            let transcript = record(kind, &said);
            let text = transcript.to_string();
            let again: Transcript = text.parse().unwrap();
            prop_assert_eq!(&again, &transcript);
            prop_assert_eq!(again.to_string(), text);
        }
    }

    #[test]
    fn what_is_recorded_is_replayed(
        said in prop::collection::vec((command(), prop::collection::vec(any::<u8>(), 0..40)), 0..8),
    ) {
        let said: Vec<(&[u8], &[u8])> = said.iter().map(|(command, answer)| (&command[..], &answer[..])).collect();
        let mut card = Replay::new(record(Kind::Full, &said)).unwrap();
        for (command, answer) in said {
            let replayed = card.transmit(command).unwrap();
            prop_assert_eq!(replayed.as_slice(), answer);
        }
        card.finish().unwrap();
    }

    #[test]
    fn no_text_makes_the_reader_panic(lines in "(hokensho transcript 1 (full|redacted)\n)?([><!=#] ?[0-9A-F* a-z]{0,12}\n){0,6}") {
        let _ = lines.parse::<Transcript>();
    }
}

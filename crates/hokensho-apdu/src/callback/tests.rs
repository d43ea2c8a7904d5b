use super::*;
use std::boxed::Box;
use std::format;
use std::thread;
use std::time::Instant;
use std::vec;

const COMMAND: [u8; 5] = [0x00, 0xB0, 0x8A, 0x00, 0x00];
/// Longer than any test should take: what ends sooner didn't wait for it.
const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(20);
/// Enough for another thread to take a request, on a busy machine too.
const TAKEN: Duration = Duration::from_millis(500);

/// Answers each command by `reader` on a thread of its own; gives what reached it.
fn answered(
    requests: Requests,
    mut reader: impl FnMut(&[u8], Responder<Zeroizing<Vec<u8>>>) + Send + 'static,
) -> thread::JoinHandle<Vec<Vec<u8>>> {
    thread::spawn(move || {
        let mut seen = Vec::new();
        for request in requests {
            match request {
                Request::Transmit { command, answer } => {
                    seen.push(command.to_vec());
                    reader(&command, answer);
                }
                Request::PowerDown { answer } => {
                    seen.push(Vec::new());
                    answer.give(Ok(()));
                }
            }
        }
        seen
    })
}

#[test]
fn carries_each_command_once_and_each_answer_whole() {
    let (mut transport, requests) = pair(LONG);
    let whole = vec![0xAB; 65_538];
    let reader = answered(requests, {
        let whole = whole.clone();
        move |_, answer| answer.give(Ok(whole.clone().into()))
    });
    assert_eq!(*transport.transmit(&COMMAND).unwrap(), whole);
    drop(transport);
    assert_eq!(reader.join().unwrap(), [COMMAND]);
}

#[test]
fn a_reader_without_an_answer_ends_in_a_timeout() {
    let (mut transport, requests) = pair(SHORT);
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    drop(requests);
}

#[test]
fn after_a_command_without_an_answer_only_the_power_down_is_sent() {
    let (mut transport, requests) = pair(TAKEN);
    let mut kept = Vec::new();
    let reader = answered(requests, move |_, answer| kept.push(answer));
    for _ in 0..3 {
        assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    }
    transport.power_down().unwrap();
    drop(transport);
    assert_eq!(reader.join().unwrap(), [COMMAND.to_vec(), Vec::new()]);
}

#[test]
fn a_late_answer_is_never_taken_for_that_of_another_command() {
    let (mut transport, mut requests) = pair(TAKEN);
    let taken = thread::spawn(move || (requests.next(), requests));
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    let (Some(Request::Transmit { answer: late, .. }), requests) = taken.join().unwrap() else { panic!() };
    let reader = answered(requests, |_, answer| answer.give(Ok(vec![0x6A, 0x82].into())));
    transport.power_down().unwrap();
    late.give(Ok(vec![0x90, 0x00].into()));
    assert_eq!(*transport.transmit(&COMMAND).unwrap(), [0x6A, 0x82]);
    drop(transport);
    reader.join().unwrap();
}

#[test]
fn a_command_that_was_given_up_is_never_handed_out() {
    let (mut transport, requests) = pair(TAKEN);
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    let reader = answered(requests, |_, answer| answer.give(Ok(vec![0x90, 0x00].into())));
    transport.power_down().unwrap();
    drop(transport);
    assert_eq!(reader.join().unwrap(), [Vec::new()], "the power down alone");
}

#[test]
fn a_dropped_end_is_a_reader_that_is_gone_at_once_and_for_good() {
    let (mut transport, requests) = pair(LONG);
    drop(requests);
    for _ in 0..2 {
        assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::ReaderGone)));
    }
}

#[test]
fn a_dropped_responder_ends_the_wait_at_once() {
    let (mut transport, requests) = pair(LONG);
    let began = Instant::now();
    let reader = answered(requests, |_, answer| drop(answer));
    for _ in 0..2 {
        assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::ReaderGone)));
    }
    assert!(began.elapsed() < LONG);
    drop(transport);
    assert_eq!(reader.join().unwrap(), [COMMAND], "what came after wasn't sent");
}

#[test]
fn a_request_that_nobody_took_ends_with_the_end_that_held_it() {
    let (mut transport, requests) = pair(LONG);
    let sheet = thread::spawn(move || {
        thread::sleep(SHORT);
        drop(requests);
    });
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::ReaderGone)));
    sheet.join().unwrap();
}

#[test]
fn a_failure_keeps_its_name_and_the_way_stays_open() {
    let failures = || {
        [
            TransportError::CardReset,
            TransportError::CardRemoved,
            TransportError::Failed(Box::from("packet too long")),
            TransportError::ReaderGone,
            TransportError::Sharing,
            TransportError::Timeout,
            TransportError::Unresponsive,
        ]
    };
    let (mut transport, requests) = pair(LONG);
    let mut given = failures().into_iter();
    let reader = answered(requests, move |_, answer| answer.give(Err(given.next().unwrap())));
    for failure in failures() {
        let error = transport.transmit(&COMMAND).unwrap_err();
        assert_eq!(format!("{error:?}"), format!("{failure:?}"));
    }
    drop(transport);
    assert_eq!(reader.join().unwrap().len(), failures().len());
}

#[test]
fn a_card_that_is_gone_has_lost_its_power() {
    let (mut transport, requests) = pair(LONG);
    drop(requests);
    transport.power_down().unwrap();
}

#[test]
fn the_next_card_is_served_after_one_that_left_without_an_answer() {
    let (mut transport, requests) = pair(TAKEN);
    let phone = thread::spawn(move || {
        let mut lost = Vec::new();
        for request in requests {
            match request {
                Request::Transmit { answer, .. } if lost.is_empty() => lost.push(answer),
                Request::Transmit { answer, .. } => answer.give(Ok(vec![0x90, 0x00].into())),
                Request::PowerDown { answer } => answer.give(Err(TransportError::CardRemoved)),
            }
        }
    });
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    transport.power_down().unwrap();
    assert_eq!(*transport.transmit(&COMMAND).unwrap(), [0x90, 0x00]);
    drop(transport);
    phone.join().unwrap();
}

#[test]
fn a_power_down_that_failed_leaves_the_way_closed() {
    let (mut transport, requests) = pair(TAKEN);
    let phone = thread::spawn(move || {
        let mut kept = Vec::new();
        for request in requests {
            match request {
                Request::Transmit { answer, .. } => kept.push(answer),
                Request::PowerDown { answer } => answer.give(Err(TransportError::Failed(Box::from("busy")))),
            }
        }
        kept.len()
    });
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    assert!(matches!(transport.power_down(), Err(TransportError::Failed(_))));
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    drop(transport);
    assert_eq!(phone.join().unwrap(), 1);
}

#[test]
fn after_a_power_down_without_an_answer_no_command_is_sent() {
    let (mut transport, requests) = pair(TAKEN);
    let phone = thread::spawn(move || requests.collect::<Vec<_>>());
    assert!(matches!(transport.power_down(), Err(TransportError::Timeout)));
    assert!(matches!(transport.transmit(&COMMAND), Err(TransportError::Timeout)));
    drop(transport);
    assert!(matches!(phone.join().unwrap()[..], [Request::PowerDown { .. }]));
}

#[test]
fn a_request_shows_nothing_of_its_command() {
    let (mut transport, mut requests) = pair(LONG);
    let shown = thread::spawn(move || requests.next().map(|request| format!("{request:?}")));
    let _ = transport.transmit(b"\x00\x20\x00\x98\x041234");
    assert_eq!(shown.join().unwrap().as_deref(), Some("Transmit(9 bytes)"));
}

#[test]
fn both_ends_go_to_other_threads() {
    fn goes<T: Send + 'static>() {}
    goes::<CallbackTransport>();
    goes::<Requests>();
    goes::<Request>();
}

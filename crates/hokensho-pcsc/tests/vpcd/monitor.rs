//! A monitor that watches the two readers.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use hokensho_apdu::{StatusWord, TransportError};
use hokensho_mock::bridge;
use hokensho_pcsc::{Change, Error, Monitor, Reader, ReaderState, Usage};

use super::select;
use super::shown::{PATIENCE, Readers};

/// Long enough for a thread to begin to wait.
const MOMENT: Duration = Duration::from_millis(100);

/// A monitor that has told what is there: `events` so far.
fn settled(events: usize) -> Monitor {
    let mut monitor = Monitor::new().unwrap();
    for _ in 0..events {
        monitor.wait(PATIENCE).unwrap().unwrap();
    }
    assert_eq!(monitor.wait(MOMENT).unwrap(), None);
    monitor
}

fn next(monitor: &mut Monitor) -> (Reader, Change) {
    let event = monitor.wait(PATIENCE).unwrap().unwrap();
    (event.reader, event.change)
}

fn is_adult(change: &Change) -> bool {
    matches!(change, Change::CardInserted { atr } if atr.as_bytes() == bridge::ATR)
}

#[test]
fn what_is_there_already_comes_first() {
    let readers = Readers::both();
    let shown = readers.second.show_adult();
    let mut monitor = Monitor::new().unwrap();
    assert_eq!(next(&mut monitor), (readers.first.reader.clone(), Change::ReaderAdded));
    assert_eq!(next(&mut monitor), (readers.second.reader.clone(), Change::ReaderAdded));
    let (reader, change) = next(&mut monitor);
    assert_eq!(reader, readers.second.reader);
    assert!(is_adult(&change), "{change:?}");
    assert_eq!(monitor.wait(MOMENT).unwrap(), None);
    shown.take();
}

#[test]
fn cards_come_and_go_at_their_readers() {
    let readers = Readers::both();
    let mut monitor = settled(2);
    let first = readers.first.show_adult();
    let (reader, change) = next(&mut monitor);
    assert!(reader == readers.first.reader && is_adult(&change), "{reader}: {change:?}");
    let second = readers.second.show_adult();
    let (reader, change) = next(&mut monitor);
    assert!(reader == readers.second.reader && is_adult(&change), "{reader}: {change:?}");
    first.take();
    assert_eq!(next(&mut monitor), (readers.first.reader.clone(), Change::CardRemoved));
    second.take();
    assert_eq!(next(&mut monitor), (readers.second.reader.clone(), Change::CardRemoved));
    assert_eq!(monitor.wait(MOMENT).unwrap(), None);
}

#[test]
fn what_happens_while_nobody_waits_is_told_later() {
    let readers = Readers::both();
    let mut monitor = settled(2);
    readers.first.show_adult().take();
    assert_eq!(next(&mut monitor), (readers.first.reader.clone(), Change::CardMissed));
    let shown = readers.first.show_adult();
    assert!(is_adult(&next(&mut monitor).1));
    shown.take();
    let shown = readers.first.show_adult();
    assert_eq!(next(&mut monitor).1, Change::CardRemoved);
    assert!(is_adult(&next(&mut monitor).1));
    shown.take();
}

#[test]
fn who_uses_a_card_is_told() {
    let readers = Readers::both();
    let shown = readers.first.show_adult();
    let mut monitor = settled(3);
    let connection = readers.first.reader.connect().unwrap();
    assert_eq!(next(&mut monitor).1, Change::UsageChanged { usage: Usage::Exclusive });
    drop(connection);
    assert_eq!(next(&mut monitor).1, Change::UsageChanged { usage: Usage::Free });
    shown.take();
}

#[test]
fn a_card_without_an_answer_is_mute() {
    /// Answers the reset with more than an ATR can have (ISO/IEC 7816-3, 8.2: 33 bytes).
    fn babble(mut line: TcpStream) {
        let mut answer = [0x3B; 2 + 34];
        answer[..2].copy_from_slice(&[0, 34]);
        let mut message = [0; 3];
        while line.read_exact(&mut message).is_ok() {
            if message == [0, 1, 4] && line.write_all(&answer).is_err() {
                break;
            }
        }
    }

    let readers = Readers::both();
    let mut monitor = settled(2);
    let line = readers.first.line();
    let end = line.try_clone().unwrap();
    let babbler = thread::spawn(move || babble(end));
    assert_eq!(next(&mut monitor), (readers.first.reader.clone(), Change::CardMute));
    assert_eq!(readers.first.reader.state().unwrap(), ReaderState::Mute);
    let error = readers.first.reader.connect().unwrap_err();
    assert!(matches!(error, Error::Transport(TransportError::Unresponsive)), "{error:?}");
    let begun = Instant::now();
    let error = readers.first.reader.wait_for_card(MOMENT).unwrap_err();
    assert!(matches!(error, Error::NoCard { .. }), "{error:?}");
    // pcsc-lite gives a card without an ATR 400 ms more at each look.
    assert!(begun.elapsed() < Duration::from_secs(2));
    line.shutdown(Shutdown::Both).unwrap();
    assert_eq!(next(&mut monitor).1, Change::CardRemoved);
    babbler.join().unwrap();
}

#[test]
fn a_timeout_is_kept() {
    let _alone = Readers::both();
    let mut monitor = settled(2);
    for timeout in [Duration::ZERO, Duration::from_millis(300), Duration::from_millis(1500)] {
        let begun = Instant::now();
        assert_eq!(monitor.wait(timeout).unwrap(), None);
        let took = begun.elapsed();
        assert!(timeout <= took && took < timeout + 5 * MOMENT, "{took:?}");
    }
}

#[test]
fn another_thread_ends_the_wait_at_once() {
    let _alone = Readers::both();
    let mut monitor = settled(2);
    let canceller = monitor.canceller();
    let waiting = thread::spawn(move || {
        assert!(matches!(monitor.wait(Duration::MAX), Err(Error::Cancelled)));
        assert!(monitor.next().is_none());
        Instant::now()
    });
    thread::sleep(3 * MOMENT);
    let begun = Instant::now();
    canceller.cancel();
    assert!(waiting.join().unwrap() - begun < 5 * MOMENT);
}

#[test]
fn no_cancellation_is_lost_whenever_it_comes() {
    let _alone = Readers::both();
    for microseconds in (0..2000).step_by(100) {
        let mut monitor = settled(2);
        let canceller = monitor.canceller();
        let begun = Instant::now();
        let cancelling = thread::spawn(move || {
            thread::sleep(Duration::from_micros(microseconds));
            canceller.cancel();
        });
        assert!(monitor.next().is_none());
        assert!(begun.elapsed() < Duration::from_secs(2));
        cancelling.join().unwrap();
    }
}

#[test]
fn a_monitor_that_waits_keeps_nobody_from_a_card() {
    let readers = Readers::both();
    let (first, second) = (readers.first.show_adult(), readers.second.show_adult());
    let mut monitor = Monitor::new().unwrap();
    let canceller = monitor.canceller();
    // Events carry the readers that are used, all from the one monitor.
    let mut occupied = Vec::new();
    while occupied.len() < 2 {
        let (reader, change) = next(&mut monitor);
        occupied.extend(is_adult(&change).then_some(reader));
    }
    let waiting = thread::spawn(move || monitor.map(|event| event.unwrap().change).collect::<Vec<_>>());
    let talks: Vec<_> = occupied
        .into_iter()
        .map(|reader| {
            thread::spawn(move || {
                let begun = Instant::now();
                let mut connection = reader.connect().unwrap();
                let mut card = connection.transaction().unwrap();
                for _ in 0..20 {
                    assert_eq!(select(&mut card), StatusWord::OK);
                }
                begun.elapsed()
            })
        })
        .collect();
    for talk in talks {
        let took = talk.join().unwrap();
        assert!(took < Duration::from_secs(3), "{took:?}");
    }
    canceller.cancel();
    let heard = waiting.join().unwrap();
    assert!(heard.contains(&Change::UsageChanged { usage: Usage::Exclusive }), "{heard:?}");
    first.take();
    second.take();
}

//! Readers that are plugged in and out, fail, and lose their service: what no virtual reader of pcscd can do.
//!
//! The service is played by the test, under the real libpcsclite. It speaks the protocol of pcsc-lite 1.9, so it isn't
//! part of `cargo test`: `cargo test -p hokensho-pcsc --test plugging` asks for it.
#![cfg(unix)]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod service;

use std::thread;
use std::time::{Duration, Instant};

use hokensho_apdu::{Transport as _, TransportError};
use hokensho_pcsc::{Change, Error, Monitor, ReaderState, find, readers};

use service::{Shows, with_service};

const PATIENCE: Duration = Duration::from_secs(5);
/// Long enough for a thread to begin to wait.
const MOMENT: Duration = Duration::from_millis(100);

fn next(monitor: &mut Monitor) -> (String, Change) {
    let event = monitor.wait(PATIENCE).unwrap().unwrap();
    (event.reader.to_string(), event.change)
}

fn of(reader: &str, change: Change) -> (String, Change) {
    (reader.to_owned(), change)
}

#[test]
fn readers_plugged_in_and_out_are_told() {
    with_service("readers_plugged_in_and_out_are_told", |service| {
        let mut monitor = Monitor::new().unwrap();
        assert_eq!(monitor.wait(Duration::ZERO).unwrap(), None);
        service.show("A", Shows::Empty);
        assert_eq!(next(&mut monitor), of("A", Change::ReaderAdded));
        service.show("B", Shows::Card);
        assert_eq!(next(&mut monitor), of("B", Change::ReaderAdded));
        assert!(matches!(next(&mut monitor), (_, Change::CardInserted { .. })));
        service.unplug("B");
        assert_eq!(next(&mut monitor), of("B", Change::CardRemoved));
        assert_eq!(next(&mut monitor), of("B", Change::ReaderRemoved));
        service.unplug("A");
        assert_eq!(next(&mut monitor), of("A", Change::ReaderRemoved));
        assert!(matches!(readers(), Err(Error::NoReaders)));
        assert_eq!(monitor.wait(MOMENT).unwrap(), None);
    });
}

#[test]
fn a_wait_ends_when_a_reader_is_plugged_in() {
    with_service("a_wait_ends_when_a_reader_is_plugged_in", |service| {
        let mut monitor = Monitor::new().unwrap();
        for name in ["A", "B"] {
            let waiting = thread::spawn(move || {
                let told = next(&mut monitor);
                (monitor, told, Instant::now())
            });
            thread::sleep(3 * MOMENT);
            let plugged = Instant::now();
            service.show(name, Shows::Empty);
            let (again, told, when) = waiting.join().unwrap();
            assert_eq!(told, of(name, Change::ReaderAdded));
            assert!(when - plugged < 5 * MOMENT);
            monitor = again;
        }
    });
}

#[test]
fn one_reader_exchanged_for_another_between_two_waits_is_told() {
    with_service("one_reader_exchanged_for_another_between_two_waits_is_told", |service| {
        service.show("A", Shows::Empty);
        let mut monitor = Monitor::new().unwrap();
        assert_eq!(next(&mut monitor), of("A", Change::ReaderAdded));
        service.unplug("A");
        service.show("B", Shows::Empty);
        assert_eq!(next(&mut monitor), of("A", Change::ReaderRemoved));
        assert_eq!(next(&mut monitor), of("B", Change::ReaderAdded));
    });
}

#[test]
fn a_reader_plugged_in_again_between_two_waits_is_told() {
    with_service("a_reader_plugged_in_again_between_two_waits_is_told", |service| {
        service.show("A", Shows::Card);
        service.show("A", Shows::Empty);
        let mut monitor = Monitor::new().unwrap();
        assert_eq!(next(&mut monitor), of("A", Change::ReaderAdded));
        assert_eq!(monitor.wait(Duration::ZERO).unwrap(), None);
        service.unplug("A");
        service.show("A", Shows::Card);
        assert_eq!(next(&mut monitor), of("A", Change::ReaderRemoved));
        assert_eq!(next(&mut monitor), of("A", Change::ReaderAdded));
        assert!(matches!(next(&mut monitor), (_, Change::CardInserted { .. })));
    });
}

#[test]
fn a_reader_that_fails_is_neither_empty_nor_gone() {
    with_service("a_reader_that_fails_is_neither_empty_nor_gone", |service| {
        service.show("A", Shows::Card);
        let mut monitor = Monitor::new().unwrap();
        assert_eq!(next(&mut monitor), of("A", Change::ReaderAdded));
        assert!(matches!(next(&mut monitor), (_, Change::CardInserted { .. })));
        service.show("A", Shows::Failure);
        assert_eq!(next(&mut monitor), of("A", Change::CardRemoved));
        assert_eq!(next(&mut monitor), of("A", Change::ReaderUnavailable));
        assert_eq!(find("A").unwrap().state().unwrap(), ReaderState::Unavailable);
        assert_eq!(monitor.wait(MOMENT).unwrap(), None);
        service.show("A", Shows::Empty);
        assert_eq!(next(&mut monitor), of("A", Change::ReaderAvailable));
    });
}

#[test]
fn who_waits_for_a_card_hears_that_the_reader_left() {
    with_service("who_waits_for_a_card_hears_that_the_reader_left", |service| {
        service.show("A", Shows::Empty);
        let reader = find("A").unwrap();
        let waiting = thread::spawn({
            let reader = reader.clone();
            move || reader.wait_for_card(PATIENCE)
        });
        thread::sleep(MOMENT);
        service.unplug("A");
        for error in [waiting.join().unwrap().unwrap_err(), reader.state().unwrap_err()] {
            assert!(matches!(error, Error::Transport(TransportError::ReaderGone)), "{error:?}");
        }
        service.show("A", Shows::Card);
        reader.wait_for_card(PATIENCE).unwrap(); // plugged in again, it is the same
    });
}

#[test]
fn a_reader_unplugged_in_mid_command_is_gone_and_no_mere_failure() {
    with_service("a_reader_unplugged_in_mid_command_is_gone_and_no_mere_failure", |service| {
        service.show("A", Shows::Card);
        let mut connection = find("A").unwrap().connect().unwrap();
        let mut card = connection.transaction().unwrap();
        let error = card.transmit(&[0x00, 0x84, 0x00, 0x00]).unwrap_err();
        assert!(matches!(error, TransportError::Failed(_)), "{error:?}");
        service.unplug("A");
        let error = card.transmit(&[0x00, 0x84, 0x00, 0x00]).unwrap_err();
        assert!(matches!(error, TransportError::ReaderGone), "{error:?}");
    });
}

#[test]
fn a_reader_that_flutters_does_not_lengthen_the_wait_for_a_card() {
    with_service("a_reader_that_flutters_does_not_lengthen_the_wait_for_a_card", |service| {
        service.show("A", Shows::Empty);
        let reader = find("A").unwrap();
        let waiting = thread::spawn(move || {
            let begun = Instant::now();
            (reader.wait_for_card(5 * MOMENT), begun.elapsed())
        });
        while !waiting.is_finished() {
            service.show("A", Shows::Failure);
            thread::sleep(MOMENT / 10);
            service.show("A", Shows::Empty);
        }
        let (waited, took) = waiting.join().unwrap();
        assert!(matches!(waited, Err(Error::NoCard { .. })), "{waited:?}");
        assert!(took < 15 * MOMENT, "{took:?}");
    });
}

#[test]
fn a_service_that_stops_takes_its_readers_along_and_brings_them_back() {
    with_service("a_service_that_stops_takes_its_readers_along_and_brings_them_back", |service| {
        service.show("A", Shows::Card);
        let mut monitor = Monitor::new().unwrap();
        let canceller = monitor.canceller();
        for _ in 0..2 {
            assert_eq!(next(&mut monitor), of("A", Change::ReaderAdded));
            assert!(matches!(next(&mut monitor), (_, Change::CardInserted { .. })));
            service.stop();
            assert_eq!(next(&mut monitor), of("A", Change::CardRemoved));
            assert_eq!(next(&mut monitor), of("A", Change::ReaderRemoved));
            assert_eq!(monitor.wait(MOMENT).unwrap(), None);
            assert!(matches!(readers(), Err(Error::NoService)));
            service.restart();
        }
        service.stop();
        // Without a service too, the wait can be ended.
        let waiting = thread::spawn(move || (monitor.last(), Instant::now()));
        thread::sleep(MOMENT);
        let begun = Instant::now();
        canceller.cancel();
        assert!(waiting.join().unwrap().1 - begun < 5 * MOMENT);
    });
}

#[test]
fn a_seventeenth_reader_disturbs_nobody() {
    with_service("a_seventeenth_reader_disturbs_nobody", |service| {
        for number in 0..16 {
            service.show(&format!("Reader {number:02}"), Shows::Empty);
        }
        let mut monitor = Monitor::new().unwrap();
        for number in 0..15 {
            assert_eq!(next(&mut monitor), of(&format!("Reader {number:02}"), Change::ReaderAdded));
        }
        assert_eq!(monitor.wait(MOMENT).unwrap(), None);
        assert_eq!(readers().unwrap().len(), 16);
    });
}

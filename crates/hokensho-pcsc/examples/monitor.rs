//! Tells of readers and cards as they come and go, until Enter is pressed: `cargo run -p hokensho-pcsc --example monitor`.
#![allow(clippy::print_stdout)]

use std::{io, thread};

use hokensho_pcsc::{Error, Monitor};

fn main() -> Result<(), Error> {
    let monitor = Monitor::new()?;
    let canceller = monitor.canceller();
    thread::spawn(move || {
        // The end of the input ends the monitor too, as does an input that fails.
        let _ = io::stdin().read_line(&mut String::new());
        canceller.cancel();
    });
    for event in monitor {
        let event = event?;
        println!("{}: {:?}", event.reader, event.change);
    }
    Ok(())
}

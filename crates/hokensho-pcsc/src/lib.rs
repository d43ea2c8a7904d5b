//! The PC/SC transport for hokensho: readers and cards coming and going, exclusive connections, transactions.
//!
//! This is the only crate that links a native library (libpcsclite, or the system's own on Windows and macOS).
//! It carries bytes and knows no card: an ATR is data to show, never a filter, because contactless readers build
//! it themselves.
//!
//! - [`readers`] and [`find`] say which readers are attached, [`Reader::state`] what one is about.
//! - A [`Monitor`] tells of readers and cards as they come and go; another thread can end its waiting.
//! - [`Reader::connect`] takes the card that lies on one; two cards on two readers don't wait for each other.
//!
//! A connection is exclusive, and what was done in a [`Transaction`] ends with the card's power: a PIN that was
//! verified stays verified over a warm reset, and the next program would find the card open (reported by readers
//! of real cards; unverified).
//!
//! ```
//! use hokensho_apdu::{Command, exchange};
//!
//! fn main() -> Result<(), hokensho_pcsc::Error> {
//!     let readers = match hokensho_pcsc::readers() {
//!         Ok(readers) => readers,
//!         Err(error) => {
//!             eprintln!("{error}"); // "the smart card service isn't running", perhaps
//!             return Ok(());
//!         }
//!     };
//!     for reader in readers {
//!         let Ok(mut connection) = reader.connect() else { continue };
//!         let mut card = connection.transaction()?;
//!         if let Ok(response) = exchange(&mut card, &Command::new(0x00, 0xA4, 0x04, 0x0C)) {
//!             println!("{reader}: {}", response.status());
//!         }
//!     } // the card loses its power here
//!     Ok(())
//! }
//! ```

mod atr;
mod canceller;
mod change;
mod connection;
mod error;
mod monitor;
mod reader;
mod state;
mod transaction;

pub use atr::Atr;
pub use canceller::Canceller;
pub use change::{Change, Event};
pub use connection::Connection;
pub use error::Error;
pub use monitor::Monitor;
pub use reader::{Reader, ReaderName, find, readers};
pub use state::{ReaderState, Usage};
pub use transaction::Transaction;

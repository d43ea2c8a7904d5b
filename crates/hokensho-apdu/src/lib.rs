//! ISO/IEC 7816-4 for the My Number Card: commands, responses, the exchange loop, bounded BER-TLV,
//! transports and transcripts. This crate knows no application and no reader.
//!
//! ```
//! use hokensho_apdu::{Command, Le, Response, StatusWord};
//!
//! let select = Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(&[0xD3, 0x92, 0xF0, 0x00, 0x26])?;
//! assert_eq!(&select.encode()[..], [0x00, 0xA4, 0x04, 0x0C, 0x05, 0xD3, 0x92, 0xF0, 0x00, 0x26]);
//!
//! let response = Response::parse(&[0x6A, 0x82])?;
//! assert_eq!(response.status(), StatusWord::FILE_NOT_FOUND);
//! # Ok::<(), hokensho_apdu::Error>(())
//! ```
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "std")]
pub mod callback;
mod command;
mod counted;
mod error;
mod exchange;
mod response;
mod status;
pub mod tlv;
pub mod transcript;
mod transport;

pub use command::{Command, Form, Le};
pub use counted::Counted;
pub use error::Error;
pub use exchange::exchange;
pub use response::Response;
pub use status::StatusWord;
pub use transport::{Transport, TransportError};
/// Bytes that are wiped when dropped; what a [`Transport`] hands back.
pub use zeroize::Zeroizing;

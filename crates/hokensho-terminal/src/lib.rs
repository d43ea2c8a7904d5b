//! The folders of the online-eligibility terminal (資格確認端末): put a request in, await its answer, watch for what
//! certified readers hand in. With the feature `sim` also a simulator of terminal, operator and certified reader.
//!
//! ```
//! use std::time::{Duration, Instant};
//! use hokensho_eligibility::InstitutionCode;
//! use hokensho_terminal::Terminal;
//!
//! let root = tempfile::tempdir()?;
//! for folder in ["req", "res", "face"] {
//!     std::fs::create_dir(root.path().join(folder))?;
//! }
//! let terminal = Terminal::open(root.path(), InstitutionCode::new("1300000005")?)?;
//! let mut faces = terminal.watch_faces()?;
//!
//! let start = Instant::now();
//! assert!(faces.poll(start.elapsed())?.is_none()); // nobody has come yet
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Terminal`]: opens the folders, sends requests, watches for face files.
//! - [`Pending`]: a [`Request`] on its way; [`Poll`] says how far it is.
//! - [`Download`]: the result of a bulk request on its way, of any length, as XML or out of a ZIP archive.
//! - [`FaceWatch`]: files of certified readers, as they come.
//!
//! Everything is polled: nothing waits, sleeps, starts a thread or looks at a clock. Answers are believed only when they
//! are at rest and for who asked. Nothing that other programs use is deleted or moved.
//!
//! Not supported yet: viewing files, whose answers repeat nothing of the request.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod download;
mod echo;
mod error;
mod face;
mod folder;
mod pending;
mod request;
mod settings;
mod settling;
#[cfg(feature = "sim")]
#[cfg_attr(docsrs, doc(cfg(feature = "sim")))]
pub mod sim;
mod terminal;

pub use download::{BulkPeople, BulkSource, Download, DownloadPoll, Downloaded};
pub use echo::Echo;
pub use error::{Error, NotSent};
pub use face::{FaceFile, FaceWatch};
pub use folder::Folder;
pub use pending::{Answered, Pending, Poll};
pub use request::Request;
pub use settings::Settings;
pub use terminal::Terminal;

//! What the benches measure and the tests hold: operations with a mock card, counted.
//!
//! ```
//! use hokensho_benches::{Operation, READ_MODES};
//!
//! let [short, extended] = READ_MODES.map(|mode| Operation::AuthCertificate.cost(mode));
//! assert_eq!((short?.round_trips, extended?.round_trips), (8, 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod adult;
mod contest;
mod cost;
mod curves;
mod draw;
mod escaped;
mod figure;
mod national_list;
mod operation;
mod plot;
mod spent;

pub use adult::{Adult, NOW};
pub use contest::{Contest, Entry, Results};
pub use cost::Cost;
pub use curves::{Curve, Curves};
pub use draw::draw;
pub use figure::{Figure, Target};
pub use national_list::{MANY_SERIALS, national_list, serial_of};
pub use operation::{Operation, READ_MODES};
pub use plot::{Bar, Bars, Shade, picture};
pub use spent::Spent;

//! The CSV that a person takes out of the Myna portal (マイナポータル, 「わたしの情報」).
//!
//! Its form is known from programs that read it (reported; unverified), not from a specification: a file begins with two
//! title rows, then comes the heading `項目名,内容`; a row with one cell opens a group, and inside it `name,value` rows
//! make records, of which a new one begins where the first name comes again.

mod expenses;
mod groups;

pub use groups::{PortalFile, PortalGroup, PortalRecord};

//! XML as the messages use it: elements that hold either text or elements. Read in one pass with budgets, borrowed from
//! the text; and written.

mod element;
mod limits;
mod read;
mod token;
mod write;

pub use element::{Element, Unknown};
pub use limits::Limits;

pub(crate) use element::Form;
pub(crate) use read::Reader;
pub(crate) use token::{Token, Tokens, is_blank, is_name};
pub(crate) use write::Writer;

/// Whether XML 1.0 (2.2) lets a document hold this character, written out or as a reference.
const fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

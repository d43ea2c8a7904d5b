//! XML as the messages use it: elements that hold either text or elements. Read in one pass with budgets, borrowed from
//! the text; and written.

mod attribute;
mod declaration;
mod element;
mod limits;
mod name;
mod read;
mod text;
mod token;
mod write;

pub use element::{Element, Unknown};
pub use limits::Limits;

pub(crate) use declaration::Declaration;
pub(crate) use element::Form;
pub(crate) use read::Reader;
pub(crate) use text::{BLANKS, is_blank, resolve};
pub(crate) use token::{Token, Tokens};
pub(crate) use write::Writer;

/// Whether XML 1.0 (2.2) lets a document hold this character, written out or as a reference.
pub(crate) const fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

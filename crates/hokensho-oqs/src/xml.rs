//! XML as the messages use it: elements that hold either text or elements. A small tree, read with budgets, borrowed
//! from the text; and the writer.

mod element;
mod limits;
mod read;
mod write;

pub use element::{Element, Unknown};
pub use limits::Limits;

pub(crate) use read::{Node, read};
pub(crate) use write::Writer;

/// Whether XML 1.0 (2.2) lets a document hold this character, written out or as a reference.
const fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

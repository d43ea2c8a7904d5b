use hokensho_apdu::TransportError;
use std::path::PathBuf;

use crate::pki::KeyError;

/// What can go wrong before a virtual card stands.
///
/// ```
/// use hokensho_mock::Persona;
///
/// let error = Persona::named("nobody").unwrap_err();
/// assert_eq!(error.to_string(), "no built-in persona is called `nobody`");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The other end of the bridge went away or didn't answer in time.
    #[error("the bridge's connection failed while {action}")]
    Bridge {
        /// What was being done.
        action: &'static str,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The card gave the bridge nothing to pass on.
    #[error("the card gave the bridge no answer")]
    BridgeCard {
        /// Why.
        #[source]
        source: TransportError,
    },
    /// vpcd sent a one-byte message that isn't one of its four.
    #[error("vpcd sent the unknown control byte {control:02X}")]
    BridgeControl {
        /// The byte.
        control: u8,
    },
    /// A field of a persona file says something that no card can hold.
    #[error("`{field}` {fault}")]
    PersonaField {
        /// Where, as in `card.expiry`.
        field: &'static str,
        /// What is wrong with it.
        fault: FieldFault,
    },
    /// A persona file, or a file that it names, can't be read.
    #[error("can't read the persona's file {}", path.display())]
    PersonaFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A persona's private key can't be used.
    #[error("the key of `{field}` can't be used")]
    PersonaKey {
        /// Where, as in `certificates.auth.key`.
        field: &'static str,
        /// What is wrong with it.
        #[source]
        source: KeyError,
    },
    /// A persona file was read, but no persona can be made of it.
    #[error("{} is no persona", path.display())]
    PersonaLoad {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: Box<Self>,
    },
    /// A persona file isn't TOML, or has a field that the mock doesn't know.
    #[error("the persona isn't understood at line {line}, column {column}")]
    PersonaSyntax {
        /// Counted from 1.
        line: usize,
        /// In bytes, counted from 1.
        column: usize,
        /// What was expected there.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// No built-in persona has this name.
    #[error("no built-in persona is called `{name}`")]
    PersonaUnknown {
        /// The name.
        name: String,
    },
}

/// What is wrong with one field of a persona file; part of [`Error::PersonaField`].
///
/// ```
/// use hokensho_mock::FieldFault;
///
/// let fault = FieldFault::Digits { expected: 4 };
/// assert_eq!(fault.to_string(), "must be 4 digits");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FieldFault {
    /// A value that names built-in data, and there is none of that name.
    #[error("names the built-in `{name}`, which doesn't exist")]
    BuiltInUnknown {
        /// The name.
        name: String,
    },
    /// A day that the calendar doesn't have, or one before 1868.
    #[error("isn't a date since 1868-01-25")]
    Date,
    /// Not so many ASCII digits.
    #[error("must be {expected} digits")]
    Digits {
        /// How many.
        expected: usize,
    },
    /// A value that this kind of token can't have.
    #[error("doesn't belong to this kind of token")]
    Foreign,
    /// Too long for the card's file or length field.
    #[error("is {bytes} bytes long and may have {max}")]
    Length {
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        max: usize,
    },
    /// A value that this kind of token must have.
    #[error("is missing")]
    Missing,
    /// A relative path, but the persona was read from text without a folder.
    #[error("is a path, and the persona has no folder to start from")]
    NoFolder,
    /// A sign password must be 6 to 16 upper-case letters and digits, at least one of each.
    #[error("must be 6 to 16 upper-case letters and digits, one of each at least")]
    Password,
    /// A My Number with the right check digit may be somebody's.
    #[error("could be a real My Number: its check digit is right")]
    RealMyNumber,
    /// More tries than the counter holds.
    #[error("is more than the {max} tries of this counter")]
    Tries {
        /// The counter's full value.
        max: u8,
    },
}

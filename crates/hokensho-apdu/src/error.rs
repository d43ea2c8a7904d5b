use crate::{TransportError, tlv, transcript};

/// What can go wrong between a command and its response.
///
/// ```
/// let error = hokensho_apdu::Command::parse(&[0x00, 0xA4]).unwrap_err();
/// assert_eq!(error.to_string(), "command APDU of 2 bytes is shorter than its header");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The length fields of a command fit none of the seven cases.
    #[error("the length fields of a command APDU of {bytes} bytes fit no case")]
    CommandLength {
        /// Length of the whole APDU.
        bytes: usize,
    },
    /// A command under four bytes.
    #[error("command APDU of {bytes} bytes is shorter than its header")]
    CommandTruncated {
        /// Length of what was given.
        bytes: usize,
    },
    /// More than 65,535 bytes in a data field.
    #[error("{bytes} bytes don't fit into a command APDU")]
    DataTooLong {
        /// Length of the data.
        bytes: usize,
    },
    /// A number of expected bytes outside 1 to 65,536.
    #[error("Le of {bytes} is outside 1 to 65536")]
    LeOutOfRange {
        /// The number asked for.
        bytes: u32,
    },
    /// A replay that ended before its recording.
    #[error("{left} steps of the recording are left, from step {step}")]
    ReplayUnfinished {
        /// Steps left.
        left: usize,
        /// The first of them, counted from 1.
        step: usize,
    },
    /// More data than any response APDU holds.
    #[error("response APDU of {bytes} bytes is longer than any response")]
    ResponseTooLong {
        /// Length of the whole response.
        bytes: usize,
    },
    /// A response without a whole status word.
    #[error("response APDU of {bytes} bytes has no status word")]
    ResponseTruncated {
        /// Length of what came.
        bytes: usize,
    },
    /// A malformed or unexpected data object.
    #[error("bad TLV at byte {offset}")]
    Tlv {
        /// Where the object starts, in bytes from the start of the outermost input.
        offset: usize,
        /// What is wrong with it.
        #[source]
        fault: tlv::Fault,
    },
    /// A card that announces more (61xx) again and again.
    #[error("the card still announces more after {rounds} GET RESPONSE commands and {bytes} bytes")]
    TooManyRounds {
        /// Bytes that came.
        bytes: usize,
        /// GET RESPONSE commands sent.
        rounds: u16,
    },
    /// A transcript that can't be read.
    #[error("line {line} of the transcript can't be read")]
    Transcript {
        /// Number of the line, counted from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        fault: transcript::Fault,
    },
    /// A redacted transcript was to be replayed.
    #[error("a redacted transcript can't be replayed")]
    TranscriptRedacted,
    /// No answer came.
    #[error("no answer from the card")]
    Transport(#[from] TransportError),
}

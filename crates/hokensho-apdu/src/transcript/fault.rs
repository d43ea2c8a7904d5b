/// What is wrong with a line of a transcript; its number is in [`Error::Transcript`](crate::Error::Transcript).
///
/// ```
/// use hokensho_apdu::{Error, transcript::{Fault, Transcript}};
///
/// // A PIN in clear.
/// let text = "hokensho transcript 1 full\n> 002000980431323334\n< 9000\n";
/// let error = text.parse::<Transcript>().unwrap_err();
/// assert!(matches!(error, Error::Transcript { line: 2, fault: Fault::Wildcards }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// An answer without its command.
    #[error("an answer without a command")]
    AnswerAlone,
    /// A command without its answer.
    #[error("a command without an answer")]
    CommandAlone,
    /// The first line isn't that of a transcript this version reads.
    #[error("not a first line such as `hokensho transcript 1 full`")]
    FirstLine,
    /// Not pairs of hexadecimal digits (or `**` in a command).
    #[error("not hexadecimal digits in pairs")]
    Hex,
    /// Neither a known mark nor what may follow it.
    #[error("not a line of this kind of transcript")]
    Line,
    /// The text is longer than the limit.
    #[error("more than {limit} bytes")]
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// More steps than the limit.
    #[error("more than {limit} steps")]
    TooManySteps {
        /// The limit, in steps.
        limit: usize,
    },
    /// Wildcards that don't stand exactly where a PIN or an unparsable command is; a PIN in clear, perhaps.
    #[error("wildcards don't stand exactly where a secret does")]
    Wildcards,
}

/// What a [`CertifiedReader`](crate::CertifiedReader) must keep.
///
/// ```
/// use hokensho::contract::Rule;
///
/// assert_eq!(Rule::NobodysFile.to_string(), "no file is handed in before a patient has come");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Rule {
    /// A poll that takes its time stops the whole window.
    #[error("a poll returns at once")]
    AnswersAtOnce,
    /// What is changed on the way is no longer the operator's word.
    #[error("the face file is handed in byte for byte")]
    BytesUnchanged,
    /// What comes after a result or a trouble is about the next person.
    #[error("after its result or trouble a reception hears nothing more")]
    EndsOnce,
    /// Once or twice: the next patient is served as if nothing had been.
    #[error("a reader that was cancelled serves the next reception")]
    FreedByCancel,
    /// Without it nobody could be received.
    #[error("the result of an accepted patient is handed in")]
    HandsIn,
    /// The window says how a patient was identified, and staff act on it.
    #[error("the identity in the result is how the patient was identified")]
    IdentityAsHappened,
    /// The reader may keep none, and none belongs into a file.
    #[error("no photo is handed in")]
    NoPhoto,
    /// A file from before the reception is somebody else's.
    #[error("no file is handed in before a patient has come")]
    NobodysFile,
    /// `Debug` output ends up in logs.
    #[error("Debug of reader and events shows nothing of the patient")]
    NothingPersonal,
    /// The reception that it was for is over.
    #[error("a reader that was cancelled says nothing about anybody")]
    SilentAfterCancel,
    /// Each has another next step at the window.
    #[error("trouble is reported as what happened")]
    TroubleAsHappened,
    /// An event without a patient ends the reception of the one who is about to come.
    #[error("a reader to which nobody has come is waiting")]
    WaitsForPatients,
}

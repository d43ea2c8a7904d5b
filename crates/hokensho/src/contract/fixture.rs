use std::fmt;

use hokensho_eligibility::Identity;

use crate::{CertifiedReader, Moment, ReaderEvent};

/// What a vendor's test can let happen at its reader. [The module](super) shows one.
pub trait Fixture {
    /// The implementation that is held to the contract.
    type Reader: CertifiedReader + fmt::Debug;

    /// A reader for one reception, which begins now. Nobody has come to it yet.
    fn begin(&mut self, now: Moment) -> Self::Reader;

    /// A patient comes to the reader that began last, is identified so, accepted by the operator, and leaves. The face
    /// file as the terminal writes it, byte for byte; none if this can't be staged.
    fn accept(&mut self, identity: Identity, now: Moment) -> Option<Vec<u8>>;

    /// A patient comes to the reader that began last, and what this event tells happens.
    fn fail(&mut self, trouble: &ReaderEvent, now: Moment) -> Staged;

    /// What of the patients may be seen nowhere: names, numbers, birth dates as the files have them.
    fn personal(&self) -> Vec<String>;
}

/// Whether something could be staged.
///
/// ```
/// use hokensho::contract::Staged;
///
/// assert_ne!(Staged::Done, Staged::Impossible);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staged {
    /// It has happened.
    Done,
    /// The fixture has no means to let it happen. It is reported, and no rule counts as held by it.
    Impossible,
}

//! Things that go wrong between a reader and a card.

use hokensho_apdu::{StatusWord, TransportError, Zeroizing};
use std::collections::BTreeMap;
use std::fmt;

use super::VirtualCard;

/// What happens to one command, by [`Builder::fault`](super::Builder::fault), or to all from one on, by
/// [`Builder::fault_from`](super::Builder::fault_from).
///
/// ```
/// use hokensho_apdu::{Transport, TransportError};
/// use hokensho_mock::{Fault, Persona, Secret, VirtualCard};
///
/// let adult = Persona::named("adult")?;
/// let mut card = VirtualCard::builder(&adult).fault(2, Fault::LoseAnswer).build();
/// card.transmit(&[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01]).unwrap();
/// let wrong_pin = [0x00, 0x20, 0x00, 0x98, 0x04, b'0', b'0', b'0', b'0'];
/// assert!(matches!(card.transmit(&wrong_pin), Err(TransportError::Timeout)));
/// assert_eq!(card.tries_left(Secret::AuthPin), 2); // nobody was told
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The card acts, but these bytes come back: garbage, nothing, a status word without data.
    Answer(Vec<u8>),
    /// The card acts, but its answer is one byte and 6101, for more that waits; and so with every command after it,
    /// GET RESPONSE too.
    Endless,
    /// The card acts, but so many bytes (`AA`) come back behind its data.
    Lengthen(usize),
    /// The card acts, the answer is lost.
    LoseAnswer,
    /// The card acts, but in the place of its data come the first bytes of the first other file of the application that
    /// is free to read. Where there is no other file, or no data, the answer is the right one.
    OtherFile,
    /// The reader fails, and the command doesn't reach the card, which knows nothing of it.
    ReaderError,
    /// The card is taken away before the command reaches it, and stays away.
    Remove,
    /// Somebody else reset the card: the command doesn't reach it, nothing is selected or verified any more.
    Reset,
    /// The card acts, but its answer to the command before comes back once more; no bytes if there was none.
    Stale,
    /// The card doesn't act, and gives this word.
    Status(StatusWord),
    /// The command doesn't reach the card, and nothing comes back.
    Timeout,
    /// The card acts, but only so many bytes of its data come back, with the status word.
    Truncate(usize),
    /// The card doesn't act, and asks for this Le (6Cxx), whatever is right; `0` is 256.
    WrongLe(u8),
}

impl Fault {
    /// Every kind of fault, some of them more than once, for tests that put each at each command of an operation.
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_mock::{Fault, Persona, VirtualCard};
    ///
    /// let adult = VirtualCard::builder(&Persona::named("adult")?);
    /// let challenge = [0x00, 0x84, 0x00, 0x00, 0x08];
    /// for fault in Fault::all() {
    ///     let mut card = adult.clone().fault(1, fault.clone()).build();
    ///     let spoilt = !card.transmit(&challenge).is_ok_and(|answer| answer.len() == 10);
    ///     // With nothing selected there is no other file to take for this one.
    ///     assert_eq!(spoilt, fault != Fault::OtherFile, "{fault:?}");
    /// }
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn all() -> [Self; 19] {
        [
            Self::Answer(Vec::new()),
            Self::Answer(vec![0x90]),
            Self::Endless,
            Self::Lengthen(1),
            Self::Lengthen(300), // more than a short answer holds
            Self::LoseAnswer,
            Self::OtherFile,
            Self::ReaderError,
            Self::Remove,
            Self::Reset,
            Self::Stale,
            Self::Status(StatusWord::OK),
            Self::Status(StatusWord::SECURITY_STATUS_NOT_SATISFIED),
            Self::Status(StatusWord::from(0x6F42)), // a word that nobody has heard of
            Self::Timeout,
            Self::Truncate(0),
            Self::Truncate(1),
            Self::WrongLe(0),
            Self::WrongLe(1),
        ]
    }
}

/// Bytes of an answer may be somebody's name: their number is shown alone.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(bytes) => write!(f, "Answer({} bytes)", bytes.len()),
            Self::Endless => f.write_str("Endless"),
            Self::Lengthen(bytes) => write!(f, "Lengthen({bytes})"),
            Self::LoseAnswer => f.write_str("LoseAnswer"),
            Self::OtherFile => f.write_str("OtherFile"),
            Self::ReaderError => f.write_str("ReaderError"),
            Self::Remove => f.write_str("Remove"),
            Self::Reset => f.write_str("Reset"),
            Self::Stale => f.write_str("Stale"),
            Self::Status(status) => write!(f, "Status({status})"),
            Self::Timeout => f.write_str("Timeout"),
            Self::Truncate(bytes) => write!(f, "Truncate({bytes})"),
            Self::WrongLe(le) => write!(f, "WrongLe({le})"),
        }
    }
}

/// Which commands will fail, by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    once: BTreeMap<u32, Fault>,
    lasting: Option<(u32, Fault)>,
}

impl Faults {
    pub(super) fn at(&mut self, apdu: u32, fault: Fault) {
        self.once.insert(apdu, fault);
    }

    pub(super) fn from(&mut self, apdu: u32, fault: Fault) {
        self.lasting = Some((apdu, fault));
    }

    pub(super) fn take(&mut self, apdu: u32) -> Option<Fault> {
        let lasting =
            || self.lasting.as_ref().filter(|(first, _)| *first <= apdu).map(|(_, fault)| fault.clone());
        self.once.remove(&apdu).or_else(lasting)
    }
}

impl VirtualCard {
    pub(super) fn fail(
        &mut self,
        fault: Fault,
        command: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        match fault {
            Fault::Answer(bytes) => {
                self.answer(command);
                Ok(bytes.into())
            }
            Fault::Endless => {
                self.answer(command);
                self.faults.from(self.apdus, fault);
                Ok(vec![0xAA, 0x61, 0x01].into())
            }
            Fault::Lengthen(bytes) => self.spoilt(command, |_, data| data.resize(data.len() + bytes, 0xAA)),
            Fault::LoseAnswer => {
                self.answer(command);
                Err(TransportError::Timeout)
            }
            Fault::OtherFile => self.spoilt(command, |card, data| {
                if let Some(other) = card.other_file() {
                    *data = other.iter().copied().take(data.len()).collect();
                }
            }),
            Fault::ReaderError => Err(TransportError::Failed("the test asked for this".into())),
            Fault::Remove => {
                self.remove();
                Err(TransportError::CardRemoved)
            }
            Fault::Reset => {
                self.session = super::Session::default();
                Err(TransportError::CardReset)
            }
            Fault::Stale => {
                let stale = std::mem::take(&mut self.last_answer);
                self.answer(command);
                Ok(stale)
            }
            Fault::Status(status) => Ok(u16::from(status).to_be_bytes().to_vec().into()),
            Fault::Timeout => Err(TransportError::Timeout),
            Fault::Truncate(bytes) => self.spoilt(command, |_, data| data.truncate(bytes)),
            Fault::WrongLe(le) => Ok(vec![0x6C, le].into()),
        }
    }

    /// Acts, and spoils the data of the answer; the status word stays.
    fn spoilt(
        &mut self,
        command: &[u8],
        spoil: impl FnOnce(&Self, &mut Vec<u8>),
    ) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let mut answer = self.answer(command);
        let end = answer.len().saturating_sub(2);
        let status = answer.split_off(end);
        spoil(self, &mut answer);
        answer.extend(status);
        Ok(answer)
    }

    /// What [`Fault::OtherFile`] puts in the place of data.
    fn other_file(&self) -> Option<&[u8]> {
        self.files.free_but(self.session.application()?, self.session.current())
    }
}

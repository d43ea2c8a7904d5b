//! A phone's NFC, played by a thread with a mock card: [`Tag`] is what a platform gives, [`serve`] what an app writes.

use std::fmt;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hokensho::apdu::callback::{Request, Requests};
use hokensho::apdu::{Command, Transport as _, TransportError, Zeroizing};
use hokensho_mock::VirtualCard;

/// Does what the card work asks for with a tag, until the card work is over.
///
/// All that stands between a platform's NFC and `hokensho`: each command is sent once, each answer is given back whole,
/// each failure gets its name. Where the platform's call blocks (Android's `IsoDep.transceive`), the closure is the rest
/// of the loop.
pub fn serve(tag: &Tag, requests: Requests) {
    for request in requests {
        match request {
            Request::Transmit { command, answer } => {
                tag.send_command(command, move |answered| answer.give(answered.map_err(NfcError::named)));
            }
            Request::PowerDown { answer } => {
                tag.invalidate(move || answer.give(Ok(())));
            }
        }
    }
}

/// What a platform's NFC reports in place of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NfcError {
    /// Android: any `IOException` but `TagLostException`. iOS: `readerTransceiveErrorPacketTooLong`, and others.
    Refused,
    /// iOS: the session was invalidated; by the user, or by the system when its time was over.
    SessionInvalidated,
    /// Android: `TagLostException`. iOS: `readerTransceiveErrorTagConnectionLost`.
    TagLost,
}

impl NfcError {
    fn named(self) -> TransportError {
        match self {
            Self::Refused => TransportError::Failed(Box::new(self)),
            Self::SessionInvalidated => TransportError::ReaderGone,
            Self::TagLost => TransportError::CardRemoved,
        }
    }
}

impl fmt::Display for NfcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "the phone's NFC refused the command",
            Self::SessionInvalidated => "the phone's NFC session is over",
            Self::TagLost => "the tag was lost",
        })
    }
}

impl std::error::Error for NfcError {}

/// What Core NFC wants as `expectedResponseLength` for a command: its Le in bytes, 65,536 at most, or -1 for none.
/// 0 is not allowed: a Le byte of 00 means 256.
///
/// ```
/// use hokensho::apdu::{Command, Le};
/// use hokensho_examples::phone::expected_response_length;
///
/// let read = Command::new(0x00, 0xB0, 0x8A, 0x00);
/// assert_eq!(expected_response_length(&read), -1);
/// assert_eq!(expected_response_length(&read.with_le(Le::SHORT_MAX)), 256);
/// assert_eq!(expected_response_length(&read.with_le(Le::EXTENDED_MAX)), 65_536);
/// ```
#[must_use]
pub fn expected_response_length(command: &Command<'_>) -> i64 {
    command.le().map_or(-1, |le| le.bytes().into())
}

/// Something that happens on the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incident {
    /// The answer comes, but only after so long.
    Late(Duration),
    /// The phone's NFC refuses the command; the card never sees it.
    Refused,
    /// The user closes the sheet, or the session's time is over.
    SessionOver,
    /// The card is never heard of again.
    Silent,
    /// The card leaves the field.
    TagLost,
}

type Answer = Result<Zeroizing<Vec<u8>>, NfcError>;

/// A tag as the phone's NFC gives it: commands go in, and what came of them is told on a thread of the phone's own.
#[derive(Debug)]
pub struct Tag(Sender<Call>);

enum Call {
    Invalidate(Box<dyn FnOnce() + Send>),
    SendCommand(Zeroizing<Vec<u8>>, Box<dyn FnOnce(Answer) + Send>),
}

/// What the card has seen when the tag is let go.
#[derive(Debug)]
pub struct Played {
    /// The card, as it is left.
    pub card: VirtualCard,
    /// The commands that were to be sent to it.
    pub commands: Vec<Zeroizing<Vec<u8>>>,
}

impl Tag {
    /// Holds `card` to the phone. At the command with the incident's number, counted from 1, it happens.
    #[must_use]
    pub fn hold(card: VirtualCard, incident: Option<(usize, Incident)>) -> (Self, JoinHandle<Played>) {
        let (calls, made) = mpsc::channel();
        let field = thread::spawn(move || {
            let mut field =
                Field { card, commands: Vec::new(), incident, in_session: true, unanswered: Vec::new() };
            for call in made {
                field.take(call);
            }
            Played { card: field.card, commands: field.commands }
        });
        (Self(calls), field)
    }

    /// Sends a command; `completion` gets the answer.
    pub fn send_command(
        &self,
        command: Zeroizing<Vec<u8>>,
        completion: impl FnOnce(Answer) + Send + 'static,
    ) {
        // A field that ended drops the completion, as a platform does.
        let _ = self.0.send(Call::SendCommand(command, Box::new(completion)));
    }

    /// Ends the session; `completion` is called when the field is off.
    pub fn invalidate(&self, completion: impl FnOnce() + Send + 'static) {
        let _ = self.0.send(Call::Invalidate(Box::new(completion)));
    }
}

/// The phone's side of the antenna.
struct Field {
    card: VirtualCard,
    commands: Vec<Zeroizing<Vec<u8>>>,
    incident: Option<(usize, Incident)>,
    in_session: bool,
    /// Completions that are never called.
    unanswered: Vec<Box<dyn FnOnce(Answer) + Send>>,
}

impl Field {
    fn take(&mut self, call: Call) {
        match call {
            Call::Invalidate(completion) => {
                self.end_session();
                completion();
            }
            Call::SendCommand(command, completion) => match self.send(command) {
                Some(answer) => completion(answer),
                None => self.unanswered.push(completion),
            },
        }
    }

    /// What comes of a command; nothing at all if the card is silent.
    fn send(&mut self, command: Zeroizing<Vec<u8>>) -> Option<Answer> {
        let number = self.commands.len() + 1;
        match self.incident.filter(|(at, _)| *at == number).map(|(_, incident)| incident) {
            Some(Incident::Silent) => {
                self.transceive(command).ok();
                return None;
            }
            Some(Incident::Late(by)) => {
                let answer = self.transceive(command);
                thread::sleep(by);
                return Some(answer);
            }
            Some(Incident::Refused) => {
                self.commands.push(command);
                return Some(Err(NfcError::Refused));
            }
            Some(Incident::SessionOver) => self.end_session(),
            Some(Incident::TagLost) => self.card.remove(),
            None => {}
        }
        Some(self.transceive(command))
    }

    fn transceive(&mut self, command: Zeroizing<Vec<u8>>) -> Answer {
        if !self.in_session {
            return Err(NfcError::SessionInvalidated);
        }
        let answer = self.card.transmit(&command).map_err(|_| NfcError::TagLost);
        self.commands.push(command);
        answer
    }

    /// The field goes off, and the card forgets.
    fn end_session(&mut self) {
        self.in_session = false;
        self.card.power_down().ok();
    }
}

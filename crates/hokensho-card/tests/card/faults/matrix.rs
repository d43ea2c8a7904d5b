//! The matrix: what goes wrong, at which command of which operation, and how files are read meanwhile.

use hokensho_apdu::StatusWord;
use hokensho_card::{Card, Error, FileFault, ReadMode, ShortLe, Step};
use hokensho_mock::{Builder, ExtendedLe, Fault, Persona, Secret, VirtualCard};
use std::fmt;

use crate::found::{Difference, Found};
use crate::operations::Operation;
use crate::redaction::assert_silent;
use crate::tapped::Tapped;

/// Ways in which one command can fail: one of each kind, and the status words that mean something to this card.
pub(crate) fn faults() -> Vec<Fault> {
    let words = [
        0x6110, 0x6282, 0x6300, 0x63C0, 0x63C1, 0x6700, 0x6984, 0x6A82, 0x6A83, 0x6B00, 0x6D00, 0x6F00,
        0x0000,
    ];
    let more = [
        Fault::Truncate(100),
        Fault::WrongLe(0x10),
        Fault::Answer(vec![0x90, 0x00]),
        Fault::Answer([&[0xFF; 700][..], &[0x90, 0x00]].concat()),
        // The head of a certificate, and nothing behind it.
        Fault::Answer([&[0x30, 0x82, 0x06, 0x10][..], &[0x00; 252], &[0x90, 0x00]].concat()),
    ];
    Fault::all().into_iter().chain(more).chain(words.map(|word| Fault::Status(word.into()))).collect()
}

/// How files are read, and what the card says to extended commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setting(ReadMode, ExtendedLe);

impl Setting {
    pub(crate) const WHOLE: Self = Self(ReadMode::Auto, ExtendedLe::Supported);
    const REFUSED: Self = Self(ReadMode::Auto, ExtendedLe::Refused(StatusWord::WRONG_LENGTH));
    const CUT_SHORT: Self = Self(ReadMode::Auto, ExtendedLe::Shortened);
    const PIECES: Self = Self(ReadMode::Short(ShortLe::MAX), ExtendedLe::Supported);
    const FRAMES: Self = Self(ReadMode::Short(ShortLe::ONE_FRAME), ExtendedLe::Supported);

    pub(crate) const ALL: [Self; 5] =
        [Self::WHOLE, Self::REFUSED, Self::CUT_SHORT, Self::PIECES, Self::FRAMES];

    fn builder(self, operation: Operation) -> Builder {
        operation.builder().extended_le(self.1)
    }
}

/// An operation as it goes when nothing goes wrong.
pub(crate) struct Clean {
    operation: Operation,
    setting: Setting,
    who: &'static Persona,
    result: Result<Found, Error>,
    /// All that was sent, the session's end included.
    commands: Vec<Vec<u8>>,
}

impl Clean {
    /// Done by its own person.
    pub(crate) fn new(operation: Operation, setting: Setting) -> Self {
        Self::by(operation.persona(), operation, setting)
    }

    pub(crate) fn by(who: &'static Persona, operation: Operation, setting: Setting) -> Self {
        let mut tapped = Tapped::new(setting.builder(operation).build());
        let result = operation.run_by(who, &mut Card::open(&mut tapped).with_read_mode(setting.0));
        Self { operation, setting, who, result, commands: tapped.commands }
    }

    /// Each operation once with each sequence of commands that any of the settings leads to.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Operation::ALL.into_iter().flat_map(|operation| {
            let mut all: Vec<Self> = Vec::new();
            for clean in Setting::ALL.map(|setting| Self::new(operation, setting)) {
                if all.iter().all(|other| other.commands != clean.commands) {
                    all.push(clean);
                }
            }
            all
        })
    }

    pub(crate) const fn is_err(&self) -> bool {
        self.result.is_err()
    }

    pub(crate) fn reads_whole_files(&self) -> bool {
        self.setting == Setting::WHOLE
    }

    /// The position of the command that ends the session.
    pub(crate) fn last(&self) -> u32 {
        u32::try_from(self.commands.len()).unwrap()
    }

    /// Every fault at every command, for that command alone and from it on.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells_once().flat_map(|once| {
            let lasting = Cell { lasts: Lasts::FromThenOn, ..once.clone() };
            [once, lasting]
        })
    }

    pub(crate) fn cells_once(&self) -> impl Iterator<Item = Cell<'_>> {
        let at = move |position| {
            faults().into_iter().map(move |fault| Cell { clean: self, position, fault, lasts: Lasts::Once })
        };
        (1..=self.last()).flat_map(at)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasts {
    Once,
    FromThenOn,
}

/// One fault at one command of one operation.
#[derive(Clone)]
pub(crate) struct Cell<'c> {
    pub(crate) clean: &'c Clean,
    pub(crate) position: u32,
    pub(crate) fault: Fault,
    pub(crate) lasts: Lasts,
}

/// What became of a cell's operation.
type Outcome = Result<Difference, Error>;

/// All that an error shows, but status words, and the places and lengths in files: a four-digit one may be a PIN by chance.
fn shown(error: &Error) -> String {
    let text = format!("{error} {error:?} {:?}", std::error::Error::source(error));
    let text = ["SW ", "StatusWord("].into_iter().fold(text, |text, before| without_words(&text, before));
    let numbers = match error {
        Error::FileTooLong { bytes, .. } => vec![*bytes],
        Error::FileTruncated { offset, expected, .. } => vec![*offset, *expected],
        Error::HalfChanged { source, .. } => return shown(source),
        Error::Malformed { offset, fault, .. } | Error::ObjectMalformed { offset, fault, .. } => {
            return shown_fault(&text, fault).replace(&offset.to_string(), "_");
        }
        Error::Exchange { step: Step::Read { offset, .. }, .. }
        | Error::NotVerified { step: Step::Read { offset, .. } }
        | Error::Refused { step: Step::Read { offset, .. }, .. } => vec![*offset],
        _ => Vec::new(),
    };
    numbers.into_iter().fold(text, |text, number| text.replace(&number.to_string(), "_"))
}

/// Without the four digits that come after `before`.
fn without_words(text: &str, before: &str) -> String {
    let mut pieces = text.split(before);
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + "_" + piece.get(4..).unwrap_or_default())
}

fn shown_fault(text: &str, fault: &FileFault) -> String {
    text.replace(&fault.to_string(), "_").replace(&format!("{fault:?}"), "_")
}

impl Cell<'_> {
    /// Does it, and holds it to what holds whatever happens: no secret in the error, and the session closed. Gives the
    /// card back as it is then.
    pub(crate) fn run(&self) -> (Outcome, VirtualCard) {
        let Clean { operation, setting, who, result, .. } = self.clean;
        let builder = setting.builder(*operation);
        let mut chip = match self.lasts {
            Lasts::Once => builder.fault(self.position, self.fault.clone()),
            Lasts::FromThenOn => builder.fault_from(self.position, self.fault.clone()),
        }
        .build();
        let found = operation.run_by(who, &mut Card::open(&mut chip).with_read_mode(setting.0));
        let verified = Secret::ALL.into_iter().any(|secret| chip.is_verified(secret));
        assert!(!verified || self.lies_about_the_end(), "{self}: {found:?}");
        let outcome = found.map(|found| match result {
            Ok(right) => found.difference(right),
            // It can't succeed at all: a success is made of lies.
            Err(_) => Difference::Told,
        });
        if let Err(error) = &outcome {
            assert_silent(&shown(error));
        }
        (outcome, chip)
    }

    /// The tries of a fresh card.
    pub(crate) fn tries(&self, secret: Secret) -> u8 {
        self.clean.operation.tries(secret)
    }

    /// A card that says it ended the session, and didn't, is believed: nothing can tell.
    fn lies_about_the_end(&self) -> bool {
        self.fault == Fault::Status(StatusWord::OK)
            && (self.lasts == Lasts::FromThenOn || self.position == self.clean.last())
    }

    /// Whether what comes looks like any answer: then only what is signed can show that it isn't the card's.
    pub(crate) fn is_silent(&self) -> bool {
        match &self.fault {
            Fault::Answer(bytes) => bytes.ends_with(&[0x90, 0x00]),
            Fault::Lengthen(_) | Fault::OtherFile | Fault::Stale | Fault::Status(_) | Fault::Truncate(_) => {
                true
            }
            _ => false,
        }
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clean, position, fault, lasts } = self;
        let Clean { operation, setting, .. } = clean;
        write!(f, "{operation:?}, {setting:?}, command {position}, {fault:?}, {lasts:?}")
    }
}

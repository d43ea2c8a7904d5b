//! The reader way: a certified reader (顔認証付きカードリーダー) checks person and card and hands in a face file.

use std::fmt;
use std::time::Duration;

use hokensho_eligibility::{
    CertificateState, Identity, InstitutionCode, Outcome, Policy, ReferenceClassification, Unclear, Via,
};
use hokensho_oqs::{Message as _, Mode, QualificationResult};

use crate::answers::{Judged, Question};
use crate::{Advance, Ending, Error, Moment, Step, Way};

/// A certified reader, as its vendor's component offers it.
///
/// It alone may use the authentication key without a PIN (公的個人認証法 38 条の 2): by a protocol between reader and card
/// that isn't public and that nothing here pretends to speak. What comes out is the operator's answer, as a file.
///
/// The file must be of the person who stands there now: an implementation that takes files from a folder starts watching
/// it when the reception begins, and hands in none that was there before. [`contract`](crate::contract) is a test of
/// this and of everything else that a reception relies on, for every implementation to run; it also says what of
/// certified readers isn't public.
///
/// ```
/// use hokensho::{CertifiedReader, Moment, ReaderEvent};
///
/// /// Out of order.
/// struct Broken;
///
/// impl CertifiedReader for Broken {
///     fn poll(&mut self, _now: Moment) -> ReaderEvent {
///         ReaderEvent::Unavailable
///     }
///     fn cancel(&mut self) {}
/// }
/// ```
pub trait CertifiedReader {
    /// What the reader has to say now. Returns at once.
    fn poll(&mut self, now: Moment) -> ReaderEvent;

    /// Frees the reader for the next person. Called once more, it does nothing more.
    fn cancel(&mut self);
}

/// What a certified reader says.
///
/// ```
/// use hokensho::ReaderEvent;
///
/// assert_ne!(ReaderEvent::PinWrong { left: Some(1) }, ReaderEvent::PinBlocked);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReaderEvent {
    /// The patient stopped, or took the card away.
    Cancelled,
    /// Message 001: the card can't be recognised.
    CardUnreadable,
    /// The patient wasn't identified: face mismatch, or staff refused.
    IdentityFailed,
    /// This token can't be identified so: no photo, or no PIN.
    IdentityMethodUnavailable,
    /// Message 002: not a My Number Card.
    NotAMyNumberCard,
    /// The PIN typed at the reader is blocked.
    PinBlocked,
    /// The PIN typed at the reader was wrong.
    PinWrong {
        /// Tries left, if the reader says.
        left: Option<u8>,
    },
    /// Person and card were checked, and the operator answered.
    Result(ReaderResult),
    /// The reader can't reach its terminal, or the terminal the operator: nothing was asked.
    Unavailable,
    /// Nothing yet.
    Waiting,
}

/// What a certified reader hands in. `Debug` doesn't show the file.
///
/// ```
/// use hokensho::{Identity, ReaderResult};
///
/// let result = ReaderResult { identity: Identity::Face, file: b"<XmlMsg/>".to_vec() };
/// assert_eq!(format!("{result:?}"), "ReaderResult(face, 9 bytes)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ReaderResult {
    /// How the person was identified.
    pub identity: Identity,
    /// The face file, byte for byte.
    pub file: Vec<u8>,
}

impl fmt::Debug for ReaderResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReaderResult({}, {} bytes)", self.identity.name(), self.file.len())
    }
}

/// What the institution has decided about face files.
///
/// ```
/// assert_eq!(hokensho::ReaderSettings::default().believed_for.as_secs(), 300);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderSettings {
    /// How long after 処理実行日時 a face file is believed. Default five minutes: a patient stands at the window for no
    /// longer; an older file may be somebody else's.
    pub believed_for: Duration,
    /// How far the terminal's clock may be ahead of ours. Default one minute.
    pub clock_ahead: Duration,
    /// How long the reader may take from the first poll. Default three minutes; then nobody knows whether the operator
    /// was asked.
    pub limit: Duration,
    /// What happens to what is wrong in a file. Default strict.
    pub mode: Mode,
    /// How answers are judged.
    pub policy: Policy,
}

impl Default for ReaderSettings {
    fn default() -> Self {
        Self {
            believed_for: Duration::from_secs(300),
            clock_ahead: Duration::from_secs(60),
            limit: Duration::from_secs(180),
            mode: Mode::Strict,
            policy: Policy::default(),
        }
    }
}

/// A check at a certified reader: a clinic's way with a card.
///
/// ```
/// use hokensho::{InstitutionCode, Outcome, Reader, ReaderSettings, Reception, Reply, SystemClock};
/// # use hokensho::{CertifiedReader, Moment, ReaderEvent};
/// # struct Vendors;
/// # impl CertifiedReader for Vendors {
/// #     fn poll(&mut self, _now: Moment) -> ReaderEvent { ReaderEvent::Cancelled }
/// #     fn cancel(&mut self) {}
/// # }
///
/// // `Vendors` is the component of the reader's vendor; here the patient takes the card away.
/// let way = Reader::new(Vendors, InstitutionCode::new("1300000005")?, ReaderSettings::default());
/// let finished = Reception::new(way).run(&mut SystemClock::new(), |_| Reply::Stop, |_| {});
/// assert_eq!(finished.report.outcome, Outcome::Cancelled);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    reader: R,
    institution: InstitutionCode,
    settings: ReaderSettings,
    state: State,
}

#[derive(Debug)]
enum State {
    Begin,
    Await { began: Duration },
    Read(ReaderResult),
    Over,
}

impl<R: CertifiedReader> Reader<R> {
    /// A check at `reader`, which stands in `institution`.
    pub const fn new(reader: R, institution: InstitutionCode, settings: ReaderSettings) -> Self {
        Self { reader, institution, settings, state: State::Begin }
    }

    fn read(&self, file: Vec<u8>, now: Moment) -> Result<Judged, Error> {
        let answer = QualificationResult::read(file, self.settings.mode)?.message.answer()?;
        if !self.believes(answer.executed_at.to_unix(), now) {
            return Ok(Judged::unclear(Unclear::StaleFile, None));
        }
        // A card asks about the day on which it is read; with a fresh file that is today, or was a minute ago.
        let (by, on) = (ReferenceClassification::Card, answer.executed_at.date());
        let question = Question { by, institution: &self.institution, on };
        Ok(question.judge(answer, &self.settings.policy))
    }

    fn believes(&self, executed: i64, now: Moment) -> bool {
        let age = i128::from(now.unix) - i128::from(executed);
        let (oldest, ahead) = (self.settings.believed_for.as_secs(), self.settings.clock_ahead.as_secs());
        (-i128::from(ahead)..=i128::from(oldest)).contains(&age)
    }

    fn judge(&self, result: ReaderResult, now: Moment) -> Box<Ending> {
        let ReaderResult { identity, file } = result;
        // Whatever is in the file: nobody says whose it is.
        if identity == Identity::None {
            return Ending::early(Outcome::IdentityFailed, None);
        }
        let judged = self.read(file, now);
        let Judged { outcome, answer, cause } =
            judged.unwrap_or_else(|error| Judged::unclear(Unclear::Unreadable, error));
        let certificate = match outcome {
            Outcome::Unclear(_) => CertificateState::NotChecked,
            _ => CertificateState::ByOperator,
        };
        Box::new(Ending { outcome, identity, certificate, serial: None, answer, cause })
    }

    fn look(&mut self, began: Duration, now: Moment) -> Advance {
        let outcome = match self.reader.poll(now) {
            ReaderEvent::Result(result) => {
                self.state = State::Read(result);
                return Advance::Did(Step::Reader);
            }
            ReaderEvent::Waiting if now.elapsed.saturating_sub(began) < self.settings.limit => {
                self.state = State::Await { began };
                return Advance::Waits(Step::Reader);
            }
            ReaderEvent::Waiting => {
                self.reader.cancel();
                let waited = self.settings.limit;
                let cause = Error::ReaderTimeout { waited };
                return Advance::Ended(Step::Reader, Ending::early(Outcome::SourceUnknown, cause));
            }
            ReaderEvent::Cancelled => Outcome::Cancelled,
            ReaderEvent::CardUnreadable => Outcome::CardUnreadable,
            ReaderEvent::IdentityFailed => Outcome::IdentityFailed,
            ReaderEvent::IdentityMethodUnavailable => Outcome::IdentityMethodUnavailable,
            ReaderEvent::NotAMyNumberCard => Outcome::NotAMyNumberCard,
            ReaderEvent::PinBlocked => Outcome::PinBlocked,
            ReaderEvent::PinWrong { left } => Outcome::PinWrong { left },
            ReaderEvent::Unavailable => Outcome::SourceUnavailable,
        };
        Advance::Ended(Step::Reader, Ending::early(outcome, None))
    }
}

impl<R: CertifiedReader> Way for Reader<R> {
    fn via(&self) -> Via {
        Via::Reader
    }

    fn advance(&mut self, now: Moment) -> Advance {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Begin => self.look(now.elapsed, now),
            State::Await { began } => self.look(began, now),
            State::Read(result) => Advance::Ended(Step::Answer, self.judge(result, now)),
            // The reader may have the next person by now.
            State::Over => Advance::Ended(Step::Reader, Ending::early(Outcome::Cancelled, None)),
        }
    }

    fn cancel(&mut self) {
        if !matches!(std::mem::replace(&mut self.state, State::Over), State::Over) {
            self.reader.cancel();
        }
    }
}

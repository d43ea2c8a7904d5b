//! The typed way: insurance data → a request through the terminal's folders → the result.

use std::path::PathBuf;

use hokensho_eligibility::{Date, InstitutionCode, Outcome, Policy, ReferenceClassification, Unclear, Via};
use hokensho_oqs::{FileName, QualificationRequest};
use hokensho_terminal::{Answered, Pending, Poll, Settings, Terminal};

use crate::answers::{Judged, Question};
use crate::{Advance, Ending, Error, Moment, Step, Way};

/// A check without a card (資格確認書, insurance data): asks the terminal by insurer, number and birth date. It never
/// asks by certificate: there is no message for that.
///
/// ```
/// use hokensho::{Clock, Need, Outcome, Reception, Reply, SystemClock, Typed};
/// use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
/// use hokensho_oqs::{FileName, LimitConsent, Message, QualificationRequest, SearchInfo};
///
/// let today = Date::new(2026, 11, 22)?;
/// let search = SearchInfo::new(InsurerNumber::new("01130012")?, "1234", Date::new(1980, 2, 17)?, LimitConsent::Given);
/// let request = QualificationRequest::new(today, InstitutionCode::new("1300000005")?, search)?;
///
/// // No terminal there: nothing is sent, and the outcome says so.
/// let name = FileName::new(QualificationRequest::API, today, 1)?;
/// let way = Typed::new("/nonexistent", request, name);
/// let finished = Reception::new(way).run(&mut SystemClock::new(), |_: Need| Reply::Stop, |_| {});
/// assert_eq!(finished.report.outcome, Outcome::SourceUnavailable);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Typed {
    root: PathBuf,
    request: QualificationRequest,
    name: FileName,
    settings: Settings,
    policy: Policy,
    state: State,
}

#[derive(Debug)]
enum State {
    Send,
    Await(Box<Pending>),
    Read(Box<Pending>, Box<Answered>),
    Over,
}

impl Typed {
    /// A check through the folders under `root`. The file name must not be in use: keep a counter for each day.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, request: QualificationRequest, name: FileName) -> Self {
        Self {
            root: root.into(),
            request,
            name,
            settings: Settings::default(),
            policy: Policy::default(),
            state: State::Send,
        }
    }

    /// Talks to the terminal as `settings` say.
    #[must_use]
    pub const fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Judges answers by `policy`.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    fn send(&mut self, now: Moment) -> Result<Pending, Error> {
        // Without a day no answer could be judged.
        self.day()?;
        let terminal = Terminal::open(&self.root, self.institution()?.clone())?.with_settings(self.settings);
        Ok(terminal.send(&self.request, &self.name, now.elapsed)?)
    }

    fn read(&self, pending: &Pending, answered: &Answered) -> Result<Box<Ending>, Error> {
        pending.confirm(answered)?;
        let answer = answered.received.message.answer()?;
        let (by, institution) = (ReferenceClassification::Typed, self.institution()?);
        let question = Question { by, institution, on: self.day()? };
        let Judged { outcome, answer, cause } = question.judge(answer, &self.policy);
        Ok(Box::new(Ending { answer, ..*Ending::early(outcome, cause) }))
    }

    fn day(&self) -> Result<Date, Error> {
        self.request.header.confirmation_date.value().copied().ok_or(Error::DateMissing)
    }

    fn institution(&self) -> Result<&InstitutionCode, Error> {
        self.request.header.institution.value().ok_or(Error::InstitutionMissing)
    }
}

impl Way for Typed {
    fn via(&self) -> Via {
        Via::Typed
    }

    fn advance(&mut self, now: Moment) -> Advance {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Send => match self.send(now) {
                Ok(pending) => {
                    self.state = State::Await(Box::new(pending));
                    Advance::Did(Step::Send)
                }
                Err(error) => ended(Step::Send, Outcome::SourceUnavailable, error),
            },
            State::Await(mut pending) => match pending.poll(now.elapsed) {
                Ok(Poll::Waiting) => {
                    self.state = State::Await(pending);
                    Advance::Waits(Step::Await)
                }
                Ok(Poll::Answered(answered)) => {
                    self.state = State::Read(pending, answered);
                    Advance::Did(Step::Await)
                }
                Ok(Poll::Refused(refusal)) => {
                    let message = refusal.text().trim().to_owned().into();
                    ended(Step::Await, Outcome::RequestRefused { message }, None)
                }
                Ok(Poll::TimedOut) => ended(Step::Await, Outcome::SourceUnknown, None),
                Err(error) => Advance::Ended(Step::Await, unclear(error.into())),
            },
            State::Read(pending, answered) => {
                Advance::Ended(Step::Answer, self.read(&pending, &answered).unwrap_or_else(unclear))
            }
            State::Over => ended(Step::Send, Outcome::Cancelled, None),
        }
    }

    fn cancel(&mut self) {
        // A request that was sent can't be called back; its answer stays in the folder.
        self.state = State::Over;
    }
}

fn unclear(error: Error) -> Box<Ending> {
    let why = match &error {
        Error::Terminal(hokensho_terminal::Error::WrongAddressee { .. }) => Unclear::WrongAddressee,
        Error::Terminal(hokensho_terminal::Error::AnsweredTwice { .. }) => Unclear::AnsweredTwice,
        _ => Unclear::Unreadable,
    };
    Ending::early(Outcome::Unclear(why), error)
}

/// Nobody is identified by typing, and no certificate is looked at.
fn ended(step: Step, outcome: Outcome, cause: impl Into<Option<Error>>) -> Advance {
    Advance::Ended(step, Ending::early(outcome, cause))
}

//! A reception: a state machine from tap to outcome, and a blocking helper on top of it.

use std::time::Duration;

use hokensho_card::AuthPin;
use hokensho_eligibility::{CertificateState, Identity, Outcome, Personal, Report, Via};

use crate::{Clock, Error, Moment, Step, StepRecord};

/// One of the ways in: [`Direct`](crate::Direct), [`Reader`](crate::Reader), [`Typed`](crate::Typed).
///
/// A way never blocks longer than one step with a card or one look into a folder, and tells after each what it did.
pub trait Way {
    /// Which way this is.
    fn via(&self) -> Via;

    /// Does the next piece of work.
    fn advance(&mut self, now: Moment) -> Advance;

    /// Takes what was asked for by [`Advance::Needs`].
    fn supply(&mut self, pin: AuthPin) {
        drop(pin);
    }

    /// Leaves everything as it should be left: session ended, reader free.
    fn cancel(&mut self);

    /// Commands sent to a card so far.
    fn round_trips(&self) -> u32 {
        0
    }
}

/// What a way did when it was let go on.
#[derive(Debug)]
pub enum Advance {
    /// A step is done; there is more.
    Did(Step),
    /// The patient is needed.
    Needs(Need),
    /// Something outside is awaited; look again in a moment.
    Waits(Step),
    /// It is over.
    Ended(Box<Ending>),
}

/// How a way ended.
#[derive(Debug)]
pub struct Ending {
    /// The outcome.
    pub outcome: Outcome,
    /// How the person was identified.
    pub identity: Identity,
    /// The state of the certificate.
    pub certificate: CertificateState,
    /// The certificate's serial (発行の番号) in hexadecimal: to be shown only when asked for.
    pub serial: Option<Personal<String>>,
    /// What went wrong, if something did.
    pub cause: Option<Error>,
}

impl Ending {
    /// An ending before anybody was identified or anything checked.
    pub(crate) fn early(outcome: Outcome, cause: impl Into<Option<Error>>) -> Box<Self> {
        Box::new(Self {
            outcome,
            identity: Identity::None,
            certificate: CertificateState::NotChecked,
            serial: None,
            cause: cause.into(),
        })
    }
}

/// What the patient has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Need {
    /// Type the four-digit PIN (利用者証明用電子証明書の暗証番号).
    Pin {
        /// Tries left before the card blocks it; none if the card doesn't say.
        tries_left: Option<u8>,
    },
}

/// The answer to a [`Need`].
#[derive(Debug)]
pub enum Reply {
    /// The PIN that was typed.
    Pin(AuthPin),
    /// The patient stopped.
    Stop,
}

/// What [`Reception::poll`] has to tell.
#[derive(Debug)]
pub enum Event {
    /// A step is done; poll again at once.
    Did(Step),
    /// The patient is needed: answer with [`Reception::reply`].
    Needs(Need),
    /// Something outside is awaited; poll again in a moment.
    Waiting(Step),
    /// It is over.
    Finished(Box<Finished>),
}

/// A reception that is over.
#[derive(Debug)]
pub struct Finished {
    /// The result for the window.
    pub report: Report,
    /// The certificate's serial (発行の番号) in hexadecimal, direct way only: to be shown only when asked for.
    pub serial: Option<Personal<String>>,
    /// The steps that were taken.
    pub steps: Vec<StepRecord>,
    /// Commands sent to the card.
    pub round_trips: u32,
    /// What went wrong, if something did: for a log or a second line on the screen.
    pub cause: Option<Error>,
}

/// How long a reception waits for people.
///
/// ```
/// assert_eq!(hokensho::Patience::default().for_the_patient.as_secs(), 60);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// From asking for something until the reception is cancelled. Default 60 s: typing four digits takes seconds;
    /// whoever takes longer has left.
    pub for_the_patient: Duration,
    /// Between two looks at something awaited. Default 100 ms: unnoticed by people, and easy on a network folder.
    pub between_looks: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { for_the_patient: Duration::from_secs(60), between_looks: Duration::from_millis(100) }
    }
}

/// A reception going on.
///
/// Poll it until it is [`Event::Finished`]: from a kiosk's event loop, or with [`Reception::run`].
#[derive(Debug)]
pub struct Reception<W> {
    way: W,
    patience: Patience,
    steps: Vec<StepRecord>,
    /// A step that was taken, and the commands it sent: how long it took is known at the next poll.
    taken: Option<(Step, u32)>,
    /// When the step under way began, on the steady clock.
    began: Option<Duration>,
    needed_since: Option<Duration>,
    stopped: bool,
}

impl<W: Way> Reception<W> {
    /// A reception by one of the ways.
    pub fn new(way: W) -> Self {
        Self::with_patience(way, Patience::default())
    }

    /// A reception that waits for people as long as `patience` says.
    pub fn with_patience(way: W, patience: Patience) -> Self {
        Self {
            way,
            patience,
            steps: Vec::new(),
            taken: None,
            began: None,
            needed_since: None,
            stopped: false,
        }
    }

    /// The steps taken up to the last poll.
    pub fn steps(&self) -> &[StepRecord] {
        &self.steps
    }

    /// Goes on by one step, and says what happened.
    pub fn poll(&mut self, now: Moment) -> Event {
        self.record(now.elapsed);
        if self.stopped {
            return self.stop(None);
        }
        let sent = self.way.round_trips();
        match self.way.advance(now) {
            Advance::Did(step) => {
                self.taken = Some((step, self.way.round_trips().saturating_sub(sent)));
                self.needed_since = None;
                Event::Did(step)
            }
            Advance::Needs(need) => {
                let asked = *self.needed_since.get_or_insert(now.elapsed);
                if now.elapsed.saturating_sub(asked) > self.patience.for_the_patient {
                    return self.stop(Some(Error::PatientTimeout { waited: self.patience.for_the_patient }));
                }
                Event::Needs(need)
            }
            Advance::Waits(step) => Event::Waiting(step),
            Advance::Ended(ending) => self.finish(*ending),
        }
    }

    /// Answers a [`Need`].
    pub fn reply(&mut self, reply: Reply) {
        match reply {
            Reply::Pin(pin) => self.way.supply(pin),
            Reply::Stop => self.stopped = true,
        }
        // What the patient took isn't the next step's time.
        self.began = None;
    }

    /// Stops at the next poll, with everything left as it should be.
    pub fn cancel(&mut self) {
        self.stopped = true;
    }

    /// Runs to the end, blocking. `supply` is called when the patient is needed, `tell` after every step.
    pub fn run(
        mut self,
        clock: &mut impl Clock,
        mut supply: impl FnMut(Need) -> Reply,
        mut tell: impl FnMut(&StepRecord),
    ) -> Finished {
        // Ends because every way does: each step is taken once, and everything awaited has a time limit.
        loop {
            let known = self.steps.len();
            let event = self.poll(clock.now());
            let steps = if let Event::Finished(finished) = &event { &finished.steps } else { &self.steps };
            steps.iter().skip(known).for_each(&mut tell);
            match event {
                Event::Did(_) => {}
                Event::Needs(need) => self.reply(supply(need)),
                Event::Waiting(_) => clock.wait(self.patience.between_looks),
                Event::Finished(finished) => return *finished,
            }
        }
    }

    fn record(&mut self, elapsed: Duration) {
        let began = *self.began.get_or_insert(elapsed);
        if let Some((step, round_trips)) = self.taken.take() {
            self.steps.push(StepRecord { step, took: elapsed.saturating_sub(began), round_trips });
            self.began = Some(elapsed);
        }
    }

    fn stop(&mut self, cause: Option<Error>) -> Event {
        self.way.cancel();
        self.finish(*Ending::early(Outcome::Cancelled, cause))
    }

    fn finish(&mut self, ending: Ending) -> Event {
        let Ending { outcome, identity, certificate, serial, cause } = ending;
        let report = Report { outcome, identity, certificate, via: self.way.via() };
        let steps = std::mem::take(&mut self.steps);
        Event::Finished(Box::new(Finished {
            report,
            serial,
            steps,
            round_trips: self.way.round_trips(),
            cause,
        }))
    }
}

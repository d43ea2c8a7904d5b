//! A reception: a state machine from tap to outcome, and a blocking helper on top of it.

use std::time::Duration;

use hokensho_card::AuthPin;
use hokensho_eligibility::{
    Answer, CertificateState, History, Identity, Observed, Outcome, Personal, Report, Via,
};

use crate::{Clock, Error, Moment, Step, StepEnd, StepRecord};

/// One of the ways in: [`Direct`](crate::Direct), [`Reader`](crate::Reader), [`Typed`](crate::Typed).
///
/// A way never blocks longer than one step with a card or one look into a folder, and tells after each what it did.
///
/// ```
/// use hokensho::{Advance, Moment, Way};
///
/// /// Goes on until somebody or something is waited for.
/// fn advance(way: &mut impl Way, now: Moment) -> Advance {
///     loop {
///         match way.advance(now) {
///             Advance::Did(_) => {}
///             other => return other,
///         }
///     }
/// }
/// ```
pub trait Way {
    /// Which way this is.
    fn via(&self) -> Via;

    /// Does the next piece of work. Not called again after [`Advance::Ended`].
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
///
/// ```
/// use hokensho::{Advance, Step};
///
/// assert_eq!(format!("{:?}", Advance::Did(Step::Connect)), "Did(Connect)");
/// ```
#[derive(Debug)]
pub enum Advance {
    /// A step is done; there is more.
    Did(Step),
    /// The patient is needed.
    Needs(Need),
    /// Something outside is awaited; look again in a moment.
    Waits(Step),
    /// It is over: the step in which it ended, and how.
    Ended(Step, Box<Ending>),
}

/// How a way ended.
///
/// ```
/// use hokensho::{CertificateState, Ending, Identity, Outcome};
///
/// let (identity, certificate) = (Identity::None, CertificateState::NotChecked);
/// let left =
///     Ending { outcome: Outcome::Cancelled, identity, certificate, serial: None, answer: None, cause: None };
/// assert!(!left.outcome.is_eligible());
/// ```
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
    /// The answer on which the outcome rests, if it was one to the question.
    pub answer: Option<Answer>,
    /// What went wrong, if something did; also where a coverage of the answer couldn't be read, beside which another one
    /// counts.
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
            answer: None,
            cause: cause.into(),
        })
    }
}

/// What the patient has to do.
///
/// ```
/// use hokensho::Need;
///
/// assert_ne!(Need::Pin { tries_left: Some(3) }, Need::Pin { tries_left: None });
/// ```
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
///
/// ```
/// use hokensho::Reply;
/// use hokensho::card::AuthPin;
///
/// let reply = Reply::Pin(AuthPin::new("1234")?);
/// assert!(!format!("{reply:?}").contains("1234"));
/// # Ok::<(), hokensho::card::Error>(())
/// ```
#[derive(Debug)]
pub enum Reply {
    /// The PIN that was typed.
    Pin(AuthPin),
    /// The patient stopped.
    Stop,
}

/// What [`Reception::poll`] has to tell.
///
/// ```
/// use hokensho::{Event, Step};
///
/// /// Whether to look again in a moment, not at once.
/// fn is_waiting(event: &Event) -> bool {
///     matches!(event, Event::Needs(_) | Event::Waiting(_))
/// }
/// assert!(is_waiting(&Event::Waiting(Step::Reader)) && !is_waiting(&Event::Did(Step::Reader)));
/// ```
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
    /// It was over before; what it came to has been told.
    Over,
}

/// A reception that is over.
///
/// ```
/// use hokensho::{Finished, StepRecord};
///
/// /// The step that took longest: a line for a log.
/// fn slowest(finished: &Finished) -> Option<&StepRecord> {
///     finished.steps.iter().max_by_key(|record| record.took)
/// }
/// ```
#[derive(Debug)]
pub struct Finished {
    /// The result for the window.
    pub report: Report,
    /// The certificate's serial (発行の番号) in hexadecimal, direct way only: to be shown only when asked for.
    pub serial: Option<Personal<String>>,
    /// The answer on which the outcome rests, with the day that was asked about; none if none came, or it wasn't one to
    /// the question.
    pub answer: Option<Answer>,
    /// The steps that were taken.
    pub steps: Vec<StepRecord>,
    /// Commands sent to the card.
    pub round_trips: u32,
    /// What went wrong, if something did: for a log or a second line on the screen.
    pub cause: Option<Error>,
}

impl Finished {
    /// Takes the answer into what is known of the person over time: for the next visit, and for the claim. Whose history
    /// it is, the caller knows.
    ///
    /// ```
    /// use hokensho::{Change, Finished, History};
    ///
    /// /// What to ask the patient about, who was here before.
    /// fn since_last_visit(last: &Finished, today: &Finished, history: &mut History) -> Vec<Change> {
    ///     today.observe_in(history);
    ///     Change::between(&last.report.outcome, &today.report.outcome)
    /// }
    /// ```
    pub fn observe_in(&self, history: &mut History) -> Observed {
        let Some(answer) = &self.answer else { return Observed::Nothing };
        history.observe(answer, answer.asked_for.unwrap_or(answer.executed_at.date()), answer.executed_at)
    }
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
/// Poll it until it is [`Event::Finished`]: from a kiosk's event loop, or with [`Reception::run`]. Dropping it stops it,
/// with everything left as it should be.
///
/// ```
/// use hokensho::{Event, Moment, Outcome, Reception, Typed};
/// # use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
/// # use hokensho_oqs::{FileName, LimitConsent, Message, QualificationRequest, SearchInfo};
/// # let today = Date::new(2026, 11, 22)?;
/// # let search = SearchInfo::new(InsurerNumber::new("01130012")?, "1234", today, LimitConsent::Given);
/// # let request = QualificationRequest::new(today, InstitutionCode::new("1300000005")?, search)?;
/// # let name = FileName::new(QualificationRequest::API, today, 1)?;
/// # let now = Moment { unix: 1_795_307_400, elapsed: std::time::Duration::ZERO };
///
/// let mut reception = Reception::new(Typed::new("/mnt/terminal", request, name));
/// reception.cancel(); // the patient has left
/// let Event::Finished(finished) = reception.poll(now) else { panic!() };
/// assert_eq!(finished.report.outcome, Outcome::Cancelled);
/// assert!(matches!(reception.poll(now), Event::Over));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reception<W: Way> {
    way: W,
    patience: Patience,
    course: Course,
    steps: Vec<StepRecord>,
    /// A step that was taken: how long it took is known at the next poll.
    taken: Option<StepRecord>,
    /// When the step under way began, on the steady clock.
    began: Option<Duration>,
    needed_since: Option<Duration>,
    /// Typed, and given to the way at the next poll: by then it is known whether it came in time.
    pin: Option<AuthPin>,
}

#[derive(Debug)]
enum Course {
    Going,
    Stopping,
    /// The way has ended; what it came to is told next.
    Ending(Box<Ending>),
    Over,
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
            course: Course::Going,
            steps: Vec::new(),
            taken: None,
            began: None,
            needed_since: None,
            pin: None,
        }
    }

    /// The way that is gone.
    pub const fn way(&self) -> &W {
        &self.way
    }

    /// The steps taken up to the last poll.
    pub fn steps(&self) -> &[StepRecord] {
        &self.steps
    }

    /// Goes on by one step, and says what happened.
    pub fn poll(&mut self, now: Moment) -> Event {
        self.record(now.elapsed);
        match std::mem::replace(&mut self.course, Course::Over) {
            Course::Going => self.go_on(now),
            Course::Stopping => self.stop(None),
            Course::Ending(ending) => self.finish(*ending),
            Course::Over => Event::Over,
        }
    }

    fn go_on(&mut self, now: Moment) -> Event {
        if self.needed_since.is_some_and(|asked| self.is_too_long(asked, now)) {
            return self.stop(Some(Error::PatientTimeout { waited: self.patience.for_the_patient }));
        }
        if let Some(pin) = self.pin.take() {
            self.way.supply(pin);
        }
        // Before anything can fail: a reception that is dropped half-way still frees what it holds.
        self.course = Course::Going;
        let before = self.way.round_trips();
        let advance = self.way.advance(now);
        let round_trips = self.way.round_trips().saturating_sub(before);
        let taken = |step, end| StepRecord { step, took: Duration::ZERO, round_trips, end };
        match advance {
            Advance::Did(step) => {
                self.taken = Some(taken(step, StepEnd::WentOn));
                self.needed_since = None;
                Event::Did(step)
            }
            Advance::Needs(need) => {
                self.needed_since.get_or_insert(now.elapsed);
                Event::Needs(need)
            }
            Advance::Waits(step) => Event::Waiting(step),
            Advance::Ended(step, ending) => {
                self.taken = Some(taken(step, StepEnd::Ended));
                self.course = Course::Ending(ending);
                Event::Did(step)
            }
        }
    }

    fn is_too_long(&self, since: Duration, now: Moment) -> bool {
        now.elapsed.saturating_sub(since) > self.patience.for_the_patient
    }

    /// Answers a [`Need`]. What comes later than the patience lasts is not used.
    pub fn reply(&mut self, reply: Reply) {
        match reply {
            // Nobody asked, nobody takes it.
            Reply::Pin(pin) => self.pin = self.needed_since.is_some().then_some(pin),
            Reply::Stop => self.cancel(),
        }
        // What the patient took isn't the next step's time.
        self.began = None;
    }

    /// Stops at the next poll, with everything left as it should be. What has ended stays as it ended.
    pub fn cancel(&mut self) {
        if matches!(self.course, Course::Going) {
            self.course = Course::Stopping;
        }
    }

    /// Runs to the end, blocking. `supply` is called when the patient is needed, `tell` after every step. A `supply` that
    /// takes longer than the patience lasts has its answer thrown away. A reception that was over before is cancelled.
    pub fn run(
        &mut self,
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
                Event::Over => return self.finished(*Ending::early(Outcome::Cancelled, None)),
            }
        }
    }

    fn record(&mut self, elapsed: Duration) {
        let began = *self.began.get_or_insert(elapsed);
        if let Some(taken) = self.taken.take() {
            self.steps.push(StepRecord { took: elapsed.saturating_sub(began), ..taken });
            self.began = Some(elapsed);
        }
    }

    fn stop(&mut self, cause: Option<Error>) -> Event {
        self.course = Course::Over;
        self.way.cancel();
        self.finish(*Ending::early(Outcome::Cancelled, cause))
    }

    fn finish(&mut self, ending: Ending) -> Event {
        Event::Finished(Box::new(self.finished(ending)))
    }

    fn finished(&mut self, ending: Ending) -> Finished {
        let Ending { outcome, identity, certificate, serial, answer, cause } = ending;
        let report = Report { outcome, identity, certificate, via: self.way.via() };
        let steps = std::mem::take(&mut self.steps);
        Finished { report, serial, answer, steps, round_trips: self.way.round_trips(), cause }
    }
}

impl<W: Way> Drop for Reception<W> {
    fn drop(&mut self) {
        if matches!(self.course, Course::Going | Course::Stopping) {
            self.way.cancel();
        }
    }
}

//! The contract of certified readers: the simulator's keeps it, and a reader that breaks a rule is found by that rule.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::fs;
use std::rc::Rc;
use std::time::Duration;

use hokensho::contract::{Contract, Fixture, Rule, Scene, Staged};
use hokensho::terminal::{FaceWatch, Terminal};
use hokensho::{CertifiedReader, Clock, Identity, Moment, ReaderEvent, ReaderResult};
use hokensho_mock::Persona;
use hokensho_terminal::sim::{self, Operator, Presented, Scenario, SimTerminal};
use tempfile::TempDir;

use super::common::{FakeClock, NOW, certificate_name, institution, moment, operator, persona};

/// The simulator's reader at a window.
struct Window {
    root: TempDir,
    adult: Persona,
    operator: Operator,
    reader: sim::Reader,
    screen: Rc<RefCell<Screen>>,
}

/// What the reader shows to whoever stands there.
#[derive(Debug)]
struct Screen {
    identity: Identity,
    trouble: Option<ReaderEvent>,
}

/// One reception at that reader: looks at its screen and into its folder, until it has ended.
#[derive(Debug)]
struct AtTheReader {
    watch: Option<FaceWatch>,
    screen: Rc<RefCell<Screen>>,
}

impl CertifiedReader for AtTheReader {
    fn poll(&mut self, now: Moment) -> ReaderEvent {
        let Some(watch) = &mut self.watch else { return ReaderEvent::Waiting };
        let mut screen = self.screen.borrow_mut();
        let event = match (screen.trouble.take(), watch.poll(now.elapsed)) {
            (Some(trouble), _) => trouble,
            (None, Ok(None)) => return ReaderEvent::Waiting,
            (None, Ok(Some(face))) => {
                ReaderEvent::Result(ReaderResult { identity: screen.identity, file: face.bytes })
            }
            (None, Err(_)) => ReaderEvent::Unavailable,
        };
        self.watch = None;
        event
    }

    fn cancel(&mut self) {
        self.watch = None;
    }
}

impl Window {
    fn new() -> Self {
        let (root, adult, normal) =
            (tempfile::tempdir().unwrap(), persona("adult"), Scenario::named("normal").unwrap());
        let operator = operator(&[&adult], &normal);
        let _folders = SimTerminal::new(root.path(), operator.clone(), &normal).unwrap();
        let reader = sim::Reader::new(root.path(), institution(), operator.clone(), &normal);
        let screen = Rc::new(RefCell::new(Screen { identity: Identity::None, trouble: None }));
        Self { root, adult, operator, reader, screen }
    }

    fn read(&self, reader: &mut sim::Reader, identity: Identity, now: Moment) -> sim::ReaderEvent {
        let name = certificate_name(&self.adult);
        let presented = Presented::Certificate { issuer: name.issuer(), serial: name.serial() };
        self.screen.borrow_mut().identity = identity;
        reader.read(presented, identity, now.date_time().unwrap()).unwrap()
    }
}

impl Fixture for Window {
    type Reader = AtTheReader;

    fn begin(&mut self, _now: Moment) -> AtTheReader {
        fs::create_dir_all(self.root.path().join("face")).unwrap();
        self.screen.borrow_mut().trouble = None;
        let watch = Terminal::open(self.root.path(), institution()).unwrap().watch_faces().unwrap();
        AtTheReader { watch: Some(watch), screen: Rc::clone(&self.screen) }
    }

    fn accept(&mut self, identity: Identity, now: Moment) -> Option<Vec<u8>> {
        let mut reader = self.reader.clone();
        let accepted = self.read(&mut reader, identity, now);
        self.reader = reader;
        let sim::ReaderEvent::Accepted(name) = accepted else { panic!("{accepted:?}") };
        Some(fs::read(self.root.path().join("face").join(name.to_string())).unwrap())
    }

    fn fail(&mut self, trouble: &ReaderEvent, now: Moment) -> Staged {
        let scenario = match trouble {
            ReaderEvent::Cancelled => "cancelled",
            ReaderEvent::CardUnreadable => "reader-cannot-read",
            ReaderEvent::IdentityFailed => "face-mismatch",
            ReaderEvent::NotAMyNumberCard => "reader-other-card",
            ReaderEvent::PinBlocked => "pin-blocked",
            ReaderEvent::PinWrong { .. } => "pin-wrong",
            ReaderEvent::Unavailable => {
                fs::remove_dir_all(self.root.path().join("face")).unwrap();
                return Staged::Done;
            }
            _ => return Staged::Impossible,
        };
        let scenario = Scenario::named(scenario).unwrap();
        let mut reader = sim::Reader::new(self.root.path(), institution(), self.operator.clone(), &scenario);
        let shown = match self.read(&mut reader, Identity::Pin, now) {
            sim::ReaderEvent::Cancelled => ReaderEvent::Cancelled,
            sim::ReaderEvent::CannotRead => ReaderEvent::CardUnreadable,
            sim::ReaderEvent::IdentityFailed => ReaderEvent::IdentityFailed,
            sim::ReaderEvent::OtherCard => ReaderEvent::NotAMyNumberCard,
            sim::ReaderEvent::PinBlocked => ReaderEvent::PinBlocked,
            sim::ReaderEvent::PinWrong { tries_left } => ReaderEvent::PinWrong { left: Some(tries_left) },
            accepted => panic!("{accepted:?}"),
        };
        self.screen.borrow_mut().trouble = Some(shown);
        Staged::Done
    }

    fn personal(&self) -> Vec<String> {
        let holder = self.adult.holder();
        vec![holder.name().into(), holder.address().into(), "19800217".into()]
    }
}

#[test]
fn the_simulators_reader_keeps_the_contract() {
    let report = Contract::new().check(&mut Window::new(), &mut FakeClock::at(NOW));
    assert_eq!(report.breaches(), []);
    // The simulator has no token that can't be identified in the chosen way.
    assert_eq!(report.not_staged(), [Scene::Trouble(ReaderEvent::IdentityMethodUnavailable)]);
}

/// Whoever holds it can let time pass.
#[derive(Clone, Default)]
struct SharedClock(Rc<Cell<Duration>>);

impl Clock for SharedClock {
    fn now(&mut self) -> Moment {
        moment(NOW, self.0.get())
    }

    fn wait(&mut self, time: Duration) {
        self.0.set(self.0.get() + time);
    }
}

/// Two ways to show what mustn't be seen.
#[derive(Clone, Copy, PartialEq)]
enum Shows {
    Bytes,
    Name,
}

/// A reader that keeps the contract but for one rule, and its emulator.
#[derive(Clone)]
struct Flawed {
    breaks: Option<Rule>,
    shows: Shows,
    clock: SharedClock,
    /// What happened at the reader and wasn't told yet.
    untold: Rc<RefCell<VecDeque<ReaderEvent>>>,
    /// A reception that was begun has neither ended nor been cancelled.
    busy: Rc<Cell<bool>>,
    /// Of this reception.
    cancelled: bool,
    served: bool,
    polls: u32,
}

const NAME: &str = "見本　花子";

impl Flawed {
    fn breaking(breaks: Option<Rule>) -> Self {
        Self {
            breaks,
            shows: Shows::Name,
            clock: SharedClock::default(),
            untold: Rc::default(),
            busy: Rc::default(),
            cancelled: false,
            served: true,
            polls: 0,
        }
    }

    fn breaks(&self, rule: Rule) -> bool {
        self.breaks == Some(rule)
    }

    fn happens(&self, event: ReaderEvent) {
        self.untold.borrow_mut().push_back(event);
    }

    fn tell(&self, event: ReaderEvent) -> ReaderEvent {
        match event {
            ReaderEvent::Result(mut result) => {
                if self.breaks(Rule::HandsIn) && result.identity == Identity::StaffPrintedPhoto {
                    return ReaderEvent::Waiting;
                }
                if self.breaks(Rule::IdentityAsHappened) {
                    result.identity = Identity::Face;
                }
                if self.breaks(Rule::BytesUnchanged) {
                    result.file.pop();
                }
                ReaderEvent::Result(result)
            }
            _ if self.breaks(Rule::TroubleAsHappened) => ReaderEvent::CardUnreadable,
            trouble => trouble,
        }
    }
}

impl CertifiedReader for Flawed {
    fn poll(&mut self, _now: Moment) -> ReaderEvent {
        self.polls += 1;
        if self.breaks(Rule::AnswersAtOnce) && self.polls == 3 {
            self.clock.wait(Duration::from_millis(1_001));
        }
        if self.breaks(Rule::WaitsForPatients) && self.polls == 1 {
            return ReaderEvent::Cancelled;
        }
        let silent = self.cancelled && !self.breaks(Rule::SilentAfterCancel);
        if silent || !self.served {
            return ReaderEvent::Waiting;
        }
        let Some(event) = self.untold.borrow_mut().pop_front() else { return ReaderEvent::Waiting };
        self.busy.set(false);
        if self.breaks(Rule::EndsOnce) {
            self.happens(event.clone());
        }
        self.tell(event)
    }

    fn cancel(&mut self) {
        // The flaw shows at the second call only: the first frees the reader, the next one takes it again.
        self.busy.set(self.breaks(Rule::FreedByCancel) && self.cancelled);
        self.cancelled = true;
        if !self.breaks(Rule::SilentAfterCancel) && !self.breaks(Rule::NobodysFile) {
            self.untold.borrow_mut().clear();
        }
    }
}

impl fmt::Debug for Flawed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flawed")?;
        if !self.breaks(Rule::NothingPersonal) {
            return Ok(());
        }
        match (self.untold.borrow().front(), self.shows) {
            (Some(ReaderEvent::Result(result)), Shows::Bytes) => write!(f, "({:?})", result.file),
            (Some(ReaderEvent::Result(_)), Shows::Name) => write!(f, "({NAME})"),
            _ => Ok(()),
        }
    }
}

impl Fixture for Flawed {
    type Reader = Self;

    fn begin(&mut self, _now: Moment) -> Self {
        if !self.breaks(Rule::NobodysFile) {
            self.untold.borrow_mut().clear();
        }
        let served = !self.busy.replace(true);
        Self { cancelled: false, served, polls: 0, ..self.clone() }
    }

    fn accept(&mut self, identity: Identity, _now: Moment) -> Option<Vec<u8>> {
        let photo = if self.breaks(Rule::NoPhoto) { "iVBORw0KGgoAAAANSUhEUg==" } else { "" };
        let file = format!("<XmlMsg>{NAME}{photo}</XmlMsg>").into_bytes();
        self.happens(ReaderEvent::Result(ReaderResult { identity, file: file.clone() }));
        Some(file)
    }

    fn fail(&mut self, trouble: &ReaderEvent, _now: Moment) -> Staged {
        self.happens(trouble.clone());
        Staged::Done
    }

    fn personal(&self) -> Vec<String> {
        vec![NAME.into()]
    }
}

/// The rules that a reader breaks, each once.
fn broken_by(mut flawed: Flawed) -> Vec<Rule> {
    let mut clock = flawed.clock.clone();
    let report = Contract::new().check(&mut flawed, &mut clock);
    assert_eq!(report.not_staged(), []);
    let mut rules: Vec<_> = report.breaches().iter().map(|breach| breach.rule).collect();
    rules.dedup();
    rules
}

#[test]
fn a_reader_without_a_flaw_breaks_no_rule() {
    assert_eq!(broken_by(Flawed::breaking(None)), []);
}

#[test]
fn a_reader_that_breaks_one_rule_is_found_by_that_rule_and_no_other() {
    let rules = [
        Rule::AnswersAtOnce,
        Rule::BytesUnchanged,
        Rule::EndsOnce,
        Rule::FreedByCancel,
        Rule::HandsIn,
        Rule::IdentityAsHappened,
        Rule::NoPhoto,
        Rule::NobodysFile,
        Rule::NothingPersonal,
        Rule::SilentAfterCancel,
        Rule::TroubleAsHappened,
        Rule::WaitsForPatients,
    ];
    for rule in rules {
        assert_eq!(broken_by(Flawed::breaking(Some(rule))), [rule]);
    }
}

#[test]
fn bytes_of_a_file_listed_in_debug_output_are_found_too() {
    let flawed = Flawed { shows: Shows::Bytes, ..Flawed::breaking(Some(Rule::NothingPersonal)) };
    assert_eq!(broken_by(flawed), [Rule::NothingPersonal]);
}

/// Gives each patient the oldest file that nobody has heard of, and a cancel throws none away.
#[derive(Clone, Debug, Default)]
struct Hoarder {
    files: Rc<RefCell<VecDeque<ReaderResult>>>,
    patients: Rc<Cell<u8>>,
    somebody: Rc<Cell<bool>>,
    cancelled: bool,
}

impl CertifiedReader for Hoarder {
    fn poll(&mut self, _now: Moment) -> ReaderEvent {
        if self.cancelled || !self.somebody.take() {
            return ReaderEvent::Waiting;
        }
        self.files.borrow_mut().pop_front().map_or(ReaderEvent::Waiting, ReaderEvent::Result)
    }

    fn cancel(&mut self) {
        self.cancelled = true;
    }
}

impl Fixture for Hoarder {
    type Reader = Self;

    fn begin(&mut self, _now: Moment) -> Self {
        self.somebody.set(false);
        self.clone()
    }

    fn accept(&mut self, identity: Identity, _now: Moment) -> Option<Vec<u8>> {
        self.somebody.set(true);
        self.patients.set(self.patients.get() + 1);
        let file = format!("<XmlMsg>{}</XmlMsg>", self.patients.get()).into_bytes();
        self.files.borrow_mut().push_back(ReaderResult { identity, file: file.clone() });
        Some(file)
    }

    fn fail(&mut self, _trouble: &ReaderEvent, _now: Moment) -> Staged {
        Staged::Impossible
    }

    fn personal(&self) -> Vec<String> {
        Vec::new()
    }
}

#[test]
fn a_file_left_of_a_cancelled_reception_is_not_the_next_patients() {
    let report = Contract::new().check(&mut Hoarder::default(), &mut SharedClock::default());
    let breaches: Vec<_> =
        report.breaches().iter().map(|breach| (breach.rule, breach.scene.clone())).collect();
    let cancelled = |times| (Rule::BytesUnchanged, Scene::Cancelled { times });
    assert_eq!(breaches, [cancelled(1), cancelled(2)]);
}

/// Patients for every identity, one to cancel, and no more.
#[derive(Default)]
struct Few(Hoarder);

impl Fixture for Few {
    type Reader = Hoarder;

    fn begin(&mut self, now: Moment) -> Hoarder {
        self.0.begin(now)
    }

    fn accept(&mut self, identity: Identity, now: Moment) -> Option<Vec<u8>> {
        let comes = usize::from(self.0.patients.get()) < Identity::ALL.len();
        comes.then(|| self.0.accept(identity, now)).flatten()
    }

    fn fail(&mut self, trouble: &ReaderEvent, now: Moment) -> Staged {
        self.0.fail(trouble, now)
    }

    fn personal(&self) -> Vec<String> {
        Vec::new()
    }
}

#[test]
fn a_next_patient_who_can_not_be_staged_is_no_breach() {
    let report = Contract::new().check(&mut Few::default(), &mut SharedClock::default());
    assert_eq!(report.breaches(), []);
    assert!(report.not_staged().contains(&Scene::Cancelled { times: 1 }));
}

/// Stages nothing at all.
struct Closed;

impl Fixture for Closed {
    type Reader = Flawed;

    fn begin(&mut self, _now: Moment) -> Flawed {
        Flawed::breaking(None)
    }

    fn accept(&mut self, _identity: Identity, _now: Moment) -> Option<Vec<u8>> {
        None
    }

    fn fail(&mut self, _trouble: &ReaderEvent, _now: Moment) -> Staged {
        Staged::Impossible
    }

    fn personal(&self) -> Vec<String> {
        vec![]
    }
}

#[test]
fn what_could_not_be_staged_is_named_and_not_counted_as_kept() {
    let report = Contract::new().check(&mut Closed, &mut SharedClock::default());
    assert_eq!(report.breaches(), []);
    // Six ways to be identified, eight troubles, two cancels.
    assert_eq!(report.not_staged().len(), 16);
    assert!(report.not_staged().contains(&Scene::Cancelled { times: 2 }));
}

#[test]
fn a_reader_need_not_say_how_many_tries_are_left_but_must_not_say_another_number() {
    for (left, broken) in [(None, vec![]), (Some(1), vec![Rule::TroubleAsHappened])] {
        let report =
            Contract::new().check(&mut Says(left, Flawed::breaking(None)), &mut SharedClock::default());
        let rules: Vec<_> = report.breaches().iter().map(|breach| breach.rule).collect();
        assert_eq!(rules, broken);
    }
}

/// Says so many tries whatever the card said.
struct Says(Option<u8>, Flawed);

impl Fixture for Says {
    type Reader = Flawed;

    fn begin(&mut self, now: Moment) -> Flawed {
        self.1.begin(now)
    }

    fn accept(&mut self, identity: Identity, now: Moment) -> Option<Vec<u8>> {
        self.1.accept(identity, now)
    }

    fn fail(&mut self, trouble: &ReaderEvent, now: Moment) -> Staged {
        match trouble {
            ReaderEvent::PinWrong { .. } => self.1.fail(&ReaderEvent::PinWrong { left: self.0 }, now),
            other => self.1.fail(other, now),
        }
    }

    fn personal(&self) -> Vec<String> {
        vec![]
    }
}

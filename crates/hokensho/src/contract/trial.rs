use hokensho_eligibility::Identity;

use super::{Contract, Fixture, Report, Rule, Scene, Staged, identities};
use crate::{CertifiedReader as _, Clock, ReaderEvent, ReaderResult};

/// How pictures begin: JPEG 2000 as a file and bare, JPEG, PNG, none of which can stand in an XML text of either
/// encoding; then the files in Base64, as XML would hold them.
const PICTURES: [&[u8]; 7] = [
    b"jP  \r\n\x87\n",
    b"\xFF\x4F\xFF\x51",
    b"\xFF\xD8\xFF",
    b"\x89PNG\r\n\x1A\n",
    b"AAAADGpQICANCocK",
    b"/9j/4",
    b"iVBORw0KGgo",
];

/// So many bytes of a file, listed as `Debug` lists them, are in no text by chance.
const TELLING_BYTES: usize = 12;

/// The scenes, played one after the other.
pub(super) struct Trial<'t, F, C> {
    contract: &'t Contract,
    fixture: &'t mut F,
    clock: &'t mut C,
    /// What `Debug` may not show.
    hidden: Vec<String>,
    report: Report,
}

impl<'t, F: Fixture, C: Clock> Trial<'t, F, C> {
    pub(super) fn new(contract: &'t Contract, fixture: &'t mut F, clock: &'t mut C) -> Self {
        let hidden = fixture.personal();
        Self { contract, fixture, clock, hidden, report: Report::new() }
    }

    pub(super) fn into_report(self) -> Report {
        self.report
    }

    pub(super) fn accept(&mut self, identity: Identity) {
        let scene = Scene::Accepted(identity);
        let mut reader = self.begin(&scene);
        let Some(file) = self.stage(identity) else {
            reader.cancel();
            return self.report.left_out(scene);
        };
        match self.first_word(&mut reader, &scene) {
            ReaderEvent::Result(result) => self.judge(&result, identity, &file, &scene),
            _ => self.report.broken(Rule::HandsIn, &scene),
        }
        self.silence(&mut reader, Rule::EndsOnce, &scene);
    }

    pub(super) fn fail(&mut self, trouble: ReaderEvent) {
        let scene = Scene::Trouble(trouble.clone());
        let mut reader = self.begin(&scene);
        let now = self.clock.now();
        if self.fixture.fail(&trouble, now) == Staged::Impossible {
            reader.cancel();
            return self.report.left_out(scene);
        }
        let said = self.first_word(&mut reader, &scene);
        // A reader needn't say how many tries are left.
        let untold = matches!(
            (&said, &trouble),
            (ReaderEvent::PinWrong { left: None }, ReaderEvent::PinWrong { left: Some(_) })
        );
        if said != trouble && !untold {
            self.report.broken(Rule::TroubleAsHappened, &scene);
        }
        self.silence(&mut reader, Rule::EndsOnce, &scene);
    }

    pub(super) fn cancel(&mut self, times: u8) {
        // Whichever way the fixture has.
        let staged =
            |trial: &mut Self| identities().find_map(|identity| Some((identity, trial.stage(identity)?)));
        let scene = Scene::Cancelled { times };
        let mut reader = self.begin(&scene);
        let Some(_) = staged(self) else {
            reader.cancel();
            return self.report.left_out(scene);
        };
        for _ in 0..times {
            reader.cancel();
        }
        self.silence(&mut reader, Rule::SilentAfterCancel, &scene);
        drop(reader);

        let mut next = self.begin(&scene);
        let Some((identity, file)) = staged(self) else {
            next.cancel();
            return self.report.left_out(scene);
        };
        match self.first_word(&mut next, &scene) {
            // That of the next patient, and not what was left of the one before.
            ReaderEvent::Result(result) => self.judge(&result, identity, &file, &scene),
            _ => self.report.broken(Rule::FreedByCancel, &scene),
        }
        self.silence(&mut next, Rule::EndsOnce, &scene);
    }

    /// A reader to which nobody comes for a while.
    fn begin(&mut self, scene: &Scene) -> F::Reader {
        let now = self.clock.now();
        let mut reader = self.fixture.begin(now);
        for _ in 0..self.contract.polls {
            match self.poll(&mut reader, scene) {
                ReaderEvent::Waiting => {}
                ReaderEvent::Result(_) => self.report.broken(Rule::NobodysFile, scene),
                _ => self.report.broken(Rule::WaitsForPatients, scene),
            }
        }
        reader
    }

    fn stage(&mut self, identity: Identity) -> Option<Vec<u8>> {
        let now = self.clock.now();
        let file = self.fixture.accept(identity, now)?;
        let listed = format!("{:?}", file.get(..TELLING_BYTES).unwrap_or(&file));
        self.hidden.extend(listed.strip_suffix(']').filter(|listed| listed.len() > 1).map(str::to_owned));
        Some(file)
    }

    /// What the reader says when it no longer waits; that it waits, if it does so to the end.
    fn first_word(&mut self, reader: &mut F::Reader, scene: &Scene) -> ReaderEvent {
        (0..self.contract.polls)
            .map(|_| self.poll(reader, scene))
            .find(|event| *event != ReaderEvent::Waiting)
            .unwrap_or(ReaderEvent::Waiting)
    }

    /// The reader has nothing more to say. `Cancelled` after a cancel says nothing about anybody.
    fn silence(&mut self, reader: &mut F::Reader, rule: Rule, scene: &Scene) {
        for _ in 0..self.contract.polls {
            match self.poll(reader, scene) {
                ReaderEvent::Waiting => {}
                ReaderEvent::Cancelled if rule == Rule::SilentAfterCancel => {}
                _ => self.report.broken(rule, scene),
            }
        }
    }

    fn poll(&mut self, reader: &mut F::Reader, scene: &Scene) -> ReaderEvent {
        let shown = format!("{reader:?}");
        let before = self.clock.now();
        let event = reader.poll(before);
        let took = self.clock.now().elapsed.saturating_sub(before.elapsed);
        if took > self.contract.longest_poll {
            self.report.broken(Rule::AnswersAtOnce, scene);
        }
        let shown = format!("{shown}{reader:?}{event:?}");
        if self.hidden.iter().any(|hidden| shown.contains(hidden)) {
            self.report.broken(Rule::NothingPersonal, scene);
        }
        self.clock.wait(self.contract.between_polls);
        event
    }

    fn judge(&mut self, result: &ReaderResult, identity: Identity, file: &[u8], scene: &Scene) {
        let holds_picture =
            PICTURES.iter().any(|picture| result.file.windows(picture.len()).any(|it| it == *picture));
        for (rule, held) in [
            (Rule::BytesUnchanged, result.file == file),
            (Rule::IdentityAsHappened, result.identity == identity),
            (Rule::NoPhoto, !holds_picture),
        ] {
            if !held {
                self.report.broken(rule, scene);
            }
        }
    }
}

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use hokensho_eligibility::{Date, DateTime, InstitutionCode};
use hokensho_oqs::{
    ApiId, BulkDownload, BulkQualificationRequest, Direction, FileName, Message, Mode, QualificationRequest,
    QualificationResult,
};

use super::bulk::Bulk;
use super::output::put;
use super::scenario::{Addressee, Behaviour, Scenario, TerminalPlan};
use super::{Error, Operator, Running};
use crate::Folder;

/// A terminal (資格確認端末) that works in real folders: takes requests away, asks an [`Operator`], puts results back.
///
/// It answers qualification requests, and bulk ones by a number under which the result is asked for; others it refuses. It
/// does something only when it is told to ([`step`](Self::step)), or on a thread ([`spawn`](Self::spawn)).
///
/// ```
/// use std::time::Duration;
/// use hokensho_eligibility::{Date, DateTime, InstitutionCode, InsurerNumber, Outcome};
/// use hokensho_oqs::{ApiId, FileName, LimitConsent, QualificationRequest, SearchInfo};
/// use hokensho_terminal::sim::{Operator, Registry, Scenario, SimTerminal};
/// use hokensho_terminal::{Poll, Terminal};
///
/// let root = tempfile::tempdir()?;
/// let scenario = Scenario::named("normal")?;
/// let operator = Operator::new(Registry::default(), &scenario);
/// let mut simulated = SimTerminal::new(root.path(), operator, &scenario)?;
///
/// let at = DateTime::from_digits("20261122093000")?;
/// let institution = InstitutionCode::new("1300000005")?;
/// let terminal = Terminal::open(root.path(), institution.clone())?;
/// let birth = Date::new(1980, 2, 17)?;
/// let search = SearchInfo::new(InsurerNumber::new("01130012")?, "1234", birth, LimitConsent::Given);
/// let request = QualificationRequest::new(at.date(), institution, search)?;
/// let name = FileName::new(ApiId::QUALIFICATION_REQUEST, at.date(), 1)?;
/// let mut pending = terminal.send(&request, &name, Duration::ZERO)?;
///
/// simulated.step(at, Duration::ZERO)?;
/// assert!(matches!(pending.poll(Duration::from_millis(0))?, Poll::Waiting));
/// let Poll::Answered(answered) = pending.poll(Duration::from_millis(300))? else { panic!() };
/// let answer = answered.received.message.answer()?;
/// assert_eq!(answer.outcome(at.date(), &scenario.policy()), Outcome::NotFound); // an empty registry
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SimTerminal {
    root: PathBuf,
    operator: Operator,
    plan: TerminalPlan,
    /// Requests that were taken, and when their answer is due.
    taken: Vec<(FileName, Vec<u8>, Duration)>,
    bulk: Bulk,
}

impl SimTerminal {
    /// A terminal with its folders under `root`, which are made unless the scenario has none.
    ///
    /// # Errors
    /// [`Error::Io`] if they can't be made.
    pub fn new(root: impl Into<PathBuf>, operator: Operator, scenario: &Scenario) -> Result<Self, Error> {
        let (root, plan) = (root.into(), scenario.terminal.clone());
        if plan.behaviour != Behaviour::NoFolders {
            for folder in Folder::ALL {
                let path = root.join(folder.name());
                fs::create_dir_all(&path).map_err(|source| Error::Io { path, source })?;
            }
        }
        Ok(Self { root, operator, plan, taken: Vec::new(), bulk: Bulk::default() })
    }

    /// Takes what lies in `req` and answers what is due. `at` is what its files say of the time; `now`, on a steady
    /// clock of the caller's, is what delays go by.
    ///
    /// # Errors
    /// [`Error::Io`] if a file can't be read, moved or written, [`Error::Message`] if the answer can't be written in the
    /// scenario's encoding.
    pub fn step(&mut self, at: DateTime, now: Duration) -> Result<(), Error> {
        if self.plan.behaviour == Behaviour::NoFolders {
            return Ok(());
        }
        for name in self.requests()? {
            let path = self.path(Folder::Requests, &name);
            let bytes = fs::read(&path).map_err(|source| Error::Io { path: path.clone(), source })?;
            self.taken.push((name, bytes, now.saturating_add(self.plan.delay)));
            fs::remove_file(&path).map_err(|source| Error::Io { path, source })?;
        }
        let (due, taken) = std::mem::take(&mut self.taken).into_iter().partition(|(_, _, due)| *due <= now);
        self.taken = taken;
        due.into_iter()
            .try_for_each(|(name, bytes, _): (FileName, Vec<u8>, Duration)| self.handle(&name, bytes, at))
    }

    /// Steps on a thread of its own until the value returned is dropped. `clock` tells what its files say of the time.
    pub fn spawn(self, clock: impl Fn() -> DateTime + Send + 'static) -> Running {
        Running::start(self, clock)
    }

    /// The requests in `req`, in the order of their names.
    fn requests(&self) -> Result<Vec<FileName>, Error> {
        let folder = self.root.join(Folder::Requests.name());
        let failed = |source: io::Error| Error::Io { path: folder.clone(), source };
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let name = name.to_str().and_then(|name| name.parse::<FileName>().ok());
            names.extend(name.filter(|name| name.api().direction() == Direction::Request));
        }
        names.sort();
        Ok(names)
    }

    fn handle(&mut self, name: &FileName, bytes: Vec<u8>, at: DateTime) -> Result<(), Error> {
        match &self.plan.behaviour {
            Behaviour::NeverAnswers | Behaviour::NoFolders => Ok(()),
            Behaviour::Refuses { message } => self.refuse(name, &bytes, message),
            Behaviour::Answers => self.answer(name, bytes, at),
            Behaviour::AnswersTwice => {
                self.refuse(name, &bytes, "処理できませんでした")?;
                self.answer(name, bytes, at)
            }
        }
    }

    fn answer(&mut self, name: &FileName, bytes: Vec<u8>, at: DateTime) -> Result<(), Error> {
        let Some(answer) = name.answer() else { return Ok(()) };
        let api = name.api();
        let answered = if *api == QualificationRequest::API {
            read(&bytes).map(|request| self.qualification(&request, &answer, at))
        } else if *api == BulkQualificationRequest::API {
            read(&bytes).map(|request| self.reception(request, at))
        } else if *api == ApiId::BULK_QUALIFICATION_DOWNLOAD {
            read(&bytes).map(|asked| self.bulk_result(&asked, at))
        } else {
            return self.refuse(name, &bytes, "この要求には対応していません");
        };
        match answered {
            Ok(answered) => put(&self.path(Folder::Results, &answer), &answered?),
            Err(error) => self.refuse(name, &bytes, &format!("形式エラー: {error}")),
        }
    }

    fn qualification(
        &self,
        request: &QualificationRequest,
        answer: &FileName,
        at: DateTime,
    ) -> Result<Vec<u8>, Error> {
        let mut result = self.operator.by_insurance(request, at);
        self.plan.addressee.mislead(&mut result);
        self.plan.bytes(result, &answer.to_string())
    }

    fn reception(&mut self, request: BulkQualificationRequest, at: DateTime) -> Result<Vec<u8>, Error> {
        let mut reception = self.bulk.receive(request, at);
        reception.header.character_code = self.plan.character_code().into();
        Ok(reception.write(self.plan.encoding)?)
    }

    fn bulk_result(&mut self, asked: &BulkDownload, at: DateTime) -> Result<Vec<u8>, Error> {
        let mut result = self.bulk.result(asked, &self.operator, at);
        result.header.character_code = self.plan.character_code().into();
        Ok(result.write(self.plan.encoding)?)
    }

    /// Puts the request into `res`, and the reason beside it.
    fn refuse(&self, name: &FileName, bytes: &[u8], message: &str) -> Result<(), Error> {
        put(&self.path(Folder::Results, name), bytes)?;
        let Some(refusal) = name.refusal() else { return Ok(()) };
        put(&self.path(Folder::Results, &refusal), message.as_bytes())
    }

    fn path(&self, folder: Folder, name: &FileName) -> PathBuf {
        self.root.join(folder.name()).join(name.to_string())
    }
}

fn read<M: Message>(bytes: &[u8]) -> Result<M, hokensho_oqs::Error> {
    Ok(M::read(bytes, Mode::Strict)?.message)
}

impl Addressee {
    /// Makes the answer one for somebody else.
    pub(super) fn mislead(self, result: &mut QualificationResult) {
        match self {
            Self::Asker => {}
            Self::OtherIdentifier => result.header.file_identifier = "somebody-else".into(),
            Self::OtherInstitution => {
                result.header.institution = InstitutionCode::new("2710000007").ok().into();
            }
            Self::OtherPerson => {
                for coverage in result.body.results.iter_mut().flat_map(|results| &mut results.list) {
                    coverage.name = "別人　次郎".into();
                    coverage.name_kana = "ﾍﾞﾂｼﾞﾝ ｼﾞﾛｳ".into();
                    coverage.birth_date = Date::new(1901, 1, 1).ok().map(Into::into).into();
                }
            }
        }
    }
}

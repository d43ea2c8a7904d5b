use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use hokensho_oqs::{ErrFile, FileName, Message as _, QualificationRequest, QualificationResult, Received};

use crate::settling::{self, Settling};
use crate::{Error, NotSent, Request, Settings};

/// A request that was sent, and whose answer is waited for.
///
/// Poll it as often as you like; it reads a file no oftener than [`Settings::interval`]. It is never sent again: after
/// a time-out nobody knows whether it ran.
///
/// ```
/// use std::time::Duration;
/// use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
/// use hokensho_oqs::{ApiId, FileName, LimitConsent, QualificationRequest, SearchInfo};
/// use hokensho_terminal::{Poll, Terminal};
///
/// # let root = tempfile::tempdir()?;
/// # for folder in ["req", "res", "face"] {
/// #     std::fs::create_dir(root.path().join(folder))?;
/// # }
/// # let (today, birth) = (Date::new(2026, 11, 22)?, Date::new(1980, 2, 17)?);
/// # let institution = InstitutionCode::new("1300000005")?;
/// # let terminal = Terminal::open(root.path(), institution.clone())?;
/// # let search = SearchInfo::new(InsurerNumber::new("01130012")?, "1234", birth, LimitConsent::Given);
/// # let request = QualificationRequest::new(today, institution, search)?;
/// let name = FileName::new(ApiId::QUALIFICATION_REQUEST, today, 1)?;
/// let mut pending = terminal.send(&request, &name, Duration::ZERO)?;
///
/// // The terminal refuses the request.
/// std::fs::write(root.path().join("res/OQSsiquc01req_202611220001.err"), "形式エラー")?;
/// assert!(matches!(pending.poll(Duration::from_millis(0))?, Poll::Waiting)); // read once
/// let Poll::Refused(refusal) = pending.poll(Duration::from_millis(300))? else { panic!() };
/// assert_eq!(refusal.text(), "形式エラー");
///
/// // Nothing is deleted unless it is asked for.
/// pending.remove_answer()?;
/// assert_eq!(std::fs::read_dir(root.path().join("res"))?.count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Pending<Q = QualificationRequest> {
    asked: Q,
    settings: Settings,
    sent: Duration,
    answer: Settling,
    refusal: Settling,
    /// Where a refused request is moved to.
    moved: PathBuf,
}

/// How far a request is.
#[derive(Debug)]
#[must_use]
pub enum Poll<A = QualificationResult> {
    /// No answer yet, or one that is still being written.
    Waiting,
    /// The answer.
    Answered(Box<Answered<A>>),
    /// The terminal refused the request: nothing ran. The terminal's words, verbatim.
    Refused(ErrFile),
    /// No answer in time. What happened isn't known; polling on still finds a late answer.
    TimedOut,
}

/// An answer that is for who asked.
///
/// `Debug` shows nothing of what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answered<A = QualificationResult> {
    /// The file in `res`.
    pub file: PathBuf,
    /// The message, and its bytes.
    pub received: Received<A>,
}

impl<Q: Request> Pending<Q> {
    pub(crate) fn new(
        asked: Q,
        name: &FileName,
        results: &Path,
        settings: Settings,
        sent: Duration,
    ) -> Result<Self, NotSent> {
        let names = name.answer().zip(name.refusal()).filter(|_| asked.is_named(name.api()));
        let Some((answer, refusal)) = names else { return Err(NotSent::NotARequest { name: name.clone() }) };
        let moved = results.join(name.to_string());
        let answer = Settling::new(results.join(answer.to_string()));
        let refusal = Settling::new(results.join(refusal.to_string()));
        Ok(Self { asked, settings, sent, answer, refusal, moved })
    }

    /// What the terminal may put into `res`.
    pub(crate) fn files(&self) -> [&Path; 3] {
        [self.answer.path(), self.refusal.path(), &self.moved]
    }

    /// Looks for an answer. `now` goes on from the time that was given when the request was sent.
    ///
    /// # Errors
    /// [`Error::Unsettled`], [`Error::Unreadable`], [`Error::TooLarge`] or [`Error::Malformed`] for an answer that
    /// can't be read, [`Error::WrongAddressee`] for one that isn't for who asked, [`Error::AnsweredTwice`] for an
    /// answer and a refusal.
    pub fn poll(&mut self, now: Duration) -> Result<Poll<Q::Answer>, Error> {
        match (self.answer.is_there(), self.refusal.is_there()) {
            (true, true) => Err(self.twice()),
            (true, false) => self.answered(now),
            (false, true) => Ok(self.refusal.text(now, &self.settings)?.map_or(Poll::Waiting, Poll::Refused)),
            (false, false) if now.saturating_sub(self.sent) >= self.settings.limit => Ok(Poll::TimedOut),
            (false, false) => Ok(Poll::Waiting),
        }
    }

    fn answered(&mut self, now: Duration) -> Result<Poll<Q::Answer>, Error> {
        let Some(bytes) = self.answer.poll(now, &self.settings)? else { return Ok(Poll::Waiting) };
        let file = || self.answer.path().to_owned();
        let received = match Q::Answer::read(bytes, self.settings.mode) {
            Ok(received) => received,
            // A writer that paused in the middle looks like one that is done.
            Err(_) if !self.answer.exhausted(&self.settings) => return Ok(Poll::Waiting),
            Err(source) => return Err(Error::Malformed { file: file(), source }),
        };
        self.asked.check(&received.message).map_err(|what| Error::WrongAddressee { file: file(), what })?;
        Ok(Poll::Answered(Box::new(Answered { file: file(), received })))
    }

    /// Looks once more whether an accepted answer is still the only one. To be called a little later, at the latest
    /// when the answer is acted on; a file that was taken away in the meantime contradicts nothing.
    ///
    /// # Errors
    /// [`Error::AnsweredTwice`] if the file has changed since or a refusal has come, [`Error::Unreadable`] if it can't
    /// be read.
    pub fn confirm(&self, answered: &Answered<Q::Answer>) -> Result<(), Error> {
        if self.refusal.is_there() {
            return Err(self.twice());
        }
        match settling::read(&answered.file) {
            Ok(Some(bytes)) if bytes == answered.received.bytes => Ok(()),
            Ok(_) => Err(self.twice()),
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(Error::Unreadable { file: answered.file.clone(), reads: 1, source }),
        }
    }

    /// Deletes what the terminal put into `res` for this request: the answer, or the refusal and the request that was
    /// moved there. Nothing is deleted unless this is called.
    ///
    /// # Errors
    /// [`Error::Kept`] for the first file that can't be deleted.
    pub fn remove_answer(self) -> Result<(), Error> {
        remove(self.files())
    }

    fn twice(&self) -> Error {
        Error::AnsweredTwice { file: self.answer.path().to_owned() }
    }
}

impl<Q> fmt::Debug for Pending<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending")
            .field("file", &self.answer)
            .field("sent", &self.sent)
            .finish_non_exhaustive()
    }
}

/// Deletes what is there of these files.
pub(crate) fn remove(files: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<(), Error> {
    for file in files {
        match fs::remove_file(&file) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(Error::Kept { file: file.as_ref().to_owned(), source });
            }
            _ => {}
        }
    }
    Ok(())
}

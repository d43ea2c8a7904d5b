use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Duration;

use hokensho_eligibility::SegmentOfResult;
use hokensho_oqs::{
    ApiId, BulkConfirmUnit, BulkDownload, BulkReader, BulkRegistrationResult, BulkRegistrationUnit,
    BulkResultHeader, ErrFile, Extension, FileName, Message, Mode, ZipEntry,
};

use crate::echo::{self, Repeats};
use crate::pending::remove;
use crate::settling::{Digest, Settling, digest};
use crate::{Echo, Error, NotSent, Settings};

/// The result of a bulk request, which was asked for and is waited for.
///
/// It may be as long as it likes: it stays in its file, and is read from there person by person.
///
/// ```
/// use std::time::Duration;
/// use hokensho_eligibility::{Date, InstitutionCode};
/// use hokensho_oqs::{ApiId, BulkDownload, FileName};
/// use hokensho_terminal::{BulkPeople, DownloadPoll, Terminal};
///
/// # let root = tempfile::tempdir()?;
/// # for folder in ["req", "res", "face"] {
/// #     std::fs::create_dir(root.path().join(folder))?;
/// # }
/// # let (today, institution) = (Date::new(2026, 11, 22)?, InstitutionCode::new("1300000005")?);
/// # let terminal = Terminal::open(root.path(), institution.clone())?;
/// let name = FileName::new(ApiId::BULK_QUALIFICATION_DOWNLOAD, today, 1)?;
/// let mut download = terminal.download(&BulkDownload::new(institution, "R1")?, &name, Duration::ZERO)?;
///
/// // The terminal answers; an archive with that in it would do as well.
/// let result = "<XmlMsg><MessageHeader><MedicalInstitutionCode>1300000005</MedicalInstitutionCode>
///     <ReceptionNumber>R1</ReceptionNumber><SegmentOfResult>1</SegmentOfResult></MessageHeader>
///     <MessageBody><BulkConfirmUnit/><BulkConfirmUnit/></MessageBody></XmlMsg>";
/// std::fs::write(root.path().join("res/OQSmuquc02res_202611220001.xml"), result)?;
/// assert!(matches!(download.poll(Duration::from_millis(0))?, DownloadPoll::Waiting)); // read once
/// let DownloadPoll::Ready(ready) = download.poll(Duration::from_millis(300))? else { panic!() };
/// let BulkPeople::Qualifications(people) = ready.people()? else { panic!() };
/// assert_eq!(people.count(), 2);
/// ready.confirm()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Download {
    asked: BulkDownload,
    settings: Settings,
    sent: Duration,
    api: ApiId,
    /// As XML, and in an archive.
    answers: [Settling<Digest>; 2],
    refusal: Settling,
    /// Where a refused request is moved to.
    moved: PathBuf,
}

/// How far a download is.
#[derive(Debug)]
#[must_use]
pub enum DownloadPoll {
    /// No answer yet, or one that is still being written.
    Waiting,
    /// 処理中: the bulk request is still at work. Ask again, under another name, seconds later.
    Running,
    /// The result.
    Ready(Box<Downloaded>),
    /// 異常終了: there is no result. The header has the terminal's words.
    Failed(Box<BulkResultHeader>),
    /// The terminal refused the question: nothing ran. The terminal's words, verbatim.
    Refused(ErrFile),
    /// No answer in time. Polling on still finds a late one; asking again by the same number is harmless.
    TimedOut,
}

/// A bulk result in its file. `Debug` shows nothing of what it holds.
pub struct Downloaded {
    /// The file in `res`.
    pub file: PathBuf,
    /// What it says of itself.
    pub header: BulkResultHeader,
    digest: Digest,
    api: ApiId,
    mode: Mode,
}

/// What people are read from.
pub type BulkSource = Box<dyn BufRead + Send>;

/// The people of a bulk result, one by one.
#[derive(Debug)]
pub enum BulkPeople {
    /// Who was asked about, or has consented, or is entrusted.
    Qualifications(BulkReader<BulkSource, BulkConfirmUnit>),
    /// Whose number was to be registered.
    Registrations(BulkReader<BulkSource, BulkRegistrationUnit>),
}

impl Download {
    pub(crate) fn new(
        asked: BulkDownload,
        name: &FileName,
        results: &Path,
        settings: Settings,
        sent: Duration,
    ) -> Result<Self, NotSent> {
        let names = name.answer().zip(name.refusal()).filter(|_| BulkDownload::APIS.contains(name.api()));
        let Some((answer, refusal)) = names else { return Err(NotSent::NotARequest { name: name.clone() }) };
        let path = |name: &FileName| results.join(name.to_string());
        let (api, moved, refusal) = (answer.api().clone(), path(name), Settling::new(path(&refusal)));
        let answers = [Extension::Xml, Extension::Zip]
            .map(|extension| Settling::bulk(path(&answer.clone().with_extension(extension))));
        Ok(Self { asked, settings, sent, api, answers, refusal, moved })
    }

    /// What the terminal may put into `res`.
    pub(crate) fn files(&self) -> [&Path; 4] {
        let [xml, zip] = &self.answers;
        [xml.path(), zip.path(), self.refusal.path(), &self.moved]
    }

    /// Looks for the result. `now` goes on from the time that was given when it was asked for.
    ///
    /// # Errors
    /// [`Error::Unsettled`], [`Error::Unreadable`], [`Error::TooLarge`] or [`Error::Malformed`] for a result whose
    /// beginning can't be read, [`Error::WrongAddressee`] for one that isn't for who asked, [`Error::AnsweredTwice`] for
    /// several.
    pub fn poll(&mut self, now: Duration) -> Result<DownloadPoll, Error> {
        let [xml, zip] = &mut self.answers;
        let answer = match (xml.is_there(), zip.is_there(), self.refusal.is_there()) {
            (false, false, false) if now.saturating_sub(self.sent) >= self.settings.limit => {
                return Ok(DownloadPoll::TimedOut);
            }
            (false, false, false) => return Ok(DownloadPoll::Waiting),
            (false, false, true) => {
                let text = self.refusal.text(now, &self.settings)?;
                return Ok(text.map_or(DownloadPoll::Waiting, DownloadPoll::Refused));
            }
            (true, false, false) => xml,
            (false, true, false) => zip,
            (true, ..) => return Err(Error::AnsweredTwice { file: xml.path().to_owned() }),
            (false, true, true) => return Err(Error::AnsweredTwice { file: zip.path().to_owned() }),
        };
        let Some(digest) = answer.poll(now, &self.settings)? else { return Ok(DownloadPoll::Waiting) };
        let file = answer.path().to_owned();
        // A writer that paused in the middle looks like one that is done.
        let may_go_on = !answer.exhausted(&self.settings);
        if !digest.has_end && may_go_on {
            return Ok(DownloadPoll::Waiting);
        }
        let mode = self.settings.mode;
        let header = match BulkPeople::open(&file, &self.api, mode).and_then(BulkPeople::into_header) {
            Ok(header) => header,
            Err(_) if may_go_on => return Ok(DownloadPoll::Waiting),
            Err(source) => return Err(Error::Malformed { file, source }),
        };
        self.check(&header).map_err(|what| Error::WrongAddressee { file: file.clone(), what })?;
        Ok(match header.segment_of_result.value() {
            Some(SegmentOfResult::Running) => DownloadPoll::Running,
            Some(SegmentOfResult::Abnormal) => DownloadPoll::Failed(Box::new(header)),
            _ => {
                let api = self.api.clone();
                DownloadPoll::Ready(Box::new(Downloaded { file, header, digest, api, mode }))
            }
        })
    }

    /// The number is what a result is known by; of a file identifier the question has none.
    fn check(&self, header: &BulkResultHeader) -> Result<(), Echo> {
        let repeats = Repeats::after(&header.segment_of_result);
        let (asked, number) = (&self.asked, &self.asked.body.reception_number);
        echo::first([
            (Echo::Institution, echo::fits(&asked.header.institution, &header.institution, repeats)),
            (Echo::ReceptionNumber, echo::text_fits(number, &header.reception_number, repeats)),
        ])
    }

    /// Deletes what the terminal put into `res` for this question. Nothing is deleted unless this is called.
    ///
    /// # Errors
    /// [`Error::Kept`] for the first file that can't be deleted.
    pub fn remove_answer(self) -> Result<(), Error> {
        remove(self.files())
    }
}

impl Downloaded {
    /// The people, from the first on.
    ///
    /// # Errors
    /// [`Error::Malformed`] if the file can't be opened or read any more.
    pub fn people(&self) -> Result<BulkPeople, Error> {
        BulkPeople::open(&self.file, &self.api, self.mode)
            .map_err(|source| Error::Malformed { file: self.file.clone(), source })
    }

    /// Looks whether the file is still the one that was accepted. To be called when its people have been read, since they
    /// were read from the file.
    ///
    /// # Errors
    /// [`Error::AnsweredTwice`] if it has changed, [`Error::Unreadable`] if it can't be read.
    pub fn confirm(&self) -> Result<(), Error> {
        let file = || self.file.clone();
        match digest(&self.file) {
            Ok(Some(digest)) if digest == self.digest => Ok(()),
            Ok(_) => Err(Error::AnsweredTwice { file: file() }),
            Err(source) => Err(Error::Unreadable { file: file(), reads: 1, source }),
        }
    }
}

impl BulkPeople {
    /// Opens a result whose name has this id, and says by its extension whether it is an archive.
    fn open(file: &Path, api: &ApiId, mode: Mode) -> Result<Self, hokensho_oqs::Error> {
        let failed = |error: io::Error| hokensho_oqs::Error::Source { kind: error.kind(), offset: 0 };
        let opened = File::open(file).map_err(failed)?;
        let source: BulkSource = match file.extension() {
            Some(extension) if extension == "zip" => Box::new(BufReader::new(ZipEntry::open(opened, api)?)),
            _ => Box::new(BufReader::new(opened)),
        };
        if BulkRegistrationResult::APIS.contains(api) {
            BulkReader::new(source, mode).map(Self::Registrations)
        } else {
            BulkReader::new(source, mode).map(Self::Qualifications)
        }
    }

    fn into_header(self) -> Result<BulkResultHeader, hokensho_oqs::Error> {
        match self {
            Self::Qualifications(people) => people.into_header(),
            Self::Registrations(people) => people.into_header(),
        }
        .map(|header| header.message)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("answers", &self.answers)
            .field("sent", &self.sent)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Downloaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Downloaded").field("file", &self.file).finish_non_exhaustive()
    }
}

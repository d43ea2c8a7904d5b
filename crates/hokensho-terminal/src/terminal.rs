use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use hokensho_eligibility::InstitutionCode;
use hokensho_oqs::{BulkDownload, FileName, Message};

use crate::{Download, Error, FaceWatch, Folder, NotSent, Pending, Request, Settings};

/// The terminal (資格確認端末) as its three folders show it.
///
/// Nothing here waits, sleeps or looks at a clock: who calls passes the time since a start of their own, for example
/// [`Instant::elapsed`](std::time::Instant::elapsed) of when the program began. Only differences count, so any
/// steady clock serves, and a test needs none.
///
/// ```
/// use std::time::Duration;
/// use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
/// use hokensho_oqs::{ApiId, FileName, LimitConsent, QualificationRequest, SearchInfo};
/// use hokensho_terminal::{Poll, Terminal};
///
/// let root = tempfile::tempdir()?;
/// for folder in ["req", "res", "face"] {
///     std::fs::create_dir(root.path().join(folder))?;
/// }
/// let institution = InstitutionCode::new("1300000005")?;
/// let terminal = Terminal::open(root.path(), institution.clone())?;
///
/// let (today, birth) = (Date::new(2026, 11, 22)?, Date::new(1980, 2, 17)?);
/// let search = SearchInfo::new(InsurerNumber::new("01130012")?, "1234", birth, LimitConsent::Given);
/// let request = QualificationRequest::new(today, institution, search)?.file_identifier("20261122-0001")?;
/// let name = FileName::new(ApiId::QUALIFICATION_REQUEST, today, 1)?;
/// let mut pending = terminal.send(&request, &name, Duration::ZERO)?;
/// assert!(root.path().join("req/OQSsiquc01req_202611220001.xml").exists());
/// assert!(matches!(pending.poll(Duration::from_secs(1))?, Poll::Waiting));
/// assert!(matches!(pending.poll(Duration::from_secs(180))?, Poll::TimedOut));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Terminal {
    root: PathBuf,
    institution: InstitutionCode,
    settings: Settings,
}

impl Terminal {
    /// The terminal whose folders lie under `root`, usually a network share.
    ///
    /// # Errors
    /// [`Error::FolderMissing`] unless `req`, `res` and `face` can all be listed.
    pub fn open(root: impl Into<PathBuf>, institution: InstitutionCode) -> Result<Self, Error> {
        let terminal = Self { root: root.into(), institution, settings: Settings::default() };
        for folder in Folder::ALL {
            fs::read_dir(terminal.folder(folder))
                .map_err(|source| Error::FolderMissing { folder, source })?;
        }
        Ok(terminal)
    }

    /// The same terminal, talked to otherwise.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use hokensho_eligibility::InstitutionCode;
    /// use hokensho_terminal::{Settings, Terminal};
    ///
    /// let patient = Settings { limit: Duration::from_secs(300), ..Settings::default() };
    /// let institution = InstitutionCode::new("1300000005")?;
    /// let terminal = Terminal::open("/mnt/terminal", institution)?.with_settings(patient);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The institution (医療機関) that asks.
    #[must_use]
    pub const fn institution(&self) -> &InstitutionCode {
        &self.institution
    }

    /// Puts a request into `req`, whole at once, and returns what to poll for its answer.
    ///
    /// The name ends up in error texts: put nothing personal into its suffix. Of two programs that use one name at the
    /// same time the second is refused if both are built on this crate; otherwise their counters have to be kept apart.
    ///
    /// # Errors
    /// [`Error::NotSent`], always: as long as there is an error, the terminal has seen nothing.
    pub fn send<Q: Request>(&self, request: &Q, name: &FileName, now: Duration) -> Result<Pending<Q>, Error> {
        let results = self.folder(Folder::Results);
        let pending = Pending::new(request.clone(), name, &results, self.settings, now)?;
        self.put(request, request.institution(), name, &pending.files())?;
        Ok(pending)
    }

    /// Asks for the result of a bulk request, by the number that its reception gave. Each time one asks it takes another
    /// name; programs in use let at least five seconds pass between.
    ///
    /// # Errors
    /// [`Error::NotSent`], always, as of [`send`](Self::send).
    pub fn download(
        &self,
        request: &BulkDownload,
        name: &FileName,
        now: Duration,
    ) -> Result<Download, Error> {
        let results = self.folder(Folder::Results);
        let download = Download::new(request.clone(), name, &results, self.settings, now)?;
        self.put(request, request.header.institution.value(), name, &download.files())?;
        Ok(download)
    }

    /// Puts a request into `req`, unless it or one of these files in `res` is there already.
    fn put(
        &self,
        request: &impl Message,
        institution: Option<&InstitutionCode>,
        name: &FileName,
        results: &[&Path],
    ) -> Result<(), NotSent> {
        if institution != Some(&self.institution) {
            return Err(NotSent::OtherInstitution);
        }
        let bytes = request.write(self.settings.encoding).map_err(NotSent::Message)?;
        put(&bytes, &self.folder(Folder::Requests).join(name.to_string()), results)
    }

    /// Watches `face` for what certified readers read from now on. Files that are there already are not looked at.
    ///
    /// # Errors
    /// [`Error::FolderMissing`] or [`Error::TooManyFiles`].
    pub fn watch_faces(&self) -> Result<FaceWatch, Error> {
        FaceWatch::new(self.folder(Folder::Faces), self.settings)
    }

    fn folder(&self, folder: Folder) -> PathBuf {
        self.root.join(folder.name())
    }
}

/// Writes under a name that the terminal doesn't look at, and renames.
fn put(bytes: &[u8], target: &Path, results: &[&Path]) -> Result<(), NotSent> {
    let mut temporary = target.to_owned().into_os_string();
    temporary.push(".part");
    let temporary = PathBuf::from(temporary);
    // Making it keeps out whoever of us is about to use the same name.
    let file = OpenOptions::new().write(true).create_new(true).open(&temporary);
    let file = file.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => NotSent::NameTaken { file: temporary.clone() },
        _ => NotSent::Write { file: temporary.clone(), source },
    })?;
    let taken =
        [target].into_iter().chain(results.iter().copied()).find(|file| file.try_exists().unwrap_or(true));
    let free = taken.map_or(Ok(()), |file| Err(NotSent::NameTaken { file: file.to_owned() }));
    let put = free.and_then(|()| {
        fill(file, bytes)
            .and_then(|()| fs::rename(&temporary, target))
            .map_err(|source| NotSent::Write { file: target.to_owned(), source })
    });
    match put {
        // A share can rename and still report an error: only with the temporary file in place is it certain that
        // nothing was sent.
        Err(NotSent::Write { .. }) if temporary.try_exists().is_ok_and(|there| !there) => Ok(()),
        Err(error) => {
            // The terminal never saw it. If it can't be removed, its name stays taken.
            let _ = fs::remove_file(&temporary);
            Err(error)
        }
        Ok(()) => Ok(()),
    }
}

/// The file is closed before it is renamed: Windows renames no open file.
fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

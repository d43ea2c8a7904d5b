use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use hokensho_eligibility::DateTime;
use hokensho_oqs::{FaceFileName, Message as _, Mode, QualificationResult};

use crate::settling::Settling;
use crate::{Error, Folder, Settings};

/// The most files that are looked through in `face`. Nobody has to delete them, so there may be years of them: at 500
/// patients a day, 100,000 are more than half a year.
const MAX_FILES: usize = 100_000;

/// Watches `face` for files that weren't there when the watch began. No file is deleted or moved: other programs read
/// them too.
///
/// File-system events get lost on network shares, so the folder itself is looked through, no oftener than
/// [`Settings::interval`].
///
/// ```
/// use std::time::Duration;
/// use hokensho_eligibility::InstitutionCode;
/// use hokensho_terminal::Terminal;
///
/// # let root = tempfile::tempdir()?;
/// # for folder in ["req", "res", "face"] {
/// #     std::fs::create_dir(root.path().join(folder))?;
/// # }
/// let terminal = Terminal::open(root.path(), InstitutionCode::new("1300000005")?)?;
/// let mut watch = terminal.watch_faces()?;
///
/// // A reader writes a file.
/// let file = "face/OQSsiquc01res_face_1300000005abcdefghij0123456789_20261122093000.xml";
/// std::fs::write(root.path().join(file), "<XmlMsg><MessageHeader/><MessageBody/></XmlMsg>")?;
///
/// assert!(watch.poll(Duration::from_millis(0))?.is_none()); // read once
/// let face = watch.poll(Duration::from_millis(300))?.expect("two reads were the same");
/// assert!(face.bytes.starts_with(b"<XmlMsg>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FaceWatch {
    folder: PathBuf,
    settings: Settings,
    looked_at: Option<Duration>,
    /// What was in the folder at the last look.
    known: HashSet<OsString>,
    /// By the time in the name, then by the name: oldest first.
    fresh: BTreeMap<(DateTime, FaceFileName), Fresh>,
}

/// A new file on its way out.
enum Fresh {
    Settling(Settling),
    Settled(Vec<u8>),
    Failed(Error),
}

/// What a certified reader handed in. `Debug` doesn't show the bytes.
///
/// ```
/// # use hokensho_terminal::FaceFile;
/// # let name = "OQSsiquc01res_face_1300000005abcdefghij0123456789_20261122093000.xml".parse()?;
/// let face = FaceFile { name, bytes: b"<XmlMsg/>".to_vec() };
/// assert!(format!("{face:?}").contains("9 bytes"));
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct FaceFile {
    /// Its name.
    pub name: FaceFileName,
    /// The file.
    pub bytes: Vec<u8>,
}

impl FaceWatch {
    pub(crate) fn new(folder: PathBuf, settings: Settings) -> Result<Self, Error> {
        let mut watch =
            Self { folder, settings, looked_at: None, known: HashSet::new(), fresh: BTreeMap::new() };
        watch.new_names()?;
        Ok(watch)
    }

    /// The oldest new file that is whole, if there is one. Several at once come one by one: which patient a file
    /// belongs to is for the caller to tell.
    ///
    /// A file that is at rest but can't be read as a message is given out all the same, after
    /// [`Settings::reads`] reads.
    ///
    /// # Errors
    /// [`Error::FolderMissing`] or [`Error::TooManyFiles`] for the folder; [`Error::Unsettled`],
    /// [`Error::Unreadable`] or [`Error::TooLarge`] for one file, which is then left alone.
    pub fn poll(&mut self, now: Duration) -> Result<Option<FaceFile>, Error> {
        self.look(now)?;
        for fresh in self.fresh.values_mut() {
            fresh.advance(now, &self.settings);
        }
        // A younger file waits for an older one, so that the order is kept.
        let Some(oldest) = self.fresh.first_entry() else { return Ok(None) };
        if matches!(oldest.get(), Fresh::Settling(_)) {
            return Ok(None);
        }
        let ((_, name), fresh) = oldest.remove_entry();
        match fresh {
            Fresh::Settling(_) => Ok(None),
            Fresh::Settled(bytes) => Ok(Some(FaceFile { name, bytes })),
            Fresh::Failed(error) => Err(error),
        }
    }

    /// Finds files that came since the last look.
    fn look(&mut self, now: Duration) -> Result<(), Error> {
        if self.looked_at.is_some_and(|before| now.saturating_sub(before) < self.settings.interval) {
            return Ok(());
        }
        self.looked_at = Some(now);
        for name in self.new_names()? {
            let Some(face) = name.to_str().and_then(|name| name.parse::<FaceFileName>().ok()) else {
                continue;
            };
            let settling = Settling::new(self.folder.join(&name));
            self.fresh.insert((face.written_at(), face), Fresh::Settling(settling));
        }
        Ok(())
    }

    /// All names that weren't in the folder at the last look. One that left is forgotten: if it comes again it is new.
    fn new_names(&mut self) -> Result<Vec<OsString>, Error> {
        let folder = Folder::Faces;
        let names = fs::read_dir(&self.folder).and_then(|entries| {
            let names = entries.take(MAX_FILES + 1).map(|entry| Ok(entry?.file_name()));
            names.collect::<io::Result<HashSet<_>>>()
        });
        let names = names.map_err(|source| Error::FolderMissing { folder, source })?;
        if names.len() > MAX_FILES {
            return Err(Error::TooManyFiles { folder, limit: MAX_FILES });
        }
        // Only a whole listing counts: a name from half of one would be known and never looked at.
        let new = names.difference(&self.known).cloned().collect();
        self.known = names;
        Ok(new)
    }
}

impl Fresh {
    fn advance(&mut self, now: Duration, settings: &Settings) {
        let Self::Settling(settling) = self else { return };
        match settling.poll(now, settings) {
            Ok(None) => {}
            // A writer that paused in the middle looks like one that is done. What stays unreadable is given out as
            // it is: who reads it says what is wrong with it.
            Ok(Some(bytes)) => {
                let readable = || QualificationResult::read(bytes.as_slice(), Mode::Lenient).is_ok();
                if settling.exhausted(settings) || readable() {
                    *self = Self::Settled(bytes);
                }
            }
            Err(error) => *self = Self::Failed(error),
        }
    }
}

impl fmt::Debug for Fresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settling(settling) => settling.fmt(f),
            Self::Settled(bytes) => write!(f, "Settled({} bytes)", bytes.len()),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for FaceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FaceFile({}, {} bytes)", self.name, self.bytes.len())
    }
}

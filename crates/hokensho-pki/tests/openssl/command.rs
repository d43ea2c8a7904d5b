//! The `openssl` command, and files for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

/// A folder of its own for one test.
pub(crate) struct OpenSsl {
    folder: PathBuf,
}

impl OpenSsl {
    /// `None`, and a line that says so, where there is no OpenSSL of version 3.
    pub(crate) fn new(test: &str) -> Option<Self> {
        let version = Command::new("openssl").arg("version").output();
        if !version.is_ok_and(|version| version.stdout.starts_with(b"OpenSSL 3")) {
            println!("not compared: there is no OpenSSL 3 here");
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        Some(Self { folder })
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.file(name);
        fs::write(&file, bytes).unwrap();
        file
    }
}

/// What a command of `openssl` says on both outputs, one after the other.
pub(crate) fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat()
}

/// Asks about many things at once, as far as the machine can, and keeps the answers in order.
pub(crate) fn all<T: Sync, A: Send>(asked: &[T], ask: impl Fn(usize, &T) -> A + Sync) -> Vec<A> {
    let (next, answers) = (Mutex::new(asked.iter().enumerate()), Mutex::new(Vec::new()));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let Some((at, asked)) = next.lock().unwrap().next() else { return };
                    let answer = ask(at, asked);
                    answers.lock().unwrap().push((at, answer));
                }
            });
        }
    });
    let mut answers = answers.into_inner().unwrap();
    answers.sort_unstable_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

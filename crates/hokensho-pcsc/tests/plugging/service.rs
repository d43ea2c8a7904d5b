//! A smart card service whose readers are plugged in and out by the test. It speaks protocol 4:4 of pcsc-lite
//! (`winscard_msg.h`), which has a table of 16 readers and an event when it changes.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::{env, fs, mem, process, thread};

/// The variable by which libpcsclite finds the socket of its service.
const SOCKET: &str = "PCSCLITE_CSOCK_NAME";

const TABLE: usize = 16;
const CANCELLED: u32 = 0x8010_0002;
const NOT_TRANSACTED: u32 = 0x8010_0016;

/// Commands, and how long the bodies are that they come with.
const ESTABLISH: (u32, usize) = (0x01, 12);
const RELEASE: (u32, usize) = (0x02, 8);
const CONNECT: (u32, usize) = (0x04, 152);
const RECONNECT: (u32, usize) = (0x05, 24);
const DISCONNECT: (u32, usize) = (0x06, 12);
const BEGIN: (u32, usize) = (0x07, 8);
const END: (u32, usize) = (0x08, 12);
const TRANSMIT: (u32, usize) = (0x09, 32);
const STATUS: (u32, usize) = (0x0B, 8);
const CANCEL: (u32, usize) = (0x0D, 8);
const VERSION: (u32, usize) = (0x11, 12);
const READERS: (u32, usize) = (0x12, 0);
const WAIT: (u32, usize) = (0x13, 0);
const STOP_WAITING: (u32, usize) = (0x14, 0);

/// What the table says of a reader.
#[derive(Clone, Copy)]
pub(crate) enum Shows {
    Card,
    Empty,
    Failure,
}

/// Runs the test again in a process whose service is ours, and there the `body`: a process can't safely change its
/// own variables.
pub(crate) fn with_service(test: &str, body: impl FnOnce(&mut Service)) {
    if let Some(path) = env::var_os(SOCKET) {
        return body(&mut Service::start(Path::new(&path)));
    }
    let path = env::temp_dir().join(format!("hokensho-{}-{test}", process::id()));
    let again = Command::new(env::current_exe().unwrap())
        .args([test, "--exact"])
        .env(SOCKET, &path)
        .output()
        .unwrap();
    fs::remove_file(path).unwrap_or_default();
    let said = String::from_utf8_lossy(&again.stdout);
    assert!(again.status.success() && said.contains("1 passed"), "{said}");
}

pub(crate) struct Service {
    path: PathBuf,
    desk: Arc<Mutex<Desk>>,
}

#[derive(Default)]
struct Desk {
    readers: BTreeMap<String, (Shows, u32)>,
    lines: Vec<UnixStream>,
    /// By their contexts, those who want to hear of an event.
    waiting: BTreeMap<u32, UnixStream>,
    stopped: bool,
}

impl Service {
    fn start(path: &Path) -> Self {
        let service = Self { path: path.to_owned(), desk: Arc::default() };
        service.open();
        service
    }

    fn open(&self) {
        let listener = UnixListener::bind(&self.path).unwrap();
        let desk = Arc::clone(&self.desk);
        thread::spawn(move || {
            for (context, line) in (1..).zip(listener.incoming()) {
                let line = line.unwrap();
                let mut known = desk.lock().unwrap();
                if known.stopped {
                    break;
                }
                known.lines.push(line.try_clone().unwrap());
                let desk = Arc::clone(&desk);
                thread::spawn(move || serve(&desk, line, context)); // until either side hangs up
            }
        });
    }

    /// Plugs the reader in, or lets it show something else.
    pub(crate) fn show(&mut self, reader: &str, shows: Shows) {
        let mut desk = self.desk.lock().unwrap();
        let (shown, events) = desk.readers.entry(reader.to_owned()).or_insert((shows, 0));
        *shown = shows;
        *events += 1;
        desk.signal();
    }

    pub(crate) fn unplug(&mut self, reader: &str) {
        let mut desk = self.desk.lock().unwrap();
        desk.readers.remove(reader).unwrap();
        desk.signal();
    }

    /// Hangs up on everybody.
    pub(crate) fn stop(&mut self) {
        let mut desk = self.desk.lock().unwrap();
        desk.stopped = true;
        fs::remove_file(&self.path).unwrap();
        for line in desk.lines.drain(..) {
            line.shutdown(Shutdown::Both).unwrap_or_default();
        }
        desk.waiting.clear();
    }

    /// Comes back with the readers it had.
    pub(crate) fn restart(&mut self) {
        self.desk.lock().unwrap().stopped = false;
        self.open();
    }
}

impl Desk {
    fn signal(&mut self) {
        for (_, mut line) in mem::take(&mut self.waiting) {
            line.write_all(&words(&[0, 0])).unwrap_or_default(); // who hung up needs no event
        }
    }

    /// `pubReaderStatesList` of `eventhandler.h`: name, count of events, state, sharing, ATR, its length, protocol.
    fn table(&self) -> Vec<u8> {
        let mut table = Vec::new();
        for (name, (shows, events)) in &self.readers {
            let (state, atr): (_, &[u8]) = match shows {
                Shows::Card => (0x34, &[0x3B, 0x00]),
                Shows::Empty => (0x02, &[]),
                Shows::Failure => (0x01, &[]),
            };
            table.extend(padded(name.as_bytes(), 128));
            table.extend(words(&[*events, state, 0]));
            table.extend(padded(atr, 36));
            table.extend(words(&[u32::try_from(atr.len()).unwrap(), 0]));
        }
        padded(&table, TABLE * 184)
    }
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

fn padded(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut padded = bytes.to_vec();
    padded.resize(length, 0);
    padded
}

/// The answer to what only says how it ended, in its last word.
fn ended(body: &[u8], code: u32) -> Vec<u8> {
    [&body[..body.len() - 4], &code.to_ne_bytes()].concat()
}

/// One client, one context.
fn serve(desk: &Mutex<Desk>, mut line: UnixStream, context: u32) -> io::Result<()> {
    loop {
        let mut header = [0; 8];
        line.read_exact(&mut header)?;
        let [size, command] =
            [&header[..4], &header[4..]].map(|word| u32::from_ne_bytes(word.try_into().unwrap()));
        let size = usize::try_from(size).unwrap();
        let mut body = vec![0; size];
        line.read_exact(&mut body)?;
        let mut desk = desk.lock().unwrap();
        let answer = match (command, size) {
            ESTABLISH => words(&[0, context, 0]),
            RELEASE => words(&[context, 0]),
            VERSION => body,
            READERS => desk.table(),
            WAIT => {
                desk.waiting.insert(context, line.try_clone()?);
                desk.table()
            }
            // Who isn't waiting any more has got an event, and takes that for the answer.
            STOP_WAITING if desk.waiting.remove(&context).is_none() => continue,
            STOP_WAITING => words(&[0, 0]),
            CANCEL => {
                let whose = u32::from_ne_bytes(body[..4].try_into().unwrap());
                if let Some(mut waiting) = desk.waiting.remove(&whose) {
                    waiting.write_all(&words(&[0, CANCELLED]))?;
                }
                words(&[whose, 0])
            }
            // The handle of the card, and T=1.
            CONNECT => [&body[..140], &words(&[context, 2, 0])].concat(),
            BEGIN | DISCONNECT | END | STATUS => ended(&body, 0),
            // No card ever answers: its reader fails.
            TRANSMIT => {
                let length = u32::from_ne_bytes(body[12..16].try_into().unwrap());
                line.read_exact(&mut vec![0; usize::try_from(length).unwrap()])?;
                ended(&body, NOT_TRANSACTED)
            }
            RECONNECT => ended(&body, NOT_TRANSACTED),
            other => panic!("{other:?}"),
        };
        line.write_all(&answer)?;
    }
}

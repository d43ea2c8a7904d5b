use hokensho_apdu::tlv::Reader;
use hokensho_apdu::transcript::{Kind, Replay, Transcript};
use hokensho_apdu::{Command, Response, Zeroizing};

use crate::{Verdict, choose};

/// Commands, responses, TLV and transcripts; the first byte chooses.
pub fn apdu(data: &[u8]) -> Verdict {
    let Some((parser, input)) = choose(data, 4) else { return Verdict::Refused };
    match parser {
        0 => command(input),
        1 => response(input),
        2 => objects(input, Reader::new(input)),
        _ => transcript(input),
    }
}

/// What can be read is written back byte for byte.
fn command(input: &[u8]) -> Verdict {
    let parsed = Command::parse(input);
    if let Ok(command) = &parsed {
        assert_eq!(command.encode().as_slice(), input);
    }
    Verdict::of(&parsed)
}

/// Both ways to split a response agree, and lose nothing.
fn response(input: &[u8]) -> Verdict {
    let parsed = Response::parse(input);
    let taken = Response::try_from(Zeroizing::new(input.to_vec()));
    assert_eq!(parsed.is_ok(), taken.is_ok());
    if let (Ok(parsed), Ok(taken)) = (&parsed, taken) {
        assert_eq!(*parsed, taken);
        let status = u16::from(parsed.status()).to_be_bytes();
        assert_eq!([parsed.data(), &status].concat(), input);
    }
    Verdict::of(&parsed)
}

/// Objects lie in the input without gaps, each where it says; an error leaves the reader where it was.
fn objects<'a>(input: &'a [u8], mut reader: Reader<'a>) -> Verdict {
    loop {
        let (offset, left) = (reader.offset(), reader.remaining());
        let read = reader.read();
        match &read {
            Ok(Some(object)) => {
                let end = offset + object.bytes().len();
                assert_eq!(object.offset(), offset);
                assert_eq!(input.get(offset..end), Some(object.bytes()));
                assert!(object.bytes().ends_with(object.value()));
                assert_eq!(reader.offset(), end);
                // As deep as the reader's own limit.
                if let Ok(children) = object.children() {
                    objects(input, children);
                }
            }
            Ok(None) => {
                assert!(reader.is_empty());
                assert!(reader.finish().is_ok());
                return Verdict::Accepted;
            }
            Err(_) => {
                assert_eq!((reader.offset(), reader.remaining()), (offset, left));
                return Verdict::of(&read);
            }
        }
    }
}

/// What can be read survives being written and read again; only full transcripts are replayed.
fn transcript(input: &[u8]) -> Verdict {
    let Ok(text) = std::str::from_utf8(input) else { return Verdict::Refused };
    let parsed = text.parse::<Transcript>();
    if let Ok(transcript) = &parsed {
        let written = transcript.to_string();
        let again: Transcript = written.parse().expect("what was written can be read");
        assert_eq!(again, *transcript);
        assert_eq!(again.to_string(), written);
        assert_eq!(Replay::new(again).is_ok(), transcript.kind() == Kind::Full);
    }
    Verdict::of(&parsed)
}

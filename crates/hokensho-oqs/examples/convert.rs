//! Reads a qualification request or result (a face file is one too) and writes it again, in the encoding asked for:
//! `cargo run -p hokensho-oqs --example convert -- FILE utf8|sjis`. What is wrong with it goes to standard error.
#![allow(clippy::print_stderr, reason = "a command line tool")]

use hokensho_oqs::{Encoding, Message, Mode, QualificationRequest, QualificationResult};
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (file, encoding) = match arguments.as_slice() {
        [file, to] if to == "utf8" => (file, Encoding::Utf8),
        [file, to] if to == "sjis" => (file, Encoding::Windows31J),
        _ => return Err("usage: convert FILE utf8|sjis".into()),
    };
    let bytes = std::fs::read(file)?;
    // Other systems put more into names than the interface asks for, but never leave this out.
    let converted = if file.contains(QualificationRequest::API.as_str()) {
        convert::<QualificationRequest>(bytes, encoding)
    } else {
        convert::<QualificationResult>(bytes, encoding)
    };
    Ok(stdout().write_all(&converted?)?)
}

fn convert<M: Message>(bytes: Vec<u8>, encoding: Encoding) -> Result<Vec<u8>, hokensho_oqs::Error> {
    let received = M::read(bytes, Mode::Lenient)?;
    eprintln!("{} as {}", M::API, received.encoding);
    for diagnostic in &received.diagnostics {
        eprintln!("{diagnostic}");
    }
    received.message.write(encoding)
}

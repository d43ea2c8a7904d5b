//! Reads a qualification request or result (a face file is one too) and writes it again, in the encoding asked for:
//! `cargo run -p hokensho-oqs --example convert -- FILE utf8|sjis`. Which of the two it is, the file itself says. What
//! is wrong with it goes to standard error.
#![allow(clippy::print_stderr, reason = "a command line tool")]

use hokensho_oqs::{Element, Encoding, Message, Mode, QualificationRequest, QualificationResult, Received};
use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", with_causes(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

fn with_causes(error: &dyn Error) -> String {
    let causes: Vec<_> =
        std::iter::successors(Some(error), |error| (*error).source()).map(ToString::to_string).collect();
    causes.join(": ")
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let (file, encoding) = match arguments {
        [file, to] if to == "utf8" => (file, Encoding::Utf8),
        [file, to] if to == "sjis" => (file, Encoding::Windows31J),
        _ => return Err("usage: convert FILE utf8|sjis".into()),
    };
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    Ok(stdout().write_all(&convert(&bytes, encoding)?)?)
}

/// Both kinds hold what was asked for; only a result says how it went.
fn convert(bytes: &[u8], encoding: Encoding) -> Result<Vec<u8>, Box<dyn Error>> {
    let result = QualificationResult::read(bytes, Mode::Lenient)?;
    let (header, body) = (&result.message.header, &result.message.body);
    // Other messages state a segment too, beside elements that no qualification result has.
    let is_answered = !header.segment_of_result.is_absent() && body.unknown.elements.is_empty();
    if body.results.is_some() || is_answered {
        return rewrite(&result, encoding);
    }
    // Messages for home visits ask in an element of the same name, but for no insured person.
    if body.search.as_ref().is_some_and(|search| !search.identification_number.is_absent()) {
        return rewrite(&QualificationRequest::read(bytes, Mode::Lenient)?, encoding);
    }
    let known = body.search.iter().flat_map(|search| &search.unknown.elements);
    let strange: Vec<_> = known.chain(&body.unknown.elements).map(Element::name).collect();
    Err(match strange.as_slice() {
        [] => "neither a qualification request nor a result: its body has nothing of either".into(),
        names => format!("neither a qualification request nor a result: it has {}", names.join(", ")).into(),
    })
}

fn rewrite<M: Message>(received: &Received<M>, encoding: Encoding) -> Result<Vec<u8>, Box<dyn Error>> {
    eprintln!("{} as {}", M::API, received.encoding);
    for diagnostic in &received.diagnostics {
        eprintln!("{diagnostic}");
    }
    Ok(received.message.write(encoding)?)
}

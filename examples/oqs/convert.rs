//! A message in the other encoding.

use std::io::Write;
use std::path::Path;

use hokensho::oqs::{
    AnyMessage, BulkConfirmUnit, BulkRegistrationUnit, BulkResultHeader, BulkWriter, Encoding, Error,
    Received, Unknown, Viewed,
};
use hokensho_examples::{Failure, hint, named, say};
use serde_json::{Value, json};

use crate::opened::{Opened, People};
use crate::output;
use crate::progress::Shown;

pub(crate) fn convert(
    file: &Path,
    to: Encoding,
    output: Option<&Path>,
    shown: Shown,
    json: bool,
) -> Result<(), Failure> {
    let of_file = |error: Failure| named(file, error.as_ref());
    let opened = Opened::open(file, shown).map_err(of_file)?;
    // What is written first may come last in what is read.
    let late = || Opened::open(file, shown)?.into_bulk_header();
    let mut members = opened.members(output.unwrap_or(file), shown.language);
    hint(&format!("{} as {}", opened.label(shown.language), opened.encoding()));
    output::write(output, |out| {
        match opened {
            Opened::Message(received) => whole(&received, to, out),
            Opened::Qualifications(people) => {
                stream(people, late, to, out, BulkWriter::<BulkConfirmUnit>::push)
            }
            Opened::Registrations(people) => {
                stream(people, late, to, out, BulkWriter::<BulkRegistrationUnit>::push)
            }
            Opened::Refusal(_) => Err("no message, but a text of the terminal".into()),
        }
        .map_err(of_file)
    })?;
    if json {
        members.insert("encoding".to_owned(), json!(to.label()));
        say(&Value::from(members).to_string());
    }
    Ok(())
}

fn whole(received: &Received<AnyMessage>, to: Encoding, out: &mut dyn Write) -> Result<(), Failure> {
    received.diagnostics.iter().for_each(|diagnostic| hint(&diagnostic.to_string()));
    Ok(out.write_all(&received.message.convert(to)?)?)
}

/// Whoever can't be read ends it: in a converted file nobody is missing.
fn stream<U>(
    mut people: People<U>,
    late_header: impl FnOnce() -> Result<BulkResultHeader, Failure>,
    to: Encoding,
    out: &mut dyn Write,
    push: fn(&mut BulkWriter<U>, &U) -> Result<(), Error>,
) -> Result<(), Failure>
where
    People<U>: Iterator<Item = Result<Viewed<U>, Error>>,
{
    let none = Unknown::default();
    let first = people.next().transpose()?;
    let header = people.header().map_or_else(late_header, |header| Ok(header.message.clone()))?;
    let attributes = [people.unknown(), people.body_unknown().unwrap_or(&none)];
    let mut writer = BulkWriter::<U>::converting(to, &header, attributes)?;
    let mut wrong = 0_usize;
    for unit in first.map(Ok).into_iter().chain(people.by_ref()) {
        let unit = unit?;
        wrong += unit.diagnostics.len();
        push(&mut writer, &unit.message)?;
        out.write_all(&writer.take())?;
    }
    wrong += people.header().map_or(0, |header| header.diagnostics.len()) + people.diagnostics().len();
    if wrong > 0 {
        hint(&format!("with {wrong} findings; `check` tells them"));
    }
    let elements = [people.unknown(), people.body_unknown().unwrap_or(&none)];
    Ok(out.write_all(&writer.finish(elements)?)?)
}

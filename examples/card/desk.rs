//! What every command needs: the card, whom to believe, and where the result goes.

use std::fs;
use std::path::{Path, PathBuf};

use hokensho_examples::args::CardArgs;
use hokensho_examples::device::Device;
use hokensho_examples::trust::Trust;
use hokensho_examples::{Failure, named, persona, say};
use hokensho_mock::Persona;
use serde_json::{Value, json};

/// What was found, under its label.
pub(crate) type Item = (&'static str, Value);

pub(crate) struct Desk {
    pub(crate) device: Device,
    pub(crate) trust: Trust,
    /// Whose mock card it is; none on a reader.
    pub(crate) persona: Option<Persona>,
    pub(crate) paper: Paper,
}

impl Desk {
    pub(crate) fn new(args: &CardArgs, output: Option<PathBuf>) -> Result<Self, Failure> {
        let reader = args.reader();
        let trust = Trust::new(args.trust.as_deref(), reader.is_some())?;
        let paper = Paper { json: args.json, output };
        #[cfg(feature = "pcsc")]
        if let Some(reader) = reader {
            return Ok(Self { device: Device::pcsc(reader)?, trust, persona: None, paper });
        }
        let persona = persona::find(args.persona.as_deref().unwrap_or("adult"))?;
        let device = Device::mock(&persona, None);
        Ok(Self { device, trust, persona: Some(persona), paper })
    }
}

/// Where and how the result is written.
pub(crate) struct Paper {
    json: bool,
    output: Option<PathBuf>,
}

impl Paper {
    /// Tells what was found: as an object in a file or on the screen, or as lines.
    pub(crate) fn tell(&self, items: &[Item]) -> Result<(), Failure> {
        match &self.output {
            Some(path) => write(path, object(items).to_string().as_bytes()),
            None => {
                self.show(items);
                Ok(())
            }
        }
    }

    /// The same, on the screen only.
    pub(crate) fn show(&self, items: &[Item]) {
        if self.json {
            return say(&object(items).to_string());
        }
        for (name, value) in items {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            say(&format!("{name:20} {text}"));
        }
    }

    /// The file that was named, if one was.
    pub(crate) fn output(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Writes the thing itself into the file that was named; else shows it as text.
    pub(crate) fn export(&self, name: &'static str, bytes: &[u8], text: &str) -> Result<(), Failure> {
        match &self.output {
            Some(path) => return write(path, bytes),
            None if self.json => self.show(&[(name, json!(text))]),
            None => say(text.trim_end()),
        }
        Ok(())
    }
}

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| named(path, &error))
}

/// One object, with the labels in snake case.
fn object(items: &[Item]) -> Value {
    let member = |(label, value): &Item| (label.to_lowercase().replace(' ', "_"), value.clone());
    Value::Object(items.iter().map(member).collect())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

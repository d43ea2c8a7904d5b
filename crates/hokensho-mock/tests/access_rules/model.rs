//! What a card remembers, and what it must answer: the rules alone, without contents and without cryptography.

use std::collections::{BTreeMap, BTreeSet};

use hokensho_mock::{Application, Persona, Secret, TriesQuery, WarmReset};

use crate::command::{Command, Named, Value};
use crate::tables::{CONTACT_ATR, Change, FILES, File, OWN_KEYS, Token, full_tries};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) warm_reset: WarmReset,
    pub(crate) tries_query: TriesQuery,
    pub(crate) blocked_query: u16,
}

/// What must come back: a status word, and whether there is data before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) word: u16,
    pub(crate) data: bool,
}

const DONE: Answer = Answer { word: 0x9000, data: false };
const DATA: Answer = Answer { word: 0x9000, data: true };

const fn refused(word: u16) -> Answer {
    Answer { word, data: false }
}

pub(crate) struct Model {
    token: Token,
    settings: Settings,
    values: BTreeMap<Secret, Vec<u8>>,
    tries: BTreeMap<Secret, u8>,
    // What goes with the power.
    selected: Option<Application>,
    current: Option<u16>,
    verified: BTreeSet<Secret>,
}

impl Model {
    pub(crate) fn new(persona: &Persona, token: Token, settings: Settings) -> Self {
        let card: toml::Table = persona.source().parse().unwrap();
        let printed = |field: &str| card["card"].get(field).map(|value| value.as_str().unwrap().to_owned());
        let own = |value: Option<&str>| value.unwrap_or("none").as_bytes().to_vec();
        let value = |secret| match secret {
            Secret::AuthPin => own(Some(persona.auth_pin())),
            Secret::SignPassword => own(persona.sign_password()),
            Secret::TextPin => own(persona.text_pin()),
            Secret::TextCodeA | Secret::VisualCodeA => own(printed("my_number").as_deref()),
            Secret::TextCodeB | Secret::VisualCodeB => own(persona.code_b()),
            Secret::VisualBirthCode => own(persona.code_b().and_then(|code| code.get(..6))),
            Secret::CommonPin | Secret::JukiPin => own(persona.juki_pin()),
        };
        let tries = |secret| if token.blocked.contains(&secret) { 0 } else { full_tries(secret) };
        Self {
            token,
            settings,
            values: Secret::ALL.map(|secret| (secret, value(secret))).into(),
            tries: Secret::ALL.map(|secret| (secret, tries(secret))).into(),
            selected: None,
            current: None,
            verified: BTreeSet::new(),
        }
    }

    pub(crate) const fn selected(&self) -> Option<Application> {
        self.selected
    }

    /// Tries left, and whether it counts as verified.
    pub(crate) fn secret(&self, secret: Secret) -> (u8, bool) {
        (self.tries[&secret], self.verified.contains(&secret))
    }

    pub(crate) fn value(&self, value: Value) -> Vec<u8> {
        match value {
            Value::Of(secret) => self.values[&secret].clone(),
            Value::Other(digit) => vec![b'A' + digit; 4],
        }
    }

    pub(crate) fn current_is_guarded(&self) -> bool {
        let file = self.current.and_then(|id| self.file(id));
        matches!(file, Some(File::Bytes(guards)) if !guards.is_empty())
    }

    pub(crate) fn power_down(&mut self) {
        self.selected = None;
        self.current = None;
        self.verified.clear();
    }

    pub(crate) fn warm_reset(&mut self) {
        if self.settings.warm_reset == WarmReset::DropsStatus {
            self.power_down();
        }
    }

    pub(crate) fn answer(&mut self, command: Command) -> Answer {
        match command {
            Command::Select(application) => self.select(application),
            Command::SelectManager => {
                self.power_down(); // for the security status it is the same
                DONE
            }
            Command::SelectMaster => {
                if self.selected.is_some() {
                    DONE
                } else {
                    refused(0x6A86)
                }
            }
            Command::SelectUnknown => refused(0x6A82),
            Command::SelectFile(id) => match self.file(id) {
                Some(_) => {
                    self.current = Some(id);
                    DONE
                }
                None => refused(0x6A82),
            },
            Command::GetData(tag) => {
                let told = tag == CONTACT_ATR || self.selected.is_none();
                if told && self.token.objects.contains(&tag) { DATA } else { refused(0x6A88) }
            }
            Command::GetChallenge => DATA,
            Command::SignWithOwnKey => {
                let own = OWN_KEYS.iter().any(|(application, _)| Some(*application) == self.selected);
                if own { DATA } else { refused(0x6A88) }
            }
            Command::Read(named)
            | Command::ReadRecord(named, _)
            | Command::Query(named)
            | Command::Verify(named, _)
            | Command::ChangeReferenceData(named, _)
            | Command::ChangeKey(named, _)
            | Command::Sign(named)
            | Command::InternalAuthenticate(named) => match self.named(named) {
                Ok(file) => self.with_file(command, file),
                Err(word) => refused(word),
            },
        }
    }

    /// Another application than the selected one takes all that was verified.
    fn select(&mut self, application: Application) -> Answer {
        if !self.token.applications.contains(&application) {
            return refused(0x6A82);
        }
        if self.selected != Some(application) {
            self.verified.clear();
        }
        self.selected = Some(application);
        self.current = None;
        DONE
    }

    /// A file that a command names by a short identifier is current from then on.
    fn named(&mut self, named: Named) -> Result<File, u16> {
        let id = match named {
            Named::Current => self.current.ok_or(0x6986_u16)?,
            Named::Short(id) => id,
        };
        let file = self.file(id).ok_or(0x6A82_u16)?;
        self.current = Some(id);
        Ok(file)
    }

    fn file(&self, id: u16) -> Option<File> {
        let application = self.selected?;
        let mut rows = self.token.instead.iter().chain(FILES);
        rows.find(|(of, row, _)| (*of, *row) == (application, id)).map(|(_, _, file)| *file)
    }

    fn with_file(&mut self, command: Command, file: File) -> Answer {
        if file == File::Closed {
            return refused(0x6982);
        }
        match (command, file) {
            (Command::Read(_), File::Bytes(guards)) | (Command::Sign(_), File::Key(guards)) => {
                if self.opens(guards) { DATA } else { refused(0x6982) }
            }
            (Command::ReadRecord(_, number), File::Record) => {
                if number == 1 {
                    DATA
                } else {
                    refused(0x6A83)
                }
            }
            (Command::Sign(_), File::InternalKey) => refused(0x6985),
            (Command::InternalAuthenticate(_), File::InternalKey) => DATA,
            (Command::InternalAuthenticate(_), File::Key([])) => refused(0x6985),
            (Command::InternalAuthenticate(_), File::Key(_)) => refused(0x6982),
            (Command::Query(_), File::Blocked) => refused(self.settings.blocked_query),
            (
                Command::Verify(..) | Command::ChangeReferenceData(..) | Command::ChangeKey(..),
                File::Blocked,
            ) => refused(0x6984),
            (Command::Query(_), File::Secret(secret, _)) => self.query(secret),
            (Command::Verify(_, value), File::Secret(secret, _)) => self.verify(secret, &self.value(value)),
            (Command::ChangeReferenceData(_, value), File::Secret(secret, change)) => {
                self.change(secret, change == Change::ReferenceData, self.value(value))
            }
            (Command::ChangeKey(_, value), File::Secret(secret, change)) => {
                self.change(secret, change == Change::Key, self.value(value))
            }
            _ => refused(0x6981),
        }
    }

    /// Whether one of the secrets in these files of the selected application is verified.
    fn opens(&self, guards: &[u16]) -> bool {
        let is_verified = |guard: &u16| match self.file(*guard) {
            Some(File::Secret(secret, _)) => self.verified.contains(&secret),
            other => panic!("{guard:02X} is {other:?}"),
        };
        guards.is_empty() || guards.iter().any(is_verified)
    }

    fn query(&self, secret: Secret) -> Answer {
        match (self.tries[&secret], self.settings.tries_query) {
            (_, TriesQuery::OkIfVerified) if self.verified.contains(&secret) => DONE,
            (0, _) => refused(self.settings.blocked_query),
            (tries, _) => refused(0x63C0 + u16::from(tries)),
        }
    }

    fn verify(&mut self, secret: Secret, value: &[u8]) -> Answer {
        let tries = self.tries[&secret];
        if tries == 0 {
            return refused(0x6984);
        }
        if self.values[&secret] == value {
            self.tries.insert(secret, full_tries(secret));
            self.verified.insert(secret);
            return DONE;
        }
        self.tries.insert(secret, tries - 1);
        self.verified.remove(&secret);
        refused(0x63C0 + u16::from(tries - 1))
    }

    fn change(&mut self, secret: Secret, is_its_way: bool, value: Vec<u8>) -> Answer {
        if !is_its_way {
            return refused(0x6985);
        }
        if !self.verified.contains(&secret) {
            return refused(0x6982);
        }
        self.values.insert(secret, value);
        DONE
    }
}

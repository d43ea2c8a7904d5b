//! The elementary files of the card's applications. Nobody has published them officially: all of it is reported by
//! readers of real cards and of test cards.

mod jpki;
mod printed;
mod register;

use std::collections::BTreeMap;

use super::Application;
use crate::pki::Key;
use crate::{Persona, Secret};

/// An elementary file.
#[derive(Clone)]
pub(super) enum Ef {
    /// A key that answers INTERNAL AUTHENTICATE alone, without a PIN.
    AuthenticationKey(Key),
    /// A secret that is blocked on every card seen.
    BlockedSecret,
    /// Bytes to read.
    Data { content: Vec<u8>, access: Access },
    /// A key to sign with.
    PrivateKey { key: Key, access: Access },
    /// Records to read, free; the first is number 1.
    Records(Vec<Vec<u8>>),
    /// A PIN or code to verify.
    Secret(Secret),
    /// A file that exists and that nobody has opened: it can be selected, and refuses all else.
    Unknown,
}

/// What must have been verified.
#[derive(Clone, Copy)]
pub(super) enum Access {
    Free,
    AnyOf(&'static [Secret]),
}

/// All files of a card.
#[derive(Clone)]
pub(super) struct FileSystem(BTreeMap<(Application, u16), Ef>);

impl FileSystem {
    pub(super) fn of(persona: &Persona) -> Self {
        let mut files = Self(BTreeMap::new());
        files.add(Application::Jpki, jpki::files(persona));
        if let Some(face) = persona.face() {
            files.add(Application::Common, register::common(persona, face));
            files.add(Application::Juki, register::juki());
            files.add(Application::Text, printed::text(persona, face));
            files.add(Application::Visual, printed::visual(persona, face));
        }
        files
    }

    fn add<const N: usize>(&mut self, application: Application, files: [(u16, Ef); N]) {
        self.0.extend(files.map(|(id, ef)| ((application, id), ef)));
    }

    pub(super) fn put(&mut self, application: Application, id: u16, bytes: Vec<u8>) {
        match self.0.get_mut(&(application, id)) {
            Some(Ef::Data { content, .. }) => *content = bytes,
            Some(Ef::Records(records)) => *records = vec![bytes],
            _ => {
                self.0.insert((application, id), Ef::Data { content: bytes, access: Access::Free });
            }
        }
    }

    pub(super) fn ef(&self, application: Application, id: u16) -> Option<&Ef> {
        self.0.get(&(application, id))
    }

    /// The first file of the application, but for `id`, that anybody may read.
    pub(super) fn free_but(&self, application: Application, id: Option<u16>) -> Option<&[u8]> {
        let others = self.0.iter().filter(|((of, other), _)| *of == application && Some(*other) != id);
        others.map(|(_, ef)| ef).find_map(|ef| match ef {
            Ef::Data { content, access: Access::Free } => Some(content.as_slice()),
            Ef::Records(records) => records.first().map(Vec::as_slice),
            _ => None,
        })
    }

    pub(super) fn has(&self, application: Application) -> bool {
        self.0.keys().any(|(known, _)| *known == application)
    }
}

fn free(content: impl Into<Vec<u8>>) -> Ef {
    Ef::Data { content: content.into(), access: Access::Free }
}

fn behind(access: Access, content: impl Into<Vec<u8>>) -> Ef {
    Ef::Data { content: content.into(), access }
}

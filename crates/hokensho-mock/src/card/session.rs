//! What a card forgets when its power goes: the selected file and the verified secrets.

use std::collections::BTreeSet;

use super::Application;
use super::files::Access;
use crate::Secret;

#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    application: Option<Application>,
    current: Option<u16>,
    verified: BTreeSet<Secret>,
}

impl Session {
    pub(super) const fn application(&self) -> Option<Application> {
        self.application
    }

    pub(super) const fn current(&self) -> Option<u16> {
        self.current
    }

    pub(super) const fn set_current(&mut self, ef: u16) {
        self.current = Some(ef);
    }

    /// Selects an application, or the card manager. Verified secrets survive only if the same application is selected
    /// again (reported by readers of real cards).
    pub(super) fn select(&mut self, application: Option<Application>) {
        if application.is_none() || application != self.application {
            self.verified.clear();
        }
        self.application = application;
        self.current = None;
    }

    pub(super) fn is_verified(&self, secret: Secret) -> bool {
        self.verified.contains(&secret)
    }

    pub(super) fn set_verified(&mut self, secret: Secret) {
        self.verified.insert(secret);
    }

    pub(super) fn clear_verified(&mut self, secret: Secret) {
        self.verified.remove(&secret);
    }

    pub(super) fn satisfies(&self, access: Access) -> bool {
        match access {
            Access::Free => true,
            Access::AnyOf(secrets) => secrets.iter().any(|secret| self.is_verified(*secret)),
        }
    }
}

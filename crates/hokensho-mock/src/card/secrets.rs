//! VERIFY and CHANGE REFERENCE DATA (ISO/IEC 7816-4:2020, 11.6.6 and 11.6.7; in this card's older form, JICSAP), and
//! JICSAP's CHANGE KEY.

use hokensho_apdu::{Command, StatusWord, Zeroizing};
use std::collections::BTreeMap;

use super::files::Ef;
use super::{Answer, TriesQuery, VirtualCard};
use crate::{Persona, Secret};

/// Bytes of a PIN that the card takes (JICSAP, as reported).
const PIN_LENGTH: std::ops::RangeInclusive<usize> = 1..=16;

/// What the card keeps of each secret, also without power.
#[derive(Clone)]
pub(super) struct Secrets(BTreeMap<Secret, Counter>);

#[derive(Clone)]
struct Counter {
    value: Zeroizing<Vec<u8>>,
    left: u8,
}

impl Secrets {
    pub(super) fn of(persona: &Persona) -> Self {
        let counter = |secret| {
            let value = persona.secret(secret)?.as_bytes().to_vec().into();
            Some((secret, Counter { value, left: persona.tries(secret) }))
        };
        Self(Secret::ALL.into_iter().filter_map(counter).collect())
    }

    /// A secret without a value, such as the sign password of a child's card, is as good as blocked.
    pub(super) fn tries_left(&self, secret: Secret) -> u8 {
        self.0.get(&secret).map_or(0, |counter| counter.left)
    }

    /// Compares, and counts. A blocked secret is compared with nothing.
    fn verify(&mut self, secret: Secret, value: &[u8]) -> Result<(), StatusWord> {
        let counter = self.0.get_mut(&secret).filter(|counter| counter.left > 0);
        let counter = counter.ok_or(StatusWord::REFERENCE_NOT_USABLE)?;
        if counter.value.as_slice() == value {
            counter.left = secret.max_tries();
            return Ok(());
        }
        counter.left -= 1;
        Err(StatusWord::tries(counter.left))
    }

    fn change(&mut self, secret: Secret, value: &[u8]) -> Result<(), StatusWord> {
        let counter = self.0.get_mut(&secret).ok_or(StatusWord::REFERENCE_NOT_USABLE)?;
        counter.value = value.to_vec().into();
        Ok(())
    }
}

impl VirtualCard {
    /// With data: a try. Without: a question that costs nothing, answered with the tries that are left.
    pub(super) fn verify(&mut self, command: &Command<'_>) -> Answer {
        if command.p1() != 0x00 {
            return Err(StatusWord::WRONG_P1_P2);
        }
        let secret = self.secret(command)?;
        if command.data().is_empty() {
            return self.query(secret);
        }
        let secret = secret.ok_or(StatusWord::REFERENCE_NOT_USABLE)?;
        self.guard_code_a(secret, "VERIFY");
        if command.le().is_some() || !PIN_LENGTH.contains(&command.data().len()) {
            return Err(StatusWord::WRONG_LENGTH);
        }
        self.session.clear_verified(secret);
        self.secrets.verify(secret, command.data())?;
        self.session.set_verified(secret);
        Ok(Vec::new())
    }

    /// `00 24 01`: how the PINs of the JPKI and the text application are changed.
    pub(super) fn change_reference_data(&mut self, command: &Command<'_>) -> Answer {
        self.change(command, 0x01, |secret| {
            matches!(secret, Secret::AuthPin | Secret::SignPassword | Secret::TextPin)
        })
    }

    /// `80 32 00`: how the PINs of the common and the 住基 application are changed (reported by one reader of test cards).
    pub(super) fn change_key(&mut self, command: &Command<'_>) -> Answer {
        self.change(command, 0x00, |secret| matches!(secret, Secret::CommonPin | Secret::JukiPin))
    }

    /// Sets a new value; the old one must have been verified. The codes are printed on the card and can't change.
    fn change(&mut self, command: &Command<'_>, p1: u8, is_changed_so: fn(Secret) -> bool) -> Answer {
        if command.p1() != p1 {
            return Err(StatusWord::WRONG_P1_P2);
        }
        let secret = self.secret(command)?.ok_or(StatusWord::REFERENCE_NOT_USABLE)?;
        self.guard_code_a(secret, "CHANGE");
        if command.le().is_some() || !PIN_LENGTH.contains(&command.data().len()) {
            return Err(StatusWord::WRONG_LENGTH);
        }
        if !is_changed_so(secret) {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        if !self.session.is_verified(secret) {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        }
        self.secrets.change(secret, command.data()).map(|()| Vec::new())
    }

    /// The secret that P2 names; none for the one that is blocked on every card.
    fn secret(&mut self, command: &Command<'_>) -> Result<Option<Secret>, StatusWord> {
        let id = self.named_by(command.p2())?;
        match self.find(id)? {
            Ef::Secret(secret) => Ok(Some(*secret)),
            Ef::BlockedSecret => Ok(None),
            Ef::AuthenticationKey(_) | Ef::Data { .. } | Ef::PrivateKey { .. } | Ef::Records(_) => {
                Err(StatusWord::WRONG_FILE_TYPE)
            }
            Ef::Unknown => Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED),
        }
    }

    /// 63Cx; what a card says of a blocked or an already verified secret differs, and is a setting.
    fn query(&self, secret: Option<Secret>) -> Answer {
        let left = secret.map_or(0, |secret| self.secrets.tries_left(secret));
        let verified = secret.is_some_and(|secret| self.session.is_verified(secret));
        match self.settings.tries_query {
            TriesQuery::OkIfVerified if verified => Ok(Vec::new()),
            _ if left == 0 => Err(self.settings.blocked_query),
            TriesQuery::AlwaysCounts | TriesQuery::OkIfVerified => Err(StatusWord::tries(left)),
        }
    }

    /// See [`VirtualCard`], "Panics".
    fn guard_code_a(&self, secret: Secret, command: &str) {
        assert!(
            !secret.is_code_a() || self.settings.my_number.is_allowed(),
            "{command} of code A, which is the My Number"
        );
    }
}

//! Revocation lists as a notified verifier would have them: made for the given clock by the mock's CA.

use std::collections::BTreeMap;

use hokensho::pki::Certificate;
use hokensho_mock::Persona;
use hokensho_mock::pki::{Authority, Crl, Municipality, Reason, Revoked};
use hokensho_terminal::sim::{self, Registry, Revocation, RevocationReason, Scenario, Serial};

/// JPKI lists daily; this one was made an hour ago.
const HOUR: i64 = 3600;

/// The lists of the municipalities where the personas live.
#[derive(Debug)]
pub(crate) struct Lists {
    people: Vec<Persona>,
    plan: sim::Crl,
    entries: Vec<Revocation>,
    now: i64,
}

impl Lists {
    pub(crate) fn new(people: Vec<Persona>, registry: &Registry, scenario: &Scenario, now: i64) -> Self {
        let entries = registry.revocations().iter().chain(&scenario.revocation.entries).cloned().collect();
        Self { people, plan: scenario.revocation.crl, entries, now }
    }

    /// The list for a leaf, as DER.
    pub(crate) fn list_for(&self, leaf: &Certificate<'_>) -> Option<Vec<u8>> {
        let holder = self.people.iter().find(|persona| persona.auth_certificate() == Some(leaf.der()));
        // Nobody's certificate: any list will do, since it can't be verified anyway.
        let home = holder.or(self.people.first())?.holder().municipality();
        let elsewhere = Municipality { code: "01101", prefecture: "Hokkaido", city: "Sapporo-shi Chuo-ku" };
        let (municipality, this_update) = match self.plan {
            sim::Crl::Absent => return None,
            sim::Crl::OtherMunicipality if home == elsewhere => {
                (Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" }, self.now - HOUR)
            }
            sim::Crl::OtherMunicipality => (elsewhere, self.now - HOUR),
            sim::Crl::Stale => (home, self.now - 72 * HOUR),
            _ => (home, self.now - HOUR),
        };
        let presented = number(leaf.serial())?;
        let revoked = self.entries.iter().map(|entry| {
            let serial = if let Serial::Number(number) = entry.serial { number } else { presented };
            Revoked { serial, at: entry.at.to_unix(), reason: reason(entry.reason) }
        });
        // A serial stands in a list once; the scenario's word, which comes last, goes before the registry's.
        let revoked: BTreeMap<_, _> = revoked.map(|entry| (entry.serial, entry)).collect();
        let revoked: Vec<_> = revoked.into_values().collect();
        let next_update = this_update + 24 * HOUR;
        let authority = Authority::Auth;
        let crl = Crl { authority, municipality, number: 1, this_update, next_update, revoked: &revoked };
        let mut der = authority.issue(&crl.tbs());
        if self.plan == sim::Crl::BadSignature {
            der.iter_mut().rev().take(1).for_each(|byte| *byte ^= 1);
        }
        Some(der)
    }
}

fn number(serial: &[u8]) -> Option<u64> {
    let significant = serial.iter().skip_while(|byte| **byte == 0);
    significant.clone().count().le(&8).then(|| significant.fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

const fn reason(reason: RevocationReason) -> Reason {
    match reason {
        RevocationReason::AffiliationChanged => Reason::AffiliationChanged,
        RevocationReason::CertificateHold => Reason::CertificateHold,
        RevocationReason::CessationOfOperation => Reason::CessationOfOperation,
        RevocationReason::KeyCompromise => Reason::KeyCompromise,
        RevocationReason::Superseded => Reason::Superseded,
        _ => Reason::Unspecified,
    }
}

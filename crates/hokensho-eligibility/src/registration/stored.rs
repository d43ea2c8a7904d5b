//! What is read back of registrations.

use alloc::collections::{BTreeMap, BTreeSet};

use super::{CertificateName, Held, LapseRule, PersonKey, Record, Registrations};

/// Whose a certificate is stands in two places, which may have been edited apart.
#[derive(serde::Deserialize)]
pub(super) struct Parts {
    rule: LapseRule,
    people: BTreeMap<PersonKey, Record>,
    #[serde(with = "crate::serial::pairs")]
    certificates: BTreeMap<CertificateName, Held>,
}

impl TryFrom<Parts> for Registrations {
    type Error = &'static str;

    fn try_from(Parts { rule, people, certificates }: Parts) -> Result<Self, Self::Error> {
        let joined =
            people.iter().flat_map(|(person, record)| record.certificates().map(move |it| (it, person)));
        let held = certificates.iter().map(|(certificate, held)| (certificate, &held.person));
        if joined.collect::<BTreeSet<_>>() != held.collect() {
            return Err("a certificate is joined to another person than the one whose it is");
        }
        Ok(Self { rule, people, certificates })
    }
}

//! What an operation brought home, for tests that compare.

use hokensho_card::{FaceRecord, IntegrityRecord};
use std::fmt::{self, Debug};

/// All of it, in the order in which it came.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Found(Vec<Finding>);

#[derive(Clone, PartialEq, Eq)]
enum Finding {
    /// A signature, or what one covers: whoever verifies it notices a change.
    Signed(Vec<u8>),
    /// What the card says, and nobody has signed.
    Told(Vec<u8>),
}

/// How what was found relates to what is on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    None,
    /// Only where a signature tells.
    Signed,
    /// Where nothing tells.
    Told,
}

impl Found {
    pub(crate) fn signed(&mut self, bytes: &[u8]) {
        self.0.push(Finding::Signed(bytes.to_vec()));
    }

    pub(crate) fn told(&mut self, bytes: &[u8]) {
        self.0.push(Finding::Told(bytes.to_vec()));
    }

    /// A value whose `Debug` shows all of it.
    pub(crate) fn said(&mut self, value: &impl Debug) {
        self.told(format!("{value:?}").as_bytes());
    }

    pub(crate) fn integrity(&mut self, record: &IntegrityRecord) {
        self.signed(record.signed());
        self.signed(record.signature());
    }

    pub(crate) fn face(&mut self, record: &FaceRecord) {
        self.signed(&record.signed_parts().concat());
        self.signed(record.signature());
        self.said(&record.expiry().to_string());
        self.told(record.security_code_image());
    }

    pub(crate) fn difference(&self, right: &Self) -> Difference {
        assert_eq!(self.0.len(), right.0.len());
        let differ = self.0.iter().zip(&right.0).filter(|(found, right)| found != right);
        let difference = differ.map(|(found, _)| match found {
            Finding::Signed(_) => Difference::Signed,
            Finding::Told(_) => Difference::Told,
        });
        difference.max().unwrap_or(Difference::None)
    }
}

/// Shows lengths alone: a test that fails should be read.
impl Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lengths = self.0.iter().map(|finding| match finding {
            Finding::Signed(bytes) | Finding::Told(bytes) => bytes.len(),
        });
        f.debug_list().entries(lengths).finish()
    }
}

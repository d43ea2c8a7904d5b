use std::borrow::Cow;

use super::{Date, Holder};
use crate::der::Node;
use crate::pki::{self, Key};

/// JPKI's certificates end at 14:59:59 UTC, with the last second of the day in Japan.
const END_OF_DAY: i64 = 15 * 3_600 - 1;

/// A certificate and what it was issued from.
#[derive(Clone)]
pub(super) struct Certificate {
    pub(super) spec: Spec,
    /// None if the token has the key without a certificate.
    pub(super) der: Option<Cow<'static, [u8]>>,
}

/// What a certificate is issued from, the holder apart.
#[derive(Clone)]
pub(super) struct Spec {
    pub(super) key: Key,
    pub(super) serial: u32,
    pub(super) not_before: Date,
    pub(super) not_after: Date,
}

impl Spec {
    pub(super) fn auth_tbs(&self, holder: &Holder) -> Node {
        self.leaf(holder).auth_tbs()
    }

    pub(super) fn sign_tbs(&self, holder: &Holder) -> Node {
        self.leaf(holder).sign_tbs(&holder.attributes())
    }

    fn leaf<'a>(&'a self, holder: &'a Holder) -> pki::Leaf<'a> {
        pki::Leaf {
            serial: self.serial.into(),
            not_before: self.not_before.midnight(),
            not_after: self.not_after.midnight() + END_OF_DAY,
            municipality: holder.municipality(),
            key: &self.key,
        }
    }
}

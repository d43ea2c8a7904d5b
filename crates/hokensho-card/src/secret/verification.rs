use super::{AuthPin, BirthCode, CodeB, JukiPin, SignPassword, TextPin};
use crate::Secret;

/// A secret with a value for it: what alone can be presented to a card. Whoever holds a [`Secret`] can ask for its
/// tries, no more; 照合番号A, which is the My Number, has no value type, so nothing can present it.
#[derive(Clone, Copy)]
pub(crate) struct VerificationData<'a> {
    secret: Secret,
    value: &'a [u8],
}

impl<'a> VerificationData<'a> {
    pub(crate) const fn secret(self) -> Secret {
        self.secret
    }

    pub(crate) const fn value(self) -> &'a [u8] {
        self.value
    }
}

impl AuthPin {
    pub(crate) fn data(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::AuthPin, value: self.as_bytes() }
    }
}

impl SignPassword {
    pub(crate) fn data(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::SignPassword, value: self.as_bytes() }
    }
}

impl TextPin {
    pub(crate) fn data(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::TextPin, value: self.as_bytes() }
    }
}

impl BirthCode {
    pub(crate) fn data(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::VisualBirthCode, value: self.as_bytes() }
    }
}

impl CodeB {
    pub(crate) fn for_text(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::TextCodeB, value: self.as_bytes() }
    }

    pub(crate) fn for_visual(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::VisualCodeB, value: self.as_bytes() }
    }
}

impl JukiPin {
    pub(crate) fn for_common(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::CommonPin, value: self.as_bytes() }
    }

    pub(crate) fn for_juki(&self) -> VerificationData<'_> {
        VerificationData { secret: Secret::JukiPin, value: self.as_bytes() }
    }
}

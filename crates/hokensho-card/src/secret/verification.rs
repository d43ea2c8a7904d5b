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

macro_rules! presented {
    ($($value:ident::$method:ident => $secret:ident,)*) => {$(
        impl $value {
            pub(crate) fn $method(&self) -> VerificationData<'_> {
                VerificationData { secret: Secret::$secret, value: self.as_bytes() }
            }
        }
    )*};
}

presented! {
    AuthPin::data => AuthPin,
    BirthCode::data => VisualBirthCode,
    CodeB::for_text => TextCodeB,
    CodeB::for_visual => VisualCodeB,
    JukiPin::for_common => CommonPin,
    JukiPin::for_juki => JukiPin,
    SignPassword::data => SignPassword,
    TextPin::data => TextPin,
}

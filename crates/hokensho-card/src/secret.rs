//! PINs, passwords and codes that can't be built wrong: a card would charge a try for each mistake.
//!
//! All are wiped when dropped; none can be copied, printed or compared.

mod birth;
mod birth_code;
mod code_b;
mod password;
mod pin;
mod rule;
mod verification;

use core::fmt;
use hokensho_apdu::Zeroizing;

use crate::Error;

pub use birth::BirthCalendar;
pub use birth_code::BirthCode;
pub use code_b::CodeB;
pub use password::SignPassword;
pub use pin::{AuthPin, JukiPin, TextPin};
pub use rule::SecretRule;
pub(crate) use verification::VerificationData;

/// Exactly so many ASCII digits, or `rule`, which they break.
fn digits<const N: usize>(text: &str, rule: SecretRule) -> Result<Zeroizing<[u8; N]>, Error> {
    match <[u8; N]>::try_from(text.as_bytes()).map(Zeroizing::new) {
        Ok(digits) if digits.iter().all(u8::is_ascii_digit) => Ok(digits),
        _ => refuse(rule),
    }
}

fn refuse<T>(rule: SecretRule) -> Result<T, Error> {
    Err(Error::SecretFormat { rule })
}

macro_rules! redacted {
    ($($secret:ident)*) => {$(
        impl fmt::Debug for $secret {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($secret), "([redacted])"))
            }
        }
    )*};
}
redacted!(AuthPin BirthCode CodeB JukiPin SignPassword TextPin);

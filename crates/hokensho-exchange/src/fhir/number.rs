//! Numbers of FHIR.

use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A [decimal](https://hl7.org/fhir/R4/datatypes.html#decimal), kept as a number: `30.0` and `30` are one number, but not
/// the same text; `30.00` becomes `30.0`. Percents and yen are whole here; a part of one is no reason to refuse the whole
/// resource, and is said by who asks for it.
///
/// ```
/// use hokensho_exchange::fhir::Decimal;
///
/// let read: Decimal = serde_json::from_str("30.0")?;
/// assert_eq!((read.whole(), serde_json::to_string(&read)?.as_str()), (Some(30), "30.0"));
/// assert_eq!(serde_json::from_str::<Decimal>("30.5")?.whole(), None);
/// assert_eq!(Decimal::from(30).whole(), Some(30));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decimal(Number);

impl Decimal {
    /// The number, if it is whole and not below zero.
    #[must_use]
    pub fn whole(&self) -> Option<u64> {
        let fraction = || {
            let text = self.0.to_string();
            let (whole, fraction) = text.split_once('.')?;
            whole.parse().ok().filter(|_| fraction.bytes().all(|digit| digit == b'0'))
        };
        self.0.as_u64().or_else(fraction)
    }
}

impl From<u64> for Decimal {
    fn from(whole: u64) -> Self {
        Self(whole.into())
    }
}

/// A [positiveInt or unsignedInt](https://hl7.org/fhir/R4/datatypes.html#unsignedInt): digits without a fraction, of 31
/// bits at most.
///
/// ```
/// use hokensho_exchange::fhir::Whole;
///
/// let read: Whole = serde_json::from_str("30")?;
/// assert_eq!(u32::from(read), 30);
/// for other in ["30.5", "30.0", "-1", "2147483648"] {
///     assert!(serde_json::from_str::<Whole>(other).is_err());
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Whole(u32);

impl From<u8> for Whole {
    fn from(whole: u8) -> Self {
        Self(whole.into())
    }
}

impl From<Whole> for u32 {
    fn from(whole: Whole) -> Self {
        whole.0
    }
}

impl TryFrom<u32> for Whole {
    type Error = &'static str;

    fn try_from(whole: u32) -> Result<Self, Self::Error> {
        if i32::try_from(whole).is_ok() { Ok(Self(whole)) } else { Err("beyond 31 bits") }
    }
}

//! The parts of a scenario that only the direct way and the staff meet. The simulator shows them as data: it knows no
//! X.509 and no card.

use std::fmt;

use hokensho_eligibility::DateTime;
use serde::{Deserialize, Deserializer};

use crate::sim::value::Value;

/// What the direct way finds out about revocation.
///
/// ```
/// use hokensho_terminal::sim::{Crl, Scenario};
///
/// assert_eq!(Scenario::named("crl-stale")?.revocation.crl, Crl::Stale);
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RevocationPlan {
    /// The CRL that is to be had.
    pub crl: Crl,
    /// Its entries, besides the personas' ([`Registry::revocations`](crate::sim::Registry::revocations)).
    pub entries: Vec<Revocation>,
}

/// Which CRL is to be had.
///
/// ```
/// assert_eq!(hokensho_terminal::sim::Crl::default(), hokensho_terminal::sim::Crl::Fresh);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Crl {
    /// None.
    Absent,
    /// One whose signature is wrong.
    BadSignature,
    /// The right one, up to date.
    #[default]
    Fresh,
    /// That of another municipality.
    OtherMunicipality,
    /// The right one, past its next update.
    Stale,
}

/// A revoked certificate.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// Which one.
    pub serial: Serial,
    /// Why.
    pub reason: RevocationReason,
    /// Since when.
    #[serde(deserialize_with = "moment")]
    pub at: DateTime,
}

impl Revocation {
    /// Whether it means the certificate with this serial (big-endian).
    ///
    /// ```
    /// use hokensho_terminal::sim::Scenario;
    ///
    /// let revoked = Scenario::named("revoked")?;
    /// assert!(revoked.revocation.entries[0].names(&[0x22, 0x7B, 0x13]));
    /// # Ok::<(), hokensho_terminal::sim::Error>(())
    /// ```
    #[must_use]
    pub fn names(&self, serial: &[u8]) -> bool {
        self.serial.names(serial)
    }
}

/// Which certificate an entry means.
///
/// ```
/// use hokensho_terminal::sim::Serial;
/// assert_ne!(Serial::Presented, Serial::Number(0x22_7B13));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "NumberOrWord")]
pub enum Serial {
    /// The one with this serial number.
    Number(u64),
    /// The one that is presented, whichever it is (`"presented"`).
    Presented,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrWord {
    Number(u64),
    Word(Word),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Presented,
}

impl From<NumberOrWord> for Serial {
    fn from(text: NumberOrWord) -> Self {
        match text {
            NumberOrWord::Number(number) => Self::Number(number),
            NumberOrWord::Word(Word::Presented) => Self::Presented,
        }
    }
}

impl Serial {
    /// Leading zeros say nothing: DER adds one for the sign.
    pub(in crate::sim) fn names(self, serial: &[u8]) -> bool {
        let significant =
            |bytes: &[u8]| bytes.iter().copied().skip_while(|byte| *byte == 0).collect::<Vec<_>>();
        match self {
            Self::Presented => true,
            Self::Number(number) => significant(serial) == significant(&number.to_be_bytes()),
        }
    }
}

/// The law limits what may be done with the serial of a certificate (発行の番号): it isn't shown.
impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number(_) => "Number(..)",
            Self::Presented => "Presented",
        })
    }
}

/// Why a certificate was revoked (RFC 5280, 5.3.1), by the names used there.
///
/// ```
/// use hokensho_terminal::sim::{RevocationReason, Scenario};
///
/// let suspended = Scenario::named("suspended")?;
/// assert_eq!(suspended.revocation.entries[0].reason, RevocationReason::CertificateHold);
/// assert_eq!(RevocationReason::CertificateHold.code(), 6);
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum RevocationReason {
    /// Code 3.
    AffiliationChanged,
    /// Code 6: on hold (一時停止), for example a card reported lost.
    CertificateHold,
    /// Code 5.
    CessationOfOperation,
    /// Code 1.
    KeyCompromise,
    /// Code 4.
    Superseded,
    /// Code 0.
    Unspecified,
}

impl RevocationReason {
    /// The number in a CRL entry.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Unspecified => 0,
            Self::KeyCompromise => 1,
            Self::AffiliationChanged => 3,
            Self::Superseded => 4,
            Self::CessationOfOperation => 5,
            Self::CertificateHold => 6,
        }
    }
}

/// What is wrong with the card at the window.
///
/// ```
/// use hokensho_terminal::sim::{CardFault, Scenario};
///
/// assert!(matches!(Scenario::named("card-pulled")?.card, Some(CardFault::Removed { .. })));
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CardFault {
    /// It is another card: SELECT finds no application.
    OtherCard,
    /// The PIN of its auth key is blocked.
    PinBlocked,
    /// It is pulled out.
    Removed {
        /// How many commands it still answers.
        after_apdus: u32,
    },
    /// It doesn't answer.
    Unreadable,
}

/// What the patient does at the window, where the direct way asks for it. At a certified reader it is part of its
/// [`ReaderScript`](crate::sim::ReaderScript).
///
/// ```
/// use hokensho_terminal::sim::{PatientPin, Scenario};
///
/// assert_eq!(Scenario::named("pin-wrong")?.patient.pin, PatientPin::Wrong);
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct PatientPlan {
    /// Which PIN is typed.
    pub pin: PatientPin,
}

/// Which PIN the patient types.
///
/// ```
/// use hokensho_terminal::sim::PatientPin;
/// assert_eq!(PatientPin::default(), PatientPin::Right);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PatientPin {
    /// The card's own.
    #[default]
    Right,
    /// Another one.
    Wrong,
}

/// What staff do when the online side is out of reach.
///
/// ```
/// let offline = hokensho_terminal::sim::Scenario::named("accepted-offline")?;
/// assert_eq!(offline.staff.unwrap().accepts, "資格確認書");
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffPlan {
    /// What they accept in place of an answer.
    pub accepts: String,
}

fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
    Value::deserialize(deserializer).map(|moment| moment.0)
}

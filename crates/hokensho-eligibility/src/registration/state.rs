//! How a registration stands, and where it was made.

use crate::named::named;
use crate::{Date, Text};

named! {
    /// Where somebody registered.
    ///
    /// ```
    /// use hokensho_eligibility::{Channel, Language};
    ///
    /// assert_eq!(Channel::Reader.name(), "reader");
    /// assert_eq!(Channel::Reader.text().text(Language::Ja), "顔認証付きカードリーダー");
    /// ```
    Channel {
        /// セブン銀行ATM.
        Atm = "atm", ChannelAtm;
        /// The municipal office, with staff's help.
        MunicipalOffice = "municipal_office", ChannelMunicipalOffice;
        /// マイナポータル, with a computer and a card reader.
        PortalComputer = "portal_computer", ChannelPortalComputer;
        /// マイナポータル, with a phone.
        PortalPhone = "portal_phone", ChannelPortalPhone;
        /// 顔認証付きカードリーダー, at a visit.
        Reader = "reader", ViaReader;
    }
}

/// How a person's registration stands on a day.
///
/// ```
/// use hokensho_eligibility::{Date, PersonKey, RegistrationState, Registrations};
///
/// let state = Registrations::default().state(&PersonKey::from("4711"), Date::new(2026, 11, 22)?);
/// assert_eq!(state, RegistrationState::Unregistered);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum RegistrationState {
    /// Never registered.
    Unregistered,
    /// Registered.
    Registered {
        /// The day of registration.
        since: Date,
        /// Where.
        channel: Channel,
    },
    /// The last certificate ended or was revoked without another in its place, and so did the registration.
    Lapsed {
        /// The last day on which it counted.
        last_day: Date,
    },
    /// The person took it back.
    Cancelled {
        /// The day.
        on: Date,
    },
}

impl RegistrationState {
    /// The name in snake case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Registered { .. } => "registered",
            Self::Lapsed { .. } => "lapsed",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// The words for it.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, RegistrationState};
    ///
    /// assert_eq!(RegistrationState::Unregistered.text().text(Language::Ja), "利用登録なし");
    /// ```
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Unregistered => Text::RegistrationUnregistered,
            Self::Registered { .. } => Text::RegistrationRegistered,
            Self::Lapsed { .. } => Text::RegistrationLapsed,
            Self::Cancelled { .. } => Text::RegistrationCancelled,
        }
    }
}

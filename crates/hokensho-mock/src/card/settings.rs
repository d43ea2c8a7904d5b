//! What real cards are reported to do differently, and what tests want otherwise.

use hokensho_apdu::StatusWord;

/// What the card does with extended length fields. One reader of real cards reports that they work, another doubts it.
///
/// ```
/// use hokensho_apdu::{Command, Le, Response, StatusWord, Transport};
/// use hokensho_mock::{ExtendedLe, Persona, VirtualCard};
///
/// let adult = Persona::named("adult")?;
/// let mut card = VirtualCard::builder(&adult).extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH)).build();
/// let read = Command::new(0x00, 0xB0, 0x8A, 0x00).with_le(Le::EXTENDED_MAX);
/// let response = Response::parse(&card.transmit(&read.encode()).unwrap()).unwrap();
/// assert_eq!(response.status(), StatusWord::WRONG_LENGTH);
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExtendedLe {
    /// It takes them. The usual.
    #[default]
    Supported,
    /// It refuses every command that has them, with this word: 6700, 6C00, 6D00, 6F00.
    Refused(StatusWord),
    /// It takes them, but READ BINARY gives 256 bytes at most.
    Shortened,
}

/// What a warm reset leaves.
///
/// ```
/// use hokensho_apdu::Transport;
/// use hokensho_mock::{Application, Persona, VirtualCard, WarmReset};
///
/// let adult = VirtualCard::builder(&Persona::named("adult")?);
/// for (setting, left) in [(WarmReset::KeepsStatus, Some(Application::Visual)), (WarmReset::DropsStatus, None)] {
///     let mut card = adult.clone().warm_reset(setting).build();
///     card.transmit(&[&[0x00, 0xA4, 0x04, 0x0C, 0x0A], Application::Visual.aid()].concat()).unwrap();
///     card.warm_reset();
///     assert_eq!(card.selected(), left);
/// }
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WarmReset {
    /// Everything: what was verified stays verified. The usual; reported by one reader of real cards.
    #[default]
    KeepsStatus,
    /// Nothing, as after a power cycle.
    DropsStatus,
}

/// What a VERIFY without data, the question for the tries that are left, gives after the secret was verified.
///
/// ```
/// use hokensho_apdu::Transport;
/// use hokensho_mock::{Application, Persona, TriesQuery, VirtualCard};
///
/// let adult = Persona::named("adult")?;
/// let mut card = VirtualCard::builder(&adult).tries_query(TriesQuery::OkIfVerified).build();
/// card.transmit(&[&[0x00, 0xA4, 0x04, 0x0C, 0x0A], Application::Jpki.aid()].concat()).unwrap();
/// card.transmit(&[&[0x00, 0x20, 0x00, 0x98, 0x04], adult.auth_pin().as_bytes()].concat()).unwrap();
/// assert_eq!(card.transmit(&[0x00, 0x20, 0x00, 0x98]).unwrap().as_slice(), [0x90, 0x00]);
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TriesQuery {
    /// 63Cx. The usual; most cards.
    #[default]
    AlwaysCounts,
    /// 9000; some cards.
    OkIfVerified,
}

/// Where the card tells its contact ATR (GET DATA 5F51); cards differ (reported by one reader of test cards).
///
/// ```
/// use hokensho_apdu::Transport;
/// use hokensho_mock::{ContactAtr, Persona, VirtualCard};
///
/// let adult = VirtualCard::builder(&Persona::named("adult")?);
/// for (setting, length) in [(ContactAtr::Everywhere, 8), (ContactAtr::InApplications, 0)] {
///     let answer = adult.clone().contact_atr(setting).build().transmit(&[0x00, 0xCA, 0x5F, 0x51, 0x00]).unwrap();
///     assert_eq!(answer.len(), length + 2);
/// }
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContactAtr {
    /// With the card manager current, and with any application selected. The usual.
    #[default]
    Everywhere,
    /// Only with an application selected.
    InApplications,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MyNumber {
    Forbidden,
    Allowed,
}

impl MyNumber {
    pub(super) fn is_allowed(self) -> bool {
        self == Self::Allowed
    }
}

#[derive(Clone, Copy)]
pub(super) struct Settings {
    pub(super) extended_le: ExtendedLe,
    pub(super) warm_reset: WarmReset,
    pub(super) tries_query: TriesQuery,
    pub(super) contact_atr: ContactAtr,
    pub(super) blocked_query: StatusWord,
    pub(super) my_number: MyNumber,
    pub(super) last_command: Result<(), StatusWord>,
}

//! Status words (ISO/IEC 7816-4:2020, 5.6), and those that the My Number Card is known to give.

use core::fmt;

/// SW1 and SW2. Unknown words survive: this is a number with names, not a closed list.
///
/// ```
/// use hokensho_apdu::StatusWord;
///
/// assert_eq!(StatusWord::from(0x63C2).tries_left(), Some(2));
/// assert_eq!(StatusWord::from(0x6F42).to_string(), "SW 6F42");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusWord(u16);

impl StatusWord {
    /// 9000: done.
    pub const OK: Self = Self(0x9000);
    /// 6300: verification failed, no count given.
    pub const VERIFICATION_FAILED: Self = Self(0x6300);
    /// 6700: wrong length; how a card refuses extended length fields.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// 6881: logical channel not supported.
    pub const CHANNEL_NOT_SUPPORTED: Self = Self(0x6881);
    /// 6981: the command doesn't fit the kind of file.
    pub const WRONG_FILE_TYPE: Self = Self(0x6981);
    /// 6982: a PIN or code is missing.
    pub const SECURITY_STATUS_NOT_SATISFIED: Self = Self(0x6982);
    /// 6983: authentication method blocked (the ISO word).
    pub const BLOCKED: Self = Self(0x6983);
    /// 6984: reference data not usable (the JICSAP word for a blocked key).
    pub const REFERENCE_NOT_USABLE: Self = Self(0x6984);
    /// 6985: conditions of use not satisfied.
    pub const CONDITIONS_NOT_SATISFIED: Self = Self(0x6985);
    /// 6986: no current EF.
    pub const NO_CURRENT_EF: Self = Self(0x6986);
    /// 6A80: wrong data.
    pub const WRONG_DATA: Self = Self(0x6A80);
    /// 6A81: function not supported.
    pub const FUNCTION_NOT_SUPPORTED: Self = Self(0x6A81);
    /// 6A82: no such file or application.
    pub const FILE_NOT_FOUND: Self = Self(0x6A82);
    /// 6A83: no such record.
    pub const RECORD_NOT_FOUND: Self = Self(0x6A83);
    /// 6A86: wrong P1 P2.
    pub const WRONG_P1_P2: Self = Self(0x6A86);
    /// 6A88: referenced data not found.
    pub const REFERENCE_NOT_FOUND: Self = Self(0x6A88);
    /// 6B00: offset past the end.
    pub const WRONG_OFFSET: Self = Self(0x6B00);
    /// 6D00: instruction unknown.
    pub const INS_NOT_SUPPORTED: Self = Self(0x6D00);
    /// 6E00: class unknown.
    pub const CLA_NOT_SUPPORTED: Self = Self(0x6E00);
    /// 6F00: no precise diagnosis.
    pub const UNKNOWN_ERROR: Self = Self(0x6F00);

    /// The word for `tries` tries left: 63C0 to 63CF.
    ///
    /// ```
    /// assert_eq!(u16::from(hokensho_apdu::StatusWord::tries(3)), 0x63C3);
    /// ```
    #[must_use]
    pub fn tries(tries: u8) -> Self {
        Self(0x63C0 | u16::from(tries.min(15)))
    }

    /// SW1.
    #[must_use]
    pub const fn sw1(self) -> u8 {
        self.0.to_be_bytes()[0]
    }

    /// SW2.
    #[must_use]
    pub const fn sw2(self) -> u8 {
        self.0.to_be_bytes()[1]
    }

    /// How many tries 63Cx leaves; none for any other word.
    #[must_use]
    pub fn tries_left(self) -> Option<u8> {
        (self.0 & 0xFFF0 == 0x63C0).then(|| self.sw2() & 0x0F)
    }

    /// Whether the word says that a PIN or key is blocked: 63C0, 6983 or 6984; cards differ in which they give.
    ///
    /// ```
    /// use hokensho_apdu::StatusWord;
    ///
    /// assert!(StatusWord::REFERENCE_NOT_USABLE.is_blocked());
    /// assert!(!StatusWord::tries(1).is_blocked());
    /// ```
    #[must_use]
    pub fn is_blocked(self) -> bool {
        matches!(self, Self::BLOCKED | Self::REFERENCE_NOT_USABLE) || self.tries_left() == Some(0)
    }

    /// 61xx: how many more bytes wait for GET RESPONSE (`00` means 256).
    #[must_use]
    pub fn more_bytes(self) -> Option<u8> {
        (self.sw1() == 0x61).then(|| self.sw2())
    }

    /// 6Cxx: the Le that the card would accept.
    #[must_use]
    pub fn correct_le(self) -> Option<u8> {
        (self.sw1() == 0x6C).then(|| self.sw2())
    }
}

impl From<u16> for StatusWord {
    fn from(word: u16) -> Self {
        Self(word)
    }
}

impl From<[u8; 2]> for StatusWord {
    fn from(bytes: [u8; 2]) -> Self {
        Self(u16::from_be_bytes(bytes))
    }
}

impl From<StatusWord> for u16 {
    fn from(status: StatusWord) -> Self {
        status.0
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SW {:04X}", self.0)
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatusWord({:04X})", self.0)
    }
}

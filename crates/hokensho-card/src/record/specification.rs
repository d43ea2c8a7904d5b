/// The four bytes with which an application names what it was built to. The meanings are reported by `myna-card`,
/// unverified.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let specification = card.text()?.basic_info()?.specification();
/// assert_eq!(specification.raw(), [0x01, 0x03, 0x0E, 0x01]); // as on every card seen
/// assert_eq!((specification.version(), specification.extended_length()), (0x01, 0x03));
/// assert_eq!((specification.vendor(), specification.vendor_byte()), (0x0E, 0x01));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Specification {
    version: u8,
    extended_length: u8,
    vendor: u8,
    vendor_byte: u8,
}

impl Specification {
    /// The version of the specification.
    #[must_use]
    pub const fn version(self) -> u8 {
        self.version
    }

    /// Whether extended length fields are understood, in a code that nobody has explained. Reading tries them all the
    /// same: the reader must carry them, too.
    #[must_use]
    pub const fn extended_length(self) -> u8 {
        self.extended_length
    }

    /// The vendor's number.
    #[must_use]
    pub const fn vendor(self) -> u8 {
        self.vendor
    }

    /// A byte of the vendor's own.
    #[must_use]
    pub const fn vendor_byte(self) -> u8 {
        self.vendor_byte
    }

    /// The four bytes.
    #[must_use]
    pub const fn raw(self) -> [u8; 4] {
        [self.version, self.extended_length, self.vendor, self.vendor_byte]
    }
}

impl From<[u8; 4]> for Specification {
    fn from([version, extended_length, vendor, vendor_byte]: [u8; 4]) -> Self {
        Self { version, extended_length, vendor, vendor_byte }
    }
}

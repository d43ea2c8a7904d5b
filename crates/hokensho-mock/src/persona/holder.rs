use serde::Deserialize;
use std::fmt;

use super::Date;
use crate::pki::{Attributes, Municipality};

/// The person on the card: what the municipality's register says.
///
/// `Debug` shows none of it.
///
/// ```
/// use hokensho_mock::{Persona, Sex};
///
/// let persona = Persona::named("foreign")?;
/// assert_eq!(persona.holder().name(), "GARCIA MARIA ELENA");
/// assert_eq!(persona.holder().alias(), Some("山本　マリア"));
/// assert_eq!(persona.holder().sex(), Sex::Female);
/// assert_eq!(persona.holder().municipality().code, "01101");
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Holder {
    pub(super) name: String,
    pub(super) alias: Option<String>,
    pub(super) kana: Option<String>,
    pub(super) birth: Date,
    /// `birth` as records write it.
    pub(super) birth_text: String,
    pub(super) sex: Sex,
    pub(super) address: String,
    pub(super) municipality_code: String,
    pub(super) prefecture: String,
    pub(super) city: String,
}

impl Holder {
    /// Name (氏名); family and given name are parted by U+3000.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Alias (通称), printed on the card; no file of the chip is known to hold it apart.
    #[must_use]
    pub fn alias(&self) -> Option<&str> {
        self.alias.as_deref()
    }

    /// Reading of the name in half-width kana; the chip has none.
    #[must_use]
    pub fn kana(&self) -> Option<&str> {
        self.kana.as_deref()
    }

    /// Date of birth.
    #[must_use]
    pub const fn birth(&self) -> Date {
        self.birth
    }

    /// Sex.
    #[must_use]
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// Address, with full-width digits.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where the person is registered.
    #[must_use]
    pub fn municipality(&self) -> Municipality<'_> {
        Municipality { code: &self.municipality_code, prefecture: &self.prefecture, city: &self.city }
    }

    /// The four attributes (基本4情報) as records and the sign certificate hold them.
    ///
    /// ```
    /// let persona = hokensho_mock::Persona::named("adult")?;
    /// assert_eq!(persona.holder().attributes().birth, "19800217");
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn attributes(&self) -> Attributes<'_> {
        Attributes { name: &self.name, address: &self.address, birth: &self.birth_text, sex: self.sex.code() }
    }
}

impl fmt::Debug for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Holder").finish_non_exhaustive()
    }
}

/// Sex as the card's records code it.
///
/// ```
/// assert_eq!(hokensho_mock::Sex::Female.code(), "2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
    /// Not applicable (適用不能).
    NotApplicable,
    /// Unknown (不明).
    Unknown,
}

impl Sex {
    /// The digit in the card's records: 1, 2, 9 or 0 (as read from test cards; JIS X 0303 has the same).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
            Self::NotApplicable => "9",
            Self::Unknown => "0",
        }
    }
}

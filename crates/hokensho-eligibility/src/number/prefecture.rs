//! 都道府県番号.

use core::fmt;

use crate::Error;

/// A prefecture by its number, 01 to 47 (JIS X 0401).
///
/// ```
/// use hokensho_eligibility::Prefecture;
///
/// let tokyo = Prefecture::new(13)?;
/// assert_eq!((tokyo.ja(), tokyo.en(), tokyo.to_string().as_str()), ("東京都", "Tokyo", "13"));
/// assert_eq!(Prefecture::named("大阪府"), Prefecture::new(27).ok());
/// assert!(Prefecture::new(48).is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prefecture(u8);

impl Prefecture {
    /// A prefecture.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] unless the number is 1 to 47.
    pub const fn new(number: u8) -> Result<Self, Error> {
        if matches!(number, 1..=47) {
            Ok(Self(number))
        } else {
            Err(Error::NumberMalformed {
                kind: "a prefecture number (都道府県番号) from 01 to 47",
                expected: "2",
            })
        }
    }

    pub(super) fn from_digits(digits: &str) -> Option<Self> {
        Self::new(digits.parse().ok()?).ok()
    }

    /// The prefecture with a Japanese name, written whole.
    #[must_use]
    pub fn named(ja: &str) -> Option<Self> {
        (1..=47).map(Self).find(|it| it.ja() == ja)
    }

    /// The number, 1 to 47.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The name.
    #[must_use]
    pub fn ja(self) -> &'static str {
        self.names().0
    }

    /// The name in Latin letters.
    #[must_use]
    pub fn en(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        usize::from(self.0).checked_sub(1).and_then(|index| NAMES.get(index).copied()).unwrap_or_default()
    }
}

impl fmt::Display for Prefecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl fmt::Debug for Prefecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prefecture({self} {})", self.en())
    }
}

const NAMES: [(&str, &str); 47] = [
    ("北海道", "Hokkaido"),
    ("青森県", "Aomori"),
    ("岩手県", "Iwate"),
    ("宮城県", "Miyagi"),
    ("秋田県", "Akita"),
    ("山形県", "Yamagata"),
    ("福島県", "Fukushima"),
    ("茨城県", "Ibaraki"),
    ("栃木県", "Tochigi"),
    ("群馬県", "Gunma"),
    ("埼玉県", "Saitama"),
    ("千葉県", "Chiba"),
    ("東京都", "Tokyo"),
    ("神奈川県", "Kanagawa"),
    ("新潟県", "Niigata"),
    ("富山県", "Toyama"),
    ("石川県", "Ishikawa"),
    ("福井県", "Fukui"),
    ("山梨県", "Yamanashi"),
    ("長野県", "Nagano"),
    ("岐阜県", "Gifu"),
    ("静岡県", "Shizuoka"),
    ("愛知県", "Aichi"),
    ("三重県", "Mie"),
    ("滋賀県", "Shiga"),
    ("京都府", "Kyoto"),
    ("大阪府", "Osaka"),
    ("兵庫県", "Hyogo"),
    ("奈良県", "Nara"),
    ("和歌山県", "Wakayama"),
    ("鳥取県", "Tottori"),
    ("島根県", "Shimane"),
    ("岡山県", "Okayama"),
    ("広島県", "Hiroshima"),
    ("山口県", "Yamaguchi"),
    ("徳島県", "Tokushima"),
    ("香川県", "Kagawa"),
    ("愛媛県", "Ehime"),
    ("高知県", "Kochi"),
    ("福岡県", "Fukuoka"),
    ("佐賀県", "Saga"),
    ("長崎県", "Nagasaki"),
    ("熊本県", "Kumamoto"),
    ("大分県", "Oita"),
    ("宮崎県", "Miyazaki"),
    ("鹿児島県", "Kagoshima"),
    ("沖縄県", "Okinawa"),
];

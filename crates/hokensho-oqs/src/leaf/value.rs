use hokensho_eligibility as domain;
use hokensho_eligibility::{Date, DateTime, InstitutionCode, InsurerNumber, Month, PartialDate, Percent};
use std::borrow::Cow;
use std::fmt;

use crate::codes::{self, CharacterCode};
use crate::owned::owned;
use crate::{Encoding, Finding};

/// What an element can hold: read from its text and written as it.
pub(crate) trait Content<'t>: Sized + PartialEq {
    /// The value, or the text again and why it is none.
    fn parse(text: Cow<'t, str>) -> Result<Self, (ValueFault, Cow<'t, str>)>;
    fn to_text(&self) -> Cow<'_, str>;

    /// Whether an element with this text is empty.
    fn says_nothing(text: &str) -> bool {
        trimmed(text).is_empty()
    }

    /// As it is in a file that was converted to this encoding.
    fn to_text_in(&self, _encoding: Encoding) -> Cow<'_, str> {
        self.to_text()
    }

    /// As the Web API has it.
    fn to_json(&self) -> Cow<'_, str> {
        self.to_text()
    }

    /// What the value says wrongly of the file that holds it.
    fn contradicts(&self, _found: Encoding) -> Option<Finding> {
        None
    }
}

/// What texts are held in: `String`, or what borrows from the file.
pub(crate) trait Text<'t>: Content<'t> + From<Cow<'t, str>> + AsRef<str> {}

impl<'t, S: Content<'t> + From<Cow<'t, str>> + AsRef<str>> Text<'t> for S {}

/// Why a text can't be the value of its element. It never says the text: an impossible birthday is still somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueFault {
    /// Written in the form of a date or time, but there is none like it.
    #[error("no such date or time")]
    Impossible,
    /// Not in the form that the element has: too many digits, letters among them.
    #[error("not in the form of this element")]
    Malformed,
}

impl From<domain::Error> for ValueFault {
    fn from(error: domain::Error) -> Self {
        match error {
            domain::Error::DateImpossible | domain::Error::TimeImpossible { .. } => Self::Impossible,
            _ => Self::Malformed,
        }
    }
}

/// Without the blanks of XML (1.0, 2.3) around it, with which programs lay out elements.
fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

/// Makes types of numbers that remember how many digits they were written with, so that they are written back the same.
macro_rules! numbers {
    ($( $(#[$meta:meta])* $name:ident, $(#[$amount_meta:meta])* $amount:ident; )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            value: u32,
            digits: u8,
        }

        impl $name {
            /// Reads digits, with or without leading zeros.
            ///
            /// # Errors
            /// [`ValueFault::Malformed`] for anything else, and for more than 4,294,967,295.
            pub fn from_digits(text: &str) -> Result<Self, ValueFault> {
                let digits = text.bytes().all(|byte| byte.is_ascii_digit());
                match (text.parse(), u8::try_from(text.len())) {
                    (Ok(value), Ok(count)) if digits => Ok(Self { value, digits: count }),
                    _ => Err(ValueFault::Malformed),
                }
            }

            $(#[$amount_meta])*
            #[must_use]
            pub const fn $amount(self) -> u32 {
                self.value
            }
        }

        impl From<u32> for $name {
            fn from(value: u32) -> Self {
                Self { value, digits: 0 }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:0width$}", self.value, width = usize::from(self.digits))
            }
        }
    )+ };
}

numbers! {
    /// How many people or results a file has.
    ///
    /// ```
    /// use hokensho_oqs::Count;
    ///
    /// assert_eq!(Count::from_digits("012")?.number(), 12);
    /// assert_eq!(Count::from_digits("012")?.to_string(), "012");
    /// # Ok::<(), hokensho_oqs::ValueFault>(())
    /// ```
    Count,
    /// The number.
    number;

    /// An amount of yen.
    ///
    /// ```
    /// use hokensho_oqs::Yen;
    ///
    /// assert_eq!(Yen::from_digits("0010000")?.amount(), 10_000);
    /// assert_eq!(Yen::from_digits("0010000")?.to_string(), "0010000");
    /// assert_eq!(Yen::from(20_000).to_string(), "20000");
    /// assert!(Yen::from_digits("10,000").is_err());
    /// # Ok::<(), hokensho_oqs::ValueFault>(())
    /// ```
    Yen,
    /// The amount in yen.
    amount;
}

/// Texts: everything is one.
macro_rules! content_text {
    ($($type:ty),+) => { $(
        impl<'t> Content<'t> for $type {
            fn parse(text: Cow<'t, str>) -> Result<Self, (ValueFault, Cow<'t, str>)> {
                Ok(text.into())
            }

            /// A blank is a text.
            fn says_nothing(text: &str) -> bool {
                text.is_empty()
            }

            fn to_text(&self) -> Cow<'_, str> {
                Cow::Borrowed(self)
            }
        }
    )+ };
}

content_text!(String, Cow<'t, str>);

/// Types that read a text or refuse it, and how they are written.
macro_rules! content {
    ($($type:ty: $parse:path, $write:expr;)+) => { $(
        owned!($type);

        impl<'t> Content<'t> for $type {
            fn parse(text: Cow<'t, str>) -> Result<Self, (ValueFault, Cow<'t, str>)> {
                $parse(trimmed(&text)).map_err(|fault| (fault.into(), text))
            }

            fn to_text(&self) -> Cow<'_, str> {
                let write: fn(&Self) -> String = $write;
                write(self).into()
            }
        }
    )+ };
}

content! {
    Count: Count::from_digits, |count| count.to_string();
    Date: Date::from_digits, |date| date.to_digits();
    DateTime: DateTime::from_digits, |time| time.to_digits();
    InstitutionCode: InstitutionCode::new, |code| code.to_string();
    Month: Month::from_digits, |month| month.to_digits();
    PartialDate: PartialDate::from_digits, |date| date.to_digits();
    Percent: Percent::from_digits, |percent| format!("{:03}", percent.value());
    Yen: Yen::from_digits, |yen| yen.to_string();
}

/// Codes: every text is one, known or not.
macro_rules! content_codes {
    ($($type:ty),+ $(,)?) => { $(
        owned!($type);

        impl<'t> Content<'t> for $type {
            fn parse(text: Cow<'t, str>) -> Result<Self, (ValueFault, Cow<'t, str>)> {
                Ok(Self::from_code(trimmed(&text)))
            }

            fn to_text(&self) -> Cow<'_, str> {
                self.code().into()
            }
        }
    )+ };
}

owned!(CharacterCode, InsurerNumber);

/// Files have spaces before a number of six digits; a program that asks the Web API sends zeros.
impl<'t> Content<'t> for InsurerNumber {
    fn parse(text: Cow<'t, str>) -> Result<Self, (ValueFault, Cow<'t, str>)> {
        Self::new(&text).map_err(|fault| (fault.into(), text))
    }

    fn to_text(&self) -> Cow<'_, str> {
        self.padded().into()
    }

    fn to_json(&self) -> Cow<'_, str> {
        self.zero_padded().into()
    }
}

/// 文字コード識別 is a setting of the terminal that results state; a file that contradicts itself was damaged on its
/// way, or written by somebody else.
impl<'t> Content<'t> for CharacterCode {
    fn parse(text: Cow<'t, str>) -> Result<Self, (ValueFault, Cow<'t, str>)> {
        Ok(Self::from_code(trimmed(&text)))
    }

    fn to_text(&self) -> Cow<'_, str> {
        self.code().into()
    }

    fn to_text_in(&self, encoding: Encoding) -> Cow<'_, str> {
        let named = match (self, encoding) {
            // Another code says nothing about either.
            (Self::Other(_), _) => return self.to_text(),
            (_, Encoding::Utf8) => &Self::Utf8,
            (_, Encoding::Windows31J) => &Self::ShiftJis,
        };
        named.to_text()
    }

    fn contradicts(&self, found: Encoding) -> Option<Finding> {
        let stated = match self {
            Self::Utf8 => Encoding::Utf8,
            Self::ShiftJis => Encoding::Windows31J,
            Self::Other(_) => return None,
        };
        (stated != found).then_some(Finding::CharacterCode { stated, found })
    }
}

content_codes! {
    codes::Consistency, codes::DesignatedInstitution,
    codes::FileCategory, codes::LimitChanged, codes::LimitConsent, codes::Presence, codes::PrescriptionDisplay,  codes::PrescriptionIssue, codes::SingleOrCombined, codes::TicketType,
    codes::TreatmentType, domain::CardClassification, domain::CareForm, domain::ConsentFlag, domain::LimitCategory, domain::LimitCertificateKind,
    domain::PersonalFamily, domain::PreschoolClassification, domain::ProcessingStatus,
    domain::QualificationValidity, domain::ReasonOfLoss, domain::ReferenceClassification,
    domain::SegmentOfResult, domain::Sex, domain::SpecificDiseaseCategory,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_months_that_do_not_exist() {
        let fault = |text: &'static str| Month::parse(text.into()).map_err(|(fault, _)| fault);
        for text in ["202600", "202613"] {
            assert_eq!(fault(text), Err(ValueFault::Impossible), "{text}");
        }
        for text in ["", "2026", "2026-1", "20261101", "２０２６１１"] {
            assert_eq!(fault(text), Err(ValueFault::Malformed), "{text}");
        }
    }

    #[test]
    fn refuses_amounts_with_anything_but_digits() {
        for text in ["", "+1", "-1", "1.5", " 1", "１", "4294967296"] {
            assert_eq!(Yen::from_digits(text), Err(ValueFault::Malformed), "{text}");
        }
    }
}

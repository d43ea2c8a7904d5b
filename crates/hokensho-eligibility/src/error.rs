use crate::Era;

/// What can be wrong with a value of the domain. No variant carries personal data.
///
/// ```
/// use hokensho_eligibility::Date;
///
/// assert_eq!(Date::new(2024, 2, 30).unwrap_err().to_string(), "there is no such day in the calendar");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A certificate that had ended before the day on which it was to be used.
    #[error("the certificate had ended before {on}")]
    CertificateEnded {
        /// The day.
        on: crate::Date,
    },
    /// A certificate that is joined to somebody else already.
    #[error("the certificate belongs to another person")]
    CertificateOfAnother,
    /// A certificate that was revoked by the day on which it was to be used.
    #[error("the certificate was revoked by {on}")]
    CertificateRevoked {
        /// The day.
        on: crate::Date,
    },
    /// A certificate that was on hold on the day on which it was to be used.
    #[error("the certificate was suspended on {on}")]
    CertificateSuspended {
        /// The day.
        on: crate::Date,
    },
    /// A certificate that is joined to nobody.
    #[error("the certificate is not known")]
    CertificateUnknown,
    /// A number that is to be sent, with a last digit that the others don't ask for.
    #[error("the last digit of {kind} doesn't fit the others")]
    CheckDigitWrong {
        /// What number it was to be.
        kind: &'static str,
    },
    /// A table without a column that was to be read.
    #[error("a column is missing: {field}")]
    ColumnMissing {
        /// What it was to hold.
        field: crate::InstitutionField,
    },
    /// A day that doesn't exist. Which one isn't said: it may be a birth date.
    #[error("there is no such day in the calendar")]
    DateImpossible,
    /// A date or time that isn't written in the digits expected.
    #[error("a date of {expected} digits is not written in {expected} digits")]
    DateMalformed {
        /// How many digits the form has.
        expected: usize,
    },
    /// A day that isn't of the era (元号) it is written with.
    #[error("a day is written with an era that it is not of")]
    DateOutsideEra {
        /// The era as written.
        era: Era,
    },
    /// A deduction for a year for which the rule isn't known here.
    #[error("no rule for this deduction is known for the year {year}")]
    DeductionUnknown {
        /// The year of the expenses.
        year: i16,
    },
    /// A date that isn't written in a form of the Japanese calendar (和暦).
    #[error("a date is not written in a form of the Japanese calendar")]
    JapaneseDateMalformed,
    /// A number of an institution, insurer or payer with a wrong length or other characters than digits.
    #[error("{kind} is not written in {expected} digits")]
    NumberMalformed {
        /// What number it was to be.
        kind: &'static str,
        /// The lengths that exist.
        expected: &'static str,
    },
    /// A percentage over 100, or not written in digits.
    #[error("a ratio is not written as three digits from 000 to 100")]
    PercentMalformed,
    /// A public expense (公費) out of its period.
    #[error("the public expense is not in force on {on}")]
    PublicExpenseNotInForce {
        /// The day.
        on: crate::Date,
    },
    /// A file with a quotation mark that has no second one.
    #[error("a quotation mark has no second one")]
    QuoteUnclosed,
    /// A text that is empty, too long, or holds control characters.
    #[error("{kind} is not 1 to {most} plain characters")]
    TextMalformed {
        /// What text it was to be.
        kind: &'static str,
        /// The most characters that it can have.
        most: usize,
    },
    /// A time of day that doesn't exist.
    #[error("{hour:02}:{minute:02}:{second:02} is not a time of day")]
    TimeImpossible {
        /// Hour as given.
        hour: u8,
        /// Minute as given.
        minute: u8,
        /// Second as given.
        second: u8,
    },
    /// A file larger than any real one.
    #[error("a file has {bytes} bytes, more than {most}")]
    TooManyBytes {
        /// How many it has.
        bytes: usize,
        /// The most that are read.
        most: usize,
    },
    /// A table that doesn't end where any real one does.
    #[error("a table has more than {most} rows")]
    TooManyRows {
        /// The most rows that are read.
        most: usize,
    },
    /// A file that is neither UTF-8 nor Windows-31J.
    #[error("a file is neither UTF-8 nor Windows-31J: byte {offset}")]
    Undecodable {
        /// Where the first sequence that Windows-31J doesn't have starts.
        offset: usize,
    },
}

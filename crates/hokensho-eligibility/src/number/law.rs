//! 法別番号: which law a number belongs to.

use core::fmt;
use core::ops::RangeInclusive;

use crate::{Date, Error};

/// 法別番号: two digits for a law of insurance or of public expense, 01 to 99.
///
/// ```
/// use hokensho_eligibility::LawNumber;
///
/// assert_eq!(LawNumber::new(6)?.to_string(), "06");
/// assert!(LawNumber::new(0).is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LawNumber(u8);

impl LawNumber {
    /// A law's number.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] unless it is 1 to 99.
    pub const fn new(number: u8) -> Result<Self, Error> {
        if matches!(number, 1..=99) {
            Ok(Self(number))
        } else {
            Err(Error::NumberMalformed { kind: "a law number (法別番号) from 01 to 99", expected: "2" })
        }
    }

    pub(super) fn from_digits(digits: &str) -> Option<Self> {
        Self::new(digits.parse().ok()?).ok()
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for LawNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// What a law gives.
///
/// ```
/// use hokensho_eligibility::{LawKind, LawNumber, LawTable};
///
/// let law = LawTable::BUILT_IN.law(LawNumber::new(54)?);
/// assert_eq!(law.map(|law| law.kind), Some(LawKind::PublicExpense));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum LawKind {
    /// 医療保険.
    Insurance,
    /// 地方単独事業: a prefecture's or municipality's own subsidy.
    LocalSubsidy,
    /// 公費負担医療 of the state.
    PublicExpense,
}

/// How sure an entry of a table is.
///
/// ```
/// use hokensho_eligibility::{Certainty, LawNumber, LawTable};
///
/// let law = LawTable::BUILT_IN.law(LawNumber::new(1)?);
/// assert_eq!(law.map(|law| law.certainty), Some(Certainty::Reported));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Certainty {
    /// Well known, not checked against the notice that sets it.
    Reported,
    /// Programs in daily use treat it so.
    InUse,
    /// Published by who sets it.
    Official,
}

/// One law, or a run of numbers that mean the same.
///
/// ```
/// use hokensho_eligibility::{LawNumber, LawTable};
///
/// let law = LawTable::BUILT_IN.law(LawNumber::new(12)?).unwrap();
/// assert_eq!((law.ja, law.en), ("生活保護", "public assistance"));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Law<'a> {
    /// The numbers.
    pub numbers: RangeInclusive<u8>,
    /// What it gives.
    pub kind: LawKind,
    /// What it is called.
    pub ja: &'a str,
    /// The same in English.
    pub en: &'a str,
    /// How sure the entry is.
    pub certainty: Certainty,
}

/// Laws by number, as they were on a day. The table changes by notice: whoever knows a newer one uses that.
///
/// ```
/// use hokensho_eligibility::{Certainty, Date, Law, LawKind, LawNumber, LawTable};
///
/// let mine = [Law { numbers: 98..=98, kind: LawKind::PublicExpense, ja: "試験", en: "a test", certainty: Certainty::Official }];
/// let table = LawTable { as_of: Date::new(2027, 4, 1)?, laws: &mine };
/// assert_eq!(table.law(LawNumber::new(98)?).map(|law| law.en), Some("a test"));
/// assert_eq!(table.law(LawNumber::new(54)?), None);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LawTable<'a> {
    /// The day of the table.
    pub as_of: Date,
    /// The laws.
    pub laws: &'a [Law<'a>],
}

impl LawTable<'static> {
    /// The table that comes with this crate: the list as it is well known, each entry with its certainty.
    pub const BUILT_IN: Self = Self { as_of: Date::known(2026, 11, 1), laws: BUILT_IN };
}

impl<'a> LawTable<'a> {
    /// The law with a number; none if the table has none.
    #[must_use]
    pub fn law(&self, number: LawNumber) -> Option<&'a Law<'a>> {
        self.laws.iter().find(|law| law.numbers.contains(&number.number()))
    }
}

const fn law(
    numbers: RangeInclusive<u8>,
    kind: LawKind,
    ja: &'static str,
    en: &'static str,
    certainty: Certainty,
) -> Law<'static> {
    Law { numbers, kind, ja, en, certainty }
}

use Certainty::{InUse, Reported};
use LawKind::{Insurance, LocalSubsidy, PublicExpense};

const BUILT_IN: &[Law<'static>] = &[
    law(1..=1, Insurance, "全国健康保険協会", "Japan Health Insurance Association", Reported),
    law(2..=2, Insurance, "船員保険", "seamen's insurance", Reported),
    law(3..=3, Insurance, "日雇特例（一般）", "day labourers, general", Reported),
    law(4..=4, Insurance, "日雇特例（特別）", "day labourers, special", Reported),
    law(6..=6, Insurance, "組合管掌健康保険", "a society's health insurance", Reported),
    law(7..=7, Insurance, "自衛官等", "Self-Defence Forces", Reported),
    law(10..=10, PublicExpense, "結核（37条の2）", "tuberculosis, article 37-2", InUse),
    law(11..=11, PublicExpense, "結核入院（37条）", "tuberculosis in hospital, article 37", InUse),
    law(12..=12, PublicExpense, "生活保護", "public assistance", InUse),
    law(13..=13, PublicExpense, "戦傷病者（療養）", "wounded veterans, treatment", InUse),
    law(14..=14, PublicExpense, "戦傷病者（更生）", "wounded veterans, rehabilitation", InUse),
    law(15..=15, PublicExpense, "自立支援（更生医療）", "rehabilitation of people with disabilities", InUse),
    law(16..=16, PublicExpense, "自立支援（育成医療）", "children with disabilities", InUse),
    law(17..=17, PublicExpense, "療育の給付", "children with tuberculosis", InUse),
    law(18..=18, PublicExpense, "原爆（認定疾病）", "atomic-bomb survivors, certified diseases", InUse),
    law(19..=19, PublicExpense, "原爆（一般疾病）", "atomic-bomb survivors, general diseases", InUse),
    law(20..=20, PublicExpense, "精神（措置入院）", "involuntary psychiatric admission", InUse),
    law(21..=21, PublicExpense, "自立支援（精神通院）", "psychiatric out-patients", InUse),
    law(22..=22, PublicExpense, "麻薬取締法", "narcotics addiction", InUse),
    law(23..=23, PublicExpense, "養育医療", "premature infants", InUse),
    law(24..=24, PublicExpense, "療養介護", "medical long-term care", Reported),
    law(25..=25, PublicExpense, "中国残留邦人等", "Japanese returned from China", Reported),
    law(28..=28, PublicExpense, "感染症（一類等）", "infectious diseases, class I and like", InUse),
    law(29..=29, PublicExpense, "新感染症", "new infectious diseases", InUse),
    law(30..=30, PublicExpense, "医療観察", "medical observation", Reported),
    law(31..=31, Insurance, "国家公務員共済", "national civil servants", Reported),
    law(32..=32, Insurance, "地方公務員共済", "local civil servants", Reported),
    law(33..=33, Insurance, "警察共済", "police", Reported),
    law(34..=34, Insurance, "公立学校・私立学校共済", "public and private schools", Reported),
    law(38..=38, PublicExpense, "肝炎治療", "hepatitis treatment", Reported),
    law(39..=39, Insurance, "後期高齢者医療", "late-stage elderly", Reported),
    law(51..=51, PublicExpense, "特定疾患等", "specified diseases", InUse),
    law(52..=52, PublicExpense, "小児慢性特定疾病", "chronic diseases of children", InUse),
    law(53..=53, PublicExpense, "児童福祉（措置等）", "child welfare", InUse),
    law(54..=54, PublicExpense, "指定難病", "designated intractable diseases", InUse),
    law(62..=62, PublicExpense, "特定B型肝炎", "hepatitis B, by settlement", Reported),
    law(63..=63, Insurance, "特定健康保険組合（特例退職）", "society's retired members", Reported),
    law(66..=66, PublicExpense, "石綿", "asbestos", Reported),
    law(67..=67, Insurance, "国民健康保険（退職者）", "national health insurance, retired", Reported),
    law(72..=72, Insurance, "特定共済（国家公務員・特例退職）", "national civil servants, retired", Reported),
    law(73..=73, Insurance, "特定共済（地方公務員・特例退職）", "local civil servants, retired", Reported),
    law(74..=74, Insurance, "特定共済（警察・特例退職）", "police, retired", Reported),
    law(75..=75, Insurance, "特定共済（学校・特例退職）", "schools, retired", Reported),
    law(79..=79, PublicExpense, "障害児施設", "institutions for children with disabilities", InUse),
    law(80..=99, LocalSubsidy, "地方単独事業", "local subsidies", Reported),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_has_two_laws() {
        for number in 1..=99 {
            let laws = BUILT_IN.iter().filter(|law| law.numbers.contains(&number)).count();
            assert!(laws <= 1, "{number}");
        }
    }

    #[test]
    fn a_number_that_is_not_listed_is_not_guessed() {
        for number in [5, 8, 9, 26, 35, 40, 55, 64, 76] {
            assert_eq!(LawTable::BUILT_IN.law(LawNumber::new(number).unwrap()), None, "{number}");
        }
    }

    #[test]
    fn refuses_a_number_of_no_law() {
        assert!(LawNumber::new(0).is_err());
        assert!(LawNumber::new(100).is_err());
    }
}

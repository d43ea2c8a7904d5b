//! 法別番号: which law a number belongs to.

use alloc::borrow::Cow;
use core::fmt;
use core::ops::RangeInclusive;

use crate::{Certainty, Date, Dated, Error, Table};

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

    /// A number that stands in this crate's own tables.
    pub(crate) const fn known(number: u8) -> Self {
        Self(number)
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
/// let laws = LawTable::BUILT_IN;
/// let law = laws.law(LawNumber::new(54)?, laws.as_of);
/// assert_eq!(law.map(|row| row.fact.kind), Some(LawKind::PublicExpense));
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

/// One law, or a run of numbers that mean the same.
///
/// ```
/// use hokensho_eligibility::{LawNumber, LawTable};
///
/// let laws = LawTable::BUILT_IN;
/// let law = laws.law(LawNumber::new(12)?, laws.as_of).map(|row| &row.fact);
/// assert_eq!(law.map(|law| law.ja.as_ref()), Some("生活保護"));
/// assert_eq!(law.map(|law| law.en.as_ref()), Some("public assistance"));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Law {
    /// The numbers.
    pub numbers: RangeInclusive<u8>,
    /// What it gives.
    pub kind: LawKind,
    /// What it is called.
    pub ja: Cow<'static, str>,
    /// The same in English.
    pub en: Cow<'static, str>,
}

/// Laws by number.
///
/// ```
/// use hokensho_eligibility::{Certainty, Date, Dated, Law, LawKind, LawNumber, LawTable};
///
/// let (before, from) = (Date::new(2027, 3, 31)?, Date::new(2027, 4, 1)?);
/// let law = Law { numbers: 98..=98, kind: LawKind::PublicExpense, ja: "試験".into(), en: "a test".into() };
/// let mut table = LawTable::BUILT_IN.clone();
/// table.rows.to_mut().insert(0, Dated { from: Some(from), ..Dated::always(law, Certainty::Official) });
/// let number = LawNumber::new(98)?;
/// let kind = |on| table.law(number, on).map(|row| row.fact.kind);
/// assert_eq!(kind(from), Some(LawKind::PublicExpense));
/// assert_eq!(kind(before), Some(LawKind::LocalSubsidy));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
pub type LawTable = Table<Law>;

impl Table<Law> {
    /// The table that comes with this crate: the list as it is well known. The national public expenses that programs in
    /// daily use count with are [`Certainty::InUse`]; all others, every number of insurance among them, are only
    /// [`Certainty::Reported`]. Days of effect aren't known.
    pub const BUILT_IN: &'static Self = &BUILT_IN;

    /// The law with a number on a day; none if the table has none, and the first if it has several.
    #[must_use]
    pub fn law(&self, number: LawNumber, on: Date) -> Option<&Dated<Law>> {
        self.on(on).find(|row| row.fact.numbers.contains(&number.number()))
    }
}

static BUILT_IN: LawTable = LawTable {
    as_of: Date::known(2026, 11, 1),
    // A name that is merely reported is better than none: a number that two laws share isn't known.
    least: Reported,
    rows: Cow::Borrowed(&ROWS),
};

const fn law(
    numbers: RangeInclusive<u8>,
    kind: LawKind,
    ja: &'static str,
    en: &'static str,
    certainty: Certainty,
) -> Dated<Law> {
    Dated::always(Law { numbers, kind, ja: Cow::Borrowed(ja), en: Cow::Borrowed(en) }, certainty)
}

use Certainty::{InUse, Reported};
use LawKind::{Insurance, LocalSubsidy, PublicExpense};

static ROWS: [Dated<Law>; 45] = [
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
            let laws = ROWS.iter().filter(|row| row.fact.numbers.contains(&number)).count();
            assert!(laws <= 1, "{number}");
        }
    }

    #[test]
    fn a_number_that_is_not_listed_is_not_guessed() {
        for number in [5, 8, 9, 26, 35, 40, 55, 64, 76] {
            let number = LawNumber::new(number).unwrap();
            assert_eq!(BUILT_IN.law(number, BUILT_IN.as_of), None, "{number}");
        }
    }

    #[test]
    fn refuses_a_number_of_no_law() {
        assert!(LawNumber::new(0).is_err());
        assert!(LawNumber::new(100).is_err());
    }
}

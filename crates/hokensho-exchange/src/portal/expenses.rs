use std::str::FromStr;

use hokensho_eligibility::{Expense, ExpenseKind, JapaneseDate, Month, Yen};

use super::{PortalFile, PortalGroup, PortalRecord};
use crate::Error;

/// What the rows are called; where two names are known, two programs have seen two.
const PERSON: &[&str] = &["氏名"];
const FACILITY: &[&str] = &["医療機関等名称", "機関名"];
const MONTH: &[&str] = &["診療年月", "年月"];
const CATEGORY: &[&str] = &["診療区分", "区分"];
const CHARGED: &[&str] = &["窓口相当負担額（円）", "窓口負担相当額", "窓口相当負担額"];
const TOTAL: &[&str] = &["医療費の総額（円）", "医療費総額"];
const DAYS: &[&str] = &["日数"];
const MEALS: &[&str] = &["食事療養費"];
const INSURER: &[&str] = &["保険者等名称", "保険者名"];

impl PortalFile {
    /// The medical expenses (医療費通知情報) of the file: a record of `医療費情報明細` each, for the person of the last
    /// `資格情報` before it, and of the insurer that it names; of nobody, or of no insurer, if it names several.
    ///
    /// The names of the rows are those that programs have seen (reported; unverified); records without a month or an
    /// amount, or with a number that can't be read, aren't skipped, but refused. So is a group of another name that has
    /// months or amounts: a row of one cell, somewhere in the details, opens a group and hides what comes after it.
    ///
    /// ```
    /// use hokensho_eligibility::{ExpenseKind, Month, Yen};
    /// use hokensho_exchange::PortalFile;
    ///
    /// let bytes = "わたしの情報\n医療費通知情報\n\n項目名,内容\n資格情報\n氏名,見本　花子\n医療費情報明細\n\
    ///              診療年月,2026年10月\n医療機関等名称,見本薬局\n診療区分,医科調剤\n窓口相当負担額（円）,\"1,230\"\n";
    /// let expenses = PortalFile::read(bytes.as_bytes())?.expenses()?;
    /// assert_eq!(expenses[0].charged, Yen::new(1_230));
    /// assert_eq!((expenses[0].month, expenses[0].kind), (Month::new(2026, 10)?, ExpenseKind::Medicine));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::PortalRow`], with the line at which the record begins, if one has no month or no amount that can be read,
    /// another number that can't, or a line break; and for an expense outside the details.
    pub fn expenses(&self) -> Result<Vec<Expense>, Error> {
        let (mut person, mut insurer) = (None, None);
        let mut expenses = Vec::new();
        for group in self.groups() {
            // A quote that nobody closed has swallowed the lines after it.
            let broken =
                |record: &&PortalRecord| record.rows().any(|(_, value)| value.contains(['\r', '\n']));
            refuse(group.records().iter().find(broken))?;
            match group.name() {
                "資格情報" => [person, insurer] = [PERSON, INSURER].map(|names| only(group, names)),
                "医療費情報明細" => {
                    for record in group.records() {
                        expenses.push(expense(record, person, insurer)?);
                    }
                }
                _ => refuse(group.records().iter().find(|record| is_expense(record)))?,
            }
        }
        Ok(expenses)
    }
}

fn refuse(record: Option<&PortalRecord>) -> Result<(), Error> {
    record.map_or(Ok(()), |record| Err(Error::PortalRow { line: record.line() }))
}

fn is_expense(record: &PortalRecord) -> bool {
    [MONTH, CHARGED, TOTAL].into_iter().any(|names| value(record, names).is_some())
}

/// What a group says; of several values that differ nobody knows which of them an expense is of.
fn only<'g>(group: &'g PortalGroup, names: &[&str]) -> Option<&'g str> {
    let mut values = group.records().iter().filter_map(|record| value(record, names));
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

/// An expense of the person and by the insurer of 資格情報, unless the record has its own.
fn expense(record: &PortalRecord, person: Option<&str>, insurer: Option<&str>) -> Result<Expense, Error> {
    let wrong = || Error::PortalRow { line: record.line() };
    let amount = |names| value(record, names).map(|text| yen(text).ok_or_else(wrong)).transpose();
    let days =
        value(record, DAYS).map(|text| number(text.trim_end_matches('日')).ok_or_else(wrong)).transpose();
    let month = value(record, MONTH).and_then(month).ok_or_else(wrong)?;
    let charged = amount(CHARGED)?.ok_or_else(wrong)?;
    let category = value(record, CATEGORY);
    Ok(Expense {
        kind: category.map_or(ExpenseKind::Treatment, kind),
        category: category.map(str::to_owned),
        days: days?,
        total: amount(TOTAL)?,
        meals: amount(MEALS)?,
        insurer: value(record, INSURER).or(insurer).map(str::to_owned),
        ..Expense::new(
            value(record, PERSON).or(person).unwrap_or_default(),
            value(record, FACILITY).unwrap_or_default(),
            month,
            charged,
        )
    })
}

fn value<'r>(record: &'r PortalRecord, names: &[&str]) -> Option<&'r str> {
    names.iter().find_map(|name| record.value(name)).map(str::trim).filter(|value| !value.is_empty())
}

/// 外来, 入院 and the like are treatment; what a pharmacy dispenses is medicine.
fn kind(category: &str) -> ExpenseKind {
    if category.ends_with("調剤") { ExpenseKind::Medicine } else { ExpenseKind::Treatment }
}

/// `1230`, `1,230` or `1,230円`.
fn yen(text: &str) -> Option<Yen> {
    let digits: String = text.trim_end_matches('円').chars().filter(|character| *character != ',').collect();
    number(&digits).map(Yen::new)
}

/// Digits alone: no sign.
fn number<T: FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `2026年10月`, `2026/10`, `2026-10`, `202610` or `令和8年10月`. A year of fewer digits would be a guess.
fn month(text: &str) -> Option<Month> {
    let text = text.strip_suffix('月').unwrap_or(text);
    if text.starts_with(|first: char| !first.is_numeric()) {
        let first = JapaneseDate::parse(&format!("{text}月1日")).ok()?;
        return Some(first.day().ok()?.tolerant().into());
    }
    let Some((year, month)) = text.split_once(['年', '/', '-']) else {
        return Month::from_digits(text).ok();
    };
    let whole = year.len() == 4 && (1..=2).contains(&month.len());
    Month::from_digits(&format!("{year}{month:0>2}")).ok().filter(|_| whole)
}

//! Rows for the form of medical expenses (医療費集計フォーム) of the tax office.

use std::borrow::Cow;

use hokensho_eligibility::{Expense, ExpenseKind};

/// What stands between the cells.
///
/// ```
/// assert_eq!(hokensho_exchange::Separator::default(), hokensho_exchange::Separator::Comma);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// CSV.
    #[default]
    Comma,
    /// TSV, which can be pasted into a sheet.
    Tab,
}

/// The form's columns: one of the four kinds is marked.
const HEADING: [&str; 9] = [
    "医療を受けた人",
    "病院・薬局などの名称",
    "診療・治療",
    "医薬品購入",
    "介護保険サービス",
    "その他の医療費",
    "支払った医療費の金額",
    "左のうち、補填される金額",
    "支払年月",
];
const MARK: &str = "該当する";
const KINDS: [ExpenseKind; 4] =
    [ExpenseKind::Treatment, ExpenseKind::Medicine, ExpenseKind::Care, ExpenseKind::Other];

/// Writes expenses as rows, under a heading, in the order of the form's columns: what was really paid, and what was
/// paid back of it. Amounts are plain digits in yen. It is text: a sheet that takes it for another encoding wants a
/// byte-order mark before it.
///
/// A name that a sheet would take for a formula, or for the rest of a row, has an apostrophe before it, and is the only
/// text that is changed: one that begins with `=`, `+`, `-` or `@` in either width, a tab or a line break (RFC 4180 knows
/// no formulas; this is what OWASP advises under "CSV Injection"). With the apostrophe it is a text in every sheet, and in
/// some the apostrophe is seen; who wants the name back takes it away.
///
/// The form itself is the tax office's and isn't here; its columns are reported by programs that fill it (unverified).
///
/// ```
/// use hokensho_eligibility::{Correction, Expense, Month, Yen};
/// use hokensho_exchange::{Separator, tax_form_rows};
///
/// let expense = Expense {
///     corrections: vec![Correction::Reimbursed(Yen::new(500))],
///     ..Expense::new("見本　花子", "見本診療所", Month::new(2026, 4)?, Yen::new(3_000))
/// };
/// let rows = tax_form_rows(&[expense], Separator::Comma);
/// assert_eq!(rows.lines().nth(1), Some("見本　花子,見本診療所,該当する,,,,3000,500,2026-04"));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[must_use]
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "writing to memory can't fail, rows have as many cells as the heading, and texts stay texts"
)]
pub fn tax_form_rows(expenses: &[Expense], separator: Separator) -> String {
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Tab => b'\t',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(HEADING).expect("in memory");
    for expense in expenses {
        let [paid, reimbursed] =
            [expense.paid(), expense.reimbursed()].map(|amount| amount.amount().to_string());
        let month = expense.month.to_string();
        let marks = KINDS.map(|kind| if expense.kind == kind { MARK } else { "" });
        let before = [expense.person.expose(), expense.facility.expose()].map(|name| defused(name));
        let cells = before.iter().map(AsRef::as_ref).chain(marks).chain([&*paid, &reimbursed, &month]);
        writer.write_record(cells).expect("in memory");
    }
    String::from_utf8(writer.into_inner().expect("in memory")).expect("made of texts")
}

/// The characters with which a sheet's formula begins, and those that end the cell in which one would begin. Japanese
/// sheets take the full-width ones for the others where they are typed.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

fn defused(name: &str) -> Cow<'_, str> {
    if name.starts_with(FORMULA) { format!("'{name}").into() } else { name.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use hokensho_eligibility::{Correction, Month, Yen};

    fn expense(kind: ExpenseKind) -> Expense {
        let month = Month::new(2026, 4).unwrap();
        Expense { kind, ..Expense::new("見本　花子", "甲, \"乙\"\t薬局", month, Yen::new(3_000)) }
    }

    #[test]
    fn one_of_the_four_kinds_is_marked() {
        for (place, kind) in KINDS.into_iter().enumerate() {
            let rows = tax_form_rows(&[expense(kind)], Separator::Tab);
            let cells: Vec<_> = csv::ReaderBuilder::new()
                .delimiter(b'\t')
                .from_reader(rows.as_bytes())
                .records()
                .map(|record| record.unwrap())
                .collect();
            let marked: Vec<_> = (0..9).filter(|cell| &cells[0][*cell] == MARK).collect();
            assert_eq!(marked, [2 + place]);
            assert_eq!(&cells[0][1], "甲, \"乙\"\t薬局");
        }
    }

    #[test]
    fn what_was_paid_back_never_exceeds_what_was_paid() {
        let corrections =
            vec![Correction::Subsidy(Yen::new(2_600)), Correction::Reimbursed(Yen::new(10_000))];
        let rows =
            tax_form_rows(&[Expense { corrections, ..expense(ExpenseKind::Treatment) }], Separator::Comma);
        assert!(rows.ends_with(",400,400,2026-04\r\n"), "{rows}");
    }

    #[test]
    fn a_name_never_becomes_a_formula() {
        for name in ["=1+1", "+81", "-甲", "@乙", "＝1", "＋81", "－甲", "＠乙", "\t=1", "\r=1", "\n=1"]
        {
            let month = Month::new(2026, 4).unwrap();
            let rows = tax_form_rows(&[Expense::new(name, name, month, Yen::new(1))], Separator::Comma);
            let mut reader = csv::Reader::from_reader(rows.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            assert_eq!((&row[0], &row[1]), (&*format!("'{name}"), &*format!("'{name}")));
        }
    }

    #[test]
    fn no_expenses_make_a_heading() {
        assert_eq!(tax_form_rows(&[], Separator::Comma).lines().count(), 1);
    }

    proptest! {
        #[test]
        fn any_expense_stands_in_one_row_whatever_its_texts_have(
            person in "[ぁ-んA-Z,\t\"\r\n ]{0,9}",
            facility in "[ぁ-んA-Z,\t\"\r\n=＝+－@-]{0,9}",
            yen in 0..10_000_000_u64,
            kind in prop::sample::select(KINDS.to_vec()),
        ) {
            let month = Month::new(2026, 4).unwrap();
            let expense = Expense { kind, ..Expense::new(&*person, &*facility, month, Yen::new(yen)) };
            for (separator, delimiter) in [(Separator::Comma, b','), (Separator::Tab, b'\t')] {
                let rows = tax_form_rows(&[expense.clone(), expense.clone()], separator);
                let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(rows.as_bytes());
                let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
                prop_assert_eq!(rows.len(), 2);
                let yen = yen.to_string();
                prop_assert_eq!((&rows[1][0], &rows[1][1], &rows[1][6]), (&*defused(&person), &*defused(&facility), &*yen));
            }
        }
    }
}

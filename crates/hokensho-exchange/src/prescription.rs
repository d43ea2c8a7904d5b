//! The two-dimensional symbol of a prescription (院外処方箋2次元シンボル) in JAHIS's format: its records of insurance.

use hokensho_eligibility::{
    Coverage, Date, InsurerNumber, Percent, Personal, PersonalFamily, PublicExpense, RecipientNumber,
};

use crate::{Error, Record, width};

/// 第一公費, 第二公費 and 第三公費: a prescription has room for no more.
const PUBLIC_EXPENSES: [u16; 3] = [27, 28, 29];

const INSURER: u16 = 22;
const INSURED: u16 = 23;
const RATIO: u16 = 24;

/// What a prescription's symbol says of who pays on a day: 保険者番号 (22), 記号・番号・枝番 (23), 負担・給付率 (24) and, in
/// the order given, up to three public expenses (27 to 29). A ratio that isn't known is left out, never guessed; a branch
/// becomes two half-width digits. The symbol has the bytes that [`Record::write`] gives.
///
/// With medical aid alone (医療扶助単独) there is no insurance: it is a public expense, and the records of insurance are
/// left out. What somebody eligible has is [`Eligible::primary`](hokensho_eligibility::Eligible::primary) and, in their
/// order, [`Eligible::public_expenses`](hokensho_eligibility::Eligible::public_expenses).
///
/// The numbers of the records, the order of their fields, and that insurer and number can't be empty are reported by
/// programs that write such symbols; unverified.
///
/// ```
/// use hokensho_eligibility::{
///     CardClassification, Coverage, Date, InsurerNumber, PayerNumber, Percent, Person, PublicExpense, RecipientNumber,
///     Sex,
/// };
/// use hokensho_exchange::prescription_insurance;
///
/// let (today, birth) = (Date::new(2026, 11, 22)?, Date::new(1980, 2, 17)?);
/// let mut insurance = Coverage::new(CardClassification::General, Person::new("見本　花子", Sex::Female, birth));
/// insurance.insurer_number = Some(InsurerNumber::new("138008")?);
/// insurance.number = Some("4260".to_owned().into());
/// let disease = PublicExpense::on_paper(PayerNumber::new("54136015")?, Some(RecipientNumber::new("1234566")?));
/// let records = prescription_insurance(Some(&insurance), Percent::from_digits("030").ok(), &[disease], today)?;
/// let lines: Vec<_> = records.iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["22,138008", "23,,4260,,", "24,030,070", "27,54136015,1234566"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Error::FieldMissing`] for an insurance without its insurer's number or its own, [`Error::NobodyPays`] with neither
/// insurance nor public expense, or for a medical aid that isn't among the public expenses, [`Error::NotInForce`] for
/// what doesn't pay on the day, [`Error::TooManyPublicExpenses`] beyond three, [`Error::Field`] for a branch that isn't
/// two digits, [`Error::LineBreak`] if a text has one, and [`Error::Unencodable`] if one can't be in a symbol.
pub fn prescription_insurance(
    insurance: Option<&Coverage>,
    ratio: Option<Percent>,
    expenses: &[PublicExpense],
    on: Date,
) -> Result<Vec<Record>, Error> {
    if expenses.len() > PUBLIC_EXPENSES.len() {
        return Err(Error::TooManyPublicExpenses { expenses: expenses.len() });
    }
    let mut records = match insurance {
        Some(insurance) if !insurance.is_medical_aid() => insurance_records(insurance, ratio, on)?,
        Some(aid) if !expenses.iter().any(|expense| is_of(expense, aid)) => return Err(Error::NobodyPays),
        None if expenses.is_empty() => return Err(Error::NobodyPays),
        _ => Vec::new(),
    };
    for (number, expense) in PUBLIC_EXPENSES.into_iter().zip(expenses) {
        if !expense.in_force(on) {
            return Err(Error::NotInForce { record: number });
        }
        let recipient = expense.recipient.as_ref().map_or("", RecipientNumber::expose);
        records.push(Record::new(number, [expense.payer.as_str(), recipient])?);
    }
    records.iter().try_for_each(|record| record.write().map(drop))?;
    Ok(records)
}

/// Whether the public expense is this medical aid, whose number stands in the insurer's place.
fn is_of(expense: &PublicExpense, aid: &Coverage) -> bool {
    aid.insurer_number.as_ref().is_some_and(|number| number.as_str() == expense.payer.as_str())
}

fn insurance_records(insurance: &Coverage, ratio: Option<Percent>, on: Date) -> Result<Vec<Record>, Error> {
    if !insurance.in_force(on) {
        return Err(Error::NotInForce { record: INSURED });
    }
    let text =
        |text: &Option<Personal<String>>| text.as_ref().map_or(String::new(), |it| it.expose().clone());
    let insurer = insurance.insurer_number.as_ref().map(InsurerNumber::as_str);
    let insurer = insurer.ok_or(Error::FieldMissing { record: INSURER, field: 0 })?;
    let (symbol, number, branch) =
        (text(&insurance.symbol), text(&insurance.number), text(&insurance.branch));
    if number.trim().is_empty() {
        return Err(Error::FieldMissing { record: INSURED, field: 1 });
    }
    let branch = match branch.trim() {
        "" => String::new(),
        said => width::branch(said).ok_or(Error::Field { record: INSURED, field: 3 })?,
    };
    let relation = insurance.relation.as_ref().map_or("", PersonalFamily::code);
    let mut records =
        vec![Record::new(INSURER, [insurer])?, Record::new(INSURED, [&*symbol, &number, relation, &branch])?];
    if let Some(ratio) = ratio {
        let digits = |value: u8| format!("{value:03}");
        // The rest of a hundred is what the insurance gives.
        let (paid, given) = (digits(ratio.value()), digits(100_u8.saturating_sub(ratio.value())));
        records.push(Record::new(RATIO, [&*paid, &given])?);
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hokensho_eligibility::{CardClassification, PayerNumber, Person, Sex};

    fn day(text: &str) -> Date {
        Date::from_digits(text).unwrap()
    }

    fn insurance(insurer: &str) -> Coverage {
        let person = Person::new("見本　花子", Sex::Female, day("19800217"));
        let mut insurance = Coverage::new(CardClassification::General, person);
        insurance.insurer_number = InsurerNumber::new(insurer).ok();
        insurance.number = Some("567".to_owned().into());
        insurance
    }

    fn expense(payer: &str) -> PublicExpense {
        let recipient = RecipientNumber::new("1234566").ok();
        PublicExpense::on_paper(PayerNumber::new(payer).unwrap(), recipient)
    }

    fn lines(
        insurance: Option<&Coverage>,
        ratio: Option<Percent>,
        expenses: &[PublicExpense],
    ) -> Result<Vec<String>, Error> {
        let records = prescription_insurance(insurance, ratio, expenses, day("20261122"))?;
        Ok(records.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn insurance_of_an_employees_family_has_all_its_records() {
        let mut insurance = insurance("06130009");
        insurance.symbol = Some("１２－３４".to_owned().into());
        insurance.branch = Some("02".to_owned().into());
        insurance.relation = Some(PersonalFamily::Family);
        let written = lines(Some(&insurance), Percent::from_digits("020").ok(), &[]);
        assert_eq!(written.unwrap(), ["22,06130009", "23,１２－３４,567,2,02", "24,020,080"]);
    }

    #[test]
    fn a_branch_is_two_half_width_digits_or_refused() {
        let mut insurance = insurance("06130009");
        for (branch, written) in [("５", "05"), ("00", "00"), (" ", "")] {
            insurance.branch = Some(branch.to_owned().into());
            assert_eq!(lines(Some(&insurance), None, &[]).unwrap()[1], format!("23,,567,,{written}"));
        }
        for wrong in ["123", "A1", "-1"] {
            insurance.branch = Some(wrong.to_owned().into());
            let refused = Err(Error::Field { record: 23, field: 3 });
            assert_eq!(lines(Some(&insurance), None, &[]), refused, "{wrong}");
        }
    }

    #[test]
    fn refuses_what_a_symbol_cannot_hold() {
        let mut insurance = insurance("06130009");
        insurance.number = Some("187𠮷".to_owned().into());
        let refused = Err(Error::Unencodable { record: 23, character: 0x20BB7 });
        assert_eq!(lines(Some(&insurance), None, &[]), refused);
    }

    #[test]
    fn a_ratio_that_is_not_known_is_left_out() {
        assert_eq!(lines(Some(&insurance("138008")), None, &[]).unwrap(), ["22,138008", "23,,567,,"]);
    }

    #[test]
    fn refuses_an_insurance_that_could_not_be_claimed() {
        let mut without = insurance("06130009");
        without.number = None;
        assert_eq!(lines(Some(&without), None, &[]), Err(Error::FieldMissing { record: 23, field: 1 }));
        without.number = Some(String::new().into());
        assert_eq!(lines(Some(&without), None, &[]), Err(Error::FieldMissing { record: 23, field: 1 }));
        without.number = Some("　 ".to_owned().into());
        assert_eq!(lines(Some(&without), None, &[]), Err(Error::FieldMissing { record: 23, field: 1 }));
        let mut without = insurance("06130009");
        without.insurer_number = None;
        assert_eq!(lines(Some(&without), None, &[]), Err(Error::FieldMissing { record: 22, field: 0 }));
    }

    #[test]
    fn medical_aid_alone_has_no_insurance() {
        let aid = insurance("12999991");
        let expense = [PublicExpense::of(&aid, day("20261122")).unwrap()];
        assert_eq!(lines(Some(&aid), None, &expense).unwrap(), ["27,12999991,567"]);
        assert_eq!(lines(None, None, &expense).unwrap(), ["27,12999991,567"]);
    }

    #[test]
    fn refuses_to_write_nothing() {
        assert_eq!(lines(None, None, &[]), Err(Error::NobodyPays));
        // Medical aid that isn't among the public expenses would be lost.
        let aid = insurance("12999991");
        assert_eq!(lines(Some(&aid), None, &[]), Err(Error::NobodyPays));
        assert_eq!(lines(Some(&aid), None, &[expense("54136015")]), Err(Error::NobodyPays));
    }

    #[test]
    fn public_expenses_stand_in_their_order() {
        let expenses = ["54136015", "12999991", "80131114"].map(expense);
        let written = lines(None, None, &expenses).unwrap();
        assert_eq!(written, ["27,54136015,1234566", "28,12999991,1234566", "29,80131114,1234566"]);
        let unnumbered = PublicExpense { recipient: None, ..expense("54136015") };
        assert_eq!(lines(None, None, &[unnumbered]).unwrap(), ["27,54136015,"]);
    }

    #[test]
    fn refuses_what_does_not_pay_on_the_day() {
        let ended = PublicExpense { valid_until: Some(day("20261121")), ..expense("54136015") };
        let refused = lines(None, None, &[expense("12999991"), ended]);
        assert_eq!(refused, Err(Error::NotInForce { record: 28 }));
        let mut lost = insurance("06130009");
        lost.lost_on = Some(day("20261122"));
        assert_eq!(lines(Some(&lost), None, &[]), Err(Error::NotInForce { record: 23 }));
        lost.lost_on = Some(day("20261123"));
        assert!(lines(Some(&lost), None, &[]).is_ok());
    }

    #[test]
    fn refuses_a_fourth_public_expense_rather_than_drop_it() {
        let refused = lines(None, None, &vec![expense("54136015"); 4]);
        assert_eq!(refused, Err(Error::TooManyPublicExpenses { expenses: 4 }));
    }
}

//! The two-dimensional symbol of a prescription (院外処方箋2次元シンボル) in JAHIS's format: its records of insurance.

use hokensho_eligibility::{Coverage, PayerNumber, Percent, PersonalFamily, RecipientNumber};

use crate::{Error, Record};

/// 第一公費, 第二公費 and 第三公費: a prescription has room for no more.
const PUBLIC_EXPENSES: [u16; 3] = [27, 28, 29];

const INSURER: u16 = 22;
const INSURED: u16 = 23;
const RATIO: u16 = 24;

/// What a prescription's symbol says of the insurance: 保険者番号 (22), 記号・番号・枝番 (23), 負担・給付率 (24) and, in
/// their order, up to three public expenses (27 to 29). What isn't known is left out, a ratio is never guessed.
///
/// With medical aid alone (医療扶助単独) there is no insurance: its number is a public expense's, and the records of
/// insurance are left out.
///
/// The numbers of the records and the order of their fields are reported by readers of such symbols; unverified.
///
/// ```
/// use hokensho_eligibility::{CardClassification, Coverage, InsurerNumber, PayerNumber, Percent, RecipientNumber};
/// use hokensho_exchange::prescription_insurance;
/// # use hokensho_eligibility::{Date, Person, Sex};
/// # let person = Person {
/// #     name: "見本　花子".to_owned().into(), alias: None, alias_kana: None, address: None, post_number: None,
/// #     kana: None, sex: Sex::Female, sex_on_card: None, birth: Date::new(1980, 2, 17)?.into(),
/// # };
/// let mut coverage = Coverage::new(CardClassification::General, person);
/// coverage.insurer_number = Some(InsurerNumber::new("138008")?);
/// coverage.number = Some("4260".to_owned().into());
/// let expenses = [(PayerNumber::new("54136015")?, RecipientNumber::new("1234567")?)];
/// let records = prescription_insurance(&coverage, Percent::from_digits("030").ok(), &expenses)?;
/// let lines: Vec<_> = records.iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["22,138008", "23,,4260,,", "24,030,070", "27,54136015,1234567"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Error::TooManyPublicExpenses`] beyond three; [`Error::LineBreak`] if a text has one.
pub fn prescription_insurance(
    coverage: &Coverage,
    ratio: Option<Percent>,
    expenses: &[(PayerNumber, RecipientNumber)],
) -> Result<Vec<Record>, Error> {
    if expenses.len() > PUBLIC_EXPENSES.len() {
        return Err(Error::TooManyPublicExpenses { expenses: expenses.len() });
    }
    let mut records = Vec::new();
    if !coverage.is_medical_aid() {
        if let Some(insurer) = &coverage.insurer_number {
            records.push(Record::new(INSURER, [insurer.as_str()])?);
        }
        let text = |text: &Option<hokensho_eligibility::Personal<String>>| {
            text.as_ref().map_or(String::new(), |text| text.expose().clone())
        };
        let relation = coverage.relation.as_ref().map_or("", PersonalFamily::code);
        let (symbol, number, branch) =
            (text(&coverage.symbol), text(&coverage.number), text(&coverage.branch));
        records.push(Record::new(INSURED, [&*symbol, &number, relation, &branch])?);
        if let Some(ratio) = ratio {
            let digits = |value: u8| format!("{value:03}");
            // The rest of a hundred is what the insurance gives.
            let (paid, given) = (digits(ratio.value()), digits(100_u8.saturating_sub(ratio.value())));
            records.push(Record::new(RATIO, [&*paid, &given])?);
        }
    }
    for (number, (payer, recipient)) in PUBLIC_EXPENSES.into_iter().zip(expenses) {
        records.push(Record::new(number, [payer.as_str(), recipient.expose()])?);
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hokensho_eligibility::{CardClassification, Date, InsurerNumber, Person, Sex};

    fn coverage(classification: CardClassification) -> Coverage {
        let person = Person {
            name: "見本　花子".to_owned().into(),
            alias: None,
            kana: None,
            alias_kana: None,
            sex: Sex::Female,
            sex_on_card: None,
            birth: Date::new(1980, 2, 17).unwrap().into(),
            address: None,
            post_number: None,
        };
        Coverage::new(classification, person)
    }

    fn lines(
        coverage: &Coverage,
        ratio: Option<Percent>,
        expenses: &[(PayerNumber, RecipientNumber)],
    ) -> Vec<String> {
        prescription_insurance(coverage, ratio, expenses).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn insurance_of_an_employees_family_has_all_its_records() {
        let mut coverage = coverage(CardClassification::General);
        coverage.insurer_number = InsurerNumber::new("06130009").ok();
        coverage.symbol = Some("１２－３４".to_owned().into());
        coverage.number = Some("567".to_owned().into());
        coverage.branch = Some("02".to_owned().into());
        coverage.relation = Some(PersonalFamily::Family);
        let ratio = Percent::from_digits("020").ok();
        assert_eq!(lines(&coverage, ratio, &[]), ["22,06130009", "23,１２－３４,567,2,02", "24,020,080"]);
    }

    #[test]
    fn a_ratio_that_is_not_known_is_left_out() {
        assert_eq!(lines(&coverage(CardClassification::General), None, &[]), ["23,,,,"]);
    }

    #[test]
    fn medical_aid_alone_has_no_insurance() {
        let mut coverage = coverage(CardClassification::MedicalAid);
        coverage.insurer_number = InsurerNumber::new("12999991").ok();
        let aid = (PayerNumber::new("12999991").unwrap(), RecipientNumber::new("1234567").unwrap());
        assert_eq!(lines(&coverage, None, &[aid]), ["27,12999991,1234567"]);
    }

    #[test]
    fn refuses_a_fourth_public_expense_rather_than_drop_it() {
        let expense = (PayerNumber::new("54136015").unwrap(), RecipientNumber::new("1234567").unwrap());
        let coverage = coverage(CardClassification::General);
        let three = vec![expense.clone(); 3];
        assert_eq!(lines(&coverage, None, &three).last().unwrap(), "29,54136015,1234567");
        let refused = prescription_insurance(&coverage, None, &vec![expense; 4]);
        assert_eq!(refused, Err(Error::TooManyPublicExpenses { expenses: 4 }));
    }
}

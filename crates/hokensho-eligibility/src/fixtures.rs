//! People and coverages that don't exist, for tests.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::{
    Answer, CardClassification, CertificateState, ConsentFlag, ConsentItem, ConsentStatement, Coverage, Date,
    DateTime, Eligible, Identity, InsurerNumber, LimitCategory, LimitCertificate, Month, Outcome,
    PartialDate, Percent, Person, QualificationValidity, ReferenceClassification, Report, Sex,
    UnreadCoverage, UnreadReason, Via,
};

/// Writes `2026-11-22` as a day.
pub(crate) fn day(text: &str) -> Date {
    Date::from_digits(&text.replace('-', "")).unwrap()
}

/// Half past nine on a day.
pub(crate) fn morning(text: &str) -> DateTime {
    DateTime::new(day(text), 9, 30, 0).unwrap()
}

pub(crate) fn person() -> Person {
    Person {
        kana: Some("ﾎｹﾝ ﾊﾅｺ".to_string().into()),
        ..Person::new("保険　花子", Sex::Female, day("1980-02-17"))
    }
}

/// A coverage with an insurer, from a day on, to the first day without it.
pub(crate) fn coverage(insurer: &str, qualified_on: &str, lost_on: Option<&str>) -> Coverage {
    let mut coverage = Coverage::new(CardClassification::General, person());
    coverage.insurer_number = Some(InsurerNumber::new(insurer).unwrap());
    coverage.symbol = Some("１２－３４".to_string().into());
    coverage.number = Some("5678".to_string().into());
    coverage.branch = Some("01".to_string().into());
    coverage.qualified_on = Some(day(qualified_on));
    coverage.lost_on = lost_on.map(day);
    coverage
}

/// An answer to a card, given on the day that it is about.
pub(crate) fn answer(validity: &str, on: &str, coverages: Vec<Coverage>) -> Answer {
    let mut answer = Answer::new(ReferenceClassification::Card, morning(on));
    answer.validity = Some(QualificationValidity::from_code(validity));
    answer.coverages = coverages;
    answer
}

/// The answer, beside a coverage that couldn't be read.
pub(crate) fn beside_unread(answer: Answer) -> Answer {
    let place = "ResultOfQualificationConfirmation[2]/DisqualificationDate".to_string();
    Answer { unread: [UnreadCoverage { place, why: UnreadReason::Invalid }].into(), ..answer }
}

/// A month, from its digits.
pub(crate) fn month(digits: &str) -> Month {
    Month::from_digits(digits).unwrap()
}

/// A percentage.
pub(crate) fn percent(value: u8) -> Percent {
    Percent::from_digits(&alloc::format!("{value:03}")).unwrap()
}

/// A date of which `00` stands for what isn't known.
pub(crate) fn partial(digits: &str) -> PartialDate {
    PartialDate::from_digits(digits).unwrap()
}

/// The coverage of a person with a birth and an insurer and nothing else.
pub(crate) fn born(birth: &str, insurer: &str) -> Coverage {
    let person = Person { birth: partial(birth).into(), ..person() };
    let mut coverage = Coverage::new(CardClassification::General, person);
    coverage.insurer_number = Some(InsurerNumber::new(insurer).unwrap());
    coverage
}

/// A ceiling certificate that always holds.
pub(crate) fn limit(category: LimitCategory) -> LimitCertificate {
    LimitCertificate { category: Some(category), ..LimitCertificate::default() }
}

/// A moment, from its digits.
pub(crate) fn time(digits: &str) -> DateTime {
    DateTime::from_digits(digits).unwrap()
}

/// A consent for 24 hours from half past nine on 2026-11-22.
pub(crate) fn given() -> ConsentStatement {
    ConsentStatement {
        given_at: Some(time("20261122093000")),
        available_until: Some(time("20261123093000")),
        ..ConsentStatement::new(ConsentFlag::Given)
    }
}

/// A report about 2026-11-22 of a patient with one coverage for each statement about medicines.
pub(crate) fn consenting(via: Via, statements: impl IntoIterator<Item = ConsentStatement>) -> Report {
    let coverages: Vec<_> = statements
        .into_iter()
        .map(|statement| {
            let mut coverage = Coverage::new(CardClassification::General, person());
            coverage.consents.state(ConsentItem::Medicines, statement);
            coverage
        })
        .collect();
    let eligible = Eligible::new(&coverages, day("2026-11-22"), None).unwrap();
    let outcome = Outcome::Eligible(Box::new(eligible.answering(&ReferenceClassification::Card)));
    Report { outcome, identity: Identity::Face, certificate: CertificateState::ByOperator, via }
}

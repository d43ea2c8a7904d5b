//! FHIR: JP Core's rules, one by one; and what another implementation of FHIR R4 says of what is written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod aid_key;
mod consent;
mod coverage;
mod member;
mod organization;
mod others;
mod patient;
mod resource;
mod response;
mod second_opinion;

use hokensho_eligibility::{
    CardClassification, Coverage, Date, DateTime, InstitutionCode, InsurerNumber, Percent, Person,
    PersonalFamily, Sex,
};
use hokensho_exchange::fhir::{self, Identifier, Patient, Reference};

fn day(text: &str) -> Date {
    Date::from_digits(text).unwrap()
}

fn moment(text: &str) -> DateTime {
    DateTime::from_digits(text).unwrap()
}

fn place(place: &str) -> Reference {
    Reference::to(place)
}

fn person() -> Person {
    Person {
        alias: Some("MIHON HANA".to_owned().into()),
        kana: Some("ﾐﾎﾝ ﾊﾅｺ".to_owned().into()),
        address: Some("東京都千代田区霞が関１－２－２".to_owned().into()),
        post_number: Some("100-0013".to_owned().into()),
        ..Person::new("見本　花子", Sex::Female, day("19800217"))
    }
}

fn institution() -> InstitutionCode {
    InstitutionCode::new("1300000005").unwrap()
}

fn patient(person: &Person) -> Patient {
    Patient::of(person, [Identifier::patient_number(&institution(), "1234")])
}

fn coverage() -> Coverage {
    let mut coverage = Coverage::new(CardClassification::General, person());
    coverage.insurer_number = InsurerNumber::new("138008").ok();
    coverage.insurer_name = Some("見本国保".to_owned());
    coverage.symbol = Some("あいう".to_owned().into());
    coverage.number = Some("187".to_owned().into());
    coverage.branch = Some("5".to_owned().into());
    coverage.relation = Some(PersonalFamily::Family);
    coverage.insured_name = Some("見本　太郎".to_owned().into());
    coverage.qualified_on = Some(day("20240401"));
    coverage.lost_on = Some(day("20270101"));
    coverage
}

fn written(coverage: &Coverage) -> fhir::Coverage {
    let ratio = Percent::from_digits("030").ok();
    fhir::Coverage::insurance(coverage, ratio, place("Patient/1"), place("Organization/1")).unwrap()
}

use hokensho_eligibility::{InstitutionCode, InsurerNumber, PayerNumber};
use hokensho_exchange::fhir::{Extension, Identifier, Organization, Resource, System};
use proptest::prelude::*;

use crate::institution;

#[test]
fn an_institution_is_put_together_from_its_parts() {
    let whole = Organization::institution(&institution(), None);
    let parts = Organization { identifier: vec![], ..whole };
    assert_eq!(parts.institution_code(), Some(institution()));
    assert_eq!(parts.local_institution_code(), Some(institution().local()));
}

#[test]
fn seven_digits_alone_name_no_institution() {
    let whole = Organization::institution(&institution(), None);
    for place in 0..3 {
        let mut parts = Organization { identifier: vec![], ..whole.clone() };
        parts.extension.remove(place);
        assert_eq!(parts.institution_code(), None);
    }
}

#[test]
fn the_parts_are_read_with_oids_too() {
    let oid = |url: Option<String>| System::of(&url.unwrap()).and_then(System::oid).map(str::to_owned);
    let old = |mut extension: Extension| {
        if let Some(coding) = &mut extension.value_coding {
            coding.system = oid(coding.system.take());
        }
        if let Some(number) = &mut extension.value_identifier {
            number.system = oid(number.system.take());
        }
        extension
    };
    let whole = Organization::institution(&institution(), None);
    let parts = Organization {
        identifier: vec![],
        extension: whole.extension.into_iter().map(old).collect(),
        ..Organization::default()
    };
    assert_eq!(parts.institution_code(), Some(institution()));
}

#[test]
fn an_institution_is_read_by_the_names_of_jp_cores_text_and_examples() {
    for system in ["core/IdSystem", "Common/IdSystem", "core/CodeSystem"] {
        let url = format!("http://jpfhir.jp/fhir/{system}/insurance-medical-institution-no");
        let identifier = vec![Identifier::of(&url, institution().as_str())];
        let read = Organization { identifier, ..Organization::default() };
        assert_eq!(read.institution_code(), Some(institution()), "{url}");
    }
    let written = Organization::institution(&institution(), None);
    assert_eq!(written.identifier[0].system.as_deref(), Some(System::INSTITUTION_10.url()));
}

#[test]
fn refuses_a_code_that_contradicts_its_parts() {
    let mut other = Organization::institution(&institution(), None);
    other.extension[2].value_identifier.as_mut().unwrap().value = Some("0000013".to_owned());
    assert_eq!(other.institution_code(), None);
    let mut other = Organization::institution(&institution(), None);
    other.identifier[0].value = Some("130000000".to_owned());
    assert_eq!(other.institution_code(), None);
}

#[test]
fn an_insurer_is_no_payer_and_no_institution() {
    let insurer = Organization::insurer(&InsurerNumber::new("06130009").unwrap(), None);
    assert_eq!((insurer.payer_number(), insurer.institution_code()), (None, None));
    assert_eq!(insurer.local_institution_code(), None);
}

#[test]
fn systems_have_one_name_each() {
    for system in System::ALL {
        assert_eq!(System::of(system.url()), Some(*system));
        assert_eq!(system.oid().and_then(System::of), system.oid().map(|_| *system));
    }
}

proptest! {
    #[test]
    fn any_number_is_read_as_it_was_written(
        insurer in "[0-9]{6}|[1-9][0-9]{7}",
        payer in "[0-9]{8}",
        code in "(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{8}",
    ) {
        let insurer = InsurerNumber::new(&insurer).unwrap();
        let payer = PayerNumber::new(&payer).unwrap();
        let code = InstitutionCode::new(&code).unwrap();
        let through_json = |organization: Organization| {
            let json = Resource::from(organization).write();
            let Resource::Organization(read) = Resource::read(&json).unwrap() else { panic!() };
            read
        };
        prop_assert_eq!(through_json(Organization::insurer(&insurer, None)).insurer_number(), Some(insurer));
        prop_assert_eq!(through_json(Organization::payer(&payer, None)).payer_number(), Some(payer));
        let whole = through_json(Organization::institution(&code, None));
        prop_assert_eq!(whole.institution_code(), Some(code.clone()));
        let parts = Organization { identifier: vec![], ..whole };
        prop_assert_eq!(parts.institution_code(), Some(code));
    }
}

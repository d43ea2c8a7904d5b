use hokensho_eligibility::{CardClassification, Coverage, Date, Person, Sex};
use hokensho_exchange::fhir::{MemberKey, Organization, Patient, Resource};
use hokensho_exchange::{Error, Notebook, PortalFile, join_parts};

use crate::Verdict;

/// What was read survives being written and read again, and so does what each record says.
pub(super) fn notebook(input: &[u8]) -> Verdict {
    let read = Notebook::read(input);
    if let Ok(notebook) = &read {
        let shown = format!("{:?} {:?}", notebook.records(), notebook.visits());
        for field in notebook.records().iter().flat_map(|record| record.fields()) {
            // What can be told from the names of types and numbers isn't a secret that leaked.
            assert!(field.is_ascii() || !shown.contains(field.as_str()), "a field is shown");
        }
        for record in notebook.records() {
            let _ = format!("{:?}", record.entry());
        }
        for visit in notebook.visits() {
            let _ = visit.prescriptions();
        }
        match notebook.write() {
            Ok(written) => assert_eq!(Notebook::read(&written).as_ref(), Ok(notebook)),
            // User-defined characters are read, but written nowhere: they mean something else on every system.
            Err(Error::Unencodable { character, .. }) => assert!((0xE000..=0xF8FF).contains(&character)),
            Err(error) => panic!("{error:?}"),
        }
    }
    Verdict::of(&read)
}

/// Parts stand between 0xFF, which no text has. However they are ordered, they make the same file.
pub(super) fn parts(input: &[u8]) -> Verdict {
    let mut parts: Vec<_> = input.split(|byte| *byte == 0xFF).collect();
    let joined = join_parts(&parts);
    parts.reverse();
    if let Ok(joined) = &joined {
        assert_eq!(join_parts(&parts).as_ref(), Ok(joined));
    }
    Verdict::of(&joined)
}

pub(super) fn portal(input: &[u8]) -> Verdict {
    let read = PortalFile::read(input);
    if let Ok(file) = &read {
        let _ = format!("{file:?} {:?}", file.expenses());
        let rows = file
            .groups()
            .iter()
            .flat_map(|group| group.records())
            .map(|record| record.rows().count())
            .sum::<usize>();
        assert!(rows <= input.len(), "rows come from nowhere");
    }
    Verdict::of(&read)
}

/// What was read survives being written and read again, with whatever isn't known here.
pub(super) fn fhir(input: &[u8]) -> Verdict {
    let Ok(json) = str::from_utf8(input) else { return Verdict::Refused };
    let read = Resource::read(json);
    if let Ok(resource) = &read {
        let written = resource.write();
        assert_eq!(Resource::read(&written).as_ref(), Ok(resource));
        let birth = Date::from_digits("19800217").expect("is a day");
        let person = Person::new("見本　花子", Sex::Unset, birth);
        match resource {
            Resource::Consent(consent) => drop(consent.statement()),
            Resource::Coverage(coverage) => {
                let (patient, organization) = (Patient::of(&person, []), Organization::default());
                let _ = (coverage.to_public_expense(&organization), coverage.ratio());
                let _ = coverage.to_insurance(CardClassification::General, &patient, &organization);
                if let Some(key) = coverage.member_key() {
                    for identifier in [key.identifier(), key.csv_identifier()] {
                        let read = MemberKey::read(&identifier).expect("is a key");
                        assert_eq!(read.csv_identifier(), key.csv_identifier());
                    }
                }
            }
            Resource::CoverageEligibilityRequest(request) => drop(request.day()),
            Resource::CoverageEligibilityResponse(response) => {
                for answer in &response.insurance {
                    let _ =
                        answer.complete(Coverage::new(CardClassification::General, person.clone()), birth);
                }
            }
            Resource::Organization(organization) => {
                let _ = (organization.institution_code(), organization.insurer_number());
            }
            Resource::Patient(patient) => {
                let _ = (patient.person(), patient.member_key());
            }
            _ => {}
        }
    }
    Verdict::of(&read)
}

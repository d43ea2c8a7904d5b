//! What another implementation of FHIR R4 says: it finds nothing wrong in anything that is written.

use hokensho_eligibility::{ConsentFlag, ConsentItem, ConsentStatement, InsurerNumber, PayerNumber};
use hokensho_exchange::fhir::{self, Consent, MemberKey, Organization, Patient, Resource};

use crate::consent::consent;
use crate::coverage::expense;
use crate::response::{eligible, outcomes, request, response};
use crate::{coverage, institution, patient, person, written};

/// The resource is read without a complaint.
#[macro_export]
macro_rules! second_opinion {
    ($type:ident, $resource:expr) => {{
        let json = hokensho_exchange::fhir::Resource::from($resource).write();
        let (_, issues) = fhirkit::from_json::<fhirkit::r4::$type>(&json).unwrap();
        assert!(issues.is_empty(), "{issues:?} in {json}");
    }};
}

#[test]
fn coverages_are_fhir() {
    second_opinion!(Coverage, written(&coverage()));
    second_opinion!(Coverage, expense("1234567", 1));
}

#[test]
fn patients_are_fhir() {
    second_opinion!(Patient, patient(&person()));
    second_opinion!(Patient, Patient::of(&person(), []));
    let key = MemberKey::of(&coverage()).unwrap();
    second_opinion!(Patient, Patient::of(&person(), [key.identifier(), key.csv_identifier()]));
}

#[test]
fn organizations_are_fhir() {
    second_opinion!(Organization, Organization::insurer(&InsurerNumber::new("138008").unwrap(), None));
    second_opinion!(
        Organization,
        Organization::payer(&PayerNumber::new("54136015").unwrap(), Some("見本県"))
    );
    second_opinion!(Organization, Organization::institution(&institution(), Some("見本")));
}

#[test]
fn requests_and_the_answers_to_every_way_a_check_can_end_are_fhir() {
    second_opinion!(CoverageEligibilityRequest, request());
    second_opinion!(CoverageEligibilityResponse, response(&eligible()));
    for (outcome, ..) in outcomes() {
        second_opinion!(CoverageEligibilityResponse, response(&outcome));
    }
}

#[test]
fn consents_are_fhir() {
    for flag in [ConsentFlag::Given, ConsentFlag::Expired, ConsentFlag::NotGiven] {
        let statement = ConsentStatement::new(flag);
        for item in ConsentItem::ALL {
            second_opinion!(Consent, consent(*item, &statement).unwrap());
        }
    }
}

#[test]
fn the_second_opinion_finds_what_is_missing() {
    for json in [
        Resource::from(fhir::Coverage::default()),
        Resource::from(Consent::default()),
        Resource::from(fhir::CoverageEligibilityRequest::default()),
        Resource::from(fhir::CoverageEligibilityResponse::default()),
    ] {
        let json = json.write();
        let issues = match &*json {
            it if it.contains(r#""Coverage""#) => fhirkit::from_json::<fhirkit::r4::Coverage>(it).unwrap().1,
            it if it.contains("Consent") => fhirkit::from_json::<fhirkit::r4::Consent>(it).unwrap().1,
            it if it.contains("Request") => {
                fhirkit::from_json::<fhirkit::r4::CoverageEligibilityRequest>(it).unwrap().1
            }
            it => fhirkit::from_json::<fhirkit::r4::CoverageEligibilityResponse>(it).unwrap().1,
        };
        assert!(!issues.is_empty(), "{json}");
    }
}

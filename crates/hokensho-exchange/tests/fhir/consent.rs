use hokensho_eligibility::{ConsentEndReason, ConsentFlag, ConsentItem, ConsentStatement};
use hokensho_exchange::Error;
use hokensho_exchange::fhir::{Consent, Period, Resource};

use hokensho_eligibility::DateTime;
use proptest::prelude::*;

use crate::{moment, place};

pub(crate) fn consent(item: ConsentItem, statement: &ConsentStatement) -> Option<Consent> {
    Consent::of(item, statement, place("Patient/1"), place("Organization/3"))
}

fn given() -> ConsentStatement {
    let mut statement = ConsentStatement::new(ConsentFlag::Given);
    statement.given_at = Some(moment("20261122093000"));
    statement.available_until = Some(moment("20261123093000"));
    statement
}

#[test]
fn a_consent_states_what_the_answer_stated() {
    for (flag, status, kind, reason) in [
        (ConsentFlag::Given, "active", "permit", None),
        (ConsentFlag::Expired, "inactive", "permit", Some(ConsentEndReason::ByPatient)),
        (ConsentFlag::Expired, "inactive", "permit", Some(ConsentEndReason::from_code("7"))),
        (ConsentFlag::NotGiven, "rejected", "deny", None),
    ] {
        let mut statement = given();
        (statement.flag, statement.end_reason) = (flag, reason);
        for item in ConsentItem::ALL {
            let consent = consent(*item, &statement).unwrap();
            assert_eq!(consent.status.as_deref(), Some(status));
            assert_eq!(consent.provision.as_ref().unwrap().r#type.as_deref(), Some(kind));
            let Resource::Consent(read) = Resource::read(&Resource::from(consent).write()).unwrap() else {
                panic!()
            };
            assert_eq!(read.statement().unwrap(), Some((*item, statement.clone())));
        }
    }
}

#[test]
fn a_consent_is_given_to_one_institution_until_the_end_that_was_stated() {
    let json = Resource::from(consent(ConsentItem::Medicines, &given()).unwrap()).write();
    for part in [
        r#""period":{"end":"2026-11-23T09:30:00+09:00"}"#,
        r#""code":"IRCP""#,
        r#""reference":{"reference":"Organization/3"}"#,
        r#""dateTime":"2026-11-22T09:30:00+09:00""#,
        // ppc-1: a policy or the rule of one.
        r#""policyRule":{"text":"#,
    ] {
        assert!(json.contains(part), "{part} in {json}");
    }
    let mut endless = given();
    endless.available_until = None;
    let consent = consent(ConsentItem::Medicines, &endless).unwrap();
    assert_eq!(consent.provision.as_ref().unwrap().period, None);
    assert_eq!(consent.statement().unwrap(), Some((ConsentItem::Medicines, endless)));
}

#[test]
fn who_could_not_be_asked_has_refused_nothing() {
    for flag in [ConsentFlag::Unobtainable, ConsentFlag::from_code("7")] {
        assert_eq!(consent(ConsentItem::Medicines, &ConsentStatement::new(flag)), None);
    }
}

#[test]
fn a_consent_that_contradicts_itself_states_nothing() {
    let mut contradicting =
        consent(ConsentItem::Medicines, &ConsentStatement::new(ConsentFlag::NotGiven)).unwrap();
    for status in ["active", "draft", "proposed", "entered-in-error"] {
        contradicting.status = Some(status.to_owned());
        assert_eq!(contradicting.statement(), Ok(None), "{status}");
    }
    assert_eq!(Consent::default().statement(), Ok(None));
}

#[test]
fn refuses_a_moment_that_cannot_be_read_rather_than_consent_for_ever() {
    for end in ["2026-11-23", "2026-11-23T09:30:00", "2026-11-23T09:30:00++9:00", ""] {
        let mut consent = consent(ConsentItem::Medicines, &given()).unwrap();
        consent.provision.as_mut().unwrap().period =
            Some(Period { end: Some(end.to_owned()), ..Period::default() });
        let path = "Consent.provision.period.end";
        assert_eq!(consent.statement(), Err(Error::FhirElement { path }), "{end}");
    }
    let mut consent = consent(ConsentItem::Medicines, &given()).unwrap();
    consent.date_time = Some("2026".to_owned());
    assert_eq!(consent.statement(), Err(Error::FhirElement { path: "Consent.dateTime" }));
}

#[test]
fn refuses_a_consent_whose_meaning_is_changed() {
    for provision in [
        r#"{"type":"permit"},"modifierExtension":[{"url":"urn:oid:1.2"}]"#,
        r#"{"modifierExtension":[{"url":"a"}]}"#,
    ] {
        let json = format!(r#"{{"resourceType":"Consent","status":"active","provision":{provision}}}"#);
        let Resource::Consent(read) = Resource::read(&json).unwrap() else { panic!() };
        assert_eq!(read.statement(), Err(Error::FhirElement { path: "Consent.modifierExtension" }));
    }
}

#[test]
fn refuses_a_consent_that_is_narrower_or_wider_than_a_statement_can_say() {
    let written = Resource::from(consent(ConsentItem::Medicines, &given()).unwrap()).write();
    let refused = |from: &str, to: &str| {
        let json = written.replacen(from, to, 1);
        assert_ne!(json, written, "{from}");
        let Resource::Consent(read) = Resource::read(&json).unwrap() else { panic!() };
        let Err(Error::FhirElement { path }) = read.statement() else { panic!("{json}") };
        path
    };
    let provision = r#""provision":{"#;
    let inside = |element: &str| refused(provision, &format!("{provision}{element},"));
    assert_eq!(inside(r#""provision":[{"type":"deny"}]"#), "Consent.provision");
    assert_eq!(inside(r#""dataPeriod":{"start":"2026-01-01"}"#), "Consent.provision");
    assert_eq!(refused(r#""period":{"#, r#""period":{"start":"2027-01-01","#), "Consent.provision.period");
    assert_eq!(refused(r#""period":{"#, r#""period":{"_start":{"id":"a"},"#), "Consent.provision.period");
    for verification in [
        r#"[{"verified":false}]"#,
        r#"[{"verified":true},{"verified":false}]"#,
        "[{}]",
        r#"[{"verified":true,"modifierExtension":[{"url":"a"}]}]"#,
    ] {
        let outside = format!(r#""verification":{verification},{provision}"#);
        assert_eq!(refused(provision, &outside), "Consent.verification", "{verification}");
    }
    // Any of them.
    let policies = r#"[{"uri":"urn:oid:1.2"},{"uri":"urn:oid:1.3","modifierExtension":[{"url":"a"}]}]"#;
    let outside = format!(r#""policy":{policies},{provision}"#);
    assert_eq!(refused(provision, &outside), "Consent.policy");
    for (from, to) in [("IRCP", "CST"), (r#""actor":["#, r#""actor":[{},"#), ("Participation", "Part")] {
        assert_eq!(refused(from, to), "Consent.provision.actor", "{from}");
    }
    let mut several = consent(ConsentItem::Medicines, &given()).unwrap();
    let other = ConsentItem::ALL.iter().find(|item| **item != ConsentItem::Medicines).unwrap();
    let other = consent(*other, &given()).unwrap();
    several.provision.as_mut().unwrap().code.extend(other.provision.unwrap().code);
    assert_eq!(several.statement(), Err(Error::FhirElement { path: "Consent.provision.code" }));
}

#[test]
fn refuses_a_reason_of_its_end_that_cannot_be_read_rather_than_take_the_consent_for_one_that_goes_on() {
    let mut ended = given();
    ended.end_reason = Some(ConsentEndReason::ByPatient);
    let mut consent = consent(ConsentItem::Medicines, &ended).unwrap();
    let coding = consent.extension[0].value_coding.as_mut().unwrap();
    coding.system = Some("urn:oid:1.2".to_owned());
    assert_eq!(consent.statement(), Err(Error::FhirElement { path: "Consent.extension" }));
}

#[test]
fn a_consent_that_was_verified_states_the_same() {
    let written = consent(ConsentItem::Medicines, &given()).unwrap();
    let json = Resource::from(written.clone()).write();
    let outside = r#""verification":[{"verified":true}],"policy":[{"uri":"urn:oid:1.2"}],"provision""#;
    let verified = json.replacen(r#""provision""#, outside, 1);
    let Resource::Consent(read) = Resource::read(&verified).unwrap() else { panic!() };
    assert_eq!(read.statement(), written.statement());
    assert_eq!(read.recipient(), Some(&place("Organization/3")));
}

proptest! {
    #[test]
    fn any_statement_is_read_as_it_was_written(
        item in prop::sample::select(ConsentItem::ALL.to_vec()),
        flag in prop::sample::select(vec![ConsentFlag::Given, ConsentFlag::Expired, ConsentFlag::NotGiven]),
        // From 1973 to 2106.
        moments in prop::collection::vec(prop::option::of(100_000_000..u32::MAX), 2),
        reason in prop::option::of("[0-9]{1,2}"),
    ) {
        let mut statement = ConsentStatement::new(flag);
        let moment = |place: usize| moments[place].and_then(|seconds| DateTime::from_unix(seconds.into()));
        (statement.given_at, statement.available_until) = (moment(0), moment(1));
        statement.end_reason = reason.map(|code| ConsentEndReason::from_code(&code));
        crate::second_opinion!(Consent, consent(item, &statement).unwrap());
        let json = Resource::from(consent(item, &statement).unwrap()).write();
        let Resource::Consent(read) = Resource::read(&json).unwrap() else { panic!() };
        prop_assert_eq!(read.statement().unwrap(), Some((item, statement)));
    }
}

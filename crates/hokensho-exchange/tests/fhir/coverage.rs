use std::num::NonZeroU8;

use hokensho_eligibility::{
    CardClassification, Coverage, InsurerNumber, OwnLimit, PayerNumber, Percent, PersonalFamily,
    PublicExpense, RecipientNumber, Yen,
};
use hokensho_exchange::Error;
use hokensho_exchange::fhir::{self, Identifier, Organization, Patient, Resource};
use proptest::prelude::*;

use crate::{coverage, day, patient, person, place, written};

fn paper(recipient: &str) -> PublicExpense {
    let payer = PayerNumber::new("54136015").unwrap();
    let mut expense = PublicExpense::on_paper(payer, Some(RecipientNumber::new(recipient).unwrap()));
    (expense.valid_from, expense.valid_until) = (Some(day("20260101")), Some(day("20261231")));
    expense.own_limit = OwnLimit::Month(Yen::new(10_000));
    expense
}

pub(crate) fn expense(recipient: &str, order: u8) -> fhir::Coverage {
    let order = NonZeroU8::new(order).unwrap();
    fhir::Coverage::public_expense(&paper(recipient), order, place("Patient/1"), place("Organization/2"))
        .unwrap()
}

#[test]
fn symbol_and_number_are_full_width_where_jp_core_wants_them_so() {
    let mut coverage = coverage();
    (coverage.symbol, coverage.number) = (Some("ｶﾞ12".to_owned().into()), Some("１ 2".to_owned().into()));
    let written = written(&coverage);
    let texts: Vec<_> = written.extension.iter().map(|it| it.value_string.clone().unwrap()).collect();
    assert_eq!(texts, ["ガ１２", "１２", "05"]);
    assert_eq!(written.subscriber_id.as_deref(), Some("ガ１２:１２"));
    assert_eq!(written.dependent.as_deref(), Some("05"));
    assert_eq!(written.identifier[0].value.as_deref(), Some("00138008:ガ１２:１２:05"));
    // Letters and digits alone are half-width in the key with colons, and in no other place.
    coverage.symbol = Some("12".to_owned().into());
    let written = crate::written(&coverage);
    assert_eq!(written.identifier[0].value.as_deref(), Some("00138008:12:12:05"));
    assert_eq!(written.identifier[1].value.as_deref(), Some(r#""00138008","１２","１２","05""#));
    assert_eq!(written.subscriber_id.as_deref(), Some("１２:１２"));
}

#[test]
fn a_branch_that_is_not_known_is_left_out_and_never_00() {
    let mut coverage = coverage();
    coverage.branch = None;
    let written = written(&coverage);
    assert_eq!(written.dependent, None);
    assert_eq!(written.extension.len(), 2);
}

#[test]
fn a_text_that_is_empty_is_left_out() {
    let mut coverage = coverage();
    let empty = || Some("　".to_owned().into());
    (coverage.symbol, coverage.number, coverage.branch) = (empty(), empty(), empty());
    coverage.insured_name = Some(String::new().into());
    let written = written(&coverage);
    assert_eq!((written.extension.len(), &written.subscriber, &written.subscriber_id), (0, &None, &None));
    assert_eq!(written.identifier, []);
    crate::second_opinion!(Coverage, written);
}

#[test]
fn an_insurance_has_kind_relation_period_and_ratio() {
    let json = Resource::from(written(&coverage())).write();
    for part in [
        r#""status":"active""#,
        r#""type":{"coding":[{"system":"http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuranceMajorCategory","code":"2"}]}"#,
        r#""subscriber":{"display":"見本　太郎"}"#,
        r#""subscriberId":"あいう:１８７""#,
        r#""dependent":"05""#,
        r#""relationship":{"coding":[{"system":"http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuredPersonCategory","code":"2"}]}"#,
        // 資格喪失 is the first day without coverage.
        r#""period":{"start":"2024-04-01","end":"2026-12-31"}"#,
        r#""code":"copaypct","display":"負担率""#,
        r#""valueQuantity":{"value":30,"unit":"%","system":"http://unitsofmeasure.org","code":"%"}"#,
    ] {
        assert!(json.contains(part), "{part} in {json}");
    }
}

#[test]
fn the_kind_of_an_insurance_that_is_not_known_is_left_out() {
    let kind = |insurer: &str| {
        let mut coverage = coverage();
        coverage.insurer_number = InsurerNumber::new(insurer).ok();
        written(&coverage).r#type.map(|kind| kind.coding[0].code.clone().unwrap())
    };
    assert_eq!(kind("06130009").as_deref(), Some("1"));
    assert_eq!(kind("138008").as_deref(), Some("2"));
    assert_eq!(kind("39131156").as_deref(), Some("7"));
    assert_eq!(kind("99131156"), None);
}

#[test]
fn the_period_ends_with_the_earlier_of_loss_and_validity() {
    let mut coverage = coverage();
    coverage.valid_until = Some(day("20260731"));
    assert_eq!(written(&coverage).period.unwrap().end.as_deref(), Some("2026-07-31"));
    coverage.valid_until = Some(day("20270331"));
    assert_eq!(written(&coverage).period.unwrap().end.as_deref(), Some("2026-12-31"));
    (coverage.lost_on, coverage.valid_until) = (None, None);
    assert_eq!(written(&coverage).period.unwrap().end, None);
    coverage.qualified_on = None;
    assert_eq!(written(&coverage).period, None);
}

#[test]
fn a_public_expense_has_nothing_of_an_insurance() {
    let payer = PayerNumber::new("54136015").unwrap();
    let expense = expense("123456", 2);
    let json = Resource::from(expense.clone()).write();
    assert!(json.contains(r#""subscriberId":"0123456""#) && json.contains(r#""order":2"#), "{json}");
    assert!(json.contains(r#""period":{"start":"2026-01-01","end":"2026-12-31"}"#), "{json}");
    for forbidden in ["extension", "relationship", "dependent", "identifier"] {
        assert!(!json.contains(forbidden), "{forbidden}");
    }
    let payer = Organization::payer(&payer, Some("見本県"));
    assert_eq!(payer.insurer_number(), None);
    assert_eq!(
        expense.to_insurance(CardClassification::General, &patient(&person()), &payer),
        Err(Error::FhirElement { path: "Coverage.type" })
    );
}

#[test]
fn a_public_expense_comes_back_as_it_went() {
    let organization = Organization::payer(&PayerNumber::new("54136015").unwrap(), None);
    let read = |expense: &fhir::Coverage| {
        let Resource::Coverage(read) = Resource::read(&Resource::from(expense.clone()).write()).unwrap()
        else {
            panic!()
        };
        read.to_public_expense(&organization)
    };
    assert_eq!(read(&expense("1234566", 3)).unwrap(), paper("1234566"));
    let mut bare = paper("障-12");
    (bare.valid_from, bare.valid_until, bare.recipient) = (None, None, None);
    bare.own_limit = OwnLimit::Unstated;
    let written =
        fhir::Coverage::public_expense(&bare, NonZeroU8::MIN, place("Patient/1"), place("Organization/2"));
    assert_eq!(read(&written.unwrap()).unwrap(), bare);
}

#[test]
fn a_public_expense_without_a_day_is_not_written() {
    let mut never = paper("1234566");
    never.valid_until = Some(day("20251231"));
    let written =
        fhir::Coverage::public_expense(&never, NonZeroU8::MIN, place("Patient/1"), place("Organization/2"));
    assert_eq!(written, None);
}

#[test]
fn refuses_a_public_expense_that_cannot_be_read() {
    let organization = Organization::payer(&PayerNumber::new("54136015").unwrap(), None);
    let refused = |change: fn(&mut fhir::Coverage), payer: &Organization| {
        let mut expense = expense("1234566", 1);
        change(&mut expense);
        let Err(Error::FhirElement { path }) = expense.to_public_expense(payer) else { panic!() };
        path
    };
    assert_eq!(refused(|it| it.r#type = None, &organization), "Coverage.type");
    assert_eq!(refused(|_| (), &Organization::default()), "Coverage.payor");
    assert_eq!(refused(|it| it.subscriber_id = Some(String::new()), &organization), "Coverage.subscriberId");
    assert_eq!(refused(|it| it.subscriber_id = Some("1".repeat(31)), &organization), "Coverage.subscriberId");
    assert_eq!(
        refused(|it| it.period.as_mut().unwrap().end = Some("2026-13-01".to_owned()), &organization),
        "Coverage.period.end"
    );
    let euros = |it: &mut fhir::Coverage| {
        it.cost_to_beneficiary[0].value_money.as_mut().unwrap().currency = Some("EUR".to_owned());
    };
    assert_eq!(refused(euros, &organization), "Coverage.costToBeneficiary.valueMoney");
}

#[test]
fn a_recipient_number_is_filled_up_only_if_it_is_digits() {
    for (number, written) in [("123456", "0123456"), ("1234567", "1234567"), ("障-12", "障-12"), ("A1", "A1")]
    {
        assert_eq!(expense(number, 1).subscriber_id.as_deref(), Some(written));
    }
}

#[test]
fn medical_aid_is_no_insurance_and_neither_is_what_never_was_in_force() {
    let insurance = |coverage: &Coverage| {
        fhir::Coverage::insurance(coverage, None, place("Patient/1"), place("Organization/1"))
    };
    let mut aid = coverage();
    aid.insurer_number = InsurerNumber::new("12999991").ok();
    assert_eq!(insurance(&aid), None);
    let mut aid = coverage();
    aid.classification = CardClassification::MedicalAid;
    assert_eq!(insurance(&aid), None);

    let mut never = coverage();
    never.lost_on = never.qualified_on;
    assert_eq!(insurance(&never), None);
    never.lost_on = Some(day("20240402"));
    let one_day = insurance(&never).unwrap().period.unwrap();
    assert_eq!((one_day.start.as_deref(), one_day.end.as_deref()), (Some("2024-04-01"), Some("2024-04-01")));
}

#[test]
fn an_insurance_comes_back_as_it_went() {
    let coverage = coverage();
    let insurer = Organization::insurer(coverage.insurer_number.as_ref().unwrap(), Some("見本国保"));
    let patient = patient(&coverage.person);
    let read = written(&coverage).to_insurance(CardClassification::General, &patient, &insurer).unwrap();
    assert_eq!(read.insurer_number, coverage.insurer_number);
    assert_eq!(read.insurer_name, coverage.insurer_name);
    assert_eq!(read.insured_name, coverage.insured_name);
    assert_eq!(read.person, coverage.person);
    assert_eq!(read.number.unwrap().expose(), "１８７");
    assert_eq!(read.branch.unwrap().expose(), "05");
    assert_eq!((read.qualified_on, read.valid_until), (coverage.qualified_on, Some(day("20261231"))));
    // 一部負担金割合 of a coverage is that of 後期高齢者 alone.
    assert_eq!(read.ratio, None);
}

#[test]
fn data_with_oids_and_without_extensions_are_read_too() {
    let json = r#"{"resourceType":"Coverage","status":"active",
        "identifier":[{"system":"http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID","value":"39131156::12345678:"}],
        "type":{"coding":[{"system":"urn:oid:1.2.392.100495.20.2.61","code":"7"}]},
        "relationship":{"coding":[{"system":"urn:oid:1.2.392.100495.20.2.62","code":"1"}]},
        "costToBeneficiary":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/coverage-copay-type",
            "code":"copaypct"}]},"valueQuantity":{"value":10.0,"unit":"%","code":"%"}}]}"#;
    let Resource::Coverage(read) = Resource::read(json).unwrap() else { panic!() };
    let insurer = Organization {
        identifier: vec![Identifier::of("urn:oid:1.2.392.100495.20.3.61", "39131156")],
        ..Organization::default()
    };
    let insurance = read.to_insurance(CardClassification::General, &patient(&person()), &insurer).unwrap();
    assert_eq!((insurance.symbol, insurance.branch), (None, None));
    assert_eq!(insurance.number.unwrap().expose(), "12345678");
    assert_eq!(insurance.relation, Some(PersonalFamily::Insured));
    assert_eq!(insurance.ratio, Percent::from_digits("010").ok());
}

fn insured(coverage: &fhir::Coverage) -> Result<Coverage, Error> {
    coverage.to_insurance(CardClassification::General, &patient(&person()), &Organization::default())
}

#[test]
fn the_insurer_is_read_from_the_key_where_no_organization_names_one() {
    assert_eq!(insured(&written(&coverage())).unwrap().insurer_number, InsurerNumber::new("138008").ok());
}

#[test]
fn a_full_width_branch_of_older_data_becomes_half_width() {
    let mut old = written(&coverage());
    old.extension[2].value_string = Some("５".to_owned());
    assert_eq!(insured(&old).unwrap().branch.unwrap().expose(), "05");
    // Without an extension it is the key's, and without a key the element's.
    old.extension.clear();
    assert_eq!(insured(&old).unwrap().branch.unwrap().expose(), "05");
    old.identifier.clear();
    old.dependent = Some("０７".to_owned());
    assert_eq!(insured(&old).unwrap().branch.unwrap().expose(), "07");
}

#[test]
fn symbol_and_number_are_read_from_the_subscribers_id_where_nothing_else_has_them() {
    let read = |id: &str| {
        let mut bare = written(&coverage());
        (bare.extension, bare.identifier) = (vec![], vec![]);
        bare.subscriber_id = Some(id.to_owned());
        let insurance = insured(&bare).unwrap();
        [insurance.symbol, insurance.number]
            .map(|part| part.map_or(String::new(), |part| part.expose().clone()))
    };
    assert_eq!(read("あいう:１８７"), ["あいう", "１８７"]);
    assert_eq!(read(":１８７"), ["", "１８７"]);
    // JP Core 1.1.
    assert_eq!(read(r#""１２－３４","５６７８""#), ["１２－３４", "５６７８"]);
    assert_eq!(read(r#""１２－３４","５６７８","０５""#), ["１２－３４", "５６７８"]);
    for other in ["", "187", "\"", "\"\"", "\"187\"", "00138008:あいう:１８７:05"] {
        assert_eq!(read(other), ["", ""], "{other}");
    }
}

#[test]
fn refuses_a_subscribers_id_or_a_second_key_that_says_something_else() {
    let refused = |change: &dyn Fn(&mut fhir::Coverage)| {
        let mut coverage = written(&coverage());
        change(&mut coverage);
        insured(&coverage).map(drop)
    };
    let wrong = |path| Err(Error::FhirElement { path });
    for id in ["別:１８７", "あいう:999", "あいう:１８７:06", "\"あいう\",\"999\""] {
        let change = |it: &mut fhir::Coverage| it.subscriber_id = Some(id.to_owned());
        assert_eq!(refused(&change), wrong("Coverage.subscriberId"), "{id}");
        let change = |it: &mut fhir::Coverage| {
            it.extension.clear();
            change(it);
        };
        assert_eq!(refused(&change), wrong("Coverage.subscriberId"), "{id}");
    }
    for id in ["あいう:187", ":１８７", "あいう:", "あいう:１８７:5", "187", "4711"] {
        assert_eq!(refused(&|it| it.subscriber_id = Some(id.to_owned())), Ok(()), "{id}");
    }
    let key = |value: &str| Identifier::of("http://jpfhir.jp/fhir/core/IdSystem/JP_Coverage_id", value);
    for value in [r#""00138008","あいう","９９９","05""#, r#""00138024","あいう","１８７","05""#]
    {
        assert_eq!(refused(&|it| it.identifier[1] = key(value)), wrong("Coverage.identifier"), "{value}");
    }
    let kind = |it: &mut fhir::Coverage| {
        let codings = &mut it.relationship.as_mut().unwrap().coding;
        let mut other = codings[0].clone();
        other.code = Some(if other.code.as_deref() == Some("1") { "2" } else { "1" }.to_owned());
        codings.push(other);
    };
    assert_eq!(refused(&kind), wrong("Coverage.relationship"));
}

#[test]
fn a_blank_symbol_number_or_branch_says_nothing() {
    for blank in ["", " ", "\u{3000}"] {
        let mut written = written(&Coverage { symbol: None, branch: None, ..coverage() });
        // Who is in 後期高齢者医療 has no symbol, and some write it all the same.
        for end in ["InsuredPersonSymbol", "InsuredPersonSubNumber"] {
            let url = format!("http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_{end}");
            let value_string = Some(blank.to_owned());
            written.extension.push(fhir::Extension { url: Some(url), value_string, ..Default::default() });
        }
        written.dependent = Some(blank.to_owned());
        written.subscriber_id = Some(format!("{blank}:１８７"));
        let read = insured(&written).unwrap();
        assert_eq!((read.symbol, read.branch), (None, None));
        assert_eq!(read.number.unwrap().expose(), "１８７");
        written.dependent = Some("05".to_owned());
        assert_eq!(insured(&written).unwrap().branch.unwrap().expose(), "05");
    }
}

#[test]
fn hyphens_of_another_kind_are_no_contradiction() {
    let mut hyphened = coverage();
    hyphened.symbol = Some("12‐34".to_owned().into());
    let mut written = written(&hyphened);
    for (extension, rest) in [
        ("１２－３４", "１２‐３４"),
        ("１２−３４", "１２－３４"),
        // As they are typed with the key of the long vowel, or drawn as a line.
        ("１２ー３４", "12-34"),
        ("１２ｰ３４", "１２─３４"),
    ] {
        written.extension[0].value_string = Some(extension.to_owned());
        written.subscriber_id = Some(format!("{rest}:１８７"));
        assert_eq!(insured(&written).unwrap().symbol.unwrap().expose(), extension);
    }
}

#[test]
fn the_kind_is_read_under_the_system_that_jp_cores_text_names_by_mistake() {
    let mut expense = expense("1234566", 1);
    let coding = &mut expense.r#type.as_mut().unwrap().coding[0];
    coding.system = Some("http://jpfhir.jp/fhir/core/mhlw/IdSystem/medicalRegistrationNumber".to_owned());
    assert!(expense.is_public_expense());
    expense.r#type.as_mut().unwrap().coding[0].system =
        Some("http://terminology.hl7.org/CodeSystem/v3-ActCode".to_owned());
    assert!(!expense.is_public_expense());
}

#[test]
fn the_extension_for_the_number_holds_the_number_whatever_its_comment_says() {
    let written = written(&coverage());
    let of = |end: &str| {
        let extension = written.extension.iter().find(|it| it.url.as_deref().unwrap().ends_with(end));
        extension.unwrap().value_string.clone().unwrap()
    };
    assert_eq!(of("InsuredPersonSymbol"), "あいう");
    assert_eq!(of("InsuredPersonNumber"), "１８７");
    assert_eq!(of("InsuredPersonSubNumber"), "05");
}

#[test]
fn refuses_a_coverage_that_contradicts_itself() {
    let refused = |change: fn(&mut fhir::Coverage)| {
        let mut coverage = written(&coverage());
        change(&mut coverage);
        insured(&coverage).unwrap_err()
    };
    let wrong = |path| Error::FhirElement { path };
    let twice = |it: &mut fhir::Coverage| {
        let mut other = it.extension[0].clone();
        other.value_string = Some("別".to_owned());
        it.extension.push(other);
    };
    assert_eq!(refused(twice), wrong("Coverage.extension"));
    assert_eq!(
        refused(|it| it.period.as_mut().unwrap().end = Some("2024-03-31".to_owned())),
        wrong("Coverage.period")
    );
    assert_eq!(
        refused(|it| it.period.as_mut().unwrap().start = Some("2024-04".to_owned())),
        wrong("Coverage.period.start")
    );
    let other = Organization::insurer(&InsurerNumber::new("06130009").unwrap(), None);
    let refused = written(&coverage()).to_insurance(CardClassification::General, &patient(&person()), &other);
    assert_eq!(refused, Err(wrong("Coverage.identifier")));
    // Twice the same is once.
    let mut same = written(&coverage());
    same.extension.push(same.extension[0].clone());
    assert!(insured(&same).is_ok());
}

#[test]
fn refuses_a_coverage_that_is_not_meant() {
    for status in [None, Some("cancelled"), Some("draft"), Some("entered-in-error"), Some("Active")] {
        let unmeant =
            |coverage: fhir::Coverage| fhir::Coverage { status: status.map(str::to_owned), ..coverage };
        let refused = Err(Error::FhirElement { path: "Coverage.status" });
        assert_eq!(insured(&unmeant(written(&coverage()))), refused, "{status:?}");
        let payer = Organization::payer(&PayerNumber::new("54136015").unwrap(), None);
        let expense = unmeant(expense("1234566", 1)).to_public_expense(&payer);
        assert_eq!(expense, Err(Error::FhirElement { path: "Coverage.status" }));
    }
}

#[test]
fn refuses_a_kind_of_insurance_that_online_eligibility_does_not_know() {
    for kind in ["3", "4", "5", "6", "8", "9"] {
        let mut other = written(&coverage());
        other.r#type.as_mut().unwrap().coding[0].code = Some(kind.to_owned());
        assert_eq!(insured(&other), Err(Error::FhirElement { path: "Coverage.type" }), "{kind}");
    }
    // Of another system nobody here knows whether it is insurance at all: `pay` is a patient who pays.
    for system in ["v3-ActCode", "coverage-selfpay"] {
        let mut other = written(&coverage());
        other.r#type.as_mut().unwrap().coding[0].system =
            Some(format!("http://terminology.hl7.org/CodeSystem/{system}"));
        assert_eq!(insured(&other), Err(Error::FhirElement { path: "Coverage.type" }), "{system}");
    }
}

#[test]
fn a_public_insurance_in_hl7s_words_is_one_as_in_jp_cores_example() {
    let public = |codes: &[&str]| {
        let system = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
        let mut other = written(&coverage());
        other.r#type.as_mut().unwrap().coding =
            codes.iter().map(|code| fhir::Coding::of(system, code)).collect();
        other
    };
    assert!(insured(&public(&["PUBLICPOL"])).is_ok());
    assert!(!public(&["PUBLICPOL"]).is_public_expense());
    // Cars', and both.
    for codes in [&["AUTOPOL"][..], &["PUBLICPOL", "AUTOPOL"]] {
        assert_eq!(insured(&public(codes)), Err(Error::FhirElement { path: "Coverage.type" }), "{codes:?}");
    }
}

#[test]
fn refuses_two_kinds_rather_than_take_the_first() {
    let mut two = written(&coverage());
    let coding = two.r#type.as_ref().unwrap().coding[0].clone();
    let foreign = fhir::Coding::of("urn:oid:1.2", "9");
    two.r#type.as_mut().unwrap().coding.extend([coding.clone(), foreign]);
    assert!(insured(&two).is_ok());
    two.r#type.as_mut().unwrap().coding.push(fhir::Coding { code: Some("8".to_owned()), ..coding });
    assert_eq!(insured(&two), Err(Error::FhirElement { path: "Coverage.type" }));
    assert!(!two.is_public_expense());
}

#[test]
fn refuses_two_ratios_or_limits_that_differ() {
    let twice = |values: [&str; 2]| {
        let [first, second] = values.map(|value| with_ratio(&format!(r#"{{"value":{value},"code":"%"}}"#)));
        let cost_to_beneficiary = [first.cost_to_beneficiary, second.cost_to_beneficiary].concat();
        fhir::Coverage { cost_to_beneficiary, ..fhir::Coverage::default() }.ratio()
    };
    let path = "Coverage.costToBeneficiary.valueQuantity.value";
    assert_eq!(twice(["30", "30.0"]), Ok(Percent::from_digits("030").ok()));
    assert_eq!(twice(["10", "30"]), Err(Error::FhirElement { path }));
    assert_eq!(twice(["10", "30.5"]), Err(Error::FhirElement { path }));

    let mut expense = expense("1234566", 1);
    let payer = Organization::payer(&PayerNumber::new("54136015").unwrap(), None);
    expense.cost_to_beneficiary.push(expense.cost_to_beneficiary[0].clone());
    assert!(expense.to_public_expense(&payer).is_ok());
    expense.cost_to_beneficiary[1].value_money.as_mut().unwrap().value = Some(fhir::Decimal::from(1));
    let path = "Coverage.costToBeneficiary.valueMoney";
    assert_eq!(expense.to_public_expense(&payer), Err(Error::FhirElement { path }));
}

#[test]
fn refuses_a_key_that_says_something_else_than_the_extensions() {
    for key in ["00138008:あいう:999:05", "00138008:別:187:05", "00138008:あいう:187:06"] {
        let mut other = written(&coverage());
        other.identifier[0].value = Some(key.to_owned());
        assert_eq!(insured(&other), Err(Error::FhirElement { path: "Coverage.identifier" }), "{key}");
    }
    let mut same = written(&coverage());
    same.identifier[0].value = Some("00138008:あいう:187:5".to_owned());
    assert!(insured(&same).is_ok());
}

#[test]
fn refuses_what_changes_the_meaning_in_a_way_that_is_not_known() {
    for element in [
        r#""modifierExtension":[{"url":"urn:oid:1.2"}]"#,
        r#""implicitRules":"urn:oid:1.2""#,
        r#""costToBeneficiary":[{"modifierExtension":[{"url":"urn:oid:1.2"}]}]"#,
    ] {
        let json = format!(r#"{{"resourceType":"Coverage","status":"active",{element}}}"#);
        let Resource::Coverage(coverage) = Resource::read(&json).unwrap() else { panic!() };
        let refused = Err(Error::FhirElement { path: "Coverage.modifierExtension" });
        assert_eq!(insured(&coverage), refused, "{element}");
    }
}

#[test]
fn refuses_a_symbol_of_another_type() {
    let mut coded = written(&coverage());
    let text = coded.extension[0].value_string.take();
    coded.extension[0].value_code = text;
    assert_eq!(insured(&coded), Err(Error::FhirElement { path: "Coverage.extension" }));
}

#[test]
fn refuses_a_patient_of_whom_nothing_is_known() {
    let refused = written(&coverage()).to_insurance(
        CardClassification::General,
        &Patient::default(),
        &Organization::default(),
    );
    assert_eq!(refused, Err(Error::FhirElement { path: "Patient.name" }));
}

fn with_ratio(quantity: &str) -> fhir::Coverage {
    let json = format!(
        r#"{{"resourceType":"Coverage","status":"active","costToBeneficiary":[{{"type":{{"coding":[{{
        "system":"http://terminology.hl7.org/CodeSystem/coverage-copay-type","code":"copaypct"}}]}},
        "valueQuantity":{quantity}}}]}}"#
    );
    let Resource::Coverage(coverage) = Resource::read(&json).unwrap() else { panic!() };
    coverage
}

#[test]
fn a_ratio_in_another_unit_is_none() {
    assert_eq!(with_ratio(r#"{"value":30,"unit":"円","code":"JPY"}"#).ratio(), Ok(None));
    assert_eq!(fhir::Coverage::default().ratio(), Ok(None));
}

#[test]
fn a_ratio_that_is_no_whole_percent_is_said_where_it_is_asked_for_and_the_resource_is_kept() {
    let path = "Coverage.costToBeneficiary.valueQuantity.value";
    for value in ["30.5", "-30", "101", "3000000000000000000000"] {
        let coverage = with_ratio(&format!(r#"{{"value":{value},"code":"%"}}"#));
        assert_eq!(coverage.ratio(), Err(Error::FhirElement { path }), "{value}");
        assert_eq!(insured(&coverage), Err(Error::FhirElement { path }));
        assert_eq!(Resource::read(&Resource::from(coverage.clone()).write()).unwrap(), coverage.into());
    }
    assert_eq!(with_ratio(r#"{"code":"%"}"#).ratio(), Err(Error::FhirElement { path }));
    for (value, ratio) in [("30", "030"), ("30.0", "030"), ("0", "000"), ("100", "100")] {
        let coverage = with_ratio(&format!(r#"{{"value":{value},"code":"%"}}"#));
        assert_eq!(coverage.ratio(), Ok(Percent::from_digits(ratio).ok()), "{value}");
    }
}

proptest! {
    #[test]
    fn any_public_expense_is_read_as_it_was_written(
        payer in "[0-9]{8}",
        recipient in prop::option::of("[0-9]{7}|[ぁ-ん0-9A-Z-]{1,5}[ぁ-ん]"),
        days in prop::collection::vec(prop::option::of(1_u8..29), 2),
        limit in prop::option::of(0..1_000_000_u64),
        order in 1_u8..,
    ) {
        let mut expense = PublicExpense::on_paper(
            PayerNumber::new(&payer).unwrap(),
            recipient.map(|it| RecipientNumber::new(&it).unwrap()),
        );
        let [from, until] = [0, 1].map(|place: usize| days[place].map(|it| day(&format!("202611{it:02}"))));
        (expense.valid_from, expense.valid_until) = (from, until);
        expense.own_limit = limit.map_or(OwnLimit::Unstated, |yen| OwnLimit::Month(Yen::new(yen)));
        let order = NonZeroU8::new(order).unwrap();
        let written = fhir::Coverage::public_expense(&expense, order, place("Patient/1"), place("Organization/2"));
        // What has no day isn't written.
        prop_assert_eq!(written.is_none(), from.zip(until).is_some_and(|(from, until)| until < from));
        if let Some(written) = written {
            crate::second_opinion!(Coverage, written.clone());
            let json = Resource::from(written).write();
            let Resource::Coverage(read) = Resource::read(&json).unwrap() else { panic!() };
            prop_assert_eq!(read.order.map(u32::from), Some(u32::from(order.get())));
            let payer = Organization::payer(&expense.payer, None);
            prop_assert_eq!(read.to_public_expense(&payer).unwrap(), expense);
        }
    }

    #[test]
    fn any_insurance_is_read_as_it_was_written(
        symbol in prop::option::of("[ぁ-んァ-ヶｱ-ﾝﾞ０-９0-9a-zA-Z－-]{1,20}"),
        number in prop::option::of("[0-9０-９]{1,20}"),
        branch in prop::option::of("[0-9０-９]{1,2}"),
        // 12 would be medical aid (医療扶助), which is no insurance.
        insurer in "[0-9]{6}|[2-9][0-9]{7}",
        name in "[ぁ-ん髙﨑●　A-Z]{0,20}[ぁ-んA-Z]",
    ) {
        let mut coverage = coverage();
        coverage.symbol = symbol.map(Into::into);
        coverage.number = number.map(Into::into);
        coverage.branch = branch.map(Into::into);
        coverage.insurer_number = InsurerNumber::new(&insurer).ok();
        coverage.person.name = name.into();
        let first = written(&coverage);
        let again = Resource::read(&Resource::Coverage(first.clone()).write()).unwrap();
        prop_assert_eq!(&again, &Resource::Coverage(first.clone()));
        crate::second_opinion!(Coverage, first.clone());
        let organization = Organization::insurer(coverage.insurer_number.as_ref().unwrap(), None);
        let read = first.to_insurance(CardClassification::General, &patient(&coverage.person), &organization).unwrap();
        prop_assert_eq!(written(&read).identifier, first.identifier);
        coverage.person.name = coverage.person.name.expose().trim().to_owned().into();
        prop_assert_eq!(read.person, coverage.person);
    }
}

use hokensho_eligibility::{PartialDate, Person, Personal, Sex};
use hokensho_exchange::Error;
use hokensho_exchange::fhir::{Address, MemberKey, Patient, Resource};

use proptest::prelude::*;

use crate::{coverage, institution, patient, person};

#[test]
fn a_person_comes_back_as_they_went() {
    for sex in [Sex::Male, Sex::Female, Sex::Unset] {
        let person = Person { sex, ..person() };
        assert_eq!(patient(&person).person().unwrap(), person);
    }
}

#[test]
fn a_birth_of_which_parts_are_not_known_comes_back_as_it_went() {
    for (digits, written) in [("19500700", "1950-07"), ("19500000", "1950")] {
        let birth = PartialDate::from_digits(digits).unwrap();
        let person = Person { birth: birth.into(), ..person() };
        let patient = patient(&person);
        assert_eq!(patient.birth_date.as_deref(), Some(written));
        assert_eq!(patient.person().unwrap(), person);
    }
}

#[test]
fn a_patient_claims_jp_cores_profile_only_with_an_identifier() {
    assert_eq!(Patient::of(&person(), []).meta, None);
    let key = MemberKey::of(&coverage()).unwrap();
    let keyed = Patient::of(&person(), [key.identifier()]);
    assert!(keyed.meta.as_ref().unwrap().profile[0].as_ref().unwrap().ends_with("JP_Patient"));
    assert_eq!(keyed.member_key().unwrap().identifier(), key.identifier());
    assert_eq!(keyed.number_at(&institution()), None);
    let numbered = patient(&person());
    assert_eq!(numbered.identifier[0].system.as_deref(), Some("urn:oid:1.2.392.100495.20.3.51.11300000005"));
    assert_eq!((numbered.number_at(&institution()), numbered.member_key()), (Some("1234"), None));
}

#[test]
fn names_are_parted_only_where_that_is_no_guess() {
    let parts = |name: &str| {
        let named = patient(&Person { name: name.to_owned().into(), ..person() });
        let name = named.name[0].clone();
        (name.family.unwrap_or_default(), name.given.into_iter().flatten().collect::<String>())
    };
    assert_eq!(parts("見本　花子"), ("見本".to_owned(), "花子".to_owned()));
    for whole in ["見本花子", "見本　花子　三", "MIHON HANA", "ＭＩＨＯＮ　ＨＡＮＡ", "　見本", "見本　"]
    {
        assert_eq!(parts(whole), (String::new(), String::new()), "{whole}");
    }
}

#[test]
fn characters_beyond_the_basic_plane_and_variation_selectors_survive() {
    for name in ["𠮷田　花子", "葛\u{E0100}城　花子", "神\u{FE00}", "\u{E000}", "①∥￣～―"]
    {
        let person = Person { name: name.to_owned().into(), ..person() };
        let json = Resource::from(patient(&person)).write();
        let Resource::Patient(read) = Resource::read(&json).unwrap() else { panic!() };
        assert_eq!(read.person().unwrap(), person);
    }
}

#[test]
fn no_text_begins_or_ends_with_a_blank() {
    let person = Person {
        name: "　花子".to_owned().into(),
        kana: Some("ﾊﾅｺ ".to_owned().into()),
        address: Some("\u{3000}\u{3000}見本市　１".to_owned().into()),
        ..person()
    };
    let written = patient(&person);
    let texts: Vec<_> = written.name.iter().map(|name| name.text.as_deref().unwrap()).collect();
    assert_eq!(texts[..2], ["花子", "ﾊﾅｺ"]);
    assert_eq!(written.address[0].text.as_deref(), Some("見本市　１"));
}

#[test]
fn a_postal_code_has_its_hyphen() {
    for (number, written) in [("1000013", "100-0013"), ("100-0013", "100-0013"), ("100", "100"), ("１", "１")]
    {
        let person = Person { post_number: Some(number.to_owned().into()), ..person() };
        assert_eq!(patient(&person).address[0].postal_code.as_deref(), Some(written));
    }
}

#[test]
fn an_address_in_parts_is_read_too() {
    let mut patient = patient(&person());
    let address = &mut patient.address[0];
    (address.text, address.state) = (None, Some("東京都".to_owned()));
    (address.city, address.line) =
        (Some("文京区".to_owned()), ["本郷", "7-3-1"].map(|line| Some(line.to_owned())).to_vec());
    assert_eq!(patient.person().unwrap().address.unwrap().expose(), "東京都文京区本郷7-3-1");
}

#[test]
fn a_text_that_is_empty_is_left_out() {
    let empty = || Some(" ".to_owned().into());
    let (alias, kana, address, post_number) = (empty(), empty(), empty(), empty());
    let written = patient(&Person { alias, kana, address, post_number, ..person() });
    assert_eq!((written.name.len(), written.address.len()), (1, 0));
    crate::second_opinion!(Patient, written);
}

#[test]
fn an_old_address_is_none() {
    let mut moved = patient(&person());
    let old =
        Address { r#use: Some("old".to_owned()), text: Some("大阪府".to_owned()), ..Address::default() };
    moved.address.insert(0, old);
    assert_eq!(moved.person().unwrap().address, person().address);
    moved.address.pop();
    assert_eq!(moved.person().unwrap().address, None);
}

#[test]
fn refuses_a_patient_without_name_birth_date_or_gender() {
    let refused = |change: fn(&mut Patient)| {
        let mut patient = patient(&person());
        change(&mut patient);
        patient.person().unwrap_err()
    };
    let missing = |path| Error::FhirElement { path };
    assert_eq!(refused(|it| it.name.clear()), missing("Patient.name"));
    assert_eq!(refused(|it| it.birth_date = None), missing("Patient.birthDate"));
    assert_eq!(refused(|it| it.birth_date = Some("1980-02-30".to_owned())), missing("Patient.birthDate"));
    assert_eq!(refused(|it| it.birth_date = Some("0000".to_owned())), missing("Patient.birthDate"));
    assert_eq!(
        refused(|it| it.birth_date = Some("1980-02-17T00:00:00Z".to_owned())),
        missing("Patient.birthDate")
    );
    assert_eq!(refused(|it| it.birth_date = Some("1980-2".to_owned())), missing("Patient.birthDate"));
    assert_eq!(refused(|it| it.birth_date = Some("19800217".to_owned())), missing("Patient.birthDate"));
    assert_eq!(refused(|it| it.active = Some(false)), missing("Patient.active"));
    assert_eq!(refused(|it| it.gender = None), missing("Patient.gender"));
    assert_eq!(refused(|it| it.gender = Some("F".to_owned())), missing("Patient.gender"));
}

#[test]
fn refuses_a_patient_whose_meaning_is_changed() {
    let json = r#"{"resourceType":"Patient","modifierExtension":[{"url":"urn:oid:1.2"}]}"#;
    let Resource::Patient(patient) = Resource::read(json).unwrap() else { panic!() };
    assert_eq!(patient.person(), Err(Error::FhirElement { path: "Patient.modifierExtension" }));
}

proptest! {
    #[test]
    fn any_person_is_read_as_they_were_written(
        name in "[ぁ-ん髙﨑●𠮷　 A-Za-z]{0,12}[ぁ-んA-Z]",
        names in prop::collection::vec(prop::option::of("[ぁ-んｱ-ﾝ髙﨑●𠮷　 A-Za-z]{0,12}[ぁ-んA-Z]"), 4),
        birth in "(18[89][0-9]|19[0-9]{2}|20[0-2][0-9])(0000|0[1-9]00|1[0-2](0[1-9]|1[0-9]|2[0-8]))",
        sex in prop::sample::select(vec![Sex::Male, Sex::Female, Sex::Unset]),
        post in prop::option::of("[0-9]{3}-[0-9]{4}"),
    ) {
        let [alias, kana, alias_kana, address] = &*names else { panic!() };
        let personal = |text: &Option<String>| text.clone().map(Into::into);
        let person = Person {
            alias: personal(alias),
            kana: personal(kana),
            alias_kana: personal(alias_kana),
            address: personal(address),
            post_number: post.map(Into::into),
            ..Person::new(name, sex, PartialDate::from_digits(&birth).unwrap())
        };
        crate::second_opinion!(Patient, patient(&person));
        let json = Resource::from(patient(&person)).write();
        let Resource::Patient(read) = Resource::read(&json).unwrap() else { panic!() };
        let trimmed = |text: &Personal<String>| Personal::from(text.expose().trim().to_owned());
        let person = Person {
            name: trimmed(&person.name),
            alias: person.alias.as_ref().map(trimmed),
            kana: person.kana.as_ref().map(trimmed),
            alias_kana: person.alias_kana.as_ref().map(trimmed),
            address: person.address.as_ref().map(trimmed),
            ..person
        };
        prop_assert_eq!(read.person().unwrap(), person);
    }
}

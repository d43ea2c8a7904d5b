//! Nothing personal in what a log may hold: `Debug`, and errors with their causes.

use std::fmt::Debug;
use std::time::Duration;

use hokensho::card::Card;
use hokensho::oqs::{FileName, LimitConsent, Message as _, QualificationRequest, SearchInfo};
use hokensho::pki::{Backend, Certificate, TestAnchors, Time, VerifiedPath, Verifier};
use hokensho::{
    Advance, Date, DateTime, Direct, EligibilitySource, Error, Event, Finished, InstitutionCode,
    InsurerNumber, LookUp, Moment, NoRevocation, Outcome, Reader, ReaderEvent, ReaderResult, ReaderSettings,
    Reception, Reply, RevocationSource, SourceFailure, Typed, VerifiedAge, VerifiedAttributes, VerifiedFace,
    Way as _,
};
use hokensho_mock::{Persona, VirtualCard};
use hokensho_pki::VerifiedHolder;
use hokensho_terminal::sim::Scenario;

use super::common::{
    Desk, NOW, birth_code, certificate_name, code_b, finished, institution, look_up, mock_anchors,
    mock_cv_anchors, moment, operator, persona, pin, text_pin, wrong_pin,
};

/// What must not be seen: everything that the persona's file says of the person.
fn personal(persona: &Persona) -> Vec<String> {
    let filed: toml::Table = toml::from_str(persona.source()).unwrap();
    let mut values = vec![certificate_name(persona).serial_hex()];
    let mut add = |value: &toml::Value| match value {
        toml::Value::String(text) => values.push(text.clone()),
        toml::Value::Datetime(date) => {
            let date = date.to_string();
            values.extend([date.replace('-', ""), date]);
        }
        _ => {}
    };
    let holder = ["name", "alias", "kana", "birth", "address"];
    holder.iter().filter_map(|key| filed["holder"].get(*key)).for_each(&mut add);
    filed["secrets"].as_table().unwrap().values().for_each(&mut add);
    filed.get("card").and_then(|card| card.get("my_number")).into_iter().for_each(&mut add);
    let of_coverage = [
        "insured_card_symbol",
        "insured_identification_number",
        "insured_name",
        "name",
        "name_kana",
        "birthdate",
        "address",
        "post_number",
    ];
    for coverage in filed["coverage"].as_array().unwrap() {
        of_coverage.iter().filter_map(|key| coverage.get(*key)).for_each(&mut add);
    }
    // A value of one or two signs is found in any text.
    values.retain(|value| value.chars().count() > 2);
    assert!(values.len() >= 8, "{values:?}");
    values
}

fn assert_hidden(persona: &Persona, what: &str, value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert_text_hidden(persona, what, &text);
    }
}

fn assert_text_hidden(persona: &Persona, what: &str, text: &str) {
    // Its zeros would pass for a PIN.
    let text = text.replace(institution().as_str(), "");
    for value in personal(persona) {
        assert!(!text.contains(&value), "{}, {what}: {value} in {text}", persona.name());
    }
}

fn assert_finished_hidden(persona: &Persona, what: &str, finished: &Finished) {
    assert_hidden(persona, what, finished);
    let mut cause: Option<&dyn std::error::Error> = match &finished.cause {
        Some(cause) => Some(cause),
        None => None,
    };
    while let Some(error) = cause {
        assert_text_hidden(persona, what, &error.to_string());
        cause = error.source();
    }
}

#[test]
fn a_direct_reception_of_anybody_shows_nothing() {
    for name in Persona::NAMES {
        let mut desk = Desk::of(name);
        let (right, wrong) = (desk.persona.auth_pin().to_owned(), wrong_pin(&desk.persona));
        for digits in [right.as_str(), wrong] {
            let finished = desk.run(desk.card(), Some(digits));
            assert_finished_hidden(&desk.persona, "direct", &finished);
            if let Some(serial) = &finished.serial {
                assert_eq!(*serial.expose(), certificate_name(&desk.persona).serial_hex());
            }
        }
    }
}

#[test]
fn every_failure_of_a_direct_reception_shows_nothing() {
    let persona = persona("adult");
    for at in 1..=7 {
        for answer in
            [vec![], vec![0x6F, 0x00], [persona.auth_certificate().unwrap(), &[0x90, 0x00]].concat()]
        {
            let mut desk = Desk::of("adult");
            let card = desk.cards.clone().fault(at, hokensho_mock::Fault::Answer(answer)).build();
            let finished = desk.run_right(card);
            assert_finished_hidden(&persona, "a fault", &finished);
        }
    }
    let mut desk = Desk::of("adult");
    desk.list = Some(vec![0x30]);
    assert_finished_hidden(&persona, "no list", &desk.run_right(desk.card()));
    desk.anchors = TestAnchors::new();
    assert_finished_hidden(&persona, "no anchor", &desk.run_right(desk.card()));
}

/// Asks the simulated operator.
#[derive(Debug)]
struct Asked(hokensho_terminal::sim::Operator);

impl EligibilitySource for Asked {
    fn look_up(
        &mut self,
        holder: &VerifiedHolder,
        institution: &InstitutionCode,
        at: DateTime,
    ) -> Result<LookUp, SourceFailure> {
        let found = look_up(&self.0, holder, institution, at);
        let adult = persona("adult");
        assert_hidden(&adult, "the holder", holder);
        assert_hidden(&adult, "what was found", &found);
        found
    }
}

#[derive(Debug)]
struct Today;

impl<B: Backend> RevocationSource<B> for Today {
    fn ask(
        &mut self,
        verifier: &Verifier<B>,
        path: &mut VerifiedPath<'_, B>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Result<(), Error> {
        let adult = persona("adult");
        assert_hidden(&adult, "the leaf", path.leaf());
        let list = super::common::list_of(adult.holder().municipality(), &[], NOW);
        (|_: &Certificate<'_>| Some(list.clone())).ask(verifier, path, now, tolerance_seconds)
    }
}

#[test]
fn a_way_shows_nothing_at_any_step() {
    let adult = persona("adult");
    let mut anchors = mock_anchors();
    let source = Asked(operator(&[&adult], &Scenario::named("normal").unwrap()));
    let random = [0xEE; 32];
    let way = Direct::new(VirtualCard::new(&adult), &mut anchors, Today, source, institution(), random);
    let mut reception = Reception::new(way);
    let finished = loop {
        let text = format!("{reception:?}");
        assert!(!text.contains("238, 238"), "the random bytes before they are signed: {text}");
        assert_hidden(&adult, "the reception", &reception);
        let event = reception.poll(moment(NOW, Duration::ZERO));
        assert_hidden(&adult, "an event", &event);
        if let Event::Needs(_) = event {
            let reply = Reply::Pin(pin(adult.auth_pin()));
            assert_hidden(&adult, "a reply", &reply);
            reception.reply(reply);
        }
        if let Some(finished) = finished(event) {
            break finished;
        }
    };
    assert!(finished.report.outcome.is_eligible());
    assert_hidden(&adult, "an ended reception", &reception);
}

#[test]
fn a_way_without_lists_shows_nothing() {
    let adult = persona("adult");
    let mut anchors = mock_anchors();
    let source = Asked(operator(&[&adult], &Scenario::named("normal").unwrap()));
    let mut way =
        Direct::new(VirtualCard::new(&adult), &mut anchors, NoRevocation, source, institution(), [1; 32]);
    loop {
        match way.advance(moment(NOW, Duration::ZERO)) {
            Advance::Needs(_) => way.supply(pin(adult.auth_pin())),
            Advance::Ended(_, ending) => {
                assert_eq!(ending.outcome, Outcome::RevocationUnknown);
                assert!(ending.serial.is_some());
                assert_hidden(&adult, "an ending", &ending);
                break;
            }
            advance => assert_hidden(&adult, "an advance", &advance),
        }
    }
}

/// Hands in what it holds.
#[derive(Debug)]
struct Holds(Option<ReaderResult>);

impl hokensho::CertifiedReader for Holds {
    fn poll(&mut self, _now: Moment) -> ReaderEvent {
        self.0.take().map_or(ReaderEvent::Waiting, ReaderEvent::Result)
    }

    fn cancel(&mut self) {}
}

#[test]
fn face_files_and_typed_data_of_anybody_show_nothing() {
    let scenario = Scenario::named("normal").unwrap();
    for name in Persona::NAMES {
        let persona = persona(name);
        let operator = operator(&[&persona], &scenario);
        let certificate = certificate_name(&persona);
        let at = DateTime::from_unix(NOW).unwrap();
        let found = operator.by_certificate(certificate.issuer(), certificate.serial(), &institution(), at);
        let hokensho_terminal::sim::Lookup::Answer(message) = found else { panic!("{name} is unknown") };
        assert_hidden(&persona, "the message", &message);
        assert_hidden(&persona, "the answer", &message.answer().unwrap());
        let file = message.write(hokensho::oqs::Encoding::Utf8).unwrap();
        let mut spoilt = file.clone();
        spoilt.truncate(file.len() * 3 / 4);
        for file in [file, spoilt] {
            let result = ReaderResult { identity: hokensho::Identity::Face, file };
            let way = Reader::new(Holds(Some(result)), institution(), ReaderSettings::default());
            assert_hidden(&persona, "a reader", &way);
            assert_finished_hidden(&persona, "a face file", &super::common::run(way, NOW));
        }

        let filed: toml::Table = toml::from_str(persona.source()).unwrap();
        let text = |key: &str| filed["coverage"][0].get(key).and_then(toml::Value::as_str);
        let birth = filed["coverage"][0]["birthdate"].to_string().replace('-', "");
        let insurer = InsurerNumber::new(text("insurer_number").unwrap()).unwrap();
        let number = text("insured_identification_number").unwrap();
        let search =
            SearchInfo::new(insurer, number, Date::from_digits(&birth).unwrap(), LimitConsent::Given);
        let search = search.symbol(text("insured_card_symbol").unwrap_or_default());
        let request = QualificationRequest::new(at.date(), institution(), search).unwrap();
        let name = FileName::new(QualificationRequest::API, at.date(), 1).unwrap();
        let way = Typed::new("/nonexistent", request, name);
        assert_hidden(&persona, "a typed way", &way);
        assert_finished_hidden(&persona, "a typed way's end", &super::common::run(way, NOW));
    }
}

#[test]
fn what_was_verified_of_a_card_shows_nothing() {
    let adult = persona("adult");
    let (anchors, random) = (mock_cv_anchors(), [0xEE; 32]);
    let mut card = Card::open(VirtualCard::new(&adult));
    let face = VerifiedFace::read(&mut card, &code_b(&adult), &anchors).unwrap();
    let age = VerifiedAge::read(&mut card, &birth_code(&adult), &anchors).unwrap();
    let (attributes, key) =
        VerifiedAttributes::read_with_card_key(&mut card, &text_pin(&adult), &anchors).unwrap();
    assert_hidden(&adult, "face", &face);
    assert_hidden(&adult, "age", &age);
    assert_hidden(&adult, "attributes", &attributes);
    let presents = format!(
        "{:?}{:?}{:?}",
        face.prove_present(&mut card, random).unwrap(),
        age.prove_present(&mut card, random).unwrap(),
        key.prove_present(&mut card, random).unwrap(),
    );
    assert_text_hidden(&adult, "present cards", &presents);
    let text = format!("{face:?}{face:#?}{age:?}{attributes:?}{key:?}{presents}");
    assert!(text.len() < 1_000, "a photo or a key in {} bytes of text?", text.len());
    assert!(!text.contains("550217") && !text.contains("238, 238"));
}

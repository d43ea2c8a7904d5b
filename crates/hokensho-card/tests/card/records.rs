//! What the files beside certificates, attributes and face say, and who may read them.

use hokensho_apdu::{Counted, StatusWord};
use hokensho_card::{
    AgeRecord, Application, Card, CardDate, DataObject, Error, File, Presence, ReadMode, ShortLe, Step,
    TextPin, VisualBasicInfo,
};
use hokensho_mock::{Builder, ExtendedLe, Persona, VirtualCard, pki};
use proptest::prelude::*;
use sha2::Digest as _;

use super::holders::{adult, adults_card, birth_code, builder, code_b, text_pin};

#[test]
fn the_records_of_the_mocks_card_are_what_its_generator_wrote() {
    let mut card = Card::open(adults_card());
    let text = pki::Application::Text.card_key();
    let record = card.text().unwrap().verify_pin(&text_pin()).unwrap().card_key().unwrap();
    assert_eq!(record.card_key().modulus(), text.modulus());
    assert_eq!(record.signature(), pki::Application::Text.issuer_key().sign_sha256(record.signed()));

    let record = card.visual().unwrap().verify_birth_code(&birth_code()).unwrap().age_record().unwrap();
    assert_eq!(record.birth().to_string(), "1980-02-17");
    assert_eq!(record.signature(), pki::Application::Visual.issuer_key().sign_sha256(record.signed()));

    let face = card.visual().unwrap().verify_code_b(&code_b()).unwrap().face_record().unwrap();
    assert_eq!(face.card_key(), record.card_key());
}

#[test]
fn four_places_agree_on_municipality_and_expiry() {
    let mut card = Card::open(adults_card());
    let serial = card.common().unwrap().serial().unwrap();
    assert_eq!(serial.serial(), format!("{:015}", adult().serial()));
    assert_eq!(card.visual().unwrap().basic_info().unwrap().municipality(), serial.municipality());
    let face = card.visual().unwrap().verify_code_b(&code_b()).unwrap().face_record().unwrap();
    assert_eq!(face.expiry(), serial.expiry());
    let mut manager = card.manager().unwrap();
    assert_eq!(manager.municipality().unwrap(), Some(serial.municipality()));
    assert_eq!(manager.expiry().unwrap(), Some(serial.expiry()));
}

#[test]
fn a_card_without_sign_certificate_says_so_before_any_password() {
    for name in ["child", "infant", "face-only"] {
        let mut card = Card::open(VirtualCard::new(&Persona::named(name).unwrap()));
        let presence = card.jpki().unwrap().certificate_presence().unwrap();
        assert_eq!(presence.auth(), Presence::Present, "{name}");
        assert!(matches!(presence.sign(), Presence::Other(_)), "{name}");
    }
}

#[test]
fn names_and_addresses_of_any_length_are_read() {
    let persona = Persona::named("long-name").unwrap();
    let mut card = Card::open(VirtualCard::new(&persona));
    let pin = TextPin::new(persona.text_pin().unwrap()).unwrap();
    let mut text = card.text().unwrap().verify_pin(&pin).unwrap();
    let attributes = text.attributes().unwrap();
    assert_eq!(attributes.name(), persona.holder().name());
    assert_eq!(attributes.address(), persona.holder().address());
    // Longer than what a length of one byte after 81 can state.
    assert!(attributes.raw().len() > 256, "{}", attributes.raw().len());
    assert_eq!(text.integrity().unwrap().attributes_hash(), &sha2::Sha256::digest(attributes.hashed())[..]);
}

#[test]
fn the_card_manager_forgets_every_pin() {
    let mut chip = adults_card();
    let mut card = Card::open(&mut chip);
    drop(card.text().unwrap().verify_pin(&text_pin()).unwrap());
    card.manager().unwrap().expiry().unwrap();
    assert!(hokensho_mock::Secret::ALL.iter().all(|secret| !card.transport().is_verified(*secret)));
}

#[test]
fn a_data_object_that_a_card_has_not_is_none_and_no_error() {
    let without = |builder: Builder, object: DataObject| builder.without_data_object(object.tag());
    let chip = DataObject::ALL.into_iter().fold(builder(), without).build();
    let mut card = Card::open(chip);
    let mut manager = card.manager().unwrap();
    assert!(manager.card_id().unwrap().is_none());
    assert!(manager.card_recognition().unwrap().is_none());
    assert!(manager.contact_atr().unwrap().is_none());
    assert!(manager.expiry().unwrap().is_none());
    assert!(manager.intermediate_key().unwrap().is_none());
    assert!(manager.issuer_key().unwrap().is_none());
    assert!(manager.lower_certificate().unwrap().is_none());
    assert!(manager.municipality().unwrap().is_none());
    assert!(manager.upper_certificate().unwrap().is_none());
    assert!(card.common().unwrap().contact_atr().unwrap().is_none());
}

#[test]
fn the_managers_certificates_take_one_extended_command_each() {
    let mut card = Card::open(Counted::new(adults_card()));
    let mut manager = card.manager().unwrap();
    let upper = manager.upper_certificate().unwrap().unwrap();
    let lower = manager.lower_certificate().unwrap().unwrap();
    assert_eq!(card.transport().round_trips(), 3);
    assert_eq!(upper.subject(), lower.issuer());
    assert_eq!(card.manager().unwrap().intermediate_key().unwrap(), Some(lower.issuer()));
    let anchor = pki::manager_anchor();
    assert_eq!(upper.issuer().as_bytes(), anchor.key_id.bytes());
}

#[test]
fn without_extended_commands_the_managers_certificates_are_refused_not_invented() {
    let refused = builder().extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH)).build();
    let short = Card::open(adults_card()).with_read_mode(ReadMode::Short(ShortLe::MAX));
    for mut card in [Card::open(refused), short] {
        let error = card.manager().unwrap().upper_certificate().unwrap_err();
        let step = Step::GetData(DataObject::UpperCertificate);
        assert!(
            matches!(error, Error::Refused { step: at, status: StatusWord::WRONG_LENGTH } if at == step),
            "{error}"
        );
        // What is small comes all the same.
        assert!(card.manager().unwrap().expiry().unwrap().is_some());
    }
}

#[test]
fn a_phone_has_certificates_only() {
    let mut phone =
        Card::connect(Counted::new(VirtualCard::new(&Persona::named("iphone").unwrap()))).unwrap();
    let before = phone.transport().round_trips();
    for (result, application) in [
        (phone.common().map(drop), Application::Common),
        (phone.juki().map(drop), Application::Juki),
        (phone.manager().map(drop), Application::Manager),
    ] {
        assert!(
            matches!(result, Err(Error::ApplicationMissing { application: missing, .. }) if missing == application)
        );
    }
    assert_eq!(phone.transport().round_trips(), before);
}

/// Files that hold the My Number, and those of which nobody knows what they hold.
#[test]
fn no_file_of_the_my_number_or_of_unknown_meaning_has_a_name() {
    let named = |application, id: u16| {
        File::ALL.into_iter().any(|file| file.application() == application && u16::from(file.id()) == id)
    };
    let unnamed = [
        (Application::Text, &[0x0001, 0x0012][..]),
        (Application::Visual, &[0x0005]),
        (Application::Jpki, &[0x0005, 0x0009, 0x0010, 0x0016, 0x0019, 0x001C, 0x001E]),
        (Application::Common, &[0x0019]),
    ];
    for (application, ids) in unnamed {
        assert!(ids.iter().all(|id| !named(application, *id)), "{application}");
    }
    assert!(named(Application::Text, 0x0002));
}

proptest! {
    // Each case makes a signature.
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn reads_what_the_generator_writes_of_anybody(
        year in 1868u16..2100, month in 1u8..=12, day in 1u8..=28, municipality in "[0-9]{5}",
    ) {
        let birth = format!("{year}{month:02}{day:02}");
        let files = pki::VisualFiles {
            birth: &birth,
            sex: "2",
            expiry: "20350217",
            municipality: &municipality,
            name_image: &[],
            address_image: &[],
            photo: &[],
            security_code_image: &[],
            my_number_image: &[],
        };
        let age = AgeRecord::parse(files.age().encode()).unwrap();
        prop_assert_eq!(age.birth(), CardDate::new(year, month, day).unwrap());
        prop_assert_eq!(age.raw(), files.age().encode());
        let info = VisualBasicInfo::parse(files.basic_info().encode()).unwrap();
        prop_assert_eq!(info.municipality().to_string(), municipality.as_str());
        prop_assert_eq!(info.raw(), files.basic_info().encode());
    }
}

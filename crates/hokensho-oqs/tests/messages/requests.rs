//! No request is made without what is required, or with what no file can hold; what is made is read back as it is.

use std::fmt::Debug;

use hokensho_eligibility::{CareForm, Date, InstitutionCode, InsurerNumber, Month, PartialDate};
use hokensho_oqs::{
    BulkDownload, BulkQualificationRequest, BulkRegistrationRequest, CheckupsRequest, CollectionRequest,
    Encoding, Error, FileCategory, JsonRoot, LimitConsent, MedicinesRequest, Message, Mode,
    QualificationRequest, ReferenceNumberRegistration, RegistrationRequest, RequestFault, SearchInfo,
    ViewingHeader,
};
use proptest::prelude::*;

use self::Need::{Optional, Required};

fn institution() -> InstitutionCode {
    InstitutionCode::new("1300000005").unwrap()
}

fn insurer() -> InsurerNumber {
    InsurerNumber::new("138008").unwrap()
}

fn day(text: &str) -> Date {
    Date::from_digits(text).unwrap()
}

fn month(text: &str) -> Month {
    Month::from_digits(text).unwrap()
}

fn search(number: &str) -> SearchInfo {
    SearchInfo::new(insurer(), number, day("20010327"), LimitConsent::NotGiven)
}

fn qualification(search: SearchInfo) -> Result<QualificationRequest, Error> {
    QualificationRequest::new(day("20261122"), institution(), search)
}

fn bulk_qualification(second: SearchInfo) -> Result<BulkQualificationRequest, Error> {
    BulkQualificationRequest::new(day("20261122"), institution(), [search("4260"), second])
}

fn person(reference: &str, number: &str) -> ReferenceNumberRegistration {
    ReferenceNumberRegistration::new(reference, insurer(), number)
}

fn registration(person: ReferenceNumberRegistration) -> Result<RegistrationRequest, Error> {
    RegistrationRequest::new(institution(), person)
}

fn bulk_registration(second: ReferenceNumberRegistration) -> Result<BulkRegistrationRequest, Error> {
    BulkRegistrationRequest::new(institution(), [person("K-0042", "4260"), second])
}

fn viewer(number: &str) -> ViewingHeader {
    ViewingHeader::new(institution(), insurer(), number)
}

fn medicines(header: ViewingHeader) -> Result<MedicinesRequest, Error> {
    let months = (month("202509"), month("202609"));
    MedicinesRequest::new(header, months, FileCategory::Xml, CareForm::Outpatient)
}

fn checkups(header: ViewingHeader) -> Result<CheckupsRequest, Error> {
    CheckupsRequest::new(header, FileCategory::Xml, CareForm::Outpatient)
}

fn home_visits() -> CollectionRequest {
    CollectionRequest::home_visits(institution(), day("20261101"), day("20261122")).unwrap()
}

/// Characters that Windows-31J has under another number, as which they are read back.
const TWINS: [char; 9] = ['〜', '‖', '—', '−', '¢', '£', '¬', '¥', '‾'];

/// Holds what was made against itself, written and read in every way.
fn sent<M: Message + PartialEq + Debug>(built: Result<M, Error>) -> Result<(), Error> {
    let built = built?;
    let file = built.write(Encoding::Utf8).unwrap();
    let has_twins = std::str::from_utf8(&file).unwrap().contains(TWINS);
    assert_eq!(M::read(file, Mode::Strict).unwrap().message, built);
    match built.write(Encoding::Windows31J) {
        Ok(file) => {
            let read = M::read(file.clone(), Mode::Strict).unwrap().message;
            assert_eq!(read.write(Encoding::Windows31J).unwrap(), file);
            assert!(read == built || has_twins);
        }
        Err(error) => {
            assert!(matches!(error, Error::Unencodable { encoding: Encoding::Windows31J, .. }), "{error}");
        }
    }
    for root in [JsonRoot::Bare, JsonRoot::XmlMsg] {
        let json = built.write_json(root).unwrap();
        assert_eq!(M::read_json(json, Mode::Strict).unwrap().message, built);
    }
    Ok(())
}

/// A place for a text in a request.
struct Place {
    path: &'static str,
    need: Need,
    most: usize,
    send: fn(&str) -> Result<(), Error>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Optional,
    Required,
}

/// More than any test writes: no limit is known for sure.
const ANY: usize = usize::MAX;

const fn place(path: &'static str, need: Need, most: usize, send: fn(&str) -> Result<(), Error>) -> Place {
    Place { path, need, most, send }
}

/// Every place for a text but those of branch numbers.
const PLACES: &[Place] = &[
    place(
        "XmlMsg/MessageBody/QualificationConfirmSearchInfo/InsuredIdentificationNumber",
        Required,
        20,
        |text| sent(qualification(search(text))),
    ),
    place("XmlMsg/MessageBody/QualificationConfirmSearchInfo/InsuredCardSymbol", Optional, 20, |text| {
        sent(qualification(search("4260").symbol(text)))
    }),
    place("XmlMsg/MessageBody/QualificationConfirmSearchInfo/ArbitraryIdentifier", Optional, ANY, |text| {
        sent(qualification(search("4260").identifier(text)))
    }),
    place("XmlMsg/MessageHeader/ArbitraryFileIdentifier", Optional, ANY, |text| {
        sent(qualification(search("4260"))?.file_identifier(text))
    }),
    place(
        "XmlMsg/MessageBody/QualificationConfirmSearchInfo[2]/InsuredIdentificationNumber",
        Required,
        20,
        |text| sent(bulk_qualification(search(text))),
    ),
    place("XmlMsg/MessageBody/QualificationConfirmSearchInfo[2]/InsuredCardSymbol", Optional, 20, |text| {
        sent(bulk_qualification(search("4260").symbol(text)))
    }),
    place(
        "XmlMsg/MessageBody/QualificationConfirmSearchInfo[2]/ArbitraryIdentifier",
        Optional,
        ANY,
        |text| sent(bulk_qualification(search("4260").identifier(text))),
    ),
    place("XmlMsg/MessageHeader/ArbitraryFileIdentifier", Optional, ANY, |text| {
        sent(bulk_qualification(search("4260"))?.file_identifier(text))
    }),
    place("XmlMsg/MessageBody/ReferenceNumberRegistrationInfo/ReferenceNumber", Required, 50, |text| {
        sent(registration(person(text, "4260")))
    }),
    place(
        "XmlMsg/MessageBody/ReferenceNumberRegistrationInfo/InsuredIdentificationNumber",
        Required,
        20,
        |text| sent(registration(person("K-0042", text))),
    ),
    place("XmlMsg/MessageBody/ReferenceNumberRegistrationInfo/InsuredCardSymbol", Optional, 20, |text| {
        sent(registration(person("K-0042", "4260").symbol(text)))
    }),
    place("XmlMsg/MessageHeader/ArbitraryFileIdentifier", Optional, ANY, |text| {
        sent(registration(person("K-0042", "4260"))?.file_identifier(text))
    }),
    place("XmlMsg/MessageBody/ReferenceNumberRegistrationInfo[2]/ReferenceNumber", Required, 50, |text| {
        sent(bulk_registration(person(text, "4260")))
    }),
    place(
        "XmlMsg/MessageBody/ReferenceNumberRegistrationInfo[2]/InsuredIdentificationNumber",
        Required,
        20,
        |text| sent(bulk_registration(person("K-0042", text))),
    ),
    place("XmlMsg/MessageBody/ReferenceNumberRegistrationInfo[2]/InsuredCardSymbol", Optional, 20, |text| {
        sent(bulk_registration(person("K-0042", "4260").symbol(text)))
    }),
    place("XmlMsg/MessageHeader/ArbitraryFileIdentifier", Optional, ANY, |text| {
        sent(bulk_registration(person("K-0042", "4260"))?.file_identifier(text))
    }),
    place("XmlMsg/MessageBody/ReceptionNumber", Required, ANY, |text| {
        sent(BulkDownload::new(institution(), text))
    }),
    place("XmlMsg/MessageHeader/ArbitraryFileIdentifier", Optional, ANY, |text| {
        sent(home_visits().file_identifier(text))
    }),
    place("XmlMsg/MessageHeader/InsuredPersonIdentificationNumber", Required, 20, |text| {
        sent(medicines(viewer(text)))
    }),
    place("XmlMsg/MessageHeader/InsuranceCardSymbol", Optional, 20, |text| {
        sent(medicines(viewer("4260").symbol(text)))
    }),
    place("XmlMsg/MessageHeader/ArbitraryFileIdentifier", Optional, ANY, |text| {
        sent(medicines(viewer("4260").file_identifier(text)))
    }),
    place("XmlMsg/MessageHeader/InsuredPersonIdentificationNumber", Required, 20, |text| {
        sent(checkups(viewer(text)))
    }),
    place("XmlMsg/MessageHeader/InsuranceCardSymbol", Optional, 20, |text| {
        sent(checkups(viewer("4260").symbol(text)))
    }),
    place("XmlMsg/MessageHeader/ArbitraryFileIdentifier", Optional, ANY, |text| {
        sent(checkups(viewer("4260").file_identifier(text)))
    }),
];

fn unsendable(path: &str, fault: RequestFault) -> Result<(), Error> {
    Err(Error::Unsendable { path: path.to_owned(), fault })
}

/// What becomes of a text in a place.
fn expected(place: &Place, text: &str) -> Result<(), Error> {
    let no_file_holds = |c: &char| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.is_empty() && place.need == Required {
        Err(Error::Absent { path: place.path.to_owned() })
    } else if text.is_empty() {
        Ok(())
    } else if text.chars().all(char::is_whitespace) {
        unsendable(place.path, RequestFault::Blank)
    } else if let Some(character) = text.chars().find(no_file_holds) {
        unsendable(place.path, RequestFault::Character { code_point: character.into() })
    } else if text.chars().count() > place.most {
        unsendable(place.path, RequestFault::TooLong { most: place.most })
    } else {
        Ok(())
    }
}

#[test]
fn refuses_to_leave_out_what_is_required() {
    for place in PLACES.iter().filter(|place| place.need == Required) {
        let path = place.path.to_owned();
        assert_eq!((place.send)(""), Err(Error::Absent { path }));
    }
}

#[test]
fn refuses_blanks_of_either_width() {
    for place in PLACES {
        for blank in [" ", "　", " \t　", "\r\n"] {
            assert_eq!((place.send)(blank), unsendable(place.path, RequestFault::Blank));
        }
    }
}

#[test]
fn refuses_more_characters_than_the_interface_has_room_for() {
    for place in PLACES.iter().filter(|place| place.most != ANY) {
        for wide in ["1", "１", "髙"] {
            assert_eq!((place.send)(&wide.repeat(place.most)), Ok(()), "{}", place.path);
            let fault = RequestFault::TooLong { most: place.most };
            assert_eq!((place.send)(&wide.repeat(place.most + 1)), unsendable(place.path, fault));
        }
    }
}

#[test]
fn asks_no_limit_that_is_not_known_for_sure() {
    for place in PLACES.iter().filter(|place| place.most == ANY) {
        assert_eq!((place.send)(&"1".repeat(500)), Ok(()), "{}", place.path);
    }
}

#[test]
fn refuses_characters_that_no_file_holds() {
    for place in PLACES {
        for character in ['\0', '\u{7}', '\t', '\n', '\u{7F}', '\u{85}', '\u{FFFE}', '\u{FFFF}'] {
            let fault = RequestFault::Character { code_point: character.into() };
            let text = format!("12{character}34");
            assert_eq!((place.send)(&text), unsendable(place.path, fault), "{}", place.path);
        }
    }
}

#[test]
fn what_is_refused_is_not_repeated() {
    for place in PLACES {
        for text in ["4711\u{7}HANAKO", &"4711HANAKO".repeat(6)] {
            let Err(error) = (place.send)(text) else { continue };
            for told in [error.to_string(), format!("{error:?}")] {
                assert!(!told.contains("4711") && !told.contains("HANAKO"), "{told}");
            }
        }
    }
}

#[test]
fn refuses_a_branch_number_of_other_than_two_digits() {
    let send = [
        |text: &str| sent(qualification(search("4260").branch_number(text))),
        |text: &str| sent(bulk_qualification(search("4260").branch_number(text))),
        |text: &str| sent(registration(person("K-0042", "4260").branch_number(text))),
        |text: &str| sent(bulk_registration(person("K-0042", "4260").branch_number(text))),
        |text: &str| sent(medicines(viewer("4260").branch_number(text))),
        |text: &str| sent(checkups(viewer("4260").branch_number(text))),
    ];
    for send in send {
        for branch in ["", "00", "01", "99", "０１"] {
            assert_eq!(send(branch), Ok(()));
        }
        for branch in ["1", "001", "1 ", "A1", "-1", "一二", "１"] {
            assert!(matches!(send(branch), Err(Error::Unsendable { fault: RequestFault::Branch, .. })));
        }
        assert!(matches!(send("　"), Err(Error::Unsendable { fault: RequestFault::Blank, .. })));
    }
}

#[test]
fn refuses_days_and_months_that_end_before_they_begin() {
    let asked = |from, to| {
        let (from, to) = (day(from), day(to));
        [
            CollectionRequest::home_visits(institution(), from, to),
            CollectionRequest::online_care(institution(), from, to),
            CollectionRequest::online_examinations(institution(), from, to),
        ]
    };
    for request in asked("20261122", "20261122").into_iter().chain(asked("20251231", "20260101")) {
        assert_eq!(sent(request), Ok(()));
    }
    let elements = ["ConsentDateTo", "ConsentDateTo", "ExaminationDateTo"];
    for (request, element) in asked("20261122", "20261121").into_iter().zip(elements) {
        let path = format!("XmlMsg/MessageBody/QualificationConfirmSearchInfo/{element}");
        assert_eq!(sent(request), unsendable(&path, RequestFault::Period));
    }
    let asked = |from, to| {
        let months = (month(from), month(to));
        sent(MedicinesRequest::new(viewer("4260"), months, FileCategory::Pdf, CareForm::HomeVisit))
    };
    assert_eq!(asked("202611", "202611"), Ok(()));
    let refused = unsendable("XmlMsg/MessageBody/EndDate", RequestFault::Period);
    assert_eq!(asked("202611", "202610"), refused);
    assert_eq!(asked("202601", "202512"), refused);
}

#[test]
fn refuses_to_ask_about_nobody() {
    let absent = |element| Err(Error::Absent { path: format!("XmlMsg/MessageBody/{element}") });
    let nobody = BulkQualificationRequest::new(day("20261122"), institution(), []);
    assert_eq!(sent(nobody), absent("QualificationConfirmSearchInfo"));
    let nobody = BulkRegistrationRequest::new(institution(), []);
    assert_eq!(sent(nobody), absent("ReferenceNumberRegistrationInfo"));
}

#[test]
fn refuses_a_known_code_as_another_and_one_that_says_nothing() {
    let asked = |consent| sent(qualification(SearchInfo::new(insurer(), "4260", day("20010327"), consent)));
    let path = "XmlMsg/MessageBody/QualificationConfirmSearchInfo/LimitApplicationCertificateRelatedConsFlg";
    assert_eq!(asked(LimitConsent::Other("7".to_owned())), Ok(()));
    for known in ["0", "1", " 7"] {
        assert_eq!(asked(LimitConsent::Other(known.to_owned())), unsendable(path, RequestFault::Value));
    }
    assert_eq!(asked(LimitConsent::Other(String::new())), unsendable(path, RequestFault::Blank));
    let asked = |category, form| sent(CheckupsRequest::new(viewer("4260"), category, form));
    let other = || "\u{1}".to_owned();
    assert!(asked(FileCategory::Other(other()), CareForm::Online).is_err());
    assert!(asked(FileCategory::Pdf, CareForm::Other(other())).is_err());
}

/// A request of somebody else, of which this element is as given.
fn read(element: &str, text: &str, found: &str) -> SearchInfo {
    let tag = |text| format!("<{element}>{text}</{element}>");
    assert!(crate::REQUEST.contains(&tag(text)), "{element}");
    let file = crate::REQUEST.replace(&tag(text), found);
    QualificationRequest::read(file, Mode::Lenient).unwrap().message.body.search.unwrap()
}

#[test]
fn refuses_a_part_that_was_read_without_what_is_required() {
    let required = [
        ("InsurerNumber", "  138008"),
        ("InsuredIdentificationNumber", "4260"),
        ("Birthdate", "20010327"),
        ("LimitApplicationCertificateRelatedConsFlg", "1"),
    ];
    for (element, text) in required {
        for found in [String::new(), format!("<{element}/>")] {
            let search = read(element, text, &found);
            let path = format!("QualificationConfirmSearchInfo/{element}");
            assert_eq!(search.clone().checked(), Err(Error::Absent { path: path.clone() }));
            let path = format!("XmlMsg/MessageBody/{path}");
            assert_eq!(sent(qualification(search)), Err(Error::Absent { path }));
        }
    }
}

#[test]
fn refuses_a_part_that_was_read_with_a_value_that_cannot_be() {
    let search = read("Birthdate", "20010327", "<Birthdate>20010230</Birthdate>");
    let path = "QualificationConfirmSearchInfo/Birthdate".to_owned();
    assert_eq!(search.checked(), Err(Error::Unusable { path }));
}

#[test]
fn refuses_a_part_that_was_read_with_something_twice() {
    let path = "QualificationConfirmSearchInfo/InsuredBranchNumber";
    let twice = "<InsuredBranchNumber>01</InsuredBranchNumber>".repeat(2);
    let search = read("InsuredBranchNumber", "01", &twice);
    assert_eq!(search.checked().map(drop), unsendable(path, RequestFault::Repeated));
    let other = twice.replacen("01", "02", 1);
    let search = read("InsuredBranchNumber", "01", &other);
    assert_eq!(search.checked().map(drop), Err(Error::Unusable { path: path.to_owned() }));
}

#[test]
fn an_empty_text_is_no_element() {
    let search = search("4260").symbol("").branch_number("").identifier("");
    assert!(search.symbol.is_absent() && search.branch_number.is_absent() && search.identifier.is_absent());
    let request = qualification(search).unwrap().file_identifier("").unwrap();
    assert!(request.header.file_identifier.is_absent());
    let file = String::from_utf8(request.write(Encoding::Utf8).unwrap()).unwrap();
    for element in ["InsuredCardSymbol", "InsuredBranchNumber", "Arbitrary"] {
        assert!(!file.contains(element), "{element}");
    }
    assert_eq!(sent(Ok(request)), Ok(()));
}

#[test]
fn medical_aid_is_asked_for_by_its_payer_and_recipient() {
    let payer = InsurerNumber::new("12999991").unwrap();
    let aid = SearchInfo::new(payer.clone(), "1234566", day("20010327"), LimitConsent::NotGiven);
    assert_eq!(sent(qualification(aid)), Ok(()));
    assert_eq!(sent(registration(ReferenceNumberRegistration::new("K-0042", payer, "1234566"))), Ok(()));
}

proptest! {
    #[test]
    fn what_is_made_is_read_back_and_what_is_not_says_where_and_why(
        nth in 0..PLACES.len(),
        text in prop_oneof![
            "[0-9A-Z０-９‐－〜～¥‾記号髙ｱﾞ]{0,25}",
            "\\PC{0,60}",
            any::<String>(),
            "[ 　\t\r\n\u{7}\u{85}\u{FFFE}\u{FEFF}&<>\"'\\\\1]{0,8}",
        ],
    ) {
        prop_assert_eq!((PLACES[nth].send)(&text), expected(&PLACES[nth], &text));
    }

    #[test]
    fn all_that_is_typed_together_is_read_back(
        [number, symbol, key, reference, file] in proptest::array::uniform5("[0-9A-Z０-９‐記号髙ｱﾞ&<>\"' ]{0,19}[1-9]"),
        branch in "([0-9]{2})?",
        (year, born) in (1900_i16..=2026, 0_u8..=12),
        (first, months) in (0_i16..=24, 0_u8..=11),
        limit in 0_u8..=9,
    ) {
        let birth = match born {
            0 => PartialDate::from_digits(&format!("{year}0000")).unwrap(),
            month => PartialDate::from(Date::new(year, month, 28).unwrap()),
        };
        let consent = LimitConsent::from_code(&limit.to_string());
        let search = SearchInfo::new(insurer(), &number, birth, consent)
            .symbol(&symbol)
            .branch_number(&branch)
            .identifier(&key);
        let person = person(&reference, &number).symbol(&symbol).branch_number(&branch);
        let viewer = viewer(&number).symbol(&symbol).branch_number(&branch).file_identifier(&file);
        let months = (Month::new(2000 + first, 1).unwrap(), Month::new(2000 + first, 1 + months).unwrap());
        let category = FileCategory::from_code(&limit.to_string());
        let form = CareForm::from_code(&limit.to_string());
        prop_assert_eq!(sent(qualification(search.clone()).unwrap().file_identifier(&file)), Ok(()));
        prop_assert_eq!(sent(bulk_qualification(search).unwrap().file_identifier(&file)), Ok(()));
        prop_assert_eq!(sent(registration(person.clone()).unwrap().file_identifier(&file)), Ok(()));
        prop_assert_eq!(sent(bulk_registration(person).unwrap().file_identifier(&file)), Ok(()));
        let medicines = MedicinesRequest::new(viewer.clone(), months, category.clone(), form.clone());
        prop_assert_eq!(sent(medicines), Ok(()));
        prop_assert_eq!(sent(CheckupsRequest::new(viewer, category, form)), Ok(()));
        prop_assert_eq!(sent(CollectionRequest::medical_aid(institution(), months.0).file_identifier(&file)), Ok(()));
        prop_assert_eq!(sent(BulkDownload::new(institution(), &reference)), Ok(()));
    }
}

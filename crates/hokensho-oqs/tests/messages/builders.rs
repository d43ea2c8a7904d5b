//! What is built is the file that a terminal expects, element for element.

use hokensho_eligibility::{CareForm, Date, InstitutionCode, InsurerNumber, Month};
use hokensho_oqs::{
    BulkDownload, BulkQualificationRequest, BulkRegistrationRequest, CheckupsRequest, CollectionRequest,
    Encoding, FileCategory, LimitConsent, MedicinesRequest, Message, QualificationRequest,
    ReferenceNumberRegistration, RegistrationRequest, SearchInfo, ViewingHeader,
};

use crate::REQUEST;
use crate::tree::Tree;

fn institution() -> InstitutionCode {
    InstitutionCode::new("1300000005").unwrap()
}

fn day(text: &str) -> Date {
    Date::from_digits(text).unwrap()
}

fn search(insurer: &str, number: &str, birth: &str) -> SearchInfo {
    SearchInfo::new(InsurerNumber::new(insurer).unwrap(), number, day(birth), LimitConsent::NotGiven)
}

fn registration(reference: &str, insurer: &str, number: &str) -> ReferenceNumberRegistration {
    let insurer = InsurerNumber::new(insurer).unwrap();
    ReferenceNumberRegistration::new(reference, insurer, number).symbol("１２‐３４").branch_number("01")
}

fn viewer() -> ViewingHeader {
    ViewingHeader::new(institution(), InsurerNumber::new("01130012").unwrap(), "123")
        .symbol("記号１")
        .branch_number("00")
        .file_identifier("20261122-0003")
}

/// Holds a message against a file.
fn is(message: &impl Message, file: &str) {
    let written = String::from_utf8(message.write(Encoding::Utf8).unwrap()).unwrap();
    assert_eq!(Tree::parse(&written), Tree::parse(file), "{written}");
}

#[test]
fn a_built_request_is_the_file_that_a_terminal_expects() {
    let (today, birth) = (day("20261122"), day("20010327"));
    let insurer = InsurerNumber::new("138008").unwrap();
    let search = SearchInfo::new(insurer, "4260", birth, LimitConsent::Given)
        .symbol("１２‐３４")
        .branch_number("01")
        .identifier("1001");
    let request = QualificationRequest::new(today, institution(), search)
        .unwrap()
        .file_identifier("20261122-0001")
        .unwrap();
    let expected = REQUEST.replace(" >", ">").replace('\n', "\r\n");
    assert_eq!(String::from_utf8(request.write(Encoding::Utf8).unwrap()).unwrap(), expected);
    let expected = expected.replace("UTF-8", "Shift_JIS");
    assert_eq!(request.write(Encoding::Windows31J).unwrap(), *encoding_rs::SHIFT_JIS.encode(&expected).0);
}

#[test]
fn a_built_bulk_request_is_the_file_that_a_terminal_expects() {
    let complete = |search: SearchInfo, key| search.symbol("１２‐３４").branch_number("01").identifier(key);
    let first = complete(search("138008", "4260", "20010327"), "1001");
    let second = complete(search("39130000", "01234567", "19400102"), "1002");
    let request = BulkQualificationRequest::new(day("20261122"), institution(), [first, second])
        .unwrap()
        .file_identifier("20261122-0003")
        .unwrap();
    is(&request, include_str!("../data/bulk_qualification_request.xml"));
}

#[test]
fn built_registrations_are_the_files_that_a_terminal_expects() {
    let first = registration("K-0042", "138008", "4260");
    let second = registration("K-0043", "39130000", "01234567");
    let one = RegistrationRequest::new(institution(), first.clone()).unwrap();
    let both = BulkRegistrationRequest::new(institution(), [first, second]).unwrap();
    is(&one.file_identifier("20261122-0003").unwrap(), include_str!("../data/registration_request.xml"));
    let both = both.file_identifier("20261122-0003").unwrap();
    is(&both, include_str!("../data/bulk_registration_request.xml"));
}

#[test]
fn a_built_question_for_a_result_is_the_file_that_a_terminal_expects() {
    is(&BulkDownload::new(institution(), "R-2026-0001").unwrap(), include_str!("../data/bulk_download.xml"));
}

#[test]
fn built_questions_for_everybody_ask_by_one_thing_only() {
    let (from, to) = (day("20261101"), day("20261122"));
    let inside = |request: CollectionRequest| {
        let written = request.write(Encoding::Utf8).unwrap();
        let leaves = Tree::parse(std::str::from_utf8(&written).unwrap()).leaves();
        let names: Vec<_> =
            leaves.iter().filter_map(|(path, _)| path.split_once("SearchInfo/").map(|two| two.1)).collect();
        names.join(" ")
    };
    let month = Month::from_digits("202611").unwrap();
    assert_eq!(inside(CollectionRequest::medical_aid(institution(), month)), "MedicalTreatmentMonth");
    let consented = "ConsentDateFrom ConsentDateTo MedicalTreatmentFlag";
    assert_eq!(inside(CollectionRequest::home_visits(institution(), from, to).unwrap()), consented);
    assert_eq!(inside(CollectionRequest::online_care(institution(), from, to).unwrap()), consented);
    let examined = "ExaminationDateFrom ExaminationDateTo MedicalTreatmentFlag";
    assert_eq!(inside(CollectionRequest::online_examinations(institution(), from, to).unwrap()), examined);
}

#[test]
fn built_requests_to_view_are_the_files_that_a_terminal_expects() {
    let months = (Month::from_digits("202509").unwrap(), Month::from_digits("202609").unwrap());
    let medicines = MedicinesRequest::new(viewer(), months, FileCategory::Xml, CareForm::Outpatient).unwrap();
    is(&medicines, include_str!("../data/medicines_request.xml"));
    let checkups = CheckupsRequest::new(viewer(), FileCategory::Xml, CareForm::Outpatient).unwrap();
    is(&checkups, include_str!("../data/checkups_request.xml"));
}

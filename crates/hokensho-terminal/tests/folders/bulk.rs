//! Questions about many people: sent, received, asked for until the result is there, and read from its file.

use std::fs;

use crate::common::{NAME, Share, institution, ms, today};
use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber, Month, SegmentOfResult};
use hokensho_oqs::{
    ApiId, BulkConfirmUnit, BulkDownload, BulkQualificationRequest, BulkQualificationResult, BulkReception,
    CollectionRequest, Encoding, FileName, LimitConsent, Message as _, ReferenceNumberRegistration,
    RegistrationRequest, RegistrationResult, SearchInfo,
};
use hokensho_terminal::{
    BulkPeople, Download, DownloadPoll, Downloaded, Echo, Error, NotSent, Pending, Poll, Request,
};

const RECEPTION: &str = "res/OQSmuquc01res_202611220001.xml";
const RESULT: &str = "res/OQSmuquc02res_202611220001.xml";
const ARCHIVE: &str = "res/OQSmuquc02res_202611220001.zip";
const REFUSAL: &str = "res/OQSmuquc02req_202611220001.err";
/// Two people: what [`NUMBER`] brings.
const ZIPPED: &[u8] = include_bytes!("../../../hokensho-oqs/tests/data/bulk_qualification_result.zip");
const NUMBER: &str = "R-2026-0001";

fn name(api: ApiId) -> FileName {
    FileName::new(api, today(), 1).unwrap()
}

fn asked() -> BulkQualificationRequest {
    let (insurer, birth) = (InsurerNumber::new("01130012").unwrap(), Date::new(1980, 2, 17).unwrap());
    let search = SearchInfo::new(insurer, "1234", birth, LimitConsent::NotGiven);
    BulkQualificationRequest::new(today(), institution(), [search])
        .unwrap()
        .file_identifier("bulk-1")
        .unwrap()
}

fn received() -> BulkReception {
    let mut reception = BulkReception::default();
    reception.header.institution = institution().into();
    reception.header.file_identifier = "bulk-1".into();
    reception.body.reception_number = NUMBER.into();
    reception
}

fn result() -> BulkQualificationResult {
    let mut result = BulkQualificationResult::default();
    result.header.institution = institution().into();
    result.header.reception_number = NUMBER.into();
    result.header.segment_of_result = SegmentOfResult::Normal.into();
    let mut one = BulkConfirmUnit::default();
    one.result_message = NAME.into();
    result.body.units = vec![one; 3];
    result
}

fn bytes(result: &BulkQualificationResult) -> Vec<u8> {
    result.write(Encoding::Windows31J).unwrap()
}

fn send<Q: Request>(share: &Share, request: &Q, api: ApiId) -> Pending<Q> {
    share.terminal().send(request, &name(api), ms(0)).unwrap()
}

fn answered<Q: Request>(mut pending: Pending<Q>) -> Result<Q::Answer, Error> {
    assert!(matches!(pending.poll(ms(0)), Ok(Poll::Waiting)));
    match pending.poll(ms(300))? {
        Poll::Answered(answered) => Ok(answered.received.message),
        _ => panic!("no answer"),
    }
}

fn download(share: &Share) -> Download {
    let asked = BulkDownload::new(institution(), NUMBER).unwrap();
    share.terminal().download(&asked, &name(ApiId::BULK_QUALIFICATION_DOWNLOAD), ms(0)).unwrap()
}

/// Polls until something other than waiting comes.
fn settle(download: &mut Download) -> Result<DownloadPoll, Error> {
    let mut polls = (0..200).map(|step| download.poll(ms(step * 100)));
    polls.find(|poll| !matches!(poll, Ok(DownloadPoll::Waiting))).unwrap()
}

fn count(ready: &Downloaded) -> usize {
    match ready.people().unwrap() {
        BulkPeople::Qualifications(people) => people.map(Result::unwrap).count(),
        BulkPeople::Registrations(people) => people.map(Result::unwrap).count(),
    }
}

fn wrong_addressee<T>(answered: Result<T, Error>) -> Echo {
    match answered {
        Err(Error::WrongAddressee { what, .. }) => what,
        _ => panic!("believed"),
    }
}

#[test]
fn a_bulk_request_is_answered_by_a_number() {
    let share = Share::new();
    let pending = send(&share, &asked(), ApiId::BULK_QUALIFICATION_REQUEST);
    assert_eq!(share.files("req"), ["OQSmuquc01req_202611220001.xml"]);
    share.write(RECEPTION, received().write(Encoding::Utf8).unwrap());
    assert_eq!(answered(pending).unwrap(), received());
}

#[test]
fn a_reception_for_somebody_else_is_refused() {
    let refused = |change: fn(&mut BulkReception)| {
        let share = Share::new();
        let pending = send(&share, &asked(), ApiId::BULK_QUALIFICATION_REQUEST);
        let mut reception = received();
        change(&mut reception);
        share.write(RECEPTION, reception.write(Encoding::Utf8).unwrap());
        wrong_addressee(answered(pending))
    };
    assert_eq!(refused(|it| it.header.institution = None.into()), Echo::Institution);
    assert_eq!(refused(|it| it.header.file_identifier = "bulk-2".into()), Echo::FileIdentifier);
    // Even one that failed.
    let failed = |it: &mut BulkReception| {
        *it = BulkReception::default();
        it.header.segment_of_result = SegmentOfResult::Abnormal.into();
        it.header.institution = InstitutionCode::new("2714206386").unwrap().into();
    };
    assert_eq!(refused(failed), Echo::Institution);
}

#[test]
fn a_reception_that_failed_need_not_repeat_the_request() {
    let share = Share::new();
    let pending = send(&share, &asked(), ApiId::BULK_QUALIFICATION_REQUEST);
    let mut failed = BulkReception::default();
    failed.header.segment_of_result = SegmentOfResult::Abnormal.into();
    share.write(RECEPTION, failed.write(Encoding::Utf8).unwrap());
    assert_eq!(answered(pending).unwrap(), failed);
}

#[test]
fn a_request_goes_under_the_name_of_what_it_asks_and_no_other() {
    let (from, to) = (Date::new(2026, 11, 1).unwrap(), today());
    let visits = CollectionRequest::home_visits(institution(), from, to).unwrap();
    let aid = CollectionRequest::medical_aid(institution(), Month::new(2026, 11).unwrap());
    let share = Share::new();
    let send = |request: &CollectionRequest, api| share.terminal().send(request, &name(api), ms(0)).map(drop);
    for (request, api) in [(&visits, ApiId::ONLINE_CARE_REQUEST), (&aid, ApiId::HOME_VISIT_REQUEST)] {
        assert!(matches!(send(request, api), Err(Error::NotSent(NotSent::NotARequest { .. }))));
    }
    assert!(share.files("req").is_empty());
    send(&visits, ApiId::HOME_VISIT_REQUEST).unwrap();
    send(&aid, ApiId::MEDICAL_AID_REQUEST).unwrap();
    assert_eq!(share.files("req").len(), 2);
}

#[test]
fn a_number_is_registered_and_the_answer_about_another_refused() {
    let insurer = InsurerNumber::new("01130012").unwrap();
    let person = ReferenceNumberRegistration::new("15", insurer, "1");
    let request = RegistrationRequest::new(institution(), person).unwrap();
    let answer = |number: Option<&str>| {
        let share = Share::new();
        let pending = send(&share, &request, ApiId::REGISTRATION_REQUEST);
        let mut result = RegistrationResult::default();
        result.header.institution = institution().into();
        result.header.segment_of_result = SegmentOfResult::Normal.into();
        result.body.reference_number = number.map(str::to_owned).into();
        share.write("res/OQSsiimm01res_202611220001.xml", result.write(Encoding::Utf8).unwrap());
        answered(pending)
    };
    answer(Some("15")).unwrap();
    answer(None).unwrap();
    assert_eq!(wrong_addressee(answer(Some("16"))), Echo::ReferenceNumber);
}

#[test]
fn a_result_is_asked_for_until_it_is_there() {
    let share = Share::new();
    let mut first = download(&share);
    let mut running = BulkQualificationResult::default();
    running.header.segment_of_result = SegmentOfResult::Running.into();
    share.write(RESULT, bytes(&running));
    assert!(matches!(settle(&mut first).unwrap(), DownloadPoll::Running));
    first.remove_answer().unwrap();
    fs::remove_file(share.path("req/OQSmuquc02req_202611220001.xml")).unwrap(); // the terminal took it

    share.write("res/OQSmuquc02res_202611220002.xml", bytes(&result()));
    let again = FileName::new(ApiId::BULK_QUALIFICATION_DOWNLOAD, today(), 2).unwrap();
    let asked = BulkDownload::new(institution(), NUMBER).unwrap();
    let error = share.terminal().download(&asked, &again, ms(0)).unwrap_err();
    assert!(matches!(error, Error::NotSent(NotSent::NameTaken { .. })), "somebody else's answer");
    let again = FileName::new(ApiId::BULK_QUALIFICATION_DOWNLOAD, today(), 3).unwrap();
    let mut second = share.terminal().download(&asked, &again, ms(0)).unwrap();
    share.write("res/OQSmuquc02res_202611220003.xml", bytes(&result()));
    let DownloadPoll::Ready(ready) = settle(&mut second).unwrap() else { panic!() };
    assert_eq!((count(&ready), &ready.header), (3, &result().header));
    ready.confirm().unwrap();
}

#[test]
fn a_result_comes_out_of_an_archive_too() {
    let share = Share::new();
    let mut download = download(&share);
    share.write(ARCHIVE, ZIPPED);
    let DownloadPoll::Ready(ready) = settle(&mut download).unwrap() else { panic!() };
    assert_eq!((count(&ready), ready.file.clone()), (2, share.path(ARCHIVE)));
    download.remove_answer().unwrap();
    assert!(share.files("res").is_empty());
}

#[test]
fn a_header_after_the_people_is_read_as_any() {
    let share = Share::new();
    let mut download = download(&share);
    let text = String::from_utf8(result().write(Encoding::Utf8).unwrap()).unwrap();
    let (before, rest) = text.split_once("<MessageHeader>").unwrap();
    let (header, body) = rest.split_once("</MessageHeader>").unwrap();
    let (body, after) = body.split_once("</XmlMsg>").unwrap();
    let late = format!("{before}{body}<MessageHeader>{header}</MessageHeader></XmlMsg>{after}");
    share.write(RESULT, late);
    let DownloadPoll::Ready(ready) = settle(&mut download).unwrap() else { panic!() };
    assert_eq!((count(&ready), &ready.header), (3, &result().header));
}

#[test]
fn the_name_says_whether_people_or_registrations_come() {
    let share = Share::new();
    let asked = BulkDownload::new(institution(), NUMBER).unwrap();
    let name = name(ApiId::BULK_REGISTRATION_DOWNLOAD);
    let mut download = share.terminal().download(&asked, &name, ms(0)).unwrap();
    let text = String::from_utf8(result().write(Encoding::Utf8).unwrap()).unwrap();
    share
        .write("res/OQSmuimm02res_202611220001.xml", text.replace("BulkConfirmUnit", "BulkRegistrationUnit"));
    let DownloadPoll::Ready(ready) = settle(&mut download).unwrap() else { panic!() };
    assert!(matches!(ready.people().unwrap(), BulkPeople::Registrations(_)));
    assert_eq!(count(&ready), 3);
}

#[test]
fn a_longer_result_than_any_single_answer_is_read_from_its_file() {
    let share = Share::new();
    let mut download = download(&share);
    let mut long = result();
    let mut one = BulkConfirmUnit::default();
    one.result_message = "a".repeat(50_000).as_str().into();
    long.body.units = vec![one; 100];
    let long = bytes(&long);
    assert!(long.len() > 4 * 1024 * 1024);
    share.write(RESULT, long);
    let DownloadPoll::Ready(ready) = settle(&mut download).unwrap() else { panic!() };
    assert_eq!(count(&ready), 100);
}

#[test]
fn half_a_result_is_waited_for_even_if_its_writer_pauses() {
    for (file, whole) in [(RESULT, bytes(&result())), (ARCHIVE, ZIPPED.to_vec())] {
        let share = Share::new();
        let mut download = download(&share);
        share.write(file, &whole[..whole.len() / 2]);
        for step in 0..4 {
            assert!(matches!(download.poll(ms(step * 300)).unwrap(), DownloadPoll::Waiting), "{file}");
        }
        share.write(file, &whole);
        assert!(matches!(download.poll(ms(1_200)).unwrap(), DownloadPoll::Waiting));
        assert!(matches!(download.poll(ms(1_500)).unwrap(), DownloadPoll::Ready(_)));
    }
}

#[test]
fn a_result_whose_writer_was_killed_is_told_when_its_people_are_read() {
    let share = Share::new();
    let mut download = download(&share);
    let whole = bytes(&result());
    share.write(RESULT, &whole[..whole.len() - 40]);
    let DownloadPoll::Ready(ready) = settle(&mut download).unwrap() else { panic!() };
    let BulkPeople::Qualifications(people) = ready.people().unwrap() else { panic!() };
    assert!(people.last().unwrap().is_err());
    let share = Share::new();
    let mut download = self::download(&share);
    share.write(ARCHIVE, &ZIPPED[..ZIPPED.len() - 40]);
    assert!(matches!(settle(&mut download), Err(Error::Malformed { .. })));
}

#[test]
fn a_result_that_never_comes_to_rest_is_given_up() {
    let share = Share::new();
    let mut download = download(&share);
    let error = (0..).find_map(|step| {
        share.write(RESULT, format!("{step}"));
        download.poll(ms(step * 300)).err()
    });
    assert!(matches!(error, Some(Error::Unsettled { reads: 12, .. })));
}

#[test]
fn a_result_for_somebody_else_is_refused() {
    let refused = |change: fn(&mut BulkQualificationResult)| {
        let share = Share::new();
        let mut download = download(&share);
        let mut result = result();
        change(&mut result);
        share.write(RESULT, bytes(&result));
        wrong_addressee(settle(&mut download))
    };
    assert_eq!(refused(|it| it.header.reception_number = "R2".into()), Echo::ReceptionNumber);
    assert_eq!(refused(|it| it.header.reception_number = None.into()), Echo::ReceptionNumber);
    let other = |it: &mut BulkQualificationResult| {
        it.header.institution = InstitutionCode::new("2714206386").unwrap().into();
    };
    assert_eq!(refused(other), Echo::Institution);
}

#[test]
fn several_answers_to_one_question_are_not_believed() {
    for pair in [[RESULT, ARCHIVE], [RESULT, REFUSAL], [ARCHIVE, REFUSAL]] {
        let share = Share::new();
        let mut download = download(&share);
        pair.iter().for_each(|file| share.write(file, bytes(&result())));
        assert!(matches!(download.poll(ms(0)), Err(Error::AnsweredTwice { .. })), "{pair:?}");
    }
}

#[test]
fn refused_failed_and_absent_results_are_told_apart() {
    let share = Share::new();
    let mut download = download(&share);
    share.write(REFUSAL, "形式エラー");
    let DownloadPoll::Refused(refusal) = settle(&mut download).unwrap() else { panic!() };
    assert_eq!(refusal.text(), "形式エラー");

    let share = Share::new();
    let mut download = self::download(&share);
    let mut failed = BulkQualificationResult::default();
    failed.header.segment_of_result = SegmentOfResult::Abnormal.into();
    failed.header.error_code = "X".into();
    share.write(RESULT, bytes(&failed));
    let DownloadPoll::Failed(header) = settle(&mut download).unwrap() else { panic!() };
    assert_eq!(header.error_code, "X".into());

    let share = Share::new();
    let mut download = self::download(&share);
    assert!(matches!(download.poll(ms(179_999)).unwrap(), DownloadPoll::Waiting));
    assert!(matches!(download.poll(ms(180_000)).unwrap(), DownloadPoll::TimedOut));
    share.write(RESULT, bytes(&result()));
    assert!(matches!(download.poll(ms(200_000)).unwrap(), DownloadPoll::Waiting));
    assert!(matches!(download.poll(ms(200_300)).unwrap(), DownloadPoll::Ready(_)), "late is found too");
}

#[test]
fn a_result_that_changes_while_it_is_read_is_withdrawn() {
    let share = Share::new();
    let mut download = download(&share);
    share.write(RESULT, bytes(&result()));
    let DownloadPoll::Ready(ready) = settle(&mut download).unwrap() else { panic!() };
    ready.confirm().unwrap();
    let mut other = result();
    other.body.units.pop();
    share.write(RESULT, bytes(&other));
    assert!(matches!(ready.confirm(), Err(Error::AnsweredTwice { .. })));
    fs::remove_file(share.path(RESULT)).unwrap();
    assert!(matches!(ready.confirm(), Err(Error::Unreadable { .. })));
    assert!(matches!(ready.people(), Err(Error::Malformed { .. })));
}

#[test]
fn nothing_is_asked_for_by_another_institution_or_under_another_name() {
    let share = Share::new();
    let other = BulkDownload::new(InstitutionCode::new("2714206386").unwrap(), NUMBER).unwrap();
    let error = share.terminal().download(&other, &name(ApiId::BULK_QUALIFICATION_DOWNLOAD), ms(0));
    assert!(matches!(error, Err(Error::NotSent(NotSent::OtherInstitution))));
    let asked = BulkDownload::new(institution(), NUMBER).unwrap();
    let error = share.terminal().download(&asked, &name(ApiId::BULK_QUALIFICATION_REQUEST), ms(0));
    assert!(matches!(error, Err(Error::NotSent(NotSent::NotARequest { .. }))));
    for taken in [RESULT, ARCHIVE, REFUSAL, "res/OQSmuquc02req_202611220001.xml"] {
        let share = Share::new();
        share.write(taken, "");
        let error = share.terminal().download(&asked, &name(ApiId::BULK_QUALIFICATION_DOWNLOAD), ms(0));
        assert!(matches!(error, Err(Error::NotSent(NotSent::NameTaken { .. }))), "{taken}");
    }
}

#[test]
fn debug_shows_nothing_of_the_people() {
    let share = Share::new();
    let mut download = download(&share);
    share.write(RESULT, bytes(&result()));
    let poll = settle(&mut download).unwrap();
    let DownloadPoll::Ready(ready) = &poll else { panic!() };
    let shown = format!("{download:?} {poll:?} {:?}", ready.people().unwrap());
    assert!(!shown.contains(NAME) && !shown.contains(NUMBER), "{shown}");
}

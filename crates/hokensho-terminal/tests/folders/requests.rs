//! Sending a request and awaiting its answer, through real files.

use std::fs;

use crate::common::{NAME, Share, answer, file_name, institution, ms, request, utf8};
use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber, SegmentOfResult};
use hokensho_oqs::{
    ApiId, Encoding, FileName, Message as _, Mode, Qualification, QualificationRequest, QualificationResult,
};
use hokensho_terminal::{Answered, Echo, Error, Folder, NotSent, Pending, Poll, Settings, Terminal};

const REQUEST: &str = "req/OQSsiquc01req_202611220001.xml";
const ANSWER: &str = "res/OQSsiquc01res_202611220001.xml";
const REFUSAL: &str = "res/OQSsiquc01req_202611220001.err";
const MOVED: &str = "res/OQSsiquc01req_202611220001.xml";

fn send(share: &Share) -> Pending {
    share.terminal().send(&request(), &file_name(), ms(0)).unwrap()
}

/// Polls until something other than waiting comes, every 100 ms.
fn settle(pending: &mut Pending, from: u64) -> Result<Poll, Error> {
    for step in 0..200 {
        match pending.poll(ms(from + step * 100)) {
            Ok(Poll::Waiting) => {}
            other => return other,
        }
    }
    panic!("still waiting after twenty seconds");
}

fn answered(pending: &mut Pending, from: u64) -> Answered {
    match settle(pending, from).unwrap() {
        Poll::Answered(answered) => *answered,
        other => panic!("{other:?}"),
    }
}

fn refused_for(change: impl FnOnce(&mut QualificationResult)) -> Echo {
    let share = Share::new();
    let mut pending = send(&share);
    let mut result = answer();
    change(&mut result);
    share.write(ANSWER, utf8(&result));
    match settle(&mut pending, 0) {
        Err(Error::WrongAddressee { what, .. }) => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn refuses_a_root_without_the_three_folders() {
    for folder in Folder::ALL {
        let share = Share::new();
        fs::remove_dir(share.path(folder.name())).unwrap();
        let error = Terminal::open(share.root(), institution()).unwrap_err();
        assert!(matches!(error, Error::FolderMissing { folder: missing, .. } if missing == folder));
        assert!(error.is_unsent());
    }
}

#[test]
fn a_request_is_there_whole_under_its_name_and_under_no_other() {
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let share = Share::new();
        let terminal = share.terminal_writing(encoding);
        terminal.send(&request(), &file_name(), ms(0)).unwrap();
        assert_eq!(share.files("req"), ["OQSsiquc01req_202611220001.xml"]);
        let received =
            QualificationRequest::read(fs::read(share.path(REQUEST)).unwrap(), Mode::Strict).unwrap();
        assert_eq!(received.message, request());
        assert_eq!(received.encoding, encoding);
    }
}

#[test]
fn refuses_to_send_if_the_request_or_any_answer_to_it_is_there() {
    for taken in [REQUEST, ANSWER, REFUSAL, MOVED] {
        let share = Share::new();
        share.write(taken, "somebody else's");
        let error = share.terminal().send(&request(), &file_name(), ms(0)).unwrap_err();
        let Error::NotSent(NotSent::NameTaken { file }) = &error else { panic!("{error:?}") };
        assert_eq!(*file, share.path(taken));
        assert!(error.is_unsent());
        assert_eq!(fs::read(share.path(taken)).unwrap(), b"somebody else's");
        assert_eq!(share.files("req").len(), usize::from(taken == REQUEST), "nothing is left behind");
    }
}

#[test]
fn refuses_a_name_that_another_writer_is_about_to_use() {
    let share = Share::new();
    let theirs = "req/OQSsiquc01req_202611220001.xml.part";
    share.write(theirs, "half a requ");
    let error = share.terminal().send(&request(), &file_name(), ms(0)).unwrap_err();
    assert!(matches!(error, Error::NotSent(NotSent::NameTaken { .. })));
    assert_eq!(fs::read(share.path(theirs)).unwrap(), b"half a requ");
}

#[test]
fn refuses_a_name_of_another_kind_of_file() {
    let share = Share::new();
    for name in ["OQSsiquc01res_1.xml", "OQSsiimm01req_1.xml"] {
        let name: FileName = name.parse().unwrap();
        let error = share.terminal().send(&request(), &name, ms(0)).unwrap_err();
        assert!(matches!(error, Error::NotSent(NotSent::NotARequest { .. })));
    }
    assert!(share.files("req").is_empty());
}

#[test]
fn refuses_a_request_for_another_institution() {
    let share = Share::new();
    let mut request = request();
    request.header.institution = InstitutionCode::new("2714206386").unwrap().into();
    let error = share.terminal().send(&request, &file_name(), ms(0)).unwrap_err();
    assert!(matches!(error, Error::NotSent(NotSent::OtherInstitution)));
}

#[test]
fn a_request_that_cannot_be_written_never_leaves() {
    let share = Share::new();
    let request = request().file_identifier("🏥").unwrap();
    let terminal = share.terminal_writing(Encoding::Windows31J);
    let error = terminal.send(&request, &file_name(), ms(0)).unwrap_err();
    assert!(matches!(error, Error::NotSent(NotSent::Message(hokensho_oqs::Error::Unencodable { .. }))));
    assert!(share.files("req").is_empty());
}

#[test]
fn an_unwritable_folder_is_an_error_before_anything_was_sent() {
    let share = Share::new();
    let terminal = share.terminal();
    fs::remove_dir(share.path("req")).unwrap();
    let error = terminal.send(&request(), &file_name(), ms(0)).unwrap_err();
    assert!(matches!(error, Error::NotSent(NotSent::Write { .. })));
    assert!(error.is_unsent());
}

#[test]
fn an_answer_is_believed_after_two_equal_reads() {
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let share = Share::new();
        let mut pending = send(&share);
        assert!(matches!(pending.poll(ms(100)).unwrap(), Poll::Waiting));
        share.write(ANSWER, answer().write(encoding).unwrap());
        assert!(matches!(pending.poll(ms(200)).unwrap(), Poll::Waiting), "one read proves nothing");
        assert!(matches!(pending.poll(ms(499)).unwrap(), Poll::Waiting), "too early for the second");
        let Poll::Answered(answered) = pending.poll(ms(500)).unwrap() else { panic!() };
        assert_eq!(answered.file, share.path(ANSWER));
        assert_eq!(answered.received.message, answer());
        assert_eq!(answered.received.encoding, encoding);
        assert!(share.path(ANSWER).exists(), "nothing is deleted unasked");
    }
}

#[test]
fn a_partial_write_is_never_read() {
    let share = Share::new();
    let mut pending = send(&share);
    let whole = utf8(&answer());
    // A writer that goes on between any two reads, and once pauses in the middle.
    for (step, end) in [100, 400, 400, 900].into_iter().enumerate() {
        share.write(ANSWER, &whole[..end]);
        let now = ms(u64::try_from(step).unwrap() * 300);
        assert!(matches!(pending.poll(now).unwrap(), Poll::Waiting), "{end} bytes");
    }
    share.write(ANSWER, &whole);
    assert_eq!(answered(&mut pending, 1200).received.bytes, whole);
}

#[test]
fn a_file_that_never_comes_to_rest_is_given_up() {
    let share = Share::new();
    let mut pending = send(&share);
    let mut polls = 0;
    let error = loop {
        share.write(ANSWER, format!("{polls}"));
        match pending.poll(ms(polls * 300)) {
            Ok(Poll::Waiting) => polls += 1,
            other => break other.unwrap_err(),
        }
    };
    assert!(matches!(error, Error::Unsettled { reads: 12, .. }));
}

#[test]
fn an_answer_that_is_no_message_is_malformed_and_says_where() {
    let share = Share::new();
    let mut pending = send(&share);
    share.write(ANSWER, "<!DOCTYPE x><XmlMsg/>");
    let error = settle(&mut pending, 0).unwrap_err();
    assert!(matches!(error, Error::Malformed { source: hokensho_oqs::Error::Doctype { offset: 0 }, .. }));
}

#[test]
fn an_answer_over_the_size_limit_is_not_read() {
    let share = Share::new();
    let mut pending = send(&share);
    let file = fs::File::create(share.path(ANSWER)).unwrap();
    file.set_len(4 * 1024 * 1024 + 1).unwrap();
    let error = settle(&mut pending, 0).unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 4_194_304, .. }));
}

#[test]
fn an_unreadable_answer_is_tried_again() {
    let share = Share::new();
    let mut pending = send(&share);
    // A folder of that name can't be read as a file: the same as any other I/O error.
    fs::create_dir(share.path(ANSWER)).unwrap();
    assert!(matches!(pending.poll(ms(0)).unwrap(), Poll::Waiting));
    assert!(matches!(pending.poll(ms(300)).unwrap(), Poll::Waiting));
    fs::remove_dir(share.path(ANSWER)).unwrap();
    share.write(ANSWER, utf8(&answer()));
    assert_eq!(answered(&mut pending, 600).received.message, answer());
}

#[test]
fn two_reads_with_an_error_between_them_prove_nothing() {
    let share = Share::new();
    let mut pending = send(&share);
    share.write(ANSWER, utf8(&answer()));
    assert!(matches!(pending.poll(ms(0)).unwrap(), Poll::Waiting));
    fs::remove_file(share.path(ANSWER)).unwrap();
    fs::create_dir(share.path(ANSWER)).unwrap();
    assert!(matches!(pending.poll(ms(300)).unwrap(), Poll::Waiting));
    fs::remove_dir(share.path(ANSWER)).unwrap();
    share.write(ANSWER, utf8(&answer()));
    assert!(matches!(pending.poll(ms(600)).unwrap(), Poll::Waiting));
    assert!(matches!(pending.poll(ms(900)).unwrap(), Poll::Answered(_)));
}

#[test]
fn an_answer_that_stays_unreadable_is_an_error() {
    let share = Share::new();
    let mut pending = send(&share);
    fs::create_dir(share.path(ANSWER)).unwrap();
    assert!(matches!(settle(&mut pending, 0).unwrap_err(), Error::Unreadable { reads: 12, .. }));
}

#[test]
fn an_answer_for_another_institution_is_refused() {
    let what = refused_for(|it| it.header.institution = InstitutionCode::new("2714206386").unwrap().into());
    assert_eq!(what, Echo::Institution);
}

#[test]
fn an_answer_with_another_or_no_file_identifier_is_refused() {
    assert_eq!(refused_for(|it| it.header.file_identifier = "20261122-0002".into()), Echo::FileIdentifier);
    assert_eq!(refused_for(|it| it.header.file_identifier = None.into()), Echo::FileIdentifier);
}

#[test]
fn an_answer_about_another_search_is_refused() {
    let search = |change: fn(&mut hokensho_oqs::SearchInfo)| {
        refused_for(move |it| change(it.body.search.as_mut().unwrap()))
    };
    let insurer = search(|it| it.insurer_number = InsurerNumber::new("06130009").unwrap().into());
    assert_eq!(insurer, Echo::InsurerNumber);
    assert_eq!(search(|it| it.identification_number = "1235".into()), Echo::IdentificationNumber);
    assert_eq!(search(|it| it.symbol = "１２４".into()), Echo::Symbol);
    assert_eq!(search(|it| it.symbol = None.into()), Echo::Symbol);
    assert_eq!(search(|it| it.branch_number = "02".into()), Echo::Branch);
    assert_eq!(search(|it| it.branch_number = None.into()), Echo::Branch);
    assert_eq!(search(|it| it.birth_date = Date::new(1980, 2, 18).unwrap().into()), Echo::Birthdate);
}

#[test]
fn an_answer_with_data_of_another_person_is_refused_whatever_it_repeats() {
    let other = Date::new(1992, 1, 1).unwrap();
    let what = refused_for(|it| it.body.results.as_mut().unwrap().list[0].birth_date = other.into());
    assert_eq!(what, Echo::Birthdate);
}

/// An answer that doesn't repeat the search, with its data changed.
fn without_search(result: &mut QualificationResult, change: impl FnOnce(&mut Vec<Qualification>)) {
    result.body.search = None;
    change(&mut result.body.results.as_mut().unwrap().list);
}

#[test]
fn an_answer_that_repeats_no_search_must_show_it_in_its_data() {
    let data = |change: fn(&mut Qualification)| {
        refused_for(move |it| without_search(it, |list| change(&mut list[0])))
    };
    let other = InsurerNumber::new("06130009").unwrap();
    assert_eq!(
        refused_for(|it| without_search(it, |list| list[0].insurer_number = other.into())),
        Echo::InsurerNumber
    );
    assert_eq!(data(|it| it.identification_number = "1235".into()), Echo::IdentificationNumber);
    assert_eq!(data(|it| it.symbol = "１２４".into()), Echo::Symbol);
    assert_eq!(data(|it| it.symbol = None.into()), Echo::Symbol);
    assert_eq!(data(|it| it.branch_number = None.into()), Echo::Branch);
}

#[test]
fn the_answer_about_the_other_twin_is_refused() {
    // All but the branch is the same.
    let what = refused_for(|it| without_search(it, |list| list[0].branch_number = "02".into()));
    assert_eq!(what, Echo::Branch);
}

#[test]
fn two_results_that_show_half_of_the_search_each_do_not_show_it() {
    let what = refused_for(|it| {
        without_search(it, |list| {
            list.push(list[0].clone());
            list[0].identification_number = "1235".into();
            list[1].insurer_number = InsurerNumber::new("06130009").unwrap().into();
        });
    });
    assert_eq!(what, Echo::IdentificationNumber);
}

#[test]
fn one_result_that_shows_the_whole_search_is_enough() {
    let share = Share::new();
    let mut pending = send(&share);
    let mut result = answer();
    without_search(&mut result, |list| {
        let mut aid = list[0].clone();
        aid.insurer_number = InsurerNumber::new("12131234").unwrap().into();
        aid.symbol = None.into();
        aid.branch_number = None.into();
        list.insert(0, aid);
    });
    share.write(ANSWER, utf8(&result));
    assert_eq!(answered(&mut pending, 0).received.message, result);
}

#[test]
fn an_empty_text_asks_nothing_and_need_not_come_back() {
    let share = Share::new();
    let mut asked = request();
    let search = asked.body.search.take().unwrap().symbol("").branch_number("").identifier("");
    asked.body.search = Some(search);
    let mut pending = share.terminal().send(&asked, &file_name(), ms(0)).unwrap();
    let mut result = answer();
    let echoed = result.body.search.as_mut().unwrap();
    (echoed.symbol, echoed.branch_number) = (None.into(), None.into());
    share.write(ANSWER, utf8(&result));
    assert_eq!(answered(&mut pending, 0).received.message, result);
}

#[test]
fn a_terminal_that_failed_need_not_repeat_the_request() {
    let share = Share::new();
    let mut pending = send(&share);
    let mut result = QualificationResult::default();
    result.header.segment_of_result = SegmentOfResult::Abnormal.into();
    share.write(ANSWER, utf8(&result));
    assert_eq!(answered(&mut pending, 0).received.message, result);
}

#[test]
fn a_refusal_is_told_apart_from_an_answer() {
    let share = Share::new();
    let mut pending = send(&share);
    // The refused request is moved first; by itself it is no answer.
    fs::rename(share.path(REQUEST), share.path(MOVED)).unwrap();
    assert!(matches!(pending.poll(ms(0)).unwrap(), Poll::Waiting));
    assert!(matches!(pending.poll(ms(300)).unwrap(), Poll::Waiting));
    let message = windows_31j("形式エラーです");
    share.write(REFUSAL, message);
    let Poll::Refused(refusal) = settle(&mut pending, 600).unwrap() else { panic!() };
    assert_eq!(refusal.text(), "形式エラーです");
}

/// In Windows-31J, as a Japanese Windows writes it.
fn windows_31j(text: &str) -> Vec<u8> {
    let mut result = QualificationResult::default();
    result.header.error_message = text.into();
    let bytes = result.write(Encoding::Windows31J).unwrap();
    let start = bytes.windows(14).position(|it| it == b"<ErrorMessage>").unwrap() + 14;
    let end = bytes.windows(15).position(|it| it == b"</ErrorMessage>").unwrap();
    bytes[start..end].to_vec()
}

#[test]
fn an_answer_and_a_refusal_together_are_not_believed() {
    let share = Share::new();
    let mut pending = send(&share);
    share.write(ANSWER, utf8(&answer()));
    share.write(REFUSAL, "no");
    assert!(matches!(pending.poll(ms(0)), Err(Error::AnsweredTwice { .. })));
}

#[test]
fn an_answer_that_changes_after_it_was_accepted_is_withdrawn() {
    let share = Share::new();
    let mut pending = send(&share);
    share.write(ANSWER, utf8(&answer()));
    let accepted = answered(&mut pending, 0);
    pending.confirm(&accepted).unwrap();

    let mut second = answer();
    second.header.segment_of_result = SegmentOfResult::Running.into();
    share.write(ANSWER, utf8(&second));
    assert!(matches!(pending.confirm(&accepted), Err(Error::AnsweredTwice { .. })));

    share.write(ANSWER, utf8(&answer()));
    share.write(REFUSAL, "no");
    assert!(matches!(pending.confirm(&accepted), Err(Error::AnsweredTwice { .. })));
}

#[test]
fn an_answer_that_another_program_took_away_stays_accepted() {
    let share = Share::new();
    let mut pending = send(&share);
    share.write(ANSWER, utf8(&answer()));
    let accepted = answered(&mut pending, 0);
    fs::remove_file(share.path(ANSWER)).unwrap();
    pending.confirm(&accepted).unwrap();
}

#[test]
fn after_a_time_out_nothing_is_resent_and_a_late_answer_is_still_found() {
    let share = Share::new();
    let mut pending = send(&share);
    fs::remove_file(share.path(REQUEST)).unwrap(); // the terminal took it
    assert!(matches!(pending.poll(ms(179_999)).unwrap(), Poll::Waiting));
    assert!(matches!(pending.poll(ms(180_000)).unwrap(), Poll::TimedOut));
    assert!(share.files("req").is_empty());
    share.write(ANSWER, utf8(&answer()));
    assert_eq!(answered(&mut pending, 200_000).received.message, answer());
}

#[test]
fn an_answer_in_the_last_moment_is_read_to_its_end() {
    let share = Share::new();
    let mut pending = send(&share);
    share.write(ANSWER, utf8(&answer()));
    assert!(matches!(pending.poll(ms(179_900)).unwrap(), Poll::Waiting));
    assert!(matches!(pending.poll(ms(180_200)).unwrap(), Poll::Answered(_)));
}

#[test]
fn the_limit_is_a_setting_and_counts_from_the_sending() {
    let share = Share::new();
    let terminal = share.terminal().with_settings(Settings { limit: ms(5_000), ..Settings::default() });
    let mut pending = terminal.send(&request(), &file_name(), ms(60_000)).unwrap();
    assert!(matches!(pending.poll(ms(64_999)).unwrap(), Poll::Waiting));
    assert!(matches!(pending.poll(ms(65_000)).unwrap(), Poll::TimedOut));
}

#[test]
fn deletes_of_this_request_and_only_when_asked() {
    let share = Share::new();
    let pending = send(&share);
    share.write("res/OQSsiquc01res_202611220002.xml", "somebody else's");
    share.write(MOVED, "ours");
    share.write(REFUSAL, "no");
    pending.remove_answer().unwrap();
    assert_eq!(share.files("res"), ["OQSsiquc01res_202611220002.xml"]);
}

#[test]
fn debug_shows_nothing_of_the_patient() {
    let share = Share::new();
    let mut pending = send(&share);
    share.write(ANSWER, utf8(&answer()));
    let shown = format!("{pending:?} {:?}", answered(&mut pending, 0));
    for personal in [NAME, "1980", "1234", "１２３"] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}

#[test]
fn a_counter_that_is_used_once_is_free_for_the_next_day() {
    let share = Share::new();
    let terminal = share.terminal();
    terminal.send(&request(), &file_name(), ms(0)).unwrap();
    let tomorrow = Date::new(2026, 11, 23).unwrap();
    let name = FileName::new(ApiId::QUALIFICATION_REQUEST, tomorrow, 1).unwrap();
    terminal.send(&request(), &name, ms(0)).unwrap();
    assert_eq!(share.files("req").len(), 2);
}

//! The simulated terminal in its folders.

use std::fs;
use std::thread;
use std::time::Duration;

use hokensho_eligibility::QualificationValidity;
use hokensho_oqs::{
    ApiId, BulkDownload, BulkQualificationRequest, Encoding, FileName, Message as _, QualificationRequest,
};
use hokensho_terminal::sim::{Behaviour, Scenario};
use hokensho_terminal::{BulkPeople, DownloadPoll, Poll, Terminal};

use crate::common::{Window, adult_search, file_name, institution, ms, now, request};

fn send(window: &Window) -> hokensho_terminal::Pending {
    let terminal = Terminal::open(window.root.path(), institution()).unwrap();
    terminal.send(&request(adult_search()), &file_name(), ms(0)).unwrap()
}

#[test]
fn requests_disappear_and_answers_appear_whole() {
    let mut window = Window::new("normal");
    send(&window);
    window.simulated.step(now(), ms(0)).unwrap();
    assert!(window.files("req").is_empty());
    assert_eq!(window.files("res"), ["OQSsiquc01res_202611220001.xml"]);
}

#[test]
fn a_delay_is_kept_to_the_millisecond() {
    let mut window = Window::new("slow");
    send(&window);
    window.simulated.step(now(), ms(1_000)).unwrap();
    assert!(window.files("req").is_empty(), "taken at once");
    window.simulated.step(now(), ms(2_499)).unwrap();
    assert!(window.files("res").is_empty());
    window.simulated.step(now(), ms(2_500)).unwrap();
    assert_eq!(window.files("res").len(), 1);
}

#[test]
fn the_encoding_is_the_terminals_whatever_the_request_was_written_in() {
    for (name, encoding) in [("normal", Encoding::Utf8), ("sjis", Encoding::Windows31J)] {
        let mut window = Window::new(name);
        let mut pending = send(&window);
        window.simulated.step(now(), ms(0)).unwrap();
        assert!(matches!(pending.poll(ms(0)).unwrap(), Poll::Waiting));
        let Poll::Answered(answered) = pending.poll(ms(300)).unwrap() else { panic!() };
        assert_eq!(answered.received.encoding, encoding);
    }
}

#[test]
fn a_refused_request_lies_beside_its_reason() {
    let mut window = Window::new("request-refused");
    send(&window);
    window.simulated.step(now(), ms(0)).unwrap();
    assert_eq!(window.files("res"), ["OQSsiquc01req_202611220001.err", "OQSsiquc01req_202611220001.xml"]);
}

#[test]
fn malformed_and_unsupported_requests_are_refused() {
    let mut window = Window::new("normal");
    let requests = window.root.path().join("req");
    fs::write(requests.join("OQSsiquc01req_1.xml"), "<XmlMsg>").unwrap();
    fs::write(requests.join("OQSsiimm01req_2.xml"), "<XmlMsg/>").unwrap();
    fs::write(requests.join("notes.txt"), "not a request").unwrap();
    window.simulated.step(now(), ms(0)).unwrap();
    assert_eq!(window.files("req"), ["notes.txt"]);
    assert_eq!(
        window.files("res"),
        ["OQSsiimm01req_2.err", "OQSsiimm01req_2.xml", "OQSsiquc01req_1.err", "OQSsiquc01req_1.xml"]
    );
}

#[test]
fn a_bulk_request_is_received_then_at_work_then_done() {
    let mut window = Window::new("normal");
    let terminal = Terminal::open(window.root.path(), institution()).unwrap();
    let mut stranger = adult_search().identifier("2");
    stranger.identification_number = "9999".into();
    let people = [adult_search().identifier("1"), stranger];
    let asked = BulkQualificationRequest::new(now().date(), institution(), people)
        .unwrap()
        .file_identifier("bulk")
        .unwrap();
    let named = |api, nth| FileName::new(api, now().date(), nth).unwrap();
    let name = named(ApiId::BULK_QUALIFICATION_REQUEST, 1);
    let mut pending = terminal.send(&asked, &name, ms(0)).unwrap();
    window.simulated.step(now(), ms(0)).unwrap();
    assert!(matches!(pending.poll(ms(0)).unwrap(), Poll::Waiting));
    let Poll::Answered(reception) = pending.poll(ms(300)).unwrap() else { panic!() };
    let number = reception.received.message.body.reception_number.value().unwrap();

    let mut ask = |number: &str, nth| {
        let asked = BulkDownload::new(institution(), number).unwrap();
        let name = named(ApiId::BULK_QUALIFICATION_DOWNLOAD, nth);
        let mut download = terminal.download(&asked, &name, ms(0)).unwrap();
        window.simulated.step(now(), ms(0)).unwrap();
        assert!(matches!(download.poll(ms(0)).unwrap(), DownloadPoll::Waiting));
        download.poll(ms(300)).unwrap()
    };
    assert!(matches!(ask("R99999999", 1), DownloadPoll::Failed(_)), "nobody's number");
    assert!(matches!(ask(number, 2), DownloadPoll::Running));
    let DownloadPoll::Ready(ready) = ask(number, 3) else { panic!() };
    assert_eq!(ready.header.results.value().unwrap().number(), 2);
    let BulkPeople::Qualifications(people) = ready.people().unwrap() else { panic!() };
    let people: Vec<_> = people.map(|unit| unit.unwrap().message).collect();
    let [adult, stranger] = &people[..] else { panic!() };
    assert_eq!(adult.search.as_ref().unwrap().identifier, "1".into());
    assert_eq!(adult.validity.value(), Some(&QualificationValidity::Valid));
    let [coverage] = &adult.qualifications[..] else { panic!() };
    assert!(coverage.limit_certificate.is_none(), "bulk results don't tell ceilings");
    assert_eq!(stranger.validity.value(), Some(&QualificationValidity::NotFound));
}

#[test]
fn half_a_request_is_left_alone() {
    let mut window = Window::new("normal");
    fs::write(window.root.path().join("req/OQSsiquc01req_1.xml.part"), "<Xml").unwrap();
    window.simulated.step(now(), ms(0)).unwrap();
    assert_eq!(window.files("req"), ["OQSsiquc01req_1.xml.part"]);
}

#[test]
fn the_same_question_gets_the_same_bytes() {
    let answer = || {
        let mut window = Window::new("normal");
        send(&window);
        window.simulated.step(now(), ms(0)).unwrap();
        fs::read(window.root.path().join("res/OQSsiquc01res_202611220001.xml")).unwrap()
    };
    assert_eq!(answer(), answer());
}

#[test]
fn folders_are_made_unless_the_scenario_has_none() {
    assert_eq!(fs::read_dir(Window::new("normal").root.path()).unwrap().count(), 3);
    let mut window = Window::new("no-folders");
    assert_eq!(window.scenario.terminal.behaviour, Behaviour::NoFolders);
    window.simulated.step(now(), ms(0)).unwrap();
    assert_eq!(fs::read_dir(window.root.path()).unwrap().count(), 0);
}

#[test]
fn a_request_that_vanishes_while_it_is_answered_changes_nothing() {
    let scenario = Scenario::named("slow").unwrap();
    let mut window = Window::playing(scenario);
    let pending = send(&window);
    window.simulated.step(now(), ms(0)).unwrap();
    pending.remove_answer().unwrap();
    window.simulated.step(now(), ms(1_500)).unwrap();
    assert_eq!(window.files("res").len(), 1);
}

#[test]
fn on_a_thread_it_answers_and_ends_when_dropped() {
    let Window { root, simulated, .. } = Window::new("normal");
    let running = simulated.spawn(now);
    let terminal = Terminal::open(root.path(), institution()).unwrap();
    let mut pending = terminal.send(&request(adult_search()), &file_name(), ms(0)).unwrap();
    // Up to ten real seconds on a busy machine; time for the folder link is counted, not measured.
    let answered = (0..1_000).any(|step| {
        thread::sleep(Duration::from_millis(10));
        matches!(pending.poll(ms(step * 100)).unwrap(), Poll::Answered(_))
    });
    assert!(answered);
    running.stop().unwrap();
    terminal.send(&request(adult_search()), &"OQSsiquc01req_2.xml".parse().unwrap(), ms(0)).unwrap();
    thread::sleep(Duration::from_millis(60));
    let left = fs::read(root.path().join("req/OQSsiquc01req_2.xml")).unwrap();
    assert!(QualificationRequest::read(left, hokensho_oqs::Mode::Strict).is_ok(), "nobody takes it any more");
}

#[test]
fn a_thread_that_fails_says_why() {
    let Window { root, simulated, .. } = Window::new("normal");
    fs::remove_dir(root.path().join("req")).unwrap();
    let running = simulated.spawn(now);
    thread::sleep(Duration::from_millis(60));
    assert!(matches!(running.stop(), Err(hokensho_terminal::sim::Error::Io { .. })));
}

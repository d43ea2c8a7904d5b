//! From the terminal's words to the domain's.

use hokensho_eligibility::{
    Answer, Bill, CardClassification, CareForm, CareSetting, CertificateState, ConsentFlag, ConsentItem,
    Consistency, CopaymentReason, Date, Identity, LimitCategory, LimitChanged, Outcome, PaperNeeded,
    Personal, Policy, PrescriptionIssue, Presence, ProcessingStatus, QualificationValidity,
    ReferenceClassification, Refusal, Report, SegmentOfResult, Sex, SingleOrCombined, TicketType,
    TreatmentType, Unclear, UnreadCertificate, UnreadCoverage, UnreadReason, Via, Yen,
};
use hokensho_oqs::{
    BulkConfirmUnit, BulkQualificationResult, Encoding, Error, Finding, JsonRoot, Leaf, Message, Mode,
    Qualification, QualificationResult, Received, ViewingConsent,
};

use crate::{FACE, RESULT};

const BULK_RESULT: &str = include_str!("../data/bulk_qualification_result.xml");

fn answer(file: &str) -> Result<Answer, Error> {
    QualificationResult::read(file, Mode::Strict).unwrap().message.answer()
}

/// What is required of each result.
const REQUIRED: [&str; 5] = ["InsuredCardClassification", "Name", "Sex1", "Birthdate", "InsurerName"];

/// What decides in each result from when to when, and with which ratio, it counts, and for whom.
const DECIDING: [&str; 6] = [
    "Birthdate",
    "QualificationDate",
    "DisqualificationDate",
    "InsuredCardValidDate",
    "InsuredCardExpirationDate",
    "InsuredPartialContributionRatio",
];

/// The path of an element of a result.
fn place(nth: usize, element: &str) -> String {
    format!("XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation[{nth}]/{element}")
}

/// The file without its elements of one name.
fn without(file: &str, element: &str) -> String {
    let mut left = file.to_owned();
    while let Some((before, after)) = left.split_once(&format!("<{element}>")) {
        let (_, after) = after.split_once(&format!("</{element}>")).unwrap();
        left = format!("{before}{after}");
    }
    left
}

fn day(text: &str) -> Date {
    Date::from_digits(text).unwrap()
}

#[test]
fn everything_that_the_domain_knows_arrives() {
    let answer = answer(RESULT).unwrap();
    assert_eq!(answer.reference, ReferenceClassification::Typed);
    assert_eq!(answer.executed_at.to_digits(), "20261122093000");
    assert_eq!(answer.asked_for, Some(day("20261122")));
    assert_eq!(answer.institution.as_ref().unwrap().as_str(), "1300000005");
    assert_eq!(answer.segment, SegmentOfResult::Normal);
    assert_eq!(answer.status, Some(ProcessingStatus::Normal));
    assert_eq!(answer.validity, Some(QualificationValidity::Valid));

    let [insured, aid] = &answer.coverages[..] else { panic!() };
    assert_eq!(insured.classification, CardClassification::General);
    assert_eq!(insured.insurer_number.as_ref().unwrap().as_str(), "01130012");
    assert_eq!(insured.insurer_name.as_deref(), Some("全国健康保険協会東京支部"));
    assert_eq!(insured.symbol.as_ref().unwrap().expose(), "記号１");
    assert_eq!(insured.number.as_ref().unwrap().expose(), "123");
    assert_eq!(insured.branch.as_ref().unwrap().expose(), "02");
    assert_eq!(insured.person.name.expose(), "髙橋　花子");
    assert_eq!(insured.insured_name.as_ref().unwrap().expose(), "髙橋　太郎");
    assert_eq!(insured.person.alias.as_ref().unwrap().expose(), "TAKAHASHI HANAKO");
    assert_eq!(insured.person.kana.as_ref().unwrap().expose(), "ﾀｶﾊｼ ﾊﾅｺ");
    assert_eq!(
        (&insured.person.sex, &insured.person.sex_on_card),
        (&Sex::Female, &Some(Sex::from_code("3")))
    );
    assert_eq!(*insured.person.birth.expose(), day("19530217").into());
    assert_eq!(insured.qualified_on, Some(day("20200401")));
    assert_eq!(insured.lost_on, Some(day("20270401")));
    assert_eq!(insured.issued_on, Some(day("20200405")));
    assert_eq!((insured.valid_from, insured.valid_until), (Some(day("20200401")), Some(day("20270331"))));
    assert_eq!(insured.ratio.unwrap().value(), 20);
    assert_eq!(insured.elderly.unwrap().ratio.unwrap().value(), 20);
    assert_eq!(insured.limit.as_ref().unwrap().category, Some(LimitCategory::General));
    assert_eq!(insured.limit.as_ref().unwrap().long_term_since, Some(day("20261001")));
    let self_pay: Vec<_> = insured.diseases.iter().map(|disease| disease.self_pay).collect();
    assert_eq!(self_pay, [20_000, 10_000].map(|yen| Some(Yen::new(yen))));
    assert_eq!(insured.tickets[0].self_pay, Some(Yen::new(500)));
    assert_eq!(insured.tickets[0].for_this_institution, Some(true));
    assert_eq!(insured.reference_number.as_ref().unwrap().expose(), "K-0042");
    assert_eq!(answer.prescription, Some(PrescriptionIssue::Paper));
    for consent in [&insured.limit_consent, &insured.diseases_consent] {
        assert_eq!(consent.as_ref().unwrap().flag, ConsentFlag::Given);
        assert!(consent.as_ref().unwrap().given_at.is_some());
    }
    assert_eq!(aid.classification, CardClassification::MedicalAid);
}

#[test]
fn every_element_of_a_ticket_arrives() {
    let answer = answer(RESULT).unwrap();
    let ticket = &answer.coverages[0].tickets[0];
    let words = |texts: &[Personal<String>]| texts.iter().map(|it| it.expose().clone()).collect::<Vec<_>>();
    assert_eq!(ticket.kind, Some(TicketType::Medical));
    assert_eq!(ticket.issue_number.as_ref().unwrap().expose(), "7000001");
    assert_eq!(ticket.month.unwrap().to_digits(), "202611");
    assert_eq!(ticket.treatment, Some(TreatmentType::Outpatient));
    assert_eq!(ticket.institution_code.as_deref(), Some("1300000005"));
    assert_eq!(ticket.institution_name.as_deref(), Some("見本医院"));
    assert_eq!(ticket.prescriber_code.as_deref(), Some("1300000005"));
    assert_eq!(ticket.prescriber_name.as_deref(), Some("見本医院"));
    assert_eq!(words(&ticket.injuries), ["高血圧症", "糖尿病", "腰痛症"]);
    assert_eq!(ticket.district_contact.as_ref().unwrap().expose(), "見本　一郎");
    assert_eq!(ticket.handling_contact.as_ref().unwrap().expose(), "見本　二郎");
    assert_eq!(ticket.combined, Some(SingleOrCombined::Combined));
    assert_eq!((&ticket.social_insurance, &ticket.infection), (&Some(Presence::Yes), &Some(Presence::No)));
    assert_eq!(ticket.consistency, Some(Consistency::Inconsistent));
    assert_eq!(
        (&ticket.elderly_medical_care, &ticket.prefectural_expenses),
        (&Some(Presence::No), &Some(Presence::No))
    );
    assert_eq!(words(&ticket.remarks), ["備考一", "備考二", "備考三"]);
    assert_eq!((ticket.valid_from, ticket.valid_until), (Some(day("20261101")), Some(day("20261130"))));
}

/// The same elements by the names that other programs gave them.
fn in_other_words(file: &str) -> String {
    [
        ("PharmacistsInfo", "PharmaceuticalInfo"),
        ("InfoAvailableTime", "InfoAcquisitionTime"),
        ("Infecton", "Infection"),
    ]
    .into_iter()
    .fold(file.to_owned(), |file, (ours, theirs)| {
        assert!(file.contains(ours), "{ours}");
        file.replace(ours, theirs)
    })
}

#[test]
fn elements_with_two_names_in_the_world_are_read_by_either_and_written_by_the_interfaces_own() {
    // Four consents have been seen under other names; the newer six have one.
    let (old, new) = RESULT.split_once("<DiagnosisNameConsFlg>").unwrap();
    let renamed = format!("{}<DiagnosisNameConsFlg>{new}", in_other_words(old));
    let read = |file: &str| QualificationResult::read(file, Mode::Strict).unwrap().message;
    let message = read(&renamed);
    assert_eq!(message, read(RESULT));
    assert_eq!(message.write(Encoding::Utf8), read(RESULT).write(Encoding::Utf8));
    let json = String::from_utf8(message.write_json(JsonRoot::Bare).unwrap()).unwrap();
    let (old, new) = json.split_once("DiagnosisNameConsFlg").unwrap();
    let renamed = format!("{}DiagnosisNameConsFlg{new}", in_other_words(old));
    assert_eq!(QualificationResult::read_json(renamed, Mode::Strict).unwrap().message, message);
}

#[test]
fn of_two_names_that_say_two_things_neither_is_believed() {
    let end = "<PharmacistsInfoAvailableTime>20261123092955</PharmacistsInfoAvailableTime>";
    let later = "<PharmacistsInfoAcquisitionTime>20271123092955</PharmacistsInfoAcquisitionTime>";
    let file = RESULT.replace(end, &format!("{end}{later}"));
    let refused = QualificationResult::read(file.as_str(), Mode::Strict);
    assert!(matches!(refused, Err(Error::Refused(found)) if found.finding == Finding::Repeated));
    let received = QualificationResult::read(file, Mode::Lenient).unwrap();
    let consents = &received.message.answer().unwrap().coverages[0].consents;
    let flag = |item| consents.of(item).unwrap().flag.clone();
    assert_eq!(flag(ConsentItem::Medicines), ConsentFlag::from_code(""));
    assert_eq!(flag(ConsentItem::Treatment), ConsentFlag::Given);
}

#[test]
fn a_consent_to_hand_over_whose_flag_is_absent_is_not_stated() {
    let file = without(RESULT, "LimitApplicationCertificateRelatedConsFlg");
    let insured = &answer(&file).unwrap().coverages[0];
    assert!(insured.limit_consent.is_none() && insured.diseases_consent.is_some());
}

#[test]
fn whether_a_ceiling_changed_arrives_from_bulk_results() {
    let changed = people(|unit| unit.qualifications[0].limit_changed = LimitChanged::Yes.into());
    assert_eq!(changed[0].as_ref().unwrap().coverages[0].limit_changed, Some(LimitChanged::Yes));
}

#[test]
fn a_birth_of_which_parts_are_not_known_arrives_as_it_is() {
    let birth =
        FACE.split_once("<Birthdate>").and_then(|(_, rest)| rest.split_once("</Birthdate>")).unwrap().0;
    for (filed, known) in [("19500799", "1950-07"), ("19500700", "1950-07"), ("19500000", "1950")] {
        let answer = answer(&FACE.replace(birth, filed)).unwrap();
        assert_eq!(answer.coverages[0].person.birth.expose().to_string(), known);
    }
    for nobodys in ["00000000", "19500007", "19500732"] {
        assert!(QualificationResult::read(FACE.replace(birth, nobodys), Mode::Strict).is_err(), "{nobodys}");
    }
}

#[test]
fn a_face_file_makes_somebody_eligible_on_its_day() {
    let answer = answer(FACE).unwrap();
    assert_eq!(answer.reference, ReferenceClassification::Card);
    assert_eq!(answer.coverages[0].person.alias, None);
    assert!(matches!(answer.outcome(day("20261122"), &Policy::default()), Outcome::Eligible(_)));
}

#[test]
fn what_is_required_is_missed_by_name() {
    for (parent, element) in [
        ("MessageHeader", "ProcessExecutionTime"),
        ("MessageHeader", "QualificationConfirmationDate"),
        ("MessageHeader", "MedicalInstitutionCode"),
        ("MessageHeader", "SegmentOfResult"),
        ("MessageBody", "ProcessingResultStatus"),
    ] {
        let absent = Error::Absent { path: format!("XmlMsg/{parent}/{element}") };
        assert_eq!(answer(&without(FACE, element)), Err(absent), "{element}");
    }
}

#[test]
fn a_result_without_what_is_required_of_it_is_unread_and_named_by_its_place() {
    for element in REQUIRED {
        let answer = answer(&without(FACE, element)).unwrap();
        assert_eq!(answer.coverages, [], "{element}");
        assert_eq!(answer.unread, [UnreadCoverage { place: place(1, element), why: UnreadReason::Absent }]);
        let outcome = answer.outcome(day("20261122"), &Policy::default());
        assert_eq!(outcome, Outcome::Unclear(Unclear::CoverageUnread(answer.unread)));
    }
}

#[test]
fn one_result_that_cannot_be_read_leaves_the_others_as_they_were() {
    let whole = answer(RESULT).unwrap();
    assert_eq!((whole.coverages.len(), whole.unread.len()), (2, 0));
    for nth in [0, 1] {
        type Spoil = fn(&mut Qualification);
        let absent: [Spoil; 5] = [
            |it| it.card_classification = Leaf::Absent,
            |it| it.name = Leaf::Absent,
            |it| it.sex1 = Leaf::Absent,
            |it| it.birth_date = Leaf::Absent,
            |it| it.insurer_name = Leaf::Absent,
        ];
        // Leniently, what is given twice and differs isn't believed.
        let contradictory: [Spoil; 5] = [
            |it| it.card_classification = Leaf::Invalid("01".into()),
            |it| it.name = Leaf::Invalid("保険　花子".into()),
            |it| it.sex1 = Leaf::Invalid("2".into()),
            |it| it.birth_date = Leaf::Invalid("19800217".into()),
            |it| it.insurer_name = Leaf::Invalid("見本市".into()),
        ];
        let invalid: [Spoil; 6] = [
            |it| it.birth_date = Leaf::Invalid("19530231".into()),
            |it| it.qualification_date = Leaf::Invalid("x".into()),
            |it| it.disqualification_date = Leaf::Invalid("x".into()),
            |it| it.valid_date = Leaf::Invalid("x".into()),
            |it| it.expiration_date = Leaf::Invalid("x".into()),
            |it| it.contribution_ratio = Leaf::Invalid("x".into()),
        ];
        let absent = absent.iter().zip(REQUIRED).map(|it| (it, UnreadReason::Absent));
        let invalid = contradictory.iter().zip(REQUIRED).chain(invalid.iter().zip(DECIDING));
        for ((spoil, element), why) in absent.chain(invalid.map(|it| (it, UnreadReason::Invalid))) {
            let mut message = QualificationResult::read(RESULT, Mode::Strict).unwrap().message;
            spoil(&mut message.body.results.as_mut().unwrap().list[nth]);
            let in_part = message.answer().unwrap();
            let unread = vec![UnreadCoverage { place: place(nth + 1, element), why }];
            let mut expected = Answer { unread, ..whole.clone() };
            expected.coverages.remove(nth);
            assert_eq!(in_part, expected, "{element}");
        }
    }
}

#[test]
fn an_insurance_beside_a_result_that_cannot_be_read_covers_without_an_amount() {
    let mut message = QualificationResult::read(RESULT, Mode::Strict).unwrap().message;
    message.body.results.as_mut().unwrap().list[1].disqualification_date = Leaf::Invalid("x".into());
    let outcome = message.answer().unwrap().outcome(day("20261122"), &Policy::default());
    let eligible = outcome.eligible().unwrap();
    assert_eq!(eligible.unread()[0].place, place(2, "DisqualificationDate"));
    let copayment = eligible.copayment(&Bill::new(CareSetting::OutPatient, Yen::new(5_000))).unwrap();
    assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::CoverageUnread));
}

#[test]
fn an_empty_element_is_no_value() {
    let file = FACE.replace("<Name>保険　花子</Name>", "<Name/>");
    assert_eq!(answer(&file).unwrap().unread[0].place, place(1, "Name"));
}

#[test]
fn everything_else_may_be_missing() {
    for element in
        ["QualificationValidity", "ReferenceClassification", "InsurerNumber", "ResultList", "NameKana"]
    {
        assert!(answer(&without(RESULT, element)).is_ok(), "{element}");
    }
    let unknown = answer(&without(FACE, "QualificationValidity")).unwrap();
    assert!(matches!(unknown.outcome(day("20261122"), &Policy::default()), Outcome::Unclear(_)));
}

/// What is read where a value of one element, wherever it stands, can't be one.
fn read_unreadable(element: &str) -> Received<QualificationResult> {
    let (before, after) = RESULT.split_once("<ResultList>").unwrap();
    let tag = format!("<{element}>");
    let mut parts = after.split(&tag);
    let first = parts.next().unwrap().to_owned();
    let after = parts.fold(first, |file, part| {
        let (_, rest) = part.split_once('<').unwrap();
        format!("{file}{tag}x<{rest}")
    });
    let received = QualificationResult::read(format!("{before}<ResultList>{after}"), Mode::Lenient).unwrap();
    assert!(!received.diagnostics.is_empty(), "{element}");
    received
}

/// What is answered then.
fn unreadable(element: &str) -> Result<Answer, Error> {
    read_unreadable(element).message.answer()
}

#[test]
fn a_value_that_cannot_be_and_decides_is_never_taken_for_an_absent_one() {
    // Read as absent, such an end would bound nothing, and the person would be covered for ever.
    for element in DECIDING {
        let answer = unreadable(element).unwrap();
        let unread = UnreadCoverage { place: place(1, element), why: UnreadReason::Invalid };
        assert_eq!(answer.unread[0], unread);
        // The second result has none of some of these.
        assert_eq!(answer.coverages.len() + answer.unread.len(), 2, "{element}");
    }
    let file = RESULT.replace("<QualificationConfirmationDate>2026", "<QualificationConfirmationDate>x");
    let path = "XmlMsg/MessageHeader/QualificationConfirmationDate".to_owned();
    let result = QualificationResult::read(file, Mode::Lenient).unwrap().message;
    assert_eq!(result.answer(), Err(Error::Unusable { path }));
}

#[test]
fn a_value_that_cannot_be_and_decides_nothing_is_not_known() {
    let insured = |element| unreadable(element).unwrap().coverages.swap_remove(0);
    assert_eq!(insured("InsuredCertificateIssuanceDate").issued_on, None);
    assert_eq!(insured("InsurerNumber").insurer_number, None);
    let limit = insured("LimitApplicationCertificateDate").limit.unwrap();
    assert!(limit.issued_on.is_none() && limit.valid_until.is_some());
}

#[test]
fn a_certificate_that_cannot_be_read_counts_for_nothing_and_is_named_by_its_place() {
    for (element, paper) in [
        ("ElderlyRecipientValidStartDate", PaperNeeded::ElderlyRecipient),
        ("ElderlyRecipientValidEndDate", PaperNeeded::ElderlyRecipient),
        ("ElderlyRecipientContributionRatio", PaperNeeded::ElderlyRecipient),
        ("LimitApplicationCertificateValidStartDate", PaperNeeded::Ceiling),
        ("LimitApplicationCertificateValidEndDate", PaperNeeded::Ceiling),
        ("SpecificDiseasesValidStartDate", PaperNeeded::SpecificDisease),
        ("SpecificDiseasesValidEndDate", PaperNeeded::SpecificDisease),
        ("SpecificDiseasesSelfPay", PaperNeeded::SpecificDisease),
        ("MedicalTicketValidDate", PaperNeeded::MedicalTicket),
        ("MedicalTicketExpirationDate", PaperNeeded::MedicalTicket),
        ("MedicalTreatmentMonth", PaperNeeded::MedicalTicket),
        ("SelfPayAmount", PaperNeeded::MedicalTicket),
    ] {
        let received = read_unreadable(element);
        let insured = received.message.answer().unwrap().coverages.swap_remove(0);
        let counted = match paper {
            PaperNeeded::ElderlyRecipient => usize::from(insured.elderly.is_some()),
            PaperNeeded::Ceiling => usize::from(insured.limit.is_some()),
            PaperNeeded::SpecificDisease => insured.diseases.len(),
            _ => insured.tickets.len(),
        };
        assert_eq!(counted, 0, "{element}");
        let found = received.diagnostics.into_iter().map(|found| found.path);
        let found = found.filter(|path| path.starts_with(&place(1, "")));
        let unread: Vec<_> = found.map(|place| UnreadCertificate { paper, place }).collect();
        assert!(!unread.is_empty());
        assert_eq!(insured.unread, unread);
    }
}

#[test]
fn a_certificate_or_ticket_of_which_nothing_is_stated_is_none() {
    let whole = answer(FACE).unwrap();
    let inside = |element: &str| format!("<{element}></{element}>");
    let list = |list: &str, item: &str, element: &str| {
        format!("<{list}><{item}>{}</{item}><{item}/></{list}>", inside(element))
    };
    for block in [
        "<ElderlyRecipientCertificateInfo/>".to_owned(),
        format!(
            "<ElderlyRecipientCertificateInfo>{}</ElderlyRecipientCertificateInfo>",
            inside("ElderlyRecipientContributionRatio")
        ),
        format!(
            "<LimitApplicationCertificateRelatedInfo>{}</LimitApplicationCertificateRelatedInfo>",
            inside("LimitApplicationCertificateClassification")
        ),
        list(
            "SpecificDiseasesCertificateList",
            "SpecificDiseasesCertificateInfo",
            "SpecificDiseasesDiseaseCategory",
        ),
        list("PublicExpenseResultList", "MedicalTicketInfo", "MedicalTreatmentMonth"),
    ] {
        let end = "</ResultOfQualificationConfirmation>";
        let file = FACE.replace(end, &(block.clone() + end));
        assert_eq!(answer(&file).unwrap(), whole, "{block}");
    }
    // Whatever is stated makes it one.
    let end = "</ResultOfQualificationConfirmation>";
    let ticket = "<PublicExpenseResultList><MedicalTicketInfo><IssueNumber>1</IssueNumber></MedicalTicketInfo></PublicExpenseResultList>";
    assert_eq!(answer(&FACE.replace(end, &format!("{ticket}{end}"))).unwrap().coverages[0].tickets.len(), 1);
}

#[test]
fn what_a_certificate_is_for_is_not_believed_where_it_is_said_twice_and_differently() {
    type Spoil = fn(&mut Qualification);
    let invalid: [(Spoil, _); 4] = [
        (
            |it| it.limit_certificate.as_mut().unwrap().kind = Leaf::Invalid("03".into()),
            "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassification",
        ),
        (
            |it| it.limit_certificate.as_mut().unwrap().category = Leaf::Invalid("B04".into()),
            "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassificationFlag",
        ),
        (
            |it| it.specific_diseases.as_mut().unwrap().list[1].category = Leaf::Invalid("2".into()),
            "SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo[2]/SpecificDiseasesDiseaseCategory",
        ),
        (
            |it| {
                it.public_expenses.as_mut().unwrap().list[0].designated_institution =
                    Leaf::Invalid("0".into());
            },
            "PublicExpenseResultList/MedicalTicketInfo[1]/DesignatedMedicalInstitutionFlag",
        ),
    ];
    for (spoil, element) in invalid {
        let mut message = QualificationResult::read(RESULT, Mode::Strict).unwrap().message;
        spoil(&mut message.body.results.as_mut().unwrap().list[0]);
        let answer = message.answer().unwrap();
        let [unread] = &*answer.coverages[0].unread else { panic!("{element}") };
        assert_eq!(unread.place, place(1, element));
        let outcome = answer.outcome(day("20261122"), &Policy::default());
        assert!(
            outcome
                .eligible()
                .unwrap()
                .findings()
                .contains(&hokensho_eligibility::Finding::CertificateUnread)
        );
    }
    assert!(answer(RESULT).unwrap().coverages.iter().all(|coverage| coverage.unread.is_empty()));
}

#[test]
fn a_text_of_blanks_is_no_name() {
    for blank in [" ", "\u{3000}", "\r\n  "] {
        let file = RESULT.replace("<NameOfOther>TAKAHASHI HANAKO<", &format!("<NameOfOther>{blank}<"));
        assert_ne!(file, RESULT);
        assert_eq!(answer(&file).unwrap().coverages[0].person.alias, None);
        let file = FACE.replace("<Name>保険　花子</Name>", &format!("<Name>{blank}</Name>"));
        assert_eq!(answer(&file).unwrap().unread[0].place, place(1, "Name"));
    }
}

#[test]
fn only_who_asked_about_a_day_needs_it_in_a_bulk_result() {
    let mut file = BulkQualificationResult::read(BULK_RESULT, Mode::Strict).unwrap().message;
    file.header.confirmation_date = Leaf::Absent;
    let answer = |reference| file.body.units[1].answer(&file.header, reference);
    assert_eq!(answer(ReferenceClassification::Card).unwrap().asked_for, None);
    let path = "XmlMsg/MessageHeader/QualificationConfirmationDate".to_owned();
    assert_eq!(answer(ReferenceClassification::Typed), Err(Error::Absent { path }));
}

#[test]
fn a_consent_that_cannot_be_read_is_no_obstacle() {
    let file = FACE.replace("<PharmacistsInfoConsTime>20261122", "<PharmacistsInfoConsTime>20269999");
    let received = QualificationResult::read(file, Mode::Lenient).unwrap();
    assert_eq!(received.diagnostics.len(), 1);
    assert!(received.message.answer().is_ok());
}

#[test]
fn beside_a_consent_in_one_result_another_that_cannot_be_read_leaves_nothing_open() {
    let open = |other: ViewingConsent| {
        let mut message = QualificationResult::read(FACE, Mode::Strict).unwrap().message;
        let results = &mut message.body.results.as_mut().unwrap().list;
        results.push(results[0].clone());
        results[1].consents.set(ConsentItem::Medicines, other);
        let answer = message.answer().unwrap();
        let report = Report {
            outcome: answer.outcome(day("20261122"), &Policy::default()),
            identity: Identity::Face,
            certificate: CertificateState::ByOperator,
            via: Via::Reader,
        };
        report.consent(ConsentItem::Medicines, &CareForm::Outpatient, answer.executed_at).map(drop)
    };
    let given = || {
        let whole = QualificationResult::read(FACE, Mode::Strict).unwrap().message;
        whole.body.results.unwrap().list[0].consents.of(ConsentItem::Medicines).unwrap().clone()
    };
    let unknown = || Refusal::UnknownFlag { item: ConsentItem::Medicines, flag: ConsentFlag::from_code("") };
    assert_eq!(open(given()), Ok(()));
    assert_eq!(open(ViewingConsent::default()), Ok(()));
    let mut unreadable = given();
    unreadable.flag = Leaf::Invalid("1".to_owned());
    assert_eq!(open(unreadable), Err(unknown()));
    let mut endless = given();
    endless.available_until = Leaf::Invalid("20261322093000".to_owned());
    assert_eq!(open(endless), Err(unknown()));
}

#[test]
fn the_results_of_a_failed_look_up_are_not_believed() {
    let file = RESULT.replace("<ProcessingResultStatus>1", "<ProcessingResultStatus>2");
    let failed = answer(&file).unwrap();
    assert!(failed.coverages.is_empty());
    let Outcome::SourceError(message) = failed.outcome(day("20261122"), &Policy::default()) else { panic!() };
    assert_eq!(message.code.as_deref(), Some("N001"));
    assert_eq!(failed.file_message.unwrap().code.as_deref(), Some("E000"));
}

#[test]
fn a_file_about_nothing_that_ran_needs_no_status() {
    for (segment, running) in [("2", true), ("9", false)] {
        let file = without(RESULT, "ProcessingResultStatus");
        let file = file.replace("<SegmentOfResult>1", &format!("<SegmentOfResult>{segment}"));
        let outcome = answer(&file).unwrap().outcome(day("20261122"), &Policy::default());
        assert_eq!(matches!(outcome, Outcome::Running), running);
        assert_eq!(matches!(outcome, Outcome::SourceError(_)), !running);
    }
}

#[test]
fn a_note_on_success_arrives_word_for_word() {
    let note = answer(RESULT).unwrap().message.unwrap();
    assert_eq!(note.code.as_deref(), Some("N001"));
    assert_eq!(note.message.unwrap().expose(), "電子証明書の有効期限が近づいています");
}

/// The people of the bulk result after a change of the first, as the domain takes them.
fn people(change: impl FnOnce(&mut BulkConfirmUnit)) -> Vec<Result<Answer, Error>> {
    let mut file = BulkQualificationResult::read(BULK_RESULT, Mode::Strict).unwrap().message;
    // Its second coverage is there to be incomplete.
    file.body.units[0].qualifications.truncate(1);
    change(&mut file.body.units[0]);
    file.body.units.iter().map(|unit| unit.answer(&file.header, ReferenceClassification::Typed)).collect()
}

#[test]
fn each_person_of_a_bulk_result_has_an_answer_of_its_own() {
    let [first, second] = &people(|_| {})[..] else { panic!() };
    let (first, second) = (first.as_ref().unwrap(), second.as_ref().unwrap());
    assert_eq!((first.asked_for, first.reference.code()), (Some(day("20261122")), "2"));
    assert_eq!(first.institution.as_ref().unwrap().as_str(), "1300000005");
    assert_eq!(first.coverages[0].person.name.expose(), "髙橋　花子");
    assert!(first.outcome(day("20261122"), &Policy::default()).is_eligible());
    assert_eq!(second.coverages, []);
    assert!(matches!(second.outcome(day("20261122"), &Policy::default()), Outcome::SourceError(_)));
}

#[test]
fn who_was_lost_since_is_told_apart_from_who_is_covered() {
    let lost = people(|unit| unit.validity = QualificationValidity::Invalid.into());
    let outcome = lost[0].as_ref().unwrap().outcome(day("20261122"), &Policy::default());
    assert!(matches!(outcome, Outcome::Lost(_)));
}

#[test]
fn a_person_of_a_bulk_result_without_what_is_required_is_refused_with_its_place() {
    let unread = people(|unit| unit.qualifications[0].name = Leaf::Absent);
    let place = "BulkConfirmUnit/ResultOfQualificationConfirmation[1]/Name".to_owned();
    let expected = UnreadCoverage { place, why: UnreadReason::Absent };
    assert_eq!(unread[0].as_ref().unwrap().unread, [expected]);
    let refused = people(|unit| unit.status = Leaf::Absent);
    assert!(
        matches!(&refused[0], Err(Error::Absent { path }) if path == "BulkConfirmUnit/ProcessingResultStatus")
    );
}

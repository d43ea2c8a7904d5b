//! A patient at the window, by the public types alone: from the answer to what is paid, shown and said.
#![allow(clippy::unwrap_used)]

use hokensho_eligibility::{
    Answer, Bill, CardClassification, CareSetting, CertificateState, CopaymentReason, Coverage, Date,
    DateTime, Eligible, Error, Finding, Identity, InsurerNumber, Language, LimitCategory, LimitCertificate,
    MedicalTicket, Outcome, OwnLimit, PaperKind, PaperNeeded, PayerNumber, Percent, Person, Policy,
    PublicExpense, PublicExpenseOrigin, QualificationValidity, RatioFinding, RecipientNumber,
    ReferenceClassification, Report, Sex, SpecificDisease, SpecificDiseaseCategory, Text, Via, Yen,
};

fn day(digits: &str) -> Date {
    Date::from_digits(digits).unwrap()
}

fn coverage(classification: CardClassification, insurer: &str, birth: &str) -> Coverage {
    let mut coverage = Coverage::new(classification, Person::new("試験　花子", Sex::Female, day(birth)));
    coverage.insurer_number = Some(InsurerNumber::new(insurer).unwrap());
    coverage
}

fn insured(insurer: &str, birth: &str) -> Coverage {
    coverage(CardClassification::General, insurer, birth)
}

fn on_aid(birth: &str) -> Coverage {
    let mut aid = coverage(CardClassification::MedicalAid, "12999991", birth);
    aid.tickets.push(MedicalTicket {
        valid_from: None,
        valid_until: None,
        self_pay: Some(Yen::new(1_000)),
        for_this_institution: Some(true),
        ..MedicalTicket::default()
    });
    aid
}

fn limit(category: LimitCategory) -> Option<LimitCertificate> {
    Some(LimitCertificate {
        kind: None,
        category: Some(category),
        issued_on: None,
        valid_from: None,
        valid_until: Some(day("20270731")),
        long_term_since: None,
    })
}

fn outcome(coverages: Vec<Coverage>, on: &str) -> Outcome {
    let executed_at = DateTime::new(day(on), 9, 30, 0).unwrap();
    let mut answer = Answer::new(ReferenceClassification::Card, executed_at);
    answer.validity = Some(QualificationValidity::Valid);
    answer.coverages = coverages;
    answer.outcome(day(on), &Policy::default())
}

fn eligible(coverages: Vec<Coverage>, on: &str) -> Eligible {
    outcome(coverages, on).eligible().unwrap().clone()
}

fn notes(coverages: Vec<Coverage>, on: &str) -> Vec<Text> {
    let report = Report {
        outcome: outcome(coverages, on),
        identity: Identity::Face,
        certificate: CertificateState::ByOperator,
        via: Via::Reader,
    };
    report.notes()
}

#[test]
fn a_month_of_visits_and_a_stay_each_stop_at_the_ceiling_of_the_day() {
    let mut patient = insured("01130012", "19800217");
    patient.limit = limit(LimitCategory::Under70E);
    let july = eligible(vec![patient.clone()], "20260710");
    let first = Bill::new(CareSetting::OutPatient, Yen::new(150_000));
    let paid = july.copayment(&first).unwrap();
    assert_eq!((paid.due, paid.reason), (Some(Yen::new(45_000)), CopaymentReason::Ratio));

    let second = Bill { cost: Yen::new(150_000), ..first.followed_by(Yen::new(45_000)) };
    let paid = july.copayment(&second).unwrap();
    assert_eq!((paid.due, paid.reason), (Some(Yen::new(12_600)), CopaymentReason::Ceiling));
    assert_eq!(
        paid.words(),
        [Text::CopaymentReasonCeiling, Text::CeilingBasisMonth, Text::CategoryOriginAnswer]
    );

    // The stay is a bill of its own, and August has another table.
    let stay = Bill::new(CareSetting::InPatient, Yen::new(900_000));
    let august = eligible(vec![patient], "20260801");
    assert_eq!(july.copayment(&stay).unwrap().due, Some(Yen::new(57_600)));
    assert_eq!(august.copayment(&stay).unwrap().due, Some(Yen::new(61_500)));
}

#[test]
fn insurance_pays_before_aid_wherever_it_stands_in_the_answer() {
    // 40: a law that nobody knows, and still no aid.
    for insurer in ["138008", "06130009", "40130009"] {
        let patient = eligible(vec![on_aid("19800217"), insured(insurer, "19800217")], "20261122");
        let order: Vec<_> = patient.in_order_of_payment().iter().map(|it| it.is_medical_aid()).collect();
        assert_eq!(order, [false, true], "{insurer}");
        assert!(!patient.primary().unwrap().is_medical_aid(), "{insurer}");
    }
}

#[test]
fn the_ceiling_beside_aid_is_the_insurances_and_no_amount_is_told() {
    let mut insured = insured("138008", "19800217");
    insured.limit = limit(LimitCategory::Under70O);
    let patient = eligible(vec![on_aid("19800217"), insured], "20261122");
    let copayment = patient.copayment(&Bill::new(CareSetting::InPatient, Yen::new(1_000_000))).unwrap();
    assert_eq!(copayment.ceiling.ok().map(|it| it.amount), Some(Yen::new(36_900)));
    assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::PublicExpense));
}

#[test]
fn no_amount_is_told_where_a_paper_says_that_public_expense_pays_too() {
    let mut patient = eligible(vec![insured("138008", "19800217")], "20261122");
    let bill = Bill::new(CareSetting::OutPatient, Yen::new(10_000));
    assert_eq!(patient.copayment(&bill).unwrap().due, Some(Yen::new(3_000)));
    patient.add_public_expense(on_paper("54136015", "1234566")).unwrap();
    let copayment = patient.copayment(&bill).unwrap();
    assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::PublicExpense));
    assert_eq!(copayment.by_ratio, Some(Yen::new(3_000)));
}

#[test]
fn aid_alone_has_no_amount_of_its_own_but_what_the_ticket_states() {
    let patient = eligible(vec![on_aid("19800217")], "20261122");
    let copayment = patient.copayment(&Bill::new(CareSetting::OutPatient, Yen::new(10_000))).unwrap();
    assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::PublicExpense));
    let kinds: Vec<_> = patient.paper_free().into_iter().map(|it| it.kind).collect();
    assert!(kinds == [PaperKind::MedicalTicket { self_pay: Some(Yen::new(1_000)) }]);
    assert_eq!(patient.paper_needed(), [PaperNeeded::LocalSubsidy]);
}

fn on_paper(payer: &str, recipient: &str) -> PublicExpense {
    let recipient = RecipientNumber::new(recipient).unwrap();
    PublicExpense::on_paper(PayerNumber::new(payer).unwrap(), Some(recipient))
}

#[test]
fn public_expenses_of_answer_and_paper_stand_in_one_order() {
    let mut patient = eligible(vec![on_aid("19800217"), insured("138008", "19800217")], "20261122");
    for payer in ["80131114", "54136015", "21136019"] {
        patient.add_public_expense(on_paper(payer, "1234566")).unwrap();
    }
    let payers: Vec<_> = patient.public_expenses().iter().map(|it| it.payer.as_str()).collect();
    assert_eq!(payers, ["21136019", "54136015", "12999991", "80131114"]);
}

#[test]
fn a_paper_that_is_typed_again_takes_its_own_place() {
    let mut patient = eligible(vec![insured("138008", "19800217")], "20261122");
    patient.add_public_expense(on_paper("54136015", "1234566")).unwrap();
    let corrected = PublicExpense { own_limit: OwnLimit::None, ..on_paper("54136015", "1234566") };
    patient.add_public_expense(corrected.clone()).unwrap();
    patient.add_public_expense(on_paper("54136015", "7654321")).unwrap();
    assert!(patient.public_expenses() == [corrected, on_paper("54136015", "7654321")]);
}

#[test]
fn what_the_answer_says_of_aid_stays_whatever_a_paper_says() {
    let mut aid = on_aid("19800217");
    aid.number = Some("1234566".to_string().into());
    let mut patient = eligible(vec![aid], "20261122");
    let before = patient.public_expenses().to_vec();
    patient.add_public_expense(on_paper("12999991", "1234566")).unwrap();
    assert!(patient.public_expenses() == before);
    assert_eq!(before[0].origin, PublicExpenseOrigin::Answer);
}

#[test]
fn a_paper_out_of_its_period_is_refused() {
    let mut patient = eligible(vec![insured("138008", "19800217")], "20261122");
    for (from, until) in [(Some("20261123"), None), (None, Some("20261121"))] {
        let mut paper = on_paper("54136015", "1234566");
        (paper.valid_from, paper.valid_until) = (from.map(day), until.map(day));
        let refused = patient.add_public_expense(paper);
        assert_eq!(refused, Err(Error::PublicExpenseNotInForce { on: day("20261122") }));
    }
    assert!(patient.public_expenses().is_empty());
}

#[test]
fn the_window_says_that_public_expense_pays() {
    assert!(notes(vec![on_aid("19800217")], "20261122").contains(&Text::NotePublicExpenses));
    assert!(!notes(vec![insured("138008", "19800217")], "20261122").contains(&Text::NotePublicExpenses));
}

#[test]
fn a_ratio_of_the_wrong_age_is_found_and_still_the_answer() {
    let mut patient = insured("39130000", "19700101");
    patient.ratio = Percent::from_digits("010").ok();
    let patient = eligible(vec![patient], "20261122");
    assert_eq!(patient.ratio().percent(), Some(10));
    assert_eq!(patient.findings(), [Finding::Ratio(RatioFinding::LateStageTooYoung)]);
    assert!(patient.findings()[0].text().text(Language::En).contains("Under 65"));
}

#[test]
fn the_window_says_which_certificates_are_missing() {
    let seventy_two = notes(vec![insured("138008", "19540501")], "20261122");
    for note in
        [Text::NoteCeiling, Text::NoteElderlyRecipient, Text::NoteLocalSubsidy, Text::NoteRatioUnknown]
    {
        assert!(seventy_two.contains(&note), "{}", note.id());
    }
    let forty = notes(vec![insured("138008", "19860501")], "20261122");
    for note in [Text::NoteElderlyRecipient, Text::NoteRatioUnknown] {
        assert!(!forty.contains(&note), "{}", note.id());
    }
}

#[test]
fn a_specific_disease_is_said_with_its_dates_and_its_ceiling() {
    let mut patient = insured("06130009", "19800217");
    patient.limit = limit(LimitCategory::Under70I);
    patient.diseases.push(SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: Some(day("20260401")),
        valid_from: Some(day("20260401")),
        valid_until: Some(day("20270331")),
        self_pay: None,
    });
    let papers = eligible(vec![patient.clone()], "20261122").paper_free();
    let disease = papers.iter().find(|it| it.text() == Text::PaperSpecificDisease).unwrap();
    assert_eq!((disease.issued_on, disease.valid_until), (Some(day("20260401")), Some(day("20270331"))));
    let ceiling = Some(Yen::new(20_000));
    assert!(
        disease.kind == PaperKind::SpecificDisease { category: SpecificDiseaseCategory::Dialysis, ceiling }
    );

    let later = eligible(vec![patient], "20270401").paper_free();
    assert!(later.iter().all(|it| it.text() != Text::PaperSpecificDisease));
}

use hokensho_eligibility::{
    Answer, CardClassification, Coverage, Date, ElderlyRecipient, InsurerNumber, LimitCategory,
    LimitCertificate, LimitCertificateKind, Loss, MedicalTicket, Month, Outcome, PaperNeeded, PayerNumber,
    Percent, Policy, PreschoolClassification, PublicExpense, QualificationValidity, ReasonOfLoss,
    RecipientNumber, ReferenceClassification, SourceMessage, SpecificDisease, SpecificDiseaseCategory,
    Unclear, UnreadCertificate, UnreadCoverage, UnreadReason, Yen,
};
use hokensho_exchange::Error;
use hokensho_exchange::fhir::{
    CoverageEligibilityRequest, CoverageEligibilityResponse, Covered, InsuranceAnswer, Organization,
    Resource, Whole,
};
use proptest::prelude::*;

use crate::{coverage, day, moment, patient, person, place, written};

fn today() -> Date {
    day("20261122")
}

pub(crate) fn request() -> CoverageEligibilityRequest {
    let asked = moment("20261122093000");
    CoverageEligibilityRequest::of(today(), asked, place("Patient/1"), place("Organization/1"))
}

pub(crate) fn response(outcome: &Outcome) -> CoverageEligibilityResponse {
    let (request, answered) = (place("CoverageEligibilityRequest/1"), moment("20261122093001"));
    let reference = |covered: Covered<'_>| match covered {
        Covered::Insurance(insurance) => {
            place(&format!("Coverage/{}", insurance.insurer_number.as_ref().unwrap()))
        }
        Covered::PublicExpense { expense, order } => place(&format!("Coverage/{}-{order}", expense.payer)),
    };
    CoverageEligibilityResponse::to(&self::request(), request, answered, outcome, reference).unwrap()
}

fn outcome_of(coverages: Vec<Coverage>) -> Outcome {
    let mut answer = Answer::new(ReferenceClassification::Card, moment("20261122093000"));
    answer.validity = Some(QualificationValidity::Valid);
    answer.coverages = coverages;
    answer.outcome(today(), &Policy::default())
}

fn medical_aid() -> Coverage {
    let mut aid = Coverage::new(CardClassification::MedicalAid, person());
    aid.insurer_number = InsurerNumber::new("12999991").ok();
    aid.number = Some("1234566".to_owned().into());
    aid.tickets = vec![MedicalTicket {
        valid_from: Some(day("20261101")),
        valid_until: Some(day("20261130")),
        self_pay: Some(Yen::new(2_000)),
        for_this_institution: Some(true),
        ..MedicalTicket::default()
    }];
    aid
}

/// An insurance, an intractable disease that was typed from its paper, and medical aid.
pub(crate) fn eligible() -> Outcome {
    let mut outcome = outcome_of(vec![medical_aid(), with_certificates()]);
    let payer = PayerNumber::new("54136015").unwrap();
    let mut expense = PublicExpense::on_paper(payer, RecipientNumber::new("1234566").ok());
    expense.valid_until = Some(day("20261231"));
    outcome.eligible_mut().unwrap().add_public_expense(expense).unwrap();
    outcome
}

fn certificate(from: Option<Date>, until: Option<Date>) -> ElderlyRecipient {
    let ratio = Percent::from_digits("020").ok();
    ElderlyRecipient { issued_on: Some(day("20260701")), valid_from: from, valid_until: until, ratio }
}

fn with_certificates() -> Coverage {
    let mut coverage = coverage();
    (coverage.issued_on, coverage.valid_from) = (Some(day("20240405")), Some(day("20240402")));
    coverage.reason_of_loss = Some(ReasonOfLoss::OtherInsurance);
    coverage.preschool = Some(PreschoolClassification::from_code("0"));
    let (from, until) = (Some(day("20260801")), Some(day("20270731")));
    coverage.elderly = Some(certificate(from, until));
    coverage.limit = Some(LimitCertificate {
        kind: Some(LimitCertificateKind::from_code("02")),
        category: Some(LimitCategory::from_code("Z99")),
        issued_on: from,
        valid_from: from,
        valid_until: None,
        long_term_since: Some(day("20260901")),
    });
    coverage.diseases = vec![SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: from,
        valid_from: None,
        valid_until: None,
        self_pay: Some(Yen::new(10_000)),
    }];
    coverage
}

/// Every way a check can end but those in which somebody is covered, with what it becomes.
pub(crate) fn outcomes() -> Vec<(Outcome, &'static str)> {
    let message =
        SourceMessage { code: Some("E0001".to_owned()), message: Some("見本の誤り".to_owned().into()) };
    let lost = |reason, last| Outcome::Lost(Box::new(Loss { reason, last, unread: Vec::new() }));
    let mut outcomes = vec![
        (Outcome::Running, "queued"),
        (Outcome::AcceptedOffline { ticket: "1".to_owned().into() }, "partial"),
        (lost(Some(ReasonOfLoss::Died), Some(coverage())), "complete"),
        (lost(None, None), "error"),
        (lost(None, Some(medical_aid())), "error"),
    ];
    outcomes.extend(
        [
            Outcome::CardUnreadable,
            Outcome::NotAMyNumberCard,
            Outcome::Cancelled,
            Outcome::IdentityMethodUnavailable,
            Outcome::PinWrong { left: Some(2) },
            Outcome::PinBlocked,
            Outcome::IdentityFailed,
            Outcome::NotGenuine,
            Outcome::Suspended,
            Outcome::Revoked,
            Outcome::Expired,
            Outcome::RevocationUnknown,
            Outcome::NotRegistered,
            Outcome::SourceUnavailable,
            Outcome::RequestRefused { message: "見本".to_owned().into() },
            Outcome::SourceUnknown,
            Outcome::ViewingStopped(message.clone()),
            Outcome::SourceError(message),
            Outcome::Several,
            Outcome::NotFound,
            Outcome::NewerInsurer,
            Outcome::AidTicketMissing,
            Outcome::Unclear(Unclear::NothingInForce),
        ]
        .map(|outcome| (outcome, "error")),
    );
    outcomes
}

#[test]
fn every_way_a_check_can_end_is_said_and_none_is_silently_complete() {
    for (outcome, stage) in outcomes() {
        let response = response(&outcome);
        assert_eq!(response.outcome.as_deref(), Some(stage), "{}", outcome.name());
        assert_eq!(response.ended_as(), Some(outcome.name()));
        assert!(response.disposition.is_some());
        assert_eq!(response.error.len(), usize::from(stage == "error"), "{}", outcome.name());
        assert_eq!(response.insurance.len(), usize::from(stage == "complete"), "{}", outcome.name());
        assert!(response.insurance.iter().all(|it| it.inforce == Some(false)));
    }
}

#[test]
fn all_that_pays_is_in_the_answer_in_its_order() {
    let response = response(&eligible());
    assert_eq!((response.outcome.as_deref(), response.error.len()), (Some("complete"), 0));
    let places: Vec<_> =
        response.insurance.iter().map(|it| it.coverage.clone().unwrap().reference.unwrap()).collect();
    assert_eq!(places, ["Coverage/138008", "Coverage/54136015-1", "Coverage/12999991-2"]);
    assert!(response.insurance.iter().all(|it| it.inforce == Some(true)));
    let [_, paper, aid] = &*response.insurance else { panic!() };
    assert_eq!(paper.benefit_period.clone().unwrap().end.as_deref(), Some("2026-12-31"));
    assert_eq!((paper.item.len(), aid.item.len(), aid.item[0].excluded), (0, 1, None));
    assert_eq!(aid.benefit_period.clone().unwrap().end.as_deref(), Some("2026-11-30"));
}

#[test]
fn who_pays_in_full_is_told_from_others_who_are_covered() {
    let mut coverage = coverage();
    coverage.classification = CardClassification::SpecialMedicalExpense;
    let response = response(&outcome_of(vec![coverage]));
    assert_eq!(response.ended_as(), Some("eligible_pay_in_full"));
    assert_eq!((response.outcome.as_deref(), response.insurance.len()), (Some("complete"), 1));
}

#[test]
fn what_the_online_side_says_is_handed_on() {
    let coded = |outcome: &Outcome| {
        let code = response(outcome).error[0].code.clone().unwrap();
        let codes: Vec<_> = code.coding.iter().map(|it| it.code.clone().unwrap()).collect();
        (codes.join(" "), code.text.unwrap_or_default())
    };
    let of = |codes: &str, text: &str| (codes.to_owned(), text.to_owned());
    let message = SourceMessage { code: Some("E0001".to_owned()), message: Some("見本".to_owned().into()) };
    assert_eq!(coded(&Outcome::SourceError(message.clone())), of("source_error E0001", "見本"));
    assert_eq!(coded(&Outcome::ViewingStopped(message)), of("viewing_stopped E0001", "見本"));
    assert_eq!(coded(&Outcome::SourceError(SourceMessage::default())), of("source_error", ""));
    assert_eq!(
        coded(&Outcome::RequestRefused { message: "見本".to_owned().into() }),
        of("request_refused", "見本")
    );
    assert_eq!(coded(&Outcome::Unclear(Unclear::StaleFile)), of("unclear stale_file", ""));
    let lost = Loss { reason: Some(ReasonOfLoss::AidBegan), ..Loss::default() };
    assert_eq!(coded(&Outcome::Lost(Box::new(lost))), of("lost 02", ""));
}

#[test]
fn beside_a_coverage_that_could_not_be_read_no_answer_is_complete() {
    let unread = || vec![UnreadCoverage { place: "Birthdate".to_owned(), why: UnreadReason::Invalid }];
    let mut answer = Answer::new(ReferenceClassification::Card, moment("20261122093000"));
    (answer.coverages, answer.unread) = (vec![coverage()], unread());
    let mut judged = |validity| {
        answer.validity = Some(validity);
        answer.outcome(today(), &Policy::default())
    };
    let lost = Outcome::Lost(Box::new(Loss { unread: unread(), ..Loss::default() }));
    for (outcome, stage, found) in [
        (judged(QualificationValidity::Valid), "partial", 1),
        (judged(QualificationValidity::Invalid), "partial", 1),
        (lost, "error", 0),
        (Outcome::Unclear(Unclear::CoverageUnread(Vec::new())), "error", 0),
    ] {
        let response = response(&outcome);
        assert_eq!((response.outcome.as_deref(), response.insurance.len()), (Some(stage), found));
        assert_eq!(response.ended_as(), Some(outcome.name()));
        let [error] = &*response.error else { panic!("{}", outcome.name()) };
        let code = error.code.clone().unwrap();
        let codes: Vec<_> = code.coding.iter().map(|it| it.code.as_deref().unwrap()).collect();
        assert_eq!(codes, [outcome.name(), "coverage_unread"]);
        // An element's path is for whoever mends the file.
        assert_eq!(code.text, None);
    }
}

#[test]
fn with_a_certificate_that_could_not_be_read_no_answer_is_complete() {
    let place = "LimitApplicationCertificateValidEndDate".to_owned();
    let unread = UnreadCertificate { paper: PaperNeeded::Ceiling, place };
    let mut answer = Answer::new(ReferenceClassification::Card, moment("20261122093000"));
    answer.validity = Some(QualificationValidity::Valid);
    answer.coverages = vec![Coverage { unread: vec![unread], ..coverage() }];
    let response = response(&answer.outcome(today(), &Policy::default()));
    assert_eq!(response.outcome.as_deref(), Some("partial"));
    let code = response.error[0].code.as_ref().unwrap();
    let codes: Vec<_> = code.coding.iter().map(|it| it.code.as_deref().unwrap()).collect();
    assert_eq!(codes, ["eligible", "certificate_unread"]);
}

#[test]
fn what_was_lost_is_not_in_force_whatever_its_dates_say() {
    let last = with_certificates();
    assert!(last.in_force(today()));
    let lost = Loss { reason: last.reason_of_loss.clone(), last: Some(last), ..Loss::default() };
    let response = response(&Outcome::Lost(Box::new(lost)));
    let [answer] = &*response.insurance else { panic!() };
    assert_eq!(answer.inforce, Some(false));
    assert!(answer.item.iter().all(|item| item.excluded == Some(true)));
}

#[test]
fn refuses_a_request_about_no_day_or_another_one() {
    let to = |request: &CoverageEligibilityRequest, outcome: &Outcome| {
        let (place, at) = (place("CoverageEligibilityRequest/1"), moment("20261122093001"));
        CoverageEligibilityResponse::to(request, place, at, outcome, |_| crate::place("Coverage/1"))
    };
    let wrong = Err(Error::FhirElement { path: "CoverageEligibilityRequest.servicedDate" });
    for date in [None, Some("2026-11"), Some("20261122"), Some("")] {
        let request = CoverageEligibilityRequest { serviced_date: date.map(str::to_owned), ..request() };
        assert_eq!(to(&request, &Outcome::NotFound), wrong, "{date:?}");
    }
    let other = CoverageEligibilityRequest { serviced_date: Some("2026-11-23".to_owned()), ..request() };
    assert_eq!(to(&other, &eligible()), wrong);
    assert!(to(&other, &Outcome::NotFound).is_ok());
}

#[test]
fn a_certificate_that_does_not_count_on_the_day_is_excluded_and_kept() {
    let excluded = |from: Option<&str>, until: Option<&str>| {
        let mut coverage = coverage();
        coverage.elderly = Some(certificate(from.map(day), until.map(day)));
        let answer = InsuranceAnswer::of(&coverage, today(), place("Coverage/1"));
        assert_eq!(answer.complete(coverage.clone(), today()).unwrap(), coverage);
        answer.item[0].excluded
    };
    assert_eq!(excluded(None, None), None);
    assert_eq!(excluded(Some("20261122"), Some("20261122")), None);
    assert_eq!(excluded(None, Some("20261121")), Some(true));
    assert_eq!(excluded(Some("20261123"), None), Some(true));
}

#[test]
fn a_ticket_for_another_institution_is_excluded() {
    let mut aid = medical_aid();
    for (here, excluded) in [(Some(true), None), (None, None), (Some(false), Some(true))] {
        aid.tickets[0].for_this_institution = here;
        assert_eq!(InsuranceAnswer::of(&aid, today(), place("Coverage/1")).item[0].excluded, excluded);
    }
}

#[test]
fn a_ticket_of_another_month_is_excluded_and_never_counts_when_it_comes_back() {
    let mut aid = medical_aid();
    for (month, excluded) in [(10, Some(true)), (11, None), (12, Some(true))] {
        aid.tickets = vec![MedicalTicket { month: Month::new(2026, month).ok(), ..MedicalTicket::default() }];
        let answer = InsuranceAnswer::of(&aid, today(), place("Coverage/1"));
        assert_eq!(answer.item[0].excluded, excluded);
        let read = answer.complete(Coverage { tickets: vec![], ..aid.clone() }, today()).unwrap();
        assert_eq!(read, aid);
        assert_eq!(read.tickets[0].counts(today()), excluded.is_none());
    }
}

#[test]
fn a_certificate_of_no_day_is_not_written_since_it_would_count_for_ever() {
    let (from, until) = (Some(day("20261201")), Some(day("20261130")));
    let mut never = with_certificates();
    never.elderly = Some(certificate(from, until));
    let limit = never.limit.as_mut().unwrap();
    (limit.valid_from, limit.valid_until) = (from, until);
    (never.diseases[0].valid_from, never.diseases[0].valid_until) = (from, until);
    never.tickets = medical_aid().tickets;
    (never.tickets[0].valid_from, never.tickets[0].valid_until) = (from, until);
    assert_eq!(InsuranceAnswer::of(&never, today(), place("Coverage/1")).item, []);
}

#[test]
fn an_item_has_a_category_and_no_billing_code() {
    // ces-1: one of the two, and not both.
    for item in response(&eligible()).insurance.iter().flat_map(|it| &it.item) {
        assert!(item.category.is_some());
        let json = serde_json::to_value(item).unwrap();
        assert_eq!(json.get("productOrService"), None);
    }
}

#[test]
fn coverage_and_answer_together_are_the_insurance_again() {
    let mut coverage = with_certificates();
    let answer = InsuranceAnswer::of(&coverage, today(), place("Coverage/1"));
    let insurer = Organization::insurer(coverage.insurer_number.as_ref().unwrap(), Some("見本国保"));
    let read =
        written(&coverage).to_insurance(CardClassification::Retired, &patient(&person()), &insurer).unwrap();
    let read = answer.complete(read, today()).unwrap();
    // What JP Core writes in another width.
    (coverage.number, coverage.branch) = (Some("１８７".to_owned().into()), Some("05".to_owned().into()));
    assert_eq!(read, coverage);
}

#[test]
fn an_answer_of_somebody_else_leaves_the_days_of_the_coverage() {
    let answer = InsuranceAnswer { inforce: Some(true), ..InsuranceAnswer::default() };
    assert_eq!(answer.complete(coverage(), today()).unwrap(), coverage());
}

#[test]
fn what_is_written_as_not_in_force_never_comes_back_as_in_force() {
    let path = "CoverageEligibilityResponse.insurance.inforce";
    let last = with_certificates();
    let lost = Outcome::Lost(Box::new(Loss {
        reason: last.reason_of_loss.clone(),
        last: Some(last),
        ..Loss::default()
    }));
    let answer = response(&lost).insurance.remove(0);
    assert_eq!(answer.complete(coverage(), today()), Err(Error::FhirElement { path }));
    // Of somebody else, who says no day.
    let answer = InsuranceAnswer { inforce: Some(false), ..InsuranceAnswer::default() };
    assert_eq!(answer.complete(coverage(), today()), Err(Error::FhirElement { path }));
    // Whose days say it too comes back.
    let ended = Coverage { lost_on: Some(today()), ..coverage() };
    let answer = InsuranceAnswer::of(&ended, today(), place("Coverage/1"));
    assert_eq!(answer.complete(coverage(), today()), Ok(ended));
}

#[test]
fn what_is_written_as_excluded_never_comes_back_as_counting() {
    let path = "CoverageEligibilityResponse.insurance.item.excluded";
    for (mut insurance, place_of) in [(with_certificates(), 0), (with_certificates(), 2), (medical_aid(), 0)]
    {
        let mut answer = InsuranceAnswer::of(&insurance, today(), place("Coverage/1"));
        (insurance.diseases, insurance.tickets) = (vec![], vec![]);
        assert!(answer.complete(insurance.clone(), today()).is_ok());
        answer.item[place_of].excluded = Some(true);
        assert_eq!(answer.complete(insurance.clone(), today()), Err(Error::FhirElement { path }));
        // Of a kind that isn't known here it may be excluded or not.
        answer.item[place_of].category = None;
        assert!(answer.complete(insurance, today()).is_ok());
    }
}

#[test]
fn refuses_what_is_said_but_cannot_be_read() {
    let refused = |change: fn(&mut InsuranceAnswer)| {
        let mut answer = InsuranceAnswer::of(&with_certificates(), today(), place("Coverage/1"));
        change(&mut answer);
        let Err(Error::FhirElement { path }) = answer.complete(coverage(), today()) else { panic!() };
        path.strip_prefix("CoverageEligibilityResponse.insurance.").unwrap()
    };
    assert_eq!(
        refused(|it| it.item[0].benefit[0].allowed_unsigned_int = Some(Whole::from(101))),
        "item.benefit.allowedUnsignedInt"
    );
    assert_eq!(
        refused(|it| it.item[2].benefit[0].allowed_money.as_mut().unwrap().currency = Some("USD".to_owned())),
        "item.benefit.allowedMoney"
    );
    assert_eq!(refused(|it| it.item[2].modifier.clear()), "item.modifier");
    assert_eq!(
        refused(|it| it.item[0].extension[0].value_date = Some("2026-11".to_owned())),
        "item.extension"
    );
    assert_eq!(refused(|it| it.extension[1].value_date = Some("2026-11-31".to_owned())), "extension");
    assert_eq!(
        refused(|it| {
            let period = it.extension.iter_mut().find_map(|it| it.value_period.as_mut()).unwrap();
            period.start = Some("2026".to_owned());
        }),
        "extension"
    );
}

#[test]
fn refuses_an_answer_whose_meaning_is_changed() {
    for insurance in
        [r#"{"modifierExtension":[{"url":"a"}]}"#, r#"{"item":[{"modifierExtension":[{"url":"a"}]}]}"#]
    {
        let answer: InsuranceAnswer = serde_json::from_str(insurance).unwrap();
        let path = "CoverageEligibilityResponse.insurance.modifierExtension";
        assert_eq!(answer.complete(coverage(), today()), Err(Error::FhirElement { path }));
    }
}

proptest! {
    #[test]
    fn any_certificates_come_back_through_json(
        days in prop::collection::vec(prop::option::of(0_u8..28), 14),
        codes in prop::collection::vec("[0-9A-Z]{1,3}", 5),
        yen in prop::option::of(0..1_000_000_u64),
        percent in prop::option::of(0..=100_u8),
        here in prop::option::of(any::<bool>()),
    ) {
        let day = |place: usize| days[place].map(|day| crate::day(&format!("202611{:02}", day + 1)));
        // A span that ends before it begins has no day, and can't be said in FHIR.
        let span = |place: usize| {
            let (from, until) = (day(place), day(place + 1));
            if from > until && until.is_some() { (until, from) } else { (from, until) }
        };
        let mut coverage = coverage();
        let (valid_from, valid_until) = span(0);
        let ratio = percent.and_then(|it| Percent::from_digits(&format!("{it:03}")).ok());
        coverage.elderly = Some(ElderlyRecipient { issued_on: day(2), valid_from, valid_until, ratio });
        let (valid_from, valid_until) = span(3);
        coverage.limit = Some(LimitCertificate {
            kind: Some(LimitCertificateKind::from_code(&codes[0])),
            category: Some(LimitCategory::from_code(&codes[1])),
            issued_on: day(5),
            valid_from,
            valid_until,
            long_term_since: day(6),
        });
        let (valid_from, valid_until) = span(7);
        let category = SpecificDiseaseCategory::from_code(&codes[2]);
        let self_pay = yen.map(Yen::new);
        coverage.diseases =
            vec![SpecificDisease { category, issued_on: day(9), valid_from, valid_until, self_pay }; 2];
        let (valid_from, valid_until) = span(10);
        coverage.tickets = vec![MedicalTicket { valid_from, valid_until, self_pay, for_this_institution: here, ..MedicalTicket::default() }];
        coverage.reason_of_loss = Some(ReasonOfLoss::from_code(&codes[3]));
        coverage.preschool = Some(PreschoolClassification::from_code(&codes[4]));
        (coverage.issued_on, coverage.lost_on) = (day(12), day(13));

        let outcome = Outcome::Lost(Box::new(Loss { last: Some(coverage.clone()), ..Loss::default() }));
        crate::second_opinion!(CoverageEligibilityResponse, response(&outcome));
        let json = Resource::from(response(&outcome)).write();
        let Resource::CoverageEligibilityResponse(read) = Resource::read(&json).unwrap() else { panic!() };
        let mut bare = Coverage::new(CardClassification::Retired, person());
        bare.insurer_number = coverage.insurer_number.clone();
        let read = read.insurance[0].complete(bare, today());
        if coverage.in_force(today()) {
            // What was lost in spite of its days doesn't come back as if it were there.
            let path = "CoverageEligibilityResponse.insurance.inforce";
            prop_assert_eq!(read, Err(Error::FhirElement { path }));
            return Ok(());
        }
        coverage.insurer_name = None;
        (coverage.symbol, coverage.number, coverage.branch) = (None, None, None);
        (coverage.relation, coverage.insured_name) = (None, None);
        prop_assert_eq!(read, Ok(coverage));
    }
}

use alloc::string::ToString;
use alloc::vec;

use super::*;
use crate::CardClassification;
use crate::fixtures::{born, day};

const TODAY: &str = "2026-11-22";

fn aid() -> Coverage {
    let mut aid = born("19800217", "12999991");
    aid.classification = CardClassification::MedicalAid;
    aid.number = Some("1234566".to_string().into());
    aid
}

fn ticket(from: Option<&str>, until: Option<&str>, self_pay: Option<u64>) -> MedicalTicket {
    MedicalTicket {
        valid_from: from.map(day),
        valid_until: until.map(day),
        self_pay: self_pay.map(Yen::new),
        for_this_institution: Some(true),
        ..MedicalTicket::default()
    }
}

fn of(aid: &Coverage) -> Option<PublicExpense> {
    PublicExpense::of(aid, day(TODAY))
}

#[test]
fn insurance_is_no_public_expense() {
    assert!(of(&born("19800217", "01130012")).is_none());
    assert!(of(&born("19800217", "138008")).is_none());
}

#[test]
fn aid_out_of_force_pays_nothing() {
    for (from, lost) in [(Some("2026-11-23"), None), (None, Some(TODAY))] {
        let mut aid = aid();
        (aid.qualified_on, aid.lost_on) = (from.map(day), lost.map(day));
        assert!(of(&aid).is_none());
    }
}

#[test]
fn aid_whose_tickets_do_not_count_pays_nothing() {
    let elsewhere = MedicalTicket { for_this_institution: Some(false), ..ticket(None, None, Some(0)) };
    for ticket in
        [elsewhere, ticket(None, Some("2026-11-21"), Some(0)), ticket(Some("2026-11-23"), None, None)]
    {
        let mut aid = aid();
        aid.tickets = vec![ticket];
        assert!(of(&aid).is_none());
    }
}

#[test]
fn the_period_is_what_tickets_and_coverage_have_in_common() {
    let mut aid = aid();
    aid.qualified_on = Some(day("2026-11-05"));
    aid.lost_on = Some(day("2026-12-10"));
    aid.tickets = vec![
        ticket(Some("2026-11-01"), Some("2026-11-30"), None),
        ticket(Some("2026-11-10"), Some("2026-12-31"), None),
        ticket(Some("2027-01-01"), Some("2027-01-31"), None),
    ];
    let expense = of(&aid).unwrap();
    assert_eq!((expense.valid_from, expense.valid_until), (Some(day("2026-11-05")), Some(day("2026-12-09"))));
    (aid.qualified_on, aid.lost_on) = (None, None);
    let expense = of(&aid).unwrap();
    assert_eq!((expense.valid_from, expense.valid_until), (Some(day("2026-11-01")), Some(day("2026-12-31"))));
    aid.tickets.push(ticket(None, None, None));
    let expense = of(&aid).unwrap();
    assert_eq!((expense.valid_from, expense.valid_until), (None, None));
}

#[test]
fn a_ticket_counts_in_its_month_of_care_alone() {
    let mut aid = aid();
    let of_month = |digits: &str| MedicalTicket {
        month: Some(crate::fixtures::month(digits)),
        ..ticket(None, None, None)
    };
    for other in ["202610", "202612", "202511"] {
        aid.tickets = vec![of_month(other)];
        assert!(of(&aid).is_none(), "{other}");
    }
    aid.tickets = vec![of_month("202610"), of_month("202611")];
    let expense = of(&aid).unwrap();
    assert_eq!((expense.valid_from, expense.valid_until), (Some(day("2026-11-01")), Some(day("2026-11-30"))));
    let within = |from, until| MedicalTicket { month: aid.tickets[1].month, ..ticket(from, until, None) };
    let cases = [
        (within(Some("2026-10-15"), Some("2026-12-15")), ("2026-11-01", "2026-11-30")),
        (within(Some("2026-11-15"), Some("2026-11-25")), ("2026-11-15", "2026-11-25")),
    ];
    for (ticket, (from, until)) in cases {
        aid.tickets = vec![ticket];
        let expense = of(&aid).unwrap();
        assert_eq!((expense.valid_from, expense.valid_until), (Some(day(from)), Some(day(until))));
    }
}

#[test]
fn a_limit_is_stated_by_tickets_that_agree() {
    let cases = [
        (vec![], OwnLimit::Unstated),
        (vec![Some(0)], OwnLimit::Month(Yen::ZERO)),
        (vec![Some(500), Some(500)], OwnLimit::Month(Yen::new(500))),
        (vec![Some(500), Some(1_000)], OwnLimit::Unstated),
        (vec![Some(500), None], OwnLimit::Unstated),
        (vec![None, Some(500)], OwnLimit::Unstated),
    ];
    for (amounts, expected) in cases {
        let mut aid = aid();
        aid.tickets = amounts.into_iter().map(|amount| ticket(None, None, amount)).collect();
        assert!(of(&aid).unwrap().own_limit == expected);
    }
}

#[test]
fn a_payer_is_never_made_up() {
    let mut unstated = aid();
    unstated.insurer_number = None;
    assert!(of(&unstated).is_none());
}

#[test]
fn a_recipient_that_cannot_be_one_is_none() {
    for number in ["", "1234567890123456789012345678901"] {
        let mut aid = aid();
        aid.number = Some(number.to_string().into());
        assert!(of(&aid).unwrap().recipient.is_none());
    }
}

#[test]
fn the_answer_goes_before_the_same_on_paper_and_a_newer_paper_before_an_older_one() {
    let mut aid = aid();
    aid.tickets = vec![ticket(None, None, Some(0))];
    let mut eligible = crate::Eligible::new(&[aid], day(TODAY), None).unwrap();
    let answered = eligible.public_expenses().to_vec();
    let recipient = RecipientNumber::new("1234566").ok();
    let paper = |payer: &str, limit| PublicExpense {
        own_limit: OwnLimit::Month(Yen::new(limit)),
        ..PublicExpense::on_paper(PayerNumber::new(payer).unwrap(), recipient.clone())
    };
    eligible.add_public_expense(paper("12999991", 5_000)).unwrap();
    assert_eq!(eligible.public_expenses(), answered);
    for limit in [5_000, 2_500] {
        eligible.add_public_expense(paper("54136015", limit)).unwrap();
        assert_eq!(eligible.public_expenses().len(), 2);
        assert!(eligible.public_expenses().contains(&paper("54136015", limit)));
    }
}

#[test]
fn debug_tells_neither_illness_nor_income() {
    let paper = PublicExpense::on_paper(PayerNumber::new("54136015").unwrap(), None);
    let shown = alloc::format!("{paper:?} {:?}", OwnLimit::Month(Yen::new(2_500)));
    assert_eq!(shown, "PublicExpense { .. } OwnLimit { .. }");
}

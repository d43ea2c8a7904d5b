//! What insurers filed, judged by its dates.

use hokensho_eligibility::{CardClassification, Date, DateTime, InstitutionCode};
use hokensho_oqs::{DesignatedInstitution, Leaf, MedicalTicket, Qualification};

use super::persona::Filed;

/// What was known on a day.
pub(super) fn known(filed: &[Filed], on: Date) -> Vec<Qualification> {
    filed.iter().filter_map(|filed| filed.known(on)).collect()
}

impl Filed {
    fn known(&self, on: Date) -> Option<Qualification> {
        let mut coverage = self.coverage.clone();
        if self.on.is_none_or(|filed| filed <= on) {
            return Some(coverage);
        }
        // Before an end is filed, the coverage is known without it; before a beginning is, not at all.
        coverage.disqualification_date.value()?;
        coverage.disqualification_date = Leaf::Absent;
        coverage.reason_of_loss = Leaf::Absent;
        Some(coverage)
    }
}

/// From 資格取得 to the day before 資格喪失, and inside the period of validity. The simulator has this rule of its own: a
/// misreading of it would show.
pub(super) fn in_force(coverage: &Qualification, on: Date) -> bool {
    let begun = |date: &Leaf<Date>| date.value().is_none_or(|from| *from <= on);
    begun(&coverage.qualification_date) && begun(&coverage.valid_date) && !ended(coverage, on)
}

pub(super) fn ended(coverage: &Qualification, on: Date) -> bool {
    coverage.disqualification_date.value().is_some_and(|lost| *lost <= on)
        || coverage.expiration_date.value().is_some_and(|last| *last < on)
}

pub(super) fn is_aid(coverage: &Qualification) -> bool {
    coverage.card_classification.value() == Some(&CardClassification::MedicalAid)
}

/// Of those in force, the insurance that was joined last.
pub(super) fn insurance(known: &[Qualification], on: Date) -> Option<&Qualification> {
    newest(known.iter().filter(|it| !is_aid(it) && in_force(it, on)))
}

/// Of those in force, the medical aid that began last.
pub(super) fn aid(known: &[Qualification], on: Date) -> Option<&Qualification> {
    newest(known.iter().filter(|it| is_aid(it) && in_force(it, on)))
}

fn newest<'q>(coverages: impl Iterator<Item = &'q Qualification>) -> Option<&'q Qualification> {
    coverages.max_by_key(|it| it.qualification_date.value())
}

/// The coverage that ended last.
pub(super) fn last_ended(known: &[Qualification], on: Date) -> Option<&Qualification> {
    let end = |it: &&Qualification| {
        let (lost, last) = (it.disqualification_date.value(), it.expiration_date.value());
        lost.or(last).copied()
    };
    known.iter().filter(|it| ended(it, on)).max_by_key(end)
}

/// Whether medical aid has a ticket (医療券) in force for the institution.
pub(super) fn has_ticket(aid: &Qualification, institution: &InstitutionCode, on: Date) -> bool {
    tickets(aid).iter().any(|ticket| {
        designates(ticket, institution)
            && ticket.valid_from.value().is_none_or(|from| *from <= on)
            && ticket.valid_until.value().is_none_or(|last| on <= *last)
    })
}

/// States on each ticket whether it is for the institution that asks (指定医療機関確認フラグ).
pub(super) fn mark_tickets(coverage: &mut Qualification, institution: &InstitutionCode) {
    for ticket in coverage.public_expenses.iter_mut().flat_map(|tickets| &mut tickets.list) {
        let here = designates(ticket, institution);
        let flag = if here { DesignatedInstitution::Same } else { DesignatedInstitution::Different };
        ticket.designated_institution = flag.into();
    }
}

fn tickets(coverage: &Qualification) -> &[MedicalTicket] {
    coverage.public_expenses.as_ref().map_or(&[], |tickets| &tickets.list)
}

fn designates(ticket: &MedicalTicket, institution: &InstitutionCode) -> bool {
    ticket.designated_institution_code.value().is_some_and(|code| code == institution.as_str())
}

/// The day that lies so many days before.
pub(super) fn days_before(at: DateTime, days: u16) -> Date {
    let then = at.to_unix() - i64::from(days) * 24 * 3600;
    // Outside the calendar is where no clock points.
    DateTime::from_unix(then).unwrap_or(at).date()
}

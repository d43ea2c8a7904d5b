//! Everything that two visits tell, computed once: for the screen, and for programs.

use std::collections::BTreeSet;

use hokensho::eligibility::{Contact, Directory, Percent, Standing, Topic};
use hokensho::exchange::fhir::{
    Coverage as FhirCoverage, Covered, MemberKey, Organization, Patient, Reference, Resource,
};
use hokensho::exchange::prescription_insurance;
use hokensho::{
    AccessTable, CareForm, Change, ConsentItem, Date, DateTime, Eligible, Finished, History, MedicalAccess,
    PatientLanguage, PointTable, Ratio, Report, Role, Staff,
};
use hokensho_examples::view::View;
use hokensho_examples::{Failure, Paid, Told};
use serde::Serialize;

use crate::claims::{self, Checked};

/// Everything that two visits tell.
#[derive(Serialize)]
pub(crate) struct Sheet<'h> {
    pub(crate) visits: Vec<Visit<'h>>,
    /// What to ask about at the second visit.
    pub(crate) changes: Vec<Change>,
    /// How things stood on the days that matter.
    pub(crate) days: Vec<(Date, Standing<'h>)>,
    /// What is paid at the second visit.
    pub(crate) paid: Option<Paid>,
    pub(crate) claims: Vec<Checked>,
    /// What a doctor may look at, by the consents of the second visit.
    pub(crate) doctor_sees: Vec<ConsentItem>,
    /// Whom a patient calls whose card is lost.
    pub(crate) lost_card: Option<&'static Contact>,
    /// The patient, who pays, and what, for an electronic health record.
    pub(crate) fhir: Vec<Resource>,
    /// The records of insurance of a prescription's two-dimensional symbol.
    pub(crate) prescription: Vec<String>,
}

/// One visit.
#[derive(Serialize)]
pub(crate) struct Visit<'h> {
    pub(crate) at: DateTime,
    #[serde(skip)]
    pub(crate) report: &'h Report,
    told: Told<'h>,
}

impl<'h> Sheet<'h> {
    /// What a pair of visits tells.
    pub(crate) fn of(visits: &'h [Finished; 2], history: &'h History, view: &View) -> Result<Self, Failure> {
        let [first, second] = visits;
        let visits: Vec<_> = visits.iter().filter_map(|visit| Visit::of(visit, view)).collect();
        let eligible: Vec<_> = visits.iter().filter_map(|visit| visit.report.outcome.eligible()).collect();
        let asked: Vec<_> = visits.iter().map(|visit| visit.at.date()).collect();
        let today = visits.last().ok_or("nobody answered")?.at;
        let now = second.report.outcome.eligible();
        Ok(Self {
            changes: Change::between(&first.report.outcome, &second.report.outcome),
            days: days(&visits, history).into_iter().map(|day| (day, history.on(day))).collect(),
            paid: now.and_then(|now| view.copayment(now)).map(|it| Paid::of(it, view.language)),
            claims: claims::checked(&eligible, &asked, history)?,
            doctor_sees: seen(&second.report, today),
            lost_card: lost_card(view, today.date()),
            fhir: now.map_or_else(Vec::new, resources),
            // A pharmacy couldn't tell that another coverage may be the one that pays.
            prescription: now.filter(|it| it.unread().is_empty()).map_or(Ok(Vec::new()), prescription)?,
            visits,
        })
    }
}

impl<'h> Visit<'h> {
    /// None if nothing was answered.
    fn of(finished: &'h Finished, view: &View) -> Option<Self> {
        let at = finished.answer.as_ref()?.executed_at;
        Some(Self { at, report: &finished.report, told: Told::of(finished, view) })
    }
}

/// The days of the visits, those between them on which a coverage began or ended with the day before, and the day after,
/// of which nobody knows.
fn days(visits: &[Visit<'_>], history: &History) -> BTreeSet<Date> {
    let asked = visits.iter().map(|visit| visit.at.date());
    let tomorrow = visits.last().and_then(|visit| DateTime::from_unix(visit.at.to_unix() + 86_400));
    let periods = history.periods();
    let bounds = periods.iter().flat_map(|period| [period.lost_on(), period.qualified_on()]).flatten();
    let bounds = bounds.flat_map(|day| [day.day_before(), Some(day)]);
    let (first, last) = (visits.first().map(|it| it.at.date()), visits.last().map(|it| it.at.date()));
    let bounds = bounds.flatten().filter(|day| Some(*day) >= first && Some(*day) <= last);
    asked.chain(bounds).chain(tomorrow.map(DateTime::date)).collect()
}

/// What the patient let doctors of this institution look at, and the law lets them.
fn seen(report: &Report, at: DateTime) -> Vec<ConsentItem> {
    let doctor = || Staff { role: Role::Doctor, institution: PointTable::Medical };
    let open = |item: &ConsentItem| {
        let consent = report.consent(*item, &CareForm::Outpatient, at)?;
        MedicalAccess::open(consent, doctor(), AccessTable::BUILT_IN, at)
    };
    ConsentItem::ALL.iter().copied().filter(|item| open(item).is_ok()).collect()
}

fn lost_card(view: &View, on: Date) -> Option<&'static Contact> {
    let language = PatientLanguage::from_tag(view.language.tag())?;
    Directory::BUILT_IN.find(Topic::LossOrTheft, language, on).into_iter().next()
}

const fn stated(ratio: Ratio) -> Option<Percent> {
    match ratio {
        Ratio::Answer(percent) | Ratio::Statute(percent) => Some(percent),
        Ratio::Unknown => None,
    }
}

/// The patient, and of all that pays the payer and the Coverage.
fn resources(eligible: &Eligible) -> Vec<Resource> {
    let Some(primary) = eligible.primary() else { return Vec::new() };
    let key = MemberKey::of(primary).map(|key| key.identifier());
    let mut resources = vec![Resource::from(Patient::of(&primary.person, key))];
    for (covered, place) in Covered::of(eligible).into_iter().zip(1..) {
        let (patient, payor) = (Reference::to("Patient/1"), Reference::to(&format!("Organization/{place}")));
        let (payer, coverage) = match covered {
            Covered::Insurance(insurance) => {
                let (number, name) = (insurance.insurer_number.as_ref(), insurance.insurer_name.as_deref());
                let ratio = stated(Ratio::of(insurance, eligible.on()));
                let coverage = FhirCoverage::insurance(insurance, ratio, patient, payor);
                (number.map(|number| Organization::insurer(number, name)), coverage)
            }
            Covered::PublicExpense { expense, order } => {
                let coverage = FhirCoverage::public_expense(expense, order, patient, payor);
                (Some(Organization::payer(&expense.payer, None)), coverage)
            }
        };
        resources.extend(payer.map(Resource::from));
        resources.extend(coverage.map(Resource::from));
    }
    resources
}

fn prescription(eligible: &Eligible) -> Result<Vec<String>, Failure> {
    let (ratio, expenses) = (stated(eligible.ratio()), eligible.public_expenses());
    let records = prescription_insurance(eligible.primary(), ratio, expenses, eligible.on())?;
    Ok(records.iter().map(ToString::to_string).collect())
}

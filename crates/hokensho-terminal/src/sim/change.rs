//! Changes that a scenario makes to what insurers filed.

use hokensho_eligibility::{
    CardClassification, Date, DateTime, InstitutionCode, InsurerNumber, PersonalFamily, ReasonOfLoss,
};
use hokensho_oqs::{Leaf, MedicalTicket, MedicalTickets, Qualification, TicketType, TreatmentType};

use super::coverage::{days_before, in_force, insurance};
use super::scenario::{Aid, Change, Ticket};

/// Medical aid begins as long ago as this, in days: long enough to have been filed.
const AID_DAYS: u16 = 21;

impl Change {
    /// Makes the change in what is known of one person.
    pub(super) fn apply(&self, known: &mut Vec<Qualification>, institution: &InstitutionCode, at: DateTime) {
        let today = at.date();
        match self {
            Self::Forgotten => known.clear(),
            Self::Classification { code } => {
                for it in known {
                    it.card_classification = CardClassification::from_code(code).into();
                }
            }
            Self::Lost { days_ago, reason } => {
                let reason = reason.as_deref().map(ReasonOfLoss::from_code);
                end(known, days_before(at, *days_ago), today, reason);
            }
            Self::NewInsurer { days_ago, insurer_number, insurer_name } => {
                let Some(old) = insurance(known, today) else { return };
                let since = days_before(at, *days_ago);
                let mut new = of_the_same_person(old);
                new.card_classification = CardClassification::General.into();
                new.insurer_number = insurer_number.clone().into();
                new.insurer_name = insurer_name.as_str().into();
                new.symbol = "９０１".into();
                new.identification_number = "70001".into();
                new.branch_number = "00".into();
                new.relation = PersonalFamily::Insured.into();
                new.qualification_date = since.into();
                new.valid_date = since.into();
                end(known, since, today, Some(ReasonOfLoss::OtherInsurance));
                known.push(new);
            }
            Self::Aid { insurance, ticket } => {
                let Some(aid) = known.first().map(|person| medical_aid(person, *ticket, institution, at))
                else {
                    return;
                };
                if *insurance == Aid::InPlaceOf {
                    end(known, days_before(at, AID_DAYS), today, Some(ReasonOfLoss::AidBegan));
                }
                known.push(aid);
            }
        }
    }
}

/// Ends what is in force.
fn end(known: &mut [Qualification], on: Date, today: Date, reason: Option<ReasonOfLoss>) {
    for it in known.iter_mut().filter(|it| in_force(it, today)) {
        it.disqualification_date = on.into();
        it.reason_of_loss = reason.clone().into();
    }
}

/// A coverage that says who, and nothing of insurance.
fn of_the_same_person(other: &Qualification) -> Qualification {
    let mut it = Qualification::default();
    it.name = other.name.clone();
    it.name_of_other = other.name_of_other.clone();
    it.name_kana = other.name_kana.clone();
    it.name_of_other_kana = other.name_of_other_kana.clone();
    it.sex1 = other.sex1.clone();
    it.birth_date = other.birth_date.clone();
    it.address = other.address.clone();
    it.post_number = other.post_number.clone();
    it
}

fn medical_aid(
    person: &Qualification,
    ticket: Ticket,
    institution: &InstitutionCode,
    at: DateTime,
) -> Qualification {
    let since = days_before(at, AID_DAYS);
    let mut aid = of_the_same_person(person);
    aid.card_classification = CardClassification::MedicalAid.into();
    // 法別番号 12, with a check digit that fits and no office behind it.
    aid.insurer_number = InsurerNumber::new("12999991").ok().into();
    aid.insurer_name = "見本福祉事務所".into();
    aid.identification_number = "1234567".into();
    aid.qualification_date = since.into();
    let designated = match ticket {
        Ticket::Here => institution.as_str(),
        // Nobody's code.
        Ticket::Elsewhere => "0000000000",
        Ticket::None => return aid,
    };
    let mut issued = MedicalTicket::default();
    issued.ticket_type = TicketType::Medical.into();
    issued.treatment_type = TreatmentType::Outpatient.into();
    issued.valid_from = since.into();
    issued.valid_until = Leaf::Absent;
    issued.designated_institution_code = designated.into();
    let mut tickets = MedicalTickets::default();
    tickets.list.push(issued);
    aid.public_expenses = Some(tickets);
    aid
}

//! The parts of a persona's file that the online side knows: registration and what insurers filed.

use hokensho_eligibility::{
    CardClassification, Date, DateTime, InsurerNumber, LimitCategory, LimitCertificateKind, Month, Percent,
    PersonalFamily, PreschoolClassification, ReasonOfLoss, Sex, SpecificDiseaseCategory,
};
use hokensho_oqs::{
    ElderlyRecipientCertificate, Leaf, LimitApplicationCertificate, MedicalTicket, MedicalTickets,
    Qualification, SpecificDiseasesCertificate, SpecificDiseasesCertificates, TicketType, TreatmentType, Yen,
};
use serde::Deserialize;

use super::registry::{PersonId, Registration};
use super::scenario::RevocationReason;
use super::value::Value;

/// Other sections belong to other readers.
#[derive(Deserialize)]
pub(crate) struct Persona {
    /// Somebody without it is unknown to the online side.
    pub(crate) registration: Option<Registered>,
    #[serde(default)]
    pub(crate) coverage: Vec<Filed>,
    pub(crate) certificates: Option<Certificates>,
}

/// What is read even of a persona with mistakes in it.
#[derive(Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registered {
    pub(crate) person: PersonId,
    pub(crate) state: Registration,
    /// Where the person registered; nothing depends on it.
    #[serde(rename = "channel")]
    _channel: Option<String>,
    pub(crate) revocation: Option<Revoked>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Revoked {
    pub(crate) reason: RevocationReason,
    pub(crate) at: Value<DateTime>,
}

#[derive(Deserialize)]
pub(crate) struct Certificates {
    pub(crate) auth: Option<Certificate>,
}

#[derive(Deserialize)]
pub(crate) struct Certificate {
    pub(crate) serial: Option<u64>,
    pub(crate) not_after: Option<Value<Date>>,
}

/// A coverage and the day on which the online side got to know the last thing about it: its end if it has one, else
/// its beginning. Without the day it was always known.
#[derive(Clone, Debug)]
pub(crate) struct Filed {
    pub(crate) coverage: Qualification,
    pub(crate) on: Option<Date>,
}

impl<'de> Deserialize<'de> for Filed {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entry = Entry::deserialize(deserializer)?;
        let on = entry.filed_on.as_ref().map(|day| day.0);
        Ok(Self { coverage: entry.into(), on })
    }
}

/// A `[[coverage]]`, named after the elements of the messages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    insured_card_classification: String,
    insurer_number: Option<Value<InsurerNumber>>,
    insurer_name: String,
    insured_card_symbol: Option<String>,
    insured_identification_number: Option<String>,
    insured_branch_number: Option<String>,
    personal_family_classification: Option<String>,
    insured_name: Option<String>,
    name: String,
    name_of_other: Option<String>,
    name_kana: Option<String>,
    name_of_other_kana: Option<String>,
    sex1: String,
    sex2: Option<String>,
    birthdate: Value<Date>,
    address: Option<String>,
    post_number: Option<String>,
    qualification_date: Option<Value<Date>>,
    disqualification_date: Option<Value<Date>>,
    insured_certificate_issuance_date: Option<Value<Date>>,
    insured_card_valid_date: Option<Value<Date>>,
    insured_card_expiration_date: Option<Value<Date>>,
    insured_partial_contribution_ratio: Option<Value<Percent>>,
    preschool_classification: Option<String>,
    reason_of_loss: Option<String>,
    elderly_recipient_certificate: Option<Elderly>,
    limit_application_certificate: Option<Limit>,
    #[serde(default)]
    specific_diseases: Vec<Disease>,
    #[serde(default)]
    medical_tickets: Vec<Ticket>,
    filed_on: Option<Value<Date>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Elderly {
    date: Option<Value<Date>>,
    valid_start_date: Option<Value<Date>>,
    valid_end_date: Option<Value<Date>>,
    contribution_ratio: Option<Value<Percent>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    classification: Option<String>,
    classification_flag: Option<String>,
    date: Option<Value<Date>>,
    valid_start_date: Option<Value<Date>>,
    valid_end_date: Option<Value<Date>>,
    long_term_date: Option<Value<Date>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Disease {
    disease_category: String,
    date: Option<Value<Date>>,
    valid_start_date: Option<Value<Date>>,
    valid_end_date: Option<Value<Date>>,
    self_pay: Option<Value<Yen>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ticket {
    ticket_type: Option<String>,
    valid_date: Option<Value<Date>>,
    expiration_date: Option<Value<Date>>,
    medical_treatment_month: Option<Value<Month>>,
    medical_treatment_type: Option<String>,
    designated_medical_institution_code: Option<String>,
    self_pay_amount: Option<Value<Yen>>,
}

impl From<Entry> for Qualification {
    fn from(entry: Entry) -> Self {
        let mut it = Self::default();
        it.card_classification = CardClassification::from_code(&entry.insured_card_classification).into();
        it.insurer_number = value(entry.insurer_number);
        it.insurer_name = entry.insurer_name.into();
        it.symbol = entry.insured_card_symbol.into();
        it.identification_number = entry.insured_identification_number.into();
        it.branch_number = entry.insured_branch_number.into();
        it.relation = code(entry.personal_family_classification, PersonalFamily::from_code);
        it.insured_name = entry.insured_name.into();
        it.name = entry.name.into();
        it.name_of_other = entry.name_of_other.into();
        it.name_kana = entry.name_kana.into();
        it.name_of_other_kana = entry.name_of_other_kana.into();
        it.sex1 = Sex::from_code(&entry.sex1).into();
        it.sex2 = code(entry.sex2, Sex::from_code);
        it.birth_date = entry.birthdate.0.into();
        it.address = entry.address.into();
        it.post_number = entry.post_number.into();
        it.qualification_date = value(entry.qualification_date);
        it.disqualification_date = value(entry.disqualification_date);
        it.issuance_date = value(entry.insured_certificate_issuance_date);
        it.valid_date = value(entry.insured_card_valid_date);
        it.expiration_date = value(entry.insured_card_expiration_date);
        it.contribution_ratio = value(entry.insured_partial_contribution_ratio);
        it.preschool = code(entry.preschool_classification, PreschoolClassification::from_code);
        it.reason_of_loss = code(entry.reason_of_loss, ReasonOfLoss::from_code);
        it.elderly_recipient = entry.elderly_recipient_certificate.map(Into::into);
        it.limit_certificate = entry.limit_application_certificate.map(Into::into);
        if !entry.specific_diseases.is_empty() {
            let mut diseases = SpecificDiseasesCertificates::default();
            diseases.list = entry.specific_diseases.into_iter().map(Into::into).collect();
            it.specific_diseases = Some(diseases);
        }
        if !entry.medical_tickets.is_empty() {
            let mut tickets = MedicalTickets::default();
            tickets.list = entry.medical_tickets.into_iter().map(Into::into).collect();
            it.public_expenses = Some(tickets);
        }
        it
    }
}

impl From<Elderly> for ElderlyRecipientCertificate {
    fn from(entry: Elderly) -> Self {
        let mut it = Self::default();
        it.issued_on = value(entry.date);
        it.valid_from = value(entry.valid_start_date);
        it.valid_until = value(entry.valid_end_date);
        it.ratio = value(entry.contribution_ratio);
        it
    }
}

impl From<Limit> for LimitApplicationCertificate {
    fn from(entry: Limit) -> Self {
        let mut it = Self::default();
        it.kind = code(entry.classification, LimitCertificateKind::from_code);
        it.category = code(entry.classification_flag, LimitCategory::from_code);
        it.issued_on = value(entry.date);
        it.valid_from = value(entry.valid_start_date);
        it.valid_until = value(entry.valid_end_date);
        it.long_term_since = value(entry.long_term_date);
        it
    }
}

impl From<Disease> for SpecificDiseasesCertificate {
    fn from(entry: Disease) -> Self {
        let mut it = Self::default();
        it.category = SpecificDiseaseCategory::from_code(&entry.disease_category).into();
        it.issued_on = value(entry.date);
        it.valid_from = value(entry.valid_start_date);
        it.valid_until = value(entry.valid_end_date);
        it.self_pay = value(entry.self_pay);
        it
    }
}

impl From<Ticket> for MedicalTicket {
    fn from(entry: Ticket) -> Self {
        let mut it = Self::default();
        it.ticket_type = code(entry.ticket_type, TicketType::from_code);
        it.valid_from = value(entry.valid_date);
        it.valid_until = value(entry.expiration_date);
        it.treatment_month = value(entry.medical_treatment_month);
        it.treatment_type = code(entry.medical_treatment_type, TreatmentType::from_code);
        it.designated_institution_code = entry.designated_medical_institution_code.into();
        it.self_pay = value(entry.self_pay_amount);
        it
    }
}

fn value<T>(entry: Option<Value<T>>) -> Leaf<T> {
    entry.map(|value| value.0).into()
}

fn code<T>(entry: Option<String>, from_code: fn(&str) -> T) -> Leaf<T> {
    entry.map(|text| from_code(&text)).into()
}

//! 資格確認: one person's qualification, asked for and answered.

mod answer;
mod certificates;
mod consent;
mod person;
mod request;
mod result;
mod ticket;

pub use certificates::{
    ElderlyRecipientCertificate, LimitApplicationCertificate, SpecificDiseasesCertificate,
    SpecificDiseasesCertificates,
};
pub use consent::{Consents, ViewingConsent};
pub use person::Qualification;
pub use request::{QualificationRequest, RequestBody, RequestHeader, SearchInfo};
pub use result::{QualificationResult, QualificationResults, ResultBody, ResultHeader};
pub use ticket::{MedicalTicket, MedicalTickets};

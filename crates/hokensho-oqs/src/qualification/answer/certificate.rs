//! Certificates and tickets of a result.

use hokensho_eligibility as domain;
use hokensho_eligibility::{Coverage, PaperNeeded, SpecificDiseaseCategory, UnreadCertificate};

use super::{Unusable, optional, readable, text};
use crate::path::{Path, step};
use crate::{
    DesignatedInstitution, ElderlyRecipientCertificate, Leaf, LimitApplicationCertificate, MedicalTicket,
    Qualification, SpecificDiseasesCertificate,
};

/// Adds those that a result holds to its coverage; `path` is that of the result.
pub(super) fn add(result: &Qualification, coverage: &mut Coverage, path: &Path) {
    let unread = &mut coverage.unread;
    coverage.elderly = read(alone(&result.elderly_recipient), path, unread).pop();
    coverage.limit = read(alone(&result.limit_certificate), path, unread).pop();
    let diseases = result.specific_diseases.iter().flat_map(|list| &list.list);
    coverage.diseases = read(numbered(diseases), path, unread);
    let tickets = result.public_expenses.iter().flat_map(|list| &list.list);
    coverage.tickets = read(numbered(tickets), path, unread);
}

/// What can be made of a certificate (証) or ticket.
trait Certificate {
    type Domain: PartialEq;
    /// The paper that says the same.
    const PAPER: PaperNeeded;
    /// Where it stands in a result.
    const PLACE: &str;

    /// One of which nothing is stated.
    fn blank() -> Self::Domain;
    fn to_domain(&self) -> Result<Self::Domain, Unusable>;
}

fn alone<C>(certificate: &Option<C>) -> impl Iterator<Item = (Option<usize>, &C)> {
    certificate.iter().map(|it| (None, it))
}

fn numbered<'c, C: 'c>(
    certificates: impl Iterator<Item = &'c C>,
) -> impl Iterator<Item = (Option<usize>, &'c C)> {
    (1..).map(Some).zip(certificates)
}

/// Those that can be read; the others are added to `unread`. Elements without anything in them are no certificate.
fn read<'c, C: Certificate + 'c>(
    certificates: impl Iterator<Item = (Option<usize>, &'c C)>,
    path: &Path,
    unread: &mut Vec<UnreadCertificate>,
) -> Vec<C::Domain> {
    let mut found = Vec::new();
    for (nth, certificate) in certificates {
        match certificate.to_domain() {
            Ok(certificate) if certificate == C::blank() => {}
            Ok(certificate) => found.push(certificate),
            Err(element) => {
                let place = path.to(&format!("{}/{element}", step(C::PLACE, nth)));
                unread.push(UnreadCertificate { paper: C::PAPER, place });
            }
        }
    }
    found
}

impl Certificate for ElderlyRecipientCertificate {
    type Domain = domain::ElderlyRecipient;
    const PAPER: PaperNeeded = PaperNeeded::ElderlyRecipient;
    const PLACE: &str = "ElderlyRecipientCertificateInfo";

    fn blank() -> Self::Domain {
        domain::ElderlyRecipient::default()
    }

    fn to_domain(&self) -> Result<Self::Domain, Unusable> {
        Ok(domain::ElderlyRecipient {
            issued_on: optional(&self.issued_on),
            valid_from: readable(&self.valid_from, "ElderlyRecipientValidStartDate")?,
            valid_until: readable(&self.valid_until, "ElderlyRecipientValidEndDate")?,
            ratio: readable(&self.ratio, "ElderlyRecipientContributionRatio")?,
        })
    }
}

impl Certificate for LimitApplicationCertificate {
    type Domain = domain::LimitCertificate;
    const PAPER: PaperNeeded = PaperNeeded::Ceiling;
    const PLACE: &str = "LimitApplicationCertificateRelatedInfo";

    fn blank() -> Self::Domain {
        domain::LimitCertificate::default()
    }

    fn to_domain(&self) -> Result<Self::Domain, Unusable> {
        Ok(domain::LimitCertificate {
            // Of a ceiling, or of what lowers the cost of meals alone.
            kind: readable(&self.kind, "LimitApplicationCertificateClassification")?,
            category: readable(&self.category, "LimitApplicationCertificateClassificationFlag")?,
            issued_on: optional(&self.issued_on),
            valid_from: readable(&self.valid_from, "LimitApplicationCertificateValidStartDate")?,
            valid_until: readable(&self.valid_until, "LimitApplicationCertificateValidEndDate")?,
            long_term_since: optional(&self.long_term_since),
        })
    }
}

impl Certificate for SpecificDiseasesCertificate {
    type Domain = domain::SpecificDisease;
    const PAPER: PaperNeeded = PaperNeeded::SpecificDisease;
    const PLACE: &str = "SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo";

    fn blank() -> Self::Domain {
        domain::SpecificDisease::new(SpecificDiseaseCategory::Other(String::new()))
    }

    fn to_domain(&self) -> Result<Self::Domain, Unusable> {
        let category = readable(&self.category, "SpecificDiseasesDiseaseCategory")?;
        let self_pay = readable(&self.self_pay, "SpecificDiseasesSelfPay")?;
        Ok(domain::SpecificDisease {
            category: category.unwrap_or_else(|| SpecificDiseaseCategory::Other(String::new())),
            issued_on: optional(&self.issued_on),
            valid_from: readable(&self.valid_from, "SpecificDiseasesValidStartDate")?,
            valid_until: readable(&self.valid_until, "SpecificDiseasesValidEndDate")?,
            self_pay: self_pay.map(|yen| yen.amount().into()),
        })
    }
}

impl Certificate for MedicalTicket {
    type Domain = domain::MedicalTicket;
    const PAPER: PaperNeeded = PaperNeeded::MedicalTicket;
    const PLACE: &str = "PublicExpenseResultList/MedicalTicketInfo";

    fn blank() -> Self::Domain {
        domain::MedicalTicket::default()
    }

    fn to_domain(&self) -> Result<Self::Domain, Unusable> {
        let all = |texts: [&Leaf<String>; 3]| texts.into_iter().filter_map(text).map(Into::into).collect();
        let self_pay = readable(&self.self_pay, "SelfPayAmount")?;
        Ok(domain::MedicalTicket {
            kind: optional(&self.ticket_type),
            issue_number: text(&self.issue_number).map(Into::into),
            month: readable(&self.treatment_month, "MedicalTreatmentMonth")?,
            treatment: optional(&self.treatment_type),
            institution_code: text(&self.designated_institution_code),
            institution_name: text(&self.designated_institution_name),
            prescriber_code: text(&self.prescription_issuer_code),
            prescriber_name: text(&self.prescription_issuer_name),
            injuries: all([&self.injury_name1, &self.injury_name2, &self.injury_name3]),
            district_contact: text(&self.district_contact).map(Into::into),
            handling_contact: text(&self.handling_contact).map(Into::into),
            combined: optional(&self.single_or_combined),
            social_insurance: optional(&self.social_insurance),
            consistency: optional(&self.consistency),
            infection: optional(&self.infection),
            elderly_medical_care: optional(&self.elderly_medical_care),
            prefectural_expenses: optional(&self.prefectural_expenses),
            remarks: all([&self.remarks1, &self.remarks2, &self.remarks3]),
            valid_from: readable(&self.valid_from, "MedicalTicketValidDate")?,
            valid_until: readable(&self.valid_until, "MedicalTicketExpirationDate")?,
            self_pay: self_pay.map(|yen| yen.amount().into()),
            for_this_institution: match readable(
                &self.designated_institution,
                "DesignatedMedicalInstitutionFlag",
            )? {
                Some(DesignatedInstitution::Same) => Some(true),
                Some(DesignatedInstitution::Different) => Some(false),
                Some(DesignatedInstitution::Other(_)) | None => None,
            },
        })
    }
}

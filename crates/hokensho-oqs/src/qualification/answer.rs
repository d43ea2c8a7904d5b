//! What the domain needs of a result.

use hokensho_eligibility as domain;
use hokensho_eligibility::{
    Answer, Coverage, Person, ProcessingStatus, ReferenceClassification, SegmentOfResult, SourceMessage,
    SpecificDiseaseCategory,
};

use super::{
    ElderlyRecipientCertificate, LimitApplicationCertificate, MedicalTicket, Qualification,
    QualificationResult, SpecificDiseasesCertificate,
};
use crate::group::Group;
use crate::path::Path;
use crate::{DesignatedInstitution, Error, Leaf};

impl QualificationResult {
    /// What the result says, for the domain to judge.
    ///
    /// Required are, in the header, 処理実行日時, 資格確認日, 医療機関コード and 処理結果区分; in the body, if the whole ended
    /// normally, 処理結果状況; and in each result, if the person's look-up did too, 被保険者証区分, 氏名, 性別1, 生年月日 and
    /// 保険者名称. Results of a look-up that failed aren't believed and left out. A consent that
    /// can't be read isn't given.
    ///
    /// ```
    /// use hokensho_eligibility::{Outcome, Policy};
    /// use hokensho_oqs::{Message, Mode, QualificationResult};
    ///
    /// let file = b"<XmlMsg>
    ///   <MessageHeader>
    ///     <ProcessExecutionTime>20261122093000</ProcessExecutionTime>
    ///     <QualificationConfirmationDate>20261122</QualificationConfirmationDate>
    ///     <MedicalInstitutionCode>1300000005</MedicalInstitutionCode>
    ///     <ReferenceClassification>2</ReferenceClassification>
    ///     <SegmentOfResult>1</SegmentOfResult>
    ///   </MessageHeader>
    ///   <MessageBody>
    ///     <ProcessingResultStatus>1</ProcessingResultStatus>
    ///     <QualificationValidity>4</QualificationValidity>
    ///   </MessageBody>
    /// </XmlMsg>";
    /// let answer = QualificationResult::read(file, Mode::Strict)?.message.answer()?;
    /// let today = answer.executed_at.date();
    /// assert_eq!(answer.outcome(today, &Policy::default()), Outcome::NotFound);
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Absent`] for what is required, [`Error::Unusable`] if anything but a consent can't be a value.
    pub fn answer(&self) -> Result<Answer, Error> {
        let (header, body) = (&self.header, &self.body);
        let mut path = Path::default();
        path.push("XmlMsg");
        path.push("MessageHeader");
        header.check(&mut path)?;
        let executed_at = required(&header.executed_at, &path, "ProcessExecutionTime")?;
        let asked_for = required(&header.confirmation_date, &path, "QualificationConfirmationDate")?;
        let institution = required(&header.institution, &path, "MedicalInstitutionCode")?;
        let segment = required(&header.segment_of_result, &path, "SegmentOfResult")?;
        path.pop();
        path.push("MessageBody");
        body.check(&mut path)?;
        let status = match segment {
            SegmentOfResult::Normal => Some(required(&body.status, &path, "ProcessingResultStatus")?),
            // Nothing ran, or it isn't done.
            _ => optional(&body.status),
        };
        let coverages = match status {
            Some(ProcessingStatus::Normal) => self.coverages(&mut path)?,
            _ => Vec::new(),
        };
        // No other code than 1 and 2 is known; an absent one is treated like any other that isn't.
        let reference = header.reference_classification.value().cloned();
        let reference = reference.unwrap_or_else(|| ReferenceClassification::Other(String::new()));
        let mut answer = Answer::new(reference, executed_at);
        answer.asked_for = Some(asked_for);
        answer.institution = Some(institution);
        answer.segment = segment;
        answer.status = status;
        answer.validity = optional(&body.validity);
        answer.message = message(&header.error_code, &header.error_message)
            .or_else(|| message(&body.result_code, &body.result_message));
        answer.coverages = coverages;
        Ok(answer)
    }

    fn coverages(&self, path: &mut Path) -> Result<Vec<Coverage>, Error> {
        path.push("ResultList");
        let coverages = self.body.qualifications().iter().zip(1..).map(|(qualification, nth)| {
            path.push_nth("ResultOfQualificationConfirmation", nth);
            let coverage = qualification.coverage(path)?;
            path.pop();
            Ok(coverage)
        });
        coverages.collect()
    }
}

impl Qualification {
    fn coverage(&self, path: &Path) -> Result<Coverage, Error> {
        let person = Person {
            name: required(&self.name, path, "Name")?.into(),
            alias: optional(&self.name_of_other).map(Into::into),
            kana: optional(&self.name_kana).map(Into::into),
            alias_kana: optional(&self.name_of_other_kana).map(Into::into),
            sex: required(&self.sex1, path, "Sex1")?,
            sex_on_card: optional(&self.sex2),
            birth: required(&self.birth_date, path, "Birthdate")?.into(),
            address: optional(&self.address).map(Into::into),
            post_number: optional(&self.post_number).map(Into::into),
        };
        let classification = required(&self.card_classification, path, "InsuredCardClassification")?;
        let mut coverage = Coverage::new(classification, person);
        coverage.insurer_number = optional(&self.insurer_number);
        coverage.insurer_name = Some(required(&self.insurer_name, path, "InsurerName")?);
        coverage.symbol = optional(&self.symbol).map(Into::into);
        coverage.number = optional(&self.identification_number).map(Into::into);
        coverage.branch = optional(&self.branch_number).map(Into::into);
        coverage.relation = optional(&self.relation);
        coverage.insured_name = optional(&self.insured_name).map(Into::into);
        coverage.qualified_on = optional(&self.qualification_date);
        coverage.lost_on = optional(&self.disqualification_date);
        coverage.issued_on = optional(&self.issuance_date);
        coverage.valid_from = optional(&self.valid_date);
        coverage.valid_until = optional(&self.expiration_date);
        coverage.reason_of_loss = optional(&self.reason_of_loss);
        coverage.ratio = optional(&self.contribution_ratio);
        coverage.preschool = optional(&self.preschool);
        coverage.elderly = self.elderly_recipient.as_ref().map(ElderlyRecipientCertificate::to_domain);
        coverage.limit = self.limit_certificate.as_ref().map(LimitApplicationCertificate::to_domain);
        let diseases = self.specific_diseases.iter().flat_map(|list| &list.list);
        coverage.diseases = diseases.map(SpecificDiseasesCertificate::to_domain).collect();
        let tickets = self.public_expenses.iter().flat_map(|list| &list.list);
        coverage.tickets = tickets.map(MedicalTicket::to_domain).collect();
        coverage.reference_number = optional(&self.reference_number).map(Into::into);
        coverage.consents = self.consents.to_domain();
        Ok(coverage)
    }
}

impl ElderlyRecipientCertificate {
    fn to_domain(&self) -> domain::ElderlyRecipient {
        domain::ElderlyRecipient {
            issued_on: optional(&self.issued_on),
            valid_from: optional(&self.valid_from),
            valid_until: optional(&self.valid_until),
            ratio: optional(&self.ratio),
        }
    }
}

impl LimitApplicationCertificate {
    fn to_domain(&self) -> domain::LimitCertificate {
        domain::LimitCertificate {
            kind: optional(&self.kind),
            category: optional(&self.category),
            issued_on: optional(&self.issued_on),
            valid_from: optional(&self.valid_from),
            valid_until: optional(&self.valid_until),
            long_term_since: optional(&self.long_term_since),
        }
    }
}

impl SpecificDiseasesCertificate {
    fn to_domain(&self) -> domain::SpecificDisease {
        let category = self.category.value().cloned();
        domain::SpecificDisease {
            category: category.unwrap_or_else(|| SpecificDiseaseCategory::Other(String::new())),
            issued_on: optional(&self.issued_on),
            valid_from: optional(&self.valid_from),
            valid_until: optional(&self.valid_until),
            self_pay: self.self_pay.value().map(|yen| yen.amount().into()),
        }
    }
}

impl MedicalTicket {
    fn to_domain(&self) -> domain::MedicalTicket {
        domain::MedicalTicket {
            valid_from: optional(&self.valid_from),
            valid_until: optional(&self.valid_until),
            self_pay: self.self_pay.value().map(|yen| yen.amount().into()),
            for_this_institution: match self.designated_institution.value() {
                Some(DesignatedInstitution::Same) => Some(true),
                Some(DesignatedInstitution::Different) => Some(false),
                Some(DesignatedInstitution::Other(_)) | None => None,
            },
        }
    }
}

fn required<T: Clone>(leaf: &Leaf<T>, path: &Path, name: &str) -> Result<T, Error> {
    leaf.value().cloned().ok_or_else(|| Error::Absent { path: path.to(name) })
}

fn optional<T: Clone>(leaf: &Leaf<T>) -> Option<T> {
    leaf.value().cloned()
}

fn message(code: &Leaf<String>, message: &Leaf<String>) -> Option<SourceMessage> {
    let message = SourceMessage { code: optional(code), message: optional(message).map(Into::into) };
    (message != SourceMessage::default()).then_some(message)
}

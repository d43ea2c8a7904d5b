//! What the domain needs of a result.

use hokensho_eligibility as domain;
use hokensho_eligibility::{
    Answer, ConsentFlag, ConsentStatement, Coverage, DateTime, Person, ProcessingStatus,
    ReferenceClassification, SegmentOfResult, SourceMessage, SpecificDiseaseCategory,
};

use super::{
    ElderlyRecipientCertificate, LimitApplicationCertificate, MedicalTicket, Qualification,
    QualificationResult, ResultBody, ResultHeader, SpecificDiseasesCertificate,
};
use crate::group::Group;
use crate::path::Path;
use crate::{BulkConfirmUnit, BulkResultHeader, DesignatedInstitution, Error, Leaf};

impl QualificationResult {
    /// What the result says, for the domain to judge.
    ///
    /// Required are, in the header, 処理実行日時, 資格確認日, 医療機関コード and 処理結果区分; in the body, if the whole ended
    /// normally, 処理結果状況; and in each result, if the person's look-up did too, 被保険者証区分, 氏名, 性別1, 生年月日 and
    /// 保険者名称.
    ///
    /// Everything that decides or is shown at the window arrives. What stays behind is the asker's own: 任意のファイル識別子,
    /// 任意の識別子 and the echo of what was typed, by which an answer is held against its question before; 文字コード識別, of
    /// which nothing is left once the file is read; and what isn't known here. Results of a look-up that failed aren't believed and left out. A consent that
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
        // No other code than 1 and 2 is known; an absent one is treated like any other that isn't.
        let reference = self.header.reference_classification.value().cloned();
        let reference = reference.unwrap_or_else(|| ReferenceClassification::Other(String::new()));
        let mut path = Path::default();
        path.push("XmlMsg");
        let answer = self.header.begin(reference, &mut path)?;
        path.push("MessageBody");
        let mut answer = self.body.finish(answer, &mut path)?;
        answer.prescription = self.body.prescription().cloned();
        path.push("ResultList");
        answer.coverages = coverages(&answer, self.body.qualifications(), &mut path)?;
        Ok(answer)
    }
}

impl BulkConfirmUnit {
    /// What a bulk result says of one person, for the domain to judge: which were lost, which changed. `header` is the
    /// file's. Which way was asked (照会区分) stands in no bulk file: the caller knows whether the data was typed
    /// (一括照会), or the person showed a card (訪問診療等, オンライン診療等).
    ///
    /// Required is what [`QualificationResult::answer`] requires.
    ///
    /// ```
    /// use hokensho_eligibility::{Outcome, Policy, ReferenceClassification};
    /// use hokensho_oqs::{BulkConfirmUnit, BulkReader, Mode};
    ///
    /// let file = b"<XmlMsg>
    ///   <MessageHeader>
    ///     <ProcessExecutionTime>20261122093000</ProcessExecutionTime>
    ///     <QualificationConfirmationDate>20261122</QualificationConfirmationDate>
    ///     <MedicalInstitutionCode>1300000005</MedicalInstitutionCode>
    ///     <SegmentOfResult>1</SegmentOfResult>
    ///   </MessageHeader>
    ///   <MessageBody>
    ///     <BulkConfirmUnit>
    ///       <ProcessingResultStatus>1</ProcessingResultStatus>
    ///       <QualificationValidity>3</QualificationValidity>
    ///     </BulkConfirmUnit>
    ///   </MessageBody>
    /// </XmlMsg>";
    /// let mut people = BulkReader::<_, BulkConfirmUnit>::new(&file[..], Mode::Strict)?;
    /// while let Some(person) = people.next() {
    ///     let (person, header) = (person?.message, people.header().expect("it stands before the first person"));
    ///     let answer = person.answer(&header.message, ReferenceClassification::Typed)?;
    ///     let day = answer.asked_for.expect("required");
    ///     assert_eq!(answer.outcome(day, &Policy::default()), Outcome::NewerInsurer);
    /// }
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`QualificationResult::answer`].
    pub fn answer(
        &self,
        header: &BulkResultHeader,
        reference: ReferenceClassification,
    ) -> Result<Answer, Error> {
        let mut path = Path::default();
        path.push("XmlMsg");
        let answer = header.begin(reference, &mut path)?;
        path.push("MessageBody");
        path.push("BulkConfirmUnit");
        let mut answer = self.finish(answer, &mut path)?;
        answer.coverages = coverages(&answer, &self.qualifications, &mut path)?;
        Ok(answer)
    }
}

/// What two headers say in the same elements.
macro_rules! headers {
    ($($header:ident),+) => { $(
        impl $header {
            fn begin(&self, reference: ReferenceClassification, path: &mut Path) -> Result<Answer, Error> {
                path.push("MessageHeader");
                self.check(path)?;
                let executed_at = required(&self.executed_at, path, "ProcessExecutionTime")?;
                let mut answer = Answer::new(reference, executed_at);
                answer.asked_for =
                    Some(required(&self.confirmation_date, path, "QualificationConfirmationDate")?);
                answer.institution = Some(required(&self.institution, path, "MedicalInstitutionCode")?);
                answer.segment = required(&self.segment_of_result, path, "SegmentOfResult")?;
                answer.file_message = message(&self.error_code, &self.error_message);
                path.pop();
                Ok(answer)
            }
        }
    )+ };
}
headers!(ResultHeader, BulkResultHeader);

/// What is said of one person in the same elements.
macro_rules! bodies {
    ($($body:ident),+) => { $(
        impl $body {
            fn finish(&self, answer: Answer, path: &mut Path) -> Result<Answer, Error> {
                self.check(path)?;
                let status = match answer.segment {
                    SegmentOfResult::Normal => Some(required(&self.status, path, "ProcessingResultStatus")?),
                    // Nothing ran, or it isn't done.
                    _ => optional(&self.status),
                };
                let validity = optional(&self.validity);
                let message = message(&self.result_code, &self.result_message);
                Ok(Answer { status, validity, message, ..answer })
            }
        }
    )+ };
}
bodies!(ResultBody, BulkConfirmUnit);

/// Of a look-up that failed nothing is believed.
fn coverages(
    answer: &Answer,
    qualifications: &[Qualification],
    path: &mut Path,
) -> Result<Vec<Coverage>, Error> {
    if answer.status != Some(ProcessingStatus::Normal) {
        return Ok(Vec::new());
    }
    let coverages = qualifications.iter().zip(1..).map(|(qualification, nth)| {
        path.push_nth("ResultOfQualificationConfirmation", nth);
        let coverage = qualification.coverage(path)?;
        path.pop();
        Ok(coverage)
    });
    coverages.collect()
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
        coverage.limit_consent = stated(&self.limit_consent, &self.limit_consent_time);
        coverage.limit_changed = optional(&self.limit_changed);
        let diseases = self.specific_diseases.iter().flat_map(|list| &list.list);
        coverage.diseases = diseases.map(SpecificDiseasesCertificate::to_domain).collect();
        coverage.diseases_consent =
            stated(&self.specific_diseases_consent, &self.specific_diseases_consent_time);
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
        let all =
            |texts: [&Leaf<String>; 3]| texts.into_iter().filter_map(optional).map(Into::into).collect();
        domain::MedicalTicket {
            kind: optional(&self.ticket_type),
            issue_number: optional(&self.issue_number).map(Into::into),
            month: optional(&self.treatment_month),
            treatment: optional(&self.treatment_type),
            institution_code: optional(&self.designated_institution_code),
            institution_name: optional(&self.designated_institution_name),
            prescriber_code: optional(&self.prescription_issuer_code),
            prescriber_name: optional(&self.prescription_issuer_name),
            injuries: all([&self.injury_name1, &self.injury_name2, &self.injury_name3]),
            district_contact: optional(&self.district_contact).map(Into::into),
            handling_contact: optional(&self.handling_contact).map(Into::into),
            combined: optional(&self.single_or_combined),
            social_insurance: optional(&self.social_insurance),
            consistency: optional(&self.consistency),
            infection: optional(&self.infection),
            elderly_medical_care: optional(&self.elderly_medical_care),
            prefectural_expenses: optional(&self.prefectural_expenses),
            remarks: all([&self.remarks1, &self.remarks2, &self.remarks3]),
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

/// A consent that is handed over with what it is to; a flag that can't be read states none.
fn stated(flag: &Leaf<ConsentFlag>, given_at: &Leaf<DateTime>) -> Option<ConsentStatement> {
    let mut statement = ConsentStatement::new(optional(flag)?);
    statement.given_at = optional(given_at);
    Some(statement)
}

fn message(code: &Leaf<String>, message: &Leaf<String>) -> Option<SourceMessage> {
    let message = SourceMessage { code: optional(code), message: optional(message).map(Into::into) };
    (message != SourceMessage::default()).then_some(message)
}

//! What the domain needs of a result.

mod certificate;

use hokensho_eligibility::{
    Answer, ConsentFlag, ConsentStatement, Coverage, Date, DateTime, Person, ProcessingStatus,
    ReferenceClassification, SegmentOfResult, SourceMessage, UnreadCoverage, UnreadReason,
};

use super::{Qualification, QualificationResult, ResultBody, ResultHeader};
use crate::path::Path;
use crate::{BulkConfirmUnit, BulkResultHeader, Error, Leaf};

impl QualificationResult {
    /// What the result says, for the domain to judge.
    ///
    /// Required are, in the header, 処理実行日時, 資格確認日, 医療機関コード and 処理結果区分; in the body, if the whole ended
    /// normally, 処理結果状況; and in each result, if the person's look-up did too, 被保険者証区分, 氏名, 性別1, 生年月日 and
    /// 保険者名称.
    ///
    /// Everything that decides or is shown at the window arrives. What stays behind is the asker's own: 任意のファイル識別子, 任意の識別子
    /// and the echo of what was typed, by which an answer is held against its question before; 文字コード識別, of which nothing is
    /// left once the file is read; and what isn't known here. Results of a look-up that failed aren't believed and left out.
    ///
    /// A result without what is required of it says nothing, and the others still do: it is among the
    /// [`unread`](Answer::unread) with the path of what is missing, and the domain makes nobody eligible by it, and tells no
    /// amount beside it.
    ///
    /// Of what was read leniently as a value that can't be ([`Leaf::Invalid`]), a consent isn't given, and none beside it
    /// opens anything; a certificate or ticket of which it is a day of validity or the month, what it is for, an amount or the
    /// institution counts for nothing, and is among the [`unread`](Coverage::unread) of its result; a result without a
    /// readable day from or to which it is in force, or ratio, is unread too, for nobody could tell whether it pays. Anything
    /// else, such as a day of issue, isn't known. A text of blanks alone isn't one, nor is a certificate or ticket of which
    /// nothing is stated.
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
    /// [`Error::Absent`] for what is required outside the results, [`Error::Unusable`] if it can't be a value.
    pub fn answer(&self) -> Result<Answer, Error> {
        // No other code than 1 and 2 is known; an absent one is treated like any other that isn't.
        let reference = self.header.reference_classification.value().cloned();
        let reference = reference.unwrap_or_else(|| ReferenceClassification::Other(String::new()));
        let mut path = Path::default();
        path.push("XmlMsg");
        let answer = self.header.begin(reference, &mut path)?;
        path.push("MessageBody");
        let mut answer = self.body.finish(answer, &path)?;
        answer.prescription = self.body.prescription().cloned();
        path.push("ResultList");
        add_coverages(&mut answer, self.body.qualifications(), &mut path)?;
        Ok(answer)
    }
}

impl BulkConfirmUnit {
    /// What a bulk result says of one person, for the domain to judge: which were lost, which changed. `header` is the
    /// file's. Which way was asked (照会区分) stands in no bulk file: the caller knows whether the data was typed
    /// (一括照会), or the person showed a card (訪問診療等, オンライン診療等).
    ///
    /// Required is what [`QualificationResult::answer`] requires, but 資格確認日 only of what was typed: nobody asks about
    /// a day with the other questions, so their results may well have none (inferred from the questions).
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
    /// As [`QualificationResult::answer`]. What is wrong with the person has a path from `BulkConfirmUnit` on: which of
    /// them it is, the caller knows.
    pub fn answer(
        &self,
        header: &BulkResultHeader,
        reference: ReferenceClassification,
    ) -> Result<Answer, Error> {
        let mut path = Path::default();
        path.push("XmlMsg");
        let answer = header.begin(reference, &mut path)?;
        path.pop();
        path.push("BulkConfirmUnit");
        let mut answer = self.finish(answer, &path)?;
        add_coverages(&mut answer, &self.qualifications, &mut path)?;
        Ok(answer)
    }
}

/// What two headers say in the same elements.
macro_rules! headers {
    ($($header:ident),+) => { $(
        impl $header {
            fn begin(&self, reference: ReferenceClassification, path: &mut Path) -> Result<Answer, Error> {
                path.push("MessageHeader");
                let executed_at = required(&self.executed_at, path, "ProcessExecutionTime")?;
                let mut answer = Answer::new(reference, executed_at);
                answer.asked_for = self.asked_for(&answer.reference, path)?;
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

impl ResultHeader {
    fn asked_for(&self, _: &ReferenceClassification, path: &Path) -> Result<Option<Date>, Error> {
        required(&self.confirmation_date, path, "QualificationConfirmationDate").map(Some)
    }
}

impl BulkResultHeader {
    fn asked_for(&self, reference: &ReferenceClassification, path: &Path) -> Result<Option<Date>, Error> {
        let (day, name) = (&self.confirmation_date, "QualificationConfirmationDate");
        match reference {
            ReferenceClassification::Typed => required(day, path, name).map(Some),
            _ => deciding(day, path, name),
        }
    }
}

/// What is said of one person in the same elements.
macro_rules! bodies {
    ($($body:ident),+) => { $(
        impl $body {
            fn finish(&self, answer: Answer, path: &Path) -> Result<Answer, Error> {
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
fn add_coverages(
    answer: &mut Answer,
    qualifications: &[Qualification],
    path: &mut Path,
) -> Result<(), Error> {
    if answer.status != Some(ProcessingStatus::Normal) {
        return Ok(());
    }
    for (qualification, nth) in qualifications.iter().zip(1..) {
        path.push_nth("ResultOfQualificationConfirmation", nth);
        match qualification.coverage(path) {
            Ok(coverage) => answer.coverages.push(coverage),
            Err(Error::Absent { path: place }) => {
                answer.unread.push(UnreadCoverage { place, why: UnreadReason::Absent });
            }
            Err(Error::Unusable { path: place }) => {
                answer.unread.push(UnreadCoverage { place, why: UnreadReason::Invalid });
            }
            Err(error) => return Err(error),
        }
        path.pop();
    }
    Ok(())
}

impl Qualification {
    fn coverage(&self, path: &Path) -> Result<Coverage, Error> {
        let person = Person {
            name: required_text(&self.name, path, "Name")?.into(),
            alias: text(&self.name_of_other).map(Into::into),
            kana: text(&self.name_kana).map(Into::into),
            alias_kana: text(&self.name_of_other_kana).map(Into::into),
            sex: required(&self.sex1, path, "Sex1")?,
            sex_on_card: optional(&self.sex2),
            birth: required(&self.birth_date, path, "Birthdate")?.into(),
            address: text(&self.address).map(Into::into),
            post_number: text(&self.post_number).map(Into::into),
        };
        let classification = required(&self.card_classification, path, "InsuredCardClassification")?;
        let mut coverage = Coverage::new(classification, person);
        coverage.insurer_number = optional(&self.insurer_number);
        coverage.insurer_name = Some(required_text(&self.insurer_name, path, "InsurerName")?);
        coverage.symbol = text(&self.symbol).map(Into::into);
        coverage.number = text(&self.identification_number).map(Into::into);
        coverage.branch = text(&self.branch_number).map(Into::into);
        coverage.relation = optional(&self.relation);
        coverage.insured_name = text(&self.insured_name).map(Into::into);
        coverage.qualified_on = deciding(&self.qualification_date, path, "QualificationDate")?;
        coverage.lost_on = deciding(&self.disqualification_date, path, "DisqualificationDate")?;
        coverage.issued_on = optional(&self.issuance_date);
        coverage.valid_from = deciding(&self.valid_date, path, "InsuredCardValidDate")?;
        coverage.valid_until = deciding(&self.expiration_date, path, "InsuredCardExpirationDate")?;
        coverage.reason_of_loss = optional(&self.reason_of_loss);
        coverage.ratio = deciding(&self.contribution_ratio, path, "InsuredPartialContributionRatio")?;
        coverage.preschool = optional(&self.preschool);
        coverage.limit_consent = stated(&self.limit_consent, &self.limit_consent_time);
        coverage.limit_changed = optional(&self.limit_changed);
        coverage.diseases_consent =
            stated(&self.specific_diseases_consent, &self.specific_diseases_consent_time);
        coverage.reference_number = text(&self.reference_number).map(Into::into);
        coverage.consents = self.consents.to_domain();
        certificate::add(self, &mut coverage, path);
        Ok(coverage)
    }
}

/// The element of a certificate that is there and can't be a value.
type Unusable = &'static str;

fn required<T: Clone>(leaf: &Leaf<T>, path: &Path, name: &'static str) -> Result<T, Error> {
    deciding(leaf, path, name)?.ok_or_else(|| absent(path, name))
}

fn required_text(leaf: &Leaf<String>, path: &Path, name: &'static str) -> Result<String, Error> {
    required(leaf, path, name)?;
    text(leaf).ok_or_else(|| absent(path, name))
}

/// A value that may be missing, but not be there and unreadable: read as missing, an end would bound nothing.
fn deciding<T: Clone>(leaf: &Leaf<T>, path: &Path, name: &'static str) -> Result<Option<T>, Error> {
    readable(leaf, name).map_err(|name| Error::Unusable { path: path.to(name) })
}

/// The same, of which the element is said by its name alone.
fn readable<T: Clone>(leaf: &Leaf<T>, name: &'static str) -> Result<Option<T>, Unusable> {
    if matches!(leaf, Leaf::Invalid(_)) { Err(name) } else { Ok(optional(leaf)) }
}

fn optional<T: Clone>(leaf: &Leaf<T>) -> Option<T> {
    leaf.value().cloned()
}

/// A text with something else than blanks in it, U+3000 counted.
fn text(leaf: &Leaf<String>) -> Option<String> {
    optional(leaf).filter(|text| !text.trim().is_empty())
}

fn absent(path: &Path, name: &str) -> Error {
    Error::Absent { path: path.to(name) }
}

/// A consent that is handed over with what it is to; a flag that can't be read states none.
fn stated(flag: &Leaf<ConsentFlag>, given_at: &Leaf<DateTime>) -> Option<ConsentStatement> {
    let mut statement = ConsentStatement::new(optional(flag)?);
    statement.given_at = optional(given_at);
    Some(statement)
}

fn message(code: &Leaf<String>, message: &Leaf<String>) -> Option<SourceMessage> {
    let message = SourceMessage { code: text(code), message: text(message).map(Into::into) };
    (message != SourceMessage::default()).then_some(message)
}

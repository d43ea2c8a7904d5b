use hokensho_eligibility::{
    Date, DateTime, InstitutionCode, ProcessingStatus, QualificationValidity, ReferenceClassification,
    SegmentOfResult,
};

use super::{Qualification, SearchInfo};
use crate::group::group;
use crate::message::message;
use crate::{CharacterCode, Leaf, PrescriptionIssue};

message! {
    /// 資格確認結果 (OQS-IF-002): the answer to a [`QualificationRequest`](crate::QualificationRequest), and what a
    /// certified reader's face file holds.
    ///
    /// ```
    /// use hokensho_oqs::{Message, Mode, QualificationResult};
    ///
    /// let file = "<XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult></MessageHeader><MessageBody>
    ///     <ResultList><ResultOfQualificationConfirmation><Name>保険　花子</Name></ResultOfQualificationConfirmation>
    ///     </ResultList><ProcessingResultStatus>1</ProcessingResultStatus></MessageBody></XmlMsg>";
    /// let result = QualificationResult::read(file.as_bytes(), Mode::Strict)?.message;
    /// assert_eq!(result.body.qualifications()[0].name.value().map(String::as_str), Some("保険　花子"));
    /// assert!(!format!("{result:?}").contains("花子"));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    QualificationResult(QUALIFICATION_RESULT): Default { header: ResultHeader, body: ResultBody }
}

group! {
    /// `MessageHeader` of a result.
    ResultHeader<S>: Default {
        /// 処理実行日時.
        executed_at: Leaf<DateTime> = "ProcessExecutionTime",
        /// 資格確認日.
        confirmation_date: Leaf<Date> = "QualificationConfirmationDate",
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode",
        /// 任意のファイル識別子 of the request; in face files a token of the reader.
        file_identifier: Leaf<S> = "ArbitraryFileIdentifier",
        /// 照会区分.
        reference_classification: Leaf<ReferenceClassification> = "ReferenceClassification",
        /// 処理結果区分.
        segment_of_result: Leaf<SegmentOfResult> = "SegmentOfResult",
        /// エラーコード; the list isn't public.
        error_code: Leaf<S> = "ErrorCode",
        /// エラーメッセージ.
        error_message: Leaf<S> = "ErrorMessage",
        /// 文字コード識別.
        character_code: Leaf<CharacterCode> = "CharacterCodeIdentifier",
    }

    /// `MessageBody` of a result.
    ResultBody<S>: Default {
        /// 処方箋発行形態. Some readers expect it here, some in each result: both places are read.
        prescription_issue: Leaf<PrescriptionIssue> = "PrescriptionIssueSelect",
        /// 処理結果状況.
        status: Leaf<ProcessingStatus> = "ProcessingResultStatus",
        /// 処理結果コード; the list isn't public.
        result_code: Leaf<S> = "ProcessingResultCode",
        /// 処理結果メッセージ: on success a note for the window, to be shown as it is.
        result_message: Leaf<S> = "ProcessingResultMessage",
        /// 資格有効性.
        validity: Leaf<QualificationValidity> = "QualificationValidity",
        /// What was asked, when it was typed.
        search: Option<SearchInfo<S>> = "QualificationConfirmSearchInfo",
        /// The results.
        results: Option<QualificationResults<S>> = "ResultList",
    }

    /// The list of results: none, one, or several, for example insurance and medical aid.
    QualificationResults<S>: Default {
        /// 資格確認結果.
        list: Vec<Qualification<S>> = "ResultOfQualificationConfirmation",
    }
}

impl ResultBody {
    /// All results; empty without a list.
    #[must_use]
    pub fn qualifications(&self) -> &[Qualification] {
        self.results.as_ref().map_or(&[], |results| &results.list)
    }

    /// Adds a result to the list.
    pub fn push(&mut self, qualification: Qualification) {
        self.results.get_or_insert_with(QualificationResults::default).list.push(qualification);
    }

    /// 処方箋発行形態, in whichever place it stands.
    ///
    /// ```
    /// use hokensho_oqs::{PrescriptionIssue, Qualification, QualificationResult};
    ///
    /// let mut qualification = Qualification::default();
    /// qualification.prescription_issue = PrescriptionIssue::Paper.into();
    /// let mut result = QualificationResult::default();
    /// result.body.push(qualification);
    /// assert_eq!(result.body.prescription(), Some(&PrescriptionIssue::Paper));
    /// ```
    #[must_use]
    pub fn prescription(&self) -> Option<&PrescriptionIssue> {
        let inside = || self.qualifications().iter().find_map(|one| one.prescription_issue.value());
        self.prescription_issue.value().or_else(inside)
    }
}

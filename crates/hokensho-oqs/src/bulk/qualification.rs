use hokensho_eligibility::{Date, InstitutionCode, ProcessingStatus, QualificationValidity};

use crate::group::{Group, group};
use crate::message::message;
use crate::{BulkResultHeader, Error, Leaf, Qualification, RequestHeader, SearchInfo};

message! {
    /// 資格確認一括照会要求 (OQS-IF-005): many people at once, each with the asker's own key (任意の識別子).
    ///
    /// ```
    /// use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
    /// use hokensho_oqs::{BulkQualificationRequest, LimitConsent, SearchInfo};
    ///
    /// let (insurer, birth) = (InsurerNumber::new("39130000")?, Date::new(1940, 1, 2)?);
    /// let people = [("01234567", "1001"), ("01234568", "1002")].map(|(number, key)| {
    ///     SearchInfo::new(insurer.clone(), number, birth, LimitConsent::NotGiven).identifier(key)
    /// });
    /// let (day, institution) = (Date::new(2026, 11, 22)?, InstitutionCode::new("1300000005")?);
    /// let request = BulkQualificationRequest::new(day, institution, people)?;
    /// assert_eq!(request.body.searches.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    BulkQualificationRequest(BULK_QUALIFICATION_REQUEST) within BULK { header: RequestHeader, body: BulkQualificationBody }

    /// 資格確認一括照会ダウンロード結果 (OQS-IF-008), and the results of 医療扶助, 訪問診療等 and オンライン診療等, which look the
    /// same but say more.
    ///
    /// ```
    /// use hokensho_oqs::{BulkQualificationResult, Message, Mode};
    ///
    /// let file = b"<XmlMsg><MessageHeader><NumberOfProcessingResult>1</NumberOfProcessingResult></MessageHeader>
    ///     <MessageBody><BulkConfirmUnit><ProcessingResultStatus>1</ProcessingResultStatus>
    ///     <ResultOfQualificationConfirmation/></BulkConfirmUnit></MessageBody></XmlMsg>";
    /// let result = BulkQualificationResult::read(file, Mode::Strict)?.message;
    /// assert_eq!(result.body.units[0].qualifications.len(), 1);
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    BulkQualificationResult(BULK_QUALIFICATION_RESULT, MEDICAL_AID_RESULT, HOME_VISIT_RESULT, ONLINE_CARE_RESULT) within BULK: Default {
        header: BulkResultHeader, body: BulkQualificationResultBody
    }
}

group! {
    /// `MessageBody` of a bulk question.
    BulkQualificationBody<S> {
        /// 資格確認照会用情報, one a person.
        searches: Vec<SearchInfo<S>> = "QualificationConfirmSearchInfo" [required()],
    }

    /// `MessageBody` of a bulk result.
    BulkQualificationResultBody<S>: Default {
        /// One a person.
        units: Vec<BulkConfirmUnit<S>> = "BulkConfirmUnit",
    }

    /// What was found about one person.
    ///
    /// ```
    /// use hokensho_oqs::BulkConfirmUnit;
    ///
    /// assert!(BulkConfirmUnit::default().qualifications.is_empty());
    /// ```
    BulkConfirmUnit<S>: Default {
        /// What was asked.
        search: Option<SearchInfo<S>> = "QualificationConfirmSearchInfo",
        /// 処理結果状況.
        status: Leaf<ProcessingStatus> = "ProcessingResultStatus",
        /// 処理結果コード; the list isn't public.
        result_code: Leaf<S> = "ProcessingResultCode",
        /// 処理結果メッセージ.
        result_message: Leaf<S> = "ProcessingResultMessage",
        /// 資格有効性.
        validity: Leaf<QualificationValidity> = "QualificationValidity",
        /// 資格確認結果, here without a list around them.
        qualifications: Vec<Qualification<S>> = "ResultOfQualificationConfirmation",
        /// 照会番号 that this institution registered for the person.
        reference_numbers: Vec<Leaf<S>> = "ReferenceNumber",
    }
}

impl BulkQualificationRequest {
    /// A question about at least one person.
    ///
    /// # Errors
    /// [`Error::Absent`] without anybody; else as [`SearchInfo::checked`], with whom it is about.
    pub fn new(
        confirmation_date: Date,
        institution: InstitutionCode,
        people: impl IntoIterator<Item = SearchInfo>,
    ) -> Result<Self, Error> {
        let searches = people.into_iter().collect();
        let body = BulkQualificationBody { searches, ..BulkQualificationBody::empty() };
        Self::of(RequestHeader::new(confirmation_date, institution), body).checked()
    }
}

use hokensho_eligibility::{InstitutionCode, ProcessingStatus};

use super::ReferenceNumberRegistration;
use crate::group::{Group, group, setters};
use crate::message::message;
use crate::{BulkResultHeader, Leaf, SenderHeader};

message! {
    /// 照会番号一括登録要求 (OQS-IF-009): the institution's own numbers for many people.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, InsurerNumber};
    /// use hokensho_oqs::{BulkRegistrationRequest, ReferenceNumberRegistration};
    ///
    /// let person = |number, id| Ok::<_, hokensho_eligibility::Error>(
    ///     ReferenceNumberRegistration::new(number, InsurerNumber::new("39130000")?, id),
    /// );
    /// let request = BulkRegistrationRequest::new(InstitutionCode::new("1300000005")?, person("15", "01234567")?)
    ///     .and([person("16", "01234568")?]);
    /// assert_eq!(request.body.registrations.len(), 2);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    BulkRegistrationRequest(BULK_REGISTRATION_REQUEST) within BULK { header: SenderHeader, body: BulkRegistrationBody }

    /// 照会番号一括登録ダウンロード結果 (OQS-IF-012).
    ///
    /// ```
    /// use hokensho_oqs::{BulkRegistrationResult, Message, Mode};
    ///
    /// let file = b"<XmlMsg><MessageHeader/><MessageBody><BulkRegistrationUnit>
    ///     <ProcessingResultStatus>2</ProcessingResultStatus></BulkRegistrationUnit></MessageBody></XmlMsg>";
    /// let result = BulkRegistrationResult::read(file, Mode::Strict)?.message;
    /// assert_eq!(result.body.units.len(), 1);
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    BulkRegistrationResult(BULK_REGISTRATION_RESULT) within BULK: Default {
        header: BulkResultHeader, body: BulkRegistrationResultBody
    }
}

group! {
    /// `MessageBody` of a bulk registration.
    BulkRegistrationBody<S> {
        /// 照会番号登録情報, one a person.
        registrations: Vec<ReferenceNumberRegistration<S>> = "ReferenceNumberRegistrationInfo",
    }

    /// `MessageBody` of the result of a bulk registration.
    BulkRegistrationResultBody<S>: Default {
        /// One a person.
        units: Vec<BulkRegistrationUnit<S>> = "BulkRegistrationUnit",
    }

    /// What became of one registration.
    BulkRegistrationUnit<S>: Default {
        /// What was to be registered.
        registration: Option<ReferenceNumberRegistration<S>> = "ReferenceNumberRegistrationInfo",
        /// 処理結果状況.
        status: Leaf<ProcessingStatus> = "ProcessingResultStatus",
        /// 処理結果コード; the list isn't public.
        result_code: Leaf<S> = "ProcessingResultCode",
        /// 処理結果メッセージ.
        result_message: Leaf<S> = "ProcessingResultMessage",
    }
}

impl BulkRegistrationRequest {
    /// A registration of one person, to whom others are added by [`and`](Self::and).
    #[must_use]
    pub fn new(institution: InstitutionCode, first: ReferenceNumberRegistration) -> Self {
        let body = BulkRegistrationBody { registrations: vec![first], ..BulkRegistrationBody::empty() };
        Self::of(SenderHeader::new(institution), body)
    }

    /// Adds people.
    #[must_use]
    pub fn and(mut self, others: impl IntoIterator<Item = ReferenceNumberRegistration>) -> Self {
        self.body.registrations.extend(others);
        self
    }
}

setters! {
    BulkRegistrationRequest {
        /// Adds 任意のファイル識別子, by which the answers can be told from others.
        file_identifier in header,
    }
}

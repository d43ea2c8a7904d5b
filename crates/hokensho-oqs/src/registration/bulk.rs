use hokensho_eligibility::{InstitutionCode, ProcessingStatus};

use super::ReferenceNumberRegistration;
use crate::group::{Group, group};
use crate::message::message;
use crate::{BulkResultHeader, Error, Leaf, SenderHeader};

message! {
    /// 照会番号一括登録要求 (OQS-IF-009): the institution's own numbers for many people.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, InsurerNumber};
    /// use hokensho_oqs::{BulkRegistrationRequest, ReferenceNumberRegistration};
    ///
    /// let insurer = InsurerNumber::new("39130000")?;
    /// let people = [("15", "01234567"), ("16", "01234568")]
    ///     .map(|(reference, number)| ReferenceNumberRegistration::new(reference, insurer.clone(), number));
    /// let request = BulkRegistrationRequest::new(InstitutionCode::new("1300000005")?, people)?;
    /// assert_eq!(request.body.registrations.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
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
        registrations: Vec<ReferenceNumberRegistration<S>> = "ReferenceNumberRegistrationInfo" [required()],
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
    /// A registration of at least one person.
    ///
    /// # Errors
    /// [`Error::Absent`] without anybody; else as [`ReferenceNumberRegistration::checked`], with whom it is about.
    pub fn new(
        institution: InstitutionCode,
        people: impl IntoIterator<Item = ReferenceNumberRegistration>,
    ) -> Result<Self, Error> {
        let registrations = people.into_iter().collect();
        let body = BulkRegistrationBody { registrations, ..BulkRegistrationBody::empty() };
        Self::of(SenderHeader::new(institution), body).checked()
    }
}

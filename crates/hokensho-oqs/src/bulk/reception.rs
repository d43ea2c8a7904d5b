use hokensho_eligibility::{DateTime, InstitutionCode, ProcessingStatus};

use crate::group::{Group, group};
use crate::message::message;
use crate::{Error, Leaf, ReplyHeader};

message! {
    /// The answer to a bulk request (アップロード結果): the number to ask for the result by, or why it was refused.
    ///
    /// ```
    /// use hokensho_oqs::{BulkReception, Message, Mode};
    ///
    /// let file = b"<XmlMsg><MessageHeader/><MessageBody><ReceptionNumber>R1</ReceptionNumber></MessageBody></XmlMsg>";
    /// let reception = BulkReception::read(file, Mode::Strict)?.message;
    /// assert_eq!(reception.body.reception_number.value().map(String::as_str), Some("R1"));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    BulkReception(
        BULK_QUALIFICATION_RECEPTION, BULK_REGISTRATION_RECEPTION, MEDICAL_AID_RECEPTION, HOME_VISIT_RECEPTION,
        ONLINE_CARE_RECEPTION
    ): Default { header: ReplyHeader, body: BulkReceptionBody }

    /// ダウンロード要求: asks for the result of a bulk request. While that is 処理中, ask again, seconds apart.
    ///
    /// ```
    /// use hokensho_eligibility::InstitutionCode;
    /// use hokensho_oqs::{ApiId, BulkDownload, Message};
    ///
    /// let request = BulkDownload::new(InstitutionCode::new("1300000005")?, "R1")?;
    /// assert_eq!(request.body.reception_number, "R1".into());
    /// assert!(BulkDownload::APIS.contains(&ApiId::HOME_VISIT_DOWNLOAD));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    BulkDownload(
        BULK_QUALIFICATION_DOWNLOAD, BULK_REGISTRATION_DOWNLOAD, MEDICAL_AID_DOWNLOAD, HOME_VISIT_DOWNLOAD,
        ONLINE_CARE_DOWNLOAD
    ) { header: BulkDownloadHeader, body: BulkDownloadBody }
}

group! {
    /// `MessageBody` of the answer to a bulk request.
    BulkReceptionBody<S>: Default {
        /// 受付番号.
        reception_number: Leaf<S> = "ReceptionNumber",
        /// 受付日時.
        received_at: Leaf<DateTime> = "ReceptionDateTime",
        /// 処理結果状況, when the request is refused.
        status: Leaf<ProcessingStatus> = "ProcessingResultStatus",
        /// 処理結果コード; the list isn't public.
        result_code: Leaf<S> = "ProcessingResultCode",
        /// 処理結果メッセージ.
        result_message: Leaf<S> = "ProcessingResultMessage",
    }

    /// `MessageHeader` of a question for a result.
    BulkDownloadHeader<S> {
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode" [required()],
    }

    /// `MessageBody` of a question for a result.
    BulkDownloadBody<S> {
        /// 受付番号, as it was told; how long one can be isn't known.
        reception_number: Leaf<S> = "ReceptionNumber" [required()],
    }
}

impl BulkDownload {
    /// A question with all that is required.
    ///
    /// # Errors
    /// [`Error::Absent`] without 受付番号, [`Error::Unsendable`] for a blank one or one with characters that files can't hold.
    pub fn new(institution: InstitutionCode, reception_number: &str) -> Result<Self, Error> {
        let header = BulkDownloadHeader { institution: institution.into(), ..BulkDownloadHeader::empty() };
        let body =
            BulkDownloadBody { reception_number: reception_number.into(), ..BulkDownloadBody::empty() };
        Self::of(header, body).checked()
    }
}

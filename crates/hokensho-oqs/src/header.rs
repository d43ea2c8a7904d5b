//! Headers that several messages share.

use hokensho_eligibility::{Date, DateTime, InstitutionCode, SegmentOfResult};

use crate::group::{Group, group};
use crate::{
    BulkQualificationRequest, BulkRegistrationRequest, CharacterCode, CollectionRequest, Count, Error, Leaf,
    QualificationRequest, RegistrationRequest,
};

group! {
    /// `MessageHeader` of requests that aren't about one day.
    SenderHeader<S> {
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode" [required()],
        /// 任意のファイル識別子: comes back in the answer; at most 50 characters, as far as is known.
        file_identifier: Leaf<S> = "ArbitraryFileIdentifier",
    }

    /// `MessageHeader` of answers that aren't about one day.
    ReplyHeader<S>: Default {
        /// 処理実行日時.
        executed_at: Leaf<DateTime> = "ProcessExecutionTime",
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode",
        /// 任意のファイル識別子 of the request.
        file_identifier: Leaf<S> = "ArbitraryFileIdentifier",
        /// 処理結果区分; answers to bulk requests may leave it out when all went well.
        segment_of_result: Leaf<SegmentOfResult> = "SegmentOfResult",
        /// エラーコード; the list isn't public.
        error_code: Leaf<S> = "ErrorCode",
        /// エラーメッセージ.
        error_message: Leaf<S> = "ErrorMessage",
        /// 文字コード識別.
        character_code: Leaf<CharacterCode> = "CharacterCodeIdentifier",
    }

    /// `MessageHeader` of bulk results. 処理中 (2) in 処理結果区分 means: ask again later.
    BulkResultHeader<S>: Default {
        /// 処理実行日時.
        executed_at: Leaf<DateTime> = "ProcessExecutionTime",
        /// 資格確認日.
        confirmation_date: Leaf<Date> = "QualificationConfirmationDate",
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode",
        /// 任意のファイル識別子 of the request.
        file_identifier: Leaf<S> = "ArbitraryFileIdentifier",
        /// 受付番号.
        reception_number: Leaf<S> = "ReceptionNumber",
        /// 処理結果区分.
        segment_of_result: Leaf<SegmentOfResult> = "SegmentOfResult",
        /// エラーコード; the list isn't public.
        error_code: Leaf<S> = "ErrorCode",
        /// エラーメッセージ.
        error_message: Leaf<S> = "ErrorMessage",
        /// 処理結果件数.
        results: Leaf<Count> = "NumberOfProcessingResult",
        /// 正常件数.
        normal: Leaf<Count> = "NumberOfNormalProcessing",
        /// エラー件数.
        errors: Leaf<Count> = "NumberOfError",
        /// 文字コード識別.
        character_code: Leaf<CharacterCode> = "CharacterCodeIdentifier",
    }
}

impl SenderHeader {
    pub(crate) fn new(institution: InstitutionCode) -> Self {
        Self { institution: institution.into(), ..Self::empty() }
    }
}

/// What all requests can say that have a header of their own.
macro_rules! file_identifier {
    ($($request:ident),+) => { $(
        impl $request {
            /// Adds 任意のファイル識別子, by which the answer can be told from others. An empty text says nothing: there will
            /// be no such element.
            ///
            /// # Errors
            /// [`Error::Unsendable`] for a blank one or one with characters that files can't hold.
            pub fn file_identifier(mut self, file_identifier: &str) -> Result<Self, Error> {
                self.header.file_identifier = file_identifier.into();
                self.checked()
            }
        }
    )+ };
}

file_identifier!(
    BulkQualificationRequest,
    BulkRegistrationRequest,
    CollectionRequest,
    QualificationRequest,
    RegistrationRequest
);

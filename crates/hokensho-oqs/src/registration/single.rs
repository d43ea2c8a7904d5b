use hokensho_eligibility::{InstitutionCode, InsurerNumber, ProcessingStatus};

use crate::group::{Group, group, setters};
use crate::message::message;
use crate::{Leaf, ReplyHeader, SenderHeader};

message! {
    /// 照会番号登録要求 (OQS-IF-003): the institution's own number for a person. It comes back with later card reads and
    /// results, and can't be asked by.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, InsurerNumber};
    /// use hokensho_oqs::{Encoding, Message, ReferenceNumberRegistration, RegistrationRequest};
    ///
    /// let person = ReferenceNumberRegistration::new("11906", InsurerNumber::new("138008")?, "4260").branch_number("01");
    /// let request = RegistrationRequest::new(InstitutionCode::new("1300000005")?, person).file_identifier("clinic_11906");
    /// let file = String::from_utf8(request.write(Encoding::Utf8)?)?;
    /// assert!(file.contains("<ReferenceNumber>11906</ReferenceNumber>"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    RegistrationRequest(REGISTRATION_REQUEST) { header: SenderHeader, body: RegistrationBody }

    /// 照会番号登録結果 (OQS-IF-004). Where in it the number stands is known from one program alone.
    ///
    /// ```
    /// use hokensho_eligibility::ProcessingStatus;
    /// use hokensho_oqs::{Message, Mode, RegistrationResult};
    ///
    /// let file = b"<XmlMsg><MessageHeader/><MessageBody><ProcessingResultStatus>1</ProcessingResultStatus>
    ///     <ReferenceNumber>11906</ReferenceNumber></MessageBody></XmlMsg>";
    /// let result = RegistrationResult::read(file, Mode::Strict)?.message;
    /// assert_eq!(result.body.status.value(), Some(&ProcessingStatus::Normal));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    RegistrationResult(REGISTRATION_RESULT): Default { header: ReplyHeader, body: RegistrationResultBody }
}

group! {
    /// `MessageBody` of a registration.
    RegistrationBody<S> {
        /// 照会番号登録情報.
        registration: Option<ReferenceNumberRegistration<S>> = "ReferenceNumberRegistrationInfo",
    }

    /// 照会番号登録情報: who, by insurance, and the number.
    ReferenceNumberRegistration<S> {
        /// 照会番号; at most 50 characters, as far as is known.
        reference_number: Leaf<S> = "ReferenceNumber",
        /// 保険者番号, written with spaces on the left to 8 characters.
        insurer_number: Leaf<InsurerNumber> = "InsurerNumber",
        /// 被保険者証記号; left out where there is none.
        symbol: Leaf<S> = "InsuredCardSymbol",
        /// 被保険者証番号.
        identification_number: Leaf<S> = "InsuredIdentificationNumber",
        /// 枝番, 2 digits; 後期高齢者 have none.
        branch_number: Leaf<S> = "InsuredBranchNumber",
    }

    /// `MessageBody` of the answer to a registration.
    RegistrationResultBody<S>: Default {
        /// 処理結果状況.
        status: Leaf<ProcessingStatus> = "ProcessingResultStatus",
        /// 処理結果コード; the list isn't public.
        result_code: Leaf<S> = "ProcessingResultCode",
        /// 処理結果メッセージ.
        result_message: Leaf<S> = "ProcessingResultMessage",
        /// 照会番号.
        reference_number: Leaf<S> = "ReferenceNumber",
    }
}

impl RegistrationRequest {
    /// A registration with all that is required.
    #[must_use]
    pub fn new(institution: InstitutionCode, registration: ReferenceNumberRegistration) -> Self {
        let body = RegistrationBody { registration: Some(registration), ..RegistrationBody::empty() };
        Self::of(SenderHeader::new(institution), body)
    }
}

impl ReferenceNumberRegistration {
    /// A person with all that is required.
    #[must_use]
    pub fn new(reference_number: &str, insurer_number: InsurerNumber, identification_number: &str) -> Self {
        Self {
            reference_number: reference_number.into(),
            insurer_number: insurer_number.into(),
            identification_number: identification_number.into(),
            ..Self::empty()
        }
    }
}

setters! {
    RegistrationRequest {
        /// Adds 任意のファイル識別子, by which the result can be told from others.
        file_identifier in header,
    }

    ReferenceNumberRegistration {
        /// Adds 被保険者証記号.
        symbol,
        /// Adds 枝番.
        branch_number,
    }
}

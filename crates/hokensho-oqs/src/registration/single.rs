use hokensho_eligibility::{InstitutionCode, InsuredNumber, InsurerNumber, ProcessingStatus, Symbol};

use crate::group::{Group, group, setters};
use crate::message::message;
use crate::rule;
use crate::{Error, Leaf, ReplyHeader, SenderHeader};

/// Characters of 照会番号: two programs in use and a published description of the interface agree.
const MAX_REFERENCE_NUMBER: usize = 50;

message! {
    /// 照会番号登録要求 (OQS-IF-003): the institution's own number for a person. It comes back with later card reads and
    /// results, and can't be asked by.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, InsurerNumber};
    /// use hokensho_oqs::{Encoding, Message, ReferenceNumberRegistration, RegistrationRequest};
    ///
    /// let person = ReferenceNumberRegistration::new("11906", InsurerNumber::new("138008")?, "4260").branch_number("01");
    /// let request = RegistrationRequest::new(InstitutionCode::new("1300000005")?, person)?
    ///     .file_identifier("clinic_11906")?;
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
        registration: Option<ReferenceNumberRegistration<S>> = "ReferenceNumberRegistrationInfo" [required()],
    }

    /// 照会番号登録情報: who, by insurance, and the number.
    ReferenceNumberRegistration<S> {
        /// 照会番号; at most 50 characters.
        reference_number: Leaf<S> = "ReferenceNumber" [required().at_most(MAX_REFERENCE_NUMBER)],
        /// 保険者番号, written with spaces on the left to 8 characters.
        insurer_number: Leaf<InsurerNumber> = "InsurerNumber" [required()],
        /// 被保険者証記号, full-width allowed; at most 20 characters, left out where there is none.
        symbol: Leaf<S> = "InsuredCardSymbol" [at_most(Symbol::MAX_CHARACTERS)],
        /// 被保険者証番号; at most 20 characters.
        identification_number: Leaf<S> = "InsuredIdentificationNumber"
            [required().at_most(InsuredNumber::MAX_CHARACTERS)],
        /// 枝番, 2 digits; 後期高齢者 have none.
        branch_number: Leaf<S> = "InsuredBranchNumber" [branch()],
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
    ///
    /// # Errors
    /// As [`ReferenceNumberRegistration::checked`].
    pub fn new(
        institution: InstitutionCode,
        registration: ReferenceNumberRegistration,
    ) -> Result<Self, Error> {
        let body = RegistrationBody { registration: Some(registration), ..RegistrationBody::empty() };
        Self::of(SenderHeader::new(institution), body).checked()
    }
}

impl ReferenceNumberRegistration {
    /// A person with all that is required. The texts are checked when a request is made of it, or by
    /// [`checked`](Self::checked).
    #[must_use]
    pub fn new(reference_number: &str, insurer_number: InsurerNumber, identification_number: &str) -> Self {
        Self {
            reference_number: reference_number.into(),
            insurer_number: insurer_number.into(),
            identification_number: identification_number.into(),
            ..Self::empty()
        }
    }

    /// The same, if a request can carry it. Whoever makes a list learns so whom an error is about; the request asks in any
    /// case, also of what was read from a file.
    ///
    /// ```
    /// use hokensho_eligibility::InsurerNumber;
    /// use hokensho_oqs::{Error, ReferenceNumberRegistration};
    ///
    /// let person = ReferenceNumberRegistration::new("", InsurerNumber::new("138008")?, "4260");
    /// let path = "ReferenceNumberRegistrationInfo/ReferenceNumber".to_owned();
    /// assert_eq!(person.checked(), Err(Error::Absent { path }));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Absent`] without something that is required, [`Error::Unsendable`] for a text that is blank, too long or
    /// not in the form of its element, [`Error::Unusable`] for what was read as a value that can't be.
    pub fn checked(self) -> Result<Self, Error> {
        rule::checked(self, "ReferenceNumberRegistrationInfo")
    }
}

setters! {
    ReferenceNumberRegistration {
        /// Adds 被保険者証記号.
        symbol,
        /// Adds 枝番.
        branch_number,
    }
}

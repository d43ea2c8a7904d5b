use hokensho_eligibility::{Date, InstitutionCode, InsuredNumber, InsurerNumber, PartialDate, Symbol};

use crate::group::{Group, group, setters};
use crate::message::message;
use crate::rule;
use crate::{Error, Leaf, LimitConsent};

message! {
    /// 資格確認要求 (OQS-IF-001): asks by what stands on an insurance document. There is no way to ask by certificate.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
    /// use hokensho_oqs::{Encoding, LimitConsent, Message, QualificationRequest, SearchInfo};
    ///
    /// let search = SearchInfo::new(
    ///     InsurerNumber::new("138008")?,
    ///     "4260",
    ///     Date::new(2001, 3, 27)?,
    ///     LimitConsent::Given,
    /// )
    /// .symbol("12-34")
    /// .branch_number("01");
    /// let request =
    ///     QualificationRequest::new(Date::new(2026, 11, 22)?, InstitutionCode::new("1300000005")?, search)?
    ///         .file_identifier("20261122-0001")?;
    /// let file = request.write(Encoding::Utf8)?;
    /// assert!(String::from_utf8(file)?.contains("<InsurerNumber>  138008</InsurerNumber>"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    QualificationRequest(QUALIFICATION_REQUEST) { header: RequestHeader, body: RequestBody }
}

group! {
    /// `MessageHeader` of a request.
    RequestHeader<S> {
        /// 資格確認日: the day that the question is about.
        confirmation_date: Leaf<Date> = "QualificationConfirmationDate" [required()],
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode" [required()],
        /// 任意のファイル識別子: comes back in the result; at most 50 characters, as far as is known.
        file_identifier: Leaf<S> = "ArbitraryFileIdentifier",
    }

    /// `MessageBody` of a request.
    RequestBody<S> {
        /// 資格確認照会用情報.
        search: Option<SearchInfo<S>> = "QualificationConfirmSearchInfo" [required()],
    }

    /// What a person is searched by; results to typed questions repeat it. For medical aid (医療扶助) the same places
    /// hold 公費負担者番号 and 受給者番号.
    SearchInfo<S> {
        /// 保険者番号, written with spaces on the left to 8 characters.
        insurer_number: Leaf<InsurerNumber> = "InsurerNumber" [required()],
        /// 被保険者証記号, full-width allowed; at most 20 characters.
        symbol: Leaf<S> = "InsuredCardSymbol" [at_most(Symbol::MAX_CHARACTERS)],
        /// 被保険者証番号; at most 20 characters.
        identification_number: Leaf<S> = "InsuredIdentificationNumber"
            [required().at_most(InsuredNumber::MAX_CHARACTERS)],
        /// 枝番, 2 digits; 後期高齢者 have none.
        branch_number: Leaf<S> = "InsuredBranchNumber" [branch()],
        /// 生年月日.
        birth_date: Leaf<PartialDate> = "Birthdate" [required()],
        /// 限度額適用認定証提供同意フラグ.
        limit_consent: Leaf<LimitConsent> = "LimitApplicationCertificateRelatedConsFlg" [required()],
        /// 任意の識別子: the asker's own key for the person; comes back in the result.
        identifier: Leaf<S> = "ArbitraryIdentifier",
    }
}

impl QualificationRequest {
    /// A request with all that is required.
    ///
    /// # Errors
    /// As [`SearchInfo::checked`].
    pub fn new(
        confirmation_date: Date,
        institution: InstitutionCode,
        search: SearchInfo,
    ) -> Result<Self, Error> {
        let body = RequestBody { search: Some(search), ..RequestBody::empty() };
        Self::of(RequestHeader::new(confirmation_date, institution), body).checked()
    }
}

impl RequestHeader {
    pub(crate) fn new(confirmation_date: Date, institution: InstitutionCode) -> Self {
        Self { confirmation_date: confirmation_date.into(), institution: institution.into(), ..Self::empty() }
    }
}

impl SearchInfo {
    /// A search with all that is required. Its texts are checked when a request is made of it, or by
    /// [`checked`](Self::checked).
    #[must_use]
    pub fn new(
        insurer_number: InsurerNumber,
        identification_number: &str,
        birth_date: impl Into<PartialDate>,
        limit_consent: LimitConsent,
    ) -> Self {
        Self {
            insurer_number: insurer_number.into(),
            identification_number: identification_number.into(),
            birth_date: birth_date.into().into(),
            limit_consent: limit_consent.into(),
            ..Self::empty()
        }
    }

    /// The same, if a request can carry it. Whoever makes a list learns so whom an error is about; the request asks in any
    /// case, also of what was read from a file.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, InsurerNumber};
    /// use hokensho_oqs::{Error, LimitConsent, RequestFault, SearchInfo};
    ///
    /// let (insurer, birth) = (InsurerNumber::new("138008")?, Date::new(2001, 3, 27)?);
    /// let search = SearchInfo::new(insurer, "4260", birth, LimitConsent::NotGiven);
    /// assert!(search.clone().symbol("１２‐３４").branch_number("01").checked().is_ok());
    /// let path = "QualificationConfirmSearchInfo/InsuredBranchNumber".to_owned();
    /// let refused = search.branch_number("1").checked();
    /// assert_eq!(refused, Err(Error::Unsendable { path, fault: RequestFault::Branch }));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Absent`] without something that is required, [`Error::Unsendable`] for a text that is blank, too long or
    /// not in the form of its element, [`Error::Unusable`] for what was read as a value that can't be.
    pub fn checked(self) -> Result<Self, Error> {
        rule::checked(self, "QualificationConfirmSearchInfo")
    }
}

setters! {
    SearchInfo {
        /// Adds 被保険者証記号.
        symbol,
        /// Adds 枝番.
        branch_number,
        /// Adds 任意の識別子.
        identifier,
    }
}

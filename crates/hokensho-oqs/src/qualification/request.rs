use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber, PartialDate};

use crate::group::{Group, group, setters};
use crate::message::message;
use crate::{Leaf, LimitConsent};

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
    ///     QualificationRequest::new(Date::new(2026, 11, 22)?, InstitutionCode::new("1300000005")?, search)
    ///         .file_identifier("20261122-0001");
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
        confirmation_date: Leaf<Date> = "QualificationConfirmationDate",
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode",
        /// 任意のファイル識別子: comes back in the result; at most 50 characters, as far as is known.
        file_identifier: Leaf<S> = "ArbitraryFileIdentifier",
    }

    /// `MessageBody` of a request.
    RequestBody<S> {
        /// 資格確認照会用情報.
        search: Option<SearchInfo<S>> = "QualificationConfirmSearchInfo",
    }

    /// What a person is searched by; results to typed questions repeat it. For medical aid (医療扶助) the same places
    /// hold 公費負担者番号 and 受給者番号.
    SearchInfo<S> {
        /// 保険者番号, written with spaces on the left to 8 characters.
        insurer_number: Leaf<InsurerNumber> = "InsurerNumber",
        /// 被保険者証記号, full-width allowed; at most 20 characters, as far as is known.
        symbol: Leaf<S> = "InsuredCardSymbol",
        /// 被保険者証番号; at most 20 characters, as far as is known.
        identification_number: Leaf<S> = "InsuredIdentificationNumber",
        /// 枝番, 2 digits; 後期高齢者 have none.
        branch_number: Leaf<S> = "InsuredBranchNumber",
        /// 生年月日.
        birth_date: Leaf<PartialDate> = "Birthdate",
        /// 限度額適用認定証提供同意フラグ.
        limit_consent: Leaf<LimitConsent> = "LimitApplicationCertificateRelatedConsFlg",
        /// 任意の識別子: the asker's own key for the person; comes back in the result.
        identifier: Leaf<S> = "ArbitraryIdentifier",
    }
}

impl QualificationRequest {
    /// A request with all that is required.
    #[must_use]
    pub fn new(confirmation_date: Date, institution: InstitutionCode, search: SearchInfo) -> Self {
        let body = RequestBody { search: Some(search), ..RequestBody::empty() };
        Self::of(RequestHeader::new(confirmation_date, institution), body)
    }
}

impl RequestHeader {
    pub(crate) fn new(confirmation_date: Date, institution: InstitutionCode) -> Self {
        Self { confirmation_date: confirmation_date.into(), institution: institution.into(), ..Self::empty() }
    }
}

impl SearchInfo {
    /// A search with all that is required.
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
}

setters! {
    QualificationRequest {
        /// Adds 任意のファイル識別子, by which the result can be told from others.
        file_identifier in header,
    }

    SearchInfo {
        /// Adds 被保険者証記号.
        symbol,
        /// Adds 枝番.
        branch_number,
        /// Adds 任意の識別子.
        identifier,
    }
}

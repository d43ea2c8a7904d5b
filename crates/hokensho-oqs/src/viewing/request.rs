use hokensho_eligibility::{CareForm, InstitutionCode, InsuredNumber, InsurerNumber, Month, Symbol};

use crate::group::{Group, group, setters};
use crate::message::message;
use crate::rule::period;
use crate::{Error, FileCategory, Leaf, PrescriptionDisplay};

message! {
    /// 薬剤・診療情報閲覧要求 (YZK-IF-001): the medicines and treatments of some months. It needs a live consent at this
    /// institution.
    ///
    /// ```
    /// use hokensho_eligibility::{CareForm, InstitutionCode, InsurerNumber, Month};
    /// use hokensho_oqs::{FileCategory, MedicinesRequest, ViewingHeader};
    ///
    /// let who = ViewingHeader::new(InstitutionCode::new("1300000005")?, InsurerNumber::new("01130012")?, "123")
    ///     .symbol("記号")
    ///     .branch_number("00");
    /// let months = (Month::from_digits("202509")?, Month::from_digits("202609")?);
    /// let request = MedicinesRequest::new(who, months, FileCategory::Xml, CareForm::Outpatient)?;
    /// assert_eq!(request.body.start.value(), Some(&months.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    MedicinesRequest(MEDICINES_REQUEST) { header: ViewingHeader, body: ViewingBody }

    /// 特定健診情報閲覧要求: the check-ups that there are. It needs a live consent at this institution.
    ///
    /// ```
    /// use hokensho_eligibility::{CareForm, InstitutionCode, InsurerNumber};
    /// use hokensho_oqs::{CheckupsRequest, FileCategory, ViewingHeader};
    ///
    /// let who = ViewingHeader::new(InstitutionCode::new("1300000005")?, InsurerNumber::new("39130000")?, "01234567");
    /// let request = CheckupsRequest::new(who, FileCategory::Pdf, CareForm::Outpatient)?;
    /// assert!(request.body.start.is_absent());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    CheckupsRequest(CHECKUPS_REQUEST) { header: ViewingHeader, body: ViewingBody }
}

group! {
    /// `MessageHeader` of a request to view: whose information.
    ViewingHeader<S> {
        /// 医療機関コード.
        institution: Leaf<InstitutionCode> = "MedicalInstitutionCode" [required()],
        /// 保険者番号.
        insurer_number: Leaf<InsurerNumber> = "InsurerNumber" [required()],
        /// 被保険者証記号, full-width allowed; at most 20 characters.
        symbol: Leaf<S> = "InsuranceCardSymbol" [at_most(Symbol::MAX_CHARACTERS)],
        /// 被保険者証番号; at most 20 characters.
        identification_number: Leaf<S> = "InsuredPersonIdentificationNumber"
            [required().at_most(InsuredNumber::MAX_CHARACTERS)],
        /// 枝番, 2 digits; 後期高齢者 have none.
        branch_number: Leaf<S> = "BranchNumber" [branch()],
        /// 任意のファイル識別子; at most 50 characters, as far as is known.
        file_identifier: Leaf<S> = "ArbitraryFileIdentifier",
    }

    /// `MessageBody` of a request to view: what of it, and how.
    ViewingBody<S> {
        /// The first month; medicines only.
        start: Leaf<Month> = "StartDate",
        /// The last month; medicines only.
        end: Leaf<Month> = "EndDate",
        /// ファイル種別.
        category: Leaf<FileCategory> = "FileCategory" [required()],
        /// 処方・調剤情報の表示.
        prescriptions: Leaf<PrescriptionDisplay> = "PrDiInfClassification",
        /// 診療区分.
        form: Leaf<CareForm> = "MedicalTreatmentFlag" [required()],
    }
}

impl ViewingHeader {
    /// A person with all that is required. The texts are checked when a request is made of it.
    #[must_use]
    pub fn new(
        institution: InstitutionCode,
        insurer_number: InsurerNumber,
        identification_number: &str,
    ) -> Self {
        Self {
            institution: institution.into(),
            insurer_number: insurer_number.into(),
            identification_number: identification_number.into(),
            ..Self::empty()
        }
    }
}

impl MedicinesRequest {
    /// A request with all that is required; 処方・調剤情報 is asked for too.
    ///
    /// # Errors
    /// [`Error::Unsendable`] for months that end before they begin, and for a text of the header that is blank, too long or
    /// not in the form of its element; [`Error::Absent`] without something that is required; [`Error::Unusable`] for what was
    /// read as a value that can't be.
    pub fn new(
        header: ViewingHeader,
        (start, end): (Month, Month),
        category: FileCategory,
        form: CareForm,
    ) -> Result<Self, Error> {
        let (start, end) = period(start, end, "XmlMsg/MessageBody/EndDate")?;
        Self::of(header, ViewingBody { start, end, ..ViewingBody::new(category, form) }).checked()
    }
}

impl CheckupsRequest {
    /// A request with all that is required.
    ///
    /// # Errors
    /// As [`MedicinesRequest::new`], but for the months.
    pub fn new(header: ViewingHeader, category: FileCategory, form: CareForm) -> Result<Self, Error> {
        Self::of(header, ViewingBody::new(category, form)).checked()
    }
}

impl ViewingBody {
    /// A program in use asks for 処方・調剤情報 in both kinds of request.
    fn new(category: FileCategory, form: CareForm) -> Self {
        let prescriptions = PrescriptionDisplay::Show.into();
        Self { category: category.into(), prescriptions, form: form.into(), ..Self::empty() }
    }
}

setters! {
    ViewingHeader {
        /// Adds 被保険者証記号.
        symbol,
        /// Adds 枝番.
        branch_number,
        /// Adds 任意のファイル識別子.
        file_identifier,
    }
}

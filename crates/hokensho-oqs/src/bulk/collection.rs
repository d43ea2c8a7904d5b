use hokensho_eligibility::{CareForm, Date, InstitutionCode, Month};

use crate::group::{Group, group};
use crate::message::message;
use crate::rule::period;
use crate::{ApiId, Error, Leaf, SenderHeader};

message! {
    /// 一括取得要求: everybody who is entrusted to the institution (医療扶助, OQS-IF-013), or who has consented to it
    /// (訪問診療等, OQS-IF-017; オンライン診療等, OQS-IF-021).
    ///
    /// ```
    /// use hokensho_eligibility::{CareForm, Date, InstitutionCode, Month};
    /// use hokensho_oqs::{ApiId, CollectionRequest};
    ///
    /// let (from, to) = (Date::new(2026, 11, 1)?, Date::new(2026, 11, 22)?);
    /// let request = CollectionRequest::home_visits(InstitutionCode::new("1300000005")?, from, to)?;
    /// assert_eq!(request.api(), Some(ApiId::HOME_VISIT_REQUEST));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    CollectionRequest(MEDICAL_AID_REQUEST, HOME_VISIT_REQUEST, ONLINE_CARE_REQUEST) {
        header: SenderHeader, body: CollectionBody
    }
}

group! {
    /// `MessageBody` of a question for everybody.
    CollectionBody<S> {
        /// 資格確認照会用情報.
        search: Option<CollectionSearch<S>> = "QualificationConfirmSearchInfo" [required()],
    }

    /// What everybody is searched by.
    CollectionSearch<S> {
        /// 診療年月 of the tickets of medical aid.
        treatment_month: Leaf<Month> = "MedicalTreatmentMonth",
        /// 同意日 from.
        consent_from: Leaf<Date> = "ConsentDateFrom",
        /// 同意日 to.
        consent_to: Leaf<Date> = "ConsentDateTo",
        /// 診療日 from.
        examination_from: Leaf<Date> = "ExaminationDateFrom",
        /// 診療日 to.
        examination_to: Leaf<Date> = "ExaminationDateTo",
        /// 診療区分: which form of care was consented to.
        form: Leaf<CareForm> = "MedicalTreatmentFlag",
    }
}

impl CollectionRequest {
    /// 医療扶助: everybody whose ticket of a month names the institution.
    #[must_use]
    pub fn medical_aid(institution: InstitutionCode, month: Month) -> Self {
        Self::by(institution, CollectionSearch { treatment_month: month.into(), ..CollectionSearch::empty() })
    }

    /// 訪問診療等: everybody who consented from one day to another.
    ///
    /// # Errors
    /// [`Error::Unsendable`] for days that end before they begin.
    pub fn home_visits(institution: InstitutionCode, from: Date, to: Date) -> Result<Self, Error> {
        Ok(Self::by(institution, CollectionSearch::consented(from, to, CareForm::HomeVisit)?))
    }

    /// オンライン診療等: everybody who consented from one day to another.
    ///
    /// # Errors
    /// [`Error::Unsendable`] for days that end before they begin.
    pub fn online_care(institution: InstitutionCode, from: Date, to: Date) -> Result<Self, Error> {
        Ok(Self::by(institution, CollectionSearch::consented(from, to, CareForm::Online)?))
    }

    /// オンライン診療等: everybody with an examination from one day to another.
    ///
    /// # Errors
    /// [`Error::Unsendable`] for days that end before they begin.
    pub fn online_examinations(institution: InstitutionCode, from: Date, to: Date) -> Result<Self, Error> {
        let path = "XmlMsg/MessageBody/QualificationConfirmSearchInfo/ExaminationDateTo";
        let (examination_from, examination_to) = period(from, to, path)?;
        let form = CareForm::Online.into();
        let search = CollectionSearch { examination_from, examination_to, form, ..CollectionSearch::empty() };
        Ok(Self::by(institution, search))
    }

    /// The id that a file with this request has in its name: what it asks for decides.
    #[must_use]
    pub fn api(&self) -> Option<ApiId> {
        let search = self.body.search.as_ref()?;
        match search.form.value() {
            Some(CareForm::HomeVisit) => Some(ApiId::HOME_VISIT_REQUEST),
            Some(CareForm::Online) => Some(ApiId::ONLINE_CARE_REQUEST),
            None if search.treatment_month.value().is_some() => Some(ApiId::MEDICAL_AID_REQUEST),
            _ => None,
        }
    }

    fn by(institution: InstitutionCode, search: CollectionSearch) -> Self {
        let body = CollectionBody { search: Some(search), ..CollectionBody::empty() };
        Self::of(SenderHeader::new(institution), body)
    }
}

impl CollectionSearch {
    fn consented(from: Date, to: Date, form: CareForm) -> Result<Self, Error> {
        let path = "XmlMsg/MessageBody/QualificationConfirmSearchInfo/ConsentDateTo";
        let (consent_from, consent_to) = period(from, to, path)?;
        Ok(Self { consent_from, consent_to, form: form.into(), ..Self::empty() })
    }
}

use hokensho_eligibility::{Date, Month};

use crate::group::group;
use crate::{
    Consistency, DesignatedInstitution, Leaf, Presence, SingleOrCombined, TicketType, TreatmentType, Yen,
};

group! {
    /// The list of tickets of medical aid.
    MedicalTickets<S>: Default {
        /// 医療券・調剤券情報.
        list: Vec<MedicalTicket<S>> = "MedicalTicketInfo",
    }

    /// 医療券・調剤券情報 of medical aid (医療扶助).
    ///
    /// ```
    /// use hokensho_eligibility::Month;
    /// use hokensho_oqs::{MedicalTicket, TreatmentType};
    ///
    /// let mut ticket = MedicalTicket::default();
    /// ticket.treatment_month = Month::from_digits("202611")?.into();
    /// ticket.treatment_type = TreatmentType::Outpatient.into();
    /// # Ok::<(), hokensho_oqs::ValueFault>(())
    /// ```
    MedicalTicket<S>: Default {
        /// 医療券・調剤券別.
        ticket_type: Leaf<TicketType> = "TicketType",
        /// 有効開始年月日.
        valid_from: Leaf<Date> = "MedicalTicketValidDate",
        /// 有効終了年月日.
        valid_until: Leaf<Date> = "MedicalTicketExpirationDate",
        /// 交付番号.
        issue_number: Leaf<S> = "IssueNumber",
        /// 診療年月.
        treatment_month: Leaf<Month> = "MedicalTreatmentMonth",
        /// 指定医療機関コード. Not checked for its digits: the interface doesn't say what stands here without one.
        designated_institution_code: Leaf<S> = "DesignatedMedicalInstitutionCode",
        /// 指定医療機関確認フラグ.
        designated_institution: Leaf<DesignatedInstitution> = "DesignatedMedicalInstitutionFlag",
        /// 指定医療機関名.
        designated_institution_name: Leaf<S> = "DesignatedMedicalInstitutionName",
        /// 処方箋発行元医療機関コード.
        prescription_issuer_code: Leaf<S> = "PrescriptionIssuerMedicalInstitutionCode",
        /// 処方箋発行元医療機関名.
        prescription_issuer_name: Leaf<S> = "PrescriptionIssuerMedicalInstitutionName",
        /// 傷病名1.
        injury_name1: Leaf<S> = "InjuryName1",
        /// 傷病名2.
        injury_name2: Leaf<S> = "InjuryName2",
        /// 傷病名3.
        injury_name3: Leaf<S> = "InjuryName3",
        /// 診療別.
        treatment_type: Leaf<TreatmentType> = "MedicalTreatmentType",
        /// 本人支払額.
        self_pay: Leaf<Yen> = "SelfPayAmount",
        /// 地区担当員名.
        district_contact: Leaf<S> = "DistrictContactName",
        /// 取扱担当者名.
        handling_contact: Leaf<S> = "HandlingContactName",
        /// 単独・併用区分.
        single_or_combined: Leaf<SingleOrCombined> = "SingleOrCombinedUse",
        /// 社会保険状況.
        social_insurance: Leaf<Presence> = "StatusOfSocialInsurance",
        /// 社会保険状況の整合性.
        consistency: Leaf<Consistency> = "ConsistencyFlag",
        /// 感染症法37条の2. The interface spells the element so; the word's own spelling is read too.
        infection: Leaf<Presence> = "StatusOfInfecton" | "StatusOfInfection",
        /// 後期高齢者医療.
        elderly_medical_care: Leaf<Presence> = "StatusOfElderlyMedicalCare",
        /// 都道府県費.
        prefectural_expenses: Leaf<Presence> = "StatusOfPrefecturalExpenses",
        /// 備考1.
        remarks1: Leaf<S> = "Remarks1",
        /// 備考2.
        remarks2: Leaf<S> = "Remarks2",
        /// 備考3.
        remarks3: Leaf<S> = "Remarks3",
    }
}

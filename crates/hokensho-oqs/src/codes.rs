//! The codes of the messages (業務コード) that the domain of eligibility doesn't need, as open enums: a code that isn't
//! known is kept as it came, never guessed.

use hokensho_eligibility::codes;

codes! {
    /// 文字コード識別 (OQSCD005): the encoding that a terminal is set to.
    ///
    /// ```
    /// use hokensho_oqs::CharacterCode;
    /// assert_eq!(CharacterCode::from_code("1"), CharacterCode::ShiftJis);
    /// ```
    CharacterCode {
        Utf8 = "0", "UTF-8", "UTF-8";
        ShiftJis = "1", "Shift_JIS", "Shift_JIS";
    }

    /// 社会保険状況の整合性 (OQSCD022).
    ///
    /// ```
    /// use hokensho_oqs::Consistency;
    /// assert_eq!(Consistency::from_code("1"), Consistency::Inconsistent);
    /// ```
    Consistency {
        Inconsistent = "1", "不整合", "inconsistent";
    }

    /// 指定医療機関確認フラグ (OQSCD026): whether a ticket of medical aid names the institution that asks.
    ///
    /// ```
    /// use hokensho_oqs::DesignatedInstitution;
    /// assert_eq!(DesignatedInstitution::from_code("0"), DesignatedInstitution::Same);
    /// ```
    DesignatedInstitution {
        Same = "0", "一致", "this institution";
        Different = "1", "不一致", "another institution";
    }

    /// 限度額適用認定証提供同意フラグ of a request (OQSCD001).
    ///
    /// ```
    /// use hokensho_oqs::LimitConsent;
    /// assert_eq!(LimitConsent::Given.code(), "1");
    /// ```
    LimitConsent {
        NotGiven = "0", "未同意", "not given";
        Given = "1", "同意", "given";
    }

    /// あり or なし (OQSCD021, 023, 024, 025), of what a ticket of medical aid states.
    ///
    /// ```
    /// use hokensho_oqs::Presence;
    /// assert_eq!(Presence::from_code("02"), Presence::No);
    /// ```
    Presence {
        Yes = "01", "あり", "yes";
        No = "02", "なし", "no";
    }

    /// 処方箋発行形態 (OQSCD017), as the patient chose it.
    ///
    /// ```
    /// use hokensho_eligibility::Language;
    /// use hokensho_oqs::PrescriptionIssue;
    /// assert_eq!(PrescriptionIssue::from_code("1").label(Language::En), "electronic");
    /// ```
    PrescriptionIssue {
        Electronic = "1", "電子", "electronic";
        Paper = "2", "紙", "paper";
    }

    /// 単独・併用区分 (OQSCD020): medical aid alone, or with insurance.
    ///
    /// ```
    /// use hokensho_oqs::SingleOrCombined;
    /// assert_eq!(SingleOrCombined::from_code("02"), SingleOrCombined::Combined);
    /// ```
    SingleOrCombined {
        Single = "01", "単独", "alone";
        Combined = "02", "併用", "with insurance";
    }

    /// 医療券・調剤券別 (OQSCD018).
    ///
    /// ```
    /// use hokensho_oqs::TicketType;
    /// assert_eq!(TicketType::from_code("02"), TicketType::Dispensing);
    /// ```
    TicketType {
        Medical = "01", "医療券", "medical ticket";
        Dispensing = "02", "調剤券", "dispensing ticket";
    }

    /// 診療別 (OQSCD019).
    ///
    /// ```
    /// use hokensho_oqs::TreatmentType;
    /// assert_eq!(TreatmentType::from_code("02"), TreatmentType::Outpatient);
    /// ```
    TreatmentType {
        Inpatient = "01", "入院", "in-patient";
        Outpatient = "02", "入院外", "out-patient";
        Dental = "03", "歯科", "dental";
        Dispensing = "04", "調剤", "dispensing";
        HomeNursing = "05", "訪問看護", "home nursing";
    }
}

#[cfg(test)]
mod tests {
    use hokensho_eligibility::Language;

    use super::*;

    #[test]
    fn every_known_code_reads_back_and_has_words_in_both_languages() {
        for value in TreatmentType::KNOWN {
            assert_eq!(&TreatmentType::from_code(value.code()), value);
            assert_ne!(value.label(Language::Ja), value.label(Language::En));
        }
    }

    #[test]
    fn an_unknown_code_is_kept() {
        for code in ["", "3", " 1", "１"] {
            let value = CharacterCode::from_code(code);
            assert_eq!(value, CharacterCode::Other(code.to_owned()));
            assert_eq!(value.code(), code);
        }
    }
}

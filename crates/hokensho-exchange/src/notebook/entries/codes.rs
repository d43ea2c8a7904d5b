use hokensho_eligibility::codes;

codes! {
    /// レコード作成者: who wrote a record.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::Creator::from_code("2"), hokensho_exchange::Creator::Patient);
    /// ```
    Creator {
        Professional = "1", "医療関係者", "a professional";
        Patient = "2", "患者等", "the patient or a family member";
        SomebodyElse = "8", "その他", "somebody else";
        Unknown = "9", "不明", "unknown";
    }

    /// 剤形コード.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::DosageForm::from_code("5"), hokensho_exchange::DosageForm::External);
    /// ```
    DosageForm {
        Internal = "1", "内服", "taken by mouth";
        InternalDrops = "2", "内滴", "drops taken by mouth";
        AsNeeded = "3", "屯服", "taken as needed";
        Injection = "4", "注射", "injection";
        External = "5", "外用", "for external use";
        Decoction = "6", "浸煎", "infusion or decoction";
        HerbalDecoction = "7", "湯", "herbal decoction";
        Material = "9", "材料", "material";
        Elsewise = "10", "その他", "another form";
    }

    /// 薬品コード種別: whose code a drug has.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::DrugCodeKind::from_code("4"), hokensho_exchange::DrugCodeKind::Yj);
    /// ```
    DrugCodeKind {
        None = "1", "コードなし", "no code";
        Receipt = "2", "レセプト電算コード", "receipt code";
        PriceList = "3", "厚労省コード", "code of the price list";
        Yj = "4", "YJコード", "YJ code";
        Hot = "6", "HOTコード", "HOT code";
    }

    /// 一般名コード種別.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::GenericCodeKind::from_code("2"), hokensho_exchange::GenericCodeKind::Generic);
    /// ```
    GenericCodeKind {
        None = "1", "コードなし", "no code";
        Generic = "2", "一般名コード", "code of the generic name";
    }

    /// コード種別 of an ingredient.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::IngredientCodeKind::from_code("1"), hokensho_exchange::IngredientCodeKind::None);
    /// ```
    IngredientCodeKind {
        None = "1", "コードなし", "no code";
        SelfMedication = "2", "成分名コード", "code of the self-medication database centre";
    }

    /// 提供情報種別.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::ProvidedKind::from_code("30"), hokensho_exchange::ProvidedKind::SideEffectInHospital);
    /// ```
    ProvidedKind {
        SideEffectInHospital = "30", "入院中に副作用が発現した薬剤", "a drug that had side effects in hospital";
        AfterDischarge = "31", "退院後の服薬・調剤に必要な情報", "what is needed after discharge";
        Elsewise = "99", "その他", "something else";
    }

    /// 患者特記種別.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::RemarkKind::from_code("1"), hokensho_exchange::RemarkKind::Allergy);
    /// ```
    RemarkKind {
        Allergy = "1", "アレルギー歴", "allergy";
        SideEffect = "2", "副作用歴", "side effect";
        History = "3", "既往歴", "medical history";
        Elsewise = "9", "その他", "something else";
    }

    /// 用法コード種別.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::UsageCodeKind::from_code("2"), hokensho_exchange::UsageCodeKind::Jami);
    /// ```
    UsageCodeKind {
        None = "1", "コードなし", "no code";
        Jami = "2", "JAMI用法コード", "JAMI's code of usage";
    }
}

use hokensho_eligibility::codes;

codes! {
    /// The version of the format, in the first line after `JAHISTC`.
    ///
    /// ```
    /// use hokensho_exchange::NotebookVersion;
    ///
    /// assert_eq!(NotebookVersion::from_code("04"), NotebookVersion::Tc04);
    /// assert_eq!(NotebookVersion::from_code("99").code(), "99");
    /// ```
    NotebookVersion {
        Tc01 = "01", "Ver.1.0", "version 1.0";
        Tc02 = "02", "Ver.1.1", "version 1.1";
        Tc03 = "03", "Ver.2.0", "version 2.0";
        Tc04 = "04", "Ver.2.1", "version 2.1";
        Tc05 = "05", "Ver.2.2", "version 2.2";
        Tc06 = "06", "Ver.2.3", "version 2.3";
        Tc07 = "07", "Ver.2.4", "version 2.4";
        Tc08 = "08", "Ver.2.5・2.6", "versions 2.5 and 2.6";
    }

    /// 出力区分: which way a notebook goes.
    ///
    /// ```
    /// use hokensho_exchange::Output;
    ///
    /// assert_eq!(Output::from_code("1"), Output::FromInstitution);
    /// ```
    Output {
        FromInstitution = "1", "医療関係者から患者等へ", "from an institution to the patient";
        FromPatient = "2", "患者等から医療関係者へ", "from the patient to an institution";
    }
}

use hokensho_eligibility::{InstitutionCode, InsurerNumber, PayerNumber};

use super::datatype::{Coding, Extension, Identifier, Meta};
use super::declare::fhir;
use super::system::System;

fhir! {
    /// [Organization](https://hl7.org/fhir/R4/organization.html), as JP_Organization: an insurer, the payer of a public
    /// expense, or an institution.
    ///
    /// ```
    /// use hokensho_eligibility::InsurerNumber;
    /// use hokensho_exchange::fhir::Organization;
    ///
    /// let insurer = Organization::insurer(&InsurerNumber::new("138008")?, Some("見本国保"));
    /// assert_eq!(insurer.insurer_number(), Some(InsurerNumber::new("138008")?));
    /// assert_eq!(insurer.name.as_deref(), Some("見本国保"));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    Organization {
        /// Logical id, on its server.
        id: Option<String>,
        /// Profiles.
        meta: Option<Meta>,
        /// 都道府県番号, 点数表, 医療機関コード, as JP Core's extensions.
        extension: Vec<Extension>,
        /// 保険者番号, 公費負担者番号, or 医療機関コード.
        identifier: Vec<Identifier>,
        /// What it is called.
        name: Option<String>,
    }
}

const PROFILE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/JP_Organization";
const PREFECTURE: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_PrefectureNo";
const POINT_TABLE: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_InsuranceOrganizationCategory";
const NUMBER: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_InsuranceOrganizationNo";

impl Organization {
    /// An insurer (保険者), by its number without padding.
    #[must_use]
    pub fn insurer(number: &InsurerNumber, name: Option<&str>) -> Self {
        Self::named(System::INSURER_NUMBER, number.as_str(), name)
    }

    /// The payer (公費負担者) of a public expense.
    ///
    /// ```
    /// use hokensho_eligibility::PayerNumber;
    /// use hokensho_exchange::fhir::Organization;
    ///
    /// let payer = Organization::payer(&PayerNumber::new("54136015")?, None);
    /// assert!(payer.identifier[0].system.as_deref().is_some_and(|it| it.ends_with("PublicPayerNumber")));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn payer(number: &PayerNumber, name: Option<&str>) -> Self {
        Self::named(System::PAYER_NUMBER, number.as_str(), name)
    }

    /// An institution (保険医療機関, 保険薬局), by its code of ten digits, with the parts of it as JP Core's extensions.
    ///
    /// ```
    /// use hokensho_eligibility::InstitutionCode;
    /// use hokensho_exchange::fhir::Organization;
    ///
    /// let code = InstitutionCode::new("1300000005")?;
    /// let institution = Organization::institution(&code, Some("見本診療所"));
    /// assert_eq!(institution.extension.len(), 3);
    /// assert_eq!(institution.institution_code(), Some(code));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn institution(code: &InstitutionCode, name: Option<&str>) -> Self {
        let part = |from, to| code.as_str().get(from..to).unwrap_or_default();
        let coding = |url: &str, system: System, code| Extension {
            url: Some(url.to_owned()),
            value_coding: Some(Coding::of(system.url(), code)),
            ..Extension::default()
        };
        let number = Extension {
            url: Some(NUMBER.to_owned()),
            value_identifier: Some(Identifier::of(System::INSTITUTION_7.url(), part(3, 10))),
            ..Extension::default()
        };
        Self {
            extension: vec![
                coding(PREFECTURE, System::PREFECTURE, part(0, 2)),
                coding(POINT_TABLE, System::POINT_TABLE, part(2, 3)),
                number,
            ],
            ..Self::named(System::INSTITUTION_10, code.as_str(), name)
        }
    }

    fn named(system: System, number: &str, name: Option<&str>) -> Self {
        Self {
            meta: Some(Meta { profile: vec![PROFILE.to_owned()], ..Meta::default() }),
            identifier: vec![Identifier::of(system.url(), number)],
            name: name.map(str::to_owned),
            ..Self::default()
        }
    }

    /// 保険者番号, padded or not, if it has one.
    #[must_use]
    pub fn insurer_number(&self) -> Option<InsurerNumber> {
        self.number(System::INSURER_NUMBER).and_then(|number| InsurerNumber::new(number).ok())
    }

    /// 医療機関コード of ten digits, if it has one.
    #[must_use]
    pub fn institution_code(&self) -> Option<InstitutionCode> {
        self.number(System::INSTITUTION_10).and_then(|code| InstitutionCode::new(code).ok())
    }

    fn number(&self, system: System) -> Option<&str> {
        let is = |identifier: &&Identifier| identifier.system.as_deref().is_some_and(|name| system.is(name));
        self.identifier.iter().find(is)?.value.as_deref()
    }
}

use std::borrow::Cow;

use hokensho_eligibility::{
    InstitutionCode, InsurerNumber, LocalInstitutionCode, PayerNumber, PointTable, Prefecture,
};

use super::datatype::{Extension, Identifier, Meta};
use super::declare::fhir;
use super::system::System;
use super::text;
use crate::Error;

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
        /// Whether the record is in use.
        active: Option<bool>,
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
        let parts = [
            code.prefecture()
                .map(|it| Extension::coding(PREFECTURE, System::PREFECTURE.coding(&it.to_string()))),
            Some(Extension::coding(POINT_TABLE, System::POINT_TABLE.coding(code.point_table().code()))),
            Some(Extension {
                value_identifier: Some(Identifier::of(System::INSTITUTION_7.url(), code.local().as_str())),
                ..Extension::of(NUMBER)
            }),
        ];
        Self {
            extension: parts.into_iter().flatten().collect(),
            ..Self::named(System::INSTITUTION_10, code.as_str(), name)
        }
    }

    fn named(system: System, number: &str, name: Option<&str>) -> Self {
        Self {
            meta: Some(Meta { profile: vec![Some(PROFILE.to_owned())], ..Meta::default() }),
            identifier: vec![Identifier::of(system.url(), number)],
            name: name.and_then(text::said),
            ..Self::default()
        }
    }

    /// 保険者番号, padded or not, if it has one that can be read. JP Core's own examples have one of five digits, whose key
    /// has it with zeros: where one digit is missing, it is the zero in front.
    #[must_use]
    pub fn insurer_number(&self) -> Option<InsurerNumber> {
        self.readable_insurer().ok().flatten()
    }

    /// The same; refused where there is one that can't be read.
    pub(super) fn readable_insurer(&self) -> Result<Option<InsurerNumber>, Error> {
        let number = self.number(System::INSURER_NUMBER).map(|it| InsurerNumber::new(&with_its_zero(it)));
        number.transpose().map_err(|_| Error::FhirElement { path: "Organization.identifier" })
    }

    /// Whether it is meant: a record that was made in error isn't, nor one that says so in ways unknown here.
    pub(super) fn is_meant(&self) -> Result<(), Error> {
        self.others.leave_meaning("Organization.modifierExtension")?;
        let path = "Organization.active";
        if self.active == Some(false) { Err(Error::FhirElement { path }) } else { Ok(()) }
    }

    /// 公費負担者番号, if it has one.
    ///
    /// ```
    /// use hokensho_eligibility::PayerNumber;
    /// use hokensho_exchange::fhir::Organization;
    ///
    /// let number = PayerNumber::new("54136015")?;
    /// assert_eq!(Organization::payer(&number, None).payer_number(), Some(number));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn payer_number(&self) -> Option<PayerNumber> {
        self.number(System::PAYER_NUMBER).and_then(|number| PayerNumber::new(&with_its_zero(number)).ok())
    }

    /// 医療機関コード of ten digits: as such, or put together from its three parts. None if they contradict each other.
    #[must_use]
    pub fn institution_code(&self) -> Option<InstitutionCode> {
        let whole = self.number(System::INSTITUTION_10).map(InstitutionCode::new);
        let part = |url, system| Extension::code_among(&self.extension, url, system);
        match (whole, self.local_institution_code()) {
            (Some(whole), None) => whole.ok(),
            (Some(whole), Some(local)) => whole.ok().filter(|whole| whole.local() == local),
            (None, Some(local)) => {
                let prefecture = part(PREFECTURE, System::PREFECTURE)?.parse().ok()?;
                let prefecture = Prefecture::new(prefecture).ok()?;
                let table = PointTable::from_code(part(POINT_TABLE, System::POINT_TABLE)?);
                InstitutionCode::from_parts(prefecture, &table, &local).ok()
            }
            (None, None) => None,
        }
    }

    /// 医療機関コード of seven digits, which is an extension in JP Core and an identifier in older data. Alone it names no
    /// institution: another one elsewhere may have the same.
    ///
    /// ```
    /// use hokensho_exchange::fhir::{Identifier, Organization};
    ///
    /// let institution = Organization {
    ///     identifier: vec![Identifier::of("urn:oid:1.2.392.100495.20.3.23", "4206386")],
    ///     ..Organization::default()
    /// };
    /// assert_eq!(institution.local_institution_code().map(|code| code.to_string()).as_deref(), Some("4206386"));
    /// assert_eq!(institution.institution_code(), None);
    /// ```
    #[must_use]
    pub fn local_institution_code(&self) -> Option<LocalInstitutionCode> {
        let extension = Extension::among(&self.extension, NUMBER).and_then(|it| it.value_identifier.as_ref());
        let extension =
            extension.filter(|it| it.system.as_deref().is_some_and(|name| System::INSTITUTION_7.is(name)));
        let code =
            extension.and_then(|it| it.value.as_deref()).or_else(|| self.number(System::INSTITUTION_7))?;
        LocalInstitutionCode::new(code).ok()
    }

    fn number(&self, system: System) -> Option<&str> {
        let is = |identifier: &&Identifier| identifier.system.as_deref().is_some_and(|name| system.is(name));
        self.identifier.iter().filter(|it| it.is_current()).find(is)?.value.as_deref()
    }
}

/// Numbers of insurers and payers have six or eight digits: five or seven are one that was taken for a quantity.
fn with_its_zero(number: &str) -> Cow<'_, str> {
    if matches!(number.len(), 5 | 7) { format!("0{number}").into() } else { number.into() }
}

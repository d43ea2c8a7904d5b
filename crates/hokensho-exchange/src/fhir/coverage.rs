use std::num::NonZeroU8;

use hokensho_eligibility::{
    CardClassification, Coverage as Insurance, Percent, PersonalFamily, RecipientNumber, Scheme,
};

use super::datatype::{
    CodeableConcept, Coding, Extension, Identifier, Meta, Period, Quantity, Reference, Whole,
};
use super::declare::fhir;
use super::organization::Organization;
use super::system::System;
use super::{Patient, text};
use crate::Error;

fhir! {
    /// [Coverage](https://hl7.org/fhir/R4/coverage.html), as JP_Coverage: an insurance, or one public expense (公費).
    ///
    /// `status` is `active` for whatever is written, as JP Core has it: it doesn't say that the insurance is in force.
    Coverage {
        /// Logical id, on its server.
        id: Option<String>,
        /// Profiles.
        meta: Option<Meta>,
        /// 記号, 番号 and 枝番, as JP Core's extensions.
        extension: Vec<Extension>,
        /// The insured person's key.
        identifier: Vec<Identifier>,
        /// `active`.
        status: Option<String>,
        /// 保険種別: 1 to 7, and 8 for a public expense.
        r#type: Option<CodeableConcept>,
        /// 記号:番号; 受給者番号 of a public expense.
        subscriber_id: Option<String>,
        /// The patient.
        beneficiary: Option<Reference>,
        /// 枝番.
        dependent: Option<String>,
        /// 被保険者区分: insured or dependant.
        relationship: Option<CodeableConcept>,
        /// From 資格取得 to the last day.
        period: Option<Period>,
        /// The insurer.
        payor: Vec<Reference>,
        /// Which of several public expenses it is, from 1.
        order: Option<Whole>,
        /// 負担割合.
        cost_to_beneficiary: Vec<CostToBeneficiary>,
    }

    /// What the patient pays.
    CostToBeneficiary {
        /// `copaypct`: a part of a hundred.
        r#type: Option<CodeableConcept>,
        /// How much.
        value_quantity: Option<Quantity>,
    }
}

const PROFILE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/JP_Coverage";
const SYMBOL: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPersonSymbol";
const NUMBER: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPersonNumber";
const BRANCH: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPersonSubNumber";
const COPAY: &str = "http://terminology.hl7.org/CodeSystem/coverage-copay-type";
const UNITS: &str = "http://unitsofmeasure.org";
/// 公費 among the kinds of insurance.
const PUBLIC_EXPENSE: &str = "8";

impl Coverage {
    /// An insurance, with the ratio that was found for it: the coverage itself has one for 後期高齢者 only.
    ///
    /// None for medical aid, which is a [public expense](Self::public_expense), and for an insurance that was lost before
    /// its first day was over: without a period it would count for ever.
    ///
    /// ```
    /// use hokensho_eligibility as domain;
    /// use hokensho_exchange::fhir::{Coverage, Reference};
    /// # use domain::{CardClassification, Date, InsurerNumber, Percent, Person, Sex};
    /// # let person = Person {
    /// #     name: "見本　花子".to_owned().into(), alias: None, alias_kana: None, address: None, post_number: None,
    /// #     kana: None, sex: Sex::Female, sex_on_card: None, birth: Date::new(1980, 2, 17)?.into(),
    /// # };
    /// # let mut insurance = domain::Coverage::new(CardClassification::General, person);
    /// insurance.insurer_number = Some(InsurerNumber::new("138008")?);
    /// insurance.symbol = Some("あいう".to_owned().into());
    /// insurance.number = Some("187".to_owned().into());
    /// insurance.branch = Some("05".to_owned().into());
    /// let ratio = Some(Percent::from_digits("030")?);
    /// let coverage = Coverage::insurance(&insurance, ratio, Reference::to("Patient/1"), Reference::to("Organization/1"));
    /// let coverage = coverage.expect("not medical aid");
    /// assert_eq!(coverage.identifier[0].value.as_deref(), Some("00138008:あいう:１８７:05"));
    /// assert_eq!(coverage.ratio(), ratio);
    /// # Ok::<(), domain::Error>(())
    /// ```
    #[must_use]
    pub fn insurance(
        insurance: &Insurance,
        ratio: Option<Percent>,
        patient: Reference,
        insurer: Reference,
    ) -> Option<Self> {
        let (first, last) = text::days_of(insurance);
        if insurance.is_medical_aid() || first.zip(last).is_some_and(|(first, last)| last < first) {
            return None;
        }
        let symbol = insurance.symbol.as_ref().map(|symbol| text::insured(symbol.expose()));
        let number = insurance.number.as_ref().map(|number| text::insured(number.expose()));
        let branch = insurance.branch.as_ref().map(|branch| text::branch(branch.expose()));
        // JP Core's example has a number in full-width beside a symbol that has kana: one width for both.
        let wide = [&symbol, &number].into_iter().flatten().any(|part| !part.is_ascii());
        let [symbol, number] =
            [symbol, number].map(|part| part.map(|it| if wide { text::full_width(&it) } else { it }));
        let insurer_number = insurance.insurer_number.as_ref();
        let extensions = [(SYMBOL, &symbol), (NUMBER, &number), (BRANCH, &branch)];
        let extension =
            extensions.into_iter().filter_map(|(url, part)| Some(Extension::string(url, part.as_ref()?)));
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let member = insurer_number.map(|insurer| {
            let insurer = insurer.zero_padded();
            format!("{insurer}:{}:{}:{}", part(&symbol), part(&number), part(&branch))
        });
        let subscriber = symbol.is_some() || number.is_some();
        Some(Self {
            meta: Some(Meta { profile: vec![PROFILE.to_owned()], ..Meta::default() }),
            extension: extension.collect(),
            identifier: member.iter().map(|key| Identifier::of(System::MEMBER_ID.url(), key)).collect(),
            status: Some("active".to_owned()),
            r#type: kind(insurance.scheme())
                .map(|code| CodeableConcept::of(Coding::of(System::INSURANCE_KIND.url(), code))),
            subscriber_id: subscriber.then(|| format!("{}:{}", part(&symbol), part(&number))),
            beneficiary: Some(patient),
            relationship: insurance
                .relation
                .as_ref()
                .map(|relation| CodeableConcept::of(Coding::of(System::INSURED_KIND.url(), relation.code()))),
            period: text::period(first, last),
            payor: vec![insurer],
            cost_to_beneficiary: ratio.map(CostToBeneficiary::of).into_iter().collect(),
            dependent: branch,
            ..Self::default()
        })
    }

    /// One public expense (公費), the `order`-th of the patient's. The number (受給者番号) is filled up to seven digits; a
    /// local subsidy's that isn't digits stays as it is.
    ///
    /// ```
    /// use std::num::NonZeroU8;
    ///
    /// use hokensho_eligibility::RecipientNumber;
    /// use hokensho_exchange::fhir::{Coverage, Reference};
    ///
    /// let recipient = RecipientNumber::new("1234567")?;
    /// let (patient, payer) = (Reference::to("Patient/1"), Reference::to("Organization/2"));
    /// let coverage = Coverage::public_expense(&recipient, NonZeroU8::MIN, patient, payer);
    /// assert!(coverage.is_public_expense());
    /// assert_eq!(coverage.subscriber_id.as_deref(), Some("1234567"));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn public_expense(
        recipient: &RecipientNumber,
        order: NonZeroU8,
        patient: Reference,
        payer: Reference,
    ) -> Self {
        let number = recipient.expose();
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        Self {
            meta: Some(Meta { profile: vec![PROFILE.to_owned()], ..Meta::default() }),
            status: Some("active".to_owned()),
            r#type: Some(CodeableConcept::of(Coding::of(System::INSURANCE_KIND.url(), PUBLIC_EXPENSE))),
            subscriber_id: Some(if digits { format!("{number:0>7}") } else { number.to_owned() }),
            beneficiary: Some(patient),
            payor: vec![payer],
            order: Some(Whole(order.get().into())),
            ..Self::default()
        }
    }

    /// Whether it is a public expense (公費), by its kind.
    #[must_use]
    pub fn is_public_expense(&self) -> bool {
        self.kind() == Some(PUBLIC_EXPENSE)
    }

    fn kind(&self) -> Option<&str> {
        System::INSURANCE_KIND.code_of(self.r#type.as_ref())
    }

    /// What the patient pays, if it is said as a part of a hundred.
    #[must_use]
    pub fn ratio(&self) -> Option<Percent> {
        let of_copay = |cost: &&CostToBeneficiary| {
            let coding = cost.r#type.as_ref().and_then(|it| it.coding.first());
            coding.is_some_and(|it| {
                it.system.as_deref() == Some(COPAY) && it.code.as_deref() == Some("copaypct")
            })
        };
        let quantity = self.cost_to_beneficiary.iter().find(of_copay)?.value_quantity.as_ref()?;
        let percent = quantity.value.filter(|_| quantity.code.as_deref() == Some("%"))?;
        Percent::from_digits(&format!("{:03}", percent.0)).ok()
    }

    /// The insurance of a patient with an insurer, as far as this says. What kind of certificate it is
    /// (被保険者証区分) stands in no Coverage: the caller says it.
    ///
    /// Symbol, number and branch come from the extensions, from the key if they aren't there, and are left as they are
    /// written.
    ///
    /// # Errors
    /// [`Error::FhirElement`] if it is a public expense, if a day of the period isn't whole, or for what the patient
    /// lacks ([`Patient::person`]).
    pub fn to_insurance(
        &self,
        classification: CardClassification,
        patient: &Patient,
        insurer: &Organization,
    ) -> Result<Insurance, Error> {
        if self.is_public_expense() {
            return Err(Error::FhirElement { path: "Coverage.type" });
        }
        let day = |day: Option<&String>, path| {
            day.map(|day| text::day(day).ok_or(Error::FhirElement { path })).transpose()
        };
        let period = self.period.as_ref();
        let from = day(period.and_then(|it| it.start.as_ref()), "Coverage.period.start")?;
        let last = day(period.and_then(|it| it.end.as_ref()), "Coverage.period.end")?;
        let key = self
            .identifier
            .iter()
            .find(|it| it.system.as_deref().is_some_and(|name| System::MEMBER_ID.is(name)));
        let mut key = key.and_then(|it| it.value.as_deref()).unwrap_or_default().split(':').skip(1);
        let mut part = |url| {
            let of_key = key.next().filter(|part| !part.is_empty());
            let extension = self.extension.iter().find(|it| it.url.as_deref() == Some(url));
            extension.and_then(|it| it.value_string.as_deref()).or(of_key).map(str::to_owned)
        };
        let relation = System::INSURED_KIND.code_of(self.relationship.as_ref());
        let mut insurance = Insurance::new(classification, patient.person()?);
        insurance.insurer_number = insurer.insurer_number();
        insurance.insurer_name.clone_from(&insurer.name);
        insurance.symbol = part(SYMBOL).map(Into::into);
        insurance.number = part(NUMBER).map(Into::into);
        insurance.branch = part(BRANCH).or_else(|| self.dependent.clone()).map(Into::into);
        insurance.relation = relation.map(PersonalFamily::from_code);
        insurance.qualified_on = from;
        insurance.valid_until = last;
        insurance.ratio = self.ratio().filter(|_| insurance.scheme() == Some(Scheme::LateStageElderly));
        Ok(insurance)
    }
}

impl CostToBeneficiary {
    fn of(ratio: Percent) -> Self {
        let quantity = Quantity {
            value: Some(Whole(ratio.value().into())),
            unit: Some("%".to_owned()),
            system: Some(UNITS.to_owned()),
            code: Some("%".to_owned()),
            ..Quantity::default()
        };
        Self {
            r#type: Some(CodeableConcept::of(Coding::of(COPAY, "copaypct").displayed("負担率"))),
            value_quantity: Some(quantity),
            ..Self::default()
        }
    }
}

/// 保険種別 (別表11). Of other laws it isn't known.
const fn kind(scheme: Option<Scheme>) -> Option<&'static str> {
    match scheme {
        Some(Scheme::Employees) => Some("1"),
        Some(Scheme::NationalHealth) => Some("2"),
        Some(Scheme::LateStageElderly) => Some("7"),
        _ => None,
    }
}

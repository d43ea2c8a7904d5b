mod cost;
mod public_expense;

use std::collections::BTreeSet;

use hokensho_eligibility::{
    CardClassification, Coverage as Insurance, Date, Percent, Personal, PersonalFamily, Scheme,
};

use serde_json::Value;

pub use self::cost::CostToBeneficiary;
use super::agreed::agreed;
use super::datatype::{CodeableConcept, Extension, Identifier, Meta, Period, Reference};
use super::declare::fhir;
use super::number::Whole;
use super::system::System;
use super::{MemberKey, Organization, Patient, text};
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
        /// The insured person's key, with colons and as CSV.
        identifier: Vec<Identifier>,
        /// `active`.
        status: Option<String>,
        /// 保険種別: 1 to 7, and 8 for a public expense.
        r#type: Option<CodeableConcept>,
        /// The insured person (被保険者) or head of the household (世帯主), by name.
        subscriber: Option<Reference>,
        /// 記号:番号, both full-width; 受給者番号 of a public expense.
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
        /// 負担割合 of an insurance, 自己負担上限額 of a public expense.
        cost_to_beneficiary: Vec<CostToBeneficiary>,
    }
}

const PROFILE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/JP_Coverage";
const SYMBOL: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPersonSymbol";
const NUMBER: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPersonNumber";
const BRANCH: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPersonSubNumber";
/// 公費 among the kinds of insurance.
const PUBLIC_EXPENSE: &str = "8";
/// Where the key stands.
const KEY: &str = "Coverage.identifier";
/// HL7's code for insurance funded by a public health system.
const PUBLIC_POLICY: &str = "PUBLICPOL";
/// 医療保険, 国民健康保険 and 後期高齢者医療. The others insure accidents (労災, 自賠責, 公害), or are no insurance (自費).
const INSURANCES: [&str; 3] = ["1", "2", "7"];

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
    /// # let person = Person::new("見本　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// # let mut insurance = domain::Coverage::new(CardClassification::General, person);
    /// insurance.insurer_number = Some(InsurerNumber::new("138008")?);
    /// insurance.symbol = Some("あいう".to_owned().into());
    /// insurance.number = Some("187".to_owned().into());
    /// insurance.branch = Some("05".to_owned().into());
    /// let ratio = Some(Percent::from_digits("030")?);
    /// let coverage = Coverage::insurance(&insurance, ratio, Reference::to("Patient/1"), Reference::to("Organization/1"));
    /// let coverage = coverage.ok_or("medical aid")?;
    /// assert_eq!(coverage.identifier[0].value.as_deref(), Some("00138008:あいう:１８７:05"));
    /// assert_eq!(coverage.subscriber_id.as_deref(), Some("あいう:１８７"));
    /// assert_eq!(coverage.ratio()?, ratio);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn insurance(
        insurance: &Insurance,
        ratio: Option<Percent>,
        patient: Reference,
        insurer: Reference,
    ) -> Option<Self> {
        let (first, last) = text::days_of(insurance);
        if insurance.is_medical_aid() || !text::has_a_day(first, last) {
            return None;
        }
        let [symbol, number] = [&insurance.symbol, &insurance.number]
            .map(|part| part.as_ref().and_then(|part| text::said(&text::full_width(part.expose()))));
        let branch = insurance.branch.as_ref().and_then(|branch| text::branch(branch.expose()));
        let extensions = [(SYMBOL, &symbol), (NUMBER, &number), (BRANCH, &branch)];
        let extensions =
            extensions.into_iter().filter_map(|(url, part)| Some(Extension::string(url, part.as_ref()?)));
        let key = MemberKey::of(insurance);
        let insured = insurance.insured_name.as_ref().and_then(|name| text::said(name.expose()));
        let subscriber = symbol.is_some() || number.is_some();
        let subscriber =
            subscriber.then(|| [&symbol, &number].map(|part| part.as_deref().unwrap_or_default()).join(":"));
        Some(Self {
            meta: profile(),
            extension: extensions.collect(),
            identifier: key.iter().flat_map(|key| [key.identifier(), key.csv_identifier()]).collect(),
            status: Some("active".to_owned()),
            r#type: kind(insurance.scheme()).map(|code| System::INSURANCE_KIND.concept(code)),
            subscriber: insured.map(|name| Reference { display: Some(name), ..Reference::default() }),
            subscriber_id: subscriber,
            beneficiary: Some(patient),
            relationship: insurance.relation.as_ref().map(|it| System::INSURED_KIND.concept(it.code())),
            period: text::period(first, last),
            payor: vec![insurer],
            cost_to_beneficiary: ratio.map(CostToBeneficiary::ratio).into_iter().collect(),
            dependent: branch,
            ..Self::default()
        })
    }

    /// Whether it is a public expense (公費), by its kind.
    #[must_use]
    pub fn is_public_expense(&self) -> bool {
        self.kind() == Ok(Some(PUBLIC_EXPENSE))
    }

    /// Its kind. Where a `type` is said, it is one of JP Core's, or HL7's for a public insurance alone: any other code may
    /// mean an accident's insurance, or none.
    fn kind(&self) -> Result<Option<&str>, Error> {
        // JP Core's text at this element names the system of another one, which some will have followed.
        let systems = [System::INSURANCE_KIND, System::MEDICAL_REGISTRATION];
        let Some(concept) = &self.r#type else { return Ok(None) };
        let codes: BTreeSet<_> = systems.into_iter().flat_map(|system| system.codes_of([concept])).collect();
        if codes.is_empty() && System::ACT_CODE.codes_of([concept]).into_iter().eq([PUBLIC_POLICY]) {
            return Ok(None);
        }
        let mut codes = codes.into_iter();
        let only = codes.next().filter(|_| codes.next().is_none());
        only.map(Some).ok_or(Error::FhirElement { path: "Coverage.type" })
    }

    /// 記号 and 番号 of `subscriberId`, and 枝番 behind them where somebody has put it there; JP Core 1.1 has them as CSV. In
    /// another form it isn't known what it says.
    fn subscriber_parts(&self) -> [Option<Personal<String>>; 3] {
        let id = self.subscriber_id.as_deref().unwrap_or_default();
        let cells = id.strip_prefix('"').and_then(|id| id.strip_suffix('"'));
        let parts: Vec<_> =
            cells.map_or_else(|| id.split(':').collect(), |cells| cells.split("\",\"").collect());
        let part = |part: &str| Some(part.to_owned().into());
        match *parts {
            [symbol, number] => [part(symbol), part(number), None],
            [symbol, number, branch] => [symbol, number, branch].map(part),
            _ => [const { None }; 3],
        }
    }

    /// What the patient pays, if it is said as a part of a hundred.
    ///
    /// # Errors
    /// [`Error::FhirElement`] if it is said, but isn't a whole number up to 100, has a `comparator` or an `exception`, or is
    /// said twice and differently.
    pub fn ratio(&self) -> Result<Option<Percent>, Error> {
        CostToBeneficiary::ratio_among(&self.cost_to_beneficiary)
    }

    /// The key of the insured person, if there is one that can be read.
    ///
    /// ```
    /// use hokensho_exchange::fhir::{Coverage, Identifier};
    ///
    /// // As JP Core 1.1 has it: without the insurer.
    /// let key = Identifier { value: Some(r#""１２－３４","５６７８","００""#.to_owned()), ..Identifier::default() };
    /// let coverage = Coverage { identifier: vec![key], ..Coverage::default() };
    /// let key = coverage.member_key().ok_or("no key")?;
    /// assert_eq!(key.number.as_ref().map(|number| number.expose().as_str()), Some("５６７８"));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn member_key(&self) -> Option<MemberKey> {
        MemberKey::among(&self.identifier)
    }

    /// The insurance of a patient with an insurer, as far as this says. What kind of certificate it is
    /// (被保険者証区分) stands in no Coverage: the caller says it, or [`InsuranceAnswer::complete`] does.
    ///
    /// The end of its period is the last day, as FHIR and JP Core have it. (The profiles of prescriptions and check-ups put
    /// 資格喪失日 there, which is a day later.)
    ///
    /// Symbol, number and branch come from the extensions, from the keys if they aren't there, and then from
    /// `subscriberId` and `dependent`; blank ones say nothing. A branch becomes two half-width digits, as JP Core 1.2 has
    /// it; the others are left as they are written.
    ///
    /// # Errors
    /// [`Error::FhirElement`] if it isn't active, if it is a public expense or another kind of insurance, or has a `type`
    /// that isn't one code of JP Core's or HL7's `PUBLICPOL`, if it has a `modifierExtension` or is there for a recourse
    /// (`subrogation`), if an extension has no text, or comes twice and differently, if a day of the period or the ratio
    /// can't be read, or the period says instead of a day why it isn't there, if a key is of another insurer, if keys,
    /// `subscriberId` or `dependent` say something else than the extensions or each other, in whichever width, if the
    /// `relationship` has several codes, if the insurer's record isn't active or has a number that can't be read, or for
    /// what the patient lacks ([`Patient::person`]).
    ///
    /// [`InsuranceAnswer::complete`]: super::InsuranceAnswer::complete
    pub fn to_insurance(
        &self,
        classification: CardClassification,
        patient: &Patient,
        insurer: &Organization,
    ) -> Result<Insurance, Error> {
        let wrong = |path| Error::FhirElement { path };
        self.is_meant()?;
        if self.kind()?.is_some_and(|kind| !INSURANCES.contains(&kind)) {
            return Err(wrong("Coverage.type"));
        }
        let [from, last] = self.days()?;
        insurer.is_meant()?;
        let keys: Vec<_> = MemberKey::all(&self.identifier).collect();
        let keyed = keys.iter().filter_map(|key| key.insurer.clone());
        let insurers = insurer.readable_insurer()?.into_iter().chain(keyed);
        let insurer_number = agreed(insurers.map(Some), KEY)?;
        let half_width = |branch: Personal<String>| text::branch(branch.expose()).map_or(branch, Into::into);
        let keys = keys.into_iter().map(|key| (KEY, [key.symbol, key.number, key.branch]));
        let subscriber = ("Coverage.subscriberId", self.subscriber_parts());
        let dependent = ("Coverage.dependent", [None, None, self.dependent.clone().map(Into::into)]);
        let mut parts = [self.said(SYMBOL)?, self.said(NUMBER)?, self.said(BRANCH)?.map(half_width)];
        for (path, [symbol, number, branch]) in keys.chain([subscriber, dependent]) {
            let [said_symbol, said_number, said_branch] = parts;
            parts = [
                either(said_symbol, symbol, path)?,
                either(said_number, number, path)?,
                either(said_branch, branch.map(half_width), path)?,
            ];
        }
        let relation = System::INSURED_KIND.only_code_of(&self.relationship, "Coverage.relationship")?;
        let mut insurance = Insurance::new(classification, patient.person()?);
        insurance.insurer_number = insurer_number;
        insurance.insurer_name = insurer.name.clone().filter(|name| text::is_said(name));
        let insured = self.subscriber.as_ref().and_then(|it| it.display.clone());
        insurance.insured_name = insured.filter(|name| text::is_said(name)).map(Into::into);
        [insurance.symbol, insurance.number, insurance.branch] = parts;
        insurance.relation = relation.map(PersonalFamily::from_code);
        insurance.qualified_on = from;
        insurance.valid_until = last;
        insurance.ratio = self.ratio()?.filter(|_| insurance.scheme() == Some(Scheme::LateStageElderly));
        Ok(insurance)
    }

    /// Whether it is meant: one that was cancelled or entered in error isn't, nor one that says so in ways unknown here.
    fn is_meant(&self) -> Result<(), Error> {
        let costs = self.cost_to_beneficiary.iter();
        costs
            .map(|cost| &cost.others)
            .chain([&self.others])
            .try_for_each(|others| others.leave_meaning("Coverage.modifierExtension"))?;
        // It isn't there to be claimed, but for an insurer's recourse to somebody else.
        if self.others.value("subrogation") == Some(&Value::Bool(true)) {
            return Err(Error::FhirElement { path: "Coverage.subrogation" });
        }
        let active = self.status.as_deref() == Some("active");
        if active { Ok(()) } else { Err(Error::FhirElement { path: "Coverage.status" }) }
    }

    /// First and last day.
    fn days(&self) -> Result<[Option<Date>; 2], Error> {
        let day = |day: Option<&String>, path| {
            day.map(|day| text::day(day).ok_or(Error::FhirElement { path })).transpose()
        };
        let period = self.period.as_ref();
        let first = day(period.and_then(|it| it.start.as_ref()), "Coverage.period.start")?;
        let last = day(period.and_then(|it| it.end.as_ref()), "Coverage.period.end")?;
        if !text::has_a_day(first, last) || period.is_some_and(Period::lacks_a_day) {
            return Err(Error::FhirElement { path: "Coverage.period" });
        }
        Ok([first, last])
    }

    /// The text of an extension, which JP Core has once.
    fn said(&self, url: &str) -> Result<Option<Personal<String>>, Error> {
        let text =
            Extension::said(&self.extension, url, "Coverage.extension", |it| it.value_string.as_deref())?;
        Ok(text.map(|text| text.to_owned().into()))
    }
}

/// What is said first, or else what stands at `path`; refused if both say something and differ. Blanks say nothing.
fn either(
    said: Option<Personal<String>>,
    other: Option<Personal<String>>,
    path: &'static str,
) -> Result<Option<Personal<String>>, Error> {
    let [said, other] = [said, other].map(|part| part.filter(|part| text::is_said(part.expose())));
    let both = said.as_ref().zip(other.as_ref());
    if both.is_some_and(|(said, other)| text::compared(said.expose()) != text::compared(other.expose())) {
        return Err(Error::FhirElement { path });
    }
    Ok(said.or(other))
}

fn profile() -> Option<Meta> {
    Some(Meta { profile: vec![Some(PROFILE.to_owned())], ..Meta::default() })
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

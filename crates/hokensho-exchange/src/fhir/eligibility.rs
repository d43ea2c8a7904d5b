use hokensho_eligibility::{Coverage as Insurance, Date, DateTime, Language, LimitCategory, Percent, Yen};

use super::datatype::{CodeableConcept, Coding, Extension, Money, Period, Reference, Whole};
use super::declare::fhir;
use super::system::{System, VALID_PERIOD};
use super::text;

fhir! {
    /// [CoverageEligibilityRequest](https://hl7.org/fhir/R4/coverageeligibilityrequest.html): base R4, since JP Core has no
    /// profile for it.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, DateTime};
    /// use hokensho_exchange::fhir::{CoverageEligibilityRequest, Reference};
    ///
    /// let day = Date::new(2026, 11, 22)?;
    /// let asked = DateTime::new(day, 9, 30, 0)?;
    /// let request = CoverageEligibilityRequest::of(day, asked, Reference::to("Patient/1"), Reference::to("Organization/1"));
    /// assert_eq!(request.serviced_date.as_deref(), Some("2026-11-22"));
    /// assert_eq!(request.created.as_deref(), Some("2026-11-22T09:30:00+09:00"));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    CoverageEligibilityRequest {
        /// Logical id, on its server.
        id: Option<String>,
        /// `active`.
        status: Option<String>,
        /// `validation` and `benefits`.
        purpose: Vec<String>,
        /// The patient.
        patient: Option<Reference>,
        /// 資格確認日.
        serviced_date: Option<String>,
        /// When it was asked.
        created: Option<String>,
        /// Who asks.
        provider: Option<Reference>,
        /// Who is asked.
        insurer: Option<Reference>,
        /// About which insurances.
        insurance: Vec<InsuranceQuestion>,
    }

    /// An insurance that is asked about.
    InsuranceQuestion {
        /// The Coverage.
        coverage: Option<Reference>,
    }

    /// [CoverageEligibilityResponse](https://hl7.org/fhir/R4/coverageeligibilityresponse.html): base R4, since JP Core has no
    /// profile for it. How an answer stands in it is a mapping of this library's own: see
    /// [`InsuranceAnswer::of`].
    CoverageEligibilityResponse {
        /// Logical id, on its server.
        id: Option<String>,
        /// `active`.
        status: Option<String>,
        /// `validation` and `benefits`.
        purpose: Vec<String>,
        /// The patient.
        patient: Option<Reference>,
        /// 資格確認日.
        serviced_date: Option<String>,
        /// When it was answered.
        created: Option<String>,
        /// Who asked.
        requestor: Option<Reference>,
        /// The question.
        request: Option<Reference>,
        /// `complete`, or `error`.
        outcome: Option<String>,
        /// The words for it.
        disposition: Option<String>,
        /// Who answers.
        insurer: Option<Reference>,
        /// What was found.
        insurance: Vec<InsuranceAnswer>,
    }

    /// What was found of one insurance.
    InsuranceAnswer {
        /// The Coverage.
        coverage: Option<Reference>,
        /// Whether it is in force.
        inforce: Option<bool>,
        /// From when until when.
        benefit_period: Option<Period>,
        /// Certificates that need no paper.
        item: Vec<InsuranceItem>,
    }

    /// A certificate that needs no paper.
    InsuranceItem {
        /// Its days of validity, by an extension of ours.
        extension: Vec<Extension>,
        /// Which one.
        category: Option<CodeableConcept>,
        /// The words for it.
        name: Option<String>,
        /// The amounts.
        benefit: Vec<Benefit>,
    }

    /// An amount.
    Benefit {
        /// What it is.
        r#type: Option<CodeableConcept>,
        /// How many percent, for a ratio.
        allowed_unsigned_int: Option<Whole>,
        /// Which class, for a ceiling.
        allowed_string: Option<String>,
        /// How much, for a ceiling in yen.
        allowed_money: Option<Money>,
    }
}

/// The three certificates, as codes of ours: no published system has them.
const ELDERLY: &str = "elderly-recipient";
const LIMIT: &str = "limit";
const DISEASE: &str = "specific-disease";

impl CoverageEligibilityRequest {
    /// The question whether the patient is covered on a day.
    #[must_use]
    pub fn of(day: Date, asked: DateTime, patient: Reference, insurer: Reference) -> Self {
        Self {
            status: Some("active".to_owned()),
            purpose: purposes(),
            patient: Some(patient),
            serviced_date: Some(day.to_string()),
            created: Some(text::moment(asked)),
            insurer: Some(insurer),
            ..Self::default()
        }
    }
}

impl CoverageEligibilityResponse {
    /// The answer for a day, with what was found of each insurance.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, DateTime};
    /// use hokensho_exchange::fhir::{CoverageEligibilityResponse, Reference};
    ///
    /// let day = Date::new(2026, 11, 22)?;
    /// let place = |place| Reference::to(place);
    /// let request = place("CoverageEligibilityRequest/1");
    /// let answered = DateTime::new(day, 9, 30, 1)?;
    /// let response =
    ///     CoverageEligibilityResponse::of(day, answered, place("Patient/1"), place("Organization/1"), request, vec![]);
    /// assert_eq!(response.outcome.as_deref(), Some("complete"));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn of(
        day: Date,
        answered: DateTime,
        patient: Reference,
        insurer: Reference,
        request: Reference,
        insurance: Vec<InsuranceAnswer>,
    ) -> Self {
        Self {
            status: Some("active".to_owned()),
            purpose: purposes(),
            patient: Some(patient),
            serviced_date: Some(day.to_string()),
            created: Some(text::moment(answered)),
            request: Some(request),
            outcome: Some("complete".to_owned()),
            insurer: Some(insurer),
            insurance,
            ..Self::default()
        }
    }
}

fn purposes() -> Vec<String> {
    ["validation", "benefits"].map(str::to_owned).to_vec()
}

impl InsuranceAnswer {
    /// What a coverage says for a day, under a reference to its Coverage. The mapping is ours:
    ///
    /// | here | in the coverage |
    /// |---|---|
    /// | `inforce` | in force on the day |
    /// | `benefitPeriod` | from 資格取得 to the last day |
    /// | item `elderly-recipient`, `allowedUnsignedInt` | 高齢受給者証, with its 一部負担金割合 in percent |
    /// | item `limit`, `allowedString` | 限度額適用認定証, with the code of its 適用区分 |
    /// | item `specific-disease`, `allowedMoney` | 特定疾病療養受療証, with its 自己負担限度額 in yen |
    /// | extension `valid-period` of an item | 有効開始日 and 有効終了日 of the certificate |
    ///
    /// ```
    /// use hokensho_eligibility::{CardClassification, Coverage, Date, LimitCategory, LimitCertificate, Person, Sex};
    /// use hokensho_exchange::fhir::{InsuranceAnswer, Reference};
    /// # let person = Person {
    /// #     name: "見本　花子".to_owned().into(), alias: None, alias_kana: None, address: None, post_number: None,
    /// #     kana: None, sex: Sex::Female, sex_on_card: None, birth: Date::new(1980, 2, 17)?.into(),
    /// # };
    ///
    /// let mut coverage = Coverage::new(CardClassification::General, person);
    /// coverage.limit = Some(LimitCertificate {
    ///     kind: None,
    ///     category: Some(LimitCategory::Under70U),
    ///     issued_on: None,
    ///     valid_from: Some(Date::new(2026, 8, 1)?),
    ///     valid_until: None,
    ///     long_term_since: None,
    /// });
    /// let answer = InsuranceAnswer::of(&coverage, Date::new(2026, 11, 22)?, Reference::to("Coverage/1"));
    /// assert_eq!(answer.inforce, Some(true));
    /// assert_eq!(answer.limit_category(), Some(LimitCategory::Under70U));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn of(coverage: &Insurance, on: Date, reference: Reference) -> Self {
        let elderly = coverage.elderly.as_ref().map(|it| {
            let ratio = it.ratio.map(|ratio| Benefit {
                allowed_unsigned_int: Some(Whole(ratio.value().into())),
                ..Benefit::of("一部負担金割合")
            });
            InsuranceItem::of(ELDERLY, "高齢受給者証", [it.valid_from, it.valid_until], ratio)
        });
        let limit = coverage.limit.as_ref().map(|it| {
            let category = it.category.as_ref().map(|category| Benefit {
                allowed_string: Some(category.code().to_owned()),
                ..Benefit::of("適用区分")
            });
            let name = it.kind.as_ref().map_or("限度額適用認定証", |kind| kind.label(Language::Ja));
            InsuranceItem::of(LIMIT, name, [it.valid_from, it.valid_until], category)
        });
        let diseases = coverage.diseases.iter().map(|it| {
            let ceiling = it.self_pay.map(|yen| Benefit {
                allowed_money: Some(Money {
                    value: Some(Whole(yen.amount())),
                    currency: Some("JPY".to_owned()),
                    ..Money::default()
                }),
                ..Benefit::of("自己負担限度額")
            });
            InsuranceItem::of(
                DISEASE,
                it.category.label(Language::Ja),
                [it.valid_from, it.valid_until],
                ceiling,
            )
        });
        let (first, last) = text::days_of(coverage);
        Self {
            coverage: Some(reference),
            inforce: Some(coverage.in_force(on)),
            benefit_period: text::period(first, last),
            item: elderly.into_iter().chain(limit).chain(diseases).collect(),
            ..Self::default()
        }
    }

    /// 一部負担金割合 of the 高齢受給者証, if it has one.
    #[must_use]
    pub fn elderly_ratio(&self) -> Option<Percent> {
        let percent = self.benefits(ELDERLY).find_map(|benefit| benefit.allowed_unsigned_int)?;
        Percent::from_digits(&format!("{:03}", percent.0)).ok()
    }

    /// 適用区分 of the 限度額適用認定証, if it has one.
    #[must_use]
    pub fn limit_category(&self) -> Option<LimitCategory> {
        self.benefits(LIMIT)
            .find_map(|benefit| benefit.allowed_string.as_deref())
            .map(LimitCategory::from_code)
    }

    /// 自己負担限度額 of each 特定疾病療養受療証.
    pub fn disease_ceilings(&self) -> impl Iterator<Item = Yen> {
        let money = self.benefits(DISEASE).filter_map(|benefit| benefit.allowed_money.as_ref());
        money
            .filter(|money| money.currency.as_deref() == Some("JPY"))
            .filter_map(|money| money.value)
            .map(|yen| Yen::new(yen.0))
    }

    fn benefits(&self, code: &'static str) -> impl Iterator<Item = &Benefit> {
        let items = self
            .item
            .iter()
            .filter(move |item| System::CERTIFICATE.code_of(item.category.as_ref()) == Some(code));
        items.flat_map(|item| &item.benefit)
    }
}

impl InsuranceItem {
    fn of(code: &str, name: &str, [start, end]: [Option<Date>; 2], benefit: Option<Benefit>) -> Self {
        let valid = text::period(start, end).map(|period| Extension {
            url: Some(VALID_PERIOD.to_owned()),
            value_period: Some(period),
            ..Extension::default()
        });
        Self {
            extension: valid.into_iter().collect(),
            category: Some(CodeableConcept::of(Coding::of(System::CERTIFICATE.url(), code))),
            name: Some(name.to_owned()),
            benefit: benefit.into_iter().collect(),
            ..Self::default()
        }
    }

    /// First and last day on which the certificate is valid, as far as they are said as whole days.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::fhir::InsuranceItem::default().valid(), [None, None]);
    /// ```
    #[must_use]
    pub fn valid(&self) -> [Option<Date>; 2] {
        let extension = self.extension.iter().find(|it| it.url.as_deref() == Some(VALID_PERIOD));
        let period = extension.and_then(|it| it.value_period.as_ref());
        let day = |day: Option<&String>| day.and_then(|day| text::day(day));
        [day(period.and_then(|it| it.start.as_ref())), day(period.and_then(|it| it.end.as_ref()))]
    }
}

impl Benefit {
    /// `type` is required: the words, since no published system has codes for it.
    fn of(words: &str) -> Self {
        Self {
            r#type: Some(CodeableConcept { text: Some(words.to_owned()), ..CodeableConcept::default() }),
            ..Self::default()
        }
    }
}

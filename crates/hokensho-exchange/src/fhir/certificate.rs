//! Certificates that need no paper, as items of an answer.

use hokensho_eligibility::{
    Coverage as Insurance, Date, ElderlyRecipient, Language, LimitCategory, LimitCertificate,
    LimitCertificateKind, MedicalTicket, Percent, SpecificDisease, SpecificDiseaseCategory, Yen,
};

use super::agreed::agreed;
use super::datatype::{CodeableConcept, Extension, Money};
use super::declare::fhir;
use super::number::Whole;
use super::system::{System, extension};
use super::text;
use crate::Error;

fhir! {
    /// A certificate that needs no paper.
    InsuranceItem {
        /// Its days, by extensions of ours.
        extension: Vec<Extension>,
        /// Which one: a code of [`System::CERTIFICATE`].
        category: Option<CodeableConcept>,
        /// What kind of it: 限度額適用認定証区分, 認定疾病区分.
        modifier: Vec<CodeableConcept>,
        /// Whether it does not count on the day that was asked for.
        excluded: Option<bool>,
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

/// The certificates, as codes of ours: no published system has them.
const ELDERLY: &str = "elderly-recipient";
const LIMIT: &str = "limit";
const DISEASE: &str = "specific-disease";
const TICKET: &str = "medical-ticket";

/// The certificates of an insurance, those that don't count on a day marked as excluded. One whose period has no day isn't
/// written: without the period it would count for ever.
pub(super) fn items_of(insurance: &Insurance, in_force: bool, on: Date) -> Vec<InsuranceItem> {
    let counts = |valid| in_force && covers(valid, on);
    let elderly = insurance.elderly.iter().map(|it| {
        let valid = [it.valid_from, it.valid_until];
        InsuranceItem {
            benefit: it.ratio.map(Benefit::ratio).into_iter().collect(),
            ..InsuranceItem::of(ELDERLY, "高齢受給者証", counts(valid), it.issued_on, valid)
        }
    });
    let limit = insurance.limit.iter().map(|it| {
        let (valid, kind) = ([it.valid_from, it.valid_until], it.kind.as_ref());
        let name = kind.map_or("限度額適用認定証", |kind| kind.label(Language::Ja));
        let mut item = InsuranceItem {
            modifier: kind.map(|it| System::LIMIT_KIND.concept(it.code())).into_iter().collect(),
            benefit: it.category.as_ref().map(Benefit::category).into_iter().collect(),
            ..InsuranceItem::of(LIMIT, name, counts(valid), it.issued_on, valid)
        };
        item.extension.extend(it.long_term_since.map(|day| Extension::date(extension::LONG_TERM_SINCE, day)));
        item
    });
    let diseases = insurance.diseases.iter().map(|it| {
        let valid = [it.valid_from, it.valid_until];
        let name = it.category.label(Language::Ja);
        InsuranceItem {
            modifier: vec![System::DISEASE_CATEGORY.concept(it.category.code())],
            benefit: it.self_pay.map(|yen| Benefit::yen("自己負担限度額", yen)).into_iter().collect(),
            ..InsuranceItem::of(DISEASE, name, counts(valid), it.issued_on, valid)
        }
    });
    let tickets = insurance.tickets.iter().map(|it| {
        let valid = [it.valid_from, it.valid_until];
        let mut item = InsuranceItem {
            benefit: it.self_pay.map(|yen| Benefit::yen("本人支払額", yen)).into_iter().collect(),
            ..InsuranceItem::of(TICKET, "医療券・調剤券", in_force && it.counts(on), None, valid)
        };
        item.extension.extend(it.month.map(|month| Extension::month(extension::MONTH_OF_CARE, month)));
        item.extension.extend(it.for_this_institution.map(|here| Extension {
            value_boolean: Some(here),
            ..Extension::of(extension::FOR_THIS_INSTITUTION)
        }));
        item
    });
    elderly.chain(limit).chain(diseases).chain(tickets).filter(|item| item.valid().is_ok()).collect()
}

fn covers([from, until]: [Option<Date>; 2], on: Date) -> bool {
    from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until)
}

/// Puts the certificates of items into an insurance, whether they count on the day or not. What is excluded on it has to
/// be so by its days, or those of the insurance: a certificate has no other place for it.
pub(super) fn add_items(items: &[InsuranceItem], insurance: &mut Insurance, on: Date) -> Result<(), Error> {
    let in_force = insurance.in_force(on);
    // Of these an insurance has one each.
    let twice = [ELDERLY, LIMIT].into_iter().any(|kind| {
        let kinds = items.iter().map(|item| System::CERTIFICATE.code_of(item.category.as_ref()));
        kinds.filter(|it| *it == Some(kind)).count() > 1
    });
    if twice {
        return Err(Error::FhirElement { path: CATEGORY });
    }
    for item in items {
        let [valid_from, valid_until] = item.valid()?;
        let issued_on = date_of(&item.extension, extension::ISSUED_ON, EXTENSION)?;
        let mut counts = covers([valid_from, valid_until], on);
        match System::CERTIFICATE.code_of(item.category.as_ref()) {
            Some(ELDERLY) => {
                let ratio = item.amount(RATIO, Benefit::to_ratio)?;
                insurance.elderly = Some(ElderlyRecipient { issued_on, valid_from, valid_until, ratio });
            }
            Some(LIMIT) => {
                insurance.limit = Some(LimitCertificate {
                    kind: item.modifier(System::LIMIT_KIND)?.map(LimitCertificateKind::from_code),
                    category: item.amount(CLASS, Benefit::to_category)?,
                    issued_on,
                    valid_from,
                    valid_until,
                    long_term_since: date_of(&item.extension, extension::LONG_TERM_SINCE, EXTENSION)?,
                });
            }
            Some(DISEASE) => {
                let category = item.modifier(System::DISEASE_CATEGORY)?;
                let category = category.ok_or(Error::FhirElement { path: MODIFIER })?;
                insurance.diseases.push(SpecificDisease {
                    category: SpecificDiseaseCategory::from_code(category),
                    issued_on,
                    valid_from,
                    valid_until,
                    self_pay: item.amount(MONEY, Benefit::to_yen)?,
                });
            }
            Some(TICKET) => {
                let here =
                    Extension::said(&item.extension, extension::FOR_THIS_INSTITUTION, EXTENSION, |it| {
                        it.value_boolean
                    })?;
                let month = Extension::said(&item.extension, extension::MONTH_OF_CARE, EXTENSION, |it| {
                    text::month(it.value_date.as_deref()?)
                })?;
                let ticket = MedicalTicket {
                    month,
                    valid_from,
                    valid_until,
                    self_pay: item.amount(MONEY, Benefit::to_yen)?,
                    for_this_institution: here,
                    ..MedicalTicket::default()
                };
                counts = ticket.counts(on);
                insurance.tickets.push(ticket);
            }
            // What others say of an insurance is no certificate that is known here.
            _ => counts = false,
        }
        if item.excluded == Some(true) && counts && in_force {
            return Err(Error::FhirElement { path: EXCLUDED });
        }
    }
    Ok(())
}

impl InsuranceItem {
    fn of(
        code: &str,
        name: &str,
        counts: bool,
        issued: Option<Date>,
        [from, until]: [Option<Date>; 2],
    ) -> Self {
        let issued = issued.map(|day| Extension::date(extension::ISSUED_ON, day));
        let valid = text::span(from, until).map(|period| Extension::period(extension::VALID_PERIOD, period));
        Self {
            extension: issued.into_iter().chain(valid).collect(),
            category: Some(System::CERTIFICATE.concept(code)),
            excluded: (!counts).then_some(true),
            name: Some(name.to_owned()),
            ..Self::default()
        }
    }

    /// First and last day on which the certificate is valid, as far as they are said.
    ///
    /// ```
    /// assert_eq!(hokensho_exchange::fhir::InsuranceItem::default().valid()?, [None, None]);
    /// # Ok::<(), hokensho_exchange::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::FhirElement`] if one is said, but isn't a whole day, if the last is before the first, or if the period has
    /// neither, or says instead of one why it isn't there.
    pub fn valid(&self) -> Result<[Option<Date>; 2], Error> {
        valid_of(&self.extension, EXTENSION)
    }

    fn modifier(&self, system: System) -> Result<Option<&str>, Error> {
        // Somebody else's may say that it is for meals alone.
        let known = self.modifier.iter().all(|it| system.code_of(Some(it)).is_some());
        if known {
            system.only_code_of(&self.modifier, MODIFIER)
        } else {
            Err(Error::FhirElement { path: MODIFIER })
        }
    }

    /// The amount of a kind, of which `of` says none within where it can't be read.
    fn amount<T: PartialEq>(
        &self,
        path: &'static str,
        of: impl Fn(&Benefit) -> Option<Option<T>>,
    ) -> Result<Option<T>, Error> {
        agreed(self.benefit.iter().filter_map(of), path)
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

    fn ratio(ratio: Percent) -> Self {
        Self { allowed_unsigned_int: Some(Whole::from(ratio.value())), ..Self::of("一部負担金割合") }
    }

    fn category(category: &LimitCategory) -> Self {
        Self { allowed_string: text::said(category.code()), ..Self::of("適用区分") }
    }

    fn yen(words: &str, yen: Yen) -> Self {
        Self { allowed_money: Some(Money::of(yen)), ..Self::of(words) }
    }

    fn to_ratio(&self) -> Option<Option<Percent>> {
        self.allowed_unsigned_int.map(|whole| Percent::from_digits(&format!("{:03}", u32::from(whole))).ok())
    }

    fn to_category(&self) -> Option<Option<LimitCategory>> {
        let code = self.allowed_string.as_deref();
        code.map(|code| text::is_said(code).then(|| LimitCategory::from_code(code)))
    }

    fn to_yen(&self) -> Option<Option<Yen>> {
        self.allowed_money.as_ref().map(Money::to_yen)
    }
}

const EXTENSION: &str = "CoverageEligibilityResponse.insurance.item.extension";
const CATEGORY: &str = "CoverageEligibilityResponse.insurance.item.category";
const CLASS: &str = "CoverageEligibilityResponse.insurance.item.benefit.allowedString";
const EXCLUDED: &str = "CoverageEligibilityResponse.insurance.item.excluded";
const MODIFIER: &str = "CoverageEligibilityResponse.insurance.item.modifier";
const MONEY: &str = "CoverageEligibilityResponse.insurance.item.benefit.allowedMoney";
const RATIO: &str = "CoverageEligibilityResponse.insurance.item.benefit.allowedUnsignedInt";

/// The days of the extension for 有効開始年月日 and 有効終了年月日; `path` is where the extensions stand.
pub(super) fn valid_of(extensions: &[Extension], path: &'static str) -> Result<[Option<Date>; 2], Error> {
    let days = Extension::said(extensions, extension::VALID_PERIOD, path, |it| {
        let period = it.value_period.as_ref()?;
        let day = |day: &Option<String>| day.as_deref().map_or(Some(None), |day| text::day(day).map(Some));
        let (from, until) = (day(&period.start)?, day(&period.end)?);
        let whole = from.or(until).is_some() && !period.lacks_a_day() && text::has_a_day(from, until);
        whole.then_some([from, until])
    })?;
    Ok(days.unwrap_or_default())
}

/// The day of an extension; `path` is where the extensions stand.
pub(super) fn date_of(
    extensions: &[Extension],
    url: &str,
    path: &'static str,
) -> Result<Option<Date>, Error> {
    Extension::said(extensions, url, path, |it| text::day(it.value_date.as_deref()?))
}

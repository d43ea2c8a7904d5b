use hokensho_eligibility::{
    CardClassification, Coverage as Insurance, Date, PreschoolClassification, PublicExpense, ReasonOfLoss,
};

use crate::Error;
use crate::fhir::certificate::{InsuranceItem, add_items, date_of, items_of, valid_of};
use crate::fhir::datatype::{Extension, Period, Reference};
use crate::fhir::declare::fhir;
use crate::fhir::system::{System, extension};
use crate::fhir::text;

fhir! {
    /// What was found of one insurance.
    InsuranceAnswer {
        /// What an answer says of an insurance and a Coverage can't, by extensions of ours.
        extension: Vec<Extension>,
        /// The Coverage.
        coverage: Option<Reference>,
        /// Whether it is in force.
        inforce: Option<bool>,
        /// From when until when.
        benefit_period: Option<Period>,
        /// Certificates that need no paper.
        item: Vec<InsuranceItem>,
    }
}

const EXTENSION: &str = "CoverageEligibilityResponse.insurance.extension";

impl InsuranceAnswer {
    /// What is known of an insurance on a day, under a reference to its Coverage. The mapping is ours:
    ///
    /// | here | in the insurance |
    /// |---|---|
    /// | `inforce` | in force on the day |
    /// | `benefitPeriod` | from 資格取得 to the last day |
    /// | extensions `qualified-on`, `lost-on`, `valid-period`, `issued-on` | 資格取得, 資格喪失, 有効開始 and 有効終了, 交付年月日 |
    /// | extensions `card-classification`, `preschool-classification`, `reason-of-loss` | 被保険者証区分, 未就学区分, 資格喪失事由 |
    /// | item `elderly-recipient`, `allowedUnsignedInt` | 高齢受給者証, with its 一部負担金割合 in percent |
    /// | item `limit`, `modifier`, `allowedString` | 限度額適用認定証, its 区分, and the code of its 適用区分 |
    /// | item `specific-disease`, `modifier`, `allowedMoney` | 特定疾病療養受療証, its 認定疾病区分 and 自己負担限度額 in yen |
    /// | item `medical-ticket`, `allowedMoney` | 医療券・調剤券, with its 本人支払額 in yen |
    /// | `excluded` of an item | the certificate, or the insurance, is not in force on the day; or the ticket is another institution's |
    /// | extensions `valid-period`, `issued-on` of an item | 有効開始日 and 有効終了日, 交付日 of the certificate |
    /// | extensions `long-term-since`, `month-of-care`, `for-this-institution` of an item | 長期入院該当年月日; 診療年月 of the ticket; whether it is for who asked |
    ///
    /// Not handed on are 照会番号, which is the institution's own; of a ticket illnesses, remarks, people and places; and
    /// whether the patient let ceilings and diseases be shown: where no item is, nobody says that there is none. Consents
    /// to information are resources of their own. A certificate whose period has no day isn't written, nor is one that
    /// couldn't be read: the response has `certificate_unread` among its errors.
    ///
    /// ```
    /// use hokensho_eligibility::{CardClassification, Coverage, Date, LimitCategory, LimitCertificate, Person, Sex};
    /// use hokensho_exchange::fhir::{InsuranceAnswer, Reference};
    ///
    /// let person = Person::new("見本　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// let mut insurance = Coverage::new(CardClassification::General, person.clone());
    /// insurance.limit = Some(LimitCertificate {
    ///     category: Some(LimitCategory::Under70U),
    ///     valid_until: Some(Date::new(2026, 7, 31)?),
    ///     ..LimitCertificate::default()
    /// });
    /// let answer = InsuranceAnswer::of(&insurance, Date::new(2026, 11, 22)?, Reference::to("Coverage/1"));
    /// assert_eq!((answer.inforce, answer.item[0].excluded), (Some(true), Some(true)));
    /// // Read back, with the certificates of other days.
    /// let day = Date::new(2026, 11, 22)?;
    /// let read = answer.complete(Coverage::new(CardClassification::General, person), day)?;
    /// assert_eq!(read, insurance);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(insurance: &Insurance, on: Date, coverage: Reference) -> Self {
        Self::in_force(insurance, insurance.in_force(on), on, coverage)
    }

    /// A public expense that pays on the day; with the tickets of the medical aid, if it is one that an answer stated.
    pub(super) fn of_expense(
        expense: &PublicExpense,
        aid: Option<&Insurance>,
        on: Date,
        coverage: Reference,
    ) -> Self {
        let answer = aid.map(|aid| Self::of(aid, on, coverage.clone())).unwrap_or_default();
        Self {
            coverage: Some(coverage),
            inforce: Some(true),
            benefit_period: text::period(expense.valid_from, expense.valid_until),
            ..answer
        }
    }

    pub(super) fn in_force(insurance: &Insurance, in_force: bool, on: Date, coverage: Reference) -> Self {
        let (first, last) = text::days_of(insurance);
        let date = |url, day: Option<Date>| day.map(|day| Extension::date(url, day));
        let coding = |url, system: System, code: &str| Extension::coding(url, system.coding(code));
        let extensions = [
            Some(coding(
                extension::CARD_CLASSIFICATION,
                System::CARD_CLASSIFICATION,
                insurance.classification.code(),
            )),
            date(extension::QUALIFIED_ON, insurance.qualified_on),
            date(extension::LOST_ON, insurance.lost_on),
            date(extension::ISSUED_ON, insurance.issued_on),
            text::period(insurance.valid_from, insurance.valid_until)
                .map(|period| Extension::period(extension::VALID_PERIOD, period)),
            insurance.preschool.as_ref().map(|it| coding(extension::PRESCHOOL, System::PRESCHOOL, it.code())),
            insurance
                .reason_of_loss
                .as_ref()
                .map(|it| coding(extension::REASON_OF_LOSS, System::REASON_OF_LOSS, it.code())),
        ];
        Self {
            extension: extensions.into_iter().flatten().collect(),
            coverage: Some(coverage),
            inforce: Some(in_force),
            benefit_period: text::period(first, last),
            item: items_of(insurance, in_force, on),
            ..Self::default()
        }
    }

    /// An insurance as its Coverage has it ([`Coverage::to_insurance`](crate::fhir::Coverage::to_insurance)), with what only the
    /// answer says of it. If this library wrote the answer, its days go before those of the Coverage's `period`, in which
    /// several are one. `on` is the day that the answer is about, its `servicedDate`: what isn't `inforce` on it never
    /// becomes an insurance that is. Whether the answer that this is a part of is meant, its
    /// [`ended_as`](super::CoverageEligibilityResponse::ended_as) says; whether a certificate couldn't be read, its errors:
    /// an insurance that is made of this has none that is [`unread`](Insurance::unread).
    ///
    /// # Errors
    /// [`Error::FhirElement`] if a code, a day, a ratio or an amount of ours is said, but can't be read, or twice and
    /// differently, for a `modifierExtension`, and if `inforce` is false, or a certificate `excluded`, but the days don't
    /// say so: there is no other place for it.
    pub fn complete(&self, insurance: Insurance, on: Date) -> Result<Insurance, Error> {
        let code = |url, system: System| {
            Extension::said(&self.extension, url, EXTENSION, |it| {
                system.code_among(it.value_coding.as_slice())
            })
        };
        let date = |url| date_of(&self.extension, url, EXTENSION);
        let items = self.item.iter().map(|item| &item.others);
        let benefits = self.item.iter().flat_map(|item| &item.benefit).map(|benefit| &benefit.others);
        items.chain(benefits).chain([&self.others]).try_for_each(|others| {
            others.leave_meaning("CoverageEligibilityResponse.insurance.modifierExtension")
        })?;
        let mut insurance = insurance;
        if let Some(classification) = code(extension::CARD_CLASSIFICATION, System::CARD_CLASSIFICATION)? {
            insurance.classification = CardClassification::from_code(classification);
            insurance.qualified_on = date(extension::QUALIFIED_ON)?;
            insurance.lost_on = date(extension::LOST_ON)?;
            insurance.issued_on = date(extension::ISSUED_ON)?;
            [insurance.valid_from, insurance.valid_until] = valid_of(&self.extension, EXTENSION)?;
        }
        insurance.preschool =
            code(extension::PRESCHOOL, System::PRESCHOOL)?.map(PreschoolClassification::from_code);
        insurance.reason_of_loss =
            code(extension::REASON_OF_LOSS, System::REASON_OF_LOSS)?.map(ReasonOfLoss::from_code);
        if self.inforce == Some(false) && insurance.in_force(on) {
            return Err(Error::FhirElement { path: "CoverageEligibilityResponse.insurance.inforce" });
        }
        add_items(&self.item, &mut insurance, on)?;
        Ok(insurance)
    }
}

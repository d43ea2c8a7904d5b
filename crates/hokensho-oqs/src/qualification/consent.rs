use std::collections::BTreeMap;

use hokensho_eligibility as domain;
use hokensho_eligibility::{ConsentFlag, ConsentItem, DateTime};

use crate::group::Slot;
use crate::leaf::Text;
use crate::owned::owned;
use crate::sink::Sink;
use crate::source::{Found, Source};
use crate::{Element, Error, Leaf};

/// Of each item the names of flag, time and end; after `|` what else they are called in files, which is read and never
/// written.
macro_rules! consents {
    ($(
        $item:ident = $flag:literal $(| $flag_too:literal)*,
            $given_at:literal $(| $given_at_too:literal)*,
            $available_until:literal $(| $available_until_too:literal)*;
    )+) => {
        /// The names of the elements with flag, time and end.
        const fn elements(item: ConsentItem) -> [&'static str; 3] {
            match item {
                $( ConsentItem::$item => [$flag, $given_at, $available_until], )+
            }
        }

        fn with_element(name: &str) -> Option<(ConsentItem, Part)> {
            match name {
                $(
                    $flag $(| $flag_too)* => Some((ConsentItem::$item, Part::Flag)),
                    $given_at $(| $given_at_too)* => Some((ConsentItem::$item, Part::GivenAt)),
                    $available_until $(| $available_until_too)* => {
                        Some((ConsentItem::$item, Part::AvailableUntil))
                    }
                )+
                _ => None,
            }
        }
    };
}

// `PharmaceuticalInfo…` and `…AcquisitionTime` are in face files that a program in use once wrote for other programs; its
// author put them right by a terminal's own files (reported; unverified).
consents! {
    HealthCheckups = "SpecificHealthCheckupsInfoConsFlg", "SpecificHealthCheckupsInfoConsTime",
        "SpecificHealthCheckupsInfoAvailableTime" | "SpecificHealthCheckupsInfoAcquisitionTime";
    Medicines = "PharmacistsInfoConsFlg" | "PharmaceuticalInfoConsFlg",
        "PharmacistsInfoConsTime" | "PharmaceuticalInfoConsTime",
        "PharmacistsInfoAvailableTime" | "PharmacistsInfoAcquisitionTime"
            | "PharmaceuticalInfoAvailableTime" | "PharmaceuticalInfoAcquisitionTime";
    Treatment = "DiagnosisInfoConsFlg", "DiagnosisInfoConsTime",
        "DiagnosisInfoAvailableTime" | "DiagnosisInfoAcquisitionTime";
    Operations = "OperationInfoConsFlg", "OperationInfoConsTime",
        "OperationInfoAvailableTime" | "OperationInfoAcquisitionTime";
    // The names of these are known from one receipt computer's interface.
    DiagnosisNames = "DiagnosisNameConsFlg", "DiagnosisNameConsTime", "DiagnosisNameAvailableTime";
    Infections = "InfectiousInfoConsFlg", "InfectiousInfoConsTime", "InfectiousInfoAvailableTime";
    Allergies = "AllergyInfoConsFlg", "AllergyInfoConsTime", "AllergyInfoAvailableTime";
    Contraindications = "ContraindicationInfoConsFlg", "ContraindicationInfoConsTime",
        "ContraindicationInfoAvailableTime";
    Tests = "TestInfoConsFlg", "TestInfoConsTime", "TestInfoAvailableTime";
    Prescriptions = "PrescriptionInfoConsFlg", "PrescriptionInfoConsTime", "PrescriptionInfoAvailableTime";
}

/// Which element of a consent.
#[derive(Clone, Copy)]
enum Part {
    Flag,
    GivenAt,
    AvailableUntil,
}

/// One consent as the file states it: viewing is allowed until the time given, which is never computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ViewingConsent {
    /// 同意フラグ.
    pub flag: Leaf<ConsentFlag>,
    /// 同意日時.
    pub given_at: Leaf<DateTime>,
    /// 閲覧有効期限.
    pub available_until: Leaf<DateTime>,
}

/// The consents of one result: those that the file states.
///
/// ```
/// use hokensho_eligibility::{ConsentFlag, ConsentItem};
/// use hokensho_oqs::{Qualification, ViewingConsent};
///
/// let mut given = ViewingConsent::default();
/// given.flag = ConsentFlag::Given.into();
/// let mut qualification = Qualification::default();
/// qualification.consents.set(ConsentItem::Medicines, given.clone());
/// assert_eq!(qualification.consents.of(ConsentItem::Medicines), Some(&given));
/// assert_eq!(qualification.consents.of(ConsentItem::Operations), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consents(BTreeMap<ConsentItem, ViewingConsent>);

owned!(Consents);

impl Consents {
    /// What the file states about one item; none if it states nothing.
    #[must_use]
    pub fn of(&self, item: ConsentItem) -> Option<&ViewingConsent> {
        self.0.get(&item)
    }

    /// States the consent to one item.
    pub fn set(&mut self, item: ConsentItem, consent: ViewingConsent) {
        self.0.insert(item, consent);
    }

    /// What the domain needs. A consent of which the flag can't be read has one that isn't known, and opens nothing beside
    /// any other; so has one that would open something at a time that can't be read. A refusal needs no time. No element is
    /// known that says why a consent ended.
    pub(super) fn to_domain(&self) -> domain::Consents {
        let mut consents = domain::Consents::default();
        for (item, ViewingConsent { flag, given_at, available_until }) in &self.0 {
            let timed = ![given_at, available_until].iter().any(|time| matches!(time, Leaf::Invalid(_)));
            let flag = match (flag, flag.value()) {
                (Leaf::Invalid(_), _) => ConsentFlag::Other(String::new()),
                (_, None) => continue,
                (_, Some(ConsentFlag::Given | ConsentFlag::Unobtainable)) if !timed => {
                    ConsentFlag::Other(String::new())
                }
                (_, Some(flag)) => flag.clone(),
            };
            let mut statement = domain::ConsentStatement::new(flag);
            statement.given_at = given_at.value().copied();
            statement.available_until = available_until.value().copied();
            consents.state(*item, statement);
        }
        consents
    }

    /// Whether an element of this name is of this family.
    pub(crate) fn knows(name: &str) -> bool {
        with_element(name).is_some()
    }

    /// Reads an element of this family, or says that it is none.
    pub(crate) fn accept<'t, R: Source<'t>, S: Text<'t>>(
        &mut self,
        tag: &R::Tag,
        source: &mut R,
        unknown: &mut Vec<Element<S>>,
    ) -> Result<bool, Error> {
        let Some((item, part)) = with_element(tag.name()) else { return Ok(false) };
        let consent = self.0.entry(item).or_default();
        match part {
            Part::Flag => consent.flag.accept(tag, source, unknown)?,
            Part::GivenAt => consent.given_at.accept(tag, source, unknown)?,
            Part::AvailableUntil => consent.available_until.accept(tag, source, unknown)?,
        }
        Ok(true)
    }

    pub(crate) fn put(&self, sink: &mut impl Sink) -> Result<(), Error> {
        self.0.iter().try_for_each(|(item, consent)| {
            let [flag, given_at, available_until] = elements(*item);
            consent.flag.put(flag, sink)?;
            consent.given_at.put(given_at, sink)?;
            consent.available_until.put(available_until, sink)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_leads_back_to_its_item() {
        for item in ConsentItem::ALL {
            assert!(
                elements(*item)
                    .iter()
                    .all(|name| with_element(name).is_some_and(|(found, _)| found == *item))
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_given() {
        let mut consents = Consents::default();
        let no_flag =
            ViewingConsent { available_until: DateTime::from_unix(0).unwrap().into(), ..Default::default() };
        consents.set(ConsentItem::Tests, no_flag);
        let no_end = ViewingConsent { flag: ConsentFlag::Given.into(), ..Default::default() };
        consents.set(ConsentItem::Medicines, no_end);
        let read = consents.to_domain();
        assert_eq!(read.of(ConsentItem::Tests), None);
        assert_eq!(read.of(ConsentItem::Medicines).unwrap().available_until, None);
    }

    #[test]
    fn an_end_that_cannot_be_read_is_not_taken_for_none() {
        let end = Leaf::Invalid("20261322093000".to_owned());
        let stated = |flag: ConsentFlag| {
            let mut consents = Consents::default();
            let consent =
                ViewingConsent { flag: flag.into(), available_until: end.clone(), ..Default::default() };
            consents.set(ConsentItem::Medicines, consent);
            consents.to_domain().of(ConsentItem::Medicines).unwrap().flag.clone()
        };
        // Without an end a home visit's would last until revoked.
        for flag in [ConsentFlag::Given, ConsentFlag::Unobtainable] {
            assert_eq!(stated(flag), ConsentFlag::Other(String::new()));
        }
        for flag in [ConsentFlag::NotGiven, ConsentFlag::Expired] {
            assert_eq!(stated(flag.clone()), flag);
        }
    }
}

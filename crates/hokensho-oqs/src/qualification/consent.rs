use hokensho_eligibility::DateTime;
use std::collections::BTreeMap;

use crate::group::Slot;
use crate::xml::{Reader, Tag, Writer};
use crate::{ConsentFlag, Error, Leaf};

macro_rules! consents {
    ($( $(#[$meta:meta])* $item:ident = $flag:literal, $given_at:literal, $available_until:literal; )+) => {
        /// What a patient can let an institution look at (閲覧同意情報).
        ///
        /// ```
        /// assert_eq!(hokensho_oqs::ConsentItem::ALL.len(), 10);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ConsentItem {
            $( $(#[$meta])* $item, )+
        }

        impl ConsentItem {
            /// All of them, in the order in which the interface got them.
            pub const ALL: &[Self] = &[$( Self::$item ),+];

            /// The names of the elements with flag, time and end.
            const fn elements(self) -> [&'static str; 3] {
                match self {
                    $( Self::$item => [$flag, $given_at, $available_until], )+
                }
            }

            fn with_element(name: &str) -> Option<(Self, Part)> {
                match name {
                    $(
                        $flag => Some((Self::$item, Part::Flag)),
                        $given_at => Some((Self::$item, Part::GivenAt)),
                        $available_until => Some((Self::$item, Part::AvailableUntil)),
                    )+
                    _ => None,
                }
            }
        }
    };
}

consents! {
    /// 特定健診情報.
    HealthCheckups = "SpecificHealthCheckupsInfoConsFlg", "SpecificHealthCheckupsInfoConsTime",
        "SpecificHealthCheckupsInfoAvailableTime";
    /// 薬剤情報.
    Medicines = "PharmacistsInfoConsFlg", "PharmacistsInfoConsTime", "PharmacistsInfoAvailableTime";
    /// 診療情報.
    Treatment = "DiagnosisInfoConsFlg", "DiagnosisInfoConsTime", "DiagnosisInfoAvailableTime";
    /// 手術情報.
    Operations = "OperationInfoConsFlg", "OperationInfoConsTime", "OperationInfoAvailableTime";
    /// 傷病名. This and the following are newer; their names are known from one receipt computer's interface.
    DiagnosisNames = "DiagnosisNameConsFlg", "DiagnosisNameConsTime", "DiagnosisNameAvailableTime";
    /// 感染症.
    Infections = "InfectiousInfoConsFlg", "InfectiousInfoConsTime", "InfectiousInfoAvailableTime";
    /// アレルギー.
    Allergies = "AllergyInfoConsFlg", "AllergyInfoConsTime", "AllergyInfoAvailableTime";
    /// 薬剤禁忌.
    Contraindications = "ContraindicationInfoConsFlg", "ContraindicationInfoConsTime",
        "ContraindicationInfoAvailableTime";
    /// 検査.
    Tests = "TestInfoConsFlg", "TestInfoConsTime", "TestInfoAvailableTime";
    /// 処方.
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
/// use hokensho_oqs::{ConsentFlag, ConsentItem, Qualification, ViewingConsent};
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

    /// Reads an element of this family, or says that it is none.
    pub(crate) fn accept<'t>(&mut self, tag: &Tag<'t>, reader: &mut Reader<'t>) -> Result<bool, Error> {
        let Some((item, part)) = ConsentItem::with_element(tag.name) else { return Ok(false) };
        let consent = self.0.entry(item).or_default();
        match part {
            Part::Flag => consent.flag.accept(tag, reader)?,
            Part::GivenAt => consent.given_at.accept(tag, reader)?,
            Part::AvailableUntil => consent.available_until.accept(tag, reader)?,
        }
        Ok(true)
    }

    pub(crate) fn put(&self, writer: &mut Writer) -> Result<(), Error> {
        self.0.iter().try_for_each(|(item, consent)| {
            let [flag, given_at, available_until] = item.elements();
            consent.flag.put(flag, writer)?;
            consent.given_at.put(given_at, writer)?;
            consent.available_until.put(available_until, writer)
        })
    }
}

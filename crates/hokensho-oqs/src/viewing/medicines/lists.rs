//! The three lists. They say the same in elements of different names, so one table of names makes the types of each.

use hokensho_eligibility::{Date, Month};

use super::{Medicine, MedicineSource};
use crate::Leaf;
use crate::group::group;

macro_rules! medicines {
    (
        $what:literal = $source:ident:
        $month:ident {
            $month_name:literal, $kind:literal, $institution_code:literal, $institution_name:literal,
            $prescriber_code:literal, $prescriber_name:literal, $own:literal, $class:literal,
        }
        $days:ident { $days_name:literal / $day_name:literal }
        $day:ident { $( $(#[$day_meta:meta])* $day_field:ident: $day_type:ty = $day_element:literal, )+ }
        $drugs:ident { $drugs_name:literal / $drug_name:literal }
        $drug:ident {
            $code:literal, $name:literal, $quantity:literal, $unit:literal, $usage:literal, $instruction:literal,
            $times:literal, $ingredient:literal, $drug_class:literal,
        }
        |$of:ident| $dispensed_on:expr
    ) => {
        group! {
            #[doc = concat!("A month at an institution, ", $what, ".")]
            $month<S>: Default {
                /// The month.
                month: Leaf<Month> = $month_name,
                /// What kind of claim or prescription (医科, 歯科, 調剤, DPC); the codes aren't known.
                kind: Leaf<S> = $kind,
                /// The institution that treated or dispensed. Not checked for its digits.
                institution_code: Leaf<S> = $institution_code,
                /// Its name.
                institution_name: Leaf<S> = $institution_name,
                /// The institution that prescribed. Not checked for its digits.
                prescriber_code: Leaf<S> = $prescriber_code,
                /// Its name.
                prescriber_name: Leaf<S> = $prescriber_name,
                /// Whether it was this institution: `1` for its own, as far as is known.
                own: Leaf<S> = $own,
                /// In- or out-patient, or the class of the prescription; the codes aren't known.
                class: Leaf<S> = $class,
                /// The days. One list, as far as is known; any number is read.
                days: Vec<$days<S>> = $days_name,
            }

            #[doc = concat!("The list of days, ", $what, ".")]
            $days<S>: Default {
                /// One a day.
                list: Vec<$day<S>> = $day_name,
            }

            #[doc = concat!("One day, ", $what, ".")]
            $day<S>: Default {
                $( $(#[$day_meta])* $day_field: $day_type = $day_element, )+
                /// The medicines. One list, as far as is known; any number is read.
                drugs: Vec<$drugs<S>> = $drugs_name,
            }

            #[doc = concat!("The list of medicines, ", $what, ".")]
            $drugs<S>: Default {
                /// One a medicine.
                list: Vec<$drug<S>> = $drug_name,
            }

            #[doc = concat!("One medicine, ", $what, ".")]
            $drug<S>: Default {
                /// 医薬品コード, nine digits as in claims.
                code: Leaf<S> = $code,
                /// 医薬品名.
                name: Leaf<S> = $name,
                /// 数量; not uniformly the amount of a day, so it is kept as text.
                quantity: Leaf<S> = $quantity,
                /// 単位.
                unit: Leaf<S> = $unit,
                /// 用法.
                usage: Leaf<S> = $usage,
                /// 特別指示.
                instruction: Leaf<S> = $instruction,
                /// 回数; days or times, not uniformly, so it is kept as text.
                times: Leaf<S> = $times,
                /// 成分名.
                ingredient: Leaf<S> = $ingredient,
                /// 診療識別 or class of usage; the codes aren't known.
                class: Leaf<S> = $drug_class,
            }
        }

        impl $month {
            pub(super) fn medicines(&self) -> impl Iterator<Item = Medicine<'_>> {
                let days = self.days.iter().flat_map(|days| &days.list);
                let drugs = days.flat_map(|day| {
                    day.drugs.iter().flat_map(|drugs| &drugs.list).map(move |drug| (day, drug))
                });
                drugs.map(|($of, drug)| Medicine {
                    source: MedicineSource::$source,
                    month: self.month.value().copied(),
                    institution: text(&self.institution_name),
                    dispensed_on: $dispensed_on,
                    prescribed_on: $of.prescribed_on.value().copied(),
                    code: text(&drug.code),
                    name: text(&drug.name),
                    quantity: text(&drug.quantity),
                    unit: text(&drug.unit),
                    usage: text(&drug.usage),
                    times: text(&drug.times),
                    ingredient: text(&drug.ingredient),
                })
            }
        }
    };
}

fn text(leaf: &Leaf<String>) -> Option<&str> {
    leaf.value().map(String::as_str)
}

medicines! {
    "from claims (レセプト)" = Receipt:
    ReceiptMonth {
        "MeTrMonth", "DiOrg", "MeTrDiHCd", "MeTrDiHNm",
        "PrlsHCd", "PrlsHNm", "PrIsOrg", "InOut",
    }
    ReceiptDays { "DiDateInfs" / "DiDateInf" }
    ReceiptDay {
        /// 調剤日.
        dispensed_on: Leaf<Date> = "DiDate",
        /// 処方日.
        prescribed_on: Leaf<Date> = "PrDate",
        /// Treatments. One list, as far as is known; any number is read.
        treatments: Vec<ReceiptTreatments<S>> = "MeTrInfs",
    }
    ReceiptDrugs { "DrugInfs" / "DrugInf" }
    ReceiptDrug {
        "DrugC", "DrugN", "Qua1", "Unit", "UsageN", "SpInst",
        "Times", "IngreN", "MeTrIdCl",
    }
    |day| day.dispensed_on.value().copied()
}

medicines! {
    "from dispensing (調剤)" = Dispensed:
    DispensedMonth {
        "CzDiMonth", "CzDiOrg", "CzMeTrDiHCd", "CzMeTrDiHNm",
        "CzPrlsHCd", "CzPrlsHNm", "CzPrIsOrg", "CzPrCl",
    }
    DispensedDays { "CzDiDateInfs" / "CzDiDateInf" }
    DispensedDay {
        /// 調剤日.
        dispensed_on: Leaf<Date> = "CzDiDate",
        /// 処方日.
        prescribed_on: Leaf<Date> = "CzPrDate",
    }
    DispensedDrugs { "CzDrugInfs" / "CzDrugInf" }
    DispensedDrug {
        "CzDrugC", "CzDrugN", "CzQua1", "CzUnit", "CzUsageN", "CzSpInst",
        "CzTimes", "CzIngreN", "CzUsageCl",
    }
    |day| day.dispensed_on.value().copied()
}

medicines! {
    "from prescriptions (処方)" = Prescribed:
    PrescribedMonth {
        "ShPrMonth", "ShPrOrg", "ShMeTrDiHCd", "ShMeTrDiHNm",
        "ShPrHCd", "ShPrHNm", "ShPrIsOrg", "ShPrCl",
    }
    PrescribedDays { "ShPrDateInfs" / "ShPrDateInf" }
    PrescribedDay {
        /// 処方日.
        prescribed_on: Leaf<Date> = "ShPrDate",
    }
    PrescribedDrugs { "ShDrugInfs" / "ShDrugInf" }
    PrescribedDrug {
        "ShDrugC", "ShDrugN", "ShQua1", "ShUnit", "ShUsageN", "ShSpInst",
        "ShTimes", "ShIngreN", "ShUsageCl",
    }
    |day| None
}

group! {
    /// The list of treatments (診療行為).
    ReceiptTreatments<S>: Default {
        /// One a treatment.
        list: Vec<ReceiptTreatment<S>> = "MeTrInf",
    }

    /// One treatment (診療行為), from claims (レセプト).
    ReceiptTreatment<S>: Default {
        /// 診療行為名称.
        name: Leaf<S> = "SinInfN",
        /// 診療行為コード.
        code: Leaf<S> = "SinInfCd",
        /// 診療識別; the codes aren't known.
        class: Leaf<S> = "MeTrIdCl",
        /// 数量.
        quantity: Leaf<S> = "Qua1",
        /// 回数.
        times: Leaf<S> = "Times",
        /// 単位.
        unit: Leaf<S> = "Unit",
    }
}

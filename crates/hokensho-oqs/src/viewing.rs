//! 閲覧: medical information that a patient has consented to show. The elements have other names than in the messages
//! about eligibility.

mod checkups;
mod medicines;
mod request;

pub use checkups::{
    Checkup, CheckupItem, CheckupItems, CheckupPerson, CheckupsResult, CheckupsResultBody,
    CheckupsResultHeader,
};
pub use medicines::{
    DispensedDay, DispensedDays, DispensedDrug, DispensedDrugs, DispensedMonth, DispensedMonths, Medicine,
    MedicineSource, MedicinesPerson, MedicinesResult, MedicinesResultBody, MedicinesResultHeader,
    PrescribedDay, PrescribedDays, PrescribedDrug, PrescribedDrugs, PrescribedMonth, PrescribedMonths,
    ReceiptDay, ReceiptDays, ReceiptDrug, ReceiptDrugs, ReceiptMonth, ReceiptTreatment, ReceiptTreatments,
};
pub use request::{CheckupsRequest, MedicinesRequest, ViewingBody, ViewingHeader};

/// What both results say in the same elements.
macro_rules! outcome {
    ($($result:ident),+) => { $(
        impl $result {
            /// The result code, wherever it stands; `1` means success.
            #[must_use]
            pub fn result_code(&self) -> Option<&str> {
                self.header.result_code.value().or(self.body.result_code.value()).map(String::as_str)
            }

            /// Why there is nothing to see, wherever it stands.
            #[must_use]
            pub fn message(&self) -> Option<&str> {
                self.header.message.value().or(self.body.message.value()).map(String::as_str)
            }
        }
    )+ };
}

outcome!(CheckupsResult, MedicinesResult);

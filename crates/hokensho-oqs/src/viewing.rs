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

mod lists;

use hokensho_eligibility::{Date, Month, PartialDate, Sex};

use crate::Leaf;
use crate::group::group;
use crate::message::message;

pub use lists::{
    DispensedDay, DispensedDays, DispensedDrug, DispensedDrugs, DispensedMonth, PrescribedDay,
    PrescribedDays, PrescribedDrug, PrescribedDrugs, PrescribedMonth, ReceiptDay, ReceiptDays, ReceiptDrug,
    ReceiptDrugs, ReceiptMonth, ReceiptTreatment, ReceiptTreatments,
};

message! {
    /// 薬剤・診療情報閲覧結果 (YZK-IF-002): three lists, from claims (レセプト), from dispensing and from prescribing
    /// (電子処方箋). One dispensing may be in all three; which of them to believe is the reader's matter.
    ///
    /// ```
    /// use hokensho_oqs::{MedicineSource, MedicinesResult, Message, Mode};
    ///
    /// let file = "<XmlMsg><MessageHeader><ResultCode>1</ResultCode></MessageHeader><MessageBody><ShPrInf><ShPrMonthInf>
    ///     <ShPrMonth>202611</ShPrMonth><ShPrDateInfs><ShPrDateInf><ShPrDate>20261120</ShPrDate><ShDrugInfs><ShDrugInf>
    ///     <ShDrugN>見本錠</ShDrugN></ShDrugInf></ShDrugInfs></ShPrDateInf></ShPrDateInfs></ShPrMonthInf></ShPrInf>
    ///     </MessageBody></XmlMsg>";
    /// let result = MedicinesResult::read(file, Mode::Strict)?.message;
    /// let medicine = result.medicines().next().unwrap();
    /// assert_eq!((medicine.source, medicine.name), (MedicineSource::Prescribed, Some("見本錠")));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    MedicinesResult(MEDICINES_RESULT) within BULK: Default { header: MedicinesResultHeader, body: MedicinesResultBody }
}

group! {
    /// `MessageHeader` of the medicines.
    MedicinesResultHeader<S>: Default {
        /// `1` for success; readers look for it anywhere in the file, so body and header both have a place for it.
        result_code: Leaf<S> = "ResultCode",
        /// Why there is nothing to see.
        message: Leaf<S> = "MessageContents",
        /// Whose medicines they are.
        person: Option<MedicinesPerson<S>> = "QuaInf",
    }

    /// Whose medicines they are.
    MedicinesPerson<S>: Default {
        /// 氏名.
        name: Leaf<S> = "Name",
        /// 氏名カナ.
        name_kana: Leaf<S> = "KanaName",
        /// 生年月日.
        birth_date: Leaf<PartialDate> = "Birth",
        /// 性別.
        sex: Leaf<Sex> = "AdmGendCode",
    }

    /// `MessageBody` of the medicines.
    MedicinesResultBody<S>: Default {
        /// As in the header.
        result_code: Leaf<S> = "ResultCode",
        /// As in the header.
        message: Leaf<S> = "MessageContents",
        /// From claims: medicines and treatments.
        receipts: Vec<ReceiptMonth<S>> = "MeTrMonthInf",
        /// From dispensing by electronic prescription.
        dispensed: Vec<DispensedMonths<S>> = "CzDiInf",
        /// From electronic prescriptions.
        prescribed: Vec<PrescribedMonths<S>> = "ShPrInf",
    }

    /// The list of dispensing.
    DispensedMonths<S>: Default {
        /// One a month and institution.
        list: Vec<DispensedMonth<S>> = "CzDiMonthInf",
    }

    /// The list of prescriptions.
    PrescribedMonths<S>: Default {
        /// One a month and institution.
        list: Vec<PrescribedMonth<S>> = "ShPrMonthInf",
    }
}

/// Which list a medicine is from.
///
/// ```
/// assert_ne!(hokensho_oqs::MedicineSource::Receipt, hokensho_oqs::MedicineSource::Dispensed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MedicineSource {
    /// A claim (レセプト).
    Receipt,
    /// 調剤, by electronic prescription.
    Dispensed,
    /// 処方, by electronic prescription.
    Prescribed,
}

/// One medicine of one day, whichever list it is from. `Debug` shows no more of it than where it is from.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Medicine<'a> {
    /// The list.
    pub source: MedicineSource,
    /// The month that it is listed under.
    pub month: Option<Month>,
    /// Name of the institution that treated or dispensed.
    pub institution: Option<&'a str>,
    /// Day of dispensing.
    pub dispensed_on: Option<Date>,
    /// Day of the prescription.
    pub prescribed_on: Option<Date>,
    /// 医薬品コード, nine digits as in claims.
    pub code: Option<&'a str>,
    /// 医薬品名.
    pub name: Option<&'a str>,
    /// 数量; not uniformly the amount of a day.
    pub quantity: Option<&'a str>,
    /// 単位.
    pub unit: Option<&'a str>,
    /// 用法.
    pub usage: Option<&'a str>,
    /// 回数; days or times, not uniformly.
    pub times: Option<&'a str>,
    /// 成分名.
    pub ingredient: Option<&'a str>,
}

impl std::fmt::Debug for Medicine<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Medicine").field("source", &self.source).finish_non_exhaustive()
    }
}

impl MedicinesResult {
    /// All medicines of all three lists, in the order of the file; nothing that is listed twice is left out.
    pub fn medicines(&self) -> impl Iterator<Item = Medicine<'_>> {
        let receipts = self.body.receipts.iter().flat_map(ReceiptMonth::medicines);
        let dispensed = self.body.dispensed.iter().flat_map(|months| &months.list);
        let prescribed = self.body.prescribed.iter().flat_map(|months| &months.list);
        receipts
            .chain(dispensed.flat_map(DispensedMonth::medicines))
            .chain(prescribed.flat_map(PrescribedMonth::medicines))
    }
}

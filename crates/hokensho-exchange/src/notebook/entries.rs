//! What the records say, by name.

mod codes;
mod field;

use std::fmt;

use hokensho_eligibility::Sex;

use self::field::Field;
use super::NotebookDate;
use crate::{Error, Record};

pub use self::codes::{
    Creator, DosageForm, DrugCodeKind, GenericCodeKind, IngredientCodeKind, ProvidedKind, RemarkKind,
    UsageCodeKind,
};
/// Makes the types of records, whose fields stand in the file in the order in which they stand here.
macro_rules! entries {
    ($(
        $(#[$meta:meta])*
        $name:ident = $number:literal { $( $(#[$field_meta:meta])* $field:ident: $type:ty, )+ }
    )+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, PartialEq, Eq)]
            pub struct $name<'a> {
                $( $(#[$field_meta])* pub $field: $type, )+
                /// Fields of a later version, in their order: none in those that are known.
                pub more: &'a [String],
            }

            impl<'a> $name<'a> {
                /// The number of such records.
                pub const NUMBER: u16 = $number;

                fn read(record: &'a Record) -> Result<Self, Error> {
                    let mut fields = Fields { record, place: 0 };
                    Ok(Self { $( $field: fields.next()?, )+ more: record.fields_from(fields.place) })
                }

                /// The record of it.
                ///
                /// # Errors
                /// [`Error::LineBreak`] if a text has one, [`Error::TooManyFields`] beyond 64.
                pub fn to_record(&self) -> Result<Record, Error> {
                    let fields = [$( self.$field.write() ),+];
                    let more = self.more.iter().map(String::as_str);
                    Record::new($number, fields.iter().map(AsRef::as_ref).chain(more))
                }
            }

            /// What it holds is personal.
            impl fmt::Debug for $name<'_> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(stringify!($name))
                }
            }
        )+

        /// What a record says.
        ///
        /// ```
        /// use hokensho_exchange::{Entry, Record};
        ///
        /// let record = Record::new(501, ["次回は2週間後", "1"])?;
        /// let Entry::Note(note) = record.entry()? else { panic!() };
        /// assert_eq!(note.text, "次回は2週間後");
        /// # Ok::<(), hokensho_exchange::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Entry<'a> {
            $( #[doc = concat!("Record ", stringify!($number), ".")] $name($name<'a>), )+
            /// A record of a later version, or none of this format.
            Unknown(&'a Record),
        }

        impl Record {
            /// What it says, as a record of the medicine notebook.
            ///
            /// # Errors
            /// [`Error::Field`] if a date isn't one: the record itself stays as it is.
            pub fn entry(&self) -> Result<Entry<'_>, Error> {
                match self.number() {
                    $( $number => $name::read(self).map(Entry::$name), )+
                    _ => Ok(Entry::Unknown(self)),
                }
            }
        }
    };
}

struct Fields<'a> {
    record: &'a Record,
    place: usize,
}

impl<'a> Fields<'a> {
    fn next<T: Field<'a>>(&mut self) -> Result<T, Error> {
        let place = self.place;
        self.place += 1;
        T::read(self.record.field(place)).ok_or(Error::Field { record: self.record.number(), field: place })
    }
}

entries! {
    /// 患者情報レコード: whose notebook it is.
    ///
    /// ```
    /// use hokensho_exchange::{Entry, Record};
    ///
    /// let record = Record::new(1, ["見本　花子", "2", "S550217"])?;
    /// let Entry::Patient(patient) = record.entry()? else { panic!() };
    /// assert_eq!(patient.birth.map(|birth| birth.day().to_string()).as_deref(), Some("1980-02-17"));
    /// # Ok::<(), hokensho_exchange::Error>(())
    /// ```
    Patient = 1 {
        /// 氏名.
        name: &'a str,
        /// 性別.
        sex: Option<Sex>,
        /// 生年月日.
        birth: Option<NotebookDate>,
        /// 郵便番号.
        post_number: &'a str,
        /// 住所.
        address: &'a str,
        /// 電話番号.
        telephone: &'a str,
        /// 緊急連絡先.
        emergency_contact: &'a str,
        /// 血液型.
        blood_type: &'a str,
        /// 体重, in kilograms.
        weight: &'a str,
        /// 氏名カナ.
        kana: &'a str,
    }

    /// 患者特記レコード.
    Remark = 2 {
        /// 患者特記種別.
        kind: Option<RemarkKind>,
        /// 患者特記内容.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 要指導医薬品・一般用医薬品服用レコード: a drug bought without a prescription.
    OverTheCounter = 3 {
        /// 薬品名称.
        name: &'a str,
        /// 服用開始年月日.
        from: Option<NotebookDate>,
        /// 服用終了年月日.
        until: Option<NotebookDate>,
        /// レコード作成者.
        creator: Option<Creator>,
        /// 通番, by which ingredients belong to it.
        sequence: &'a str,
        /// JANコード.
        jan: &'a str,
    }

    /// 要指導医薬品・一般用医薬品成分レコード.
    Ingredient = 31 {
        /// 通番 of the drug.
        sequence: &'a str,
        /// 成分名.
        name: &'a str,
        /// コード種別.
        code_kind: Option<IngredientCodeKind>,
        /// 成分コード.
        code: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 手帳メモレコード.
    Memo = 4 {
        /// 手帳メモ情報.
        text: &'a str,
        /// メモ入力年月日.
        entered: Option<NotebookDate>,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 調剤等年月日レコード: a visit begins.
    Visit = 5 {
        /// 調剤等年月日.
        date: Option<NotebookDate>,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 調剤－医療機関等レコード: who dispensed.
    Facility = 11 {
        /// 医療機関等名称.
        name: &'a str,
        /// 都道府県.
        prefecture: &'a str,
        /// 点数表: 1 medical, 3 dental, 4 pharmacy.
        fee_table: &'a str,
        /// 医療機関等コード, seven digits.
        code: &'a str,
        /// 郵便番号.
        post_number: &'a str,
        /// 住所.
        address: &'a str,
        /// 電話番号.
        telephone: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 調剤－医師・薬剤師レコード.
    Dispenser = 15 {
        /// 氏名.
        name: &'a str,
        /// 連絡先.
        contact: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 処方－医療機関レコード: where it was prescribed.
    PrescribingFacility = 51 {
        /// 医療機関名称.
        name: &'a str,
        /// 都道府県.
        prefecture: &'a str,
        /// 点数表: 1 medical, 3 dental.
        fee_table: &'a str,
        /// 医療機関コード, seven digits.
        code: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 処方－医師レコード: who prescribed what comes until the next such record.
    Prescriber = 55 {
        /// 医師氏名.
        name: &'a str,
        /// 診療科名.
        department: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 薬品レコード.
    ///
    /// ```
    /// use hokensho_exchange::{Creator, Drug, DrugCodeKind};
    ///
    /// let drug = Drug {
    ///     rp: "1",
    ///     name: "アムロジピン錠5mg",
    ///     dose: "1",
    ///     unit: "錠",
    ///     code_kind: Some(DrugCodeKind::Receipt),
    ///     code: "610443047",
    ///     creator: Some(Creator::Professional),
    ///     generic_name: "",
    ///     generic_code_kind: None,
    ///     generic_code: "",
    ///     more: &[],
    /// };
    /// assert_eq!(drug.to_record()?.to_string(), "201,1,アムロジピン錠5mg,1,錠,2,610443047,1,,,");
    /// # Ok::<(), hokensho_exchange::Error>(())
    /// ```
    Drug = 201 {
        /// RP番号: which prescription of the visit.
        rp: &'a str,
        /// 薬品名称.
        name: &'a str,
        /// 用量: a day's, one time's or all, by dosage form.
        dose: &'a str,
        /// 単位名.
        unit: &'a str,
        /// 薬品コード種別.
        code_kind: Option<DrugCodeKind>,
        /// 薬品コード.
        code: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
        /// 一般名.
        generic_name: &'a str,
        /// 一般名コード種別.
        generic_code_kind: Option<GenericCodeKind>,
        /// 一般名コード.
        generic_code: &'a str,
    }

    /// 薬品補足レコード, about the drug before it.
    DrugSupplement = 281 {
        /// RP番号.
        rp: &'a str,
        /// 薬品補足情報.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 薬品服用注意レコード, about the drug before it.
    DrugCaution = 291 {
        /// RP番号.
        rp: &'a str,
        /// 内容.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 用法レコード: how a prescription is taken.
    Usage = 301 {
        /// RP番号.
        rp: &'a str,
        /// 用法名称.
        name: &'a str,
        /// 調剤数量: days, times, or 1, by dosage form.
        quantity: &'a str,
        /// 調剤単位.
        unit: &'a str,
        /// 剤形コード.
        form: Option<DosageForm>,
        /// 用法コード種別.
        code_kind: Option<UsageCodeKind>,
        /// 用法コード.
        code: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 用法補足レコード.
    UsageSupplement = 311 {
        /// RP番号.
        rp: &'a str,
        /// 用法補足情報.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 処方服用注意レコード.
    PrescriptionCaution = 391 {
        /// RP番号.
        rp: &'a str,
        /// 内容.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 服用注意レコード, about the whole visit.
    Caution = 401 {
        /// 内容.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 医療機関等提供情報レコード.
    Provided = 411 {
        /// 内容.
        text: &'a str,
        /// 提供情報種別.
        kind: Option<ProvidedKind>,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 残薬確認レコード: what the patient still has.
    Leftover = 421 {
        /// 残薬内容.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 備考レコード.
    Note = 501 {
        /// 備考情報.
        text: &'a str,
        /// レコード作成者.
        creator: Option<Creator>,
    }

    /// 患者等記入レコード.
    PatientNote = 601 {
        /// 患者等記入情報.
        text: &'a str,
        /// 入力年月日.
        entered: Option<NotebookDate>,
    }

    /// かかりつけ薬剤師レコード.
    FamilyPharmacist = 701 {
        /// 氏名.
        name: &'a str,
        /// 勤務先薬局名称.
        pharmacy: &'a str,
        /// 連絡先.
        contact: &'a str,
        /// 担当開始日.
        from: Option<NotebookDate>,
        /// 担当終了日.
        until: Option<NotebookDate>,
        /// レコード作成者.
        creator: Option<Creator>,
    }
}

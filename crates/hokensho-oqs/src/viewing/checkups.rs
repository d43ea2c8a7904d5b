use hokensho_eligibility::{Date, PartialDate, Sex};

use crate::Leaf;
use crate::group::group;
use crate::message::message;

message! {
    /// 特定健診情報閲覧結果: check-ups, each with its items as they were measured or answered.
    ///
    /// ```
    /// use hokensho_oqs::{CheckupsResult, Message, Mode};
    ///
    /// let file = b"<XmlMsg><MessageHeader><ResultCode>1</ResultCode></MessageHeader><MessageBody><SpecificHealthCheckupInfo>
    ///     <EffectiveTime>20260601</EffectiveTime></SpecificHealthCheckupInfo></MessageBody></XmlMsg>";
    /// let result = CheckupsResult::read(file, Mode::Strict)?.message;
    /// assert_eq!((result.result_code(), result.body.checkups.len()), (Some("1"), 1));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    CheckupsResult(CHECKUPS_RESULT) within BULK: Default { header: CheckupsResultHeader, body: CheckupsResultBody }
}

group! {
    /// `MessageHeader` of the check-ups.
    CheckupsResultHeader<S>: Default {
        /// `1` for success; readers look for it anywhere in the file, so body and header both have a place for it.
        result_code: Leaf<S> = "ResultCode",
        /// Why there is nothing to see.
        message: Leaf<S> = "MessageContents",
        /// Whose check-ups they are.
        person: Option<CheckupPerson<S>> = "QualificationsInfo",
    }

    /// Whose check-ups they are.
    CheckupPerson<S>: Default {
        /// 氏名.
        name: Leaf<S> = "Name",
        /// 氏名カナ.
        name_kana: Leaf<S> = "KanasName",
        /// 生年月日.
        birth_date: Leaf<PartialDate> = "Birthday",
        /// 性別.
        sex: Leaf<Sex> = "AdministrativeGenderCode",
    }

    /// `MessageBody` of the check-ups.
    CheckupsResultBody<S>: Default {
        /// As in the header.
        result_code: Leaf<S> = "ResultCode",
        /// As in the header.
        message: Leaf<S> = "MessageContents",
        /// 特定健診情報, one a check-up.
        checkups: Vec<Checkup<S>> = "SpecificHealthCheckupInfo",
    }

    /// One check-up.
    Checkup<S>: Default {
        /// 実施日.
        examined_on: Leaf<Date> = "EffectiveTime",
        /// 健診結果・問診結果情報.
        items: Vec<CheckupItems<S>> = "HealthCheckupResultAndQuestionInfos",
    }

    /// The list of items.
    CheckupItems<S>: Default {
        /// 健診結果・問診結果情報.
        list: Vec<CheckupItem<S>> = "HealthCheckupResultAndQuestionInfo",
    }

    /// One item that was measured or answered.
    CheckupItem<S>: Default {
        /// 項目コード, 17 characters as in JLAC10.
        code: Leaf<S> = "ItemCode",
        /// 項目名.
        name: Leaf<S> = "ItemName",
        /// データタイプ, such as `PQ` for a quantity; the list isn't known whole.
        data_type: Leaf<S> = "DataType",
        /// データ値.
        value: Leaf<S> = "DataValue",
        /// 単位.
        unit: Leaf<S> = "Unit",
        /// The table that a coded value is from.
        oid: Leaf<S> = "Oid",
        /// The words for a coded value.
        value_name: Leaf<S> = "DataValueName",
    }
}

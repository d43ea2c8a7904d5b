use hokensho_eligibility::InsurerNumber;
use serde::{Deserialize, Deserializer};

use crate::sim::value::Value;

/// What the operator of the online side answers: facts that differ from the registry's, and answers that no rule
/// explains.
///
/// ```
/// use hokensho_terminal::sim::{Enrolment, Scenario};
///
/// let scenario = Scenario::named("not-registered")?;
/// assert_eq!(scenario.operator.enrolment, Enrolment::Missing);
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct OperatorPlan {
    /// Whether certificates are found.
    pub enrolment: Enrolment,
    /// Changes of what was filed, made in this order before the rules look at it.
    pub changes: Vec<Change>,
    /// What is written over the answer that follows from the rules.
    pub result: ResultPlan,
}

/// Whether the operator finds certificates.
///
/// ```
/// use hokensho_terminal::sim::Enrolment;
/// assert_eq!(Enrolment::default(), Enrolment::Registry);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enrolment {
    /// Those that are in the registry.
    #[default]
    Registry,
    /// None.
    Missing,
}

/// A change of what insurers filed about everybody.
///
/// ```
/// use hokensho_terminal::sim::{Change, Scenario};
///
/// let scenario = Scenario::named("lost-died")?;
/// assert!(matches!(scenario.operator.changes[..], [Change::Lost { days_ago: 21, .. }]));
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Change {
    /// Medical aid (医療扶助) began.
    Aid {
        /// What became of the insurance.
        insurance: Aid,
        /// Where the ticket (医療券) is for.
        ticket: Ticket,
    },
    /// Another 被保険者証区分.
    Classification {
        /// The code.
        code: String,
    },
    /// Nobody filed anything.
    Forgotten,
    /// Coverage ended.
    Lost {
        /// How many days ago the first day without coverage was.
        days_ago: u16,
        /// 資格喪失事由; not stated without it.
        reason: Option<String>,
    },
    /// Another insurer filed the person, and the old coverage ended.
    NewInsurer {
        /// How many days ago the new coverage began.
        days_ago: u16,
        /// 保険者番号.
        #[serde(deserialize_with = "insurer_number")]
        insurer_number: InsurerNumber,
        /// 保険者名称.
        insurer_name: String,
    },
}

/// What becomes of insurance when medical aid begins.
///
/// ```
/// use hokensho_terminal::sim::Aid;
/// assert_ne!(Aid::InPlaceOf, Aid::Beside);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aid {
    /// It stays and pays first: employees' insurance does.
    Beside,
    /// It ends: 国民健康保険 does (国民健康保険法 6 条).
    InPlaceOf,
}

/// Which institution a ticket of medical aid is for.
///
/// ```
/// use hokensho_terminal::sim::Ticket;
/// assert_ne!(Ticket::Here, Ticket::Elsewhere);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ticket {
    /// The one that asks.
    Here,
    /// Another one.
    Elsewhere,
    /// There is none.
    None,
}

/// What is written over an answer.
///
/// ```
/// let plan = hokensho_terminal::sim::ResultPlan::default();
/// assert!(plan.segment.is_none() && plan.validity.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ResultPlan {
    /// 処理結果区分; with another than `1` nothing ran and the body is empty.
    pub segment: Option<String>,
    /// エラーコード and エラーメッセージ of the header.
    pub error: Option<Message>,
    /// 処理結果状況; with another than `1` there are no results.
    pub status: Option<String>,
    /// 処理結果コード and 処理結果メッセージ of the body; on success a note for the window.
    pub message: Option<Message>,
    /// 資格有効性.
    pub validity: Option<Validity>,
}

/// A code and words of the source.
///
/// ```
/// use hokensho_terminal::sim::Scenario;
///
/// let scenario = Scenario::named("source-error-header")?;
/// assert!(scenario.operator.result.error.is_some_and(|error| error.code.is_some()));
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The code.
    pub code: Option<String>,
    /// The words.
    pub text: Option<String>,
}

/// What is written in place of 資格有効性.
///
/// ```
/// use hokensho_terminal::sim::{Scenario, Validity};
///
/// let scenario = Scenario::named("unclear-no-validity")?;
/// assert_eq!(scenario.operator.result.validity, Some(Validity::Absent));
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validity {
    /// Nothing: the element is left out.
    Absent,
    /// This code, whether it is one or not.
    Code(String),
}

fn insurer_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<InsurerNumber, D::Error> {
    Value::deserialize(deserializer).map(|number| number.0)
}

//! Public expense (公費負担医療): who pays beside or instead of insurance, for whom, and from when to when.

mod order;

use crate::coverage::{covers, hide};
use crate::named::named;
use crate::{Coverage, Date, MedicalTicket, PaperNeeded, PayerNumber, RecipientNumber, Text, Yen};

pub use order::{PayerOrder, PayerRank};

/// One public expense of a patient: 公費負担者番号, 受給者番号 and period, as the answer or a paper (受給者証, 医療券) states
/// them. `Debug` shows nothing of it: the payer tells an illness or poverty.
///
/// Answers carry medical aid (医療扶助) alone; the others are typed from the paper that the patient shows.
/// 特定疾病療養受療証 is none of them: it lowers what insurance asks for, and has no payer
/// ([`PaperKind::SpecificDisease`](crate::PaperKind)).
///
/// ```
/// use hokensho_eligibility::{Date, OwnLimit, PayerNumber, PublicExpense, RecipientNumber, Yen};
///
/// // 指定難病, from the certificate that the patient shows.
/// let mut expense =
///     PublicExpense::on_paper(PayerNumber::new("54136015")?, Some(RecipientNumber::new("1234566")?));
/// expense.valid_until = Some(Date::new(2026, 12, 31)?);
/// expense.own_limit = OwnLimit::Month(Yen::new(10_000));
///
/// assert!(expense.in_force(Date::new(2026, 12, 31)?));
/// assert!(!expense.in_force(Date::new(2027, 1, 1)?));
/// assert_eq!(format!("{expense:?}"), "PublicExpense { .. }");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PublicExpense {
    /// 公費負担者番号, whose first two digits are the law (法別番号).
    pub payer: PayerNumber,
    /// 受給者番号; none if it isn't stated, or can't be one.
    pub recipient: Option<RecipientNumber>,
    /// First day, if stated.
    pub valid_from: Option<Date>,
    /// Last day, if stated.
    pub valid_until: Option<Date>,
    /// The most that the patient pays.
    pub own_limit: OwnLimit,
    /// Who says all this.
    pub origin: PublicExpenseOrigin,
}

hide!(OwnLimit, PublicExpense);

/// The most that a patient pays under a public expense (自己負担上限額). `Debug` doesn't say how much: it tells an income.
///
/// ```
/// use hokensho_eligibility::{Language, OwnLimit, Yen};
///
/// assert_ne!(OwnLimit::Unstated, OwnLimit::None);
/// assert_eq!(OwnLimit::Month(Yen::new(2_500)).text().text(Language::Ja), "自己負担上限額（1か月）");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum OwnLimit {
    /// So much a month; with zero the patient pays nothing.
    Month(Yen),
    /// The paper says that there is none.
    None,
    /// Nobody says.
    Unstated,
}

impl OwnLimit {
    /// The words for it; the amount stands beside them.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Month(_) => Text::OwnLimitMonth,
            Self::None => Text::OwnLimitNone,
            Self::Unstated => Text::OwnLimitUnstated,
        }
    }
}

named! {
    /// Who says that a patient has a public expense.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::PublicExpenseOrigin::Paper.name(), "paper");
    /// ```
    #[non_exhaustive]
    PublicExpenseOrigin {
        /// The answer: medical aid, with its tickets.
        Answer = "answer", PublicExpenseOriginAnswer;
        /// A paper that the patient showed, typed by staff.
        Paper = "paper", PublicExpenseOriginPaper;
    }
}

impl PublicExpense {
    /// What a paper says, as yet without a period or a limit.
    #[must_use]
    pub const fn on_paper(payer: PayerNumber, recipient: Option<RecipientNumber>) -> Self {
        Self {
            payer,
            recipient,
            valid_from: None,
            valid_until: None,
            own_limit: OwnLimit::Unstated,
            origin: PublicExpenseOrigin::Paper,
        }
    }

    /// The public expense that a coverage is on a day: medical aid, unless it carries tickets (医療券) and none of them
    /// counts here on that day. The limit is what the tickets that count state, if they agree. Beside a ticket that couldn't
    /// be read aid may pay, and nobody knows up to which limit.
    ///
    /// ```
    /// use hokensho_eligibility::{
    ///     CardClassification, Coverage, Date, InsurerNumber, Person, PublicExpense, PublicExpenseOrigin, Sex,
    /// };
    ///
    /// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// let mut aid = Coverage::new(CardClassification::MedicalAid, person);
    /// aid.insurer_number = Some(InsurerNumber::new("12999991")?);
    /// aid.number = Some("1234566".to_string().into());
    /// let expense = PublicExpense::of(&aid, Date::new(2026, 11, 22)?).expect("medical aid is one");
    /// assert_eq!(expense.payer.as_str(), "12999991");
    /// assert_eq!(expense.recipient.as_ref().map(|it| it.expose()), Some("1234566"));
    /// assert_eq!(expense.origin, PublicExpenseOrigin::Answer);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn of(coverage: &Coverage, on: Date) -> Option<Self> {
        if !coverage.is_medical_aid() || !coverage.in_force(on) || coverage.lacks_ticket(on) {
            return None;
        }
        let payer = PayerNumber::try_from(coverage.insurer_number.as_ref()?).ok()?;
        let number = coverage.number.as_ref();
        let recipient = number.and_then(|number| RecipientNumber::new(number.expose()).ok());
        let tickets = || coverage.tickets.iter().filter(|it| it.counts(on));
        // All of them count on the day, so together they are one period, open where one of them is.
        let from = tickets().map(|it| it.period().0).min().flatten();
        let until = tickets().map(|it| it.period().1).collect::<Option<alloc::vec::Vec<_>>>();
        let until = until.and_then(|until| until.into_iter().max());
        let last_day = coverage.lost_on.and_then(Date::day_before);
        Some(Self {
            payer,
            recipient,
            valid_from: from.max(coverage.qualified_on).max(coverage.valid_from),
            valid_until: [until, last_day, coverage.valid_until].into_iter().flatten().min(),
            own_limit: if coverage.is_unread(PaperNeeded::MedicalTicket) {
                OwnLimit::Unstated
            } else {
                OwnLimit::of(tickets())
            },
            origin: PublicExpenseOrigin::Answer,
        })
    }

    /// Whether it pays on a day. The last day belongs to it; a bound that isn't stated bounds nothing.
    #[must_use]
    pub fn in_force(&self, on: Date) -> bool {
        covers(self.valid_from, self.valid_until, on)
    }

    /// Whether both speak of one recipient of one payer.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        (&self.payer, &self.recipient) == (&other.payer, &other.recipient)
    }
}

impl OwnLimit {
    fn of<'a>(tickets: impl Iterator<Item = &'a MedicalTicket>) -> Self {
        let mut amounts = tickets.map(|it| it.self_pay);
        match amounts.next().flatten() {
            Some(first) if amounts.all(|it| it == Some(first)) => Self::Month(first),
            _ => Self::Unstated,
        }
    }
}

#[cfg(test)]
mod tests;

//! Why medical information may not be looked at.

use crate::{CareForm, ConsentEndReason, ConsentFlag, ConsentItem, Date, DateTime, Role, Via};

/// Why medical information may not be looked at. Each has its words for the clerk ([`Refusal::text`]); none touches
/// eligibility.
///
/// ```
/// use hokensho_eligibility::{ConsentItem, Language, Refusal};
///
/// let refusal = Refusal::NotGiven { item: ConsentItem::Operations };
/// assert_eq!(refusal.to_string(), "no consent was given to operations");
/// assert_eq!(refusal.text().text(Language::Ja), "患者は閲覧に同意していません");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Refusal {
    /// The consent is to something else.
    #[error("the consent is to {}, not to {}", consented.name(), asked.name())]
    AnotherItem {
        /// What may be looked at.
        consented: ConsentItem,
        /// What was to be looked at.
        asked: ConsentItem,
    },
    /// A result that couldn't be read may say otherwise.
    #[error("whether the consent to {} was given everywhere can't be read", item.name())]
    CoverageUnread {
        /// To what.
        item: ConsentItem,
    },
    /// A consent is stated without its end, and an end is never computed.
    #[error("the consent to {} is stated without an end", item.name())]
    EndUnstated {
        /// To what.
        item: ConsentItem,
    },
    /// The consent has ended.
    #[error("the consent to {} has ended", item.name())]
    Expired {
        /// To what.
        item: ConsentItem,
        /// When; none if the source says that it ended, and not when.
        at: Option<DateTime>,
        /// Why; none if its time was over, or if the source doesn't say.
        reason: Option<ConsentEndReason>,
    },
    /// The consent has no stated end, and whether it is in force on this day nobody asked: the answer is about another.
    #[error("whether the consent to {} is in force was asked for {asked_for} alone", item.name())]
    NotAsked {
        /// To what.
        item: ConsentItem,
        /// The day that was asked about.
        asked_for: Date,
    },
    /// The patient isn't covered, or that isn't known.
    #[error("the patient is not known to be covered")]
    NotEligible,
    /// The patient said no.
    #[error("no consent was given to {}", item.name())]
    NotGiven {
        /// To what.
        item: ConsentItem,
    },
    /// The report was read from where it was stored. What a patient consented to then, the source says anew.
    #[error("a report that was stored carries no consent")]
    NotLive,
    /// Consent is given at a certified reader, or on the operator's own page or app, and nowhere else: not for data that
    /// was typed, and not to a program that checked the card itself.
    #[error("the way `{}` carries no consent for this kind of care", via.name())]
    NotOfficial {
        /// The way the answer came.
        via: Via,
        /// Where and how care is given.
        form: CareForm,
    },
    /// The source says nothing of it.
    #[error("no consent to {} is stated", item.name())]
    NotStated {
        /// Of what.
        item: ConsentItem,
    },
    /// The consent begins later.
    #[error("the consent to {} begins later", item.name())]
    NotYet {
        /// To what.
        item: ConsentItem,
        /// When.
        from: DateTime,
    },
    /// Consent couldn't be got, which allows looking in an emergency alone.
    #[error("that consent cannot be obtained counts in an emergency alone")]
    OnlyInEmergencies {
        /// To what.
        item: ConsentItem,
    },
    /// By the table this role may not look at this, in this kind of institution.
    #[error("the role `{}` may not look at {} here", role.name(), item.name())]
    RoleNotAllowed {
        /// Who.
        role: Role,
        /// At what.
        item: ConsentItem,
    },
    /// A flag that isn't known.
    #[error("the flag of the consent to {} is not known", item.name())]
    UnknownFlag {
        /// To what.
        item: ConsentItem,
        /// The flag.
        flag: ConsentFlag,
    },
}

//! What stands in for the online check when it can't be done (資格確認ができない場合).

use crate::named::named;
use crate::{InsurerNumber, Outcome};

named! {
    /// What a patient is accepted by when the online check doesn't work, in the order in which it is tried: as public
    /// guidance for institutions has it since the old insurance cards (被保険者証) ended on 31 March 2026.
    ///
    /// ```
    /// use hokensho_eligibility::{Fallback, Language, Outcome, Proof};
    ///
    /// let first = Outcome::SourceUnavailable.fallbacks()[0];
    /// assert_eq!((first, first.proof()), (Fallback::PortalScreen, Proof::WithCard));
    /// assert_eq!(Fallback::Declaration.text().text(Language::Ja), "被保険者資格申立書");
    /// ```
    #[non_exhaustive]
    Fallback {
        /// マイナポータルの資格情報画面, or the PDF saved from it.
        PortalScreen = "portal_screen", FallbackPortalScreen;
        /// 資格情報のお知らせ.
        EligibilityNotice = "eligibility_notice", FallbackEligibilityNotice;
        /// 資格確認書.
        EligibilityCertificate = "eligibility_certificate", FallbackEligibilityCertificate;
        /// The insurance data of an earlier visit here, confirmed orally.
        PastData = "past_data", FallbackPastData;
        /// 被保険者資格申立書, which the patient fills in: the last resort.
        Declaration = "declaration", FallbackDeclaration;
    }

    /// What goes with a [`Fallback`] to be believed.
    ///
    /// ```
    /// use hokensho_eligibility::{Fallback, Proof};
    ///
    /// assert_eq!(Fallback::EligibilityCertificate.proof(), Proof::Alone);
    /// assert_eq!(Fallback::PastData.proof(), Proof::Oral);
    /// ```
    Proof {
        /// It is enough by itself.
        Alone = "alone", ProofAlone;
        /// The patient confirms that nothing has changed.
        Oral = "oral", ProofOral;
        /// The My Number Card is shown beside it.
        WithCard = "with_card", ProofWithCard;
    }

    /// By which numbers is claimed what a [`Fallback`] was accepted for: the first of them that is known.
    ///
    /// ```
    /// use hokensho_eligibility::{ClaimedBy, InsurerNumber};
    ///
    /// let (current, past) = (None, Some(InsurerNumber::new("138008")?));
    /// assert_eq!(ClaimedBy::first_known(current.as_ref(), past.as_ref()), ClaimedBy::Past);
    /// assert_eq!(ClaimedBy::first_known(None, None), ClaimedBy::Unknown);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ClaimedBy {
        /// Those of the coverage that the patient has now.
        Current = "current", ClaimedByCurrent;
        /// Those of an earlier coverage.
        Past = "past", ClaimedByPast;
        /// 不詳: sevens in the place of every digit ([`InsurerNumber::is_unknown`]).
        Unknown = "unknown", ClaimedByUnknown;
    }
}

impl Fallback {
    /// Those that need no card which can be used.
    const WITHOUT_CARD: &[Self] = &[Self::EligibilityCertificate, Self::PastData, Self::Declaration];

    /// What goes with it to be believed.
    #[must_use]
    pub const fn proof(self) -> Proof {
        match self {
            Self::PortalScreen | Self::EligibilityNotice => Proof::WithCard,
            Self::EligibilityCertificate | Self::Declaration => Proof::Alone,
            Self::PastData => Proof::Oral,
        }
    }
}

impl ClaimedBy {
    /// What is claimed by, as far as insurers are known. An insurer that is itself unknown (不詳) isn't.
    #[must_use]
    pub fn first_known(current: Option<&InsurerNumber>, past: Option<&InsurerNumber>) -> Self {
        let known = |insurer: Option<&InsurerNumber>| insurer.is_some_and(|it| !it.is_unknown());
        match (known(current), known(past)) {
            (true, _) => Self::Current,
            (false, true) => Self::Past,
            (false, false) => Self::Unknown,
        }
    }
}

impl Outcome {
    /// What stands in for the check, in the order in which it is tried, where the check failed or the card can't be used
    /// for it; nothing where the check said how things are, or can simply be done again. Beside a card that is on hold,
    /// revoked or expired nothing is believed for its sake: a choice of this crate.
    ///
    /// ```
    /// use hokensho_eligibility::{Fallback, Outcome};
    ///
    /// assert_eq!(Outcome::CardUnreadable.fallbacks(), Fallback::ALL);
    /// assert_eq!(Outcome::Suspended.fallbacks()[0], Fallback::EligibilityCertificate);
    /// assert!(Outcome::NotFound.fallbacks().is_empty());
    /// ```
    #[must_use]
    pub const fn fallbacks(&self) -> &'static [Fallback] {
        match self {
            Self::CardUnreadable
            | Self::IdentityMethodUnavailable
            | Self::PinBlocked
            | Self::NotRegistered
            | Self::RevocationUnknown
            | Self::SourceUnavailable
            | Self::RequestRefused { .. }
            | Self::SourceUnknown
            | Self::ViewingStopped(_)
            | Self::SourceError(_)
            | Self::Unclear(_) => Fallback::ALL,
            Self::Suspended | Self::Revoked | Self::Expired => Fallback::WITHOUT_CARD,
            Self::NotAMyNumberCard
            | Self::Cancelled
            | Self::PinWrong { .. }
            | Self::IdentityFailed
            | Self::NotGenuine
            | Self::Running
            | Self::Several
            | Self::NotFound
            | Self::NewerInsurer
            | Self::Lost(_)
            | Self::AidTicketMissing
            | Self::EligiblePayInFull(_)
            | Self::Eligible(_)
            | Self::AcceptedOffline { .. } => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Unclear};

    #[test]
    fn the_order_is_portal_notice_certificate_past_data_declaration() {
        let names: alloc::vec::Vec<&str> = Fallback::ALL.iter().map(|it| it.name()).collect();
        let order =
            ["portal_screen", "eligibility_notice", "eligibility_certificate", "past_data", "declaration"];
        assert_eq!(names, order);
    }

    #[test]
    fn screen_and_notice_are_believed_beside_the_card_only() {
        for fallback in Fallback::ALL {
            let beside = matches!(fallback, Fallback::PortalScreen | Fallback::EligibilityNotice);
            assert_eq!(fallback.proof() == Proof::WithCard, beside, "{fallback:?}");
        }
    }

    #[test]
    fn beside_a_card_that_is_on_hold_revoked_or_expired_nothing_is_believed() {
        for outcome in [Outcome::Suspended, Outcome::Revoked, Outcome::Expired] {
            assert!(outcome.fallbacks().iter().all(|it| it.proof() != Proof::WithCard), "{}", outcome.name());
            assert_eq!(outcome.fallbacks().first(), Some(&Fallback::EligibilityCertificate));
        }
    }

    #[test]
    fn what_said_how_things_are_has_nothing_in_its_place() {
        for outcome in
            [Outcome::NotFound, Outcome::NewerInsurer, Outcome::AidTicketMissing, Outcome::NotGenuine]
        {
            assert!(outcome.fallbacks().is_empty(), "{}", outcome.name());
        }
        for outcome in [Outcome::SourceUnknown, Outcome::Unclear(Unclear::StaleFile), Outcome::CardUnreadable]
        {
            assert_eq!(outcome.fallbacks(), Fallback::ALL, "{}", outcome.name());
        }
    }

    #[test]
    fn whoever_is_sent_to_another_paper_has_one_to_show() {
        for outcome in [Outcome::CardUnreadable, Outcome::SourceUnavailable, Outcome::Expired] {
            assert!(outcome.next_step().text(Language::Ja).contains("資格確認書"));
            assert!(outcome.fallbacks().contains(&Fallback::EligibilityCertificate), "{}", outcome.name());
        }
    }

    #[test]
    fn a_claim_goes_by_current_then_past_then_unknown_numbers() {
        let number = |text| InsurerNumber::new(text).unwrap();
        let (current, past) = (number("01130012"), number("138008"));
        for unknown in [number("77777777"), number("77777779")] {
            assert_eq!(ClaimedBy::first_known(Some(&unknown), Some(&past)), ClaimedBy::Past);
            assert_eq!(ClaimedBy::first_known(None, Some(&unknown)), ClaimedBy::Unknown);
        }
        assert_eq!(ClaimedBy::first_known(Some(&current), Some(&past)), ClaimedBy::Current);
        assert_eq!(ClaimedBy::first_known(None, None), ClaimedBy::Unknown);
    }
}

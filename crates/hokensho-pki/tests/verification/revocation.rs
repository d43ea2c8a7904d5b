//! What a list says about a leaf, and when it says nothing.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Authority, Municipality, Revoked, extension};
use hokensho_mock::{Persona, pki::Reason as MockReason};
use hokensho_pki::{
    Certificate, CertificateState, Crl, Error, Purpose, Reason, Revocation, RevocationPolicy, Time, Unchecked,
};

use super::setting::{CHIYODA, DAY, KIYOSE, NOW, adult, now, set, spoiled, verifier};

pub(super) const ADULT: u64 = 0x22_7B13;
const THIS_UPDATE: i64 = NOW - 3600;
const NEXT_UPDATE: i64 = NOW + DAY;
pub(super) const GOOD: Revocation = Revocation::Good { as_of: Time::from_unix(THIS_UPDATE) };
pub(super) const OTHER_SCOPE: Revocation = Revocation::NotChecked { why: Unchecked::OtherScope };

pub(super) fn tbs(municipality: Municipality<'_>, revoked: &[Revoked]) -> Node {
    let (this_update, next_update) = (THIS_UPDATE, NEXT_UPDATE);
    pki::Crl { authority: Authority::Auth, municipality, number: 7, this_update, next_update, revoked }.tbs()
}

pub(super) fn revoked(serial: u64, reason: MockReason) -> Revoked {
    Revoked { serial, at: NOW - DAY, reason }
}

/// What this list says about this leaf, at this time, with this tolerance.
pub(super) fn ask(leaf: &[u8], list: &Node, at: Time, tolerance_seconds: u32) -> Revocation {
    let verifier = verifier();
    let list = Authority::Auth.issue(list);
    let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, at).unwrap();
    let mut path = verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap();
    let answer = path.check_revocation(&list, at, tolerance_seconds);
    assert_eq!(path.revocation(), answer, "the path keeps the answer");
    answer
}

pub(super) fn ask_adult(list: &Node) -> Revocation {
    ask(adult().auth_certificate().unwrap(), list, now(), 0)
}

/// A list whose issuing distribution point is another.
pub(super) fn with_scope(fields: &[Node]) -> Node {
    let scope = extension::critical(extension::ISSUING_DISTRIBUTION_POINT, der::sequence(fields.to_vec()));
    let mut tbs = tbs(CHIYODA, &[]);
    tbs.replace(&[5, 0, 2], scope).unwrap();
    tbs
}

pub(super) fn point(name: Node) -> Node {
    der::context(0, [der::context(0, [pki::directory_name(name)])])
}

pub(super) fn here() -> Node {
    point(Authority::Auth.distribution_point(CHIYODA))
}

#[test]
fn without_a_list_nothing_is_known() {
    let (adult, verifier) = (adult(), verifier());
    let path =
        verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now()).unwrap();
    assert_eq!(path.revocation(), Revocation::NotChecked { why: Unchecked::NoList });
    assert_eq!(path.state(), CertificateState::NotChecked);
}

#[test]
fn a_fresh_list_without_the_leaf_says_good() {
    assert_eq!(ask_adult(&tbs(CHIYODA, &[])), GOOD);
    let neighbours = [revoked(ADULT - 1, MockReason::Superseded), revoked(ADULT + 1, MockReason::Superseded)];
    assert_eq!(ask_adult(&tbs(CHIYODA, &neighbours)), GOOD);
}

#[test]
fn a_list_says_why_and_since_when() {
    let at = Time::from_unix(NOW - DAY);
    for (written, reason) in [
        (MockReason::Unspecified, Reason::Unspecified),
        (MockReason::KeyCompromise, Reason::KeyCompromise),
        (MockReason::CaCompromise, Reason::CaCompromise),
        (MockReason::AffiliationChanged, Reason::AffiliationChanged),
        (MockReason::Superseded, Reason::Superseded),
        (MockReason::CessationOfOperation, Reason::CessationOfOperation),
    ] {
        let list = tbs(CHIYODA, &[revoked(ADULT, written)]);
        assert_eq!(ask_adult(&list), Revocation::Revoked { reason, at });
    }
}

#[test]
fn a_hold_is_its_own_answer() {
    let list = tbs(CHIYODA, &[revoked(ADULT, MockReason::CertificateHold)]);
    assert_eq!(ask_adult(&list), Revocation::OnHold { at: Time::from_unix(NOW - DAY) });
}

#[test]
fn an_unknown_reason_is_kept_and_revokes() {
    let mut list = tbs(CHIYODA, &[revoked(ADULT, MockReason::Superseded)]);
    let reason = extension::plain(extension::REASON_CODE, der::enumerated(42));
    list.replace(&[5, 0, 2, 0], reason).unwrap();
    let at = Time::from_unix(NOW - DAY);
    assert_eq!(ask_adult(&list), Revocation::Revoked { reason: Reason::Other(42), at });
}

#[test]
fn the_date_of_invalidity_changes_nothing() {
    let mut list = tbs(CHIYODA, &[revoked(ADULT, MockReason::KeyCompromise)]);
    let invalid = extension::plain(&[2, 5, 29, 24], der::generalized_time(NOW - 9 * DAY));
    list.insert(&[5, 0, 2, 1], invalid).unwrap();
    let at = Time::from_unix(NOW - DAY);
    assert_eq!(ask_adult(&list), Revocation::Revoked { reason: Reason::KeyCompromise, at });
}

#[test]
fn entries_are_found_in_any_order() {
    let serials = [9, ADULT + 1, 0x0100_0000_0000, 3, ADULT, ADULT - 1, 0x80];
    let list = serials.map(|serial| revoked(serial, MockReason::Superseded));
    assert!(matches!(ask_adult(&tbs(CHIYODA, &list)), Revocation::Revoked { .. }));
}

#[test]
fn the_list_of_another_municipality_says_nothing() {
    assert_eq!(ask_adult(&tbs(KIYOSE, &[])), OTHER_SCOPE);
    let list = tbs(KIYOSE, &[revoked(ADULT, MockReason::Superseded)]);
    assert_eq!(ask_adult(&list), OTHER_SCOPE, "serials there are of others");
}

#[test]
fn a_list_that_does_not_say_of_whom_says_nothing() {
    let mut list = tbs(CHIYODA, &[]);
    list.remove(&[5, 0, 2]).unwrap();
    let no_scope = Revocation::NotChecked { why: Unchecked::NoScope };
    assert_eq!(ask_adult(&list), no_scope);
    assert_eq!(ask_adult(&with_scope(&[der::context_bytes(1, [0xFF])])), no_scope);
}

/// What this list says of the adult to a verifier that takes lists without a scope.
fn ask_accepting_no_scope(list: &Node) -> Revocation {
    let (verifier, adult) = (verifier().accepting_lists_without_scope(), adult());
    let list = Authority::Auth.issue(list);
    let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now()).unwrap();
    let leaf = adult.auth_certificate().unwrap();
    let mut path = verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap();
    path.check_revocation(&list, now(), 0)
}

#[test]
fn a_list_without_a_scope_is_of_all_if_a_call_says_so() {
    let mut list = tbs(CHIYODA, &[]);
    list.remove(&[5, 0, 2]).unwrap();
    assert_eq!(ask_accepting_no_scope(&list), GOOD);
    assert_eq!(ask_accepting_no_scope(&with_scope(&[der::context_bytes(1, [0xFF])])), GOOD, "end entities");
    assert_eq!(ask_accepting_no_scope(&tbs(CHIYODA, &[])), GOOD, "others count as before");
}

#[test]
fn a_list_with_another_scope_says_nothing_even_if_none_were_enough() {
    assert_eq!(ask_accepting_no_scope(&tbs(KIYOSE, &[])), OTHER_SCOPE);
    assert_eq!(ask_accepting_no_scope(&with_scope(&[der::context_bytes(2, [0xFF])])), OTHER_SCOPE, "CAs");
}

#[test]
fn the_issuers_own_name_is_a_place_only_if_a_call_says_so() {
    let list = with_scope(&[point(Authority::Auth.name())]);
    assert_eq!(ask_adult(&list), OTHER_SCOPE);
    assert_eq!(ask_accepting_no_scope(&list), GOOD);
}

#[test]
fn a_list_of_other_kinds_of_certificates_says_nothing() {
    assert_eq!(ask_adult(&with_scope(&[here(), der::context_bytes(1, [0xFF])])), GOOD, "end entities");
    assert_eq!(ask_adult(&with_scope(&[here(), der::context_bytes(2, [0xFF])])), OTHER_SCOPE, "CAs");
    assert_eq!(ask_adult(&with_scope(&[here(), der::context_bytes(5, [0xFF])])), OTHER_SCOPE, "attributes");
}

#[test]
fn a_name_that_only_begins_like_the_right_one_is_another() {
    let mut longer = Authority::Auth.distribution_point(CHIYODA);
    longer.duplicate(&[5]).unwrap();
    let mut shorter = Authority::Auth.distribution_point(CHIYODA);
    shorter.remove(&[5]).unwrap();
    for name in [longer, shorter] {
        assert_eq!(ask_adult(&with_scope(&[point(name)])), OTHER_SCOPE);
    }
}

#[test]
fn names_must_have_the_identical_encoding() {
    // The same text as PrintableString (RFC 5280, 5.2.5).
    let mut other = Authority::Auth.distribution_point(CHIYODA);
    let text = other.at(&[5, 0, 1]).unwrap().clone().with_tag(0x13);
    other.replace(&[5, 0, 1], text).unwrap();
    assert_eq!(ask_adult(&with_scope(&[point(other)])), OTHER_SCOPE);
}

#[test]
fn one_of_several_names_is_enough() {
    let names = [Authority::Auth.distribution_point(KIYOSE), Authority::Auth.distribution_point(CHIYODA)];
    let names = der::context(0, [der::context(0, names.map(pki::directory_name))]);
    assert_eq!(ask_adult(&with_scope(&[names])), GOOD);
}

pub(super) fn with_points(points: &[Node]) -> Vec<u8> {
    let points = extension::plain(extension::CRL_DISTRIBUTION_POINTS, der::sequence(points.to_vec()));
    spoiled(|tbs| set(tbs, extension::CRL_DISTRIBUTION_POINTS, points))
}

#[test]
fn a_distribution_point_of_some_reasons_or_another_issuer_is_not_enough() {
    let reasons = der::context_bytes(1, [1, 0b0100_0000]);
    let issuer = der::context(2, [pki::directory_name(Authority::Auth.name())]);
    for part in [reasons, issuer] {
        let leaf = with_points(&[der::sequence([here(), part])]);
        assert_eq!(ask(&leaf, &tbs(CHIYODA, &[]), now(), 0), OTHER_SCOPE);
    }
}

#[test]
fn a_leaf_without_distribution_points_is_never_good() {
    let leaf = spoiled(|tbs| super::setting::drop(tbs, extension::CRL_DISTRIBUTION_POINTS));
    assert_eq!(ask(&leaf, &tbs(CHIYODA, &[]), now(), 0), OTHER_SCOPE);
}

#[test]
fn a_point_with_an_address_alone_is_another_scope() {
    let address = der::context(0, [der::context(0, [der::context_bytes(6, *b"ldap://a")])]);
    let leaf = with_points(&[der::sequence([address])]);
    assert_eq!(ask(&leaf, &tbs(CHIYODA, &[]), now(), 0), OTHER_SCOPE);
}

#[test]
fn a_list_is_stale_after_the_next_was_due() {
    let list = tbs(CHIYODA, &[]);
    let due = Time::from_unix(NEXT_UPDATE);
    let adult = adult();
    let leaf = adult.auth_certificate().unwrap();
    assert_eq!(ask(leaf, &list, due, 0), GOOD);
    assert_eq!(ask(leaf, &list, due.after(1), 0), Revocation::Stale { next_update: due });
    assert_eq!(ask(leaf, &list, due.after(600), 600), GOOD);
    assert_eq!(ask(leaf, &list, due.after(601), 600), Revocation::Stale { next_update: due });
}

#[test]
fn a_stale_list_still_says_no() {
    let list = tbs(CHIYODA, &[revoked(ADULT, MockReason::CertificateHold)]);
    let late = Time::from_unix(NEXT_UPDATE + DAY);
    let adult = adult();
    assert!(matches!(ask(adult.auth_certificate().unwrap(), &list, late, 0), Revocation::OnHold { .. }));
}

#[test]
fn a_list_from_the_future_says_nothing() {
    let list = tbs(CHIYODA, &[]);
    let early = Time::from_unix(THIS_UPDATE - 1);
    let adult = adult();
    let leaf = adult.auth_certificate().unwrap();
    assert_eq!(ask(leaf, &list, early, 0), Revocation::NotChecked { why: Unchecked::ListNotYet });
    assert_eq!(ask(leaf, &list, early, 1), GOOD);
}

#[test]
fn a_list_from_the_future_still_says_no() {
    // A slow clock makes every list one from the future.
    let early = Time::from_unix(THIS_UPDATE - DAY);
    let at = Time::from_unix(NOW - DAY);
    let adult = adult();
    let leaf = adult.auth_certificate().unwrap();
    let list = tbs(CHIYODA, &[revoked(ADULT, MockReason::KeyCompromise)]);
    assert_eq!(ask(leaf, &list, early, 0), Revocation::Revoked { reason: Reason::KeyCompromise, at });
    let list = tbs(CHIYODA, &[revoked(ADULT, MockReason::CertificateHold)]);
    assert_eq!(ask(leaf, &list, early, 0), Revocation::OnHold { at });
}

/// What the adult's path holds after each of these lists was asked, one after the other.
fn ask_in_turn(lists: &[Node]) -> Vec<Revocation> {
    let (verifier, adult) = (verifier(), adult());
    let leaf = adult.auth_certificate().unwrap();
    let mut path = verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap();
    let asked = lists.iter().map(|list| {
        let list = Authority::Auth.issue(list);
        let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now()).unwrap();
        let holds = path.check_revocation(&list, now(), 0);
        assert_eq!(path.revocation(), holds, "what is returned is what the path holds");
        holds
    });
    asked.collect()
}

fn at_times(this_update: i64, next_update: i64, revoked: &[Revoked]) -> Node {
    let (authority, municipality) = (Authority::Auth, CHIYODA);
    pki::Crl { authority, municipality, number: 7, this_update, next_update, revoked }.tbs()
}

#[test]
fn a_weaker_answer_never_replaces_a_stronger_one() {
    let by_strength = [
        tbs(KIYOSE, &[]),
        at_times(NOW - 2 * DAY, NOW - DAY, &[]),
        tbs(CHIYODA, &[]),
        tbs(CHIYODA, &[revoked(ADULT, MockReason::CertificateHold)]),
        tbs(CHIYODA, &[revoked(ADULT, MockReason::Superseded)]),
    ];
    let alone = by_strength.each_ref().map(ask_adult);
    assert_eq!(
        alone[..3],
        [OTHER_SCOPE, Revocation::Stale { next_update: Time::from_unix(NOW - DAY) }, GOOD]
    );
    for (first, one) in by_strength.iter().enumerate() {
        for (second, other) in by_strength.iter().enumerate() {
            let held = ask_in_turn(&[one.clone(), other.clone()]);
            assert_eq!(held, [alone[first], alone[first.max(second)]], "{first}, then {second}");
        }
    }
}

#[test]
fn an_entry_stays_whichever_list_is_newer() {
    let entry = [revoked(ADULT, MockReason::Superseded)];
    let (older, newer) = (NOW - 2 * 3600, NOW - 3600);
    for (listing, silent) in [(older, newer), (newer, older)] {
        let listing = at_times(listing, NEXT_UPDATE, &entry);
        let silent = at_times(silent, NEXT_UPDATE, &[]);
        let held = ask_in_turn(&[listing, silent]);
        assert!(matches!(held[..], [Revocation::Revoked { .. }, Revocation::Revoked { .. }]), "{held:?}");
    }
}

#[test]
fn of_two_lists_that_say_the_same_the_newer_counts() {
    let (older, newer) = (NOW - 2 * 3600, NOW - 3600);
    let good = |as_of| Revocation::Good { as_of: Time::from_unix(as_of) };
    let list = |this_update| at_times(this_update, NEXT_UPDATE, &[]);
    assert_eq!(ask_in_turn(&[list(older), list(newer)]), [good(older), good(newer)]);
    assert_eq!(ask_in_turn(&[list(newer), list(older)]), [good(newer), good(newer)]);

    let stale = |next_update| Revocation::Stale { next_update: Time::from_unix(next_update) };
    let list = |next_update| at_times(NOW - 3 * DAY, next_update, &[]);
    let (older, newer) = (NOW - 2 * DAY, NOW - DAY);
    assert_eq!(ask_in_turn(&[list(older), list(newer)]), [stale(older), stale(newer)]);
    assert_eq!(ask_in_turn(&[list(newer), list(older)]), [stale(newer), stale(newer)]);
}

#[test]
fn a_lifted_hold_is_seen_by_a_fresh_path_only() {
    let held = at_times(NOW - 2 * 3600, NEXT_UPDATE, &[revoked(ADULT, MockReason::CertificateHold)]);
    let lifted = tbs(CHIYODA, &[]);
    let holds = ask_in_turn(&[held, lifted.clone()]);
    assert!(matches!(holds[1], Revocation::OnHold { .. }));
    assert_eq!(ask_in_turn(&[lifted]), [GOOD]);
}

#[test]
fn the_list_of_the_other_ca_says_nothing() {
    let verifier = verifier();
    let (this_update, next_update) = (THIS_UPDATE, NEXT_UPDATE);
    let list = pki::Crl {
        authority: Authority::Sign,
        municipality: CHIYODA,
        number: 7,
        this_update,
        next_update,
        revoked: &[],
    };
    let list = Authority::Sign.issue(&list.tbs());
    let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Signing, now()).unwrap();
    let adult = adult();
    let leaf = adult.auth_certificate().unwrap();
    let mut path = verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap();
    let said = path.check_revocation(&list, now(), 0);
    assert_eq!(said, Revocation::NotChecked { why: Unchecked::OtherIssuer });
}

#[test]
fn the_strict_policy_wants_good() {
    let strict = RevocationPolicy::default();
    for state in [CertificateState::Valid, CertificateState::Expiring, CertificateState::Grace] {
        assert_eq!(strict.accept(state), Ok(state));
    }
    for state in [
        CertificateState::NotChecked,
        CertificateState::Stale,
        CertificateState::Suspended,
        CertificateState::Revoked,
        CertificateState::Expired,
    ] {
        assert_eq!(strict.accept(state), Err(Error::Refused { state }));
        assert_eq!(CertificateState::of_refusal(&Error::Refused { state }), Some(state));
    }
}

#[test]
fn the_loose_policy_still_refuses_what_is_revoked() {
    let loose = RevocationPolicy::AcceptNotChecked;
    for state in [CertificateState::NotChecked, CertificateState::Stale] {
        assert_eq!(loose.accept(state), Ok(state));
    }
    for state in [CertificateState::Suspended, CertificateState::Revoked, CertificateState::Expired] {
        assert_eq!(loose.accept(state), Err(Error::Refused { state }));
    }
}

#[test]
fn every_persona_finds_its_own_municipality() {
    for name in Persona::NAMES {
        let persona = Persona::named(name).unwrap();
        let leaf = Certificate::parse(persona.auth_certificate().unwrap()).unwrap();
        let points = leaf.extensions().crl_distribution_points.unwrap().value;
        assert_eq!(points.iter().filter_map(|point| point.directory_name()).count(), 1, "{name}");
    }
}

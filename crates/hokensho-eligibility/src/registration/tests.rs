use alloc::vec::Vec;
use proptest::prelude::*;

use super::*;
use crate::fixtures::{day, time};

fn person() -> PersonKey {
    PersonKey::from("4711")
}

fn certificate(serial: u8) -> CertificateName {
    CertificateName::new(b"issuer", &[serial])
}

/// A person with one certificate from 2025-05-01 to 2026-11-10, registered on 2025-06-01 at the reader.
fn registered() -> Registrations {
    let mut registrations = Registrations::default();
    registrations.join(&person(), &certificate(1), day("2025-05-01"), day("2026-11-10")).unwrap();
    registrations.register(&certificate(1), Channel::Reader, day("2025-06-01")).unwrap();
    registrations
}

const SINCE_JUNE: fn() -> RegistrationState =
    || RegistrationState::Registered { since: day("2025-06-01"), channel: Channel::Reader };

#[track_caller]
fn assert_state(registrations: &Registrations, on: &str, state: RegistrationState) {
    assert_eq!(registrations.state(&person(), day(on)), state, "{on}");
}

#[test]
fn a_certificate_alone_registers_nobody() {
    let mut registrations = Registrations::default();
    registrations.join(&person(), &certificate(1), day("2025-05-01"), day("2026-11-10")).unwrap();
    assert_state(&registrations, "2025-06-01", RegistrationState::Unregistered);
}

#[test]
fn a_registration_counts_from_its_day() {
    assert_state(&registered(), "2025-05-31", RegistrationState::Unregistered);
    assert_state(&registered(), "2025-06-01", SINCE_JUNE());
}

#[test]
fn who_registers_again_stays_registered_since_the_first_time() {
    let mut registrations = registered();
    let again = registrations.register(&certificate(1), Channel::PortalPhone, day("2025-07-01")).unwrap();
    assert_eq!(again, SINCE_JUNE());
}

#[test]
fn of_two_registrations_on_one_day_the_first_stays() {
    let mut registrations = registered();
    let again = registrations.register(&certificate(1), Channel::Atm, day("2025-06-01")).unwrap();
    assert_eq!(again, SINCE_JUNE());
}

#[test]
fn a_certificate_registers_on_its_first_and_on_its_last_day() {
    for on in ["2025-05-01", "2026-11-10"] {
        let mut registrations = Registrations::default();
        registrations.join(&person(), &certificate(1), day("2025-05-01"), day("2026-11-10")).unwrap();
        assert!(registrations.register(&certificate(1), Channel::Reader, day(on)).is_ok(), "{on}");
    }
}

#[test]
fn a_registration_lapses_three_months_after_the_month_of_the_certificates_end() {
    let lapsed = RegistrationState::Lapsed { last_day: day("2027-02-28") };
    assert_state(&registered(), "2027-02-28", SINCE_JUNE());
    assert_state(&registered(), "2027-03-01", lapsed);
}

#[test]
fn a_renewal_before_the_lapse_is_no_new_registration() {
    let mut registrations = registered();
    registrations.join(&person(), &certificate(2), day("2027-02-28"), day("2031-11-10")).unwrap();
    assert_state(&registrations, "2030-01-01", SINCE_JUNE());
    assert_eq!(registrations.person(&certificate(2)), Some(&person()));
}

#[test]
fn a_renewal_after_the_lapse_brings_nothing_back() {
    let mut registrations = registered();
    registrations.join(&person(), &certificate(2), day("2027-03-01"), day("2031-11-10")).unwrap();
    assert_state(&registrations, "2027-03-01", RegistrationState::Lapsed { last_day: day("2027-02-28") });
    let again = registrations.register(&certificate(2), Channel::PortalComputer, day("2027-03-02")).unwrap();
    assert_eq!(
        again,
        RegistrationState::Registered { since: day("2027-03-02"), channel: Channel::PortalComputer }
    );
}

#[test]
fn who_cancels_is_cancelled_until_they_register_again() {
    let mut registrations = registered();
    let cancelled = RegistrationState::Cancelled { on: day("2026-01-10") };
    assert_eq!(registrations.cancel(&person(), day("2026-01-10")), cancelled);
    assert_eq!(registrations.cancel(&person(), day("2026-01-11")), cancelled);
    assert_state(&registrations, "2026-01-09", SINCE_JUNE());
    // What is cancelled doesn't lapse.
    assert_state(&registrations, "2028-01-01", cancelled);
    let again = registrations.register(&certificate(1), Channel::Atm, day("2026-02-01")).unwrap();
    assert_eq!(again, RegistrationState::Registered { since: day("2026-02-01"), channel: Channel::Atm });
}

#[test]
fn what_is_done_on_one_day_is_done_in_the_order_told() {
    let on = day("2025-06-01");
    let mut registrations = registered();
    let cancelled = RegistrationState::Cancelled { on };
    assert_eq!(registrations.cancel(&person(), on), cancelled);
    assert_eq!(registrations.register(&certificate(1), Channel::Reader, on), Ok(cancelled)); // told again

    let mut registrations = registered();
    let on = day("2025-07-01");
    registrations.cancel(&person(), on);
    let again = registrations.register(&certificate(1), Channel::Atm, on);
    assert_eq!(again, Ok(RegistrationState::Registered { since: on, channel: Channel::Atm }));
}

#[test]
fn who_never_registered_has_nothing_to_cancel() {
    let mut registrations = Registrations::default();
    assert_eq!(registrations.cancel(&person(), day("2026-01-10")), RegistrationState::Unregistered);
    assert_state(&registrations, "2026-01-10", RegistrationState::Unregistered);
}

#[test]
fn a_cancellation_that_is_told_before_the_registration_counts() {
    let mut registrations = Registrations::default();
    registrations.cancel(&person(), day("2026-01-10"));
    registrations.join(&person(), &certificate(1), day("2025-05-01"), day("2026-11-10")).unwrap();
    registrations.register(&certificate(1), Channel::Reader, day("2025-06-01")).unwrap();
    assert_state(&registrations, "2026-01-09", SINCE_JUNE());
    assert_state(&registrations, "2026-01-10", RegistrationState::Cancelled { on: day("2026-01-10") });
}

#[test]
fn refuses_a_certificate_of_somebody_else() {
    let mut registrations = registered();
    let refused =
        registrations.join(&PersonKey::from("4712"), &certificate(1), day("2025-05-01"), day("2026-11-10"));
    assert_eq!(refused, Err(Error::CertificateOfAnother));
    assert_eq!(registrations, registered());
}

#[test]
fn refuses_to_register_with_a_certificate_that_is_unknown_or_does_not_count() {
    let mut registrations = registered();
    let refused = registrations.register(&certificate(9), Channel::Reader, day("2026-01-01"));
    assert_eq!(refused, Err(Error::CertificateUnknown));
    for on in ["2025-04-30", "2026-11-11"] {
        let refused = registrations.register(&certificate(1), Channel::Reader, day(on));
        assert_eq!(refused, Err(Error::CertificateEnded { on: day(on) }));
    }
    assert_eq!(registrations, registered());
}

#[test]
fn another_rule_lapses_from_the_day() {
    let mut registrations = Registrations::new(LapseRule::FromDay { months: 3 });
    registrations.join(&person(), &certificate(1), day("2025-05-01"), day("2026-11-30")).unwrap();
    registrations.register(&certificate(1), Channel::Reader, day("2025-06-01")).unwrap();
    assert_state(&registrations, "2027-02-28", SINCE_JUNE());
    assert_state(&registrations, "2027-03-01", RegistrationState::Lapsed { last_day: day("2027-02-28") });
}

#[test]
fn debug_names_no_certificate_and_no_person() {
    let shown = alloc::format!("{:?}", registered());
    assert!(!shown.contains("4711") && !shown.contains("issuer"), "{shown}");
}

#[test]
fn a_certificate_that_is_suspended_registers_nobody_until_it_is_lifted() {
    let mut registrations = Registrations::default();
    registrations.join(&person(), &certificate(1), day("2025-05-01"), day("2026-11-10")).unwrap();
    registrations.suspend(&certificate(1), time("20250601120000")).unwrap();
    registrations.lift_suspension(&certificate(1), time("20250603120000")).unwrap();
    // What it is for a part of a day it is that day.
    for on in ["2025-06-01", "2025-06-02", "2025-06-03"] {
        let refused = registrations.register(&certificate(1), Channel::Reader, day(on));
        assert_eq!(refused, Err(Error::CertificateSuspended { on: day(on) }));
    }
    for on in ["2025-05-31", "2025-06-04"] {
        let registered = registrations.clone().register(&certificate(1), Channel::Reader, day(on));
        assert!(registered.is_ok(), "{on}");
    }
}

#[test]
fn a_suspension_leaves_the_registration_as_it_is() {
    let mut registrations = registered();
    registrations.suspend(&certificate(1), time("20260101030000")).unwrap();
    assert_state(&registrations, "2026-01-01", SINCE_JUNE());
    assert_eq!(
        registrations.certificate_state(&certificate(1), day("2025-12-31")),
        Some(CertificateState::Valid)
    );
    let state = registrations.certificate_state(&certificate(1), day("2026-06-01"));
    assert_eq!(state, Some(CertificateState::Suspended));
}

#[test]
fn of_a_suspension_and_its_end_at_one_second_the_suspension_counts() {
    let at = time("20260101030000");
    let mut one = registered();
    one.suspend(&certificate(1), at).unwrap();
    one.lift_suspension(&certificate(1), at).unwrap();
    let mut other = registered();
    other.lift_suspension(&certificate(1), at).unwrap();
    other.suspend(&certificate(1), at).unwrap();
    assert_eq!(one, other);
    let state = one.certificate_state(&certificate(1), day("2026-01-02"));
    assert_eq!(state, Some(CertificateState::Suspended));
}

#[test]
fn a_registration_lapses_by_a_revoked_certificate_as_by_one_that_ended_the_day_before() {
    let mut registrations = registered();
    registrations.revoke(&certificate(1), day("2025-11-11")).unwrap();
    assert_state(&registrations, "2026-02-28", SINCE_JUNE());
    assert_state(&registrations, "2026-03-01", RegistrationState::Lapsed { last_day: day("2026-02-28") });
    let mut at_once = Registrations { rule: LapseRule::None, ..registrations };
    assert_state(&at_once, "2025-11-10", SINCE_JUNE());
    assert_state(&at_once, "2025-11-11", RegistrationState::Lapsed { last_day: day("2025-11-10") });
    // Another in its place in time is no new registration.
    at_once.join(&person(), &certificate(2), day("2025-11-10"), day("2030-11-10")).unwrap();
    assert_state(&at_once, "2026-03-01", SINCE_JUNE());
}

#[test]
fn a_revoked_certificate_registers_nobody_and_the_first_day_told_counts() {
    let mut registrations = registered();
    for on in ["2026-03-01", "2026-02-01", "2026-04-01"] {
        registrations.revoke(&certificate(1), day(on)).unwrap();
    }
    let state = |on| registrations.certificate_state(&certificate(1), day(on));
    assert_eq!(state("2026-01-31"), Some(CertificateState::Valid));
    assert_eq!(state("2026-02-01"), Some(CertificateState::Revoked));
    let refused = registrations.clone().register(&certificate(1), Channel::Atm, day("2026-02-01"));
    assert_eq!(refused, Err(Error::CertificateRevoked { on: day("2026-02-01") }));
}

#[test]
fn a_certificate_that_ended_is_in_its_grace_and_then_expired() {
    let state = |on| registered().certificate_state(&certificate(1), day(on));
    assert_eq!(state("2025-04-30"), None);
    assert_eq!(state("2026-11-10"), Some(CertificateState::Valid));
    assert_eq!(state("2026-11-11"), Some(CertificateState::Grace));
    assert_eq!(state("2027-02-28"), Some(CertificateState::Grace));
    assert_eq!(state("2027-03-01"), Some(CertificateState::Expired));
    assert_eq!(registered().certificate_state(&certificate(9), day("2026-01-01")), None);
}

#[test]
fn refuses_to_suspend_or_revoke_what_is_joined_to_nobody() {
    let mut registrations = registered();
    let at = time("20260101030000");
    assert_eq!(registrations.suspend(&certificate(9), at), Err(Error::CertificateUnknown));
    assert_eq!(registrations.lift_suspension(&certificate(9), at), Err(Error::CertificateUnknown));
    assert_eq!(registrations.revoke(&certificate(9), at.date()), Err(Error::CertificateUnknown));
    assert_eq!(registrations, registered());
}

/// What an operator is told, in months after a day; a registration with a certificate that doesn't count is refused.
#[derive(Clone, Debug)]
enum Told {
    Joined(u8, u8, u8),
    Suspended(u8, u8),
    Lifted(u8, u8),
    Revoked(u8, u8),
    Registered(u8, u8),
    Cancelled(u8),
}

impl Told {
    const fn is_of_a_certificate(&self) -> bool {
        !matches!(self, Self::Registered(..) | Self::Cancelled(_))
    }
}

fn later(months: u8) -> Date {
    day("2020-01-15").months_later(months)
}

fn tell(registrations: &mut Registrations, told: &Told) {
    let noon = |months| DateTime::new(later(months), 12, 0, 0).unwrap();
    // What is told of a certificate that is joined to nobody, or that doesn't count, is refused.
    let _ = match *told {
        Told::Joined(serial, since, months) => {
            registrations.join(&person(), &certificate(serial), later(since), later(since + months))
        }
        Told::Suspended(serial, on) => registrations.suspend(&certificate(serial), noon(on)),
        Told::Lifted(serial, on) => registrations.lift_suspension(&certificate(serial), noon(on)),
        Told::Revoked(serial, on) => registrations.revoke(&certificate(serial), later(on)),
        Told::Registered(serial, on) => {
            registrations.register(&certificate(serial), Channel::Reader, later(on)).map(drop)
        }
        Told::Cancelled(on) => {
            registrations.cancel(&person(), later(on));
            Ok(())
        }
    };
}

/// Three certificates, of which something is told, and what the person did, each on its own day.
fn told() -> impl Strategy<Value = Vec<Told>> {
    let joined =
        (0..3_u8, 0..60_u8, 1..60_u8).prop_map(|(serial, since, months)| Told::Joined(serial, since, months));
    let happened = (0..3_u8, 0..120_u8, 0..3).prop_map(|(serial, on, what)| match what {
        0 => Told::Suspended(serial, on),
        1 => Told::Lifted(serial, on),
        _ => Told::Revoked(serial, on),
    });
    let done = prop::collection::btree_map(0..120_u8, prop::option::of(0..3_u8), 0..8).prop_map(|done| {
        let done = done.into_iter().map(|(on, serial)| match serial {
            Some(serial) => Told::Registered(serial, on),
            None => Told::Cancelled(on),
        });
        done.collect::<Vec<_>>()
    });
    (prop::collection::vec(joined, 1..5), prop::collection::vec(happened, 0..5), done)
        .prop_map(|(joined, happened, done)| [joined, happened, done].concat())
}

fn all_told(told: &[Told]) -> Registrations {
    let mut registrations = Registrations::default();
    told.iter().for_each(|it| tell(&mut registrations, it));
    registrations
}

proptest! {
    #[test]
    fn to_tell_all_twice_changes_nothing(told in told()) {
        let once = all_told(&told);
        let mut twice = once.clone();
        told.iter().rev().for_each(|it| tell(&mut twice, it));
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn the_order_of_telling_changes_nothing(
        (told, shuffled) in told().prop_flat_map(|told| (Just(told.clone()), Just(told).prop_shuffle())),
    ) {
        // But that certificates are joined first, and told of before they register anybody; who cancels needs none.
        let is_cancelled = |it: &Told| matches!(it, Told::Cancelled(_));
        let mut others: Vec<_> = shuffled.iter().filter(|it| !is_cancelled(it)).cloned().collect();
        others.sort_by_key(|it| (!matches!(it, Told::Joined(..)), !it.is_of_a_certificate()));
        let mut others = others.into_iter();
        let in_turn = |it: Told| if is_cancelled(&it) { it } else { others.next().unwrap() };
        let shuffled: Vec<_> = shuffled.into_iter().map(in_turn).collect();
        let (one, other) = (all_told(&told), all_told(&shuffled));
        for month in 0..200 {
            let on = later(month);
            prop_assert_eq!(one.state(&person(), on), other.state(&person(), on), "{}", on);
            for serial in 0..3 {
                let state = one.certificate_state(&certificate(serial), on);
                prop_assert_eq!(state, other.certificate_state(&certificate(serial), on), "{}", on);
            }
        }
    }

    #[test]
    fn nobody_is_registered_past_the_last_day_of_every_certificate(told in told(), month in 0..200_u8) {
        let registrations = all_told(&told);
        let on = later(month);
        let counts = told.iter().any(|it| match *it {
            Told::Joined(serial, since, months) => {
                let revoked = told.iter().filter_map(|it| match *it {
                    Told::Revoked(of, on) if of == serial => later(on).day_before(),
                    _ => None,
                });
                let until = revoked.fold(later(since + months), Ord::min);
                later(since) <= on && on <= LapseRule::default().last_day(until)
            }
            _ => false,
        });
        if !counts {
            let registered = matches!(registrations.state(&person(), on), RegistrationState::Registered { .. });
            prop_assert!(!registered);
        }
    }

    #[test]
    fn nobody_is_registered_by_a_certificate_that_does_not_count(told in told(), serial in 0..3_u8, month in 0..120_u8) {
        let mut registrations = all_told(&told);
        let state = registrations.certificate_state(&certificate(serial), later(month));
        let registered = registrations.register(&certificate(serial), Channel::Atm, later(month));
        prop_assert_eq!(registered.is_ok(), state == Some(CertificateState::Valid));
    }
}

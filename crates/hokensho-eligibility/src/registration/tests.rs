use alloc::vec::Vec;
use proptest::prelude::*;

use super::*;
use crate::fixtures::day;

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
    assert_eq!(registrations, Registrations::default());
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

/// What an operator is told; a registration with a certificate that doesn't count is refused.
#[derive(Clone, Debug)]
enum Told {
    Joined(u8, u8, u8),
    Registered(u8, u8),
    Cancelled(u8),
}

fn tell(registrations: &mut Registrations, told: &Told) {
    let date = |months: u8| day("2020-01-15").months_later(months);
    match told {
        Told::Joined(serial, since, months) => {
            registrations.join(&person(), &certificate(*serial), date(*since), date(since + months)).unwrap();
        }
        Told::Registered(serial, on) => {
            let _ = registrations.register(&certificate(*serial), Channel::Reader, date(*on));
        }
        Told::Cancelled(on) => {
            registrations.cancel(&person(), date(*on));
        }
    }
}

fn told() -> impl Strategy<Value = Vec<Told>> {
    let one = prop_oneof![
        (0..3_u8, 0..60_u8, 1..60_u8).prop_map(|(serial, since, months)| Told::Joined(serial, since, months)),
        (0..3_u8, 0..120_u8).prop_map(|(serial, on)| Told::Registered(serial, on)),
        (0..120_u8).prop_map(Told::Cancelled),
    ];
    prop::collection::vec(one, 0..12)
}

proptest! {
    #[test]
    fn to_tell_all_twice_changes_nothing(told in told()) {
        let mut registrations = Registrations::default();
        // Certificates first: one that isn't known yet registers nobody.
        let joined_first = told.iter().filter(|it| matches!(it, Told::Joined(..)));
        let all: Vec<Told> = joined_first.chain(told.iter().filter(|it| !matches!(it, Told::Joined(..)))).cloned().collect();
        all.iter().for_each(|it| tell(&mut registrations, it));
        let once = registrations.clone();
        all.iter().rev().for_each(|it| tell(&mut registrations, it));
        prop_assert_eq!(registrations, once);
    }

    #[test]
    fn nobody_is_registered_past_the_last_day_of_every_certificate(told in told(), month in 0..200_u8) {
        let mut registrations = Registrations::default();
        told.iter().for_each(|it| tell(&mut registrations, it));
        let on = day("2020-01-15").months_later(month);
        let counts = told.iter().any(|it| match it {
            Told::Joined(_, since, months) => {
                let until = day("2020-01-15").months_later(since + months);
                day("2020-01-15").months_later(*since) <= on && on <= LapseRule::default().last_day(until)
            }
            _ => false,
        });
        if !counts {
            let registered = matches!(registrations.state(&person(), on), RegistrationState::Registered { .. });
            prop_assert!(!registered);
        }
    }
}

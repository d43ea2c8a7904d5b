//! Challenges that many wait for at once: each is taken by one, before anything is verified.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};

use hokensho_pki::{
    Audience, Challenge, ChallengeId, ChallengeStore, Document, Error, OutstandingChallenges, PathCache,
    Purpose, Time,
};
use proptest::prelude::*;

use super::setting::{NOW, adult, now, unchecked, verifier};

fn clinic() -> Audience {
    Audience::new("eligibility", "1312345678")
}

fn challenge(random: u8, made: Time) -> Challenge {
    Challenge::new([random; 32], &clinic(), made)
}

fn store() -> Mutex<OutstandingChallenges> {
    Mutex::new(OutstandingChallenges::new())
}

/// An issued challenge and what the adult's card answers.
fn issued(store: &impl ChallengeStore<Error = Error>, random: u8) -> (ChallengeId, [u8; 256]) {
    let challenge = challenge(random, now());
    let signature = adult().auth_key().sign_padded(&challenge.digest_info()).unwrap();
    (store.keep(challenge, now()).unwrap(), signature)
}

/// What a server does with an answer.
fn answered(
    store: &impl ChallengeStore<Error = Error>,
    id: ChallengeId,
    signature: &[u8],
    audience: &Audience,
    at: Time,
) -> Result<(), Error> {
    let (adult, verifier) = (adult(), verifier());
    let challenge = store.take(id)?;
    let path = verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, at)?;
    unchecked(path).authenticate(challenge, signature, audience, at).map(|_| ())
}

#[test]
fn an_answer_is_taken_once() {
    let store = store();
    let (id, signature) = issued(&store, 1);
    assert_eq!(answered(&store, id, &signature, &clinic(), now()), Ok(()));
    assert_eq!(answered(&store, id, &signature, &clinic(), now()), Err(Error::ChallengeUnknown));
}

#[test]
fn a_wrong_signature_uses_the_challenge_up() {
    let store = store();
    let (id, signature) = issued(&store, 1);
    let refused = answered(&store, id, &[0; 256], &clinic(), now());
    assert_eq!(refused, Err(Error::BadSignature { document: Document::Challenge }));
    assert_eq!(answered(&store, id, &signature, &clinic(), now()), Err(Error::ChallengeUnknown));
}

#[test]
fn an_answer_for_another_institution_uses_the_challenge_up() {
    let store = store();
    let (id, signature) = issued(&store, 1);
    let other = Audience::new("eligibility", "1398765432");
    assert_eq!(answered(&store, id, &signature, &other, now()), Err(Error::ChallengeForeign));
    assert_eq!(answered(&store, id, &signature, &clinic(), now()), Err(Error::ChallengeUnknown));
}

#[test]
fn a_late_answer_uses_the_challenge_up() {
    let store = store();
    let (id, signature) = issued(&store, 1);
    let late = answered(&store, id, &signature, &clinic(), now().after(301));
    assert_eq!(late, Err(Error::ChallengeLate { max_age_seconds: 300 }));
    assert_eq!(answered(&store, id, &signature, &clinic(), now()), Err(Error::ChallengeUnknown));
}

#[test]
fn refuses_a_challenge_that_was_never_issued() {
    let never = ChallengeId::from_bytes([0; 16]);
    assert_eq!(answered(&store(), never, &[0; 256], &clinic(), now()), Err(Error::ChallengeUnknown));
}

#[test]
fn refuses_a_challenge_of_another_store() {
    let (one, other) = (store(), store());
    let (id, signature) = issued(&one, 1);
    assert_eq!(answered(&other, id, &signature, &clinic(), now()), Err(Error::ChallengeUnknown));
}

#[test]
fn refuses_an_answer_under_the_name_of_another_challenge() {
    let store = store();
    let ((_, signature), (other, _)) = (issued(&store, 1), issued(&store, 2));
    let refused = answered(&store, other, &signature, &clinic(), now());
    assert_eq!(refused, Err(Error::BadSignature { document: Document::Challenge }));
}

#[test]
fn refuses_to_issue_the_same_challenge_twice() {
    let store = store();
    store.keep(challenge(1, now()), now()).unwrap();
    assert_eq!(store.keep(challenge(1, now()), now()), Err(Error::ChallengeRepeated));
}

#[test]
fn of_two_threads_with_the_same_answer_one_passes() {
    const THREADS: usize = 4;
    let (store, adult, cache) = (store(), adult(), PathCache::new(verifier()));
    let leaf = adult.auth_certificate().unwrap();
    for round in 0..50 {
        let (id, signature) = issued(&store, round);
        let (barrier, passed) = (Barrier::new(THREADS), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    barrier.wait();
                    let path = unchecked(cache.verify_path(leaf, Purpose::Authentication, now()).unwrap());
                    match store.take(id) {
                        Ok(challenge) => {
                            path.authenticate(challenge, &signature, &clinic(), now()).unwrap();
                            passed.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(error) => assert_eq!(error, Error::ChallengeUnknown),
                    }
                });
            }
        });
        assert_eq!(passed.into_inner(), 1, "round {round}");
    }
}

#[test]
fn under_stress_each_challenge_goes_to_one_thread() {
    const THREADS: usize = 8;
    const CHALLENGES: usize = 2000;
    let store = store();
    let ids: Vec<_> = (0..CHALLENGES)
        .map(|number| {
            let mut random = [0; 32];
            random[..8].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
            store.keep(Challenge::new(random, &clinic(), now()), now()).unwrap()
        })
        .collect();
    let taken = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (store, ids, taken) = (&store, &ids, &taken);
            scope.spawn(move || {
                // From different sides, so that the threads meet everywhere.
                let mine: Box<dyn Iterator<Item = _>> =
                    if thread % 2 == 0 { Box::new(ids.iter()) } else { Box::new(ids.iter().rev()) };
                let got = mine.filter(|id| store.take(**id).is_ok()).count();
                taken.fetch_add(got, Ordering::Relaxed);
            });
        }
    });
    assert_eq!(taken.into_inner(), CHALLENGES);
    assert_eq!(store.into_inner().unwrap().count(), 0);
}

#[test]
fn a_thread_that_panics_with_the_lock_held_stops_nobody() {
    let store = store();
    let (id, signature) = issued(&store, 1);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let _held = store.lock().unwrap();
        panic!("on purpose");
    }));
    assert!(panicked.is_err() && store.is_poisoned());
    assert_eq!(answered(&store, id, &signature, &clinic(), now()), Ok(()));
}

#[test]
fn a_full_store_issues_nothing_and_drops_nothing() {
    let mut full = OutstandingChallenges::with_budget(2);
    let first = full.keep(challenge(1, now()), now()).unwrap();
    let second = full.keep(challenge(2, now()), now()).unwrap();
    let refused = full.keep(challenge(3, now()), now().after(300));
    assert_eq!(refused, Err(Error::ChallengesFull { budget: 2 }));
    assert!(full.take(first).is_ok() && full.take(second).is_ok());
}

#[test]
fn the_oldest_late_challenge_goes_first() {
    let mut store = OutstandingChallenges::with_budget(4);
    let at = |seconds| now().after(seconds);
    let [oldest, older, old, fresh] = [0, 10, 20, 290].map(|age| {
        let made = challenge(u8::try_from(age % 251).unwrap(), at(age));
        store.keep(made, at(age)).unwrap()
    });
    // All but the last are late; two go with the next one.
    store.keep(challenge(255, at(400)), at(400)).unwrap();
    assert_eq!(store.count(), 3);
    assert!(store.take(oldest).is_err() && store.take(older).is_err());
    assert!(store.take(old).is_ok() && store.take(fresh).is_ok());
}

#[test]
fn a_short_lived_challenge_is_dropped_before_an_older_one() {
    let mut store = OutstandingChallenges::with_budget(2);
    let long = store.keep(challenge(1, now()), now()).unwrap();
    let short = store.keep(challenge(2, now()).with_max_age(5), now()).unwrap();
    store.keep(challenge(3, now()), now().after(6)).unwrap();
    assert!(store.take(short).is_err());
    assert!(store.take(long).is_ok());
}

#[test]
fn memory_is_bounded_however_many_are_issued() {
    let mut store = OutstandingChallenges::with_budget(100);
    for second in 0..10_000 {
        let mut random = [0; 32];
        random[..8].copy_from_slice(&i64::to_be_bytes(second));
        let at = now().after(second);
        let _ = store.keep(Challenge::new(random, &clinic(), at), at);
        assert!(store.count() <= 100);
    }
}

#[test]
fn a_name_tells_nothing_of_the_random_bytes() {
    let mut names = BTreeSet::new();
    for random in 0..=255 {
        let challenge = challenge(random, now());
        let run = [random; 4];
        assert!(!challenge.id().bytes().windows(4).any(|window| window == run));
        assert!(!format!("{challenge:?} {:?}", challenge.id()).contains(&format!("{random:02x}").repeat(4)));
        names.insert(challenge.id());
    }
    assert_eq!(names.len(), 256);
}

#[test]
fn challenges_of_the_same_random_bytes_have_names_of_their_own() {
    let other = Audience::new("consent", "1312345678");
    let names = [
        challenge(1, now()).id(),
        challenge(1, now().after(1)).id(),
        Challenge::new([1; 32], &other, now()).id(),
    ];
    assert_eq!(BTreeSet::from(names).len(), 3);
}

#[test]
fn a_challenge_out_of_another_store_is_still_late_and_foreign() {
    let stored = challenge(1, now()).into_bytes();
    let again = || Challenge::from_bytes(&stored).unwrap();
    let (adult, verifier) = (adult(), verifier());
    let path =
        verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now()).unwrap();
    let signature = adult.auth_key().sign_padded(&again().digest_info()).unwrap();
    let path = unchecked(path);
    assert!(path.authenticate(again(), &signature, &clinic(), now()).is_ok());
    let late = path.authenticate(again(), &signature, &clinic(), now().after(301));
    assert_eq!(late.unwrap_err(), Error::ChallengeLate { max_age_seconds: 300 });
    let other = Audience::new("eligibility", "1398765432");
    let foreign = path.authenticate(again(), &signature, &other, now());
    assert_eq!(foreign.unwrap_err(), Error::ChallengeForeign);
}

#[derive(Clone, Debug)]
enum Step {
    Keep(u8),
    Take(u8),
    Wait(u8),
}

proptest! {
    /// Held to a list that is searched from end to end.
    #[test]
    fn behaves_as_the_simplest_store_would(
        steps in prop::collection::vec(
            prop_oneof![any::<u8>().prop_map(Step::Keep), any::<u8>().prop_map(Step::Take), any::<u8>().prop_map(Step::Wait)],
            0..200,
        )
    ) {
        let mut store = OutstandingChallenges::with_budget(8);
        let mut model: Vec<(i64, ChallengeId)> = Vec::new();
        let mut issued: Vec<ChallengeId> = Vec::new();
        let mut time = NOW;
        for step in steps {
            match step {
                Step::Keep(random) => {
                    let it = challenge(random, Time::from_unix(time));
                    let id = it.id();
                    for _ in 0..2 {
                        if let Some(oldest) = model.iter().min().copied().filter(|(deadline, _)| *deadline < time) {
                            model.retain(|other| *other != oldest);
                        }
                    }
                    let expected = if model.iter().any(|(_, other)| *other == id) {
                        Err(Error::ChallengeRepeated)
                    } else if model.len() == 8 {
                        Err(Error::ChallengesFull { budget: 8 })
                    } else {
                        model.push((time + 300, id));
                        issued.push(id);
                        Ok(id)
                    };
                    prop_assert_eq!(store.keep(it, Time::from_unix(time)), expected);
                }
                Step::Take(which) => {
                    let Some(id) = issued.get(usize::from(which) % issued.len().max(1)).copied() else { continue };
                    let waits = model.iter().any(|(_, other)| *other == id);
                    model.retain(|(_, other)| *other != id);
                    prop_assert_eq!(store.take(id).map(|it| it.id()).ok(), waits.then_some(id));
                }
                Step::Wait(seconds) => time += i64::from(seconds),
            }
            prop_assert_eq!(store.count(), model.len());
        }
    }
}

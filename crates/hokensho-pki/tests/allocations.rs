//! A server's authentication allocates nothing beyond what the backend's bare arithmetic does.
#![allow(clippy::unwrap_used)]

use std::alloc::System;
use std::sync::Mutex;

use hokensho_mock::Persona;
use hokensho_mock::pki::{Authority, Crl as List, Municipality};
use hokensho_pki::{
    Audience, Backend, Certificate, CertificateState, Challenge, ChallengeId, ChallengeStore, Crl,
    OutstandingChallenges, PathCache, Purpose, RustCrypto, SignatureScheme, TestAnchors, Time, VerifiedCrl,
    VerifiedPath, Verifier,
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const SCHEME: SignatureScheme = SignatureScheme::RsaPkcs1Sha256;
/// 2026-11-22T00:00:00Z.
const NOW: Time = Time::from_unix(1_795_305_600);

/// Allocations of a step, its preparation left out. The least of several rounds, since the test's other thread may
/// allocate meanwhile.
fn allocations<T>(mut prepare: impl FnMut() -> T, step: impl Fn(T)) -> usize {
    (0..16)
        .map(|_| {
            let prepared = prepare();
            let region = Region::new(GLOBAL);
            step(prepared);
            let change = region.change();
            change.allocations + change.reallocations
        })
        .min()
        .unwrap()
}

struct Server {
    adult: Persona,
    clinic: Audience,
    store: Mutex<OutstandingChallenges>,
}

struct Answer {
    id: ChallengeId,
    message: [u8; 93],
    signature: [u8; 256],
}

impl Server {
    fn new() -> Self {
        let clinic = Audience::new("eligibility", "1312345678");
        Self { adult: Persona::named("adult").unwrap(), clinic, store: Mutex::default() }
    }

    fn leaf(&self) -> &[u8] {
        self.adult.auth_certificate().unwrap()
    }

    /// Issues a challenge, which the card answers.
    fn answer(&self) -> Answer {
        let challenge = Challenge::new([7; 32], &self.clinic, NOW);
        let (message, signature) =
            (challenge.message(), self.adult.auth_key().sign_padded(&challenge.digest_info()).unwrap());
        let _ = self.store.take(challenge.id());
        Answer { id: self.store.keep(challenge, NOW).unwrap(), message, signature }
    }

    /// From the answer to the holder, with revocation asked.
    fn authenticate<B: Backend>(
        &self,
        mut path: VerifiedPath<'_, B>,
        list: &VerifiedCrl<'_>,
        answer: &Answer,
    ) {
        let challenge = self.store.take(answer.id).unwrap();
        path.check_revocation(list, NOW, 0);
        let holder = path.present_holder(challenge, &answer.signature, &self.clinic, NOW).unwrap();
        assert_eq!(holder.path().state(), CertificateState::Valid);
    }
}

fn verifier<B: Backend>(backend: B) -> Verifier<B> {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, Authority::Auth.certificate()).unwrap();
    Verifier::new(backend, &anchors)
}

/// One test, so that no other allocates beside it.
#[test]
fn a_servers_authentication_allocates_what_its_bare_arithmetic_does() {
    allocates_what_is_bare(RustCrypto);
    #[cfg(feature = "aws-lc-rs")]
    allocates_what_is_bare(hokensho_pki::AwsLcRs);
}

fn allocates_what_is_bare<B: Backend + Copy>(backend: B) {
    let server = Server::new();
    let (verifier, cache) = (verifier(backend), PathCache::new(verifier(backend)));
    let list = List {
        authority: Authority::Auth,
        municipality: Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" },
        number: 7,
        this_update: NOW.unix() - 3600,
        next_update: NOW.unix() + 86_400,
        revoked: &[],
    };
    let list = Authority::Auth.issue(&list.tbs());
    let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, NOW).unwrap();

    let leaf = Certificate::parse(server.leaf()).unwrap();
    let ca = Certificate::parse(Authority::Auth.certificate()).unwrap();
    let [ca_key, leaf_key] = [&ca, &leaf].map(|it| backend.prepare(it.public_key()).unwrap());

    let bare_first = allocations(
        || server.answer(),
        |answer| {
            backend.verify(&ca_key, SCHEME, leaf.signed(), leaf.signature()).unwrap();
            let key = backend.prepare(leaf.public_key()).unwrap();
            backend.verify(&key, SCHEME, &answer.message, &answer.signature).unwrap();
        },
    );
    let first = allocations(
        || server.answer(),
        |answer| {
            let path = verifier.verify_path(server.leaf(), Purpose::Authentication, NOW).unwrap();
            server.authenticate(path, &list, &answer);
        },
    );
    assert_eq!(first, bare_first, "at first sight");

    let bare_again = allocations(
        || server.answer(),
        |answer| backend.verify(&leaf_key, SCHEME, &answer.message, &answer.signature).unwrap(),
    );
    cache.verify_path(server.leaf(), Purpose::Authentication, NOW).unwrap();
    let again = allocations(
        || server.answer(),
        |answer| {
            let path = cache.verify_path(server.leaf(), Purpose::Authentication, NOW).unwrap();
            server.authenticate(path, &list, &answer);
        },
    );
    assert_eq!(again, bare_again, "with its path remembered");
}

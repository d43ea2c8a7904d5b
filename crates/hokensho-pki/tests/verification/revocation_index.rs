//! Indexes: what a list says, from bytes, and bytes that were damaged.

use std::collections::BTreeMap;
use std::sync::Barrier;
use std::thread;

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Authority, Reason as MockReason, Revoked, extension};
use hokensho_pki::{
    Coverage, Crl, CrlIndex, CrlStore, Error, Fault, Fingerprint, IndexFault, Listed, Purpose, Reason,
    Revocation, Time, Unchecked,
};
use proptest::prelude::*;

use super::setting::{CHIYODA, DAY, KIYOSE, NOW, UNKNOWN, adult, malformed_list, now, verifier};

/// The adult's serial.
const ADULT: u64 = 0x22_7B13;
/// The fields of a list with entries.
const ENTRIES: usize = 5;

fn list<'a>(municipality: pki::Municipality<'a>, revoked: &'a [Revoked]) -> pki::Crl<'a> {
    let (this_update, next_update) = (NOW - 3600, NOW + DAY);
    pki::Crl { authority: Authority::Auth, municipality, number: 7, this_update, next_update, revoked }
}

fn sealed(tbs: &Node) -> Vec<u8> {
    let list = Authority::Auth.issue(tbs);
    let list = verifier().verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now()).unwrap();
    list.into_index().as_bytes().to_vec()
}

fn with_entries(entries: Vec<Node>) -> Node {
    let dummy = [Revoked { serial: 1, at: NOW, reason: MockReason::Superseded }];
    let mut tbs = list(CHIYODA, &dummy).tbs();
    tbs.replace(&[ENTRIES], der::sequence(entries)).unwrap();
    tbs
}

fn entry(serial: &[u8], at: i64, code: Option<u8>) -> Node {
    let reason =
        code.map(|code| der::sequence([extension::plain(extension::REASON_CODE, der::enumerated(code))]));
    let head = [der::integer(serial), der::time(at)];
    der::sequence(head.into_iter().chain(reason).collect::<Vec<_>>())
}

fn said(code: Option<u8>, at: i64) -> Listed {
    let at = Time::from_unix(at);
    let reason = match code.unwrap_or_default() {
        6 => return Listed::OnHold { at },
        0 => Reason::Unspecified,
        1 => Reason::KeyCompromise,
        2 => Reason::CaCompromise,
        3 => Reason::AffiliationChanged,
        4 => Reason::Superseded,
        5 => Reason::CessationOfOperation,
        9 => Reason::PrivilegeWithdrawn,
        10 => Reason::AaCompromise,
        code => Reason::Other(code),
    };
    Listed::Revoked { reason, at }
}

fn forty() -> Vec<Revoked> {
    let reasons = [MockReason::Unspecified, MockReason::Superseded, MockReason::CertificateHold];
    let entry = |(serial, reason)| Revoked { serial, at: NOW - DAY, reason };
    (ADULT..).step_by(3).take(40).zip(reasons.into_iter().cycle()).map(entry).collect()
}

fn asked(index: &CrlIndex<impl AsRef<[u8]>>) -> Vec<Result<Option<Listed>, Error>> {
    (ADULT - 10..ADULT + 130).map(|serial| index.entry(&serial.to_be_bytes())).collect()
}

fn ask_adult(index: &CrlIndex<impl AsRef<[u8]>>, at: Time) -> Revocation {
    let (verifier, adult) = (verifier(), adult());
    let leaf = adult.auth_certificate().unwrap();
    let mut path = verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap();
    path.check_revocation_in(index, at, 0)
}

#[test]
fn an_index_says_of_itself_what_the_list_says() {
    let index = CrlIndex::open_trusted(sealed(&list(CHIYODA, &forty()).tbs())).unwrap();
    assert_eq!((index.len(), index.is_empty(), index.number()), (40, false, Some(&[7][..])));
    assert_eq!((index.this_update().unix(), index.next_update().unix()), (NOW - 3600, NOW + DAY));
    assert_eq!(index.anchor(), Fingerprint::of(Authority::Auth.certificate()));
    assert_eq!((index.coverage(), index.names().unwrap().iter().count()), (Some(Coverage::All), 1));
    assert_eq!(format!("{index:?}"), "CrlIndex(40 entries, 2026-11-21T23:00:00Z to 2026-11-23T00:00:00Z)");
}

#[test]
fn an_index_of_no_entries_lists_nobody() {
    let index = CrlIndex::open_trusted(sealed(&list(CHIYODA, &[]).tbs())).unwrap();
    assert!(index.is_empty());
    for serial in [&[][..], &[0], &[1], &[0xFF; 20], &[0xFF; 21]] {
        assert_eq!(index.entry(serial), Ok(None));
    }
    assert!(matches!(ask_adult(&index, now()), Revocation::Good { .. }));
}

#[test]
fn an_opened_index_follows_the_rules_of_its_list() {
    let index = |municipality, revoked: &[Revoked]| {
        CrlIndex::open_trusted(sealed(&list(municipality, revoked).tbs())).unwrap()
    };
    let held =
        index(CHIYODA, &[Revoked { serial: ADULT, at: NOW - DAY, reason: MockReason::CertificateHold }]);
    assert_eq!(ask_adult(&held, now()), Revocation::OnHold { at: Time::from_unix(NOW - DAY) });
    let other = index(KIYOSE, &[]);
    assert_eq!(ask_adult(&other, now()), Revocation::NotChecked { why: Unchecked::OtherScope });
    let silent = index(CHIYODA, &[]);
    let due = Time::from_unix(NOW + DAY);
    assert_eq!(ask_adult(&silent, due.after(1)), Revocation::Stale { next_update: due });
    let early = Time::from_unix(NOW - DAY);
    assert_eq!(ask_adult(&silent, early), Revocation::NotChecked { why: Unchecked::ListNotYet });
}

#[test]
fn keeps_every_reason_and_refuses_the_one_of_delta_lists() {
    for code in (0..0x80).filter(|code| *code != 8).map(Some).chain([None]) {
        let index = CrlIndex::open_trusted(sealed(&with_entries(vec![entry(&[5], NOW, code)]))).unwrap();
        assert_eq!(index.entry(&[5]), Ok(Some(said(code, NOW))));
    }
    malformed_list(&Authority::Auth.issue(&with_entries(vec![entry(&[5], NOW, Some(8))])), Fault::DeltaList);
}

#[test]
fn a_reason_beside_another_extension_counts() {
    let lost = extension::plain(&[2, 5, 29, 24], der::time(NOW - 9 * DAY));
    let reason = extension::plain(extension::REASON_CODE, der::enumerated(1));
    let critical = extension::critical(extension::REASON_CODE, der::enumerated(1));
    for extensions in [vec![lost.clone(), reason.clone()], vec![reason, lost], vec![critical]] {
        let entry = der::sequence([der::integer(&[5]), der::time(NOW), der::sequence(extensions)]);
        let index = CrlIndex::open_trusted(sealed(&with_entries(vec![entry]))).unwrap();
        assert_eq!(index.entry(&[5]), Ok(Some(said(Some(1), NOW))));
    }
}

#[test]
fn refuses_what_stands_behind_the_extensions_of_an_entry() {
    let mut bad = entry(&[5], NOW, Some(1));
    bad.insert(&[3], der::null()).unwrap();
    malformed_list(&Authority::Auth.issue(&with_entries(vec![bad])), Fault::TrailingBytes);
    let unknown = der::sequence([extension::critical(UNKNOWN, der::null())]);
    let bad = der::sequence([der::integer(&[5]), der::time(NOW), unknown]);
    let oid = "1.2.392.200149.8.5.99".parse().unwrap();
    malformed_list(&Authority::Auth.issue(&with_entries(vec![bad])), Fault::UnknownCritical { oid });
}

#[test]
fn refuses_dates_a_century_from_the_list() {
    let old = entry(&[5], NOW - 20_000 * DAY, None);
    assert!(Crl::parse(&Authority::Auth.issue(&with_entries(vec![old]))).is_ok());
    let far = der::sequence([der::integer(&[5]), Node::new(0x18, *b"21990101000000Z")]);
    malformed_list(&Authority::Auth.issue(&with_entries(vec![far])), Fault::TimeTooFar);
    let old = der::sequence([der::integer(&[5]), Node::new(0x18, *b"19000101000000Z")]);
    malformed_list(&Authority::Auth.issue(&with_entries(vec![old])), Fault::TimeTooFar);
}

#[test]
fn refuses_bytes_that_are_no_index() {
    let whole = sealed(&list(CHIYODA, &forty()).tbs());
    for bytes in [&[][..], b"hksnCRL", &whole[1..], &[0; 4096]] {
        let refused = CrlIndex::open_trusted(bytes).err();
        assert_eq!(refused, Some(Error::Index { fault: IndexFault::NoIndex }));
    }
}

#[test]
fn refuses_an_index_that_was_cut_or_goes_on() {
    let whole = sealed(&list(CHIYODA, &forty()).tbs());
    let (expected, found) = (whole.len(), whole.len() + 1);
    let longer = CrlIndex::open_trusted([&whole[..], &[0]].concat()).err();
    assert_eq!(longer, Some(Error::Index { fault: IndexFault::Length { expected, found } }));
    for found in 0..whole.len() {
        assert!(matches!(CrlIndex::open_trusted(&whole[..found]), Err(Error::Index { .. })), "{found}");
    }
}

#[test]
fn every_flipped_bit_is_found_or_never_touched() {
    let whole = sealed(&list(CHIYODA, &forty()).tbs());
    let right = asked(&CrlIndex::open_trusted(whole.as_slice()).unwrap());
    assert_eq!(right.iter().flatten().flatten().count(), 40);
    let mut found_by_asking = 0;
    for (place, bit) in (0..whole.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << bit;
        let Ok(index) = CrlIndex::open_trusted(flipped) else { continue };
        let answers = asked(&index);
        for (answer, right) in answers.iter().zip(&right) {
            match answer {
                Err(Error::Index { fault: IndexFault::Checksum { offset } }) => assert!(*offset <= place),
                answer => assert_eq!(answer, right, "bit {bit} of byte {place}"),
            }
        }
        assert!(answers.iter().any(Result::is_err), "all blocks were touched");
        found_by_asking += 1;
    }
    assert!(found_by_asking > 4000);
}

#[test]
fn a_damaged_index_never_says_good() {
    let mut bytes = sealed(&list(CHIYODA, &[]).tbs());
    assert!(matches!(
        ask_adult(&CrlIndex::open_trusted(&bytes[..]).unwrap(), now()),
        Revocation::Good { .. }
    ));
    // Without entries, the last block is the only one.
    *bytes.last_mut().unwrap() ^= 1;
    let said = ask_adult(&CrlIndex::open_trusted(bytes).unwrap(), now());
    assert_eq!(said, Revocation::NotChecked { why: Unchecked::IndexDamaged });
}

#[test]
fn a_block_of_another_index_does_not_fit() {
    // As when a file was being written over by the next one.
    let older = sealed(&list(CHIYODA, &forty()).tbs());
    let newer = sealed(&pki::Crl { number: 8, ..list(CHIYODA, &forty()) }.tbs());
    assert_eq!(older.len(), newer.len());
    let half = newer.len() - 128;
    let mixed = CrlIndex::open_trusted([&newer[..half], &older[half..]].concat()).unwrap();
    assert!(asked(&mixed).contains(&Err(Error::Index { fault: IndexFault::Checksum { offset: half } })));
}

#[test]
fn readers_see_one_list_or_the_other_never_a_mixture() {
    let index = |number: u64, revoked: &[Revoked]| {
        let tbs = pki::Crl { number, ..list(CHIYODA, revoked) }.tbs();
        CrlIndex::open_trusted(sealed(&tbs)).unwrap()
    };
    let entry = Revoked { serial: ADULT, at: NOW, reason: MockReason::Superseded };
    let (silent, listing) = (index(7, &[]), index(8, &[entry]));
    let (store, start) = (CrlStore::new(silent.clone()), Barrier::new(5));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                start.wait();
                for _ in 0..1000 {
                    let current = store.current();
                    let listed = current.entry(&ADULT.to_be_bytes()).unwrap().is_some();
                    assert_eq!(listed, current.number() == Some(&[8]));
                }
            });
        }
        start.wait();
        for _ in 0..500 {
            assert_eq!(store.replace(listing.clone()).number(), Some(&[7][..]));
            assert_eq!(store.replace(silent.clone()).number(), Some(&[8][..]));
        }
    });
}

/// Serials as some CA may give them: one after another, in gaps, at random, short and long together.
fn serials() -> impl Strategy<Value = Vec<Vec<u8>>> {
    fn numbered(numbers: Vec<u64>) -> Vec<Vec<u8>> {
        numbers.into_iter().map(|it| it.to_be_bytes().to_vec()).collect()
    }
    let long = prop::collection::vec(any::<u8>(), 1..=20);
    prop_oneof![
        (1_u64..1 << 40, 1_usize..300).prop_map(|(first, count)| numbered((first..).take(count).collect())),
        prop::collection::vec(1_u64..200_000_000, 1..300).prop_map(numbered),
        prop::collection::vec(1_u64..2000, 1..300).prop_map(numbered),
        prop::collection::vec(long, 1..200),
        Just((1..=255_u8).map(|last| [&[0x7F; 19][..], &[last]].concat()).collect()),
    ]
}

fn without_zeros(serial: &[u8]) -> &[u8] {
    let zeros = serial.iter().take_while(|byte| **byte == 0).count();
    serial.split_at(zeros).1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_index_lists_what_was_put_into_it_and_nothing_else(
        serials in serials(),
        others in serials(),
        order in any::<u64>(),
    ) {
        let mut naive = BTreeMap::new();
        for (serial, nth) in serials.iter().map(|serial| without_zeros(serial)).zip(0_i64..) {
            // A positive INTEGER of 20 bytes has 159 bits.
            if !serial.is_empty() && (serial.len() < 20 || serial[0] < 0x80) {
                let code = [None, Some(1), Some(4), Some(6), Some(77)][usize::try_from(nth % 5).unwrap()];
                naive.insert(serial.to_vec(), (NOW - nth * 1000, code));
            }
        }
        prop_assume!(!naive.is_empty());
        let mut entries: Vec<_> = naive.iter().map(|(serial, (at, code))| entry(serial, *at, *code)).collect();
        let turn = usize::try_from(order % u64::try_from(entries.len()).unwrap()).unwrap();
        entries.rotate_left(turn);
        let index = CrlIndex::open_trusted(sealed(&with_entries(entries.clone()))).unwrap();
        prop_assert_eq!(index.len(), naive.len());
        for (serial, (at, code)) in &naive {
            prop_assert_eq!(index.entry(serial), Ok(Some(said(*code, *at))));
        }
        for other in others.iter().filter(|other| !naive.contains_key(without_zeros(other))) {
            prop_assert_eq!(index.entry(other), Ok(None));
        }

        entries.push(entries[turn / 2].clone());
        let twice = Authority::Auth.issue(&with_entries(entries));
        let refused = matches!(Crl::parse(&twice), Err(Error::Malformed { fault: Fault::Duplicate, .. }));
        prop_assert!(refused);
    }
}

#[test]
fn refuses_headers_of_impossible_widths_and_lengths() {
    let whole = sealed(&list(CHIYODA, &forty()).tbs());
    // Header, entries and names in bytes 8 to 32; the width is byte 56.
    for place in (8..32).chain([56]) {
        for value in [0, 0x7F, 0xFF] {
            let mut bytes = whole.clone();
            bytes[place] = value;
            if bytes != whole {
                assert!(matches!(CrlIndex::open_trusted(bytes), Err(Error::Index { .. })), "{place}");
            }
        }
    }
}

#[test]
fn a_list_of_many_parts_is_whole() {
    // Enough blocks of the filter for several of them to make one part.
    let count = 20_000_u64;
    let serial = |nth: u64| (nth * 7919 + 1).to_be_bytes();
    let entries: Vec<_> = (0..count).map(|nth| entry(&serial(nth), NOW - 1000, Some(4))).collect();
    let index = CrlIndex::open_trusted(sealed(&with_entries(entries))).unwrap();
    for nth in 0..count {
        assert_eq!(index.entry(&serial(nth)), Ok(Some(said(Some(4), NOW - 1000))));
        assert_eq!(index.entry(&(nth * 7919 + 2).to_be_bytes()), Ok(None));
    }
}

use std::collections::BTreeMap;

use super::super::{Header, header};
use super::*;
use crate::crl::entry::{Listed, Reason};
use crate::der::Located;
use crate::{Error, Fingerprint};

const SALT: u64 = 0x0123_4567_89AB_CDEF;
const NOW: Time = Time::from_unix(1_795_305_600);
/// Of several parts.
const ENTRIES: usize = 16_384;

/// Entries without a reason.
fn entries(serials: &[u32]) -> Vec<u8> {
    let entry = |serial: &u32| {
        let [a, b, c, d] = serial.to_be_bytes();
        // A zero before them would be needless, if they begin with 1: so all do.
        [&[0x30, 22, 2, 5, 1, a, b, c, d, 0x17, 13], &b"260131235959Z"[..]].concat()
    };
    serials.iter().flat_map(entry).collect()
}

fn hash(serial: u32) -> u64 {
    let [a, b, c, d] = serial.to_be_bytes();
    Magnitude::of(&[1, a, b, c, d]).unwrap().hash(SALT)
}

fn layout(entries: usize) -> Layout {
    Layout::new(header::length(0), entries, 5, SALT).unwrap()
}

fn index(serials: &[u32]) -> core::result::Result<(Header, Vec<u8>), Located> {
    let bytes = entries(serials);
    let list = Reader::new(&bytes);
    let survey = Survey::of(list, SALT)?;
    assert_eq!((survey.entries, survey.width), (serials.len(), 5));
    let layout = layout(serials.len());
    let index = build(list, &survey, &layout, NOW)?;
    let anchor = Fingerprint::of(b"");
    let header =
        Header { layout, anchor, this_update: NOW, next_update: NOW, number: None, coverage: None, names: 0 };
    Ok((header, index))
}

fn ask((header, index): &(Header, Vec<u8>), serial: u32) -> core::result::Result<Option<Listed>, Error> {
    let [a, b, c, d] = serial.to_be_bytes();
    header.find(index, &[1, a, b, c, d])
}

/// So many serials that fill quarters to the brim, in no order: every eighth, and the others not at all.
fn crafted(count: usize) -> Vec<u32> {
    let layout = layout(count);
    let mut full = BTreeMap::<_, usize>::new();
    let chosen = (1..).map(|nth: u32| nth.wrapping_mul(2_654_435_761)).filter(|serial| {
        let quarter = layout.quarter(hash(*serial));
        quarter.is_multiple_of(8) && {
            let records = full.entry(quarter).or_default();
            *records += 1;
            *records <= usize::from(MAX_RUN)
        }
    });
    chosen.take(count).collect()
}

fn too_many() -> Fault {
    Fault::TooMany { budget: MAX_RUN.into() }
}

#[test]
fn a_full_quarter_is_taken_and_one_more_is_refused() {
    let count = usize::from(MAX_RUN) + 1;
    let of = |here: bool| (1..).filter(move |serial| (layout(count).quarter(hash(*serial)) == 3) == here);
    let full: Vec<u32> = of(true).take(count - 1).chain(of(false).take(1)).collect();
    let full_index = index(&full).unwrap();
    for serial in &full {
        assert!(matches!(
            ask(&full_index, *serial),
            Ok(Some(Listed::Revoked { reason: Reason::Unspecified, .. }))
        ));
    }
    assert_eq!(ask(&full_index, of(true).nth(count).unwrap()), Ok(None));
    let more: Vec<u32> = of(true).take(count).collect();
    assert_eq!(index(&more).err().unwrap().fault, too_many());
}

#[test]
fn a_list_of_one_part_is_refused() {
    let count = 4 * ENTRIES;
    let bits = layout(count).part_bits;
    let list: Vec<u32> = (1..).filter(|serial| part_of(hash(*serial), bits) == 0).take(count).collect();
    assert_eq!(index(&list).err().unwrap().fault, too_many());
}

#[test]
fn a_list_made_to_be_slow_puts_no_more_into_a_quarter_than_one_look_up_may_read() {
    let list = crafted(ENTRIES);
    let mut quarters = BTreeMap::<_, u8>::new();
    for serial in &list {
        *quarters.entry(layout(list.len()).quarter(hash(*serial))).or_default() += 1;
    }
    // Every quarter that has any is full, with eight times its share.
    let full = quarters.values().filter(|records| **records == MAX_RUN).count();
    assert!(full + 1 >= quarters.len() && quarters.values().all(|records| *records <= MAX_RUN));
    let index = index(&list).unwrap();
    assert!(list.iter().all(|serial| ask(&index, *serial).unwrap().is_some()));
}

#[test]
fn parts_are_in_the_order_of_the_blocks() {
    let layout = layout(ENTRIES);
    assert!(layout.part_bits > 0 && layout.quarters.is_multiple_of(QUARTERS << layout.part_bits));
    for serial in 1..10_000 {
        let hash = hash(serial);
        assert_eq!(
            layout.quarter(hash) / (layout.quarters >> layout.part_bits),
            part_of(hash, layout.part_bits)
        );
    }
}

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::ops::Range;

use super::layout::{
    FILTER_BLOCK, Layout, MAX_RECORD, PAYLOAD, RECORD_BLOCK, SLOTS_PER_BLOCK, Slot, TAKEN, wide,
};
use super::magnitude::Magnitude;
use super::{MAX_WIDTH, seconds_of};
use crate::Time;
use crate::crl::entry::Entry;
use crate::der::{Fault, Reader, Result};

/// Records of one block of the filter that share their slot with another, and so how far a record may stand behind its
/// place. In honest lists none is further than twelve; a list whose serials were chosen to be further is refused, before
/// looking it up becomes slow.
const MAX_REACH: u8 = 64;

/// Parts into which records are first sorted, so that memory is written in so many runs, each in order. Then each part is
/// put in order by itself, in the nearest cache: to write five million records where they belong, one by one all over the
/// memory, takes longer than to hash the list twice.
const MAX_PARTS: usize = 1024;

/// How many entries a list has, and how many bytes its longest serial needs at most.
pub(super) struct Survey {
    pub(super) entries: usize,
    pub(super) width: u8,
}

impl Survey {
    /// Leaps over the entries: of each no more is looked at than its length and its serial's. The length of the list is
    /// the budget.
    pub(super) fn of(list: Reader<'_>) -> Result<Self> {
        let (mut rest, mut survey) = (list, Self { entries: 0, width: 1 });
        while !rest.is_empty() {
            if let [_, length, ..] = rest.sequence()?.rest() {
                survey.width = survey.width.max(*length);
            }
            survey.entries += 1;
        }
        // Whatever is wrong with a longer one is said when it is read.
        survey.width = survey.width.min(MAX_WIDTH);
        Ok(survey)
    }
}

/// Writes all entries into an index whose header stays empty, and says how far a record stands behind its place.
///
/// The index is all the memory that it takes, but for some parts of a thousandth; that is never more than three times the
/// list.
pub(super) fn build(list: Reader<'_>, layout: Layout, this_update: Time) -> Result<(Vec<u8>, u8)> {
    let too_long = list.located(Fault::LengthTooLong);
    let mut index = vec![0; layout.length];
    let (front, records) = index.split_at_mut_checked(layout.records).ok_or(too_long)?;
    let (_, filter) = front.split_at_mut_checked(layout.header).ok_or(too_long)?;
    let (filter, records) = (filter.as_chunks_mut().0, records.as_chunks_mut().0);
    let mut builder = Builder { layout, filter, records, shift: 0, reach: 0 };
    while builder.filter.len() >> builder.shift >= MAX_PARTS {
        builder.shift += 1;
    }
    let starts = builder.count(list)?;
    builder.sort(&starts, list, this_update)?;
    builder.order_all(&starts).map_err(|fault| list.located(fault))?;
    seal(&layout, builder.filter, layout.header);
    seal(&layout, builder.records, layout.records);
    let reach = builder.reach;
    Ok((index, reach))
}

/// Writes the checksum of each block.
fn seal<const SIZE: usize>(layout: &Layout, blocks: &mut [[u8; SIZE]], start: usize) {
    for (block, offset) in blocks.iter_mut().zip((start..).step_by(SIZE)) {
        if let Some((content, checksum)) = block.split_last_chunk_mut() {
            *checksum = layout.checksum(content, offset);
        }
    }
}

/// The blocks of an index while they are written.
struct Builder<'b> {
    layout: Layout,
    filter: &'b mut [[u8; FILTER_BLOCK]],
    records: &'b mut [[u8; RECORD_BLOCK]],
    /// The blocks of the filter that make a part, as a power of two.
    shift: u32,
    reach: u8,
}

/// A record on the way to its place.
#[derive(Clone, Copy)]
struct Pending {
    /// The place of the first record of its slot.
    home: usize,
    serial: Magnitude,
    slot: Slot,
    payload: [u8; PAYLOAD],
}

/// Whether a place holds no record yet.
fn is_free(record: &[u8]) -> bool {
    record.last_chunk::<PAYLOAD>().is_none_or(|[status, ..]| status & TAKEN == 0)
}

impl Builder<'_> {
    /// Where the records of each part begin.
    fn count(&self, list: Reader<'_>) -> Result<Vec<usize>> {
        let mut counts = vec![0; (self.filter.len() >> self.shift) + 1];
        let mut rest = list;
        while !rest.is_empty() {
            let at = rest;
            let slot = self.slot(Entry::read_serial(&mut rest)?, at)?.1;
            if let Some(count) = counts.get_mut(slot.block >> self.shift) {
                *count += 1;
            }
        }
        let mut before = 0;
        for count in &mut counts {
            before += core::mem::replace(count, before);
        }
        Ok(counts)
    }

    #[inline]
    fn slot(&self, serial: &[u8], at: Reader<'_>) -> Result<(Magnitude, Slot)> {
        let serial = Magnitude::of(serial);
        let found = serial.and_then(|serial| Some((serial, self.layout.slot(&serial)?)));
        found.ok_or(at.located(Fault::IntegerTooLong))
    }

    /// Writes each record behind those of its part that are there.
    fn sort(&mut self, starts: &[usize], list: Reader<'_>, this_update: Time) -> Result<()> {
        let mut ends: Vec<_> = starts.iter().map(|start| self.layout.place(*start)).collect();
        let mut rest = list;
        while !rest.is_empty() {
            let at = rest;
            let located = |fault| at.located(fault);
            let entry = Entry::read(&mut rest)?;
            let (serial, slot) = self.slot(entry.serial, at)?;
            let seconds = seconds_of(entry.at, this_update).ok_or(located(Fault::TimeTooFar))?;
            let [a, b, c, d] = seconds.to_le_bytes();
            let payload = [TAKEN | entry.code, a, b, c, d];
            let end = ends.get_mut(slot.block >> self.shift).ok_or(located(Fault::LengthTooLong))?;
            let record = self.layout.record_at(self.records, *end).ok_or(located(Fault::LengthTooLong))?;
            *end = self.layout.next(*end);
            self.layout.write(record, &serial, payload);
        }
        Ok(())
    }

    fn order_all(&mut self, starts: &[usize]) -> core::result::Result<(), Fault> {
        let ends = starts.iter().skip(1).copied().chain([self.layout.entries]);
        let (mut pending, mut others) = (Vec::new(), Vec::new());
        for (part, (start, end)) in starts.iter().copied().zip(ends).enumerate() {
            let first = part << self.shift;
            let last = (first + (1 << self.shift)).min(self.filter.len());
            self.mark(start..end, &mut pending).ok_or(Fault::LengthTooLong)?;
            self.rank(first..last, start).ok_or(Fault::LengthTooLong)?;
            for mut record in pending.drain(..) {
                record.home = self.home(record.slot).ok_or(Fault::LengthTooLong)?;
                if !self.place(&record)? {
                    others.push(record);
                }
            }
            self.insert_all(&mut others)?;
        }
        Ok(())
    }

    /// Takes the records of a part out, sets the slot of each, and counts the records of each block of the filter.
    fn mark(&mut self, part: Range<usize>, pending: &mut Vec<Pending>) -> Option<()> {
        let mut place = self.layout.place(part.start);
        for _ in part {
            let record = self.layout.record_at(self.records, place)?;
            place = self.layout.next(place);
            let (key, payload) = record.split_last_chunk_mut()?;
            let serial = Magnitude::of(key)?;
            let slot = self.layout.slot(&serial)?;
            pending.push(Pending { home: 0, serial, slot, payload: core::mem::take(payload) });
            let [bits @ .., count, _] = self.filter.get_mut(slot.block)?.as_chunks_mut().0 else {
                return None;
            };
            *count = (u64::from_le_bytes(*count) + 1).to_le_bytes();
            slot.set(bits)?;
        }
        Some(())
    }

    /// Counts become ranks: how many records are before those of a block.
    fn rank(&mut self, blocks: Range<usize>, start: usize) -> Option<()> {
        let mut before = wide(start);
        for block in self.filter.get_mut(blocks)? {
            let [.., count, _] = block.as_chunks_mut().0 else { return None };
            let here = u64::from_le_bytes(*count);
            *count = before.to_le_bytes();
            before += here;
        }
        Some(())
    }

    /// Writes a record into the place of its slot, if no other has it.
    fn place(&mut self, pending: &Pending) -> core::result::Result<bool, Fault> {
        let place = self.layout.place(pending.home);
        let record = self.layout.record_at(self.records, place).ok_or(Fault::LengthTooLong)?;
        let free = is_free(record);
        if free {
            self.layout.write(record, &pending.serial, pending.payload);
        }
        Ok(free)
    }

    /// Writes the records whose place another has, each behind that one, from the last to the first: so those in front of
    /// it stand where they belong, and those behind it move on by one. No record passes into another block's: there are
    /// as many places as records.
    fn insert_all(&mut self, others: &mut Vec<Pending>) -> core::result::Result<(), Fault> {
        others.sort_unstable_by_key(|record| Reverse(record.home));
        let (mut home, mut same_slot) = (None, 0);
        let (mut block, mut same_block) = (None, 0);
        for record in others.drain(..) {
            same_slot = if home.replace(record.home) == Some(record.home) { same_slot + 1 } else { 1 };
            same_block =
                if block.replace(record.slot.block) == Some(record.slot.block) { same_block + 1 } else { 1 };
            if same_block > MAX_REACH {
                return Err(Fault::TooMany { budget: MAX_REACH.into() });
            }
            self.reach = self.reach.max(same_block);
            self.insert(&record, same_slot)?;
        }
        Ok(())
    }

    /// Writes a record behind as many of its slot.
    fn insert(&mut self, pending: &Pending, same_slot: u8) -> core::result::Result<(), Fault> {
        let bytes = pending.serial.bytes();
        let mut place = self.layout.place(pending.home);
        for _ in 0..same_slot {
            let record = self.layout.record_at(self.records, place).ok_or(Fault::LengthTooLong)?;
            // Of two entries for one serial nobody can say which holds.
            if record.starts_with(self.layout.key(&bytes)) {
                return Err(Fault::Duplicate);
            }
            place = self.layout.next(place);
        }
        let mut carried = [0; MAX_RECORD];
        let carried = carried.get_mut(..self.layout.record).unwrap_or_default();
        self.layout.write(carried, &pending.serial, pending.payload);
        // The records of a block of the filter: one for each slot, and those that share one.
        for _ in 0..=SLOTS_PER_BLOCK + u64::from(MAX_REACH) {
            let record = self.layout.record_at(self.records, place).ok_or(Fault::LengthTooLong)?;
            let free = is_free(record);
            record.swap_with_slice(carried);
            if free {
                return Ok(());
            }
            place = self.layout.next(place);
        }
        Err(Fault::TooMany { budget: MAX_REACH.into() })
    }

    /// The place of the first record of a slot.
    fn home(&self, slot: Slot) -> Option<usize> {
        let [bits @ .., rank, _] = self.filter.get(slot.block)?.as_chunks().0 else { return None };
        Some(usize::try_from(u64::from_le_bytes(*rank)).ok()? + slot.used_before(bits)?)
    }
}

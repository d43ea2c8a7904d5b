use alloc::vec;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use super::filter::{self, QUARTERS};
use super::layout::{
    CHECKSUM, FILTER_BLOCK, Layout, MAX_PART_BITS, MAX_RUN, PAYLOAD, Place, RECORD_BLOCK, narrow,
};
use super::magnitude::Magnitude;
use super::seconds_of;
use crate::Time;
use crate::crl::entry::Entry;
use crate::der::{Fault, Reader, Result};

/// What a first walk over the entries tells, which looks at their serials alone.
pub(super) struct Survey {
    pub(super) entries: usize,
    /// Bytes of the longest serial.
    pub(super) width: u8,
    /// How many entries each part would have, if there were as many parts as can be.
    counts: Vec<usize>,
}

impl Survey {
    /// The length of the list is the budget.
    pub(super) fn of(list: Reader<'_>, salt: u64) -> Result<Self> {
        let (mut entries, mut widest, mut counts) = (0, 1, vec![0; 1 << MAX_PART_BITS]);
        let mut rest = list;
        while !rest.is_empty() {
            let at = rest;
            let serial = Entry::read_serial(&mut rest)?;
            let hash = Magnitude::of(serial).ok_or(at.located(Fault::IntegerTooLong))?.hash(salt);
            if let Some(count) = counts.get_mut(part_of(hash, MAX_PART_BITS)) {
                *count += 1;
            }
            widest = widest.max(serial.len());
            entries += 1;
        }
        let width = u8::try_from(widest).map_err(|_| list.located(Fault::IntegerTooLong))?;
        Ok(Self { entries, width, counts })
    }

    /// The records of each part.
    fn parts(&self, layout: &Layout) -> Vec<Range<usize>> {
        let mut end = 0;
        let mut part = |counts: &[usize]| {
            let start = end;
            end += counts.iter().sum::<usize>();
            start..end
        };
        self.counts.chunks_exact(1 << (MAX_PART_BITS - layout.part_bits)).map(&mut part).collect()
    }
}

/// The part that the beginning of a hash chooses.
#[inline]
fn part_of(hash: u64, bits: u32) -> usize {
    narrow(hash >> 1 >> (u64::BITS - 1 - bits))
}

/// Writes all entries into an index whose header stays empty.
///
/// The index, never more than three times the list, is all the memory that it takes, but for a hundredth of that and some
/// kilobytes.
pub(super) fn build(
    list: Reader<'_>,
    survey: &Survey,
    layout: &Layout,
    this_update: Time,
) -> Result<Vec<u8>> {
    let too_long = list.located(Fault::LengthTooLong);
    let parts = survey.parts(layout);
    let mut index = vec![0; layout.length];
    let (front, records) = index.split_at_mut_checked(layout.records).ok_or(too_long)?;
    let (_, filter) = front.split_at_mut_checked(layout.header).ok_or(too_long)?;
    sort(list, layout, &parts, records, this_update)?;
    let filter = filter.as_chunks_mut().0;
    let mut orderer =
        Orderer { layout, filter, records, taken: Vec::new(), homes: Vec::new(), groups: Vec::new() };
    orderer.order_all(&parts).map_err(|fault| list.located(fault))?;
    seal(layout, filter, layout.header, FILTER_BLOCK - CHECKSUM);
    seal::<RECORD_BLOCK>(layout, records.as_chunks_mut().0, layout.records, layout.per_block * layout.record);
    Ok(index)
}

/// Writes each record behind those of its part that are there, and no space between them.
fn sort(
    list: Reader<'_>,
    layout: &Layout,
    parts: &[Range<usize>],
    records: &mut [u8],
    this_update: Time,
) -> Result<()> {
    let mut ends: Vec<_> = parts.iter().map(|part| part.start * layout.record).collect();
    let mut rest = list;
    while !rest.is_empty() {
        let at = rest;
        let located = |fault| at.located(fault);
        let entry = Entry::read(&mut rest)?;
        let serial = Magnitude::of(entry.serial).ok_or(located(Fault::IntegerTooLong))?;
        let seconds = seconds_of(entry.at, this_update).ok_or(located(Fault::TimeTooFar))?;
        let part = part_of(serial.hash(layout.salt), layout.part_bits);
        let end = ends.get_mut(part).ok_or(located(Fault::LengthTooLong))?;
        let start = mem::replace(end, *end + layout.record);
        let record = records.get_mut(start..*end).ok_or(located(Fault::LengthTooLong))?;
        if let Some((key, payload)) = record.split_last_chunk_mut::<PAYLOAD>() {
            key.copy_from_slice(layout.key(&serial.bytes()));
            let [a, b, c, d] = seconds.to_le_bytes();
            *payload = [entry.code, a, b, c, d];
        }
    }
    Ok(())
}

/// Writes zeros behind what is used of each block, and its checksum.
fn seal<const SIZE: usize>(layout: &Layout, blocks: &mut [[u8; SIZE]], start: usize, used: usize) {
    for (block, offset) in blocks.iter_mut().zip((start..).step_by(SIZE)) {
        if let Some((content, checksum)) = block.split_last_chunk_mut() {
            content.get_mut(used..).unwrap_or_default().fill(0);
            *checksum = layout.checksum(content, offset);
        }
    }
}

/// Puts the records of one part after another in order: those of each quarter of a block together.
struct Orderer<'b> {
    layout: &'b Layout,
    filter: &'b mut [[u8; FILTER_BLOCK]],
    records: &'b mut [u8],
    /// The records of the part, as they were.
    taken: Vec<u8>,
    /// Where each of them belongs.
    homes: Vec<Home>,
    /// One for each quarter.
    groups: Vec<Group>,
}

/// Where a record belongs.
struct Home {
    /// The quarter, counted within the part.
    quarter: usize,
    /// All of its bits were set by others: one of these may have the same serial.
    alike: bool,
}

/// The records of a quarter while they are written.
#[derive(Clone, Copy)]
struct Group {
    count: usize,
    /// Where they begin.
    start: Place,
    /// The place after the last that was written.
    end: Place,
}

type Outcome<T> = core::result::Result<T, Fault>;

impl Orderer<'_> {
    /// From the last part to the first: in order, records take more space than before, and reach into that of the parts
    /// behind.
    fn order_all(&mut self, parts: &[Range<usize>]) -> Outcome<()> {
        let quarters = self.layout.quarters >> self.layout.part_bits;
        for (part, records) in parts.iter().enumerate().rev() {
            // Before memory is taken for them.
            check_budget(records.len(), quarters)?;
            let first = part * quarters;
            self.take(first..first + quarters, records.clone()).ok_or(Fault::LengthTooLong)?;
            self.divide(first / QUARTERS, records.start)?;
            self.put()?;
        }
        Ok(())
    }

    /// Takes the records of a part out, sets the bits of each, and counts those of each quarter.
    fn take(&mut self, quarters: Range<usize>, records: Range<usize>) -> Option<()> {
        let Self { layout, filter, taken, homes, groups, .. } = self;
        taken.clear();
        taken
            .extend_from_slice(self.records.get(records.start * layout.record..records.end * layout.record)?);
        homes.clear();
        groups.clear();
        let start = layout.place(0);
        groups.resize(quarters.len(), Group { count: 0, start, end: start });
        for record in taken.chunks_exact(layout.record) {
            let (key, _) = record.split_last_chunk::<PAYLOAD>()?;
            let hash = Magnitude::of(key)?.hash(layout.salt);
            let quarter = layout.quarter(hash);
            let alike = filter::set(filter.get_mut(quarter / QUARTERS)?, hash);
            let quarter = quarter - quarters.start;
            groups.get_mut(quarter)?.count += 1;
            homes.push(Home { quarter, alike });
        }
        Some(())
    }

    /// Gives each quarter as many places as it has records.
    fn divide(&mut self, block: usize, mut first: usize) -> Outcome<()> {
        let blocks = self.filter.get_mut(block..).unwrap_or_default();
        for (groups, block) in self.groups.as_chunks_mut::<QUARTERS>().0.iter_mut().zip(blocks) {
            let mut runs = [0; QUARTERS];
            let start = first;
            for (group, run) in groups.iter_mut().zip(&mut runs) {
                check_budget(group.count, 1)?;
                *run = u8::try_from(group.count).unwrap_or(MAX_RUN);
                group.start = self.layout.place(first);
                group.end = group.start;
                first += group.count;
            }
            filter::write_runs(block, start, runs).ok_or(Fault::LengthTooLong)?;
        }
        Ok(())
    }

    /// Writes the records that were taken where they belong.
    fn put(&mut self) -> Outcome<()> {
        let Self { layout, taken, homes, groups, .. } = self;
        let blocks = self.records.as_chunks_mut().0;
        for (record, home) in taken.chunks_exact(layout.record).zip(homes) {
            let group = groups.get_mut(home.quarter).ok_or(Fault::LengthTooLong)?;
            if home.alike && group.lists(record, layout, blocks) {
                // Of two entries for one serial nobody can say which holds.
                return Err(Fault::Duplicate);
            }
            let place = layout.record_at(blocks, group.end).ok_or(Fault::LengthTooLong)?;
            place.copy_from_slice(record);
            group.end = layout.next(group.end);
        }
        Ok(())
    }
}

/// Refuses more records than so many quarters may have.
fn check_budget(records: usize, quarters: usize) -> Outcome<()> {
    let budget = usize::from(MAX_RUN);
    if records > quarters.saturating_mul(budget) { Err(Fault::TooMany { budget }) } else { Ok(()) }
}

impl Group {
    /// Whether a record that was written has the serial of this one.
    #[cold]
    fn lists(&self, record: &[u8], layout: &Layout, blocks: &mut [[u8; RECORD_BLOCK]]) -> bool {
        let Some((key, _)) = record.split_last_chunk::<PAYLOAD>() else { return false };
        let mut place = self.start;
        while place != self.end {
            if layout.record_at(blocks, place).is_some_and(|other| other.starts_with(key)) {
                return true;
            }
            place = layout.next(place);
        }
        false
    }
}

#[cfg(test)]
mod tests;

use alloc::vec;
use alloc::vec::Vec;

use super::layout::{FILTER_BLOCK, Layout, RECORD_BLOCK};
use super::magnitude::Magnitude;
use super::seconds_of;
use crate::Time;
use crate::crl::entry::Entry;
use crate::der::{Fault, Reader, Result};

/// How far a record may stand behind its place, since others share its slot. In honest lists none is further than ten;
/// a list whose serials were chosen to be further is refused, before looking it up becomes slow.
const MAX_REACH: u8 = 64;

/// How many entries a list has, and how many bytes its longest serial needs.
pub(super) struct Survey {
    pub(super) entries: usize,
    pub(super) width: u8,
}

impl Survey {
    /// Leaps over the entries: of each the serial alone is read. The length of the list is the budget.
    pub(super) fn of(list: Reader<'_>) -> Result<Self> {
        let (mut rest, mut entries, mut longest) = (list, 0, 1);
        while !rest.is_empty() {
            longest = longest.max(Entry::read_serial(&mut rest)?.len());
            entries += 1;
        }
        let width = u8::try_from(longest).map_err(|_| list.located(Fault::IntegerTooLong))?;
        Ok(Self { entries, width })
    }
}

/// The blocks of an index while they are written.
struct Builder<'b> {
    layout: Layout,
    this_update: Time,
    filter: &'b mut [[u8; FILTER_BLOCK]],
    records: &'b mut [[u8; RECORD_BLOCK]],
    reach: u8,
}

/// Writes all entries into an index whose header stays empty, and says how far a record stands behind its place.
///
/// The index is all the memory that it takes, and never more than twice the list.
pub(super) fn build(list: Reader<'_>, layout: Layout, this_update: Time) -> Result<(Vec<u8>, u8)> {
    let too_long = list.located(Fault::LengthTooLong);
    let mut index = vec![0; layout.length().ok_or(too_long)?];
    let records_at = layout.records().ok_or(too_long)?;
    let (front, records) = index.split_at_mut_checked(records_at).ok_or(too_long)?;
    let (_, filter) = front.split_at_mut_checked(layout.header).ok_or(too_long)?;
    let (filter, records) = (filter.as_chunks_mut().0, records.as_chunks_mut().0);
    let mut builder = Builder { layout, this_update, filter, records, reach: 0 };
    each(list, Entry::read_serial, |serial| builder.mark(serial))?;
    builder.rank();
    each(list, Entry::read, |entry| builder.place(&entry))?;
    seal(&layout, builder.filter, layout.header);
    seal(&layout, builder.records, records_at);
    let reach = builder.reach;
    Ok((index, reach))
}

/// Reads entries, and does something with each. The length of the list is the budget.
fn each<'a, T>(
    list: Reader<'a>,
    read: impl Fn(&mut Reader<'a>) -> Result<T>,
    mut act: impl FnMut(T) -> core::result::Result<(), Fault>,
) -> Result<()> {
    let mut rest = list;
    while !rest.is_empty() {
        let start = rest;
        act(read(&mut rest)?).map_err(|fault| start.located(fault))?;
    }
    Ok(())
}

/// Writes the checksum of each block.
fn seal<const SIZE: usize>(layout: &Layout, blocks: &mut [[u8; SIZE]], start: usize) {
    for (block, offset) in blocks.iter_mut().zip((start..).step_by(SIZE)) {
        if let Some((content, checksum)) = block.split_last_chunk_mut() {
            *checksum = layout.checksum(content, offset);
        }
    }
}

impl Builder<'_> {
    /// Sets the slot of a serial, and counts the serials of the block where its rank will be.
    fn mark(&mut self, serial: &[u8]) -> core::result::Result<(), Fault> {
        let serial = Magnitude::of(serial).ok_or(Fault::IntegerTooLong)?;
        let slot = self.layout.slot(&serial).ok_or(Fault::LengthTooLong)?;
        let block = self.filter.get_mut(slot.block).ok_or(Fault::LengthTooLong)?;
        if let [bits @ .., count, _] = block.as_chunks_mut().0 {
            *count = (u64::from_le_bytes(*count) + 1).to_le_bytes();
            slot.set(bits);
        }
        Ok(())
    }

    /// Counts become ranks: how many serials are in the blocks before.
    fn rank(&mut self) {
        let mut before = 0;
        for block in &mut *self.filter {
            if let [.., count, _] = block.as_chunks_mut().0 {
                let here = u64::from_le_bytes(*count);
                *count = u64::to_le_bytes(before);
                before += here;
            }
        }
    }

    /// Writes a record into the first free place from its own on. There is one before the records of the next block
    /// begin: each slot in use has at least one record, so that those before can't have taken more than theirs.
    fn place(&mut self, entry: &Entry<'_>) -> core::result::Result<(), Fault> {
        let layout = self.layout;
        let width = usize::from(layout.width);
        let serial = Magnitude::of(entry.serial).ok_or(Fault::IntegerTooLong)?;
        let key = serial.in_width(layout.width).ok_or(Fault::IntegerTooLong)?;
        let key = key.bytes();
        let seconds = seconds_of(entry.at, self.this_update).ok_or(Fault::TimeTooFar)?;
        let home = self.home(&serial).ok_or(Fault::LengthTooLong)?;
        for reach in 0..=MAX_REACH {
            let place = layout.place(home + usize::from(reach));
            let block = self.records.get_mut(place.block).ok_or(Fault::LengthTooLong)?;
            let record = block.chunks_exact_mut(layout.record()).nth(place.at).unwrap_or_default();
            let (found, payload) = record.split_at_mut_checked(width).unwrap_or_default();
            // No serial is zero.
            if found.iter().all(|byte| *byte == 0) {
                found.copy_from_slice(key);
                if let Some((status, at)) = payload.split_first_mut() {
                    *status = entry.status.code();
                    at.copy_from_slice(&seconds.to_le_bytes());
                }
                self.reach = self.reach.max(reach);
                return Ok(());
            }
            // Of two entries for one serial nobody can say which holds.
            if found == key {
                return Err(Fault::Duplicate);
            }
        }
        Err(Fault::TooMany { budget: MAX_REACH.into() })
    }

    fn home(&self, serial: &Magnitude) -> Option<usize> {
        let slot = self.layout.slot(serial)?;
        let [bits @ .., rank, _] = self.filter.get(slot.block)?.as_chunks().0 else { return None };
        Some(usize::try_from(u64::from_le_bytes(*rank)).ok()? + slot.used_before(bits)?)
    }
}

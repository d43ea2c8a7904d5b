//! READ BINARY and READ RECORD (ISO/IEC 7816-4:2020, 11.3 and 11.4).

use hokensho_apdu::{Command, Le, StatusWord};

use super::files::Ef;
use super::{Answer, ExtendedLe, VirtualCard};

impl VirtualCard {
    /// P1 with bit 8: a short file identifier, which becomes current, and an 8-bit offset. Without: a 15-bit offset
    /// into the current file. A file that ends before Le does gives what it has.
    pub(super) fn read_binary(&mut self, command: &Command<'_>) -> Answer {
        let (p1, p2) = (command.p1(), command.p2());
        let (id, offset) = match p1 {
            0x00..=0x7F => (self.named_by(0x80)?, u16::from_be_bytes([p1, p2])),
            0x80 => return Err(StatusWord::WRONG_P1_P2),
            0x81..=0xFF => (self.named_by(p1)?, u16::from(p2)),
        };
        let Some(le) = command.le().filter(|_| command.data().is_empty()) else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        self.guard_my_number(id, "READ BINARY");
        let content = match self.find(id)? {
            Ef::Data { content, access } if self.session.satisfies(*access) => content,
            Ef::Data { .. } | Ef::Unknown => return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED),
            Ef::AuthenticationKey(_)
            | Ef::BlockedSecret
            | Ef::PrivateKey { .. }
            | Ef::Records(_)
            | Ef::Secret(_) => return Err(StatusWord::WRONG_FILE_TYPE),
        };
        let le = match self.settings.extended_le {
            ExtendedLe::Shortened => le.min(Le::SHORT_MAX),
            ExtendedLe::Refused(_) | ExtendedLe::Supported => le,
        };
        let rest = content
            .get(usize::from(offset)..)
            .filter(|rest| !rest.is_empty())
            .ok_or(StatusWord::WRONG_OFFSET)?;
        Ok(up_to(le, rest))
    }

    /// One record, by its number in P1; P2 names the file in its upper five bits, the current one by `0`. A record
    /// that ends before Le does is given as it is.
    pub(super) fn read_record(&mut self, command: &Command<'_>) -> Answer {
        let reference = match (command.p2() >> 3, command.p2() & 0x07) {
            (file, 4) => 0x80 | file,
            // All records from this one on: a card need not have it, and then says so (JICSAP, as reported).
            (_, 5) => return Err(StatusWord::FUNCTION_NOT_SUPPORTED),
            _ => return Err(StatusWord::WRONG_P1_P2),
        };
        let id = self.named_by(reference)?;
        let Some(le) = command.le().filter(|_| command.data().is_empty()) else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        self.guard_my_number(id, "READ RECORD");
        let records = match self.find(id)? {
            Ef::Records(records) => records,
            Ef::Unknown => return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED),
            Ef::AuthenticationKey(_)
            | Ef::BlockedSecret
            | Ef::Data { .. }
            | Ef::PrivateKey { .. }
            | Ef::Secret(_) => return Err(StatusWord::WRONG_FILE_TYPE),
        };
        // Number 0 is the current record, and nothing here makes one current.
        let index = usize::from(command.p1()).checked_sub(1);
        let record = index.and_then(|index| records.get(index)).ok_or(StatusWord::RECORD_NOT_FOUND)?;
        Ok(up_to(le, record))
    }
}

fn up_to(le: Le, bytes: &[u8]) -> Vec<u8> {
    let length = usize::try_from(le.bytes()).unwrap_or(usize::MAX);
    bytes.get(..length).unwrap_or(bytes).to_vec()
}

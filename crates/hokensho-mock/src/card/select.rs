//! SELECT (ISO/IEC 7816-4:2020, 11.2.2), and how commands name a file.

use hokensho_apdu::{Command, StatusWord};

use super::files::Ef;
use super::{Answer, Application, VirtualCard};

/// The card manager of GlobalPlatform (issuer security domain). Selecting it ends a session.
const CARD_MANAGER: &[u8] = &[0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

impl VirtualCard {
    pub(super) fn select(&mut self, command: &Command<'_>) -> Answer {
        // P2 = 00 asks for control information, which the card is not known to give.
        match (command.p1(), command.p2()) {
            (0x04, 0x00 | 0x0C) => self.select_application(command.data()),
            (0x02, 0x00 | 0x0C) => self.select_ef(command.data()),
            // Of the master file, it would seem; but nothing is selected by it (reported by one reader of test cards).
            (0x00, 0x00) if command.data().is_empty() && self.session.application().is_some() => {
                Ok(Vec::new())
            }
            _ => Err(StatusWord::WRONG_P1_P2),
        }
    }

    /// By full name only. A name that isn't known changes nothing.
    fn select_application(&mut self, aid: &[u8]) -> Answer {
        let application = Application::ALL.into_iter().find(|application| application.aid() == aid);
        match application.filter(|application| self.files.has(*application)) {
            Some(application) => self.session.select(Some(application)),
            None if aid == CARD_MANAGER => self.session.select(None),
            None => return Err(StatusWord::FILE_NOT_FOUND),
        }
        Ok(Vec::new())
    }

    fn select_ef(&mut self, id: &[u8]) -> Answer {
        let id = u16::from_be_bytes(id.try_into().map_err(|_| StatusWord::WRONG_LENGTH)?);
        self.find(id)?;
        self.guard_my_number(id, "SELECT");
        self.session.set_current(id);
        Ok(Vec::new())
    }

    /// An elementary file of the selected application.
    pub(super) fn find(&self, id: u16) -> Result<&Ef, StatusWord> {
        let application = self.session.application().ok_or(StatusWord::FILE_NOT_FOUND)?;
        self.files.ef(application, id).ok_or(StatusWord::FILE_NOT_FOUND)
    }

    /// The file that P1 or P2 names: `80` the current one, `80` with a short identifier that one (1 to 30), which
    /// becomes current, whatever the command then comes to (ISO/IEC 7816-4:1995, 6.1.2, says so of READ BINARY, and it
    /// is reported of these cards; taken to hold for every command).
    pub(super) fn named_by(&mut self, reference: u8) -> Result<u16, StatusWord> {
        let id = match reference {
            0x80 => return self.session.current().ok_or(StatusWord::NO_CURRENT_EF),
            0x81..=0x9E => u16::from(reference & 0x1F),
            _ => return Err(StatusWord::WRONG_P1_P2),
        };
        self.find(id)?;
        self.session.set_current(id);
        Ok(id)
    }

    /// See [`VirtualCard`], "Panics".
    pub(super) fn guard_my_number(&self, id: u16, command: &str) {
        let holds = matches!(
            (self.session.application(), id),
            (Some(Application::Text), 0x0001) | (Some(Application::Visual), 0x0005)
        );
        assert!(
            !holds || self.settings.my_number.is_allowed(),
            "{command} of the file that holds the My Number"
        );
    }
}

//! The making of a card.

use hokensho_apdu::{StatusWord, Zeroizing};

use super::fault::Faults;
use super::files::FileSystem;
use super::objects::DataObjects;
use super::secrets::Secrets;
use super::session::Session;
use super::settings::{ContactAtr, ExtendedLe, MyNumber, Settings, TriesQuery, WarmReset};
use super::sign::Randomness;
use super::{Application, Fault, Presence, VirtualCard};
use crate::Persona;
use crate::persona::Token;

/// Makes a [`VirtualCard`] with other settings than the usual ones.
///
/// Its records are signed when the builder is made. Where a test needs many cards, clone one builder.
///
/// ```
/// use hokensho_mock::{Application, Fault, Persona, VirtualCard, WarmReset};
///
/// let adult = Persona::named("adult")?;
/// let card = VirtualCard::builder(&adult)
///     .warm_reset(WarmReset::DropsStatus)
///     .file(Application::Text, 0x0002, vec![0xFF, 0x20, 0x7F]) // cut short
///     .fault(3, Fault::Remove)
///     .build();
/// # assert_eq!(card.apdus(), 0);
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct Builder {
    files: FileSystem,
    objects: DataObjects,
    secrets: Secrets,
    settings: Settings,
    seed: [u8; 32],
    faults: Faults,
}

impl Builder {
    pub(super) fn new(persona: &Persona) -> Self {
        let last_command = match persona.token() {
            Token::Iphone { .. } => Ok(()),
            Token::Android | Token::Card(_) => Err(StatusWord::WRONG_LENGTH),
        };
        Self {
            files: FileSystem::of(persona),
            objects: DataObjects::of(persona),
            secrets: Secrets::of(persona),
            settings: Settings {
                extended_le: ExtendedLe::default(),
                warm_reset: WarmReset::default(),
                tries_query: TriesQuery::default(),
                contact_atr: ContactAtr::default(),
                blocked_query: StatusWord::tries(0),
                my_number: MyNumber::Forbidden,
                last_command,
            },
            seed: [0; 32],
            faults: Faults::default(),
        }
    }

    /// Where the card tells its contact ATR.
    pub const fn contact_atr(mut self, setting: ContactAtr) -> Self {
        self.settings.contact_atr = setting;
        self
    }

    /// What the card does with extended length fields.
    pub const fn extended_le(mut self, setting: ExtendedLe) -> Self {
        self.settings.extended_le = setting;
        self
    }

    /// What a warm reset leaves.
    pub const fn warm_reset(mut self, setting: WarmReset) -> Self {
        self.settings.warm_reset = setting;
        self
    }

    /// What the question for tries gives after a right VERIFY.
    pub const fn tries_query(mut self, setting: TriesQuery) -> Self {
        self.settings.tries_query = setting;
        self
    }

    /// What the question for tries gives of a blocked secret: 63C0, the usual, or 6983 or 6984, which others report.
    /// VERIFY with data is always 6984.
    pub const fn blocked_query(mut self, status: StatusWord) -> Self {
        self.settings.blocked_query = status;
        self
    }

    /// Lets programs read the My Number and verify code A: see [`VirtualCard`], "Panics". Only for tests of the card
    /// itself, and for showing the card to programs of strangers.
    pub const fn allow_my_number(mut self) -> Self {
        self.settings.my_number = MyNumber::Allowed;
        self
    }

    /// What GET CHALLENGE and the salt of PSS are drawn from; all zeros if not set.
    pub const fn seed(mut self, seed: [u8; 32]) -> Self {
        self.seed = seed;
        self
    }

    /// Puts other bytes into a file that is read, or adds one that is free to read. A file with records gets this one
    /// record.
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_mock::{Application, Persona, VirtualCard};
    ///
    /// let adult = Persona::named("adult")?;
    /// let mut card = VirtualCard::builder(&adult).file(Application::Jpki, 0x000A, vec![0x30, 0x80]).build();
    /// card.transmit(&[&[0x00, 0xA4, 0x04, 0x0C, 0x0A], Application::Jpki.aid()].concat()).unwrap();
    /// assert_eq!(card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00]).unwrap().as_slice(), [0x30, 0x80, 0x90, 0x00]);
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    pub fn file(mut self, application: Application, id: u16, content: Vec<u8>) -> Self {
        self.files.put(application, id, content);
        self
    }

    /// What the card manager tells under this tag (GET DATA).
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = VirtualCard::builder(&Persona::named("adult")?).data_object(0x00F0, b"01101".to_vec()).build();
    /// assert_eq!(card.transmit(&[0x00, 0xCA, 0x00, 0xF0, 0x00]).unwrap().as_slice(), b"01101\x90\x00");
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    pub fn data_object(mut self, tag: u16, content: Vec<u8>) -> Self {
        self.objects.put(tag, content);
        self
    }

    /// A card without this data object: which ones there are differs from card to card.
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = VirtualCard::builder(&Persona::named("adult")?).without_data_object(0x7F21).build();
    /// assert_eq!(card.transmit(&[0x00, 0xCA, 0x7F, 0x21, 0, 0, 0]).unwrap().as_slice(), [0x6A, 0x88]);
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    pub fn without_data_object(mut self, tag: u16) -> Self {
        self.objects.remove(tag);
        self
    }

    /// Lets the command with this number fail; the first is 1.
    pub fn fault(mut self, at_apdu: u32, fault: Fault) -> Self {
        self.faults.at(at_apdu, fault);
        self
    }

    /// Lets every command from this number on fail in the same way; the first is 1. A [`fault`](Self::fault) for one
    /// of them goes before it.
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_mock::{Fault, Persona, VirtualCard};
    ///
    /// let mut card = VirtualCard::builder(&Persona::named("adult")?).fault_from(2, Fault::WrongLe(4)).build();
    /// let challenge = [0x00, 0x84, 0x00, 0x00, 0x08];
    /// assert_eq!(card.transmit(&challenge).unwrap().len(), 10);
    /// for _ in 0..3 {
    ///     assert_eq!(card.transmit(&challenge).unwrap().as_slice(), [0x6C, 0x04]);
    /// }
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    pub fn fault_from(mut self, from_apdu: u32, fault: Fault) -> Self {
        self.faults.from(from_apdu, fault);
        self
    }

    /// The card.
    #[must_use]
    pub fn build(self) -> VirtualCard {
        VirtualCard {
            files: self.files,
            objects: self.objects,
            secrets: self.secrets,
            session: Session::default(),
            randomness: Randomness::from_seed(self.seed),
            settings: self.settings,
            faults: self.faults,
            last_answer: Zeroizing::default(),
            apdus: 0,
            presence: Presence::InReader,
        }
    }
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder").field("faults", &self.faults).finish_non_exhaustive()
    }
}

use hokensho_apdu::Transport;

use crate::session::Session;
use crate::{
    Application, Common, Error, File, Jpki, Juki, Manager, ReadMode, Text, Token, TokenInfo, TokenLabel,
    Visual,
};

/// One session with one card or phone, over a [`Transport`] that nobody else uses meanwhile.
///
/// Applications are selected when they are asked for, and stay selected: nothing is sent twice. The session ends
/// with [`end`](Self::end), or when this is dropped (after an error or a panic, too): then no PIN that was
/// presented is of use to the next program. Only a program that is killed or aborts ends nothing: the card may then keep
/// what was verified until it loses its power. To keep the transport, lend it: `Card::connect(&mut transport)`.
///
/// ```
/// use hokensho_card::{Card, Token};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
/// assert_eq!(card.token()?, Token::Card);
/// let certificate = card.jpki()?.auth_certificate()?;
/// assert!(certificate.as_der().starts_with(&[0x30, 0x82]));
/// card.end()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Card<T: Transport> {
    session: Session<T>,
}

impl<T: Transport> Card<T> {
    /// Starts a session and finds out what is there: [`open`](Self::open), then [`token`](Self::token).
    ///
    /// # Errors
    /// Those of [`token`](Self::token).
    pub fn connect(transport: T) -> Result<Self, Error> {
        let mut card = Self::open(transport);
        card.token()?;
        Ok(card)
    }

    /// Starts a session without sending anything yet; for whoever knows what is there, or wants but one file.
    ///
    /// ```
    /// use hokensho_apdu::Counted;
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(Counted::new(VirtualCard::new(&Persona::named("adult")?)));
    /// assert_eq!(card.transport().round_trips(), 0);
    /// card.jpki()?.auth_certificate()?;
    /// card.end()?;
    /// assert_eq!(card.transport().round_trips(), 3); // select, read, end
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn open(transport: T) -> Self {
        Self { session: Session::new(transport) }
    }

    /// Chooses how files are read; [`ReadMode::Auto`] if nothing is said.
    #[must_use]
    pub fn with_read_mode(mut self, mode: ReadMode) -> Self {
        self.session.set_read_mode(mode);
        self
    }

    /// How files are read, with what this session has learnt: a card and a reader that refused extended length fields
    /// need not be asked again, so the next session with both can start from this.
    ///
    /// ```
    /// use hokensho_apdu::StatusWord;
    /// use hokensho_card::{Card, ReadMode, ShortLe};
    /// use hokensho_mock::{ExtendedLe, Persona, VirtualCard};
    ///
    /// let refuses = ExtendedLe::Refused(StatusWord::WRONG_LENGTH);
    /// let mut chip = VirtualCard::builder(&Persona::named("adult")?).extended_le(refuses).build();
    /// let mut card = Card::open(&mut chip);
    /// assert_eq!(card.read_mode(), ReadMode::Auto);
    /// card.jpki()?.auth_certificate()?;
    /// let learnt = card.read_mode();
    /// assert_eq!(learnt, ReadMode::Short(ShortLe::MAX));
    /// drop(card);
    /// let next = Card::open(&mut chip).with_read_mode(learnt);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn read_mode(&self) -> ReadMode {
        self.session.read_mode()
    }

    /// What this is: card or phone, by the label at the start of its [`token_info`](Self::token_info). Nobody has told
    /// the length of a phone's, so that the label is enough here. The card is asked once.
    ///
    /// # Errors
    /// [`Error::NotAMyNumberCard`] if there is no JPKI application, [`Error::FileTruncated`] without a whole label, and
    /// whatever goes wrong on the way.
    pub fn token(&mut self) -> Result<Token, Error> {
        if let Some((token, _)) = &self.session.token_file {
            return Ok(*token);
        }
        self.select(Application::Jpki)?;
        let file = self.session.read_short(File::TokenInfo, 0, TokenInfo::BYTES)?;
        let token = TokenLabel::at_the_start_of(&file)?.into();
        self.session.token_file = Some((token, file));
        Ok(token)
    }

    /// What the JPKI application says of the card or phone that it is in, all of it. The card is asked once.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("android")?));
    /// assert_eq!(card.token_info()?.label(), b"JPKIAPGPSETOKEN");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`token`](Self::token); [`Error::FileTruncated`] if there are fewer than 160 bytes.
    pub fn token_info(&mut self) -> Result<TokenInfo, Error> {
        self.token()?;
        let file = self.session.token_file.as_ref().map(|(_, file)| file.clone()).unwrap_or_default();
        match file.len() {
            offset @ 0..TokenInfo::BYTES => {
                Err(Error::FileTruncated { file: File::TokenInfo, offset, expected: TokenInfo::BYTES })
            }
            _ => TokenInfo::parse(file),
        }
    }

    /// The JPKI application (公的個人認証AP): certificates and keys.
    ///
    /// # Errors
    /// [`Error::NotAMyNumberCard`] if there is none, and whatever goes wrong on the way.
    pub fn jpki(&mut self) -> Result<Jpki<'_, T>, Error> {
        self.select(Application::Jpki)?;
        Ok(Jpki::new(self))
    }

    /// The text application (券面事項入力補助AP): the four attributes.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.text()?.pin_state()?, PinState::TriesLeft(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ApplicationMissing`] if there is none; nothing is sent to what is known as a phone.
    pub fn text(&mut self) -> Result<Text<'_, T>, Error> {
        self.select(Application::Text)?;
        Ok(Text::new(&mut self.session))
    }

    /// The visual application (券面事項確認AP): the face of the card with its photo.
    ///
    /// ```
    /// use hokensho_card::{Application, Card, Error};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut phone = Card::connect(VirtualCard::new(&Persona::named("iphone")?))?;
    /// let error = phone.visual().unwrap_err();
    /// assert!(matches!(error, Error::ApplicationMissing { application: Application::Visual, .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ApplicationMissing`] if there is none; nothing is sent to what is known as a phone.
    pub fn visual(&mut self) -> Result<Visual<'_, T>, Error> {
        self.select(Application::Visual)?;
        Ok(Visual::new(&mut self.session))
    }

    /// The common application (共通カードAP): the card's serial number.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.common()?.serial()?.serial().len(), 15);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ApplicationMissing`] if there is none; nothing is sent to what is known as a phone.
    pub fn common(&mut self) -> Result<Common<'_, T>, Error> {
        self.select(Application::Common)?;
        Ok(Common::new(&mut self.session))
    }

    /// The juki application (住基AP) of the resident register.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.juki()?.key_reference()?.key().as_bytes().len(), 16);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ApplicationMissing`] if there is none; nothing is sent to what is known as a phone.
    pub fn juki(&mut self) -> Result<Juki<'_, T>, Error> {
        self.select(Application::Juki)?;
        Ok(Juki::new(&mut self.session))
    }

    /// The card manager: what the card says of itself.
    ///
    /// Selecting it makes the card forget every PIN, password and code that was presented, as [`end`](Self::end)
    /// does.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.manager()?.expiry()?.unwrap().year(), 2035);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ApplicationMissing`] if there is none; nothing is sent to what is known as a phone.
    pub fn manager(&mut self) -> Result<Manager<'_, T>, Error> {
        self.select(Application::Manager)?;
        Ok(Manager::new(&mut self.session))
    }

    /// Ends the session: selects the issuer domain, and if that fails takes the power from the card.
    ///
    /// Dropping does the same, but can't tell if it failed. Whatever is asked of the card afterwards begins anew.
    ///
    /// # Errors
    /// [`Error::Exchange`] if neither worked: the card may still hold a PIN as presented until it leaves the reader.
    pub fn end(&mut self) -> Result<(), Error> {
        self.session.end()
    }

    /// The transport, to look at: what it counted, what it recorded.
    ///
    /// ```
    /// use hokensho_apdu::Counted;
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let card = Card::connect(Counted::new(VirtualCard::new(&Persona::named("adult")?)))?;
    /// assert_eq!(card.transport().round_trips(), 2); // select, token info
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn transport(&self) -> &T {
        self.session.transport()
    }

    pub(crate) const fn session(&mut self) -> &mut Session<T> {
        &mut self.session
    }

    /// Selects an application unless it is selected already. What is known as a phone is asked for JPKI alone.
    pub(crate) fn select(&mut self, application: Application) -> Result<(), Error> {
        let token = self.session.token_file.as_ref().map(|(token, _)| *token);
        let missing = match application {
            Application::Jpki => Error::NotAMyNumberCard,
            _ => Error::ApplicationMissing { application, token },
        };
        if application != Application::Jpki && token.is_some_and(Token::is_phone) {
            return Err(missing);
        }
        self.session.select(application).map_err(|error| match error {
            Error::ApplicationMissing { .. } => missing,
            error => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use hokensho_apdu::{TransportError, Zeroizing};
    use hokensho_mock::{Fault, Persona, VirtualCard};

    /// A reader on which the next card lies as soon as a session has ended, or a card has left.
    struct Queue(Vec<VirtualCard>);

    impl Transport for Queue {
        fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
            let answer = self.0[0].transmit(command);
            let left = answer.as_ref().is_err_and(TransportError::is_card_gone);
            if left || command.ends_with(Application::Manager.aid()) {
                self.0.remove(0);
            }
            answer
        }

        fn power_down(&mut self) -> Result<(), TransportError> {
            self.0[0].power_down()
        }
    }

    #[test]
    fn takes_no_token_for_the_one_before() {
        let chip = |name| VirtualCard::new(&Persona::named(name).unwrap());
        let mut card = Card::connect(Queue(["iphone", "adult", "adult"].map(chip).into())).unwrap();
        assert_eq!(card.token().unwrap(), Token::Iphone);
        assert!(card.visual().is_err());
        card.end().unwrap();
        assert!(card.visual().is_ok());
        assert_eq!(card.token().unwrap(), Token::Card);
    }

    #[test]
    fn the_label_is_enough_to_know_a_phone() {
        let info = b"JPKIAPGPSETOKEN                 ".to_vec();
        let android = VirtualCard::builder(&Persona::named("android").unwrap());
        let phone = |info: &[u8]| {
            Card::open(android.clone().file(hokensho_mock::Application::Jpki, 0x0006, info.to_vec()).build())
        };

        let mut short = phone(&info);
        assert_eq!(short.token().unwrap(), Token::Android);
        assert!(matches!(short.token_info(), Err(Error::FileTruncated { offset: 32, expected: 160, .. })));
        let cut = phone(&info[..31]).token();
        assert!(matches!(cut, Err(Error::FileTruncated { file: File::TokenInfo, offset: 31, .. })));
    }

    #[test]
    fn takes_no_token_for_one_that_left() {
        let iphone = VirtualCard::builder(&Persona::named("iphone").unwrap());
        let iphone = iphone.fault(3, Fault::Remove).build();
        let adult = VirtualCard::new(&Persona::named("adult").unwrap());
        let mut card = Card::connect(Queue([iphone, adult].into())).unwrap();
        assert!(card.jpki().unwrap().auth_pin_state().unwrap_err().is_card_removed());
        assert_eq!(card.token().unwrap(), Token::Card);
    }
}

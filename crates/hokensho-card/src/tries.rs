//! The tries left of any secret, asked without spending one.

use hokensho_apdu::Transport;

use crate::{Card, Common, Error, Jpki, Juki, PinState, Secret, Text, Visual};

impl<T: Transport> Card<T> {
    /// Asks how many tries `secret` has left, without spending one. Its application is selected unless it is already,
    /// so whoever asks for several asks in the order of [`Secret::ALL`].
    ///
    /// ```
    /// use hokensho_card::{Card, PinState, Secret};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.secret_state(Secret::SignPassword)?, PinState::TriesLeft(5));
    /// assert_eq!(card.secret_state(Secret::VisualCodeA)?, PinState::TriesLeft(10));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NotAMyNumberCard`] or [`Error::ApplicationMissing`] if nothing here checks that secret, and whatever
    /// goes wrong on the way.
    pub fn secret_state(&mut self, secret: Secret) -> Result<PinState, Error> {
        self.select(secret.application())?;
        self.session().pin_state(secret)
    }
}

impl<T: Transport, S> Jpki<'_, T, S> {
    /// Asks how many tries the auth PIN has left, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("face-only")?));
    /// assert_eq!(card.jpki()?.auth_pin_state()?, PinState::Blocked); // normal for 顔認証マイナンバーカード
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn auth_pin_state(&mut self) -> Result<PinState, Error> {
        self.card.session().pin_state(Secret::AuthPin)
    }

    /// Asks how many tries the sign password has left, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.jpki()?.sign_password_state()?, PinState::TriesLeft(5));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn sign_password_state(&mut self) -> Result<PinState, Error> {
        self.card.session().pin_state(Secret::SignPassword)
    }
}

impl<T: Transport, S> Text<'_, T, S> {
    /// Asks how many tries the PIN has left, without spending one.
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
    /// Whatever goes wrong on the way.
    pub fn pin_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::TextPin)
    }

    /// Asks how many tries code B has left here, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert!(matches!(card.text()?.code_b_state()?, PinState::TriesLeft(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn code_b_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::TextCodeB)
    }

    /// Asks how many tries code A (照合番号A) has left here, without spending one. Nothing can present it: it is the
    /// My Number.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert!(matches!(card.text()?.code_a_state()?, PinState::TriesLeft(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn code_a_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::TextCodeA)
    }
}

impl<T: Transport, S> Visual<'_, T, S> {
    /// Asks how many tries code B has left here, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert!(matches!(card.visual()?.code_b_state()?, PinState::TriesLeft(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn code_b_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::VisualCodeB)
    }

    /// Asks how many tries the birth code has left, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert!(matches!(card.visual()?.birth_code_state()?, PinState::TriesLeft(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn birth_code_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::VisualBirthCode)
    }

    /// Asks how many tries code A (照合番号A) has left here, without spending one. Nothing can present it: it is the
    /// My Number.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert!(matches!(card.visual()?.code_a_state()?, PinState::TriesLeft(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn code_a_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::VisualCodeA)
    }
}

impl<T: Transport> Common<'_, T> {
    /// Asks how many tries this half of 住民基本台帳用暗証番号 has left, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.common()?.pin_state()?, PinState::TriesLeft(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn pin_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::CommonPin)
    }
}

impl<T: Transport> Juki<'_, T> {
    /// Asks how many tries this half of 住民基本台帳用暗証番号 has left, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.juki()?.pin_state()?, PinState::TriesLeft(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn pin_state(&mut self) -> Result<PinState, Error> {
        self.session.pin_state(Secret::JukiPin)
    }
}

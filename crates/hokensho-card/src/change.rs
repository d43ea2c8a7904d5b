//! New values for PINs and passwords: the only thing that this library ever writes to a card, and only when told to.
//!
//! The old value is presented first, with the same care as always: the tries are asked, and the last one is kept, here
//! without exception. Nothing is sent twice. If no answer comes to the change itself ([`Error::Exchange`] at
//! [`Step::Change`](crate::Step::Change)), nobody knows which value the card holds: let its holder try the new one and
//! then the old one, after asking for the tries left.

use alloc::boxed::Box;
use hokensho_apdu::Transport;

use crate::session::LastTry;
use crate::{
    Application, AuthPin, Card, Common, Error, Jpki, Juki, JukiPin, Secret, SignPassword, Text, TextPin,
};

impl<'c, T: Transport, S> Jpki<'c, T, S> {
    /// Changes the auth PIN (利用者証明用暗証番号).
    ///
    /// ```
    /// use hokensho_card::{AuthPin, Card};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let (current, new) = (AuthPin::new("1234")?, AuthPin::new("5678")?);
    /// let jpki = card.jpki()?.change_auth_pin(&current, &new)?;
    /// assert!(jpki.verify_auth_pin(&new).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::WrongSecret`] if the current PIN was wrong (a try is spent), [`Error::LastTry`] or
    /// [`Error::PinBlocked`] if nothing was sent that could cost one, and whatever goes wrong on the way. An
    /// [`Error::Exchange`] at [`Step::Change`](crate::Step::Change) leaves open which PIN the card holds: let its holder
    /// try the new one, then the old one.
    pub fn change_auth_pin(self, current: &AuthPin, new: &AuthPin) -> Result<Jpki<'c, T>, Error> {
        self.card.session().change(current.data(), new.data())?;
        Ok(Jpki::new(self.card))
    }

    /// Changes the sign password (署名用暗証番号).
    ///
    /// ```
    /// use hokensho_card::{Card, SignPassword};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let (current, new) = (SignPassword::new("ABC123")?, SignPassword::new("XYZ789")?);
    /// let jpki = card.jpki()?.change_sign_password(&current, &new)?;
    /// assert!(jpki.verify_sign_password(&new).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`change_auth_pin`](Self::change_auth_pin).
    pub fn change_sign_password(
        self,
        current: &SignPassword,
        new: &SignPassword,
    ) -> Result<Jpki<'c, T>, Error> {
        self.card.session().change(current.data(), new.data())?;
        Ok(Jpki::new(self.card))
    }
}

impl<'c, T: Transport, S> Text<'c, T, S> {
    /// Changes the PIN (券面事項入力補助用暗証番号).
    ///
    /// ```
    /// use hokensho_card::{Card, TextPin};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let (current, new) = (TextPin::new(persona.text_pin().unwrap())?, TextPin::new("5678")?);
    /// let text = card.text()?.change_pin(&current, &new)?;
    /// assert!(text.verify_pin(&new).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Jpki::change_auth_pin`].
    pub fn change_pin(self, current: &TextPin, new: &TextPin) -> Result<Text<'c, T>, Error> {
        self.session.change(current.data(), new.data())?;
        Ok(Text::new(self.session))
    }
}

impl<T: Transport> Common<'_, T> {
    /// Changes this half of 住民基本台帳用暗証番号; [`Card::change_juki_pin`] changes both.
    ///
    /// ```
    /// use hokensho_card::{Card, JukiPin};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let (current, new) = (JukiPin::new(persona.juki_pin().unwrap())?, JukiPin::new("5678")?);
    /// card.common()?.change_pin(&current, &new)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Jpki::change_auth_pin`].
    pub fn change_pin(&mut self, current: &JukiPin, new: &JukiPin) -> Result<(), Error> {
        self.session.change(current.for_common(), new.for_common())
    }
}

impl<T: Transport> Juki<'_, T> {
    /// Changes this half of 住民基本台帳用暗証番号; [`Card::change_juki_pin`] changes both.
    ///
    /// ```
    /// use hokensho_card::{Card, JukiPin};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let (current, new) = (JukiPin::new(persona.juki_pin().unwrap())?, JukiPin::new("5678")?);
    /// card.juki()?.change_pin(&current, &new)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Jpki::change_auth_pin`].
    pub fn change_pin(&mut self, current: &JukiPin, new: &JukiPin) -> Result<(), Error> {
        self.session.change(current.for_juki(), new.for_juki())
    }
}

impl<T: Transport> Card<T> {
    /// Changes 住民基本台帳用暗証番号 in both places where the card keeps it: the common and the juki application.
    ///
    /// A card can't do that at once. So the juki application checks the current PIN before anything is changed, and
    /// what still comes between the two changes has an error of its own.
    ///
    /// ```
    /// use hokensho_card::{Card, JukiPin};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// card.change_juki_pin(&JukiPin::new(persona.juki_pin().unwrap())?, &JukiPin::new("5678")?)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::HalfChanged`] if the common application has the new PIN and the juki application may not have it: try
    /// [`Juki::change_pin`]. Else as [`Jpki::change_auth_pin`], and the juki application has the old PIN.
    pub fn change_juki_pin(&mut self, current: &JukiPin, new: &JukiPin) -> Result<(), Error> {
        self.select(Application::Juki)?;
        self.session().verify(current.for_juki(), LastTry::Keep)?;
        self.common()?.change_pin(current, new)?;
        self.juki()
            .and_then(|mut juki| juki.change_pin(current, new))
            .map_err(|source| Error::HalfChanged { changed: Secret::CommonPin, source: Box::new(source) })
    }
}

//! PINs and codes: asking for the tries left, and spending them with care.

use hokensho_apdu::{Command, StatusWord, Transport};

use super::{Session, refusal, with_data};
use crate::secret::VerificationData;
use crate::{Application, Error, Secret, Step};

/// What the card says of a PIN, password or code, asked without spending a try.
///
/// A blocked secret is a state, not a failure: face-only cards (顔認証マイナンバーカード) have blocked PINs.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_card::PinState;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// assert_eq!(card.jpki()?.auth_pin_state()?, PinState::TriesLeft(3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PinState {
    /// No tries are left; the municipal office must reset it.
    Blocked,
    /// So many wrong tries block it; 1 or more.
    TriesLeft(u8),
    /// The card states no count (6300, which JICSAP gives for a secret without a limit).
    Uncounted,
    /// It has been presented already (9000, which some cards give then); the count is not told.
    Verified,
}

/// What may happen to the last try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LastTry {
    Keep,
    Spend,
}

impl<T: Transport> Session<T> {
    /// Asks for the tries left: VERIFY without data (ISO/IEC 7816-4:2020, 11.6.6).
    ///
    /// A blocked secret answers 63C0, 6983 or 6984; cards differ.
    pub(crate) fn pin_state(&mut self, secret: Secret) -> Result<PinState, Error> {
        self.select(secret.application())?;
        let step = Step::Query(secret);
        let status = self.send(step, &Command::new(0x00, 0x20, 0x00, secret.id().short()))?.status();
        let state = match status.tries_left() {
            _ if status.is_blocked() => PinState::Blocked,
            Some(tries) => PinState::TriesLeft(tries),
            None if status == StatusWord::VERIFICATION_FAILED => PinState::Uncounted,
            None if status == StatusWord::OK => PinState::Verified,
            None => return Err(refusal(step, status)),
        };
        self.known_state = Some((secret, state));
        Ok(state)
    }

    /// Presents a secret once, after asking whether a try can be spared, unless that was just asked. Never repeats
    /// it.
    pub(crate) fn verify(&mut self, data: VerificationData<'_>, last_try: LastTry) -> Result<(), Error> {
        let secret = data.secret();
        self.select(secret.application())?;
        let state = match self.known_state {
            Some((known, state)) if known == secret => state,
            _ => self.pin_state(secret)?,
        };
        let is_last_try = match state {
            PinState::Blocked => return Err(Error::PinBlocked { secret }),
            PinState::TriesLeft(tries) => tries == 1,
            // A secret that has been presented is presented again: what was given now is what is checked.
            PinState::Uncounted | PinState::Verified => self.left_when_wrong == Some((secret, 1)),
        };
        if is_last_try && last_try == LastTry::Keep {
            return Err(Error::LastTry { secret });
        }
        let step = Step::Verify(secret);
        let command = with_data(Command::new(0x00, 0x20, 0x00, secret.id().short()), data.value(), step)?;
        // It is a new question once the secret has been presented, whatever comes back.
        self.known_state = None;
        match self.send(step, &command)?.status() {
            StatusWord::OK => {
                self.left_when_wrong = None;
                Ok(())
            }
            StatusWord::BLOCKED | StatusWord::REFERENCE_NOT_USABLE => Err(Error::PinBlocked { secret }),
            StatusWord::VERIFICATION_FAILED => Err(Error::WrongSecret { secret, tries_left: None }),
            status => match status.tries_left() {
                Some(tries) => {
                    self.left_when_wrong = Some((secret, tries));
                    Err(Error::WrongSecret { secret, tries_left: Some(tries) })
                }
                None => Err(refusal(step, status)),
            },
        }
    }

    /// Presents the current value of a secret and sets a new one; both are of the same secret. Never repeats either.
    ///
    /// CHANGE REFERENCE DATA with the new value alone (ISO/IEC 7816-4:2020, 11.6.7), and JICSAP's CHANGE KEY in the
    /// two applications of the resident register (reported by `myna-card`, there with P2 = 80 for a file selected
    /// before; that a short identifier names the secret here as it does in VERIFY is unverified on a real card).
    pub(crate) fn change(
        &mut self,
        current: VerificationData<'_>,
        new: VerificationData<'_>,
    ) -> Result<(), Error> {
        self.verify(current, LastTry::Keep)?;
        let secret = new.secret();
        let step = Step::Change(secret);
        let [cla, ins, p1] = match secret.application() {
            Application::Common | Application::Juki => [0x80, 0x32, 0x00],
            _ => [0x00, 0x24, 0x01],
        };
        let command = with_data(Command::new(cla, ins, p1, secret.id().short()), new.value(), step)?;
        match self.send(step, &command)?.status() {
            StatusWord::OK => Ok(()),
            status => Err(refusal(step, status)),
        }
    }
}

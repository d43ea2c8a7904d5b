mod fault;
mod step;

use alloc::boxed::Box;
use hokensho_apdu::StatusWord;

use crate::{Application, DataObject, File, Key, Secret, SecretRule, Token};

#[cfg(feature = "photo")]
use crate::{ImageFault, ImageFormat};

pub use fault::FileFault;
pub use step::Step;

/// Why a card operation failed. No variant holds a PIN, a code or anything that was read from a file.
///
/// ```
/// use hokensho_card::{Error, Secret};
///
/// let error = Error::WrongSecret { secret: Secret::AuthPin, tries_left: Some(2) };
/// assert_eq!(error.to_string(), "the auth PIN was wrong");
/// assert_eq!(error.tries_left(), Some(2));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The card has no such application; no phone has another than JPKI.
    #[error("{application} doesn't exist here")]
    ApplicationMissing {
        /// The application asked for.
        application: Application,
        /// What holds the card's place, if it has been asked.
        token: Option<Token>,
    },
    /// No usable answer came.
    #[error("no usable answer while {step}")]
    Exchange {
        /// What was being done. After [`Step::Verify`], a try may have been spent; after [`Step::Change`], the card may
        /// hold the old value or the new one.
        step: Step,
        /// What went wrong between command and response.
        #[source]
        source: hokensho_apdu::Error,
    },
    /// The card has no such file, or nothing in it: a certificate that its holder declined, or a child hasn't.
    ///
    /// What a real card has in such a place is not known; a file of nothing but filler is malformed.
    #[error("{file} doesn't exist here")]
    FileMissing {
        /// The file.
        file: File,
    },
    /// A file says that it is longer than any file that can be read (15-bit offset).
    #[error("{file} claims {bytes} bytes, more than can be read")]
    FileTooLong {
        /// The file.
        file: File,
        /// The length that its own header states, in bytes.
        bytes: usize,
    },
    /// A file ended before the length that its own header states.
    #[error("{file} ends at byte {offset} of {expected}")]
    FileTruncated {
        /// The file.
        file: File,
        /// Where the bytes stopped.
        offset: usize,
        /// How many there should be.
        expected: usize,
    },
    /// One of the two places that keep 住民基本台帳用暗証番号 has the new PIN. The other hasn't, unless the cause is
    /// an answer that was lost at [`Step::Change`].
    #[error("{changed} was changed without its other half")]
    HalfChanged {
        /// The half that was changed.
        changed: Secret,
        /// What became of the other half.
        #[source]
        source: Box<Self>,
    },
    /// A picture's file breaks its format, or asks for more than a card's picture needs. With the feature `photo`.
    #[cfg(feature = "photo")]
    #[error("the {format} is refused at byte {offset}: {fault}")]
    Image {
        /// Which format it should have.
        format: ImageFormat,
        /// Where, from the start of the picture's file: where its part begins, or how far the decoder came.
        offset: usize,
        /// What is wrong there.
        fault: ImageFault,
    },
    /// One try is left, and spending it was not asked for. Nothing was sent that could cost it.
    #[error("{secret} has one try left")]
    LastTry {
        /// Which secret.
        secret: Secret,
    },
    /// The content of a file breaks its format.
    #[error("{file} is malformed at byte {offset}: {fault}")]
    Malformed {
        /// The file.
        file: File,
        /// Where, from the start of the file.
        offset: usize,
        /// What is wrong there.
        fault: FileFault,
    },
    /// There is no JPKI application: this is some other card.
    #[error("this is not a My Number Card")]
    NotAMyNumberCard,
    /// Verification on the device itself was claimed for something that has none.
    #[error("{token} can't verify its user by itself")]
    NoOnDeviceVerification {
        /// What was found.
        token: Token,
    },
    /// The card wants a PIN, password or code (or, on a phone, its user) first.
    #[error("the card wants its holder verified before {step}")]
    NotVerified {
        /// What was being done.
        step: Step,
    },
    /// The content of a data object breaks its format.
    #[error("{object} is malformed at byte {offset}: {fault}")]
    ObjectMalformed {
        /// The data object.
        object: DataObject,
        /// Where, from the start of what the card gave.
        offset: usize,
        /// What is wrong there.
        fault: FileFault,
    },
    /// No tries are left: the municipal office must reset the secret. Normal for a face-only card
    /// (顔認証マイナンバーカード).
    #[error("{secret} is blocked")]
    PinBlocked {
        /// Which secret.
        secret: Secret,
    },
    /// The card answered with a status word that fits no known case.
    #[error("the card refused with {status} while {step}")]
    Refused {
        /// What was being done.
        step: Step,
        /// The card's word.
        status: StatusWord,
    },
    /// A PIN, password or code that no card can have; nothing was sent.
    #[error("{rule}")]
    SecretFormat {
        /// The rule it breaks.
        rule: SecretRule,
    },
    /// The card said that it signed, and gave nothing.
    #[error("no signature came from {key}")]
    SignatureMissing {
        /// The key that was to sign.
        key: Key,
    },
    /// Bytes that no signing command carries; nothing was sent.
    #[error("{bytes} bytes can't be signed in this way; 1 to {longest} can")]
    SigningLength {
        /// How many they are.
        bytes: usize,
        /// How many there may be.
        longest: usize,
    },
    /// The card checked the secret and it was wrong; a try is spent.
    #[error("{secret} was wrong")]
    WrongSecret {
        /// Which secret.
        secret: Secret,
        /// Tries left now; none if the card doesn't say.
        tries_left: Option<u8>,
    },
}

impl Error {
    /// Whether a PIN, password or code is blocked, from before or by this very try.
    ///
    /// ```
    /// use hokensho_card::{Error, Secret};
    ///
    /// assert!(Error::PinBlocked { secret: Secret::AuthPin }.is_pin_blocked());
    /// assert!(Error::WrongSecret { secret: Secret::AuthPin, tries_left: Some(0) }.is_pin_blocked());
    /// assert!(!Error::LastTry { secret: Secret::AuthPin }.is_pin_blocked());
    /// ```
    #[must_use]
    pub const fn is_pin_blocked(&self) -> bool {
        match self {
            Self::HalfChanged { source, .. } => source.is_pin_blocked(),
            _ => matches!(self, Self::PinBlocked { .. } | Self::WrongSecret { tries_left: Some(0), .. }),
        }
    }

    /// How many tries the card was known to leave when the error arose.
    ///
    /// ```
    /// use hokensho_card::{Error, Secret};
    ///
    /// assert_eq!(Error::LastTry { secret: Secret::TextPin }.tries_left(), Some(1));
    /// assert_eq!(Error::NotAMyNumberCard.tries_left(), None);
    /// ```
    #[must_use]
    pub const fn tries_left(&self) -> Option<u8> {
        match self {
            Self::LastTry { .. } => Some(1),
            Self::PinBlocked { .. } => Some(0),
            Self::WrongSecret { tries_left, .. } => *tries_left,
            Self::HalfChanged { source, .. } => source.tries_left(),
            _ => None,
        }
    }

    /// Whether the card or its reader has left.
    ///
    /// ```
    /// use hokensho_card::{Error, Step};
    ///
    /// let source = hokensho_apdu::TransportError::CardRemoved.into();
    /// assert!(Error::Exchange { step: Step::End, source }.is_card_removed());
    /// ```
    #[must_use]
    pub const fn is_card_removed(&self) -> bool {
        match self {
            Self::Exchange { source: hokensho_apdu::Error::Transport(error), .. } => error.is_card_gone(),
            Self::HalfChanged { source, .. } => source.is_card_removed(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use alloc::string::ToString;

    #[test]
    fn messages_are_phrases_that_say_where() {
        let source = || hokensho_apdu::TransportError::CardRemoved.into();
        let file = File::FaceRecord;
        let secret = Secret::AuthPin;
        for (error, message) in [
            (
                Error::ApplicationMissing { application: Application::Visual, token: None },
                "the visual application doesn't exist here",
            ),
            (
                Error::Exchange { step: Step::Verify(secret), source: source() },
                "no usable answer while presenting the auth PIN",
            ),
            (Error::FileMissing { file }, "the face record (visual EF 0002) doesn't exist here"),
            (
                Error::FileTooLong { file, bytes: 40_000 },
                "the face record (visual EF 0002) claims 40000 bytes, more than can be read",
            ),
            (
                Error::FileTruncated { file, offset: 256, expected: 3105 },
                "the face record (visual EF 0002) ends at byte 256 of 3105",
            ),
            (
                Error::HalfChanged { changed: Secret::CommonPin, source: Box::new(Error::NotAMyNumberCard) },
                "the PIN of the common application was changed without its other half",
            ),
            (Error::LastTry { secret }, "the auth PIN has one try left"),
            (
                Error::Malformed { file, offset: 26, fault: FileFault::Date },
                "the face record (visual EF 0002) is malformed at byte 26: no date",
            ),
            (Error::NotAMyNumberCard, "this is not a My Number Card"),
            (
                Error::NoOnDeviceVerification { token: Token::Card },
                "a My Number Card can't verify its user by itself",
            ),
            (
                Error::NotVerified { step: Step::Sign(Key::Auth) },
                "the card wants its holder verified before signing with the auth key",
            ),
            (
                Error::ObjectMalformed { object: DataObject::Expiry, offset: 0, fault: FileFault::Date },
                "the expiry (data object 00F2) is malformed at byte 0: no date",
            ),
            (Error::PinBlocked { secret }, "the auth PIN is blocked"),
            (
                Error::Refused {
                    step: Step::Select(Application::Text),
                    status: StatusWord::CHANNEL_NOT_SUPPORTED,
                },
                "the card refused with SW 6881 while selecting the text application",
            ),
            (Error::SecretFormat { rule: SecretRule::FourDigits }, "a PIN is four digits, 0 to 9"),
            (Error::SignatureMissing { key: Key::Auth }, "no signature came from the auth key"),
            (
                Error::SigningLength { bytes: 246, longest: 245 },
                "246 bytes can't be signed in this way; 1 to 245 can",
            ),
            (Error::WrongSecret { secret, tries_left: Some(2) }, "the auth PIN was wrong"),
        ] {
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn only_a_card_that_left_is_removed() {
        let error = |source| Error::Exchange { step: Step::End, source };
        assert!(error(hokensho_apdu::TransportError::ReaderGone.into()).is_card_removed());
        assert!(!error(hokensho_apdu::TransportError::CardReset.into()).is_card_removed());
        assert!(!error(hokensho_apdu::Error::ResponseTruncated { bytes: 0 }).is_card_removed());
        assert!(!Error::NotAMyNumberCard.is_card_removed());
    }
}

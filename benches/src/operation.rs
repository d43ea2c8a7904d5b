use std::error::Error;
use std::fmt;

use hokensho::apdu::Counted;
use hokensho::card::{AuthPin, Card, DigestInfo, ReadMode, Secret, ShortLe};
use hokensho::pki::VerifiedHolder;
use hokensho::{
    DateTime, Direct, DirectSettings, InstitutionCode, LookUp, Outcome, Reception, Reply, SystemClock,
    VerifiedAge, VerifiedAttributes, VerifiedFace,
};
use hokensho_mock::VirtualCard;

use crate::{Adult, Cost, NOW};

/// The two ways to read a file: in answers of 256 bytes, or whole.
///
/// ```
/// assert_ne!(hokensho_benches::READ_MODES[0], hokensho_benches::READ_MODES[1]);
/// ```
pub const READ_MODES: [ReadMode; 2] = [ReadMode::Short(ShortLe::MAX), ReadMode::Auto];

/// Something that a program does with the adult's card, from the first command on.
///
/// The end of the session, one command more, counts in the receptions only.
///
/// ```
/// use hokensho_benches::Operation;
///
/// assert_eq!(Operation::ALL.len(), 16);
/// assert_eq!(Operation::Face.to_string(), "face photo");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Reads 利用者証明用電子証明書.
    AuthCertificate,
    /// Has a digest signed after the PIN.
    AuthSignature,
    /// Reads the four attributes (基本4情報).
    Attributes,
    /// The same, with what proves them.
    VerifiedAttributes,
    /// Reads the face of the card with its photo.
    Face,
    /// The same, with what proves it.
    VerifiedFace,
    /// Reads 署名用電子証明書 after the password.
    SignCertificate,
    /// Asks the tries left of seven secrets in three applications.
    SevenStates,
    /// A whole direct reception by PIN, to its outcome; the CA is in the store already.
    Reception,
    /// The card's part of a first reception, where the CA certificate is read from the card too.
    ///
    /// Without the facade: its production store pins J-LIS's certificates, which no mock card has, and its test store
    /// takes none from a card.
    ReceptionWithIssuer,
    /// Asks the tries left of all ten secrets, in five applications.
    AllStates,
    /// Reads what the card says of itself, and which certificates there are.
    TokenInfo,
    /// Reads the birth date, after the birth code, with what proves it.
    VerifiedAge,
    /// The verified face, and the card's own key shows that no copy is there.
    PresentFace,
    /// Reads the card's serial number.
    CardSerial,
    /// Sets another PIN for the auth key.
    PinChange,
}

impl Operation {
    /// All, from the smallest to the whole.
    pub const ALL: [Self; 16] = [
        Self::AuthCertificate,
        Self::AuthSignature,
        Self::Attributes,
        Self::VerifiedAttributes,
        Self::Face,
        Self::VerifiedFace,
        Self::SignCertificate,
        Self::SevenStates,
        Self::Reception,
        Self::ReceptionWithIssuer,
        Self::AllStates,
        Self::TokenInfo,
        Self::VerifiedAge,
        Self::PresentFace,
        Self::CardSerial,
        Self::PinChange,
    ];

    /// Does it with a fresh card, and counts.
    ///
    /// ```
    /// use hokensho_benches::{Operation, READ_MODES};
    ///
    /// let cost = Operation::AuthSignature.cost(READ_MODES[0])?;
    /// assert_eq!(cost.round_trips, 4); // select, tries, PIN, signature
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// See [`Adult::new`].
    pub fn cost(self, mode: ReadMode) -> Result<Cost, Box<dyn Error>> {
        let adult = Adult::new()?;
        let counted = |run: Run| {
            let mut card = Card::open(Counted::new(adult.card())).with_read_mode(mode);
            run(&adult, &mut card)?;
            Ok(Cost::of(card.transport())) // before the drop, which ends the session
        };
        match self {
            Self::AuthCertificate => counted(|_, card| {
                card.jpki()?.auth_certificate()?;
                Ok(())
            }),
            Self::AuthSignature => counted(|adult, card| {
                card.jpki()?.verify_auth_pin(&adult.auth_pin()?)?.sign(&digest())?;
                Ok(())
            }),
            Self::Attributes => counted(|adult, card| {
                card.text()?.verify_pin(&adult.text_pin()?)?.attributes()?;
                Ok(())
            }),
            Self::VerifiedAttributes => counted(|adult, card| {
                VerifiedAttributes::read(card, &adult.text_pin()?, &adult.record_anchors())?;
                Ok(())
            }),
            Self::Face => counted(|adult, card| {
                card.visual()?.verify_code_b(&adult.code_b()?)?.face_record()?;
                Ok(())
            }),
            Self::VerifiedFace => counted(|adult, card| {
                VerifiedFace::read(card, &adult.code_b()?, &adult.record_anchors())?;
                Ok(())
            }),
            Self::SignCertificate => counted(|adult, card| {
                card.jpki()?.verify_sign_password(&adult.sign_password()?)?.sign_certificate()?;
                Ok(())
            }),
            Self::SevenStates => counted(|_, card| {
                let mut jpki = card.jpki()?;
                jpki.auth_pin_state()?;
                jpki.sign_password_state()?;
                let mut text = card.text()?;
                text.pin_state()?;
                text.code_a_state()?;
                text.code_b_state()?;
                let mut visual = card.visual()?;
                visual.code_b_state()?;
                visual.code_a_state()?;
                Ok(())
            }),
            Self::Reception => reception(&adult, mode),
            Self::ReceptionWithIssuer => counted(|adult, card| {
                card.token()?;
                let mut jpki = card.jpki()?;
                jpki.auth_certificate()?;
                let mut jpki = jpki.verify_auth_pin(&adult.auth_pin()?)?;
                jpki.sign(&digest())?;
                jpki.auth_ca_certificate()?;
                card.end()?;
                Ok(())
            }),
            Self::AllStates => counted(|_, card| {
                for secret in Secret::ALL {
                    card.secret_state(secret)?;
                }
                Ok(())
            }),
            Self::TokenInfo => counted(|_, card| {
                card.token_info()?;
                card.jpki()?.certificate_presence()?;
                Ok(())
            }),
            Self::VerifiedAge => counted(|adult, card| {
                VerifiedAge::read(card, &adult.birth_code()?, &adult.record_anchors())?;
                Ok(())
            }),
            Self::PresentFace => counted(|adult, card| {
                let face = VerifiedFace::read(card, &adult.code_b()?, &adult.record_anchors())?;
                face.prove_present(card, [7; 32])?;
                Ok(())
            }),
            Self::CardSerial => counted(|_, card| {
                card.common()?.serial()?;
                Ok(())
            }),
            Self::PinChange => counted(|adult, card| {
                drop(card.jpki()?.change_auth_pin(&adult.auth_pin()?, &AuthPin::new("8642")?)?);
                Ok(())
            }),
        }
    }
}

type Run = fn(&Adult, &mut Card<Counted<VirtualCard>>) -> Result<(), Box<dyn Error>>;

/// A reception through the facade, whose source knows nobody: its answer costs the card nothing.
fn reception(adult: &Adult, mode: ReadMode) -> Result<Cost, Box<dyn Error>> {
    let mut card = Counted::new(adult.card());
    let mut anchors = adult.anchors()?;
    let list = adult.revocation_list(1);
    let source = |_: &VerifiedHolder, _: &InstitutionCode, _: DateTime| Ok(LookUp::NotRegistered);
    let way = Direct::new(
        &mut card,
        &mut anchors,
        |_: &hokensho::pki::Certificate<'_>| Some(list.clone()),
        source,
        adult.institution()?,
        [7; 32],
    )
    .with_settings(DirectSettings { read_mode: mode, ..DirectSettings::default() });
    let mut pin = Some(adult.auth_pin()?);
    let finished = Reception::new(way).run(
        &mut SystemClock::starting_at(NOW),
        |_| pin.take().map_or(Reply::Stop, Reply::Pin),
        |_| {},
    );
    match finished.report.outcome {
        Outcome::NotRegistered => Ok(Cost::of(&card)),
        other => Err(format!("the reception ended as {other:?}").into()),
    }
}

/// What a card signs doesn't change what it costs.
fn digest() -> DigestInfo {
    DigestInfo::sha256(&[0x5A; 32])
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AuthCertificate => "auth certificate",
            Self::AuthSignature => "auth signature with PIN",
            Self::Attributes => "four attributes",
            Self::VerifiedAttributes => "four attributes, verified",
            Self::Face => "face photo",
            Self::VerifiedFace => "face photo, verified",
            Self::SignCertificate => "sign certificate with password",
            Self::SevenStates => "state of seven secrets",
            Self::Reception => "whole reception by PIN",
            Self::ReceptionWithIssuer => "the same, CA certificate read *",
            Self::AllStates => "state of all ten secrets",
            Self::TokenInfo => "token info, certificates there",
            Self::VerifiedAge => "birth date, verified",
            Self::PresentFace => "face photo, verified and present",
            Self::CardSerial => "serial number of the card",
            Self::PinChange => "change of the auth PIN",
        })
    }
}

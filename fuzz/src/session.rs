use hokensho_apdu::{Command, StatusWord, Transport, TransportError, Zeroizing};
use hokensho_card::{
    AuthPin, BirthCode, Card, CodeB, DigestInfo, Error, JukiPin, ReadMode, Secret, ShortLe, SignPassword,
    SigningInput, TextPin, Token,
};

use crate::{Frame, Verdict, frames};

/// The secrets of the mock's adult, so that what its card really said is among the seeds.
const AUTH_PIN: &str = "1234";
const TEXT_PIN: &str = "5678";
const PASSWORD: &str = "ABC123";
const CODE_B: &str = "55021720352285";
const BIRTH_CODE: &str = "550217";
const JUKI_PIN: &str = "8765";
/// What it has after a change.
const NEW_PIN: &str = "8642";
const NEW_PASSWORD: &str = "NEW99999";

/// The PIN of the resident register: EF 001C of two applications.
const JUKI_REFERENCE: u8 = 0x9C;

/// As many operations as there are.
const OPERATIONS: u8 = 18;

/// What is selected so that nothing else is: GlobalPlatform's issuer security domain.
const ISSUER_DOMAIN: &[u8] = &[0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

/// Commands beyond the input's answers that a card gets which says the same for ever. A file of 32,768 bytes in pieces of
/// 251 takes 131, the largest operation reads three; an announcement without end is given up after 257.
const BUDGET: usize = 1_000;

/// A card that answers whatever the input says: the first byte chooses the operation, the second how files are read and
/// what comes after the last answer.
pub fn session(data: &[u8]) -> Verdict {
    let [operation, setting, input @ ..] = data else { return Verdict::Refused };
    let mut card = Liar::new(input, if setting & 1 == 0 { End::Removed } else { End::Repeats });
    let scripted = card.answers.len();
    let result = operate(*operation, *setting, &mut card);
    card.check(scripted);
    if let Err(error) = &result {
        let mut shown = format!("{error:?} {error}");
        // The label of an unknown token is the card's own word, whatever it says.
        if let Error::NoOnDeviceVerification { token: Token::Unknown(label) }
        | Error::ApplicationMissing { token: Some(Token::Unknown(label)), .. } = error
        {
            shown = shown.replace(&label.to_string(), "");
        }
        // Four digits may stand in a message by chance.
        assert!([PASSWORD, NEW_PASSWORD, CODE_B, BIRTH_CODE].iter().all(|secret| !shown.contains(secret)));
    }
    Verdict::of(&result)
}

/// What a program does with a card, in one session; for the generator of seeds, too.
///
/// # Errors
/// Those of the card.
pub fn operate(operation: u8, setting: u8, transport: &mut impl Transport) -> Result<(), Error> {
    let digest = DigestInfo::sha256(&[0x5A; 32]);
    let mut card = Card::open(transport).with_read_mode(match setting >> 1 & 3 {
        0 => ReadMode::Short(ShortLe::MAX),
        1 => ReadMode::Short(ShortLe::ONE_FRAME),
        _ => ReadMode::Auto,
    });
    match operation % OPERATIONS {
        0 => {
            card.token()?;
            let mut jpki = card.jpki()?;
            jpki.auth_certificate()?;
            jpki.verify_auth_pin(&AuthPin::new(AUTH_PIN)?)?.sign(&digest)?;
        }
        1 => drop(card.jpki()?.verified_on_device()?.auth_certificate()?),
        2 => {
            let mut text = card.text()?.verify_pin(&TextPin::new(TEXT_PIN)?)?;
            text.attributes()?;
            text.integrity()?;
            text.cv_certificate()?;
        }
        3 => {
            let mut visual = card.visual()?.verify_code_b(&CodeB::new(CODE_B)?)?;
            visual.face_record()?;
            visual.cv_certificate()?;
        }
        4 => drop(card.jpki()?.verify_sign_password(&SignPassword::new(PASSWORD)?)?.sign_certificate()?),
        5 => drop(card.text()?.verify_code_b(&CodeB::new(CODE_B)?)?.attributes()?),
        6 => Secret::ALL.into_iter().try_for_each(|secret| card.secret_state(secret).map(drop))?,
        7 => {
            card.token_info()?;
            let mut jpki = card.jpki()?;
            jpki.certificate_presence()?;
            jpki.auth_ca_certificate()?;
            jpki.sign_ca_certificate()?;
        }
        8 => {
            let mut visual = card.visual()?.verify_birth_code(&BirthCode::new(BIRTH_CODE)?)?;
            visual.age_record()?;
            visual.sign_challenge(&digest)?;
        }
        9 => {
            let mut text = card.text()?.verify_pin(&TextPin::new(TEXT_PIN)?)?;
            text.card_key()?;
            text.session_key()?;
            text.basic_info()?;
            text.filler()?;
            text.sign_challenge(&digest)?;
        }
        10 => {
            let mut visual = card.visual()?.verify_code_b(&CodeB::new(CODE_B)?)?;
            visual.basic_info()?;
            visual.filler()?;
        }
        11 => {
            let mut common = card.common()?;
            common.serial()?;
            common.key_reference()?;
            common.contact_atr()?;
            card.juki()?.key_reference()?;
        }
        12 => {
            let mut manager = card.manager()?;
            manager.card_id()?;
            manager.card_recognition()?;
            manager.contact_atr()?;
            manager.expiry()?;
            manager.intermediate_key()?;
            manager.issuer_key()?;
            manager.municipality()?;
        }
        13 => {
            let mut manager = card.manager()?;
            manager.upper_certificate()?;
            manager.lower_certificate()?;
        }
        14 => {
            let mut jpki = card.jpki()?.verify_sign_password(&SignPassword::new(PASSWORD)?)?;
            for input in [
                SigningInput::from(&digest),
                SigningInput::BareMessage(b"a challenge"),
                SigningInput::Digest(&[0x5A; 32]),
                SigningInput::Message(b"a challenge"),
                SigningInput::PssDigest(&[0x5A; 32]),
                SigningInput::PssMessage(b"a challenge"),
            ] {
                jpki.sign_with(input)?;
            }
        }
        15 => drop(card.jpki()?.change_auth_pin(&AuthPin::new(AUTH_PIN)?, &AuthPin::new(NEW_PIN)?)?),
        16 => {
            let new = SignPassword::new(NEW_PASSWORD)?;
            drop(card.jpki()?.change_sign_password(&SignPassword::new(PASSWORD)?, &new)?);
        }
        _ => card.change_juki_pin(&JukiPin::new(JUKI_PIN)?, &JukiPin::new(NEW_PIN)?)?,
    }
    Ok(())
}

/// What comes after the last answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Removed,
    Repeats,
}

/// A card that says what it is told to, and remembers what it was asked.
struct Liar<'a> {
    answers: std::vec::IntoIter<Frame<'a>>,
    last: Option<Frame<'a>>,
    end: End,
    /// Each command with the status word that came back, if one did.
    said: Vec<(Zeroizing<Vec<u8>>, Option<StatusWord>)>,
    powered_down: bool,
}

impl<'a> Liar<'a> {
    fn new(input: &'a [u8], end: End) -> Self {
        let answers = frames(input).collect::<Vec<_>>().into_iter();
        Self { answers, last: None, end, said: Vec::new(), powered_down: false }
    }

    fn check(&self, scripted: usize) {
        assert!(self.said.len() <= scripted + BUDGET, "{} commands", self.said.len());
        let commands: Vec<_> = self
            .said
            .iter()
            .map(|(command, status)| (Command::parse(command).expect("a whole one"), *status))
            .collect();
        // The card has just said that a try can be spared, or that the old value of what is changed was right.
        let (mut verified, mut changed) = (Vec::new(), Vec::new());
        for (at, (command, _)) in commands.iter().enumerate() {
            if !command.carries_secret() || command.data().is_empty() {
                continue;
            }
            let (before, _) = commands.split_at(at);
            let asked = last_asked(before).expect("a question");
            assert_eq!((asked.ins(), asked.p2()), (0x20, command.p2()));
            let said = before.last().and_then(|(_, status)| *status).expect("an answer");
            if command.ins() == 0x20 {
                assert!(asked.data().is_empty());
                assert!(!said.is_blocked() && said.tries_left() != Some(1));
                verified.push(command.p2());
            } else {
                assert!(!asked.data().is_empty() && said == StatusWord::OK);
                changed.push(command.p2());
            }
        }
        // A secret goes out once at most. The PIN of the resident register is in two places, and one of them checks it
        // before anything is changed.
        let juki = |presented: &[u8]| presented.iter().all(|reference| *reference == JUKI_REFERENCE);
        assert!(verified.len() <= 1 || (juki(&verified) && verified.len() <= 3));
        assert!(changed.len() <= 1 || (juki(&changed) && changed.len() <= 2));
        // Whatever happened, no verified secret is left behind.
        if let Some((_, status)) = commands.last() {
            let last = last_asked(&commands).expect("more than GET RESPONSE");
            let deselected =
                (last.ins(), last.data()) == (0xA4, ISSUER_DOMAIN) && *status == Some(StatusWord::OK);
            assert!(deselected || self.powered_down);
        }
    }
}

/// The last command that isn't about the rest of an answer.
fn last_asked<'c>(commands: &[(Command<'c>, Option<StatusWord>)]) -> Option<Command<'c>> {
    commands.iter().map(|(command, _)| *command).rfind(|command| command.ins() != 0xC0)
}

impl Transport for Liar<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let next = match self.end {
            End::Removed => self.answers.next(),
            End::Repeats => self.answers.next().or(self.last),
        };
        self.last = next;
        let answer = match next {
            None => Err(TransportError::CardRemoved),
            Some(Frame::Nothing) => Err(TransportError::Timeout),
            Some(Frame::Bytes(bytes)) => Ok(Zeroizing::new(bytes.to_vec())),
        };
        let status = answer.as_ref().ok().and_then(|bytes| bytes.last_chunk::<2>().copied());
        self.said.push((command.to_vec().into(), status.map(StatusWord::from)));
        answer
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.powered_down = true;
        Ok(())
    }
}

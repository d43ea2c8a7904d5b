//! What is said between the library and a card: the card's half for `session`, the library's half for `mock`.

use hokensho_apdu::{Command, Le, Transport, TransportError, Zeroizing};
use hokensho_card::Application;
use hokensho_fuzz::{Frame, PERSONAS, operate, write_frame};
use hokensho_mock::{Persona, VirtualCard};

use crate::{Result, Seed};

/// Operation and who does it.
const OPERATIONS: [(u8, &str, &str); 18] = [
    (0, "adult", "reception"),
    (1, "iphone", "on-device"),
    (2, "adult", "attributes-verified"),
    (3, "adult", "face-verified"),
    (4, "adult", "sign-certificate"),
    (5, "adult", "attributes-by-code"),
    (6, "adult", "pin-states"),
    (7, "adult", "token-info-and-cas"),
    (8, "adult", "age-and-presence"),
    (9, "adult", "rest-of-text"),
    (10, "adult", "rest-of-visual"),
    (11, "adult", "records"),
    (12, "adult", "data-objects"),
    (13, "adult", "certificates-of-the-manager"),
    (14, "adult", "signatures"),
    (15, "adult", "auth-pin-changed"),
    (16, "adult", "sign-password-changed"),
    (17, "adult", "juki-pin-changed"),
];

const CERTIFICATES_OF_MANAGER: u8 = 13;

/// The card is gone after the last answer; it says the last one for ever.
const REMOVED: u8 = 0;
const REPEATS: u8 = 1;
/// Files are read in short answers; whole.
const SHORT: u8 = 0;
const EXTENDED: u8 = 4;

pub(crate) fn session() -> Result<Vec<Seed>> {
    let mut seeds = Vec::new();
    for (operation, persona, name) in OPERATIONS {
        for (setting, mode) in [(SHORT, "short"), (EXTENDED, "extended")] {
            if (operation, setting) == (CERTIFICATES_OF_MANAGER, SHORT) {
                continue; // no short command brings them
            }
            let (_, answers) = talk(operation, setting, persona)?;
            seeds.push((format!("{name}-{mode}"), [vec![operation, setting | REMOVED], answers].concat()));
        }
    }
    let mut lie = |name: &str, operation: u8, setting: u8, answers: &[Frame<'_>]| {
        let mut content = vec![operation, setting];
        answers.iter().for_each(|answer| write_frame(&mut content, *answer));
        seeds.push((format!("refused-{name}"), content));
    };
    let [done, failed] = [Frame::Bytes(&[0x90, 0x00]), Frame::Bytes(&[0x6F, 0x00])];
    let said = Frame::Bytes;
    lie("nothing-at-all", 0, EXTENDED, &[]);
    lie("another-card", 0, EXTENDED, &[said(&[0x6A, 0x82])]);
    lie("done-for-ever", 4, EXTENDED | REPEATS, &[done]);
    lie("more-for-ever", 3, SHORT | REPEATS, &[done, said(&[0x61, 0x00])]);
    lie("another-length-for-ever", 1, SHORT | REPEATS, &[done, said(&[0x6C, 0x10])]);
    lie("half-a-status-word", 2, SHORT | REPEATS, &[said(&[0x90])]);
    lie("last-try", 2, SHORT, &[done, said(&[0x63, 0xC1]), done, done]);
    lie("blocked", 3, SHORT, &[done, said(&[0x69, 0x84]), done]);
    lie("wrong-pin", 2, SHORT, &[done, said(&[0x63, 0xC3]), said(&[0x63, 0xC2]), done]);
    lie("no-answer-to-the-pin", 2, SHORT, &[done, said(&[0x63, 0xC3]), Frame::Nothing, failed]);
    let tries = said(&[0x63, 0xC3]);
    lie("old-pin-wrong", 15, SHORT, &[done, tries, said(&[0x63, 0xC2]), done]);
    lie("change-without-answer", 15, SHORT, &[done, tries, done, Frame::Nothing, failed]);
    lie("half-changed", 17, SHORT, &[done, tries, done, done, tries, done, done, done, tries, failed]);
    lie("record-cut", 11, SHORT, &[done, said(&[0x01, 0x1C, 0x34, 0x90, 0x00])]);
    lie("no-such-object-but-noise", 12, EXTENDED, &[done, said(&[0x00, 0x90, 0x00])]);
    lie("more-than-asked", 4, SHORT | REPEATS, &[said(&[[0xAA; 300].as_slice(), &[0x90, 0x00]].concat())]);
    Ok(seeds)
}

pub(crate) fn mock() -> Result<Vec<Seed>> {
    let mut seeds = Vec::new();
    for (operation, persona, name) in OPERATIONS {
        let choice = PERSONAS.iter().position(|known| *known == persona).ok_or("no such card")?;
        let (commands, _) = talk(operation, EXTENDED, persona)?;
        seeds.push((name.to_owned(), [vec![u8::try_from(choice)?], commands].concat()));
    }
    let mut say = |name: &str, choice: u8, commands: &[Command<'_>]| {
        let mut content = vec![choice];
        commands.iter().for_each(|command| write_frame(&mut content, Frame::Bytes(&command.encode())));
        seeds.push((name.to_owned(), content));
    };
    let select = |application: Application| Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(application.aid());
    let verify =
        |id: u8, value: &'static str| Command::new(0x00, 0x20, 0x00, 0x80 | id).with_data(value.as_bytes());
    let read = |id: u8| Command::new(0x00, 0xB0, 0x80 | id, 0x00).with_le(Le::SHORT_MAX);
    let [jpki, text] = [select(Application::Jpki)?, select(Application::Text)?];
    let wrong = verify(0x18, "0000")?;
    let [adult, android, face_only] = [0, 1, 2];
    say("my-number", adult, &[text, verify(0x11, "5678")?, read(0x01)]);
    say("my-number-as-code", adult, &[text, verify(0x14, "999000000011")?, read(0x01)]);
    let change = Command::new(0x00, 0x24, 0x01, 0x98).with_data(b"4321")?;
    say("pin-changed", adult, &[jpki, verify(0x18, "1234")?, change, verify(0x18, "4321")?]);
    let by_id = Command::new(0x00, 0xA4, 0x02, 0x0C).with_data(&[0x00, 0x0B])?;
    let piece = Command::new(0x00, 0xB0, 0x04, 0x00).with_le(Le::SHORT_MAX);
    say("ca-certificate-from-an-offset", android, &[jpki, by_id, piece]);
    say("challenge", adult, &[Command::new(0x00, 0x84, 0x00, 0x00).with_le(Le::from(8))]);
    say("refused-wrong-pins", adult, &[jpki, wrong, wrong, wrong, verify(0x18, "1234")?]);
    say("refused-blocked", face_only, &[jpki, verify(0x18, "1234")?]);
    say("refused-unverified", adult, &[text, read(0x02)]);
    say(
        "refused-past-the-end",
        adult,
        &[jpki, by_id, Command::new(0x00, 0xB0, 0x7F, 0xFF).with_le(Le::SHORT_MAX)],
    );
    seeds.push(("refused-no-commands".to_owned(), vec![adult, 0, 0, 0, 3, 0, 0xA4, 4, 0xFF, 0xFF, 0, 1]));
    Ok(seeds)
}

/// Both halves of an operation with a persona's card.
fn talk(operation: u8, setting: u8, persona: &str) -> Result<(Vec<u8>, Vec<u8>)> {
    let card = VirtualCard::new(&Persona::named(persona)?);
    let mut heard = Heard { card, commands: Vec::new(), answers: Vec::new() };
    operate(operation, setting, &mut heard)?;
    Ok((heard.commands, heard.answers))
}

struct Heard {
    card: VirtualCard,
    commands: Vec<u8>,
    answers: Vec<u8>,
}

impl Transport for Heard {
    fn transmit(&mut self, command: &[u8]) -> std::result::Result<Zeroizing<Vec<u8>>, TransportError> {
        let answer = self.card.transmit(command)?;
        write_frame(&mut self.commands, Frame::Bytes(command));
        write_frame(&mut self.answers, Frame::Bytes(&answer));
        Ok(answer)
    }

    fn power_down(&mut self) -> std::result::Result<(), TransportError> {
        write_frame(&mut self.commands, Frame::Nothing);
        self.card.power_down()
    }
}

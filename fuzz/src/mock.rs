use std::sync::LazyLock;

use hokensho_apdu::{Command, Response, StatusWord, Transport};
use hokensho_mock::{Builder, Persona, Secret, VirtualCard};

use crate::{Frame, Verdict, frames};

/// Whose card it is; the first byte chooses.
pub const PERSONAS: [&str; 4] = ["adult", "android", "face-only", "iphone"];

/// As many as a visit takes, and a few more: what signs costs milliseconds each.
const MAX_COMMANDS: usize = 32;

/// Any bytes as commands to a card, which never panics and counts every try.
pub fn mock(data: &[u8]) -> Verdict {
    // Records are signed once for all runs. Only here may the My Number be read: any bytes may ask for it.
    static CARDS: LazyLock<[Builder; 4]> = LazyLock::new(|| {
        PERSONAS.map(|name| {
            let persona = Persona::named(name).expect("it is built in");
            VirtualCard::builder(&persona).allow_my_number()
        })
    });
    let Some((choice, input)) = data.split_first() else { return Verdict::Refused };
    let card = CARDS.get(usize::from(*choice) % PERSONAS.len()).expect("one for each persona");
    let mut card = card.clone().build();
    let mut status = StatusWord::UNKNOWN_ERROR;
    for frame in frames(input).take(MAX_COMMANDS) {
        match frame {
            Frame::Bytes(command) => status = send(&mut card, command),
            Frame::Nothing => {
                card.power_down().expect("the card is there");
                assert!(Secret::ALL.iter().all(|secret| !card.is_verified(*secret)));
            }
        }
    }
    if status == StatusWord::OK { Verdict::Accepted } else { Verdict::Refused }
}

fn send(card: &mut VirtualCard, bytes: &[u8]) -> StatusWord {
    let before = Secret::ALL.map(|secret| (card.tries_left(secret), card.is_verified(secret)));
    let apdus = card.apdus();
    let answer = card.transmit(bytes).expect("the card is there");
    assert_eq!(card.apdus(), apdus + 1);
    let answer = Response::parse(&answer).expect("an answer has a status word");
    let status = answer.status();
    assert!(answer.data().is_empty() || status == StatusWord::OK);

    let command = Command::parse(bytes);
    let presented = command.as_ref().is_ok_and(|command| command.ins() == 0x20 && !command.data().is_empty());
    let mut spent = 0;
    for (secret, (tries, verified)) in Secret::ALL.into_iter().zip(before) {
        let left = card.tries_left(secret);
        assert!(left <= secret.max_tries());
        if left < tries {
            assert!(presented && status == StatusWord::tries(left) && !card.is_verified(secret));
            spent += tries - left;
        }
        // A counter goes up, and a secret counts as verified, by the right value alone.
        if left > tries || (card.is_verified(secret) && !verified) {
            assert!(presented && status == StatusWord::OK && card.is_verified(secret));
        }
    }
    assert!(spent <= 1);
    status
}

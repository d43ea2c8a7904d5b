//! Random sequences of commands to the virtual card and to a simple model of its access rules, which never disagree:
//! files, guards, verified secrets, counters, select, reset and power.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod command;
mod model;
mod tables;

use std::sync::LazyLock;

use hokensho_apdu::{Response, StatusWord, Transport};
use hokensho_mock::{Builder, Persona, TriesQuery, VirtualCard, WarmReset};
use proptest::prelude::*;

use command::{Step, steps};
use model::{Model, Settings};
use tables::{CARD, CHILD, FACE_ONLY, PHONE, Token, UNLOCKED_PHONE};

/// A persona, and what the tables say of its token.
const TOKENS: [(&str, Token); 5] = [
    ("adult", CARD),
    ("child", CHILD),
    ("face-only", FACE_ONLY),
    ("android", PHONE),
    ("iphone", UNLOCKED_PHONE),
];

/// Signed once for all sequences.
static CARDS: LazyLock<[(Persona, Builder, Token); 5]> = LazyLock::new(|| {
    TOKENS.map(|(name, token)| {
        let persona = Persona::named(name).unwrap();
        let card = VirtualCard::builder(&persona).allow_my_number();
        (persona, card, token)
    })
});

/// Every way in which cards are reported to differ, as far as access goes.
fn settings() -> impl Strategy<Value = Settings> {
    let blocked = prop::sample::select(vec![0x63C0, 0x6983, 0x6984]);
    (any::<bool>(), any::<bool>(), blocked).prop_map(|(keeps_status, ok_if_verified, blocked_query)| {
        Settings {
            warm_reset: if keeps_status { WarmReset::KeepsStatus } else { WarmReset::DropsStatus },
            tries_query: if ok_if_verified { TriesQuery::OkIfVerified } else { TriesQuery::AlwaysCounts },
            blocked_query,
        }
    })
}

/// Sends each step to both and compares all that can be seen.
fn agree(token: usize, settings: Settings, steps: &[Step]) -> Result<(), TestCaseError> {
    let (persona, card, token) = &CARDS[token];
    let mut card = card
        .clone()
        .warm_reset(settings.warm_reset)
        .tries_query(settings.tries_query)
        .blocked_query(StatusWord::from(settings.blocked_query))
        .build();
    let mut model = Model::new(persona, *token, settings);
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::PowerDown => {
                card.power_down().unwrap();
                model.power_down();
            }
            Step::WarmReset => {
                card.warm_reset();
                model.warm_reset();
            }
            Step::Send(command) => {
                let bytes = command.encode(&model);
                let expected = model.answer(*command);
                let answer = Response::parse(&card.transmit(&bytes).unwrap()).unwrap();
                let seen = (u16::from(answer.status()), answer.data().is_empty());
                prop_assert_eq!(seen, (expected.word, !expected.data), "step {}: {:?}", number, command);
            }
        }
        prop_assert_eq!(card.selected(), model.selected(), "step {}: {:?}", number, step);
        for secret in hokensho_mock::Secret::ALL {
            let seen = (card.tries_left(secret), card.is_verified(secret));
            prop_assert_eq!(seen, model.secret(secret), "step {}: {:?}: {:?}", number, step, secret);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_card_and_the_model_never_disagree(
        token in 0..TOKENS.len(),
        settings in settings(),
        steps in steps(),
    ) {
        agree(token, settings, &steps)?;
    }
}

/// What the random sequences reach is worth something only if they get past the guards.
#[test]
fn random_sequences_open_guarded_files_and_block_secrets() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let (mut opened, mut blocked, mut changed) = (0, 0, 0);
    for _ in 0..300 {
        let (settings, steps) = (settings(), steps()).new_tree(&mut runner).unwrap().current();
        let (persona, _, token) = &CARDS[0];
        let mut model = Model::new(persona, *token, settings);
        for step in steps {
            match step {
                Step::PowerDown => model.power_down(),
                Step::WarmReset => model.warm_reset(),
                Step::Send(command) => {
                    let word = model.answer(command).word;
                    opened += u32::from(word == 0x9000 && model.current_is_guarded() && command.is_read());
                    blocked += u32::from(word == 0x6984);
                    changed += u32::from(word == 0x9000 && command.is_change());
                }
            }
        }
    }
    assert!(
        opened > 100 && blocked > 10 && changed > 50,
        "{opened} opened, {blocked} blocked, {changed} changed"
    );
}

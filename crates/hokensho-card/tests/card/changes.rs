//! New PINs: set when asked for, told exactly when something goes wrong on the way.

use hokensho_apdu::transcript::Recorder;
use hokensho_apdu::{Command, StatusWord, exchange};
use hokensho_card::{AuthPin, Card, Error, JukiPin, Secret, SignPassword, Step, TextPin};
use hokensho_mock::{Fault, Persona, Secret as MockSecret, VirtualCard};

use super::faults::matrix::{Clean, Setting};
use super::holders::{
    adult, adults_card, auth_pin, builder, juki_pin, new_password, new_pin, sign_password, text_pin,
};
use super::operations::Operation;

fn new_auth_pin() -> AuthPin {
    AuthPin::new(new_pin()).unwrap()
}

fn new_juki_pin() -> JukiPin {
    JukiPin::new(new_pin()).unwrap()
}

#[test]
fn the_new_value_holds_and_the_old_one_does_not() {
    let mut card = Card::open(adults_card());

    let locked = card.jpki().unwrap().change_auth_pin(&auth_pin(), &new_auth_pin()).unwrap();
    assert_eq!(locked.verify_auth_pin(&auth_pin()).unwrap_err().tries_left(), Some(2));
    drop(card.jpki().unwrap().verify_auth_pin(&new_auth_pin()).unwrap());

    let new = SignPassword::new("NEW99999").unwrap();
    let locked = card.jpki().unwrap().change_sign_password(&sign_password(), &new).unwrap();
    assert_eq!(locked.verify_sign_password(&sign_password()).unwrap_err().tries_left(), Some(4));
    drop(card.jpki().unwrap().verify_sign_password(&new).unwrap());

    let new = TextPin::new(new_pin()).unwrap();
    let locked = card.text().unwrap().change_pin(&text_pin(), &new).unwrap();
    assert_eq!(locked.verify_pin(&text_pin()).unwrap_err().tries_left(), Some(2));
    drop(card.text().unwrap().verify_pin(&new).unwrap());
}

#[test]
fn a_change_lasts_beyond_its_session() {
    let mut chip = adults_card();
    drop(Card::open(&mut chip).jpki().unwrap().change_auth_pin(&auth_pin(), &new_auth_pin()).unwrap());
    drop(Card::open(&mut chip).jpki().unwrap().verify_auth_pin(&new_auth_pin()).unwrap());
}

#[test]
fn both_halves_of_the_juki_pin_change() {
    let mut card = Card::open(adults_card());
    card.change_juki_pin(&juki_pin(), &new_juki_pin()).unwrap();
    card.common().unwrap().change_pin(&new_juki_pin(), &juki_pin()).unwrap();
    card.juki().unwrap().change_pin(&new_juki_pin(), &juki_pin()).unwrap();
}

#[test]
fn a_wrong_juki_pin_changes_neither_half() {
    let mut chip = adults_card();
    let wrong = JukiPin::new("0000").unwrap();
    let error = Card::open(&mut chip).change_juki_pin(&wrong, &new_juki_pin()).unwrap_err();
    assert!(matches!(error, Error::WrongSecret { secret: Secret::JukiPin, tries_left: Some(2) }));
    assert_eq!((chip.tries_left(MockSecret::JukiPin), chip.tries_left(MockSecret::CommonPin)), (2, 3));
}

#[test]
fn a_half_changed_juki_pin_is_told_and_can_be_mended() {
    // The first command after the change in the common application.
    let mut chip = builder().fault(8, Fault::Status(StatusWord::UNKNOWN_ERROR)).build();
    let mut card = Card::open(&mut chip);
    let error = card.change_juki_pin(&juki_pin(), &new_juki_pin()).unwrap_err();
    assert!(matches!(error, Error::HalfChanged { changed: Secret::CommonPin, .. }), "{error:?}");
    card.juki().unwrap().change_pin(&juki_pin(), &new_juki_pin()).unwrap();
    card.change_juki_pin(&new_juki_pin(), &juki_pin()).unwrap();
}

#[test]
fn the_cause_of_a_half_change_speaks_for_it() {
    let mut chip = builder().fault(9, Fault::Remove).build();
    let error = Card::open(&mut chip).change_juki_pin(&juki_pin(), &new_juki_pin()).unwrap_err();
    assert!(matches!(error, Error::HalfChanged { .. }));
    assert!(error.is_card_removed());
}

#[test]
fn the_last_try_is_never_risked_for_a_change() {
    for secret in [MockSecret::CommonPin, MockSecret::JukiPin] {
        let worn = Persona::named("adult").unwrap().with_tries(secret, 1);
        let mut chip = VirtualCard::new(&worn);
        let error = Card::open(&mut chip).change_juki_pin(&juki_pin(), &new_juki_pin()).unwrap_err();
        assert!(matches!(error, Error::LastTry { .. }), "{error:?}");
        drop(Card::open(&mut chip));
        assert_eq!(chip.tries_left(secret), 1);
    }
    let worn = Persona::named("adult").unwrap().with_tries(MockSecret::AuthPin, 1);
    let mut card = Card::open(VirtualCard::new(&worn));
    let error = card.jpki().unwrap().change_auth_pin(&auth_pin(), &new_auth_pin()).unwrap_err();
    assert!(matches!(error, Error::LastTry { secret: Secret::AuthPin }));
}

#[test]
fn a_blocked_secret_is_not_changed() {
    let mut card = Card::open(VirtualCard::new(&Persona::named("face-only").unwrap()));
    let error = card.jpki().unwrap().change_auth_pin(&auth_pin(), &new_auth_pin()).unwrap_err();
    assert!(matches!(error, Error::PinBlocked { secret: Secret::AuthPin }));
}

#[test]
fn a_lost_answer_leaves_open_which_pin_holds() {
    // Fourth command: the change, after selection, question and old PIN.
    for (fault, holds, fails) in
        [(Fault::LoseAnswer, new_auth_pin(), auth_pin()), (Fault::Timeout, auth_pin(), new_auth_pin())]
    {
        let mut chip = builder().fault(4, fault).build();
        let error =
            Card::open(&mut chip).jpki().unwrap().change_auth_pin(&auth_pin(), &new_auth_pin()).unwrap_err();
        assert!(matches!(error, Error::Exchange { step: Step::Change(Secret::AuthPin), .. }), "{error:?}");
        let mut card = Card::open(&mut chip);
        assert!(matches!(card.jpki().unwrap().verify_auth_pin(&fails), Err(Error::WrongSecret { .. })));
        drop(card.jpki().unwrap().verify_auth_pin(&holds).unwrap());
    }
}

/// What a change says of the value that the card has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Old,
    New,
    Unknown,
}

impl Says {
    fn of<T>(result: &Result<T, Error>, secret: Secret) -> Self {
        let at = Step::Change(secret);
        match result {
            Ok(_) => Self::New,
            Err(Error::HalfChanged { changed, .. }) if *changed == secret => Self::New,
            Err(Error::HalfChanged { source, .. }) if matches!(**source, Error::Exchange { step, .. } if step == at) => {
                Self::Unknown
            }
            Err(Error::Exchange { step, .. }) if *step == at => Self::Unknown,
            Err(_) => Self::Old,
        }
    }
}

/// Old and new value.
fn values(secret: Secret) -> [String; 2] {
    let adult = adult();
    let (old, new) = match secret {
        Secret::AuthPin => (adult.auth_pin(), new_pin()),
        Secret::SignPassword => (adult.sign_password().unwrap(), new_password()),
        Secret::TextPin => (adult.text_pin().unwrap(), new_pin()),
        Secret::CommonPin | Secret::JukiPin => (adult.juki_pin().unwrap(), new_pin()),
        other => panic!("{other} is never changed"),
    };
    [old, new].map(str::to_owned)
}

/// Whether the card takes this value now.
fn takes(chip: &mut VirtualCard, secret: Secret, value: &str) -> bool {
    let select = Command::new(0x00, 0xA4, 0x04, 0x0C);
    exchange(chip, &select.with_data(secret.application().aid()).unwrap()).unwrap();
    let [_, id] = u16::from(secret.id()).to_be_bytes();
    let verify = Command::new(0x00, 0x20, 0x00, 0x80 | id);
    exchange(chip, &verify.with_data(value.as_bytes()).unwrap()).unwrap().status() == StatusWord::OK
}

#[test]
#[expect(clippy::print_stdout, reason = "the size of the matrix belongs in the test's output")]
fn under_every_fault_the_card_has_the_old_value_or_the_new_one_and_the_error_says_which_if_that_is_known() {
    let mut cells = 0;
    for operation in Operation::ALL {
        let clean = Clean::new(operation, Setting::WHOLE);
        for cell in clean.cells_once().filter(|_| !operation.changes().is_empty()) {
            // A card that says that it did something, and didn't, is believed; one that never ends can't be asked.
            if matches!(cell.fault, Fault::Status(StatusWord::OK) | Fault::Endless) {
                continue;
            }
            let (outcome, mut chip) = cell.run();
            chip.insert();
            for secret in operation.changes() {
                let [old, new] = values(*secret).map(|value| takes(&mut chip, *secret, &value));
                assert!(old != new, "{cell}: {secret} is something else");
                let told = Says::of(&outcome, *secret);
                let holds = if new { Says::New } else { Says::Old };
                assert!(told == holds || told == Says::Unknown, "{cell}: {outcome:?}, but {holds:?}");
                cells += 1;
            }
        }
    }
    println!("{cells} cells");
    assert!(cells > 1_000, "{cells}");
}

/// Every command of every operation, by class and instruction.
#[test]
fn nothing_else_writes_to_the_card() {
    let reads = ["0020", "00A4", "00B0", "00B2", "00CA", "802A"];
    for operation in Operation::ALL {
        let mut card = Card::open(Recorder::new(operation.builder().build()));
        operation.run(&mut card).unwrap();
        let transcript = card.transport().transcript().to_string();
        let commands = transcript.lines().filter_map(|line| line.strip_prefix("> ")?.get(..4));
        let (known, others): (Vec<_>, Vec<_>) = commands.partition(|command| reads.contains(command));
        assert!(!known.is_empty(), "{operation:?}");
        let changes: &[&str] = match operation.changes() {
            [] => &[],
            [Secret::CommonPin, Secret::JukiPin] => &["8032", "8032"],
            _ => &["0024"],
        };
        assert_eq!(others, changes, "{operation:?}");
    }
}

//! Changing a PIN: the old one is presented first, and the new one is typed twice.

use clap::ValueEnum;
use hokensho::card::{AuthPin, Error, JukiPin, SignPassword, TextPin};
use hokensho_examples::Failure;
use hokensho_examples::device::Session;
use serde_json::json;

use crate::desk::Desk;
use crate::secrets::Typed;

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Which {
    /// 利用者証明用電子証明書の暗証番号, 4 digits.
    Auth,
    /// 署名用電子証明書の暗証番号, 6 to 16 letters and digits.
    Sign,
    /// 券面事項入力補助用の暗証番号, 4 digits.
    Text,
    /// 住民基本台帳用の暗証番号, 4 digits, in both of its places.
    Juki,
}

pub(crate) fn change_pin(desk: &mut Desk, which: Which) -> Result<(), Failure> {
    match which {
        Which::Auth => {
            change::<AuthPin>(desk, |card, [old, new]| card.jpki()?.change_auth_pin(old, new).map(drop))
        }
        Which::Sign => change::<SignPassword>(desk, |card, [old, new]| {
            card.jpki()?.change_sign_password(old, new).map(drop)
        }),
        Which::Text => {
            change::<TextPin>(desk, |card, [old, new]| card.text()?.change_pin(old, new).map(drop))
        }
        Which::Juki => change::<JukiPin>(desk, |card, [old, new]| card.change_juki_pin(old, new)),
    }
}

fn change<S: Typed>(
    desk: &mut Desk,
    change: impl FnOnce(&mut Session<'_>, [&S; 2]) -> Result<(), Error>,
) -> Result<(), Failure> {
    let (old, new) = (S::ask(desk.persona.as_ref())?, S::ask_new()?);
    desk.device.session(|card| change(card, [&old, &new]))?;
    desk.paper.tell(&[("changed", json!(S::ASKED))])
}

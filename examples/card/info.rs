//! What token and card say of themselves to anybody. None of it is secret, and little of it is signed.

use hokensho::card::{CertificatePresence, Error, Presence, TokenInfo};
use hokensho_examples::device::Session;
use hokensho_examples::{Failure, chain};
use serde_json::{Value, json};

use crate::desk::{Desk, Item, hex};

pub(crate) fn info(desk: &mut Desk) -> Result<(), Failure> {
    let items = desk.device.session(|card| {
        let mut items = of_token(&card.token_info()?);
        items.extend(of_certificates(card.jpki()?.certificate_presence()?));
        if !card.token()?.is_phone() {
            items.extend(of_applications(card));
            items.extend(of_manager(card));
        }
        Ok::<_, Error>(items)
    })?;
    desk.paper.tell(&items)
}

fn of_token(info: &TokenInfo) -> Vec<Item> {
    let text = |bytes: &[u8]| json!(bytes.escape_ascii().to_string());
    vec![
        ("token", json!(info.token().to_string())),
        ("label", text(info.label())),
        ("manufacturer", text(info.manufacturer())),
        ("model", text(info.model())),
        ("token serial", text(info.serial())),
        ("hardware version", text(&info.hardware_version())),
        ("firmware version", text(&info.firmware_version())),
    ]
}

fn of_certificates(presence: CertificatePresence) -> [Item; 2] {
    let word = |presence| match presence {
        Presence::Present => json!("there"),
        Presence::Other(byte) => json!(format!("said to be missing ({byte:02X})")),
        _ => json!("unknown"),
    };
    [("auth certificate", word(presence.auth())), ("sign certificate", word(presence.sign()))]
}

/// What one of them doesn't tell, another may: an error stands in the place of what is missing.
fn of_applications(card: &mut Session<'_>) -> [Item; 9] {
    let visual = card.visual().and_then(|mut visual| visual.basic_info());
    let text = card.text().and_then(|mut text| text.basic_info());
    let serial = card.common().and_then(|mut common| common.serial());
    let common = card.common().and_then(|mut common| common.key_reference());
    let juki = card.juki().and_then(|mut juki| juki.key_reference());
    [
        ("visual specification", told(&visual, |info| hex(&info.specification().raw()))),
        ("visual key", told(&visual, |info| info.key().to_string())),
        ("text specification", told(&text, |info| hex(&info.specification().raw()))),
        ("text key", told(&text, |info| info.key().to_string())),
        ("common key", told(&common, |reference| reference.key().to_string())),
        ("juki key", told(&juki, |reference| reference.key().to_string())),
        ("card serial", told(&serial, |serial| serial.serial().to_owned())),
        ("municipality", told(&serial, |serial| serial.municipality().to_string())),
        ("expiry", told(&serial, |serial| serial.expiry().to_string())),
    ]
}

/// Which of these there are varies from card to card.
fn of_manager(card: &mut Session<'_>) -> [Item; 4] {
    let id = card.manager().and_then(|mut manager| manager.card_id());
    let issuer = card.manager().and_then(|mut manager| manager.issuer_key());
    let intermediate = card.manager().and_then(|mut manager| manager.intermediate_key());
    let atr = card.manager().and_then(|mut manager| manager.contact_atr());
    [
        ("card ID", told_perhaps(&id, |id| id.as_str().to_owned())),
        ("issuer key", told_perhaps(&issuer, ToString::to_string)),
        ("intermediate key", told_perhaps(&intermediate, ToString::to_string)),
        ("contact ATR", told_perhaps(&atr, ToString::to_string)),
    ]
}

fn told<V>(found: &Result<V, Error>, show: impl FnOnce(&V) -> String) -> Value {
    match found {
        Ok(value) => json!(show(value)),
        Err(error) => json!(chain(error)),
    }
}

fn told_perhaps<V>(found: &Result<Option<V>, Error>, show: impl FnOnce(&V) -> String) -> Value {
    told(found, |value| value.as_ref().map_or_else(|| "not told".into(), show))
}

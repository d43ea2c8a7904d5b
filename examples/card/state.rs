//! What it is, whether its certificate is genuine, and how its secrets stand.

use hokensho::card::{Application, Error, PinState, Secret};
use hokensho::pki::{
    Certificate, GraceRule, ProductionAnchors, Purpose, RustCrypto, TestAnchors, Time, Validity, Verifier,
};
use hokensho::{Clock as _, SystemClock};
use hokensho_examples::trust::Trust;
use hokensho_examples::{Failure, chain};
use serde_json::json;

use crate::desk::Desk;

pub(crate) fn status(desk: &mut Desk) -> Result<(), Failure> {
    let trust = desk.trust.label().to_owned();
    let (token, pin, certificate) = desk.device.session(|card| {
        let (token, mut jpki) = (card.token()?, card.jpki()?);
        let pin = jpki.auth_pin_state()?;
        let certificate = jpki.auth_certificate().map(|der| (der, jpki.auth_ca_certificate()));
        Ok::<_, Error>((token, pin, certificate))
    })?;
    let (certificate, until) = match certificate {
        Ok((der, ca)) => {
            // A store that already knows better refuses what the card brings; the verdict then says so.
            let accepted = desk.trust.accept(Purpose::Authentication, ca?.as_der());
            let until = Certificate::parse(der.as_der())?.not_after().to_string();
            (
                accepted.map_or_else(|error| chain(error.as_ref()), |()| verdict(&desk.trust, der.as_der())),
                until,
            )
        }
        Err(error) => (chain(&error), String::new()),
    };
    let items = [
        ("token", json!(token.to_string())),
        ("auth PIN", json!(word_for_state(pin))),
        ("certificate", json!(certificate)),
        ("valid until", json!(until)),
        ("trust", json!(trust)),
    ];
    desk.paper.tell(&items)
}

/// Whether a certificate is genuine now; revocation isn't asked here, and not called good.
fn verdict(trust: &Trust, leaf: &[u8]) -> String {
    let now = Time::from_unix(SystemClock::new().now().unix);
    let path = |verifier: Verifier<RustCrypto>| {
        verifier
            .verify_path_with_grace(leaf, Purpose::Authentication, now, GraceRule::default())
            .map(|path| format!("genuine, {}, revocation not checked", word_for_validity(path.validity())))
    };
    let production = |anchors: &ProductionAnchors| path(Verifier::new(RustCrypto, anchors));
    let test = |anchors: &TestAnchors| path(Verifier::new(RustCrypto, anchors));
    let verdict = match trust {
        Trust::Production(anchors, _) => production(anchors),
        Trust::Test(_, anchors, _) => test(anchors),
    };
    verdict.unwrap_or_else(|error| chain(&error))
}

pub(crate) fn pins(desk: &mut Desk) -> Result<(), Failure> {
    let items = desk.device.session(|card| {
        let is_phone = card.token()?.is_phone();
        let there = |secret: &&Secret| !is_phone || secret.application() == Application::Jpki;
        let item = |secret: &Secret| {
            let state = card.secret_state(*secret);
            (label(*secret), json!(state.map_or_else(|error| chain(&error), word_for_state)))
        };
        Ok::<Vec<_>, Error>(Secret::ALL.iter().filter(there).map(item).collect())
    })?;
    desk.paper.tell(&items)
}

const fn label(secret: Secret) -> &'static str {
    match secret {
        Secret::AuthPin => "auth PIN",
        Secret::SignPassword => "sign password",
        Secret::TextPin => "text PIN",
        Secret::TextCodeA => "text code A",
        Secret::TextCodeB => "text code B",
        Secret::VisualBirthCode => "birth code",
        Secret::VisualCodeA => "visual code A",
        Secret::VisualCodeB => "visual code B",
        Secret::CommonPin => "common PIN",
        Secret::JukiPin => "juki PIN",
        _ => "another secret",
    }
}

fn word_for_state(state: PinState) -> String {
    match state {
        PinState::Blocked => "blocked".into(),
        PinState::TriesLeft(1) => "1 try left".into(),
        PinState::TriesLeft(tries) => format!("{tries} tries left"),
        PinState::Verified => "already presented".into(),
        _ => "no count given".into(),
    }
}

const fn word_for_validity(validity: Validity) -> &'static str {
    match validity {
        Validity::Expiring => "soon to expire",
        Validity::Grace => "expired but within the months of grace",
        Validity::Valid => "valid",
    }
}

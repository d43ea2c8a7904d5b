//! The commands of the `card` example.

use std::fs;
use std::path::Path;

use hokensho::card::{AuthPin, Card, CodeB, DigestInfo, PinState, Sex, TextPin};
use hokensho::pki::{
    Certificate, GraceRule, ProductionAnchors, Purpose, RustCrypto, TestAnchors, Time, Validity, Verifier,
    sha256,
};
use hokensho::{Clock as _, SystemClock, VerifiedAttributes, VerifiedFace};
use hokensho_examples::trust::Trust;
use hokensho_examples::{Failure, chain, hint, prompt, say};
use hokensho_mock::Persona;
use serde_json::{Value, json};

use crate::{Code, Desk, Paper};

/// What was found, under its label.
type Item = (&'static str, Value);

/// One object, with the labels in snake case.
fn object(items: &[Item]) -> Value {
    let member = |(label, value): &Item| (label.to_lowercase().replace(' ', "_"), value.clone());
    Value::Object(items.iter().map(member).collect())
}

impl Paper {
    /// Tells what was found: as an object in a file or on the screen, or as lines.
    fn tell(&self, items: &[Item]) -> Result<(), Failure> {
        match &self.output {
            Some(path) => fs::write(path, object(items).to_string())?,
            None => self.show(items),
        }
        Ok(())
    }

    fn show(&self, items: &[Item]) {
        if self.json {
            return say(&object(items).to_string());
        }
        for (name, value) in items {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            say(&format!("{name:20} {text}"));
        }
    }
}

pub(crate) fn status(desk: &mut Desk) -> Result<(), Failure> {
    let trust = desk.trust.label().to_owned();
    let mut card = Card::connect(desk.device.transport()?)?;
    let token = card.token()?;
    let pin = card.jpki()?.auth_pin_state()?;
    let (certificate, until) = match card.jpki()?.auth_certificate() {
        Ok(der) => {
            let ca = card.jpki()?.auth_ca_certificate()?;
            // A store that already knows better refuses what the card brings; the verdict below then says so.
            let accepted = desk.trust.accept(Purpose::Authentication, ca.as_der());
            let until = Certificate::parse(der.as_der())?.not_after().to_string();
            (
                accepted.map_or_else(|error| chain(error.as_ref()), |()| verdict(&desk.trust, der.as_der())),
                until,
            )
        }
        Err(error) => (chain(&error), String::new()),
    };
    card.end()?;
    let items = [
        ("token", json!(token.to_string())),
        ("auth PIN", json!(state(pin))),
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

pub(crate) fn certificate(desk: &mut Desk) -> Result<(), Failure> {
    let mut card = Card::open(desk.device.transport()?);
    let der = if card.token()?.is_phone() {
        let pin = auth_pin(desk.persona.as_ref())?;
        card.jpki()?.verify_auth_pin(&pin)?.auth_certificate()?
    } else {
        card.jpki()?.auth_certificate()?
    };
    card.end()?;
    let pem = pem_rfc7468::encode_string("CERTIFICATE", pem_rfc7468::LineEnding::LF, der.as_der())
        .map_err(|error| error.to_string())?;
    match &desk.paper.output {
        Some(path) => fs::write(path, pem)?,
        None if desk.paper.json => desk.paper.show(&[("certificate", json!(pem))]),
        None => say(pem.trim_end()),
    }
    Ok(())
}

pub(crate) fn attributes(desk: &mut Desk, code: &Code) -> Result<(), Failure> {
    let mut card = Card::open(desk.device.transport()?);
    let mut text = match &code.code_b {
        Some(digits) => card.text()?.verify_code_b(&CodeB::new(digits)?)?,
        None => {
            let pin = match desk.persona.as_ref() {
                Some(persona) => persona.text_pin().ok_or("the persona has no such PIN")?.to_owned(),
                None => prompt::secret("PIN (券面事項入力補助用の暗証番号)")?,
            };
            card.text()?.verify_pin(&TextPin::new(&pin)?)?
        }
    };
    let attributes = text.attributes()?;
    let (name, address, birth, sex, checked) = if code.unverified {
        let found = (attributes.name(), attributes.address(), attributes.birth(), attributes.sex());
        (found.0.to_owned(), found.1.to_owned(), found.2, found.3, "NOT VERIFIED")
    } else {
        let (integrity, certificate) = (text.integrity()?, text.cv_certificate()?);
        let found = VerifiedAttributes::verify(attributes, &integrity, &certificate, desk.trust.cv())?;
        (found.name().to_owned(), found.address().to_owned(), found.birth(), found.sex(), "verified")
    };
    drop(text);
    card.end()?;
    let items = [
        ("name", json!(name)),
        ("address", json!(address)),
        ("birth", json!(birth.to_string())),
        ("sex", json!(word_for_sex(sex))),
        ("signature", json!(checked)),
        ("trust", json!(desk.trust.label())),
    ];
    desk.paper.tell(&items)
}

pub(crate) fn photo(desk: &mut Desk, code: &Code) -> Result<(), Failure> {
    let digits = match (&code.code_b, &desk.persona) {
        (Some(digits), _) => digits.clone(),
        (None, Some(persona)) => persona.code_b().ok_or("the persona has no code B")?.to_owned(),
        (None, None) => return Err("give --code-b: it is printed on the card".into()),
    };
    let mut card = Card::open(desk.device.transport()?);
    let mut visual = card.visual()?.verify_code_b(&CodeB::new(&digits)?)?;
    let record = visual.face_record()?;
    let (photo, checked) = if code.unverified {
        (record.photo().map(<[u8]>::to_vec), "NOT VERIFIED")
    } else {
        let certificate = visual.cv_certificate()?;
        let face = VerifiedFace::verify(record, &certificate, desk.trust.cv())?;
        (face.photo().map(<[u8]>::to_vec), "verified")
    };
    drop(visual);
    card.end()?;
    let photo = photo.map(hokensho::apdu::Zeroizing::new);
    let items = [
        (
            "photo",
            json!(photo.as_ref().map_or("none".into(), |photo| format!("JPEG 2000, {} bytes", photo.len()))),
        ),
        ("signature", json!(checked)),
        ("trust", json!(desk.trust.label())),
    ];
    desk.paper.show(&items);
    match (&desk.paper.output, photo) {
        (Some(path), Some(photo)) => Ok(fs::write(path, &*photo)?),
        (Some(_), None) => Err("there is no photo to write".into()),
        (None, _) => Ok(()),
    }
}

pub(crate) fn sign(desk: &mut Desk, input: &Path) -> Result<(), Failure> {
    let digest = DigestInfo::sha256(&sha256(&fs::read(input)?));
    let pin = auth_pin(desk.persona.as_ref())?;
    let mut card = Card::open(desk.device.transport()?);
    let signature = card.jpki()?.verify_auth_pin(&pin)?.sign(&digest)?;
    card.end()?;
    match &desk.paper.output {
        Some(path) => fs::write(path, signature.as_bytes())?,
        None => {
            let hex: String = signature.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            desk.paper.show(&[("signature", json!(hex))]);
        }
    }
    Ok(())
}

pub(crate) fn pins(desk: &mut Desk) -> Result<(), Failure> {
    let mut card = Card::connect(desk.device.transport()?)?;
    let mut items = vec![
        ("auth PIN", card.jpki()?.auth_pin_state()),
        ("sign password", card.jpki()?.sign_password_state()),
    ];
    if !card.token()?.is_phone() {
        items.push(("text PIN", card.text().and_then(|mut text| text.pin_state())));
        items.push(("text code B", card.text().and_then(|mut text| text.code_b_state())));
        items.push(("visual code B", card.visual().and_then(|mut visual| visual.code_b_state())));
    }
    card.end()?;
    let items: Vec<_> = items
        .into_iter()
        .map(|(name, found)| {
            (name, found.map_or_else(|error| json!(chain(&error)), |found| json!(state(found))))
        })
        .collect();
    desk.paper.tell(&items)
}

fn state(state: PinState) -> String {
    match state {
        PinState::Blocked => "blocked".into(),
        PinState::TriesLeft(tries) => format!("{tries} tries left"),
        PinState::Verified => "already presented".into(),
        _ => "no count given".into(),
    }
}

fn auth_pin(persona: Option<&Persona>) -> Result<AuthPin, Failure> {
    let pin = match persona {
        Some(persona) => persona.auth_pin().to_owned(),
        None => prompt::secret("PIN (利用者証明用電子証明書の暗証番号)")?,
    };
    AuthPin::new(&pin).inspect_err(|_| hint("the PIN has four digits")).map_err(Into::into)
}

const fn word_for_validity(validity: Validity) -> &'static str {
    match validity {
        Validity::Expiring => "soon to expire",
        Validity::Grace => "expired but within the months of grace",
        Validity::Valid => "valid",
    }
}

const fn word_for_sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        _ => "not stated",
    }
}

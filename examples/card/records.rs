//! What the signed records say: attributes, photo, age, and by which key the card shows that it is no copy.

use hokensho::apdu::Zeroizing;
use hokensho::card::{BirthCode, CardDate, CodeB, GreyImage, Sex, TextPin};
use hokensho::{VerifiedAge, VerifiedAttributes, VerifiedFace};
use hokensho_examples::Failure;
use serde_json::json;

use crate::desk::{Desk, Item, write};
use crate::secrets::Typed as _;

#[derive(clap::Args)]
pub(crate) struct Code {
    /// 照合番号B, printed on the card: birth YYMMDD (year of the era), expiry YYYY, security code.
    #[arg(long, value_name = "14 DIGITS")]
    code_b: Option<String>,
    /// Don't check the signature, and say so.
    #[arg(long)]
    unverified: bool,
}

#[derive(clap::Args)]
pub(crate) struct Photo {
    #[command(flatten)]
    code: Code,
    /// Decodes it, and writes PNG.
    #[arg(long)]
    png: bool,
}

#[derive(clap::Args)]
pub(crate) struct Birth {
    /// Birth date YYMMDD, in the year of the era.
    #[arg(long, value_name = "6 DIGITS")]
    birth_code: Option<String>,
}

/// What opens the attributes.
enum Presented {
    CodeB(CodeB),
    Pin(TextPin),
}

/// What stands where a signature was verified, or not.
const VERIFIED: &str = "verified";
const NOT_VERIFIED: &str = "NOT VERIFIED";

pub(crate) fn attributes(desk: &mut Desk, code: &Code) -> Result<(), Failure> {
    let presented = match &code.code_b {
        Some(digits) => Presented::CodeB(CodeB::new(digits)?),
        None => Presented::Pin(TextPin::ask(desk.persona.as_ref())?),
    };
    let mut items = desk.device.session(|card| {
        let text = card.text()?;
        let mut text = match &presented {
            Presented::CodeB(code) => text.verify_code_b(code)?,
            Presented::Pin(pin) => text.verify_pin(pin)?,
        };
        let found = text.attributes()?;
        if code.unverified {
            return Ok(lines(found.name(), found.address(), found.birth(), found.sex(), NOT_VERIFIED));
        }
        let (integrity, certificate) = (text.integrity()?, text.cv_certificate()?);
        let found = VerifiedAttributes::verify(found, &integrity, &certificate, desk.trust.cv())?;
        Ok::<_, Failure>(lines(found.name(), found.address(), found.birth(), found.sex(), VERIFIED))
    })?;
    items.push(("trust", json!(desk.trust.label())));
    desk.paper.tell(&items)
}

fn lines(name: &str, address: &str, birth: CardDate, sex: Sex, checked: &str) -> Vec<Item> {
    vec![
        ("name", json!(name)),
        ("address", json!(address)),
        ("birth", json!(birth.to_string())),
        ("sex", json!(word_for_sex(sex))),
        ("signature", json!(checked)),
    ]
}

pub(crate) fn photo(desk: &mut Desk, Photo { code, png }: &Photo) -> Result<(), Failure> {
    let presented = CodeB::given_or_asked(code.code_b.as_deref(), desk.persona.as_ref())?;
    let (photo, checked) = desk.device.session(|card| {
        let mut visual = card.visual()?.verify_code_b(&presented)?;
        let record = visual.face_record()?;
        if code.unverified {
            return Ok((record.photo().map(owned), NOT_VERIFIED));
        }
        let certificate = visual.cv_certificate()?;
        let face = VerifiedFace::verify(record, &certificate, desk.trust.cv())?;
        Ok::<_, Failure>((face.photo().map(owned), VERIFIED))
    })?;
    let (photo, format) = match photo {
        Some(photo) if *png => (Some(GreyImage::from_jp2(&photo)?.to_png()), "PNG"),
        photo => (photo, "JPEG 2000"),
    };
    let found = photo.as_ref().map_or("none".into(), |photo| format!("{format}, {} bytes", photo.len()));
    let items =
        [("photo", json!(found)), ("signature", json!(checked)), ("trust", json!(desk.trust.label()))];
    desk.paper.show(&items);
    match (desk.paper.output(), photo) {
        (None, _) => Ok(()),
        (Some(path), Some(photo)) => write(path, &photo),
        (Some(_), None) => Err("there is no photo to write".into()),
    }
}

pub(crate) fn age(desk: &mut Desk, birth: &Birth) -> Result<(), Failure> {
    let code = BirthCode::given_or_asked(birth.birth_code.as_deref(), desk.persona.as_ref())?;
    let age = desk.device.session(|card| VerifiedAge::read(card, &code, desk.trust.cv()))?;
    let items = [
        ("birth", json!(age.birth().to_string())),
        ("signature", json!(VERIFIED)),
        ("trust", json!(desk.trust.label())),
    ];
    desk.paper.tell(&items)
}

pub(crate) fn presence(desk: &mut Desk, birth: &Birth) -> Result<(), Failure> {
    let code = BirthCode::given_or_asked(birth.birth_code.as_deref(), desk.persona.as_ref())?;
    let mut random = [0; 32];
    getrandom::fill(&mut random)?;
    desk.device.session(|card| {
        let age = VerifiedAge::read(card, &code, desk.trust.cv())?;
        age.prove_present(card, random).map(drop)
    })?;
    let items = [("card", json!("present, and no copy")), ("trust", json!(desk.trust.label()))];
    desk.paper.tell(&items)
}

fn owned(photo: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(photo.to_vec())
}

const fn word_for_sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        _ => "not stated",
    }
}

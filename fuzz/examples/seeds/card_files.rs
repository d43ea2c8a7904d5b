use hokensho_card::Application;
use hokensho_mock::{Persona, pki};

use crate::{Result, Seed, file, object, record, seed};

pub(crate) fn seeds() -> Result<Vec<Seed>> {
    let [face, attributes, integrity, cv_certificate, date, photo, text_image] = [0, 1, 2, 3, 4, 5, 6];
    let mut seeds = Vec::new();
    for name in ["adult", "foreign", "infant"] {
        let persona = Persona::named(name)?;
        let code = Some((0x12, persona.code_b().ok_or("no code B")?));
        let pin = Some((0x11, persona.text_pin().ok_or("no PIN")?));
        let read = file(name, Application::Visual.aid(), code, 0x02)?;
        seeds.push(seed(face, &format!("face-{name}"), outermost(&read)?));
        let read = file(name, Application::Text.aid(), pin, 0x02)?;
        seeds.push(seed(attributes, &format!("attributes-{name}"), outermost(&read)?));
    }

    let adult = Persona::named("adult")?;
    let pin = Some((0x11, adult.text_pin().ok_or("no PIN")?));
    let stored = file("adult", Application::Text.aid(), pin, 0x03)?;
    let record = outermost(&stored)?;
    seeds.push(seed(integrity, "integrity", record));
    seeds.push(seed(integrity, "refused-integrity-cut", record.split_at(record.len() / 2).0));

    for (name, application) in [("text", Application::Text), ("visual", Application::Visual)] {
        let stored = file("adult", application.aid(), None, 0x04)?;
        seeds.push(seed(cv_certificate, &format!("cv-certificate-{name}"), outermost(&stored)?));
    }
    seeds.push(seed(
        cv_certificate,
        "refused-cv-certificate-without-ids",
        &[0x7F, 0x21, 0x07, 0x5F, 0x4E, 0x00, 0x5F, 0x37, 0x01, 0x00],
    ));

    // Offsets that disagree with where the objects are; a text that isn't UTF-8; a date that isn't.
    let stored = file("adult", Application::Text.aid(), pin, 0x02)?;
    let spoilt = |place: usize, byte: u8| {
        let mut file = outermost(&stored)?.to_vec();
        *file.get_mut(place).ok_or("a longer file")? = byte;
        Ok::<_, Box<dyn std::error::Error>>(file)
    };
    seeds.push(seed(attributes, "refused-attributes-offset", &spoilt(7, 0xFF)?));
    seeds.push(seed(attributes, "refused-attributes-text", &spoilt(0x11, 0xFF)?));
    seeds.push(seed(date, "date", b"19800217"));
    seeds.push(seed(date, "date-of-a-year", b"19250000"));
    seeds.push(seed(date, "refused-date-impossible", b"19800230"));

    let jp2 = pki::image("face-1").ok_or("no photo")?;
    seeds.push(seed(photo, "photo", jp2));
    seeds.push(seed(photo, "refused-photo-cut", jp2.split_at(jp2.len() / 2).0));
    // The width, in both headers: bytes 52 and 93.
    let mut wide = jp2.to_vec();
    for place in [52, 93] {
        *wide.get_mut(place).ok_or("a longer file")? = 0x7F;
    }
    seeds.push(seed(photo, "refused-photo-too-wide", &wide));
    seeds.extend(rest()?);
    let png = pki::image("adult-security-code").ok_or("no image")?;
    seeds.push(seed(text_image, "text-image", png));
    seeds.push(seed(text_image, "refused-text-image-cut", png.split_at(png.len() / 2).0));
    Ok(seeds)
}

/// What was added to the first files of the card, and last to the parsers.
fn rest() -> Result<Vec<Seed>> {
    let adult = Persona::named("adult")?;
    let [pin, code] = [(0x11, adult.text_pin()), (0x12, adult.code_b())];
    let [pin, code] = [(pin.0, pin.1.ok_or("no PIN")?), (code.0, code.1.ok_or("no code B")?)];
    let birth_code = (0x11, code.1.get(..6).ok_or("a longer code")?);
    let (jpki, text, visual) = (Application::Jpki, Application::Text, Application::Visual);
    let mut seeds = Vec::new();
    for (parser, name, application, secret, id) in [
        (7, "age", visual, Some(birth_code), 0x01),
        (8, "card-key", text, Some(pin), 0x07),
        (9, "session-key", text, Some(pin), 0x06),
        (10, "text-info", text, None, 0x05),
        (11, "visual-info", visual, None, 0x03),
    ] {
        let stored = file("adult", application.aid(), secret, id)?;
        let content = outermost(&stored)?;
        seeds.push(seed(parser, name, content));
        seeds.push(seed(parser, &format!("refused-{name}-cut"), content.split_at(content.len() / 2).0));
    }
    for (parser, name, application, id) in
        [(12, "card-serial", Application::Common, 0x01), (13, "key-reference", Application::Juki, 0x02)]
    {
        let stored = record("adult", application.aid(), id)?;
        seeds.push(seed(parser, name, &stored));
        seeds.push(seed(parser, &format!("refused-{name}-longer"), &[&stored[..], &[0x30]].concat()));
    }
    let filler = file("adult", text.aid(), Some(pin), 0x08)?;
    seeds.push(seed(14, "filler", filler.split_at(16).0));
    seeds.push(seed(14, "refused-filler-short", filler.split_at(15).0));
    for (parser, name, id, length) in [(15, "token-info", 0x06, 160), (16, "certificate-presence", 0x08, 3)] {
        let stored = file("adult", jpki.aid(), None, id)?;
        let content = stored.split_at(length).0;
        seeds.push(seed(parser, name, content));
        seeds.push(seed(parser, &format!("refused-{name}-short"), content.split_at(length - 1).0));
    }
    // The card's number, its answer to reset, its municipality.
    for (parser, name, tag, wrong) in [
        (17, "card-id", 0x0045, &[0x30, 0xFF][..]),
        (18, "contact-atr", 0x5F51, &[0x00, 0x01]),
        (19, "municipality", 0x00F0, b"1310X"),
    ] {
        seeds.push(seed(parser, name, &object("adult", tag)?));
        seeds.push(seed(parser, &format!("refused-{name}"), wrong));
    }
    let certificate = object("adult", 0x00F8)?;
    seeds.push(seed(20, "manager-certificate", &certificate));
    // The first length in its header list.
    let mut lies = certificate;
    *lies.get_mut(3).ok_or("a longer certificate")? ^= 1;
    seeds.push(seed(20, "refused-manager-certificate-header-list", &lies));
    Ok(seeds)
}

/// The file without the filler behind it.
fn outermost(stored: &[u8]) -> Result<&[u8]> {
    Ok(hokensho_apdu::tlv::Reader::new(stored).read()?.ok_or("an empty file")?.bytes())
}

use hokensho_card::Application;
use hokensho_mock::{Persona, pki};

use crate::{Result, Seed, file, seed};

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
    let png = pki::image("adult-security-code").ok_or("no image")?;
    seeds.push(seed(text_image, "text-image", png));
    seeds.push(seed(text_image, "refused-text-image-cut", png.split_at(png.len() / 2).0));
    Ok(seeds)
}

/// The file without the filler behind it.
fn outermost(stored: &[u8]) -> Result<&[u8]> {
    Ok(hokensho_apdu::tlv::Reader::new(stored).read()?.ok_or("an empty file")?.bytes())
}

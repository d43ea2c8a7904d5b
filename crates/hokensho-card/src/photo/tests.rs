use alloc::format;
use alloc::string::ToString;
use hokensho_mock::Persona;
use sha2::{Digest, Sha256};

use super::*;

/// The face record of a JPKI test card (`tests/data/README.md`).
fn record() -> FaceRecord {
    FaceRecord::parse(include_bytes!("../../tests/data/surface-0002.bin").to_vec()).unwrap()
}

#[test]
fn of_a_test_card_the_pictures_are_what_other_programs_see() {
    let face = record();
    // Decoded by Pillow 13 (with OpenJPEG 2.5.4) to eight bits a pixel. The photo is coded without loss.
    for (image, width, height, sha256) in [
        (
            face.decode_photo().unwrap().unwrap(),
            378,
            472,
            "4ab9ecd32129431494a6fa42025de2bfb4802d0f5d9de9fe256f37cc5590d103",
        ),
        (
            face.decode_name_image().unwrap(),
            216,
            12,
            "2d1fc17b80d8f14e2395b7e12332e234af932ef56f8063cf4d9398b109ff261a",
        ),
        (
            face.decode_address_image().unwrap(),
            288,
            12,
            "2959a6805eb20aa8d3b0a7e9d95709445b5b8bf493393290b6f76b61700c7f67",
        ),
        (
            face.decode_security_code_image().unwrap(),
            24,
            12,
            "aeaed28afea2a642b91eb4cbbfd65e0fbe11f650c4d2871959a5c4e5d9e78f83",
        ),
    ] {
        assert_eq!((image.width(), image.height()), (width, height));
        let digest: Vec<_> =
            Sha256::digest(image.pixels()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest.concat(), sha256, "{image:?}");
    }
}

#[test]
fn each_picture_of_each_persona_is_decoded_and_survives_as_png() {
    let mut pictures = 0;
    for name in Persona::NAMES {
        let persona = Persona::named(name).unwrap();
        let images = ["name", "address", "security-code"]
            .into_iter()
            .filter_map(|image| hokensho_mock::pki::image(&format!("{name}-{image}")))
            .map(GreyImage::from_png);
        for image in images.chain(persona.photo().map(GreyImage::from_jp2)) {
            let image = image.unwrap();
            assert_eq!(png::decode(&image.to_png()).unwrap().pixels(), image.pixels());
            pictures += 1;
        }
    }
    assert!(pictures > 40, "{pictures}");
}

#[test]
fn refuses_a_file_longer_than_the_card_can_hold() {
    let bytes = GreyImage::MAX_BYTES + 1;
    let long = vec![0; bytes];
    for refused in [GreyImage::from_jp2(&long), GreyImage::from_png(&long)] {
        assert!(matches!(
            refused,
            Err(Error::Image { offset: 0, fault: ImageFault::TooLong { bytes: found }, .. }) if found == bytes
        ));
    }
}

#[test]
fn an_error_says_where_and_a_picture_shows_nothing() {
    assert_eq!(
        GreyImage::from_jp2(b"").unwrap_err().to_string(),
        "the JPEG 2000 picture is refused at byte 0: not the signature of this format"
    );
    let fault = ImageFault::Size { width: 65535, height: 65535 };
    assert_eq!(fault.to_string(), "65535 × 65535 pixels, where sides of 1 to 1024 are decoded");
    assert_eq!(format!("{:?}", record().decode_photo().unwrap()), "Some(GreyImage(378 × 472, [redacted]))");
}

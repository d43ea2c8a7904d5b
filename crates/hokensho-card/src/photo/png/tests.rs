use proptest::prelude::*;

use super::*;
use crate::FaceRecord;

/// A PNG file of another program's making: the encoder that this crate uses, but with all it can do.
fn file(
    color: ColorType,
    depth: BitDepth,
    pixels: &[u8],
    settings: impl FnOnce(&mut Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 2, 1);
    encoder.set_color(color);
    encoder.set_depth(depth);
    settings(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    file
}

/// A PNG header that claims a size, and nothing behind it.
fn header(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Grayscale);
    drop(encoder.write_header().unwrap());
    file
}

fn name() -> Vec<u8> {
    let record = include_bytes!("../../../tests/data/surface-0002.bin");
    FaceRecord::parse(record.to_vec()).unwrap().name_image().to_vec()
}

fn refusal(file: &[u8]) -> ImageFault {
    match decode(file) {
        Err(Error::Image { format: ImageFormat::Png, offset, fault }) if offset <= file.len() => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn shades_of_fewer_bits_spread_from_black_to_white() {
    for (depth, packed, expected) in [
        (BitDepth::One, 0b0100_0000, [0, 255]),
        (BitDepth::Two, 0b0110_0000, [85, 170]),
        (BitDepth::Four, 0x3F, [51, 255]),
    ] {
        let image = decode(&file(ColorType::Grayscale, depth, &[packed], |_| ())).unwrap();
        assert_eq!(image.pixels(), expected);
    }
}

#[test]
fn refuses_whatever_is_not_grey_of_eight_bits() {
    let grey = ColorType::Grayscale;
    for refused in [
        file(ColorType::Rgb, BitDepth::Eight, &[0; 6], |_| ()),
        file(ColorType::Rgba, BitDepth::Eight, &[0; 8], |_| ()),
        file(ColorType::GrayscaleAlpha, BitDepth::Eight, &[0; 4], |_| ()),
        file(ColorType::Indexed, BitDepth::One, &[0], |encoder| {
            encoder.set_palette(&[0, 0, 0, 255, 255, 255][..]);
        }),
        file(grey, BitDepth::Sixteen, &[0; 4], |_| ()),
        file(grey, BitDepth::Eight, &[0; 2], |encoder| {
            encoder.set_trns(&[0, 0][..]);
        }),
    ] {
        assert_eq!(refusal(&refused), ImageFault::NotGrey);
    }
}

#[test]
fn refuses_sizes_before_there_is_room_for_them() {
    for (width, height) in [(65535, 65535), (0x7FFF_FFFF, 0x7FFF_FFFF), (1025, 1), (1, 1025)] {
        assert_eq!(refusal(&header(width, height)), ImageFault::Size { width, height });
    }
}

#[test]
fn refuses_what_is_no_png() {
    for file in [&b"GIF89a"[..], b"\0\0\0\x0CjP  \r\n\x87\n"] {
        assert_eq!(refusal(file), ImageFault::Signature);
    }
}

#[test]
fn refuses_a_png_cut_anywhere() {
    let file = name();
    for length in 0..file.len() {
        assert_eq!(refusal(&file[..length]), ImageFault::Truncated, "{length}");
    }
}

#[test]
fn refuses_any_byte_turned_around_in_what_is_shown() {
    let file = name();
    let ihdr = SIGNATURE.len();
    for at in ihdr..file.len() {
        let mut file = file.clone();
        file[at] = !file[at];
        assert!(decode(&file).is_err(), "{at}");
    }
}

#[test]
fn what_will_not_shrink_still_finds_room() {
    let mut noise = 1_u32;
    for (width, height) in [(1024, 1024), (1, 1024), (1024, 1), (1, 1)] {
        let mut image = GreyImage::blank(width, height).unwrap();
        for pixel in image.pixels.iter_mut() {
            // Xorshift: nothing to compress.
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            *pixel = noise.to_be_bytes()[0];
        }
        assert!(encode(&image).len() > image.pixels.len());
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(width in 1..40u32, pixels in proptest::collection::vec(any::<u8>(), 40..400)) {
        let height = u32::try_from(pixels.len()).unwrap() / width;
        let mut image = GreyImage::blank(width, height).unwrap();
        let room = image.pixels.len();
        image.pixels.copy_from_slice(&pixels[..room]);
        let read = decode(&encode(&image)).unwrap();
        prop_assert_eq!((read.width, read.height), (width, height));
        prop_assert_eq!(read.pixels(), image.pixels());
    }

    #[test]
    fn no_damage_panics(damage in proptest::collection::vec((0..200usize, any::<u8>()), 1..6)) {
        let mut file = name();
        for (at, byte) in damage {
            let at = at % file.len();
            file[at] = byte;
        }
        let _ = decode(&file);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), kept in 0..100usize) {
        let _ = decode(&[&name()[..kept], &bytes].concat());
    }
}

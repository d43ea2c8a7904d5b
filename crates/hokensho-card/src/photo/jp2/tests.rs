use alloc::vec::Vec;
use proptest::prelude::*;

use super::*;
use crate::FaceRecord;

/// The photo of a JPKI test card (`tests/data/README.md`).
fn photo() -> Vec<u8> {
    let record = include_bytes!("../../../tests/data/surface-0002.bin");
    FaceRecord::parse(record.to_vec()).unwrap().photo().unwrap().to_vec()
}

/// The photo with some bytes replaced.
fn patched(patches: &[(usize, &[u8])]) -> Vec<u8> {
    let mut file = photo();
    for &(at, bytes) in patches {
        file[at..at + bytes.len()].copy_from_slice(bytes);
    }
    file
}

/// The photo with some bytes put in before `at`, inside boxes of whose lengths the last byte lies at `lengths`.
fn inserted(at: usize, bytes: &[u8], lengths: &[usize]) -> Vec<u8> {
    let mut file = photo();
    for length in lengths {
        file[*length] += u8::try_from(bytes.len()).unwrap();
    }
    file.splice(at..at, bytes.iter().copied());
    file
}

fn refusal(file: &[u8]) -> (usize, ImageFault) {
    match decode(file) {
        Err(Error::Image { format: ImageFormat::Jp2, offset, fault }) => (offset, fault),
        other => panic!("{other:?}"),
    }
}

// Where parts of the photo lie.
const IHDR: usize = 48;
const CODESTREAM: usize = 85;
const SIZE: usize = 91; // the parameters of SIZ
const WIDTH: usize = 93;
const TILE_WIDTH: usize = 109;
const COMPONENTS: usize = 125;
const STYLE: usize = 134; // the parameters of COD
const QUANTIZATION: usize = 148; // the parameters of QCD
const COMMENT: usize = 165;
const TILE_PART: usize = 204;
const DATA: usize = 216;

#[test]
fn lies_where_these_tests_patch_it() {
    let file = photo();
    for (at, bytes) in [
        (IHDR, &[0, 0, 1, 0xD8, 0, 0, 1, 0x7A][..]),
        (CODESTREAM, &[SOC, SIZ].concat()),
        (WIDTH, &[0, 0, 1, 0x7A, 0, 0, 1, 0xD8]),
        (TILE_WIDTH, &[0, 0, 1, 0x7A, 0, 0, 1, 0xD8]),
        (COMPONENTS, &[0, 1, 7, 1, 1]),
        (STYLE - 4, &COD),
        (QUANTIZATION - 4, &QCD),
        (COMMENT, &COM),
        (TILE_PART, &SOT),
        (DATA, &SOD),
    ] {
        assert!(file[at..].starts_with(bytes), "{at}");
    }
    assert!(decode(&file).is_ok());
}

#[test]
fn refuses_what_is_no_jp2() {
    for file in [&b""[..], b"\xFF\x4F\xFF\x51", b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"] {
        assert_eq!(refusal(file), (0, ImageFault::Signature));
    }
    assert_eq!(refusal(&patched(&[(CODESTREAM, &[0xFF, 0xD8])])), (CODESTREAM, ImageFault::Signature));
}

#[test]
fn refuses_sizes_before_there_is_room_for_them() {
    let sized = |width: u32, height: u32| {
        let siz = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let ihdr = [height.to_be_bytes(), width.to_be_bytes()].concat();
        refusal(&patched(&[(IHDR, &ihdr), (WIDTH, &siz), (TILE_WIDTH, &siz)]))
    };
    for (width, height) in [(65535, 65535), (u32::MAX, u32::MAX), (0, 472), (378, 0), (1025, 1), (1, 1025)] {
        assert_eq!(sized(width, height), (SIZE, ImageFault::Size { width, height }));
    }
    // As many as may be, but coded for others.
    assert_eq!(sized(1024, 1024), (CODESTREAM, ImageFault::Coded));
}

#[test]
fn refuses_a_container_that_states_another_size() {
    assert_eq!(refusal(&patched(&[(IHDR + 3, &[0xD7])])), (CODESTREAM, ImageFault::Contradiction));
}

#[test]
fn refuses_whatever_is_not_grey_of_eight_bits() {
    for components in [
        [0, 3, 7, 1, 1],    // three of them, had there been room
        [0, 0, 7, 1, 1],    // none
        [0, 1, 15, 1, 1],   // sixteen bits
        [0, 1, 0, 1, 1],    // one bit
        [0, 1, 0x87, 1, 1], // signed
        [0, 1, 7, 2, 2],    // a sample for four pixels
    ] {
        assert_eq!(refusal(&patched(&[(COMPONENTS, &components)])), (COMPONENTS, ImageFault::NotGrey));
    }
    // `colr` (at byte 62) turned into a palette: one component, whose samples aren't shades.
    assert_eq!(refusal(&patched(&[(66, b"pclr")])), (70, ImageFault::NotGrey));
}

#[test]
fn refuses_more_than_one_tile_from_the_origin() {
    for at in [101, 105, 117, 121] {
        assert_eq!(refusal(&patched(&[(at + 3, &[1])])), (SIZE, ImageFault::Unsupported));
    }
    for (at, tile) in [(TILE_WIDTH, [0, 0, 0, 1]), (TILE_WIDTH + 4, [0, 0, 1, 0xD7])] {
        assert_eq!(refusal(&patched(&[(at, &tile)])), (SIZE, ImageFault::Unsupported));
    }
}

#[test]
fn refuses_many_layers_and_small_precincts() {
    assert_eq!(refusal(&patched(&[(STYLE + 2, &[0, 33])])), (STYLE, ImageFault::Unsupported));
    // Precincts announced but not there; there, but not announced; small in one direction.
    assert_eq!(refusal(&patched(&[(STYLE, &[1])])), (STYLE, ImageFault::Unsupported));
    let precincts = |style: u8, sizes: &[u8]| {
        let mut file = inserted(STYLE + 10, sizes, &[STYLE - 1, 80]);
        file[STYLE] = style;
        file
    };
    for (style, sizes) in [(0, [0x77; 6]), (1, [0x77, 0x77, 0x47, 0x77, 0x77, 0x77]), (1, [0x70; 6])] {
        assert_eq!(refusal(&precincts(style, &sizes)), (STYLE, ImageFault::Unsupported));
    }
    // As large as the picture, they are the same as none.
    let same = decode(&precincts(1, &[0xFF; 6])).unwrap();
    assert_eq!(same.pixels(), decode(&photo()).unwrap().pixels());
}

#[test]
fn refuses_quantization_of_a_length_that_hides_markers() {
    for style in [0x41, 0x42 | 1, 0x5F] {
        assert_eq!(
            refusal(&patched(&[(QUANTIZATION, &[style])])),
            (QUANTIZATION, ImageFault::Unsupported),
            "{style:02X}"
        );
    }
    let mut odd = inserted(QUANTIZATION + 1, &[0x48], &[QUANTIZATION - 1, 80]);
    assert!(decode(&odd).is_ok(), "one step too many is passed over");
    odd[QUANTIZATION] = 0x42;
    assert_eq!(refusal(&odd), (QUANTIZATION, ImageFault::Unsupported));
}

#[test]
fn refuses_markers_that_override_what_was_checked() {
    let coc = [0xFF, 0x53];
    assert_eq!(refusal(&patched(&[(COMMENT, &coc)])), (COMMENT, ImageFault::Unsupported));
    let hidden = inserted(DATA, &[0xFF, 0x52, 0x00, 0x02], &[TILE_PART + 9, 80]);
    assert_eq!(refusal(&hidden), (DATA, ImageFault::Unsupported));
    let comment = inserted(DATA, &[0xFF, 0x64, 0x00, 0x02], &[TILE_PART + 9, 80]);
    assert!(decode(&comment).is_ok());
}

#[test]
fn refuses_tile_parts_that_do_not_lead_to_the_end() {
    for length in [[0, 0, 0, 0], [0, 0, 0, 13]] {
        assert_eq!(refusal(&patched(&[(TILE_PART + 6, &length)])), (TILE_PART, ImageFault::Unsupported));
    }
    let end = photo().len() - 2;
    assert_eq!(refusal(&patched(&[(end, &[0xFF, 0x4F])])), (end, ImageFault::Unsupported));
    // One tile-part whose length runs past the end of the file.
    assert_eq!(refusal(&patched(&[(TILE_PART + 6, &[0, 0, 0x7F, 0xFF])])).1, ImageFault::Truncated);
}

#[test]
fn refuses_a_photo_cut_anywhere() {
    let file = photo();
    for length in 0..file.len() {
        let (offset, fault) = refusal(&file[..length]);
        assert!(offset <= length, "{length}");
        assert!(matches!(fault, ImageFault::Signature | ImageFault::Truncated), "{length}: {fault:?}");
    }
}

#[test]
fn a_panic_of_the_decoder_is_a_refusal() {
    assert_eq!(contained(|| Some(1)), Some(1));
    assert_eq!(contained::<()>(|| panic!("as a decoder might")), None);
}

proptest! {
    /// Not even inside the decoder, whose panics would be contained.
    #[test]
    fn no_damage_panics(
        damage in proptest::collection::vec((CODESTREAM..1854usize, any::<u8>()), 1..6),
        headers in proptest::collection::vec((CODESTREAM..DATA, any::<u8>()), 0..3),
    ) {
        let mut file = photo();
        for (at, byte) in damage.into_iter().chain(headers) {
            file[at] = byte;
        }
        if let Ok((image, codestream)) = check(&file) {
            let _ = fill(image, codestream.rest());
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), kept in 0..DATA) {
        let file = [&photo()[..kept], &bytes].concat();
        if let Ok((image, codestream)) = check(&file) {
            let _ = fill(image, codestream.rest());
        }
    }
}

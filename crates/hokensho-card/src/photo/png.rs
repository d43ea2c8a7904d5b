//! PNG (ISO/IEC 15948).

use alloc::vec;
use alloc::vec::Vec;
use hokensho_apdu::Zeroizing;
use png::{BitDepth, ColorType, Compression, Decoder, DecodingError, Encoder, Limits, Transformations};
use std::io::{Cursor, ErrorKind};

use super::{GreyImage, ImageFault, ImageFormat};
use crate::Error;

/// What comes first in each file (5.2).
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// What the decoder may allocate for itself, in bytes: some rows, and chunks of a file that is shorter than this.
const WORKING_MEMORY: usize = 1 << 20;

pub(super) fn decode(file: &[u8]) -> Result<GreyImage, Error> {
    let mut cursor = Cursor::new(file);
    read(&mut cursor).map_err(|fault| {
        // As far as the decoder had come.
        let offset = usize::try_from(cursor.position()).unwrap_or(file.len());
        Error::Image { format: ImageFormat::Png, offset, fault }
    })
}

fn read(file: &mut Cursor<&[u8]>) -> Result<GreyImage, ImageFault> {
    if !file.get_ref().iter().zip(SIGNATURE).all(|(found, expected)| found == expected) {
        return Err(ImageFault::Signature);
    }
    let mut decoder = Decoder::new_with_limits(file, Limits { bytes: WORKING_MEMORY });
    decoder.ignore_checksums(false);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND); // to eight bits
    let header = decoder.read_header_info().map_err(fault)?;
    if header.color_type != ColorType::Grayscale || header.bit_depth == BitDepth::Sixteen {
        return Err(ImageFault::NotGrey);
    }
    let mut image = GreyImage::blank(header.width, header.height)?;
    let mut reader = decoder.read_info().map_err(fault)?;
    if reader.output_color_type() != (ColorType::Grayscale, BitDepth::Eight) {
        return Err(ImageFault::NotGrey); // some shade is transparent
    }
    reader.next_frame(&mut image.pixels).map_err(fault)?;
    reader.finish().map_err(fault)?;
    Ok(image)
}

fn fault(error: DecodingError) -> ImageFault {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => ImageFault::Truncated,
        _ => ImageFault::Coded,
    }
}

pub(super) fn encode(image: &GreyImage) -> Zeroizing<Vec<u8>> {
    // Room for all of it at once, for a buffer that grows leaves unwiped copies behind. The encoder stores what won't
    // shrink: each row with a byte for its filter, some bytes around each 65,535, and a few headers.
    let rows = image.pixels.len() + usize::try_from(image.height).unwrap_or_default();
    let room = rows + rows / 0x1000 + 0x100;
    let mut file = Zeroizing::new(vec![0; room]);
    let mut free = file.as_mut_slice();
    write(image, &mut free);
    let written = room - free.len();
    file.truncate(written);
    file
}

#[expect(
    clippy::expect_used,
    reason = "a grey picture of the size it states, written to memory that holds it"
)]
fn write(image: &GreyImage, free: &mut &mut [u8]) {
    let mut encoder = Encoder::new(free, image.width, image.height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header().expect("sides of at least one pixel");
    writer.write_image_data(&image.pixels).expect("a byte for each pixel");
    writer.finish().expect("one image, written");
}

#[cfg(test)]
mod tests;

//! JPEG 2000 (ISO/IEC 15444-1). Container and headers are read here before the decoder sees anything: a file of 30 KB
//! may claim billions of tiles, or a precinct for each pixel, and the decoder would believe it.

mod bytes;

use hayro_jpeg2000::{DecodeSettings, DecoderContext, Image};
use std::panic::{UnwindSafe, catch_unwind};

use super::{GreyImage, ImageFault, ImageFormat};
use crate::Error;
use bytes::Bytes;

/// The first box, whole (I.5.1).
const SIGNATURE: [u8; 12] = *b"\0\0\0\x0CjP  \r\n\x87\n";

// Markers (Table A.2).
const SOC: [u8; 2] = [0xFF, 0x4F];
const SIZ: [u8; 2] = [0xFF, 0x51];
const COD: [u8; 2] = [0xFF, 0x52];
const TLM: [u8; 2] = [0xFF, 0x55];
const PLT: [u8; 2] = [0xFF, 0x58];
const QCD: [u8; 2] = [0xFF, 0x5C];
const CRG: [u8; 2] = [0xFF, 0x63];
const COM: [u8; 2] = [0xFF, 0x64];
const SOT: [u8; 2] = [0xFF, 0x90];
const SOD: [u8; 2] = [0xFF, 0x93];
const EOC: [u8; 2] = [0xFF, 0xD9];

/// The most quality layers. Each costs the decoder some bytes for each block of pixels; photos seen have one.
const MAX_LAYERS: u16 = 32;

/// The smallest precinct, as a power of two: 32 × 32 samples. Each costs the decoder some 300 bytes; photos seen have
/// one for each resolution.
const MIN_PRECINCT: u8 = 5;

pub(super) fn decode(file: &[u8]) -> Result<GreyImage, Error> {
    let (image, codestream) = check(file)?;
    let start = codestream.at();
    contained(move || fill(image, codestream.rest())).ok_or_else(|| refused(start, ImageFault::Coded))
}

/// The codestream, and the picture that is to be filled from it.
fn check(file: &[u8]) -> Result<(GreyImage, Bytes<'_>), Error> {
    let (stated, codestream) = open(file)?;
    let image = check_codestream(codestream.clone())?;
    if stated != (image.width, image.height) {
        return Err(refused(codestream.at(), ImageFault::Contradiction));
    }
    Ok((image, codestream))
}

/// The decoder asserts what it expects of a codestream, and has had to be cured of panics on broken ones. One more must
/// not end a reception.
fn contained<T>(decode: impl FnOnce() -> Option<T> + UnwindSafe) -> Option<T> {
    catch_unwind(decode).ok().flatten()
}

fn fill(mut image: GreyImage, codestream: &[u8]) -> Option<GreyImage> {
    let settings = DecodeSettings { strict: true, ..DecodeSettings::default() };
    let decoder = Image::new(codestream, &settings).ok()?;
    if (decoder.width(), decoder.height()) != (image.width, image.height) {
        return None;
    }
    decoder.decode(&mut DecoderContext::default()).ok()?.store_u8_into(&mut image.pixels);
    Some(image)
}

fn refused(offset: usize, fault: ImageFault) -> Error {
    Error::Image { format: ImageFormat::Jp2, offset, fault }
}

/// The codestream, and the size that its container states (Annex I).
fn open(file: &[u8]) -> Result<((u32, u32), Bytes<'_>), Error> {
    let mut boxes = Bytes::new(file);
    if boxes.take().ok() != Some(SIGNATURE) {
        return Err(refused(0, ImageFault::Signature));
    }
    let mut header = boxes.find_box(*b"jp2h")?;
    let (kind, mut image) = header.next_box()?;
    if kind != *b"ihdr" {
        return Err(refused(image.at(), ImageFault::Unsupported));
    }
    let [height, width] = image.numbers()?;
    // A box has eight bytes at least, of `MAX_BYTES` at most: this ends. So do the loops below.
    while !header.rest().is_empty() {
        let (kind, content) = header.next_box()?;
        if kind == *b"pclr" {
            return Err(refused(content.at(), ImageFault::NotGrey)); // with a palette, samples are no shades
        }
    }
    Ok(((width, height), boxes.find_box(*b"jp2c")?))
}

/// Reads the codestream to its end, past what is coded, and makes room for its picture.
fn check_codestream(mut stream: Bytes<'_>) -> Result<GreyImage, Error> {
    let start = stream.at();
    if [stream.take()?, stream.take()?] != [SOC, SIZ] {
        return Err(refused(start, ImageFault::Signature));
    }
    let image = check_size(stream.segment()?)?;
    loop {
        let at = stream.at();
        match stream.take()? {
            COD => check_coding_style(stream.segment()?)?,
            QCD => check_quantization(stream.segment()?)?,
            COM | CRG | TLM => _ = stream.segment()?,
            SOT => break check_tile_parts(stream, at)?,
            _ => return Err(refused(at, ImageFault::Unsupported)),
        }
    }
    Ok(image)
}

/// SIZ (A.5.1): one component of eight bits without sign, a sample for each pixel, in a single tile from the origin.
fn check_size(mut segment: Bytes<'_>) -> Result<GreyImage, Error> {
    let start = segment.at();
    let _capabilities: [u8; 2] = segment.take()?;
    let [width, height, left, top] = segment.numbers()?;
    let [tile_width, tile_height, tile_left, tile_top] = segment.numbers()?;
    if segment.rest() != [0, 1, 7, 1, 1] {
        return Err(refused(segment.at(), ImageFault::NotGrey));
    }
    if [left, top, tile_left, tile_top] != [0; 4] || tile_width < width || tile_height < height {
        return Err(refused(start, ImageFault::Unsupported));
    }
    GreyImage::blank(width, height).map_err(|fault| refused(start, fault))
}

/// COD (A.6.1): few layers, and no small precincts. What else it says is the decoder's to check, in the same bytes:
/// the decoder doesn't look at the length that the segment states.
fn check_coding_style(mut segment: Bytes<'_>) -> Result<(), Error> {
    let start = segment.at();
    let [style, _progression, layers @ .., _transform] = segment.take::<5>()?;
    let [levels, _width, _height, _blocks, _wavelet] = segment.take()?;
    let precincts = segment.rest();
    let stated = if style & 1 == 0 { 0 } else { usize::from(levels) + 1 };
    if u16::from_be_bytes(layers) > MAX_LAYERS
        || precincts.len() != stated
        || precincts.iter().any(|size| size >> 4 < MIN_PRECINCT || size & 0xF < MIN_PRECINCT)
    {
        return Err(refused(start, ImageFault::Unsupported));
    }
    Ok(())
}

/// QCD (A.6.4): as long as its style says, so that the decoder finds the next marker where we do.
fn check_quantization(mut segment: Bytes<'_>) -> Result<(), Error> {
    let start = segment.at();
    let [style] = segment.take()?;
    let steps = segment.rest().len();
    match style & 0x1F {
        0 => Ok(()),
        1 if steps == 2 => Ok(()),
        2 if steps.is_multiple_of(2) => Ok(()),
        _ => Err(refused(start, ImageFault::Unsupported)),
    }
}

/// Tile-parts (A.4.2), the first of which begins at `start`, to the end of the codestream. Their headers may hold
/// nothing that overrides what was checked. Each states its length; 0, for "to the end", the strict decoder refuses too.
fn check_tile_parts(mut stream: Bytes<'_>, mut start: usize) -> Result<(), Error> {
    loop {
        let mut segment = stream.segment()?;
        let _tile: [u8; 2] = segment.take()?;
        let [length] = segment.numbers()?;
        loop {
            let at = stream.at();
            match stream.take()? {
                COM | PLT => _ = stream.segment()?,
                SOD => break,
                _ => return Err(refused(at, ImageFault::Unsupported)),
            }
        }
        let read = stream.at() - start;
        let coded = usize::try_from(length).ok().and_then(|length| length.checked_sub(read));
        stream.split(coded.ok_or_else(|| refused(start, ImageFault::Unsupported))?)?;
        start = stream.at();
        match stream.take()? {
            SOT => {}
            EOC => return Ok(()),
            _ => return Err(refused(start, ImageFault::Unsupported)),
        }
    }
}

#[cfg(test)]
mod tests;

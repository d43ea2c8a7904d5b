//! Several messages in one input.

/// One message of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// No bytes come at all.
    Nothing,
}

/// What stands for [`Frame::Nothing`]; a response APDU is longer, but not much is lost.
const NOTHING: u16 = 0xFFFF;

/// Cuts the input: a length in two bytes, then the bytes; the last may be cut short.
pub fn frames(mut input: &[u8]) -> impl Iterator<Item = Frame<'_>> {
    std::iter::from_fn(move || {
        let (length, rest) = input.split_first_chunk::<2>()?;
        let length = u16::from_be_bytes(*length);
        if length == NOTHING {
            input = rest;
            return Some(Frame::Nothing);
        }
        let (frame, rest) = rest.split_at_checked(length.into()).unwrap_or((rest, &[]));
        input = rest;
        Some(Frame::Bytes(frame))
    })
}

/// Appends a message; one that is too long for its length is cut.
pub fn write_frame(out: &mut Vec<u8>, frame: Frame<'_>) {
    match frame {
        Frame::Bytes(bytes) => {
            let length = u16::try_from(bytes.len()).unwrap_or(NOTHING).min(NOTHING - 1);
            out.extend(length.to_be_bytes());
            out.extend(bytes.iter().take(length.into()));
        }
        Frame::Nothing => out.extend(NOTHING.to_be_bytes()),
    }
}

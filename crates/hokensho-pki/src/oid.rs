//! Object identifiers.

use core::{fmt, str::FromStr};

use crate::Error;

/// Content bytes of the longest identifier kept. JPKI's have up to 12; those made from a UUID have 20.
const MAX_BYTES: usize = 23;

/// An object identifier (ITU-T X.660), kept as the content bytes of its DER.
///
/// ```
/// use hokensho_pki::Oid;
///
/// let policy: Oid = "1.2.392.200149.8.5.1.3.30".parse()?;
/// assert_eq!(policy.content(), [0x2A, 0x83, 0x08, 0x8C, 0x9B, 0x55, 0x08, 0x05, 0x01, 0x03, 0x1E]);
/// assert_eq!(policy.to_string(), "1.2.392.200149.8.5.1.3.30");
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid {
    length: u8,
    bytes: [u8; MAX_BYTES],
}

impl Oid {
    /// Takes the content bytes of a DER OBJECT IDENTIFIER.
    pub(crate) fn from_content(content: &[u8]) -> Option<Self> {
        let mut bytes = [0; MAX_BYTES];
        bytes.get_mut(..content.len())?.copy_from_slice(content);
        Self::is_content(content).then_some(Self { length: u8::try_from(content.len()).ok()?, bytes })
    }

    /// Whether these are content bytes that are kept: whole arcs, each minimal, at most 23 bytes.
    #[inline]
    pub(crate) fn is_content(content: &[u8]) -> bool {
        let mut arc_begins = true;
        for byte in content {
            if arc_begins && *byte == 0x80 {
                return false;
            }
            arc_begins = byte & 0x80 == 0;
        }
        arc_begins && !content.is_empty() && content.len() <= MAX_BYTES
    }

    /// The content bytes of its DER.
    ///
    /// ```
    /// let key_usage: hokensho_pki::Oid = "2.5.29.15".parse()?;
    /// assert_eq!(key_usage.content(), [0x55, 0x1D, 0x0F]);
    /// # Ok::<(), hokensho_pki::Error>(())
    /// ```
    #[must_use]
    pub fn content(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }
}

impl FromStr for Oid {
    type Err = Error;

    /// Reads the dotted form.
    fn from_str(text: &str) -> Result<Self, Error> {
        parse_dotted(text).ok_or(Error::NoSuchOid)
    }
}

fn parse_dotted(text: &str) -> Option<Oid> {
    let mut arcs = text.split('.').map(|arc| arc.parse::<u64>().ok());
    let (first, second) = (arcs.next()??, arcs.next()??);
    if first > 2 || (first < 2 && second > 39) {
        return None;
    }
    let mut bytes = [0; MAX_BYTES];
    let mut length = 0;
    for arc in core::iter::once((first * 40).checked_add(second)).chain(arcs) {
        let arc = arc?;
        // Seven bits a byte, the highest first; the last has its top bit clear.
        let groups = (u64::BITS - arc.leading_zeros()).div_ceil(7).max(1);
        for group in (0..groups).rev() {
            let [.., low] = (arc >> (7 * group)).to_be_bytes();
            *bytes.get_mut(length)? = if group == 0 { low & 0x7F } else { low | 0x80 };
            length += 1;
        }
    }
    Oid::from_content(bytes.get(..length)?)
}

impl fmt::Display for Oid {
    /// Writes the dotted form; an arc over 64 bits is written as `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arc = Some(0_u64);
        let mut first = true;
        for byte in self.content() {
            arc = arc.and_then(|arc| arc.checked_mul(128)?.checked_add(u64::from(byte & 0x7F)));
            if byte & 0x80 != 0 {
                continue;
            }
            match arc {
                Some(arc) if first => write!(f, "{}.{}", (arc / 40).min(2), arc - 40 * (arc / 40).min(2))?,
                Some(arc) => write!(f, ".{arc}")?,
                None => f.write_str(".?")?,
            }
            (arc, first) = (Some(0), false);
        }
        Ok(())
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Oid({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_no_identifier() {
        for text in ["", "1", "3.1", "1.40", "1..2", "1.2.", "1.2.x", "2.18446744073709551615", "-1.2"] {
            assert!(matches!(text.parse::<Oid>(), Err(Error::NoSuchOid)), "{text}");
        }
    }

    #[test]
    fn refuses_padded_cut_and_empty_arcs() {
        for content in [&[0x80, 0x01][..], &[0x2A, 0x80, 0x01], &[0x2A, 0x83], &[], &[0x01; 24]] {
            assert_eq!(Oid::from_content(content), None);
        }
    }

    #[test]
    fn an_arc_beyond_64_bits_is_shown_as_unknown() {
        let long =
            Oid::from_content(&[0x2A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]).unwrap();
        assert_eq!(long.to_string(), "1.2.?");
    }

    proptest! {
        #[test]
        fn text_survives_a_round_trip(first in 0_u64..3, second in 0_u64..40, rest in prop::collection::vec(any::<u32>(), 0..4)) {
            let mut text = alloc::format!("{first}.{second}");
            for arc in rest {
                text.push_str(&alloc::format!(".{arc}"));
            }
            prop_assert_eq!(text.parse::<Oid>().unwrap().to_string(), text);
        }
    }
}

//! Distinguished names and general names, kept as their DER.

use core::fmt;

use crate::Oid;
use crate::der::{Element, Fault, Reader, Result, tag};

/// Attributes of one name. JPKI's have up to six; the distribution points of municipalities are the longest.
const MAX_ATTRIBUTES: usize = 32;
/// Names of one list. A JPKI signing leaf has six.
const MAX_NAMES: usize = 32;

/// A SEQUENCE of nothing.
const EMPTY: &[u8] = &[tag::SEQUENCE, 0];

/// A distinguished name as DER (RFC 5280, 4.1.2.4).
///
/// Two names are the same if their bytes are: RFC 5280, 5.2.5, asks for the identical encoding where it matters.
/// `Debug` shows the length only, since the subject of a leaf says where a person lives.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::Certificate;
///
/// let adult = Persona::named("adult")?;
/// let ca = Certificate::parse(adult.auth_ca_certificate())?;
/// assert_eq!(ca.issuer(), ca.subject());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Name<'a>(&'a [u8]);

impl<'a> Name<'a> {
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let name = reader.require(tag::SEQUENCE)?;
        let mut parts = name.reader();
        let mut count = 0;
        while !parts.is_empty() {
            count += read_part(parts.require(tag::SET)?.reader())?;
            if count > MAX_ATTRIBUTES {
                return parts.fault(Fault::TooMany { budget: MAX_ATTRIBUTES });
            }
        }
        Ok(Self(name.whole))
    }

    /// Reads a name that names somebody.
    pub(crate) fn read_filled(reader: &mut Reader<'a>) -> Result<Self> {
        let start = *reader;
        let name = Self::read(reader)?;
        if name.is_empty() { start.fault(Fault::Empty) } else { Ok(name) }
    }

    /// Whether nobody is named. RFC 5280, 4.1.2.4 and 4.1.2.6, allows that to leaves with other names only.
    pub(crate) fn is_empty(&self) -> bool {
        self.0 == EMPTY
    }

    /// Whether both name the same (RFC 5280, 7.1): text without regard to case, to spaces around it and to how many
    /// stand within, in whatever string type; everything else byte for byte. Composed and decomposed characters differ
    /// here: a name that is written in two ways is refused, not accepted.
    pub(crate) fn matches(&self, other: &Self) -> bool {
        self.0 == other.0 || matched(Reader::new(self.0), Reader::new(other.0)).unwrap_or(false)
    }

    /// The name as it stands in the document.
    ///
    /// ```
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// let ca = hokensho_pki::Certificate::parse(adult.auth_ca_certificate())?;
    /// assert_eq!(ca.issuer().der()[0], 0x30);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn der(&self) -> &'a [u8] {
        self.0
    }
}

/// Reads a RelativeDistinguishedName, and counts its attributes: `SET SIZE (1..MAX)` (RFC 5280, A.1).
pub(crate) fn read_part(mut part: Reader<'_>) -> Result<usize> {
    if part.is_empty() {
        return part.fault(Fault::Empty);
    }
    let (mut count, mut before): (_, &[u8]) = (0, &[]);
    while !part.is_empty() {
        count += 1;
        if count > MAX_ATTRIBUTES {
            return part.fault(Fault::TooMany { budget: MAX_ATTRIBUTES });
        }
        let whole = part.require(tag::SEQUENCE)?;
        // X.690, 11.6.
        if whole.whole < before {
            return whole.fault(Fault::SetOrder);
        }
        before = whole.whole;
        let mut attribute = whole.reader();
        attribute.oid_content()?;
        let value = attribute.read()?;
        attribute.finish()?;
        match value.tag {
            // Most are ASCII, which is quicker to see.
            tag::UTF8_STRING if value.content.is_ascii() => {}
            tag::UTF8_STRING => drop(value.text()?),
            // UniversalString and BMPString: characters of four and of two bytes (X.690, 8.23).
            0x1C if value.content.chunks(4).all(is_character) => {}
            0x1E if value.content.len().is_multiple_of(2) => {}
            0x1C | 0x1E => return value.fault(Fault::Text),
            // NumericString, PrintableString, IA5String, VisibleString: what lies beyond ASCII can't be in them.
            0x12 | 0x13 | tag::IA5_STRING | 0x1A => drop(value.ascii()?),
            // BIT STRING, TeletexString and GeneralizedTime: the rest of what attributes of names are made of
            // (RFC 5280, A.1; RFC 3739, A.2).
            0x03 | 0x14 | tag::GENERALIZED_TIME => {}
            found => return value.fault(Fault::Tag { expected: tag::UTF8_STRING, found }),
        }
    }
    Ok(count)
}

fn is_character(bytes: &[u8]) -> bool {
    bytes.try_into().is_ok_and(|bytes| char::from_u32(u32::from_be_bytes(bytes)).is_some())
}

/// Compares two names part by part. The attributes of a part of several stand in DER's order, which a change of string
/// type can turn around: then they don't match.
fn matched(mut one: Reader<'_>, mut other: Reader<'_>) -> Result<bool> {
    let (mut one, mut other) = (one.sequence()?, other.sequence()?);
    // Both were read once, by `Name::read`, with its budget.
    while !one.is_empty() && !other.is_empty() {
        let (mut part, mut with) = (one.read()?.reader(), other.read()?.reader());
        while !part.is_empty() && !with.is_empty() {
            let (mut attribute, mut against) = (part.sequence()?, with.sequence()?);
            let same = attribute.oid()? == against.oid()? && same_value(&attribute.read()?, &against.read()?);
            if !same {
                return Ok(false);
            }
        }
        if !part.is_empty() || !with.is_empty() {
            return Ok(false);
        }
    }
    Ok(one.is_empty() && other.is_empty())
}

fn same_value(one: &Element<'_>, other: &Element<'_>) -> bool {
    match (text(one), text(other)) {
        (Some(one), Some(other)) => folded(one).eq(folded(other)),
        _ => one.whole == other.whole,
    }
}

/// UTF8String and the string types of which it is a superset: PrintableString, IA5String.
fn text<'a>(value: &Element<'a>) -> Option<&'a str> {
    match value.tag {
        0x0C | 0x13 | 0x16 => core::str::from_utf8(value.content).ok(),
        _ => None,
    }
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    let words = text.split_whitespace().enumerate();
    words.flat_map(|(at, word)| {
        let space = if at == 0 { None } else { Some(' ') };
        space.into_iter().chain(word.chars().flat_map(char::to_lowercase))
    })
}

impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({} bytes)", self.0.len())
    }
}

/// One of several kinds of name (RFC 5280, 4.2.1.6).
///
/// `Debug` shows the kind only.
///
/// ```
/// use hokensho_pki::{Certificate, GeneralName};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let issuer = leaf.extensions().issuer_alternative_name.ok_or("no name")?;
/// assert!(matches!(issuer.value.iter().next(), Some(GeneralName::Directory(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GeneralName<'a> {
    /// A distinguished name.
    Directory(Name<'a>),
    /// A name of a kind of its own, as JPKI's signing leaf has six of.
    Other {
        /// What kind.
        kind: Oid,
        /// Its value, as DER.
        value: &'a [u8],
    },
    /// A kind that JPKI doesn't use, kept raw.
    Unread {
        /// The tag that says which kind.
        tag: u8,
        /// The content.
        content: &'a [u8],
    },
    /// An address.
    Uri(&'a str),
}

const DIRECTORY: u8 = tag::constructed(4);
const URI: u8 = tag::context(6);

impl<'a> GeneralName<'a> {
    pub(crate) fn of(element: Element<'a>) -> Result<Self> {
        const OTHER: u8 = tag::constructed(0);
        const EDI_PARTY: u8 = tag::constructed(5);
        const HOST: u8 = tag::context(2);
        const IP_ADDRESS: u8 = tag::context(7);
        const MAIL: u8 = tag::context(1);
        const REGISTERED: u8 = tag::context(8);
        const X400: u8 = tag::constructed(3);
        let mut inside = element.reader();
        let name = match element.tag {
            DIRECTORY => Self::Directory(Name::read_filled(&mut inside)?),
            OTHER => {
                let kind = inside.oid()?;
                let mut explicit = inside.require(tag::constructed(0))?.reader();
                let value = explicit.read()?.whole;
                explicit.finish()?;
                Self::Other { kind, value }
            }
            URI => return element.ascii().map(Self::Uri),
            EDI_PARTY => {
                inside.optional(tag::constructed(0))?;
                inside.require(tag::constructed(1))?;
                Self::Unread { tag: element.tag, content: element.content }
            }
            tag @ (MAIL | HOST) => {
                return element.ascii().map(|text| Self::Unread { tag, content: text.as_bytes() });
            }
            tag @ (X400 | IP_ADDRESS | REGISTERED) => {
                return Ok(Self::Unread { tag, content: element.content });
            }
            found => return element.fault(Fault::Tag { expected: DIRECTORY, found }),
        };
        inside.finish()?;
        Ok(name)
    }
}

impl fmt::Debug for GeneralName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Directory(_) => "Directory(..)",
            Self::Other { .. } => "Other { .. }",
            Self::Unread { .. } => "Unread { .. }",
            Self::Uri(_) => "Uri(..)",
        })
    }
}

/// A list of general names, each of which was read once without fault.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let leaf = hokensho_pki::Certificate::parse(adult.sign_certificate().ok_or("no certificate")?)?;
/// let names = leaf.extensions().subject_alternative_name.ok_or("no names")?;
/// assert_eq!(names.value.iter().count(), 6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct GeneralNames<'a>(Reader<'a>);

impl<'a> GeneralNames<'a> {
    /// Takes the content of a SEQUENCE OF GeneralName.
    pub(crate) fn of(content: Reader<'a>) -> Result<Self> {
        let names = Self(content);
        names.judge()?;
        Ok(names)
    }

    pub(crate) fn judge(&self) -> Result<()> {
        let mut names = self.0;
        if names.is_empty() {
            return names.fault(Fault::Empty);
        }
        let mut count = 0;
        while !names.is_empty() {
            count += 1;
            if count > MAX_NAMES {
                return names.fault(Fault::TooMany { budget: MAX_NAMES });
            }
            GeneralName::of(names.read()?)?;
        }
        Ok(())
    }

    /// Takes what [`GeneralNames::of`] took before.
    pub(crate) fn again(content: Reader<'a>) -> Result<Self> {
        Ok(Self(content))
    }

    /// The same, out of its document.
    pub(crate) const fn read_before(content: &'a [u8]) -> Self {
        Self(Reader::new(content))
    }

    /// The names as they stand, one after another.
    pub(crate) const fn content(&self) -> &'a [u8] {
        self.0.rest()
    }

    /// The names, in their order.
    pub fn iter(&self) -> impl Iterator<Item = GeneralName<'a>> + use<'a> {
        self.elements().map_while(|name| GeneralName::of(name).ok())
    }

    /// Whether one place stands in both lists, in the identical encoding that RFC 5280, 5.2.5, asks for. Directory
    /// entries and addresses are places (4.2.1.13); beside a name of another kind nobody knows what is meant.
    pub(crate) fn share_a_place_with(self, other: GeneralNames<'_>) -> bool {
        let is_place = |name: Element<'_>| matches!(name.tag, DIRECTORY | URI);
        self.elements().all(is_place)
            && other.elements().all(is_place)
            && self.elements().any(|name| other.elements().any(|place| place.whole == name.whole))
    }

    /// The first distinguished name, if there is one.
    pub(crate) fn directory(&self) -> Option<Name<'a>> {
        self.elements().find(|name| name.tag == DIRECTORY).map(|name| Name(name.content))
    }

    /// The names as they stand, which were read once before.
    fn elements(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        let mut names = self.0;
        core::iter::from_fn(move || names.read().ok())
    }
}

impl fmt::Debug for GeneralNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

use std::fmt;

use crate::group::{Group, Reading, Slot};
use crate::xml::{self, Node, Unknown, Writer};
use crate::{ApiId, Budget, CharacterCode, Diagnostic, Encoding, Error, Finding, Limits, Mode, encoding};

/// A message of the interface: a whole file, read and written.
///
/// ```
/// use hokensho_oqs::{Encoding, Message, Mode, QualificationResult};
///
/// let mut result = QualificationResult::default();
/// result.header.error_code = "X".into();
/// let bytes = result.write(Encoding::Windows31J)?;
/// let received = QualificationResult::read(bytes, Mode::Strict)?;
/// assert_eq!(received.message, result);
/// assert_eq!(received.encoding, Encoding::Windows31J);
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
pub trait Message: Sized + sealed::Sealed {
    /// How files with this message are named.
    const API: ApiId;

    /// Reads a file within [`Limits::SINGLE`]: by name, in any order, keeping what isn't known.
    ///
    /// # Errors
    /// Everything in [`Error`] but [`Error::Unencodable`] and [`Error::FileName`].
    fn read(bytes: impl Into<Vec<u8>>, mode: Mode) -> Result<Received<Self>, Error> {
        Self::read_within(bytes, mode, &Limits::SINGLE)
    }

    /// Reads a file within other limits.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn read_within(bytes: impl Into<Vec<u8>>, mode: Mode, limits: &Limits) -> Result<Received<Self>, Error>;

    /// Writes a file. The XML declaration names the encoding.
    ///
    /// # Errors
    /// [`Error::Unencodable`] for the first character that the encoding doesn't have.
    fn write(&self, encoding: Encoding) -> Result<Vec<u8>, Error>;
}

/// A message with the file it was read from.
///
/// `Debug` shows neither the bytes nor what elements hold.
///
/// ```
/// use hokensho_oqs::{Message, Mode, QualificationResult};
///
/// let file = b"<XmlMsg><MessageHeader/><MessageBody/></XmlMsg>";
/// let received = QualificationResult::read(file, Mode::Strict)?;
/// assert_eq!(received.bytes, file);
/// assert!(received.diagnostics.is_empty());
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received<M> {
    /// What the file says.
    pub message: M,
    /// The file, byte for byte: Windows-31J has codes that don't survive decoding and encoding.
    pub bytes: Vec<u8>,
    /// What the file was read as.
    pub encoding: Encoding,
    /// What was wrong; always empty in [`Mode::Strict`].
    pub diagnostics: Vec<Diagnostic>,
}

impl<M: fmt::Debug> fmt::Debug for Received<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("message", &self.message)
            .field("bytes", &self.bytes.len())
            .field("encoding", &self.encoding)
            .field("diagnostics", &self.diagnostics)
            .finish()
    }
}

pub(crate) mod sealed {
    /// New messages come with new versions of this crate.
    #[expect(unnameable_types, reason = "that is what seals the trait")]
    pub trait Sealed {}
}

/// Every message is `XmlMsg` with these two.
const ROOT: &str = "XmlMsg";
const HEADER: &str = "MessageHeader";
const BODY: &str = "MessageBody";

/// Header, body and what else the root holds.
pub(crate) type Parts<H, B> = (H, B, Unknown);

pub(crate) fn read<H: Group, B: Group>(
    bytes: Vec<u8>,
    mode: Mode,
    limits: &Limits,
) -> Result<Received<Parts<H, B>>, Error> {
    if bytes.len() > limits.bytes {
        return Err(Error::OverBudget { budget: Budget::Bytes, limit: limits.bytes, offset: limits.bytes });
    }
    let decoded = encoding::decode(&bytes, mode)?;
    let root = xml::read(&decoded, limits)?;
    if root.name != ROOT {
        return Err(Error::Root { offset: root.offset });
    }
    let mut reading = Reading::new(mode);
    if let Some(finding) = decoded.finding {
        reading.found(finding, ROOT, 0)?;
    }
    reading.path.push(ROOT);
    check_character_code(&root, decoded.encoding, &mut reading)?;
    let message = parts(root, &mut reading)?;
    let (encoding, diagnostics) = (decoded.encoding, reading.diagnostics);
    Ok(Received { message, bytes, encoding, diagnostics })
}

pub(crate) fn write<H: Group, B: Group>(
    (header, body, unknown): (&H, &B, &Unknown),
    encoding: Encoding,
) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(encoding);
    writer.group((ROOT, None), &unknown.attributes, |writer| {
        header.put_as(HEADER, None, writer)?;
        body.put_as(BODY, None, writer)?;
        unknown.elements.iter().try_for_each(|element| writer.element(element))
    })?;
    Ok(writer.into_bytes())
}

fn parts<H: Group, B: Group>(root: Node<'_>, reading: &mut Reading) -> Result<Parts<H, B>, Error> {
    let (mut header, mut body) = (None::<H>, None::<B>);
    let mut unknown = Unknown { attributes: root.attributes, ..Unknown::default() };
    for child in root.children {
        match child.name {
            HEADER => header.accept(child, reading)?,
            BODY => body.accept(child, reading)?,
            _ => unknown.elements.push(child.into()),
        }
    }
    let absent = |name| Error::Absent { path: format!("{ROOT}/{name}") };
    Ok((header.ok_or_else(|| absent(HEADER))?, body.ok_or_else(|| absent(BODY))?, unknown))
}

/// 文字コード識別 is a setting of the terminal that results state; a file that contradicts itself was damaged on its
/// way, or written by somebody else.
fn check_character_code(root: &Node<'_>, found: Encoding, reading: &mut Reading) -> Result<(), Error> {
    const CHARACTER_CODE: &str = "CharacterCodeIdentifier";
    let header = root.children.iter().filter(|child| child.name == HEADER);
    for code in header.flat_map(|header| &header.children).filter(|child| child.name == CHARACTER_CODE) {
        let stated = match CharacterCode::from_code(&code.text) {
            CharacterCode::Utf8 => Encoding::Utf8,
            CharacterCode::ShiftJis => Encoding::Windows31J,
            // Another code says nothing about either.
            CharacterCode::Other(_) => continue,
        };
        if stated != found {
            reading.path.push(HEADER);
            reading.found(Finding::CharacterCode { stated, found }, CHARACTER_CODE, code.offset)?;
            reading.path.pop();
        }
    }
    Ok(())
}

/// Makes types of whole messages.
macro_rules! message {
    ($(
        $(#[$meta:meta])*
        $name:ident($api:expr) { header: $header:ty, body: $body:ty }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            /// `MessageHeader`.
            pub header: $header,
            /// `MessageBody`.
            pub body: $body,
            /// What else the root holds.
            pub unknown: crate::Unknown,
        }

        impl crate::message::sealed::Sealed for $name {}

        impl crate::Message for $name {
            const API: crate::ApiId = $api;

            fn read_within(
                bytes: impl Into<Vec<u8>>,
                mode: crate::Mode,
                limits: &crate::Limits,
            ) -> Result<crate::Received<Self>, crate::Error> {
                let received = crate::message::read::<$header, $body>(bytes.into(), mode, limits)?;
                Ok(received.map(|(header, body, unknown)| Self { header, body, unknown }))
            }

            fn write(&self, encoding: crate::Encoding) -> Result<Vec<u8>, crate::Error> {
                crate::message::write((&self.header, &self.body, &self.unknown), encoding)
            }
        }
    )+ };
}

pub(crate) use message;

impl<M> Received<M> {
    pub(crate) fn map<N>(self, message: impl FnOnce(M) -> N) -> Received<N> {
        let Self { message: parts, bytes, encoding, diagnostics } = self;
        Received { message: message(parts), bytes, encoding, diagnostics }
    }
}

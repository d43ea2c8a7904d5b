use std::fmt;

use crate::document::{Document, Viewed};
use crate::group::{Group, Slot};
use crate::leaf::Text;
use crate::path::Path;
use crate::sink::{Place, Sink};
use crate::source::{Found, Source};
use crate::xml::Unknown;
use crate::{ApiId, Diagnostic, Encoding, Error, Finding, JsonRoot, Limits, Mode, json, xml};

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
    /// How files with this message are named; the first of [`APIS`](Self::APIS).
    const API: ApiId;

    /// All ids under which files with this message come. Functions share messages that look alike: nothing but the name
    /// of the file tells whose they are.
    const APIS: &'static [ApiId];

    /// What [`read`](Self::read) is willing to take.
    const LIMITS: Limits = Limits::SINGLE;

    /// The same message with its texts borrowed from a [`Document`]; only what the file writes otherwise than it means
    /// it, such as `&amp;`, is copied. Whoever wants to keep one makes it a message, without reading it again.
    ///
    /// ```
    /// use hokensho_oqs::{Document, Message, Mode, QualificationResult};
    ///
    /// let file = b"<XmlMsg><MessageHeader><ErrorCode>X</ErrorCode></MessageHeader><MessageBody/></XmlMsg>";
    /// let kept = {
    ///     let document = Document::new(file, Mode::Strict)?;
    ///     QualificationResult::view(&document)?.message.into_owned()
    /// };
    /// assert_eq!(kept.header.error_code, "X".into());
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    type View<'t>: Into<Self>;

    /// Reads a file within [`LIMITS`](Self::LIMITS): by name, in any order, keeping what isn't known.
    ///
    /// What isn't well-formed XML 1.0 (fifth edition) is refused in either mode, apart from what [`Mode`] names. Any version
    /// 1.x is read as 1.0. Names are taken as they stand, with their prefix: namespaces aren't looked up.
    ///
    /// # Errors
    /// Everything in [`Error`] but [`Error::Unencodable`] and [`Error::FileName`].
    fn read(bytes: impl Into<Vec<u8>>, mode: Mode) -> Result<Received<Self>, Error> {
        Self::read_within(bytes, mode, &Self::LIMITS)
    }

    /// Reads a file within other limits.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn read_within(bytes: impl Into<Vec<u8>>, mode: Mode, limits: &Limits) -> Result<Received<Self>, Error>;

    /// Reads a message without copying its texts.
    ///
    /// # Errors
    /// As [`read`](Self::read), but for what [`Document::new`] refuses before.
    fn view<'t>(document: &'t Document<'_>) -> Result<Viewed<Self::View<'t>>, Error>;

    /// Writes a file. The XML declaration names the encoding; 文字コード識別 in the header stays what it is, so whoever writes
    /// a message in another encoding than it was read in wants [`convert`](Self::convert).
    ///
    /// # Errors
    /// [`Error::Unencodable`] for the first character that the encoding doesn't have. A character of a user's own (外字)
    /// read from Windows-31J, such as F040, is one: it is a private character of Unicode here, which can be written in
    /// UTF-8 alone; as it came it is in [`Received::bytes`]. Nine characters that other systems number otherwise than
    /// Windows, such as 〜 (U+301C), are written in Windows-31J as the ones that Windows means, and read back as these.
    /// [`Error::NameInXml`] for a name that was kept of JSON.
    fn write(&self, encoding: Encoding) -> Result<Vec<u8>, Error>;

    /// Writes a file in whichever encoding, which 文字コード識別 then names too, if the header has it and it is one that is
    /// known. Nothing else changes.
    ///
    /// ```
    /// use hokensho_oqs::{CharacterCode, Encoding, Message, Mode, QualificationResult};
    ///
    /// let header = "<MessageHeader><CharacterCodeIdentifier>0</CharacterCodeIdentifier></MessageHeader>";
    /// let file = format!("<XmlMsg>{header}<MessageBody/></XmlMsg>");
    /// let read = QualificationResult::read(file, Mode::Strict)?.message;
    /// let converted = QualificationResult::read(read.convert(Encoding::Windows31J)?, Mode::Strict)?.message;
    /// assert_eq!(converted.header.character_code, CharacterCode::ShiftJis.into());
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`write`](Self::write).
    fn convert(&self, encoding: Encoding) -> Result<Vec<u8>, Error>;

    /// Reads the JSON of the Web API, within [`LIMITS`](Self::LIMITS): members have the names of the XML's elements and
    /// come in any order; what isn't known is kept, also numbers, `null` and arrays.
    ///
    /// What may be there several times is an array or stands alone. A list that XML has an element for, such as
    /// `ResultList`, is an array of objects with one member each, `{"ResultOfQualificationConfirmation": {…}}`, or an array
    /// of what these hold. The first is known of `ResultList`; a program in use expects the second of another list. A member
    /// that is `null` says as much as none; `""` is an empty element, whether it is one that holds text or elements. Bulk
    /// results are read whole: person by person they come from XML alone.
    ///
    /// What isn't JSON (RFC 8259) is refused in either mode, apart from what [`Mode`] names; so is half a character (`\ud842`
    /// alone). A byte-order mark is passed over. Numbers of any size are kept as they are written, and members of any name.
    ///
    /// ```
    /// use hokensho_oqs::{JsonRoot, Leaf, Message, Mode, QualificationResult};
    ///
    /// let answer = r#"{"XmlMsg": {"MessageHeader": {"SegmentOfResult": "1", "ErrorCode": null}, "MessageBody": {"ResultList": [
    ///     {"ResultOfQualificationConfirmation": {"Name": "保険　花子", "NameOfOther": "", "New": [1, 2]}}]}}}"#;
    /// let result = QualificationResult::read_json(answer, Mode::Strict)?.message;
    /// let [person] = result.body.qualifications() else { panic!() };
    /// assert_eq!((&person.name, &person.name_of_other), (&"保険　花子".into(), &Leaf::Empty));
    /// assert!(result.header.error_code.is_absent());
    /// assert!(String::from_utf8_lossy(&result.write_json(JsonRoot::Bare)?).contains(r#""New":[1, 2]"#));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    ///
    /// # Errors
    /// Everything in [`Error`] but [`Error::Xml`], [`Error::Unencodable`] and [`Error::FileName`].
    fn read_json(bytes: impl Into<Vec<u8>>, mode: Mode) -> Result<Received<Self>, Error> {
        Self::read_json_within(bytes, mode, &Self::LIMITS)
    }

    /// Reads the JSON of the Web API within other limits.
    ///
    /// # Errors
    /// As [`read_json`](Self::read_json).
    fn read_json_within(
        bytes: impl Into<Vec<u8>>,
        mode: Mode,
        limits: &Limits,
    ) -> Result<Received<Self>, Error>;

    /// Reads JSON without copying its texts.
    ///
    /// # Errors
    /// As [`read_json`](Self::read_json), but for what [`Document::new`] refuses before.
    fn view_json<'t>(document: &'t Document<'_>) -> Result<Viewed<Self::View<'t>>, Error>;

    /// Writes the JSON of the Web API. Numbers of insurers have zeros before them where files have spaces, as a program in
    /// use sends them.
    ///
    /// # Errors
    /// [`Error::AttributesInJson`] for attributes that were kept of XML.
    fn write_json(&self, root: JsonRoot) -> Result<Vec<u8>, Error>;
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
pub(crate) const ROOT: &str = "XmlMsg";
pub(crate) const HEADER: &str = "MessageHeader";
pub(crate) const BODY: &str = "MessageBody";

/// Reads a message in XML.
pub(crate) fn read<'t, H: Group<'t>, B: Group<'t>, S: Text<'t>, M>(
    document: &'t Document<'_>,
    make: impl FnOnce(H, B, Unknown<S>) -> M,
) -> Result<Viewed<M>, Error> {
    let mut reader = xml::Reader::new(&document.decoded, document.mode, document.limits)?;
    note_declaration(document, &mut reader)?;
    let root = reader.root()?;
    if root.name() != ROOT {
        return Err(Error::Root { offset: reader.offset(&root) });
    }
    parts(document, (reader, root), make)
}

/// Reads a message in JSON.
pub(crate) fn read_json<'t, H: Group<'t>, B: Group<'t>, S: Text<'t>, M>(
    document: &'t Document<'_>,
    make: impl FnOnce(H, B, Unknown<S>) -> M,
) -> Result<Viewed<M>, Error> {
    let (mut reader, root) = json::Reader::new(document)?;
    note_declaration(document, &mut reader)?;
    parts(document, (reader, root), make)
}

/// Notes what the declaration gets wrong.
fn note_declaration<'t>(document: &Document<'_>, source: &mut impl Source<'t>) -> Result<(), Error> {
    let Some(finding) = document.decoded.finding else { return Ok(()) };
    source.ledger().note(Diagnostic { path: ROOT.to_owned(), offset: 0, finding })
}

/// Reads header, body and what else the root holds, of which the message is made.
fn parts<'t, H: Group<'t>, B: Group<'t>, S: Text<'t>, M, R: Source<'t>>(
    document: &Document<'_>,
    (mut source, root): (R, R::Tag),
    make: impl FnOnce(H, B, Unknown<S>) -> M,
) -> Result<Viewed<M>, Error> {
    let (mut header, mut body) = (None::<H>, None::<B>);
    let mut unknown = Unknown { attributes: source.attributes(&root)?, elements: Vec::new() };
    while let Some(child) = source.child()? {
        match child.name() {
            HEADER => header.accept(&child, &mut source, &mut unknown.elements)?,
            BODY => body.accept(&child, &mut source, &mut unknown.elements)?,
            _ => source.keep(&child, &mut unknown.elements)?,
        }
    }
    source.finish()?;
    if document.decoded.is_padded {
        source.ledger().note_at(document.text().len(), Finding::Padding)?;
    }
    let diagnostics = source.ledger().take_diagnostics();
    let absent = |name| Error::Absent { path: format!("{ROOT}/{name}") };
    let header = header.ok_or_else(|| absent(HEADER))?;
    let body = body.ok_or_else(|| absent(BODY))?;
    Ok(Viewed { message: make(header, body, unknown), diagnostics })
}

/// Writes a message in XML.
pub(crate) fn write<'t, H: Group<'t>, B: Group<'t>>(
    message: (&H, &B, &Unknown),
    mut writer: xml::Writer,
) -> Result<Vec<u8>, Error> {
    put(message, &mut writer)?;
    Ok(writer.into_bytes())
}

/// Writes a message in JSON.
pub(crate) fn write_json<'t, H: Group<'t>, B: Group<'t>>(
    message: (&H, &B, &Unknown),
    root: JsonRoot,
) -> Result<Vec<u8>, Error> {
    json::Writer::message(root, |writer| put(message, writer))
}

fn put<'t, H: Group<'t>, B: Group<'t>>(
    (header, body, unknown): (&H, &B, &Unknown),
    sink: &mut impl Sink,
) -> Result<(), Error> {
    sink.group(Place::of_members(ROOT), &unknown.attributes, |sink| {
        header.put_as(Place::of_members(HEADER), sink)?;
        // One that holds nothing but people is no list none the less.
        body.put_as(Place::of_members(BODY), sink)?;
        sink.elements(&unknown.elements)
    })
}

/// Whether a request holds what it has to.
pub(crate) fn check<'t, H: Group<'t>, B: Group<'t>>(header: &H, body: &B) -> Result<(), Error> {
    let mut path = Path::default();
    path.push(ROOT);
    path.push(HEADER);
    header.check(&mut path)?;
    path.pop();
    path.push(BODY);
    body.check(&mut path)
}

/// Makes types of whole messages. `: Default` as in [`group!`](crate::group::group).
macro_rules! message {
    ($(
        $(#[$meta:meta])*
        $name:ident($api:ident $(, $other:ident)*) $(within $limits:ident)? $(: $default:ident)? { header: $header:ident, body: $body:ident }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name<S: AsRef<str> = String> {
            /// `MessageHeader`.
            pub header: $header<S>,
            /// `MessageBody`.
            pub body: $body<S>,
            /// What else the root holds.
            pub unknown: crate::Unknown<S>,
        }

        $( impl $default for $name {
            fn default() -> Self {
                Self { header: $default::default(), body: $default::default(), unknown: $default::default() }
            }
        } )?

        impl<S: AsRef<str>> $name<S> {
            const fn of_parts(header: $header<S>, body: $body<S>, unknown: crate::Unknown<S>) -> Self {
                Self { header, body, unknown }
            }

            /// With nothing else in it.
            #[allow(dead_code, reason = "results are read more than made")]
            fn of(header: $header<S>, body: $body<S>) -> Self {
                Self::of_parts(header, body, crate::Unknown::default())
            }
        }

        impl $name {
            /// The same, if it holds what a request has to.
            #[allow(dead_code, reason = "results are not asked")]
            pub(crate) fn checked(self) -> Result<Self, crate::Error> {
                crate::message::check(&self.header, &self.body)?;
                Ok(self)
            }
        }

        impl $name<std::borrow::Cow<'_, str>> {
            /// The same, with texts of its own; see [`Message::View`](crate::Message::View).
            #[must_use]
            pub fn into_owned(self) -> $name {
                self.into()
            }
        }

        impl From<$name<std::borrow::Cow<'_, str>>> for $name {
            fn from(view: $name<std::borrow::Cow<'_, str>>) -> Self {
                Self {
                    header: view.header.into_owned(),
                    body: view.body.into_owned(),
                    unknown: crate::owned::IntoOwned::into_owned(view.unknown),
                }
            }
        }

        impl crate::message::sealed::Sealed for $name {}

        impl crate::Message for $name {
            const API: crate::ApiId = crate::ApiId::$api;
            const APIS: &'static [crate::ApiId] = &[crate::ApiId::$api $(, crate::ApiId::$other)*];

            $( const LIMITS: crate::Limits = crate::Limits::$limits; )?

            type View<'t> = $name<std::borrow::Cow<'t, str>>;

            fn read_within(
                bytes: impl Into<Vec<u8>>,
                mode: crate::Mode,
                limits: &crate::Limits,
            ) -> Result<crate::Received<Self>, crate::Error> {
                crate::message::own(bytes.into(), mode, limits, |document| {
                    crate::message::read(document, $name::of_parts)
                })
            }

            fn view<'t>(
                document: &'t crate::Document<'_>,
            ) -> Result<crate::Viewed<Self::View<'t>>, crate::Error> {
                crate::message::read(document, $name::of_parts)
            }

            fn write(&self, encoding: crate::Encoding) -> Result<Vec<u8>, crate::Error> {
                let writer = crate::xml::Writer::new(encoding);
                crate::message::write((&self.header, &self.body, &self.unknown), writer)
            }

            fn convert(&self, encoding: crate::Encoding) -> Result<Vec<u8>, crate::Error> {
                let writer = crate::xml::Writer::converting(encoding);
                crate::message::write((&self.header, &self.body, &self.unknown), writer)
            }

            fn read_json_within(
                bytes: impl Into<Vec<u8>>,
                mode: crate::Mode,
                limits: &crate::Limits,
            ) -> Result<crate::Received<Self>, crate::Error> {
                crate::message::own(bytes.into(), mode, limits, |document| {
                    crate::message::read_json(document, $name::of_parts)
                })
            }

            fn view_json<'t>(
                document: &'t crate::Document<'_>,
            ) -> Result<crate::Viewed<Self::View<'t>>, crate::Error> {
                crate::message::read_json(document, $name::of_parts)
            }

            fn write_json(&self, root: crate::JsonRoot) -> Result<Vec<u8>, crate::Error> {
                crate::message::write_json((&self.header, &self.body, &self.unknown), root)
            }
        }
    )+ };
}

pub(crate) use message;

/// Reads a message that owns its texts, and keeps the file beside it.
pub(crate) fn own<M>(
    bytes: Vec<u8>,
    mode: Mode,
    limits: &Limits,
    read: impl FnOnce(&Document<'_>) -> Result<Viewed<M>, Error>,
) -> Result<Received<M>, Error> {
    let document = Document::within(&bytes, mode, limits)?;
    let (encoding, Viewed { message, diagnostics }) = (document.encoding(), read(&document)?);
    Ok(Received { message, bytes, encoding, diagnostics })
}

impl<M> Received<M> {
    pub(crate) fn map<N>(self, message: impl FnOnce(M) -> N) -> Received<N> {
        let Self { message: parts, bytes, encoding, diagnostics } = self;
        Received { message: message(parts), bytes, encoding, diagnostics }
    }
}

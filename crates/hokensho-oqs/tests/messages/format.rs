use hokensho_oqs::{Encoding, Error, JsonRoot, Message, Mode, Received};

use crate::tree::Tree;

/// All that a message can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Xml(Encoding),
    Json(JsonRoot),
}

impl Format {
    pub(crate) const ALL: [Self; 4] = [
        Self::Xml(Encoding::Utf8),
        Self::Xml(Encoding::Windows31J),
        Self::Json(JsonRoot::XmlMsg),
        Self::Json(JsonRoot::Bare),
    ];

    /// The file with these elements.
    pub(crate) fn file(self, tree: &Tree) -> Vec<u8> {
        match self {
            Self::Xml(encoding) => tree.to_bytes(encoding),
            Self::Json(root) => tree.to_json(root).into_bytes(),
        }
    }

    pub(crate) fn read<M: Message>(self, file: impl Into<Vec<u8>>, mode: Mode) -> Result<Received<M>, Error> {
        match self {
            Self::Xml(_) => M::read(file, mode),
            Self::Json(_) => M::read_json(file, mode),
        }
    }

    pub(crate) fn write(self, message: &impl Message) -> Result<Vec<u8>, Error> {
        match self {
            Self::Xml(encoding) => message.write(encoding),
            Self::Json(root) => message.write_json(root),
        }
    }

    pub(crate) const fn encoding(self) -> Encoding {
        match self {
            Self::Xml(encoding) => encoding,
            Self::Json(_) => Encoding::Utf8,
        }
    }

    /// What must not get lost of a file.
    pub(crate) fn leaves(self, file: &[u8]) -> Vec<(String, String)> {
        match self {
            Self::Xml(encoding) => Tree::parse(&encoding.decode(file).unwrap()).leaves(),
            Self::Json(root) => Tree::parse_json(std::str::from_utf8(file).unwrap(), root).leaves(),
        }
    }
}

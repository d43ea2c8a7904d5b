use crate::{DataObject, Error, File, FileFault, Step};

/// What is being cut: errors name it.
#[derive(Clone, Copy)]
pub(crate) enum Origin {
    File(File),
    Object(DataObject),
}

impl Origin {
    pub(crate) const fn malformed(self, offset: usize, fault: FileFault) -> Error {
        match self {
            Self::File(file) => Error::Malformed { file, offset, fault },
            Self::Object(object) => Error::ObjectMalformed { object, offset, fault },
        }
    }

    /// An error of the TLV reader, which started at byte `base`.
    pub(crate) fn broken(self, base: usize, error: hokensho_apdu::Error) -> Error {
        match (self, error) {
            (origin, hokensho_apdu::Error::Tlv { offset, fault }) => {
                origin.malformed(base + offset, FileFault::Tlv(fault))
            }
            (Self::File(file), source) => Error::Exchange { step: Step::Read { file, offset: base }, source },
            (Self::Object(object), source) => Error::Exchange { step: Step::GetData(object), source },
        }
    }
}

impl From<File> for Origin {
    fn from(file: File) -> Self {
        Self::File(file)
    }
}

impl From<DataObject> for Origin {
    fn from(object: DataObject) -> Self {
        Self::Object(object)
    }
}

mod outline;

use hokensho_eligibility::Language;

use crate::document::Document;
use crate::{
    ApiId, BulkDownload, BulkQualificationRequest, BulkQualificationResult, BulkReception,
    BulkRegistrationRequest, BulkRegistrationResult, CheckupsRequest, CheckupsResult, CollectionRequest,
    Encoding, Error, JsonRoot, Limits, MedicinesRequest, MedicinesResult, Message, Mode,
    QualificationRequest, QualificationResult, Received, RegistrationRequest, RegistrationResult, json,
};
use outline::Outline;

macro_rules! any {
    ($( $name:ident, $ja:literal, $en:literal; )+) => {
        /// Which message a file is.
        ///
        /// ```
        /// use hokensho_eligibility::Language;
        /// use hokensho_oqs::{ApiId, MessageKind};
        ///
        /// let kind = MessageKind::of_api(&"OQSmuhvq02req".parse()?).unwrap();
        /// assert_eq!(kind, MessageKind::BulkDownload);
        /// assert_eq!(kind.label(Language::Ja), "一括照会ダウンロード要求");
        /// assert!(kind.apis().contains(&ApiId::MEDICAL_AID_DOWNLOAD));
        /// assert_eq!(MessageKind::of_api(&"CIPsiquc01req".parse()?), None);
        /// # Ok::<(), hokensho_oqs::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum MessageKind {
            $( #[doc = concat!($ja, ": [`", stringify!($name), "`](crate::", stringify!($name), ").")] $name, )+
        }

        impl MessageKind {
            /// All that are known.
            pub const ALL: &[Self] = &[$( Self::$name ),+];

            /// All ids under which files with this message come.
            #[must_use]
            pub const fn apis(self) -> &'static [ApiId] {
                match self {
                    $( Self::$name => $name::APIS, )+
                }
            }

            /// What to call it.
            #[must_use]
            pub const fn label(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$name, Language::Ja) => $ja, (Self::$name, _) => $en, )+
                }
            }
        }

        /// Any message, for who has a file and wants to know what is in it.
        ///
        /// ```
        /// use hokensho_oqs::{AnyMessage, MessageKind, Mode};
        ///
        /// let file = b"<XmlMsg><MessageHeader><MedicalInstitutionCode>1300000005</MedicalInstitutionCode></MessageHeader>
        ///     <MessageBody><ReceptionNumber>R1</ReceptionNumber></MessageBody></XmlMsg>";
        /// let received = AnyMessage::read(file, Mode::Strict)?;
        /// assert_eq!(received.message.kind(), MessageKind::BulkDownload);
        /// # Ok::<(), hokensho_oqs::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[expect(clippy::large_enum_variant, reason = "one is made for a file, never many side by side")]
        pub enum AnyMessage {
            $( #[doc = concat!($ja, ".")] $name($name), )+
        }

        impl AnyMessage {
            /// Reads a file, in XML or JSON, as one message, within its own limits.
            ///
            /// # Errors
            /// As [`Message::read`] and [`Message::read_json`].
            pub fn read_as(kind: MessageKind, bytes: impl Into<Vec<u8>>, mode: Mode) -> Result<Received<Self>, Error> {
                let bytes = bytes.into();
                match (kind, json::is_like(&bytes)) {
                    $(
                        (MessageKind::$name, false) => Ok($name::read(bytes, mode)?.map(Self::$name)),
                        (MessageKind::$name, true) => Ok($name::read_json(bytes, mode)?.map(Self::$name)),
                    )+
                }
            }

            /// Writes a file.
            ///
            /// # Errors
            /// As [`Message::write`].
            pub fn write(&self, encoding: Encoding) -> Result<Vec<u8>, Error> {
                match self {
                    $( Self::$name(message) => message.write(encoding), )+
                }
            }

            /// Writes a file in whichever encoding.
            ///
            /// # Errors
            /// As [`Message::convert`].
            pub fn convert(&self, encoding: Encoding) -> Result<Vec<u8>, Error> {
                match self {
                    $( Self::$name(message) => message.convert(encoding), )+
                }
            }

            /// Writes JSON.
            ///
            /// # Errors
            /// As [`Message::write_json`].
            pub fn write_json(&self, root: JsonRoot) -> Result<Vec<u8>, Error> {
                match self {
                    $( Self::$name(message) => message.write_json(root), )+
                }
            }

            /// Which message it is.
            #[must_use]
            pub const fn kind(&self) -> MessageKind {
                match self {
                    $( Self::$name(_) => MessageKind::$name, )+
                }
            }
        }
    };
}

any! {
    QualificationRequest, "資格確認要求", "qualification request";
    QualificationResult, "資格確認結果", "qualification result, or a card reader's file";
    RegistrationRequest, "照会番号登録要求", "registration of a reference number";
    RegistrationResult, "照会番号登録結果", "result of a registration";
    BulkQualificationRequest, "資格確認一括照会要求", "bulk qualification request";
    BulkQualificationResult, "資格確認一括照会結果", "bulk qualification result";
    BulkRegistrationRequest, "照会番号一括登録要求", "bulk registration of reference numbers";
    BulkRegistrationResult, "照会番号一括登録結果", "result of a bulk registration";
    BulkReception, "一括照会受付結果", "reception of a bulk request";
    BulkDownload, "一括照会ダウンロード要求", "request for a bulk result";
    CollectionRequest, "資格情報一括取得要求", "request for everybody who is entrusted or has consented";
    MedicinesRequest, "薬剤・診療情報閲覧要求", "request to view medicines and treatments";
    MedicinesResult, "薬剤・診療情報閲覧結果", "medicines and treatments";
    CheckupsRequest, "特定健診情報閲覧要求", "request to view check-ups";
    CheckupsResult, "特定健診情報閲覧結果", "check-ups";
}

impl MessageKind {
    /// The message of files with this id; none if its elements aren't known.
    #[must_use]
    pub fn of_api(api: &ApiId) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.apis().contains(api))
    }
}

impl AnyMessage {
    /// Reads a file, in XML or JSON, as the message that its elements show. A name says more: bulk requests of one person
    /// look like single ones, and some refusals like nothing; see [`read_as`](Self::read_as).
    ///
    /// # Errors
    /// [`Error::Unrecognised`] if the elements are of no message, or of several; else as [`Message::read`] and
    /// [`Message::read_json`].
    pub fn read(bytes: impl Into<Vec<u8>>, mode: Mode) -> Result<Received<Self>, Error> {
        let bytes = bytes.into();
        let document = Document::within(&bytes, mode, &Limits::BULK)?;
        let mut outline = Outline::default();
        let added = if json::is_like(&bytes) { outline.add_json(&document) } else { outline.add(&document) };
        match (outline.kind(), added) {
            // Whatever can't be read here can't be read then either, which has names for more of the path to it.
            (Some(kind), _) => Self::read_as(kind, bytes, mode),
            (None, added) => Err(added.err().unwrap_or(Error::Unrecognised)),
        }
    }
}

//! What is on the card, as readers of real cards and of test cards report it: written from those reports, not from the
//! mock's own tables.

use hokensho_mock::Application::{self, Common, Jpki, Juki, Text, Visual};
use hokensho_mock::Secret;

/// What an elementary file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum File {
    /// Bytes; to be read after one of these secrets (none: free).
    Bytes(&'static [u16]),
    /// The record that has the number 1; free.
    Record,
    /// A key for `80 2A`, after one of these secrets (none: free).
    Key(&'static [u16]),
    /// The key that answers INTERNAL AUTHENTICATE.
    InternalKey,
    /// A secret, and how it is changed.
    Secret(Secret, Change),
    /// A secret that nobody can verify.
    Blocked,
    /// It exists; nobody has seen more of it.
    Closed,
}

/// How a secret gets a new value once it is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// `00 24 01`.
    ReferenceData,
    /// `80 32 00`.
    Key,
    /// Not at all: it is printed on the card.
    Never,
}

pub(crate) type Row = (Application, u16, File);

/// What a kind of token has. A row of `instead` goes before that of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) applications: &'static [Application],
    pub(crate) objects: &'static [u16],
    pub(crate) instead: &'static [Row],
    /// Secrets that are blocked from the start.
    pub(crate) blocked: &'static [Secret],
}

/// An adult's card.
pub(crate) const CARD: Token =
    Token { applications: &Application::ALL, objects: OBJECTS, instead: &[], blocked: &[] };

/// The card of somebody under 15, who has no sign certificate: nothing to read, no key, no password.
pub(crate) const CHILD: Token =
    Token { instead: &[(Jpki, 0x1A, File::Closed)], blocked: &[Secret::SignPassword], ..CARD };

/// 顔認証マイナンバーカード: no PIN was ever set.
pub(crate) const FACE_ONLY: Token = Token {
    blocked: &[Secret::AuthPin, Secret::SignPassword, Secret::TextPin, Secret::CommonPin, Secret::JukiPin],
    ..CHILD
};

/// A phone: certificates alone, that for authentication behind its PIN.
pub(crate) const PHONE: Token = Token {
    applications: &[Jpki],
    objects: &[],
    instead: &[(Jpki, 0x0A, File::Bytes(&[0x18]))],
    blocked: &[
        Secret::TextPin,
        Secret::TextCodeA,
        Secret::TextCodeB,
        Secret::VisualBirthCode,
        Secret::VisualCodeA,
        Secret::VisualCodeB,
        Secret::CommonPin,
        Secret::JukiPin,
    ],
};

/// A phone that has verified its user before the tap.
pub(crate) const UNLOCKED_PHONE: Token =
    Token { instead: &[(Jpki, 0x0A, File::Bytes(&[])), (Jpki, 0x17, File::Key(&[]))], ..PHONE };

pub(crate) const FILES: &[Row] = &[
    // 公的個人認証AP
    (Jpki, 0x01, File::Bytes(&[0x1B])), // sign certificate
    (Jpki, 0x02, File::Bytes(&[])),     // its CA's
    (Jpki, 0x05, File::Closed),
    (Jpki, 0x06, File::Bytes(&[])), // token information
    (Jpki, 0x08, File::Bytes(&[])), // which certificates there are
    (Jpki, 0x09, File::Closed),
    (Jpki, 0x0A, File::Bytes(&[])), // auth certificate
    (Jpki, 0x0B, File::Bytes(&[])), // its CA's
    (Jpki, 0x10, File::Closed),
    (Jpki, 0x16, File::Closed),
    (Jpki, 0x17, File::Key(&[0x18])),
    (Jpki, 0x18, File::Secret(Secret::AuthPin, Change::ReferenceData)),
    (Jpki, 0x19, File::Closed),
    (Jpki, 0x1A, File::Key(&[0x1B])),
    (Jpki, 0x1B, File::Secret(Secret::SignPassword, Change::ReferenceData)),
    (Jpki, 0x1C, File::Closed),
    (Jpki, 0x1E, File::Closed),
    // 券面事項確認AP
    (Visual, 0x01, File::Bytes(&[0x11])),       // age
    (Visual, 0x02, File::Bytes(&[0x12, 0x13])), // face
    (Visual, 0x03, File::Bytes(&[])),           // basic information
    (Visual, 0x04, File::Bytes(&[])),           // issuer's certificate
    (Visual, 0x05, File::Bytes(&[0x13])),       // My Number
    (Visual, 0x06, File::Bytes(&[0x12, 0x13])), // filler
    (Visual, 0x11, File::Secret(Secret::VisualBirthCode, Change::Never)),
    (Visual, 0x12, File::Secret(Secret::VisualCodeB, Change::Never)),
    (Visual, 0x13, File::Secret(Secret::VisualCodeA, Change::Never)),
    (Visual, 0x1A, File::Key(&[])),
    // 券面事項入力補助AP
    (Text, 0x01, File::Bytes(&[0x11, 0x14])),       // My Number
    (Text, 0x02, File::Bytes(&[0x11, 0x15])),       // attributes
    (Text, 0x03, File::Bytes(&[0x11, 0x14, 0x15])), // integrity
    (Text, 0x04, File::Bytes(&[])),                 // issuer's certificate
    (Text, 0x05, File::Bytes(&[])),                 // basic information
    (Text, 0x06, File::Bytes(&[0x11, 0x14, 0x15])), // key for session keys
    (Text, 0x07, File::Bytes(&[0x11, 0x14, 0x15])), // the card's own key
    (Text, 0x08, File::Bytes(&[])),                 // filler
    (Text, 0x11, File::Secret(Secret::TextPin, Change::ReferenceData)),
    (Text, 0x12, File::Blocked),
    (Text, 0x13, File::Key(&[])),
    (Text, 0x14, File::Secret(Secret::TextCodeA, Change::Never)),
    (Text, 0x15, File::Secret(Secret::TextCodeB, Change::Never)),
    // 共通カードAP
    (Common, 0x01, File::Record),
    (Common, 0x02, File::Record),
    (Common, 0x19, File::InternalKey),
    (Common, 0x1C, File::Secret(Secret::CommonPin, Change::Key)),
    // 住基AP
    (Juki, 0x02, File::Record),
    (Juki, 0x1C, File::Secret(Secret::JukiPin, Change::Key)),
];

/// What the card manager tells; the last also with an application selected.
pub(crate) const OBJECTS: &[u16] =
    &[0x0042, 0x0045, 0x0066, 0x00F0, 0x00F2, 0x00F7, 0x00F8, 0x7F21, CONTACT_ATR];
pub(crate) const CONTACT_ATR: u16 = 0x5F51;

/// The key that signs where none is named.
pub(crate) const OWN_KEYS: [(Application, u16); 2] = [(Text, 0x13), (Visual, 0x1A)];

/// The tries of each secret on a new card.
pub(crate) const fn full_tries(secret: Secret) -> u8 {
    match secret {
        Secret::AuthPin | Secret::TextPin | Secret::CommonPin | Secret::JukiPin => 3,
        Secret::SignPassword => 5,
        Secret::TextCodeA
        | Secret::TextCodeB
        | Secret::VisualBirthCode
        | Secret::VisualCodeA
        | Secret::VisualCodeB => 10,
    }
}

//! What is sent: well-formed commands, named by what they are for.

use hokensho_apdu::{Command as Apdu, Le};
use hokensho_mock::{Application, Secret};
use proptest::prelude::*;

use crate::model::Model;
use crate::tables::{FILES, File, OBJECTS};

/// One step of a sequence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    PowerDown,
    WarmReset,
    Send(Command),
}

/// How a command names its file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named {
    Current,
    Short(u16),
}

/// The value that a VERIFY or a change brings.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value {
    /// That of this secret, whichever secret the command then names.
    Of(Secret),
    /// One that no secret has before it is changed to it.
    Other(u8),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Command {
    Select(Application),
    SelectManager,
    /// `00 A4 00 00`, which selects nothing.
    SelectMaster,
    SelectUnknown,
    SelectFile(u16),
    Read(Named),
    ReadRecord(Named, u8),
    Query(Named),
    Verify(Named, Value),
    ChangeReferenceData(Named, Value),
    ChangeKey(Named, Value),
    Sign(Named),
    SignWithOwnKey,
    InternalAuthenticate(Named),
    GetData(u16),
    GetChallenge,
}

impl Command {
    pub(crate) const fn is_read(self) -> bool {
        matches!(self, Self::Read(_))
    }

    pub(crate) const fn is_change(self) -> bool {
        matches!(self, Self::ChangeReferenceData(..) | Self::ChangeKey(..))
    }

    /// The command as it is sent; what a secret's value is, the model knows.
    pub(crate) fn encode(self, model: &Model) -> Vec<u8> {
        let value = |value| model.value(value);
        let (apdu, data, le) = match self {
            Self::Select(application) => {
                (Apdu::new(0x00, 0xA4, 0x04, 0x0C), application.aid().to_vec(), None)
            }
            Self::SelectManager => {
                (Apdu::new(0x00, 0xA4, 0x04, 0x0C), b"\xA0\0\0\x01\x51\0\0".to_vec(), None)
            }
            Self::SelectMaster => (Apdu::new(0x00, 0xA4, 0x00, 0x00), vec![], None),
            Self::SelectUnknown => {
                (Apdu::new(0x00, 0xA4, 0x04, 0x0C), b"\xA0\0\0\x01\x51\0\x01".to_vec(), None)
            }
            Self::SelectFile(id) => (Apdu::new(0x00, 0xA4, 0x02, 0x0C), id.to_be_bytes().to_vec(), None),
            Self::Read(Named::Current) => (Apdu::new(0x00, 0xB0, 0x00, 0x00), vec![], Some(Le::SHORT_MAX)),
            Self::Read(named) => (Apdu::new(0x00, 0xB0, named.byte(), 0x00), vec![], Some(Le::SHORT_MAX)),
            Self::ReadRecord(named, number) => (
                Apdu::new(0x00, 0xB2, number, (named.byte() & 0x1F) << 3 | 0x04),
                vec![],
                Some(Le::SHORT_MAX),
            ),
            Self::Query(named) => (Apdu::new(0x00, 0x20, 0x00, named.byte()), vec![], None),
            Self::Verify(named, v) => (Apdu::new(0x00, 0x20, 0x00, named.byte()), value(v), None),
            Self::ChangeReferenceData(named, v) => {
                (Apdu::new(0x00, 0x24, 0x01, named.byte()), value(v), None)
            }
            Self::ChangeKey(named, v) => (Apdu::new(0x80, 0x32, 0x00, named.byte()), value(v), None),
            Self::Sign(named) => (Apdu::new(0x80, 0x2A, 0x00, named.byte()), vec![1], Some(Le::SHORT_MAX)),
            Self::SignWithOwnKey => (Apdu::new(0x80, 0x2A, 0x00, 0x00), vec![1], Some(Le::SHORT_MAX)),
            Self::InternalAuthenticate(named) => {
                (Apdu::new(0x00, 0x88, 0x00, named.byte()), vec![1], Some(Le::SHORT_MAX))
            }
            Self::GetData(tag) => {
                let [p1, p2] = tag.to_be_bytes();
                (Apdu::new(0x00, 0xCA, p1, p2), vec![], Some(Le::EXTENDED_MAX))
            }
            Self::GetChallenge => (Apdu::new(0x00, 0x84, 0x00, 0x00), vec![], Some(Le::SHORT_MAX)),
        };
        let apdu = if data.is_empty() { apdu } else { apdu.with_data(&data).unwrap() };
        let apdu = le.map_or(apdu, |le| apdu.with_le(le));
        apdu.encode().to_vec()
    }
}

impl Named {
    /// As P1 and P2 have it.
    fn byte(self) -> u8 {
        match self {
            Self::Current => 0x80,
            Self::Short(id) => 0x80 | u8::try_from(id).unwrap(),
        }
    }
}

/// Sequences of any commands, and of visits among them: without these, few commands would come after a right secret.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let any = prop_oneof![
        1 => Just(Step::PowerDown),
        1 => Just(Step::WarmReset),
        14 => at_large().prop_map(Step::Send),
        14 => in_file(prop_oneof![9 => ids_where(|_| true), 1 => 1..=0x1E_u16].boxed()).prop_map(Step::Send),
    ];
    let part = prop_oneof![3 => any.prop_map(|step| vec![step]), 1 => visit()];
    prop::collection::vec(part, 1..30).prop_map(|parts| parts.concat())
}

/// An application is selected, a secret of it is verified, mostly with its own value, and then comes what it opens or what
/// changes it.
fn visit() -> impl Strategy<Value = Vec<Step>> {
    secret().prop_flat_map(|secret| {
        let (application, id) = home(secret);
        let file = Named::Short(id);
        let right = prop_oneof![5 => Just(Value::Of(secret)), 1 => Just(Value::Other(0))];
        let then = prop_oneof![
            8 => in_file(ids_where(move |of| of == application)),
            1 => value().prop_map(move |value| Command::ChangeReferenceData(file, value)),
            1 => value().prop_map(move |value| Command::ChangeKey(file, value)),
            1 => value().prop_map(move |value| Command::Verify(file, value)),
        ];
        (right, prop::collection::vec(then, 0..8)).prop_map(move |(value, then)| {
            let start = [Command::Select(application), Command::Verify(file, value)];
            start.into_iter().chain(then).map(Step::Send).collect()
        })
    })
}

/// Commands that name no file by a short identifier.
fn at_large() -> impl Strategy<Value = Command> {
    let tag = prop_oneof![4 => prop::sample::select(OBJECTS), 1 => any::<u16>()];
    prop_oneof![
        8 => prop::sample::select(&Application::ALL).prop_map(Command::Select),
        1 => Just(Command::SelectManager),
        1 => Just(Command::SelectMaster),
        1 => Just(Command::SelectUnknown),
        1 => Just(Command::SignWithOwnKey),
        2 => tag.prop_map(Command::GetData),
        1 => Just(Command::GetChallenge),
    ]
}

/// Commands about one of these files, or the current one.
fn in_file(ids: BoxedStrategy<u16>) -> impl Strategy<Value = Command> {
    let named = || prop_oneof![1 => Just(Named::Current), 4 => ids.clone().prop_map(Named::Short)];
    prop_oneof![
        2 => ids.clone().prop_map(Command::SelectFile),
        8 => named().prop_map(Command::Read),
        2 => (named(), 0..3_u8).prop_map(|(named, number)| Command::ReadRecord(named, number)),
        3 => named().prop_map(Command::Query),
        2 => (named(), value()).prop_map(|(named, value)| Command::Verify(named, value)),
        1 => (named(), value()).prop_map(|(named, value)| Command::ChangeReferenceData(named, value)),
        1 => (named(), value()).prop_map(|(named, value)| Command::ChangeKey(named, value)),
        1 => named().prop_map(Command::Sign),
        1 => named().prop_map(Command::InternalAuthenticate),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![3 => secret().prop_map(Value::Of), 1 => (0..3_u8).prop_map(Value::Other)]
}

fn secret() -> impl Strategy<Value = Secret> {
    prop::sample::select(&Secret::ALL)
}

/// The files of some applications.
fn ids_where(is_wanted: impl Fn(Application) -> bool) -> BoxedStrategy<u16> {
    let rows = FILES.iter().filter(|(application, ..)| is_wanted(*application));
    prop::sample::select(rows.map(|(_, id, _)| *id).collect::<Vec<_>>()).boxed()
}

/// The application that has a secret, and its file there.
fn home(secret: Secret) -> (Application, u16) {
    let mut files = FILES.iter();
    let row = files.find(|(_, _, file)| matches!(file, File::Secret(known, _) if *known == secret));
    row.map(|(application, id, _)| (*application, *id)).unwrap()
}

//! A card or reader that doesn't carry extended length fields: found out once, at the cost of one round trip, without
//! a lost operation.

use hokensho_apdu::{Command, Form, Transport, TransportError, Zeroizing};
use hokensho_card::{Card, ReadMode, ShortLe};
use hokensho_mock::VirtualCard;

use super::holders::builder;
use super::operations::Operation;
use super::round_trips::COUNTS;
use super::tapped::Tapped;

/// A reader, and how it treats commands with extended length fields.
struct Reader {
    chip: VirtualCard,
    manner: Manner,
}

#[derive(Clone, Copy, Debug)]
enum Manner {
    /// The card refuses them.
    Refuses(u16),
    /// The card brings no more than a short answer.
    CutsShort,
    /// The reader can't carry them, and leaves the card as it is.
    Fails,
    /// The reader brings nothing back, not even a status word.
    Empties,
    /// The card brings the header of a file and nothing else.
    Starves,
}

impl Manner {
    const ALL: [Self; 8] = [
        Self::Refuses(0x6700),
        Self::Refuses(0x6C00),
        Self::Refuses(0x6D00),
        Self::Refuses(0x6F00),
        Self::CutsShort,
        Self::Fails,
        Self::Empties,
        Self::Starves,
    ];

    fn card(self, operation: Operation) -> Card<Tapped<Reader>> {
        let chip = operation.builder().build();
        Card::open(Tapped::new(Reader { chip, manner: self }))
    }
}

impl Transport for Reader {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        if Command::parse(command).unwrap().form() == Form::Short {
            return self.chip.transmit(command);
        }
        let mut first = |bytes| {
            let mut answer = self.chip.transmit(command)?;
            let end = answer.len() - 2;
            let status = answer.split_off(end);
            answer.truncate(bytes);
            answer.extend(status);
            Ok(answer)
        };
        match self.manner {
            Manner::Refuses(status) => Ok(status.to_be_bytes().to_vec().into()),
            Manner::CutsShort => first(256),
            Manner::Fails => Err(TransportError::Failed("the frame is too long".into())),
            Manner::Empties => Ok(Zeroizing::default()),
            Manner::Starves => first(2),
        }
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.chip.power_down()
    }
}

fn extended(commands: &[Vec<u8>]) -> usize {
    commands.iter().filter(|command| Command::parse(command).unwrap().form() == Form::Extended).count()
}

#[test]
fn a_refused_extended_command_costs_one_round_trip_and_no_operation() {
    for (operation, short, whole) in COUNTS {
        for manner in Manner::ALL {
            let mut card = manner.card(operation);
            let found = operation.run(&mut card).unwrap();
            let right = operation.run(&mut Card::open(operation.builder().build())).unwrap();
            assert_eq!(found, right, "{operation:?} {manner:?}");
            // Nothing is tried where nothing is gained; an answer that is cut short is used, and costs nothing.
            let probe = match manner {
                Manner::CutsShort => 0,
                _ => u32::from(short != whole),
            };
            let sent = u32::try_from(card.transport().commands.len()).unwrap();
            assert_eq!(sent, short + probe, "{operation:?} {manner:?}");
        }
    }
}

/// What profits from extended commands, for a session in which each follows the other.
const READING: [Operation; 6] = [
    Operation::VerifiedFacePhoto,
    Operation::AuthCertificate,
    Operation::CaCertificates,
    Operation::VerifiedAttributes,
    Operation::RestOfText,
    Operation::SignCertificate,
];

#[test]
fn a_refusal_is_remembered_for_the_session() {
    for manner in Manner::ALL {
        let mut card = manner.card(Operation::VerifiedFacePhoto);
        assert_eq!(card.read_mode(), ReadMode::Auto);
        for operation in READING {
            operation.run(&mut card).unwrap();
            assert_eq!(extended(&card.transport().commands), 1, "{operation:?} {manner:?}");
            card.end().unwrap(); // an end changes neither card nor reader
        }
        assert_eq!(card.read_mode(), ReadMode::Short(ShortLe::MAX), "{manner:?}");
    }
}

#[test]
fn a_refusal_is_remembered_by_whoever_hands_it_on_to_the_next_session() {
    for manner in Manner::ALL {
        let mut reader = Reader { chip: builder().build(), manner };
        let mut first = Card::open(&mut reader);
        Operation::VerifiedFacePhoto.run(&mut first).unwrap();
        let learnt = first.read_mode();
        drop(first);
        for (operation, short, _) in COUNTS.into_iter().filter(|(operation, ..)| READING.contains(operation))
        {
            let mut tapped = Tapped::new(&mut reader);
            let mut next = Card::open(&mut tapped).with_read_mode(learnt);
            operation.run(&mut next).unwrap();
            assert_eq!(next.transport().commands.len(), usize::try_from(short).unwrap(), "{operation:?}");
            assert_eq!(extended(&next.transport().commands), 0, "{operation:?} {manner:?}");
        }
    }
}

#[test]
fn what_works_is_handed_on_too() {
    let mut card = Card::open(builder().build());
    Operation::VerifiedFacePhoto.run(&mut card).unwrap();
    assert_eq!(card.read_mode(), ReadMode::Auto);
}

#[test]
fn no_extended_command_is_sent_where_they_are_forbidden() {
    for operation in Operation::ALL {
        for le in [ShortLe::MAX, ShortLe::ONE_FRAME] {
            let mut card = Card::open(Tapped::new(operation.builder().build()));
            card = card.with_read_mode(ReadMode::Short(le));
            let done = operation.run(&mut card);
            assert!(done.is_ok() || operation == Operation::CertificatesOfManager, "{operation:?}");
            assert_eq!(extended(&card.transport().commands), 0, "{operation:?}");
            assert_eq!(card.read_mode(), ReadMode::Short(le));
        }
    }
}

use hokensho::apdu::{Counted, Transport};

/// What an operation cost at the card: every command counts, also the question for the tries left.
///
/// ```
/// use hokensho::apdu::{Counted, Transport};
/// use hokensho_benches::Cost;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Counted::new(VirtualCard::new(&Persona::named("adult")?));
/// card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x08])?; // GET CHALLENGE: eight bytes and a status word
/// assert_eq!(Cost::of(&card), Cost { round_trips: 1, bytes_to_card: 5, bytes_from_card: 10 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Commands, each with its answer.
    pub round_trips: u32,
    /// Bytes of the commands, headers included.
    pub bytes_to_card: u64,
    /// Bytes of the answers, status words included.
    pub bytes_from_card: u64,
}

impl Cost {
    /// What has gone through a transport so far.
    #[must_use]
    pub const fn of<T: Transport>(counted: &Counted<T>) -> Self {
        Self {
            round_trips: counted.round_trips(),
            bytes_to_card: counted.bytes_sent(),
            bytes_from_card: counted.bytes_received(),
        }
    }
}

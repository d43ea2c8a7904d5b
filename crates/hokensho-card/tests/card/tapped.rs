//! A transport that keeps what was sent, secrets too: these are the mock's.

use hokensho_apdu::{Transport, TransportError, Zeroizing};

pub(crate) struct Tapped<T> {
    transport: T,
    pub(crate) commands: Vec<Vec<u8>>,
}

impl<T> Tapped<T> {
    pub(crate) const fn new(transport: T) -> Self {
        Self { transport, commands: Vec::new() }
    }
}

impl<T: Transport> Transport for Tapped<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        self.commands.push(command.to_vec());
        self.transport.transmit(command)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.transport.power_down()
    }
}

//! What firmware would do with the four crates that need no `std`.
//!
//! Two panic handlers in one program are an error, and `std` brings one: as soon as one of the four links it, this
//! doesn't compile any more.
#![no_std]

extern crate alloc;

use alloc::vec::Vec;
use core::panic::PanicInfo;

use hokensho_apdu::{Transport, TransportError, Zeroizing};
use hokensho_card::{AuthPin, Card, CertificateDer, DigestInfo, Signature};
use hokensho_eligibility::{Answer, Date, Outcome, Policy};
use hokensho_pki::{Anchors, Challenge, Error, Purpose, RustCrypto, Time, Verifier, sha256};

#[panic_handler]
fn halt(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// `apdu`: a reader of one's own, as a pair of functions of the firmware.
#[derive(Debug)]
pub struct Reader {
    /// Sends a command, and fills in the answer.
    pub transmit: fn(&[u8], &mut Vec<u8>) -> Result<(), TransportError>,
    /// Turns the field off.
    pub power_down: fn() -> Result<(), TransportError>,
}

impl Transport for Reader {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let mut answer = Zeroizing::new(Vec::new());
        (self.transmit)(command, &mut answer)?;
        Ok(answer)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        (self.power_down)()
    }
}

/// `card`: the certificate, and the challenge signed.
///
/// # Errors
/// Those of the card.
pub fn authenticate(
    reader: Reader,
    pin: &AuthPin,
    challenge: &Challenge,
) -> Result<(CertificateDer, Signature), hokensho_card::Error> {
    let mut card = Card::connect(reader)?;
    let mut jpki = card.jpki()?.verify_auth_pin(pin)?;
    let certificate = jpki.auth_certificate()?;
    let signature = jpki.sign(&DigestInfo::sha256(&sha256(&challenge.message())))?;
    card.end()?;
    Ok((certificate, signature))
}

/// `pki`: whether an anchor issued the certificate.
///
/// # Errors
/// Why not.
pub fn is_genuine(certificate: &CertificateDer, anchors: &impl Anchors, now: Time) -> Result<(), Error> {
    let verifier = Verifier::new(RustCrypto, anchors);
    verifier.verify_path(certificate.as_der(), Purpose::Authentication, now).map(drop)
}

/// `eligibility`: what an answer means.
#[must_use]
pub fn judge(answer: &Answer, today: Date) -> Outcome {
    answer.outcome(today, &Policy::default())
}

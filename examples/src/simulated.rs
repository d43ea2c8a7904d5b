//! The simulated online side behind the facade's traits.

use hokensho::pki::VerifiedHolder;
use hokensho::terminal::FaceWatch;
use hokensho::{
    CertifiedReader, DateTime, EligibilitySource, Identity, InstitutionCode, LookUp, Moment, ReaderEvent,
    ReaderResult, SourceFailure,
};
use hokensho_terminal::sim::{self, Lookup, Operator, Presented};

use crate::hint;

/// The operator, asked by certificate.
pub(crate) struct Source(pub(crate) Operator);

impl EligibilitySource for Source {
    fn look_up(
        &mut self,
        holder: &VerifiedHolder,
        institution: &InstitutionCode,
        at: DateTime,
    ) -> Result<LookUp, SourceFailure> {
        let name = holder.certificate();
        match self.0.by_certificate(name.issuer(), name.serial(), institution, at) {
            Lookup::NotRegistered => Ok(LookUp::NotRegistered),
            Lookup::Silent => Err(SourceFailure::NoAnswer),
            Lookup::Unreachable => Err(SourceFailure::NotSent),
            Lookup::Answer(result) => {
                let answer = result.answer().map_err(|_| SourceFailure::Unreadable)?;
                Ok(LookUp::Answer(Box::new(answer)))
            }
        }
    }
}

/// The certified reader, and the folder where its files appear.
pub(crate) struct Reader {
    pub(crate) reader: sim::Reader,
    /// None if the terminal's folders are out of reach.
    pub(crate) watch: Option<FaceWatch>,
    /// Issuer and serial of the certificate on the card that is put on it; none if it can't be read.
    pub(crate) presented: Option<(Vec<u8>, Vec<u8>)>,
    pub(crate) identity: Identity,
    /// What stands in the way of that identification, on this token.
    pub(crate) obstacle: Option<ReaderEvent>,
    pub(crate) begun: bool,
}

impl CertifiedReader for Reader {
    fn poll(&mut self, now: Moment) -> ReaderEvent {
        let Some(watch) = &mut self.watch else { return ReaderEvent::Unavailable };
        if let Some(obstacle) = self.obstacle.take() {
            return obstacle;
        }
        if !self.begun {
            self.begun = true;
            return self.begin(now).unwrap_or(ReaderEvent::Waiting);
        }
        match watch.poll(now.elapsed) {
            Ok(Some(face)) => ReaderEvent::Result(ReaderResult { identity: self.identity, file: face.bytes }),
            Ok(None) => ReaderEvent::Waiting,
            Err(error) => {
                hint(&crate::chain(&error));
                ReaderEvent::Waiting
            }
        }
    }

    fn cancel(&mut self) {}
}

impl Reader {
    /// Puts the card on the reader; none if a file is to be awaited.
    fn begin(&mut self, now: Moment) -> Option<ReaderEvent> {
        let Some((issuer, serial)) = &self.presented else {
            return Some(ReaderEvent::CardUnreadable);
        };
        let presented = Presented::Certificate { issuer, serial };
        let at = now.date_time()?;
        match self.reader.read(presented, self.identity, at) {
            // A refused certificate is between reader and patient: the window sees that no file comes.
            Ok(sim::ReaderEvent::Accepted(_) | sim::ReaderEvent::CertificateRefused) => None,
            Ok(sim::ReaderEvent::Cancelled) => Some(ReaderEvent::Cancelled),
            Ok(sim::ReaderEvent::CannotRead) => Some(ReaderEvent::CardUnreadable),
            Ok(sim::ReaderEvent::IdentityFailed) => Some(ReaderEvent::IdentityFailed),
            Ok(sim::ReaderEvent::OtherCard) => Some(ReaderEvent::NotAMyNumberCard),
            Ok(sim::ReaderEvent::PinBlocked) => Some(ReaderEvent::PinBlocked),
            Ok(sim::ReaderEvent::PinWrong { tries_left }) => {
                Some(ReaderEvent::PinWrong { left: Some(tries_left) })
            }
            Err(error) => {
                hint(&crate::chain(&error));
                Some(ReaderEvent::CardUnreadable)
            }
        }
    }
}

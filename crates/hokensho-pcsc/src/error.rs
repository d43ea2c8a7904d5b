use hokensho_apdu::TransportError;

use crate::ReaderName;

/// What can go wrong between a program and a reader.
///
/// ```
/// use hokensho_pcsc::Error;
///
/// let error = hokensho_pcsc::find("no such reader").unwrap_err();
/// assert!(matches!(error, Error::UnknownReader { .. } | Error::NoReaders | Error::NoService), "{error}");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The [`Monitor`](crate::Monitor) was told to end.
    #[error("the wait was cancelled")]
    Cancelled,
    /// No card lies on the reader.
    #[error("no card in {reader}")]
    NoCard {
        /// The reader asked.
        reader: ReaderName,
    },
    /// No reader is attached.
    #[error("no card reader is attached")]
    NoReaders,
    /// pcscd, or the smart card service of Windows, isn't there.
    #[error("the smart card service isn't running")]
    NoService,
    /// The card or the reader failed.
    #[error("no way to the card")]
    Transport(#[from] TransportError),
    /// No reader of this name is attached.
    #[error("no reader is called {name:?}")]
    UnknownReader {
        /// The name asked for.
        name: String,
    },
}

impl Error {
    /// The types of the `pcsc` crate stay inside: they show as our variants, or as the source of
    /// [`TransportError::Failed`].
    pub(crate) fn new(error: pcsc::Error) -> Self {
        use pcsc::Error as E;
        Self::Transport(match error {
            E::NoReadersAvailable => return Self::NoReaders,
            E::NoService | E::ServiceStopped | E::Shutdown => return Self::NoService,
            E::NoSmartcard | E::RemovedCard => TransportError::CardRemoved,
            // Without power a card forgets as much as by a reset.
            E::ResetCard | E::UnpoweredCard => TransportError::CardReset,
            E::ReaderUnavailable | E::UnknownReader => TransportError::ReaderGone,
            E::SharingViolation => TransportError::Sharing,
            E::Timeout | E::WaitedTooLong => TransportError::Timeout,
            E::UnresponsiveCard | E::UnsupportedCard => TransportError::Unresponsive,
            other => TransportError::Failed(Box::new(other)),
        })
    }
}

impl From<Error> for TransportError {
    /// What an [`Error`] means to a conversation that has begun.
    fn from(error: Error) -> Self {
        match error {
            Error::Transport(error) => error,
            Error::NoCard { .. } => Self::CardRemoved,
            Error::NoReaders | Error::UnknownReader { .. } => Self::ReaderGone,
            Error::Cancelled | Error::NoService => Self::Failed(Box::new(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_that_a_window_can_mend_have_variants_of_their_own() {
        assert!(matches!(Error::new(pcsc::Error::NoReadersAvailable), Error::NoReaders));
        for gone in [pcsc::Error::NoService, pcsc::Error::ServiceStopped, pcsc::Error::Shutdown] {
            assert!(matches!(Error::new(gone), Error::NoService), "{gone}");
        }
    }

    #[test]
    fn causes_that_a_conversation_meets_are_transport_errors() {
        let transport = |error| TransportError::from(Error::new(error));
        for error in [pcsc::Error::RemovedCard, pcsc::Error::NoSmartcard] {
            assert!(matches!(transport(error), TransportError::CardRemoved), "{error}");
        }
        for error in [pcsc::Error::ResetCard, pcsc::Error::UnpoweredCard] {
            assert!(matches!(transport(error), TransportError::CardReset), "{error}");
        }
        for error in [pcsc::Error::ReaderUnavailable, pcsc::Error::UnknownReader] {
            assert!(matches!(transport(error), TransportError::ReaderGone), "{error}");
        }
        assert!(matches!(transport(pcsc::Error::SharingViolation), TransportError::Sharing));
        assert!(matches!(transport(pcsc::Error::Timeout), TransportError::Timeout));
        assert!(matches!(transport(pcsc::Error::UnresponsiveCard), TransportError::Unresponsive));
    }

    #[test]
    fn any_other_cause_is_kept_as_the_source() {
        let error = Error::new(pcsc::Error::CommError);
        let Error::Transport(TransportError::Failed(source)) = error else { panic!("{error}") };
        assert_eq!(source.downcast_ref(), Some(&pcsc::Error::CommError));
    }

    #[test]
    fn a_cancelled_wait_is_no_time_out() {
        let TransportError::Failed(source) = TransportError::from(Error::Cancelled) else { panic!() };
        assert!(matches!(source.downcast_ref(), Some(Error::Cancelled)));
    }

    #[test]
    fn a_service_that_stops_in_mid_conversation_is_named() {
        let error = TransportError::from(Error::new(pcsc::Error::ServiceStopped));
        let TransportError::Failed(source) = error else { panic!("{error}") };
        assert!(matches!(source.downcast_ref(), Some(Error::NoService)));
    }
}

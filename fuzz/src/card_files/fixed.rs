//! What is no TLV: records, and fields at fixed places.

use hokensho_card::{
    CardId, CardSerial, CertificatePresence, ContactAtr, File, Filler, KeyReference, Municipality, TokenInfo,
};

use super::hidden;
use crate::Verdict;

/// Put together again, its fields are the record.
pub(super) fn card_serial(input: &[u8]) -> Verdict {
    let parsed = CardSerial::parse(input.to_vec());
    if let Ok(record) = &parsed {
        assert_eq!(record.raw(), input);
        let expiry = record.expiry().to_string().replace('-', "");
        let municipality = record.municipality().to_string();
        let fields = [record.serial(), &municipality, &expiry].concat();
        assert_eq!([&[0x01, 0x1C], fields.as_bytes()].concat(), input);
        hidden(record);
    }
    Verdict::of(&parsed)
}

pub(super) fn key_reference(input: &[u8]) -> Verdict {
    let parsed = KeyReference::parse(File::CommonKeyReference, input);
    if let Ok(reference) = &parsed {
        assert_eq!(reference.raw(), input);
        assert!(input.ends_with(reference.key().as_bytes()));
        let _ = format!("{reference:?}");
    }
    Verdict::of(&parsed)
}

pub(super) fn filler(input: &[u8]) -> Verdict {
    let parsed = Filler::parse(File::TextFiller, input);
    if let Ok(filler) = &parsed {
        assert_eq!(filler.raw(), input);
        assert_eq!(filler.is_blank(), input.iter().all(|byte| *byte == 0xFF));
    }
    Verdict::of(&parsed)
}

/// The texts stand there one after the other, without what fills them up.
pub(super) fn token_info(input: &[u8]) -> Verdict {
    let parsed = TokenInfo::parse(input.to_vec());
    if let Ok(info) = &parsed {
        assert_eq!(info.raw(), input);
        assert!(input.starts_with(info.label()));
        for text in [info.manufacturer(), info.model(), info.serial(), info.time()] {
            assert!(text.is_empty() || input.windows(text.len()).any(|part| part == text));
        }
        let versions = [info.hardware_version(), info.firmware_version()].concat();
        assert!(input.windows(4).any(|part| part == versions));
        let _ = (info.token(), format!("{info:?}"));
    }
    Verdict::of(&parsed)
}

pub(super) fn certificate_presence(input: &[u8]) -> Verdict {
    let parsed = CertificatePresence::parse(input);
    if let Ok(presence) = &parsed {
        assert_eq!(presence.raw(), input);
        let _ = format!("{:?} {:?}", presence.auth(), presence.sign());
    }
    Verdict::of(&parsed)
}

pub(super) fn card_id(input: &[u8]) -> Verdict {
    let parsed = CardId::parse(input);
    if let Ok(id) = &parsed {
        assert_eq!(id.as_str().as_bytes(), input);
        hidden(id);
    }
    Verdict::of(&parsed)
}

/// What is checked to be an ATR is one byte longer than what the card gave, and its check byte is right.
pub(super) fn contact_atr(input: &[u8]) -> Verdict {
    let parsed = ContactAtr::parse(input);
    if let Ok(atr) = &parsed {
        assert_eq!(atr.as_bytes().split_first(), Some((&0x3B, input)));
        assert_eq!(input.iter().fold(0, |sum, byte| sum ^ byte), 0);
    }
    Verdict::of(&parsed)
}

pub(super) fn municipality(input: &[u8]) -> Verdict {
    match Municipality::parse(input) {
        Some(municipality) => {
            assert_eq!(municipality.as_bytes(), input);
            Verdict::Accepted
        }
        None => Verdict::Refused,
    }
}

//! GET DATA (ISO/IEC 7816-4:2005, 7.4.2): what the card manager tells of the card. Found by others by trying every tag;
//! cards differ in what they have.

use hokensho_apdu::{Command, StatusWord};
use std::collections::BTreeMap;

use super::{Answer, ContactAtr, VirtualCard};
use crate::Persona;
use crate::der::Node;
use crate::pki::{KeyId, MANAGER_ISSUER, manager_certificates};

/// The ATR that the card gives through its contacts, without its first byte, which is always `3B`.
const CONTACT_ATR: u16 = 0x5F51;

/// The objects by their tags. Phones are not known to have any.
#[derive(Clone)]
pub(super) struct DataObjects(BTreeMap<u16, Vec<u8>>);

impl DataObjects {
    pub(super) fn of(persona: &Persona) -> Self {
        let Some(face) = persona.face() else { return Self(BTreeMap::new()) };
        let [upper, lower] = manager_certificates();
        Self(BTreeMap::from([
            // A key's name; that of the issuer, it is said.
            (0x0042, KeyId::new(*b"9000010", *b"001").bytes().to_vec()),
            // Digits of which only the purpose is known, to tell cards apart.
            (0x0045, format!("{:015}", persona.serial()).into_bytes()),
            (0x0066, recognition().encode()),
            (0x00F0, persona.holder().municipality().code.into()),
            (0x00F2, face.expiry.compact().into_bytes()),
            (0x00F7, MANAGER_ISSUER.bytes().to_vec()),
            (0x00F8, upper.encode()),
            (0x7F21, lower.encode()),
            // One that is published of these cards, among others in OpenSC's list.
            (CONTACT_ATR, vec![0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14]),
        ]))
    }

    pub(super) fn put(&mut self, tag: u16, content: Vec<u8>) {
        self.0.insert(tag, content);
    }

    pub(super) fn remove(&mut self, tag: u16) {
        self.0.remove(&tag);
    }
}

/// Card recognition data: a card of GlobalPlatform 2.2.1, secure channel 02 with option 15 (GlobalPlatform Card
/// Specification 2.3.1, H.2; the values are this mock's own).
fn recognition() -> Node {
    // 1.2.840.114283, GlobalPlatform's arc, and the arcs below it.
    let oid = |below: &[u8]| Node::new(0x06, [&[0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B], below].concat());
    Node::of(
        0x73,
        [
            oid(&[1]),
            Node::of(0x60, [oid(&[2, 2, 2, 1])]),
            Node::of(0x63, [oid(&[3])]),
            Node::of(0x64, [oid(&[4, 2, 0x15])]),
        ],
    )
}

impl VirtualCard {
    /// The card manager must be current: an application tells the contact ATR alone. Where Le is too short for an
    /// object, the card refuses it rather than cut it or name the right length.
    pub(super) fn get_data(&self, command: &Command<'_>) -> Answer {
        let tag = u16::from_be_bytes([command.p1(), command.p2()]);
        let tells = match (self.session.application(), self.settings.contact_atr) {
            (Some(_), _) => tag == CONTACT_ATR,
            (None, ContactAtr::InApplications) => tag != CONTACT_ATR,
            (None, ContactAtr::Everywhere) => true,
        };
        let object = self.objects.0.get(&tag).filter(|_| tells).ok_or(StatusWord::REFERENCE_NOT_FOUND)?;
        let le = command.le().filter(|_| command.data().is_empty()).ok_or(StatusWord::WRONG_LENGTH)?;
        match usize::try_from(le.bytes()) {
            Ok(length) if length < object.len() => Err(StatusWord::WRONG_LENGTH),
            _ => Ok(object.clone()),
        }
    }
}

//! The card's own keys at work: `80 2A`, INTERNAL AUTHENTICATE and GET CHALLENGE.

use hokensho_apdu::{Command, Form, Le, StatusWord};
use sha2::{Digest, Sha256};

use super::files::{Access, Ef};
use super::{Answer, Application, VirtualCard};
use crate::pki::Key;

impl VirtualCard {
    /// `80 2A`, a command of this card alone. P1 says what the card adds: 00 padding; 01 a hash; 02 DigestInfo around
    /// a hash; 03 hash and DigestInfo; 04 PSS over a hash; 05 hash and PSS (reported by one reader of test cards).
    /// P2 names the key; 00 is the application's own, which needs no PIN.
    pub(super) fn sign(&mut self, command: &Command<'_>) -> Answer {
        let id = match command.p2() {
            0x00 => {
                let own = self.session.application().and_then(Application::own_key);
                own.ok_or(StatusWord::REFERENCE_NOT_FOUND)?
            }
            reference => self.named_by(reference)?,
        };
        let key = match self.find(id)? {
            Ef::PrivateKey { key, access } if self.session.satisfies(*access) => key.clone(),
            Ef::PrivateKey { .. } | Ef::Unknown => return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED),
            Ef::AuthenticationKey(_) => return Err(StatusWord::CONDITIONS_NOT_SATISFIED),
            Ef::BlockedSecret | Ef::Data { .. } | Ef::Records(_) | Ef::Secret(_) => {
                return Err(StatusWord::WRONG_FILE_TYPE);
            }
        };
        let data = to_be_signed(command)?;
        let given = || <[u8; 32]>::try_from(data).map_err(|_| StatusWord::WRONG_LENGTH);
        let hashed = || Sha256::digest(data).into();
        let signature = match command.p1() {
            0x00 => padded(&key, data)?,
            0x01 => padded(&key, &Sha256::digest(data))?,
            0x02 => key.sign_digest(&given()?),
            0x03 => key.sign_digest(&hashed()),
            0x04 => key.sign_pss(&given()?, &self.randomness.next()),
            0x05 => key.sign_pss(&hashed(), &self.randomness.next()),
            _ => return Err(StatusWord::WRONG_P1_P2),
        };
        Ok(signature.to_vec())
    }

    /// INTERNAL AUTHENTICATE (ISO/IEC 7816-4:2005, 7.5.2): RSASSA-PKCS1-v1_5 with SHA-256 over the challenge. Of all
    /// keys one answers, without a PIN; those behind a PIN say 6982, the others 6985 (reported by one reader of test
    /// cards).
    pub(super) fn internal_authenticate(&mut self, command: &Command<'_>) -> Answer {
        if command.p1() != 0x00 {
            return Err(StatusWord::WRONG_P1_P2);
        }
        let id = self.named_by(command.p2())?;
        let key = match self.find(id)? {
            Ef::AuthenticationKey(key) => key.clone(),
            Ef::PrivateKey { access: Access::Free, .. } => return Err(StatusWord::CONDITIONS_NOT_SATISFIED),
            Ef::PrivateKey { .. } | Ef::Unknown => return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED),
            Ef::BlockedSecret | Ef::Data { .. } | Ef::Records(_) | Ef::Secret(_) => {
                return Err(StatusWord::WRONG_FILE_TYPE);
            }
        };
        let challenge = to_be_signed(command)?;
        Ok(key.sign_sha256(challenge).to_vec())
    }

    /// GET CHALLENGE (ISO/IEC 7816-4:2020, 11.6.4): 1 to 256 bytes; extended lengths are refused with 6985 (reported).
    pub(super) fn get_challenge(&mut self, command: &Command<'_>) -> Answer {
        if (command.p1(), command.p2()) != (0x00, 0x00) {
            return Err(StatusWord::WRONG_P1_P2);
        }
        if command.form() == Form::Extended {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let Some(le) = command.le().filter(|_| command.data().is_empty()) else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        let length = usize::try_from(le.bytes()).unwrap_or(usize::MAX);
        // At most 8 blocks of 32 bytes: a short Le ends at 256.
        Ok(std::iter::repeat_with(|| self.randomness.next()).flatten().take(length).collect())
    }
}

/// The data of a command that asks for a whole signature.
fn to_be_signed<'a>(command: &Command<'a>) -> Result<&'a [u8], StatusWord> {
    let data = command.data();
    if data.is_empty() || command.le().is_none_or(|le| le < Le::SHORT_MAX) {
        return Err(StatusWord::WRONG_LENGTH);
    }
    Ok(data)
}

fn padded(key: &Key, data: &[u8]) -> Result<[u8; 256], StatusWord> {
    key.sign_padded(data).map_err(|_| StatusWord::WRONG_LENGTH)
}

/// What stands for chance on a card that must behave the same in every test: SHA-256 of the seed and a counter.
pub(super) struct Randomness {
    seed: [u8; 32],
    drawn: u64,
}

impl Randomness {
    pub(super) const fn from_seed(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    fn next(&mut self) -> [u8; 32] {
        self.drawn = self.drawn.wrapping_add(1);
        Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_be_bytes()).finalize().into()
    }
}

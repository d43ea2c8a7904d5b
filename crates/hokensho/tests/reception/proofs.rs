//! Whatever goes wrong between reader and card, at whichever command: what is offered as verified is what the issuer
//! signed, or nothing is.

use hokensho::card::{Card, ReadMode, ShortLe, SignPassword};
use hokensho::pki::{Purpose, RustCrypto, Time, Verifier};
use hokensho::{Error, VerifiedAge, VerifiedAttributes, VerifiedFace};
use hokensho_apdu::{StatusWord, Transport};
use hokensho_mock::{Builder, Fault, Persona, Secret, VirtualCard};

use super::common::{
    NOW, birth_code, code_b, mock_anchors, mock_cv_anchors, persona, session_is_over, text_pin,
};

/// What can be proven of a card's holder.
#[derive(Clone, Copy, Debug)]
enum Proof {
    Age,
    Attributes,
    AttributesWithCardKey,
    AuthCertificate,
    Face,
    SignCertificate,
}

impl Proof {
    const ALL: [Self; 6] = [
        Self::Age,
        Self::Attributes,
        Self::AttributesWithCardKey,
        Self::AuthCertificate,
        Self::Face,
        Self::SignCertificate,
    ];

    /// All that the verified value offers.
    fn read<T: Transport>(self, who: &Persona, card: &mut Card<T>) -> Result<Vec<Vec<u8>>, Error> {
        const RANDOM: [u8; 32] = [0x5A; 32];
        let anchors = mock_cv_anchors();
        let shown = |shown: &[&str]| shown.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>();
        let attributes = |of: &VerifiedAttributes| {
            let (birth, sex) = (of.birth().to_string(), format!("{:?}", of.sex()));
            shown(&[of.name(), of.address(), &birth, &sex])
        };
        match self {
            Self::Age => {
                let age = VerifiedAge::read(card, &birth_code(who), &anchors)?;
                let present = age.prove_present(card, RANDOM)?;
                Ok(shown(&[&present.record().birth().to_string()]))
            }
            Self::Attributes => Ok(attributes(&VerifiedAttributes::read(card, &text_pin(who), &anchors)?)),
            Self::AttributesWithCardKey => {
                let (of, key) = VerifiedAttributes::read_with_card_key(card, &text_pin(who), &anchors)?;
                key.prove_present(card, RANDOM)?;
                Ok(attributes(&of))
            }
            Self::AuthCertificate => {
                let read = card.jpki()?.auth_certificate()?;
                genuine(Purpose::Authentication, read.as_der())
            }
            Self::Face => {
                let face = VerifiedFace::read(card, &code_b(who), &anchors)?;
                let face = face.prove_present(card, RANDOM)?.record();
                let (birth, sex) = (face.birth().to_string(), format!("{:?}", face.sex()));
                let photo = face.photo().unwrap_or_default();
                let images = [photo, face.name_image(), face.address_image()].map(<[u8]>::to_vec);
                Ok([shown(&[&birth, &sex]), images.to_vec()].concat())
            }
            Self::SignCertificate => {
                let password = SignPassword::new(who.sign_password().unwrap()).unwrap();
                let read = card.jpki()?.verify_sign_password(&password)?.sign_certificate()?;
                genuine(Purpose::Signing, read.as_der())
            }
        }
    }
}

/// The certificate, if it is for this purpose and its path ends at the mock's CA.
fn genuine(purpose: Purpose, der: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let mut anchors = mock_anchors();
    anchors.accept(Purpose::Signing, persona("adult").sign_ca_certificate()).unwrap();
    Verifier::new(RustCrypto, &anchors).verify_path(der, purpose, Time::from_unix(NOW))?;
    Ok(vec![der.to_vec()])
}

fn faults() -> Vec<Fault> {
    let words = [0x6282, 0x6300, 0x63C1, 0x6700, 0x6984, 0x6A82, 0x6B00, 0x6D00, 0x6F00];
    let noise: Vec<u8> = (0..=255).cycle().take(700).collect();
    let more = [
        Fault::Answer([&noise[..], &[0x90, 0x00]].concat()),
        Fault::Truncate(100),
        Fault::Truncate(255),
        Fault::WrongLe(0x10),
    ];
    Fault::all().into_iter().chain(more).chain(words.map(|word| Fault::Status(word.into()))).collect()
}

/// One way of reading, with every fault at every command, for that command alone and from it on. Returns how many cells
/// that is, and in how many of them something was proven.
fn try_everything(cards: &Builder, proof: Proof, mode: ReadMode) -> (u32, u32) {
    let adult = persona("adult");
    let read = |card: &mut VirtualCard| {
        let mut card = Card::open(card).with_read_mode(mode);
        proof.read(&adult, &mut card)
    };
    let mut clean = cards.clone().build();
    let right = read(&mut clean).unwrap();
    let (mut cells, mut proven) = (0, 0);
    for at in 1..=clean.apdus() {
        for fault in faults() {
            let once = cards.clone().fault(at, fault.clone()).build();
            let lasting = cards.clone().fault_from(at, fault.clone()).build();
            for (mut card, lasts) in [(once, false), (lasting, true)] {
                let cell = format!("{proof:?}, {mode:?}, {fault:?} at command {at}, lasting: {lasts}");
                match read(&mut card) {
                    Ok(offered) => {
                        assert!(offered == right, "{cell}: something else is offered as verified");
                        proven += 1;
                    }
                    Err(error) => assert!(!error.to_string().is_empty(), "{cell}"),
                }
                let spent = |secret| clean.tries_left(secret) - card.tries_left(secret);
                assert!(Secret::ALL.into_iter().all(|secret| spent(secret) == 0), "{cell}: a try is spent");
                // A card that says it ended the session, and didn't, is believed: nothing can tell.
                let lie = fault == Fault::Status(StatusWord::OK) && (lasts || at == clean.apdus());
                assert!(lie || session_is_over(&card), "{cell}: {card:?}");
                cells += 1;
            }
        }
    }
    (cells, proven)
}

#[test]
fn no_fault_makes_anything_verified_that_is_not_what_the_issuer_signed() {
    let cards = VirtualCard::builder(&persona("adult"));
    let (mut cells, mut proven) = (0, 0);
    for proof in Proof::ALL {
        for mode in [ReadMode::Auto, ReadMode::Short(ShortLe::MAX)] {
            let tried = try_everything(&cards, proof, mode);
            cells += tried.0;
            proven += tried.1;
        }
    }
    println!("{cells} cells, in {proven} of them something was proven");
    assert!(cells > 5_000 && proven > 500 && proven < cells / 2, "{cells} cells, {proven} proven");
}

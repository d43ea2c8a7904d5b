//! How files are read changes nothing of what is read, nor of what is said of a file that is broken.

use hokensho_apdu::StatusWord;
use hokensho_card::{Card, ReadMode, ShortLe};
use hokensho_mock::{Application, Builder, ExtendedLe, Persona};
use proptest::prelude::*;

use super::found::Found;
use super::holders::{builder, builder_of, persona};
use super::operations::Operation;

/// How files are read, and what the card says to extended commands.
fn ways() -> impl Iterator<Item = (ReadMode, ExtendedLe)> {
    let short = [16, 17, 100, 251, 256].map(|bytes| ReadMode::Short(ShortLe::new(bytes).unwrap()));
    let refused = ExtendedLe::Refused(StatusWord::WRONG_LENGTH);
    let auto = [ExtendedLe::Supported, refused, ExtendedLe::Shortened].map(|said| (ReadMode::Auto, said));
    auto.into_iter().chain(short.map(|mode| (mode, ExtendedLe::Supported)))
}

/// What comes of an operation in each way.
fn read(operation: Operation, who: &Persona, builder: &Builder) -> Vec<Result<Found, String>> {
    let read = |(mode, said)| {
        let mut card = Card::open(builder.clone().extended_le(said).build()).with_read_mode(mode);
        operation.run_by(who, &mut card).map_err(|error| error.to_string())
    };
    ways().map(read).collect()
}

fn all_equal(results: &[Result<Found, String>]) -> bool {
    results.windows(2).all(|pair| pair[0] == pair[1])
}

#[test]
fn every_persona_reads_the_same_in_every_way() {
    for name in Persona::NAMES {
        for operation in Operation::ALL {
            // No short command brings these; nothing is read for those.
            let apart =
                [Operation::CertificatesOfManager, Operation::AuthSignatures, Operation::SignSignatures];
            if apart.contains(&operation) {
                continue;
            }
            let results = read(operation, persona(name), &builder_of(name));
            assert!(all_equal(&results), "{name}, {operation:?}: {results:?}");
        }
    }
}

/// A file, and an operation that reads it.
const FILES: [(Operation, Application, u16, &[u8]); 15] = [
    (Operation::AuthCertificate, Application::Jpki, 0x000A, &[0x30]),
    (Operation::CaCertificates, Application::Jpki, 0x0002, &[0x30]),
    (Operation::SignCertificate, Application::Jpki, 0x0001, &[0x30]),
    (Operation::TokenAndPresence, Application::Jpki, 0x0006, &[0x4A]),
    (Operation::TokenAndPresence, Application::Jpki, 0x0008, &[0x00]),
    (Operation::VerifiedAttributes, Application::Text, 0x0002, &[0xFF, 0x20]),
    (Operation::VerifiedAttributes, Application::Text, 0x0003, &[0xFF, 0x30]),
    (Operation::VerifiedAttributes, Application::Text, 0x0004, &[0x7F, 0x21]),
    (Operation::RestOfText, Application::Text, 0x0005, &[0xFF, 0x40]),
    (Operation::RestOfText, Application::Text, 0x0006, &[0xA1]),
    (Operation::RestOfText, Application::Text, 0x0008, &[0xFF]),
    (Operation::AgeRecord, Application::Visual, 0x0001, &[0xFF, 0x10]),
    (Operation::FacePhoto, Application::Visual, 0x0002, &[0xFF, 0x20]),
    (Operation::RestOfVisual, Application::Visual, 0x0003, &[0xFF, 0x30]),
    (Operation::Records, Application::Common, 0x0001, &[0xCA]),
];

/// An object of the tag, whose header states `stated` bytes in so many bytes of length, and `present` are there.
fn object(tag: &[u8], stated: u16, forms: usize, present: usize) -> Vec<u8> {
    let [high, low] = stated.to_be_bytes();
    let length: &[u8] = match forms {
        0 => &[low & 0x7F],
        1 => &[0x81, low],
        2 => &[0x82, high, low],
        _ => &[0x83, 0x00, high, low],
    };
    let content = (0..present).map(|n| n.to_be_bytes()[7]);
    [tag, length, &content.collect::<Vec<_>>()].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_file_reads_the_same_in_every_way(
        (operation, application, id, tag) in proptest::sample::select(FILES.to_vec()),
        (stated, forms, present) in (0u16..2000, 0..4usize, 0..2000usize),
        whole in any::<bool>(),
    ) {
        let present = if whole { usize::from(stated) } else { present };
        let content = object(tag, stated, forms, present);
        let results = read(operation, persona("adult"), &builder().file(application, id, content));
        prop_assert!(all_equal(&results), "{:?}", results);
    }

    #[test]
    fn any_bytes_read_the_same_in_every_way(
        (operation, application, id, tag) in proptest::sample::select(FILES.to_vec()),
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        tagged in any::<bool>(),
    ) {
        let content = if tagged { [tag, &bytes].concat() } else { bytes };
        let results = read(operation, persona("adult"), &builder().file(application, id, content));
        prop_assert!(all_equal(&results), "{:?}", results);
    }
}

//! What stands around content and signers.

use hokensho_mock::Persona;
use hokensho_mock::der::{self, Length, Node};
use hokensho_mock::pki::Authority;
use hokensho_pki::{Error, Fault, SignedData};

use super::{CONTENT, DATA, adult, algorithm, by, malformed, place, signed_data, spoiled, verify};

#[test]
fn refuses_what_is_not_signed_data() {
    malformed(&spoiled(|tree| drop(tree.replace(&[0], der::oid(DATA)).unwrap())), Fault::ContentType);
}

#[test]
fn refuses_ber_of_a_stream() {
    malformed(&by(&adult()).with_length(Length::Indefinite), Fault::IndefiniteLength);
}

#[test]
fn refuses_a_content_in_pieces() {
    let pieces = Node::of(0x24, [der::octets(&CONTENT[..3]), der::octets(&CONTENT[3..])]);
    let tree = spoiled(|tree| drop(tree.replace(&[1, 0, 2, 1, 0], pieces).unwrap()));
    malformed(&tree, Fault::Tag { expected: 0x04, found: 0x24 });
}

#[test]
fn refuses_a_content_that_is_no_octet_string() {
    // PKCS #7 had any type there, and hashed its content bytes.
    let tree = spoiled(|tree| drop(tree.replace(&[1, 0, 2, 1, 0], der::sequence([der::null()])).unwrap()));
    malformed(&tree, Fault::Tag { expected: 0x04, found: 0x30 });
}

#[test]
fn refuses_lengths_that_are_not_minimal() {
    malformed(&by(&adult()).with_length(Length::Long(1)), Fault::LengthNotMinimal);
}

#[test]
fn refuses_bytes_after_each_part() {
    let places: [&[usize]; 7] =
        [&[2], &[1, 1], &[1, 0, 5], &[1, 0, 2, 2], &[1, 0, 2, 1, 1], &[1, 0, 4, 0, 6], &[1, 0, 4, 0, 1, 2]];
    for place in places {
        malformed(&spoiled(|tree| tree.insert(place, der::null()).unwrap()), Fault::TrailingBytes);
    }
    let mut bytes = by(&adult()).encode();
    bytes.push(0);
    malformed(&Node::raw(bytes), Fault::TrailingBytes);
}

#[test]
fn refuses_signed_data_without_signers() {
    malformed(&signed_data(Some(CONTENT), &[&adult().certificate], vec![]), Fault::Empty);
}

#[test]
fn refuses_a_version_that_does_not_go_with_the_inside() {
    for version in [0, 2, 3, 4, 5] {
        let version = der::integer(&[version]);
        malformed(&spoiled(|tree| drop(tree.replace(place::VERSION, version).unwrap())), Fault::Version);
    }
    let mut signer = adult();
    signer.version = 3;
    malformed(&by(&signer), Fault::Version);
    signer.version = 1;
    signer.identifier = der::context_bytes(0, signer.key.identifier());
    malformed(&by(&signer), Fault::Version);
}

#[test]
fn refuses_a_certificate_given_twice() {
    let adult = adult();
    let twice: &[&[u8]] = &[&adult.certificate, &adult.certificate];
    malformed(&signed_data(Some(CONTENT), twice, vec![adult.sign(CONTENT)]), Fault::Duplicate);
}

#[test]
fn refuses_a_certificate_that_is_malformed_whoever_it_belongs_to() {
    let adult = adult();
    let broken = der::sequence([der::null()]).encode();
    let tree = signed_data(Some(CONTENT), &[&adult.certificate, &broken], vec![adult.sign(CONTENT)]);
    malformed(&tree, Fault::Tag { expected: 0x30, found: 0x05 });
}

#[test]
fn refuses_attribute_certificates_and_other_choices() {
    for choice in 0..4 {
        let tree = spoiled(|tree| tree.insert(&[1, 0, 3, 0], der::context(choice, [])).unwrap());
        malformed(&tree, Fault::Tag { expected: 0x30, found: 0xA0 | choice });
    }
}

#[test]
fn keeps_the_lists_that_come_along() {
    let list = der::sequence([der::null()]);
    let tree = spoiled(|tree| tree.insert(&[1, 0, 4], der::context(1, [list.clone()])).unwrap());
    assert_eq!(verify(&tree), Ok(()), "nobody asked them");
    let bytes = tree.encode();
    assert_eq!(SignedData::parse(&bytes).unwrap().revocation_lists(), [list.encode()]);
    malformed(
        &spoiled(|tree| tree.insert(&[1, 0, 4], der::context(1, [list.clone(), list])).unwrap()),
        Fault::Duplicate,
    );
}

#[test]
fn refuses_more_than_the_budgets() {
    let adult = adult();
    let signers = vec![adult.sign(CONTENT); 17];
    malformed(&signed_data(Some(CONTENT), &[&adult.certificate], signers), Fault::TooMany { budget: 16 });

    let some = |count: u8| (0..count).map(|number| der::sequence([der::integer(&[number])]));
    let certificates = der::context(0, some(33).collect::<Vec<_>>());
    let tree = spoiled(|tree| drop(tree.replace(place::CERTIFICATES, certificates).unwrap()));
    malformed(&tree, Fault::TooMany { budget: 32 });

    let lists = der::context(1, some(33).collect::<Vec<_>>());
    malformed(&spoiled(|tree| tree.insert(&[1, 0, 4], lists).unwrap()), Fault::TooMany { budget: 32 });

    let digests = der::set((0..17).map(|arc| algorithm(&[1, 2, 392, arc])).collect::<Vec<_>>());
    let tree = spoiled(|tree| drop(tree.replace(place::DIGESTS, digests).unwrap()));
    malformed(&tree, Fault::TooMany { budget: 16 });
}

#[test]
fn says_at_which_byte_the_fault_is() {
    let tree = spoiled(|tree| drop(tree.replace(place::VERSION, der::integer(&[9])).unwrap()));
    // Three headers of four bytes and eleven of the type: the version stands at byte 23.
    assert_eq!(verify(&tree).unwrap_err().to_string(), "wrong version at byte 23 of the signed data");
}

#[test]
fn other_certificates_along_change_nothing() {
    let adult = adult();
    let elderly = Persona::named("elderly").unwrap();
    let along = [elderly.sign_certificate().unwrap(), Authority::Sign.certificate(), &adult.certificate];
    assert_eq!(verify(&signed_data(Some(CONTENT), &along, vec![adult.sign(CONTENT)])), Ok(()));
}

#[test]
fn every_cut_is_refused() {
    let whole = by(&adult()).encode();
    for end in 0..whole.len() {
        let cut = SignedData::parse(&whole[..end]);
        assert!(matches!(cut, Err(Error::Malformed { .. })), "{end}");
    }
}

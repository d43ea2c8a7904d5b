//! Who issued whom: signatures, names, keys and times along a path (RFC 5280, 6.1.3 (a)).

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Entity, Key, extension, field};
use hokensho_pki::{Document, Error, Fault, PathValidator, Role, Rule, Time};

use super::setting::{Chosen, DAY, Hierarchy, NOW, VALIDITY, now};

const COUNTRY: &[u32] = &[2, 5, 4, 6];
const COMMON_NAME: &[u32] = &[2, 5, 4, 3];
const ISSUER: Role = Role::Issuer { above: 0 };

/// What errors call the certificates of a path of three.
const DOCUMENTS: [(usize, Document); 3] = [
    (0, Document::Certificate),
    (1, Document::IssuerCertificate { above: 0 }),
    (2, Document::IssuerCertificate { above: 1 }),
];

/// Why a path of three is refused, of which one certificate's bytes were spoiled.
fn refused_with(at: usize, spoil: impl FnOnce(&mut Vec<u8>)) -> Error {
    let hierarchy = Hierarchy::of(&["Root", "CA", "Sub CA", "Leaf"]);
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let mut path = hierarchy.path();
    spoil(&mut path[at]);
    let path: Vec<_> = path.iter().map(Vec::as_slice).collect();
    validator.validate(&path, now()).unwrap_err()
}

fn attribute(arcs: &[u32], value: Node) -> Node {
    der::sequence([der::oid(arcs), value])
}

/// The name as the mock writes it, with another value for the common name.
fn called(value: Node) -> Node {
    let part = |attribute| der::set([attribute]);
    der::sequence([part(attribute(COUNTRY, der::printable("JP"))), part(attribute(COMMON_NAME, value))])
}

/// A leaf that gives its issuer, "Health Insurance", this name.
fn issued_by(name: Node) -> Hierarchy {
    Hierarchy::of(&["Root", "Health Insurance", "Leaf"]).spoil(2, |tbs| {
        tbs.replace(&[field::ISSUER], name).unwrap();
    })
}

fn times(tbs: &mut Node, validity: [i64; 2]) {
    tbs.replace(&[field::VALIDITY], der::sequence(validity.map(der::time))).unwrap();
}

#[test]
fn accepts_paths_of_every_length_up_to_eight() {
    let names = ["Root", "A", "B", "C", "D", "E", "F", "G", "Leaf"];
    for certificates in 1..=8 {
        Hierarchy::of(&names[8 - certificates..]).is_valid();
    }
}

#[test]
fn refuses_a_path_of_nine_and_one_of_none() {
    let nine = Hierarchy::of(&["Root", "A", "B", "C", "D", "E", "F", "G", "H", "Leaf"]);
    assert_eq!(nine.validate(), Err(Error::PathTooLong { certificates: 9 }));
    let empty = PathValidator::new(Chosen).validate(&[], now()).map(|_| ());
    assert_eq!(empty, Err(Error::PathTooLong { certificates: 0 }));
}

#[test]
fn refuses_a_path_in_another_order() {
    let hierarchy = Hierarchy::of(&["Root", "A", "B", "Leaf"]);
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let [leaf, b, a] = &hierarchy.path()[..] else { panic!() };
    for path in [[leaf, a, b], [a, b, leaf], [b, leaf, a], [b, a, leaf], [a, leaf, b]] {
        assert!(validator.validate(&path.map(Vec::as_slice), now()).is_err());
    }
    assert!(validator.validate(&[leaf, a], now()).is_err(), "one is left out");
    assert!(validator.validate(&[leaf, b, b, a], now()).is_err(), "one stands twice");
}

#[test]
fn refuses_a_root_that_nobody_trusts() {
    let hierarchy = Hierarchy::short();
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&Hierarchy::of(&["Other Root", "Leaf"]).certificate(0)).unwrap();
    let path = hierarchy.path();
    let path: Vec<_> = path.iter().map(Vec::as_slice).collect();
    assert_eq!(validator.validate(&path, now()).map(|_| ()), Err(Error::AnchorMissing));
}

#[test]
fn accepts_a_ca_below_the_root_as_the_anchor() {
    let hierarchy = Hierarchy::short();
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(1)).unwrap();
    assert!(validator.validate(&[&hierarchy.certificate(2)], now()).is_ok());
}

#[test]
fn accepts_the_anchor_itself_in_the_path() {
    // A self-issued certificate like any other: it isn't counted, and its own key signed it.
    let hierarchy = Hierarchy::of(&["Root", "Leaf"]);
    let (root, leaf) = (hierarchy.certificate(0), hierarchy.certificate(1));
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&root).unwrap();
    assert!(validator.validate(&[&leaf, &root], now()).is_ok());
}

#[test]
fn refuses_an_anchor_that_is_the_whole_path_of_another_root() {
    let hierarchy = Hierarchy::of(&["Root", "Leaf"]);
    let root = hierarchy.certificate(0);
    let path = PathValidator::new(Chosen).validate(&[&root], now()).map(|_| ());
    assert_eq!(path, Err(Error::AnchorMissing));
}

#[test]
fn refuses_a_broken_signature_anywhere_in_the_path() {
    for (at, document) in DOCUMENTS {
        let refused = refused_with(at, |bytes| *bytes.last_mut().unwrap() ^= 1);
        assert_eq!(refused, Error::BadSignature { document });
        assert_eq!(refused.clause(), Some("RFC 5280, 6.1.3 (a)(1)"));
    }
}

#[test]
fn refuses_a_malformed_certificate_anywhere_in_the_path_and_names_it() {
    for (at, document) in DOCUMENTS {
        let refused = refused_with(at, |bytes| bytes.push(0));
        let Error::Malformed { document: named, fault: Fault::TrailingBytes, .. } = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(named, document);
    }
    let mut validator = PathValidator::new(Chosen);
    let refused = validator.trust(&[0x30, 0x03, 0x30]).unwrap_err();
    assert_eq!(refused.to_string(), "truncated at byte 0 of the anchor certificate");
}

#[test]
fn refuses_a_signature_of_another_kind_anywhere_in_the_path_and_names_the_certificate() {
    // SHA-1 with RSA, inside and outside: nobody asks whether it fits.
    let oid = "1.2.840.113549.1.1.5".parse().unwrap();
    for (at, document) in DOCUMENTS {
        let refused = refused_with(at, |bytes| {
            let sha256 = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];
            let places = (0..bytes.len()).filter(|place| bytes[*place..].starts_with(&sha256));
            places.collect::<Vec<_>>().into_iter().for_each(|place| bytes[place + 8] = 5);
        });
        assert_eq!(refused, Error::AlgorithmUnsupported { document, oid });
    }
}

#[test]
fn refuses_a_key_that_nothing_can_use_anywhere_in_the_path_and_names_the_certificate() {
    // DSA.
    let key = der::sequence([der::sequence([der::oid(&[1, 2, 840, 10_040, 4, 1])]), der::bits(0, &[0])]);
    let oid = "1.2.840.10040.4.1".parse().unwrap();
    for (at, document) in DOCUMENTS.into_iter().map(|(at, document)| (3 - at, document)) {
        let key = |tbs: &mut Node| drop(tbs.replace(&[field::PUBLIC_KEY], key.clone()).unwrap());
        let hierarchy = Hierarchy::of(&["Root", "CA", "Sub CA", "Leaf"]).spoil(at, key);
        assert_eq!(hierarchy.validate(), Err(Error::AlgorithmUnsupported { document, oid }));
    }
}

#[test]
fn names_of_places_are_told_apart_in_words() {
    let shown = DOCUMENTS.map(|(_, document)| Error::BadSignature { document }.to_string());
    let [leaf, issuer, upper] = shown;
    assert_eq!(leaf, "signature over the certificate doesn't fit");
    assert_eq!(issuer, "signature over the CA certificate 0 above the leaf's issuer doesn't fit");
    assert_eq!(upper, "signature over the CA certificate 1 above the leaf's issuer doesn't fit");
}

#[test]
fn refuses_a_certificate_that_another_key_signed_in_the_issuers_name() {
    let hierarchy = Hierarchy::short();
    let stranger = Entity::new("CA", "job-change-auth").unwrap();
    let leaf = &hierarchy.entities[2];
    let issuer = &hierarchy.entities[1];
    let forged = stranger.sign(&issuer.tbs(leaf, 7, VALIDITY, issuer.extensions(leaf)));
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let refused = validator.validate(&[&forged, &hierarchy.certificate(1)], now()).map(|_| ());
    assert_eq!(refused, Err(Error::BadSignature { document: Document::Certificate }));
}

#[test]
fn finds_the_anchor_among_those_of_the_same_name() {
    // The first has another key, the second the right key but has expired: the third is the one.
    let hierarchy = Hierarchy::short();
    let path = hierarchy.path();
    let path: Vec<_> = path.iter().map(Vec::as_slice).collect();
    let other = Entity::new("Root", "job-change-auth").unwrap();
    let authority = || [extension::authority(None), extension::key_usage(1, 0b0000_0110)];
    let other = other.sign(&other.tbs(&other, 9, VALIDITY, other.extensions(&other).chain(authority())));
    let expired =
        Hierarchy::short().spoil(0, |tbs| times(tbs, [VALIDITY[0], VALIDITY[0] + DAY])).certificate(0);
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&other).unwrap();
    validator.trust(&expired).unwrap();
    assert_eq!(
        validator.validate(&path, now()).map(|_| ()),
        Err(Error::Expired { role: Role::Anchor }),
        "the key that fits says more than the one that doesn't"
    );
    validator.trust(&hierarchy.certificate(0)).unwrap();
    assert!(validator.validate(&path, now()).is_ok());
}

#[test]
fn refuses_a_leaf_whose_issuer_has_another_name() {
    issued_by(called(der::utf8("Health Assurance"))).breaks(Role::Leaf, Rule::IssuerName);
}

#[test]
fn refuses_an_issuer_name_in_another_order() {
    let reversed: Vec<_> = called(der::utf8("Health Insurance")).children().iter().rev().cloned().collect();
    issued_by(der::sequence(reversed)).breaks(Role::Leaf, Rule::IssuerName);
}

#[test]
fn refuses_an_issuer_name_with_a_part_more_or_less() {
    let parts = called(der::utf8("Health Insurance"));
    let more = [parts.children(), &parts.children()[1..]].concat();
    issued_by(der::sequence(more)).breaks(Role::Leaf, Rule::IssuerName);
    issued_by(der::sequence(&parts.children()[1..])).breaks(Role::Leaf, Rule::IssuerName);
}

#[test]
fn refuses_an_issuer_name_with_another_kind_of_attribute() {
    let unit = der::set([attribute(&[2, 5, 4, 11], der::utf8("Health Insurance"))]);
    let country = called(der::null()).children()[0].clone();
    issued_by(der::sequence([country, unit])).breaks(Role::Leaf, Rule::IssuerName);
}

#[test]
fn accepts_issuer_names_that_differ_in_case() {
    issued_by(called(der::utf8("health INSURANCE"))).is_valid();
}

#[test]
fn accepts_issuer_names_that_differ_in_spaces() {
    issued_by(called(der::utf8("  Health   Insurance "))).is_valid();
}

#[test]
fn refuses_issuer_names_that_differ_in_whether_there_is_a_space() {
    issued_by(called(der::utf8("HealthInsurance"))).breaks(Role::Leaf, Rule::IssuerName);
}

#[test]
fn accepts_issuer_names_in_another_string_type() {
    issued_by(called(der::printable("Health Insurance"))).is_valid();
    issued_by(called(der::ia5("Health Insurance"))).is_valid();
}

#[test]
fn refuses_issuer_names_in_a_string_type_that_is_not_compared() {
    // BMPString: the same characters, in two bytes each.
    let wide: Vec<u8> = "Health Insurance".encode_utf16().flat_map(u16::to_be_bytes).collect();
    issued_by(called(Node::new(0x1E, wide))).breaks(Role::Leaf, Rule::IssuerName);
}

#[test]
fn refuses_a_name_with_an_empty_part() {
    issued_by(der::sequence([der::set([])])).is_malformed(Fault::Empty);
}

#[test]
fn refuses_an_empty_issuer() {
    issued_by(der::sequence([])).is_malformed(Fault::Empty);
}

#[test]
fn refuses_a_ca_without_a_name() {
    let nobody = |tbs: &mut Node| drop(tbs.replace(&[field::SUBJECT], der::sequence([])).unwrap());
    Hierarchy::short().spoil(1, nobody).is_malformed(Fault::Empty);
    Hierarchy::short().spoil(0, nobody).is_malformed(Fault::Empty);
}

#[test]
fn accepts_a_leaf_without_a_name_if_another_name_is_critical() {
    let nobody = |tbs: &mut Node| drop(tbs.replace(&[field::SUBJECT], der::sequence([])).unwrap());
    let names = || der::sequence([pki::directory_name(called(der::utf8("Somebody")))]);
    let critical = extension::critical(extension::SUBJECT_ALT_NAME, names());
    Hierarchy::short().with(2, critical).spoil(2, nobody).is_valid();
    let plain = extension::plain(extension::SUBJECT_ALT_NAME, names());
    Hierarchy::short().with(2, plain).spoil(2, nobody).is_malformed(Fault::Empty);
    Hierarchy::short().spoil(2, nobody).is_malformed(Fault::Empty);
}

#[test]
fn reads_over_unique_identifiers() {
    let identifiers = |tbs: &mut Node| {
        tbs.insert(&[field::EXTENSIONS], der::context_bytes(2, [0, 2])).unwrap();
        tbs.insert(&[field::EXTENSIONS], der::context_bytes(1, [0, 1])).unwrap();
    };
    Hierarchy::short().spoil(2, identifiers).is_valid();
    Hierarchy::short().spoil(1, identifiers).is_valid();
}

#[test]
fn each_certificate_is_valid_from_its_first_to_its_last_second() {
    for at in 0..3 {
        Hierarchy::short().spoil(at, |tbs| times(tbs, [NOW, NOW])).is_valid();
    }
}

#[test]
fn refuses_whichever_certificate_has_expired() {
    for (at, role) in [(0, Role::Anchor), (1, ISSUER), (2, Role::Leaf)] {
        let late = Hierarchy::short().spoil(at, |tbs| times(tbs, [VALIDITY[0], NOW - 1]));
        assert_eq!(late.validate(), Err(Error::Expired { role }));
    }
}

#[test]
fn refuses_whichever_certificate_is_not_valid_yet() {
    for (at, role) in [(0, Role::Anchor), (1, ISSUER), (2, Role::Leaf)] {
        let early = Hierarchy::short().spoil(at, |tbs| times(tbs, [NOW + 1, VALIDITY[1]]));
        assert_eq!(early.validate(), Err(Error::NotYetValid { role }));
    }
}

#[test]
fn understands_years_before_2000_and_after_2049() {
    // 1975 and 2060: UTCTime of the twentieth century, and GeneralizedTime.
    Hierarchy::short().spoil(2, |tbs| times(tbs, [157_766_400, 2_840_140_800])).is_valid();
    // 2051, written as GeneralizedTime, isn't 1951.
    let future = Hierarchy::short().spoil(2, |tbs| times(tbs, [2_556_144_000, 2_840_140_800]));
    assert_eq!(future.validate(), Err(Error::NotYetValid { role: Role::Leaf }));
    // A UTCTime of 50 is 1950.
    let past = Hierarchy::short().spoil(2, |tbs| {
        let validity = [Node::new(0x18, *b"19491231000000Z"), Node::new(0x17, *b"500101000000Z")];
        tbs.replace(&[field::VALIDITY], der::sequence(validity)).unwrap();
    });
    assert_eq!(past.validate(), Err(Error::Expired { role: Role::Leaf }));
}

#[test]
fn refuses_a_certificate_that_does_not_name_its_issuers_key() {
    Hierarchy::short().without(2, extension::AUTHORITY_KEY_IDENTIFIER).breaks(Role::Leaf, Rule::IssuerKey);
    Hierarchy::short().without(1, extension::AUTHORITY_KEY_IDENTIFIER).breaks(ISSUER, Rule::IssuerKey);
}

#[test]
fn a_self_issued_certificate_that_another_key_signed_names_that_key() {
    let rollover = Hierarchy::of(&["Root", "Root", "Leaf"]);
    rollover.without(1, extension::AUTHORITY_KEY_IDENTIFIER).breaks(ISSUER, Rule::IssuerKey);
}

#[test]
fn accepts_a_self_signed_anchor_that_names_no_issuers_key() {
    Hierarchy::short().without(0, extension::AUTHORITY_KEY_IDENTIFIER).is_valid();
}

#[test]
fn refuses_a_self_signed_anchor_that_names_another_key_or_none() {
    let key = |name: &str| der::context_bytes(0, Key::named(name).unwrap().identifier());
    let issuer = |name| der::context(1, [pki::directory_name(pki::name(&[(&[2, 5, 4, 3], name)]))]);
    let number = |serial: u8| der::integer(&[0x10, serial]).with_tag(0x82);
    let named = |parts: Vec<Node>| {
        let named = extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence(parts));
        Hierarchy::short().with(0, named)
    };
    named(vec![key("adult-auth"), issuer("Root"), number(0)]).is_valid();
    named(vec![key("adult-sign")]).breaks(Role::Anchor, Rule::AuthorityKeyId);
    named(vec![key("adult-auth"), issuer("CA"), number(0)]).breaks(Role::Anchor, Rule::AuthorityKeyId);
    named(vec![key("adult-auth"), issuer("Root"), number(1)]).breaks(Role::Anchor, Rule::AuthorityKeyId);
    // RFC 5280, 4.2.1.1: issuer and serial "MUST both be present or both be absent".
    named(vec![key("adult-auth"), issuer("Root")]).is_malformed(Fault::HalfNamed);
    named(vec![key("adult-auth"), number(0)]).is_malformed(Fault::HalfNamed);
    named(vec![]).breaks(Role::Anchor, Rule::IssuerKey);
}

#[test]
fn refuses_a_certificate_that_names_another_key_of_its_issuer() {
    let other = der::context_bytes(0, Key::named("job-change-auth").unwrap().identifier());
    let named = || extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([other.clone()]));
    Hierarchy::short().with(2, named()).breaks(Role::Leaf, Rule::AuthorityKeyId);
    Hierarchy::short().with(1, named()).breaks(ISSUER, Rule::AuthorityKeyId);
}

#[test]
fn refuses_a_certificate_that_names_another_certificate_of_its_issuer() {
    let hierarchy = Hierarchy::short();
    let key = hierarchy.entities[1].key().identifier();
    let named = |issuer: &str, serial: &[u8]| {
        let issuer = Entity::new(issuer, "adult-auth").unwrap();
        let parts = [
            der::context_bytes(0, key),
            der::context(1, [pki::directory_name(issuer.name().clone())]),
            der::integer(serial).with_tag(0x82),
        ];
        extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence(parts))
    };
    Hierarchy::short().with(2, named("Root", &[0x10, 0x01])).is_valid();
    Hierarchy::short().with(2, named("Root", &[0x10, 0x02])).breaks(Role::Leaf, Rule::AuthorityKeyId);
    Hierarchy::short().with(2, named("CA", &[0x10, 0x01])).breaks(Role::Leaf, Rule::AuthorityKeyId);
}

#[test]
fn refuses_a_ca_that_does_not_name_its_key() {
    Hierarchy::short().without(1, extension::SUBJECT_KEY_IDENTIFIER).breaks(ISSUER, Rule::IssuerNamesItsKey);
    Hierarchy::short()
        .without(0, extension::SUBJECT_KEY_IDENTIFIER)
        .breaks(Role::Anchor, Rule::IssuerNamesItsKey);
}

#[test]
fn accepts_a_leaf_that_does_not_name_its_key() {
    Hierarchy::short().without(2, extension::SUBJECT_KEY_IDENTIFIER).is_valid();
}

#[test]
fn refuses_critical_key_identifiers_anywhere() {
    for (at, role) in [(0, Role::Anchor), (1, ISSUER), (2, Role::Leaf)] {
        let hierarchy = Hierarchy::short();
        let (above, own) = (&hierarchy.entities[usize::from(at == 2)], &hierarchy.entities[at]);
        let key = der::context_bytes(0, above.key().identifier());
        let authority = extension::critical(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([key]));
        Hierarchy::short().with(at, authority).breaks(role, Rule::AuthorityKeyIdCriticality);
        let subject =
            extension::critical(extension::SUBJECT_KEY_IDENTIFIER, der::octets(own.key().identifier()));
        Hierarchy::short().with(at, subject).breaks(role, Rule::SubjectKeyIdCriticality);
    }
}

#[test]
fn a_path_is_about_the_time_that_was_asked() {
    let hierarchy = Hierarchy::of(&["Root", "Leaf"]);
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let leaf = hierarchy.certificate(1);
    let at = |seconds| validator.validate(&[&leaf], Time::from_unix(seconds)).map(|_| ());
    assert_eq!(at(VALIDITY[0]), Ok(()));
    assert_eq!(at(VALIDITY[1]), Ok(()));
    assert_eq!(at(VALIDITY[0] - 1), Err(Error::NotYetValid { role: Role::Anchor }));
    assert_eq!(at(VALIDITY[1] + 1), Err(Error::Expired { role: Role::Anchor }));
}

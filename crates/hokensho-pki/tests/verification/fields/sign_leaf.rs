//! A signing leaf: what its profile asks of it, and the six names of its holder (基本4情報 and their flags).

use hokensho_mock::pki::extension::{
    AUTHORITY_KEY_IDENTIFIER, CERTIFICATE_POLICIES, EXT_KEY_USAGE, KEY_USAGE, SUBJECT_ALT_NAME, plain,
};
use hokensho_mock::pki::{Authority, field};
use hokensho_pki::{AttributeKind, Certificate, Document, FlagFinding, HolderAttributes, Purpose};

use super::spoiled::Spoiled;
use super::*;

const UNKNOWN_ANCHOR: Error =
    Error::AnchorUnknown { document: Document::Certificate, purpose: Purpose::Signing };
const NAME: Place<'static> = Value(SUBJECT_ALT_NAME, &[0, 0]);
const IDENTIFIER: Place<'static> = Value(SUBJECT_ALT_NAME, &[0, 0, 0]);
const EXPLICIT: Place<'static> = Value(SUBJECT_ALT_NAME, &[0, 0, 1]);
const TEXT: Place<'static> = Value(SUBJECT_ALT_NAME, &[0, 0, 1, 0]);

extensions! { sign_leaf { subject_alternative_name: SUBJECT_ALT_NAME, 0x30; } }

refusals! { sign_leaf {
    refuses_no_key_usage: remove(Extension(KEY_USAGE, &[])) => Rule::KeyUsage;
    refuses_a_usage_that_is_not_critical: turn(KEY_USAGE) => Rule::KeyUsageCriticality;
    refuses_digital_signature_alone: set(KEY_USAGE, der::bits(7, &[0x80])) => Rule::KeyUsage;
    refuses_non_repudiation_alone: set(KEY_USAGE, der::bits(6, &[0x40])) => Rule::KeyUsage;
    refuses_signatures_over_certificates: set(KEY_USAGE, der::bits(2, &[0xC4])) => Rule::LeafSigns;
    refuses_the_purpose_of_a_client: add(plain(EXT_KEY_USAGE, der::sequence([der::oid(CLIENT_AUTH)]))) => Rule::ExtendedKeyUsage;
    refuses_no_policies: remove(Extension(CERTIFICATE_POLICIES, &[])) => Rule::Policy;
    refuses_policies_that_are_not_critical: turn(CERTIFICATE_POLICIES) => Rule::PolicyCriticality;
    refuses_the_policy_of_authentication:
        replace(Value(CERTIFICATE_POLICIES, &[0, 0, 0]), der::oid(&[1, 2, 392, 200_149, 8, 5, 1, 0, 30])) => Rule::Policy;
    refuses_the_key_of_the_other_ca:
        replace(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 0]), der::context_bytes(0, Authority::Auth.key().identifier()))
        => UNKNOWN_ANCHOR;
    refuses_the_name_of_the_other_ca: replace(Field(&[field::ISSUER]), Authority::Auth.name()) => Rule::IssuerName;

    refuses_no_names_in_their_place: set(SUBJECT_ALT_NAME, der::sequence([])) => Fault::Empty, at NAME;
    refuses_33_names: change(Value(SUBJECT_ALT_NAME, &[0]), |names| {
        der::sequence(vec![names.children()[0].clone(); 33])
    }) => Fault::TooMany { budget: 32 }, at Value(SUBJECT_ALT_NAME, &[0, 32]);
    refuses_an_other_name_without_identifier: remove(IDENTIFIER) => tag(0x06, 0xA0);
    refuses_an_other_name_whose_identifier_is_none: replace(IDENTIFIER, padded_oid()) => Fault::Oid;
    refuses_an_other_name_without_value: remove(EXPLICIT) => Fault::Truncated;
    refuses_an_other_name_whose_value_has_no_explicit_tag: replace(EXPLICIT, der::utf8("見本")) => tag(0xA0, 0x0C);
    refuses_an_other_name_whose_explicit_tag_is_empty: remove(TEXT) => Fault::Truncated;
    refuses_an_other_name_of_two_values: duplicate(TEXT) => Fault::TrailingBytes;
    refuses_an_other_name_of_three_parts: append(NAME, der::null()) => Fault::TrailingBytes;
    refuses_a_value_of_another_length:
        change(TEXT, |text| text.with_length(der::Length::Claimed(100))) => Fault::Truncated;
} }

/// Reads the names of a leaf that verifies: what they say is the CA's affair.
fn read<T>(leaf: &Spoiled, look: impl FnOnce(HolderAttributes<'_>) -> T) -> T {
    assert_eq!(super::super::setting::verify_sign(&leaf.encode()), Ok(()));
    look(Certificate::parse(&leaf.encode()).unwrap().holder_attributes().unwrap())
}

/// The text of an attribute, and how many names were kept raw.
fn text_of(leaf: &Spoiled, kind: AttributeKind) -> (Option<String>, usize) {
    read(leaf, |holder| (holder.text(kind).map(str::to_owned), holder.others().count()))
}

/// A name that isn't in its form never counts as the attribute; it is kept as it stands, and no error, since no
/// specification of these names is public.
macro_rules! attributes {
    ($($name:ident: $kind:ident, $place:literal;)+) => {$(
        mod $name {
            use super::*;

            const NAME: Place<'static> = Value(SUBJECT_ALT_NAME, &[0, $place]);
            const TEXT: Place<'static> = Value(SUBJECT_ALT_NAME, &[0, $place, 1, 0]);

            #[test]
            fn refuses_to_read_it_under_another_identifier() {
                let leaf = sign_leaf().replace(Value(SUBJECT_ALT_NAME, &[0, $place, 0]), der::oid(UNKNOWN));
                assert_eq!(text_of(&leaf, AttributeKind::$kind), (None, 1));
            }

            #[test]
            fn refuses_to_read_it_when_it_is_missing() {
                assert_eq!(text_of(&sign_leaf().remove(NAME), AttributeKind::$kind), (None, 0));
            }

            #[test]
            fn refuses_to_read_another_type() {
                let leaf = sign_leaf().change(TEXT, |text| text.with_tag(0x13));
                assert_eq!(text_of(&leaf, AttributeKind::$kind), (None, 1));
            }

            #[test]
            fn refuses_to_read_what_is_not_utf_8() {
                let leaf = sign_leaf().replace(TEXT, Node::new(0x0C, [0x83, 0x7E]));
                assert_eq!(text_of(&leaf, AttributeKind::$kind), (None, 1));
            }

            #[test]
            fn refuses_to_let_a_second_one_count() {
                let (first, _) = text_of(&sign_leaf(), AttributeKind::$kind);
                let leaf = sign_leaf().duplicate(NAME);
                let leaf = leaf.replace(Value(SUBJECT_ALT_NAME, &[0, $place + 1, 1, 0]), der::utf8("another"));
                assert_eq!(text_of(&leaf, AttributeKind::$kind), (first, 1));
            }
        }
    )+};
}

attributes! {
    name: Name, 0;
    birth_date: BirthDate, 1;
    sex: Sex, 2;
    address: Address, 3;
    name_flags: NameFlags, 4;
    address_flags: AddressFlags, 5;
}

/// What is said of the flags of name and address when those of one place are others.
fn findings(place: usize, flags: &str) -> [Option<FlagFinding>; 2] {
    let leaf = sign_leaf().replace(Value(SUBJECT_ALT_NAME, &[0, place, 1, 0]), der::utf8(flags));
    read(&leaf, |holder| [holder.name(), holder.address()].map(|text| text.unwrap().finding()))
}

#[test]
fn refuses_to_trust_unknown_flags_of_the_name() {
    let characters = read(&sign_leaf(), |holder| holder.name().unwrap().text().chars().count());
    assert_eq!(findings(4, &"2".repeat(characters)), [Some(FlagFinding::Unknown), None]);
}

#[test]
fn refuses_to_trust_unknown_flags_of_the_address() {
    let characters = read(&sign_leaf(), |holder| holder.address().unwrap().text().chars().count());
    assert_eq!(findings(5, &"x".repeat(characters)), [None, Some(FlagFinding::Unknown)]);
}

#[test]
fn refuses_to_trust_flags_of_another_length() {
    assert!(matches!(findings(4, "0"), [Some(FlagFinding::Length { flags: 1, .. }), None]));
    assert!(matches!(findings(5, ""), [None, Some(FlagFinding::Length { flags: 0, .. })]));
}

#[test]
fn refuses_to_make_a_day_of_an_impossible_birth_date() {
    for text in ["319800230", "1980-02-17", "3198002170", "３１９８００２１７", ""] {
        let leaf = sign_leaf().replace(Value(SUBJECT_ALT_NAME, &[0, 1, 1, 0]), der::utf8(text));
        assert!(read(&leaf, |holder| holder.birth_date().is_none()), "{text}");
    }
}

//! Names that are none (RFC 5280, 4.1.2.4), shown in the subject of a leaf.

use hokensho_mock::pki::field::SUBJECT;

use super::*;

/// A part of a name: one attribute or several.
fn part(attributes: &[&str]) -> Node {
    der::set(
        attributes
            .iter()
            .map(|text| der::sequence([der::oid(&[2, 5, 4, 11]), der::utf8(text)]))
            .collect::<Vec<_>>(),
    )
}

const PART: Place<'static> = Field(&[SUBJECT, 1]);
const TYPE: Place<'static> = Field(&[SUBJECT, 1, 0, 0]);
const VALUE: Place<'static> = Field(&[SUBJECT, 1, 0, 1]);

refusals! { leaf {
    refuses_a_part_of_no_attributes: replace(PART, der::set([])) => Fault::Empty, at Field(&[SUBJECT, 1, 0]);
    refuses_a_part_that_is_no_set: change(PART, |part| part.with_tag(0x30)) => tag(0x31, 0x30);
    refuses_an_attribute_that_is_no_sequence:
        change(Field(&[SUBJECT, 1, 0]), |attribute| attribute.with_tag(0x31)) => tag(0x30, 0x31);
    refuses_an_attribute_without_type: remove(TYPE) => tag(0x06, 0x0C);
    refuses_an_attribute_without_value: remove(VALUE) => Fault::Truncated;
    refuses_an_attribute_of_two_values: duplicate(VALUE) => Fault::TrailingBytes;
    refuses_a_type_of_no_bytes: replace(TYPE, Node::new(0x06, [])) => Fault::Oid;
    refuses_a_type_without_end: replace(TYPE, Node::new(0x06, [0x55, 0x84])) => Fault::Oid;
    refuses_a_type_with_a_needless_zero: replace(TYPE, padded_oid()) => Fault::Oid;
    refuses_a_type_of_24_bytes: replace(TYPE, Node::new(0x06, [0x2A; 24])) => Fault::Oid;
    refuses_a_number_as_a_value: replace(VALUE, der::integer(&[1])) => tag(0x0C, 0x02);
    refuses_a_structure_as_a_value: replace(VALUE, der::sequence([der::utf8("x")])) => tag(0x0C, 0x30);
    refuses_a_text_in_pieces: replace(VALUE, Node::of(0x2C, [der::utf8("x")])) => tag(0x0C, 0x2C);
    refuses_text_that_is_not_utf_8: replace(VALUE, Node::new(0x0C, [0x83, 0x7E])) => Fault::Text;
    refuses_text_that_is_utf_8_in_too_many_bytes: replace(VALUE, Node::new(0x0C, [0xC0, 0xAF])) => Fault::Text;
    refuses_text_with_a_lone_surrogate: replace(VALUE, Node::new(0x0C, [0xED, 0xA0, 0x80])) => Fault::Text;
    refuses_a_printable_string_beyond_ascii: replace(VALUE, der::printable("見本")) => Fault::Text;
    refuses_an_ia5_string_beyond_ascii: replace(VALUE, der::ia5("見本")) => Fault::Text;
    refuses_a_bmp_string_of_half_a_character: replace(VALUE, Node::new(0x1E, [0x89, 0x8B, 0x67])) => Fault::Text;
    refuses_a_universal_string_of_no_characters:
        replace(VALUE, Node::new(0x1C, [0x00, 0x11, 0x00, 0x00])) => Fault::Text;
    refuses_a_part_out_of_order:
        replace(PART, part(&["b", "a"])) => Fault::SetOrder, at Field(&[SUBJECT, 1, 1]);
    refuses_33_attributes_in_a_part:
        replace(PART, part(&["a"; 33])) => Fault::TooMany { budget: 32 }, at Field(&[SUBJECT, 1, 32]);
    refuses_33_parts:
        replace(Field(&[SUBJECT]), der::sequence(vec![part(&["a"]); 33])) => Fault::TooMany { budget: 32 },
        at Field(&[SUBJECT, 33]);
} }

#[test]
fn a_part_of_several_attributes_in_order_is_a_name() {
    leaf().replace(PART, part(&["a", "b"])).assert_accepted();
}

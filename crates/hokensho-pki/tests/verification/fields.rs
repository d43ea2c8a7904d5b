//! Every field of what the mock's CAs sign, broken in turn.
//!
//! The signature is made afresh over the broken body, so that this one thing is wrong and nothing else; and the error
//! must say what, in which document, and at which byte.

mod answer;
mod ca;
mod entries;
mod leaf;
mod leaf_extensions;
mod leaf_values;
mod list;
mod list_values;
mod names;
mod responder;
mod sign_leaf;
mod signatures;
mod spoiled;

use hokensho_mock::der::{self, Node};
use hokensho_pki::{Error, Fault, Oid, Rule};

use super::setting::{DAY, NOW, UNKNOWN};
use spoiled::Place::{self, Extension, Field, Outside, Value};
use spoiled::{answer, ca, leaf, list, responder, sign_leaf};

/// REAL: nothing here has one.
const STRANGE: u8 = 0x09;
const CLIENT_AUTH: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 2];
const SHA1_WITH_RSA: &[u32] = &[1, 2, 840, 113_549, 1, 1, 5];

const fn tag(expected: u8, found: u8) -> Fault {
    Fault::Tag { expected, found }
}

fn oid(dotted: &str) -> Oid {
    dotted.parse().unwrap()
}

fn unknown_critical(dotted: &str) -> Fault {
    Fault::UnknownCritical { oid: oid(dotted) }
}

/// An arc that begins with a needless zero (X.690, 8.19.2).
fn padded_oid() -> Node {
    Node::new(0x06, [0x55, 0x80, 0x1D])
}

/// One test a line: what is done to the document, and why it is refused, at the place where it was done unless another
/// is named.
macro_rules! refusals {
    ($of:ident { $($name:ident: $edit:ident($($argument:expr),+) => $why:expr $(, at $place:expr)?;)+ }) => {$(
        #[test]
        fn $name() {
            refusals!(@ $of().$edit($($argument),+), $why $(, $place)?);
        }
    )+};
    (@ $spoiled:expr, $why:expr) => { $spoiled.assert_refused($why) };
    (@ $spoiled:expr, $why:expr, $place:expr) => { $spoiled.assert_refused_at($place, $why) };
}

/// Three tests a field: it is of another type than its tag, and its length is written as DER forbids (X.690, 10.1).
/// What may be left out isn't missed when it is of another type: then the field behind it is.
macro_rules! fields {
    ($of:ident { $($name:ident: $place:expr, $tag:literal $(or $why:expr)?;)+ }) => {$(
        mod $name {
            use super::*;

            #[test]
            fn refuses_another_type() {
                let spoiled = $of().change($place, |node| node.with_tag(STRANGE.into()));
                spoiled.assert_refused(fields!(@ tag($tag, STRANGE) $(, $why)?));
            }

            #[test]
            fn refuses_a_length_longer_than_needed() {
                let spoiled = $of().change($place, |node| node.with_length(der::Length::Long(1)));
                spoiled.assert_refused(Fault::LengthNotMinimal);
            }

            #[test]
            fn refuses_a_length_without_end() {
                let spoiled = $of().change($place, |node| node.with_length(der::Length::Indefinite));
                spoiled.assert_refused(Fault::IndefiniteLength);
            }
        }
    )+};
    (@ $usual:expr) => { $usual };
    (@ $usual:expr, $why:expr) => { $why };
}

/// Seven tests an extension, whatever it says (RFC 5280, 4.2), and those of [`fields`] about its value.
macro_rules! extensions {
    ($of:ident { $($name:ident: $oid:expr, $tag:literal;)+ }) => {$(
        mod $name {
            use super::*;

            #[test]
            fn refuses_it_twice() {
                $of().duplicate(Extension($oid, &[])).assert_refused(Fault::Duplicate);
            }

            #[test]
            fn refuses_it_without_an_identifier() {
                let spoiled = $of().remove(Extension($oid, &[0]));
                let found = spoiled.tag_there();
                spoiled.assert_refused(tag(0x06, found));
            }

            #[test]
            fn refuses_its_criticality_written_as_false() {
                $of().criticality($oid, der::boolean(false)).assert_refused(Fault::Boolean);
            }

            #[test]
            fn refuses_its_criticality_written_as_one() {
                $of().criticality($oid, Node::new(0x01, [0x01])).assert_refused(Fault::Boolean);
            }

            #[test]
            fn refuses_it_without_a_value() {
                $of().remove(Value($oid, &[0])).assert_refused(Fault::Truncated);
            }

            #[test]
            fn refuses_bytes_after_its_value() {
                $of().insert(Value($oid, &[1]), der::null()).assert_refused(Fault::TrailingBytes);
            }

            #[test]
            fn refuses_bytes_after_it() {
                $of().append(Extension($oid, &[]), der::null()).assert_refused(Fault::TrailingBytes);
            }

            fields! { $of { value: Value($oid, &[0]), $tag; } }
        }
    )+};
}

pub(crate) use {extensions, fields, refusals};

use super::*;
use crate::Error;
use alloc::vec::Vec;
use alloc::{format, vec};
use iso7816_tlv::ber;
use proptest::prelude::*;

fn fault<T: core::fmt::Debug>(result: Result<T, Error>) -> (usize, Fault) {
    match result {
        Err(Error::Tlv { offset, fault }) => (offset, fault),
        other => panic!("{other:?}"),
    }
}

fn first(bytes: &[u8]) -> Result<Option<Tlv<'_>>, Error> {
    Reader::new(bytes).read()
}

#[test]
fn tags_have_up_to_three_bytes() {
    for (bytes, number, length) in [
        (&[0x90, 0x00][..], 0x90, 1),
        (&[0xDF, 0x21, 0x00], 0xDF21, 2),
        (&[0xFF, 0x10, 0x00], 0xFF10, 2),
        (&[0x7F, 0x81, 0x22, 0x00], 0x7F8122, 3),
    ] {
        let tlv = first(bytes).unwrap().unwrap();
        assert_eq!((tlv.tag(), tlv.bytes().len()), (Tag::new(number), length + 1));
    }
}

#[test]
fn refuses_what_is_no_tag() {
    for bytes in
        [&[0x00, 0x00][..], &[0xDF], &[0xDF, 0x81], &[0xFF, 0xFF, 0xFF, 0xFF], &[0x1F, 0x80, 0x80, 0x01]]
    {
        assert_eq!(fault(first(bytes)), (0, Fault::NotATag), "{bytes:02X?}");
    }
}

#[test]
fn lengths_have_up_to_three_bytes_after_the_first() {
    for header in [&[0x04, 0x02][..], &[0x04, 0x81, 0x02], &[0x04, 0x82, 0, 2], &[0x04, 0x83, 0, 0, 2]] {
        let bytes = [header, &[0xAB, 0xCD]].concat();
        let tlv = first(&bytes).unwrap().unwrap();
        assert_eq!((tlv.value(), tlv.bytes()), (&[0xAB, 0xCD][..], &bytes[..]));
    }
}

#[test]
fn refuses_the_indefinite_length() {
    assert_eq!(fault(first(&[0x30, 0x80, 0x00, 0x00])), (0, Fault::IndefiniteLength));
}

#[test]
fn refuses_lengths_of_four_bytes_and_more() {
    assert_eq!(fault(first(&[0x04, 0x84, 0, 0, 0, 0])), (0, Fault::LengthTooLong { bytes: 4 }));
    assert_eq!(fault(first(&[0x04, 0xFF])), (0, Fault::LengthTooLong { bytes: 127 }));
}

#[test]
fn refuses_a_length_field_cut_off() {
    for bytes in [&[0x04][..], &[0x04, 0x81], &[0x04, 0x82, 1], &[0x04, 0x83, 1, 2]] {
        assert_eq!(fault(first(bytes)), (0, Fault::TruncatedLength), "{bytes:02X?}");
    }
}

#[test]
fn refuses_a_value_beyond_the_input() {
    assert_eq!(fault(first(&[0x04, 0x02, 0xAA])), (0, Fault::TruncatedValue { available: 1, length: 2 }));
    let longest = [0x04, 0x83, 0xFF, 0xFF, 0xFF];
    assert_eq!(fault(first(&longest)), (0, Fault::TruncatedValue { available: 0, length: 0xFF_FFFF }));
}

#[test]
fn refuses_a_child_that_reaches_beyond_its_parent() {
    // The child claims two bytes; the second belongs to the parent's neighbour.
    let bytes = [0x30, 0x03, 0x04, 0x02, 0xAA, 0xBB];
    let mut children = first(&bytes).unwrap().unwrap().children().unwrap();
    assert_eq!(fault(children.read()), (2, Fault::TruncatedValue { available: 1, length: 2 }));
}

#[test]
fn offsets_count_from_the_outermost_input() {
    let bytes = [0x04, 0x00, 0x7F, 0x21, 0x81, 0x06, 0x30, 0x04, 0x04, 0x02, 0xAA, 0xBB];
    let mut reader = Reader::new(&bytes);
    reader.require(Tag::new(0x04)).unwrap();
    let outer = reader.require(Tag::new(0x7F21)).unwrap();
    let inner = outer.children().unwrap().require(Tag::new(0x30)).unwrap();
    let innermost = inner.children().unwrap().require(Tag::new(0x04)).unwrap();
    assert_eq!((outer.offset(), inner.offset(), innermost.offset()), (2, 6, 8));
    assert_eq!(fault(innermost.children()), (8, Fault::NotConstructed { tag: Tag::new(0x04) }));
}

#[test]
fn refuses_the_wrong_tag_and_stays_where_it_was() {
    let mut reader = Reader::new(&[0x90, 0x00, 0x91, 0x00]);
    let (expected, found) = (Tag::new(0x91), Tag::new(0x90));
    assert_eq!(fault(reader.require(expected)), (0, Fault::WrongTag { expected, found }));
    reader.require(found).unwrap();
    reader.require(expected).unwrap();
    assert_eq!(fault(reader.require(found)), (4, Fault::Missing { expected: found }));
}

#[test]
fn refuses_trailing_bytes_where_nothing_may_follow() {
    let mut reader = Reader::new(&[0x90, 0x00, 0xFF, 0xFF]);
    reader.read().unwrap();
    assert_eq!(fault(reader.finish()), (2, Fault::TrailingBytes { bytes: 2 }));
}

#[test]
fn refuses_nesting_beyond_the_limit() {
    // As deep as 8 KB can be: an unbounded recursion would overflow the stack.
    let mut nested = vec![];
    for _ in 0..2_000 {
        let [.., high, low] = nested.len().to_be_bytes();
        nested.splice(0..0, [0x30, 0x82, high, low]);
    }
    let mut object = first(&nested).unwrap().unwrap();
    for _ in 1..Limits::default().depth {
        object = object.children().unwrap().read().unwrap().unwrap();
    }
    assert_eq!(fault(object.children()), (12, Fault::TooDeep { limit: 4 }));
}

#[test]
fn refuses_more_objects_than_the_limit() {
    let bytes = [0x04, 0x00].repeat(65);
    let mut reader = Reader::new(&bytes);
    for _ in 0..64 {
        reader.read().unwrap().unwrap();
    }
    assert_eq!(fault(reader.read()), (128, Fault::TooMany { limit: 64 }));
}

#[test]
fn as_many_objects_as_the_limit_allows_end_well() {
    let bytes = [0x04, 0x00].repeat(64);
    let mut reader = Reader::new(&bytes);
    while reader.read().unwrap().is_some() {}
    reader.finish().unwrap();
}

#[test]
fn refuses_input_over_the_size_limit() {
    let limits = Limits { bytes: 4, ..Limits::default() };
    assert!(Reader::with_limits(&[0x04, 0x02, 0, 0], limits).read().is_ok());
    let result = Reader::with_limits(&[0x04, 0x03, 0, 0, 0], limits).read();
    assert_eq!(fault(result), (0, Fault::InputTooLong { bytes: 5, limit: 4 }));
}

#[test]
fn debug_shows_no_value() {
    let tlv = first(b"\x04\x04name").unwrap().unwrap();
    let shown = format!("{tlv:?} {:?}", Reader::new(b"\x04\x04name"));
    assert_eq!(shown, "Tlv(04, 4 bytes at 0) Reader(6 bytes left at 0)");
}

/// A tree to be written and read again.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Leaf(u32, Vec<u8>),
    Node(u32, Vec<Tree>),
}

impl Tree {
    /// The shortest encoding.
    fn write(&self, out: &mut Vec<u8>) {
        let (tag, value) = match self {
            Self::Leaf(tag, value) => (tag, value.clone()),
            Self::Node(tag, children) => {
                let mut value = vec![];
                children.iter().for_each(|child| child.write(&mut value));
                (tag, value)
            }
        };
        out.extend(tag.to_be_bytes().into_iter().skip_while(|byte| *byte == 0));
        let [.., high, middle, low] = value.len().to_be_bytes();
        match (high, middle, low) {
            (0, 0, ..0x80) => out.push(low),
            (0, 0, _) => out.extend([0x81, low]),
            (0, ..) => out.extend([0x82, middle, low]),
            _ => out.extend([0x83, high, middle, low]),
        }
        out.extend(value);
    }

    fn read(tlv: &Tlv<'_>) -> Result<Self, Error> {
        if !tlv.tag().is_constructed() {
            return Ok(Self::Leaf(tlv.tag().into(), tlv.value().to_vec()));
        }
        let (mut reader, mut children) = (tlv.children()?, vec![]);
        while let Some(child) = reader.read()? {
            children.push(Self::read(&child)?);
        }
        Ok(Self::Node(tlv.tag().into(), children))
    }

    fn oracle(tlv: &ber::Tlv) -> Self {
        let tag = tlv.tag().to_bytes().iter().fold(0, |tag, byte| tag << 8 | u32::from(*byte));
        match tlv.value() {
            ber::Value::Primitive(value) => Self::Leaf(tag, value.clone()),
            ber::Value::Constructed(children) => Self::Node(tag, children.iter().map(Self::oracle).collect()),
        }
    }
}

fn tag(constructed: bool) -> impl Strategy<Value = u32> {
    let kind = if constructed { 0x20 } else { 0x00 };
    prop_oneof![
        (0_u32..4, 1_u32..31).prop_map(move |(class, number)| class << 6 | kind | number),
        (0_u32..4, 0_u32..0x80).prop_map(move |(class, low)| (class << 6 | kind | 0x1F) << 8 | low),
        (0_u32..4, 0x80_u32..0x100, 0_u32..0x80).prop_map(move |(class, high, low)| (class << 6
            | kind
            | 0x1F)
            << 16
            | high << 8
            | low),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    let value = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(any::<u8>(), 200..400), // two length bytes
    ];
    (tag(false), value).prop_map(|(tag, value)| Tree::Leaf(tag, value)).prop_recursive(3, 24, 6, |inner| {
        (tag(true), prop::collection::vec(inner, 0..6)).prop_map(|(tag, children)| Tree::Node(tag, children))
    })
}

/// Bytes that are often nearly an object.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let often =
        prop::sample::select(vec![0x30, 0x04, 0xDF, 0xFF, 0x7F, 0x21, 0x80, 0x81, 0x82, 0x83, 0, 1, 2, 3]);
    prop::collection::vec(prop_oneof![often, any::<u8>()], 0..24)
}

fn read_one(bytes: &[u8]) -> Result<Tree, Error> {
    let mut reader = Reader::new(bytes);
    let tlv = reader.read()?.ok_or(Error::Tlv { offset: 0, fault: Fault::NotATag })?;
    reader.finish()?;
    Tree::read(&tlv)
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(tree in tree()) {
        let mut bytes = vec![];
        tree.write(&mut bytes);
        prop_assert_eq!(read_one(&bytes).unwrap(), tree);
    }

    #[test]
    fn reads_a_tree_as_iso7816_tlv_does(tree in tree()) {
        let mut bytes = vec![];
        tree.write(&mut bytes);
        let oracle = ber::Tlv::from_bytes(&bytes).unwrap();
        prop_assert_eq!(read_one(&bytes).unwrap(), Tree::oracle(&oracle));
    }

    /// The oracle writes lengths anew, so it can only be asked about bytes in their shortest form.
    #[test]
    fn takes_and_refuses_as_iso7816_tlv_does(bytes in nearly()) {
        let oracle = ber::Tlv::from_bytes(&bytes).ok().filter(|tlv| tlv.to_vec() == bytes).map(|tlv| Tree::oracle(&tlv));
        let ours = read_one(&bytes);
        match (&ours, &oracle) {
            (Ok(tree), Some(oracle)) => prop_assert_eq!(tree, oracle),
            (Ok(tree), None) => {
                let mut shortest = vec![];
                tree.write(&mut shortest);
                prop_assert_ne!(shortest, bytes, "the oracle refuses what we take");
            }
            (Err(Error::Tlv { fault: Fault::TooDeep { .. }, .. }), Some(_)) => {}
            (Err(error), Some(_)) => prop_assert!(false, "we refuse what the oracle takes: {error:?}"),
            (Err(_), None) => {}
        }
    }

    #[test]
    fn objects_are_cut_as_stored_and_leave_no_gap(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut reader = Reader::new(&bytes);
        let mut joined = vec![];
        while let Ok(Some(tlv)) = reader.read() {
            prop_assert_eq!(tlv.offset(), joined.len());
            prop_assert!(tlv.bytes().ends_with(tlv.value()));
            joined.extend_from_slice(tlv.bytes());
        }
        prop_assert_eq!(reader.offset(), joined.len());
        joined.extend_from_slice(reader.remaining());
        prop_assert_eq!(joined, bytes);
    }
}

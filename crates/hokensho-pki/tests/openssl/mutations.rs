//! Trees of data values, spoiled one place at a time.

use hokensho_mock::der::{self, Length, Node};

/// A tree with one place of it spoiled, and what was done to it.
pub(crate) type Mutation = (String, Node);

/// Every place of a tree that has a tag, spoiled in every way.
pub(crate) fn of(tree: &Node) -> Vec<Mutation> {
    let spoiled = |place: Vec<usize>| {
        spoil(tree, &place).into_iter().map(move |(what, tree)| (format!("{what} at {place:?}"), tree))
    };
    places(tree).into_iter().flat_map(spoiled).collect()
}

/// Every so many bytes one bit turned over, another one each time.
pub(crate) fn bits(bytes: &[u8], step: usize) -> Vec<(String, Vec<u8>)> {
    let turned = |at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << (at / step % 8);
        (format!("byte {at}"), bytes)
    };
    (0..bytes.len()).step_by(step).map(turned).collect()
}

/// The path to every node of a tree that has a tag, the root left out.
fn places(tree: &Node) -> Vec<Vec<usize>> {
    let mut places = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(place) = open.pop() {
        let children = tree.at(&place).unwrap().children().len();
        open.extend((0..children).map(|child| [&place[..], &[child]].concat()));
        if !place.is_empty() && tree.at(&place).unwrap().tag().is_some() {
            places.push(place);
        }
    }
    places
}

/// One node, spoiled in every way.
fn spoil(tree: &Node, place: &[usize]) -> Vec<(&'static str, Node)> {
    let edited = |edit: &dyn Fn(&mut Node)| {
        let mut tree = tree.clone();
        edit(&mut tree);
        tree
    };
    let replaced = |node: Node| edited(&|tree| drop(tree.replace(place, node.clone()).unwrap()));
    let node = tree.at(place).unwrap();
    let tag = node.tag().unwrap();
    let [mut longer, mut first, mut last] = [(); 3].map(|()| node.body());
    longer.push(0);
    first.first_mut().into_iter().for_each(|byte| *byte ^= 0x80);
    last.last_mut().into_iter().for_each(|byte| *byte ^= 1);
    let moved = |tree: &mut Node| {
        let node = tree.remove(place).unwrap();
        // Behind its next sibling, or to the front if it is the last.
        let (index, parent) = place.split_last().unwrap();
        let siblings = tree.at(parent).unwrap().children().len();
        let target = if *index < siblings { index + 1 } else { 0 };
        tree.insert(&[parent, &[target]].concat(), node).unwrap();
    };
    vec![
        ("left out", edited(&|tree| drop(tree.remove(place).unwrap()))),
        ("twice", edited(&|tree| tree.duplicate(place).unwrap())),
        ("moved", edited(&moved)),
        ("null", replaced(der::null())),
        ("empty", replaced(Node::new(tag, []))),
        ("with a byte more", replaced(Node::new(tag, longer))),
        ("with another first bit", replaced(Node::new(tag, first))),
        ("with another last bit", replaced(Node::new(tag, last))),
        ("with another tag", replaced(node.clone().with_tag(tag ^ 1))),
        ("with a long length", replaced(node.clone().with_length(Length::Long(1)))),
    ]
}

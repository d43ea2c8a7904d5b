//! Documents of the mock with one thing wrong in them.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Authority, Key, Ocsp, OcspStatus, Reason, responder_id, signed};
use hokensho_pki::{Crl, Document, Error, Fault, Purpose, Role, Rule, TestAnchors};

use super::super::setting::{DAY, NOW, adult, now, verifier, verify, verify_sign};
use super::super::{ocsp, revocation_lists};

#[derive(Clone, Copy)]
enum Kind {
    Answer,
    Ca,
    Leaf,
    List,
    Responder,
    SignLeaf,
}

impl Kind {
    const fn document(self) -> Document {
        match self {
            Self::Answer => Document::OcspResponse,
            Self::Ca => Document::AnchorCertificate,
            Self::Leaf | Self::SignLeaf => Document::Certificate,
            Self::List => Document::RevocationList,
            Self::Responder => Document::ResponderCertificate,
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Answer | Self::Responder => Role::Responder,
            Self::Ca => Role::Anchor,
            Self::Leaf | Self::SignLeaf => Role::Leaf,
            Self::List => Role::RevocationList,
        }
    }

    fn key(self) -> Key {
        if matches!(self, Self::SignLeaf) { Authority::Sign.key() } else { Authority::Auth.key() }
    }

    /// Where the part that is signed stands, before its algorithm and signature.
    const fn frame(self) -> &'static [usize] {
        if matches!(self, Self::Answer) { &[1, 0, 1, 0] } else { &[] }
    }

    /// Where the extensions stand in the part that is signed.
    const fn extensions(self) -> [usize; 2] {
        match self {
            Self::Answer => [3, 0],
            Self::Ca | Self::Leaf | Self::Responder | Self::SignLeaf => [7, 0],
            Self::List => [6, 0],
        }
    }

    fn check(self, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Self::Answer => ocsp::ask(bytes).map(drop),
            Self::Ca => TestAnchors::new().accept(Purpose::Authentication, bytes),
            Self::Leaf => verify(bytes),
            Self::List => verifier().verify_crl(Crl::parse(bytes)?, Purpose::Authentication, now()).map(drop),
            Self::Responder => ocsp::ask(&ocsp::answered_with([Node::raw(bytes)])).map(drop),
            Self::SignLeaf => verify_sign(bytes),
        }
    }
}

/// A place in a document.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// An extension or a part of it.
    Extension(&'a [u32], &'a [usize]),
    /// In the part that is signed.
    Field(&'a [usize]),
    /// Anywhere, counted from the whole; what is done there isn't signed.
    Outside(&'a [usize]),
    /// In the OCTET STRING of an extension: its value is 0.
    Value(&'a [u32], &'a [usize]),
}

/// A document, spoiled at one place.
pub(super) struct Spoiled {
    kind: Kind,
    whole: Node,
    place: Vec<usize>,
}

impl Spoiled {
    fn new(kind: Kind, whole: Node) -> Self {
        Self { kind, whole, place: Vec::new() }
    }

    fn signed(kind: Kind, body: &Node) -> Self {
        Self::new(kind, signed(body, &kind.key()))
    }

    fn path(&self, place: Place<'_>) -> Vec<usize> {
        let body = [self.kind.frame(), &[0]].concat();
        let extension = |oid| {
            let list = [&body[..], &self.kind.extensions()].concat();
            let extensions = self.whole.at(&list).unwrap().children();
            let is_it = |extension: &Node| extension.children().first() == Some(&der::oid(oid));
            [list, vec![extensions.iter().position(is_it).unwrap()]].concat()
        };
        match place {
            Place::Extension(oid, below) => [&extension(oid), below].concat(),
            Place::Field(path) => [&body, path].concat(),
            Place::Outside(path) => path.to_vec(),
            Place::Value(oid, below) => {
                let extension = extension(oid);
                let value = self.whole.at(&extension).unwrap().children().len() - 1;
                [&extension[..], &[value], below].concat()
            }
        }
    }

    /// Edits a place, and signs what came of it.
    fn edit(mut self, place: Place<'_>, edit: impl FnOnce(&mut Node, &[usize])) -> Self {
        self.place = self.path(place);
        edit(&mut self.whole, &self.place);
        if !matches!(place, Place::Outside(_)) {
            let frame = self.whole.at_mut(self.kind.frame()).unwrap();
            let signature = self.kind.key().sign_sha256(&frame.at(&[0]).unwrap().encode());
            frame.replace(&[2], der::bits(0, &signature)).unwrap();
        }
        self
    }

    pub(super) fn change(self, place: Place<'_>, change: impl FnOnce(Node) -> Node) -> Self {
        self.edit(place, |whole, path| {
            let node = whole.at(path).unwrap().clone();
            whole.replace(path, change(node)).unwrap();
        })
    }

    pub(super) fn replace(self, place: Place<'_>, node: Node) -> Self {
        self.change(place, |_| node)
    }

    pub(super) fn remove(self, place: Place<'_>) -> Self {
        self.edit(place, |whole, path| {
            whole.remove(path).unwrap();
        })
    }

    pub(super) fn insert(self, place: Place<'_>, node: Node) -> Self {
        self.edit(place, |whole, path| whole.insert(path, node).unwrap())
    }

    /// Puts a node behind the others of this place.
    pub(super) fn append(self, place: Place<'_>, node: Node) -> Self {
        let mut end = 0;
        let mut spoiled = self.edit(place, |whole, path| {
            end = whole.at(path).unwrap().children().len();
            whole.insert(&[path, &[end]].concat(), node).unwrap();
        });
        spoiled.place.push(end);
        spoiled
    }

    /// The second one is the place that is spoiled.
    pub(super) fn duplicate(self, place: Place<'_>) -> Self {
        let mut spoiled = self.edit(place, |whole, path| whole.duplicate(path).unwrap());
        if let Some(last) = spoiled.place.last_mut() {
            *last += 1;
        }
        spoiled
    }

    /// Adds an extension behind the others.
    pub(super) fn add(self, extension: Node) -> Self {
        let list = self.kind.extensions();
        self.append(Place::Field(&list), extension)
    }

    /// Gives an extension another value, as critical as it was.
    pub(super) fn set(self, oid: &[u32], value: Node) -> Self {
        self.replace(Place::Value(oid, &[0]), value)
    }

    /// Writes how critical an extension is.
    pub(super) fn criticality(self, oid: &[u32], flag: Node) -> Self {
        let plain = self.whole.at(&self.path(Place::Extension(oid, &[]))).unwrap().children().len() == 2;
        let place = Place::Extension(oid, &[1]);
        if plain { self.insert(place, flag) } else { self.replace(place, flag) }
    }

    /// Makes an extension critical that isn't, and the other way round. The extension itself is the place.
    pub(super) fn turn(self, oid: &[u32]) -> Self {
        self.edit(Place::Extension(oid, &[]), |whole, path| {
            let flag = [path, &[1]].concat();
            if whole.at(path).unwrap().children().len() == 2 {
                whole.insert(&flag, der::boolean(true)).unwrap();
            } else {
                whole.remove(&flag).unwrap();
            }
        })
    }

    /// The tag of what stands at the spoiled place now.
    pub(super) fn tag_there(&self) -> u8 {
        self.whole.at(&self.place).unwrap().tag().unwrap().try_into().unwrap()
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        self.whole.encode()
    }

    #[track_caller]
    pub(super) fn assert_refused(self, why: impl Why) {
        assert_eq!(self.kind.check(&self.whole.encode()), Err(why.error(&self)));
    }

    /// The fault shows at another place than that which was spoiled.
    #[track_caller]
    pub(super) fn assert_refused_at(mut self, place: Place<'_>, why: impl Why) {
        self.place = self.path(place);
        self.assert_refused(why);
    }

    #[track_caller]
    pub(super) fn assert_accepted(self) {
        assert_eq!(self.kind.check(&self.whole.encode()), Ok(()));
    }
}

/// Why a document is refused: a fault at the spoiled place, a rule that it breaks, or another error.
pub(super) trait Why {
    fn error(self, spoiled: &Spoiled) -> Error;
}

impl Why for Error {
    fn error(self, _: &Spoiled) -> Error {
        self
    }
}

impl Why for Fault {
    fn error(self, spoiled: &Spoiled) -> Error {
        let (document, offset) = (spoiled.kind.document(), offset(&spoiled.whole, &spoiled.place));
        Error::Malformed { document, offset, fault: self }
    }
}

impl Why for Rule {
    fn error(self, spoiled: &Spoiled) -> Error {
        Error::Rule { role: spoiled.kind.role(), rule: self }
    }
}

/// The byte at which the node at this path begins, or would begin.
fn offset(tree: &Node, path: &[usize]) -> usize {
    let Some((index, below)) = path.split_first() else { return 0 };
    let header = tree.encode().len() - tree.body().len();
    let before: usize = tree.children().iter().take(*index).map(|child| child.encode().len()).sum();
    header + before + tree.children().get(*index).map_or(0, |child| offset(child, below))
}

pub(super) fn leaf() -> Spoiled {
    Spoiled::signed(Kind::Leaf, &adult().auth_tbs())
}

pub(super) fn sign_leaf() -> Spoiled {
    Spoiled::signed(Kind::SignLeaf, &adult().sign_tbs().unwrap())
}

pub(super) fn ca() -> Spoiled {
    Spoiled::signed(Kind::Ca, &Authority::Auth.certificate_tbs())
}

pub(super) fn list() -> Spoiled {
    Spoiled::signed(Kind::List, &revocation_lists::tbs())
}

/// The CA's answer that the adult's leaf is good.
pub(super) fn answer() -> Spoiled {
    Spoiled::new(Kind::Answer, ocsp::answer().response(&ocsp::answer().tbs()))
}

/// That the adult's leaf was revoked.
pub(super) fn revoked_answer() -> Spoiled {
    let answer =
        Ocsp { status: OcspStatus::Revoked { at: NOW - DAY, reason: Reason::Superseded }, ..ocsp::answer() };
    Spoiled::new(Kind::Answer, answer.response(&answer.tbs()))
}

/// The certificate of the responder that the CA appointed, which a good answer brings along.
pub(super) fn responder() -> Spoiled {
    Spoiled::signed(Kind::Responder, &pki::responder_tbs(Authority::Auth, &ocsp::responder()))
}

#[test]
fn what_is_not_spoiled_is_accepted() {
    for unspoiled in [leaf(), sign_leaf(), ca(), list(), answer(), revoked_answer(), responder()] {
        unspoiled.assert_accepted();
    }
    assert_ne!(responder_id(&ocsp::responder()), responder_id(&Authority::Auth.key()));
}

#[test]
fn places_are_counted_in_bytes() {
    let tree = der::sequence([der::null(), der::octets_of(der::sequence([der::boolean(true)]))]);
    let paths: [&[usize]; 6] = [&[], &[0], &[1], &[1, 0], &[1, 0, 0], &[1, 0, 1]];
    assert_eq!(paths.map(|path| offset(&tree, path)), [0, 2, 4, 6, 8, 11]);
}

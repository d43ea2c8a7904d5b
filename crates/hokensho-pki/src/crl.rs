//! Revocation lists (RFC 5280, 5).

mod entry;
mod index;
mod scope;
mod signed;
#[cfg(feature = "std")]
mod store;

pub use entry::{Listed, Reason};
pub(crate) use entry::{Status, read_reason};
pub use index::{CrlIndex, IndexFault};
pub(crate) use scope::ScopeRule;
pub use scope::{Coverage, IssuingDistributionPoint};
pub use signed::SignedCrl;
#[cfg(feature = "std")]
pub use store::CrlStore;

use core::fmt;

use crate::algorithm::SchemeRules;
use crate::backend::Backend;
use crate::certificate::{AuthorityKeyId, KeyUsage, each_extension, same_algorithm};
use crate::der::{Fault, Reader, Result, tag};
use crate::validation::{Authority, check_time, names_key_of, prepare};
use crate::{
    Certificate, Document, Error, Fingerprint, Name, Revocation, Role, Rule, SignatureAlgorithm, Time,
    Unchecked,
};

/// A revocation list as it was read: complete, direct, of version 2, every critical extension understood,
/// nothing verified.
///
/// Delta lists, the lists that they belong to, indirect lists and lists of some reasons only are refused: what they don't
/// say would be taken for good.
///
/// ```
/// use hokensho_pki::{Crl, Error, Fault};
///
/// # use hokensho_mock::{Persona, pki::{self, Authority, Municipality}};
/// # let chiyoda = Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
/// # let (this_update, next_update) = (1_795_302_000, 1_795_392_000);
/// # let list = pki::Crl { authority: Authority::Auth, municipality: chiyoda, number: 7, this_update, next_update, revoked: &[] };
/// # let bytes = Authority::Auth.issue(&list.tbs());
/// let crl = Crl::parse(&bytes)?;
/// assert!(crl.is_empty() && crl.this_update() < crl.next_update());
///
/// let cut = Crl::parse(&[0x30, 0x03, 0x30]);
/// assert!(matches!(cut, Err(Error::Malformed { fault: Fault::Truncated, .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Crl<'a> {
    frame: Frame<'a>,
    /// Of no anchor, as long as nobody verified the list.
    index: CrlIndex,
}

/// All of a list but its entries.
#[derive(Clone)]
struct Frame<'a> {
    signed: &'a [u8],
    signature_algorithm: SignatureAlgorithm,
    issuer: Name<'a>,
    this_update: Time,
    next_update: Time,
    extensions: CrlExtensions<'a>,
    signature: &'a [u8],
}

impl<'a> Crl<'a> {
    /// Reads one list from DER, with nothing after it.
    ///
    /// The entries become an index: hardly any memory is taken but that, at most three times the bytes of the list and a
    /// third for long lists like JPKI's, and time grows with the number of entries. The bytes of a list, less than 4 GiB,
    /// bound it.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the fault and its offset: not DER, not version 2, without the time of the next list,
    /// with an unknown critical extension (on the list or on an entry), a delta, an indirect list, a serial twice,
    /// serials chosen to make look-ups slow ([`Fault::TooMany`](crate::Fault::TooMany)).
    pub fn parse(der: &'a [u8]) -> core::result::Result<Self, Error> {
        read(der).map_err(|located| Error::malformed(Document::RevocationList, located))
    }

    /// The bytes that are signed, cut from the input.
    #[must_use]
    pub const fn signed(&self) -> &'a [u8] {
        self.frame.signed
    }

    /// How the list is signed.
    #[must_use]
    pub const fn signature_algorithm(&self) -> SignatureAlgorithm {
        self.frame.signature_algorithm
    }

    /// The signature over [`Crl::signed`].
    #[must_use]
    pub const fn signature(&self) -> &'a [u8] {
        self.frame.signature
    }

    /// Who issued it.
    #[must_use]
    pub const fn issuer(&self) -> Name<'a> {
        self.frame.issuer
    }

    /// Which key signed it, if it says so.
    #[must_use]
    pub const fn authority_key_id(&self) -> Option<AuthorityKeyId<'a>> {
        self.frame.extensions.authority_key_id
    }

    /// When it was issued.
    #[must_use]
    pub const fn this_update(&self) -> Time {
        self.frame.this_update
    }

    /// By when the next is issued.
    #[must_use]
    pub const fn next_update(&self) -> Time {
        self.frame.next_update
    }

    /// Its number (RFC 5280, 5.2.3), big-endian, if it has one; lists of one scope count upwards.
    #[must_use]
    pub const fn number(&self) -> Option<&'a [u8]> {
        self.frame.extensions.number
    }

    /// What it speaks of, if it says so.
    #[must_use]
    pub const fn issuing_distribution_point(&self) -> Option<&IssuingDistributionPoint<'a>> {
        self.frame.extensions.scope.as_ref()
    }

    /// How many certificates it lists.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it lists none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Verifies the list by the certificate of its issuer: for whoever checks other certificates than a card's.
    ///
    /// The issuer is believed as it is given, and a list needs no scope; so no path of a card's takes what comes out.
    /// [`Verifier::verify_crl`](crate::Verifier::verify_crl) asks that the issuer is an anchor,
    /// [`PathValidator::check_revocation`](crate::PathValidator::check_revocation) that it stands in a path.
    ///
    /// ```
    /// use hokensho_mock::pki::Entity;
    /// use hokensho_pki::{Certificate, Crl, Revocation, RustCrypto, Time};
    ///
    /// # let root = Entity::new("Root", "adult-auth").ok_or("no key")?;
    /// # let leaf = Entity::new("Leaf", "adult-sign").ok_or("no key")?;
    /// # let validity = [1_577_836_800, 2_208_988_800];
    /// # let issuer = root.sign(&root.tbs(&root, 1, validity, root.extensions(&root)));
    /// # let leaf = root.sign(&root.tbs(&leaf, 2, validity, root.extensions(&leaf)));
    /// # let list = root.sign(&root.list_tbs(7, [1_795_302_000, 1_795_392_000], &[], []));
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let list = Crl::parse(&list)?.verify(&RustCrypto, &Certificate::parse(&issuer)?, now)?;
    /// let said = list.revocation(&Certificate::parse(&leaf)?, now, 300);
    /// assert_eq!(said, Revocation::Good { as_of: list.crl().this_update() });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Rule`] (another issuer, another key of it, or one that doesn't sign lists), [`Error::NotYetValid`] or
    /// [`Error::Expired`] (the issuer), [`Error::BadSignature`], [`Error::AlgorithmUnsupported`],
    /// [`Error::SchemeRefused`] or [`Error::KeyUnusable`].
    pub fn verify<B: Backend>(
        self,
        backend: &B,
        issuer: &Certificate<'_>,
        now: Time,
    ) -> core::result::Result<SignedCrl<'a>, Error> {
        Role::RevocationList.require(self.issuer().matches(&issuer.subject()), Rule::IssuerName)?;
        check_time(issuer, Role::issuer(0), now)?;
        let (schemes, key) = (SchemeRules::default(), &prepare(backend, issuer)?);
        self.check_signed(&Authority { backend, schemes, certificate: issuer, key })?;
        Ok(SignedCrl::new(self, Fingerprint::of(issuer.der())))
    }

    /// RFC 5280, 6.3.3 (f) and (g): whether a CA signed the list that may sign lists.
    pub(crate) fn check_signed<B: Backend>(&self, by: &Authority<'_, B>) -> core::result::Result<(), Error> {
        let usage = by.certificate.extensions().key_usage;
        let signs_lists = usage.is_none_or(|usage| usage.value.contains(KeyUsage::CRL_SIGN));
        Role::issuer(0).require(signs_lists, Rule::IssuerSignsLists)?;
        let names_it = names_key_of(self.authority_key_id(), by.certificate);
        Role::RevocationList.require(names_it, Rule::AuthorityKeyId)?;
        let (algorithm, signature) = (self.signature_algorithm(), self.signature());
        by.verify(by.key, Document::RevocationList, algorithm, self.signed(), signature)
    }

    /// What the list says about a certificate, if its signature is right, by no more than RFC 5280 asks for.
    pub(crate) fn about(
        &self,
        certificate: &Certificate<'_>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Revocation {
        if !self.issuer().matches(&certificate.issuer()) {
            return Revocation::NotChecked { why: Unchecked::OtherIssuer };
        }
        Revocation::look_up(&self.index, certificate, ScopeRule::AcceptMissing, now, tolerance_seconds)
    }
}

/// The extensions of a list that are understood.
#[derive(Clone, Default)]
struct CrlExtensions<'a> {
    authority_key_id: Option<AuthorityKeyId<'a>>,
    number: Option<&'a [u8]>,
    scope: Option<IssuingDistributionPoint<'a>>,
}

fn read(der: &[u8]) -> Result<Crl<'_>> {
    let mut document = Reader::new(der);
    let mut outer = document.sequence()?;
    document.finish()?;
    let body = outer.require(tag::SEQUENCE)?;
    let stated = outer;
    let signature_algorithm = SignatureAlgorithm::read(&mut outer)?;
    let signature = outer.require(tag::BIT_STRING)?.octets()?;
    outer.finish()?;

    let mut fields = body.reader();
    // Version 2 is written 1; version 1 has no extensions and so no scope.
    let version = fields.require(tag::INTEGER)?;
    if version.content != [1] {
        return version.fault(Fault::Version);
    }
    same_algorithm(&mut fields, stated)?;
    let issuer = Name::read_filled(&mut fields)?;
    let this_update = fields.time()?;
    // RFC 5280, 5.1.2.5: "Conforming CRL issuers MUST include the nextUpdate field".
    let due = fields;
    let next_update = fields.time()?;
    if next_update < this_update {
        return due.fault(Fault::TimeOrder);
    }
    let entries = match fields.optional(tag::SEQUENCE)? {
        // RFC 5280, 5.1.2.6: without revoked certificates "the revoked certificates list MUST be absent".
        Some(list) if list.content.is_empty() => return list.fault(Fault::Empty),
        Some(list) => list.reader(),
        None => Reader::new(&[]),
    };
    let extensions = read_extensions(fields.require(tag::constructed(0))?.reader())?;
    fields.finish()?;
    let signed = body.whole;
    let frame =
        Frame { signed, signature_algorithm, issuer, this_update, next_update, extensions, signature };
    let index = CrlIndex::build(&frame, entries)?;
    Ok(Crl { frame, index })
}

fn read_extensions(mut explicit: Reader<'_>) -> Result<CrlExtensions<'_>> {
    let list = explicit.filled_sequence()?;
    explicit.finish()?;
    let (mut authority_key_id, mut number, mut scope) = (None, None, None);
    each_extension(list, |extension| match extension.oid {
        [0x55, 0x1D, 20] => {
            extension.never_critical()?;
            extension.set(&mut number, |value| value.require(tag::INTEGER)?.unsigned())
        }
        // The list of changes itself, and where to find one: what it holds would be missing here.
        [0x55, 0x1D, 27 | 46] => extension.fault(Fault::DeltaList),
        [0x55, 0x1D, 28] => extension.set(&mut scope, IssuingDistributionPoint::read),
        [0x55, 0x1D, 35] => {
            extension.never_critical()?;
            extension.set(&mut authority_key_id, AuthorityKeyId::read)
        }
        _ => extension.unknown(),
    })?;
    Ok(CrlExtensions {
        authority_key_id: authority_key_id.map(|found| found.value),
        number: number.map(|found| found.value),
        scope: scope.map(|found| found.value),
    })
}

impl fmt::Debug for Crl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crl({} entries, {} to {})", self.len(), self.this_update(), self.next_update())
    }
}

/// A revocation list that an anchor signed, with its number and the name of its key.
///
/// Made by [`Verifier::verify_crl`](crate::Verifier::verify_crl) only. What it says of a leaf is asked by
/// [`VerifiedPath::check_revocation`](crate::VerifiedPath::check_revocation).
///
/// ```
/// use hokensho_pki::{Crl, Fingerprint, Purpose, Time};
///
/// # use hokensho_mock::{Persona, pki::{self, Authority, Municipality}};
/// # let chiyoda = Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
/// # let (this_update, next_update) = (1_795_302_000, 1_795_392_000);
/// # let list = pki::Crl { authority: Authority::Auth, municipality: chiyoda, number: 7, this_update, next_update, revoked: &[] };
/// # let bytes = Authority::Auth.issue(&list.tbs());
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// let list = verifier.verify_crl(Crl::parse(&bytes)?, Purpose::Authentication, now)?;
/// assert_eq!(list.anchor(), Fingerprint::of(adult.auth_ca_certificate()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct VerifiedCrl<'a> {
    crl: Crl<'a>,
}

impl<'a> VerifiedCrl<'a> {
    pub(crate) fn new(mut crl: Crl<'a>, anchor: Fingerprint) -> Self {
        crl.index.seal(&crl.frame, anchor);
        Self { crl }
    }

    /// The list.
    #[must_use]
    pub const fn crl(&self) -> &Crl<'a> {
        &self.crl
    }

    /// The fingerprint of the CA certificate that verified it.
    #[must_use]
    pub const fn anchor(&self) -> Fingerprint {
        self.crl.index.anchor()
    }

    /// What it lists, ready to be asked.
    #[must_use]
    pub const fn index(&self) -> &CrlIndex {
        &self.crl.index
    }

    /// What it lists, to be kept without the list.
    #[must_use]
    pub fn into_index(self) -> CrlIndex {
        self.crl.index
    }
}

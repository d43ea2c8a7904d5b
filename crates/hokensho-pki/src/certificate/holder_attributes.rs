//! Whom a signing leaf names (基本4情報): six otherNames in its subject alternative name.
//!
//! The arc and the six kinds are read from certificates of test cards and agree with what several readers of real cards
//! report; no specification of them is public, so that nothing here refuses what it doesn't know.

mod birth_date;
mod owned;
mod sex;
mod text;

pub use birth_date::{BirthDate, Era};
pub use owned::OwnedHolderAttributes;
pub use sex::Sex;
pub use text::{CertifiedText, FlagFinding};

use core::fmt;

use crate::der::{Reader, tag};
use crate::{GeneralName, GeneralNames, Oid};

/// 1.2.392.200149.8.5.5, to which one byte is added.
const ARC: &[u8] = &[0x2A, 0x83, 0x08, 0x8C, 0x9B, 0x55, 0x08, 0x05, 0x05];

/// One of the six otherNames of a signing leaf, by the last number of its identifier.
///
/// ```
/// use hokensho_pki::{AttributeKind, Oid};
///
/// let address: Oid = "1.2.392.200149.8.5.5.5".parse()?;
/// assert_eq!(AttributeKind::of(address), Some(AttributeKind::Address));
/// let furigana: Oid = "1.2.392.200149.8.5.5.7".parse()?; // made up
/// assert_eq!(AttributeKind::of(furigana), None);
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttributeKind {
    /// 5: 住所.
    Address,
    /// 6: which characters of the address were replaced.
    AddressFlags,
    /// 4: 生年月日.
    BirthDate,
    /// 1: 氏名.
    Name,
    /// 2: which characters of the name were replaced.
    NameFlags,
    /// 3: 性別.
    Sex,
}

impl AttributeKind {
    /// The kind with this identifier, if it is one of the six.
    #[must_use]
    pub fn of(oid: Oid) -> Option<Self> {
        match oid.content().strip_prefix(ARC)? {
            [1] => Some(Self::Name),
            [2] => Some(Self::NameFlags),
            [3] => Some(Self::Sex),
            [4] => Some(Self::BirthDate),
            [5] => Some(Self::Address),
            [6] => Some(Self::AddressFlags),
            _ => None,
        }
    }
}

/// The four attributes of a signing leaf (基本4情報), as a view.
///
/// Each is what the certificate says: verified if the certificate is. What is missing is `None`; what isn't known or
/// isn't text comes from [`others`](HolderAttributes::others) as it stands, never as an error. `Debug` shows none of it.
///
/// ```
/// use hokensho_pki::{Certificate, Sex};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let leaf = Certificate::parse(adult.sign_certificate().ok_or("no certificate")?)?;
/// let holder = leaf.holder_attributes().ok_or("no attributes")?;
/// let name = holder.name().ok_or("no name")?;
/// assert!(name.text().contains('\u{3000}'), "between family name and given name");
/// assert_eq!(name.replaced().count(), 0);
/// assert!(matches!(holder.sex(), Some(Sex::Female | Sex::Male)));
/// assert!(holder.birth_date().is_some_and(|birth| birth.date().is_some()));
/// assert_eq!(holder.others().count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct HolderAttributes<'a>(GeneralNames<'a>);

impl<'a> HolderAttributes<'a> {
    pub(super) const fn of(names: GeneralNames<'a>) -> Self {
        Self(names)
    }

    /// 氏名: family name, ideographic space, given name, with the flags of its characters.
    #[must_use]
    pub fn name(&self) -> Option<CertifiedText<'a>> {
        self.text(AttributeKind::Name)
            .map(|text| CertifiedText::new(text, self.text(AttributeKind::NameFlags)))
    }

    /// 住所, with the flags of its characters.
    #[must_use]
    pub fn address(&self) -> Option<CertifiedText<'a>> {
        let flags = self.text(AttributeKind::AddressFlags);
        self.text(AttributeKind::Address).map(|text| CertifiedText::new(text, flags))
    }

    /// 性別.
    #[must_use]
    pub fn sex(&self) -> Option<Sex<'a>> {
        self.text(AttributeKind::Sex).map(Sex::of)
    }

    /// 生年月日, any part of which may be unknown; `None` if it isn't there, or not in the form of nine digits.
    #[must_use]
    pub fn birth_date(&self) -> Option<BirthDate> {
        self.text(AttributeKind::BirthDate).and_then(BirthDate::parse)
    }

    /// The text of an attribute as it stands, whatever its form; the first one, if it is there twice.
    ///
    /// ```
    /// use hokensho_pki::{AttributeKind, Certificate};
    ///
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// let leaf = Certificate::parse(adult.sign_certificate().ok_or("no certificate")?)?;
    /// let holder = leaf.holder_attributes().ok_or("no attributes")?;
    /// assert_eq!(holder.text(AttributeKind::BirthDate).map(str::len), Some(9));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, kind: AttributeKind) -> Option<&'a str> {
        self.0.iter().filter_map(understood).find_map(|(found, text)| (found == kind).then_some(text))
    }

    /// Every name that isn't one of the six: of another kind, not text, or there a second time. A furigana or a former
    /// surname (旧氏) may be among them, whose form isn't public.
    pub fn others(&self) -> impl Iterator<Item = GeneralName<'a>> + use<'a> {
        let names = self.0;
        // At most 32 squared.
        names.iter().enumerate().filter_map(move |(at, name)| {
            let same = |kind| names.iter().take(at).filter_map(understood).any(|(found, _)| found == kind);
            understood(name).is_none_or(|(kind, _)| same(kind)).then_some(name)
        })
    }
}

/// An attribute with its UTF8String.
fn understood(name: GeneralName<'_>) -> Option<(AttributeKind, &str)> {
    let GeneralName::Other { kind, value } = name else { return None };
    let mut value = Reader::new(value);
    let text = value.require(tag::UTF8_STRING).ok()?.content;
    Some((AttributeKind::of(kind)?, core::str::from_utf8(text).ok()?))
}

impl fmt::Debug for HolderAttributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HolderAttributes({} names)", self.0.iter().count())
    }
}

use core::fmt;

/// A name or an address, with the flags that say which of its characters stand for another.
///
/// What JIS level 1 and 2 and the supplementary characters don't have is replaced in a certificate, and flagged: one
/// digit for each character, `1` where it was replaced (reported by readers of real cards; unverified). Flags that don't
/// fit are a finding, since the text is certified all the same. `Debug` shows neither.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let leaf = hokensho_pki::Certificate::parse(adult.sign_certificate().ok_or("no certificate")?)?;
/// let address = leaf.holder_attributes().and_then(|it| it.address()).ok_or("no address")?;
/// assert_eq!(address.finding(), None);
/// assert_eq!(address.flags().map(str::len), Some(address.text().chars().count()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CertifiedText<'a> {
    text: &'a str,
    flags: Option<&'a str>,
}

impl<'a> CertifiedText<'a> {
    pub(super) const fn new(text: &'a str, flags: Option<&'a str>) -> Self {
        Self { text, flags }
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The flags as they stand.
    #[must_use]
    pub const fn flags(&self) -> Option<&'a str> {
        self.flags
    }

    /// The places of the characters that were replaced, counted from 0: as many as the flags tell.
    pub fn replaced(&self) -> impl Iterator<Item = usize> + use<'a> {
        let flags = self.flags.unwrap_or_default().chars().zip(self.text.chars()).enumerate();
        flags.filter_map(|(place, (flag, _))| (flag == '1').then_some(place))
    }

    /// What is wrong with the flags, if anything is: then [`replaced`](CertifiedText::replaced) may not tell all.
    #[must_use]
    pub fn finding(&self) -> Option<FlagFinding> {
        let Some(text) = self.flags else { return Some(FlagFinding::Missing) };
        let (characters, flags) = (self.text.chars().count(), text.chars().count());
        if characters != flags {
            Some(FlagFinding::Length { characters, flags })
        } else if text.contains(|flag| !matches!(flag, '0' | '1')) {
            Some(FlagFinding::Unknown)
        } else {
            None
        }
    }
}

impl fmt::Debug for CertifiedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CertifiedText(..)")
    }
}

/// What is wrong with the flags of a name or an address.
///
/// ```
/// use hokensho_pki::FlagFinding;
///
/// assert_eq!(FlagFinding::Missing.to_string(), "no flags");
/// let short = FlagFinding::Length { characters: 5, flags: 4 };
/// assert_eq!(short.to_string(), "4 flags for 5 characters");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FlagFinding {
    /// There are more or fewer of them than characters.
    Length {
        /// The characters of the text.
        characters: usize,
        /// The flags.
        flags: usize,
    },
    /// There are none.
    Missing,
    /// One of them is neither 0 nor 1.
    Unknown,
}

impl fmt::Display for FlagFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { characters, flags } => write!(f, "{flags} flags for {characters} characters"),
            Self::Missing => f.write_str("no flags"),
            Self::Unknown => f.write_str("a flag that is neither 0 nor 1"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn replaced_characters_are_told_by_place() {
        let name = CertifiedText::new("𠮷田　太郎", Some("10001"));
        assert_eq!(name.replaced().collect::<Vec<_>>(), [0, 4], "a supplementary character counts once");
        assert_eq!(name.finding(), None);
    }

    #[test]
    fn flags_that_do_not_fit_are_a_finding() {
        let finding = |flags| CertifiedText::new("見本", flags).finding();
        assert_eq!(finding(None), Some(FlagFinding::Missing));
        assert_eq!(finding(Some("")), Some(FlagFinding::Length { characters: 2, flags: 0 }));
        assert_eq!(finding(Some("000")), Some(FlagFinding::Length { characters: 2, flags: 3 }));
        assert_eq!(finding(Some("0x")), Some(FlagFinding::Unknown));
    }

    #[test]
    fn a_flag_beyond_the_text_replaces_nothing() {
        assert_eq!(CertifiedText::new("見本", Some("0011")).replaced().count(), 0);
    }
}

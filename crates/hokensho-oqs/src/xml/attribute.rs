use std::borrow::Cow;

use super::name::is_name;
use super::text::{BLANKS, line_ends, resolve};
use crate::XmlFault;

/// Cuts what follows the name in a start tag into attributes (XML 1.0, 3.1), name and value as they stand. A declaration
/// has the same form. Whether one is there twice isn't looked at.
pub(super) struct Attributes<'t> {
    /// Without blanks before it.
    rest: &'t str,
}

impl<'t> Attributes<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text.trim_matches(BLANKS) }
    }

    fn cut(&mut self) -> Option<(&'t str, &'t str)> {
        let (name, after) = self.rest.split_once('=')?;
        let name = name.trim_end_matches(BLANKS);
        let after = after.trim_start_matches(BLANKS);
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = after.strip_prefix(quote)?.split_once(quote)?;
        self.rest = after.trim_start_matches(BLANKS);
        let is_apart = after.is_empty() || self.rest.len() < after.len();
        (is_apart && is_name(name) && !value.contains('<')).then_some((name, value))
    }
}

impl<'t> Iterator for Attributes<'t> {
    type Item = Result<(&'t str, &'t str), XmlFault>;

    /// Nothing may follow what is malformed.
    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let attribute = self.cut();
        if attribute.is_none() {
            self.rest = "";
        }
        Some(attribute.ok_or(XmlFault::Attribute))
    }
}

/// What a value means (XML 1.0, 3.3.3): each line end and tab is a space, if it isn't written as a reference.
pub(super) fn meaning(value: &str) -> Result<Cow<'_, str>, XmlFault> {
    if !value.contains(['&', '\t', '\r', '\n']) {
        return Ok(value.into());
    }
    let mut parts = value.split('&');
    let mut meant = spaced(parts.next().unwrap_or_default());
    for part in parts {
        let (reference, plain) = part.split_once(';').ok_or(XmlFault::Reference)?;
        meant.push(resolve(reference).ok_or(XmlFault::Reference)?);
        meant.push_str(&spaced(plain));
    }
    Ok(meant.into())
}

fn spaced(plain: &str) -> String {
    line_ends(plain).replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Result<Vec<(&str, &str)>, XmlFault> {
        Attributes::new(text).collect()
    }

    #[test]
    fn values_stand_in_either_quotes_and_hold_the_others() {
        let cut = cut(" a='\"' b = \"'>/\"\r\nxml:c\t=\n'' ");
        assert_eq!(cut, Ok(vec![("a", "\""), ("b", "'>/"), ("xml:c", "")]));
    }

    #[test]
    fn refuses_attributes_without_quotes_value_name_or_blank_between() {
        for text in [
            "a",
            "a=",
            "a=1",
            "a='",
            "a='1",
            "a=1'",
            "='1'",
            "a=='1'",
            "a '1'",
            "a='1'b='2'",
            "a='1',b='2'",
            "a='1'/",
            "/a='1'",
            "a b='1'",
            "1='1'",
            "a='1' b",
            "a=“1”",
            "a='1''",
            "a='1'\u{3000}b='2'",
            "a='<'",
        ] {
            assert_eq!(cut(text).unwrap_err(), XmlFault::Attribute, "{text}");
        }
    }

    #[test]
    fn line_ends_and_tabs_in_a_value_are_spaces_but_not_as_references() {
        assert_eq!(meaning("a\tb\r\nc\rd\ne"), Ok("a b c d e".into()));
        assert_eq!(meaning("&#9;&#xD;&#10;\r&#10;"), Ok("\t\r\n \n".into()));
        assert_eq!(meaning("&lt;a b=&quot;&#x41;&quot;&gt;]]>;"), Ok("<a b=\"A\">]]>;".into()));
        assert!(matches!(meaning("a b"), Ok(Cow::Borrowed("a b"))));
    }

    #[test]
    fn refuses_references_that_mean_nothing_in_a_value() {
        for value in ["&", "a & b", "&amp", "&nbsp;", "&;", "&#0;", "&#xFFFE;", "&&amp;", "&amp&amp;"] {
            assert_eq!(meaning(value), Err(XmlFault::Reference), "{value}");
        }
    }
}

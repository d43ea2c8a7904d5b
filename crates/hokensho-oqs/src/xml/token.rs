use super::declaration::Declaration;
use super::name::is_name;
use super::text::{BLANKS, is_blank_byte};
use crate::XmlFault;

/// What comes next in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    Start(StartTag<'t>),
    End(&'t str),
    /// Up to the next markup or reference, as it stands.
    Text(&'t str),
    CData(&'t str),
    /// What stands between `&` and `;`.
    Reference(&'t str),
    Declaration,
    Doctype,
    /// A comment or a processing instruction.
    Other,
    EndOfFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StartTag<'t> {
    pub(crate) name: &'t str,
    /// What follows the name, without blanks around it.
    pub(crate) attributes: &'t str,
    /// Whether the element ends with the tag.
    pub(crate) is_empty: bool,
}

/// Cuts a document into tokens: every byte is looked at once. Messages use so little of XML that a general reader's
/// events cost more than all that is made of them; the tests hold the tokens against such a reader.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Tokens<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, rest: text }
    }

    /// Where the next token starts.
    pub(crate) const fn place(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// The next token. After a fault the next one starts behind what is wrong, if that has an end of its own.
    pub(crate) fn next(&mut self) -> Result<Token<'t>, XmlFault> {
        match self.rest.as_bytes() {
            [] => Ok(Token::EndOfFile),
            [b'<', b'/', ..] => self.cut("</", ">").map(|name| Token::End(name.trim_end_matches(BLANKS))),
            [b'<', b'!', ..] => self.declared(),
            [b'<', b'?', ..] => self.instruction(),
            [b'<', ..] => self.start(),
            [b'&', ..] => self.reference(),
            _ => self.text(),
        }
    }

    /// The text up to the end tag of this name, which is read over, if nothing else stands between, and nothing that
    /// means another text than it is or can't be one.
    pub(crate) fn plain(&mut self, name: &str) -> Option<&'t str> {
        let end = self.rest.bytes().position(|byte| matches!(byte, b'<' | b'&' | b'\r' | b']'))?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')?;
        Some(text)
    }

    fn text(&mut self) -> Result<Token<'t>, XmlFault> {
        let mut may_be_wrong = false;
        let end = self.rest.bytes().position(|byte| {
            may_be_wrong |= byte == b']';
            matches!(byte, b'<' | b'&')
        });
        let text = self.take(end.unwrap_or(self.rest.len()));
        // The end of a CDATA section can only be one (XML 1.0, 2.4).
        if may_be_wrong && text.contains("]]>") { Err(XmlFault::Syntax) } else { Ok(Token::Text(text)) }
    }

    fn start(&mut self) -> Result<Token<'t>, XmlFault> {
        let inside = self.rest.get(1..).unwrap_or_default();
        let name_end = inside.bytes().position(|byte| is_blank_byte(byte) || matches!(byte, b'/' | b'>'));
        let (name, after) = inside.split_at_checked(name_end.unwrap_or(inside.len())).unwrap_or_default();
        if let Some(rest) = after.strip_prefix('>') {
            self.rest = rest;
            return Ok(Token::Start(StartTag { name, attributes: "", is_empty: false }));
        }
        // A value may hold a `>`.
        let mut quote = None;
        let end = after.bytes().position(|byte| {
            match quote {
                Some(open) if open == byte => quote = None,
                None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
                _ => {}
            }
            quote.is_none() && byte == b'>'
        });
        let (attributes, rest) = after.split_at_checked(end.ok_or(XmlFault::Truncated)?).unwrap_or_default();
        self.rest = rest.get(1..).unwrap_or_default();
        let (attributes, is_empty) = match attributes.strip_suffix('/') {
            Some(attributes) => (attributes, true),
            None => (attributes, false),
        };
        Ok(Token::Start(StartTag { name, attributes: attributes.trim_matches(BLANKS), is_empty }))
    }

    /// A comment, a CDATA section, or a document type.
    fn declared(&mut self) -> Result<Token<'t>, XmlFault> {
        if let Some(inside) = self.rest.strip_prefix("<!--") {
            let (inside, rest) = inside.split_once("-->").ok_or(XmlFault::Truncated)?;
            self.rest = rest;
            // Two hyphens end it or are wrong, a third before the end too (XML 1.0, 2.5).
            let is_right = !inside.contains("--") && !inside.ends_with('-');
            return if is_right { Ok(Token::Other) } else { Err(XmlFault::Syntax) };
        }
        if self.rest.starts_with("<![CDATA[") {
            return self.cut("<![CDATA[", "]]>").map(Token::CData);
        }
        match self.rest.get(..9) {
            Some(start) if start.eq_ignore_ascii_case("<!DOCTYPE") => Ok(Token::Doctype),
            _ if ["<!--", "<![CDATA[", "<!DOCTYPE"].iter().any(|whole| whole.starts_with(self.rest)) => {
                Err(XmlFault::Truncated)
            }
            _ => Err(XmlFault::Syntax),
        }
    }

    fn instruction(&mut self) -> Result<Token<'t>, XmlFault> {
        let inside = self.cut("<?", "?>")?;
        let target = inside.split(BLANKS).next().unwrap_or_default();
        // No other instruction has this name, in any letter case (XML 1.0, 2.6).
        let token = if target.eq_ignore_ascii_case("xml") {
            Declaration::parse(inside).map(|_| Token::Declaration)
        } else {
            is_name(target).then_some(Token::Other)
        };
        token.ok_or(XmlFault::Syntax)
    }

    fn reference(&mut self) -> Result<Token<'t>, XmlFault> {
        let end = self.rest.bytes().skip(1).position(|byte| matches!(byte, b';' | b'&' | b'<'));
        let reference = self.take(end.map_or(self.rest.len(), |end| end + 1));
        match (reference.strip_prefix('&'), self.rest.strip_prefix(';')) {
            (Some(name), Some(rest)) => {
                self.rest = rest;
                Ok(Token::Reference(name))
            }
            _ => Err(XmlFault::Reference),
        }
    }

    /// What stands between the two, which are read over.
    fn cut(&mut self, start: &str, end: &str) -> Result<&'t str, XmlFault> {
        let inside = self.rest.strip_prefix(start).unwrap_or_default();
        let (inside, rest) = inside.split_once(end).ok_or(XmlFault::Truncated)?;
        self.rest = rest;
        Ok(inside)
    }

    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;

    /// The tokens of a text, as a general reader sees them; none if it refuses the text. Whether end tags fit is left
    /// out: tokens don't know.
    fn by_quick_xml(text: &str) -> Option<Vec<String>> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_comments = true;
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        let mut tokens = Vec::new();
        loop {
            tokens.push(match reader.read_event().ok()? {
                Event::Start(tag) | Event::Empty(tag)
                    if !is_right(tag.name().as_ref(), tag.attributes_raw().trim_matches(BLANKS)) =>
                {
                    return None;
                }
                Event::Start(tag) => {
                    format!("<{}|{}>", tag.name().as_ref(), tag.attributes_raw().trim_matches(BLANKS))
                }
                Event::Empty(tag) => {
                    format!("<{}|{}/>", tag.name().as_ref(), tag.attributes_raw().trim_matches(BLANKS))
                }
                Event::End(tag) => format!("</{}>", tag.name().as_ref().trim_end_matches(BLANKS)),
                Event::Text(text) if text.contains("]]>") => return None,
                Event::Text(text) => format!("text {}", &*text),
                Event::CData(text) => format!("cdata {}", &*text),
                Event::GeneralRef(name) => format!("&{};", &*name),
                Event::Decl(_) => "declaration".to_owned(),
                Event::DocType(_) => return Some(tokens),
                Event::Comment(_) | Event::PI(_) => "other".to_owned(),
                Event::Eof => return Some(tokens),
            });
        }
    }

    /// What is no name is refused later, by whatever part of it goes for one.
    fn is_right(name: &str, attributes: &str) -> bool {
        is_name(name) && !attributes.starts_with('/')
    }

    fn by_tokens(text: &str) -> Option<Vec<String>> {
        let mut reader = Tokens::new(text);
        let mut tokens = Vec::new();
        loop {
            tokens.push(match reader.next().ok()? {
                Token::Start(StartTag { name, attributes, .. }) if !is_right(name, attributes) => {
                    return None;
                }
                Token::Start(StartTag { name, attributes, is_empty: false }) => {
                    format!("<{name}|{attributes}>")
                }
                Token::Start(StartTag { name, attributes, is_empty: true }) => {
                    format!("<{name}|{attributes}/>")
                }
                Token::End(name) => format!("</{name}>"),
                Token::Text(text) => format!("text {text}"),
                Token::CData(text) => format!("cdata {text}"),
                Token::Reference(name) => format!("&{name};"),
                Token::Declaration => "declaration".to_owned(),
                Token::Other => "other".to_owned(),
                Token::Doctype | Token::EndOfFile => return Some(tokens),
            });
        }
    }

    #[test]
    fn a_value_in_quotes_may_hold_the_end_of_a_tag() {
        let mut tokens = Tokens::new("<a b='>' c=\"'/>\"/>x");
        let tag = StartTag { name: "a", attributes: "b='>' c=\"'/>\"", is_empty: true };
        assert_eq!(tokens.next(), Ok(Token::Start(tag)));
        assert_eq!((tokens.place(), tokens.next()), (18, Ok(Token::Text("x"))));
    }

    #[test]
    fn markup_that_never_ends_is_no_token() {
        for text in [
            "<",
            "</",
            "<a",
            "<a b='>",
            "<a b=\"",
            "</a",
            "<!",
            "<!-",
            "<!--a-",
            "<!--a--",
            "<![CDATA[a]]",
            "<?a",
        ] {
            assert_eq!(Tokens::new(text).next(), Err(XmlFault::Truncated), "{text}");
        }
        for text in ["&", "&a", "&a<", "&a&b;"] {
            assert_eq!(Tokens::new(text).next(), Err(XmlFault::Reference), "{text}");
        }
        for text in [
            "<!a>",
            "<!--a--b-->",
            "a]]>b",
            "<?xml?>",
            "<?XML version='1.0'?>",
            "<?Xml a?>",
            "<??>",
            "<? a?>",
            "<?1?>",
        ] {
            assert_eq!(Tokens::new(text).next(), Err(XmlFault::Syntax), "{text}");
        }
    }

    #[test]
    fn only_text_that_means_itself_is_plain() {
        let plain = |text| Tokens::new(text).plain("a");
        assert_eq!((plain("x</a>"), plain("</a>")), (Some("x"), Some("")));
        for text in [
            "",
            "x",
            "x</b>",
            "x</ab>",
            "]]></a>",
            "x</a >",
            "x&amp;</a>",
            "x\r\n</a>",
            "<b/></a>",
            "<!-- --></a>",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_are_those_of_a_general_reader(
            parts in prop::collection::vec(prop::sample::select(vec![
                "<a>", "<a >", "<ab c='d'>", "<a c=\">\" />", "<a/>", "</a>", "</a\n>", "text", " \r\n", "&amp;", "&#x41;", "&", ";",
                "<!-- -->", "<!--", "-->", "<![CDATA[ < ]]>", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<?xmlx?>", "<?a ", "?>",
                "<!DOCTYPE a>",  "<", ">", "'", "\"", "保険", "=",
            ]), 0..12),
        ) {
            let text = parts.concat();
            prop_assert_eq!(by_tokens(&text), by_quick_xml(&text), "{}", text);
        }
    }
}

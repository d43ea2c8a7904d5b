//! How far an element goes, before anything is made of it.

use crate::XmlFault;
use crate::xml::{Token, Tokens};

/// Where the element at the start of a text ends; none if that can't be seen yet. What is wrong but has an end of its own,
/// such as an `&` that is no reference, counts as text here; what can't be an element ends with the text. The reader says
/// what is wrong with either.
pub(super) fn element_end(text: &str) -> Option<usize> {
    let mut tokens = Tokens::new(text);
    let mut depth = 0_usize;
    loop {
        let start = tokens.place();
        match tokens.next() {
            Ok(Token::Start(tag)) if !tag.is_empty => depth += 1,
            Ok(Token::End(_)) => depth = depth.saturating_sub(1),
            Ok(Token::EndOfFile) | Err(XmlFault::Truncated) => return None,
            Err(XmlFault::Reference) if tokens.place() == text.len() => return None,
            Ok(Token::Doctype) => return Some(text.len()),
            Err(_) if tokens.place() == start => return Some(text.len()),
            Ok(_) | Err(_) => {}
        }
        if depth == 0 {
            return Some(tokens.place());
        }
    }
}

/// Whether every tag of an element has its other, so that nothing of the next element can be in it.
pub(super) fn is_balanced(text: &str, depth: u8) -> bool {
    let mut tokens = Tokens::new(text);
    let mut open = Vec::new();
    loop {
        let start = tokens.place();
        match tokens.next() {
            Ok(Token::Start(tag)) if !tag.is_empty => open.push(tag.name),
            Ok(Token::End(name)) if open.last() == Some(&name) => open.truncate(open.len() - 1),
            Ok(Token::EndOfFile) => return open.is_empty(),
            Ok(Token::End(_) | Token::Doctype) => return false,
            Err(_) if tokens.place() == start => return false,
            Ok(_) | Err(_) => {}
        }
        if open.len() > depth.into() {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_ends_with_its_own_end_tag() {
        for (text, end) in [("<a/><b/>", 4), ("<a>x</a> ", 8), ("<a><a/></a><a>", 11), ("<a b='/>'/>", 11)] {
            assert_eq!(element_end(text), Some(end), "{text}");
        }
    }

    #[test]
    fn no_end_is_seen_in_half_an_element() {
        for text in ["", "<", "<a", "<a>", "<a>x</a", "<a><b></b>", "<a>&am", "<a><!-- -- </a>"] {
            assert_eq!(element_end(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_an_element_goes_on_to_the_end_of_the_text() {
        for text in ["<a><!DOCTYPE a></a><b/>", "<a><!b></a><b/>"] {
            assert_eq!(element_end(text), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn a_fault_with_an_end_of_its_own_does_not_hide_the_end_of_the_element() {
        for element in
            ["<a>& </a>", "<a>&&<b>&</b></a>", "<a>&x</a>", "<a><!-- </a> -- --></a>", "<a><!--x---></a>"]
        {
            assert_eq!(element_end(&format!("{element}<b/>")), Some(element.len()), "{element}");
            assert!(is_balanced(element, 2), "{element}");
        }
    }

    #[test]
    fn only_tags_that_fit_each_other_are_balanced() {
        assert!(is_balanced("<a><b/><c>x</c></a>", 2));
        for text in
            ["<a>", "</a>", "<a></b>", "<a><b></a></b>", "<a><!DOCTYPE a></a>", "<a><b><c></c></b></a>"]
        {
            assert!(!is_balanced(text, 2), "{text}");
        }
    }
}

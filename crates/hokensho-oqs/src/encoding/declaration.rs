//! The encoding that an XML declaration names, found before anything is decoded.

use crate::XmlFault;
use crate::xml::Declaration;

/// Where a declaration has to end. One that any writer makes is under 60 bytes, though XML lets it have any number of blanks.
/// One that goes on is refused: what it says would be passed over.
pub(crate) const MAX_DECLARATION: usize = 4096;

/// The name in `<?xml … encoding="name" …?>` (XML 1.0, 2.8 and 4.3.3), if there is such a declaration and it is well-formed.
/// Both encodings write it in ASCII, so it can be read as bytes.
pub(super) fn label(bytes: &[u8]) -> Result<Option<&str>, XmlFault> {
    let start = bytes.get(..MAX_DECLARATION).unwrap_or(bytes);
    // Blanks before it are wrong, which is found later; what it says counts.
    let start = start.trim_ascii_start();
    let Some(inside) = start.strip_prefix(b"<?").filter(|inside| is_declaration(inside)) else {
        return Ok(None);
    };
    let end = inside.windows(2).position(|two| two == b"?>");
    let declaration = end.and_then(|end| std::str::from_utf8(inside.get(..end)?).ok());
    Ok(declaration.and_then(Declaration::parse).ok_or(XmlFault::Syntax)?.encoding)
}

fn is_declaration(inside: &[u8]) -> bool {
    inside.strip_prefix(b"xml").and_then(|parts| parts.first()).is_some_and(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_name_in_either_quotes_and_with_blanks() {
        let declared = br#"<?xml version="1.0" encoding="UTF-8" standalone="no"?><a/>"#;
        assert_eq!(label(declared), Ok(Some("UTF-8")));
        assert_eq!(label(b"<?xml version='1.0' encoding = 'Shift_JIS' ?>"), Ok(Some("Shift_JIS")));
        assert_eq!(label(b"\r\n <?xml version='1.0' encoding='Shift_JIS'?>"), Ok(Some("Shift_JIS")));
        assert_eq!(label(b"<?xml version='1.0'?>"), Ok(None));
        let long = format!("<?xml version='1.0'{}encoding='Shift_JIS'?>", " ".repeat(1000));
        assert_eq!(label(long.as_bytes()), Ok(Some("Shift_JIS")));
    }

    #[test]
    fn anything_else_is_no_declaration() {
        for bytes in [
            &b""[..],
            b"<a/>",
            b"x<?xml version='1.0' encoding='UTF-8'?>",
            b"<?xml-stylesheet version='1.0' encoding='UTF-8'?>",
        ] {
            assert_eq!(label(bytes), Ok(None), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_malformed_declaration_names_nothing() {
        let endless = format!("<?xml version='1.0'{} encoding='UTF-8'?>", " ".repeat(MAX_DECLARATION));
        for bytes in [
            endless.as_bytes(),
            b"<?xml version='1.0' encoding='UTF-8'",
            b"<?xml encoding='UTF-8'?>",
            b"<?xml version='1.0' encoding='UTF-8?>",
            b"<?xml version='1.0' encoding=''?>",
            b"<?xml version='1.0' encoding='<name>'?>",
            b"<?xml version='1.0' encoding='\x94\xED'?>",
            b"<?xml version='1.0' xencoding='UTF-8'?>",
        ] {
            assert_eq!(label(bytes), Err(XmlFault::Syntax), "{}", String::from_utf8_lossy(bytes));
        }
    }
}

//! The encoding that an XML declaration names, found before anything is decoded.

/// A declaration that any writer makes is under 60 bytes; one that doesn't end by here is none.
const MAX_DECLARATION: usize = 256;

/// The name in `<?xml … encoding="name" …?>` (XML 1.0, 2.8 and 4.3.3). Both encodings write the declaration in
/// ASCII, so it can be read as bytes.
pub(super) fn label(bytes: &[u8]) -> Option<&str> {
    let start = bytes.get(..bytes.len().min(MAX_DECLARATION))?;
    let end = start.windows(2).position(|two| two == b"?>")?;
    let declaration = std::str::from_utf8(start.get(..end)?).ok()?.strip_prefix("<?xml")?;
    let (before, after) = declaration.split_once("encoding")?;
    if !before.ends_with(|c: char| c.is_ascii_whitespace()) {
        return None;
    }
    let value = after.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (name, _) = value.strip_prefix(quote)?.split_once(quote)?;
    // EncName (XML 1.0, 4.3.3): nothing else may reach an error message.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn finds_the_name_in_either_quotes_and_with_blanks() {
        assert_eq!(label(br#"<?xml version="1.0" encoding="UTF-8" standalone="no"?><a/>"#), Some("UTF-8"));
        assert_eq!(label(b"<?xml version='1.0' encoding = 'Shift_JIS' ?>"), Some("Shift_JIS"));
    }

    #[test]
    fn anything_else_is_no_declaration() {
        let late = [b"<?xml ".to_vec(), vec![b' '; 300], b"encoding='UTF-8'?>".to_vec()].concat();
        for bytes in [
            &b""[..],
            b"<a/>",
            b"<?xml version='1.0'?>",
            b"<?xml version='1.0' encoding='UTF-8'",
            b"<?xml version='1.0' encoding='UTF-8?>",
            b"<?xml version='1.0' encoding=''?>",
            b"<?xml version='1.0' encoding='<name>'?>",
            b" <?xml version='1.0' encoding='UTF-8'?>",
            b"<?xml version='1.0' xencoding='UTF-8'?>",
            &late,
        ] {
            assert_eq!(label(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
    }
}

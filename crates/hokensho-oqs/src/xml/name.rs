/// Names of XML (1.0, 2.3). A colon is a letter like any other: no message has prefixes, so what they would stand for
/// (Namespaces in XML) isn't looked at.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(may_start) && name.chars().all(|character| may_start(character) || may_follow(character))
}

/// `NameStartChar`.
const fn may_start(character: char) -> bool {
    matches!(
        character,
        'A'..='Z' | 'a'..='z' | '_' | ':'
            | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}'
    )
}

/// What `NameChar` has besides.
const fn may_follow(character: char) -> bool {
    matches!(
        character,
        '0'..='9' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}'
    )
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_are_made_of_letters_of_any_script() {
        for name in
            ["A", "_", ":", "a:b", "x-1.y", "氏名", "ｶﾅ", "々", "é", "a·", "𠮷", "a\u{300}", "a\u{203F}"]
        {
            assert!(is_name(name), "{name}");
        }
    }

    #[test]
    fn digits_marks_and_signs_begin_no_name() {
        for name in [
            "",
            "1",
            "-a",
            ".a",
            "·a",
            "\u{300}a",
            "\u{203F}a",
            "a b",
            "a/b",
            "a,",
            "a×",
            "÷",
            "a→",
            "a\u{37E}",
        ] {
            assert!(!is_name(name), "{name}");
        }
        for name in ["a\u{3000}", "a\u{A0}", "a\u{85}", "a\u{2000}", "a\u{E000}", "a\u{FDD0}", "a\u{F0000}"] {
            assert!(!is_name(name), "{name:?}");
        }
    }
}

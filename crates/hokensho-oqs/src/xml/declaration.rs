use super::attribute::Attributes;
use super::text::BLANKS;

/// What stands between `<?` and `?>` at the start of a file (XML 1.0, 2.8).
#[derive(Debug)]
pub(crate) struct Declaration<'t> {
    pub(crate) encoding: Option<&'t str>,
}

impl<'t> Declaration<'t> {
    /// None if it isn't well-formed.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        let parts = text.strip_prefix("xml").filter(|parts| parts.starts_with(BLANKS))?;
        // One more than there may be is enough to see that it is wrong.
        let parts = Attributes::new(parts).take(4).collect::<Result<Vec<_>, _>>().ok()?;
        let (version, encoding, standalone) = match *parts {
            [("version", version)] => (version, None, "no"),
            [("version", version), ("encoding", encoding)] => (version, Some(encoding), "no"),
            [("version", version), ("standalone", standalone)] => (version, None, standalone),
            [("version", version), ("encoding", encoding), ("standalone", standalone)] => {
                (version, Some(encoding), standalone)
            }
            _ => return None,
        };
        let is_right =
            is_version(version) && encoding.is_none_or(is_encoding) && matches!(standalone, "yes" | "no");
        is_right.then_some(Self { encoding })
    }
}

/// Any 1.x is read as 1.0 (XML 1.0, 2.8).
fn is_version(text: &str) -> bool {
    text.strip_prefix("1.")
        .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|c| c.is_ascii_digit()))
}

/// `EncName` (XML 1.0, 4.3.3).
fn is_encoding(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::Declaration;

    #[test]
    fn version_encoding_and_standalone_come_in_this_order() {
        for (text, encoding) in [
            ("xml version='1.0'", None),
            ("xml version=\"1.1\" ", None),
            ("xml\r\nversion = '1.0' encoding\t=\n\"Shift_JIS\"", Some("Shift_JIS")),
            ("xml version='1.0' standalone='yes'", None),
            ("xml version='1.0' encoding='UTF-8' standalone='no'", Some("UTF-8")),
        ] {
            let declaration = Declaration::parse(text).unwrap();
            assert_eq!(declaration.encoding, encoding, "{text}");
        }
    }

    #[test]
    fn refuses_any_other_part_order_or_value() {
        for text in [
            "xml",
            "xml ",
            "xmlversion='1.0'",
            "XML version='1.0'",
            "xml Version='1.0'",
            "xml encoding='UTF-8'",
            "xml encoding='UTF-8' version='1.0'",
            "xml version='1.0' standalone='no' encoding='UTF-8'",
            "xml version='1.0' version='1.0'",
            "xml version='1.0' encoding='UTF-8' encoding='UTF-8'",
            "xml version='1.0' encoding='UTF-8' standalone='no' x='1'",
            "xml version='1.0'encoding='UTF-8'",
            "xml version=1.0",
            "xml version='1.0\"",
            "xml version='1.0'?",
            "xml version='1.0' /",
            "xml version=''",
            "xml version='1'",
            "xml version='1.'",
            "xml version='2.0'",
            "xml version=' 1.0'",
            "xml version='&#49;.0'",
            "xml version='1.0' encoding=''",
            "xml version='1.0' encoding=' UTF-8'",
            "xml version='1.0' encoding='8UTF'",
            "xml version='1.0' encoding='UTF 8'",
            "xml version='1.0' standalone='YES'",
            "xml version='1.0' standalone=''",
            "xml\u{3000}version='1.0'",
        ] {
            assert!(Declaration::parse(text).is_none(), "{text}");
        }
    }
}

use hokensho_oqs::{FaceFileName, FileName};

use crate::Verdict;

/// Names are read in any letter case of the extension; beside that they are written as they came.
pub(super) fn file_name(input: &[u8]) -> Verdict {
    let Ok(text) = std::str::from_utf8(input) else { return Verdict::Refused };
    let parsed = text.parse::<FileName>();
    if let Ok(name) = &parsed {
        let written = name.to_string();
        assert!(written.eq_ignore_ascii_case(text));
        assert_eq!(written.parse().as_ref(), Ok(name));
        // What is written becomes one component of a path.
        assert!(!written.contains(['/', '\\', '\0']));
        if let Some(answer) = name.answer() {
            assert!(answer.answers(name) && answer.answer().is_none());
        }
    }
    Verdict::of(&parsed)
}

pub(super) fn face_file_name(input: &[u8]) -> Verdict {
    let Ok(text) = std::str::from_utf8(input) else { return Verdict::Refused };
    let parsed = text.parse::<FaceFileName>();
    if let Ok(name) = &parsed {
        let written = name.to_string();
        assert!(written.eq_ignore_ascii_case(text));
        assert_eq!(written.parse().as_ref(), Ok(name));
        assert!(written.parse::<FileName>().is_ok());
        let _ = name.institution();
    }
    Verdict::of(&parsed)
}

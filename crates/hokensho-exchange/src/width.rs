//! Full-width and half-width forms of the same character.

/// 枝番: two half-width digits. One digit alone is filled up; what isn't one or two digits can't be written.
pub(crate) fn branch(text: &str) -> Option<String> {
    let text: String = text.trim().chars().map(narrow).collect();
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| format!("{text:0>2}"))
}

/// ASCII in its half-width form; everything else as it is.
pub(crate) fn narrow(character: char) -> char {
    shifted(character, '\u{FF01}'..='\u{FF5E}', |code| code - 0xFEE0)
}

/// The full-width forms of ASCII stand in the same order.
pub(crate) fn shifted(
    character: char,
    from: std::ops::RangeInclusive<char>,
    by: impl Fn(u32) -> u32,
) -> char {
    let shifted = || char::from_u32(by(u32::from(character)));
    if from.contains(&character) { shifted().unwrap_or(character) } else { character }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_is_two_half_width_digits() {
        assert_eq!(["1", "０１", "01", "００"].map(|it| branch(it).unwrap()), ["01", "01", "01", "00"]);
        for none in ["", "A1", "123", "1:", "－１"] {
            assert_eq!(branch(none), None, "{none}");
        }
    }
}

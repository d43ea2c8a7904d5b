/// Budgets for reading one file.
///
/// ```
/// use hokensho_oqs::Limits;
///
/// assert_eq!(Limits::SINGLE.bytes, 4 * 1024 * 1024);
/// assert_eq!(Limits::default(), Limits::SINGLE);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Elements inside each other.
    pub depth: u8,
    /// Elements and attributes in the file.
    pub count: usize,
    /// Bytes of text in one element, as UTF-8.
    pub text: usize,
}

impl Limits {
    /// For the answer about one person.
    pub const SINGLE: Self = Self {
        // What a reception agent in use refuses to go beyond; a real answer has some kilobytes.
        bytes: 4 * 1024 * 1024,
        // The deepest leaf of any public message is the seventh.
        depth: 16,
        // One result has about 120 elements; a person has a handful of results.
        count: 10_000,
        // The longest texts are addresses and messages of some hundred characters.
        text: 64 * 1024,
    };

    /// For the answers about many people, and for the medicines of years. How large they may get isn't known.
    pub const BULK: Self = Self {
        // 100,000 people take some 300 MB; more are better read one by one.
        bytes: 512 * 1024 * 1024,
        // About 100 elements a person.
        count: 20_000_000,
        ..Self::SINGLE
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::SINGLE
    }
}

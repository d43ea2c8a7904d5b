use std::fmt;

/// One of the three folders that a terminal shares.
///
/// ```
/// use hokensho_terminal::Folder;
///
/// assert_eq!(Folder::Requests.name(), "req");
/// assert_eq!(Folder::ALL.map(Folder::name), ["req", "res", "face"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Folder {
    /// `req`: requests are put here; the terminal takes them away.
    Requests,
    /// `res`: results, refusals and viewing files come here.
    Results,
    /// `face`: what a certified reader (顔認証付きカードリーダー) read comes here, without a request.
    Faces,
}

impl Folder {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Requests, Self::Results, Self::Faces];

    /// The folder's name under the root.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requests => "req",
            Self::Results => "res",
            Self::Faces => "face",
        }
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

use std::borrow::Cow;
use std::fmt;

/// Where a reader or writer stands: `XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation[2]/Birthdate`.
#[derive(Debug, Default)]
pub(crate) struct Path {
    text: String,
    /// Lengths to go back to.
    steps: Vec<usize>,
    hides: bool,
}

/// The step into an element without a name in the messages. Such a name may be anything, in JSON also a person's, and
/// paths get into logs.
pub(crate) const UNKNOWN: &str = "?";

impl Path {
    pub(crate) fn push(&mut self, name: &str) {
        self.push_step(name, None);
    }

    /// Steps into the `nth` of several elements of one name, counted from 1.
    pub(crate) fn push_nth(&mut self, name: &str, nth: usize) {
        self.push_step(name, Some(nth));
    }

    /// Steps into an element, of which there may be several.
    pub(crate) fn push_step(&mut self, name: &str, nth: Option<usize>) {
        self.steps.push(self.text.len());
        if !self.text.is_empty() {
            self.text.push('/');
        }
        let name = if self.hides { UNKNOWN } else { name };
        self.text.push_str(&step(name, nth));
    }

    /// Says whether the names of further steps are hidden, and gives what was said before.
    pub(crate) const fn hide(&mut self, hides: bool) -> bool {
        std::mem::replace(&mut self.hides, hides)
    }

    /// The path of an element right below.
    pub(crate) fn to(&self, name: &str) -> String {
        let name = if self.hides { UNKNOWN } else { name };
        if self.text.is_empty() { name.to_owned() } else { format!("{}/{name}", self.text) }
    }

    pub(crate) fn pop(&mut self) {
        self.text.truncate(self.steps.pop().unwrap_or(0));
    }
}

/// The last part of a path: the `nth` of several of one name.
pub(crate) fn step(name: &str, nth: Option<usize>) -> Cow<'_, str> {
    nth.map_or(Cow::Borrowed(name), |nth| format!("{name}[{nth}]").into())
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

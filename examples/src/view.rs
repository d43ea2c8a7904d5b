//! What of a reception is shown, and how: the same for a screen and for programs.

use hokensho::{Bill, Copayment, Eligible, Language};

/// What of a reception is shown, and how.
///
/// ```
/// use hokensho::Language;
/// use hokensho_examples::view::View;
///
/// assert_eq!(View::default().language, Language::En);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The language of the words.
    pub language: Language,
    /// Whether the certificate's serial (発行の番号), whose use the law limits, is shown.
    pub show_serial: bool,
    /// The bill of which the patient's part is shown.
    pub bill: Option<Bill>,
}

impl View {
    /// What the patient pays of the bill, if there is one.
    #[must_use]
    pub fn copayment(&self, eligible: &Eligible) -> Option<Copayment> {
        eligible.copayment(self.bill.as_ref()?)
    }
}

impl Default for View {
    fn default() -> Self {
        Self { language: Language::En, show_serial: false, bill: None }
    }
}

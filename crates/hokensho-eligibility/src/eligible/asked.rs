//! By what a source was asked.

use crate::ReferenceClassification;

/// 照会区分 of the answer that was judged. It isn't stored: what is read back tells how a check ended, and opens nothing.
/// Nor is it compared: it is no part of what is known of the patient.
#[derive(Clone, Debug, Default)]
pub(super) struct AskedBy(Option<ReferenceClassification>);

impl AskedBy {
    pub(super) const fn reference(&self) -> Option<&ReferenceClassification> {
        self.0.as_ref()
    }
}

impl From<&ReferenceClassification> for AskedBy {
    fn from(reference: &ReferenceClassification) -> Self {
        Self(Some(reference.clone()))
    }
}

impl PartialEq for AskedBy {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for AskedBy {}

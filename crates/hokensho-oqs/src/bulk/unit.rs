use super::BulkConfirmUnit;
use crate::BulkRegistrationUnit;
use crate::group::Group;

/// One person in a bulk result.
pub(super) trait Unit: for<'t> Group<'t> {
    const ELEMENT: &'static str;
}

impl Unit for BulkConfirmUnit {
    const ELEMENT: &'static str = "BulkConfirmUnit";
}

impl Unit for BulkRegistrationUnit {
    const ELEMENT: &'static str = "BulkRegistrationUnit";
}

//! 照会番号登録: an institution attaches its own number to a person, one or many; card reads return it from then on.

mod bulk;
mod single;

pub use bulk::{
    BulkRegistrationBody, BulkRegistrationRequest, BulkRegistrationResult, BulkRegistrationResultBody,
    BulkRegistrationUnit,
};
pub use single::{
    ReferenceNumberRegistration, RegistrationBody, RegistrationRequest, RegistrationResult,
    RegistrationResultBody,
};

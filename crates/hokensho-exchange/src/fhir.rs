//! FHIR R4 with the profiles of JP Core 1.2 (feature `fhir`): what a clinic hands on of an eligibility answer.
//!
//! - [`Coverage`], [`Patient`] and [`Organization`] follow JP Core: which element holds what is its, and so are the URLs.
//! - [`CoverageEligibilityRequest`], [`CoverageEligibilityResponse`] and [`Consent`] have no profile there (Consent a
//!   stub): where ceilings, special diseases and consents stand in them is a mapping of our own, said at each.
//!
//! All elements are optional in the types, as they are on the wire; what is required is asked when something is made of
//! them. Elements that have no field here are kept, and written back: their numbers as doubles, which hold seventeen
//! digits and no zeros at the end.
//!
//! ```
//! use hokensho_exchange::fhir::{Coverage, Resource};
//!
//! let json = r#"{"resourceType":"Coverage","status":"active","dependent":"01","network":"kept"}"#;
//! let Resource::Coverage(coverage) = Resource::read(json)? else { panic!() };
//! assert_eq!(coverage.dependent.as_deref(), Some("01"));
//! assert_eq!(Resource::Coverage(coverage).write(), json);
//! # Ok::<(), hokensho_exchange::Error>(())
//! ```

mod certificate;
mod consent;
mod coverage;
mod covered;
mod datatype;
mod declare;
mod member;
mod number;
mod organization;
mod patient;
mod request;
mod resource;
mod response;
mod system;
mod text;

pub use certificate::{Benefit, InsuranceItem};
pub use consent::{Consent, ConsentActor, ConsentProvision};
pub use coverage::{CostToBeneficiary, Coverage};
pub use covered::Covered;
pub use datatype::{
    Address, CodeableConcept, Coding, Extension, HumanName, Identifier, Meta, Money, Period, Quantity,
    Reference,
};
pub use declare::Others;
pub use member::MemberKey;
pub use number::{Decimal, Whole};
pub use organization::Organization;
pub use patient::Patient;
pub use request::{CoverageEligibilityRequest, InsuranceQuestion};
pub use resource::Resource;
pub use response::{CoverageEligibilityResponse, InsuranceAnswer, ResponseError};
pub use system::System;

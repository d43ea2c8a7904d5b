//! What is verified and what is refused, shown with the mock's certificates, lists and records.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod verification {
    mod anchors;
    mod authentication;
    mod bits;
    mod challenge_store;
    mod holder_attributes;
    mod malformed;
    mod ocsp;
    mod path_cache;
    mod presence;
    mod profile;
    mod records;
    mod revocation;
    mod revocation_lists;
    mod setting;
    mod signed_data;
    mod validity;
}

//! What is verified and what is refused, shown with the mock's certificates, lists and records.
#![cfg(all(feature = "std", any(feature = "aws-lc-rs", feature = "rustcrypto")))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout)]

#[path = "openssl/openssl.rs"]
mod openssl;

mod verification {
    mod algorithms;
    mod anchors;
    mod authentication;
    mod bits;
    mod challenge_store;
    mod elliptic;
    mod fields;
    mod holder_attributes;
    mod intermediates;
    mod malformed;
    mod ocsp;
    mod path_cache;
    mod presence;
    mod profile;
    mod published_bugs;
    #[cfg(feature = "rustcrypto")] // without it a face record is refused: see backends.rs
    mod records;
    mod revocation;
    #[cfg(feature = "std")]
    mod revocation_index;
    mod revocation_lists;
    mod setting;
    mod signed_data;
    mod validity;
}

//! Paths by RFC 5280 alone, through hierarchies of every shape.
#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout)]

#[path = "openssl/openssl.rs"]
mod openssl;

mod paths {
    mod any_issuer;
    mod authorities;
    mod chaining;
    mod constraints;
    mod fields;
    mod lists;
    mod openssl;
    mod pathological;
    mod policies;
    mod policy_tree;
    mod setting;
}

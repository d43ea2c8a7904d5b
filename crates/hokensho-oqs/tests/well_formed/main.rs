//! What is no well-formed XML (XML 1.0, fifth edition) or JSON (RFC 8259) is refused in either mode, and what is, is read
//! as it is meant. Each case stands for a class of them, beside the clause that decides it. What is neither and can be
//! read without a guess is refused strictly and reported leniently: `reported` has all of that. What is wrong with a
//! message, but not with its XML or JSON, is another matter (`Mode`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod json;
mod reported;
mod xml;

use hokensho_oqs::Mode;

const MODES: [Mode; 2] = [Mode::Strict, Mode::Lenient];

//! See `hokensho_fuzz::oqs`.
#![cfg_attr(fuzzing, no_main)]
hokensho_fuzz::fuzz!(hokensho_fuzz::oqs);

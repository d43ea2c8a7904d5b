//! See `hokensho_fuzz::mock`.
#![cfg_attr(fuzzing, no_main)]
hokensho_fuzz::fuzz!(hokensho_fuzz::mock);

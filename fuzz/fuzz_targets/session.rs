//! See `hokensho_fuzz::session`.
#![cfg_attr(fuzzing, no_main)]
hokensho_fuzz::fuzz!(hokensho_fuzz::session);

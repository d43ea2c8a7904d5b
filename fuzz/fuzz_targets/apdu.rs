//! See `hokensho_fuzz::apdu`.
#![cfg_attr(fuzzing, no_main)]
hokensho_fuzz::fuzz!(hokensho_fuzz::apdu);

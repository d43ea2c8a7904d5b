//! See `hokensho_fuzz::exchange`.
#![cfg_attr(fuzzing, no_main)]
hokensho_fuzz::fuzz!(hokensho_fuzz::exchange);

//! See `hokensho_fuzz::card_files`.
#![cfg_attr(fuzzing, no_main)]
hokensho_fuzz::fuzz!(hokensho_fuzz::card_files);

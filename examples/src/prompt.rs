//! Secrets typed by a person: never from the command line, where other users of the machine could see them.

use crate::Failure;

/// The variable that holds a PIN or password where nobody can type it.
pub const VARIABLE: &str = "HOKENSHO_PIN";

/// A secret from the variable `HOKENSHO_PIN`, else typed without being shown.
///
/// # Errors
/// If it can't be typed.
pub fn secret(what: &str) -> Result<String, Failure> {
    match std::env::var(VARIABLE) {
        Ok(secret) => Ok(secret),
        Err(_) => Ok(rpassword::prompt_password(format!("{what}: "))?),
    }
}

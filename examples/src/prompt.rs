//! Secrets typed by a person: never from the command line, where other users of the machine could see them.

use crate::Failure;

/// The variable that holds a PIN or password where nobody can type it.
pub const VARIABLE: &str = "HOKENSHO_PIN";

/// The variable that holds the new one when it is changed.
pub const NEW_VARIABLE: &str = "HOKENSHO_NEW_PIN";

/// A secret from the variable `HOKENSHO_PIN`, else typed without being shown.
///
/// # Errors
/// If it can't be typed.
pub fn secret(what: &str) -> Result<String, Failure> {
    std::env::var(VARIABLE).or_else(|_| typed(what))
}

/// A new secret from the variable `HOKENSHO_NEW_PIN`, else typed twice.
///
/// # Errors
/// If it can't be typed, or was typed differently.
pub fn new_secret(what: &str) -> Result<String, Failure> {
    if let Ok(secret) = std::env::var(NEW_VARIABLE) {
        return Ok(secret);
    }
    let new = typed(&format!("new {what}"))?;
    if new != typed("the same again")? {
        return Err("the two differ; nothing was changed".into());
    }
    Ok(new)
}

fn typed(what: &str) -> Result<String, Failure> {
    Ok(rpassword::prompt_password(format!("{what}: "))?)
}

//! What happens on a machine without pcscd.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::env;
use std::process::Command;

use hokensho_pcsc::{Error, Monitor, find, readers};

/// The variable by which libpcsclite finds the socket of pcscd.
const SOCKET: &str = "PCSCLITE_CSOCK_NAME";
/// A socket that nobody listens on.
const NOWHERE: &str = "/nonexistent/pcscd.comm";

/// Runs itself again with the variable set: a process can't safely change its own.
#[test]
fn without_the_service_every_question_says_so() {
    if env::var(SOCKET).is_ok_and(|socket| socket == NOWHERE) {
        assert!(matches!(readers(), Err(Error::NoService)));
        assert!(matches!(find("any"), Err(Error::NoService)));
        assert!(matches!(Monitor::new(), Err(Error::NoService)));
        return;
    }
    let again = Command::new(env::current_exe().unwrap()).env(SOCKET, NOWHERE).output().unwrap();
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stdout));
}

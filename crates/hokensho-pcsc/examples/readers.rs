//! Lists the readers and the ATR of each card: `cargo run -p hokensho-pcsc --example readers`.
#![allow(clippy::print_stdout)]

use hokensho_pcsc::{Error, readers};

fn main() -> Result<(), Error> {
    for reader in readers()? {
        match reader.connect() {
            Ok(connection) => println!("{reader}: {}", connection.atr()),
            Err(error) => println!("{reader}: {error}"),
        }
    }
    Ok(())
}

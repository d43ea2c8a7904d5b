//! The table of round trips: `cargo bench --bench round_trips`. It counts, so one run says all.
#![allow(clippy::print_stdout, reason = "the table is for people")]

use std::error::Error;

use hokensho_benches::{Cost, Operation, READ_MODES};

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:<32} | {:^24} | {:^24}", "the adult's card", "short Le (256 bytes)", "extended Le");
    let head = format!("{:>6}{:>9}{:>9}", "trips", "to card", "from");
    println!("{:<32} | {head} | {head}", "operation");
    println!("{:-<32}-+-{:-<24}-+-{:-<24}", "", "", "");
    for operation in Operation::ALL {
        let [short, extended] = READ_MODES.map(|mode| operation.cost(mode));
        println!("{operation:<32} | {} | {}", columns(short?), columns(extended?));
    }
    println!("\nBytes include headers and status words. * the card's part alone, without the facade");
    println!("Short: extended Le is forbidden. Where it isn't, and is refused, that costs one more, once.");
    Ok(())
}

fn columns(cost: Cost) -> String {
    format!("{:>6}{:>9}{:>9}", cost.round_trips, cost.bytes_to_card, cost.bytes_from_card)
}

//! What a window does around the check: two visits of one person, months apart, and what lies between them.
//!
//! `cargo run --example window`: somebody changed jobs between the two. Nothing of it is written down here: the persona's
//! file says what the insurers filed and when, and the simulated operator answers by that.

mod claims;
mod print;
mod sheet;

use std::process::ExitCode;

use clap::Parser;
use hokensho::{Finished, History};
use hokensho_examples::args::{IdentifyArg, LangArg, WindowArgs};
use hokensho_examples::view::View;
use hokensho_examples::world::World;
use hokensho_examples::{Failure, failed, say, time};

use crate::sheet::Sheet;

/// Two visits of one person: what changed, what is paid, whether the claim is right, and what goes into other systems.
#[derive(Parser)]
struct Args {
    /// A built-in persona, or a persona's file.
    #[arg(long, value_name = "NAME|FILE", default_value = "job-change")]
    persona: String,
    /// The moment of the first visit, in Japan standard time.
    #[arg(long, value_name = "TIME", value_parser = time::parse, default_value = "2026-09-10T10:00")]
    first: i64,
    /// The moment of the second.
    #[arg(long, value_name = "TIME", value_parser = time::parse, default_value = "2026-11-22T09:30")]
    second: i64,
    #[command(flatten)]
    window: WindowArgs,
    /// The language of the screen; that of the environment if not given.
    #[arg(long, value_enum)]
    lang: Option<LangArg>,
    /// One JSON object instead of a screen.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    run(Args::parse()).map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

fn run(args: Args) -> Result<(), Failure> {
    let window = WindowArgs { cost: args.window.cost.or(Some(300_000)), ..args.window };
    let language = LangArg::or_environment(args.lang);
    let view = View { language, bill: window.bill(), ..View::default() };
    let mut visits = [visit(&args.persona, args.first)?, visit(&args.persona, args.second)?];
    let [_, today] = &mut visits;
    window.show_papers(&mut today.report.outcome)?;

    let mut history = History::default();
    for visit in &visits {
        visit.observe_in(&mut history);
    }
    let sheet = Sheet::of(&visits, &history, &view)?;
    if args.json {
        say(&serde_json::to_string(&sheet)?);
    } else {
        print::sheet(&args.persona, &sheet, &view);
    }
    Ok(())
}

/// The person at the certified reader, which looks at the face.
fn visit(persona: &str, at: i64) -> Result<Finished, Failure> {
    World::new(Some(persona), "normal", false, at)?.reader(IdentifyArg::Face, |_| {})
}

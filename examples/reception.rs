//! One reception, from tap to outcome.
//!
//! `cargo run --example reception`: the adult's mock card, checked directly, by PIN, against a simulated online side.

use std::process::ExitCode;

use clap::Parser;
use hokensho::card::AuthPin;
use hokensho::{Clock as _, Language, Need, Reply, StepRecord, SystemClock, Via};
use hokensho_examples::args::{CardArgs, IdentifyArg, LangArg, ViaArg, WindowArgs};
use hokensho_examples::device::Device;
use hokensho_examples::trust::Trust;
use hokensho_examples::view::View;
use hokensho_examples::world::World;
use hokensho_examples::{Failure, Told, failed, hint, prompt, say, screen, time};
use hokensho_terminal::sim::Scenario;
use serde::Serialize;

/// One reception: a card is tapped, its holder identified, eligibility answered.
#[derive(Parser)]
struct Args {
    #[command(flatten)]
    card: CardArgs,
    /// By which way.
    #[arg(long, value_enum, default_value = "direct")]
    via: ViaArg,
    /// How the person is identified.
    #[arg(long, value_enum, default_value = "pin")]
    identify: IdentifyArg,
    /// How the simulated online side behaves: a scenario, or a scenario's file; `list` lists them.
    #[arg(long, value_name = "SCENARIO|FILE|list", default_value = "normal")]
    online: String,
    /// The moment, in Japan standard time, such as 2026-11-22T09:30; the computer's clock if not given.
    #[arg(long, value_name = "TIME", value_parser = time::parse)]
    now: Option<i64>,
    /// The language of the screen; that of the environment if not given.
    #[arg(long, value_enum)]
    lang: Option<LangArg>,
    /// Show the certificate's serial (発行の番号), whose use the law limits.
    #[arg(long)]
    show_serial: bool,
    #[command(flatten)]
    window: WindowArgs,
}

fn main() -> ExitCode {
    run(&Args::parse()).map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

fn run(args: &Args) -> Result<(), Failure> {
    let language = LangArg::or_environment(args.lang);
    if args.online == "list" {
        return list(language);
    }
    let reader = args.card.reader();
    let now = args.now.unwrap_or_else(|| SystemClock::new().now().unix);
    let world = World::new(args.card.persona.as_deref(), &args.online, reader.is_some(), now)?;
    let mut trust = Trust::new(args.card.trust.as_deref(), reader.is_some())?;
    if !args.card.json {
        head(args, &world, &trust, language);
    }
    let tell = |record: &StepRecord| {
        if !args.card.json {
            screen::step(record, language);
        }
    };
    let mut finished = match args.via {
        ViaArg::Direct => {
            let mut device = device(args, &world)?;
            world.direct(
                &mut device,
                &mut trust,
                args.identify,
                |need| pin(&world, reader.is_none(), need),
                tell,
            )?
        }
        ViaArg::Reader => world.reader(args.identify, tell)?,
        ViaArg::Typed => world.typed(tell)?,
    };
    args.window.show_papers(&mut finished.report.outcome)?;
    let view = View { language, show_serial: args.show_serial, bill: args.window.bill() };
    if args.card.json {
        let told = Told::of(&finished, &view);
        let json = Json { told, online: &world.scenario.name, trust: trust.label() };
        say(&serde_json::to_string(&json)?);
    } else {
        screen::result(&finished, &view);
    }
    Ok(())
}

/// What was told, and by whom.
#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    told: Told<'a>,
    online: &'a str,
    trust: &'a str,
}

/// Whose card, which way; on what reader and trusted by whom, where this program itself checks the card.
fn head(args: &Args, world: &World, trust: &Trust, language: Language) {
    let word = |japanese, english| screen::word(language, japanese, english);
    let unknown = word("リーダー上のカード", "card on the reader");
    let persona = ("", world.persona.as_ref().map_or(unknown, |persona| persona.name()));
    let online = (word("照会先:", "online:"), world.scenario.name.as_str());
    match args.via {
        ViaArg::Direct => {
            let card = args.card.reader().unwrap_or(word("模擬カード", "mock card"));
            let trust = (word("信頼する認証局:", "trust:"), trust.label());
            screen::head(&[persona, (word("読み取り:", "on"), card), online, trust]);
        }
        ViaArg::Reader => screen::head(&[persona, ("", Via::Reader.text().text(language)), online]),
        ViaArg::Typed => screen::head(&[persona, ("", Via::Typed.text().text(language)), online]),
    }
}

fn device(args: &Args, world: &World) -> Result<Device, Failure> {
    #[cfg(feature = "pcsc")]
    if let Some(reader) = args.card.reader() {
        return Device::pcsc(reader);
    }
    let persona = world.persona.as_ref().filter(|_| args.card.reader().is_none());
    Ok(Device::mock(persona.ok_or("a mock card needs a --persona")?, world.scenario.card))
}

/// The mock card's holder knows the PIN; of a real card it is asked for.
fn pin(world: &World, mock: bool, need: Need) -> Reply {
    let Need::Pin { tries_left } = need else { return Reply::Stop };
    let typed = match world.persona.as_ref().filter(|_| mock) {
        Some(persona) => Ok(persona.auth_pin().to_owned()),
        None => {
            if let Some(tries) = tries_left {
                hint(&format!("{tries} tries left"));
            }
            prompt::secret("PIN (利用者証明用電子証明書の暗証番号)")
        }
    };
    match typed.and_then(|typed| Ok(AuthPin::new(&typed)?)) {
        Ok(pin) => Reply::Pin(pin),
        Err(error) => {
            hint(&hokensho_examples::chain(error.as_ref()));
            Reply::Stop
        }
    }
}

fn list(language: Language) -> Result<(), Failure> {
    for name in Scenario::NAMES {
        let scenario = Scenario::named(name)?;
        let leads = &scenario.leads_to;
        say(&format!("{name:28} {}", scenario.summary(language)));
        say(&format!("{:28} direct {}, reader {}, typed {}", "", leads.direct, leads.reader, leads.typed));
    }
    Ok(())
}

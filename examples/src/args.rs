//! Arguments that more than one example takes.

use clap::{Args, ValueEnum};
use hokensho::eligibility::{PayerNumber, PublicExpense, RecipientNumber, RepeatedMonths};
use hokensho::{Bill, CareSetting, Language, Outcome, Yen};

use crate::Failure;

/// Whose card, on what reader, trusted by whom.
#[derive(Args, Debug)]
pub struct CardArgs {
    /// A built-in persona, or a persona's file [default: adult].
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub persona: Option<String>,
    /// A PC/SC reader instead of the mock card: its name, or the first one that has this in its name.
    #[cfg(feature = "pcsc")]
    #[arg(long, global = true, value_name = "READER")]
    pub pcsc: Option<String>,
    /// Whose certificates are believed: production, mock, or a folder [default: mock; with --pcsc: production].
    #[arg(long, global = true, value_name = "production|mock|DIR")]
    pub trust: Option<String>,
    /// One JSON object instead of a screen.
    #[arg(long, global = true)]
    pub json: bool,
}

impl CardArgs {
    /// The PC/SC reader, if one was named.
    #[must_use]
    pub fn reader(&self) -> Option<&str> {
        #[cfg(feature = "pcsc")]
        return self.pcsc.as_deref();
        #[cfg(not(feature = "pcsc"))]
        None
    }
}

/// What the window knows and no answer says: what the care of the day costs, and which papers the patient shows.
#[derive(Args, Clone, Debug)]
pub struct WindowArgs {
    /// The cost of today's care before any insurance (ten yen a point): says what of it the patient pays.
    #[arg(long, value_name = "YEN")]
    pub cost: Option<u64>,
    /// In hospital; an out-patient if not given.
    #[arg(long)]
    pub in_patient: bool,
    /// In how many of the twelve months before the ceiling was reached (多数回該当 from the third on).
    #[arg(long, value_name = "MONTHS", default_value_t = 0)]
    pub repeated: u8,
    /// A public expense (公費) that the patient shows on paper: 公費負担者番号, and 受給者番号 if it has one.
    #[arg(long, value_name = "PAYER[:RECIPIENT]", value_parser = paper)]
    pub public_expense: Vec<PublicExpense>,
}

impl WindowArgs {
    /// The bill, if a cost is given.
    #[must_use]
    pub fn bill(&self) -> Option<Bill> {
        let setting = if self.in_patient { CareSetting::InPatient } else { CareSetting::OutPatient };
        let repeated = RepeatedMonths::new(self.repeated);
        self.cost.map(|cost| Bill { repeated, ..Bill::new(setting, Yen::new(cost)) })
    }

    /// Adds the papers to what was answered, if somebody is eligible.
    ///
    /// # Errors
    /// If one of them doesn't pay on the day.
    pub fn show_papers(&self, outcome: &mut Outcome) -> Result<(), Failure> {
        let Some(eligible) = outcome.eligible_mut() else { return Ok(()) };
        self.public_expense.iter().try_for_each(|paper| Ok(eligible.add_public_expense(paper.clone())?))
    }
}

fn paper(text: &str) -> Result<PublicExpense, String> {
    let (payer, recipient) = text.split_once(':').map_or((text, None), |(payer, it)| (payer, Some(it)));
    let recipient = recipient.map(RecipientNumber::new).transpose();
    let read = PayerNumber::new(payer).and_then(|payer| Ok(PublicExpense::on_paper(payer, recipient?)));
    read.map_err(|error| error.to_string())
}

/// By which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ViaArg {
    /// The chip itself is asked, and everything it says is checked here.
    Direct,
    /// A (simulated) certified reader hands in a face file.
    Reader,
    /// Insurance data is typed.
    Typed,
}

/// How the person is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IdentifyArg {
    /// Four digits, or what the phone does in their place.
    Pin,
    /// The certified reader's camera.
    Face,
    /// Staff look at the photo.
    Staff,
    /// A machine compares the chip's photo.
    Machine,
}

/// The language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 日本語.
    Ja,
    /// English.
    En,
}

impl LangArg {
    /// The language asked for, else that of the environment.
    #[must_use]
    pub fn or_environment(asked: Option<Self>) -> Language {
        let japanese = || {
            let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
            set("LC_ALL").or_else(|| set("LANG")).is_some_and(|lang| lang.starts_with("ja"))
        };
        match asked {
            Some(Self::Ja) => Language::Ja,
            Some(Self::En) => Language::En,
            None if japanese() => Language::Ja,
            None => Language::En,
        }
    }
}

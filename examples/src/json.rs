//! The report as one JSON object.

use hokensho::eligibility::Finding;
use hokensho::{
    Copayment, Eligible, Finished, Language, PaperFree, PaperNeeded, Ratio, Report, StepRecord, Text,
};
use serde::Serialize;

use crate::view::View;

/// What is told of a finished reception: the report in its public schema (`report.schema.json` of
/// `hokensho-eligibility`), the words for it, what follows from it for the window, and how it went.
///
/// ```
/// use hokensho_examples::{Told, view::View};
/// use hokensho_examples::{args::IdentifyArg, world::World};
///
/// let world = World::new(Some("adult"), "normal", false, 1_795_307_400)?;
/// let finished = world.reader(IdentifyArg::Face, |_| {})?;
/// let told = serde_json::to_value(Told::of(&finished, &View::default()))?;
/// assert_eq!(told["outcome"], "eligible");
/// assert_eq!(told["window"]["ratio"]["statute"], 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct Told<'f> {
    #[serde(flatten)]
    report: &'f Report,
    headline: Said,
    next_step: Said,
    /// What may be accepted in place of an answer, in this order.
    fallbacks: Vec<Said>,
    notes: Vec<Said>,
    /// None unless somebody is eligible.
    window: Option<Window>,
    /// Masked unless it is asked for: the law limits the use of the serial (発行の番号).
    serial: Option<&'f str>,
    round_trips: u32,
    steps: Vec<Taken>,
    cause: Option<String>,
}

/// Words with the id that doesn't change with the wording.
#[derive(Debug, Serialize)]
pub struct Said {
    id: &'static str,
    text: &'static str,
}

#[derive(Debug, Serialize)]
struct Window {
    ratio: Ratio,
    findings: Vec<Said>,
    paper_free: Vec<PaperFree>,
    paper_needed: Vec<Said>,
    copayment: Option<Paid>,
}

/// What is paid, and why.
#[derive(Debug, Serialize)]
pub struct Paid {
    #[serde(flatten)]
    copayment: Copayment,
    words: Vec<Said>,
}

#[derive(Debug, Serialize)]
struct Taken {
    step: &'static str,
    microseconds: u64,
    round_trips: u32,
}

impl<'f> Told<'f> {
    /// All of it, in the language of a view.
    #[must_use]
    pub fn of(finished: &'f Finished, view: &View) -> Self {
        let Finished { report, serial, answer: _, steps, round_trips, cause } = finished;
        let said = |text| Said::of(text, view.language);
        Self {
            report,
            headline: said(report.outcome.headline()),
            next_step: said(report.outcome.next_step()),
            fallbacks: report.outcome.fallbacks().iter().map(|it| said(it.text())).collect(),
            notes: report.notes().into_iter().map(said).collect(),
            window: report.outcome.eligible().map(|eligible| Window::of(eligible, view)),
            serial: serial.as_ref().map(|it| if view.show_serial { it.expose().as_str() } else { "masked" }),
            round_trips: *round_trips,
            steps: steps.iter().map(Taken::of).collect(),
            cause: cause.as_ref().map(|cause| crate::chain(cause)),
        }
    }
}

impl Window {
    fn of(eligible: &Eligible, view: &View) -> Self {
        let said = |text| Said::of(text, view.language);
        Self {
            ratio: eligible.ratio(),
            findings: eligible.findings().into_iter().map(Finding::text).map(said).collect(),
            paper_free: eligible.paper_free(),
            paper_needed: eligible.paper_needed().into_iter().map(PaperNeeded::text).map(said).collect(),
            copayment: view.copayment(eligible).map(|it| Paid::of(it, view.language)),
        }
    }
}

impl Paid {
    /// With the words of a language.
    #[must_use]
    pub fn of(copayment: Copayment, language: Language) -> Self {
        let words = copayment.words().into_iter().map(|text| Said::of(text, language)).collect();
        Self { copayment, words }
    }
}

impl Said {
    /// A text in a language.
    #[must_use]
    pub const fn of(text: Text, language: Language) -> Self {
        Self { id: text.id(), text: text.text(language) }
    }
}

impl Taken {
    fn of(record: &StepRecord) -> Self {
        let microseconds = u64::try_from(record.took.as_micros()).unwrap_or(u64::MAX);
        Self { step: record.step.id(), microseconds, round_trips: record.round_trips }
    }
}

#[cfg(test)]
mod tests {
    use hokensho::{Bill, CareSetting, Yen};
    use serde_json::{Value, json};

    use super::*;
    use crate::Failure;
    use crate::args::IdentifyArg;
    use crate::world::World;

    /// 2026-11-22 09:30 in Japan.
    const NOW: i64 = 1_795_307_400;

    fn told(persona: &str, scenario: &str, view: &View) -> Result<Value, Failure> {
        let finished = World::new(Some(persona), scenario, false, NOW)?.reader(IdentifyArg::Face, |_| {})?;
        Ok(serde_json::to_value(Told::of(&finished, view))?)
    }

    #[test]
    fn only_what_is_eligible_has_a_ratio_and_every_coverage_has_its_alias_or_null() -> Result<(), Failure> {
        let of = |persona, scenario| told(persona, scenario, &View::default());
        let (foreign, ended) = (of("foreign", "normal")?, of("adult", "lost-died")?);
        assert_eq!(foreign.pointer("/detail/coverages/0/person/alias"), Some(&json!("山本　マリア")));
        assert_eq!(foreign.pointer("/window/ratio"), Some(&json!({ "statute": 30 })));
        assert_eq!(ended.pointer("/detail/last/person/alias"), Some(&Value::Null));
        assert_eq!(ended.pointer("/window"), Some(&Value::Null));
        Ok(())
    }

    #[test]
    fn what_is_paid_is_told_with_its_reasons_and_only_if_a_cost_is_given() -> Result<(), Failure> {
        let bill = Bill::new(CareSetting::OutPatient, Yen::new(300_000));
        let paid = told("adult", "normal", &View { bill: Some(bill), ..View::default() })?;
        // ウ: 85,800 + (300,000 − 286,000) × 1 %.
        assert_eq!(paid.pointer("/window/copayment/due"), Some(&json!(85_940)));
        assert_eq!(paid.pointer("/window/copayment/words/0/id"), Some(&json!("copayment_reason.ceiling")));
        let unasked = told("adult", "normal", &View::default())?;
        assert_eq!(unasked.pointer("/window/copayment"), Some(&Value::Null));
        Ok(())
    }

    #[test]
    fn the_serial_is_masked_unless_it_is_asked_for() -> Result<(), Failure> {
        let mut finished =
            World::new(Some("adult"), "normal", false, NOW)?.reader(IdentifyArg::Face, |_| {})?;
        finished.serial = Some("227B13".to_owned().into());
        for (show_serial, told) in [(false, "masked"), (true, "227B13")] {
            let view = View { show_serial, ..View::default() };
            assert_eq!(serde_json::to_value(Told::of(&finished, &view))?["serial"], told);
        }
        Ok(())
    }
}

//! The report as one JSON object.

use hokensho::{
    Coverage, Date, Eligible, Finished, InsurerNumber, Language, LimitCategory, Outcome, Personal, Ratio,
    RatioOrigin, Report,
};
use serde_json::{Map, Value, json};

/// The report as an object; the serial (発行の番号) is masked unless it is asked for, since the law limits its use.
#[must_use]
pub fn object(finished: &Finished, language: Language, show_serial: bool) -> Map<String, Value> {
    let Report { outcome, identity, certificate, via } = &finished.report;
    let eligible = outcome.eligible();
    let ratio = eligible.map(Eligible::ratio);
    let insurer = eligible.and_then(|eligible| eligible.primary()?.insurer_number.as_ref());
    let origin = ratio.map_or(RatioOrigin::Unknown, Ratio::origin);
    let notes = finished.report.notes();
    let notes: Vec<_> =
        notes.iter().map(|note| json!({ "id": note.id(), "text": note.text(language) })).collect();
    let steps: Vec<_> = finished
        .steps
        .iter()
        .map(|it| {
            json!({
                "step": it.step.id(),
                "microseconds": u64::try_from(it.took.as_micros()).unwrap_or(u64::MAX),
                "round_trips": it.round_trips,
            })
        })
        .collect();
    let serial = finished.serial.as_ref().map(|serial| if show_serial { serial.expose() } else { "masked" });
    let members = [
        ("outcome", json!(outcome.name())),
        ("detail", detail(outcome, language)),
        ("headline", json!(outcome.headline().text(language))),
        ("next_step", json!(outcome.next_step().text(language))),
        ("identity", json!(identity.name())),
        ("certificate", json!(certificate.name())),
        ("serial", json!(serial)),
        ("via", json!(via.name())),
        ("insurer_number", json!(insurer.map(InsurerNumber::as_str))),
        ("copayment_percent", json!(ratio.and_then(Ratio::percent))),
        ("copayment_origin", json!(origin.name())),
        ("round_trips", json!(finished.round_trips)),
        ("notes", json!(notes)),
        ("steps", json!(steps)),
        ("cause", json!(finished.cause.as_ref().map(|cause| crate::chain(cause)))),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The payload of an outcome; null if it has none.
fn detail(outcome: &Outcome, language: Language) -> Value {
    match outcome {
        Outcome::PinWrong { left } => json!({ "left": left }),
        Outcome::RequestRefused { message } => json!({ "message": message.expose() }),
        Outcome::ViewingStopped(source) | Outcome::SourceError(source) => {
            json!({ "code": source.code, "message": source.message.as_ref().map(Personal::expose) })
        }
        Outcome::Lost(loss) => json!({ "reason": loss.name(), "last": loss.last.as_ref().map(coverage) }),
        Outcome::Unclear(why) => json!({ "why": why.name() }),
        Outcome::AcceptedOffline { ticket } => json!({ "ticket": ticket.expose() }),
        Outcome::Eligible(eligible) | Outcome::EligiblePayInFull(eligible) => json!({
            "on": eligible.on().to_string(),
            "coverages": eligible.coverages().iter().map(coverage).collect::<Vec<_>>(),
            "paper_free": eligible.paper_free().iter().map(|it| it.text().text(language)).collect::<Vec<_>>(),
            "paper_needed": eligible.paper_needed().iter().map(|it| it.text().text(language)).collect::<Vec<_>>(),
            "message": eligible.note().and_then(|note| note.message.as_ref()).map(Personal::expose),
        }),
        _ => Value::Null,
    }
}

/// What a claim needs of a coverage.
fn coverage(coverage: &Coverage) -> Value {
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let limit = coverage.limit.as_ref().and_then(|limit| limit.category.as_ref());
    json!({
        "classification": coverage.classification.code(),
        "insurer_number": coverage.insurer_number.as_ref().map(InsurerNumber::as_str),
        "insurer_name": coverage.insurer_name,
        "symbol": coverage.symbol.as_ref().map(Personal::expose),
        "number": coverage.number.as_ref().map(Personal::expose),
        "branch": coverage.branch.as_ref().map(Personal::expose),
        "name": coverage.person.name.expose(),
        "alias": coverage.person.alias.as_ref().map(Personal::expose),
        "birth": coverage.person.birth.expose().to_string(),
        "qualified_on": date(coverage.qualified_on),
        "lost_on": date(coverage.lost_on),
        "valid_until": date(coverage.valid_until),
        "limit_category": limit.map(LimitCategory::code),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Failure;
    use crate::args::IdentifyArg;
    use crate::world::World;

    /// 2026-11-22 09:30 in Japan.
    const NOW: i64 = 1_795_307_400;

    #[test]
    fn only_what_is_eligible_has_a_ratio_and_every_coverage_has_its_alias_or_null() -> Result<(), Failure> {
        let of = |persona, scenario| -> Result<Value, Failure> {
            let finished =
                World::new(Some(persona), scenario, false, NOW)?.reader(IdentifyArg::Face, |_| {})?;
            Ok(Value::Object(object(&finished, Language::En, false)))
        };
        let (foreign, ended) = (of("foreign", "normal")?, of("adult", "lost-died")?);
        assert_eq!(foreign.pointer("/detail/coverages/0/alias"), Some(&json!("山本　マリア")));
        assert_eq!(foreign.pointer("/copayment_origin"), Some(&json!("statute")));
        assert_eq!(ended.pointer("/detail/last/alias"), Some(&Value::Null));
        assert_eq!(ended.pointer("/copayment_origin"), Some(&json!("unknown")));
        assert_eq!(ended.pointer("/copayment_percent"), Some(&Value::Null));
        Ok(())
    }
}

//! The screen: what a window would show.

use hokensho::{Finished, Language, Outcome, Personal, StepRecord};

use crate::say;

/// The lines above everything: whose card, which way, whom to trust.
pub fn head(items: &[(&str, &str)]) {
    let items: Vec<_> =
        items.iter().map(|(name, value)| format!("{name} {value}").trim().to_owned()).collect();
    say(&format!("hokensho · {}", items.join(" · ")));
    say("");
}

/// One step, as it is done.
pub fn step(record: &StepRecord, language: Language) {
    let took = record.took.as_micros();
    let time = if took < 10_000 { format!("{took} µs") } else { format!("{} ms", took / 1000) };
    let trips = match (record.round_trips, language) {
        (0, _) => String::new(),
        (count, Language::Ja) => format!("  往復 {count}"),
        (1, _) => "  1 round trip".into(),
        (count, _) => format!("  {count} round trips"),
    };
    let slow = if record.is_slow() { "  (slow)" } else { "" };
    say(&format!("  {} {time:>9}{trips}{slow}", padded(record.step.text(language), 46)));
}

/// The result.
pub fn result(finished: &Finished, language: Language, show_serial: bool) {
    let report = &finished.report;
    let ja = language == Language::Ja;
    let word = |japanese, english| if ja { japanese } else { english };
    say("");
    say(&format!("  ■ {}", report.outcome.headline().text(language)));
    let mut lines: Vec<(&str, String)> = Vec::new();
    details(&report.outcome, ja, &mut lines);
    lines.push((word("本人確認", "identity"), report.identity.text().text(language).into()));
    let mut certificate = report.certificate.text().text(language).to_owned();
    if let Some(serial) = finished.serial.as_ref().map(Personal::expose).filter(|_| show_serial) {
        certificate.push_str(&format!(" ({} {serial})", word("発行の番号", "serial")));
    }
    lines.push((word("電子証明書", "certificate"), certificate));
    lines.push((word("確認方法", "by way of"), report.via.text().text(language).into()));
    if finished.round_trips > 0 {
        lines.push((word("カードとの往復", "round trips"), finished.round_trips.to_string()));
    }
    if let Some(cause) = &finished.cause {
        lines.push((word("原因", "cause"), crate::chain(cause)));
    }
    for (name, value) in lines {
        say(&format!("    {} {value}", padded(name, 18)));
    }
    say("");
    say(&format!("  {} {}", word("次に:", "Next:"), report.outcome.next_step().text(language)));
    for note in report.notes() {
        say(&format!("  {} {}", word("伝える:", "Say:"), note.text(language)));
    }
}

fn details(outcome: &Outcome, ja: bool, lines: &mut Vec<(&'static str, String)>) {
    let word = |japanese, english| if ja { japanese } else { english };
    let language = if ja { Language::Ja } else { Language::En };
    match outcome {
        Outcome::PinWrong { left: Some(left) } => {
            lines.push((word("残り回数", "tries left"), left.to_string()));
        }
        Outcome::RequestRefused { message } => {
            lines.push((word("端末の応答", "terminal says"), message.clone()));
        }
        Outcome::ViewingStopped(source) | Outcome::SourceError(source) => {
            let parts = [&source.code, &source.message];
            lines.push((
                word("照会先の応答", "source says"),
                parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" "),
            ));
        }
        Outcome::Lost(loss) => {
            let reason = loss
                .reason
                .as_ref()
                .map_or(word("記載なし", "not stated"), |reason| reason.label(language));
            lines.push((word("喪失事由", "reason"), reason.to_owned()));
            if let Some(on) = loss.last.as_ref().and_then(|last| last.lost_on) {
                lines.push((word("喪失日", "since"), on.to_string()));
            }
        }
        Outcome::Unclear(why) => lines.push((word("理由", "why"), why.name().to_owned())),
        Outcome::AcceptedOffline { ticket } => lines.push((word("受け付けた証", "accepted"), ticket.clone())),
        Outcome::Eligible(eligible) | Outcome::EligiblePayInFull(eligible) => {
            for coverage in eligible.coverages() {
                lines.push((word("氏名", "patient"), coverage.person.name.expose().clone()));
                let number = coverage.insurer_number.as_ref().map_or("", |number| number.as_str());
                let name = coverage.insurer_name.as_deref().unwrap_or_default();
                lines.push((word("保険者", "insurer"), format!("{number} {name}")));
                let parts = [&coverage.symbol, &coverage.number, &coverage.branch];
                let parts: Vec<_> = parts.into_iter().flatten().map(|part| part.expose().as_str()).collect();
                lines.push((word("記号・番号・枝番", "symbol and number"), parts.join(" · ")));
            }
            let ratio = eligible.ratio();
            let percent = ratio.percent().map_or_else(|| "?".to_owned(), |percent| format!("{percent} %"));
            lines
                .push((word("負担割合", "patient's part"), format!("{percent} ({})", ratio.origin().name())));
            for paper in eligible.paper_free() {
                lines.push((word("提示不要", "no paper for"), paper_line(&paper, language)));
            }
            if let Some(message) = eligible.note().and_then(|note| note.message.as_deref()) {
                lines.push((word("照会先から", "source says"), message.to_owned()));
            }
        }
        _ => {}
    }
}

fn paper_line(paper: &hokensho::PaperFree, language: Language) -> String {
    use hokensho::PaperFree as Free;
    let (about, until) = match paper {
        Free::Ceiling { category, valid_until } => {
            (category.as_ref().map(|it| it.label(language).to_owned()), valid_until)
        }
        Free::SpecificDisease { category, valid_until, .. } => {
            (Some(category.label(language).to_owned()), valid_until)
        }
        Free::ElderlyRecipient { valid_until } | Free::MedicalTicket { valid_until, .. } => {
            (None, valid_until)
        }
        _ => (None, &None),
    };
    let until = until.map(|day| format!("→ {day}"));
    let parts = [Some(paper.text().text(language).to_owned()), about, until];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Pads by the width on a terminal, where Japanese characters take two columns.
fn padded(text: &str, width: usize) -> String {
    let columns: usize = text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(columns)))
}

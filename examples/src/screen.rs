//! The screen: what a window would show.

use hokensho::eligibility::{ConsentFlag, RecipientNumber};
use hokensho::{
    Copayment, Coverage, Eligible, Finished, InsurerNumber, Language, Outcome, Personal, Report, StepEnd,
    StepRecord, Unclear, UnreadCertificate, UnreadCoverage,
};

use crate::say;
use crate::view::View;

/// The lines above everything: whose card, which way, whom to trust.
pub fn head(items: &[(&str, &str)]) {
    let items: Vec<_> =
        items.iter().map(|(name, value)| format!("{name} {value}").trim().to_owned()).collect();
    say(&format!("hokensho · {}", items.join(" · ")));
    say("");
}

/// One step, as it is done. The one in which the reception ends waits for the result, which says whether it went well.
pub fn step(record: &StepRecord, language: Language) {
    if record.end == StepEnd::WentOn {
        say(&step_line(record, language));
    }
}

fn step_line(record: &StepRecord, language: Language) -> String {
    let took = record.took.as_micros();
    let time = if took < 10_000 { format!("{took} µs") } else { format!("{} ms", took / 1000) };
    let trips = match (record.round_trips, language) {
        (0, _) => String::new(),
        (count, Language::Ja) => format!("  往復 {count}"),
        (1, _) => "  1 round trip".into(),
        (count, _) => format!("  {count} round trips"),
    };
    let slow = if record.is_slow() { word(language, "  (遅い)", "  (slow)") } else { "" };
    format!("  {} {time:>9}{trips}{slow}", padded(record.step.text(language), 46))
}

/// The result.
pub fn result(finished: &Finished, view: &View) {
    let (report, language) = (&finished.report, view.language);
    if let Some(last) = finished.steps.last().filter(|it| it.end == StepEnd::Ended) {
        let mark = word(language, "  ← ここで終わりました", "  ← ended here");
        let mark = if report.outcome.is_eligible() { "" } else { mark };
        say(&format!("{}{mark}", step_line(last, language)));
    }
    say("");
    say(&format!("  ■ {}", report.outcome.headline().text(language)));
    let mut lines = Lines::new(language);
    lines.outcome(&report.outcome);
    if let Some(copayment) = report.outcome.eligible().and_then(|eligible| view.copayment(eligible)) {
        lines.copayment(&copayment);
    }
    lines.add(("本人確認", "identity"), report.identity.text().text(language));
    let mut certificate = report.certificate.text().text(language).to_owned();
    if let Some(serial) = finished.serial.as_ref().map(Personal::expose).filter(|_| view.show_serial) {
        certificate.push_str(&format!(" ({} {serial})", word(language, "発行の番号", "serial")));
    }
    lines.add(("電子証明書", "certificate"), certificate);
    lines.add(("確認方法", "by way of"), report.via.text().text(language));
    if finished.round_trips > 0 {
        lines.add(("カードとの往復", "round trips"), finished.round_trips.to_string());
    }
    if let Some(cause) = &finished.cause {
        lines.add(("技術情報", "technical"), crate::chain(cause));
    }
    lines.say();
    say("");
    advice(report, language);
}

/// What to do next, and what to say.
pub fn advice(report: &Report, language: Language) {
    say(&format!("  {} {}", word(language, "次に:", "Next:"), report.outcome.next_step().text(language)));
    for fallback in report.outcome.fallbacks() {
        let proof = fallback.proof().text().text(language);
        say(&format!(
            "  {} {} ({proof})",
            word(language, "代わりに:", "Instead:"),
            fallback.text().text(language)
        ));
    }
    for note in report.notes() {
        say(&format!("  {} {}", word(language, "伝える:", "Say:"), note.text(language)));
    }
}

/// The lines between headline and next step.
#[derive(Debug)]
pub struct Lines {
    language: Language,
    lines: Vec<(&'static str, String)>,
}

impl Lines {
    /// None yet.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language, lines: Vec::new() }
    }

    /// Prints them.
    pub fn say(self) {
        for (name, value) in self.lines {
            say(&format!("    {} {value}", padded(name, 18)));
        }
    }

    /// A line named in Japanese and English; what isn't known takes none.
    pub fn add(&mut self, (japanese, english): (&'static str, &'static str), value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.lines.push((word(self.language, japanese, english), value));
        }
    }

    /// What the outcome says.
    pub fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::PinWrong { left: Some(left) } => self.add(("残り回数", "tries left"), left.to_string()),
            Outcome::RequestRefused { message } => {
                self.add(("端末の応答", "terminal says"), message.expose().as_str());
            }
            Outcome::ViewingStopped(source) | Outcome::SourceError(source) => {
                self.add(
                    ("照会先の応答", "source says"),
                    joined(
                        [source.code.as_deref(), source.message.as_ref().map(|it| it.expose().as_str())],
                        " ",
                    ),
                );
            }
            Outcome::Lost(loss) => {
                self.coverages(loss.last.as_slice());
                let reason = loss.reason.as_ref().map(|reason| reason.label(self.language));
                let unstated = word(self.language, "記載なし", "not stated");
                self.add(("喪失事由", "reason"), reason.unwrap_or(unstated));
                let since = loss.last.as_ref().and_then(|last| last.lost_on);
                self.add(("喪失日", "since"), since.map(|day| day.to_string()).unwrap_or_default());
                self.unread(&loss.unread);
            }
            Outcome::Unclear(why) => {
                self.add(("理由", "why"), why.text().text(self.language));
                if let Unclear::CoverageUnread(unread) = why {
                    self.unread(unread);
                }
            }
            Outcome::AcceptedOffline { ticket } => {
                self.add(("受け付けた証", "accepted"), ticket.expose().as_str());
            }
            Outcome::Eligible(eligible) | Outcome::EligiblePayInFull(eligible) => self.eligible(eligible),
            _ => {}
        }
    }

    fn eligible(&mut self, eligible: &Eligible) {
        self.coverages(eligible.coverages());
        let ratio = eligible.ratio();
        let origin = ratio.origin().text().text(self.language);
        let stated = ratio.percent().map(|percent| format!("{percent} % ({origin})"));
        self.add(("負担割合", "patient's part"), stated.unwrap_or_else(|| origin.to_owned()));
        for paper in eligible.paper_free() {
            self.add(("提示不要", "no paper for"), paper_line(&paper, self.language));
        }
        for finding in eligible.findings() {
            self.add(("要確認", "check"), finding.text().text(self.language));
        }
        self.unread(eligible.unread());
        for UnreadCertificate { paper, place } in eligible.coverages().iter().flat_map(|it| &it.unread) {
            self.add(("読めない証", "not read"), format!("{} ({place})", paper.text().text(self.language)));
        }
        for expense in eligible.public_expenses() {
            let recipient = expense.recipient.as_ref().map(RecipientNumber::expose);
            let numbers = joined([Some(expense.payer.as_str()), recipient], " · ");
            let said = expense.origin.text().text(self.language);
            self.add(("公費（適用順）", "public expense"), format!("{numbers} ({said})"));
        }
        let message = eligible.note().and_then(|note| note.message.as_ref()).map(|it| it.expose().as_str());
        self.add(("照会先から", "source says"), message.unwrap_or_default());
        let stated = eligible.coverages().iter().flat_map(|coverage| coverage.consents.iter());
        let given = stated.filter(|(_, statement)| statement.flag == ConsentFlag::Given);
        let given: Vec<_> = given.map(|(item, _)| item.text().text(self.language)).collect();
        self.add(("閲覧同意", "consent to"), given.join(word(self.language, "・", ", ")));
    }

    fn unread(&mut self, unread: &[UnreadCoverage]) {
        for UnreadCoverage { place, why } in unread {
            let line = format!("{} ({place})", why.text().text(self.language));
            self.add(("読めない資格", "not read"), line);
        }
    }

    /// What is paid today, and why.
    pub fn copayment(&mut self, copayment: &Copayment) {
        let yen = word(self.language, "円", " yen");
        let due = copayment.due.map(|due| format!("{due}{yen}"));
        let ceiling = copayment.ceiling.as_ref().ok().map(|ceiling| format!("{}{yen}", ceiling.amount));
        self.add(("限度額", "ceiling"), ceiling.unwrap_or_default());
        self.add(("窓口負担額", "to pay today"), due.unwrap_or_else(|| "–".to_owned()));
        for text in copayment.words() {
            self.add(("その理由", "because"), text.text(self.language));
        }
    }

    fn coverages(&mut self, coverages: &[Coverage]) {
        let mut named = None;
        for coverage in coverages {
            let (name, alias) = (&coverage.person.name, &coverage.person.alias);
            // Insurance and medical aid are about one person, unless they were filed differently.
            if named.replace((name, alias)) != Some((name, alias)) {
                self.add(("氏名", "patient"), name.expose().as_str());
                self.add(("通称", "alias"), alias.as_ref().map_or("", |alias| alias.expose().as_str()));
            }
            let (insurer, number) = if coverage.is_medical_aid() {
                (("医療扶助", "medical aid"), ("受給者番号", "recipient number"))
            } else {
                (("保険者", "insurer"), ("記号・番号・枝番", "symbol and number"))
            };
            let code = coverage.insurer_number.as_ref().map(InsurerNumber::as_str);
            self.add(insurer, joined([code, coverage.insurer_name.as_deref()], " "));
            let parts = [&coverage.symbol, &coverage.number, &coverage.branch];
            let parts = parts.map(|part| part.as_ref().map(|part| part.expose().as_str()));
            self.add(number, joined(parts, " · "));
        }
    }
}

/// The one of two words that fits the language.
#[must_use]
pub fn word(language: Language, japanese: &'static str, english: &'static str) -> &'static str {
    if language == Language::Ja { japanese } else { english }
}

/// The parts that are known.
fn joined<const N: usize>(parts: [Option<&str>; N], between: &str) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

fn paper_line(paper: &hokensho::PaperFree, language: Language) -> String {
    use hokensho::PaperKind as Kind;
    let about = match &paper.kind {
        Kind::Ceiling { category } => category.as_ref().map(|it| it.label(language)),
        Kind::SpecificDisease { category, .. } => Some(category.label(language)),
        _ => None,
    };
    let until = paper.valid_until.map(|day| format!("→ {day}"));
    joined([Some(paper.text().text(language)), about, until.as_deref()], " ")
}

/// Pads by the width on a terminal, where Japanese characters take two columns.
fn padded(text: &str, width: usize) -> String {
    let columns: usize = text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(columns)))
}

#[cfg(test)]
mod tests;

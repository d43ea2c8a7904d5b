//! The sheet on a screen.

use hokensho::eligibility::{Hours, Standing};
use hokensho::{Change, Coverage, Date, Eligible, InsurerNumber, Language, LimitCategory, Outcome, Ratio};
use hokensho_examples::say;
use hokensho_examples::screen::{self, Lines, word};
use hokensho_examples::view::View;

use crate::claims::Checked;
use crate::sheet::{Sheet, Visit};

/// Prints all of it.
pub(crate) fn sheet(persona: &str, sheet: &Sheet<'_>, view: &View) {
    let language = view.language;
    let word = |japanese, english| word(language, japanese, english);
    let what = word("顔認証付きカードリーダーでの受診 2 回", "two visits, by the certified reader");
    screen::head(&[("", persona), ("", what)]);
    for visit in &sheet.visits {
        line(&format!("{}  {}", visit.at, outcome(&visit.report.outcome, language)));
    }

    let changes = sheet.changes.iter();
    let changes =
        changes.map(|change| format!("{}  {}", change.text().text(language), values(change, language)));
    part(word("前回からの変更", "Changed since the last visit"), changes);

    let days = sheet.days.iter();
    let days = days.map(|(day, it)| format!("{day}  {}  {}", it.text().text(language), insurer_on(it)));
    part(word("その日の資格", "Coverage on a day"), days);

    if let Some(visit) = sheet.visits.last() {
        today(visit, view);
    }
    sheet.claims.iter().for_each(|claim| claimed(claim, language));

    let seen = sheet.doctor_sees.iter().map(|item| item.text().text(language).to_owned());
    let title = word(
        "医師が閲覧できる情報（本人の同意による）",
        "What a doctor may look at, by the patient's consent",
    );
    part(title, seen);

    let call = sheet.lost_card.iter().map(|contact| {
        let hours = if contact.hours == Hours::Always { word("24時間365日", "at any hour") } else { "" };
        format!("{}  {hours}", contact.telephone)
    });
    part(word("カードをなくしたとき", "If the card is lost"), call);
    part("FHIR (JP Core)", sheet.fhir.iter().map(hokensho::exchange::fhir::Resource::write));
    let symbol = word("処方箋の2次元シンボル（JAHIS）", "The prescription's symbol (JAHIS)");
    part(symbol, sheet.prescription.iter().cloned());
}

fn title(title: &str) {
    say("");
    line(&format!("■ {title}"));
}

fn part(name: &str, lines: impl Iterator<Item = String>) {
    title(name);
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        line("  –");
    }
    lines.for_each(|it| line(&format!("  {it}")));
}

fn line(text: &str) {
    say(&format!("  {}", text.trim_end()));
}

fn outcome(outcome: &Outcome, language: Language) -> String {
    let insurer = outcome.eligible().and_then(Eligible::primary).map(insurer);
    format!("{}  {}", outcome.headline().text(language), insurer.unwrap_or_default())
}

fn insurer(coverage: &Coverage) -> String {
    let number = coverage.insurer_number.as_ref().map(InsurerNumber::as_str);
    [number, coverage.insurer_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn insurer_on(standing: &Standing<'_>) -> String {
    match standing {
        Standing::Covered { primary, .. } => insurer(primary),
        Standing::CoverageUnread { in_force } => in_force.first().map_or_else(String::new, |it| insurer(it)),
        Standing::Lost { last: Some(last) } => insurer(last),
        _ => String::new(),
    }
}

/// From what to what, of that which a clerk reads out.
fn values(change: &Change, language: Language) -> String {
    let category = |it: &Option<LimitCategory>| it.as_ref().map_or("–", |it| it.label(language)).to_owned();
    let percent = |it: &Ratio| it.percent().map_or_else(|| "–".to_owned(), |it| format!("{it} %"));
    let (before, after) = match change {
        Change::Insurer { before, after } => (before.as_str().to_owned(), after.as_str().to_owned()),
        Change::Ceiling { before, after } => (category(before), category(after)),
        Change::Ratio { before, after } => (percent(before), percent(after)),
        Change::Name { before, after } | Change::Address { before, after } => {
            (before.expose().clone(), after.expose().clone())
        }
        _ => return String::new(),
    };
    format!("{before} → {after}")
}

fn today(visit: &Visit<'_>, view: &View) {
    let (outcome, language) = (&visit.report.outcome, view.language);
    title(word(language, "今日の窓口", "At the window today"));
    let mut lines = Lines::new(language);
    lines.outcome(outcome);
    let copayment = outcome.eligible().and_then(|eligible| view.copayment(eligible));
    if let Some((bill, copayment)) = view.bill.zip(copayment) {
        let yen = word(language, "円", " yen");
        lines.add(("医療費", "cost of the care"), format!("{}{yen}", bill.cost));
        lines.copayment(&copayment);
    }
    lines.say();
    screen::advice(visit.report, language);
}

fn claimed(claim: &Checked, language: Language) {
    let days = |days: &[Date]| days.iter().map(Date::to_string).collect::<Vec<_>>().join(", ");
    let name = word(language, "請求前の確認", "The claim, before it is sent");
    title(&format!("{name}: {}, {}", claim.insurer.as_str(), days(&claim.days)));
    for finding in &claim.findings {
        let kind = &finding.kind;
        let (severity, what) = (kind.severity().text().text(language), kind.text().text(language));
        line(&format!("  {severity}: {what}  {}", days(&finding.days)));
        line(&format!("    → {}", kind.fix().text(language)));
    }
    if claim.findings.is_empty() {
        line(word(language, "  問題ありません", "  nothing to mend"));
    }
}

use hokensho::{PaperNeeded, Policy, UnreadReason};

use super::*;
use crate::Failure;
use crate::args::IdentifyArg;
use crate::world::World;

/// 2026-11-22 09:30 in Japan.
const NOW: i64 = 1_795_307_400;

/// The lines of a reception at the certified reader.
fn lines(persona: &str, scenario: &str, language: Language) -> Result<Vec<(&'static str, String)>, Failure> {
    let world = World::new(Some(persona), scenario, false, NOW)?;
    let finished = world.reader(IdentifyArg::Face, |_| {})?;
    let mut lines = Lines::new(language);
    lines.outcome(&finished.report.outcome);
    Ok(lines.lines)
}

fn named<'a>(lines: &'a [(&'static str, String)], name: &str) -> Vec<&'a str> {
    lines.iter().filter(|(it, _)| *it == name).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn a_coverage_that_ended_is_shown_as_one_in_force_is() -> Result<(), Failure> {
    let (ended, in_force) =
        (lines("adult", "lost-other", Language::Ja)?, lines("adult", "normal", Language::Ja)?);
    for name in ["氏名", "保険者", "記号・番号・枝番"] {
        assert_eq!(named(&ended, name).len(), 1, "{name}");
        assert_eq!(named(&ended, name), named(&in_force, name));
    }
    assert_eq!(named(&ended, "負担割合"), [""; 0]);
    Ok(())
}

#[test]
fn medical_aid_beside_insurance_is_called_so_and_names_the_patient_once() -> Result<(), Failure> {
    let lines = lines("adult", "with-aid", Language::En)?;
    assert_eq!(named(&lines, "patient").len(), 1);
    assert_eq!(named(&lines, "insurer"), ["01130012 全国健康保険協会東京支部"]);
    assert_eq!(named(&lines, "medical aid"), ["12999991 見本福祉事務所"]);
    assert_eq!(named(&lines, "recipient number"), ["1234567"]);
    assert_eq!(
        named(&lines, "public expense"),
        ["12999991 · 1234567 (from the answer (medical aid, 医療扶助))"]
    );
    Ok(())
}

#[test]
fn a_coverage_that_could_not_be_read_is_shown_with_its_place_and_to_be_checked() -> Result<(), Failure> {
    for (scenario, to_check) in [("normal", 1), ("lost-other", 0)] {
        let mut finished =
            World::new(Some("adult"), scenario, false, NOW)?.reader(IdentifyArg::Face, |_| {})?;
        let mut answer = finished.answer.take().ok_or("nobody answered")?;
        let place = "ResultList/ResultOfQualificationConfirmation[2]/Sex1".to_owned();
        answer.unread.push(UnreadCoverage { place, why: UnreadReason::Absent });
        let outcome = answer.outcome(answer.executed_at.date(), &Policy::default());
        let mut lines = Lines::new(Language::En);
        lines.outcome(&outcome);
        let shown = "the value is missing (ResultList/ResultOfQualificationConfirmation[2]/Sex1)";
        assert_eq!(named(&lines.lines, "not read"), [shown]);
        assert_eq!(named(&lines.lines, "check").len(), to_check);
        assert_eq!(named(&lines.lines, "insurer").len(), 1);
        finished.report.outcome = outcome;
        let told = serde_json::to_value(crate::Told::of(&finished, &View::default()))?;
        assert_eq!(told["detail"]["unread"][0]["why"], "absent");
        let notes = told["notes"].as_array().ok_or("a list")?;
        assert!(notes.iter().any(|note| note["id"] == "note.eligibility_certificate"));
    }
    Ok(())
}

#[test]
fn a_certificate_that_could_not_be_read_is_shown_with_its_place_and_to_be_checked() -> Result<(), Failure> {
    let mut finished = World::new(Some("adult"), "normal", false, NOW)?.reader(IdentifyArg::Face, |_| {})?;
    let mut answer = finished.answer.take().ok_or("nobody answered")?;
    let place = "SpecificDiseasesCertificateInfo[1]/SpecificDiseasesSelfPay".to_owned();
    let coverage = answer.coverages.first_mut().ok_or("nobody is covered")?;
    coverage.unread.push(UnreadCertificate { paper: PaperNeeded::SpecificDisease, place });
    let mut lines = Lines::new(Language::En);
    lines.outcome(&answer.outcome(answer.executed_at.date(), &Policy::default()));
    let shown = "specific-disease certificate (SpecificDiseasesCertificateInfo[1]/SpecificDiseasesSelfPay)";
    assert_eq!(named(&lines.lines, "not read"), [shown]);
    assert_eq!(named(&lines.lines, "check").len(), 1);
    Ok(())
}

#[test]
fn where_no_coverage_could_be_read_the_places_are_shown_and_told() -> Result<(), Failure> {
    let mut finished = World::new(Some("adult"), "normal", false, NOW)?.reader(IdentifyArg::Face, |_| {})?;
    let mut answer = finished.answer.take().ok_or("nobody answered")?;
    let place = "ResultList/ResultOfQualificationConfirmation[1]/Sex1".to_owned();
    answer.coverages.clear();
    answer.unread.push(UnreadCoverage { place: place.clone(), why: UnreadReason::Absent });
    finished.report.outcome = answer.outcome(answer.executed_at.date(), &Policy::default());
    let mut lines = Lines::new(Language::En);
    lines.outcome(&finished.report.outcome);
    assert_eq!(named(&lines.lines, "not read"), [format!("the value is missing ({place})")]);
    let told = serde_json::to_value(crate::Told::of(&finished, &View::default()))?;
    assert_eq!(told["detail"]["coverage_unread"][0]["place"], place);
    Ok(())
}

#[test]
fn an_alias_is_shown_where_there_is_one() -> Result<(), Failure> {
    assert_eq!(named(&lines("foreign", "normal", Language::Ja)?, "通称"), ["山本　マリア"]);
    assert_eq!(named(&lines("adult", "normal", Language::Ja)?, "通称"), [""; 0]);
    Ok(())
}

#[test]
fn reasons_and_origins_are_words_of_the_language() -> Result<(), Failure> {
    assert_eq!(named(&lines("adult", "normal", Language::Ja)?, "負担割合"), ["30 % (法令による)"]);
    assert_eq!(named(&lines("adult", "normal", Language::En)?, "patient's part"), ["30 % (by law)"]);
    for name in ["unclear-nothing-in-force", "unclear-unknown-status", "stale-face", "wrong-institution"] {
        let lines = lines("adult", name, Language::Ja)?;
        let [why] = named(&lines, "理由")[..] else { return Err(format!("{name}: no reason").into()) };
        assert!(!why.contains('_') && !why.is_ascii(), "{name}: {why}");
    }
    Ok(())
}

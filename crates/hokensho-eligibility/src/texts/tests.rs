use alloc::boxed::Box;
use alloc::vec::Vec;

use super::*;
use crate::{Loss, Outcome, PaperFree, PaperKind, ReasonOfLoss, SpecificDiseaseCategory};

#[test]
fn each_reason_of_loss_that_is_known_has_its_own_next_step() {
    let next = |reason| Outcome::Lost(Box::new(Loss { reason, ..Loss::default() })).next_step();
    assert_eq!(next(Some(ReasonOfLoss::Died)), Text::NextLostDied);
    assert_eq!(next(Some(ReasonOfLoss::AidBegan)), Text::NextLostAidBegan);
    assert_eq!(next(Some(ReasonOfLoss::OtherInsurance)), Text::NextLostOtherInsurance);
    for reason in [None, Some(ReasonOfLoss::OtherReason), Some(ReasonOfLoss::Other("42".into()))] {
        assert_eq!(next(reason), Text::NextLost);
    }
}

#[test]
fn whoever_cannot_use_the_certificate_today_is_told_what_else_to_show() {
    for outcome in [Outcome::Suspended, Outcome::Revoked, Outcome::Expired] {
        for language in Language::ALL {
            assert!(outcome.next_step().text(*language).contains("資格確認書"), "{}", outcome.name());
        }
    }
}

#[test]
fn a_source_out_of_reach_is_not_called_a_terminal_which_the_direct_way_does_not_have() {
    for outcome in [Outcome::SourceUnavailable, Outcome::SourceUnknown] {
        for text in [outcome.headline(), outcome.next_step()] {
            assert!(!text.text(Language::Ja).contains("端末"), "{}", text.id());
            assert!(!text.text(Language::En).contains("terminal"), "{}", text.id());
        }
    }
}

#[test]
fn every_text_says_something_in_every_language() {
    for text in Text::ALL {
        for language in Language::ALL {
            assert!(!text.text(*language).trim().is_empty(), "{}", text.id());
        }
        assert!(!text.text(Language::Ja).is_ascii(), "{}", text.id());
        assert_ne!(text.text(Language::Ja), text.text(Language::En), "{}", text.id());
    }
}

#[test]
fn ids_are_unique_among_clerks_and_patients_texts() {
    let patients = PatientText::ALL.iter().map(|text| text.id());
    let mut ids: Vec<_> = Text::ALL.iter().map(|text| text.id()).chain(patients).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn every_patients_text_says_something_of_its_own_in_every_language() {
    for language in PatientLanguage::ALL {
        let mut all: Vec<_> = PatientText::ALL.iter().map(|text| text.text(*language)).collect();
        assert!(all.iter().all(|text| text.trim() == *text && !text.is_empty()), "{language:?}");
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count, "{language:?}");
    }
    for text in PatientText::ALL {
        let mut languages: Vec<_> = PatientLanguage::ALL.iter().map(|it| text.text(*it)).collect();
        languages.sort_unstable();
        languages.dedup();
        assert_eq!(languages.len(), PatientLanguage::ALL.len(), "{}", text.id());
    }
}

/// Of the Japanese word in brackets, which staff can read where it is pointed at.
fn without_brackets(text: &str) -> alloc::string::String {
    let mut depth = 0;
    let outside = |it: &char| {
        match it {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

#[test]
fn every_patients_text_is_written_in_its_languages_letters() {
    let kana = |it: char| ('\u{3041}'..='\u{30ff}').contains(&it);
    let hangul = |it: char| ('\u{ac00}'..='\u{d7a3}').contains(&it);
    let han = |it: char| ('\u{4e00}'..='\u{9fff}').contains(&it);
    for text in PatientText::ALL {
        let words = |language| without_brackets(text.text(language));
        assert!(words(PatientLanguage::Ja).contains(|it| kana(it) || han(it)), "{}", text.id());
        assert!(words(PatientLanguage::Zh).contains(han), "{}", text.id());
        assert!(!words(PatientLanguage::Zh).contains(kana), "{}", text.id());
        assert!(words(PatientLanguage::Ko).contains(hangul), "{}", text.id());
        assert!(!words(PatientLanguage::Ko).contains(|it| kana(it) || han(it)), "{}", text.id());
        for language in [PatientLanguage::En, PatientLanguage::Es, PatientLanguage::Pt] {
            assert!(!words(language).contains(|it: char| it > '\u{ff}'), "{} {language:?}", text.id());
        }
        assert!(words(PatientLanguage::En).is_ascii(), "{}", text.id());
    }
}

#[test]
fn papers_keep_their_japanese_names_in_every_language_so_that_they_can_be_pointed_at() {
    let papers = [
        "資格確認書",
        "医療券",
        "限度額適用認定証",
        "高齢受給者証",
        "標準負担額減額認定証",
        "特定疾病療養受療証",
        "医療費助成・公費の受給者証",
        "マイナポータル",
    ];
    for text in PatientText::ALL {
        for paper in papers.iter().filter(|paper| text.text(PatientLanguage::Ja).contains(**paper)) {
            for language in PatientLanguage::ALL {
                assert!(text.text(*language).contains(paper), "{} {language:?} {paper}", text.id());
            }
        }
    }
}

#[test]
fn whoever_reads_another_language_is_given_the_line_that_speaks_it() {
    for language in PatientLanguage::ALL {
        let line = if *language == PatientLanguage::Ja { "0120-95-0178" } else { "0120-0178-27" };
        assert!(PatientText::Suspended.text(*language).contains(line), "{language:?}");
    }
}

#[test]
fn a_patient_is_not_told_of_a_death_or_that_the_card_is_thought_false() {
    let died = Outcome::Lost(Box::new(Loss { reason: Some(ReasonOfLoss::Died), ..Loss::default() }));
    assert_eq!(died.patient_text(), PatientText::AskStaff);
    for language in PatientLanguage::ALL {
        let words = Outcome::NotGenuine.patient_text().text(*language);
        assert!(
            !["genuine", "false", "fals", "偽", "위조", "伪"].iter().any(|it| words.contains(it)),
            "{words}"
        );
    }
}

#[test]
fn a_tag_with_a_region_is_read_and_an_unknown_one_is_not_guessed() {
    assert_eq!(PatientLanguage::from_tag("zh-Hans-CN"), Some(PatientLanguage::Zh));
    assert_eq!(PatientLanguage::from_tag("KO_kr"), Some(PatientLanguage::Ko));
    assert_eq!(Language::from_tag("ko"), None);
    for tag in ["", "-ja", "jap", "x-ja"] {
        assert_eq!(PatientLanguage::from_tag(tag), None, "{tag}");
    }
}

#[test]
fn the_note_on_an_expired_certificate_names_no_months_which_the_caller_s_rule_sets() {
    let clerks = Language::ALL.iter().map(|it| Text::NoteCertificateGrace.text(*it));
    let patients = PatientLanguage::ALL.iter().map(|it| PatientText::NoteCertificateGrace.text(*it));
    for words in clerks.chain(patients) {
        let named = ["three", "tres", "três", "三", "석"].iter().any(|it| words.contains(it));
        assert!(!named && !words.contains(|it: char| it.is_numeric()), "{words}");
    }
}

#[test]
fn every_note_is_for_the_patient_too_but_what_the_clerk_alone_can_judge() {
    // That public expense pays is nothing to be read from a screen on the counter.
    let clerks = [
        Text::NoteOutage,
        Text::NotePublicExpenses,
        Text::NoteRevocationNotChecked,
        Text::NoteRevocationStale,
    ];
    for text in Text::ALL.iter().filter(|text| text.id().starts_with("note.")) {
        let for_clerks = clerks.contains(text);
        assert_eq!(text.for_patient().is_none(), for_clerks, "{}", text.id());
    }
}

#[test]
fn every_certificate_that_need_not_be_shown_has_a_name_for_the_patient() {
    let papers = [
        PaperKind::Ceiling { category: None },
        PaperKind::ElderlyRecipient,
        PaperKind::MedicalTicket { self_pay: None },
        PaperKind::ReducedMeals,
        PaperKind::SpecificDisease { category: SpecificDiseaseCategory::Dialysis, ceiling: None },
    ];
    for kind in papers {
        let paper = PaperFree { kind, issued_on: None, valid_from: None, valid_until: None };
        assert!(paper.text().for_patient().is_some(), "{}", paper.text().id());
    }
}

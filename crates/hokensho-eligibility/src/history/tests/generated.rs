//! Histories of lives that don't exist: a person goes from insurer to insurer, and is asked about now and then.

use alloc::vec::Vec;
use proptest::prelude::*;

use super::{CITY, ELDERLY, KUMIAI, KYOKAI, OTHER_CITY};
use crate::fixtures::{answer, beside_unread, coverage};
use crate::{Answer, Coverage, Date, DateTime, History, Observed, QualificationValidity, Standing};

/// A day, counted from the first of 2026.
fn date(number: u16) -> Date {
    DateTime::from_unix(1_767_225_600 + 86_400 * i64::from(number)).unwrap().date()
}

/// One stay with an insurer, in counted days; the last has no end.
#[derive(Clone, Debug)]
struct Stay {
    insurer: &'static str,
    from: u16,
    lost: Option<u16>,
}

impl Stay {
    fn contains(&self, day: u16) -> bool {
        self.from <= day && self.lost.is_none_or(|lost| day < lost)
    }

    /// As the insurer had filed it by a day: it doesn't know the end before it comes.
    fn filed(&self, by: u16) -> Coverage {
        let mut filed = coverage(self.insurer, "2020-04-01", None);
        filed.qualified_on = Some(date(self.from));
        filed.lost_on = self.lost.filter(|lost| *lost <= by).map(date);
        filed
    }
}

#[derive(Clone, Debug)]
struct Life {
    stays: Vec<Stay>,
    asked: Vec<u16>,
}

impl Life {
    /// What an operator answers to the card on a day.
    fn answer(&self, day: u16) -> Answer {
        let written = alloc::format!("{}", date(day));
        if let Some(stay) = self.stays.iter().find(|stay| stay.contains(day)) {
            return answer("1", &written, [stay.filed(day)].into());
        }
        match self.stays.iter().rev().find(|stay| stay.from <= day) {
            Some(past) => answer("2", &written, [past.filed(day)].into()),
            None => answer("4", &written, Vec::new()),
        }
    }

    fn observed(&self, days: &[u16]) -> History {
        let mut history = History::default();
        for day in days {
            let answer = self.answer(*day);
            history.observe(&answer, date(*day), answer.executed_at);
        }
        history
    }
}

/// An answer at the end, from an operator that by then knows every stay.
fn whole_truth(life: &Life, day: u16) -> Answer {
    let covered = life.stays.iter().any(|stay| stay.contains(day));
    let filed = life.stays.iter().map(|stay| stay.filed(day)).collect();
    answer(if covered { "1" } else { "2" }, &alloc::format!("{}", date(day)), filed)
}

fn lives() -> impl Strategy<Value = Life> {
    let stay =
        (prop::sample::select([KYOKAI, KUMIAI, CITY, OTHER_CITY, ELDERLY].as_slice()), 0..40_u16, 1..120_u16);
    (prop::collection::vec(stay, 1..6), prop::collection::btree_set(0..500_u16, 1..12), any::<bool>())
        .prop_map(|(stays, asked, ends)| {
            let mut day = 0;
            let mut stays: Vec<Stay> = stays
                .into_iter()
                .map(|(insurer, gap, length)| {
                    let from = day + gap;
                    day = from + length;
                    Stay { insurer, from, lost: Some(day) }
                })
                .collect();
            if let Some(last) = stays.last_mut().filter(|_| !ends) {
                last.lost = None;
            }
            Life { stays, asked: asked.into_iter().collect() }
        })
}

fn standings(history: &History) -> Vec<Standing<'_>> {
    (0..520).map(|day| history.on(date(day))).collect()
}

proptest! {
    #[test]
    fn to_observe_twice_changes_nothing(life in lives()) {
        let mut history = life.observed(&life.asked);
        let once = history.clone();
        for day in &life.asked {
            let answer = life.answer(*day);
            prop_assert_eq!(history.observe(&answer, date(*day), answer.executed_at), Observed::Known);
        }
        prop_assert_eq!(history, once);
    }

    #[test]
    fn the_order_of_observing_changes_nothing(life in lives(), turn in 0..12_usize) {
        let mut days = life.asked.clone();
        days.reverse();
        let turn = turn % days.len();
        days.rotate_left(turn);
        prop_assert_eq!(life.observed(&days), life.observed(&life.asked));
    }

    #[test]
    fn covered_is_said_of_days_that_were_covered_and_of_no_others(life in lives()) {
        let history = life.observed(&life.asked);
        for (number, standing) in (0_u16..).zip(standings(&history)) {
            let stay = life.stays.iter().find(|stay| stay.contains(number));
            match standing {
                Standing::Covered { primary, .. } => {
                    prop_assert!(primary.in_force(date(number)));
                    let insurer = primary.insurer_number.as_ref().map(crate::InsurerNumber::as_str);
                    prop_assert_eq!(insurer, stay.map(|stay| stay.insurer));
                }
                Standing::Lost { .. } | Standing::NotFound => prop_assert!(stay.is_none(), "{}", number),
                Standing::Overlapping { .. } => prop_assert!(false, "{}", number),
                _ => {}
            }
        }
    }

    #[test]
    fn every_day_asked_about_is_known(mut life in lives()) {
        // Who comes back to an insurer may look like one whose first day was corrected.
        let mut insurers = Vec::new();
        life.stays.retain(|stay| !insurers.contains(&stay.insurer) && { insurers.push(stay.insurer); true });
        let history = life.observed(&life.asked);
        for day in &life.asked {
            prop_assert_ne!(history.on(date(*day)), Standing::NotAsked);
        }
    }

    #[test]
    fn days_outside_every_period_and_question_were_not_asked_about(life in lives()) {
        let history = life.observed(&life.asked);
        let last = *life.asked.last().unwrap();
        let periods = history.periods();
        for (number, standing) in (0_u16..).zip(standings(&history)) {
            let outside = !periods.iter().any(|it| (it.known_from()..=it.known_until()).contains(&date(number)));
            if number > last || (outside && !life.asked.contains(&number)) {
                prop_assert_eq!(standing, Standing::NotAsked, "{}", number);
            }
        }
    }

    #[test]
    fn a_loss_filed_later_wins_over_what_was_seen_before(life in lives(), lost in 0..500_u16) {
        let mut history = life.observed(&life.asked);
        let stay = life.stays.last().unwrap();
        let mut filed = stay.filed(0);
        filed.lost_on = Some(date(lost.max(stay.from)));
        let at = alloc::format!("{}", date(600));
        let later = answer("2", &at, [filed.clone()].into());
        history.observe(&later, date(600), later.executed_at);
        for number in lost.max(stay.from)..=600 {
            prop_assert!(!matches!(history.on(date(number)), Standing::Covered { .. }), "{}", number);
        }
        // What is said of the insurer's days is said by the newest answer.
        for number in stay.from..lost.max(stay.from) {
            let standing = history.on(date(number));
            prop_assert!(matches!(&standing, Standing::Covered { primary, .. } if **primary == filed), "{}", number);
        }
    }

    #[test]
    fn an_unread_coverage_covers_no_day_and_drops_nothing_that_was_read(life in lives(), nth in 0..12_usize, validity in any::<bool>()) {
        let whole = life.observed(&life.asked);
        let doubtful = life.asked[nth % life.asked.len()];
        let mut in_part = History::default();
        for day in &life.asked {
            let mut answer = life.answer(*day);
            if *day == doubtful {
                answer = beside_unread(answer);
                // Nothing that was read is in force, and the source says valid.
                if validity && answer.validity != Some(QualificationValidity::Valid) {
                    answer.validity = Some(QualificationValidity::Valid);
                }
            }
            in_part.observe(&answer, date(*day), answer.executed_at);
        }
        for number in 0..520 {
            let on = date(number);
            match (whole.on(on), in_part.on(on)) {
                (Standing::Covered { primary, others }, Standing::CoverageUnread { in_force }) => {
                    prop_assert_eq!(in_force, [&[primary][..], &others].concat());
                }
                (before, Standing::Covered { .. }) => prop_assert!(matches!(before, Standing::Covered { .. }), "{}", number),
                (_, Standing::CoverageUnread { .. }) => prop_assert!(number <= doubtful, "{}", number),
                (Standing::Covered { .. }, other) => prop_assert!(false, "{} {}", number, other.name()),
                _ => {}
            }
        }
    }

    #[test]
    fn losses_that_were_filed_late_leave_nothing_behind_once_they_are_known(life in lives(), late in 0..200_u16) {
        let mut history = History::default();
        for day in &life.asked {
            // By then the operator knows the beginnings of all stays, and the ends of those long past.
            let filed: Vec<Coverage> = life
                .stays
                .iter()
                .filter(|stay| stay.from <= *day)
                .map(|stay| stay.filed(day.saturating_sub(late)))
                .collect();
            let answer = answer("1", &alloc::format!("{}", date(*day)), filed);
            history.observe(&answer, date(*day), answer.executed_at);
        }
        let last = 900;
        let answer = whole_truth(&life, last);
        prop_assert_eq!(history.observe(&answer, date(last), answer.executed_at), Observed::Learnt);
        for day in 0..=last {
            let stay = life.stays.iter().find(|stay| stay.contains(day)).map(|stay| stay.insurer);
            let insurer = match history.on(date(day)) {
                Standing::Covered { primary, .. } => primary.insurer_number.as_ref().map(crate::InsurerNumber::as_str),
                Standing::Lost { .. } => None,
                Standing::NotAsked if day < life.stays[0].from => None,
                other => return Err(TestCaseError::fail(alloc::format!("{} on day {day}", other.name()))),
            };
            prop_assert_eq!(insurer, stay, "{}", day);
        }
    }
}

use alloc::string::ToString;

use icu_calendar::cal::Japanese;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Result<EraDay, Error> {
    JapaneseDate::parse(text).unwrap().day()
}

fn western(text: &str) -> Date {
    Date::from_digits(text).unwrap()
}

#[test]
fn each_era_ends_the_day_before_the_next_begins() {
    for pair in Era::ALL.windows(2) {
        let [earlier, later] = pair else { unreachable!() };
        let last = earlier.last_day().unwrap();
        assert_eq!(Era::of(last), Some(*earlier));
        assert_eq!(Era::of(later.first_day()), Some(*later));
        assert_eq!(later.first_day().0, last.0.tomorrow().unwrap());
    }
}

#[test]
fn the_boundaries_are_those_of_the_calendar() {
    for (written, digits) in [
        ("明治6年1月1日", "18730101"),
        ("明治45年7月29日", "19120729"),
        ("大正元年7月30日", "19120730"),
        ("大正15年12月24日", "19261224"),
        ("昭和元年12月25日", "19261225"),
        ("昭和64年1月7日", "19890107"),
        ("平成元年1月8日", "19890108"),
        ("平成31年4月30日", "20190430"),
        ("令和元年5月1日", "20190501"),
        ("令和8年11月22日", "20261122"),
    ] {
        assert_eq!(day(written), Ok(EraDay::InEra(western(digits))), "{written}");
        assert_eq!(JapaneseDate::of(western(digits)).unwrap().to_string(), written);
    }
}

#[test]
fn a_day_after_the_end_of_its_era_is_told_apart_and_refused_by_the_strict() {
    for (written, digits) in
        [("S640108", "19890108"), ("S65.1.1", "19900101"), ("4310501", "20190501"), ("H32.4.1", "20200401")]
    {
        assert_eq!(day(written), Ok(EraDay::AfterEra(western(digits))), "{written}");
        let strict = JapaneseDate::parse(written).unwrap().strict();
        assert!(matches!(strict, Err(Error::DateOutsideEra { .. })), "{written}");
    }
}

#[test]
fn a_day_before_its_era_or_long_after_it_is_none() {
    for written in
        ["H1.1.7", "R1.4.30", "S1.12.24", "T1.7.29", "M5.12.31", "M1.10.23", "H99.12.31", "S75.1.1"]
    {
        assert!(matches!(day(written), Err(Error::DateOutsideEra { .. })), "{written}");
    }
    assert_eq!(day("S74.12.31"), Ok(EraDay::AfterEra(western("19991231"))));
}

#[test]
fn refuses_days_that_do_not_exist() {
    for written in ["R000101", "R5.2.29", "R8.13.1", "R8.0.1", "R8.4.31", "昭和55年2月30日"] {
        assert_eq!(day(written), Err(Error::DateImpossible), "{written}");
    }
}

#[test]
fn refuses_what_is_not_a_japanese_date() {
    for text in [
        "",
        "R",
        "5",
        "20261122",
        "2026年11月22日",
        "0080101",
        "6080101",
        "X080101",
        "R80101",
        "R8.1",
        "R8.1.1.1",
        "令和8年11月22",
        "令和元元年1月1日",
        "令和八年一月一日",
        "R008.1.1",
        "R8.+1.1",
        "R8年1/1",
        "平成R8.1.1",
        "和8年1月1日",
    ] {
        assert_eq!(JapaneseDate::parse(text), Err(Error::JapaneseDateMalformed), "{text}");
    }
}

/// What ICU's calendar (CLDR's data) says of a day: the era and its year.
fn by_icu(day: Date) -> (String, i32) {
    let iso = icu_calendar::Date::try_new_iso(day.year().into(), day.month(), day.day()).unwrap();
    let year = iso.to_calendar(Japanese::new()).era_year();
    (year.era.to_string(), year.year)
}

/// A day that ICU's calendar reads by era and year.
fn read_by_icu(era: Era, year: u8, month: u8, day: u8) -> Option<Date> {
    let name = era.name(Language::En).to_lowercase();
    let read =
        icu_calendar::Date::try_new_japanese_with_calendar(&name, year.into(), month, day, Japanese::new());
    let iso = read.ok()?.to_calendar(icu_calendar::Iso);
    Date::new(iso.era_year().year.try_into().ok()?, iso.month().ordinal, iso.day_of_month().0).ok()
}

#[test]
fn every_day_from_1873_to_2100_has_the_era_and_year_that_icu_has() {
    let mut day = western("18730101");
    while day.year() <= 2100 {
        let japanese = JapaneseDate::of(day).unwrap();
        let ours = (japanese.era.name(Language::En).to_lowercase(), i32::from(japanese.year));
        assert_eq!(ours, by_icu(day), "{day}");
        assert_eq!((japanese.month, japanese.day), (day.month(), day.day()));
        day = Date(day.0.tomorrow().unwrap());
    }
}

#[test]
fn icu_has_no_era_before_1873_either() {
    for digits in ["18721231", "18681023", "18680101"] {
        assert_eq!(JapaneseDate::of(western(digits)), None);
        assert_eq!(by_icu(western(digits)).0, "ce", "{digits}");
    }
}

/// Where the two differ: ICU reads a year of any era, whether or not it lasted so long, and doesn't say so.
#[test]
fn what_icu_reads_in_silence_is_told_apart_here() {
    for (era, year, month, day) in [
        (Era::Heisei, 31, 5, 1),
        (Era::Showa, 64, 1, 8),
        (Era::Showa, 65, 1, 8),
        (Era::Taisho, 15, 12, 25),
        (Era::Meiji, 45, 7, 30),
    ] {
        let read = read_by_icu(era, year, month, day).unwrap();
        assert_eq!(JapaneseDate { era, year, month, day }.day(), Ok(EraDay::AfterEra(read)));
    }
    for (era, year, month, day) in
        [(Era::Reiwa, 1, 4, 30), (Era::Heisei, 1, 1, 7), (Era::Heisei, 99, 12, 31), (Era::Meiji, 5, 12, 31)]
    {
        assert!(read_by_icu(era, year, month, day).is_some());
        let ours = JapaneseDate { era, year, month, day }.day();
        assert_eq!(ours, Err(Error::DateOutsideEra { era }));
    }
}

proptest! {
    #[test]
    fn a_day_of_an_era_is_the_one_that_icu_reads(
        era in prop::sample::select(Era::ALL),
        year in 1_u8..=99,
        month in 0_u8..=13,
        day in 0_u8..=32,
    ) {
        let icu = read_by_icu(era, year, month, day);
        match (JapaneseDate { era, year, month, day }).day() {
            Ok(ours) => prop_assert_eq!(Some(ours.tolerant()), icu),
            Err(Error::DateImpossible) => prop_assert_eq!(icu, None),
            Err(other) => {
                prop_assert_eq!(other, Error::DateOutsideEra { era });
                prop_assert_ne!(icu.and_then(Era::of), Some(era));
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back(days in 0_i32..70_000) {
        let first = jiff::civil::date(1873, 1, 1);
        let date = Date(first.checked_add(jiff::Span::new().days(days)).unwrap());
        let japanese = JapaneseDate::of(date).unwrap();
        for text in [japanese.to_code(), japanese.to_letter(), japanese.to_string()] {
            prop_assert_eq!(JapaneseDate::parse(&text), Ok(japanese));
        }
        prop_assert_eq!(japanese.strict(), Ok(date));
    }

    #[test]
    fn no_text_makes_it_panic(text in "[0-9MTSHRmtshr元年月日令和平成昭./\\- -]{0,12}") {
        let _ = JapaneseDate::parse(&text).and_then(JapaneseDate::day);
    }
}

use alloc::string::ToString;

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

proptest! {
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

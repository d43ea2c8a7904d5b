use alloc::vec;

use proptest::prelude::*;

use super::*;

fn result(left: &str, right: &str) -> NameMatch {
    let forth = NameComparison::of(left, right).result().clone();
    let back = NameComparison::of(right, left).result().clone();
    assert_eq!(forth, back, "{left} {right}");
    forth
}

#[test]
fn each_rung_says_what_alone_differs() {
    for (left, right, expected) in [
        ("保険　花子", "保険　花子", NameMatch::Exact),
        ("保険　花子", "保険花子", NameMatch::Width),
        ("ﾎｹﾝ ｶﾞﾝｺﾞ", "ホケン　ガンゴ", NameMatch::Width),
        ("ＳＭＩＴＨ", "SMITH", NameMatch::Width),
        ("葛\u{e0100}城", "葛城", NameMatch::Width),
        ("\u{fa19}田", "神田", NameMatch::Width),
        ("サト-", "サトー", NameMatch::Width),
        ("ｷｮｳｺ", "キヨウコ", NameMatch::KanaSize),
        ("ッャュョァィゥェォ", "ツヤユヨアイウエオ", NameMatch::KanaSize),
        ("はなこ", "ハナコ", NameMatch::KanaSize),
        ("チヅ", "チズ", NameMatch::KanaSound),
        ("オオノ", "オーオノ", NameMatch::KanaSound),
        ("ヴァレリア", "バレリア", NameMatch::KanaSound),
        ("ヴｨヴ", "ビブ", NameMatch::KanaSound),
        ("GARCÍA JOSÉ", "Garcia Jose", NameMatch::Latin),
        ("O'BRIEN ANNE-MARIE", "OBRIEN ANNE MARIE", NameMatch::Latin),
        ("SMITH JOHN PAUL", "John Paul Smith", NameMatch::LatinOrder),
    ] {
        assert_eq!(result(left, right), expected, "{left} {right}");
    }
}

#[test]
fn an_unknown_character_fits_any_one_and_says_where() {
    assert_eq!(result("●田太郎", "𠮷田太郎"), NameMatch::UnknownAt { positions: vec![0] });
    assert_eq!(result("保険　花●", "保●花子"), NameMatch::UnknownAt { positions: vec![1, 3] });
    assert_eq!(result("●田", "●田"), NameMatch::UnknownAt { positions: vec![0] });
    assert_eq!(result("●田太郎", "田太郎"), NameMatch::Different);
    assert_eq!(result("●田太郎", "𠮷田次郎"), NameMatch::Different);
}

#[test]
fn a_replaced_character_that_is_also_unknown_counts_as_unknown() {
    let certified = NameText::with_substitutes("吉田太郎", &[0]);
    let compared = NameComparison::of(certified, "𠮷田●郎");
    assert_eq!(compared.result(), &NameMatch::UnknownAt { positions: vec![0, 2] });
}

#[test]
fn what_has_no_known_character_is_compared_with_nothing() {
    for (left, right) in [("", ""), ("", "保険"), ("　", "保険"), ("●●", "保険"), ("●険", "保●"), ("〓", "●")]
    {
        assert_eq!(result(left, right), NameMatch::Incomparable, "{left} {right}");
    }
}

#[test]
fn another_name_is_different() {
    for (left, right) in [
        ("保険花子", "保険花"),
        ("髙橋", "高橋"),
        ("ハト", "バト"),
        ("SMITH JOHN", "SMITH JOAN"),
        ("SMITH", "SMITHS"),
        ("李", "Lee"),
        ("一郎", "ー郎"),
    ] {
        assert_eq!(result(left, right), NameMatch::Different, "{left} {right}");
    }
}

#[test]
fn variants_by_a_table_may_stand_beside_unknown_characters() {
    struct Table;
    impl ItaijiTable for Table {
        fn are_variants(&self, left: char, right: char) -> bool {
            matches!((left, right), ('髙', '高') | ('高', '髙'))
        }
    }
    let result = |left, right| NameComparison::with(left, right, &Table).result().clone();
    assert_eq!(result("髙橋花子", "高橋　花子"), NameMatch::Itaiji);
    assert_eq!(result("髙橋●子", "高橋花子"), NameMatch::UnknownAt { positions: vec![2] });
    assert_eq!(result("髙橋", "橋高"), NameMatch::Different);
}

#[test]
fn debug_shows_no_name() {
    let compared = NameComparison::of("保険花子", "保険太郎");
    assert!(!alloc::format!("{compared:?} {:?}", NameText::from("保険花子")).contains('保'));
}

proptest! {
    #[test]
    fn a_name_is_exactly_itself(name in "[ぁ-んァ-ヶー一-龠A-Za-z0-9]{1,12}") {
        prop_assert_eq!(result(&name, &name), NameMatch::Exact);
    }

    #[test]
    fn no_text_makes_it_panic(left in ".{0,12}", right in ".{0,12}") {
        let compared = NameComparison::of(&*left, &*right);
        if left == right && !left.contains(is_gap) && left.chars().any(|it| !it.is_whitespace()) {
            prop_assert_eq!(compared.result(), &NameMatch::Exact);
        }
    }
}

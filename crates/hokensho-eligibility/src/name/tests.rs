use proptest::prelude::*;

use super::*;

fn places(pairs: &[(usize, usize)]) -> Vec<NamePlace> {
    pairs.iter().map(|(left, right)| NamePlace { left: *left, right: *right }).collect()
}

/// The same seen from the other name.
fn turned(mut result: NameMatch) -> NameMatch {
    if let NameMatch::SubstituteAt { places } | NameMatch::UnknownAt { places } = &mut result {
        places.iter_mut().for_each(|it| *it = NamePlace { left: it.right, right: it.left });
    }
    result
}

fn result(left: &str, right: &str) -> NameMatch {
    let forth = NameComparison::of(left, right).result().clone();
    let back = NameComparison::of(right, left).result().clone();
    assert_eq!(forth, turned(back), "{left} {right}");
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
    assert_eq!(result("●田太郎", "𠮷田太郎"), NameMatch::UnknownAt { places: places(&[(0, 0)]) });
    assert_eq!(result("保険　花●", "保●花子"), NameMatch::UnknownAt { places: places(&[(1, 1), (4, 3)]) });
    assert_eq!(result("●田", "●田"), NameMatch::UnknownAt { places: places(&[(0, 0)]) });
    assert_eq!(result("●田太郎", "田太郎"), NameMatch::Different);
    assert_eq!(result("●田太郎", "𠮷田次郎"), NameMatch::Different);
}

#[test]
fn beside_an_unknown_character_latin_letters_are_alike_but_for_case_and_accents() {
    for (left, right) in [("SM●TH JOHN", "Smith John"), ("GA●CÍA", "garcia"), ("NGUY●N", "Nguyễn")] {
        let at = left.chars().position(is_gap).unwrap();
        assert_eq!(
            result(left, right),
            NameMatch::UnknownAt { places: places(&[(at, at)]) },
            "{left} {right}"
        );
    }
    assert_eq!(result("SM●TH JOHN", "Smith Joan"), NameMatch::Different);
    let certified = NameText::with_substitutes("Garcia", &[4]);
    let compared = NameComparison::of(certified, "GARCÍA");
    assert_eq!(compared.result(), &NameMatch::SubstituteAt { places: places(&[(4, 4)]) });
}

#[test]
fn places_are_counted_in_the_names_as_they_were_given() {
    for (left, right, expected) in [
        ("ﾎｹﾝ　ｶﾞ●ｺﾞ", "ホケンガンゴ", (6, 4)),
        ("保\u{e0100}険\u{fe00} ●子", "保険花子", (5, 2)),
        ("ヴァ●", "バン", (2, 1)),
        ("オー●", "オノ", (2, 1)),
        ("㈱●", "(株)花", (1, 3)),
        ("か\u{3099}●", "がん", (2, 1)),
        ("\u{1112}\u{1161}\u{11ab}●", "한국", (3, 1)),
        ("●\u{3099}田", "𠮷田", (0, 0)),
    ] {
        assert_eq!(
            result(left, right),
            NameMatch::UnknownAt { places: places(&[expected]) },
            "{left} {right}"
        );
    }
    let certified = NameText::with_substitutes("ﾊﾞ　吉田", &[3]);
    let compared = NameComparison::of(certified, "バ𠮷田");
    assert_eq!(compared.result(), &NameMatch::SubstituteAt { places: places(&[(3, 1)]) });
}

#[test]
fn a_replaced_character_that_is_also_unknown_counts_as_unknown() {
    let certified = NameText::with_substitutes("吉田太郎", &[0]);
    let compared = NameComparison::of(certified, "𠮷田●郎");
    assert_eq!(compared.result(), &NameMatch::UnknownAt { places: places(&[(0, 0), (2, 2)]) });
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
    assert_eq!(result("髙橋●子", "高橋花子"), NameMatch::UnknownAt { places: places(&[(2, 2)]) });
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
    fn the_key_is_nfkc_but_for_spaces_selectors_and_hyphens(name in "[ｦ-ﾟぁ-ヶA-zÀ-ỹ\u{300}-\u{330}\u{1100}-\u{11ff}가-힣一-龠①-㏿]{0,12}") {
        use unicode_normalization::UnicodeNormalization;
        let nfkc: String = name.nfkc().filter(|it| !it.is_whitespace()).collect();
        let hyphens = |it: char| if matches!(it, 'ー' | '-') { '-' } else { it };
        prop_assert_eq!(width(&name).chars().map(hyphens).collect::<String>(), nfkc.chars().map(hyphens).collect::<String>());
    }

    #[test]
    fn a_place_is_where_the_gap_stands(before in "[ァ-ヴｦ-ﾟ ぁ-ん　一-龠]{1,8}", after in "[ァ-ヴｦ-ﾝ　一-龠]{0,8}") {
        let (left, right) = (alloc::format!("{before}●{after}"), alloc::format!("{}〓{}", width(&before), width(&after)));
        let at = |name: &str, gap| name.chars().position(|it| it == gap).unwrap();
        match result(&left, &right) {
            NameMatch::UnknownAt { places } => {
                prop_assert_eq!(places, [NamePlace { left: at(&left, '●'), right: at(&right, '〓') }]);
            }
            other => prop_assert_eq!(other, NameMatch::Incomparable),
        }
    }

    #[test]
    fn no_text_makes_it_panic(left in ".{0,12}", right in ".{0,12}") {
        let compared = NameComparison::of(&*left, &*right);
        if left == right && !left.contains(is_gap) && left.chars().any(|it| !it.is_whitespace()) {
            prop_assert_eq!(compared.result(), &NameMatch::Exact);
        }
    }
}

use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::claim::is_accepted;
use crate::name::width;

const BOTH: [Itaiji; 2] = [Itaiji::OneCharacter, Itaiji::Interchanged];

fn tables() -> [&'static [&'static str]; 5] {
    [shapes::SHAPES, jinmeiyo::JINMEIYO, joyo::JOYO, customary::SHAPES, customary::INTERCHANGED]
}

fn rows() -> impl Iterator<Item = (char, char)> {
    tables().into_iter().flatten().map(|row| {
        let mut kanji = row.chars();
        let pair = (kanji.next().unwrap(), kanji.next().unwrap());
        assert_eq!(kanji.next(), None, "{row}");
        pair
    })
}

fn alike(kanji: &str, table: Itaiji) -> bool {
    let all: Vec<char> = kanji.chars().collect();
    all.iter().all(|left| all.iter().all(|right| table.are_variants(*left, *right)))
}

#[test]
fn shapes_of_one_character_are_alike() {
    for kanji in [
        "斎齋",
        "斉齊",
        "辺邊邉",
        "高髙",
        "崎﨑嵜",
        "浜濱濵",
        "島嶋嶌",
        "吉𠮷",
        "沢澤",
        "広廣",
        "国國圀囯",
        "徳德",
        "富冨",
        "淵渕渊",
        "土圡𡈽",
        "橋槗𣘺",
        "鶴靏靍靎寉",
        "桜櫻",
        "竜龍",
        "滝瀧",
        "藪薮",
        "亀龜",
        "宝寶寳",
        "真眞",
        "弁辨瓣辯",
        "神\u{fa19}",
        "塚\u{fa10}",
    ] {
        for table in BOTH {
            assert!(alike(kanji, table), "{kanji}");
        }
    }
}

#[test]
fn what_is_only_confused_is_alike_where_that_was_asked_for() {
    for kanji in ["斎齋斉齊", "藪薮籔", "刈苅", "村邨", "秋穐", "磯礒"] {
        assert!(alike(kanji, Itaiji::Interchanged) && !alike(kanji, Itaiji::OneCharacter), "{kanji}");
    }
}

#[test]
fn characters_that_only_look_alike_are_apart() {
    for kanji in [
        "土士", "未末", "萩荻", "己已", "已巳", "祇祗", "冶治", "崇祟", "栗粟", "侯候", "柿杮", "太大",
        "坂阪", "崎埼", "渡度", "東束", "千干", "日曰", "微徴", "哀衷", "弧孤", "陳陣", "宇字", "李季",
        "間問", "牛午", "鳥烏", "刀力", "今令", "原厚", "田由", "申甲", "伸仲", "保険", "辻迂", "郎朗",
        "裕祐", "亨享", "瑞端", "藤籐", "芦芹", "岡罔", "島鳥", "高亭", "浜兵",
    ] {
        for table in BOTH {
            assert!(!alike(kanji, table), "{kanji}");
        }
    }
}

#[test]
fn each_table_is_in_order_and_no_shape_stands_in_two() {
    for rows in tables() {
        assert!(rows.is_sorted());
    }
    let mut shapes: Vec<char> = rows().map(|(shape, _)| shape).collect();
    let count = shapes.len();
    shapes.sort_unstable();
    shapes.dedup();
    assert_eq!(shapes.len(), count);
}

#[test]
fn the_plain_shape_is_its_own() {
    for (shape, plain) in rows() {
        for table in BOTH {
            let folded = table.plain(shape);
            assert_eq!(table.plain(folded), folded, "{shape}");
        }
        assert!(shape == plain || Itaiji::Interchanged.are_variants(shape, plain), "{shape}");
        assert!(Itaiji::OneCharacter.plain(plain) == plain, "{shape} {plain}");
    }
}

#[test]
fn claims_take_every_plain_shape_and_no_shape_of_the_table_for_them() {
    for (_, plain) in rows() {
        assert!(is_accepted(plain), "{plain}");
    }
    for row in tables().into_iter().skip(1).flatten() {
        assert!(row.chars().all(is_accepted), "{row}");
    }
}

/// Keys are NFKC, so what it makes one never reaches a table.
#[test]
fn no_row_is_one_character_to_nfkc() {
    for (shape, plain) in rows() {
        let [shape, plain] = [shape, plain].map(|it| width(it.encode_utf8(&mut [0; 4])));
        assert_ne!(shape, plain);
    }
}

proptest! {
    #[test]
    fn being_variants_is_an_equivalence(
        kanji in prop::array::uniform3(prop::sample::select(
            rows().flat_map(|(shape, plain)| [shape, plain]).collect::<Vec<_>>(),
        )),
        other: char,
    ) {
        let [one, two, three] = kanji;
        for table in BOTH {
            prop_assert!(table.are_variants(one, one) && table.are_variants(other, other));
            prop_assert_eq!(table.are_variants(one, two), table.are_variants(two, one));
            if table.are_variants(one, two) && table.are_variants(two, three) {
                prop_assert!(table.are_variants(one, three));
            }
        }
    }

    #[test]
    fn what_is_one_character_is_interchanged_too(left: char, right in prop::sample::select(rows().map(|row| row.0).collect::<Vec<_>>())) {
        for (left, right) in [(left, right), (right, Itaiji::OneCharacter.plain(right))] {
            if Itaiji::OneCharacter.are_variants(left, right) {
                prop_assert!(Itaiji::Interchanged.are_variants(left, right));
            }
        }
    }
}

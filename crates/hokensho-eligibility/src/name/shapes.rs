//! Shapes of kanji that stand outside JIS X 0208, and what is written where nothing else can be.

/// A shape outside JIS X 0208, then the plain one: from 人名用漢字 (戸籍法施行規則 別表第二), 常用漢字表, the pairs of
/// JIS X 0213:2000 (鷗 and 鴎), and what is common in names. By code point; the last compiled by hand from general knowledge.
pub(super) const SHAPES: &[&str] = &[
    "俠侠", "倂併", "內内", "冝宜", "减減", "凞熙", "凬風", "勛勲", "卽即", "吳呉", "吿告", "咊和", "啞唖",
    "喆哲", "嚙噛", "囊嚢", "囯国", "圡土", "塡填", "增増", "姬姫", "娛娯", "寬寛", "尙尚", "屢屡", "巢巣",
    "强強", "彥彦", "徵徴", "德徳", "悅悦", "戶戸", "戾戻", "揭掲", "搔掻", "摑掴", "擊撃", "攢攅", "敎教",
    "旣既", "昻昂", "晚晩", "曆暦", "曻昇", "柗松", "柹柿", "栁柳", "桒桑", "桺柳", "槗橋", "槪概", "橫横",
    "步歩", "歷歴", "每毎", "涉渉", "淚涙", "淸清", "渴渇", "溫温", "潑溌", "濵浜", "瀆涜", "瀨瀬", "焰焔",
    "狀状", "甁瓶", "產産", "瘦痩", "硏研", "禱祷", "稅税", "簞箪", "絕絶", "綠緑", "緖緒", "緣縁", "繫繋",
    "羡羨", "脫脱", "荆荊", "萊莱", "蔣蒋", "薰薫", "虛虚", "蟬蝉", "蠟蝋", "裵裴", "說説", "賴頼", "贒賢",
    "軀躯", "郞郎", "鄕郷", "醬醤", "醱醗", "鉃鉄", "銳鋭", "錄録", "鍊錬", "閒間", "閱閲", "雞鶏", "靍鶴",
    "靎鶴", "靏鶴", "靑青", "頰頬", "顚顛", "驒騨", "髙高", "鬭闘", "鷗鴎", "鹼鹸", "麴麹", "麵麺", "黃黄",
    "黑黒", "﨑崎", "𠮷吉", "𡈽土", "𣘺橋",
];

/// The shape of the same character inside JIS X 0208, of one outside.
pub(crate) fn plain(shape: char) -> Option<char> {
    find(SHAPES, shape)
}

/// What stands second in the row that begins with a character; the rows are in the order of their first.
pub(super) fn find(rows: &[&'static str], first: char) -> Option<char> {
    let row = rows.binary_search_by_key(&Some(first), |row| row.chars().next()).ok()?;
    rows.get(row)?.chars().nth(1)
}

//! What custom has: pairs that no law names.

/// Shapes of one character, written for each other in family registers and on cards: those that JIS X 0208 exchanged in
/// 1983 (鯵 and 鰺), and common ones in names (俗字). Compiled by hand from general knowledge; no registry has checked it.
pub(super) const SHAPES: &[&str] = &[
    "亰京", "儘侭", "兔兎", "冲沖", "决決", "况況", "圀国", "壺壷", "夛多", "寉鶴", "寳宝", "峩峨", "嵜崎",
    "嶌島", "廸迪", "攪撹", "斈学", "杤栃", "枩松", "栢柏", "楳梅", "檮梼", "渊淵", "渕淵", "濤涛", "灌潅",
    "煕熙", "熈熙", "珎珍", "瑤瑶", "皋皐", "礦砿", "礪砺", "竈竃", "籠篭", "羣群", "翆翠", "舘館", "舩船",
    "莵菟", "藪薮", "蘂蕊", "蘆芦", "蘓蘇", "蠅蝿", "蠣蛎", "諫諌", "賤賎", "邇迩", "邉辺", "鄰隣", "銕鉄",
    "鐡鉄", "靱靭", "頴穎", "頸頚", "顏顔", "飮飲", "鰺鯵", "鳫雁", "鴈雁", "鶯鴬",
];

/// Characters apart that lists of people take for each other all the same: 斎藤 and 斉藤 are two families.
pub(super) const INTERCHANGED: &[&str] = &["斉斎", "礒磯", "穐秋", "籔薮", "苅刈", "邨村"];

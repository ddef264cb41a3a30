//! What credits open with: "Photo:", "Bildrechte: …", "photo by".

use copydesk_core::text::pairs::Pairs;

/// What credits begin with, in lower case: alone or as the beginning of a longer word ("Bildrechte", "Fotocredit").
pub(super) const OPENERS: [&str; 38] = [
    "photo",
    "foto",
    "fotó",
    "fot",
    "bild",
    "image",
    "imagen",
    "imagem",
    "picture",
    "illustration",
    "ilustra",
    "credit",
    "crédit",
    "crédito",
    "copyright",
    "courtesy",
    "quelle",
    "source",
    "fuente",
    "fonte",
    "bron",
    "źródło",
    "zdroj",
    "kuva",
    "ảnh",
    "фото",
    "снимка",
    "джерело",
    "источник",
    "φωτο",
    "写真",
    "提供",
    "撮影",
    "사진",
    "图",
    "صورة",
    "عکس",
    "צילום",
];

/// What openers in letters of Latin, Greek or Cyrillic become a longer word by: "Bildrechte", "Fotocredit", "Ilustración".
const COMPOUNDS: [&str; 35] = [
    "s", "n", "en", "er", "e", "credit", "credits", "rechte", "nachweis", "quelle", "quellen", "graf", "grafin",
    "grafie", "graph", "graphs", "grapher", "graphers", "graphie", "graphy", "grafía", "grafia", "grafo", "montage",
    "archiv", "agentur", "urheber", "ğraf", "ción", "ções", "ção", "cja", "tion", "tions", "zione",
];

/// What openers begin with.
static OPENER_PAIRS: Pairs = Pairs::of(&OPENERS);

/// Whether an opener may begin with the bytes that a text begins with.
fn may_begin(text: &[u8]) -> bool {
    matches!(text, [first, second, ..] if OPENER_PAIRS.may_hold(*first, *second))
}

/// What may stand between the opener and its colon.
const BETWEEN: [&str; 9] = ["credit", "credits", "by", "source", "courtesy", "von", "de", "av", "of"];

/// Whether a line may begin with one of [`OPENERS`], as far as these are ASCII.
pub(super) fn may_open(line: &[u8]) -> bool {
    let second = line.get(1).map(u8::to_ascii_lowercase);
    let opens = |opener: &str| {
        opener.as_bytes().get(1).copied() == second
            && opener
                .bytes()
                .zip(line)
                .take_while(|(wanted, _)| wanted.is_ascii())
                .all(|(wanted, own)| own.eq_ignore_ascii_case(&wanted))
    };
    may_begin(line) && OPENERS.iter().any(|opener| opens(opener))
}

/// "photo:", "photo credit:", "bildrechte:", "foto ©", "photo/ann smith".
pub(super) fn opens_with_colon(lower: &str) -> bool {
    after_opener(lower).is_some_and(begins_with_colon)
}

/// Whether a colon or its like stands behind an opener, perhaps with more words between.
pub(super) fn begins_with_colon(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)).map_or(rest, str::trim_start);
    rest.starts_with([':', '：', '/', '|', '©', '…', '=', '＝']) || rest.starts_with("...")
}

/// Whether a text in lower case opens as a credit does.
pub(super) fn opens_credit(lower: &str) -> bool {
    lower.starts_with("fot. ")
        || after_opener(lower).is_some_and(|rest| {
            begins_with_colon(rest)
                || rest.starts_with(" by ")
                || rest.starts_with(" credit")
                || rest.starts_with(" courtesy of ")
        })
        || lower.starts_with("courtesy of ")
}

/// What follows the first word, where that is an opener or begins as one.
pub(super) fn after_opener(lower: &str) -> Option<&str> {
    if !may_begin(lower.as_bytes()) {
        return None;
    }
    let end = lower.find(|character: char| !character.is_alphabetic()).unwrap_or(lower.len());
    let word = &lower[..end];
    // Of most openers neither byte is the word's.
    let second = word.as_bytes().get(1);
    let opens = |opener: &&str| {
        opener.as_bytes().get(1) == second
            && word.strip_prefix(*opener).is_some_and(|rest| {
                rest.is_empty() || COMPOUNDS.contains(&rest) || opener.starts_with(|first| first >= '\u{590}')
            })
    };
    OPENERS.iter().any(opens).then(|| &lower[end..])
}

//! Captions and their credits.

mod agencies;
mod brackets;
mod openers;

use std::ops::Range;

use copydesk_core::text::whitespace::trim;

use crate::scan::simple_lower;
use agencies::{may_be_agency, names_agency, words};
pub(crate) use brackets::bare_credit;
use brackets::{bracket_around, credit_in_bracket};
use openers::{after_opener, may_open, opens_credit, opens_with_colon};

/// Marks that are credits by themselves.
const MARKS: [&str; 5] = ["©", "ⓒ", "(c)", "（ｃ）", "℗"];

/// The longest credit that is read, in bytes.
const MAX_CREDIT: usize = 140;
/// Most words of a credit that only the name of an agency shows to be one.
const MAX_AGENCY_WORDS: usize = 9;
/// The longest caption in flat text, in words.
pub(crate) const MAX_CAPTION_WORDS: u32 = 70;

/// Whether a line is the credit of a picture and nothing else: "Ann Smith/AP", "Photo: Harbour Trust", "© Reuters".
pub(crate) fn is_credit(line: &str) -> bool {
    let line = trim(line);
    if line.is_empty() || line.len() > MAX_CREDIT || !may_be_credit(line) || has_more_words(line, MAX_AGENCY_WORDS) {
        return false;
    }
    let lower = narrow(line);
    let bare = lower.trim_matches(['(', ')', '[', ']', '|', ' ']);
    let sentence = || crate::lexical::ends_sentence(line) || holds_sentence(&lower);
    marked(&lower)
        || (opens_credit(bare) && !tells_behind_colon(line))
        || (names_agency(bare) && !sentence() && !holds_prose(line))
}

/// Whether a text begins as credits of pictures do, with a colon: "Photo: Ann Smith".
pub(crate) fn is_announced_credit(text: &str) -> bool {
    may_be_credit(text) && opens_with_colon(narrow(text).trim_matches(['(', ')', '[', ']', '|', ' ']))
}

/// Whether a credit says itself to be one: by a sign, or by what it begins with and a colon.
pub(crate) fn is_beyond_doubt(credit: &str) -> bool {
    let lower = narrow(&credit[bare_credit(credit)]);
    marked(&lower) || opens_with_colon(&lower)
}

/// Whether a credit only says what comes: "Photo:". Who took the picture stands in a text of its own.
pub(crate) fn announces_taker(credit: &str) -> bool {
    credit.ends_with([':', '：'])
}

/// Whether a text may be who took a picture, behind what announces it: a few names, and no sentence.
pub(crate) fn may_be_taker(text: &str) -> bool {
    let text = trim(text);
    !text.is_empty()
        && text.len() <= MAX_CREDIT
        && !has_more_words(text, MAX_AGENCY_WORDS)
        && !crate::lexical::ends_sentence(text)
        && !holds_sentence(text)
        && plain_words(text) == 0
}

/// Whether words in small letters stand in a text that are none of a credit: "The wall on Tuesday (AFP)".
fn holds_prose(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && plain_words(line) > 0
}

/// Whether what follows the colon of an opener is no name: "Image: the wall as it was".
fn tells_behind_colon(line: &str) -> bool {
    line.split_once([':', '：']).is_some_and(|(_, behind)| {
        behind.chars().any(char::is_uppercase) && plain_words(behind) > 1 && !names_agency(&narrow(behind))
    })
}

/// How many words of a text begin with a small letter and stand in no credit.
fn plain_words(text: &str) -> usize {
    let all = text.split(|character: char| {
        !(character.is_alphanumeric() || matches!(character, '-' | '.' | '\'' | '’' | '@' | '_'))
    });
    let plain = all.filter(|word| word.starts_with(char::is_lowercase) && word.chars().nth(1).is_some());
    plain
        .filter(|word| {
            !word.contains(['.', '@', '_'])
                && !CREDIT_WORDS.contains(word)
                && !word.split('-').any(|part| may_be_agency(part.as_bytes()))
                && after_opener(word).is_none()
        })
        .count()
}

/// Words in small letters of credits: particles of names, and what says how a picture came.
const CREDIT_WORDS: [&str; 46] = [
    "and", "y", "e", "und", "et", "og", "och", "of", "for", "für", "by", "via", "from", "the", "von", "van", "der",
    "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "zu", "zur",
    "zum", "par", "per", "pour", "av", "af", "files", "archive", "handout", "pool", "images", "press",
];

/// Whether a line begins as credits do, or has a word that may be an agency's name. Most lines do not, and are looked at
/// byte by byte and no more.
fn may_be_credit(line: &str) -> bool {
    let bytes = line.as_bytes();
    let begin = bytes.iter().position(|byte| !matches!(byte, b'(' | b')' | b'[' | b']' | b'|' | b' '));
    let opening = &bytes[begin.unwrap_or(bytes.len())..];
    match *opening {
        [first, ..] if !first.is_ascii() => return true,
        _ if may_open(opening) => return true,
        _ if begin.is_some_and(|begin| begin > 0)
            && opening.first().is_some_and(|first| matches!(first, b'c' | b'C')) =>
        {
            // "(c)", which is a mark.
            return true;
        }
        _ => {}
    }
    let mut rest = opening;
    loop {
        let end = rest.iter().position(|byte| !is_word_byte(*byte)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if may_be_agency(word) {
            return true;
        }
        let Some((&sign, behind)) = behind.split_first() else { return false };
        if is_odd(sign, behind.first()) {
            return true;
        }
        rest = behind;
    }
}

/// Bytes of words as agencies are called.
fn is_word_byte(byte: u8) -> bool {
    const WORDS: [bool; 256] = {
        let mut words = [false; 256];
        let mut byte = 0_u8;
        while byte.is_ascii() {
            words[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-';
            byte += 1;
        }
        words
    };
    WORDS[usize::from(byte)]
}

/// Whether a character begins with these bytes among whose like are wide forms, letters that are ASCII's in lower case, and
/// one that a name of an agency holds.
fn is_odd(first: u8, second: Option<&u8>) -> bool {
    matches!(first, 0xc4 | 0xef) || (first == 0xe2 && second == Some(&0x84))
}

/// Whether a text has more words than so many. Most have fewer spaces than that, and bytes that others than ASCII's begin with.
fn has_more_words(text: &str, most: usize) -> bool {
    let may_be_space = |byte: &u8| *byte <= b' ' || matches!(*byte, 0xc2 | 0xe1..=0xe3);
    text.bytes().filter(may_be_space).count() >= most && text.split_whitespace().nth(most).is_some()
}

/// Whether a sentence ends within it: behind a word that is no initial.
fn holds_sentence(text: &str) -> bool {
    text.match_indices(['.', '!', '?', '。']).any(|(at, _)| {
        let word = text[..at].chars().rev().take_while(|character| character.is_alphanumeric()).count();
        word > 2 && !text[at..].trim_start_matches(['.', '!', '?', '。']).trim().is_empty()
    })
}

/// The credit at the end of a caption: from "©", "Photo:", "(AP Photo/…)", "Credit:" or a slash with an agency on.
pub(crate) fn trailing_credit(caption: &str) -> Option<Range<usize>> {
    let mut floor = caption.len().saturating_sub(MAX_CREDIT);
    while !caption.is_char_boundary(floor) {
        floor += 1;
    }
    if let Some(open) = credit_in_bracket(caption) {
        return Some(open..caption.len());
    }
    let lower = narrow(&caption[floor..]);
    let end = lower.trim_end().len();
    let (mut before, mut next) = (caption[..floor].chars().next_back().unwrap_or(' '), 0);
    for (at, first) in caption[floor..].char_indices() {
        let (at, begin) = (floor + at, next);
        next += if first.is_ascii() { 1 } else { narrowed(first).map(char::len_utf8).sum::<usize>() };
        let starts = at > 0 && !first.is_whitespace() && (!first.is_alphanumeric() || !before.is_alphanumeric());
        before = first;
        if !starts {
            continue;
        }
        let tail = &lower[begin..end.max(begin)];
        let is_bracketed = || tail.starts_with(['(', '[']) && tail.trim_end_matches('.').ends_with([')', ']']);
        let begins_part = || first.is_alphabetic() && !first.is_lowercase() && starts_part(&caption[..at]);
        let is_told = || {
            let bare = tail.trim_matches(['(', ')', '[', ']', '.', ' ']);
            opens_credit(bare) || is_agency_line(bare)
        };
        let is_small_agency = || may_be_agency_alone(tail) && starts_part(&caption[..at]);
        let credit = marked(tail)
            || is_small_agency()
            || (is_bracketed() && is_taken_by(tail))
            || (first.is_alphabetic() && opens_with_colon(tail) && shows_caption(&caption[..at]))
            || ((is_bracketed() || begins_part()) && is_told())
            || (tail.strip_prefix('=').is_some_and(|agency| names_agency(agency) && words(agency).count() <= 3));
        if credit {
            return Some(bracket_around(caption, at)..caption.len());
        }
    }
    None
}

/// Whether a sign parts a caption from its credit.
pub(crate) fn is_separator(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '|' | '—' | '–' | '/' | '•' | '-' | ',')
}

/// Whether a short text opens as captions of figures do: "Fig. 3: …", "Abb. 2 …", "Header Image: …", "写真：…".
pub(crate) fn opens_as_caption(text: &str) -> bool {
    const FIGURES: [&str; 8] = ["fig.", "figure", "abb.", "abbildung", "figura", "图", "圖", "図"];
    const PICTURES: [&str; 6] = ["header image", "titelbild", "featured image", "写真", "图片", "beitragsbild"];
    let lower = narrow(text.get(..text.floor_char_boundary(MAX_OPENING)).unwrap_or(text));
    let behind = |opening: &&str| lower.strip_prefix(*opening).map(str::trim_start);
    FIGURES.iter().filter_map(&behind).any(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        || PICTURES.iter().filter_map(behind).any(|rest| rest.starts_with([':', '：']))
}

/// How many bytes of a text are read for what captions open with.
const MAX_OPENING: usize = 40;

/// Whether a text ends with who took a picture, as papers in Chinese and Japanese say it behind the name.
pub(crate) fn ends_with_taker(text: &str) -> bool {
    text.trim_end_matches(['。', ')', '）', ' ']).ends_with(['摄', '攝'])
        || text.trim_end_matches(['）', ')']).ends_with("撮影")
}

/// Whether a tail is the name of an agency in small letters and nothing else.
fn may_be_agency_alone(tail: &str) -> bool {
    tail.len() <= MAX_SMALL_AGENCY
        && tail.bytes().all(is_word_byte)
        && !tail.is_empty()
        && may_be_agency(tail.as_bytes())
}

/// The longest such name, in bytes.
const MAX_SMALL_AGENCY: usize = 16;

/// Whether a bracket ends with who took the picture, as Japanese papers say it.
fn is_taken_by(tail: &str) -> bool {
    let told = tail.trim_end_matches([')', ']', '.']).strip_suffix("撮影");
    // When it was taken is no credit.
    told.is_some_and(|told| told.chars().any(|sign| sign.is_alphabetic() && !matches!(sign, '年' | '月' | '日')))
}

/// Whether there is a caption before a credit that no mark parts from it; "FILE PHOTO: …" has none.
fn shows_caption(before: &str) -> bool {
    starts_part(before)
        || words(before).count() > 2
        || before.trim_end().ends_with(['(', '['])
        || before.chars().filter(|letter| is_wide(*letter)).count() >= MIN_WIDE
}

/// Whether a character is one of a script that puts no spaces between words.
fn is_wide(character: char) -> bool {
    character >= '\u{2e80}'
}

/// The fewest of them that are a caption.
const MIN_WIDE: usize = 4;

/// A few words of which one is an agency, and no sentence.
fn is_agency_line(lower: &str) -> bool {
    names_agency(lower)
        && words(lower).count() <= MAX_AGENCY_WORDS
        && !holds_sentence(lower)
        && !MARKS.iter().any(|mark| lower.contains(mark))
}

/// Lower case, and the wide forms of Latin letters and marks as the narrow ones.
fn narrow(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut narrow = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            narrow.push(character.to_ascii_lowercase());
        } else if let Some(lower) = simple_lower(character) {
            narrow.push(lower);
        } else {
            narrow.extend(narrowed(character));
        }
    }
    narrow
}

/// A character in lower case, and narrow.
fn narrowed(character: char) -> std::char::ToLowercase {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        other => other,
    };
    narrow.to_lowercase()
}

/// Whether a new sentence or part begins behind this text.
fn starts_part(before: &str) -> bool {
    let trimmed = before.trim_end();
    trimmed.ends_with(['.', '!', '?', '”', '"', '…', '»', ')', '。'])
        || (trimmed.len() < before.len() && trimmed.ends_with(['|', ':', '—', '–', '-', '•', '/']))
}

fn marked(lower: &str) -> bool {
    // Nearly all texts begin with a letter.
    !lower.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) && MARKS.iter().any(|mark| lower.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::agencies::{AGENCIES, AGENCIES_OF_TWO_WORDS};
    use super::openers::OPENERS;
    use super::*;

    #[track_caller]
    fn check_credit(line: &str, expected: bool) {
        assert_eq!(is_credit(line), expected, "{line}");
    }

    #[track_caller]
    fn check_trailing(caption: &str, expected: Option<&str>) {
        assert_eq!(trailing_credit(caption).map(|range| &caption[range]), expected, "{caption}");
    }

    #[test]
    fn knows_credits() {
        check_credit("Ann Smith/AP", true);
        check_credit("Ann Smith / Reuters", true);
        check_credit("Photo: Harbour Trust", true);
        check_credit("© Ann Smith", true);
        check_credit("Getty Images", true);
        check_credit("Reuters reported the flood on Monday.", false);
        check_credit("Photographs of the wall hang in the town hall", false);
        check_credit("The council met", false);
        check_credit("Ann Smith via Getty Images", true);
        check_credit("Bildrechte: Harbour Trust/Ann Smith", true);
        check_credit("Source: Ness Harbour Trust", true);
        check_credit("(Image: Harbour Trust)", true);
        check_credit("Fountains of the old town", false);
        check_credit("A. B. Smith/AP", true);
        check_credit("The wall in June. Ann Smith/AP", false);
        check_credit("Imagine: a wall without end", false);
        check_credit("The wall on Tuesday (AFP)", false);
        check_credit("Die Mauer am Dienstag / dpa", false);
        check_credit("Ann Smith, left, and Bob Jones, right (Reuters)", false);
        check_credit("Ann van der Smith for Ness Courier/AP", true);
        check_credit("ann smith/ap", true);
        check_credit("Pictured: Ann Smith at the quay", false);
        check_credit("Image: The wall as it was on Tuesday", false);
        check_credit("Bildung: Bob Jones", false);
        check_credit("Fot. Jan Kowalski / Agencja Gazeta", true);
        check_credit("사진=연합뉴스", true);
        check_credit("Снимка: Ана Петрова", true);
        check_credit("Fotoğraf: Ayşe Demir", true);
    }

    #[test]
    fn words_may_end_in_hyphens() {
        check_credit("Photo: Ann Smith, pre- and post-war walls", false);
        check_credit("Foto: Bo Li, vor- und nach/Reuters", true);
    }

    #[test]
    fn lines_that_cannot_be_credits_are_told_at_once() {
        let credits = AGENCIES
            .split_whitespace()
            .map(|name| format!("Ann/{}", name.to_uppercase()))
            .chain(OPENERS.map(|opener| format!("({}: Ann", opener.to_uppercase())))
            .chain(AGENCIES_OF_TWO_WORDS.map(|(one, other)| format!("Ann, {one} {other}")))
            .chain(MARKS.map(|mark| format!("{} Ann", mark.to_uppercase())))
            .chain(["Ann ČTK", "Ann=ＡＰ", "Ann/\u{212a}na", "Ann—AP", "Émile/AP"].map(str::to_owned));
        for credit in credits {
            assert!(may_be_credit(&credit), "{credit}");
        }
        assert!(!may_be_credit("The wall was built in June, Ann said"));
        assert!(!may_be_credit("Am Morgen – so heißt es – fiel die Mauer"));
    }

    #[test]
    fn names_behind_what_announces_them() {
        assert!(announces_taker("Photo credit:") && !announces_taker("Photo: Ann Smith"));
        assert!(is_announced_credit("(Photo: Ann Smith)") && !is_announced_credit("Reuters, Ann Smith"));
        for (text, expected) in [
            ("Ann Smith", true),
            ("Ann van der Smith / dpa", true),
            ("The harbour wall in June", false),
            ("Die Mauer im Juni.", false),
            ("", false),
        ] {
            assert_eq!(may_be_taker(text), expected, "{text}");
        }
    }

    #[test]
    fn credits_without_their_brackets() {
        for (credit, expected) in [
            ("(Credit: Ness Courier)", "Credit: Ness Courier"),
            ("( © 2018 Harbour ).", "© 2018 Harbour"),
            ("| © Ann Smith", "© Ann Smith"),
            ("/ Źródło: Ann (Ness)", "Źródło: Ann (Ness)"),
            ("(Ann) Smith (AP)", "(Ann) Smith (AP)"),
            ("Ann Smith", "Ann Smith"),
            ("–", "–"),
        ] {
            assert_eq!(&credit[bare_credit(credit)], expected, "{credit}");
        }
    }

    #[test]
    fn brackets_that_end_captions() {
        check_trailing("The mayor spoke. (Ann Smith/Ness Courier)", Some("(Ann Smith/Ness Courier)"));
        check_trailing("There were ten cases.(NC Photo)", Some("(NC Photo)"));
        check_trailing("Der Meister von Ness: Ann Smith (Foto: Instagram / Ann)", Some("(Foto: Instagram / Ann)"));
        check_trailing(
            "Die Mauer (Bildquelle: Ann (CC0) - (Symbolbild))",
            Some("(Bildquelle: Ann (CC0) - (Symbolbild))"),
        );
        check_trailing("The wall (left/right)", None);
        check_trailing("The wall (Ness/Fell)", None);
        check_trailing("The wall in June (Symbolbild)", None);
    }

    #[test]
    fn openings_of_captions() {
        for text in [
            "Fig. 3: the wall",
            "Abb. 2 Die Mauer",
            "Figure 12. The wall",
            "Header Image: the wall",
            "写真：港",
            "図１ 港",
        ] {
            assert!(opens_as_caption(text), "{text}");
        }
        for text in ["Figures show the wall", "Image of the wall", "Abbildungen fehlen", ""] {
            assert!(!opens_as_caption(text), "{text}");
        }
        assert!(
            ends_with_taker("港の壁。田中太郎撮影")
                && ends_with_taker("港口 张三 摄")
                && !ends_with_taker("摄影师 张三")
        );
    }

    #[test]
    fn finds_credits_behind_captions() {
        check_trailing("The harbour wall in June. Photograph: Ann Smith/AP", Some("Photograph: Ann Smith/AP"));
        check_trailing("FILE PHOTO: The harbour wall © Reuters / Ann Smith", Some("© Reuters / Ann Smith"));
        check_trailing("The harbour wall in June. (AP Photo/Ann Smith)", Some("(AP Photo/Ann Smith)"));
        check_trailing("The harbour wall in June.", None);
        check_trailing("Die Mauer im Juni Foto: Ann Smith", Some("Foto: Ann Smith"));
        check_trailing("Die Mauer im Juni. Bildrechte: Hafen/Ann Smith", Some("Bildrechte: Hafen/Ann Smith"));
        check_trailing("La pared en junio. Ann Smith (dpa via Getty)", Some("Ann Smith (dpa via Getty)"));
        check_trailing("La pared en junio.Ann Smith / EFE", Some("Ann Smith / EFE"));
        check_trailing("La pared (Ness), en junio. EFE/ Ann Smith", Some("EFE/ Ann Smith"));
        check_trailing("The wall (left) and the quay (right)", None);
        check_trailing("The wall, as AP reported, is new", None);
        check_trailing("Der 22-jährige Ann Smith. Emil Fell/AP", Some("Emil Fell/AP"));
        check_trailing("Ann (l) und Bob. © Emil Fell/dpa", Some("© Emil Fell/dpa"));
        check_trailing("The wall in June. (AP Photo/Ann Smith) - AP", Some("(AP Photo/Ann Smith) - AP"));
        check_trailing("La pared (Ness).Ann Smith / Europa Press", Some("Ann Smith / Europa Press"));
        check_trailing("港の壁＝ＡＰ", Some("＝ＡＰ"));
        check_trailing("港の壁（Ｃ）共同", Some("（Ｃ）共同"));
        check_trailing("港の防波堤 写真：ロイター", Some("写真：ロイター"));
        check_trailing("港の防波堤（田中太郎撮影）", Some("（田中太郎撮影）"));
        check_trailing("港の防波堤(2017/7/11撮影)", None);
        check_trailing("The wall on Tuesday (AFP)", Some("(AFP)"));
        check_trailing("Die Mauer am Dienstag / dpa", Some("dpa"));
        check_trailing("Gold, silver and bronze: Ann Smith, Bob Jones", None);
        check_trailing("Der Plan für mehr Bildung: Ann Smith", None);
    }
}

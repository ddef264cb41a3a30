//! Lines that a page breaks inside a paragraph (`<br>`): verse, timetables, ratings, addresses and paragraphs that are
//! parted by one break keep theirs; where a line is only full, or a layout wants it narrow, the text goes on.

use std::borrow::Cow;

/// The widest line of what is a list of lines, in columns: letters of East Asia fill two.
const MAX_WIDTH: usize = 60;
/// The same where letters have no case that tells what begins anew. A shorter line of a script without spaces was broken for
/// itself.
const MAX_CASELESS: usize = 40;
/// The fewest lines of such a list, and of one in which one line in so many may be wider.
const MIN_LINES: usize = 3;
const MANY_LINES: usize = 7;
const FEW_WIDE: usize = 7;
/// The fewest lines that are numbered ("2. The quay", "b) The wall") where numbers begin anew.
const MIN_NUMBERED: usize = 2;
/// Signs that end a sentence or announce what comes.
const ENDS: [char; 12] = ['.', '!', '?', '…', ':', ';', '。', '！', '？', '：', '؟', '।'];
/// Signs that close quotations and brackets behind the end of a sentence.
const CLOSES: [char; 12] = ['"', '\'', '”', '“', '’', '»', '«', ')', ']', '」', '』', '）'];
/// Signs that mark an item of a list.
const BULLETS: [char; 10] = ['-', '–', '—', '•', '·', '*', '‣', '▪', '●', '■'];

/// A text with the line breaks that are its own; every other one becomes a space.
pub fn with_own_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let are_listed = is_list(&lines);
    let are_numbered = lines.iter().any(|line| number_of(line).is_some()) && are_numbered(&lines);
    let mut kept = String::with_capacity(text.len());
    let mut before: Option<&str> = None;
    for line in lines {
        if let Some(before) = before {
            let are_unspaced = before.ends_with(is_unspaced) && line.starts_with(is_unspaced);
            let is_short = are_unspaced && width(before) <= MAX_CASELESS;
            if are_listed || is_short || is_own_break(before, line) || are_numbered && number_of(line).is_some() {
                kept.push('\n');
            } else if !are_unspaced {
                kept.push(' ');
            }
        }
        kept.push_str(line);
        before = Some(line);
    }
    Cow::Owned(kept)
}

/// Whether lines are short, and most of them begin anew.
fn is_list(lines: &[&str]) -> bool {
    let is_cased = |line: &&str| line.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
    let most = if lines.iter().any(is_cased) { MAX_WIDTH } else { MAX_CASELESS };
    let wide = lines.iter().filter(|line| width(line) > most).count();
    lines.len() >= MIN_LINES
        && (wide == 0 || lines.len() >= MANY_LINES && wide * FEW_WIDE <= lines.len())
        && lines.iter().filter(|line| goes_on(line)).count() * 2 < lines.len()
}

/// Whether a sentence, or an item, ends before a break.
fn is_own_break(before: &str, line: &str) -> bool {
    let ends = before.trim_end_matches(CLOSES).ends_with(ENDS);
    !goes_on(line) && (ends || line.starts_with(BULLETS))
}

/// Whether a line goes on with what the line before began.
fn goes_on(line: &str) -> bool {
    line.chars().find(|character| character.is_alphanumeric()).is_some_and(char::is_lowercase)
        && !line.starts_with(BULLETS)
}

/// Whether lines are numbered: each number follows the one before it, up or down, or begins anew. Days that lines begin with do not:
/// "on the<br>12. of May … until the<br>14. of June".
fn are_numbered(lines: &[&str]) -> bool {
    let numbers: Vec<u32> = lines.iter().filter_map(|line| number_of(line)).collect();
    let follows = |pair: &[u32]| pair[0].abs_diff(pair[1]) == 1 || BEGINNINGS.contains(&pair[1]);
    // Letters number what stands below a number.
    let of = |is_letter: bool| numbers.iter().copied().filter(move |number| (*number >= FIRST_LETTER) == is_letter);
    let [digits, letters] = [false, true].map(|is_letter| of(is_letter).collect::<Vec<u32>>());
    numbers.len() >= MIN_NUMBERED && [digits, letters].iter().all(|own| own.windows(2).all(follows))
}

/// What "a" counts, and the first items.
const FIRST_LETTER: u32 = LETTERS + b'a' as u32;
const BEGINNINGS: [u32; 2] = [1, FIRST_LETTER];
/// What is added to letters: more than any number.
const LETTERS: u32 = 1000;

/// The number or the letter of an item that a line begins with: "1. The quay", "12) The wall", "b) The tower".
fn number_of(line: &str) -> Option<u32> {
    let behind = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = &line[..line.len() - behind.len()];
    let (number, rest) = match digits.len() {
        0 => {
            let letter = behind.chars().next().filter(char::is_ascii_lowercase)?;
            (LETTERS + u32::from(letter), behind[1..].strip_prefix(')')?)
        }
        1..=3 => (digits.parse().ok()?, behind.strip_prefix(['.', ')'])?),
        _ => return None,
    };
    rest.starts_with(' ').then_some(number)
}

/// Letters and signs of scripts that part no words by spaces.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{2FFFF}')
}

/// How many columns a line fills.
fn width(line: &str) -> usize {
    line.chars().map(|character| if character >= '\u{2E80}' { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(with_own_breaks(text), expected);
    }

    #[test]
    fn lists_of_lines_keep_theirs() {
        let times = "Warm up 11:00\nContest 12:00\nDinner 18:30";
        check(times, times);
        let verse = "The wall was tall,\nthe sea was wide,\nAnd Ness went home\nUpon the tide.";
        check(verse, verse);
        check("海堤高，\n海水寬，\n港口的人\n回家去。", "海堤高，\n海水寬，\n港口的人\n回家去。");
    }

    #[test]
    fn paragraphs_parted_by_one_break_stay_apart() {
        let two = "The wall at Ness fell on Monday, and nobody was there to see it.\nThe town will build another.";
        check(two, two);
        let quoted = "“It was a long night for all who live at the harbour of Ness.”\n“And a cold one.”";
        check(quoted, quoted);
        let items = "The council wants, before the winter comes:\n- a wall of stone\n- a light";
        check(items, items);
    }

    #[test]
    fn a_wide_line_among_many_short_ones_spoils_no_list() {
        let short =
            "Ann Smith, stones\nBob Wade, ropes\nCleo Hart, sails\nDan Moor, boats\nEve Low, lamps\nFay Ash, nets";
        let wide = "Gus Field, who for forty years has kept the books of the harbour, figures";
        check(&format!("{short}\n{wide}"), &format!("{short}\n{wide}"));
        check(
            &format!("Ann Smith, stones\nBob Wade, ropes\n{wide}"),
            &format!("Ann Smith, stones Bob Wade, ropes {wide}"),
        );
    }

    #[test]
    fn numbered_lines_begin_anew() {
        let asked = "What is the wall of Ness made of, which has stood for two hundred years:\na) of stone\nb) of wood and sand";
        check(asked, asked);
        let counted = "The harbour master of Ness, who for forty years has kept the books of the harbour, counts:\n10. the gulls\n9. the boats";
        check(counted, counted);
        let nested = "What the council of the harbour town of Ness wants before the winter comes to the islands:\n1. a wall\na) of stone\nb) of wood\n2. a light";
        check(nested, nested);
        let told =
            "The council of the harbour town of Ness, where the wall fell, wants\n1. stones for a new wall\n2. a light";
        check(told, told);
        check(
            "The wall fell on Monday, the\n3. of May, in the night",
            "The wall fell on Monday, the 3. of May, in the night",
        );
        check(
            "Die Schleuse von Ness, an der seit dem Herbst gebaut wird, schließt nun doch erst am\n12. Mai und öffnet am\n14. Juni",
            "Die Schleuse von Ness, an der seit dem Herbst gebaut wird, schließt nun doch erst am 12. Mai und öffnet am 14. Juni",
        );
    }

    #[test]
    fn scripts_without_spaces_get_none() {
        let (first, second) =
            ("港口的墙在一个暴风雨的夜里倒塌了而且没有任何人在场看到它倒下来", "因此市议会决定再建一堵");
        check(&format!("{first}\n{second}"), &format!("{first}{second}"));
        check(&format!("{first}\nNess"), &format!("{first} Ness"));
        let told = format!("{first}{second}\n調教師：安田\n販売者：牧場");
        check(&told, &format!("{first}{second}調教師：安田\n販売者：牧場"));
    }

    #[test]
    fn a_full_line_goes_on() {
        check(
            "Older walls\nare often higher\nthan the walls\nof our days",
            "Older walls are often higher than the walls of our days",
        );
        check("The wall at Ness fell\non Monday.", "The wall at Ness fell on Monday.");
        check(
            "The wall that was built at the harbour of Ness in the year of the flood, the oldest\n\
             Stone of the island, fell on Monday when the storm came in from the north and the\n\
             Sea was high.",
            "The wall that was built at the harbour of Ness in the year of the flood, the oldest Stone of the island, \
             fell on Monday when the storm came in from the north and the Sea was high.",
        );
        check("Harbour\nThe wall falls", "Harbour The wall falls");
        check("One line", "One line");
        check("One \n\n line\n", "One line");
    }

    proptest! {
        /// No word is lost, joined to another where words are parted by spaces, or made up.
        #[test]
        fn words_stay(text in "([a-zA-ZäΑ海۵.,!•-]{0,6}[ \n]{0,2}){0,40}") {
            let kept = with_own_breaks(&text).into_owned();
            let parted = |text: &str| text.replace('海', " 海 ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(parted(&kept), parted(&text));
            prop_assert!(!kept.contains("\n\n"));
        }
    }
}

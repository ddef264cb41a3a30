//! Lines that a page breaks inside a paragraph (`<br>`): verse, timetables, ratings, addresses and paragraphs that are
//! parted by one break keep theirs; where a line is only full, or a layout wants it narrow, the text goes on.

use std::borrow::Cow;

/// The widest line of what is a list of lines, in columns: letters of East Asia fill two.
const MAX_WIDTH: usize = 60;
/// The same where letters have no case that tells what begins anew.
const MAX_CASELESS: usize = 40;
/// The fewest lines of such a list.
const MIN_LINES: usize = 3;
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
    let mut kept = String::with_capacity(text.len());
    let mut before: Option<&str> = None;
    for line in lines {
        if let Some(before) = before {
            kept.push(if are_listed || is_own_break(before, line) { '\n' } else { ' ' });
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
    lines.len() >= MIN_LINES
        && lines.iter().all(|line| width(line) <= most)
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
        /// No word is lost, joined to another or made up, and what was read is read again so.
        #[test]
        fn words_stay(text in "([a-zA-ZäΑ海۵.,!•-]{0,6}[ \n]{0,2}){0,40}") {
            let kept = with_own_breaks(&text).into_owned();
            prop_assert!(kept.split_whitespace().eq(text.split_whitespace()));
            prop_assert!(!kept.contains("\n\n"));
        }
    }
}

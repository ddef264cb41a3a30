//! Entries of a live blog whose time stands on a line of its own, right above their heading.

use copydesk_core::{Draft, ExtractError, Kind, Part, Rule, Shape, Verdict};

const UPDATE: Rule = Rule::new("generic/timed-update", "heading of a live blog's entry: its time stands above it");
const POSTED: Rule = Rule::new("generic/update-time", "time of a live blog's entry");

/// The schema.org type of live blogs.
const LIVE_BLOG: &str = "LiveBlogPosting";
/// The fewest such entries of a page that does not call itself a live blog.
const MIN_ENTRIES: usize = 3;
/// The longest time, in bytes.
const MAX_CLOCK: usize = 16;
/// What may stand behind a time, in small letters.
const BEHIND: [&str; 13] = ["", "uhr", "h", "am", "pm", "a.m.", "p.m.", "gmt", "bst", "cet", "cest", "est", "et"];

/// Types the headings below times, and gives them these. A time above a paragraph is none of the text.
pub(super) fn tell(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    let calls_itself = document.metadata().types.iter().any(|kind| kind == LIVE_BLOG);
    let entries = entries(draft, calls_itself);
    let headed: Vec<&Entry> = entries.iter().filter(|entry| entry.is_headed).collect();
    // The newest stands first, or last.
    let is_in_order = headed.is_sorted_by_key(|entry| &entry.posted)
        || headed.is_sorted_by_key(|entry| std::cmp::Reverse(&entry.posted));
    if headed.len() < if calls_itself { 1 } else { MIN_ENTRIES } || !calls_itself && !is_in_order {
        return Ok(());
    }
    for entry in entries {
        // The day of publication may be read off the first.
        let is_taken =
            draft.pieces_of(entry.time).iter().any(|piece| matches!(piece.decision.verdict, Verdict::Field { .. }));
        if entry.is_headed {
            draft.retype(entry.text, &Kind::Update { posted: Some(entry.posted) }, UPDATE)?;
            if !is_taken {
                draft.attach(entry.time as usize, entry.text, Part::Posted, POSTED)?;
            }
        } else if draft.is_kept(entry.time) {
            draft.drop(entry.time as usize, POSTED)?;
        }
    }
    Ok(())
}

/// The entry of a live blog.
struct Entry {
    /// The block that is its time, and nothing else.
    time: u32,
    /// As a clock of 24 hours shows it.
    posted: String,
    /// The kept text behind it.
    text: u32,
    /// Whether that is a heading.
    is_headed: bool,
}

/// The entries. Where the page does not call itself a live blog, their times must be marked up as such.
fn entries(draft: &Draft<'_>, calls_itself: bool) -> Vec<Entry> {
    let document = draft.document();
    let blocks = document.blocks();
    let parent = |at: usize| document.ancestor_numbers(blocks[at].element).nth(1);
    let mut entries = Vec::new();
    for time in 0..blocks.len().saturating_sub(1) {
        let (block, text) = (&blocks[time], time + 1);
        let Some(posted) = clock(&block.text).filter(|_| !block.hidden && !blocks[text].hidden) else { continue };
        if !calls_itself && block.shape != Shape::Time || clock(&blocks[text].text).is_some() {
            continue;
        }
        let is_headed = match draft.decision(text as u32).map(|decision| &decision.verdict) {
            Some(Verdict::Keep(Kind::Heading { .. })) => true,
            Some(Verdict::Keep(Kind::Paragraph)) => false,
            _ => continue,
        };
        // A time in the corner of a teaser stands in a box of its own.
        let is_near =
            parent(time) == parent(text) || parent(time) == blocks[text].element || block.element == parent(text);
        if is_near {
            entries.push(Entry { time: time as u32, posted, text: text as u32, is_headed });
        }
    }
    entries
}

/// The time that a text is and nothing else, on a clock of 24 hours: "9:05", "2.15 pm", "14h30", "09:05 Uhr".
pub(crate) fn clock(text: &str) -> Option<String> {
    if text.len() > MAX_CLOCK || !text.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let (hour, rest) = text.split_once([':', '.', 'h'])?;
    let (minute, behind) = rest.split_at_checked(2)?;
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let behind = behind.trim().to_lowercase();
    if hour.len() > 2 || !is_number(hour) || !is_number(minute) || !BEHIND.contains(&behind.as_str()) {
        return None;
    }
    // "7.50" alone is a price.
    if text.contains('.') && behind.is_empty() {
        return None;
    }
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match behind.as_bytes().first() {
        Some(half @ (b'a' | b'p')) if (1..=12).contains(&hour) => hour % 12 + if *half == b'p' { 12 } else { 0 },
        _ => hour,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(clock(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn times_stand_alone() {
        check("9:05", Some("09:05"));
        check("09.05 Uhr", Some("09:05"));
        check("14h30", Some("14:30"));
        check("2:15 pm", Some("14:15"));
        check("12:10 a.m.", Some("00:10"));
        check("23:59 CET", Some("23:59"));
        for text in
            ["25:00", "9:5", "9:05 The lock opens", "12.05.2023", "1.2", "", "v2.10", "10:75", "3.14159", "7.50"]
        {
            check(text, None);
        }
    }
}

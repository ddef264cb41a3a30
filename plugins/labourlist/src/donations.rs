//! The donation box: several lines that ask for money, at the end of an article or inside it.
//!
//! Its wording changes from year to year, and so does the number of its lines. A box is a run of neighbouring lines that
//! ask; a line that does not ask by itself belongs to the run where it is short and stands between two that do.

use std::sync::LazyLock;

use copydesk_core::{Draft, ExtractError, Form, Rule};
use regex::Regex;

const DONATION_BOX: Rule = Rule::new("labourlist/donation-box", "part of the donation box");

/// Asks for money in LabourList's own name: such a line is a box by itself.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        ^value\ our\ .{2,40}\ (?:service|content|journalism|work)\?
        | \bLabourList\ (?:has\ more\ readers\ than\ ever|relies\ (?:entirely\ )?on\ (?:the\ )?(?:donations|support|generosity|readers))
        | ^(?:(?:please|click\ here\ to|if\ you\ can|you\ can|will\ you|can\ you)\ )?(?:support|fund|donate\ to|chip\ in\ to)\ LabourList\b
        | \bplease\ (?:support|donate\ to|chip\ in\ to)\ LabourList\b
        | ^(?:set\ up|make)\ a\ .{0,20}donation\ to\ LabourList\b
        | ^we\ provide\ our\ content\ free
        | ^proper\ journalism\ comes\ at\ a\ cost
        | ^help\ us\ (?:hire|keep|grow|continue)\b
        ",
    )
    .expect("the pattern of requests is valid")
});

/// Asks too, but other texts say such things: it counts beside a line of [`ASKS`].
static JOINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        ^(?:please\ )?donate(?:\ (?:here|now|today|to\ us))?[.!]?$
        | ^(?:please\ )?click\ here\b
        | ^support\ us\b
        | \bour\ (?:dedicated\ )?coverage\ of\ Labour
        | \b(?:regular|small|monthly|one-off)\ (?:monthly\ )?donations?\b
        | \bdonations?\ from\ (?:our\ )?readers\b
        | \bbillionaire\ owners\b
        | \bto\ those\ already\ (?:donating|supporting)
        | \bjoin\ our\ supporters\b
        | \bif\ you\ (?:can|value|enjoy|like|are\ able)\b.{0,90}\b(?:support|donat|afford|chip\ in|pounds|£\d|what\ we\ do|our\ work|click\ here)
        | \bchip\ in\b
        | ^(?:every|any)\ (?:penny|pound|contribution|donation)\b
        | ^thank\ you(?:\ for\ your\ support)?[.!]?$
        ",
    )
    .expect("the pattern of requests is valid")
});

/// The longest line of a box, in bytes.
const MAX_LINE: usize = 420;
/// The longest line that belongs to a box only because it stands inside one, in bytes.
const MAX_BETWEEN: usize = 170;
/// How many blocks from the end a single line with "donate" is a button, whatever stands beside it.
const TAIL: usize = 6;

/// Leaves the donation boxes out.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let asks: Vec<Line> = draft.document().blocks().iter().map(|block| Line::of(&block.text)).collect();
    let mut at = 0;
    while at < asks.len() {
        if asks[at] != Line::Asks {
            at += 1;
            continue;
        }
        let (start, end) = run_around(draft, &asks, at);
        for block in start..end {
            leave_out(draft, block)?;
        }
        at = end;
    }
    let tail = asks.len().saturating_sub(TAIL);
    for block in tail..asks.len() {
        if draft.document().form() == Form::Text && is_button(&draft.document().blocks()[block].text) {
            leave_out(draft, block)?;
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Asks,
    Joins,
    Other,
}

impl Line {
    fn of(text: &str) -> Self {
        match () {
            () if text.len() > MAX_LINE => Self::Other,
            () if ASKS.is_match(text) => Self::Asks,
            () if JOINS.is_match(text) => Self::Joins,
            () => Self::Other,
        }
    }
}

/// The run of lines that ask around one that does.
fn run_around(draft: &Draft<'_>, lines: &[Line], at: usize) -> (usize, usize) {
    let blocks = draft.document().blocks();
    let mut start = at;
    while start > 0 && lines[start - 1] != Line::Other {
        start -= 1;
    }
    let mut end = at + 1;
    loop {
        if end < lines.len() && lines[end] != Line::Other {
            end += 1;
        } else if end + 1 < lines.len() && lines[end + 1] != Line::Other && blocks[end].text.len() <= MAX_BETWEEN {
            end += 2;
        } else {
            return (start, end);
        }
    }
}

fn is_button(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '!']);
    ["donate", "donate here", "donate now", "donate today"].iter().any(|button| text.eq_ignore_ascii_case(button))
}

/// Drops what is kept; what was dropped before keeps its reason.
fn leave_out(draft: &mut Draft<'_>, block: usize) -> Result<(), ExtractError> {
    if draft.is_kept(block as u32) { draft.drop(block, DONATION_BOX) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Kind, StaticDocument};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let document = StaticDocument::of_lines(lines);
        let mut draft = Draft::new(&document);
        for at in 0..lines.len() {
            draft.keep(at, Kind::Paragraph, KEPT).expect("the block is there");
        }
        amend(&mut draft).expect("all amendments are sound");
        let kept: Vec<&str> = draft.kept().into_iter().map(|at| lines[at as usize]).collect();
        assert_eq!(kept, expected);
    }

    const NEWS: &str = "Councillors in Ness will choose their candidate for mayor on Friday, the branch said.";

    #[test]
    fn leaves_out_boxes_of_all_years() {
        check(
            &[
                NEWS,
                "Value our free and unique service?",
                "LabourList has more readers than ever before - but we need you.",
                "If you can support LabourList then please click here.",
            ],
            &[NEWS],
        );
        check(
            &[
                NEWS,
                "Proper journalism comes at a cost.",
                "We don’t have party funding or billionaire owners.",
                "It is only you.",
                "If you value what we do, set up a regular donation today.",
                "DONATE HERE",
            ],
            &[NEWS],
        );
    }

    #[test]
    fn leaves_out_boxes_inside_the_text() {
        check(
            &[NEWS, "Support LabourList today", "DONATE", NEWS, NEWS, NEWS, NEWS, NEWS, NEWS],
            &[NEWS, NEWS, NEWS, NEWS, NEWS, NEWS, NEWS],
        );
    }

    #[test]
    fn leaves_news_about_donations_alone() {
        let union = "The union said it would end its regular donations to the party, which relies on them.";
        let leader = "“If you value what we do, chip in,” the treasurer told members.";
        let host = "The branch will support LabourList and the union at this year's conference, it said.";
        check(&[NEWS, union, leader, host, NEWS], &[NEWS, union, leader, host, NEWS]);
    }
}

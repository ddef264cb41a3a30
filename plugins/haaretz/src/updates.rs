//! Live blogs: entries that begin with a clock time on a line of its own, above their heading.

use std::sync::LazyLock;

use copydesk_core::{Document, Draft, ExtractError, Kind, Part, Rule, Shape};
use regex::Regex;

const UPDATE: Rule = Rule::new("haaretz/update", "heading of an entry of a live blog");
const POSTED: Rule = Rule::new("haaretz/update-time", "time of an entry of a live blog");

/// A clock time and nothing else: "14:05", "2:05 P.M.", "11:20 pm".
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<hour>\d{1,2}):(?P<minute>\d{2})(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?$")
        .expect("the pattern of times is valid")
});

/// The schema.org type of live blogs.
const LIVE_BLOG: &str = "LiveBlogPosting";
/// The longest heading of an entry, in bytes.
const MAX_HEADING: usize = 300;

/// Types the entries of a live blog.
pub(crate) fn amend(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    if !document.metadata().types.iter().any(|kind| kind == LIVE_BLOG) {
        return Ok(());
    }
    for (time, heading) in entries(document) {
        if !draft.is_kept(heading as u32) {
            continue;
        }
        let posted = clock(&document.blocks()[time].text);
        draft.keep(heading, Kind::Update { posted }, UPDATE)?;
        draft.attach(time, heading as u32, Part::Posted, POSTED)?;
    }
    Ok(())
}

/// The entries: the block of the time, and the heading directly below it.
fn entries(document: &dyn Document) -> Vec<(usize, usize)> {
    let blocks = document.blocks();
    (1..blocks.len())
        .filter(|&at| {
            let heading = matches!(blocks[at].shape, Shape::Heading(_)) && blocks[at].text.len() <= MAX_HEADING;
            heading && CLOCK.is_match(&blocks[at - 1].text)
        })
        .map(|at| (at - 1, at))
        .collect()
}

/// A clock time as `14:05`.
fn clock(text: &str) -> Option<String> {
    let found = CLOCK.captures(text)?;
    let hour: u8 = found.name("hour")?.as_str().parse().ok()?;
    let minute: u8 = found.name("minute")?.as_str().parse().ok()?;
    let hour = match found.name("half").map(|half| half.as_str().to_ascii_lowercase()) {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + if half == "p" { 12 } else { 0 },
        _ => hour,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use copydesk_core::{StaticDocument, finish};

    use super::*;

    const KEPT: Rule = Rule::new("test/kept", "for the test");

    #[test]
    fn reads_times() {
        assert_eq!(clock("2:05 P.M.").as_deref(), Some("14:05"));
        assert_eq!(clock("12:10 am").as_deref(), Some("00:10"));
        assert_eq!(clock("23:59").as_deref(), Some("23:59"));
        assert_eq!(clock("25:00"), None);
    }

    #[test]
    fn types_entries_of_live_blogs_only() {
        let mut document = StaticDocument::of_lines(&["2:05 P.M.", "Ferries stop", "The wind is too strong."]);
        document.blocks[1].shape = Shape::Heading(3);
        for types in [vec![], vec![LIVE_BLOG.to_owned()]] {
            let is_live = !types.is_empty();
            document.metadata.types = types;
            let mut draft = Draft::new(&document);
            for at in 1..3_usize {
                draft.keep(at, Kind::Paragraph, KEPT).expect("the block is there");
            }
            amend(&mut draft).expect("all amendments are sound");
            let article = finish(&draft, None).article;
            let expected = if is_live { Kind::Update { posted: Some("14:05".to_owned()) } } else { Kind::Paragraph };
            assert_eq!(article.blocks[0].kind, expected);
        }
    }
}

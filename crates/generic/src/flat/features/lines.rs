//! What is known of each line, its neighbours aside: its looks, its words and its place in the text.

use copydesk_core::{Document, Span};

use super::FAR;
use super::equals::Equals;
use super::vocabulary::{Counters, Title};
use crate::flat::heuristic::Survey;
use crate::flat::look::{self, Look};
use crate::flat::words;

/// The features of a line by itself.
pub(super) type Line = [f32; OWN + PLACE];

/// Where the features of its place begin.
pub(super) const OWN: usize = look::COUNT + words::COUNT;
pub(super) const PLACE: usize = 15;
pub(super) const NAMES: [&str; PLACE] = [
    "equal lines",
    "equal lines before it",
    "lines since its equal",
    "share of its words in the title",
    "share of the title in it",
    "words of the text's own",
    "words frequent in the text",
    "blank line above",
    "blank line below",
    "lines without a blank one around it",
    "lines above it without a blank one",
    "lines since the headline",
    "lines since the last headline",
    "part of a caption with credit",
    "wrapped lines",
];
/// Places among these.
pub(super) const EQUALS: usize = OWN;
pub(super) const TOPIC: usize = OWN + 5;
pub(super) const ABOVE: usize = OWN + 7;
const BELOW: usize = OWN + 8;
const STRETCH: usize = OWN + 9;
const IN_STRETCH: usize = OWN + 10;

/// Reads the lines of a text; `letters` are their hashes.
pub(super) fn lines(document: &dyn Document, survey: &Survey, letters: &[u64], weights: &[i8]) -> Vec<Line> {
    let blocks = document.blocks();
    let equals = Equals::of(letters);
    let counts = Counters::of(document);
    let title = Title::of(document);
    let mut headline: Option<(usize, usize)> = None;
    let mut lines: Vec<Line> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let look: Look = look::look(block);
        let mut line = [0.0; OWN + PLACE];
        line[..look::COUNT].copy_from_slice(&look);
        line[look::COUNT..OWN].copy_from_slice(&words::weigh(&block.text, weights));
        let (equal, before, since) = equals.places[at];
        let (in_title, of_title) = title.overlap(&block.text);
        let (topic, frequent) = counts.ask(&block.text);
        if at > 0 && in_title >= 0.75 && of_title >= 0.6 {
            headline = Some((headline.map_or(at, |(first, _)| first), at));
        }
        let since_headline = |line: usize| ((at - line) as f32).min(FAR);
        let (above, below) = (gap(document, at), gap(document, at + 1));
        let rows = match block.span {
            Span::Lines(first, last) => (last - first) as f32,
            Span::Bytes(..) => 0.0,
        };
        line[OWN..].copy_from_slice(&[
            equal,
            before,
            since,
            in_title,
            of_title,
            topic,
            frequent,
            above,
            below,
            0.0,
            0.0,
            headline.map_or(-1.0, |(first, _)| since_headline(first)),
            headline.map_or(-1.0, |(_, last)| since_headline(last)),
            f32::from(u8::from(survey.is_picture(at))),
            rows.min(50.0),
        ]);
        lines.push(line);
    }
    stretches(&mut lines);
    lines
}

/// Fills in the stretches without a blank line.
fn stretches(lines: &mut [Line]) {
    let mut begin = 0;
    for at in 0..lines.len() {
        if lines[at][BELOW] > 0.0 || at + 1 == lines.len() {
            for inside in begin..=at {
                lines[inside][STRETCH] = ((at + 1 - begin) as f32).min(FAR);
                lines[inside][IN_STRETCH] = ((inside - begin) as f32).min(FAR);
            }
            begin = at + 1;
        }
    }
}

/// How many blank lines stand above a line, at most 2; 2 at both ends of the text.
fn gap(document: &dyn Document, at: usize) -> f32 {
    let blocks = document.blocks();
    let above = at.checked_sub(1).and_then(|above| blocks.get(above));
    match (above.map(|block| block.span), blocks.get(at).map(|block| block.span)) {
        (Some(Span::Lines(_, above)), Some(Span::Lines(below, _))) => {
            (below.saturating_sub(above).saturating_sub(1) as f32).min(2.0)
        }
        _ => 2.0,
    }
}

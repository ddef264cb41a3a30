//! The judge of flat text: no markup, only lines.
//!
//! Lines are scored by what they look like; the article is the run of lines with the greatest sum (the maximum
//! subsequence of Pasternack and Roth, "Extracting article text from the web with maximum subsequence segmentation",
//! WWW 2009). In a text that is clean already the run is the whole text, and only prompts are dropped from it.

use copydesk_core::text::{bylines, dates, tweets};
use copydesk_core::{Block, Document, Kind, Rule, Span, grounds};

use crate::icons;
use crate::judge::{Judge, Judgement};
use crate::lexical::{Lexical, letters};
use crate::phrases;

const PROSE: Rule = Rule::new("generic/flat-prose", "running text inside the body");
const SHORT: Rule = Rule::new("generic/flat-short", "short line inside the body");
const HEADING: Rule = Rule::new("generic/flat-heading", "heading between paragraphs");
const OUTSIDE: Rule = Rule::new(grounds::FLAT_OUTSIDE, "outside the run of lines that is the body");
const LABEL: Rule = Rule::new(grounds::FLAT_LABEL, "label or link among prose");
const TWEET: Rule = Rule::new("generic/flat-tweet", "reads as text — Name (@handle) date");

/// See the module's documentation.
#[derive(Debug, Clone, Copy, Default)]
pub struct FlatJudge;

/// Short lines before the first paragraph of a clean text: date, headline, standfirst, byline.
const MAX_HEAD: usize = 6;
/// Short lines behind the last paragraph of a clean text: the end of a list, a name.
const MAX_TAIL: usize = 4;
/// Prompts in a clean text.
const MAX_PROMPTS: usize = 4;

/// Where more than one line in so many stands directly below another …
const MAX_ADJACENT: usize = 20;
/// … no more than one in so many may be short.
const MAX_SHORTS: usize = 3;

impl Judge for FlatJudge {
    fn judge(&self, document: &dyn Document) -> Vec<Judgement> {
        judgements(&Survey::of(document))
    }
}

/// The heuristic's judgements of a text.
pub(super) fn judgements(survey: &Survey) -> Vec<Judgement> {
    (0..survey.lines.len())
        .map(|at| {
            let (keep, kind, rule) = survey.verdict(at);
            Judgement { keep, kind, rule }
        })
        .collect()
}

/// The lines of a document, with what each looks like.
fn lines(document: &dyn Document) -> Vec<Line> {
    let mut lines: Vec<Line> = document.blocks().iter().map(Line::of).collect();
    let ends = |at: usize| match document.blocks()[at].span {
        Span::Lines(first, last) => (first, last),
        Span::Bytes(..) => (0, 0),
    };
    for at in 1..lines.len() {
        lines[at].is_adjacent = ends(at).0 == ends(at - 1).1 + 1;
    }
    for at in 0..lines.len() {
        if let Some(credit) = crate::typing::flat_credit_line(document, at) {
            lines[at].is_picture = true;
            lines[credit].is_picture = true;
        }
    }
    lines
}

/// What the heuristic makes of a text: features of the learned judge.
pub(super) struct Survey {
    lines: Vec<Line>,
    /// Whether the text is an article already.
    pub(super) clean: bool,
    /// The first line of the body.
    pub(super) start: usize,
    /// The line behind the body.
    pub(super) end: usize,
}

impl Survey {
    pub(super) fn of(document: &dyn Document) -> Self {
        let lines = lines(document);
        let clean = is_clean(&lines);
        let (start, end) = body(&lines, clean, headline(document));
        Self { lines, clean, start, end }
    }

    /// What the heuristic says of a line.
    pub(super) fn verdict(&self, at: usize) -> (f32, Kind, Rule) {
        verdict(&self.lines, at, (self.start, self.end), self.clean)
    }

    /// Whether a line is a picture's caption or its credit.
    pub(super) fn is_picture(&self, at: usize) -> bool {
        self.lines[at].is_picture
    }

    /// What a line scores in the sum.
    pub(super) fn score(&self, at: usize) -> f32 {
        self.lines[at].score()
    }
}

#[allow(clippy::struct_excessive_bools)] // independent things that a line may look like
struct Line {
    lexical: Lexical,
    is_picture: bool,
    /// No blank line parts it from the one above.
    is_adjacent: bool,
    prompt: Option<Rule>,
    is_tweet: bool,
    is_label: bool,
    ends_point: bool,
    /// It announces what follows, as no headline does.
    ends_colon: bool,
    is_quoted: bool,
    may_be_heading: bool,
}

impl Line {
    fn of(block: &Block) -> Self {
        let lexical = Lexical::of(&block.text);
        let prompt = icons::row(&block.text).or_else(|| phrases::prompt(&block.text).cloned());
        Self {
            lexical,
            is_picture: false,
            is_adjacent: false,
            is_tweet: tweets::parse(&block.text).is_some(),
            is_label: lexical.words <= 12
                && (dates::whole(&block.text).is_some() || bylines::is_announced(&block.text)),
            ends_point: block.text.trim_end_matches(['"', '”', '’', '»', '」', '』']).ends_with(['.', '。', '।']),
            ends_colon: block.text.ends_with([':', '：']),
            is_quoted: is_quoted(&block.text),
            may_be_heading: may_be_heading(&block.text),
            prompt,
        }
    }

    fn is_prose(&self) -> bool {
        self.prompt.is_none() && !self.is_picture && (self.is_tweet || (self.lexical.is_prose() && !self.is_label))
    }

    fn is_short_sentence(&self) -> bool {
        let bare = !self.is_picture && !self.is_label && self.prompt.is_none();
        bare && self.ends_point && self.lexical.words >= 3
    }

    fn is_announcement(&self) -> bool {
        self.ends_colon && !self.is_picture && !self.is_label && self.prompt.is_none()
    }

    fn score(&self) -> f32 {
        let words = self.lexical.words as f32;
        match () {
            () if self.prompt.is_some() => -6.0,
            () if self.is_picture => 0.0,
            () if self.is_prose() => words.min(60.0),
            () if self.lexical.ends_sentence && self.lexical.words >= 4 => 3.0,
            () if self.lexical.words >= 12 => 0.0,
            () => -9.0,
        }
    }
}

/// A line that somebody says: it begins or ends with double quotation marks. Editors often leave out the point.
fn is_quoted(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«']) || text.ends_with(['"', '”', '»'])
}

/// Headings are words: no item of a list, no link, no clock time, no salutation, nothing that somebody says.
fn may_be_heading(text: &str) -> bool {
    let is_item = text.starts_with(['•', '■', '▪', '●', '►', '▶', '*', '>', '✓'])
        || ["- ", "– ", "— "].iter().any(|dash| text.starts_with(dash));
    let is_clock =
        text.split_whitespace().count() <= 2 && text.contains(':') && text.starts_with(|c: char| c.is_ascii_digit());
    let is_link = text.starts_with("http") && !text.contains(' ');
    !is_quoted(text) && !is_item && !is_clock && !is_link && !text.ends_with(',')
}

/// Of so many lines, at most one stands directly below another in the text of an article.
const MAX_PARTED: usize = 20;

/// Whether the text is an article already: it neither begins nor ends with a run of short lines, as navigation and
/// footers leave them, and holds hardly a prompt.
fn is_clean(lines: &[Line]) -> bool {
    let short = |line: &&Line| !line.is_prose() && !line.is_picture && !line.lexical.ends_sentence;
    let head = lines.iter().take_while(|line| !line.is_prose()).filter(short).count();
    let tail = lines.iter().rev().take_while(|line| !line.is_prose()).filter(short).count();
    let prompts = lines.iter().filter(|line| line.prompt.is_some()).count();
    let shorts = lines.iter().filter(short).count();
    let adjacent = lines.iter().filter(|line| line.is_adjacent && !line.is_picture).count();
    // The text of an article parts its blocks by blank lines; what does not must be prose to be one.
    let dense = adjacent * MAX_ADJACENT > lines.len();
    let prose: u32 = lines.iter().filter(|line| line.is_prose()).map(|line| line.lexical.words).sum();
    let words: u32 = lines.iter().map(|line| line.lexical.words).sum();
    if adjacent * MAX_PARTED <= lines.len() && prose * 2 >= words {
        // Scrapers leave neighbours packed together; only an article's text parts nearly all of its blocks.
        return true;
    }
    head <= MAX_HEAD && tail <= MAX_TAIL && prompts <= MAX_PROMPTS && (!dense || shorts * MAX_SHORTS <= lines.len())
}

/// The run of lines that is the body: from the first to the end, exclusive.
fn body(lines: &[Line], clean: bool, headline: Option<usize>) -> (usize, usize) {
    if clean {
        // A headline may end in a question mark; a short first paragraph ends in a point, a label of what follows in a colon.
        let mut start = lines.iter().position(Line::is_prose).unwrap_or(0);
        while start > 0 && (lines[start - 1].is_short_sentence() || lines[start - 1].is_announcement()) {
            start -= 1;
        }
        return (start, lines.len());
    }
    let best = best_run(lines, 0, lines.len());
    // What stands below the headline is the article, though a footer tells more of the paper's services.
    let below = headline
        .map(|at| best_run(lines, at + 1, at + 1 + BELOW))
        .filter(|run| run.sum >= LEAST_BELOW && run.sum >= best.sum * SHARE_BELOW);
    let run = below.unwrap_or(best);
    (run.start, run.end)
}

/// How far below the headline the article begins at most, in lines.
const BELOW: usize = 60;
/// The least sum of the run that is taken for that reason.
const LEAST_BELOW: f32 = 60.0;
/// The least share of the best run's sum that it has.
const SHARE_BELOW: f32 = 0.1;

/// A run of lines with what they sum up to.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    sum: f32,
    start: usize,
    end: usize,
}

/// The best run that starts between two lines.
fn best_run(lines: &[Line], from: usize, to: usize) -> Run {
    let mut best = Run::default();
    let (mut sum, mut start) = (0.0_f32, from);
    for (at, line) in lines.iter().enumerate().skip(from) {
        if sum <= 0.0 {
            if at >= to {
                break;
            }
            (sum, start) = (0.0, at);
        }
        sum += line.score();
        if sum > best.sum {
            best = Run { sum, start, end: at + 1 };
        }
    }
    best
}

/// The line that shows the headline with which the text begins, as scrapers write the page's title first.
fn headline(document: &dyn Document) -> Option<usize> {
    let blocks = document.blocks();
    let may_be = |block: &Block| (MIN_HEADLINE..=MAX_HEADLINE).contains(&block.text.len());
    let title = letters(&blocks.first().filter(|first| may_be(first))?.text);
    let shows = |block: &Block| {
        may_be(block) && {
            let own = letters(&block.text);
            own.len().min(title.len()) >= MIN_HEADLINE && (title.starts_with(&own) || own.starts_with(&title))
        }
    };
    blocks.iter().skip(1).position(shows).map(|at| at + 1)
}

/// The fewest bytes of a headline's letters.
const MIN_HEADLINE: usize = 16;
/// The most bytes of a line that shows it.
const MAX_HEADLINE: usize = 500;

fn verdict(lines: &[Line], at: usize, (start, end): (usize, usize), clean: bool) -> (f32, Kind, Rule) {
    let line = &lines[at];
    if let Some(rule) = &line.prompt {
        return (0.02, Kind::Paragraph, rule.clone());
    }
    if at < start || at >= end {
        return (0.05, Kind::Paragraph, OUTSIDE);
    }
    if line.is_tweet {
        return (0.95, Kind::Paragraph, TWEET);
    }
    if line.is_prose() {
        return (0.95, Kind::Paragraph, PROSE);
    }
    let prose_after = lines[at + 1..end.min(at + 3)].iter().any(Line::is_prose);
    let prose_before = lines[start..at].iter().rev().take(2).any(Line::is_prose);
    if line.lexical.ends_sentence && line.lexical.words >= 2 && (clean || (prose_after && prose_before)) {
        return (0.8, Kind::Paragraph, SHORT);
    }
    if clean {
        let heading = (1..=12).contains(&line.lexical.words)
            && prose_after
            && prose_before
            && !line.lexical.ends_sentence
            && line.may_be_heading;
        return if heading { (0.7, Kind::Heading { level: 2 }, HEADING) } else { (0.6, Kind::Paragraph, SHORT) };
    }
    if line.is_quoted && line.lexical.words >= 3 && prose_before && prose_after {
        return (0.6, Kind::Paragraph, SHORT);
    }
    let heading = (2..=12).contains(&line.lexical.words)
        && line.may_be_heading
        && lines[at + 1..end].first().is_some_and(|next| next.is_prose() && next.lexical.words >= 15)
        && prose_before;
    if heading {
        return (0.55, Kind::Heading { level: 2 }, HEADING);
    }
    (0.2, Kind::Paragraph, LABEL)
}

#[cfg(test)]
mod tests {
    use copydesk_core::StaticDocument;

    use super::*;

    const TITLE: &str = "The wall of Ness stands again";
    const PROSE: &str =
        "That year the town built a wall of stone, and the ships that came from the north were safe behind it.";
    const SERVICE: &str =
        "The archive of the Ness Gazette holds every story that was ever printed, for all who want to read them.";

    const LABELS: usize = 80;

    /// The first line of the body, and the line behind it, of a flattened page: labels, an article of so many paragraphs
    /// below its headline, and a footer that tells of so many services.
    #[track_caller]
    fn check(headline: &str, paragraphs: usize, services: usize, expected: (usize, usize)) {
        let mut lines = vec![TITLE];
        lines.extend(["Tides"].repeat(LABELS));
        lines.push(headline);
        lines.extend([PROSE].repeat(paragraphs));
        lines.extend(["Tides"].repeat(LABELS));
        lines.extend([SERVICE].repeat(services));
        lines.extend(["Tides"].repeat(LABELS));
        let mut document = StaticDocument::of_lines(&lines);
        for (at, block) in document.blocks.iter_mut().enumerate() {
            block.span = Span::Lines(at as u32, at as u32);
        }
        let survey = Survey::of(&document);
        assert_eq!((survey.start, survey.end), expected);
    }

    #[test]
    fn the_article_is_below_its_headline() {
        let first = LABELS + 2;
        let services = |paragraphs: usize| first + paragraphs + LABELS;
        check(TITLE, 4, 12, (first, first + 4));
        check("The wall of Ness stands again – The Ness Gazette", 4, 12, (first, first + 4));
        check("Storms in autumn", 4, 12, (services(4), services(4) + 12));
        // What is hardly any text at all is no article.
        check(TITLE, 1, 12, (services(1), services(1) + 12));
    }

    #[test]
    fn a_short_first_sentence_belongs_to_a_clean_text() {
        let start = |first: &str, prose: &str| {
            Survey::of(&StaticDocument::of_lines(&["Ness", first, prose, prose, prose])).start
        };
        assert_eq!(start("It was a storm.", PROSE), 1);
        assert_eq!(start("It was a storm", PROSE), 2);
        let prose = "市長は月曜日、嵐で壊れた港の壁を来年の春までに建て直すと述べ、町の人々に協力を求めた。工事は五月に始まる。";
        assert_eq!(start("嵐の夜の出来事だった。", prose), 1);
        assert_eq!(start("嵐の夜の出来事", prose), 2);
    }
}

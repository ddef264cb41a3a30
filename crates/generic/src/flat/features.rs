//! The features of the lines of a flat text: what the learned judge knows of a line, and nothing else.
//!
//! A line by itself ([`super::look`], [`super::words`]), its place among the others, its neighbours, sums over windows around
//! it, what the heuristic makes of it, and sums over the whole text.

use std::collections::HashMap;

use copydesk_core::{Document, Span};

use super::heuristic::Survey;
use super::look::{self, Look};
use super::sums::Sums;
use super::words;

/// How many features a line has.
pub const COUNT: usize = look::COUNT + words::COUNT + PLACE + NEIGHBOURS.len() * NEAR.len() + WINDOWS + RUNNING + PAGE;

const NEIGHBOURS: [isize; 6] = [-3, -2, -1, 1, 2, 3];
/// What is looked at of a neighbour: places in the line's own features.
const NEAR: [usize; 12] = [
    look::WORDS,
    look::ENDS_SENTENCE,
    look::STARTS_LOWER,
    look::CAPITALS,
    look::NUMBERS,
    look::SEPARATORS,
    look::PROMPT,
    look::PERSON,
    look::DATE,
    look::COUNT,     // the weight of its words
    look::COUNT + 4, // … and of its beginning
    OWN + TOPIC,
];
const OWN: usize = look::COUNT + words::COUNT;

const PLACE: usize = 15;
const PLACE_NAMES: [&str; PLACE] = [
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
const TOPIC: usize = 5;

const WINDOWS: usize = 14;
const WINDOW_NAMES: [&str; WINDOWS] = [
    "running words within 2",
    "running words within 5",
    "running words within 10",
    "running words within 25",
    "share of running text within 2",
    "share of running text within 5",
    "share of running text within 10",
    "share of running text within 25",
    "running words in 5 before",
    "running words in 5 behind",
    "running words in 15 before",
    "running words in 15 behind",
    "prompts within 5",
    "weight of words within 5",
];

const RUNNING: usize = 19;
const RUNNING_NAMES: [&str; RUNNING] = [
    "share of running text before it",
    "running words before it",
    "running words behind it",
    "share of lines before it",
    "lines before it",
    "lines behind it",
    "lines since running text",
    "lines until running text",
    "lines since a prompt",
    "lines since a prompt to comment",
    "lines since a related link",
    "lines since a newsletter prompt",
    "topic of the last prompt",
    "inside the run",
    "lines since the run's start",
    "lines until the run's end",
    "the heuristic's verdict",
    "the heuristic's score",
    "length of the stretch without running text",
];

const PAGE: usize = 10;
const PAGE_NAMES: [&str; PAGE] = [
    "lines of the text",
    "words of the text",
    "running words of the text",
    "share of running text of the text",
    "share of lines without a blank one above",
    "prompts of the text",
    "clean text",
    "share of words in the run",
    "characters without spaces of the text",
    "share of capitals of the text",
];

/// Distances are cut here.
const FAR: f32 = 200.0;
/// Buckets of the counts of a text's words.
const COUNTERS: usize = 1 << 16;
/// So many words of the first line count as the title.
const MAX_TITLE: usize = 40;

/// The names of the features, in the order of a row.
pub fn names() -> Vec<String> {
    let own: Vec<&str> = look::NAMES.into_iter().chain(words::NAMES).chain(PLACE_NAMES).collect();
    let mut names: Vec<String> = own.iter().map(|&name| name.to_owned()).collect();
    for distance in NEIGHBOURS {
        names.extend(NEAR.map(|at| format!("{} ({distance:+})", own[at])));
    }
    names.extend(WINDOW_NAMES.into_iter().chain(RUNNING_NAMES).chain(PAGE_NAMES).map(str::to_owned));
    names
}

/// The features of a text, ready to be read line by line.
pub struct Features {
    own: Vec<[f32; OWN + PLACE]>,
    letters: Vec<u64>,
    survey: Survey,
    running: Sums,
    prose: Sums,
    prompts: Sums,
    weights: Sums,
    since: Vec<[f32; SINCE]>,
    until_prose: Vec<f32>,
    page: [f32; PAGE],
    /// The lines that windows and neighbours count.
    solid: Vec<u32>,
    /// How many of these stand before each line.
    rank: Vec<u32>,
}

/// A short line that stands so often is an advertisement's label or the like between the paragraphs: neighbours and
/// windows look through it.
const MIN_EQUALS: f32 = 4.0;
const MAX_LABEL: f32 = 6.0;

/// Distances to what stood before: running text, any prompt, comments, related, newsletter; and the last prompt's topic.
const SINCE: usize = 6;
/// Topics of `phrases::topic`.
const COMMENTS: f32 = 11.0;
const RELATED: f32 = 10.0;
const NEWSLETTER: f32 = 8.0;

impl Features {
    /// Reads a text, with a table of the weights of words (see [`words`]); an empty table weighs nothing.
    pub fn of(document: &dyn Document, weights: &[i8]) -> Self {
        let survey = Survey::of(document);
        let letters: Vec<u64> = document.blocks().iter().map(|block| letters(&block.text)).collect();
        let own = own(document, &survey, &letters, weights);
        let is_prose = |line: &[f32; OWN + PLACE]| line[look::PROSE] > 0.0 && line[look::PROMPT] == 0.0;
        let is_solid = |line: &[f32; OWN + PLACE]| line[OWN] < MIN_EQUALS || line[look::WORDS] > MAX_LABEL;
        let mut solid = Vec::with_capacity(own.len());
        let mut rank = Vec::with_capacity(own.len());
        for (at, line) in own.iter().enumerate() {
            rank.push(solid.len() as u32);
            if is_solid(line) {
                solid.push(at as u32);
            }
        }
        let lines = || solid.iter().map(|&at| &own[at as usize]);
        let running = Sums::of(lines().map(|line| if is_prose(line) { line[look::WORDS] } else { 0.0 }));
        let prose = Sums::of(lines().map(|line| f32::from(u8::from(is_prose(line)))));
        let prompts = Sums::of(lines().map(|line| f32::from(u8::from(line[look::PROMPT] > 0.0))));
        let weights = Sums::of(lines().map(|line| line[look::COUNT]));
        let mut since = Vec::with_capacity(own.len());
        let mut now = [FAR, FAR, FAR, FAR, FAR, 0.0];
        for line in &own {
            since.push(now);
            for distance in &mut now[..SINCE - 1] {
                *distance = (*distance + 1.0).min(FAR);
            }
            let topic = line[look::PROMPT];
            if is_prose(line) {
                now[0] = 1.0;
            }
            if topic > 0.0 {
                now[1] = 1.0;
                now[5] = topic;
            }
            for (place, wanted) in [(2, COMMENTS), (3, RELATED), (4, NEWSLETTER)] {
                if topic == wanted {
                    now[place] = 1.0;
                }
            }
        }
        let mut until_prose = vec![FAR; own.len()];
        let mut distance = FAR;
        for (at, line) in own.iter().enumerate().rev() {
            until_prose[at] = distance;
            distance = if is_prose(line) { 1.0 } else { (distance + 1.0).min(FAR) };
        }
        let page = page(&own, &survey, &running, &prose, &prompts, &rank);
        Self { solid, rank, own, letters, survey, running, prose, prompts, weights, since, until_prose, page }
    }

    /// How many lines the text has.
    pub fn len(&self) -> usize {
        self.own.len()
    }

    /// How many words a line has.
    pub fn words(&self, at: usize) -> f32 {
        self.own[at][look::WORDS]
    }

    /// For every line the greatest value among those with the same letters.
    pub(super) fn best_of_equals(&self, values: &[f32]) -> Vec<f32> {
        let mut best: HashMap<u64, f32> = HashMap::new();
        for (&letters, &value) in self.letters.iter().zip(values) {
            let entry = best.entry(letters).or_default();
            *entry = entry.max(value);
        }
        self.letters.iter().map(|letters| best[letters]).collect()
    }

    /// Whether a line reads as a prompt.
    pub(super) fn is_prompt(&self, at: usize) -> bool {
        self.own[at][look::PROMPT] > 0.0
    }

    /// Whether the text is an article already.
    pub fn is_clean(&self) -> bool {
        self.survey.clean
    }

    /// What the heuristic makes of the text.
    pub(super) fn survey(&self) -> &Survey {
        &self.survey
    }

    /// Whether the text has no line.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// The solid line so far before (negative) or behind a line.
    fn neighbour(&self, at: usize, distance: isize) -> Option<usize> {
        let rank = self.rank[at] as usize;
        let through = usize::from(self.solid.get(rank).is_none_or(|&solid| solid as usize != at));
        let rank = if distance > 0 {
            (rank + distance as usize).checked_sub(through)
        } else {
            rank.checked_add_signed(distance)
        };
        rank.and_then(|rank| self.solid.get(rank)).map(|&at| at as usize)
    }

    /// Writes the features of a line.
    pub fn row(&self, at: usize, row: &mut [f32]) {
        let own = &self.own[at];
        let near = NEIGHBOURS.into_iter().flat_map(|distance| {
            let there = self.neighbour(at, distance).map(|at| &self.own[at]);
            NEAR.into_iter().map(move |feature| there.map_or(-1.0, |line| line[feature]))
        });
        let all = own.iter().copied().chain(near).chain(self.windows(at)).chain(self.running(at)).chain(self.page);
        for (place, value) in row.iter_mut().zip(all) {
            *place = value;
        }
    }

    fn windows(&self, at: usize) -> [f32; WINDOWS] {
        let behind_it = self.neighbour(at, 1).map_or(self.solid.len(), |at| self.rank[at] as usize);
        let at = self.rank[at] as usize;
        let count = self.solid.len().max(1);
        let share = |reach: usize| {
            let lines = (at + reach + 1).min(count) - at.saturating_sub(reach).min(count - 1);
            self.prose.around(at, reach) / lines.max(1) as f32
        };
        let before = |reach: usize| self.running.between(at.saturating_sub(reach), at);
        let behind = |reach: usize| self.running.between(behind_it, behind_it + reach);
        [
            self.running.around(at, 2),
            self.running.around(at, 5),
            self.running.around(at, 10),
            self.running.around(at, 25),
            share(2),
            share(5),
            share(10),
            share(25),
            before(5),
            behind(5),
            before(15),
            behind(15),
            self.prompts.around(at, 5),
            self.weights.around(at, 5) / 11.0,
        ]
    }

    fn running(&self, at: usize) -> [f32; RUNNING] {
        let count = self.len();
        let before = self.running.between(0, self.rank[at] as usize);
        let all = self.running.all().max(1.0);
        let [prose, prompt, comments, related, newsletter, topic] = self.since[at];
        let (start, end) = (self.survey.start, self.survey.end);
        let verdict = self.survey.verdict(at).0;
        [
            before / all,
            before,
            all - before,
            at as f32 / count as f32,
            (at as f32).min(2000.0),
            ((count - at) as f32).min(2000.0),
            prose,
            self.until_prose[at],
            prompt,
            comments,
            related,
            newsletter,
            topic,
            f32::from(u8::from(at >= start && at < end)),
            (at as f32 - start as f32).clamp(-FAR, FAR),
            (end as f32 - at as f32).clamp(-FAR, FAR),
            verdict,
            self.survey.score(at),
            prose + self.until_prose[at],
        ]
    }
}

/// What is known of each line, neighbours aside.
fn own(document: &dyn Document, survey: &Survey, letters: &[u64], weights: &[i8]) -> Vec<[f32; OWN + PLACE]> {
    let blocks = document.blocks();
    let equals = Equals::of(letters);
    let counts = Counters::of(document);
    let title = Title::of(document);
    let mut headline: Option<(usize, usize)> = None;
    let mut lines: Vec<[f32; OWN + PLACE]> = Vec::with_capacity(blocks.len());
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
    // Stretches without a blank line.
    let mut begin = 0;
    for at in 0..lines.len() {
        if lines[at][OWN + 8] > 0.0 || at + 1 == lines.len() {
            for inside in begin..=at {
                lines[inside][OWN + 9] = ((at + 1 - begin) as f32).min(FAR);
                lines[inside][OWN + 10] = ((inside - begin) as f32).min(FAR);
            }
            begin = at + 1;
        }
    }
    lines
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

fn page(
    own: &[[f32; OWN + PLACE]],
    survey: &Survey,
    running: &Sums,
    prose: &Sums,
    prompts: &Sums,
    rank: &[u32],
) -> [f32; PAGE] {
    let count = own.len().max(1) as f32;
    let mean = |feature: usize| own.iter().map(|line| line[feature]).sum::<f32>() / count;
    let words: f32 = own.iter().map(|line| line[look::WORDS]).sum();
    let adjacent = own.iter().filter(|line| line[OWN + 7] == 0.0).count() as f32;
    [
        count.min(5000.0),
        words.min(50_000.0),
        running.all().min(50_000.0),
        prose.all() / count,
        adjacent / count,
        prompts.all().min(300.0),
        f32::from(u8::from(survey.clean)),
        running.between(ranked(rank, survey.start), ranked(rank, survey.end)) / words.max(1.0),
        mean(look::WIDE),
        mean(look::CAPITALS),
    ]
}

/// How many solid lines stand before a line, or before the end of the text.
fn ranked(rank: &[u32], at: usize) -> usize {
    rank.get(at).map_or(rank.len(), |&rank| rank as usize)
}

/// Lines with the same letters.
struct Equals {
    /// How many others there are, how many of them before, and how far the last of these is.
    places: Vec<(f32, f32, f32)>,
}

impl Equals {
    fn of(hashes: &[u64]) -> Self {
        let mut all: HashMap<u64, (u32, u32, usize)> = HashMap::new();
        for &hash in hashes {
            all.entry(hash).or_default().0 += 1;
        }
        let places = hashes.iter().enumerate().map(|(at, hash)| {
            let entry = all.get_mut(hash).expect("every line was counted");
            let since = if entry.1 > 0 { ((at - entry.2) as f32).min(FAR) } else { FAR };
            let place = ((entry.0 - 1).min(50) as f32, entry.1.min(50) as f32, since);
            (entry.1, entry.2) = (entry.1 + 1, at);
            place
        });
        let places = places.collect();
        Self { places }
    }
}

/// A hash of the letters and digits of a line in lower case.
fn letters(text: &str) -> u64 {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).fold(1, words::step)
}

/// How often each word stands in lines of running length, by hash.
struct Counters {
    counts: Vec<u16>,
    frequent: u16,
}

/// A word is frequent when it makes up one of so many words.
const FREQUENT: usize = 120;
/// Lines of at least so many words count.
const MIN_COUNTED: usize = 12;

impl Counters {
    fn of(document: &dyn Document) -> Self {
        let mut counts = vec![0_u16; COUNTERS];
        let mut all = 0_usize;
        for block in document.blocks() {
            let mut words = 0;
            words::each_word(&block.text, |_| {
                words += 1;
                words < MIN_COUNTED
            });
            if words < MIN_COUNTED {
                continue;
            }
            words::each_word(&block.text, |hash| {
                let count = &mut counts[place(hash)];
                *count = count.saturating_add(1);
                all += 1;
                true
            });
        }
        Self { counts, frequent: (all / FREQUENT).clamp(3, usize::from(u16::MAX)) as u16 }
    }

    /// The share of a line's words that stand elsewhere in running text, the frequent ones left out; and the share of
    /// frequent words.
    fn ask(&self, text: &str) -> (f32, f32) {
        let mut own = 0_usize;
        words::each_word(text, |_| {
            own += 1;
            own < MIN_COUNTED
        });
        // What a counted line gave itself does not count.
        let itself = u16::from(own >= MIN_COUNTED);
        let (mut words, mut frequent, mut elsewhere) = (0_u32, 0_u32, 0_u32);
        words::each_word(text, |hash| {
            let count = self.counts[place(hash)];
            words += 1;
            if count >= self.frequent {
                frequent += 1;
            } else if count > itself {
                elsewhere += 1;
            }
            words < 400
        });
        let rare = (words - frequent).max(1) as f32;
        (elsewhere as f32 / rare, frequent as f32 / words.max(1) as f32)
    }
}

fn place(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize % COUNTERS
}

/// The words of the first line, which scrapers take from the page's title.
struct Title(Vec<u64>);

impl Title {
    fn of(document: &dyn Document) -> Self {
        let mut words = Vec::new();
        if let Some(first) = document.blocks().first() {
            words::each_word(&first.text, |hash| {
                words.push(hash);
                words.len() < MAX_TITLE
            });
        }
        Self(words)
    }

    /// The share of a line's words that are in the title, and the share of the title that is in the line.
    fn overlap(&self, text: &str) -> (f32, f32) {
        let mut seen = [false; MAX_TITLE];
        let (mut words, mut inside) = (0_u32, 0_u32);
        words::each_word(text, |hash| {
            words += 1;
            if let Some(at) = self.0.iter().position(|&word| word == hash) {
                inside += 1;
                seen[at] = true;
            }
            words < 60
        });
        let found = seen.iter().filter(|&&seen| seen).count();
        (inside as f32 / words.max(1) as f32, found as f32 / self.0.len().max(1) as f32)
    }
}

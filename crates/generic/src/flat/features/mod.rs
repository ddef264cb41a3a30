//! The features of the lines of a flat text: what the learned judge knows of a line, and nothing else.
//!
//! A line by itself ([`super::look`], [`super::words`]), its place among the others, its neighbours, sums over windows around
//! it, what the heuristic makes of it, and sums over the whole text.

mod around;
mod equals;
mod lines;
mod page;
mod vocabulary;

use std::collections::HashMap;

use copydesk_core::Document;

use self::around::{RUNNING, RUNNING_NAMES, WINDOW_NAMES, WINDOWS};
use self::lines::{EQUALS, Line, PLACE, TOPIC};
use super::heuristic::Survey;
use super::look;
use super::sums::Sums;
use super::words;

/// How many features a line has.
pub const COUNT: usize =
    look::COUNT + words::COUNT + PLACE + NEIGHBOURS.len() * NEAR.len() + WINDOWS + RUNNING + page::COUNT;

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
    TOPIC,
];

/// Distances are cut here.
const FAR: f32 = 200.0;

/// The names of the features, in the order of a row.
pub fn names() -> Vec<String> {
    let own: Vec<&str> = look::NAMES.into_iter().chain(words::NAMES).chain(lines::NAMES).collect();
    let mut names: Vec<String> = own.iter().map(|&name| name.to_owned()).collect();
    for distance in NEIGHBOURS {
        names.extend(NEAR.map(|at| format!("{} ({distance:+})", own[at])));
    }
    names.extend(WINDOW_NAMES.into_iter().chain(RUNNING_NAMES).chain(page::NAMES).map(str::to_owned));
    names
}

/// The features of a text, ready to be read line by line.
pub struct Features {
    own: Vec<Line>,
    letters: Vec<u64>,
    survey: Survey,
    running: Sums,
    prose: Sums,
    prompts: Sums,
    weights: Sums,
    since: Vec<[f32; SINCE]>,
    until_prose: Vec<f32>,
    page: [f32; page::COUNT],
    /// The lines that windows and neighbours count.
    solid: Vec<u32>,
    /// How many of these stand before each line.
    rank: Vec<u32>,
}

/// A short line that stands so often is an advertisement's label or the like between the paragraphs: neighbours and
/// windows look through it.
const MIN_EQUALS: f32 = 4.0;
const MAX_LABEL: f32 = 6.0;

impl Features {
    /// Reads a text, with a table of the weights of words (see [`words`]); an empty table weighs nothing.
    pub fn of(document: &dyn Document, weights: &[i8]) -> Self {
        let survey = Survey::of(document);
        let letters: Vec<u64> = document.blocks().iter().map(|block| equals::letters(&block.text)).collect();
        let own = lines::lines(document, &survey, &letters, weights);
        let is_solid = |line: &Line| line[EQUALS] < MIN_EQUALS || line[look::WORDS] > MAX_LABEL;
        let mut solid = Vec::with_capacity(own.len());
        let mut rank = Vec::with_capacity(own.len());
        for (at, line) in own.iter().enumerate() {
            rank.push(solid.len() as u32);
            if is_solid(line) {
                solid.push(at as u32);
            }
        }
        let counted = || solid.iter().map(|&at| &own[at as usize]);
        let running = Sums::of(counted().map(|line| if is_prose(line) { line[look::WORDS] } else { 0.0 }));
        let prose = Sums::of(counted().map(|line| f32::from(u8::from(is_prose(line)))));
        let prompts = Sums::of(counted().map(|line| f32::from(u8::from(line[look::PROMPT] > 0.0))));
        let weights = Sums::of(counted().map(|line| line[look::COUNT]));
        let (since, until_prose) = (since(&own), until_prose(&own));
        let page = page::page(&own, &survey, &running, &prose, &prompts, &rank);
        Self { own, letters, survey, running, prose, prompts, weights, since, until_prose, page, solid, rank }
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
}

/// Distances to what stood before: running text, any prompt, comments, related, newsletter; and the last prompt's topic.
const SINCE: usize = 6;
/// Topics of `phrases::topic`.
const COMMENTS: f32 = 11.0;
const RELATED: f32 = 10.0;
const NEWSLETTER: f32 = 8.0;

/// Distances to what stood before, and the last prompt's topic.
fn since(lines: &[Line]) -> Vec<[f32; SINCE]> {
    let mut now = [FAR, FAR, FAR, FAR, FAR, 0.0];
    let mut since = Vec::with_capacity(lines.len());
    for line in lines {
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
            // Topics are whole numbers.
            if (topic - wanted).abs() < 0.5 {
                now[place] = 1.0;
            }
        }
    }
    since
}

/// How far behind each line the next running text stands.
fn until_prose(lines: &[Line]) -> Vec<f32> {
    let mut until = vec![FAR; lines.len()];
    let mut distance = FAR;
    for (until, line) in until.iter_mut().zip(lines).rev() {
        *until = distance;
        distance = if is_prose(line) { 1.0 } else { (distance + 1.0).min(FAR) };
    }
    until
}

/// Whether a line is running text and no prompt.
fn is_prose(line: &Line) -> bool {
    line[look::PROSE] > 0.0 && line[look::PROMPT] == 0.0
}

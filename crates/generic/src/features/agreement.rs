//! What a block shares with what the page says of itself: headline, descriptions, authors and the JSON-LD's articleBody.
//!
//! The articleBody is evidence only: pages fill it with teasers, with markup, with other articles.

use copydesk_core::{Field, Metadata, Provenance};

use super::lexicons::word_tokens;
use crate::fast::{FastSet, WordSet};

/// Words in a run that is looked up.
const RUN: usize = 3;
/// An articleBody longer than this is read so far, in bytes.
const MAX_BODY: usize = 200_000;
/// Of further headlines nothing is asked but their words.
const MAX_TITLES: usize = 4;
/// A longer text covers no headline, in words.
const MAX_COVERING: usize = 60;
/// A longer text names no authors, in words.
const MAX_NAMING: usize = 30;
/// Of a longer headline these words count, if it is compared by their places.
const MAX_PLACES: usize = 64;

/// The words that the page says of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Agreement {
    titles: Vec<Vec<u32>>,
    /// Words of headlines and authors' names, and what is known of each, by its number.
    words: WordSet,
    known: Vec<Word>,
    has_title: bool,
    has_authors: bool,
    /// Runs of words of descriptions and of the articleBody, and in which each stands, by its number.
    runs: WordSet,
    places: Vec<u8>,
    has_body: bool,
}

/// A word of headlines or authors' names.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    is_author: bool,
    in_title: bool,
    /// Where in the headlines it stands, a bit a place.
    places: [u64; MAX_TITLES],
}

/// A run stands in a description, in the articleBody, or in both.
const DESCRIPTION: u8 = 1;
const BODY: u8 = 2;

/// What a text shares with headlines, from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OfWords {
    pub(super) in_title: f32,
    /// The share of a headline's words that the text has; of several headlines the best.
    pub(super) covers_title: f32,
}

/// What a text shares with all that the page says of itself, from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    pub(super) words: OfWords,
    pub(super) in_description: f32,
    /// -1 where the page gives no articleBody.
    pub(super) in_article_body: f32,
}

impl Agreement {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let mut agreement = Self::default();
        let mut hashes = Vec::new();
        // Many places say the same.
        let mut read = FastSet::default();
        // A candidate from the text is a heading inside it.
        for candidate in metadata.of(Field::Title).filter(|candidate| candidate.provenance != Provenance::Text) {
            if !read.insert(candidate.value.as_str()) {
                continue;
            }
            word_tokens(&candidate.value, &mut hashes);
            for &hash in &hashes {
                agreement.word(hash).in_title = true;
                agreement.has_title = true;
            }
            if !hashes.is_empty() && !agreement.titles.contains(&hashes) && agreement.titles.len() < MAX_TITLES {
                for (place, &hash) in hashes.iter().enumerate().take(MAX_PLACES) {
                    let title = agreement.titles.len();
                    agreement.word(hash).places[title] |= 1 << place;
                }
                agreement.titles.push(hashes.clone());
            }
        }
        for candidate in metadata.of(Field::Authors) {
            word_tokens(&candidate.value, &mut hashes);
            for &hash in &hashes {
                agreement.word(hash).is_author = true;
                agreement.has_authors = true;
            }
        }
        if let Some(body) = metadata.article_body.as_deref() {
            let mut end = body.len().min(MAX_BODY);
            while !body.is_char_boundary(end) {
                end -= 1;
            }
            word_tokens(&body[..end], &mut hashes);
            agreement.has_body = true;
            agreement.runs = WordSet::for_words(hashes.len());
            agreement.add_runs(&hashes, BODY);
        }
        read.clear();
        for candidate in metadata.of(Field::Standfirst).filter(|candidate| read.insert(candidate.value.as_str())) {
            word_tokens(&candidate.value, &mut hashes);
            agreement.add_runs(&hashes, DESCRIPTION);
        }
        agreement
    }

    /// What is known of a word.
    fn word(&mut self, hash: u32) -> &mut Word {
        let number = self.words.insert(hash) as usize;
        if number == self.known.len() {
            self.known.push(Word::default());
        }
        &mut self.known[number]
    }

    fn add_runs(&mut self, hashes: &[u32], place: u8) {
        for run in runs(hashes) {
            let number = self.runs.insert(run) as usize;
            if number == self.places.len() {
                self.places.push(0);
            }
            self.places[number] |= place;
        }
    }

    /// What a text of these words shares.
    pub(super) fn shared(&self, hashes: &[u32]) -> Shared {
        let (in_description, in_article_body) = self.of_runs(hashes);
        Shared { words: self.of_words(hashes), in_description, in_article_body }
    }

    /// The share of a text's words in authors' names.
    pub(super) fn in_authors(&self, hashes: &[u32]) -> f32 {
        if hashes.is_empty() || !self.has_authors || hashes.len() > MAX_NAMING {
            return 0.0;
        }
        let numbers = hashes.iter().filter_map(|&hash| self.words.number(hash));
        numbers.filter(|number| self.known[*number as usize].is_author).count() as f32 / hashes.len() as f32
    }

    /// The shares of a text's words in the headlines, and of a headline in the text.
    pub(super) fn of_words(&self, hashes: &[u32]) -> OfWords {
        if hashes.is_empty() || !self.has_title {
            return OfWords::default();
        }
        let mut found = 0_u32;
        let mut places = [0_u64; MAX_TITLES];
        for number in hashes.iter().filter_map(|&hash| self.words.number(hash)) {
            let word = &self.known[number as usize];
            found += u32::from(word.in_title);
            for (all, own) in places.iter_mut().zip(word.places) {
                *all |= own;
            }
        }
        let in_title = found as f32 / hashes.len() as f32;
        if found == 0 || hashes.len() > MAX_COVERING {
            return OfWords { in_title, covers_title: 0.0 };
        }
        let shares = self.titles.iter().zip(places).map(|(title, places)| {
            let covered = if title.len() <= MAX_PLACES {
                places.count_ones() as usize
            } else {
                title.iter().filter(|hash| hashes.contains(hash)).count()
            };
            covered as f32 / title.len() as f32
        });
        OfWords { in_title, covers_title: shares.fold(0.0, f32::max) }
    }

    /// The shares of a text's runs in the descriptions and in the articleBody.
    fn of_runs(&self, hashes: &[u32]) -> (f32, f32) {
        let (mut all, mut described, mut embodied) = (0_u32, 0_u32, 0_u32);
        if self.runs.len() > 0 {
            for run in runs(hashes) {
                all += 1;
                if let Some(number) = self.runs.number(run) {
                    let place = self.places[number as usize];
                    described += u32::from(place & DESCRIPTION != 0);
                    embodied += u32::from(place & BODY != 0);
                }
            }
        }
        let share = |found: u32| if all == 0 { 0.0 } else { found as f32 / all as f32 };
        (share(described), if self.has_body { share(embodied) } else { -1.0 })
    }
}

/// The hash of every run of words; a shorter text is one run.
fn runs(hashes: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let width = RUN.min(hashes.len()).max(1);
    hashes
        .windows(width)
        .map(|run| run.iter().fold(0, |sum: u32, hash| (sum.rotate_left(7) ^ hash).wrapping_mul(0x9e37_79b1)))
}

#[cfg(test)]
mod tests {
    use copydesk_core::Candidate;

    use super::*;

    #[track_caller]
    fn check(titles: &[&str], text: &str, expected: (f32, f32)) {
        let candidate = |value: &&str| Candidate {
            field: Field::Title,
            value: (*value).to_owned(),
            provenance: Provenance::OpenGraph,
            key: "og:title".to_owned(),
            block: None,
        };
        let metadata = Metadata { candidates: titles.iter().map(candidate).collect(), ..Metadata::default() };
        let mut hashes = Vec::new();
        word_tokens(text, &mut hashes);
        let shared = Agreement::of(&metadata).shared(&hashes);
        assert_eq!((shared.words.in_title, shared.words.covers_title), expected, "{text}");
    }

    #[test]
    fn headlines_are_covered_by_their_words() {
        check(&["The wall falls", "The harbour"], "The wall falls", (1.0, 1.0));
        check(&["The wall, the sea"], "the quay", (0.5, 0.5));
        check(&["The wall falls"], "A quay", (0.0, 0.0));
        check(&["The wall falls"], "", (0.0, 0.0));
        check(&[], "The wall falls", (0.0, 0.0));
        let long = "wall ".repeat(MAX_PLACES) + "sea";
        check(&[&long], "sea", (1.0, 1.0 / (MAX_PLACES + 1) as f32));
    }
}

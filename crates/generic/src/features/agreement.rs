//! What a block shares with what the page says of itself: headline, descriptions, authors and the JSON-LD's articleBody.
//!
//! The articleBody is evidence only: pages fill it with teasers, with markup, with other articles.

use copydesk_core::{Field, Metadata, Provenance};

use super::lexicons::word_tokens;
use crate::fast::WordSet;

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
    title: WordSet,
    titles: Vec<Vec<u32>>,
    /// For every word of [`Agreement::title`], by its number: where in the headlines it stands, a bit a place.
    places: Vec<[u64; MAX_TITLES]>,
    description: WordSet,
    body: Option<WordSet>,
    authors: WordSet,
}

/// What a text shares with each of them, from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    pub(super) in_title: f32,
    /// The share of a headline's words that the text has; of several headlines the best.
    pub(super) covers_title: f32,
    pub(super) in_description: f32,
    /// -1 where the page gives no articleBody.
    pub(super) in_article_body: f32,
    pub(super) in_authors: f32,
}

impl Agreement {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let mut agreement = Self::default();
        let mut hashes = Vec::new();
        // A candidate from the text is a heading inside it.
        for candidate in metadata.of(Field::Title).filter(|candidate| candidate.provenance != Provenance::Text) {
            word_tokens(&candidate.value, &mut hashes);
            for &hash in &hashes {
                agreement.title.insert(hash);
            }
            if !hashes.is_empty() && !agreement.titles.contains(&hashes) && agreement.titles.len() < MAX_TITLES {
                agreement.titles.push(hashes.clone());
            }
        }
        agreement.places = vec![[0; MAX_TITLES]; agreement.title.len()];
        for (number, title) in agreement.titles.iter().enumerate() {
            for (place, &hash) in title.iter().enumerate().take(MAX_PLACES) {
                if let Some(word) = agreement.title.number(hash) {
                    agreement.places[word as usize][number] |= 1 << place;
                }
            }
        }
        for candidate in metadata.of(Field::Standfirst) {
            word_tokens(&candidate.value, &mut hashes);
            runs(&hashes).for_each(|run| agreement.description.insert(run));
        }
        for candidate in metadata.of(Field::Authors) {
            word_tokens(&candidate.value, &mut hashes);
            hashes.iter().for_each(|&hash| agreement.authors.insert(hash));
        }
        agreement.body = metadata.article_body.as_deref().map(|body| {
            let mut end = body.len().min(MAX_BODY);
            while !body.is_char_boundary(end) {
                end -= 1;
            }
            word_tokens(&body[..end], &mut hashes);
            let mut known = WordSet::default();
            runs(&hashes).for_each(|run| known.insert(run));
            known
        });
        agreement
    }

    /// What a text of these words shares.
    pub(super) fn shared(&self, hashes: &[u32]) -> Shared {
        let (in_title, covers_title) = self.of_titles(hashes);
        let in_authors =
            if hashes.len() > MAX_NAMING { 0.0 } else { share(hashes.iter().copied(), hashes.len(), &self.authors) };
        let (in_description, in_article_body) = self.of_runs(hashes);
        Shared { in_title, covers_title, in_description, in_article_body, in_authors }
    }

    fn of_titles(&self, hashes: &[u32]) -> (f32, f32) {
        if hashes.is_empty() || self.title.len() == 0 {
            return (0.0, 0.0);
        }
        let mut found = 0_u32;
        let mut places = [0_u64; MAX_TITLES];
        for word in hashes.iter().filter_map(|&hash| self.title.number(hash)) {
            found += 1;
            for (all, own) in places.iter_mut().zip(self.places[word as usize]) {
                *all |= own;
            }
        }
        let in_title = found as f32 / hashes.len() as f32;
        if found == 0 || hashes.len() > MAX_COVERING {
            return (in_title, 0.0);
        }
        let shares = self.titles.iter().zip(places).map(|(title, places)| {
            let covered = if title.len() <= MAX_PLACES {
                places.count_ones() as usize
            } else {
                title.iter().filter(|hash| hashes.contains(hash)).count()
            };
            covered as f32 / title.len() as f32
        });
        (in_title, shares.fold(0.0, f32::max))
    }

    /// The shares of a text's runs in the descriptions and in the articleBody.
    fn of_runs(&self, hashes: &[u32]) -> (f32, f32) {
        let nothing = WordSet::default();
        let body = self.body.as_ref().unwrap_or(&nothing);
        let (mut all, mut described, mut embodied) = (0_u32, 0_u32, 0_u32);
        if self.description.len() > 0 || body.len() > 0 {
            for run in runs(hashes) {
                all += 1;
                described += u32::from(self.description.contains(run));
                embodied += u32::from(body.contains(run));
            }
        }
        let share = |found: u32| if all == 0 { 0.0 } else { found as f32 / all as f32 };
        (share(described), self.body.as_ref().map_or(-1.0, |_| share(embodied)))
    }
}

fn share(hashes: impl Iterator<Item = u32>, all: usize, known: &WordSet) -> f32 {
    if known.len() == 0 || all == 0 {
        return 0.0;
    }
    hashes.filter(|&hash| known.contains(hash)).count() as f32 / all as f32
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
        assert_eq!((shared.in_title, shared.covers_title), expected, "{text}");
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

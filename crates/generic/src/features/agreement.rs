//! What a block shares with what the page says of itself: headline, descriptions, authors and the JSON-LD's articleBody.
//!
//! The articleBody is evidence only: pages fill it with teasers, with markup, with other articles.

use copydesk_core::{Field, Metadata, Provenance};

use super::lexicons::word_tokens;
use crate::fast::FastSet;

/// Words in a run that is looked up.
const RUN: usize = 3;
/// An articleBody longer than this is read so far, in bytes.
const MAX_BODY: usize = 200_000;

/// The words that the page says of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Agreement {
    title: FastSet<u32>,
    titles: Vec<Vec<u32>>,
    description: FastSet<u32>,
    body: Option<FastSet<u32>>,
    authors: FastSet<u32>,
}

impl Agreement {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let mut agreement = Self::default();
        let mut hashes = Vec::new();
        // A candidate from the text is a heading inside it.
        for candidate in metadata.of(Field::Title).filter(|candidate| candidate.provenance != Provenance::Text) {
            word_tokens(&candidate.value, &mut hashes);
            agreement.title.extend(&hashes);
            if !hashes.is_empty() && !agreement.titles.contains(&hashes) && agreement.titles.len() < 4 {
                agreement.titles.push(hashes.clone());
            }
        }
        for candidate in metadata.of(Field::Standfirst) {
            word_tokens(&candidate.value, &mut hashes);
            agreement.description.extend(runs(&hashes));
        }
        for candidate in metadata.of(Field::Authors) {
            word_tokens(&candidate.value, &mut hashes);
            agreement.authors.extend(&hashes);
        }
        agreement.body = metadata.article_body.as_deref().map(|body| {
            let mut end = body.len().min(MAX_BODY);
            while !body.is_char_boundary(end) {
                end -= 1;
            }
            word_tokens(&body[..end], &mut hashes);
            runs(&hashes).collect()
        });
        agreement
    }

    pub(super) fn in_title(&self, hashes: &[u32]) -> f32 {
        share(hashes.iter().copied(), &self.title)
    }

    /// The share of a headline's words that a text has; of several headlines the best.
    pub(super) fn covers_title(&self, hashes: &[u32]) -> f32 {
        if hashes.len() > 60 {
            return 0.0;
        }
        let shares = self
            .titles
            .iter()
            .map(|title| title.iter().filter(|hash| hashes.contains(hash)).count() as f32 / title.len() as f32);
        shares.fold(0.0, f32::max)
    }

    pub(super) fn in_description(&self, hashes: &[u32]) -> f32 {
        share(runs(hashes), &self.description)
    }

    pub(super) fn in_article_body(&self, hashes: &[u32]) -> f32 {
        self.body.as_ref().map_or(-1.0, |body| share(runs(hashes), body))
    }

    pub(super) fn in_authors(&self, hashes: &[u32]) -> f32 {
        if hashes.len() > 30 { 0.0 } else { share(hashes.iter().copied(), &self.authors) }
    }
}

fn share(hashes: impl Iterator<Item = u32>, known: &FastSet<u32>) -> f32 {
    if known.is_empty() {
        return 0.0;
    }
    let (mut all, mut found) = (0_u32, 0_u32);
    for hash in hashes {
        all += 1;
        found += u32::from(known.contains(&hash));
    }
    if all == 0 { 0.0 } else { found as f32 / all as f32 }
}

/// The hash of every run of words; a shorter text is one run.
fn runs(hashes: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let width = RUN.min(hashes.len()).max(1);
    hashes
        .windows(width)
        .map(|run| run.iter().fold(0, |sum: u32, hash| (sum.rotate_left(7) ^ hash).wrapping_mul(0x9e37_79b1)))
}

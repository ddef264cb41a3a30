//! Which of a page's JSON-LD objects is about the page's article.

use std::cmp::Ordering;
use std::collections::HashMap;

use copydesk_core::{Candidate, Metadata, Provenance};

use super::page::Titles;

/// The weight of an article that is not the page's own.
const OTHER: f32 = 0.1;
/// The weight of a page's object beside that of an article.
const PAGE: f32 = 0.6;
/// The fewest letters of a title that tells objects apart.
const TELLING: usize = 8;

/// The weights of objects by their labels (`NewsArticle`, `NewsArticle#2`).
#[derive(Debug)]
pub(super) struct Objects<'m> {
    weights: HashMap<&'m str, f32>,
}

impl<'m> Objects<'m> {
    /// Compares the titles of a page's objects with what else the page calls itself.
    pub(super) fn of(metadata: &'m Metadata, titles: &Titles<'m>) -> Self {
        let is_object = |candidate: &Candidate| candidate.provenance == Provenance::JsonLd;
        let stated: Vec<&str> = titles
            .iter()
            .filter(|(candidate, title)| !is_object(candidate) && title.len() >= TELLING)
            .map(|(_, title)| title)
            .collect();
        let mut labels: Vec<&str> = Vec::new();
        for candidate in metadata.candidates.iter().filter(|candidate| is_object(candidate)) {
            let label = label(&candidate.key);
            // What an object says stands together.
            if labels.last() != Some(&label) && !labels.contains(&label) {
                labels.push(label);
            }
        }
        let mut fitting: HashMap<&str, bool> = HashMap::new();
        for (candidate, own) in titles.iter().filter(|(candidate, _)| is_object(candidate)) {
            let fits = own.len() >= TELLING && stated.iter().any(|title| holds(title, own) || holds(own, title));
            *fitting.entry(label(&candidate.key)).or_default() |= fits;
        }
        let any_fits = fitting.values().any(|fits| *fits);
        let mut weights = HashMap::new();
        let mut articles = 0;
        for label in labels {
            let is_page =
                label.split('#').next().unwrap_or(label).ends_with("Page") || label.starts_with("VideoObject");
            if !is_page {
                articles += 1;
            }
            let fits = fitting.get(label).copied();
            let weight = match fits {
                Some(true) => 1.0,
                _ if is_page => 1.0,
                Some(false) if any_fits => OTHER,
                _ if articles == 1 => 1.0,
                _ => OTHER,
            };
            weights.insert(label, if is_page { weight * PAGE } else { weight });
        }
        Self { weights }
    }

    /// The weight of the object that a key belongs to, from 0 to 1.
    pub(super) fn weight(&self, key: &str) -> f32 {
        self.weights.get(label(key)).copied().unwrap_or(1.0)
    }
}

/// As [`str::contains`] for texts that mostly are the same or differ in length.
fn holds(text: &str, part: &str) -> bool {
    match text.len().cmp(&part.len()) {
        Ordering::Less => false,
        Ordering::Equal => text == part,
        Ordering::Greater => text.contains(part),
    }
}

/// The label of the object in a key: `NewsArticle#2` in `NewsArticle#2.headline`.
fn label(key: &str) -> &str {
    key.split_once('.').map_or(key, |(label, _)| label)
}

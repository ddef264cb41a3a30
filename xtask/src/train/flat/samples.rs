//! The texts that the flat judge learns from: real flat texts, gold pages flattened, and gold bodies that are clean already.

use std::path::Path;

use copydesk_core::{Document as _, Form, Origin};
use copydesk_html::HtmlDocument;
use copydesk_text::{Limits, TextDocument};
use rayon::prelude::*;

use crate::error::Error;
use crate::extraction;
use crate::score::{GoldPage, GoldSet};
use crate::train::align;
use crate::train::flatten::flatten;

/// Folds of the cross-validation.
pub(crate) const FOLDS: usize = 5;

/// How a text came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dress {
    /// A scraper's own text.
    Real,
    /// A page flattened here as that scraper does.
    Flattened,
    /// The same without any blank line.
    Dense,
    /// The same with a blank line between all lines.
    Spaced,
    /// The gold's body, clean.
    Clean,
}

impl Dress {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Flattened => "flattened",
            Self::Dense => "dense",
            Self::Spaced => "spaced",
            Self::Clean => "clean",
        }
    }
}

/// A text with the labels of its lines.
pub(crate) struct Sample {
    pub(crate) set: String,
    pub(crate) id: String,
    pub(crate) site: String,
    pub(crate) fold: usize,
    pub(crate) dress: Dress,
    pub(crate) document: TextDocument,
    /// The share of each line's words that are the gold's; negative where the gold does not say.
    pub(crate) labels: Vec<f32>,
    pub(crate) body: String,
}

/// All samples, in the order of sets and pages.
pub(crate) fn all(gold: &Path) -> Result<Vec<Sample>, Error> {
    let mut samples = Vec::new();
    let names = [GoldSet::names(gold, true)?, GoldSet::names(gold, false)?].concat();
    for name in names {
        let set = GoldSet::read(gold, &name)?;
        let made: Vec<Vec<Sample>> = set
            .pages
            .par_iter()
            .filter(|page| !page.body.is_empty())
            .map(|page| of_page(&set, page))
            .collect::<Result<_, Error>>()?;
        samples.extend(made.into_iter().flatten());
    }
    Ok(samples)
}

fn of_page(set: &GoldSet, page: &GoldPage) -> Result<Vec<Sample>, Error> {
    let bytes = extraction::read_page(&set.file(page))?;
    let text = match set.form() {
        Form::Html => {
            flatten(&HtmlDocument::read(&bytes, None, Origin::default(), &copydesk_html::Limits::default()))
        }
        Form::Text => String::from_utf8_lossy(&bytes).into_owned(),
    };
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let mut samples = Vec::new();
    match set.form() {
        Form::Text => {
            samples.extend(sample(set, page, Dress::Real, &text));
        }
        Form::Html => {
            samples.extend(sample(set, page, Dress::Flattened, &text));
            let other = if hash(&page.id) % 2 == 0 {
                (Dress::Dense, lines().collect::<Vec<_>>().join("\n"))
            } else {
                (Dress::Spaced, lines().collect::<Vec<_>>().join("\n\n"))
            };
            samples.extend(sample(set, page, other.0, &other.1));
            let body: Vec<&str> = page.body.lines().filter(|line| !line.trim().is_empty()).collect();
            samples.extend(sample(set, page, Dress::Clean, &body.join("\n\n")));
        }
    }
    Ok(samples)
}

fn sample(set: &GoldSet, page: &GoldPage, dress: Dress, text: &str) -> Option<Sample> {
    let document = TextDocument::read(text, Origin::default(), &Limits::default());
    let lines: Vec<Vec<String>> = document.blocks().iter().map(|block| align::words(&block.text)).collect();
    let gold: Vec<Vec<String>> = page.body.lines().map(align::words).filter(|words| !words.is_empty()).collect();
    let labels = if dress == Dress::Clean {
        vec![1.0; lines.len()]
    } else {
        let optional: Vec<Vec<String>> = page.optional.iter().flatten().map(|text| align::words(text)).collect();
        align::matched(&lines, &gold)?
            .iter()
            .zip(&lines)
            .map(|(found, words)| {
                if words.is_empty() {
                    return 0.0;
                }
                let share = found.iter().filter(|&&found| found).count() as f32 / words.len() as f32;
                let may = share < 0.5
                    && words.len() >= 3
                    && optional.iter().any(|text| text.windows(words.len()).any(|part| part == words.as_slice()));
                if may { -1.0 } else { share }
            })
            .collect()
    };
    let site = site(page.url.as_deref().unwrap_or_default());
    Some(Sample {
        set: set.name.clone(),
        id: page.id.clone(),
        fold: hash(&site) as usize % FOLDS,
        site,
        dress,
        document,
        labels,
        body: page.body.clone(),
    })
}

/// The registrable domain of an address, near enough: two labels, or three where the second is a country's own category.
pub(crate) fn site(url: &str) -> String {
    let host = extraction::page_host(url).unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let category = labels.len() >= 3
        && labels[labels.len() - 1].len() == 2
        && matches!(labels[labels.len() - 2], "co" | "com" | "org" | "net" | "gov" | "ac" | "edu" | "ne" | "or" | "gob");
    let take = if category { 3 } else { 2 };
    labels[labels.len().saturating_sub(take)..].join(".")
}

fn hash(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash ^ (hash >> 29)
}

//! The texts that the flat judge learns from: real flat texts, gold pages flattened, and gold bodies that are clean already.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use copydesk_core::{Document as _, Form, Origin};
use copydesk_engine::{Engine, GENERIC, PageInput};
use copydesk_html::HtmlDocument;
use copydesk_text::{Limits, TextDocument};
use rayon::prelude::*;

use crate::error::Error;
use crate::extraction;
use crate::score::{GoldPage, GoldSet};
use crate::train::align;
use crate::train::flatten::flatten;
use crate::train::{fold, site};

/// Folds of the cross-validation.
pub(crate) const FOLDS: usize = 5;
/// Every so many pages there is one more sample, dressed otherwise.
const REDRESSED: u32 = 3;
/// A page whose gold is found to less than this share teaches nothing.
const MIN_FOUND: f32 = 0.6;

/// From this confidence on an article of an HTML page stands for the gold that the page lacks.
const TRUSTED: f32 = 0.4;
/// The fewest words of such an article.
const MIN_WORDS: usize = 60;

/// The sets of which there are real flat texts.
const REAL: [&str; 3] = ["aeb", "andy", "fundus"];

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
    /// A page without gold, flattened here, of which the judge of HTML pages says what its article is.
    Guessed,
}

/// A text with the labels of its lines.
pub(crate) struct Sample {
    pub(crate) site: String,
    pub(crate) fold: usize,
    pub(crate) dress: Dress,
    pub(crate) document: TextDocument,
    /// The share of each line's words that are the gold's; negative where the gold does not say.
    pub(crate) labels: Vec<f32>,
    /// Words of the gold's body.
    pub(crate) gold_words: usize,
    /// Whether it is fit to learn from.
    pub(crate) sound: bool,
}

/// All samples, in the order of sets and pages. `teachers` are engines for HTML pages, one for each part of the sites, that have
/// not seen the part: they tell the articles of pages without gold, of which there are none where there are no teachers.
pub(crate) fn all(
    gold: &Path,
    doubtful: &HashMap<String, HashSet<String>>,
    teachers: &[Engine],
) -> Result<Vec<Sample>, Error> {
    let mut samples = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let names = [GoldSet::names(gold, true)?, GoldSet::names(gold, false)?].concat();
    for name in names {
        let set = GoldSet::read(gold, &name)?;
        let unsure = doubtful.get(name.trim_start_matches("flat/"));
        let made: Vec<Vec<Sample>> = set
            .pages
            .par_iter()
            .filter(|page| unsure.is_none_or(|unsure| !unsure.contains(&page.id)))
            .map(|page| if page.body.is_empty() { guessed(&set, page, teachers, &seen) } else { of_page(&set, page) })
            .collect::<Result<_, Error>>()?;
        samples.extend(made.into_iter().flatten());
        // Some sets share pages.
        seen.extend(set.pages.iter().flat_map(|page| [page.id.clone()].into_iter().chain(page.url.clone())));
    }
    Ok(samples)
}

/// A page without gold, with the article that a judge which has not seen its site takes it for.
fn guessed(set: &GoldSet, page: &GoldPage, teachers: &[Engine], seen: &HashSet<String>) -> Result<Vec<Sample>, Error> {
    let part = fold(&site(page), FOLDS as u32, 0) as usize;
    let is_new = !seen.contains(&page.id) && page.url.as_ref().is_none_or(|url| !seen.contains(url));
    let Some(teacher) = teachers.get(part).filter(|_| is_new) else { return Ok(Vec::new()) };
    let bytes = extraction::read_page(&set.file(page))?;
    let article = teacher.article(&PageInput { source: Some(GENERIC), ..PageInput::new(&bytes) });
    if article.confidence < TRUSTED || align::words(&article.text).len() < MIN_WORDS {
        return Ok(Vec::new());
    }
    let document = HtmlDocument::read(&bytes, None, Origin::default(), &copydesk_html::Limits::default());
    let taught = GoldPage {
        id: page.id.clone(),
        url: page.url.clone(),
        body: article.text,
        optional: Some(article.standfirst.into_iter().collect()),
        ..GoldPage::default()
    };
    Ok(sample(&taught, Dress::Guessed, &flatten(&document)).into_iter().collect())
}

fn of_page(set: &GoldSet, page: &GoldPage) -> Result<Vec<Sample>, Error> {
    let bytes = extraction::read_page(&set.file(page))?;
    let text = match set.form() {
        Form::Html => flatten(&HtmlDocument::read(&bytes, None, Origin::default(), &copydesk_html::Limits::default())),
        Form::Text => String::from_utf8_lossy(&bytes).into_owned(),
    };
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let mut samples = Vec::new();
    match set.form() {
        Form::Text => {
            samples.extend(sample(page, Dress::Real, &text));
        }
        Form::Html => {
            // Of the pages that are among the real flat texts, these stand for themselves.
            if !REAL.contains(&set.name.as_str()) {
                samples.extend(sample(page, Dress::Flattened, &text));
            }
            let other = if one_in(2, &page.body) {
                (Dress::Dense, lines().collect::<Vec<_>>().join("\n"))
            } else {
                (Dress::Spaced, lines().collect::<Vec<_>>().join("\n\n"))
            };
            if one_in(REDRESSED, &page.id) {
                samples.extend(sample(page, other.0, &other.1));
            }
            let body: Vec<&str> = page.body.lines().filter(|line| !line.trim().is_empty()).collect();
            samples.extend(sample(page, Dress::Clean, &body.join("\n\n")));
        }
    }
    Ok(samples)
}

fn sample(page: &GoldPage, dress: Dress, text: &str) -> Option<Sample> {
    let document = TextDocument::read(text, Origin::default(), &Limits::default());
    let lines: Vec<Vec<String>> = document.blocks().iter().map(|block| align::words(&block.text)).collect();
    let gold: Vec<Vec<String>> = page.body.lines().map(align::words).filter(|words| !words.is_empty()).collect();
    let gold_words = gold.iter().map(Vec::len).sum::<usize>();
    let mut found = 1.0;
    let labels = if dress == Dress::Clean {
        vec![1.0; lines.len()]
    } else {
        let optional: Vec<Vec<String>> = page.optional.iter().flatten().map(|text| align::words(text)).collect();
        let matched = align::matched(&lines, &gold)?;
        let there = matched.iter().flatten().filter(|&&there| there).count();
        found = there as f32 / gold_words.max(1) as f32;
        matched
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
    let (site, sound) = (site(page), found >= MIN_FOUND);
    Some(Sample { fold: fold(&site, FOLDS as u32, 0) as usize, site, dress, document, labels, gold_words, sound })
}

/// Whether a page is one in so many, by its id.
fn one_in(count: u32, id: &str) -> bool {
    fold(id, count, 3) == 0
}

//! What the trainer learns from: gold pages with a label for every block.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use copydesk_core::{Document as _, Form, Origin, StaticDocument};
use copydesk_html::{HtmlDocument, Limits};
use rayon::prelude::*;

use super::align::{matched, words};
use super::site::site;
use crate::error::Error;
use crate::extraction::read_page;
use crate::score::{GoldPage, GoldSet, normalised};

/// The sets with whole bodies.
pub(crate) const BODIES: [&str; 5] = ["aeb", "andy", "fundus", "fundus_eval", "wcxb"];
/// The sets with segments that must and must not be there.
pub(crate) const SEGMENTS: [&str; 1] = ["trafilatura"];

/// A page whose gold is found to less than this share on the page teaches nothing.
const MIN_FOUND: f32 = 0.6;
/// Below this share among the visible blocks, the gold is looked for among hidden ones too.
const MIN_VISIBLE: f32 = 0.9;
/// A block with fewer of its words in the gold is none of the body, with more it is.
const PART: std::ops::Range<f32> = 0.2..0.8;

/// A page with its labels.
pub(crate) struct Example {
    /// Set and id.
    pub(crate) name: String,
    /// Its site.
    pub(crate) site: String,
    /// The page.
    pub(crate) document: StaticDocument,
    /// For every block of the document the share of it that belongs to the body; none where the gold does not say.
    pub(crate) labels: Vec<Option<f32>>,
    /// The body; empty where the gold has only segments.
    pub(crate) body: String,
    /// Whether the body was taken out of the page.
    pub(crate) is_stripped: bool,
}

/// Words of an example's gold.
pub(crate) fn gold_words(example: &Example) -> usize {
    words(&example.body).len()
}

/// Reads all examples, in the order of the sets. Doubtful pages are left out.
pub(crate) fn read(gold: &Path, doubtful: &HashMap<String, HashSet<String>>) -> Result<Vec<Example>, Error> {
    let mut examples = Vec::new();
    for name in BODIES.into_iter().chain(SEGMENTS) {
        let set = GoldSet::read(gold, name)?;
        let unsure = doubtful.get(name);
        let pages: Vec<&GoldPage> =
            set.pages.iter().filter(|page| unsure.is_none_or(|unsure| !unsure.contains(&page.id))).collect();
        let read: Result<Vec<Option<Example>>, Error> = pages.into_par_iter().map(|page| example(&set, page)).collect();
        examples.extend(read?.into_iter().flatten());
    }
    Ok(examples)
}

fn example(set: &GoldSet, page: &GoldPage) -> Result<Option<Example>, Error> {
    let bytes = read_page(&set.file(page))?;
    let document = HtmlDocument::read(&bytes, None, Origin::default(), &Limits::default());
    let labels = if page.body.trim().is_empty() { segments(&document, page) } else { body(&document, page) };
    Ok(labels.map(|labels| Example {
        name: format!("{}/{}", set.name, page.id),
        site: site(page),
        document: StaticDocument {
            origin: Origin::default(),
            form: Form::Html,
            metadata: document.metadata().clone(),
            elements: document.elements().to_vec(),
            blocks: document.blocks().to_vec(),
            diagnostics: Vec::new(),
        },
        labels,
        body: page.body.clone(),
        is_stripped: false,
    }))
}

/// Labels by aligning the page's words with the gold's.
fn body(document: &HtmlDocument<'_>, page: &GoldPage) -> Option<Vec<Option<f32>>> {
    let optional: Vec<&str> = page.optional.iter().flatten().map(String::as_str).collect();
    let gold: Vec<Vec<String>> = page.body.lines().map(words).filter(|words| !words.is_empty()).collect();
    let all: usize = gold.iter().map(Vec::len).sum();
    let blocks = document.blocks();
    let mut found = Vec::new();
    for with_hidden in [false, true] {
        let ours: Vec<Vec<String>> = blocks
            .iter()
            .map(|block| if block.hidden && !with_hidden { Vec::new() } else { words(&block.text) })
            .collect();
        found = matched(&ours, &gold)?;
        let share = found.iter().flatten().filter(|&&is_gold| is_gold).count() as f32 / all.max(1) as f32;
        if share >= MIN_VISIBLE {
            break;
        }
        if with_hidden && share < MIN_FOUND {
            return None;
        }
    }
    let may_be: HashSet<String> = optional.iter().map(|text| words(text).concat()).collect();
    let captions: HashSet<String> = page.captions.iter().map(|text| words(text).concat()).collect();
    let signs: HashSet<&str> = page.body.lines().map(str::trim).filter(|line| words(line).is_empty()).collect();
    let label = |(block, found): (&copydesk_core::Block, &Vec<bool>)| {
        let own = words(&block.text);
        if own.is_empty() {
            // Signs alone ("* * *") are the body's where the gold has the same line.
            return (!block.text.is_empty()).then(|| f32::from(u8::from(signs.contains(block.text.trim()))));
        }
        let share = found.iter().filter(|&&is_gold| is_gold).count() as f32 / own.len() as f32;
        let whole = own.concat();
        if share < PART.start && (may_be.contains(&whole) || captions.contains(&whole)) {
            return None;
        }
        Some(if share < PART.start {
            0.0
        } else if share > PART.end {
            1.0
        } else {
            share
        })
    };
    Some(blocks.iter().zip(&found).map(label).collect())
}

/// Labels of the blocks that hold a segment which must, or must not, be there.
fn segments(document: &HtmlDocument<'_>, page: &GoldPage) -> Option<Vec<Option<f32>>> {
    let normal = |texts: &[String]| -> Vec<String> {
        texts.iter().map(|text| normalised(text)).filter(|text| text.chars().count() >= 8).collect()
    };
    let (wanted, unwanted) = (normal(&page.must_contain), normal(&page.must_not_contain));
    let labels: Vec<Option<f32>> = document
        .blocks()
        .iter()
        .map(|block| {
            if block.text.is_empty() || block.hidden {
                return None;
            }
            let own = normalised(&block.text);
            let holds = |segments: &[String]| segments.iter().any(|segment| own.contains(segment.as_str()));
            match (holds(&wanted), holds(&unwanted)) {
                (true, false) => Some(1.0),
                (false, true) => Some(0.0),
                _ => None,
            }
        })
        .collect();
    labels.iter().any(Option::is_some).then_some(labels)
}

/// The page without what belongs to the body: an article's page that holds none.
pub(crate) fn stripped(example: &Example) -> Example {
    let (mut document, mut labels) = (example.document.clone(), Vec::new());
    document.blocks.clear();
    document.metadata.article_body = None;
    for (block, label) in example.document.blocks.iter().zip(&example.labels) {
        if block.text.is_empty() || label.is_some_and(|label| label == 0.0) {
            document.blocks.push(block.clone());
            labels.push(label.map(|_| 0.0));
        }
    }
    Example {
        name: format!("{} stripped", example.name),
        site: example.site.clone(),
        document,
        labels,
        body: String::new(),
        is_stripped: true,
    }
}

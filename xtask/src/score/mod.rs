//! The figures by which extractions are measured against gold.
//!
//! - `word_f1`: the mean of the bag-of-words F1, words in lower case (the metric of the web content extraction
//!   benchmark WCXB);
//! - `shingle_*`: macro precision and recall over 4-grams of words, and the share of pages that are exactly right (the
//!   metric of article-extraction-benchmark);
//! - `with`, `without`: the share of segments that must (must not) be there and are (are not);
//! - `title`, `date`, `authors`: equality after normalisation, of authors the F1 of the sets;
//! - `captions`: the mean bag-of-words F1 of all caption text; no other scorer has it;
//! - `tags`: the mean F1 of the sets of tags, where the gold has any; it is mostly what a site's own data say, in one of several
//!   places that may differ;
//! - `standfirst`: the mean bag-of-words F1 of the standfirst, where the gold has one;
//! - `kinds`: precision, recall and F1 of kinds of blocks, where the gold tells them ([`KindFigures`]).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

mod gold;
mod kinds;
pub(crate) mod python;
#[cfg(test)]
mod reference_tests;

pub(crate) use gold::{GoldPage, GoldSet, Prediction};
pub(crate) use kinds::{KindFigures, Kinds};
pub(crate) use python::normalise as normalised;
use python::{fold_space, mean4, normalise, prefix, round4, words};

/// Words in a shingle.
const SHINGLE: usize = 4;

/// The figures of a set, each rounded to four digits; none where the set says nothing of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// Pages in the set.
    pub(crate) pages: usize,
    /// Pages without a prediction; each scores 0.
    pub(crate) missing: usize,
    /// Mean bag-of-words F1.
    pub(crate) word_f1: Option<f64>,
    /// Mean shingle precision.
    pub(crate) shingle_p: Option<f64>,
    /// Mean shingle recall.
    pub(crate) shingle_r: Option<f64>,
    /// F1 of the two means.
    pub(crate) shingle_f1: Option<f64>,
    /// Share of pages whose shingles are those of the gold.
    pub(crate) exact: Option<f64>,
    /// Share of `must_contain` that is there.
    #[serde(rename = "with_")]
    pub(crate) with: Option<f64>,
    /// Share of `must_not_contain` that is not there.
    pub(crate) without: Option<f64>,
    /// Share of titles that are right.
    pub(crate) title: Option<f64>,
    /// Share of dates that are right.
    pub(crate) date: Option<f64>,
    /// Mean F1 of the sets of authors.
    pub(crate) authors: Option<f64>,
    /// Mean bag-of-words F1 of the captions.
    #[serde(default)]
    pub(crate) captions: Option<f64>,
    /// Mean F1 of the sets of tags.
    #[serde(default)]
    pub(crate) tags: Option<f64>,
    /// Mean bag-of-words F1 of the standfirst.
    #[serde(default)]
    pub(crate) standfirst: Option<f64>,
    /// How well kinds of blocks are told, by the gold's name of the kind; [`Kinds`] fills it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) kinds: BTreeMap<String, KindFigures>,
}

/// A set's figures and the word F1 of each of its pages that has a body.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// The figures.
    pub(crate) figures: Figures,
    /// Word F1 and id, worst first.
    pub(crate) pages: Vec<(f64, String)>,
}

/// Scores predictions against gold pages.
pub(crate) fn score<'g>(
    pages: impl IntoIterator<Item = &'g GoldPage>,
    predictions: &HashMap<String, Prediction>,
) -> Score {
    let nothing = Prediction::default();
    let mut tally = Tally::default();
    for page in pages {
        let prediction = predictions.get(&page.id);
        tally.pages += 1;
        tally.missing += usize::from(prediction.is_none());
        tally.add(page, prediction.unwrap_or(&nothing));
    }
    tally.finish()
}

#[derive(Default)]
struct Tally {
    pages: usize,
    missing: usize,
    word: Vec<f64>,
    precision: Vec<f64>,
    recall: Vec<f64>,
    exact: usize,
    with: (usize, usize),
    without: (usize, usize),
    title: Vec<f64>,
    date: Vec<f64>,
    authors: Vec<f64>,
    captions: Vec<f64>,
    tags: Vec<f64>,
    standfirst: Vec<f64>,
    worst: Vec<(f64, String)>,
}

impl Tally {
    fn add(&mut self, page: &GoldPage, prediction: &Prediction) {
        let text = without_optional(&prediction.text, page.optional.as_deref());
        if let Some(f1) = word_f1(&text, &page.body) {
            self.word.push(f1);
            self.worst.push((f1, page.id.clone()));
            self.add_shingles(&text, &page.body);
        }
        let normal = normalise(&text);
        for segment in &page.must_contain {
            self.with.1 += 1;
            self.with.0 += usize::from(normal.contains(&normalise(segment)));
        }
        for segment in &page.must_not_contain {
            let segment = normalise(segment);
            self.without.1 += 1;
            self.without.0 += usize::from(segment.is_empty() || !normal.contains(&segment));
        }
        if let Some(title) = &page.title {
            self.title.push(share(normalise(&prediction.title) == normalise(title)));
        }
        if let Some(date) = &page.date {
            self.date.push(share(prefix(&prediction.published, 10) == prefix(date, 10)));
        }
        if !page.authors.is_empty() {
            self.authors.push(set_f1(&prediction.authors, &page.authors));
        }
        if !page.captions.is_empty() {
            let ours = prediction.captions.as_ref().map(|captions| captions.join(" ")).unwrap_or_default();
            self.captions.extend(word_f1(&ours, &page.captions.join(" ")));
        }
        if !page.tags.is_empty() {
            self.tags.push(set_f1(&prediction.tags, &page.tags));
        }
        if let Some(standfirst) = &page.standfirst {
            self.standfirst.extend(word_f1(&prediction.standfirst, standfirst));
        }
    }

    fn add_shingles(&mut self, text: &str, body: &str) {
        let (ours, gold) = (shingles(text), shingles(body));
        let found = overlap(&ours, &gold);
        let (ours, gold) = (ours.values().sum::<usize>(), gold.values().sum::<usize>());
        let (extra, lost) = (ours - found, gold - found);
        self.precision.push(match (ours, lost) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            _ => found as f64 / ours as f64,
        });
        self.recall.push(if gold == 0 { 1.0 } else { found as f64 / gold as f64 });
        self.exact += usize::from(extra == 0 && lost == 0);
    }

    fn finish(mut self) -> Score {
        let (precision, recall) = (mean4(&self.precision), mean4(&self.recall));
        let f1 = match (precision, recall) {
            (Some(p), Some(r)) if p > 0.0 && r > 0.0 => Some(round4(2.0 * p * r / (p + r))),
            _ => None,
        };
        let ratio = |(part, whole): (usize, usize)| (whole > 0).then(|| round4(part as f64 / whole as f64));
        let figures = Figures {
            pages: self.pages,
            missing: self.missing,
            word_f1: mean4(&self.word),
            shingle_p: precision,
            shingle_r: recall,
            shingle_f1: f1,
            exact: ratio((self.exact, self.word.len())),
            with: ratio(self.with),
            without: ratio(self.without),
            title: mean4(&self.title),
            date: mean4(&self.date),
            authors: mean4(&self.authors),
            captions: mean4(&self.captions),
            tags: mean4(&self.tags),
            standfirst: mean4(&self.standfirst),
            kinds: BTreeMap::new(),
        };
        self.worst.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        Score { figures, pages: self.worst }
    }
}

/// F1 of two sets of names, normalised; the gold's is not empty.
fn set_f1(ours: &[String], gold: &[String]) -> f64 {
    let [ours, gold] = [ours, gold].map(|names| names.iter().map(|name| normalise(name)).collect::<BTreeSet<String>>());
    2.0 * ours.intersection(&gold).count() as f64 / (ours.len() + gold.len()) as f64
}

fn share(right: bool) -> f64 {
    f64::from(u8::from(right))
}

/// Takes the optional paragraphs that are there out of a text, each once.
fn without_optional(text: &str, optional: Option<&[String]>) -> String {
    let Some(optional) = optional else { return text.to_owned() };
    let mut flat = fold_space(text).into_owned();
    for paragraph in optional {
        let paragraph = fold_space(paragraph);
        let paragraph = paragraph.trim_matches(' ');
        if !paragraph.is_empty() {
            flat = flat.replacen(paragraph, " ", 1);
        }
    }
    flat
}

/// Bag-of-words F1; none where the gold has no word.
pub(crate) fn word_f1(text: &str, gold: &str) -> Option<f64> {
    let (text, gold) = (text.to_lowercase(), gold.to_lowercase());
    let (ours, gold) = (bag(words(&text)), bag(words(&gold)));
    if gold.is_empty() {
        return None;
    }
    let both = overlap(&ours, &gold);
    if both == 0 {
        return Some(0.0);
    }
    let precision = both as f64 / ours.values().sum::<usize>() as f64;
    let recall = both as f64 / gold.values().sum::<usize>() as f64;
    Some(2.0 * precision * recall / (precision + recall))
}

/// The 4-grams of a text's words; a shorter text is one shingle.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = words(text).collect();
    match words.len() {
        0 => HashMap::new(),
        1..=SHINGLE => bag([words]),
        _ => bag(words.windows(SHINGLE).map(<[&str]>::to_vec)),
    }
}

fn bag<T: std::hash::Hash + Eq>(items: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    let mut bag = HashMap::new();
    for item in items {
        *bag.entry(item).or_insert(0) += 1;
    }
    bag
}

fn overlap<T: std::hash::Hash + Eq>(one: &HashMap<T, usize>, other: &HashMap<T, usize>) -> usize {
    one.iter().map(|(item, count)| other.get(item).map_or(0, |there| *count.min(there))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(id: &str, body: &str) -> GoldPage {
        GoldPage { id: id.to_owned(), body: body.to_owned(), ..GoldPage::default() }
    }

    fn predict(id: &str, text: &str) -> (String, Prediction) {
        (id.to_owned(), Prediction { text: text.to_owned(), ..Prediction::default() })
    }

    #[test]
    fn a_perfect_extraction_scores_one() {
        let pages = [page("a", "The ferry left at noon."), page("b", "Short.")];
        let score = score(&pages, &[predict("a", "The ferry left at noon."), predict("b", "Short")].into());
        assert_eq!(score.figures.word_f1, Some(1.0));
        assert_eq!(score.figures.shingle_f1, Some(1.0));
        assert_eq!(score.figures.exact, Some(1.0));
        assert_eq!(score.figures.title, None);
    }

    #[test]
    fn a_page_without_prediction_scores_zero() {
        let score = score(&[page("a", "One two three."), page("b", "Four.")], &[predict("b", "Four")].into());
        assert_eq!((score.figures.pages, score.figures.missing), (2, 1));
        assert_eq!(score.figures.word_f1, Some(0.5));
        assert_eq!(score.pages[0], (0.0, "a".to_owned()));
    }

    #[test]
    fn optional_text_is_neither_asked_for_nor_punished() {
        let mut gold = page("a", "The ferry left at noon.");
        gold.optional = Some(vec!["It was  late.".to_owned()]);
        for text in ["The ferry left at noon.", "It was late. The ferry left at noon."] {
            let score = score([&gold], &[predict("a", text)].into());
            assert_eq!(score.figures.word_f1, Some(1.0), "{text}");
        }
    }

    #[test]
    fn tags_are_scored_as_sets() {
        let tags = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let gold = GoldPage { tags: tags(&["Ferry", "Harbour"]), ..page("a", "") };
        let prediction = Prediction { tags: tags(&["ferry", "ferry", "Weather"]), ..Prediction::default() };
        let score = score([&gold, &page("b", "")], &[("a".to_owned(), prediction)].into());
        assert_eq!(score.figures.tags, Some(0.5));
    }

    #[test]
    fn a_standfirst_is_scored_where_the_gold_has_one() {
        let gold = GoldPage { standfirst: Some("It was late.".to_owned()), ..page("a", "") };
        let prediction = Prediction { standfirst: "It was".to_owned(), ..Prediction::default() };
        let score = score([&gold, &page("b", "")], &[("a".to_owned(), prediction)].into());
        assert_eq!(score.figures.standfirst, Some(0.8));
    }

    #[test]
    fn segments_are_found_whatever_their_punctuation() {
        let mut gold = page("a", "");
        gold.must_contain = vec!["the FERRY, left".to_owned(), "a train".to_owned()];
        gold.must_not_contain = vec!["Subscribe!".to_owned(), "noon".to_owned(), "…".to_owned()];
        let score = score([&gold], &[predict("a", "The ferry left at noon.")].into());
        assert_eq!(score.figures.with, Some(0.5));
        assert_eq!(score.figures.without, Some(0.6667));
        assert_eq!(score.figures.word_f1, None);
    }
}

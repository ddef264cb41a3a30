//! What a run over several inputs came to, in one line.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use copydesk_core::{Article, Form};
use copydesk_engine::codes::{EMPTY_BODY, EMPTY_INPUT, NO_ARTICLE, NO_LAYOUT};
use copydesk_engine::{Engine, GENERIC, Source};

use crate::failure::say;

/// Fewer pages of a source tell nothing of its rules: any may be odd.
const FEWEST_PAGES: usize = 3;

/// What is counted of an article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    source: Option<String>,
    confidence: f32,
    is_empty: bool,
    is_no_article: bool,
    /// What it tells of its source; none of what is probably no article, or not even a page.
    told: Option<Told>,
}

/// What an article tells of its source.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Told {
    /// Whether the source left nothing, or hardly anything.
    is_emptied: bool,
    /// Whether the page shows one of the source's layouts; none of a flat text and where the source names no layouts.
    layout: Option<bool>,
}

impl Outcome {
    /// What is counted of an article that the engine made of a page in this form.
    pub(crate) fn of(article: &Article, form: Form, engine: &Engine) -> Self {
        let says = |code: &str| article.diagnostics.iter().any(|diagnostic| diagnostic.code == code);
        let source = article.source.as_deref().and_then(|name| engine.source(name));
        let has_layouts = form == Form::Html && source.is_some_and(Source::has_layouts);
        let is_no_article = says(NO_ARTICLE);
        // Where a page shows no text, no layout is looked for.
        let is_shell = article.text.is_empty() && !says(EMPTY_BODY) && !says(NO_LAYOUT);
        let layout = (has_layouts && !is_shell).then(|| !says(NO_LAYOUT));
        let told = Told { is_emptied: says(EMPTY_BODY), layout };
        Self {
            source: article.source.clone(),
            confidence: article.confidence,
            is_empty: article.text.is_empty(),
            is_no_article,
            told: Some(told).filter(|_| !is_no_article && !says(EMPTY_INPUT)),
        }
    }
}

/// What the inputs of a run came to.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) articles: usize,
    pub(crate) failed: usize,
    empty: usize,
    no_articles: usize,
    /// By source; [`GENERIC`] stands for none.
    sources: BTreeMap<String, Tally>,
}

#[derive(Debug, Default)]
struct Tally {
    pages: usize,
    confidence: f64,
    /// Pages that tell something of their source.
    telling: usize,
    /// Of these those of which it left hardly anything.
    emptied: usize,
    /// Of these those on which a layout was looked for, and on which one was found.
    layouts: usize,
    found: usize,
}

impl Tally {
    /// Whether most pages show none of the source's layouts.
    fn lacks_layout(&self) -> bool {
        self.layouts >= FEWEST_PAGES && self.found * 2 < self.layouts
    }

    /// Whether the source empties most pages.
    fn empties(&self) -> bool {
        self.telling >= FEWEST_PAGES && self.emptied * 2 > self.telling
    }
}

impl Summary {
    /// Counts an article.
    pub(crate) fn count(&mut self, outcome: Outcome) {
        self.articles += 1;
        self.empty += usize::from(outcome.is_empty);
        self.no_articles += usize::from(outcome.is_no_article);
        let tally = self.sources.entry(outcome.source.unwrap_or_else(|| GENERIC.to_owned())).or_default();
        tally.pages += 1;
        tally.confidence += f64::from(outcome.confidence);
        if let Some(told) = outcome.told {
            tally.telling += 1;
            tally.emptied += usize::from(told.is_emptied);
            tally.layouts += usize::from(told.layout.is_some());
            tally.found += usize::from(told.layout == Some(true));
        }
    }

    /// Tells it of a run over several inputs: as a warning where something is to be done about a source, and else with `-v`.
    pub(crate) fn tell(&self, is_single: bool, took: Duration) {
        if is_single {
            return;
        }
        let line = self.line(took);
        if let Some(advice) = self.advice() {
            tracing::warn!("{line}; {advice}");
        } else {
            tracing::info!("{line}");
        }
        if self.failed > 0 {
            say(&format!("{} of {} inputs failed", self.failed, self.failed + self.articles));
        }
    }

    /// What is to be done about sources: fewer than half of the pages of one show any of its layouts, or it left hardly anything of
    /// more than half.
    fn advice(&self) -> Option<String> {
        let any = |is_so: fn(&Tally) -> bool| self.sources.values().any(is_so);
        let layout = any(Tally::lacks_layout).then_some("a site with a new layout needs a [[body]] for it");
        let empties = any(Tally::empties)
            .then_some("`copydesk explain` shows which rules of a source leave hardly anything of its pages");
        let all: Vec<&str> = layout.into_iter().chain(empties).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// The line: the counts of the run, then those of each source, by name.
    fn line(&self, took: Duration) -> String {
        let inputs = self.articles + self.failed;
        let mut line = format!(
            "{} in {:.1} s: {}, {} failed, {} said to be no article, {} without text",
            counted(inputs, "input"),
            took.as_secs_f64(),
            counted(self.articles, "article"),
            self.failed,
            self.no_articles,
            self.empty,
        );
        for (name, tally) in &self.sources {
            // Writing to a String cannot fail.
            let _ = write!(line, "; {name}: {}", counted(tally.pages, "page"));
            if tally.layouts > 0 {
                let _ = write!(line, ", layout found on {} of {}", tally.found, tally.layouts);
            }
            if tally.emptied > 0 {
                let _ = write!(line, ", hardly anything left of {}", tally.emptied);
            }
            let _ = write!(line, ", mean confidence {:.2}", tally.confidence / tally.pages as f64);
        }
        line
    }
}

/// How many there are of something.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(source: Option<&str>, confidence: f32, layout: Option<bool>) -> Outcome {
        let (source, told) = (source.map(str::to_owned), Some(Told { is_emptied: false, layout }));
        Outcome { source, confidence, is_empty: confidence == 0.0, is_no_article: false, told }
    }

    fn summary(outcomes: impl IntoIterator<Item = Outcome>, failed: usize) -> Summary {
        let mut summary = Summary { failed, ..Summary::default() };
        outcomes.into_iter().for_each(|outcome| summary.count(outcome));
        summary
    }

    #[track_caller]
    fn check(outcomes: &[Outcome], failed: usize, expected: &str) {
        assert_eq!(summary(outcomes.iter().cloned(), failed).line(Duration::from_millis(1250)), expected);
    }

    #[test]
    fn a_run_is_told_in_one_line() {
        check(&[], 2, "2 inputs in 1.2 s: 0 articles, 2 failed, 0 said to be no article, 0 without text");
        check(
            &[outcome(None, 0.5, None)],
            0,
            "1 input in 1.2 s: 1 article, 0 failed, 0 said to be no article, 0 without text; generic: 1 page, mean \
             confidence 0.50",
        );
        check(
            &[
                outcome(None, 0.5, None),
                outcome(Some("metro"), 0.9, Some(true)),
                Outcome {
                    told: Some(Told { is_emptied: true, layout: Some(false) }),
                    ..outcome(Some("metro"), 0.0, None)
                },
                outcome(Some("metro"), 0.6, None),
                Outcome { is_no_article: true, told: None, ..outcome(Some("metro"), 0.5, None) },
            ],
            1,
            "6 inputs in 1.2 s: 5 articles, 1 failed, 1 said to be no article, 1 without text; generic: 1 page, mean \
             confidence 0.50; metro: 4 pages, layout found on 1 of 2, hardly anything left of 1, mean confidence 0.50",
        );
    }

    /// What is advised where a source has some pages of each sort.
    #[track_caller]
    fn check_advice(sorts: &[(usize, Outcome)], expected: &[&str]) {
        let outcomes = sorts.iter().flat_map(|(count, outcome)| vec![outcome.clone(); *count]);
        let advice = summary(outcomes, 0).advice().unwrap_or_default();
        for part in ["needs a [[body]]", "which rules of a source"] {
            assert_eq!(advice.contains(part), expected.contains(&part), "{part}: {advice}");
        }
    }

    #[test]
    fn what_most_pages_of_a_source_suffer_from_is_told() {
        let good = outcome(Some("metro"), 0.9, Some(true));
        let new = outcome(Some("metro"), 0.9, Some(false));
        let emptied = Outcome { told: Some(Told { is_emptied: true, layout: Some(true) }), ..good.clone() };
        let index = Outcome { is_no_article: true, told: None, ..new.clone() };
        let (body, rules) = ("needs a [[body]]", "which rules of a source");
        check_advice(&[(1, good.clone()), (2, new.clone())], &[body]);
        check_advice(&[(2, good.clone()), (2, new.clone())], &[]);
        check_advice(&[(2, new.clone())], &[]);
        check_advice(&[(1, good.clone()), (2, index.clone())], &[]);
        check_advice(&[(1, good.clone()), (2, emptied.clone()), (9, index)], &[rules]);
        check_advice(&[(2, good), (2, emptied.clone())], &[]);
        check_advice(&[(3, emptied), (4, new)], &[body]);
    }
}

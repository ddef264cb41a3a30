//! What a run over several inputs came to, in one line.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use copydesk_core::{Article, Span};
use copydesk_engine::{Engine, GENERIC, Source};

use crate::failure::say;

/// What is counted of an article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    source: Option<String>,
    confidence: f32,
    is_empty: bool,
    is_none: bool,
    /// Whether it shows one of its source's layouts; none of a flat text and where the source names no layouts.
    layout: Option<bool>,
}

impl Outcome {
    /// What is counted of an article that the engine made.
    pub(crate) fn of(article: &Article, engine: &Engine) -> Self {
        let says = |code: &str| article.diagnostics.iter().any(|diagnostic| diagnostic.code == code);
        let source = article.source.as_deref().and_then(|name| engine.source(name));
        let has_layouts = source.is_some_and(Source::has_layouts);
        // What keeps no block does not tell whether it is a flat text.
        let layout = match article.blocks.first().map(|block| block.span) {
            _ if says("rules/no-layout") => Some(false),
            Some(Span::Bytes(..)) if has_layouts => Some(true),
            _ => None,
        };
        Self {
            source: article.source.clone(),
            confidence: article.confidence,
            is_empty: article.text.is_empty(),
            is_none: says("generic/no-article"),
            layout,
        }
    }
}

/// What the inputs of a run came to.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) articles: usize,
    pub(crate) failed: usize,
    empty: usize,
    none: usize,
    /// By source; [`GENERIC`] stands for none.
    sources: BTreeMap<String, Tally>,
}

#[derive(Debug, Default)]
struct Tally {
    pages: usize,
    /// Pages on which a layout was looked for, and on which one was found.
    layouts: usize,
    found: usize,
    confidence: f64,
}

impl Summary {
    /// Counts an article.
    pub(crate) fn count(&mut self, outcome: Outcome) {
        self.articles += 1;
        self.empty += usize::from(outcome.is_empty);
        self.none += usize::from(outcome.is_none);
        let tally = self.sources.entry(outcome.source.unwrap_or_else(|| GENERIC.to_owned())).or_default();
        tally.pages += 1;
        tally.layouts += usize::from(outcome.layout.is_some());
        tally.found += usize::from(outcome.layout == Some(true));
        tally.confidence += f64::from(outcome.confidence);
    }

    /// Tells it of a run over several inputs: where fewer than half of the pages of a source show one of its layouts as a
    /// warning, for the site may have a new one, and else with `-v`.
    pub(crate) fn tell(&self, is_single: bool, took: Duration) {
        if is_single {
            return;
        }
        if self.sources.values().any(|tally| tally.found * 2 < tally.layouts) {
            tracing::warn!("{}; a site with a new layout needs a [[body]] for it", self.line(took));
        } else {
            tracing::info!("{}", self.line(took));
        }
        if self.failed > 0 {
            say(&format!("{} of {} inputs failed", self.failed, self.failed + self.articles));
        }
    }

    /// The line: the counts of the run, then those of each source, by name.
    fn line(&self, took: Duration) -> String {
        let inputs = self.articles + self.failed;
        let mut line = format!(
            "{inputs} inputs in {:.1} s: {} articles, {} failed, {} said to be no article, {} without text",
            took.as_secs_f64(),
            self.articles,
            self.failed,
            self.none,
            self.empty,
        );
        for (name, tally) in &self.sources {
            let pages = if tally.pages == 1 { "page" } else { "pages" };
            // Writing to a String cannot fail.
            let _ = write!(line, "; {name}: {} {pages}", tally.pages);
            if tally.layouts > 0 {
                let _ = write!(line, ", layout found on {} of {}", tally.found, tally.layouts);
            }
            let _ = write!(line, ", mean confidence {:.2}", tally.confidence / tally.pages as f64);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(source: Option<&str>, confidence: f32, layout: Option<bool>) -> Outcome {
        let source = source.map(str::to_owned);
        Outcome { source, confidence, is_empty: confidence == 0.0, is_none: false, layout }
    }

    #[track_caller]
    fn check(outcomes: &[Outcome], failed: usize, expected: &str) {
        let mut summary = Summary { failed, ..Summary::default() };
        for outcome in outcomes {
            summary.count(outcome.clone());
        }
        assert_eq!(summary.line(Duration::from_millis(1250)), expected);
    }

    #[test]
    fn a_run_is_told_in_one_line() {
        check(&[], 2, "2 inputs in 1.2 s: 0 articles, 2 failed, 0 said to be no article, 0 without text");
        check(
            &[
                outcome(None, 0.5, None),
                outcome(Some("metro"), 0.9, Some(true)),
                outcome(Some("metro"), 0.0, Some(false)),
                outcome(Some("metro"), 0.6, None),
            ],
            1,
            "5 inputs in 1.2 s: 4 articles, 1 failed, 0 said to be no article, 1 without text; generic: 1 page, mean \
             confidence 0.50; metro: 3 pages, layout found on 1 of 2, mean confidence 0.50",
        );
    }
}

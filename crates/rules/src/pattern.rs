//! Regular expressions that are compiled at once, or when a page first asks for them.
//!
//! Compiling the patterns of a source costs more than extracting a page. Those of a file that was checked before, as the
//! built-in ones are, wait until a page of the source is there.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use copydesk_core::{Block, Shape};
use regex::{Regex, RegexSet, RegexSetBuilder};

use crate::wider::wider;

/// The most memory that all patterns of a source together may take, in bytes.
const SET_SIZE_LIMIT: usize = 64 << 20;

/// A regular expression.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
    /// The same without its word boundaries, where it has such.
    wider: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// One that is compiled already.
    pub(crate) fn compiled(regex: Regex) -> Self {
        Self { text: regex.as_str().to_owned(), regex: OnceLock::from(regex), wider: OnceLock::new() }
    }

    /// One that is known to compile.
    pub(crate) fn deferred(text: impl Into<String>) -> Self {
        Self { text: text.into(), regex: OnceLock::new(), wider: OnceLock::new() }
    }

    /// The expression.
    pub(crate) fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            Regex::new(&self.text)
                .expect("only the patterns of a file that was checked before are not compiled at once")
        })
    }

    /// Whether the expression matches somewhere in a text. That costs many times more where the text is not of ASCII alone and
    /// the expression asks for a word's boundary: so it is asked without its boundaries first, and what that does not match,
    /// the expression does not.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        (text.is_ascii() || self.may_match(text)) && self.regex().is_match(text)
    }

    fn may_match(&self, text: &str) -> bool {
        let wider = self.wider.get_or_init(|| wider(&self.text).and_then(|wider| Regex::new(&wider).ok()));
        wider.as_ref().is_none_or(|wider| wider.is_match(text))
    }
}

/// A block's text as expressions see it: on one line, as its reader would quote it, but for code. Every byte stays where it
/// is.
pub(crate) fn on_one_line(block: &Block) -> Cow<'_, str> {
    part_on_one_line(block, 0..block.text.len())
}

/// The same of a part of a block, in bytes of its text.
pub(crate) fn part_on_one_line(block: &Block, part: Range<usize>) -> Cow<'_, str> {
    let text = &block.text[part];
    if block.shape == Shape::Code || !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('\n', " "))
}

/// Regular expressions that are looked for together.
#[derive(Debug, Clone)]
pub(crate) struct PatternSet {
    texts: Vec<String>,
    set: OnceLock<RegexSet>,
    /// For texts that are not of ASCII alone: the set without word boundaries, and the expressions one by one.
    wider: OnceLock<Option<(RegexSet, Vec<Pattern>)>>,
}

impl PatternSet {
    /// A set that is compiled already.
    ///
    /// # Errors
    /// The problem, where the expressions take too much memory together.
    pub(crate) fn compiled(texts: Vec<String>) -> Result<Self, regex::Error> {
        let set = Self::build(&texts)?;
        Ok(Self { texts, set: OnceLock::from(set), wider: OnceLock::new() })
    }

    /// A set that is known to compile.
    pub(crate) fn deferred(texts: Vec<String>) -> Self {
        Self { texts, set: OnceLock::new(), wider: OnceLock::new() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The numbers of those that match a text.
    pub(crate) fn matches(&self, text: &str) -> Vec<usize> {
        if !text.is_ascii()
            && let Some((wider, patterns)) = self.wider()
        {
            return wider.matches(text).into_iter().filter(|&number| patterns[number].regex().is_match(text)).collect();
        }
        let set = self.set.get_or_init(|| {
            Self::build(&self.texts)
                .expect("only the patterns of a file that was checked before are not compiled at once")
        });
        set.matches(text).into_iter().collect()
    }

    /// None where no expression has a boundary, or all together take too much memory without them.
    fn wider(&self) -> Option<&(RegexSet, Vec<Pattern>)> {
        let made = self.wider.get_or_init(|| {
            let wide: Vec<Option<String>> = self.texts.iter().map(|text| wider(text)).collect();
            if wide.iter().all(Option::is_none) {
                return None;
            }
            let texts: Vec<String> =
                wide.into_iter().zip(&self.texts).map(|(wide, text)| wide.unwrap_or_else(|| text.clone())).collect();
            let patterns = self.texts.iter().map(Pattern::deferred).collect();
            Some((Self::build(&texts).ok()?, patterns))
        });
        made.as_ref()
    }

    fn build(texts: &[String]) -> Result<RegexSet, regex::Error> {
        RegexSetBuilder::new(texts).size_limit(SET_SIZE_LIMIT).build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, texts: &[(&str, bool)]) {
        let regex = Regex::new(pattern).expect("the pattern is sound");
        let (one, set) =
            (Pattern::deferred(pattern), PatternSet::deferred(vec!["never".to_owned(), pattern.to_owned()]));
        for &(text, expected) in texts {
            assert_eq!(regex.is_match(text), expected, "{pattern} in {text}");
            assert_eq!(one.is_match(text), expected, "{pattern} in {text}");
            assert_eq!(set.matches(text), if expected { vec![1] } else { vec![] }, "{pattern} in {text}");
        }
    }

    #[test]
    fn boundaries_hold_in_any_text() {
        let texts =
            [("he told Ness", true), ("‘told Ness’", true), ("he told Nessen – so", false), ("– un‑told", false)];
        check(r"\btold Ness\b", &texts);
        check(r"(?i)^(?:TOLD\b|he told) ness\b", &[("‘told Ness’", false), ("he told Ness’s", true)]);
        check(r"told\B", &[("‘tolden’", true), ("‘told’", false), ("told", false)]);
        check(r"(?:\bé|ü\b){2}", &[("éü", true), ("é é", false), ("a éé", false), ("ü", false)]);
        check("told", &[("‘told’", true), ("‘tol’", false)]);
    }
}

//! Regular expressions that are compiled at once, or when a page first asks for them.
//!
//! Compiling the patterns of a source costs more than extracting a page. Those of a file that was checked before, as the
//! built-in ones are, wait until a page of the source is there.

use std::sync::OnceLock;

use regex::{Regex, RegexSet, RegexSetBuilder};

/// The most memory that all patterns of a source together may take, in bytes.
const SET_SIZE_LIMIT: usize = 64 << 20;

/// A regular expression.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
}

impl Pattern {
    /// One that is compiled already.
    pub(crate) fn compiled(regex: Regex) -> Self {
        Self { text: regex.as_str().to_owned(), regex: OnceLock::from(regex) }
    }

    /// One that is known to compile.
    pub(crate) fn deferred(text: impl Into<String>) -> Self {
        Self { text: text.into(), regex: OnceLock::new() }
    }

    /// The expression.
    pub(crate) fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            Regex::new(&self.text)
                .expect("only the patterns of a file that was checked before are not compiled at once")
        })
    }
}

/// Regular expressions that are looked for together.
#[derive(Debug, Clone)]
pub(crate) struct PatternSet {
    texts: Vec<String>,
    set: OnceLock<RegexSet>,
}

impl PatternSet {
    /// A set that is compiled already.
    ///
    /// # Errors
    /// The problem, where the expressions take too much memory together.
    pub(crate) fn compiled(texts: Vec<String>) -> Result<Self, regex::Error> {
        let set = Self::build(&texts)?;
        Ok(Self { texts, set: OnceLock::from(set) })
    }

    /// A set that is known to compile.
    pub(crate) fn deferred(texts: Vec<String>) -> Self {
        Self { texts, set: OnceLock::new() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The numbers of those that match a text.
    pub(crate) fn matches(&self, text: &str) -> regex::SetMatches {
        let set = self.set.get_or_init(|| {
            Self::build(&self.texts)
                .expect("only the patterns of a file that was checked before are not compiled at once")
        });
        set.matches(text)
    }

    fn build(texts: &[String]) -> Result<RegexSet, regex::Error> {
        RegexSetBuilder::new(texts).size_limit(SET_SIZE_LIMIT).build()
    }
}

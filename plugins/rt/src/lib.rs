//! RT, formerly Russia Today: news and columns in English.
//!
//! # Site
//! `rt.com` and mirror hosts. Class names follow BEM (`article__heading`, `article__text`) since 2014; dates are written
//! `4 Feb, 2019 13:01`, with "Published time:" and "Edited time:" before them until 2018. Flat texts carry the names of
//! the icon sprite as their first line.
//!
//! # Recognises
//! The TOML file knows the prompts. This crate adds what takes more than one line to see: a date line in RT's form
//! above a headline, and the headline repeated below it (see [`recognition`]).
//!
//! # Cleans
//! What the TOML file cannot say: who wrote a column and what the paper tells of them (see [`authors`]), and credits of
//! pictures that are not there, or have no caption (see [`credits`]). A caption or date line is no summary (see
//! [`summary`]).
//!
//! # Known gaps
//! - Until 2018 the summary ended in a full stop: in flat text it cannot be told from the first paragraph, and stays one.
//! - In flat text with many labels, a last sentence of a few words behind a related link may be left out with it.
//! - The editions in other languages share the markup, but the patterns of the text are English.

use copydesk_core::{Document, Draft, ExtractError, Extractor, Recognition, SourceInfo};
use serde::Deserialize;

mod authors;
mod credits;
mod recognition;
mod summary;

/// What `[options]` in the source's TOML file may say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RtOptions {
    /// Whether what the paper tells of a column's author stays in the body.
    pub keep_author_bio: bool,
}

/// The cleaner.
#[derive(Debug, Clone)]
pub struct Rt {
    source: SourceInfo,
    options: RtOptions,
}

impl Rt {
    /// The cleaner with its options.
    pub fn new(options: RtOptions) -> Self {
        let source = SourceInfo {
            name: "rt".to_owned(),
            title: "RT".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..SourceInfo::default()
        };
        Self { source, options }
    }
}

impl Extractor for Rt {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn recognise(&self, document: &dyn Document) -> Recognition {
        recognition::recognise(document)
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        authors::amend(draft, self.options.keep_author_bio)?;
        credits::amend(draft)?;
        summary::amend(draft)
    }
}

copydesk_abi::declare_source! { name: "rt", extractor: Rt, options: RtOptions }

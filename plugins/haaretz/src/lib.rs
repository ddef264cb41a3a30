//! Haaretz, English edition.
//!
//! # Site
//! `haaretz.com`. Until 2019 the pages carried microdata; from 2020 to 2022 a React layout with `data-test` attributes and
//! obfuscated class names; since then `article > div > header` and `section`. Flat texts have the headline, the
//! standfirst, a caption with its credit on the next line, and links to other articles between the paragraphs.
//!
//! # Recognises
//! The TOML file knows the prompts and labels. Many flat texts hold none and do not name the paper either: this crate
//! adds the shape of their head, and what they write about (see [`recognition`]).
//!
//! # Cleans
//! What the TOML file cannot say: captions below gallery labels and credits below captions (see [`pictures`]), headline,
//! standfirst and writers above all that (see [`head`]), agencies where a writer's name belongs (see [`agencies`]), and
//! the entries of live blogs (see [`updates`]).
//!
//! # Known gaps
//! - The caption of a lead picture without a credit reads like a standfirst, and may be taken for one.
//! - Pages behind the paywall end where it begins.

use copydesk_core::{Document, Draft, ExtractError, Extractor, Recognition, SourceInfo};
use serde::Deserialize;

mod agencies;
mod head;
mod lost;
mod pictures;
mod recognition;
mod updates;

/// What `[options]` in the source's TOML file may say. There is nothing to choose yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HaaretzOptions {}

/// The cleaner.
#[derive(Debug, Clone)]
pub struct Haaretz {
    source: SourceInfo,
}

impl Haaretz {
    /// The cleaner with its options.
    pub fn new(HaaretzOptions {}: HaaretzOptions) -> Self {
        Self {
            source: SourceInfo {
                name: "haaretz".to_owned(),
                title: "Haaretz".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                ..SourceInfo::default()
            },
        }
    }
}

impl Extractor for Haaretz {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn recognise(&self, document: &dyn Document) -> Recognition {
        recognition::recognise(document)
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        lost::amend(draft)?;
        pictures::amend(draft)?;
        head::amend(draft)?;
        agencies::amend(draft)?;
        updates::amend(draft)
    }
}

copydesk_abi::declare_source! { name: "haaretz", extractor: Haaretz, options: HaaretzOptions }

//! LabourList: news and comment about the British Labour Party.
//!
//! # Site
//! `labourlist.org`, a site of `WordPress` whose theme changed several times since 2009; the class names of `WordPress` itself
//! (`entry-content`, `entry-meta`, `rel=author`) hold through most of them. Dates are written `4th February, 2019, 9:00 am`.
//!
//! # Recognises
//! By the TOML file alone: the house voice ("LabourList understands"), the requests for donations, tips and readers of
//! the morning email. Being quoted by others ("told LabourList") is never enough.
//!
//! # Cleans
//! What the TOML file cannot say: the head of a flat text, where category, writer and date stand on lines of their own
//! (see [`head`]), and the donation box, whose lines change from year to year (see [`donations`]).
//!
//! # Known gaps
//! - A flat text without headline, date or any mention of LabourList shows nothing that tells it from other papers.
//! - What guest writers say of themselves at the end ("Ann Smith is a councillor in Ness.") stays in the body.

use copydesk_core::{Draft, ExtractError, Extractor, SourceInfo};
use serde::Deserialize;

mod donations;
mod head;

/// What `[options]` in the source's TOML file may say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LabourListOptions {
    /// Whether requests for donations stay in the body.
    pub keep_donation_box: bool,
}

/// The cleaner.
#[derive(Debug, Clone)]
pub struct LabourList {
    source: SourceInfo,
    options: LabourListOptions,
}

impl LabourList {
    /// The cleaner with its options.
    pub fn new(options: LabourListOptions) -> Self {
        let source = SourceInfo {
            name: "labourlist".to_owned(),
            title: "LabourList".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..SourceInfo::default()
        };
        Self { source, options }
    }
}

impl Extractor for LabourList {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        head::amend(draft)?;
        if self.options.keep_donation_box { Ok(()) } else { donations::amend(draft) }
    }
}

copydesk_abi::declare_source! { name: "labourlist", extractor: LabourList, options: LabourListOptions }

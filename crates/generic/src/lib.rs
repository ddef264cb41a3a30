//! The extractor that knows no source.
//!
//! A [`Judge`] says of every block whether it belongs to the article and as what; then tweets and captions are typed, and
//! fields are resolved from the candidates the page offers. What any paper's page or flattened text may hold (share
//! prompts, repeated headlines, icon rows, flattened tweets) is known here; what is one paper's own stands in its source.
#![forbid(unsafe_code)]

mod alike_headings;
mod announcements;
mod boilerplate;
mod captions;
mod classes;
mod company;
mod containers;
mod cut_out;
mod decimal;
mod decoration;
mod fast;
pub mod features;
mod fields;
pub mod flat;
mod footers;
mod icons;
mod illustrations;
pub mod judge;
mod kinds;
pub mod learned;
mod lexical;
mod mentions;
pub mod model;
mod names;
mod no_article;
mod page;
mod page_captions;
mod phrases;
mod pictures;
mod pull_quotes;
mod repeats;
mod scan;
mod separators;
mod site_name;
mod teasers;
mod tongue;
mod typing;

pub use flat::{FlatJudge, LearnedFlatJudge};
pub use judge::{Judge, Judgement, PageJudgement, Reasons};
pub use learned::LearnedJudge;
pub use page::PageJudge;

use copydesk_core::{Diagnostic, Draft, ExtractError, Extractor, Form, SourceInfo, Verdict};

use judge::Read;
use lexical::Lexical;

/// The generic extractor.
pub struct Generic {
    source: SourceInfo,
    page: Box<dyn Judge>,
    flat: Box<dyn Judge>,
}

impl Generic {
    /// The generic extractor with the judges that are built in.
    pub fn new() -> Self {
        Self::with_judges(Box::new(LearnedJudge::built_in()), Box::new(LearnedFlatJudge::built_in()))
    }

    /// The generic extractor with other judges: one for HTML, one for flat text.
    pub fn with_judges(page: Box<dyn Judge>, flat: Box<dyn Judge>) -> Self {
        let source = SourceInfo {
            name: "generic".to_owned(),
            title: "Generic".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            hosts: Vec::new(),
            languages: Vec::new(),
        };
        Self { source, page, flat }
    }
}

impl Default for Generic {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor for Generic {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        let document = draft.document();
        let judge = match document.form() {
            Form::Html => &self.page,
            Form::Text => &self.flat,
        };
        let reasons = if draft.wants_reasons() { Reasons::Wanted } else { Reasons::Unwanted };
        let PageJudgement { blocks: judgements, confidence: said, no_article, read } =
            judge.judge_page(document, reasons);
        let read = read.unwrap_or_else(|| Read::of(document));
        let said = said.unwrap_or_else(|| confidence(&read.counts, &judgements));
        draft.decide_all(judgements.into_iter().map(|judgement| {
            let verdict = if judgement.is_kept() { Verdict::Keep(judgement.kind) } else { Verdict::Drop };
            (verdict, judgement.rule)
        }))?;
        typing::tweets(draft)?;
        if document.form() == Form::Html {
            decoration::drop_pictures(draft)?;
            illustrations::keep_lead(draft)?;
        }
        typing::captions(draft, &read)?;
        match document.form() {
            Form::Html => {
                // What becomes of the blocks hangs on no field, but for offers beside a prompt and pages that are none.
                if let Err(error) = fields::resolve(draft, &read) {
                    draft.diagnose(Diagnostic::new("generic/fields-failed", error.to_string()));
                }
                kinds::tell(draft, &read.counts)?;
                illustrations::keep_announced(draft)?;
                illustrations::leave_out(draft, &read)?;
                decoration::drop_signs(draft)?;
                pull_quotes::drop(draft, &read)?;
            }
            Form::Text => {
                if let Err(error) = flat::head::resolve(draft) {
                    draft.diagnose(Diagnostic::new("generic/fields-failed", error.to_string()));
                }
            }
        }
        draft.set_confidence(said);
        let told = no_article::tell(draft, &read, said)?;
        if draft.wants_reasons() {
            boilerplate::note(draft, &read);
        }
        if let Some(why) = no_article.or(told) {
            draft.diagnose(Diagnostic::new("generic/no-article", format!("the page is no article: {why}")));
        }
        Ok(())
    }
}

/// Words of kept text from which length no longer lowers the confidence.
const ENOUGH_WORDS: f32 = 120.0;

/// How sure the judgements are, weighed by words, and lowered where little is kept.
fn confidence(counts: &[Lexical], judgements: &[Judgement]) -> f32 {
    let (mut kept, mut all, mut sure) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (judgement, counts) in judgements.iter().zip(counts) {
        let words = counts.words as f32;
        all += words;
        sure += words * judgement.keep.max(1.0 - judgement.keep);
        if judgement.is_kept() {
            kept += words;
        }
    }
    if all == 0.0 { 0.0 } else { (sure / all) * (kept / ENOUGH_WORDS).min(1.0) }
}

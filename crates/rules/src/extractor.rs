//! The compiled form of a source file.

use copydesk_core::{Document, Draft, ExtractError, Extractor, Recognition, SourceInfo};

use crate::compile::{
    BodyStep, CreditStep, CutStep, DropStep, FieldStep, KeepStep, RecogniseStep, RetypeStep, compile,
};
use crate::pattern::PatternSet;
use crate::{Limits, RuleProblem, SourceFile, amend, recognise};

/// The rules of a source, ready to be applied. See the crate's documentation for their order.
#[derive(Debug, Clone)]
pub struct RulesExtractor {
    pub(crate) info: SourceInfo,
    pub(crate) limits: Limits,
    pub(crate) selectors: Vec<String>,
    pub(crate) rules: Vec<String>,
    /// The `text` of every rule on blocks; a [`crate::compile::Test`] knows its number.
    pub(crate) patterns: PatternSet,
    pub(crate) recognise: Vec<RecogniseStep>,
    pub(crate) body: Vec<BodyStep>,
    pub(crate) drop: Vec<DropStep>,
    pub(crate) keep: Vec<KeepStep>,
    pub(crate) retype: Vec<RetypeStep>,
    pub(crate) cut: Vec<CutStep>,
    pub(crate) credit: Vec<CreditStep>,
    pub(crate) field: Vec<FieldStep>,
}

impl RulesExtractor {
    /// Compiles a source file. The CSS of its selectors is not looked at: see [`SourceFile::selectors`].
    ///
    /// # Errors
    /// Every problem of the file: bad regexes, date formats, fields, weights, hosts, ids, rules that ask nothing.
    pub fn compile(file: &SourceFile) -> Result<Self, Vec<RuleProblem>> {
        compile(file, false)
    }

    /// The same of a file that [`Self::compile`] accepted before, as tests see to it for the built-in ones: its patterns are
    /// taken as they are, and compiled when a page first asks for them.
    ///
    /// # Errors
    /// Every problem that shows without compiling a pattern.
    pub fn of_checked(file: &SourceFile) -> Result<Self, Vec<RuleProblem>> {
        compile(file, true)
    }

    /// The same with other limits than the usual ones.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The ids of its rules as the ledger has them (`rt/icon-names`), sorted: to find those that never fire.
    pub fn rules(&self) -> &[String] {
        &self.rules
    }

    /// Whether it names layouts (`[[body]]`), which an HTML page is expected to show one of.
    pub fn has_layouts(&self) -> bool {
        !self.body.is_empty()
    }

    /// Whether it names what its pages are recognised by (`[[recognise]]`).
    pub fn has_recognition(&self) -> bool {
        !self.recognise.is_empty()
    }

    /// The selectors that recognition asks for; [`Extractor::selectors`] has them too.
    pub fn recognition_selectors(&self) -> impl Iterator<Item = &str> {
        self.recognise.iter().filter_map(|step| step.select.as_deref())
    }
}

impl Extractor for RulesExtractor {
    fn source(&self) -> &SourceInfo {
        &self.info
    }

    fn selectors(&self) -> Vec<String> {
        self.selectors.clone()
    }

    fn recognise(&self, document: &dyn Document) -> Recognition {
        recognise::recognise(self, document)
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        amend::amend(self, draft)
    }
}

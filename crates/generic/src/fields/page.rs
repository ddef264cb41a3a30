//! What several fields ask of a page, found once.

use std::cell::RefCell;

use copydesk_core::{Candidate, Document, Draft, Field, FieldValue, Metadata};

use super::tag_names::Text;
use crate::lexical::letters;
use crate::site_name::SiteNames;

/// See the module's documentation.
pub(super) struct Page<'d> {
    pub(super) document: &'d dyn Document,
    pub(super) metadata: &'d Metadata,
    pub(super) site: SiteNames,
    /// All titles that the page offers.
    pub(super) titles: Titles<'d>,
    /// The blocks of which something is kept.
    pub(super) kept: Vec<u32>,
    /// The letters of the headline, once it is resolved.
    pub(super) headline: String,
    text: RefCell<Text>,
}

impl<'d> Page<'d> {
    pub(super) fn of(draft: &Draft<'d>) -> Self {
        let document = draft.document();
        let metadata = document.metadata();
        let titles = Titles::of(metadata);
        let site = SiteNames::of(document, &titles);
        let text = RefCell::default();
        Self { document, metadata, site, titles, kept: draft.kept(), headline: String::new(), text }
    }

    /// Whether the article says a tag, or all longer words of it. Endings of longer words may differ.
    pub(super) fn tells_of(&self, tag: &str) -> bool {
        self.text.borrow_mut().tells_of(tag, self)
    }

    /// Notes the headline that a draft has now.
    pub(super) fn note_headline(&mut self, draft: &Draft<'_>) {
        self.headline = letters_of(draft, Field::Title);
    }
}

/// The letters of a field's value.
pub(super) fn letters_of(draft: &Draft<'_>, field: Field) -> String {
    match draft.field(field) {
        Some(FieldValue::Text(text)) => letters(text),
        Some(list) => letters(&list.to_text()),
        None => String::new(),
    }
}

/// The titles that a page offers, with their letters. Many places offer the same one.
#[derive(Default)]
pub(crate) struct Titles<'d> {
    /// Each candidate with the number of its text.
    candidates: Vec<(&'d Candidate, usize)>,
    /// Each text, as it stands and in letters.
    texts: Vec<(&'d str, String)>,
}

impl<'d> Titles<'d> {
    pub(crate) fn of(metadata: &'d Metadata) -> Self {
        let mut titles = Self::default();
        for candidate in metadata.of(Field::Title) {
            let text = candidate.value.as_str();
            let number = titles.texts.iter().position(|(known, _)| *known == text).unwrap_or_else(|| {
                titles.texts.push((text, letters(text)));
                titles.texts.len() - 1
            });
            titles.candidates.push((candidate, number));
        }
        titles
    }

    /// All of them with their letters, in document order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'d Candidate, &str)> {
        self.candidates.iter().map(|(candidate, number)| (*candidate, self.texts[*number].1.as_str()))
    }

    /// The same with the numbers of their texts instead.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (&'d Candidate, usize)> {
        self.candidates.iter().copied()
    }

    /// The texts, each once, with their letters.
    pub(super) fn texts(&self) -> &[(&'d str, String)] {
        &self.texts
    }
}

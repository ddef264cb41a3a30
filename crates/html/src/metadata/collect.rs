//! Gathering candidates, each once and not without end.

use copydesk_core::text::bylines;
use copydesk_core::text::dates::{Order, Style};
use copydesk_core::{Candidate, Diagnostic, Field, Metadata, Provenance};
use memchr::memchr_iter;

use super::json_ld::Value;
use super::lists::Lists;
use super::value::{clean, decode_again, shown};
use crate::blocks::media::leads_nowhere;
use crate::limits::Limits;

/// The longest key that is kept, in characters: classes of the page's own making are part of it.
const MAX_KEY: usize = 160;
/// The most types that are kept.
const MAX_TYPES: usize = 32;
/// The most diagnostics about metadata that are kept.
const MAX_DIAGNOSTICS: usize = 8;
/// The most JSON-LD objects that are told apart.
const MAX_OBJECTS: usize = 64;
/// The longest value by which JSON-LD objects are told apart, in bytes.
const MAX_IDENTITY: usize = 1024;
/// How many values of one field from one kind of place are looked at: most that are not kept repeat others.
const MAX_LOOKED_AT: usize = 1024;
/// The longest value that is looked at, in bytes; one that is kept is much shorter.
const MAX_RAW: usize = 64 * 1024;
/// The longest article body that is kept, in bytes.
const MAX_BODY: usize = 4 << 20;

/// Candidates under collection.
#[derive(Debug)]
pub(super) struct Collector {
    metadata: Metadata,
    max_candidates: usize,
    max_dates: usize,
    left_out: usize,
    diagnostics: Vec<Diagnostic>,
    counts: Vec<((Field, Provenance), Count)>,
    objects: Vec<Object>,
    lists: Lists,
}

/// How many values one field has from one kind of place.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    looked_at: usize,
    kept: usize,
}

/// An object of a page's JSON-LD.
#[derive(Debug)]
struct Object {
    name: String,
    identity: Vec<String>,
}

impl Collector {
    /// Nothing collected yet.
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            metadata: Metadata::default(),
            max_candidates: limits.max_candidates as usize,
            max_dates: limits.max_dates as usize,
            left_out: 0,
            diagnostics: Vec::new(),
            counts: Vec::new(),
            objects: Vec::new(),
            lists: Lists::default(),
        }
    }

    /// Adds a candidate unless it is empty or there already.
    pub(super) fn add(&mut self, field: Field, value: &str, provenance: Provenance, key: &str, block: Option<u32>) {
        let at = self.count(field, provenance).unwrap_or_else(|| {
            self.counts.push(((field, provenance), Count::default()));
            self.counts.len() - 1
        });
        if self.are_enough(field, self.counts[at].1) || value.len() > MAX_RAW {
            self.left_out += 1;
            return;
        }
        self.counts[at].1.looked_at += 1;
        // What a heading shows is text already.
        let value = if provenance == Provenance::Heading { shown(value) } else { clean(value) };
        let Some(value) = value else { return };
        let is_address = matches!(field, Field::CanonicalUrl | Field::Image);
        if is_address && leads_nowhere(&value) {
            return;
        }
        let known = self.metadata.candidates.iter().any(|known| {
            known.field == field
                && known.provenance == provenance
                && known.block == block
                && known.value == value
                && known.key == key
        });
        if !known {
            self.counts[at].1.kept += 1;
            let end = if key.len() <= MAX_KEY { None } else { key.char_indices().nth(MAX_KEY) };
            let key = end.map_or(key, |(end, _)| &key[..end]).to_owned();
            self.metadata.candidates.push(Candidate { field, value, provenance, key, block });
        }
    }

    /// Whether no more values of a field are taken from a kind of place.
    pub(super) fn is_full(&self, field: Field, provenance: Provenance) -> bool {
        let count = self.count(field, provenance).map_or(Count::default(), |at| self.counts[at].1);
        self.are_enough(field, count)
    }

    fn are_enough(&self, field: Field, count: Count) -> bool {
        let most = if field.is_date() { self.max_dates } else { self.max_candidates };
        count.kept >= most || count.looked_at >= MAX_LOOKED_AT.max(2 * most)
    }

    /// Notes that a value was not looked at, as there are so many.
    pub(super) fn leave_out(&mut self) {
        self.left_out += 1;
    }

    /// Where the values of a field from a kind of place are counted.
    fn count(&self, field: Field, provenance: Provenance) -> Option<usize> {
        self.counts.iter().position(|(known, _)| *known == (field, provenance))
    }

    /// How dates are written in the texts of a page in the language that its root states. Where day and month could be
    /// either way round the date is one all the same: which it is, is told by the page's other dates.
    pub(super) fn style(&self) -> Style {
        let language = self.metadata.first(Field::Language, Provenance::Lang);
        let language = language.and_then(|stated| Style::of_language(&stated.value).language);
        Style { language, ..Style::default() }.ordered(Order::DayFirst)
    }

    /// Whether a candidate for one of some fields was read from a block.
    pub(super) fn has_read(&self, block: u32, fields: &[Field]) -> bool {
        self.metadata.candidates.iter().any(|known| known.block == Some(block) && fields.contains(&known.field))
    }

    /// The blocks that show the page's title: headings that are told to be it, or that the `<title>` repeats.
    pub(super) fn headlines(&self) -> impl Iterator<Item = u32> {
        let is_own = |known: &&Candidate| known.provenance == Provenance::Heading || self.title_holds(&known.value);
        self.metadata
            .of(Field::Title)
            .filter(|known| known.block.is_some())
            .filter(is_own)
            .filter_map(|known| known.block)
    }

    /// Whether the page's data names a person as author.
    pub(super) fn states_person(&self) -> bool {
        let is_stated = |place| matches!(place, Provenance::JsonLd | Provenance::Meta | Provenance::OpenGraph);
        self.metadata.of(Field::Authors).any(|known| is_stated(known.provenance) && bylines::is_person(&known.value))
    }

    /// Whether there is a candidate for a field.
    pub(super) fn has_any(&self, field: Field) -> bool {
        self.metadata.of(field).next().is_some()
    }

    /// Whether the `<title>` holds a text.
    pub(super) fn title_holds(&self, text: &str) -> bool {
        self.metadata
            .first(Field::Title, Provenance::TitleElement)
            .is_some_and(|title| text.len() <= title.value.len() && holds(&title.value, text))
    }

    /// Whether the page states a title for machines that is a text, or begins with it, but for signs and white space.
    pub(super) fn states_title(&self, text: &str) -> bool {
        let is_stated = |place| matches!(place, Provenance::OpenGraph | Provenance::JsonLd | Provenance::Twitter);
        let begins = |title: &str| {
            let mut title = letters(title);
            letters(text).all(|letter| title.next() == Some(letter))
        };
        self.metadata.of(Field::Title).any(|known| is_stated(known.provenance) && begins(&known.value))
    }

    /// Whether the page states a date of publication for machines.
    pub(super) fn is_dated(&self) -> bool {
        let is_stated = |place| !matches!(place, Provenance::Text | Provenance::Byline | Provenance::Time);
        self.metadata.of(Field::Published).any(|known| is_stated(known.provenance))
    }

    /// Takes a list of keywords, whose items are candidates at the end.
    pub(super) fn add_list(&mut self, field: Field, list: &str, provenance: Provenance, key: &str) {
        if list.len() > MAX_RAW || !self.lists.add(field, &decode_again(list), provenance, key) {
            self.left_out += 1;
        }
    }

    /// The name under which an object of a type offers its values: the type, with a number from the second one on.
    /// Objects that say they are the same (by `@id`, `url` or `headline`) share one.
    pub(super) fn label(&mut self, name: &str, object: &Value<'_>) -> String {
        let own: Vec<&str> = ["@id", "url", "headline"].iter().filter_map(|key| object.get(key)?.as_str()).collect();
        let mut number = 0;
        for known in self.objects.iter().filter(|known| known.name == name) {
            number += 1;
            if known.identity.iter().any(|known| own.contains(&known.as_str())) {
                return numbered(name, number);
            }
        }
        if self.objects.len() < MAX_OBJECTS {
            let identity = own.into_iter().filter(|value| value.len() <= MAX_IDENTITY).map(str::to_owned).collect();
            self.objects.push(Object { name: name.to_owned(), identity });
        }
        numbered(name, number + 1)
    }

    /// Adds a type of the page.
    pub(super) fn add_type(&mut self, name: &str) {
        let types = &mut self.metadata.types;
        if types.len() < MAX_TYPES && !types.iter().any(|known| known == name) {
            types.push(name.to_owned());
        }
    }

    /// Offers an article body; the longest is kept.
    pub(super) fn add_body(&mut self, body: &str) {
        let longer = self.metadata.article_body.as_ref().is_none_or(|known| known.len() < body.len());
        if longer && !body.trim().is_empty() && body.len() <= MAX_BODY {
            self.metadata.article_body = Some(body.to_owned());
        }
    }

    /// Adds a diagnostic.
    pub(super) fn diagnose(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        }
    }

    /// What was collected.
    pub(super) fn finish(mut self) -> (Metadata, Vec<Diagnostic>) {
        for group in std::mem::take(&mut self.lists).into_groups() {
            let most = self.max_candidates;
            let left = group.each(most, |item| self.add(group.field, item, group.provenance, &group.key, None));
            self.left_out += left;
        }
        if self.left_out > 0 {
            let message = format!(
                "{} values past the first {} of a field from one kind of place ({} of dates) were left out",
                self.left_out, self.max_candidates, self.max_dates
            );
            self.diagnostics.push(Diagnostic::new("html/candidate-limit", message));
        }
        (self.metadata, self.diagnostics)
    }
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether a text holds another. Both are short, so that whatever has to be prepared for a search would cost more than it.
fn holds(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    part.first().is_none_or(|first| memchr_iter(*first, text).any(|at| text[at..].starts_with(part)))
}

fn numbered(name: &str, number: usize) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}#{number}") }
}

//! The tags: those stated for the article, else those that the page shows for it, else the site's keywords, if they are about it.

use std::cell::OnceCell;

use copydesk_core::{Draft, ExtractError, Field, FieldValue, Provenance, Rule};

use super::BEST;
use super::objects::Objects;
use super::page::Page;
use super::tag_box;
use super::tag_names::{are_columns, is_of_column, is_one_string, named, unglued};
use super::zones::Zones;
use crate::fast::FastSet;
use crate::lexical::letters;

const SHOWN: Rule = Rule::new("generic/shown-tags", "what the page shows as the article's tags");

/// What may stand behind a tag that is shown, in all scripts.
const SEPARATORS: [char; 7] = [',', '،', '，', ';', '；', '؛', '、'];
/// From more tags on they must be about the article, whoever states them.
const MANY: usize = 30;
/// Of so many tags one must be about the article.
const FEW_RELATED: usize = 3;

/// Resolves the tags.
pub(super) fn tags(
    draft: &mut Draft<'_>,
    page: &Page<'_>,
    objects: &Objects<'_>,
    zones: &Zones,
) -> Result<(), ExtractError> {
    let others = Others::of(draft, page);
    for place in [Provenance::OpenGraph, Provenance::JsonLd] {
        let (tags, key) = stated(page, objects, place, &others);
        if !tags.is_empty() && (tags.len() <= MANY || are_related(&tags, page)) {
            return draft.set_field(Field::Tags, tags, key, BEST);
        }
    }
    let shown = tag_box::shown(page, zones);
    let mut tags = Tags::default();
    for name in &shown {
        // Links behind one another may have commas between them.
        others.add(name.trim_end_matches(SEPARATORS), Provenance::Text, &mut tags);
    }
    let tags = tags.names;
    for place in [Provenance::Meta, Provenance::Microdata] {
        let (keywords, key) = stated(page, objects, place, &others);
        if !keywords.is_empty()
            && (tags.is_empty() || are_all_of(&tags, &keywords))
            && !is_one_string(&keywords)
            && are_related(&keywords, page)
        {
            return draft.set_field(Field::Tags, keywords, key, BEST);
        }
    }
    if tags.is_empty() { Ok(()) } else { draft.set_field(Field::Tags, tags, None, SHOWN) }
}

/// Whether the tags that are shown are no more than some of the keywords, or one alone, so that these tell more.
fn are_all_of(shown: &[String], keywords: &[String]) -> bool {
    const MOST: usize = 3;
    let known: Vec<String> = keywords.iter().map(|known| letters(known)).collect();
    let is_known = |tag: &String| known.contains(&letters(tag));
    keywords.len() > shown.len()
        && (shown.len() == 1 || shown.iter().all(is_known) && keywords.len() <= MOST * shown.len())
}

/// The tags that one kind of place states, with the key of the first.
fn stated<'m>(
    page: &Page<'m>,
    objects: &Objects<'_>,
    place: Provenance,
    others: &Others<'_>,
) -> (Vec<String>, Option<&'m str>) {
    let (mut tags, mut key) = (Tags::default(), None);
    let of_place = page.metadata.of(Field::Tags).filter(|candidate| candidate.provenance == place);
    let own: Vec<_> = of_place.filter(|own| place != Provenance::JsonLd || objects.weight(&own.key) >= 0.5).collect();
    let has_columns = are_columns(own.iter().map(|candidate| candidate.value.as_str()));
    for candidate in own {
        key.get_or_insert(candidate.key.as_str());
        if !has_columns || !is_of_column(&candidate.value) {
            others.add(&candidate.value, place, &mut tags);
        }
    }
    let mut tags = tags.names;
    unglued(&mut tags);
    (tags, key)
}

/// Whether enough of some tags are about the article, so that they are no list of what the site is about.
fn are_related(tags: &[String], page: &Page<'_>) -> bool {
    let least = tags.len().div_ceil(FEW_RELATED).max(1);
    tags.iter().filter(|tag| page.tells_of(tag)).take(least).count() == least
}

/// What the page's other fields hold: none of it is a tag.
struct Others<'o> {
    /// The letters of titles.
    titles: Vec<&'o str>,
    /// What other fields are, and what is offered for them.
    values: Vec<&'o str>,
    /// The letters of all of them, once a tag is asked for: both tags and values may be many.
    letters: OnceCell<FastSet<String>>,
    /// The labels of the page's host.
    site: &'o [String],
}

/// The most tags that are read of one kind of place.
const MAX_TAGS: usize = 256;

impl<'o> Others<'o> {
    fn of(draft: &'o Draft<'_>, page: &'o Page<'_>) -> Self {
        let titles = page.titles.iter().filter(|(title, _)| title.provenance != Provenance::Text);
        let mut values: Vec<&str> = Vec::new();
        for field in [Field::Authors, Field::Publisher, Field::Standfirst] {
            match draft.field(field) {
                Some(FieldValue::Text(text)) => values.push(text),
                Some(FieldValue::List(list)) => values.extend(list.iter().map(String::as_str)),
                None => {}
            }
        }
        values.extend(page.metadata.of(Field::Standfirst).map(|candidate| candidate.value.as_str()));
        let titles = titles.map(|(_, own)| own).collect();
        Self { titles, values, letters: OnceCell::new(), site: page.site.hosts() }
    }

    /// Whether one of them has these letters.
    fn holds(&self, own: &str) -> bool {
        let all = || {
            let values = self.values.iter().map(|value| letters(value));
            values.chain(self.titles.iter().map(|title| (*title).to_owned())).collect()
        };
        self.letters.get_or_init(all).contains(own)
    }

    /// Adds a tag as readers would write it, unless it is none or there already.
    fn add(&self, tag: &str, place: Provenance, tags: &mut Tags) {
        let Some(tag) = named(tag, place).filter(|_| tags.names.len() < MAX_TAGS) else { return };
        let own = letters(&tag);
        let is_address =
            !tag.contains(' ') && tag.contains('.') && self.site.iter().any(|host| own.contains(host.as_str()));
        if is_address || self.holds(&own) || !tags.letters.insert(own) {
            return;
        }
        tags.names.push(tag);
    }
}

/// Tags, each once.
#[derive(Default)]
struct Tags {
    names: Vec<String>,
    /// Their letters.
    letters: FastSet<String>,
}

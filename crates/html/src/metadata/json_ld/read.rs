//! From JSON-LD objects to candidates.

use std::borrow::Cow;
use std::collections::HashMap;

use copydesk_core::Field;

use super::PROVENANCE;
use super::types::{is_article, is_organisation, is_page, is_publisher, is_work, types};
use super::value::{Object, Value};
use super::values::{MAX_DEPTH, flat, is_address, is_free, is_web_address, names, text};
use crate::metadata::collect::Collector;

/// Reads the objects that say something of the page: those at the top, in `@graph`, and in the `mainEntity` of a page.
pub(super) fn objects(values: &[Value<'_>], collector: &mut Collector) {
    let mut found: Vec<&Value<'_>> = Vec::new();
    let mut waiting: Vec<(&Value<'_>, u32)> = values.iter().rev().map(|value| (value, 0)).collect();
    while let Some((value, depth)) = waiting.pop() {
        match value {
            Value::Array(items) if depth < MAX_DEPTH => {
                waiting.extend(items.iter().rev().map(|item| (item, depth + 1)));
            }
            Value::Object(object) if depth < MAX_DEPTH => {
                found.push(value);
                if !types(value).any(is_article) {
                    let inner = ["mainEntityOfPage", "mainEntity", "breadcrumb", "@graph"]
                        .iter()
                        .filter_map(|key| object.get(key));
                    waiting.extend(inner.map(|value| (value, depth + 1)));
                }
            }
            _ => {}
        }
    }
    let mut ids: HashMap<&str, &Value<'_>> = HashMap::new();
    for value in &found {
        if let Some(id) = value.get("@id").and_then(|id| id.as_str())
            && value.as_object().is_some_and(|object| object.len() > 1)
        {
            ids.entry(id).or_insert(value);
        }
    }
    for value in found {
        object(value, &ids, collector);
    }
}

fn object<'v, 't>(value: &'v Value<'t>, ids: &HashMap<&'v str, &'v Value<'t>>, collector: &mut Collector) {
    let types: Vec<&str> = types(value).collect();
    for name in &types {
        collector.add_type(name);
    }
    let find = |fits: fn(&str) -> bool| types.iter().copied().find(|name| fits(name));
    // What is left of a broken one may be no more than its type.
    let Some(object) = value.as_object().filter(|object| object.tells()) else { return };
    if let Some(name) = find(is_article).or_else(|| find(is_page)) {
        let label = collector.label(name, value);
        Reader { object, ids, name, label, collector }.read();
    } else if types.contains(&"BreadcrumbList") {
        breadcrumbs(object, collector);
    } else if let Some(name) = find(is_publisher)
        && let Some(value) = object.get("name").and_then(text)
    {
        collector.add(Field::Publisher, &value, PROVENANCE, &format!("{name}.name"), None);
    } else if let Some(name) = find(is_work).or_else(|| object.get("headline").map(|_| "Thing")) {
        let label = collector.label(name, value);
        Reader { object, ids, name, label, collector }.dates();
    }
}

struct Reader<'v, 't, 'c> {
    object: &'v Object<'t>,
    ids: &'c HashMap<&'v str, &'v Value<'t>>,
    name: &'v str,
    /// The name under which the object's values are offered: `NewsArticle`, and `NewsArticle#2` for the next one.
    label: String,
    collector: &'c mut Collector,
}

impl<'v, 't> Reader<'v, 't, '_> {
    fn read(mut self) {
        if !self.texts("headline", Field::Title) {
            self.texts("name", Field::Title);
        }
        self.texts("description", Field::Standfirst);
        self.people("author");
        self.people("creator");
        self.dates();
        self.texts("articleSection", Field::Section);
        self.keywords();
        self.addresses("image", Field::Image);
        self.addresses("primaryImageOfPage", Field::Image);
        self.addresses("thumbnailUrl", Field::Image);
        self.addresses("mainEntityOfPage", Field::CanonicalUrl);
        self.addresses("url", Field::CanonicalUrl);
        self.texts("inLanguage", Field::Language);
        self.publisher();
        self.access();
        for key in ["articleBody", "text"] {
            if let Some(Value::String(body)) = self.object.get(key).filter(|_| is_article(self.name)) {
                self.collector.add_body(body);
            }
        }
    }

    fn dates(&mut self) {
        self.texts("datePublished", Field::Published);
        self.texts("dateCreated", Field::Published);
        self.texts("uploadDate", Field::Published);
        self.texts("dateModified", Field::Modified);
    }

    fn add(&mut self, field: Field, value: &str, key: &str) {
        let length = self.label.len();
        self.label.extend([".", key]);
        self.collector.add(field, value, PROVENANCE, &self.label, None);
        self.label.truncate(length);
    }

    /// A text, or a list of them; whether there was any.
    fn texts(&mut self, key: &str, field: Field) -> bool {
        let mut any = false;
        for value in flat(self.object.get(key)) {
            if let Some(value) = text(value).filter(|value| !value.trim().is_empty()) {
                self.add(field, &value, key);
                any = true;
            }
        }
        any
    }

    fn addresses(&mut self, key: &str, field: Field) {
        for value in flat(self.object.get(key)) {
            if self.is_over(field) {
                return;
            }
            let value = self.resolve(value);
            let address = match value {
                Value::String(address) => Some(Cow::Borrowed(&**address)),
                Value::Object(object) => ["url", "contentUrl", "@id"]
                    .iter()
                    .find_map(|key| object.get(key).and_then(|value| flat(Some(value)).next().and_then(text))),
                _ => None,
            };
            if let Some(address) = address.filter(|address| is_address(address)) {
                self.add(field, &address, key);
            }
        }
    }

    fn people(&mut self, key: &str) {
        for value in flat(self.object.get(key)) {
            if self.is_over(Field::Authors) {
                return;
            }
            let value = self.resolve(value);
            let organisation = types(value).any(is_organisation);
            let key = if organisation { format!("{key}(Organization)") } else { key.to_owned() };
            for name in names(value) {
                if !is_web_address(&name) {
                    self.add(Field::Authors, &name, &key);
                }
            }
        }
    }

    fn publisher(&mut self) {
        for value in flat(self.object.get("publisher")) {
            if self.is_over(Field::Publisher) {
                return;
            }
            let value = self.resolve(value);
            for name in names(value) {
                if !is_web_address(&name) {
                    self.add(Field::Publisher, &name, "publisher");
                }
            }
        }
    }

    fn keywords(&mut self) {
        let Some(keywords) = self.object.get("keywords") else { return };
        let key = format!("{}.keywords", self.label);
        for value in flat(Some(keywords)) {
            match value {
                Value::String(list) => self.collector.add_list(Field::Tags, list, PROVENANCE, &key),
                other => {
                    for name in names(other) {
                        self.collector.add_list(Field::Tags, &name, PROVENANCE, &key);
                    }
                }
            }
        }
    }

    /// Whether the article is free: what it says of itself, else what it says of its parts.
    fn access(&mut self) {
        let own = is_free(self.object.get("isAccessibleForFree"));
        let parts = || flat(self.object.get("hasPart")).find_map(|part| is_free(part.get("isAccessibleForFree")));
        let (free, key) = match (own, parts()) {
            (Some(free), _) => (free, "isAccessibleForFree"),
            (None, Some(free)) => (free, "hasPart.isAccessibleForFree"),
            (None, None) => return,
        };
        self.add(Field::Access, if free { "free" } else { "paywalled" }, key);
    }

    /// Whether no more values of a field are taken. What many references name is not read for each of them.
    fn is_over(&mut self, field: Field) -> bool {
        let is_full = self.collector.is_full(field, PROVENANCE);
        if is_full {
            self.collector.leave_out();
        }
        is_full
    }

    /// The object that a bare reference names, else the value itself.
    fn resolve(&self, value: &'v Value<'t>) -> &'v Value<'t> {
        let named = |id: &str| self.ids.get(id).copied();
        // A reference may be written as the address alone.
        let Some(object) = value.as_object() else { return value.as_str().and_then(named).unwrap_or(value) };
        if object.contains_key("name") || object.contains_key("url") {
            return value;
        }
        object.get("@id").and_then(|id| id.as_str()).and_then(named).unwrap_or(value)
    }
}

/// The most steps of a path that are read.
const MAX_STEPS: usize = 12;

/// The path to the page (`BreadcrumbList`): each step may be the section. The first is the front page, and the last the
/// page itself, where there are more than two.
fn breadcrumbs(object: &Object<'_>, collector: &mut Collector) {
    let steps: Vec<Cow<'_, str>> = flat(object.get("itemListElement"))
        .take(MAX_STEPS)
        .filter_map(|step| step.get("name").and_then(text).or_else(|| step.get("item").and_then(text)))
        .filter(|name| !is_web_address(name))
        .collect();
    for name in steps.iter().rev().skip(usize::from(steps.len() > 2)).take(steps.len().saturating_sub(2).max(1)) {
        collector.add(Field::Section, name, PROVENANCE, "BreadcrumbList", None);
    }
}

//! From JSON-LD objects to candidates.

use std::collections::HashMap;

use copydesk_core::Field;
use serde_json::{Map, Value};

use super::PROVENANCE;
use crate::metadata::collect::Collector;

type Object = Map<String, Value>;

/// How deep objects may lie within one another to be read.
const MAX_DEPTH: u32 = 16;

/// Reads the objects that say something of the page: those at the top, in `@graph`, and in the `mainEntity` of a page.
pub(super) fn objects(values: &[Value], collector: &mut Collector) {
    let mut found: Vec<&Value> = Vec::new();
    let mut waiting: Vec<(&Value, u32)> = values.iter().rev().map(|value| (value, 0)).collect();
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
                        .filter_map(|key| object.get(*key));
                    waiting.extend(inner.map(|value| (value, depth + 1)));
                }
            }
            _ => {}
        }
    }
    let mut ids: HashMap<&str, &Value> = HashMap::new();
    for value in &found {
        if let Some(id) = value.get("@id").and_then(Value::as_str)
            && value.as_object().is_some_and(|object| object.len() > 1)
        {
            ids.entry(id).or_insert(value);
        }
    }
    for value in found {
        object(value, &ids, collector);
    }
}

fn object(value: &Value, ids: &HashMap<&str, &Value>, collector: &mut Collector) {
    types(value).for_each(|name| collector.add_type(name));
    let Some(object) = value.as_object() else { return };
    let article = types(value).find(|name| is_article(name));
    if let Some(name) = article.or_else(|| types(value).find(|name| is_page(name))) {
        let label = collector.label(name, value);
        Reader { object, ids, name, label, collector }.read();
    } else if types(value).any(|name| name == "BreadcrumbList") {
        breadcrumbs(object, collector);
    } else if let Some(name) = types(value).find(|name| is_publisher(name))
        && let Some(value) = object.get("name").and_then(text)
    {
        collector.add(Field::Publisher, &value, PROVENANCE, &format!("{name}.name"), None);
    } else if let Some(name) =
        types(value).find(|name| is_work(name)).or_else(|| object.get("headline").map(|_| "Thing"))
    {
        let label = collector.label(name, value);
        Reader { object, ids, name, label, collector }.dates();
    }
}

struct Reader<'v, 'c> {
    object: &'v Object,
    ids: &'v HashMap<&'v str, &'v Value>,
    name: &'v str,
    /// The name under which the object's values are offered: `NewsArticle`, and `NewsArticle#2` for the next one.
    label: String,
    collector: &'c mut Collector,
}

impl<'v> Reader<'v, '_> {
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
        let key = format!("{}.{key}", self.label);
        self.collector.add(field, value, PROVENANCE, &key, None);
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
            let value = self.resolve(value);
            let address = match value {
                Value::String(address) => Some(address.clone()),
                Value::Object(object) => ["url", "contentUrl", "@id"].iter().find_map(|key| {
                    object.get(*key).and_then(|value| flat(Some(value)).first().and_then(|first| text(first)))
                }),
                _ => None,
            };
            if let Some(address) = address.filter(|address| is_address(address)) {
                self.add(field, &address, key);
            }
        }
    }

    fn people(&mut self, key: &str) {
        for value in flat(self.object.get(key)) {
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
            let value = self.resolve(value);
            for name in names(value) {
                if !is_web_address(&name) {
                    self.add(Field::Publisher, &name, "publisher");
                }
            }
        }
    }

    fn keywords(&mut self) {
        for value in flat(self.object.get("keywords")) {
            match value {
                Value::String(list) => {
                    let key = format!("{}.keywords", self.label);
                    self.collector.add_list(Field::Tags, list, PROVENANCE, &key);
                }
                other => {
                    for name in names(other) {
                        self.add(Field::Tags, &name, "keywords");
                    }
                }
            }
        }
    }

    /// Whether the article is free: what it says of itself, else what it says of its parts.
    fn access(&mut self) {
        let own = is_free(self.object.get("isAccessibleForFree"));
        let parts =
            || flat(self.object.get("hasPart")).into_iter().find_map(|part| is_free(part.get("isAccessibleForFree")));
        let (free, key) = match (own, parts()) {
            (Some(free), _) => (free, "isAccessibleForFree"),
            (None, Some(free)) => (free, "hasPart.isAccessibleForFree"),
            (None, None) => return,
        };
        self.add(Field::Access, if free { "free" } else { "paywalled" }, key);
    }

    /// The object that a bare reference names, else the value itself.
    fn resolve(&self, value: &'v Value) -> &'v Value {
        let Some(object) = value.as_object() else { return value };
        if object.contains_key("name") || object.contains_key("url") {
            return value;
        }
        object.get("@id").and_then(Value::as_str).and_then(|id| self.ids.get(id).copied()).unwrap_or(value)
    }
}

/// A truth value as pages write it.
fn is_free(value: Option<&Value>) -> Option<bool> {
    let value = flat(value).into_iter().next().and_then(text)?;
    match value.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "http://schema.org/true" | "https://schema.org/true" => Some(true),
        "false" | "0" | "no" | "http://schema.org/false" | "https://schema.org/false" => Some(false),
        _ => None,
    }
}

/// The most steps of a path that are read.
const MAX_STEPS: usize = 12;

/// The path to the page (`BreadcrumbList`): each step may be the section. The first is the front page, and the last the
/// page itself, where there are more than two.
fn breadcrumbs(object: &Object, collector: &mut Collector) {
    let steps: Vec<String> = flat(object.get("itemListElement"))
        .into_iter()
        .take(MAX_STEPS)
        .filter_map(|step| step.get("name").and_then(text).or_else(|| step.get("item").and_then(text)))
        .filter(|name| !is_web_address(name))
        .collect();
    for name in steps.iter().rev().skip(usize::from(steps.len() > 2)).take(steps.len().saturating_sub(2).max(1)) {
        collector.add(Field::Section, name, PROVENANCE, "BreadcrumbList", None);
    }
}

/// The names of a value's types, without the vocabulary's address.
fn types(value: &Value) -> impl Iterator<Item = &str> {
    flat(value.get("@type"))
        .into_iter()
        .filter_map(Value::as_str)
        .map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or(name).trim())
        .filter(|name| !name.is_empty() && name.len() <= MAX_TYPE)
}

/// The longest name of a type, in bytes.
const MAX_TYPE: usize = 64;

/// Whether a type of schema.org is an article or what newsrooms use for one.
pub(in crate::metadata) fn is_article(name: &str) -> bool {
    name.ends_with("Article")
        || name.ends_with("Posting") && name != "JobPosting"
        || matches!(name, "Report" | "Review" | "CriticReview" | "Recipe" | "BlogPost" | "CreativeWork")
}

/// Whether a type is a page, whose statements are weaker than those of an article.
pub(in crate::metadata) fn is_page(name: &str) -> bool {
    name.ends_with("Page") || matches!(name, "VideoObject" | "ImageGallery" | "PodcastEpisode")
}

/// Whether a type is another work that a page can be about; only its dates are the page's.
fn is_work(name: &str) -> bool {
    name.ends_with("Episode")
        || matches!(
            name,
            "HowTo"
                | "Question"
                | "Thesis"
                | "Chapter"
                | "Book"
                | "Dataset"
                | "Clip"
                | "AudioObject"
                | "MediaObject"
                | "DigitalDocument"
                | "Legislation"
                | "Guide"
                | "Course"
                | "Quiz"
                | "SoftwareApplication"
        )
}

fn is_publisher(name: &str) -> bool {
    is_organisation(name) || name == "WebSite"
}

pub(in crate::metadata) fn is_organisation(name: &str) -> bool {
    name.ends_with("Organization") || matches!(name, "Corporation" | "LocalBusiness" | "Newspaper")
}

/// The items of a list (of lists), or the one value that stands alone.
fn flat(value: Option<&Value>) -> Vec<&Value> {
    let mut items = Vec::new();
    let mut waiting: Vec<(&Value, u32)> = value.into_iter().map(|value| (value, 0)).collect();
    while let Some((value, depth)) = waiting.pop() {
        match value {
            Value::Array(inner) if depth < MAX_DEPTH => {
                waiting.extend(inner.iter().rev().map(|item| (item, depth + 1)));
            }
            Value::Object(object) if depth < MAX_DEPTH && object.contains_key("@list") => {
                waiting.extend(object.get("@list").map(|list| (list, depth + 1)));
            }
            Value::Null | Value::Array(_) => {}
            other => items.push(other),
        }
    }
    items
}

/// A value as text: a string, number or truth value, or the `@value` or `name` of an object.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Object(object) => {
            let inner = ["@value", "name", "alternateName"].iter().find_map(|key| object.get(*key))?;
            inner.as_str().map(str::to_owned)
        }
        Value::Null | Value::Array(_) => None,
    }
}

/// The names of a person or organisation: its own if it is a string, its `name` (which may be a list), else its given
/// name and family name.
fn names(value: &Value) -> Vec<String> {
    let Value::Object(object) = value else { return text(value).into_iter().collect() };
    let names: Vec<String> =
        flat(object.get("name").or_else(|| object.get("@value"))).into_iter().filter_map(text).collect();
    if !names.is_empty() {
        return names;
    }
    let parts: Vec<&str> = ["givenName", "familyName"].iter().filter_map(|key| object.get(*key)?.as_str()).collect();
    if parts.is_empty() { Vec::new() } else { vec![parts.join(" ")] }
}

fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

/// Whether a text can be an address: no space in it, and more than a fragment.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.starts_with('#') && !text.contains(char::is_whitespace)
}

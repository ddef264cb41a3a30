//! Microdata (`itemscope`, `itemprop`) and its cousin `RDFa` (`property` on elements of the body).

use std::borrow::Cow;

use copydesk_core::{Field, Provenance};

use super::collect::Collector;
use super::json_ld::{is_article, is_organisation, is_page};
use super::{Context, text};
use crate::tree::{ITEMPROP, ITEMSCOPE, NodeId, PROPERTY};

/// The items that are open at a point of the walk.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    open: Vec<(NodeId, Scope)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    /// An article, or a page that stands for one, by the name of its type.
    Article(String),
    /// The author of an article, with the key of its name.
    Author(String),
    /// The publisher of an article, with the key of its name.
    Publisher(String),
    /// A comment, a product: not ours.
    Other,
}

impl Scopes {
    /// Enters an element.
    pub(super) fn enter(&mut self, context: Context<'_>, node: NodeId, collector: &mut Collector) {
        let tree = context.tree;
        let Some(element) = tree.element(node).filter(|element| element.may_have(MARKS)) else { return };
        let opens = element.has(ITEMSCOPE);
        let properties = element.known(ITEMPROP);
        if let Some(properties) = properties {
            for property in properties.split_ascii_whitespace().take(MAX_PROPERTIES) {
                self.property(context, node, property, opens, collector);
            }
        } else if let Some(properties) = element.known(PROPERTY).filter(|_| tree.name(node) != "meta") {
            for property in properties.split_ascii_whitespace().take(MAX_PROPERTIES) {
                rdfa(context, node, property, collector);
            }
        }
        if opens {
            let scope = self.scope(element.attribute("itemtype").unwrap_or_default(), properties.unwrap_or_default());
            self.open.push((node, scope));
        }
    }

    /// Leaves an element.
    pub(super) fn leave(&mut self, node: NodeId) {
        if self.open.last().is_some_and(|(open, _)| *open == node) {
            self.open.pop();
        }
    }

    fn scope(&self, itemtype: &str, properties: &str) -> Scope {
        let name = itemtype.trim().rsplit(['/', '#']).next().unwrap_or_default();
        let owner = match self.open.last() {
            Some((_, Scope::Article(owner))) => Some(owner),
            _ => None,
        };
        let is = |wanted: &str| properties.split_ascii_whitespace().any(|property| property == wanted);
        if is("author") || is("creator") {
            let owner = owner.map_or("itemprop=author", String::as_str);
            let organisation = if is_organisation(name) { "(Organization)" } else { "" };
            return match owner {
                "itemprop=author" => Scope::Author(format!("itemprop=author{organisation}")),
                owner => Scope::Author(format!("{owner}.author{organisation}")),
            };
        }
        match owner {
            Some(owner) if is("publisher") => Scope::Publisher(format!("{owner}.publisher")),
            _ if name.len() <= MAX_TYPE && (is_article(name) || is_page(name)) => Scope::Article(name.to_owned()),
            _ => Scope::Other,
        }
    }

    fn property(&self, context: Context<'_>, node: NodeId, property: &str, opens: bool, collector: &mut Collector) {
        let owner = self.open.last().map(|(_, scope)| scope);
        match owner {
            Some(Scope::Article(owner)) => {
                let named = Property { name: property, opens, in_article: true };
                offer(context, node, named, &format!("{owner}.{property}"), collector);
            }
            Some(Scope::Author(key)) if property == "name" => add(context, node, Field::Authors, key, collector),
            Some(Scope::Publisher(key)) if property == "name" => add(context, node, Field::Publisher, key, collector),
            Some(_) => {}
            None => {
                let named = Property { name: property, opens, in_article: false };
                offer(context, node, named, &format!("itemprop={property}"), collector);
            }
        }
    }
}

/// The marks of the attributes that say that an element is an item, or a property of one.
const MARKS: u64 = ITEMSCOPE.bit() | ITEMPROP.bit() | PROPERTY.bit();

/// The longest name of a type, in bytes.
const MAX_TYPE: usize = 64;
/// The most properties that one attribute may name.
const MAX_PROPERTIES: usize = 8;
/// The longest text of an element that is taken for a value, in bytes.
const MAX_VALUE: usize = 1000;

fn rdfa(context: Context<'_>, node: NodeId, property: &str, collector: &mut Collector) {
    let name = property.rsplit([':', '/']).next().unwrap_or(property);
    let key = format!("property={property}");
    match name {
        "date" | "created" | "issued" | "dateCreated" => add(context, node, Field::Published, &key, collector),
        "modified" => add(context, node, Field::Modified, &key, collector),
        "author" | "headline" | "datePublished" | "dateModified" | "articleSection" => {
            offer(context, node, Property { name, opens: false, in_article: false }, &key, collector);
        }
        _ => {}
    }
}

/// A property that an element names.
#[derive(Clone, Copy)]
struct Property<'p> {
    name: &'p str,
    /// Whether the element is an item of its own.
    opens: bool,
    /// Whether it is a property of an article.
    in_article: bool,
}

/// Adds the value of a property of an article. Outside any item only names that cannot mean anything else count.
fn offer(context: Context<'_>, node: NodeId, property: Property<'_>, key: &str, collector: &mut Collector) {
    let Property { name, opens, in_article } = property;
    let field = match name {
        "headline" => Field::Title,
        "datePublished" | "dateCreated" | "uploadDate" => Field::Published,
        "dateModified" | "dateUpdate" => Field::Modified,
        "author" | "creator" if !opens => Field::Authors,
        "articleSection" => Field::Section,
        "name" if in_article => Field::Title,
        "description" if in_article => Field::Standfirst,
        "inLanguage" if in_article => Field::Language,
        "publisher" if in_article && !opens => Field::Publisher,
        "keywords" if in_article => {
            if let Some(list) = text::value(context, node, MAX_VALUE) {
                collector.add_list(Field::Tags, &list, Provenance::Microdata, key);
            }
            return;
        }
        "image" | "thumbnailUrl" if in_article && !opens => Field::Image,
        "mainEntityOfPage" if in_article => Field::CanonicalUrl,
        "isAccessibleForFree" => {
            let value = text::value(context, node, MAX_VALUE).unwrap_or_default().trim().to_ascii_lowercase();
            let access = match value.as_str() {
                "true" | "yes" => "free",
                "false" | "no" => "paywalled",
                _ => return,
            };
            collector.add(Field::Access, access, Provenance::Microdata, key, None);
            return;
        }
        _ => return,
    };
    add(context, node, field, key, collector);
}

fn add(context: Context<'_>, node: NodeId, field: Field, key: &str, collector: &mut Collector) {
    let value = match field {
        Field::Image | Field::CanonicalUrl => text::address(context.tree, node).map(Cow::Borrowed),
        Field::Authors => text::value_lines(context, node, MAX_VALUE),
        Field::Title => text::value_headline(context, node, MAX_VALUE),
        _ => text::value(context, node, MAX_VALUE),
    };
    if let Some(value) = value {
        let block = context.blocks.first_block(context.tree, node).filter(|_| field != Field::Image);
        collector.add(field, &value, Provenance::Microdata, key, block);
    }
}

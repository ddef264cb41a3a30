//! What the page shows: headings, dates and bylines.

use copydesk_core::text::dates;
use copydesk_core::{Field, Provenance};

use super::collect::Collector;
use super::words::{Moment, moment, moment_of_names, names_author, names_date, names_year};
use super::{Context, text};
use crate::tree::{ElementData, NodeId};

/// The longest byline, in bytes.
const MAX_BYLINE: usize = 200;
/// The longest text with a date, in bytes.
const MAX_DATE: usize = 120;
/// The longest heading, in bytes.
const MAX_HEADING: usize = 600;
/// How much of the text before a date is read for a label such as "Updated", in bytes.
const MAX_LABEL: usize = 48;

/// Reads one element of the body.
pub(super) fn element(context: Context<'_>, node: NodeId, collector: &mut Collector) {
    let Some(element) = context.tree.element(node) else { return };
    match &*element.name {
        "h1" => heading(context, node, collector),
        "time" => time(context, node, element, collector),
        _ => marked_date(context, node, element, collector),
    }
    byline(context, node, element, collector);
    topic(context, node, element, collector);
}

/// The longest name of a tag or a section, in bytes.
const MAX_TOPIC: usize = 80;

/// A link to the articles of the same tag (`rel=tag`) or section (`rel="category tag"`).
fn topic(context: Context<'_>, node: NodeId, element: &ElementData, collector: &mut Collector) {
    let relation = element.attribute("rel");
    let (field, key) = if has_word(relation, "category") {
        (Field::Section, "rel=category")
    } else if has_word(relation, "tag") {
        (Field::Tags, "rel=tag")
    } else {
        return;
    };
    if let Some(value) = text::short(context, node, MAX_TOPIC) {
        let name = value.trim_start_matches('#').trim_end_matches(',');
        collector.add(field, name, Provenance::Text, key, context.blocks.first_block(node));
    }
}

/// Whether an element holds readers' comments, whose dates and names are not the article's.
pub(super) fn holds_comments(element: &ElementData) -> bool {
    if matches!(&*element.name, "html" | "body" | "main" | "article") {
        return false;
    }
    element.attribute("id").into_iter().chain(element.classes()).any(|name| {
        matches!(
            name,
            "comments"
                | "comment"
                | "comment-list"
                | "commentlist"
                | "comments-area"
                | "comment-body"
                | "comments-list"
                | "commentsList"
                | "disqus_thread"
                | "respond"
        )
    })
}

/// The titles that a page sets in smaller headings: those whose class says so, and those that the `<title>` repeats. Where
/// there is an `<h1>` too, they are no more than text.
pub(super) fn lesser_heading(context: Context<'_>, node: NodeId, has_main: bool, collector: &mut Collector) {
    let Some(element) = context.tree.element(node) else { return };
    let title = element.classes().find(|class| {
        let class = class.to_ascii_lowercase();
        ["headline", "entry-title", "post-title", "article-title", "articletitle", "story-title"]
            .iter()
            .any(|word| class.contains(word))
    });
    let Some(value) = text::short(context, node, MAX_HEADING) else { return };
    let key = match title {
        Some(class) => format!("{}.{class}", &*element.name),
        None if value.chars().count() >= MIN_REPEATED && collector.title_holds(&value) => (*element.name).to_owned(),
        None => return,
    };
    let provenance = if has_main { Provenance::Text } else { Provenance::Heading };
    collector.add(Field::Title, &value, provenance, &key, context.blocks.first_block(node));
}

/// The shortest heading that is told by the `<title>` to be the headline, in characters.
const MIN_REPEATED: usize = 8;

fn heading(context: Context<'_>, node: NodeId, collector: &mut Collector) {
    if let Some(value) = text::short(context, node, MAX_HEADING) {
        collector.add(Field::Title, &value, Provenance::Heading, "h1", context.blocks.first_block(node));
    }
}

fn time(context: Context<'_>, node: NodeId, element: &ElementData, collector: &mut Collector) {
    let datetime = element.attribute("datetime").filter(|value| is_dated(value) && value.len() <= MAX_DATE);
    let shown = text::short(context, node, MAX_DATE);
    let (value, mut key) = match (datetime, &shown) {
        (Some(datetime), _) => (datetime.to_owned(), "time[datetime]".to_owned()),
        (None, Some(shown)) if is_date(shown) => (shown.clone(), "time".to_owned()),
        _ => return,
    };
    if element.attribute("pubdate").is_some() {
        key.push_str("[pubdate]");
    }
    if let Some(property) = element.attribute("itemprop") {
        key.extend(["[itemprop=", property, "]"]);
    }
    for class in element.classes().take(MAX_CLASSES) {
        key.extend([".", class]);
    }
    let names = format!(
        "{} {} {}",
        element.attribute("class").unwrap_or_default(),
        element.attribute("itemprop").unwrap_or_default(),
        element.attribute("id").unwrap_or_default()
    );
    let field = field(context, node, &names, shown.as_deref().unwrap_or_default());
    collector.add(field, &value, Provenance::Time, &key, context.blocks.first_block(node));
}

/// The most classes that a key names.
const MAX_CLASSES: usize = 6;

/// Attributes that hold the date of an element that is no `<time>`.
const DATES: [&str; 10] = [
    "datetime",
    "data-datetime",
    "data-date",
    "data-time",
    "data-timestamp",
    "data-published",
    "data-publish-date",
    "data-published-date",
    "data-pubdate",
    "data-utime",
];

/// A date in an element whose class or id speaks of one.
fn marked_date(context: Context<'_>, node: NodeId, element: &ElementData, collector: &mut Collector) {
    let Some((attribute, name)) = named(element, names_date) else {
        if let Some((name, value)) = attribute_date(element) {
            let field = field(context, node, element.attribute("class").unwrap_or_default(), "");
            collector.add(field, value, Provenance::Text, name, context.blocks.first_block(node));
        }
        return;
    };
    let shown = text::short(context, node, MAX_DATE);
    let key = format!("{attribute} {name}");
    let field = field(context, node, name, shown.as_deref().unwrap_or_default());
    if let Some((name, value)) = attribute_date(element) {
        collector.add(field, value, Provenance::Text, name, context.blocks.first_block(node));
    }
    // What a `<time>` inside shows is its own to say.
    let holds_time = |node| context.tree.preorder(node).take(MAX_NODES).any(|inner| context.tree.name(inner) == "time");
    if let Some(shown) = shown.filter(|shown| is_date(shown) && !holds_time(node)) {
        collector.add(field, &shown, Provenance::Text, &key, context.blocks.first_block(node));
    }
}

/// The most nodes that are looked through for a `<time>`.
const MAX_NODES: usize = 64;

fn attribute_date(element: &ElementData) -> Option<(&'static str, &str)> {
    DATES.iter().find_map(|name| {
        let value = element.attribute(name)?;
        (is_dated(value) && value.len() <= MAX_DATE && value.trim().len() >= MIN_DATE).then_some((*name, value))
    })
}

/// The shortest date in an attribute: `20190204`.
const MIN_DATE: usize = 8;

/// What a date is the date of: by the names of its element, by what it says itself, by the label before it, by the
/// names of the element around it.
fn field(context: Context<'_>, node: NodeId, names: &str, shown: &str) -> Field {
    let around = || {
        let parent = context.tree.parent(node)?;
        moment_of_names(context.tree.attribute(parent, "class")?)
    };
    let moment = moment_of_names(names)
        .or_else(|| moment(shown))
        .or_else(|| label(context, node).and_then(moment))
        .or_else(around);
    if moment == Some(Moment::Modified) { Field::Modified } else { Field::Published }
}

/// The text right before an element: in its block, or the block before if that is no more than a label.
fn label(context: Context<'_>, node: NodeId) -> Option<&str> {
    let (block, start) = context.blocks.beginning(node)?;
    let blocks = &context.blocks.blocks;
    let before = blocks[block as usize].text.get(..start as usize)?.trim_end();
    if before.is_empty() {
        let previous = &blocks[block.checked_sub(1)? as usize].text;
        return (previous.len() <= MAX_LABEL).then_some(previous);
    }
    let mut from = before.len().saturating_sub(MAX_LABEL);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    Some(&before[from..])
}

/// Parts of addresses that lead to a writer's page.
const AUTHOR_PATHS: [&str; 21] = [
    "/contributor/",
    "/profil/",
    "/user/",
    "/redakteure/",
    "/author/",
    "/authors/",
    "/autor/",
    "/autoren/",
    "/auteur/",
    "/auteurs/",
    "/autore/",
    "/by/",
    "/writer/",
    "/writers/",
    "/journalist/",
    "/journalists/",
    "/reporter/",
    "/contributors/",
    "/profile/",
    "/people/",
    "/staff/",
];

fn byline(context: Context<'_>, node: NodeId, element: &ElementData, collector: &mut Collector) {
    let key = if has_word(element.attribute("rel"), "author") {
        "rel=author".to_owned()
    } else if let Some(path) = element.attribute("href").and_then(author_path) {
        format!("a[href*=\"{path}\"]")
    } else if let Some((attribute, name)) = named(element, names_author) {
        format!("{attribute} {name}")
    } else if &*element.name == "address" {
        "address".to_owned()
    } else {
        return;
    };
    let Some(value) = text::short(context, node, MAX_BYLINE) else { return };
    if value.chars().any(char::is_alphabetic) {
        collector.add(Field::Authors, &value, Provenance::Byline, &key, context.blocks.first_block(node));
    }
}

fn author_path(href: &str) -> Option<&'static str> {
    AUTHOR_PATHS.into_iter().find(|path| href.contains(path))
}

fn has_word(attribute: Option<&str>, word: &str) -> bool {
    attribute.is_some_and(|value| value.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(word)))
}

/// Attributes by which templates name their parts, beside `class` and `id`.
const NAMES: [&str; 5] = ["data-testid", "data-test", "data-test-id", "data-qa", "data-component"];

/// The first name of an element (a class, its id, a name that a template gave it) that fits, with the attribute.
fn named(element: &ElementData, fits: fn(&str) -> bool) -> Option<(&'static str, &str)> {
    if matches!(&*element.name, "html" | "body" | "main" | "article") {
        return None;
    }
    if let Some(class) = element.classes().find(|class| fits(class)) {
        return Some(("class", class));
    }
    if let Some(id) = element.attribute("id").filter(|id| fits(id)) {
        return Some(("id", id));
    }
    NAMES.iter().find_map(|name| element.attribute(name).filter(|value| fits(value)).map(|value| (*name, value)))
}

/// Whether a text can hold a date: it has a digit and is no length of time such as `PT5M`.
fn is_dated(text: &str) -> bool {
    let text = text.trim();
    text.chars().any(char::is_numeric)
        && !(text.starts_with('P') && text[1..].starts_with(|c: char| c == 'T' || c.is_ascii_digit()))
}

/// Whether a text that a class calls a date looks like one: it names a year, or can be read as a date.
fn is_date(text: &str) -> bool {
    names_year(text) || dates::find(text).is_some()
}

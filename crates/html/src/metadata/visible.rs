//! What the page shows: headings, dates and bylines.

use copydesk_core::text::bylines;
use copydesk_core::text::eight::first_of;
use copydesk_core::{Field, Provenance, Shape};

use super::collect::Collector;
use super::notes::TEMPLATE_NAMES;
use super::telling::Tells;
use super::{Context, dates, text, words};
use crate::stems::Words;
use crate::tree::{HREF, ID, NodeId, REL, Tag, TreeElement};

/// The longest byline, in bytes.
const MAX_BYLINE: usize = 200;
/// The longest heading, in bytes.
const MAX_HEADING: usize = 600;

/// Reads one element of the body. `tells` is what [`super::notes::telling_names`] says of it.
pub(super) fn element(
    context: Context<'_>,
    node: NodeId,
    element: TreeElement<'_>,
    tells: Tells,
    collector: &mut Collector,
) {
    if element.is_bare() && !is_named_by_tag(element) {
        return;
    }
    if element.tag == Tag::H1 {
        heading(context, node, collector);
    } else {
        dates::element(context, node, element, tells.date, collector);
    }
    byline(context, node, element, tells.author, collector);
    topic(context, node, element, collector);
}

/// Whether an element may hold a title, a date or a byline by what it is, with no attribute to say so.
fn is_named_by_tag(element: TreeElement<'_>) -> bool {
    matches!(element.tag, Tag::H1 | Tag::Time | Tag::Address)
}

/// The longest name of a tag or a section, in bytes.
const MAX_TOPIC: usize = 80;

/// A link to the articles of the same tag (`rel=tag`) or section (`rel="category tag"`).
fn topic(context: Context<'_>, node: NodeId, element: TreeElement<'_>, collector: &mut Collector) {
    let relation = element.known(REL);
    let (field, key) = if has_word(relation, "category") {
        (Field::Section, "rel=category")
    } else if has_word(relation, "tag") {
        (Field::Tags, "rel=tag")
    } else {
        return;
    };
    if let Some(value) = text::short(context, node, MAX_TOPIC) {
        let name = value.trim_start_matches('#').trim_end_matches(',');
        collector.add(field, name, Provenance::Text, key, context.blocks.first_block(context.tree, node));
    }
}

/// Whether an element holds readers' comments, whose dates and names are not the article's.
pub(super) fn holds_comments(element: TreeElement<'_>) -> bool {
    if matches!(&**element.name(), "html" | "body" | "main" | "article") {
        return false;
    }
    element.known(ID).into_iter().chain(element.classes()).any(|name| {
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

/// What the class of a smaller heading holds that is the title.
static TITLES: Words<8> =
    Words::of(&["headline", "entry-title", "post-title", "article-title", "articletitle", "story-title"]);

/// The titles that a page sets in smaller headings: those whose class says so, and those that the `<title>` repeats. Where
/// there is an `<h1>` too, they are no more than text.
pub(super) fn lesser_heading(context: Context<'_>, node: NodeId, has_main: bool, collector: &mut Collector) {
    let Some(element) = context.tree.element(node) else { return };
    let title = element.classes().find(|class| TITLES.are_in(class));
    let Some(value) = text::headline(context, node, MAX_HEADING) else { return };
    let key = match title {
        Some(class) => format!("{}.{class}", &**element.name()),
        None if value.chars().nth(MIN_REPEATED - 1).is_some() && collector.title_holds(&value) => {
            (**element.name()).to_owned()
        }
        None => return,
    };
    let provenance = if has_main { Provenance::Text } else { Provenance::Heading };
    collector.add(Field::Title, &value, provenance, &key, context.blocks.first_block(context.tree, node));
}

/// The shortest heading that is told by the `<title>` to be the headline, in characters.
const MIN_REPEATED: usize = 8;

fn heading(context: Context<'_>, node: NodeId, collector: &mut Collector) {
    if collector.is_full(Field::Title, Provenance::Heading) {
        collector.leave_out();
        return;
    }
    if let Some(value) = text::headline(context, node, MAX_HEADING) {
        let value = without_kickers(context, node, &value, collector);
        collector.add(Field::Title, value, Provenance::Heading, "h1", context.blocks.first_block(context.tree, node));
    }
}

/// What is called by one of these in a heading is no headline, but stands above it.
static KICKERS: Words<6> = Words::of(&["kicker", "overline", "dachzeile", "roofline", "topline", "topic-label"]);
/// What parts a headline from what stands beside it.
const PARTING: [char; 7] = [':', '|', '–', '—', '-', '•', '/'];
/// The most nodes of a heading that are asked for it.
const MAX_INNER: usize = 32;

/// The text of a heading without what stands beside the headline in it: what is set small before or behind it, and the
/// kicker before it, unless the page states the two as one title elsewhere.
fn without_kickers<'v>(context: Context<'_>, node: NodeId, shown: &'v str, collector: &Collector) -> &'v str {
    let mut left = shown;
    for inner in context.tree.preorder(node).skip(1).take(MAX_INNER) {
        let Some(element) = context.tree.element(inner) else { continue };
        let is_small = element.tag == Tag::Small;
        if !is_small && !element.classes().any(|class| KICKERS.are_in(class)) {
            continue;
        }
        let Some(part) = text::short(context, inner, MAX_HEADING) else { continue };
        let is_beside = |character: char| character.is_whitespace() || PARTING.contains(&character);
        let behind = || left.strip_suffix(&*part).filter(|_| is_small).map(|rest| rest.trim_end_matches(is_beside));
        let rest = left.strip_prefix(&*part).map(|rest| rest.trim_start_matches(is_beside)).or_else(behind);
        if let Some(rest) = rest.filter(|rest| rest.contains(char::is_alphanumeric))
            && (is_small || !collector.states_title(shown))
        {
            left = rest;
        }
    }
    left
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

fn byline(context: Context<'_>, node: NodeId, element: TreeElement<'_>, tells: bool, collector: &mut Collector) {
    let mut is_account = false;
    let key = if has_word(element.known(REL), "author") {
        "rel=author".to_owned()
    } else if let Some(path) =
        element.known(HREF).and_then(|href| author_path(href).filter(|_| !leads_to_network(href)))
    {
        format!("a[href*=\"{path}\"]")
    } else if let Some((attribute, name)) = tells.then(|| named(element, words::names_author)).flatten() {
        is_account = words::names_account(name);
        format!("{attribute} {name}")
    } else if element.tag == Tag::Address {
        "address".to_owned()
    } else {
        return;
    };
    if collector.is_full(Field::Authors, Provenance::Byline) {
        collector.leave_out();
        return;
    }
    if let Some(value) = text::short_lines(context, node, MAX_BYLINE) {
        if is_account && !may_be_account(&value) {
            return;
        }
        // An address with a number is one of a house, not of somebody.
        let is_house = element.tag == Tag::Address && value.bytes().any(|byte| byte.is_ascii_digit());
        if value.chars().any(char::is_alphabetic) && !is_house {
            collector.add(
                Field::Authors,
                &value,
                Provenance::Byline,
                &key,
                context.blocks.first_block(context.tree, node),
            );
        }
    } else if let Some(name) = leads_to_writer(&key).then(|| named_in_attribute(context, node, element)).flatten() {
        let block = context.blocks.first_block(context.tree, node);
        collector.add(Field::Authors, name, Provenance::Byline, &key, block);
    } else if let Some((block, name)) = opening_name(context, node) {
        collector.add(Field::Authors, name, Provenance::Byline, &format!("{key}, opening"), Some(block));
    }
}

/// The most nodes of a link that are looked through for its picture.
const MAX_LINKED: usize = 16;

/// The person whom a link without a text names: its own title or label, or what its picture shows.
fn named_in_attribute<'d>(context: Context<'d>, node: NodeId, element: TreeElement<'d>) -> Option<&'d str> {
    let own = ["title", "aria-label"].iter().filter_map(|name| element.attribute(name));
    let pictures = context.tree.preorder(node).skip(1).take(MAX_LINKED);
    let shown = pictures.filter_map(|inner| context.tree.attribute(inner, "alt"));
    // "Portrait of Ann Smith" is no name.
    let is_capitalised = |name: &str| name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    own.chain(shown).map(str::trim).find(|name| {
        name.len() <= MAX_NAME && is_capitalised(name) && bylines::is_person(name) && !bylines::holds_no_name(name)
    })
}

/// Whether the mark of a byline is an address that leads to somebody who writes, and to nobody else.
fn leads_to_writer(key: &str) -> bool {
    key.starts_with("a[href") && ["/aut", "/journalist", "/redakteur"].iter().any(|path| key.contains(path))
}

/// Whether an address leads to an account with one of the networks that pages link to from their footers.
fn leads_to_network(href: &str) -> bool {
    const NETWORKS: [&str; 10] = [
        "youtube.com/",
        "facebook.com/",
        "twitter.com/",
        "instagram.com/",
        "pinterest.com/",
        "vimeo.com/",
        "soundcloud.com/",
        "tiktok.com/",
        "flickr.com/",
        "xing.com/",
    ];
    let host = || href.split_once("://").map(|(_, rest)| rest).or_else(|| href.strip_prefix("//"));
    host().is_some_and(|host| {
        NETWORKS.iter().any(|network| {
            let at = host.find(network);
            at.is_some_and(|at| (at == 0 || host[..at].ends_with('.')) && !host[..at].contains('/'))
        })
    })
}

/// Whether a text may be the name of somebody's account: not that of a network, nor a prompt to whoever reads.
fn may_be_account(text: &str) -> bool {
    const PROMPTS: [&str; 12] = [
        "login",
        "log in",
        "sign in",
        "sign up",
        "anmelden",
        "welcome",
        "guest",
        "gast",
        "username",
        "user name",
        "benutzername",
        "ログイン",
    ];
    let begins = |prompt: &&str| {
        let cut = text.split_at_checked(prompt.len());
        cut.is_some_and(|(start, rest)| start.eq_ignore_ascii_case(prompt) && !rest.starts_with(char::is_alphanumeric))
    };
    !text.starts_with('@') && !text.ends_with([',', ':', '!', '?', '…']) && !PROMPTS.iter().any(begins)
}

/// The longest portrait of an author that is read for the name it opens with, in bytes.
const MAX_PORTRAIT: usize = 900;
/// The longest name that opens a portrait, in bytes.
const MAX_NAME: usize = 60;

/// The name with which a portrait of an author opens, as a block of its own.
fn opening_name(context: Context<'_>, node: NodeId) -> Option<(u32, &str)> {
    if !context.blocks.is_short(context.tree, node, MAX_PORTRAIT) {
        return None;
    }
    let (number, 0) = context.blocks.beginning(context.tree, node)? else { return None };
    let block = context.blocks.blocks.get(number as usize)?;
    let text = block.text.trim();
    (block.shape != Shape::Heading(1) && text.len() <= MAX_NAME && bylines::is_person(text)).then_some((number, text))
}

/// The first of [`AUTHOR_PATHS`] that an address holds.
pub(super) fn author_path(href: &str) -> Option<&'static str> {
    // Every link of a page is asked, and few hold any. The two letters behind the slash, one bit of each first for a second.
    const OPENINGS: [u32; 32] = {
        let (mut openings, mut at) = ([0; 32], 0);
        while at < AUTHOR_PATHS.len() {
            let path = AUTHOR_PATHS[at].as_bytes();
            openings[(path[1] & 31) as usize] |= 1 << (path[2] & 31);
            at += 1;
        }
        openings
    };
    let bytes = href.as_bytes();
    let begins = |at: usize| match bytes.get(at + 1..at + 3) {
        Some([first, second]) if OPENINGS[usize::from(first & 31)] & 1 << (second & 31) != 0 => {
            AUTHOR_PATHS.iter().any(|path| bytes[at..].starts_with(path.as_bytes()))
        }
        _ => false,
    };
    for at in (0..bytes.len()).step_by(8) {
        let rest = &bytes[at..];
        let eight = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            last
        });
        let mut slashes = first_of(b'/', u64::from_le_bytes(eight));
        while slashes != 0 {
            if begins(at + slashes.trailing_zeros() as usize / 8) {
                return AUTHOR_PATHS.into_iter().find(|path| href.contains(path));
            }
            slashes &= slashes - 1;
        }
    }
    None
}

/// Whether an attribute holds a word, whatever its case.
pub(super) fn has_word(attribute: Option<&str>, word: &str) -> bool {
    attribute.is_some_and(|value| value.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(word)))
}

/// Attributes by which templates name their parts, beside `class` and `id`.
pub(super) const NAMES: [&str; 5] = ["data-testid", "data-test", "data-test-id", "data-qa", "data-component"];

/// The first name of an element (a class, its id, a name that a template gave it) that fits, with the attribute.
pub(super) fn named(element: TreeElement<'_>, fits: fn(&str) -> bool) -> Option<(&'static str, &str)> {
    if matches!(&**element.name(), "html" | "body" | "main" | "article") {
        return None;
    }
    if let Some(class) = element.classes().find(|class| fits(class)) {
        return Some(("class", class));
    }
    if let Some(id) = element.known(ID).filter(|id| fits(id)) {
        return Some(("id", id));
    }
    if !element.may_have(TEMPLATE_NAMES) {
        return None;
    }
    NAMES.iter().find_map(|name| element.attribute(name).filter(|value| fits(value)).map(|value| (*name, value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_wherever_they_stand() {
        let parts = AUTHOR_PATHS.into_iter().chain(["/", "//", "/au", "/by", "/autor", "é", ""]);
        for part in parts {
            for before in 0..20 {
                for behind in ["", "a", "/ann-smith/wall"] {
                    let href = format!("{}{part}{behind}", "-".repeat(before));
                    let expected = AUTHOR_PATHS.into_iter().find(|path| href.contains(path));
                    assert_eq!(author_path(&href), expected, "{href}");
                }
            }
        }
        assert_eq!(author_path("/staff/by/ann"), Some("/by/"));
    }
}

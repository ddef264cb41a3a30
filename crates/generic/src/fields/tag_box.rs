//! The tags that a page shows for its article: links that stand together and are called tags by what holds them, by a label
//! before them or by where they lead.

use copydesk_core::{Block, Element, Field, Provenance};

use super::asked::Asked;
use super::page::Page;
use super::tag_words::{NAMES, STEMS, is_among, is_label, leads_to_tag, words};
use super::zones::Zones;

/// How many blocks behind the last kept one are looked at.
const REACH: u32 = 60;
/// How many of them tags stand in that nothing but one link's address tells.
const NEAR: u32 = 12;
/// The longest name of a tag, in bytes.
const MAX_NAME: usize = 80;
/// How many elements around a text may name it.
const AROUND: usize = 4;
/// The same of a link that an element names as one tag: what holds all tags is further up.
const AROUND_ONE: usize = 8;
/// How many are looked at for other parts of the page.
const MAX_AROUND: usize = 16;
/// The most words that names of tags have on average: headlines have more.
const MAX_WORDS: usize = 3;
/// The most marked links of one block that its others are compared with.
const MAX_MARKED: usize = 64;
/// How many names of an element are looked at: its classes and its id; and the longest of them, in bytes.
const MAX_CLASSES: usize = 12;
const MAX_CLASS: usize = 80;
/// The most tags of a box.
const MAX_TAGS: usize = 64;
/// The most boxes that are told apart.
const MAX_BOXES: usize = 24;

/// Tags that stand together.
#[derive(Debug)]
struct TagBox<'d> {
    /// The number of the element that holds them, if one does.
    holder: Option<u32>,
    /// How many ways tell that they are tags.
    strength: u8,
    /// The first block of them.
    first: u32,
    names: Vec<&'d str>,
}

/// The tags of the article: those of the box that tells most surely what it is, and of several the first.
pub(super) fn shown<'d>(page: &Page<'d>, zones: &Zones) -> Vec<&'d str> {
    let blocks = page.document.blocks();
    let elements = page.document.elements();
    let end = page.kept.last().copied().unwrap_or(*zones.head().end());
    let range = *zones.head().start()..(end + 1 + REACH).min(blocks.len() as u32);
    // What holds the article, too, is no box of tags: some write the article's tags into its names.
    let article: Vec<u32> =
        page.kept.first().map_or(Vec::new(), |first| around(page, &blocks[*first as usize]).collect());
    let mut related: Vec<(u32, &str)> = page
        .metadata
        .of(Field::Tags)
        .filter(|candidate| candidate.provenance == Provenance::Text)
        .filter_map(|candidate| Some((candidate.block?, candidate.value.as_str())))
        .collect();
    related.sort_by_key(|(block, _)| *block);
    let mut boxes: Vec<TagBox<'_>> = Vec::new();
    let (called, others) = (Asked::of(elements.len()), Asked::of(elements.len()));
    // The block of the last label or labelled tag, and the element whose parts tags behind it are.
    let mut label: Option<(u32, Option<u32>)> = None;
    let outer = |block: &Block| elements[block.element? as usize].parent;
    for at in range {
        let block = &blocks[at as usize];
        if block.hidden || block.text.is_empty() {
            continue;
        }
        if block.links.is_empty() {
            label = is_label(&block.text).then_some((at, None));
            continue;
        }
        let before = block.links.first().and_then(|link| block.text.get(..link.start as usize));
        let follows = label.is_some_and(|(label, list)| label + 1 == at && (list.is_none() || list == outer(block)));
        let is_labelled = follows || before.is_some_and(is_label);
        // A list of them may go on.
        label = is_labelled.then(|| (at, outer(block)));
        // They stand in the order of their blocks.
        let marked = &related[related.partition_point(|(block, _)| *block < at)..];
        let marked = &marked[..marked.partition_point(|(block, _)| *block == at)];
        let is_marked_block = !marked.is_empty();
        // A sentence may hold a link to a tag.
        if !is_labelled && !is_marked_block && !is_of_links(block) {
            continue;
        }
        let holders = || around(page, block).take(AROUND).filter(|number| !article.contains(number));
        let calls = |number: &u32| called.is(*number, || calls_tags(&elements[*number as usize]));
        let named = holders().filter(calls).last().map(|named| {
            if block.links.len() != 1 || !is_called_tag(&elements[named as usize]) {
                return named;
            }
            let further = around(page, block).take(AROUND_ONE).take_while(|number| !article.contains(number));
            further.filter(calls).last().unwrap_or(named)
        });
        let mut own = block.links.iter().filter_map(|link| {
            let name = block.text.get(link.start as usize..link.end as usize)?.trim();
            let leads = leads_to_tag(&link.href);
            let is_marked =
                marked.iter().take(MAX_MARKED).any(|(_, value)| name.trim_start_matches('#').starts_with(value));
            let strength = 2 * u8::from(is_labelled || named.is_some()) + u8::from(leads) + 2 * u8::from(is_marked);
            (strength > 0 && !name.is_empty() && !is_label(name) && name.len() <= MAX_NAME).then_some((name, strength))
        });
        let Some((name, strength)) = own.next() else { continue };
        let mut within = around(page, block).take_while(|number| !article.contains(number));
        if within.any(|number| others.is(number, || is_elsewhere(page, number))) {
            continue;
        }
        let names = std::iter::once(name).chain(own.map(|(name, _)| name));
        let holder = named.or_else(|| holders().nth(usize::from(block.links.len() == 1)));
        match boxes.iter().position(|known| known.holder.is_some() && known.holder == holder) {
            Some(known) => {
                let known = &mut boxes[known];
                known.names.extend(names.take(MAX_TAGS.saturating_sub(known.names.len())));
                known.strength = known.strength.max(strength);
            }
            None if boxes.len() < MAX_BOXES => {
                boxes.push(TagBox { holder, strength, first: at, names: names.take(MAX_TAGS).collect() });
            }
            None => break,
        }
    }
    let title = zones.title();
    boxes.retain(|tags| {
        let words: usize = tags.names.iter().map(|name| name.split_whitespace().count()).sum();
        // Where a link leads is all that tells: above the headline that is the section, further below another article's.
        let is_weak = tags.strength < 2;
        words <= MAX_WORDS * tags.names.len()
            && !tags.names.iter().any(|name| name.ends_with('?'))
            && !(is_weak && title.is_some_and(|title| tags.first < title))
            && !(is_weak && tags.names.len() == 1 && tags.first > end + NEAR)
    });
    let most = boxes.iter().map(|tags| tags.strength).max();
    boxes.into_iter().find(|tags| Some(tags.strength) == most).map_or(Vec::new(), |tags| tags.names)
}

/// The numbers of the elements around a block, innermost first.
fn around<'p>(page: &'p Page<'_>, block: &Block) -> impl Iterator<Item = u32> + use<'p> {
    page.document.ancestor_numbers(block.element).take(MAX_AROUND)
}

/// Whether a text is hardly more than links.
fn is_of_links(block: &Block) -> bool {
    block.link_density() > 0.6
}

/// Whether an element is a part of the page that is not the article's.
fn is_elsewhere(page: &Page<'_>, number: u32) -> bool {
    let element = &page.document.elements()[number as usize];
    let is_own = || names_of(element).any(|class| words(class).any(|word| OWN_FEET.contains(&word)));
    // "elementor-widget-post-info": what a builder calls all of a page's parts.
    let is_other = |name: &str| !name.contains(BUILDER) && words(name).any(|word| is_among(word, &OTHERS));
    matches!(element.tag.as_str(), "nav" | "aside" | "figure" | "figcaption")
        || element.tag.as_str() == "footer" && !is_own() && around_holds_no_article(page, number)
        || names_of(element).any(is_other) && !(calls_tags(element) && is_own())
}

/// Whether an element stands in no `<article>`: the foot of one may hold its tags.
fn around_holds_no_article(page: &Page<'_>, number: u32) -> bool {
    let elements = page.document.elements();
    let mut around = page.document.ancestor_numbers(Some(number));
    !around.any(|number| matches!(elements[number as usize].tag.as_str(), "article" | "main"))
}

/// What a common builder of pages calls every part.
const BUILDER: &str = "elementor-";
/// Parts of names of an article's foot.
const OWN_FEET: [&str; 4] = ["entry", "post", "article", "story"];
/// Parts of names of what shows the tags of other articles, or of the site.
const OTHERS: [&str; 14] = [
    "cloud",
    "tagcloud",
    "widget",
    "sidebar",
    "nav",
    "navbar",
    "navigation",
    "menu",
    "popular",
    "trending",
    "teaser",
    "teasers",
    "recommended",
    "breadcrumb",
];
/// Whether an element calls what it holds tags. Systems write the tags themselves into the names of an article ("tag-ferry"), beside
/// its sections.
fn calls_tags(element: &Element) -> bool {
    if matches!(element.tag.as_str(), "body" | "html" | "main" | "article") {
        return false;
    }
    let lists_own = || {
        names_of(element).any(|class| class.starts_with("category-") || class == "hentry" || class.starts_with("type-"))
    };
    let calls = |name: &str| STEMS.is_in_any_case(name) && words(name).any(|word| is_among(word, &NAMES));
    let is_named = names_of(element).any(calls) && !lists_own();
    is_named || element.attributes.iter().any(|(name, value)| &**name == "aria-label" && is_label(value))
}

/// Whether an element is called one tag: "tag has-text", "tag-item".
fn is_called_tag(element: &Element) -> bool {
    const ONE: [&str; 4] = ["tag", "topic", "keyword", "thema"];
    let mut told = names_of(element).flat_map(words).filter(|word| is_among(word, &NAMES)).peekable();
    told.peek().is_some() && told.all(|word| is_among(word, &ONE))
}

/// The names of an element that are looked at: elements around many links are asked again and again.
fn names_of(element: &Element) -> impl Iterator<Item = &str> {
    let names = element.classes.iter().take(MAX_CLASSES).chain(&element.id);
    names.map(|name| &**name).filter(|name| name.len() <= MAX_CLASS)
}

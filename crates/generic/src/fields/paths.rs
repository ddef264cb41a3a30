//! Where a page shows that its article belongs: the path from the front page to it, and the link above its headline.

use copydesk_core::{Block, Element};

use super::page::Page;
use super::zones::Zones;
use crate::lexical::letters;

/// How many elements around a link may say that it is a step of the path.
const AROUND: usize = 7;
/// How many blocks before the headline the path is looked for in.
const BEFORE: u32 = 60;
/// How many blocks right above the headline are looked at for a link.
const ABOVE: u32 = 5;
/// The longest name of a step, in bytes.
const MAX_STEP: usize = 60;
/// The shortest name of one, in bytes of letters.
const MIN_NAME: usize = 2;
/// The most steps of a path.
const MAX_STEPS: usize = 12;
/// How much of a text above the headline must be the link.
const MIN_LINKED: f32 = 0.8;

/// Parts of names of what holds the path.
const PATHS: [&str; 9] =
    ["breadcrumb", "breadcrumbs", "breadcrumblist", "crumb", "crumbs", "ariane", "filariane", "arbo", "brotkrumen"];
/// Parts of names of what stands above a headline and names its section.
const KICKERS: [&str; 11] = [
    "category",
    "categories",
    "cat",
    "kicker",
    "overline",
    "eyebrow",
    "rubrik",
    "ressort",
    "section",
    "rubrique",
    "channel",
];
/// What the first step is called, in letters.
const FRONT_PAGES: [&str; 20] = [
    "home",
    "homepage",
    "startseite",
    "start",
    "accueil",
    "inicio",
    "portada",
    "hauptseite",
    "homepagelink",
    "zurstartseite",
    "domov",
    "forside",
    "hem",
    "strona",
    "stronagłówna",
    "главная",
    "首页",
    "ホーム",
    "トップ",
    "top",
];

/// What stands before the number of a volume.
const VOLUMES: [&str; 4] = ["jahrgang", "volume", "band", "vol"];
/// What leads elsewhere, in letters.
const NO_SECTIONS: [&str; 28] = [
    "back",
    "zurück",
    "next",
    "weiter",
    "nächstes",
    "nächster",
    "vorheriger",
    "vorheriges",
    "forenübersicht",
    "previous",
    "print",
    "drucken",
    "kontakt",
    "contact",
    "impressum",
    "impressumdatenschutz",
    "shop",
    "menu",
    "menü",
    "mainnavigation",
    "zuminhaltspringen",
    "skiptocontent",
    "skiptomaincontent",
    "zudenkommentaren",
    "überuns",
    "aboutus",
    "suche",
    "search",
];

/// The steps of the path that the page shows, in order, without the front page, days and the article itself.
pub(super) fn steps<'d>(page: &Page<'d>, zones: &Zones) -> Vec<&'d str> {
    let blocks = page.document.blocks();
    let title = zones.title().or(page.kept.first().copied()).unwrap_or(0);
    let range = title.saturating_sub(BEFORE)..(title + ABOVE).min(blocks.len() as u32);
    let mut steps = Vec::new();
    for block in &blocks[range.start as usize..range.end as usize] {
        if block.links.is_empty() || block.hidden || steps.len() >= MAX_STEPS || !is_step(page, block) {
            continue;
        }
        let names = block.links.iter().filter_map(|link| block.text.get(link.start as usize..link.end as usize));
        steps.extend(names.map(bare).filter(|name| is_name(page, name)));
    }
    steps
}

/// A name without the signs between steps.
fn bare(name: &str) -> &str {
    name.trim_matches(|character: char| {
        character.is_whitespace()
            || matches!(character, '>' | '»' | '›' | '/' | '|' | '«' | '<' | '→' | '•' | ':' | '‹' | '←' | '↓')
    })
}

/// Whether the name of a step may be that of a section: neither the front page nor a year, nor the article.
fn is_name(page: &Page<'_>, name: &str) -> bool {
    let own = letters(name);
    let is_year = || {
        let number = own.trim_end_matches(|character: char| character.is_ascii_digit());
        own.len() - number.len() == 4 || own.len() > number.len() && VOLUMES.contains(&number)
    };
    let is_article = || !page.headline.is_empty() && own.contains(&page.headline);
    name.len() <= MAX_STEP
        && own.len() >= MIN_NAME
        && !is_article()
        && own.starts_with(char::is_alphabetic)
        && !name.contains(": ")
        && !FRONT_PAGES.contains(&own.as_str())
        && !NO_SECTIONS.contains(&own.as_str())
        && own != page.headline
        && !page.headline.starts_with(&own)
        && !is_year()
}

fn is_step(page: &Page<'_>, block: &Block) -> bool {
    page.document.ancestors(block).take(AROUND).any(|element| {
        holds_word(element, &PATHS)
            || element.attributes.iter().any(|(name, value)| {
                matches!(&**name, "itemtype" | "aria-label" | "typeof" | "itemprop" | "role")
                    && value.to_ascii_lowercase().contains("breadcrumb")
            })
    })
}

/// The link that stands alone right above the headline and is called a section, or leads to a part of the site that the page's own address
/// lies in.
pub(super) fn above_headline<'d>(page: &Page<'d>, zones: &Zones) -> Option<&'d str> {
    let blocks = page.document.blocks();
    let title = zones.title()?;
    let (at, block) = (title.saturating_sub(ABOVE)..title)
        .rev()
        .map(|at| (at, &blocks[at as usize]))
        .find(|(_, block)| !block.hidden && !block.text.is_empty() && !block.links.is_empty())?;
    let [link] = block.links.as_slice() else { return None };
    let is_next =
        (at + 1..title).all(|between| blocks[between as usize].text.is_empty() || blocks[between as usize].hidden);
    let name = bare(block.text.get(link.start as usize..link.end as usize)?);
    if link.href.starts_with('#')
        || page.document.ancestors(block).take(AROUND).any(|element| element.tag.as_str() == "nav")
    {
        return None;
    }
    let is_called = || page.document.ancestors(block).take(2).any(|element| holds_word(element, &KICKERS));
    (is_next
        && block.link_density() >= MIN_LINKED
        && is_name(page, name)
        && (leads_above(page, &link.href) || is_called()))
    .then_some(name)
}

/// Whether an address is that of a folder in which the page lies.
fn leads_above(page: &Page<'_>, href: &str) -> bool {
    let stated = page.metadata.of(copydesk_core::Field::CanonicalUrl).map(|candidate| candidate.value.as_str());
    let folder = path(href).trim_end_matches('/');
    folder.len() > 1
        && page
            .document
            .origin()
            .url
            .as_deref()
            .into_iter()
            .chain(stated)
            .any(|own| path(own).strip_prefix(folder).is_some_and(|rest| rest.starts_with('/') && rest.len() > 1))
}

/// The path of an address.
pub(super) fn path(address: &str) -> &str {
    let rest = match address.split_once("//") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => address,
    };
    rest.split(['?', '#']).next().unwrap_or(rest)
}

/// Whether a part of an element's names is one of some words.
fn holds_word(element: &Element, words: &[&str]) -> bool {
    element.classes.iter().chain(&element.id).any(|name| {
        let parts = name.split(|character: char| !character.is_ascii_alphanumeric());
        let of_camel = || {
            let at = name
                .as_bytes()
                .windows(2)
                .position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
            at.map(|at| &name[..=at])
        };
        parts.chain(of_camel()).any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
    })
}

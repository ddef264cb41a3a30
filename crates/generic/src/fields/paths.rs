//! Where a page shows that its article belongs: the path from the front page to it, and the link above its headline.

use copydesk_core::{Block, Element};

use super::asked::Asked;
use super::page::Page;
use super::zones::Zones;
use crate::lexical::{Wanted, letters};

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
/// What each of these words holds: few other names do.
static PATH_STEMS: Wanted<4> = Wanted::new(["crumb", "ariane", "arbo", "brotkrumen"]);
static KICKER_STEMS: Wanted<8> =
    Wanted::new(["cat", "kicker", "overline", "eyebrow", "rubri", "ressort", "section", "channel"]);
static BREADCRUMB: Wanted<1> = Wanted::new(["breadcrumb"]);
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
    let paths = Asked::of(page.document.elements().len());
    for block in &blocks[range.start as usize..range.end as usize] {
        if block.links.is_empty() || block.hidden || steps.len() >= MAX_STEPS || !is_step(page, block, &paths) {
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
    let is_article = || !page.headline.is_empty() && own.contains(&page.headline);
    // The article's own name may be cut off. Many a headline opens with the name of its section, too.
    let opens_headline = || 2 * own.len() > page.headline.len() && page.headline.starts_with(&own);
    name.len() <= MAX_STEP
        && own.len() >= MIN_NAME
        && !is_article()
        && !is_year(&own)
        && own.starts_with(char::is_alphabetic)
        && !name.contains(": ")
        && !FRONT_PAGES.contains(&own.as_str())
        && !NO_SECTIONS.contains(&own.as_str())
        && !opens_headline()
}

/// Whether the name of a step, in letters, is that of a year or a volume. "Elections 2020" is none.
fn is_year(own: &str) -> bool {
    let before = own.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = own.len() - before.len();
    before.is_empty() && digits == 4 || digits > 0 && VOLUMES.contains(&before)
}

/// Whether a block is a step of the path. `paths` is what its elements were told to be.
fn is_step(page: &Page<'_>, block: &Block, paths: &Asked) -> bool {
    let elements = page.document.elements();
    let around = page.document.ancestor_numbers(block.element);
    around.take(AROUND).any(|number| paths.is(number, || holds_path(&elements[number as usize])))
}

/// Whether an element says that it holds the path.
fn holds_path(element: &Element) -> bool {
    holds_word(element, &PATHS, &PATH_STEMS)
        || element.attributes.iter().any(|(name, value)| {
            matches!(&**name, "itemtype" | "aria-label" | "typeof" | "itemprop" | "role")
                && BREADCRUMB.is_in_any_case(value)
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
    let is_called =
        || page.document.ancestors(block).take(2).any(|element| holds_word(element, &KICKERS, &KICKER_STEMS));
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
fn holds_word<const N: usize>(element: &Element, words: &[&str], stems: &Wanted<N>) -> bool {
    element.classes.iter().chain(&element.id).filter(|name| stems.is_in_any_case(name)).any(|name| {
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

#[cfg(test)]
mod tests {
    use copydesk_core::{Draft, Origin};
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;

    #[track_caller]
    fn check_name(name: &str, headline: &str, expected: bool) {
        let document = HtmlDocument::read(b"<p>", None, Origin::default(), &Limits::default());
        let mut page = Page::of(&Draft::new(&document));
        page.headline = letters(headline);
        assert_eq!(is_name(&page, name), expected, "{name} above {headline}");
    }

    #[test]
    fn a_section_may_open_its_headline() {
        check_name("Ferries", "Ferries return to Ness", true);
        check_name("Ferries return to", "Ferries return to Ness", false);
        check_name("Ferries return to Ness", "Ferries return to Ness", false);
        check_name("Ferries return to Ness | Quay", "Ferries return to Ness", false);
        check_name("Ferries", "", true);
    }

    #[test]
    fn years_and_volumes_are_no_sections() {
        check_name("Elections 2020", "The wall of Ness", true);
        check_name("2020", "The wall of Ness", false);
        check_name("Jahrgang 2020", "The wall of Ness", false);
        check_name("Vol. 12", "The wall of Ness", false);
        check_name("Band", "The wall of Ness", true);
    }
}

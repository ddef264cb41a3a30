//! The headline.
//!
//! What the page shows as its headline is preferred to what it tells search engines and networks, which is often another
//! text. Every candidate has a score: headings by what confirms them and by where they stand, stated titles by their
//! place and by how many agree. The best one wins; the reason tells the scores.

mod signs;

use std::cell::LazyCell;
use std::rc::Rc;

use copydesk_core::text::{dates, whitespace};
use copydesk_core::{Block, Candidate, Draft, ExtractError, Field, Provenance, Rule, Shape, Text};

use super::objects::Objects;
use super::page::Page;
use crate::fast::Seeded;
use crate::lexical::{Wanted, is_word, letters};
use crate::site_name::{self, Other};

const HEADLINE: Rule = Rule::new("generic/headline", "best confirmed headline");

/// The least bytes of letters by which a title confirms another.
const TELLING: usize = 6;
/// The least bytes of a kept block that begins the body.
const MIN_BODY: usize = 80;
/// Most words of a label before a headline.
const MAX_LABEL_WORDS: usize = 6;
/// The least score of a stated title that is taken out of a longer heading.
const LEAST_TOLD: f32 = 1.0;
/// The least score of a heading that nothing else confirms.
const LEAST: f32 = 0.5;
/// The most bytes of a headline. Longer ones are paragraphs in a heading's dress.
const MAX_HEADLINE: usize = 220;
/// The score of a `<title>` that nothing else agrees with.
const UNCONFIRMED: f32 = 1.0;
/// The score of a heading right before the body where nothing but the `<title>` is known.
const LEADING: f32 = 1.1;
/// How many blocks before the body such a heading stands at most.
const MAX_BEFORE_BODY: usize = 3;
/// The least and the most bytes of such a heading.
const MIN_LEADING: usize = 8;
const MAX_LEADING: usize = 160;
/// The level of what no heading is, but is called a headline: behind those of headings.
const CALLED_HEADLINE: u8 = 5;
/// The most candidates that a reason tells of.
const MAX_TOLD: usize = 4;

/// A candidate with its score.
struct Headline<'m> {
    text: &'m str,
    letters: Rc<str>,
    score: f32,
    candidate: &'m Candidate,
}

/// What is left of a title without the site's name, and its letters; none where nothing is left.
type Stripped<'p> = Option<(&'p str, Rc<str>)>;

/// Resolves the title.
pub(super) fn title(draft: &mut Draft<'_>, page: &Page<'_>, objects: &Objects<'_>) -> Result<(), ExtractError> {
    let titled = Titled::of(page);
    let mut headlines: Vec<Headline<'_>> = titled.stated(objects);
    let headings = titled.headings(&headlines);
    headlines.extend(headings);
    let is_alone =
        |best: &Headline<'_>| best.candidate.provenance == Provenance::TitleElement && best.score <= UNCONFIRMED;
    let leading = match best_of(&headlines) {
        Some(best) if !is_alone(best) => None,
        best => titled.leading(best.map_or("", |best| &best.letters)),
    };
    if let Some(candidate) = &leading {
        let text = candidate.value.as_str();
        headlines.push(Headline { text, letters: letters(text).into(), score: LEADING, candidate });
    }
    let Some(best) = best_of(&headlines) else { return Ok(()) };
    let best = with_kicker(without_label(best, &headlines), &headlines);
    let is_other = |other: &&Headline<'_>| other.text != best.text && other.letters == best.letters;
    let others: Vec<&str> = headlines.iter().filter(is_other).map(|other| other.text).collect();
    let text = signs::dressed(best.text, &others);
    let rule =
        if draft.wants_reasons() { HEADLINE.because(reason(best, text != best.text, &headlines)) } else { HEADLINE };
    draft.set_field(Field::Title, text.into_owned(), Some(&best.candidate.key), rule)
}

/// The headline of the highest score. Of equals the first counts, so that the order of the page decides and not chance.
fn best_of<'h, 'm>(all: &'h [Headline<'m>]) -> Option<&'h Headline<'m>> {
    all.iter().reduce(|best, next| if next.score > best.score { next } else { best })
}

/// Who won by what score, whether its parts are parted as another place has it, and who lost.
fn reason(best: &Headline<'_>, is_dressed: bool, all: &[Headline<'_>]) -> String {
    let mut told: Vec<&Headline<'_>> = all.iter().filter(|other| other.letters != best.letters).collect();
    told.sort_by(|a, b| b.score.total_cmp(&a.score));
    let lost: Vec<String> =
        told.iter().take(MAX_TOLD).map(|other| format!("{} {:.1}", other.candidate.key, other.score)).collect();
    let lost = if lost.is_empty() { String::new() } else { format!("; lost: {}", lost.join(", ")) };
    let dressed = if is_dressed { ", its parts as the same title elsewhere has them" } else { "" };
    format!("{} ({} {:.1}{dressed}{lost})", HEADLINE.reason, best.candidate.key, best.score)
}

/// What is known of a page when its headline is looked for.
struct Titled<'p> {
    page: &'p Page<'p>,
    /// The first block of the body.
    body: u32,
}

impl<'p> Titled<'p> {
    fn of(page: &'p Page<'p>) -> Self {
        let blocks = page.document.blocks();
        let is_text = |block: &Block| block.text.len() >= MIN_BODY && !matches!(block.shape, Shape::Heading(_));
        let body = page.kept.iter().find(|at| is_text(&blocks[**at as usize])).or(page.kept.first());
        Self { page, body: body.copied().unwrap_or(blocks.len() as u32) }
    }

    /// What the page states as its title, without the site's name.
    fn stated(&self, objects: &Objects<'_>) -> Vec<Headline<'p>> {
        let texts = self.page.titles.texts();
        let mut all: Vec<Other<'_>> = texts.iter().map(|(_, letters)| Other { letters, ..Other::default() }).collect();
        for (candidate, number) in self.page.titles.numbered() {
            let (own, is_shown) = (&mut all[number], is_shown(candidate));
            own.is_title = own.is_title || !self.is_blog_heading(candidate, own.letters);
            own.is_stated |= !is_shown;
            own.is_shown |= is_shown;
            own.is_main |= candidate.key == "h1";
        }
        // Of each text what is left without the site's name, and its letters; none where nothing is left.
        let mut stripped: Vec<Option<Stripped<'p>>> = vec![None; texts.len()];
        let mut stated: Vec<Headline<'p>> = Vec::new();
        for (candidate, number) in self.page.titles.numbered() {
            let score = match candidate.provenance {
                Provenance::JsonLd if candidate.key.ends_with(".headline") => 1.7 * objects.weight(&candidate.key),
                Provenance::JsonLd => 1.0 * objects.weight(&candidate.key),
                Provenance::OpenGraph => 1.5,
                Provenance::Microdata => 1.4,
                Provenance::Twitter | Provenance::Meta => 1.2,
                Provenance::TitleElement => 1.0,
                _ => continue,
            };
            let left = stripped[number].get_or_insert_with(|| {
                let (whole, own) = &texts[number];
                let text = site_name::strip(whole, &self.page.site, &all);
                let own: Rc<str> = if text.len() == whole.len() { own.as_str().into() } else { letters(text).into() };
                (!own.is_empty() && !self.page.site.is_site_in_letters(text, &own)).then_some((text, own))
            });
            let Some((text, own)) = left else { continue };
            // A title that is cut short is the worse copy of another.
            let cut = if candidate.value.ends_with(['…']) || candidate.value.ends_with("...") { 0.5 } else { 1.0 };
            stated.push(Headline { text, letters: own.clone(), score: score * cut, candidate });
        }
        let agreeing: Vec<f32> = stated
            .iter()
            .map(|own| {
                let same = stated.iter().filter(|other| other.letters == own.letters);
                0.35 * (places(same.map(|other| other.candidate.provenance)) as f32 - 1.0)
            })
            .collect();
        stated.iter_mut().zip(agreeing).for_each(|(own, more)| own.score += more);
        stated
    }

    /// The headings that may be the headline.
    fn headings(&self, stated: &[Headline<'p>]) -> Vec<Headline<'p>> {
        let may_be = |(candidate, own): &(&'p Candidate, &str)| {
            is_shown(candidate)
                && candidate.value.chars().any(char::is_alphanumeric)
                && !self.is_site_heading(candidate, own)
                && !self.is_blog_heading(candidate, own)
        };
        let shown: Vec<(&Candidate, &str)> = self.page.titles.iter().filter(may_be).collect();
        let main = || shown.iter().filter(|(candidate, _)| candidate.key == "h1");
        let is_only = main().nth(1).is_none();
        let last = main().filter_map(|(candidate, _)| candidate.block).filter(|block| *block <= self.body).max();
        let mut headings = Vec::new();
        let stated_words = LazyCell::new(|| words_of(stated));
        for &(candidate, own) in &shown {
            let text = site_name::strip_known(&candidate.value, &self.page.site, |rest| {
                stated.iter().any(|other| *other.letters == *rest)
            });
            let own: Rc<str> = if text.len() == candidate.value.len() { own.into() } else { letters(text).into() };
            let mut score = confirmation(text, &own, stated, || stated_words.as_slice());
            if candidate.key == "h1" {
                score += 0.6;
                score += if is_only { 0.7 } else { 0.0 };
            }
            score += match candidate.block {
                Some(block) if Some(block) == last => 1.0,
                Some(block) if block <= self.body => 0.4,
                Some(_) => -0.5,
                None => -1.0,
            };
            score += candidate.block.map_or(0.0, |block| self.surroundings(block));
            if candidate.value.len() > MAX_HEADLINE {
                score -= 1.5;
            }
            if score < LEAST && candidate.key != "h1" {
                continue;
            }
            headings.push(Headline { text, letters: own, score, candidate });
        }
        headings
    }

    /// Whether a heading is the site's name: by its text, or because it leads to the front page.
    fn is_site_heading(&self, candidate: &Candidate, own: &str) -> bool {
        if self.page.site.is_site_in_letters(&candidate.value, own) {
            return true;
        }
        let blocks = self.page.document.blocks();
        let Some(block) = candidate.block.map(|block| &blocks[block as usize]) else { return false };
        block.link_density() > 0.9 && block.links.iter().any(|link| is_front_page(&link.href))
    }

    /// Whether an `<h1>` is the name of a blog, whose articles have lesser headings: it is the part of the `<title>` where
    /// names of sites stand, another heading is another part, and nothing else gives it as the title.
    fn is_blog_heading(&self, candidate: &Candidate, own: &str) -> bool {
        if candidate.key != "h1" || own.is_empty() {
            return false;
        }
        let is_stated = self.page.titles.iter().any(|(other, letters)| {
            letters == own
                && matches!(
                    other.provenance,
                    Provenance::OpenGraph | Provenance::JsonLd | Provenance::Twitter | Provenance::Microdata
                )
        });
        if is_stated {
            return false;
        }
        let mut titles = self.page.titles.iter().map(|(title, _)| title);
        let Some(title) = titles.find(|title| title.provenance == Provenance::TitleElement) else { return false };
        let Some(rest) = site_name::beside_name(&title.value, own) else { return false };
        self.page
            .titles
            .iter()
            .filter(|(other, _)| is_shown(other) && other.key != "h1")
            // A word or two of the body that the title holds, too, make no blog's name of a whole headline.
            .filter(|(_, other)| other.len() >= TELLING && other.len() * 2 >= own.len())
            .any(|(_, other)| other != own && rest.contains(other))
    }

    /// The heading right before the body, or what is called a headline there, as a candidate: for pages of which nothing
    /// but the `<title>` (in letters) is known, which often names no more than the site and its section. None where the
    /// heading is the `<title>`.
    fn leading(&self, title: &str) -> Option<Candidate> {
        let before = self.page.document.blocks().get(..self.body as usize)?;
        // Without a body there is nothing to stand before.
        self.page.kept.first()?;
        let mut best: Option<(u8, Candidate)> = None;
        for (number, block) in before.iter().enumerate().skip(before.len().saturating_sub(MAX_BEFORE_BODY)) {
            let number = number as u32;
            let text = block.text.as_str();
            if !(MIN_LEADING..=MAX_LEADING).contains(&text.len()) || self.surroundings(number) < 0.0 {
                continue;
            }
            let (level, key) = match block.shape {
                Shape::Heading(level @ 2..=4) => (level, format!("h{level}")),
                Shape::Heading(_) => continue,
                _ => match self.headline_class(block) {
                    Some(class) => (CALLED_HEADLINE, format!("class {class}")),
                    None => continue,
                },
            };
            let own = letters(text);
            if own == title {
                return None;
            }
            // One word names a part of the article, or of the site.
            let is_word = text.is_ascii() && !text.trim().contains(' ');
            if is_word || is_day(text) || self.page.site.is_site_in_letters(text, &own) {
                continue;
            }
            if best.as_ref().is_none_or(|(known, _)| level < *known) {
                let value = whitespace::fold(text).into_owned();
                let (field, provenance, block) = (Field::Title, Provenance::Heading, Some(number));
                best = Some((level, Candidate { field, value, provenance, key, block }));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The class that calls a block a headline.
    fn headline_class(&self, block: &Block) -> Option<&'p str> {
        static HEADLINES: Wanted<2> = Wanted::new(["headline", "titel"]);
        static OTHERS: Wanted<4> = Wanted::new(["sub", "teaser", "untertitel", "over"]);
        let element = self.page.document.elements().get(block.element? as usize)?;
        let mut classes = element.classes.iter().map(Text::as_str);
        classes.find(|class| HEADLINES.is_in_any_case(class) && !OTHERS.is_in_any_case(class))
    }

    /// What the elements around a block say of a heading in it.
    fn surroundings(&self, block: u32) -> f32 {
        let block = &self.page.document.blocks()[block as usize];
        if block.hidden {
            return -2.0;
        }
        for element in self.page.document.ancestors(block) {
            match element.tag.as_str() {
                "article" | "main" => return 0.3,
                "nav" | "aside" | "footer" | "dialog" => return -1.2,
                _ => {}
            }
        }
        0.0
    }
}

/// Whether the page shows a title to its readers.
fn is_shown(candidate: &Candidate) -> bool {
    matches!(candidate.provenance, Provenance::Heading | Provenance::Text)
}

/// Whether a text is nothing but a date.
fn is_day(text: &str) -> bool {
    dates::find_all(text, dates::Style::default(), 1).first().is_some_and(|(range, _)| dates::stands_alone(text, range))
}

/// The headline that a winner holds behind a label ("Opinion The wall falls"), where the page states it so, and states
/// the longer text nowhere.
fn without_label<'h, 'm>(best: &'h Headline<'m>, all: &'h [Headline<'m>]) -> &'h Headline<'m> {
    let is_shown = |headline: &Headline<'_>| is_shown(headline.candidate);
    // The `<title>` is put together from parts, labels among them.
    let is_stated = |headline: &Headline<'_>| {
        !is_shown(headline)
            && headline.candidate.provenance != Provenance::TitleElement
            && headline.candidate.key.rsplit('.').next() != Some("name")
    };
    if !is_shown(best) || all.iter().any(|other| is_stated(other) && other.letters == best.letters) {
        return best;
    }
    let is_told = |other: &&Headline<'_>| {
        is_stated(other)
            // What is left when the beginning was taken for the site's name is not what the page states.
            && other.candidate.value.starts_with(other.text)
            && other.letters.len() >= TELLING * 2
            && other.letters.len() < best.letters.len()
            && other.score >= LEAST_TOLD
    };
    let behind = all.iter().filter(is_told).find(|other| {
        best.letters.ends_with(&*other.letters)
            && best.text.split_whitespace().count() <= other.text.split_whitespace().count() + MAX_LABEL_WORDS
    });
    behind.unwrap_or(best)
}

/// The headline with the kicker that stands before it, where page and JSON-LD state the two as one title ("Harbour: The
/// wall falls"), the `<title>` begins with it, and nothing states the headline alone.
fn with_kicker<'h, 'm>(best: &'h Headline<'m>, all: &'h [Headline<'m>]) -> &'h Headline<'m> {
    let is_shown = |headline: &Headline<'_>| headline.candidate.block.is_some();
    if !is_shown(best) || all.iter().any(|other| !is_shown(other) && other.letters == best.letters) {
        return best;
    }
    let gives = |provenance: Provenance, wanted: &str| {
        all.iter().any(|other| {
            other.candidate.provenance == provenance
                && match provenance {
                    Provenance::TitleElement => letters(&other.candidate.value).starts_with(wanted),
                    _ => *other.letters == *wanted && other.score >= LEAST_TOLD,
                }
        })
    };
    let is_told = |other: &&Headline<'_>| {
        other.candidate.provenance == Provenance::OpenGraph
            && best.letters.len() >= TELLING * 2
            && other.letters.len() > best.letters.len()
            && other.letters.ends_with(&*best.letters)
            && other.text.split_whitespace().count() <= best.text.split_whitespace().count() + MAX_LABEL_WORDS
            && gives(Provenance::JsonLd, &other.letters)
            && gives(Provenance::TitleElement, &other.letters)
    };
    all.iter().find(is_told).unwrap_or(best)
}

/// What speaks for a heading: stated titles that equal it, hold it, or share its words.
fn confirmation<'w>(text: &str, own: &str, stated: &[Headline<'_>], stated_words: impl Fn() -> &'w [Vec<u64>]) -> f32 {
    let equal = || stated.iter().filter(|other| *other.letters == *own).map(|other| other.candidate.provenance);
    let count = places(equal());
    if count > 0 {
        // What a page tells networks is meant to be its headline; its `<title>` may be that of the section.
        let is_told = |place| matches!(place, Provenance::OpenGraph | Provenance::JsonLd | Provenance::Twitter);
        let told = if equal().any(is_told) { 0.15 } else { 0.0 };
        // That is more than all below.
        return 1.6 + 0.4 * count as f32 + told;
    }
    let mut held = 0.0_f32;
    for other in stated.iter().filter(|other| other.letters.len() >= own.len() && own.len() >= TELLING) {
        if other.letters.starts_with(own) {
            held = held.max(1.2);
        } else if held < 0.8 && other.letters.contains(own) {
            held = 0.8;
        }
    }
    let words = words(text);
    let shared = stated_words().iter().map(|other| overlap(&words, other)).fold(0.0, f32::max);
    held.max(1.6 * shared)
}

/// The words of each text that is stated.
fn words_of(stated: &[Headline<'_>]) -> Vec<Vec<u64>> {
    let mut texts: Vec<&str> = stated.iter().map(|other| other.text).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.into_iter().map(words).collect()
}

/// How many different places there are among some.
fn places(all: impl Iterator<Item = Provenance>) -> usize {
    let mut seen: Vec<Provenance> = Vec::new();
    for place in all {
        if !seen.contains(&place) {
            seen.push(place);
        }
    }
    seen.len()
}

/// The words of a text as hashes, sorted, each once.
fn words(text: &str) -> Vec<u64> {
    let seed = Seeded::default();
    let words = text.split(|character: char| !is_word(character)).filter(|word| !word.is_empty());
    let mut lower = String::new();
    let mut words: Vec<u64> = words
        .map(|word| {
            if !word.is_ascii() {
                return seed.hash(&word.to_lowercase());
            }
            lower.clear();
            lower.push_str(word);
            lower.make_ascii_lowercase();
            seed.hash(&lower)
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The F1 of two sets of words.
fn overlap(one: &[u64], other: &[u64]) -> f32 {
    let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count() as f32;
    if both == 0.0 { 0.0 } else { 2.0 * both / (one.len() + other.len()) as f32 }
}

/// A longer address is no front page's, in bytes.
const MAX_FRONT_PAGE: usize = 1000;

/// Whether an address is that of a site's front page.
fn is_front_page(href: &str) -> bool {
    if href.len() > MAX_FRONT_PAGE {
        return false;
    }
    let href = href.trim();
    let path = match href.split_once("//") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => href.strip_prefix('/').unwrap_or(if href.is_empty() { "#" } else { href }),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.is_empty() && !href.starts_with('#') || matches!(path, "index.html" | "index.php" | "index.htm" | "home")
}

//! The authors.
//!
//! Every place that offers authors has a weight: how far it is to be trusted, and, where it stands in the text, how near
//! the headline or the end of the article it is (names far from both are those of other stories). A name's score is the
//! sum of the best weight of each kind of place that offers it. People are taken before those known by one name, and
//! both before organisations.

use copydesk_core::text::bylines::{self, Named, Nature};
use copydesk_core::{Candidate, Document, Draft, ExtractError, Field, Metadata, Provenance, Rule};

use super::objects::Objects;
use super::page::Page;
use super::weights::{is_strict, weight};
use super::zones::{Zone, Zones};
use crate::fast::{FastMap, FastSet};
use crate::lexical::letters;
use crate::mentions::is_place;
use crate::site_name::SiteNames;

const PEOPLE: Rule = Rule::new("generic/authors", "named as author in the most trusted places");
const NAMED_ONCE: Rule = Rule::new("generic/authors-mononym", "nobody is named in full; known by this name");
const BODY: Rule =
    Rule::new("generic/authors-organisation", "no person is named; the organisation that is named as author");

/// The longest text that is read as a byline, in bytes.
const MAX_BYLINE: usize = 300;
/// What share of the best score a name needs to stand beside it.
const ENOUGH: f32 = 0.5;
/// How the score of somebody known by one name compares with a person's, and an organisation's.
const MONONYM: f32 = 0.38;
const ORGANISATION: f32 = 0.3;
/// The least score of an author.
const LEAST: f32 = 0.55;
/// The least weight of a byline at the article's head.
const SHOWN: f32 = 2.0;
/// The least weight of a JSON-LD object whose authors are one list, all or none.
const WHOLE: f32 = 2.5;
/// How much more speaks for a longer name at least, where a shorter one is not the better one.
const LONGER: f32 = 2.2;
/// The most authors of an article. A page that names more of them lists something else.
const MAX_AUTHORS: usize = 40;

/// A name with all that speaks for it.
struct Author<'m> {
    named: Named,
    letters: String,
    /// The best weight of each kind of place.
    places: Vec<(Provenance, f32)>,
    /// Those whom a byline at the article's head names before it.
    beside: Vec<String>,
    key: &'m str,
    /// Whether it is the site's own name.
    is_site: bool,
}

impl Author<'_> {
    fn score(&self) -> f32 {
        self.places.iter().map(|(_, weight)| weight).sum()
    }

    /// Whether the head of the page, or its data, names it.
    fn is_stated(&self) -> bool {
        self.places.iter().any(|(place, _)| !matches!(place, Provenance::Byline | Provenance::Microdata))
    }

    /// Whether a byline at the article's head shows it.
    fn is_shown(&self) -> bool {
        self.places.iter().any(|(place, weight)| *place == Provenance::Byline && *weight >= SHOWN)
    }

    fn add(&mut self, provenance: Provenance, weight: f32) {
        match self.places.iter_mut().find(|(known, _)| *known == provenance) {
            Some((_, known)) => *known = known.max(weight),
            None => self.places.push((provenance, weight)),
        }
    }
}

/// Resolves the authors.
pub(super) fn authors(
    draft: &mut Draft<'_>,
    page: &Page<'_>,
    objects: &Objects<'_>,
    zones: &Zones,
) -> Result<(), ExtractError> {
    let mut authors = collect(page.document, page.metadata, zones, objects, &page.site);
    without_longer(&mut authors);
    let others = others(page.document, page.metadata);
    if authors.iter().any(|author| author.named.nature == Nature::Person && !others.contains(&author.letters)) {
        authors.retain(|author| !others.contains(&author.letters));
    }
    let Some((nature, rule)) = strongest(&authors) else { return Ok(()) };
    let of_nature = || authors.iter().filter(|author| author.named.nature == nature);
    let top = of_nature().map(Author::score).fold(0.0, f32::max);
    let enough = |author: &&Author<'_>| {
        author.score() >= top * ENOUGH
            || author
                .beside
                .iter()
                .any(|other| of_nature().any(|known| known.letters == *other && known.score() >= top * ENOUGH))
    };
    let chosen: Vec<&Author<'_>> = of_nature().filter(enough).take(MAX_AUTHORS).collect();
    let Some(best) = chosen.iter().max_by(|a, b| a.score().total_cmp(&b.score())) else { return Ok(()) };
    let key = best.key;
    let told = if draft.wants_reasons() { rule.because(reason(&rule, &chosen, &authors)) } else { rule };
    let names: Vec<String> = chosen.iter().map(|author| author.named.name.clone()).collect();
    draft.set_field(Field::Authors, names, Some(key), told)
}

/// The nature of the names that are the authors: people, unless what speaks for another is far stronger. A person who is
/// named once on the whole page is believed wherever that is, if nobody else is named.
fn strongest(authors: &[Author<'_>]) -> Option<(Nature, Rule)> {
    let top = |nature: Nature| {
        let of_nature = authors.iter().filter(|author| author.named.nature == nature);
        of_nature.map(Author::score).filter(|score| *score >= LEAST).fold(0.0, f32::max)
    };
    let people = top(Nature::Person);
    let once = top(Nature::Mononym) * MONONYM;
    let bodies = top(Nature::Organisation) * ORGANISATION;
    if people > 0.0 && people >= once.max(bodies) {
        return Some((Nature::Person, PEOPLE));
    }
    // A page that names its own house for want of an author, and one person.
    let of = |nature: Nature| authors.iter().filter(move |author| author.named.nature == nature);
    let only_site = once == 0.0
        && of(Nature::Organisation).filter(|body| body.score() >= LEAST).all(|body| body.is_site && !body.is_shown());
    let is_told = |author: &Author<'_>| author.key != "announced byline" && author.key != DATED_BYLINE;
    if only_site && bodies > 0.0 && of(Nature::Person).count() == 1 && of(Nature::Person).all(is_told) {
        return Some((Nature::Person, PEOPLE));
    }
    if once > 0.0 && once >= bodies {
        return Some((Nature::Mononym, NAMED_ONCE));
    }
    if bodies > 0.0 {
        return Some((Nature::Organisation, BODY));
    }
    (of(Nature::Person).count() == 1).then_some((Nature::Person, PEOPLE))
}

/// The most names that a reason tells of.
const MAX_TOLD: usize = 6;

/// Who won by what score, and who lost.
fn reason(rule: &Rule, chosen: &[&Author<'_>], all: &[Author<'_>]) -> String {
    let tell = |author: &Author<'_>| format!("{} {:.1}", author.named.name, author.score());
    let won: Vec<String> = chosen.iter().take(MAX_TOLD).map(|author| tell(author)).collect();
    let lost: Vec<String> = all
        .iter()
        .filter(|author| !chosen.iter().any(|winner| winner.letters == author.letters))
        .take(MAX_TOLD)
        .map(tell)
        .collect();
    let lost = if lost.is_empty() { String::new() } else { format!("; lost: {}", lost.join(", ")) };
    format!("{} ({}{lost})", rule.reason, won.join(", "))
}

fn collect<'m>(
    document: &dyn Document,
    metadata: &'m Metadata,
    zones: &Zones,
    objects: &Objects<'_>,
    site: &SiteNames,
) -> Vec<Author<'m>> {
    let mut authors: Vec<Author<'_>> = Vec::new();
    let mut listed: Vec<String> = Vec::new();
    // Many places of a page name the same.
    let mut read: FastMap<&str, Vec<Named>> = FastMap::default();
    let own_addresses: Vec<&str> = addresses(document, metadata);
    let is_read = |candidate: &&Candidate| {
        candidate.value.len() <= MAX_BYLINE
            && !is_own_section(candidate, &own_addresses)
            && !(candidate.key == DATED_BYLINE && is_place(document, &candidate.value))
    };
    for candidate in metadata.of(Field::Authors).filter(is_read) {
        let zone = candidate.block.map_or(Zone::Unknown, |block| zones.of_block(document, block));
        let weight = weight(candidate, zone, objects);
        let mut together: Vec<String> = Vec::new();
        for mut named in names(candidate, &mut read) {
            let person = site.before(&named.name).filter(|_| named.nature == Nature::Person);
            if let Some(name) = person.filter(|name| bylines::is_person(name)) {
                named.name.truncate(name.len());
            }
            let is_site = site.begins(&named.name);
            if candidate.key.contains("(Organization)") || is_site {
                named.nature = Nature::Organisation;
            }
            let own = letters(&named.name);
            if own.is_empty() || (named.nature == Nature::Mononym && !is_strict(candidate)) {
                continue;
            }
            if let Some(known) = authors.iter_mut().find(|known| known.letters == own)
                && (known.named.nature < named.nature || (named.name.contains(' ') && !known.named.name.contains(' ')))
            {
                // The same letters written as a name: "Ann Smith" for "annsmith".
                known.named = named.clone();
            }
            let at = authors.iter().position(|known| known.letters == own).unwrap_or_else(|| {
                authors.push(Author {
                    named,
                    letters: own.clone(),
                    places: Vec::new(),
                    beside: Vec::new(),
                    key: &candidate.key,
                    is_site,
                });
                authors.len() - 1
            });
            authors[at].add(candidate.provenance, weight);
            let lists =
                candidate.provenance == Provenance::JsonLd && candidate.key.ends_with(".author") && weight >= WHOLE;
            if lists {
                authors[at].beside.extend(listed.iter().cloned());
                listed.push(own);
            } else if matches!(zone, Zone::Near | Zone::Head) {
                authors[at].beside.extend(together.iter().cloned());
                together.push(own);
            }
        }
    }
    authors
}

/// The key of a name that stands beside a date and nothing else: it may be the place where it happened.
const DATED_BYLINE: &str = "dated byline";

/// The addresses that a page gives itself.
fn addresses<'m>(document: &'m dyn Document, metadata: &'m Metadata) -> Vec<&'m str> {
    let stated = metadata.of(Field::CanonicalUrl).map(|candidate| candidate.value.as_str());
    document.origin().url.as_deref().into_iter().chain(stated).collect()
}

/// Whether a candidate is told by a part of an address only that the page's own address has, too: then it is a section's,
/// not a writer's ("/people/").
fn is_own_section(candidate: &Candidate, own: &[&str]) -> bool {
    let path = candidate.key.strip_prefix("a[href*=\"").and_then(|rest| rest.strip_suffix("\"]"));
    path.is_some_and(|path| own.iter().any(|address| address.contains(path)))
}

/// What a candidate names.
fn names<'m>(candidate: &'m Candidate, read: &mut FastMap<&'m str, Vec<Named>>) -> Vec<Named> {
    let whole = |nature| {
        let name = candidate.value.trim().trim_matches(',').trim();
        // Some templates fill in the whole byline: "Par harbour.example".
        let name = PREPOSITIONS.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
        vec![Named { name: name.trim().to_owned(), nature }]
    };
    // What JSON-LD gives as an organisation is one name, whatever "and" stands in it.
    if candidate.key.contains("(Organization)") {
        return whole(Nature::Organisation);
    }
    // Indexes of papers want the family name first: "Hay, Ann".
    let is_index = ["citation_author", "dc.creator", "dcterms.creator"].contains(&candidate.key.as_str());
    if is_index
        && let Some((family, given)) = candidate.value.split_once(',')
        && !given.contains(',')
        && (1..=2).contains(&family.split_whitespace().count())
        && given.split_whitespace().next().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase))
    {
        return bylines::named(&format!("{} {}", given.trim(), family.trim()));
    }
    let names = read.entry(&candidate.value).or_insert_with(|| bylines::named(&candidate.value));
    let stated = matches!(
        candidate.provenance,
        Provenance::JsonLd | Provenance::Meta | Provenance::OpenGraph | Provenance::Twitter
    );
    // A place for names alone: what is no person's name is one name as it stands ("Luxury Travel Expert").
    let is_name = |value: &str| {
        value.split_whitespace().count() <= MAX_NAME_WORDS
            && !value.chars().any(|character| "@/|:;,!?\"<>".contains(character))
            && value.contains(' ')
    };
    if stated && !names.iter().any(|named| named.nature == Nature::Person) && is_name(&candidate.value) {
        return whole(Nature::Organisation);
    }
    names.clone()
}

/// What opens bylines that stand where a name alone belongs.
const PREPOSITIONS: [&str; 5] = ["By ", "by ", "Von ", "Par ", "Por "];
/// The most words of a name.
const MAX_NAME_WORDS: usize = 7;

/// The letters of those whom bylines name as others than the authors. What a link leads to says nothing of that; the block
/// that it stands in may.
fn others(document: &dyn Document, metadata: &Metadata) -> Vec<String> {
    // Many elements around a byline show the same.
    let mut read: FastSet<&str> = FastSet::default();
    let bylines = metadata.of(Field::Authors).filter(|candidate| candidate.provenance == Provenance::Byline);
    let texts = bylines
        .map(|candidate| match candidate.block {
            Some(block) if candidate.key.starts_with("a[href") => document.blocks()[block as usize].text.as_str(),
            _ => candidate.value.as_str(),
        })
        .filter(|text| text.len() <= MAX_BYLINE && read.insert(text));
    texts.flat_map(bylines::others).map(|name| letters(&name)).collect()
}

/// Takes out names that are another one with more around it ("Ann Smith Gazette", "Ann Smithlong" where a space was
/// lost, "Mr. Smith"), where the shorter is not worse founded.
fn without_longer(authors: &mut Vec<Author<'_>>) {
    struct Known {
        name: String,
        nature: Nature,
        score: f32,
        stated: bool,
    }
    if authors.len() < 2 {
        return;
    }
    let known: Vec<Known> = authors
        .iter()
        .map(|author| Known {
            name: author.named.name.to_lowercase(),
            nature: author.named.nature,
            score: author.score(),
            stated: author.is_stated(),
        })
        .collect();
    let mut names = known.iter().map(|known| known.name.as_str());
    authors.retain(|author| {
        let own = names.next().unwrap_or_default();
        let longer = |known: &Known| {
            let name = known.name.as_str();
            own.len() > name.len()
                && known.score * LONGER >= author.score()
                && match known.nature {
                    Nature::Person => {
                        own.strip_suffix(name).is_some_and(|before| before.ends_with(' '))
                            || (own.starts_with(name) && (known.stated || !author.is_stated()))
                    }
                    // One name alone is the shorter form of a full one, not the better one.
                    _ => {
                        author.named.nature != Nature::Person
                            && own.strip_prefix(name).is_some_and(|behind| behind.starts_with(' '))
                    }
                }
        };
        !known.iter().any(longer)
    });
}

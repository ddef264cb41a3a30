//! Every name that the page offers, with the weight of each place that offers it.

use std::cell::Cell;

use copydesk_core::text::bylines::{self, Named, Nature};
use copydesk_core::{Candidate, Document, Field, Metadata, Provenance, Shape};

use super::author::Author;
use super::names::names;
use super::same;
use super::{ANNOUNCED_BYLINE, DATED_BYLINE, MAX_BYLINE, NAME_BESIDE_DATE};
use crate::fast::{FastMap, FastSet};
use crate::fields::objects::Objects;
use crate::fields::page::Page;
use crate::fields::weights::{is_strict, weight};
use crate::fields::zones::{Zone, Zones, is_of_picture};
use crate::lexical::letters;
use crate::mentions::{is_place, is_surely_place};

/// The least weight of a JSON-LD object whose authors are one list, all or none.
const WHOLE: f32 = 2.5;

/// The most names that are looked for in the page's texts as places.
const MAX_PLACES_ASKED: usize = 16;

/// Collects all names. What looks like a list of stories before the headline counts only where nobody else is named, as it
/// may be the article's own head.
pub(super) fn collect<'m>(page: &Page<'m>, zones: &Zones, objects: &Objects<'m>) -> Vec<Author<'m>> {
    let listing = listing(page.metadata);
    let mut collector = Collector::of(page, zones, objects, &listing);
    collector.read();
    let is_known = |author: &Author<'_>| !author.is(Nature::Organisation) && author.is_own();
    if collector.has_skipped && !collector.authors.iter().any(is_known) {
        let none = FastSet::default();
        let mut collector = Collector::of(page, zones, objects, &none);
        collector.read();
        return collector.authors;
    }
    collector.authors
}

struct Collector<'p, 'm> {
    page: &'p Page<'m>,
    zones: &'p Zones,
    objects: &'p Objects<'m>,
    /// The marks of lists of stories.
    listing: &'p FastSet<&'m str>,
    /// Whether a byline was taken for that of another story by its mark.
    has_skipped: bool,
    /// The sections of the page, in letters.
    sections: Vec<String>,
    authors: Vec<Author<'m>>,
    /// Those of the article's JSON-LD.
    listed: Vec<String>,
    /// The byline that was read last: its mark, its block, and its names.
    row: Option<(&'m str, Option<u32>, Vec<String>)>,
    /// How many names were looked for in the page's texts as places.
    places_asked: usize,
}

impl<'p, 'm> Collector<'p, 'm> {
    fn of(page: &'p Page<'m>, zones: &'p Zones, objects: &'p Objects<'m>, listing: &'p FastSet<&'m str>) -> Self {
        let sections = page.metadata.of(Field::Section).map(|candidate| letters(&candidate.value)).collect();
        let (authors, listed, row) = (Vec::new(), Vec::new(), None);
        Self { page, zones, objects, listing, has_skipped: false, sections, authors, listed, row, places_asked: 0 }
    }

    fn read(&mut self) {
        let (document, metadata) = (self.page.document, self.page.metadata);
        // Many places of a page name the same.
        let mut read: FastMap<&str, Vec<Named>> = FastMap::default();
        let own_addresses: Vec<&str> = addresses(document, metadata);
        // Several elements around a byline offer its block.
        let of_picture = Cell::new(None);
        let is_of_picture = |block: u32| {
            let (_, is_one) = of_picture
                .get()
                .filter(|(known, _)| *known == block)
                .unwrap_or_else(|| (block, is_of_picture(document, block)));
            of_picture.set(Some((block, is_one)));
            is_one
        };
        let is_photographer = |candidate: &Candidate| {
            matches!(candidate.provenance, Provenance::Byline | Provenance::Microdata)
                && candidate.block.is_some_and(is_of_picture)
        };
        let is_dated_place = |candidate: &Candidate| {
            [DATED_BYLINE, NAME_BESIDE_DATE].contains(&candidate.key.as_str()) && is_place(document, &candidate.value)
        };
        let is_none = |candidate: &Candidate| {
            is_photographer(candidate) || is_own_section(candidate, &own_addresses) || is_dated_place(candidate)
        };
        let is_read = |candidate: &&Candidate| candidate.value.len() <= MAX_BYLINE && !is_none(candidate);
        for candidate in metadata.of(Field::Authors).filter(is_read) {
            let zone = self.zone(candidate);
            let editor = if names_editor(&candidate.value) { EDITOR } else { 1.0 };
            let weight = weight(candidate, zone, self.objects) * editor;
            let mut together: Vec<String> = Vec::new();
            for named in names(candidate, &mut read) {
                if !together.is_empty() && self.is_place_behind(candidate, &named) {
                    continue;
                }
                self.add(candidate, named, zone, weight, &mut together);
            }
            if candidate.key.starts_with("a[") || candidate.key.starts_with("rel") {
                self.join_row(candidate, together);
            }
        }
    }

    /// Whether a name that a byline sets behind somebody is that of a place, by what the page's text says of it.
    fn is_place_behind(&mut self, candidate: &Candidate, named: &Named) -> bool {
        let may_be_place = candidate.provenance == Provenance::Byline
            && named.nature == Nature::Person
            && candidate.value.ends_with(named.name.as_str())
            && !bylines::joins(&candidate.value)
            && self.places_asked < MAX_PLACES_ASKED;
        if !may_be_place {
            return false;
        }
        self.places_asked += 1;
        is_surely_place(self.page.document, &named.name)
    }

    /// The part of the page that a candidate stands in. That of another story, or of a picture's credit, is none of ours.
    fn zone(&mut self, candidate: &Candidate) -> Zone {
        let document = self.page.document;
        let Some(block) = candidate.block else { return Zone::Unknown };
        let zone = self.zones.of_block(document, block);
        if candidate.provenance != Provenance::Byline {
            return zone;
        }
        let is_story = matches!(zone, Zone::Near | Zone::Head)
            && self.zones.is_before_title(block)
            && self.listing.contains(candidate.key.as_str());
        self.has_skipped |= is_story;
        if is_story || ends_prose(&document.blocks()[block as usize].text, &candidate.value) { Zone::Far } else { zone }
    }

    fn add(&mut self, candidate: &'m Candidate, mut named: Named, zone: Zone, weight: f32, together: &mut Vec<String>) {
        let site = &self.page.site;
        let person = site.before(&named.name).filter(|_| named.nature == Nature::Person);
        if let Some(name) = person.filter(|name| bylines::is_person(name)) {
            named.name.truncate(name.len());
        }
        let is_site = site.begins(&named.name);
        if candidate.key.contains("(Organization)") || is_site {
            named.nature = Nature::Organisation;
        }
        let own = letters(&named.name);
        let is_section = || !is_site && may_be_section(&named) && self.sections.contains(&own);
        if own.is_empty() || !may_name(candidate, &named) || is_section() {
            return;
        }
        let at = self.place(candidate, named, &own, is_site);
        let author = &mut self.authors[at];
        // That of the same name without its accents.
        let own = author.letters.clone();
        // A name that only its place tells says nothing of where bylines stand on the page.
        let at_head = matches!(zone, Zone::Near | Zone::Head) && candidate.key != NAME_BESIDE_DATE;
        if let Some(block) = candidate.block.filter(|_| at_head && candidate.key == ANNOUNCED_BYLINE) {
            author.is_announced |= !self.zones.is_before_title(block);
            author.is_by_hand |= author.is_announced && opens_text(self.page, block);
        }
        author.add(candidate.provenance, weight);
        author.at_head |= at_head;
        author.statements += match candidate.provenance {
            Provenance::Meta => u32::from(candidate.key != "author"),
            place => u32::from(!matches!(place, Provenance::Byline | Provenance::Microdata)),
        };
        if candidate.provenance == Provenance::JsonLd && candidate.key.contains(".author") && weight >= WHOLE {
            // A list within one value may hold degrees and offices, too.
            author.listed |= candidate.value == author.named.name;
            if candidate.key.ends_with(".author") {
                author.beside.extend(self.listed.iter().cloned());
                self.listed.push(own);
            }
        } else if at_head {
            let is_listed = bylines::joins(&candidate.value) || is_behind_comma(&candidate.value, &author.named.name);
            let others = if is_listed { &mut author.beside } else { &mut author.behind };
            others.extend(together.iter().cloned());
            together.push(own);
        }
    }

    /// Where a name stands among those collected, to which it is added if it is new.
    fn place(&mut self, candidate: &'m Candidate, named: Named, letters: &str, is_site: bool) -> usize {
        let known = self.authors.iter().position(|known| known.letters == letters);
        let known =
            known.or_else(|| self.authors.iter().position(|known| same::differs_by_accents(&known.letters, letters)));
        if let Some(at) = known {
            let known = &mut self.authors[at].named;
            let is_accented = known.nature == named.nature && !is_accented(&known.name) && is_accented(&named.name);
            if known.nature < named.nature || is_accented || (named.name.contains(' ') && !known.name.contains(' ')) {
                // The same letters written as a name: "Ann Smith" for "annsmith".
                *known = named;
            }
            return at;
        }
        self.authors.push(Author {
            named,
            letters: letters.to_owned(),
            places: Vec::new(),
            beside: Vec::new(),
            behind: Vec::new(),
            key: &candidate.key,
            is_site,
            at_head: false,
            statements: 0,
            listed: false,
            is_announced: false,
            is_by_hand: false,
        });
        self.authors.len() - 1
    }

    /// Sets the names of links of one kind in one block beside one another: each has a link of its own.
    fn join_row(&mut self, candidate: &'m Candidate, together: Vec<String>) {
        if together.is_empty() || !is_strict(candidate) {
            return;
        }
        let is_same = |row: &&mut (&str, Option<u32>, Vec<String>)| row.0 == candidate.key && row.1 == candidate.block;
        let Some((_, _, row)) = self.row.as_mut().filter(is_same) else {
            self.row = Some((&candidate.key, candidate.block, together));
            return;
        };
        for author in self.authors.iter_mut().filter(|author| together.contains(&author.letters)) {
            author.beside.extend(row.iter().filter(|other| **other != author.letters).cloned());
        }
        row.extend(together);
    }
}

/// What is left of the weight of somebody whom the page calls the editor in charge: whoever is named as the reporter wrote.
const EDITOR: f32 = 0.4;

/// Whether a byline opens with the editor in charge, as those of Chinese pages do.
fn names_editor(byline: &str) -> bool {
    const EDITORS: [&str; 4] = ["责任编辑", "責任編輯", "责编", "責編"];
    EDITORS.iter().any(|label| byline.starts_with(label))
}

/// Whether a name has letters that are not ASCII's.
fn is_accented(name: &str) -> bool {
    name.chars().any(|character| !character.is_ascii() && character.is_alphabetic())
}

/// Whether a block is the first of the article's text behind its headings and pictures.
fn opens_text(page: &Page<'_>, block: u32) -> bool {
    let blocks = page.document.blocks();
    let is_text = |kept: &&u32| {
        let shown = &blocks[**kept as usize];
        !shown.text.is_empty() && !matches!(shown.shape, Shape::Heading(_))
    };
    page.kept.iter().find(is_text) == Some(&block)
}

/// Whether a comma stands before a name in a byline.
fn is_behind_comma(byline: &str, name: &str) -> bool {
    let before = byline.find(name).map(|at| byline[..at].trim_end());
    before.is_some_and(|before| before.ends_with([',', ';', '،', '，', '、']))
}

/// Whether a place may hold a name: one word is a name only where names stand and nothing else, and several that are not
/// written as names are ("Personal finance") only where a link leads to their author or the page's data gives them.
fn may_name(candidate: &Candidate, named: &Named) -> bool {
    let is_phrase = || {
        named.name.contains(' ')
            && named.name.starts_with(char::is_uppercase)
            && candidate.provenance == Provenance::Byline
            && !candidate.key.starts_with("rel")
            && !candidate.key.starts_with("a[")
    };
    named.nature != Nature::Mononym || is_strict(candidate) && !is_phrase()
}

/// Whether a name that is a section's, too, may be no author's.
fn may_be_section(named: &Named) -> bool {
    match named.nature {
        // In scripts without capital letters any short word looks like a person's name.
        Nature::Person => !named.name.contains(|character: char| character.is_lowercase() || character.is_uppercase()),
        Nature::Mononym => true,
        Nature::Organisation => !named.name.contains(' '),
    }
}

/// The fewest blocks that one mark tells authors in where it is that of a list of stories.
const MANY: usize = 4;

/// The marks that tell authors of many blocks: those of lists of stories.
fn listing(metadata: &Metadata) -> FastSet<&str> {
    let mut blocks: FastMap<&str, Vec<u32>> = FastMap::default();
    for candidate in metadata.of(Field::Authors).filter(|candidate| candidate.provenance == Provenance::Byline) {
        if let Some(block) = candidate.block {
            let known = blocks.entry(&candidate.key).or_default();
            if known.last() != Some(&block) {
                known.push(block);
            }
        }
    }
    blocks.into_iter().filter(|(_, blocks)| blocks.len() >= MANY).map(|(key, _)| key).collect()
}

/// Whether a text is prose that ends with a byline, as the credit of a picture does: "The wall at night. By Bob Fell".
fn ends_prose(text: &str, byline: &str) -> bool {
    let Some(before) = text.strip_suffix(byline).filter(|before| !before.is_empty()) else { return false };
    let before = before.trim_end();
    let before = ["By", "by"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before).trim_end();
    before.ends_with(['.', '!', '?', '”']) && before.contains(' ')
}

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

//! What the page's texts say of those whom its data and its bylines name.

use copydesk_core::text::bylines::{self, Nature};
use copydesk_core::{Document, Field, Metadata, Provenance};

use super::author::Author;
use super::{MAX_AUTHORS, MAX_BYLINE, NAME_BESIDE_DATE};
use crate::fast::FastSet;
use crate::fields::zones::{Zone, Zones};
use crate::lexical::letters;

/// The least weight of a byline that tells more than the page's data.
const SURE: f32 = 2.2;
/// The same of one name, beside a `<meta name=author>`.
const SURE_ONCE: f32 = 1.6;
/// The same of somebody whom the data names, too.
const SURE_STATED: f32 = 1.0;
/// What is left of the weight of a name that no text of the page shows.
const UNSEEN: f32 = 0.2;
/// The same of who published what somebody else wrote.
const BY_SYSTEM: f32 = 0.05;
/// The weight of a name alone in a line of the article's head, which is an author's elsewhere on the page.
const LINE: f32 = 1.6;

/// Where nobody is named at the article's head, finds those who are named as authors elsewhere and have a line of the head
/// to themselves.
pub(super) fn with_lines_of_head(authors: &mut [Author<'_>], document: &dyn Document, zones: &Zones) {
    if authors.iter().any(|author| author.is(Nature::Person) && author.is_own()) {
        return;
    }
    for author in authors.iter_mut().filter(|author| author.is(Nature::Person) && author.key != NAME_BESIDE_DATE) {
        let shows = |number: u32| {
            document.blocks().get(number as usize).is_some_and(|block| block.text == author.named.name)
                && matches!(zones.of_block(document, number), Zone::Near | Zone::Head)
        };
        if zones.head().any(shows) {
            author.add(Provenance::Byline, LINE);
            author.at_head = true;
        }
    }
}

/// Takes most of what speaks for those whom the page's data names and no text shows, where a byline at the article's head
/// names somebody else: what readers see is right.
pub(super) fn without_unseen(authors: &mut [Author<'_>], document: &dyn Document, zones: &Zones) {
    let person = authors.iter().any(|author| author.is(Nature::Person) && !author.is_site && author.shown() >= SURE);
    let overrules_meta = |author: &Author<'_>| match author.named.nature {
        Nature::Person => author.is_stated() && !author.is_meta_alone() && author.shown() >= SURE_STATED,
        Nature::Mononym => author.at_head && author.shown() >= SURE_ONCE,
        Nature::Organisation => false,
    };
    let meta = person || authors.iter().any(overrules_meta);
    if !meta {
        return;
    }
    let is_doubted = |author: &Author<'_>| {
        author.is(Nature::Person) && author.shown() == 0.0 && (person || author.is_meta_alone() && author.is_stated())
    };
    // Each of them is looked for in the whole page.
    for author in authors.iter_mut().filter(|author| is_doubted(author)).take(MAX_AUTHORS) {
        let name = author.named.name.as_str();
        let capitals = name.to_uppercase();
        // The site's maker may be named in its footer.
        let is_told = |number: usize| !author.is_meta_alone() || zones.of_block(document, number as u32) != Zone::Far;
        let holds = |text: &str| text.len() >= name.len() && (text.contains(name) || text.contains(&capitals));
        let mut texts = document.blocks().iter().enumerate();
        if !texts.any(|(number, block)| holds(&block.text) && is_told(number)) {
            author.places.iter_mut().for_each(|(_, weight)| *weight *= UNSEEN);
        }
    }
}

/// Takes most of what speaks for the people whom the page's data states, where a line with which the article's own text begins
/// announces others: who wrote is named by hand, who published it by the system.
pub(super) fn under_bylines_by_hand(authors: &mut [Author<'_>]) {
    let is_by_hand = |author: &Author<'_>| author.is(Nature::Person) && author.is_by_hand && !author.is_stated();
    if !authors.iter().any(is_by_hand) || authors.iter().any(|author| author.is_announced && author.is_stated()) {
        return;
    }
    for author in authors.iter_mut().filter(|author| author.is(Nature::Person) && author.is_stated()) {
        author.places.iter_mut().for_each(|(_, weight)| *weight *= BY_SYSTEM);
    }
}

/// The letters of those whom bylines name as others than the authors. What a link leads to says nothing of that; the block
/// that it stands in may.
pub(super) fn others(document: &dyn Document, metadata: &Metadata) -> Vec<String> {
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

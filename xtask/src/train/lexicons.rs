//! Learning what words weigh.

use std::collections::{HashMap, HashSet};

use copydesk_core::StaticDocument;
use copydesk_generic::features::{Lexicon, Lexicons, address_tokens, class_tokens, pair_tokens, weighed, word_tokens};
use copydesk_generic::model::rounded;

use super::examples::Example;

/// Words of fewer sites than this are left out: they say what the site is.
const MIN_SITES: u32 = 3;
/// Sites' worth of doubt that is added on either side.
const DOUBT: f32 = 1.5;
/// A site counts for at most this much of a word.
const MOST_OF_SITE: f32 = 1.0;
/// The most words that a lexicon holds: those that weigh most.
const MAX_WORDS: usize = 30_000;
/// Of longer blocks no words are learned, as their share of the page's words says enough.
const MAX_BLOCK_WORDS: usize = 60;

/// What a word was seen in.
#[derive(Default)]
struct Seen {
    body: f32,
    rest: f32,
    sites: u32,
}

/// Learns both lexicons from examples.
pub(crate) fn learn(examples: &[&Example]) -> Lexicons {
    let mut by_site: HashMap<&str, Vec<&Example>> = HashMap::new();
    for example in examples {
        by_site.entry(&example.site).or_default().push(example);
    }
    let mut sites: Vec<(&str, Vec<&Example>)> = by_site.into_iter().collect();
    sites.sort_by_key(|(site, _)| *site);
    let mut all: [HashMap<u32, Seen>; 3] = Default::default();
    for (_, pages) in sites {
        let mut own: Counts = Counts::default();
        for page in &pages {
            count(&page.document, &page.labels, &mut own);
        }
        for (all, own) in all.iter_mut().zip([own.words, own.names, own.addresses]) {
            for (hash, [rest, body]) in own {
                let sum = rest + body;
                let seen = all.entry(hash).or_default();
                // However often a site says a word, it is one site.
                let most = MOST_OF_SITE * (sum / (sum + 0.5));
                seen.body += most * body / sum;
                seen.rest += most * rest / sum;
                seen.sites += 1;
            }
        }
    }
    let [words, names, addresses] = all.map(lexicon);
    Lexicons { words, names, addresses }
}

/// What a site's words were seen in: outside the body, and inside.
#[derive(Default)]
struct Counts {
    words: HashMap<u32, [f32; 2]>,
    names: HashMap<u32, [f32; 2]>,
    addresses: HashMap<u32, [f32; 2]>,
}

fn count(document: &StaticDocument, labels: &[Option<f32>], counts: &mut Counts) {
    let element_names: Vec<Vec<u32>> = document
        .elements
        .iter()
        .map(|element| {
            let mut tokens = Vec::new();
            class_tokens(element, |token| tokens.push(token));
            tokens
        })
        .collect();
    let (mut hashes, mut once) = (Vec::new(), HashSet::new());
    for (block, label) in document.blocks.iter().zip(labels) {
        let Some(label) = *label else { continue };
        let side = usize::from(label >= 0.5);
        word_tokens(&block.text, &mut hashes);
        if hashes.len() <= MAX_BLOCK_WORDS {
            once.clear();
            let (head, tail) = weighed(&hashes);
            for &hash in head.iter().chain(tail).filter(|hash| once.insert(**hash)) {
                counts.words.entry(hash).or_default()[side] += 1.0;
            }
        }
        once.clear();
        pair_tokens(&hashes, |pair| {
            once.insert(pair);
        });
        for &pair in &once {
            counts.words.entry(pair).or_default()[side] += 1.0;
        }
        once.clear();
        for link in &block.links {
            address_tokens(&link.href, |token| {
                once.insert(token);
            });
        }
        for &token in &once {
            counts.addresses.entry(token).or_default()[side] += 1.0;
        }
        // A block counts for the names around it as far as its length goes.
        let weight = (hashes.len() as f32).sqrt().min(8.0);
        once.clear();
        let mut next = block.element;
        while let Some(element) = next {
            for &hash in element_names[element as usize].iter().filter(|hash| once.insert(**hash)) {
                counts.names.entry(hash).or_default()[side] += weight;
            }
            next = document.elements[element as usize].parent;
        }
    }
}

fn lexicon(seen: HashMap<u32, Seen>) -> Lexicon {
    let mut entries: Vec<(u32, f32)> = seen
        .into_iter()
        .filter(|(_, seen)| seen.sites >= MIN_SITES)
        .map(|(hash, seen)| (hash, rounded(((seen.body + DOUBT) / (seen.rest + DOUBT)).ln())))
        .collect();
    entries.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    entries.truncate(MAX_WORDS);
    Lexicon::new(entries)
}

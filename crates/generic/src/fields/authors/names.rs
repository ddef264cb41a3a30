//! The names that one candidate gives.

use copydesk_core::text::bylines::{self, Named, Nature};
use copydesk_core::{Candidate, Provenance};

use crate::fast::FastMap;

/// What a candidate names.
pub(super) fn names<'m>(candidate: &'m Candidate, read: &mut FastMap<&'m str, Vec<Named>>) -> Vec<Named> {
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
    let is_alone = candidate.provenance == Provenance::JsonLd || candidate.key.starts_with("rel");
    if is_alone && bylines::is_full_name(&candidate.value) {
        return whole(Nature::Person);
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
    if stated && candidate.value.matches(": ").count() >= MAX_LABELS {
        return Vec::new();
    }
    if stated && !names.iter().any(|named| named.nature == Nature::Person) && is_name(&candidate.value) {
        return if bylines::is_nobody(&candidate.value) { Vec::new() } else { whole(Nature::Organisation) };
    }
    names.clone()
}

/// What opens bylines that stand where a name alone belongs.
const PREPOSITIONS: [&str; 6] = ["By ", "by ", "Von ", "von ", "Par ", "Por "];
/// How many labels make a text a list of who did what for the site.
const MAX_LABELS: usize = 2;
/// The most words of a name.
const MAX_NAME_WORDS: usize = 7;

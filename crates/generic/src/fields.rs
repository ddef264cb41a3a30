//! Resolving an HTML page's fields from its candidates.
//!
//! Each field has an order of places to trust. The winner is written with the place it came from; the ledger shows the
//! losers beside it.

mod dates;

use copydesk_core::text::bylines;
use copydesk_core::{Candidate, Draft, ExtractError, Field, Kind, Metadata, Provenance, Rule, Shape, Verdict};

use crate::lexical::{Lexical, letters};
use crate::site_name;

const BEST: Rule = Rule::new("generic/metadata", "most trusted place that offers it");
const HEADLINE: Rule = Rule::new("generic/headline", "most trusted place that offers a headline");
const SHOWN_HEADLINE: Rule = Rule::new("generic/shown-headline", "shows the headline");
const SHOWN_STANDFIRST: Rule = Rule::new("generic/shown-standfirst", "shows the standfirst");
const SHOWN_BYLINE: Rule = Rule::new("generic/shown-byline", "shows the byline");
const SHOWN_DATE: Rule = Rule::new("generic/shown-date", "shows the date");
const REPEATED: Rule = Rule::new("generic/repeated-headline", "repeats the headline");

/// The longest byline block, in bytes.
const MAX_BYLINE: usize = 200;

/// Resolves all fields of an HTML page, and accounts for the blocks that show them.
pub(crate) fn resolve(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let metadata = draft.document().metadata();
    title(draft, metadata)?;
    dates::resolve(draft, metadata)?;
    authors(draft, metadata)?;
    let order =
        [Provenance::OpenGraph, Provenance::JsonLd, Provenance::Meta, Provenance::Twitter, Provenance::Microdata];
    for field in [Field::Standfirst, Field::Section, Field::Image, Field::Publisher] {
        if let Some(best) = first_of(metadata, field, &order) {
            if field == Field::Standfirst && opens_body(draft, &best.value) {
                continue;
            }
            draft.set_field(field, best.value.clone(), Some(&best.key), BEST)?;
        }
    }
    if let Some(best) =
        first_of(metadata, Field::CanonicalUrl, &[Provenance::Link, Provenance::OpenGraph, Provenance::JsonLd])
    {
        draft.set_field(Field::CanonicalUrl, best.value.clone(), Some(&best.key), BEST)?;
    }
    if let Some(best) =
        first_of(metadata, Field::Access, &[Provenance::JsonLd, Provenance::Meta, Provenance::OpenGraph])
    {
        draft.set_field(Field::Access, best.value.clone(), Some(&best.key), BEST)?;
    }
    language(draft, metadata)?;
    tags(draft, metadata)?;
    shown(draft)
}

/// How many paragraphs a description for search engines may be cut from.
const LEAD_PARAGRAPHS: usize = 4;

/// Whether a description is only the beginning of the body, perhaps cut short: then it is no standfirst.
fn opens_body(draft: &Draft<'_>, description: &str) -> bool {
    let own = letters(description);
    let blocks = draft.document().blocks();
    let lead: String = draft
        .kept()
        .into_iter()
        .map(|at| &blocks[at as usize])
        .filter(|block| matches!(block.shape, Shape::Paragraph | Shape::Plain))
        .take(LEAD_PARAGRAPHS)
        .map(|block| letters(&block.text))
        .collect();
    !own.is_empty() && lead.contains(&own)
}

fn first_of<'m>(metadata: &'m Metadata, field: Field, order: &[Provenance]) -> Option<&'m Candidate> {
    order.iter().find_map(|place| {
        metadata.of(field).find(|candidate| candidate.provenance == *place && !candidate.value.trim().is_empty())
    })
}

fn title(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    let headings: Vec<&Candidate> =
        metadata.of(Field::Title).filter(|candidate| candidate.provenance == Provenance::Heading).collect();
    let stated = first_of(
        metadata,
        Field::Title,
        &[
            Provenance::JsonLd,
            Provenance::OpenGraph,
            Provenance::Twitter,
            Provenance::Microdata,
            Provenance::Meta,
            Provenance::TitleElement,
        ],
    );
    let site = first_of(metadata, Field::Publisher, &[Provenance::OpenGraph, Provenance::JsonLd])
        .map(|candidate| candidate.value.as_str());
    let tab = metadata
        .first(Field::Title, Provenance::TitleElement)
        .map(|candidate| letters(&candidate.value))
        .unwrap_or_default();
    let all: Vec<String> = metadata
        .of(Field::Title)
        .filter(|candidate| candidate.provenance != Provenance::Heading)
        .map(|candidate| letters(&candidate.value))
        .collect();
    // A heading that the head of the page repeats is the headline as readers see it.
    let confirmed = headings.iter().find(|heading| {
        let own = letters(&heading.value);
        own.len() >= 8 && (all.contains(&own) || tab.contains(&own)) && site.is_none_or(|site| letters(site) != own)
    });
    let best = match (confirmed, stated, headings.as_slice()) {
        (Some(heading), _, _) => heading,
        (None, Some(stated), _) => stated,
        (None, None, [only]) => only,
        _ => return Ok(()),
    };
    let value = if best.provenance == Provenance::Heading {
        best.value.clone()
    } else {
        site_name::strip(&best.value, site, &all)
    };
    if value.is_empty() {
        return Ok(());
    }
    draft.set_field(Field::Title, value, Some(&best.key), HEADLINE)
}

fn authors(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    for place in [
        Provenance::JsonLd,
        Provenance::Meta,
        Provenance::OpenGraph,
        Provenance::Microdata,
        Provenance::Byline,
        Provenance::Twitter,
    ] {
        let mut people: Vec<String> = Vec::new();
        let mut key = None;
        for candidate in metadata.of(Field::Authors).filter(|candidate| candidate.provenance == place) {
            if candidate.value.len() > MAX_BYLINE || candidate.key.contains("Organization") {
                continue;
            }
            for name in bylines::people(&candidate.value) {
                if !people.iter().any(|known| letters(known) == letters(&name)) {
                    people.push(name);
                    key.get_or_insert(candidate.key.as_str());
                }
            }
        }
        if !people.is_empty() {
            return draft.set_field(Field::Authors, people, key, BEST);
        }
    }
    Ok(())
}

fn language(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    let order = [Provenance::Lang, Provenance::JsonLd, Provenance::OpenGraph, Provenance::Meta];
    let Some(best) = first_of(metadata, Field::Language, &order) else { return Ok(()) };
    let tag = best.value.replace('_', "-");
    let sound = (2..=35).contains(&tag.len())
        && tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if sound { draft.set_field(Field::Language, tag, Some(&best.key), BEST) } else { Ok(()) }
}

fn tags(draft: &mut Draft<'_>, metadata: &Metadata) -> Result<(), ExtractError> {
    for place in [Provenance::OpenGraph, Provenance::JsonLd, Provenance::Meta] {
        let mut tags: Vec<String> = Vec::new();
        let mut key = None;
        for candidate in metadata.of(Field::Tags).filter(|candidate| candidate.provenance == place) {
            key.get_or_insert(candidate.key.as_str());
            for tag in candidate.value.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty()) {
                if !tags.iter().any(|known| known == tag) {
                    tags.push(tag.to_owned());
                }
            }
        }
        if !tags.is_empty() {
            return draft.set_field(Field::Tags, tags, key, BEST);
        }
    }
    Ok(())
}

/// Blocks that show a field are accounted to it, where the judge has not kept them as body.
fn shown(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    let title = draft.field(Field::Title).map(|value| letters(&value.to_text())).unwrap_or_default();
    let standfirst = draft.field(Field::Standfirst).map(|value| letters(&value.to_text())).unwrap_or_default();
    let authors: Vec<String> = draft
        .field(Field::Authors)
        .map(|value| value.to_list().iter().map(|name| letters(name)).collect())
        .unwrap_or_default();
    let published = draft.field(Field::Published).map(copydesk_core::FieldValue::to_text);
    let (mut title_shown, mut standfirst_shown) = (false, false);
    for (at, block) in document.blocks().iter().enumerate() {
        if block.hidden || block.text.is_empty() || block.text.len() > 1500 {
            continue;
        }
        let own = letters(&block.text);
        if !title.is_empty() && own == title {
            if title_shown {
                draft.drop(at, REPEATED)?;
            } else if matches!(block.shape, Shape::Heading(_)) {
                draft.consume(at, Field::Title, SHOWN_HEADLINE)?;
                title_shown = true;
            }
            continue;
        }
        if !standfirst.is_empty()
            && !standfirst_shown
            && own == standfirst
            && (!draft.is_kept(at as u32) || is_heading(draft, at))
        {
            draft.consume(at, Field::Standfirst, SHOWN_STANDFIRST)?;
            standfirst_shown = true;
            continue;
        }
        if draft.is_kept(at as u32) || block.text.len() > MAX_BYLINE {
            continue;
        }
        if !authors.is_empty()
            && Lexical::of(&block.text).words <= 24
            && authors.iter().all(|name| own.contains(name.as_str()))
            && title_shown
        {
            draft.consume(at, Field::Authors, SHOWN_BYLINE)?;
        } else if let Some(day) = copydesk_core::text::dates::whole(&block.text)
            && published.as_deref().is_some_and(|published| published.starts_with(&day.to_string()[..10]))
        {
            draft.consume(at, Field::Published, SHOWN_DATE)?;
        }
    }
    Ok(())
}

fn is_heading(draft: &Draft<'_>, block: usize) -> bool {
    matches!(draft.decision(block as u32).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Heading { .. })))
}

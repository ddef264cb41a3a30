//! The standfirst: what the page states as its summary, or the text that it shows as one above the body.
//!
//! A summary for search engines that only repeats the beginning of the body is none. A text that opens the article in an
//! element which is called a standfirst stays in the body, and is the value of the field as well: papers differ in
//! whether theirs is part of the text.

use copydesk_core::text::bylines;
use copydesk_core::{Block, Candidate, Document, Draft, Element, ExtractError, Field, Kind, Rule, Shape, Verdict};

use super::apart;
use super::notices::is_notice;
use super::objects::Objects;
use super::page::Page;
use super::shown::REPEATED;
use super::summaries::{
    before_call, cut_off, in_full, is_for_readers, is_piece_of_text, is_unrelated, opens_with_place,
};
use super::{BEST, best_of};
use crate::lexical::{Lexical, Wanted, ends_sentence, has_letters, holds_long, is_word, letters, push_letters};
use crate::phrases;

const OPENING: Rule = Rule::new("generic/opening-standfirst", "opens the article, and is called a standfirst");

const BELOW_HEADLINE: Rule = Rule::new(
    "generic/standfirst-below-headline",
    "stands below the headline, and is called a standfirst or made like one",
);
const AS_DESCRIBED: Rule = Rule::new(
    "generic/standfirst-as-described",
    "stands below the headline, and is what the page states as its summary",
);
const AT_HEAD: Rule =
    Rule::new("generic/standfirst-at-head", "follows the headline, with the byline or the date behind it");
const APART: Rule = Rule::new("generic/standfirst-apart", "opens the article, and is set apart from its paragraphs");

/// How many paragraphs a description for search engines may be cut from.
const LEAD_PARAGRAPHS: usize = 4;
/// How many elements around a text are looked at for one that is called a standfirst.
const AROUND: usize = 2;
/// The fewest words of a stated summary: fewer name a section or the paper.
const MIN_STATED_WORDS: u32 = 3;
/// From this length on, in bytes, words need not be counted.
const SURELY_ENOUGH: usize = 60;
/// The fewest words of a standfirst that is told by the name of its element.
const MIN_WORDS: u32 = 4;
/// The most bytes of one.
const MAX_OPENING: usize = 700;

/// Parts of names that say of an element that it is a standfirst, whatever stands in it.
static NAMES: Wanted<9> = Wanted::new([
    "standfirst",
    "dek",
    "subtitle",
    "subheadline",
    "subhead",
    "description",
    "summary",
    "excerpt",
    "lede",
]);
/// Those of them that say so of a text which is none of the article: the others also name lists and notes.
static SHOWN_NAMES: Wanted<8> =
    Wanted::new(["standfirst", "dek", "deck", "subtitle", "subheadline", "subhead", "excerpt", "lede"]);
/// The fewest words of a heading below the headline that is a standfirst whatever it is called.
const MIN_FOLLOWING_WORDS: u32 = 6;
/// How many texts below the headline are looked at.
const BELOW: usize = 2;
/// How much of a standfirst may be links.
const MAX_LINKED: f32 = 0.3;
/// Parts of names that say so of the text that opens an article.
static OPENING_NAMES: Wanted<26> = Wanted::new([
    "lead",
    "leadin",
    "intro",
    "introduction",
    "deck",
    "abstract",
    "desc",
    "synopsis",
    "preface",
    "preamble",
    "teaser",
    "einleitung",
    "vorspann",
    "anriss",
    "chapo",
    "chapeau",
    "entradilla",
    "bajada",
    "copete",
    "sumario",
    "occhiello",
    "sottotitolo",
    "ingress",
    "manchet",
    "perex",
    "sapo",
]);

/// Resolves the standfirst from what the page states.
pub(super) fn stated(draft: &mut Draft<'_>, page: &Page<'_>, objects: &Objects<'_>) -> Result<(), ExtractError> {
    let tells = |value: &str| {
        let value = before_call(value, page);
        (value.len() >= SURELY_ENOUGH || is_summary(value))
            && value.chars().any(is_word)
            && !has_letters(value, &page.headline)
            && !is_notice(value)
            && is_for_readers(value, page)
    };
    let Some(best) = best_of(page.metadata, objects, Field::Standfirst, tells) else { return Ok(()) };
    // Some places give no more than the beginning of what another one says.
    let own = letters(&best.value);
    let is_longer = |other: &&Candidate| {
        let goes_on = || letters(&other.value).strip_prefix(own.as_str()).is_some_and(|rest| !rest.is_empty());
        !ends_sentence(&best.value) && goes_on() && tells(&other.value) && cut_off(&other.value).is_none()
    };
    let best = page.metadata.of(Field::Standfirst).find(is_longer).unwrap_or(best);
    let summary = without_prompt(before_call(&best.value, page));
    if let Some(cut) = cut_off(summary) {
        // The page may show in full what is cut off here, outside of its text.
        let own = letters(cut);
        let is_in_body = |block: &Block| opens_body(page, &letters(&block.text));
        let shown = in_full(page, &own).filter(|block| block.text.len() <= MAX_OPENING && !is_in_body(block));
        if let Some(shown) = shown {
            return draft.set_field(Field::Standfirst, shown.text.clone(), Some(&best.key), BEST);
        }
        if opens_body(page, &own) || is_piece_of_text(page, &own) {
            return Ok(());
        }
    }
    let own = letters(summary);
    if opens_body(page, &own) || is_piece_of_text(page, &own) || is_unrelated(page, summary, &own, best) {
        return Ok(());
    }
    draft.set_field(Field::Standfirst, summary.to_owned(), Some(&best.key), BEST)
}

/// What some templates put behind a summary that they cut short.
const PROMPTS: [&str; 20] = [
    "read more",
    "continue reading",
    "read the full article",
    "read full article",
    "learn more",
    "weiterlesen",
    "weiter lesen",
    "mehr lesen",
    "mehr erfahren",
    "jetzt lesen",
    "lire la suite",
    "leer más",
    "seguir leyendo",
    "leia mais",
    "leggi tutto",
    "continua a leggere",
    "lees verder",
    "lees meer",
    "les mer",
    "läs mer",
];

/// A summary without the prompt to read on behind it.
fn without_prompt(value: &str) -> &str {
    let bare = value.trim_end_matches(|character: char| !character.is_alphanumeric());
    let held = PROMPTS.iter().find_map(|prompt| {
        let at = bare.len().checked_sub(prompt.len())?;
        let end = bare.get(at..)?;
        let ends = end.eq_ignore_ascii_case(prompt) || !prompt.is_ascii() && end.to_lowercase() == *prompt;
        let rest = bare[..at].trim_end();
        // A sentence that ends so is one: "These are the books that sailors read more".
        let is_parted = rest.ends_with(|character: char| !character.is_alphanumeric() && character != ',');
        (ends && is_parted).then_some(rest)
    });
    held.map_or(value, |rest| rest.trim_end_matches(['[', '(', '»', '|', '-', '–', ' ']))
}

/// Whether a short text that is stated as the summary is one: of some words, or a sentence.
fn is_summary(value: &str) -> bool {
    let counts = Lexical::of(value);
    counts.words >= MIN_STATED_WORDS || counts.ends_sentence
}

/// Takes the standfirst that the page shows, which goes before what it states. That is the text that opens the article, where
/// its element is called so and holds nothing else of the article; or a text between headline and article whose element is
/// called so, and which is none of the article; or the text that opens the article and is set apart from it ([`apart`]).
/// What is kept does not change.
pub(super) fn opening(draft: &mut Draft<'_>, counts: &[Lexical]) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    let is_text = |at: &u32| {
        let verdict = draft.decision(*at).map(|decision| &decision.verdict);
        matches!(blocks[*at as usize].shape, Shape::Paragraph | Shape::Plain | Shape::Heading(_))
            && matches!(verdict, Some(Verdict::Keep(Kind::Paragraph | Kind::Heading { .. })))
    };
    let kept = (0..blocks.len() as u32).filter(|at| draft.is_kept(*at));
    let mut texts = kept.filter(is_text);
    let Some(first) = texts.next() else { return Ok(()) };
    let block = &blocks[first as usize];
    let called = around(document, block)
        .take(AROUND)
        .find(|(_, element)| is_called(element, &NAMES) || is_called(element, &OPENING_NAMES));
    let holds = |called: u32, at: u32| around(document, &blocks[at as usize]).any(|(number, _)| number == called);
    let may_be = block.text.len() <= MAX_OPENING && counts[first as usize].words >= MIN_WORDS;
    if let Some((called, _)) = called
        && may_be
        && texts.next().is_some_and(|next| !holds(called, next))
        && !is_other(document, block)
    {
        return take_opening(draft, first, OPENING);
    }
    if let Some(at) = as_described(draft, first) {
        return draft.take(at as usize, Field::Standfirst, blocks[at as usize].text.clone(), AS_DESCRIBED);
    }
    if let Some(at) = below_headline(draft, first, counts) {
        return draft.take(at as usize, Field::Standfirst, blocks[at as usize].text.clone(), BELOW_HEADLINE);
    }
    if may_be && stands_alone_at_head(draft, first, is_text) && !is_other(document, block) {
        return take_opening(draft, first, AT_HEAD);
    }
    let texts = || (first..blocks.len() as u32).filter(is_text).map(|at| &blocks[at as usize]);
    if apart::may_be_apart(block, counts[first as usize].words)
        && apart::is_apart(document, &texts().collect::<Vec<_>>(), draft.field(Field::Standfirst))
        && !is_other(document, block)
    {
        return take_opening(draft, first, APART);
    }
    Ok(())
}

/// The text between headline and article, none of it, that says word by word what the page states as a summary somewhere.
fn as_described(draft: &Draft<'_>, first: u32) -> Option<u32> {
    let document = draft.document();
    let blocks = document.blocks();
    let descriptions: Vec<String> =
        document.metadata().of(Field::Standfirst).map(|candidate| letters(&candidate.value)).collect();
    let headline = (0..first).rev().take(MAX_HEAD).find(|at| shows_title(draft, *at))?;
    (headline + 1..first).take(MAX_BELOW).find(|at| {
        let block = &blocks[*at as usize];
        let is_dropped = draft.decision(*at).is_some_and(|decision| decision.verdict == Verdict::Drop);
        is_dropped
            && !block.hidden
            && (SURELY_ENOUGH / 2..=MAX_OPENING).contains(&block.text.len())
            && block.shape != Shape::Caption
            && block.link_density() < MAX_LINKED
            && descriptions.iter().any(|own| has_letters(&block.text, own))
            && !is_other(document, block)
    })
}

/// Whether the text that opens the article follows the headline, and the byline or the date stands between it and the next one: or
/// it is a heading that follows the headline at once.
fn stands_alone_at_head(draft: &Draft<'_>, first: u32, is_text: impl Fn(&u32) -> bool) -> bool {
    let blocks = draft.document().blocks();
    let is_shown = |at: &u32| !blocks[*at as usize].hidden && !blocks[*at as usize].text.is_empty();
    if !(0..first).rev().find(is_shown).is_some_and(|before| shows_title(draft, before)) {
        return false;
    }
    let Some(next) = (first + 1..blocks.len() as u32).take(MAX_HEAD).find(|at| is_text(at)) else { return false };
    let tells_of = |at: u32| {
        let verdict = draft.decision(at).map(|decision| &decision.verdict);
        matches!(verdict, Some(Verdict::Field { field: Field::Authors | Field::Published }))
    };
    (first + 1..next).find(is_shown).is_some_and(tells_of)
}

/// How many blocks are looked at for the headline before a text, and for what stands behind it.
const MAX_HEAD: usize = 24;

/// How many blocks below the headline are looked at for what the page states as its summary.
const MAX_BELOW: usize = 8;

/// Whether a block shows the headline.
fn shows_title(draft: &Draft<'_>, at: u32) -> bool {
    draft.decision(at).is_some_and(|decision| {
        decision.verdict == Verdict::Field { field: Field::Title } || decision.rule == REPEATED.id
    })
}

/// Takes the text that opens the article for the standfirst. It stays in the body; where it is a heading by its tag, it
/// heads no part of it.
fn take_opening(draft: &mut Draft<'_>, first: u32, rule: Rule) -> Result<(), ExtractError> {
    let block = &draft.document().blocks()[first as usize];
    draft.set_field(Field::Standfirst, block.text.clone(), None, rule.clone())?;
    if let Shape::Heading(_) = block.shape {
        draft.retype(first, &Kind::Paragraph, rule)?;
    }
    Ok(())
}

/// The text below the headline, before the article, that its element calls a standfirst; or the heading that follows the shown
/// headline in the same element, unless another text shows what the page states as its summary. Neither is of the article.
fn below_headline(draft: &Draft<'_>, first: u32, counts: &[Lexical]) -> Option<u32> {
    let document = draft.document();
    let blocks = document.blocks();
    let is_dropped = |at: u32| draft.decision(at).is_some_and(|decision| decision.verdict == Verdict::Drop);
    let shows_title = |at: u32| shows_title(draft, at);
    let shows_standfirst = |at: u32| {
        let verdict = draft.decision(at).map(|decision| &decision.verdict);
        verdict == Some(&Verdict::Field { field: Field::Standfirst })
    };
    // A headline that is shown may differ from the one that is stated.
    let headline = (0..first).rev().find(|&at| blocks[at as usize].shape == Shape::Heading(1) || shows_title(at))?;
    let mut below = (headline + 1..first).filter(|at| !blocks[*at as usize].text.is_empty()).take(BELOW);
    below.find(|&at| {
        let block = &blocks[at as usize];
        let words = counts[at as usize].words;
        let is_named = || around(document, block).take(AROUND).any(|(_, element)| is_called(element, &SHOWN_NAMES));
        let parent = |at: u32| document.elements()[blocks[at as usize].element? as usize].parent;
        let follows = || {
            at == headline + 1
                && matches!(block.shape, Shape::Heading(2..))
                && words >= MIN_FOLLOWING_WORDS
                && parent(at).is_some()
                && parent(at) == parent(headline)
                && shows_title(headline)
                && !(0..first).any(shows_standfirst)
        };
        !block.hidden
            && block.text.len() <= MAX_OPENING
            && is_dropped(at)
            && block.link_density() < MAX_LINKED
            && words >= MIN_WORDS
            && (is_named() || follows())
            && !is_other(document, block)
    })
}

/// Parts of names of what tells who wrote an article, by themselves or …
static BIOGRAPHIES: Wanted<4> = Wanted::new(["bio", "biography", "authorbio", "authorbox"]);
/// … beside "author": that of an article may be called after its author as well.
static OF_AUTHORS: Wanted<7> = Wanted::new(["description", "desc", "excerpt", "summary", "info", "box", "about"]);
static AUTHORS: Wanted<2> = Wanted::new(["author", "authors"]);
static BYLINE: Wanted<1> = Wanted::new(["byline"]);

/// Whether a text is made like a standfirst and says something else: who wrote the article, what it is rated, or that one may
/// subscribe.
fn is_other(document: &dyn Document, block: &Block) -> bool {
    let is_biography =
        |name: &str| BIOGRAPHIES.is_part_of(name) || AUTHORS.is_part_of(name) && OF_AUTHORS.is_part_of(name);
    // What stands in one element with the byline is none of it.
    let own = block.element.map(|at| &document.elements()[at as usize]);
    let is_byline = own
        .into_iter()
        .flat_map(|element| element.classes.iter().chain(&element.id))
        .any(|name| BYLINE.is_part_of(name) && !NAMES.is_part_of(name));
    let mut names =
        around(document, block).take(AROUND).flat_map(|(_, element)| element.classes.iter().chain(&element.id));
    is_byline
        || names.any(|name| is_biography(name))
        || phrases::prompt(&block.text).is_some()
        || bylines::is_announced(&block.text)
        || is_notice(&block.text)
        || opens_with_place(&block.text)
}

/// Whether one of the innermost elements around a block calls itself a standfirst.
pub(super) fn is_named_standfirst(document: &dyn Document, block: &Block) -> bool {
    around(document, block).take(AROUND).any(|(_, element)| is_called(element, &NAMES))
}

/// Whether a part of an element's classes or id is one of some names.
fn is_called<const N: usize>(element: &Element, names: &Wanted<N>) -> bool {
    element.classes.iter().chain(&element.id).any(|name| names.is_part_of(name))
}

/// The elements around a block with their numbers, innermost first.
fn around<'d>(document: &'d dyn Document, block: &Block) -> impl Iterator<Item = (u32, &'d Element)> {
    let elements = document.elements();
    document.ancestor_numbers(block.element).map(move |at| (at, &elements[at as usize]))
}

/// Whether a description, of which the letters are given, is only the beginning of the body, perhaps cut short: then it is no
/// standfirst.
fn opens_body(page: &Page<'_>, own: &str) -> bool {
    let blocks = page.document.blocks();
    let leads = page
        .kept
        .iter()
        .map(|at| &blocks[*at as usize])
        .filter(|block| matches!(block.shape, Shape::Paragraph | Shape::Plain))
        .filter(|block| !is_named_standfirst(page.document, block))
        .take(LEAD_PARAGRAPHS);
    let mut lead = String::new();
    for block in leads {
        let before = lead.len();
        push_letters(&mut lead, &block.text);
        // Most that are no standfirst are the very beginning.
        if before < own.len() && lead.starts_with(own) {
            return true;
        }
    }
    !own.is_empty() && holds_long(&lead, own)
}

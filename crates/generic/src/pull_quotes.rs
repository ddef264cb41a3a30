//! Pull quotes: a sentence of the article that the layout shows once more, in large type. It is in the text already, so the
//! copy goes; a quotation that stands nowhere else stays, whatever its element is called.

use copydesk_core::{Document, Draft, ExtractError, Kind, Rule, Shape, Verdict};

use crate::judge::Read;
use crate::lexical::{ends_sentence, is_wide};

const REPEATED: Rule = Rule::new("generic/pull-quote", "a sentence of the article that its layout shows once more");
const SPEAKER: Rule = Rule::new("generic/pull-quote-speaker", "says who is quoted by a pull quote");

/// How many elements around a text are asked whether they are called a pull quote.
const AROUND: usize = 4;
/// The fewest words that are repeated: fewer may well be said twice.
const MIN_WORDS: u32 = 4;
/// The fewest bytes of letters of them, for scripts without spaces.
const MIN_LETTERS: usize = 18;
/// The most words of a line that says who is quoted.
const MAX_SPEAKER_WORDS: u32 = 12;

/// The most texts of pull quotes: a page of more is one of quotations.
const MAX_PULLED: usize = 64;

/// A kept text of an element that is called a pull quote.
struct Pulled {
    element: u32,
    at: u32,
}

/// Leaves out the pull quotes of what the article says elsewhere.
pub(crate) fn drop(draft: &mut Draft<'_>, read: &Read) -> Result<(), ExtractError> {
    // Most pages have no such element, and are asked no more.
    if !read.hints.iter().any(|hint| hint.is_pull_quote) {
        return Ok(());
    }
    let document = draft.document();
    let blocks = document.blocks();
    let mut pulled: Vec<Pulled> = Vec::new();
    let mut others: Vec<u32> = Vec::new();
    for at in 0..blocks.len() as u32 {
        if !is_text(draft, at) {
            continue;
        }
        match pull_quote(document, read, at) {
            Some(element) => pulled.push(Pulled { element, at }),
            // What a heading says is no text that something else repeats: a table of contents has all of them.
            None if is_heading(draft, at) => {}
            None => others.push(at),
        }
    }
    if pulled.is_empty() || pulled.len() > MAX_PULLED {
        return Ok(());
    }
    let said: Vec<String> = others.into_iter().map(|at| words_of(&blocks[at as usize].text)).collect();
    let is_said = |at: u32| {
        let own = words_of(&blocks[at as usize].text);
        // Scripts without spaces have no ends of words to look for.
        let own = if own.contains(is_wide) { own.trim() } else { &own };
        read.counts[at as usize].words >= MIN_WORDS
            && own.len() >= MIN_LETTERS
            && said.iter().any(|said| said.contains(own))
    };
    for quote in pulled.chunk_by(|one, other| one.element == other.element) {
        let is_repeated: Vec<bool> = quote.iter().map(|text| is_said(text.at)).collect();
        // One line behind the quotation says who it is by.
        let is_speaker = |at: u32| {
            let block = &blocks[at as usize];
            read.counts[at as usize].words <= MAX_SPEAKER_WORDS
                && !matches!(block.shape, Shape::ListItem(_))
                && !ends_sentence(&block.text)
        };
        let own = quote.iter().zip(&is_repeated).filter(|(_, repeated)| !**repeated).map(|(text, _)| text.at);
        let whole = is_repeated.first() == Some(&true) && own.clone().count() <= 1 && own.clone().all(is_speaker);
        if !whole {
            continue;
        }
        for (text, repeated) in quote.iter().zip(is_repeated) {
            draft.drop(text.at as usize, if repeated { REPEATED } else { SPEAKER })?;
        }
    }
    Ok(())
}

/// Whether a block is kept as text of the body.
fn is_text(draft: &Draft<'_>, at: u32) -> bool {
    let kept = draft.decision(at).map(|decision| &decision.verdict);
    matches!(kept, Some(Verdict::Keep(Kind::Paragraph | Kind::Quote | Kind::List { .. } | Kind::Heading { .. })))
}

fn is_heading(draft: &Draft<'_>, at: u32) -> bool {
    matches!(draft.decision(at).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Heading { .. })))
}

/// The outermost of the few elements around a block that is called a pull quote. A quotation that is marked up as one must be
/// called so outright.
fn pull_quote(document: &dyn Document, read: &Read, at: u32) -> Option<u32> {
    let elements = document.elements();
    let block = &document.blocks()[at as usize];
    let around = || document.ancestor_numbers(block.element).take(AROUND);
    let is_pulled = |element: u32| {
        let element = &elements[element as usize];
        element.classes.iter().chain(&element.id).any(|name| name.to_ascii_lowercase().contains("pull"))
    };
    if block.shape == Shape::Quote && !around().any(is_pulled) {
        return None;
    }
    around().filter(|&element| read.hints[element as usize].is_pull_quote).last()
}

/// The words of a text in lower case, with spaces between and around them.
fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for character in text.chars() {
        if character.is_alphanumeric() {
            words.extend(character.to_lowercase());
        } else if !words.ends_with(' ') && !matches!(character, '\'' | '’') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

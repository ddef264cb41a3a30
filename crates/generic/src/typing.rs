//! What the verdicts leave to be said: tweets and captions, which span several pieces, in HTML and in flat text.

use std::collections::BTreeMap;
use std::ops::Range;

use copydesk_core::text::{bylines, dates, tweets};
use copydesk_core::{Document, Draft, Element, ExtractError, Form, Kind, Part, Rule};

use crate::captions;
use crate::judge::Read;
use crate::lexical::Lexical;
use crate::page_captions;

const TWEET: Rule = Rule::new("generic/tweet", "a post on Twitter or X: text, name, handle and day");
const TWEET_LINK: Rule = Rule::new("generic/tweet-link", "address inside a post, kept in its links");
const TWEET_ATTRIBUTION: Rule = Rule::new("generic/tweet-attribution", "name, handle and day of a post");
pub(crate) const CREDIT: Rule = Rule::new("generic/credit", "credit of the caption before it");
const CAPTION: Rule = Rule::new("generic/caption", "line followed by a picture credit");

/// Types the tweets of a document.
pub(crate) fn tweets(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    match draft.document().form() {
        Form::Text => flat_tweets(draft),
        Form::Html => embedded_tweets(draft),
    }
}

fn flat_tweets(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    for (at, block) in blocks.iter().enumerate() {
        let Some(tweet) = tweets::parse(&block.text) else { continue };
        if !draft.is_kept(at as u32) {
            continue;
        }
        let kind = Kind::Tweet {
            author: Some(tweet.author),
            handle: Some(tweet.handle),
            posted: tweet.posted.map(|day| day.to_string()),
            links: tweet.links.iter().map(|link| block.text[link.clone()].to_owned()).collect(),
        };
        let parts: Vec<Range<usize>> = tweet.links.iter().chain([&tweet.attribution]).cloned().collect();
        let links = tweet.links.into_iter().skip(keep_around(draft, at as u32, parts, &kind)?);
        draft.attach((at, tweet.attribution), at as u32, Part::Attribution, TWEET_ATTRIBUTION)?;
        for link in links {
            draft.attach((at, link), at as u32, Part::Link, TWEET_LINK)?;
        }
    }
    Ok(())
}

/// `blockquote.twitter-tweet` as publish.twitter.com gives it: one or more paragraphs, then the attribution.
fn embedded_tweets(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    if !document.elements().iter().any(is_tweet) {
        return Ok(());
    }
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    // What a page hides is no more part of a post than of a paragraph.
    for (at, block) in document.blocks().iter().enumerate().filter(|(_, block)| !block.hidden) {
        if let Some(quote) = tweet_element(document, block.element) {
            groups.entry(quote).or_default().push(at as u32);
        }
    }
    for group in groups.into_values() {
        type_tweet(draft, &group)?;
    }
    Ok(())
}

/// The embedded post that an element is in.
pub(crate) fn tweet_element(document: &dyn Document, mut element: Option<u32>) -> Option<u32> {
    let elements = document.elements();
    while let Some(at) = element {
        let candidate = &elements[at as usize];
        if is_tweet(candidate) {
            return Some(at);
        }
        element = candidate.parent;
    }
    None
}

fn is_tweet(element: &Element) -> bool {
    element.tag == "blockquote"
        && element.classes.iter().any(|class| class.starts_with("twitter-tweet") || class == "twitter-video")
}

fn type_tweet(draft: &mut Draft<'_>, group: &[u32]) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    let kept = group.iter().any(|&at| draft.is_kept(at));
    let Some((last, attribution)) =
        group.iter().rev().find_map(|&at| Some((at, tweets::attribution(&blocks[at as usize].text)?)))
    else {
        return Ok(());
    };
    let Some(&first) = group.iter().find(|&&at| at != last || attribution.range.start > 0) else { return Ok(()) };
    if !kept {
        return Ok(());
    }
    let mut links = Vec::new();
    let mut pieces = Vec::new();
    for &at in group.iter().filter(|&&at| at <= last) {
        let block = &blocks[at as usize];
        let end = if at == last { attribution.range.start } else { block.text.len() };
        for range in tweets::links(&block.text[..end]).into_iter().take(tweets::MAX_LINKS - links.len()) {
            let href = block
                .links
                .iter()
                .find(|link| link.start as usize == range.start && link.href.len() <= tweets::MAX_LINK)
                .map_or(&block.text[range.clone()], |link| link.href.as_str());
            // Twitter writes the picture's address out but links it through t.co: the address a reader sees counts.
            let shown = &block.text[range.clone()];
            links.push(if shown.starts_with("pic.") { shown.to_owned() } else { href.to_owned() });
            pieces.push((at, range));
        }
    }
    let kind = Kind::Tweet {
        author: Some(attribution.author),
        handle: Some(attribution.handle),
        posted: attribution.posted.map(|day| day.to_string()),
        links,
    };
    let mut alone = 0;
    for &at in group {
        if at == first {
            let own = pieces.iter().filter(|(block, _)| *block == at).map(|(_, range)| range.clone());
            let end = Some(attribution.range.clone()).filter(|_| at == last);
            alone = keep_around(draft, at, own.chain(end).collect(), &kind)?;
        } else if at < last || (at == last && attribution.range.start > 0) {
            draft.merge(at, first, TWEET)?;
        }
    }
    if last == first {
        draft.attach((last, attribution.range), first, Part::Attribution, TWEET_ATTRIBUTION)?;
    } else {
        let end = blocks[last as usize].text.len();
        draft.attach((last, attribution.range.start..end), first, Part::Attribution, TWEET_ATTRIBUTION)?;
    }
    for (at, range) in pieces.into_iter().skip(alone) {
        draft.attach((at, range), first, Part::Link, TWEET_LINK)?;
    }
    Ok(())
}

/// Keeps what of a block is text of a post: all but these parts, which get verdicts of their own. Each piece knows what the post
/// is, with all its addresses, so that a piece is given that only where it stays. Of a post that is nothing else the first address
/// is its text. Gives how many of the parts stay so.
fn keep_around(
    draft: &mut Draft<'_>,
    block: u32,
    mut parts: Vec<Range<usize>>,
    kind: &Kind,
) -> Result<usize, ExtractError> {
    parts.sort_by_key(|part| part.start);
    let text = &draft.document().blocks()[block as usize].text;
    let (first, end) = (parts.first().cloned(), text.len());
    let (mut at, mut is_kept) = (0, false);
    for part in parts.into_iter().chain(std::iter::once(end..end)) {
        if at < part.start {
            is_kept |= !text[at..part.start].trim().is_empty();
            draft.keep((block as usize, at..part.start), kind.clone(), TWEET)?;
        }
        at = at.max(part.end);
    }
    match first.filter(|_| !is_kept) {
        Some(first) => draft.keep((block as usize, first), kind.clone(), TWEET).map(|()| 1),
        None => Ok(0),
    }
}

/// Types captions and parts their credits from them.
pub(crate) fn captions(draft: &mut Draft<'_>, read: &Read) -> Result<(), ExtractError> {
    match draft.document().form() {
        Form::Html => page_captions::type_all(draft, read),
        Form::Text => flat_captions(draft),
    }
}

fn flat_captions(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    let blocks = document.blocks();
    let kept: Vec<usize> = (0..blocks.len()).filter(|at| draft.is_kept(*at as u32)).collect();
    // What stands far from the article is another one's, or no caption but a notice of rights.
    let is_near = |at: usize| {
        let behind = kept.partition_point(|kept| *kept < at);
        let near = |other: Option<&usize>| other.is_some_and(|other| other.abs_diff(at) <= MAX_DISTANCE);
        near(kept.get(behind)) || near(behind.checked_sub(1).and_then(|before| kept.get(before)))
    };
    for at in 0..blocks.len() {
        let block = &blocks[at];
        if let Some(credit) = flat_credit_line(document, at).filter(|_| is_near(at)) {
            draft.keep(at, Kind::Caption, CAPTION)?;
            draft.attach(credit, at as u32, Part::Credit, CREDIT)?;
        } else if block.text.contains('©')
            && Lexical::of(&block.text).words <= captions::MAX_CAPTION_WORDS
            && draft.is_kept(at as u32)
            && let Some(range) = captions::trailing_credit(&block.text)
            && block.text[range.clone()].contains('©')
        {
            draft.keep(at, Kind::Caption, CAPTION)?;
            draft.attach((at, range), at as u32, Part::Credit, CREDIT)?;
        }
    }
    Ok(())
}

/// How many lines a caption of flat text stands from the article at most.
const MAX_DISTANCE: usize = 30;

/// Whether a line is a byline or a date, which stand above a body beside agencies' names as captions do.
fn is_head_line(text: &str) -> bool {
    text.len() <= MAX_HEAD_LINE && (bylines::is_announced(text) || dates::whole(text).is_some())
}

/// The longest byline or date line, in bytes.
const MAX_HEAD_LINE: usize = 200;

/// In flat text: the block directly below a caption that is its credit.
pub(crate) fn flat_credit_line(document: &dyn Document, at: usize) -> Option<usize> {
    use copydesk_core::Span::Lines;
    let blocks = document.blocks();
    let (caption, credit) = (blocks.get(at)?, blocks.get(at + 1)?);
    let (Lines(_, above), Lines(below, _)) = (caption.span, credit.span) else { return None };
    let words = Lexical::of(&caption.text).words;
    let sound = below == above + 1
        && captions::is_credit(&credit.text)
        && !captions::is_credit(&caption.text)
        && !is_head_line(&caption.text)
        && !is_head_line(&credit.text)
        && (3..=captions::MAX_CAPTION_WORDS).contains(&words)
        && crate::phrases::prompt(&caption.text).is_none();
    sound.then_some(at + 1)
}

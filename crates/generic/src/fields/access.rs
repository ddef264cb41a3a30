//! Whether the article is free.

use copydesk_core::{Block, Diagnostic, Draft, Element, ExtractError, Field, Provenance, Rule, Shape};

use super::page::Page;
use super::subscription::{ASKS, Prompt};
use super::{BEST, first_of};

const CUT: Rule = Rule::new("generic/access-cut", "the text breaks off inside an element that is named for a paywall");
const PROMPT: Rule = Rule::new("generic/access-prompt", ASKS);

/// Resolves the access. `prompt` is where the page asks for a subscription.
pub(super) fn access(draft: &mut Draft<'_>, page: &Page<'_>, prompt: Option<Prompt>) -> Result<(), ExtractError> {
    let order = [Provenance::JsonLd, Provenance::Meta, Provenance::OpenGraph, Provenance::Microdata];
    if let Some(best) = first_of(page.metadata, Field::Access, &order) {
        return draft.set_field(Field::Access, best.value.clone(), Some(&best.key), BEST);
    }
    if let Some(name) = wall_around_cut(page) {
        let message = format!("{} (\"{name}\")", CUT.reason);
        draft.diagnose(Diagnostic::new("generic/cut-text", message));
        return draft.set_field(Field::Access, "paywalled", None, CUT);
    }
    let Some(prompt) = prompt else { return Ok(()) };
    let reason = format!("{} (\"{}\")", PROMPT.reason, prompt.told(page));
    draft.set_field(Field::Access, "paywalled", None, PROMPT.because(reason))
}

/// What elements are called that hold what only subscribers may read whole, word by word. Many pages call so what everybody
/// may read.
const WALLS: [&[&str]; 6] =
    [&["paywall"], &["paywalled"], &["pay", "wall"], &["gated"], &["premium", "content"], &["subscriber", "content"]];
/// Words of names of what is shown where no paywall is.
const OPEN: [&str; 8] = ["no", "non", "not", "free", "hide", "hidden", "without", "remove"];
/// How many elements around the end of a text are asked.
const MAX_AROUND: usize = 12;

/// The name of an element for subscribers in which the text of an article breaks off.
fn wall_around_cut<'d>(page: &Page<'d>) -> Option<&'d str> {
    let blocks = page.document.blocks();
    let is_text = |block: &&Block| !block.text.is_empty() && block.shape != Shape::Caption;
    let mut texts = page.kept.iter().rev().map(|at| &blocks[*at as usize]).filter(is_text);
    let last = texts.next().filter(|last| breaks_off(&last.text))?;
    let names = |element: &'d Element| element.classes.iter().chain(&element.id);
    let wall = |element: &&'d Element| {
        !matches!(element.tag.as_str(), "html" | "body") && names(element).any(|name| is_wall(name))
    };
    let found = page.document.ancestors(last).take(MAX_AROUND).find(wall)?;
    // A teaser behind the article is cut off, too.
    let parent = |block: &Block| page.document.ancestors(block).nth(1).map(std::ptr::from_ref);
    let is_teaser = |before: &Block| !matches!(before.shape, Shape::Heading(_)) && parent(before) != parent(last);
    if texts.next().is_some_and(is_teaser) {
        return None;
    }
    names(found).find(|name| is_wall(name)).map(|name| &**name)
}

/// Whether an element is named for a paywall, and not for what shows without one. Names are read word by word: "aggregated"
/// holds "gated" and has nothing to do with it.
fn is_wall(name: &str) -> bool {
    let parts = name.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
    // A capital behind a small letter or a digit begins a word: "hasPaywall".
    let of_camel =
        parts.flat_map(|part| part.chunk_by(|one, next| one.is_ascii_uppercase() || !next.is_ascii_uppercase()));
    let words: Vec<&[u8]> = of_camel.collect();
    let is = |word: &[u8], wanted: &str| word.eq_ignore_ascii_case(wanted.as_bytes());
    let holds = |wall: &[&str]| {
        words.windows(wall.len()).any(|run| run.iter().zip(wall).all(|(word, wanted)| is(word, wanted)))
    };
    WALLS.iter().any(|wall| holds(wall)) && !words.iter().any(|word| OPEN.iter().any(|open| is(word, open)))
}

/// Whether a text breaks off: with what leaves something out, or behind a comma. Many a text ends without a stop.
fn breaks_off(text: &str) -> bool {
    let end = text.trim_end_matches([']', ')', ' ']);
    end.ends_with(['…', ',']) || end.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_wall(name: &str, expected: bool) {
        assert_eq!(is_wall(name), expected, "{name}");
    }

    #[test]
    fn walls_are_named_by_whole_words() {
        for name in
            ["paywall", "has-paywall", "hasPaywall", "text__PayWall", "gated", "premium-content", "subscriberContent"]
        {
            check_wall(name, true);
        }
        for name in
            ["aggregated-content", "investigated-story", "navigated", "map_lock", "p_lock", "premium", "content"]
        {
            check_wall(name, false);
        }
        for name in
            ["has-no-paywall", "paywall-free", "isNotGated", "paywall--hidden", "without_paywall", "removePaywall"]
        {
            check_wall(name, false);
        }
    }

    #[test]
    fn a_text_that_breaks_off_behind_a_wall_is_not_free() {
        use copydesk_core::{Decider, Extractor, FieldValue, Origin};
        let text =
            "<p>That year the town built a wall, and the ships that came from the north were safe behind it.</p>";
        let access = |class: &str, end: &str| {
            let page = format!("<body><h1>The wall of Ness</h1><div class='{class}'>{}{end}</div>", text.repeat(8));
            let limits = copydesk_html::Limits::default();
            let document = copydesk_html::HtmlDocument::read(page.as_bytes(), None, Origin::default(), &limits);
            let mut draft = Draft::new(&document);
            draft.set_decider(Decider::GENERIC);
            crate::Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
            let told = draft.diagnostics().iter().find(|told| told.code == "generic/cut-text");
            let message = told.map(|told| told.message.clone());
            (draft.field(Field::Access).map(FieldValue::to_text), message)
        };
        let cut = "<p>Nobody in Port Ellen had to be afraid of the winter, or of the storms which it brought to …</p>";
        let message = "the text breaks off inside an element that is named for a paywall (\"has-paywall\")";
        assert_eq!(access("text has-paywall", cut), (Some("paywalled".to_owned()), Some(message.to_owned())));
        assert_eq!(access("text", cut), (None, None));
        assert_eq!(access("text aggregated-content", cut), (None, None));
        assert_eq!(access("text has-paywall", text), (None, None));
    }

    #[test]
    fn texts_break_off() {
        for text in ["The ships came back and the mayor …", "The ships came back [...]", "The ships came back,"] {
            assert!(breaks_off(text), "{text}");
        }
        for text in ["The ships came back.", "Ann Smith", "“They came back.”"] {
            assert!(!breaks_off(text), "{text}");
        }
    }
}

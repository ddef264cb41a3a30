//! What pages say that no article says: prompts to share, subscribe, read on, comment and pay, in many languages.

mod list;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use copydesk_core::Rule;

use crate::fast::WordSet;
use crate::features::word_tokens;
use crate::lexical::{is_wide, lower};
use crate::scan::Scan;
use Place::{Inside, Start, Whole};
use list::PHRASES;

/// Where in a block a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is the whole block, but for punctuation.
    Whole,
    /// The block begins with it.
    Start,
    /// Anywhere, if the block is short.
    Inside,
}

/// What a prompt is about.
pub(crate) const SHARE: Rule = Rule::new("generic/share-prompt", "share prompt");
pub(crate) const NEWSLETTER: Rule = Rule::new("generic/newsletter-prompt", "newsletter prompt");
pub(crate) const RELATED: Rule = Rule::new("generic/related-link", "related-article link");
pub(crate) const FOLLOW: Rule = Rule::new("generic/follow-prompt", "prompt to follow on other sites");
pub(crate) const ADVERTISEMENT: Rule = Rule::new("generic/advertisement", "advertisement label");
pub(crate) const COMMENTS: Rule = Rule::new("generic/comments", "comment prompt");
pub(crate) const CONSENT: Rule = Rule::new("generic/consent", "cookie or privacy notice");
pub(crate) const LEGAL: Rule = Rule::new("generic/legal", "copyright or terms line");
pub(crate) const SUPPORT: Rule = Rule::new("generic/support-prompt", "prompt to pay or donate");
pub(crate) const NAVIGATION: Rule = Rule::new("generic/navigation", "navigation label");
pub(crate) const SERVER: Rule = Rule::new("generic/server-message", "message of the program that made the page");
pub(crate) const PLACEHOLDER: Rule =
    Rule::new("generic/placeholder", "placeholder that the program that made the page did not fill");
pub(crate) const MEDIA: Rule = Rule::new("generic/media-label", "label of a player or gallery");

/// A block longer than this is never a prompt for a phrase inside it, in bytes.
const MAX_INSIDE: usize = 180;
/// A block longer than this is never a prompt for what it begins with, in bytes.
const MAX_START: usize = 260;

/// The rule of the prompt that a block is, if it is one.
pub(crate) fn prompt(text: &str) -> Option<&'static Rule> {
    if is_server_message(text) {
        return Some(OF_SERVER);
    }
    if text.is_empty() || text.len() > MAX_START {
        return None;
    }
    let lower = lower(text);
    let bare = lower.trim_matches(|character: char| !character.is_alphanumeric());
    let offset = bare.as_ptr() as usize - lower.as_ptr() as usize;
    if NEWSLETTER_VERBS.iter().any(|verb| bare.starts_with(verb)) && bare.contains("newsletter") {
        return Some(NAMED_NEWSLETTER);
    }
    FINDER.find_overlapping_iter(&lower).find_map(|hit| {
        let (_, place, rule) = &PHRASES[hit.pattern().as_usize()];
        let at_word = !lower[..hit.start()].ends_with(char::is_alphanumeric)
            && (!lower[hit.end()..].starts_with(char::is_alphanumeric)
                || lower[..hit.end()].ends_with(|last| last == ' ' || is_wide(last)));
        let fits = match place {
            Place::Whole => {
                lower[..hit.start()].trim_matches(not_word).is_empty()
                    && lower[hit.end()..].trim_matches(not_word).is_empty()
            }
            Place::Start => hit.start() <= offset && at_word,
            Place::Inside => text.len() <= MAX_INSIDE && at_word,
        };
        fits.then_some(rule)
    })
}

/// The same of a text that was scanned already, whose words have these hashes. Most texts hold no word that a phrase begins
/// with at a place where it may begin, and are not searched.
pub(crate) fn prompt_of(text: &str, scan: &Scan, words: &[u32]) -> Option<&'static Rule> {
    if is_server_message(text) {
        return Some(OF_SERVER);
    }
    if text.is_empty() || text.len() > MAX_START {
        return None;
    }
    if scan.is_odd || begins_with_verb(text) || BEGINNINGS.may_hold(scan, words) {
        return prompt(text);
    }
    None
}

/// Whether a text is the name of a part that a program should have put in its place: "[gallery ids=1,2]", "[/caption]",
/// "{{banner}}" (<https://codex.wordpress.org/Shortcode_API>, <https://mustache.github.io/mustache.5.html>).
pub(crate) fn is_placeholder(text: &str) -> bool {
    let inner = |open: &str, close: &str| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([']', '[', '{', '}'])).then_some(inner)
    };
    let is_name = |name: &str| {
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !name.is_empty() && name.bytes().all(is_of_name)
    };
    let is_shortcode = |code: &str| match code.split_once(' ') {
        // An attribute must follow: others write in brackets, too.
        Some((name, rest)) => is_name(name) && rest.trim_start().split_once('=').is_some_and(|(key, _)| is_name(key)),
        None => code.strip_prefix('/').is_some_and(is_name),
    };
    inner("{{", "}}").is_some() || inner("[", "]").is_some_and(is_shortcode)
}

/// Whether a text is what PHP writes into a page about a fault of its program, by its form: "Warning: … in /srv/quay.php on line 7"
/// (<https://www.php.net/manual/en/errorfunc.configuration.php>).
fn is_server_message(text: &str) -> bool {
    /// What they begin with, before a colon.
    const LEVELS: [&str; 6] = ["Deprecated", "Fatal error", "Notice", "Parse error", "Strict Standards", "Warning"];
    if !text.ends_with(|last: char| last.is_ascii_digit()) {
        return false;
    }
    let begins =
        LEVELS.iter().any(|level| text.strip_prefix(level).is_some_and(|rest| rest.trim_start().starts_with(':')));
    let ends = || {
        let (before, line) = text.rsplit_once(" on line ")?;
        let digits = line.bytes().all(|byte| byte.is_ascii_digit());
        before.rsplit_once(" in ").filter(|(_, path)| digits && (path.starts_with('/') || path.contains(".php")))
    };
    begins && ends().is_some()
}

/// Whether a text's first word begins as one of [`NEWSLETTER_VERBS`] does.
fn begins_with_verb(text: &str) -> bool {
    let bare = match text.as_bytes().first() {
        Some(first) if first.is_ascii_alphanumeric() => text,
        _ => text.trim_start_matches(|character: char| !crate::lexical::is_word(character)),
    };
    // Few texts begin with one of the letters that the verbs begin with.
    let Some(b's' | b'S' | b'g' | b'G' | b'j' | b'J' | b'r' | b'R' | b'a' | b'A') = bare.as_bytes().first() else {
        return false;
    };
    NEWSLETTER_VERBS
        .iter()
        .any(|verb| bare.as_bytes().get(..verb.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(verb.as_bytes())))
}

/// What the phrases begin with.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(Beginnings::new);

/// See [`BEGINNINGS`]: of each phrase its first two words, or the only one.
struct Beginnings {
    /// First and only words, and by the number of each what phrases it makes.
    words: WordSet,
    made: Vec<u8>,
    /// First words with the second ones, and those of the phrases that may stand inside a text.
    pairs: WordSet,
    inside_pairs: WordSet,
}

/// A word is a phrase that must be the whole text, that a text may begin with, that may stand inside it.
const WHOLE: u8 = 1;
const START: u8 = 2;
const INSIDE: u8 = 4;
/// Phrases of several words begin with it, and such as may stand inside a text.
const FIRST: u8 = 8;
const INSIDE_FIRST: u8 = 16;

impl Beginnings {
    fn new() -> Self {
        let mut own = Self {
            words: WordSet::default(),
            made: Vec::new(),
            pairs: WordSet::default(),
            inside_pairs: WordSet::default(),
        };
        let mut words = Vec::new();
        for (phrase, place, _) in PHRASES {
            word_tokens(phrase, &mut words);
            match (words.as_slice(), place) {
                ([], _) => {}
                ([only], Whole) => own.add(*only, WHOLE),
                ([only], Start) => own.add(*only, START),
                ([only], Inside) => own.add(*only, INSIDE),
                ([first, second, ..], place) => {
                    own.add(*first, FIRST);
                    own.pairs.insert(pair(*first, *second));
                    if *place == Inside {
                        own.add(*first, INSIDE_FIRST);
                        own.inside_pairs.insert(pair(*first, *second));
                    }
                }
            }
        }
        own
    }

    fn add(&mut self, word: u32, made: u8) {
        let number = self.words.insert(word) as usize;
        self.made.resize(self.words.len(), 0);
        self.made[number] |= made;
    }

    /// Whether one of the phrases may stand in a text.
    fn may_hold(&self, scan: &Scan, words: &[u32]) -> bool {
        // Numbers may stand before a phrase that is the whole text otherwise.
        let is_numbered = scan.lexical.numbers > 0;
        words.iter().enumerate().any(|(at, &word)| {
            // Most words begin no phrase.
            let Some(made) = self.words.number(word).map(|number| self.made[number as usize]) else { return false };
            let may_begin = at == 0 || is_numbered;
            let next = words.get(at + 1).map(|&next| pair(word, next));
            made & INSIDE != 0
                || may_begin && (made & START != 0 || made & WHOLE != 0 && (words.len() == 1 || is_numbered))
                || may_begin && made & FIRST != 0 && next.is_some_and(|pair| self.pairs.contains(pair))
                || made & INSIDE_FIRST != 0 && next.is_some_and(|pair| self.inside_pairs.contains(pair))
        })
    }
}

/// A hash of two words.
fn pair(first: u32, second: u32) -> u32 {
    first.rotate_left(7) ^ second
}

/// A number for what a prompt is about, from 1: the same in every version, for models are trained with it.
pub(crate) fn topic(rule: &Rule) -> f32 {
    let at = TOPICS.iter().position(|topic| topic.id == rule.id).unwrap_or(TOPICS.len());
    (at + 1) as f32
}

static TOPICS: [Rule; 11] =
    [NAVIGATION, MEDIA, SHARE, FOLLOW, CONSENT, LEGAL, SUPPORT, NEWSLETTER, ADVERTISEMENT, RELATED, COMMENTS];

/// The rule of what a page's program says of itself.
static OF_SERVER: &Rule = &SERVER;

/// The rule of newsletters that are called by a name of their own.
static NAMED_NEWSLETTER: &Rule = &NEWSLETTER;

/// What newsletter prompts begin with, whatever the newsletter is called.
const NEWSLETTER_VERBS: [&str; 7] = ["subscribe", "sign up", "get ", "join ", "receive ", "register ", "abonnieren"];

fn not_word(character: char) -> bool {
    !character.is_alphabetic()
}

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(PHRASES.iter().map(|(phrase, _, _)| phrase))
        .expect("the phrase table holds plain short phrases")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    #[track_caller]
    fn check(text: &str, expected: Option<&Rule>) {
        assert_eq!(prompt(text), expected, "{text}");
        let mut words = Vec::new();
        let scan = scan(text, |word| words.push(word));
        assert_eq!(prompt_of(text, &scan, &words), expected, "{text}");
    }

    #[test]
    fn knows_prompts() {
        check("Share this story!", Some(&SHARE));
        check("Would your neighbours like it? Share this story!", Some(&SHARE));
        check("Subscribe to our newsletter to hear of every tide.", Some(&NEWSLETTER));
        check("Read more: The wall that was never built", Some(&RELATED));
        check("ADVERTISEMENT", Some(&ADVERTISEMENT));
        check("12 Comments", Some(&COMMENTS));
        check("Czytaj też: Mur portowy", Some(&RELATED));
        check("Share", Some(&SHARE));
        check("E-mail", Some(&SHARE));
        check("Sign up", Some(&NEWSLETTER));
        check("٣ comments", Some(&COMMENTS));
        check("3comments", Some(&COMMENTS));
        check("© Copyright Harbour Trust", Some(&LEGAL));
        check("Subscribers get the newsletter first", Some(&NEWSLETTER));
        check("相关阅读", Some(&RELATED));
        check("相关阅读港口的墙", Some(&RELATED));
        check("この記事は会員限定です。会員になると港の記事が読めます。", Some(&SUPPORT));
        check("관련기사 항구의 벽", Some(&RELATED));
        check("Two hours at sea, 3 min read", Some(&NAVIGATION));
        check("Allow content provided by Quaygram?", Some(&CONSENT));
        check("Strict Standards: Redefining the quay in /srv/www/quay.php on line 56", Some(&SERVER));
        check("Warning : tide() expects a moon in C:\\quay\\tide.php on line 7", Some(&SERVER));
        check("Warning: no trains in the stations of Harbour/Quayside on line 7", None);
    }

    #[test]
    fn verbs_of_newsletters_are_known_by_their_first_letter() {
        for verb in NEWSLETTER_VERBS {
            for text in [verb.to_owned(), verb.to_uppercase(), format!("– {verb}")] {
                assert!(begins_with_verb(&text), "{text}");
            }
        }
        assert!(!begins_with_verb("The signs are up"));
    }

    #[test]
    fn leaves_prose_alone() {
        check("He said he would share this with the council, which met in the old hall.", None);
        check("Home cooking is dying, and the village of Ness knows why.", None);
        check("The printer saved the day.", None);
        check("Advertisements for the harbour ran all week.", None);
        check("", None);
    }

    #[test]
    fn placeholders_are_told() {
        for left in ["[gallery ids=1,2]", "[video-player id=”x7” name=”Quay”]", "[/caption]", "{{banner=\"/quay\"}}"]
        {
            assert!(is_placeholder(left), "{left}");
        }
        for own in ["[Laughs]", "[ferry times]", "[a = b]", "[gallery ids=1] and more", "{quay}", "[]", "[/]"] {
            assert!(!is_placeholder(own), "{own}");
        }
    }
}

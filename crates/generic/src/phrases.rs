//! What pages say that no article says: prompts to share, subscribe, read on, comment and pay, in many languages.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use copydesk_core::Rule;

use crate::fast::WordSet;
use crate::features::word_tokens;
use crate::scan::Scan;

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
pub(crate) const MEDIA: Rule = Rule::new("generic/media-label", "label of a player or gallery");

/// A block longer than this is never a prompt for a phrase inside it, in bytes.
const MAX_INSIDE: usize = 180;
/// A block longer than this is never a prompt for what it begins with, in bytes.
const MAX_START: usize = 260;

/// The rule of the prompt that a block is, if it is one.
pub(crate) fn prompt(text: &str) -> Option<&'static Rule> {
    if text.is_empty() || text.len() > MAX_START {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|character: char| !character.is_alphanumeric());
    let offset = bare.as_ptr() as usize - lower.as_ptr() as usize;
    if bare.contains("newsletter") && NEWSLETTER_VERBS.iter().any(|verb| bare.starts_with(verb)) {
        return Some(NAMED_NEWSLETTER);
    }
    FINDER.find_overlapping_iter(&lower).find_map(|hit| {
        let (_, place, rule) = &PHRASES[hit.pattern().as_usize()];
        let at_word = !lower[..hit.start()].ends_with(char::is_alphanumeric)
            && (!lower[hit.end()..].starts_with(char::is_alphanumeric) || lower[..hit.end()].ends_with(' '));
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
    if text.is_empty() || text.len() > MAX_START {
        return None;
    }
    if scan.is_odd || begins_with_verb(text) || BEGINNINGS.may_hold(scan, words) {
        return prompt(text);
    }
    None
}

/// Whether a text's first word begins as one of [`NEWSLETTER_VERBS`] does.
fn begins_with_verb(text: &str) -> bool {
    let bare = text.trim_start_matches(|character: char| !crate::lexical::is_word(character));
    NEWSLETTER_VERBS
        .iter()
        .any(|verb| bare.as_bytes().get(..verb.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(verb.as_bytes())))
}

/// What the phrases begin with.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(Beginnings::new);

/// See [`BEGINNINGS`]: of each phrase its first two words, or the only one.
struct Beginnings {
    /// First words of phrases of several words.
    firsts: WordSet,
    /// … with the second words.
    pairs: WordSet,
    /// Of these, the phrases that may stand inside a text.
    inside_firsts: WordSet,
    inside_pairs: WordSet,
    /// Phrases of a single word: that must be the whole text, that a text may begin with, that may stand inside it.
    whole: WordSet,
    start: WordSet,
    inside: WordSet,
}

impl Beginnings {
    fn new() -> Self {
        let new = WordSet::default;
        let mut own = Self {
            firsts: new(),
            pairs: new(),
            inside_firsts: new(),
            inside_pairs: new(),
            whole: new(),
            start: new(),
            inside: new(),
        };
        let mut words = Vec::new();
        for (phrase, place, _) in PHRASES {
            word_tokens(phrase, &mut words);
            match (words.as_slice(), place) {
                ([], _) => {}
                ([only], Whole) => own.whole.insert(*only),
                ([only], Start) => own.start.insert(*only),
                ([only], Inside) => own.inside.insert(*only),
                ([first, second, ..], _) => {
                    own.firsts.insert(*first);
                    own.pairs.insert(pair(*first, *second));
                    if *place == Inside {
                        own.inside_firsts.insert(*first);
                        own.inside_pairs.insert(pair(*first, *second));
                    }
                }
            }
        }
        own
    }

    /// Whether one of the phrases may stand in a text.
    fn may_hold(&self, scan: &Scan, words: &[u32]) -> bool {
        let Some(&first) = words.first() else { return false };
        if scan.lexical.numbers > 0 {
            // Numbers may stand before a phrase that is the whole text otherwise.
            return words.windows(2).any(|two| self.pairs.contains(pair(two[0], two[1])))
                || words
                    .iter()
                    .any(|&word| self.whole.contains(word) || self.start.contains(word) || self.inside.contains(word));
        }
        self.start.contains(first)
            || words.len() == 1 && self.whole.contains(first)
            || words.len() > 1 && self.firsts.contains(first) && self.pairs.contains(pair(first, words[1]))
            || self.inside.len() > 0 && words.iter().any(|&word| self.inside.contains(word))
            || words
                .windows(2)
                .any(|two| self.inside_firsts.contains(two[0]) && self.inside_pairs.contains(pair(two[0], two[1])))
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

use Place::{Inside, Start, Whole};

/// Phrases in lower case. Each is common to many papers: what belongs to one paper stands in its source file.
static PHRASES: &[(&str, Place, Rule)] = &[
    // Sharing.
    ("share this story", Inside, SHARE),
    ("share this article", Inside, SHARE),
    ("share this post", Inside, SHARE),
    ("share this page", Inside, SHARE),
    ("share this:", Start, SHARE),
    ("share this", Whole, SHARE),
    ("share on", Start, SHARE),
    ("share via", Start, SHARE),
    ("share to", Start, SHARE),
    ("share with", Start, SHARE),
    ("share", Whole, SHARE),
    ("share full article", Whole, SHARE),
    ("save this story", Start, SHARE),
    ("save", Whole, SHARE),
    ("tweet", Whole, SHARE),
    ("tweet this", Start, SHARE),
    ("click to share", Start, SHARE),
    ("click to email", Start, SHARE),
    ("click to print", Start, SHARE),
    ("opens in new window", Inside, SHARE),
    ("copy link", Start, SHARE),
    ("copy this link", Start, SHARE),
    ("link copied", Start, SHARE),
    ("email this", Start, SHARE),
    ("email", Whole, SHARE),
    ("e-mail", Whole, SHARE),
    ("print", Whole, SHARE),
    ("print this", Start, SHARE),
    ("facebook", Whole, SHARE),
    ("twitter", Whole, SHARE),
    ("whatsapp", Whole, SHARE),
    ("linkedin", Whole, SHARE),
    ("pinterest", Whole, SHARE),
    ("reddit", Whole, SHARE),
    ("telegram", Whole, SHARE),
    ("messenger", Whole, SHARE),
    ("flipboard", Whole, SHARE),
    ("teilen", Whole, SHARE),
    ("artikel teilen", Start, SHARE),
    ("drucken", Whole, SHARE),
    ("partager", Whole, SHARE),
    ("partager sur", Start, SHARE),
    ("partagez", Start, SHARE),
    ("compartir", Whole, SHARE),
    ("compartir en", Start, SHARE),
    ("comparte", Start, SHARE),
    ("compartilhe", Start, SHARE),
    ("compartilhar", Whole, SHARE),
    ("condividi", Start, SHARE),
    ("delen", Whole, SHARE),
    ("udostępnij", Start, SHARE),
    ("podziel się", Start, SHARE),
    ("поделиться", Start, SHARE),
    ("поделитесь", Start, SHARE),
    ("分享", Whole, SHARE),
    // Newsletters.
    ("newsletter", Whole, NEWSLETTER),
    ("newsletters", Whole, NEWSLETTER),
    ("our newsletter", Inside, NEWSLETTER),
    ("our daily newsletter", Inside, NEWSLETTER),
    ("newsletter to get", Inside, NEWSLETTER),
    ("subscribe to our", Inside, NEWSLETTER),
    ("sign up for", Start, NEWSLETTER),
    ("sign up to", Start, NEWSLETTER),
    ("sign up here", Start, NEWSLETTER),
    ("sign up now", Start, NEWSLETTER),
    ("sign up", Whole, NEWSLETTER),
    ("get our", Start, NEWSLETTER),
    ("delivered to your inbox", Inside, NEWSLETTER),
    ("straight to your inbox", Inside, NEWSLETTER),
    ("in your inbox", Inside, NEWSLETTER),
    ("to your inbox", Inside, NEWSLETTER),
    ("your email address", Inside, NEWSLETTER),
    ("enter your email", Start, NEWSLETTER),
    ("email address", Whole, NEWSLETTER),
    ("get email notification", Start, NEWSLETTER),
    ("newsletter abonnieren", Inside, NEWSLETTER),
    ("newsletter anmelden", Inside, NEWSLETTER),
    ("inscrivez-vous", Start, NEWSLETTER),
    ("abonnez-vous", Start, NEWSLETTER),
    ("suscríbete", Start, NEWSLETTER),
    ("iscriviti", Start, NEWSLETTER),
    ("zapisz się", Start, NEWSLETTER),
    ("подпишитесь", Start, NEWSLETTER),
    ("подписывайтесь", Start, NEWSLETTER),
    // Related articles.
    ("read more:", Start, RELATED),
    ("read more about", Start, RELATED),
    ("read more on", Start, RELATED),
    ("read more at", Start, RELATED),
    ("read more here", Inside, RELATED),
    ("read more", Whole, RELATED),
    ("read also", Start, RELATED),
    ("read next", Start, RELATED),
    ("also read", Start, RELATED),
    ("read:", Start, RELATED),
    ("read the full", Start, RELATED),
    ("read full story", Start, RELATED),
    ("related:", Start, RELATED),
    ("related", Whole, RELATED),
    ("related articles", Start, RELATED),
    ("related stories", Start, RELATED),
    ("related story", Start, RELATED),
    ("related posts", Start, RELATED),
    ("related topics", Start, RELATED),
    ("related news", Start, RELATED),
    ("related content", Start, RELATED),
    ("related coverage", Start, RELATED),
    ("recommended", Whole, RELATED),
    ("recommended for you", Start, RELATED),
    ("more from", Start, RELATED),
    ("more on this", Start, RELATED),
    ("more on", Start, RELATED),
    ("more:", Start, RELATED),
    ("more stories", Start, RELATED),
    ("more news", Start, RELATED),
    ("most read", Start, RELATED),
    ("most popular", Start, RELATED),
    ("most viewed", Start, RELATED),
    ("trending", Whole, RELATED),
    ("trending now", Start, RELATED),
    ("see also", Start, RELATED),
    ("see more", Whole, RELATED),
    ("see:", Start, RELATED),
    ("watch:", Start, RELATED),
    ("watch now:", Start, RELATED),
    ("listen:", Start, RELATED),
    ("don't miss", Start, RELATED),
    ("you may also like", Start, RELATED),
    ("you might also like", Start, RELATED),
    ("you might be interested", Start, RELATED),
    ("up next", Start, RELATED),
    ("what to read next", Start, RELATED),
    ("next article", Start, RELATED),
    ("previous article", Start, RELATED),
    ("latest news", Whole, RELATED),
    ("top stories", Whole, RELATED),
    ("lesen sie auch", Start, RELATED),
    ("lesen sie hier", Start, RELATED),
    ("mehr zum thema", Start, RELATED),
    ("mehr lesen", Start, RELATED),
    ("auch interessant", Start, RELATED),
    ("das könnte sie auch interessieren", Start, RELATED),
    ("weiterlesen", Whole, RELATED),
    ("lire aussi", Start, RELATED),
    ("à lire aussi", Start, RELATED),
    ("lire la suite", Whole, RELATED),
    ("a lire", Start, RELATED),
    ("à lire", Start, RELATED),
    ("à voir aussi", Start, RELATED),
    ("lee también", Start, RELATED),
    ("lea también", Start, RELATED),
    ("leer también", Start, RELATED),
    ("te puede interesar", Start, RELATED),
    ("leia também", Start, RELATED),
    ("leia mais", Start, RELATED),
    ("saiba mais", Start, RELATED),
    ("leggi anche", Start, RELATED),
    ("leggi tutto", Whole, RELATED),
    ("lees ook", Start, RELATED),
    ("lees meer", Start, RELATED),
    ("læs også", Start, RELATED),
    ("les også", Start, RELATED),
    ("läs mer", Start, RELATED),
    ("läs också", Start, RELATED),
    ("lue myös", Start, RELATED),
    ("czytaj też", Start, RELATED),
    ("czytaj także", Start, RELATED),
    ("czytaj więcej", Start, RELATED),
    ("zobacz też", Start, RELATED),
    ("zobacz także", Start, RELATED),
    ("читайте также", Start, RELATED),
    ("читать далее", Start, RELATED),
    ("διαβάστε επίσης", Start, RELATED),
    ("ayrıca okuyun", Start, RELATED),
    ("baca juga", Start, RELATED),
    ("اقرأ أيضا", Start, RELATED),
    ("相关阅读", Start, RELATED),
    ("相關新聞", Start, RELATED),
    // Following.
    ("follow us on", Inside, FOLLOW),
    ("follow us", Start, FOLLOW),
    ("follow on", Start, FOLLOW),
    ("follow", Whole, FOLLOW),
    ("following", Whole, FOLLOW),
    ("like us on facebook", Inside, FOLLOW),
    ("on facebook, twitter", Inside, FOLLOW),
    ("find us on", Inside, FOLLOW),
    ("join us on", Start, FOLLOW),
    ("join our whatsapp", Inside, FOLLOW),
    ("join our telegram", Inside, FOLLOW),
    ("download the app", Inside, FOLLOW),
    ("download our app", Inside, FOLLOW),
    ("folgen sie uns", Inside, FOLLOW),
    ("suivez-nous", Inside, FOLLOW),
    ("síguenos", Inside, FOLLOW),
    ("seguici su", Inside, FOLLOW),
    // Advertisements.
    ("advertisement", Whole, ADVERTISEMENT),
    ("advertisement - scroll to continue", Start, ADVERTISEMENT),
    ("advertisement continue reading", Start, ADVERTISEMENT),
    ("article continues below", Start, ADVERTISEMENT),
    ("article continues after", Start, ADVERTISEMENT),
    ("story continues below", Start, ADVERTISEMENT),
    ("story continues", Whole, ADVERTISEMENT),
    ("continue reading the main story", Start, ADVERTISEMENT),
    ("continue reading below", Start, ADVERTISEMENT),
    ("continue reading", Whole, ADVERTISEMENT),
    ("scroll to continue", Inside, ADVERTISEMENT),
    ("sponsored", Whole, ADVERTISEMENT),
    ("sponsored content", Start, ADVERTISEMENT),
    ("promoted", Whole, ADVERTISEMENT),
    ("supported by", Whole, ADVERTISEMENT),
    ("ad", Whole, ADVERTISEMENT),
    ("ads", Whole, ADVERTISEMENT),
    ("anzeige", Whole, ADVERTISEMENT),
    ("werbung", Whole, ADVERTISEMENT),
    ("publicité", Whole, ADVERTISEMENT),
    ("publicidad", Whole, ADVERTISEMENT),
    ("publicidade", Whole, ADVERTISEMENT),
    ("pubblicità", Whole, ADVERTISEMENT),
    ("advertentie", Whole, ADVERTISEMENT),
    ("reklama", Whole, ADVERTISEMENT),
    ("реклама", Whole, ADVERTISEMENT),
    ("annons", Whole, ADVERTISEMENT),
    ("mainos", Whole, ADVERTISEMENT),
    // Comments.
    ("comments", Whole, COMMENTS),
    ("comment", Whole, COMMENTS),
    ("leave a comment", Start, COMMENTS),
    ("leave a reply", Start, COMMENTS),
    ("post a comment", Start, COMMENTS),
    ("add a comment", Start, COMMENTS),
    ("view comments", Start, COMMENTS),
    ("show comments", Start, COMMENTS),
    ("read comments", Start, COMMENTS),
    ("join the conversation", Start, COMMENTS),
    ("join the discussion", Start, COMMENTS),
    ("have your say", Start, COMMENTS),
    ("let us know what you think", Start, COMMENTS),
    ("reply", Whole, COMMENTS),
    ("report abuse", Whole, COMMENTS),
    ("log in to comment", Inside, COMMENTS),
    ("kommentare", Whole, COMMENTS),
    ("commentaires", Whole, COMMENTS),
    ("comentarios", Whole, COMMENTS),
    ("commenti", Whole, COMMENTS),
    ("reacties", Whole, COMMENTS),
    ("комментарии", Whole, COMMENTS),
    // Consent and law.
    ("we use cookies", Inside, CONSENT),
    ("uses cookies", Inside, CONSENT),
    ("accept all cookies", Inside, CONSENT),
    ("accept cookies", Inside, CONSENT),
    ("cookie policy", Inside, CONSENT),
    ("cookie settings", Inside, CONSENT),
    ("privacy policy", Inside, CONSENT),
    ("privacy notice", Inside, CONSENT),
    ("terms of service apply", Inside, CONSENT),
    ("terms of use", Inside, CONSENT),
    ("protected by recaptcha", Inside, CONSENT),
    ("datenschutz", Whole, CONSENT),
    ("all rights reserved", Inside, LEGAL),
    ("alle rechte vorbehalten", Inside, LEGAL),
    ("tous droits réservés", Inside, LEGAL),
    ("todos los derechos reservados", Inside, LEGAL),
    ("copyright ©", Start, LEGAL),
    ("© copyright", Start, LEGAL),
    ("copyright 20", Start, LEGAL),
    ("reprints", Whole, LEGAL),
    ("reprints & permissions", Start, LEGAL),
    ("request permission", Start, LEGAL),
    ("editorial standards", Start, LEGAL),
    ("our standards:", Start, LEGAL),
    ("may not be published, broadcast, rewritten", Inside, LEGAL),
    // Money.
    ("subscribe", Whole, SUPPORT),
    ("subscribe now", Start, SUPPORT),
    ("subscribe today", Start, SUPPORT),
    ("subscribe to continue", Start, SUPPORT),
    ("subscribe for", Start, SUPPORT),
    ("already a subscriber", Start, SUPPORT),
    ("become a member", Start, SUPPORT),
    ("become a subscriber", Start, SUPPORT),
    ("donate", Whole, SUPPORT),
    ("donate now", Start, SUPPORT),
    ("donate today", Start, SUPPORT),
    ("support us", Whole, SUPPORT),
    ("support our journalism", Inside, SUPPORT),
    ("support independent journalism", Inside, SUPPORT),
    ("make a donation", Start, SUPPORT),
    ("jetzt abonnieren", Inside, SUPPORT),
    ("s'abonner", Whole, SUPPORT),
    ("s’abonner", Whole, SUPPORT),
    ("suscríbete ahora", Start, SUPPORT),
    ("abbonati", Whole, SUPPORT),
    // Navigation.
    ("skip to", Start, NAVIGATION),
    ("jump to", Start, NAVIGATION),
    ("back to top", Start, NAVIGATION),
    ("go back", Whole, NAVIGATION),
    ("menu", Whole, NAVIGATION),
    ("sections", Whole, NAVIGATION),
    ("search", Whole, NAVIGATION),
    ("home", Whole, NAVIGATION),
    ("log in", Whole, NAVIGATION),
    ("login", Whole, NAVIGATION),
    ("log out", Whole, NAVIGATION),
    ("sign in", Whole, NAVIGATION),
    ("sign out", Whole, NAVIGATION),
    ("register", Whole, NAVIGATION),
    ("my account", Whole, NAVIGATION),
    ("close", Whole, NAVIGATION),
    ("next", Whole, NAVIGATION),
    ("previous", Whole, NAVIGATION),
    ("loading", Whole, NAVIGATION),
    ("show more", Whole, NAVIGATION),
    ("load more", Whole, NAVIGATION),
    ("view all", Whole, NAVIGATION),
    ("see all", Whole, NAVIGATION),
    ("tags", Whole, NAVIGATION),
    ("tags:", Start, NAVIGATION),
    ("topics:", Start, NAVIGATION),
    ("filed under", Start, NAVIGATION),
    ("posted in", Start, NAVIGATION),
    ("contact us", Whole, NAVIGATION),
    ("about us", Whole, NAVIGATION),
    ("edition", Whole, NAVIGATION),
    ("toggle", Start, NAVIGATION),
    ("startseite", Whole, NAVIGATION),
    ("suche", Whole, NAVIGATION),
    ("accueil", Whole, NAVIGATION),
    ("enable javascript", Inside, NAVIGATION),
    ("javascript is disabled", Inside, NAVIGATION),
    ("your browser does not support", Inside, NAVIGATION),
    ("min read", Inside, NAVIGATION),
    ("minute read", Inside, NAVIGATION),
    // Players and galleries.
    ("video", Whole, MEDIA),
    ("play video", Start, MEDIA),
    ("watch video", Whole, MEDIA),
    ("now playing", Start, MEDIA),
    ("playback speed", Start, MEDIA),
    ("listen to this article", Start, MEDIA),
    ("listen to article", Start, MEDIA),
    ("listen", Whole, MEDIA),
    ("view gallery", Start, MEDIA),
    ("open gallery", Start, MEDIA),
    ("open image in", Start, MEDIA),
    ("view image in fullscreen", Start, MEDIA),
    ("image caption", Whole, MEDIA),
    ("hide caption", Inside, MEDIA),
    ("toggle caption", Inside, MEDIA),
    ("enlarge this image", Start, MEDIA),
    ("expand", Whole, MEDIA),
    ("photos", Whole, MEDIA),
    ("media player", Start, MEDIA),
];

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
        check("Two hours at sea, 3 min read", Some(&NAVIGATION));
    }

    #[test]
    fn leaves_prose_alone() {
        check("He said he would share this with the council, which met in the old hall.", None);
        check("Home cooking is dying, and the village of Ness knows why.", None);
        check("The printer saved the day.", None);
        check("Advertisements for the harbour ran all week.", None);
        check("", None);
    }
}

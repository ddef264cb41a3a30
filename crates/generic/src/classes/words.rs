//! What the words of names say: the lists, and how they are asked.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{FOOTER, PROMOTION};
use crate::fast::WordSet;
use crate::features::{Hash, NAME};

/// What a word, or a pair of words, says of the element that has it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Saying {
    Body,
    Caption,
    Description,
    PullQuote,
    Against(&'static str),
    Mild(&'static str),
}

/// What a word says by itself, and what it says behind other words.
pub(super) type OfWord = (Option<Saying>, Vec<(&'static str, Saying)>);

/// The bit by which a small letter differs from the capital.
const LOWER_CASE: u8 = 0x20;

/// What words say.
#[derive(Debug)]
pub(super) struct Sayings {
    words: Vec<(&'static str, OfWord)>,
    /// The words' numbers, by hash.
    numbers: WordSet,
}

impl Sayings {
    fn new(words: BTreeMap<&'static str, OfWord>) -> Self {
        let mut numbers = WordSet::for_words(words.len());
        for word in words.keys() {
            numbers.insert(word.bytes().fold(Hash::new().push(NAME), Hash::push).value());
        }
        debug_assert_eq!(numbers.len(), words.len(), "no two words have the same hash");
        let is_asked = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        debug_assert!(words.keys().all(is_asked), "names are cut into words of letters");
        Self { words: words.into_iter().collect(), numbers }
    }

    /// What a word of ASCII letters with this hash says, whatever its case.
    #[inline]
    pub(super) fn of(&self, word: &[u8], hash: Hash) -> Option<&OfWord> {
        let (own, saying) = &self.words[self.numbers.number(hash.value())? as usize];
        let is_same = |(own, letter): (&u8, &u8)| *own == *letter | LOWER_CASE;
        (own.len() == word.len() && own.as_bytes().iter().zip(word).all(is_same)).then_some(saying)
    }
}

pub(super) static SAYINGS: LazyLock<Sayings> = LazyLock::new(|| {
    // What stands first weighs more: the first reason of a word stays.
    let against = AGAINST.iter().flat_map(|(words, why)| words.split(' ').map(|word| (word, Saying::Against(why))));
    let mild = MILD.iter().flat_map(|(words, why)| words.split(' ').map(|word| (word, Saying::Mild(why))));
    let captions = CAPTIONS.into_iter().map(|word| (word, Saying::Caption));
    let descriptions = DESCRIPTIONS.split_whitespace().map(|word| (word, Saying::Description));
    let quotes = QUOTES.split(' ').map(|word| (word, Saying::PullQuote));
    let bodies = BODY_WORDS.into_iter().map(|word| (word, Saying::Body));
    let mut sayings = BTreeMap::<&'static str, OfWord>::new();
    for (word, saying) in bodies.chain(captions).chain(descriptions).chain(quotes).chain(against).chain(mild) {
        sayings.entry(word).or_default().0.get_or_insert(saying);
    }
    let against = AGAINST_PAIRS.iter().map(|(first, second, why)| (*first, *second, Saying::Against(why)));
    let bodies = BODY_PAIRS.into_iter().map(|(first, second)| (first, second, Saying::Body));
    let descriptions = DESCRIPTION_PAIRS.iter().flat_map(|(first, second)| {
        let pairs = first.split(' ').flat_map(move |first| second.split(' ').map(move |second| (first, second)));
        pairs.map(|(first, second)| (first, second, Saying::Description))
    });
    for (first, second, saying) in bodies.chain(against).chain(descriptions) {
        sayings.entry(second).or_default().1.push((first, saying));
    }
    Sayings::new(sayings)
});

const CAPTIONS: [&str; 5] = ["caption", "figcaption", "captions", "cutline", "bildunterschrift"];

/// What papers of several languages call the text below a picture. The judges of blocks learned without these names.
const DESCRIPTIONS: &str = "icaption imgcaption imagecaption photocaption picturecaption piccaption figcap \
    imagedescription imgdescription imgdesc picturedescription photodescription photodesc picdesc \
    bildtext bildbeschreibung bildlegende bildlegend legend legende legenda leyenda piedefoto piefoto piedeimagen didascalia \
    onderschrift fotoonderschrift bijschrift fotobijschrift billedtekst bildetekst kuvateksti";

/// Pairs of words of which one is the picture and the other what describes it.
const DESCRIPTION_PAIRS: [(&str, &str); 3] = [
    (
        "image img photo picture pic bild foto figure imagen",
        "description desc legend legenda legende beschreibung annotation label",
    ),
    ("de", "foto imagen"),
    ("pie epigrafe", "foto imagen"),
];

/// What pull quotes are called, and other quotations, which are none as long as the text does not say the same elsewhere.
const QUOTES: &str = "pullquote pullquotes pullout pullouts quote blockquote callout zitat citat citation destacado";

const BODY_WORDS: [&str; 4] = ["articlebody", "storybody", "entrycontent", "postcontent"];

const BODY_PAIRS: [(&str, &str); 14] = [
    ("article", "body"),
    ("article", "text"),
    ("article", "content"),
    ("story", "body"),
    ("story", "content"),
    ("story", "text"),
    ("entry", "content"),
    ("post", "content"),
    ("post", "body"),
    ("body", "content"),
    ("content", "body"),
    ("article", "copy"),
    ("news", "body"),
    ("body", "text"),
];

/// Words that speak against an element whatever it holds.
pub(super) const AGAINST: [(&str, &str); 11] = [
    (
        "nav navigation navbar menu menus breadcrumb breadcrumbs submenu hamburger sitemap pagination pager",
        "navigation",
    ),
    (
        "related recirc recirculation recommended recommendations recommendation readmore mostread morestories trending popular mostpopular outbrain taboola zergnet onward onwards seealso relatedarticles relatedposts readnext yarpp linklist nextstory nextpost similar",
        "related articles",
    ),
    (
        "share sharing sharebar shares sharedaddy addthis addtoany social socials sociallinks socialmedia followus sharetools",
        "share bar",
    ),
    (
        "newsletter newsletters signup subscribe regwall donate donation donations mailchimp",
        "newsletter or subscription prompt",
    ),
    (
        "comment comments commentaires kommentare comentarios commenti reacties disqus discussion respond commentlist livefyre coral viafoura",
        "comments",
    ),
    ("footer colophon copyright legal disclaimer siteinfo", FOOTER),
    (
        "cookie cookies consent gdpr onetrust cmplz cookiebanner cookiebar cookiebot cookieconsent cookielaw cookienotice didomi usercentrics",
        "consent notice",
    ),
    (
        "ad ads advert adverts advertisement advertising advertorial testimonial testimonials adslot sponsor sponsored sponsors promo promos promotion promoted dfp googlead adunit",
        PROMOTION,
    ),
    ("sidebar rail siderail aside skyscraper", "sidebar"),
    ("modal popup lightbox overlay tooltip dropdown toast", "dialog"),
    (
        "byline authorbio authorbox aboutauthor bio biography author authors tags taglist keywords topics",
        "byline or tags",
    ),
];

/// Pairs of neighbouring words that speak against an element.
const AGAINST_PAIRS: [(&str, &str, &str); 44] = [
    ("read", "more", "related articles"),
    ("read", "also", "related articles"),
    ("most", "read", "related articles"),
    ("more", "from", "related articles"),
    ("more", "stories", "related articles"),
    ("more", "news", "related articles"),
    ("more", "on", "related articles"),
    ("also", "like", "related articles"),
    ("see", "also", "related articles"),
    ("up", "next", "related articles"),
    ("latest", "news", "related articles"),
    ("top", "stories", "related articles"),
    ("next", "article", "related articles"),
    ("next", "story", "related articles"),
    ("article", "list", "related articles"),
    ("story", "list", "related articles"),
    ("news", "list", "related articles"),
    ("inline", "related", "related articles"),
    ("further", "reading", "related articles"),
    ("in", "article", "inline box"),
    ("author", "bio", "author's biography"),
    ("author", "box", "author's biography"),
    ("author", "info", "author's biography"),
    ("author", "description", "author's biography"),
    ("about", "author", "author's biography"),
    ("about", "the", "author's biography"),
    ("author", "card", "author's biography"),
    ("forum", "chapo", "comments"),
    ("forum", "fil", "comments"),
    ("forum", "message", "comments"),
    ("forum", "texte", "comments"),
    ("sign", "up", "newsletter or subscription prompt"),
    ("call", "to", "newsletter or subscription prompt"),
    ("key", "words", "byline or tags"),
    ("tag", "list", "byline or tags"),
    ("post", "tags", "byline or tags"),
    ("entry", "meta", "byline or tags"),
    ("post", "meta", "byline or tags"),
    ("article", "meta", "byline or tags"),
    ("article", "tags", "byline or tags"),
    ("entry", "footer", FOOTER),
    ("article", "footer", FOOTER),
    ("site", "header", "site header"),
    ("global", "header", "site header"),
];

/// Words that speak against an element unless it holds a good deal of running text.
pub(super) const MILD: [(&str, &str); 5] = [
    ("header masthead topbar banner", "site header"),
    ("widget teaser teasers card cards promo tile carousel slider swiper", "teaser or widget"),
    ("meta metadata info timestamp dateline credits", "byline or tags"),
    ("gallery slideshow player video infobox factbox", "gallery or player"),
    (
        "bottom extra extras secondary tools toolbar utility actions subscription subscriptions paywall membership piano",
        "margin",
    ),
];

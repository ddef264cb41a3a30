//! What class names, ids and roles say of an element.
//!
//! Names are cut into words at hyphens, underscores and changes of case (`relatedArticles__item` → related, articles,
//! item), so that "header" is not found in "subheader-free" nor "ad" in "lead".

mod words;

use copydesk_core::Element;

use crate::features::Hash;
use crate::names::Names;
use words::{AGAINST, MILD, OfWord, SAYINGS, Saying, Sayings};

/// What an element's own names say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(crate) struct Hint {
    /// Why what stands inside is no article, if it is not.
    pub(crate) against: Option<&'static str>,
    /// Whether it is only a mild hint, which a good deal of running text inside overrules.
    pub(crate) mild: bool,
    /// Whether it calls itself the body of an article.
    pub(crate) is_body: bool,
    /// Whether it calls itself a caption, or is a figure.
    pub(crate) is_caption: bool,
    /// Whether it is named as what describes a picture, which is a caption where a picture stands beside it.
    pub(crate) describes_picture: bool,
    /// Whether it calls itself a quotation that the layout takes out of the text.
    pub(crate) is_pull_quote: bool,
}

/// Reads every element's tag, role, id and classes.
pub(crate) fn hints<'d>(elements: &'d [Element], names: &mut Names<'d>) -> Vec<Hint> {
    // By where the names of a start tag stand.
    let mut told: Vec<Option<Hint>> = vec![None; names.count()];
    let hint = |(at, element): (usize, &'d Element)| {
        let place = names.place(at);
        if let Some(known) = told[place] {
            return known;
        }
        let own = hint(elements, at, names);
        // What a footer says goes by what it stands in.
        if element.tag != "footer" {
            told[place] = Some(own);
        }
        own
    };
    elements.iter().enumerate().map(hint).collect()
}

/// Reads the tag, role, id and classes of the element of this number.
fn hint<'d>(elements: &'d [Element], at: usize, names: &mut Names<'d>) -> Hint {
    let (element, mut hint) = (&elements[at], Hint::default());
    match element.tag.as_str() {
        // What the whole page is called speaks of nothing in it.
        "html" | "body" => return hint,
        "figure" | "figcaption" => hint.is_caption = true,
        "nav" => return against("inside nav"),
        "aside" => {
            let is_pull_quote = names.id_and_classes(at).iter().any(|&name| names.hint(name).is_pull_quote);
            return Hint { is_pull_quote, ..against("inside aside") };
        }
        // A quotation's tells who said it.
        "footer" if !is_in_quotation(element, elements) => return against("inside footer"),
        "form" => hint = Hint { against: Some("inside a form"), mild: true, ..Hint::default() },
        "button" | "select" | "menu" | "dialog" => return against("inside a control"),
        _ => {}
    }
    if !element.attributes.is_empty()
        && let Some(outright) = by_role(element)
    {
        return outright;
    }
    for &name in names.id_and_classes(at) {
        hint.add(names.hint(name));
    }
    if element.tag == "footer" && hint.against == Some(FOOTER) {
        (hint.against, hint.mild) = (None, false);
    }
    for key in NAMING {
        // Most elements have no attributes at all.
        let Some(value) = element.attributes.first().and_then(|_| element.attribute(key)) else { continue };
        let name = names.number(value);
        hint.add(names.hint(name));
    }
    hint
}

fn is_in_quotation(element: &Element, elements: &[Element]) -> bool {
    let parent = |element: &Element| element.parent.map(|parent| &elements[parent as usize]);
    let around = [parent(element), parent(element).and_then(parent)];
    around.into_iter().flatten().any(|around| around.tag == "blockquote")
}

/// Attributes whose value names the element.
const NAMING: [&str; 5] = ["data-component", "data-testid", "data-test", "data-component-name", "data-type"];

/// What an element's role or what it is in schema.org's terms says outright.
fn by_role(element: &Element) -> Option<Hint> {
    match element.attribute("role") {
        Some(
            "navigation" | "search" | "menu" | "menubar" | "dialog" | "banner" | "contentinfo" | "tablist" | "toolbar"
            | "alertdialog",
        ) => {
            return Some(against("role of a control or navigation"));
        }
        Some("complementary") => return Some(against("role complementary")),
        _ => {}
    }
    element
        .attribute("itemprop")
        .is_some_and(|names| names.split_whitespace().any(|name| name.eq_ignore_ascii_case("articleBody")))
        .then(|| Hint { is_body: true, ..Hint::default() })
}

/// What footers are. A quotation's, which tells who said it, may be called so as well as be one.
const FOOTER: &str = "footer";

/// What elements that are named for advertising are.
pub(crate) const PROMOTION: &str = "advertisement or promotion";

/// Whether an element of which this is said stands beside an article, and not in it. Elements named for the author may be its
/// head, too, whose standfirst is `short`.
pub(crate) fn is_beside(why: &str, short: bool) -> bool {
    const BESIDE: [&str; 10] = [
        "inside aside",
        "inside footer",
        "inside a control",
        "role complementary",
        "role of a control or navigation",
        "sidebar",
        "dialog",
        "consent notice",
        "author's biography",
        FOOTER,
    ];
    BESIDE.contains(&why) || why == "byline or tags" && !short
}

impl Hint {
    /// Adds what one of the element's names says.
    fn add(&mut self, own: Self) {
        self.is_body |= own.is_body;
        self.is_caption |= own.is_caption;
        self.describes_picture |= own.describes_picture;
        self.is_pull_quote |= own.is_pull_quote;
        // What is said outright stays; of mild hints the last one counts.
        if own.against.is_some() && (self.against.is_none() || self.mild) {
            (self.against, self.mild) = (own.against, own.mild);
        }
    }

    /// Adds what a word of a name says behind another.
    fn add_word(&mut self, word: &[u8], (single, pairs): &OfWord, previous: &[u8]) {
        let follows =
            |space: &&[u8]| previous.get(..space.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(space));
        if word.eq_ignore_ascii_case(BOTTOM) && SPACE.iter().any(follows) {
            return;
        }
        let single = *single;
        let pair = pairs.iter().find(|(first, _)| first.as_bytes().eq_ignore_ascii_case(previous));
        let pair = pair.map(|(_, saying)| *saying);
        for saying in [single, pair].into_iter().flatten() {
            match saying {
                Saying::Body => self.is_body = true,
                Saying::Caption => self.is_caption = true,
                Saying::Description => self.describes_picture = true,
                Saying::PullQuote => self.is_pull_quote = true,
                Saying::Against(_) | Saying::Mild(_) => {}
            }
        }
        if self.against.is_some() && !self.mild {
            return;
        }
        if let Some(Saying::Against(why)) = single {
            (self.against, self.mild) = (Some(why), false);
        } else if let Some(Saying::Against(why)) = pair {
            (self.against, self.mild) = (Some(why), false);
        } else if let Some(Saying::Mild(why)) = single {
            (self.against, self.mild) = (Some(why), true);
        }
    }
}

/// Of a longer name nothing is read, in bytes.
const MAX_NAME: usize = 80;

/// Reads a name, word by word.
#[derive(Debug)]
pub(crate) struct Reading<'n> {
    sayings: &'static Sayings,
    name: &'n [u8],
    previous: &'n [u8],
    hint: Hint,
}

impl<'n> Reading<'n> {
    pub(crate) fn of(name: &'n str) -> Self {
        Self { sayings: &SAYINGS, name: name.as_bytes(), previous: &[], hint: Hint::default() }
    }

    /// Reads the next word, with the hash of it: none of a word with digits, which says nothing.
    #[inline]
    pub(crate) fn word(&mut self, word: &'n [u8], hash: Option<Hash>) {
        if let Some(own) = hash.and_then(|hash| self.sayings.of(word, hash)) {
            self.hint.add_word(word, own, self.previous);
        }
        self.previous = word;
    }

    /// What the name says.
    pub(crate) fn hint(&self) -> Hint {
        // Most names say nothing.
        let says = self.hint != Hint::default() && self.name.len() <= MAX_NAME && !is_utility(self.name);
        if says { self.hint } else { Hint::default() }
    }
}

/// Reasons as numbers: the same few again and again.
#[derive(Default)]
pub(crate) struct Numbers {
    last: Option<(&'static str, f32)>,
}

impl Numbers {
    pub(crate) fn of(&mut self, why: &'static str) -> f32 {
        match self.last {
            Some((known, number)) if std::ptr::eq(known, why) => number,
            _ => self.last.insert((why, number(why))).1,
        }
    }
}

/// The reasons in the order of their numbers, from 1 on: the greater, the more seldom what stands there is an article's, by and large.
fn reasons() -> impl Iterator<Item = &'static str> {
    const OUTRIGHT: [&str; 9] = [
        "inside nav",
        "inside aside",
        "inside footer",
        "inside a form",
        "inside a control",
        "role of a control or navigation",
        "role complementary",
        "inline box",
        "author's biography",
    ];
    MILD.iter().chain(&AGAINST).map(|(_, why)| *why).chain(OUTRIGHT)
}

/// The number of a reason.
fn number(why: &'static str) -> f32 {
    reasons().take_while(|known| *known != why).count() as f32 + 1.0
}

/// The reason that has a number.
pub(crate) fn why(number: f32) -> Option<&'static str> {
    reasons().nth((number as usize).checked_sub(1)?)
}

fn against(why: &'static str) -> Hint {
    Hint { against: Some(why), ..Hint::default() }
}

/// A margin's word, which after one of these only says how much space is left below ("padding-bottom-3").
const BOTTOM: &[u8] = b"bottom";
const SPACE: [&[u8]; 5] = [b"margin", b"pad", b"border", b"spac", b"gap"];

/// Utility classes of CSS frameworks and states say nothing of content.
fn is_utility(name: &[u8]) -> bool {
    // The last are what WordPress calls posts by their format: "single-format-gallery", "post_format-post-format-video".
    const STATES: [&[u8]; 7] = [b"has-", b"no-", b"is-", b"with-", b"format-", b"single-format-", b"post_format-"];
    // Few names have the letters that the rest of the question is about.
    let bit = |byte: u8| 1_u32 << (byte & 31);
    let all = |bytes: &[u8]| bytes.iter().fold(0, |all, &byte| all | bit(byte));
    let own = all(name);
    let may_hold = |bytes: &[u8]| all(bytes) & !own == 0;
    STATES.iter().any(|state| name.starts_with(state))
        || ((may_hold(b":") || may_hold(b"[") || may_hold(b"-grid") || may_hold(b"layout"))
            && name.iter().enumerate().any(|(at, byte)| match byte {
                b':' | b'[' => true,
                b'-' => name[at..].starts_with(b"-grid"),
                b'l' => name[at..].starts_with(b"layout"),
                _ => false,
            }))
}

#[cfg(test)]
mod tests {
    use copydesk_core::StartTag;

    use super::*;

    #[track_caller]
    fn check(classes: &str, expected: (bool, bool)) {
        let classes_of = classes.split_whitespace().map(Into::into).collect();
        let tag = StartTag { tag: "div".into(), classes: classes_of, ..StartTag::default() };
        let elements = [Element::new(None, tag)];
        let hint = hints(&elements, &mut Names::of(&elements))[0];
        assert_eq!((hint.against.is_some(), hint.is_body), expected, "{classes}");
    }

    fn of_text(name: &str) -> Hint {
        let mut names = Names::of(&[]);
        let number = names.number(name);
        names.hint(number)
    }

    #[test]
    fn names_of_what_describes_pictures() {
        for (name, expected) in [
            ("imagedescription", true),
            ("image-description", true),
            ("article__imgDesc", true),
            ("pie-de-foto", true),
            ("bildLegende", true),
            ("site-description", false),
            ("pie-de-pagina", false),
            ("description-image", false),
            ("pull-quote", false),
        ] {
            let hint = of_text(name);
            assert_eq!((hint.describes_picture, hint.is_caption), (expected, false), "{name}");
        }
    }

    #[test]
    fn names_of_pull_quotes() {
        for (name, expected) in [
            ("pullquote", true),
            ("wp-block-pullquote", true),
            ("pull-quote__text", true),
            ("aside-Quote", true),
            ("quotes-of-the-day", false),
            ("unquoted", false),
        ] {
            assert_eq!(of_text(name).is_pull_quote, expected, "{name}");
        }
    }

    #[test]
    fn two_words_of_a_class_say_what_neither_says_alone() {
        for classes in ["forum-message", "forum-texte", "forum_fil", "forum-chapo", "similar-posts"] {
            check(classes, (true, false));
        }
        for classes in ["forum", "texte", "message", "chapo", "dissimilar"] {
            check(classes, (false, false));
        }
    }

    #[test]
    fn what_stands_beside_an_article() {
        for (why, of_short, of_long) in
            [("sidebar", true, true), (FOOTER, true, true), ("byline or tags", false, true), (PROMOTION, false, false)]
        {
            assert_eq!((is_beside(why, true), is_beside(why, false)), (of_short, of_long), "{why}");
        }
    }

    #[test]
    fn names_of_layout_say_nothing() {
        check("page-bottom", (true, false));
        for name in ["padding-bottom-3", "marginBottom", "row margin-bottom", "border-bottom", "spacer-bottom"] {
            check(name, (false, false));
        }
        check("cmp cmp-text aem-GridColumn", (false, false));
        check("format-gallery post_format-post-format-gallery", (false, false));
        check("image-gallery", (true, false));
        let tag = StartTag {
            tag: "body".into(),
            classes: vec!["has-news".into(), "gallery".into()].into(),
            ..StartTag::default()
        };
        let elements = [Element::new(None, tag)];
        assert_eq!(hints(&elements, &mut Names::of(&elements)), [Hint::default()]);
    }

    #[test]
    fn reads_names_word_by_word() {
        check("article-body", (false, true));
        check("articleBody__text", (false, true));
        check("relatedArticles", (true, false));
        check("read-more-card", (true, false));
        check("lead subheadline broadcast", (false, false));
        check("has-sidebar no-comments", (false, false));
        check("md:share", (false, false));
        check("testimonial-text", (true, false));
        check("liste-commentaires", (true, false));
    }
}

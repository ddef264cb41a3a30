//! What stands among an article's blocks and is none of it: icons, logos, avatars and buttons, told by their addresses, their
//! attributes and the elements around them, and the signs behind headings that link to them.

use std::ops::Range;

use copydesk_core::{Block, Document, Draft, Element, ExtractError, Kind, Rule, Shape, Text, Verdict};

use crate::lexical::Wanted;

const DECORATION: Rule =
    Rule::new("generic/decoration", "a picture that its address calls an icon, a logo or a button");

const ORNAMENT: Rule =
    Rule::new("generic/ornament", "a picture that its own attributes or classes call an icon, a logo or a portrait");

const PORTRAIT: Rule =
    Rule::new("generic/portrait", "a picture in an element that is named after who wrote the article");

const BANNER: Rule = Rule::new("generic/banner", "a picture whose link is counted as an advertisement's");

const REPEATED: Rule = Rule::new("generic/repeated-picture", "a picture that the article shows again and again");

const PERMALINK: Rule = Rule::new("generic/permalink", "a sign behind a heading that links to it");

/// What pages link to a heading by.
const SIGNS_OF_LINKS: [&str; 6] = ["#", "¶", "§", "🔗", "⚓", "∞"];

/// How often a picture is shown that is a decoration.
const MIN_REPEATED: usize = 3;
/// The longest address that is looked at, in bytes.
const MAX_ADDRESS: usize = 2_000;
/// Formats that photographs do not have.
const DRAWN: [&str; 3] = ["svg", "gif", "ico"];
/// What names a decoration of the page in the name of a drawing, and beside one of [`EMBLEMS`] in that of others.
const DRAWINGS: [&str; 32] = [
    "arrow",
    "badge",
    "bullet",
    "button",
    "btn",
    "chevron",
    "close",
    "email",
    "envelope",
    "external",
    "facebook",
    "ico",
    "icon",
    "icons",
    "instagram",
    "linkedin",
    "loader",
    "loading",
    "logo",
    "mail",
    "menu",
    "pinterest",
    "print",
    "rss",
    "search",
    "share",
    "smiley",
    "smileys",
    "spinner",
    "telegram",
    "twitter",
    "whatsapp",
];
/// What names one in any picture's name: it hardly names what a photograph shows.
const SIGNS: [&str; 13] = [
    "avatar",
    "avatars",
    "defaultauthor",
    "emoji",
    "emojis",
    "favicon",
    "gravatar",
    "noimage",
    "placeholder",
    "playicon",
    "spacer",
    "sprite",
    "sprites",
];
/// Directories that hold nothing but decorations.
const DIRECTORIES: [&str; 14] = [
    "avatar",
    "avatars",
    "emoji",
    "emojis",
    "favicon",
    "gravatar",
    "ico",
    "icon",
    "icons",
    "placeholder",
    "smiley",
    "smileys",
    "sprite",
    "sprites",
];
/// What names a decoration where its name is nothing more than that, and not that of a photograph: each of them may be one of
/// the words that tell what a picture shows, as in "share-prices.png".
const EMBLEMS: [&str; 25] = [
    "author",
    "badge",
    "blank",
    "btn",
    "button",
    "dot",
    "ico",
    "icon",
    "icons",
    "logo",
    "logos",
    "partner",
    "partners",
    "pixel",
    "print",
    "reaction",
    "reactions",
    "share",
    "shim",
    "smiley",
    "smileys",
    "sns",
    "spinner",
    "transparent",
    "zoom",
];
/// What stands beside an emblem's name and tells no more of it. "banner.png" itself may as well be the lead picture.
const BESIDE_EMBLEMS: [&str; 6] = ["banner", "default", "footer", "header", "play", "site"];
/// What photographs end in.
const PHOTOGRAPHS: [&str; 4] = ["avif", "jpg", "jpeg", "webp"];

/// Leaves out the pictures that were kept and are decorations.
pub(crate) fn drop_pictures(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let document = draft.document();
    for at in repeated(draft) {
        draft.drop(at, REPEATED)?;
    }
    for (at, block) in document.blocks().iter().enumerate() {
        let is_kept = || {
            let verdict = draft.decision(at as u32).map(|decision| &decision.verdict);
            matches!(verdict, Some(Verdict::Keep(Kind::Image)))
        };
        if block.shape == Shape::Image
            && is_kept()
            && let Some(rule) = speaks_against(document, block)
        {
            draft.drop(at, rule)?;
        }
    }
    Ok(())
}

/// Leaves out the signs behind kept headings that link to them.
pub(crate) fn drop_signs(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    for (at, block) in draft.document().blocks().iter().enumerate() {
        let verdict = draft.decision(at as u32).map(|decision| &decision.verdict);
        if matches!(verdict, Some(Verdict::Keep(Kind::Heading { .. })))
            && let Some(sign) = permalink(block)
        {
            draft.drop((at, sign), PERMALINK)?;
        }
    }
    Ok(())
}

/// Whether a picture is none of an article's, whatever stands beside it: by its own attributes, its address, its link, or because
/// it shows who wrote the article.
pub(crate) fn is_ornament(document: &dyn Document, picture: &Block) -> bool {
    speaks_against(document, picture).is_some()
}

/// Why a picture is none of an article's, whatever stands beside it.
fn speaks_against(document: &dyn Document, picture: &Block) -> Option<Rule> {
    if picture.ornament {
        Some(ORNAMENT)
    } else if is_portrait(document, picture) {
        Some(PORTRAIT)
    } else if picture.media.as_deref().is_some_and(is_decoration) {
        Some(DECORATION)
    } else {
        picture.links.iter().any(|link| is_banner(&link.href)).then_some(BANNER)
    }
}

/// Whether a picture is an icon by its own attributes, or shows who wrote the article: what stands beside it tells of no picture.
pub(crate) fn is_icon_or_portrait(document: &dyn Document, picture: &Block) -> bool {
    picture.ornament || is_portrait(document, picture)
}

/// Whether one of the innermost elements around a picture is named after who wrote the article.
fn is_portrait(document: &dyn Document, picture: &Block) -> bool {
    let around = document.ancestors(picture).take(PORTRAIT_WITHIN);
    around.take_while(|element| !holds_article(element)).any(|element| {
        let is_author = |(name, value): &(Text, Text)| *name == "itemprop" && *value == "author";
        names(element).chain(element.id.as_deref()).any(names_person)
            || element.attributes.iter().take(MAX_NAMES).any(is_author)
    })
}

/// Whether an element holds a whole article, and perhaps tells by its classes who wrote it: `post-12 hentry author-admin`.
fn holds_article(element: &Element) -> bool {
    ["article", "main", "section", "body"].contains(&element.tag.as_str()) || names(element).any(wraps_post)
}

/// Whether a class is one that blogs give the element of a post, among others that say what it is filed under. `post-author` is
/// none.
fn wraps_post(class: &str) -> bool {
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    matches!(class, "hentry" | "h-entry" | "post")
        || class.strip_prefix("post-").is_some_and(is_number)
        || ["type-", "category-", "tag-"].iter().any(|filed| class.starts_with(filed)) && !names_person(class)
}

/// The classes of an element that are read: thousands of pictures may share one that has no end of them.
fn names(element: &Element) -> impl Iterator<Item = &str> {
    element.classes.iter().take(MAX_NAMES).map(Text::as_str).filter(|name| name.len() <= MAX_NAME)
}

/// How many elements around a picture are asked.
const PORTRAIT_WITHIN: usize = 2;
/// How many names of an element are read.
const MAX_NAMES: usize = 12;

/// Words of names that a portrait of who wrote it stands in.
static PERSONS: Wanted<6> = Wanted::new(["avatar", "byline", "author", "autor", "userimage", "userpic"]);

/// Whether a class names such a person by one of its words: `no-avatars` and `authority` do not.
fn names_person(name: &str) -> bool {
    name.len() <= MAX_NAME
        && PERSONS.is_in_any_case(name)
        && !["no-", "has-", "with-"].iter().any(|state| name.starts_with(state))
        && {
            let lower = name.to_ascii_lowercase();
            let is_word = |word: &str| {
                matches!(
                    word.trim_end_matches('s'),
                    "avatar" | "byline" | "author" | "autor" | "userimage" | "userpic" | "gravatar"
                ) || word.starts_with("author")
                    && matches!(&word["author".len()..], "image" | "img" | "photo" | "pic" | "box" | "info" | "bio")
            };
            lower.split(|character: char| !character.is_ascii_alphabetic()).any(is_word)
        }
}

/// The longest name of a class that is read, in bytes.
const MAX_NAME: usize = 80;

/// Whether a link is said to be an advertisement's, to those who count its readers.
fn is_banner(href: &str) -> bool {
    href.len() <= MAX_ADDRESS && href.contains("utm_") && {
        let query = href.split_once('?').map_or("", |(_, query)| query).to_ascii_lowercase();
        query
            .split('&')
            .any(|pair| pair.starts_with("utm_medium=") && (pair.contains("banner") || pair.contains("display")))
    }
}

/// The kept pictures of one address that stand there again and again: bullets, rules between sections, marks of links, and what
/// stands for pictures that a script loads.
fn repeated(draft: &Draft<'_>) -> Vec<u32> {
    let blocks = draft.document().blocks();
    let is_picture = |at: u32| match draft.decision(at).map(|decision| &decision.verdict) {
        Some(Verdict::Keep(Kind::Image)) => blocks[at as usize].media.as_deref(),
        _ => None,
    };
    let mut pictures: Vec<(&str, u32)> =
        (0..blocks.len() as u32).filter_map(|at| Some((is_picture(at)?, at))).collect();
    if pictures.len() < MIN_REPEATED {
        return Vec::new();
    }
    pictures.sort_unstable();
    let same = pictures.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() >= MIN_REPEATED);
    same.flatten().map(|(_, at)| *at).collect()
}

/// Where a heading's link to itself stands, with the space before it.
fn permalink(heading: &Block) -> Option<Range<usize>> {
    let text = heading.text.as_str();
    let last = heading.links.last().filter(|last| last.end as usize == text.len() && last.href.contains('#'))?;
    let (before, sign) = text.split_at_checked(last.start as usize)?;
    let before = before.trim_end();
    (!before.is_empty() && SIGNS_OF_LINKS.contains(&sign.trim())).then_some(before.len()..text.len())
}

fn is_decoration(address: &str) -> bool {
    if address.len() > MAX_ADDRESS {
        return false;
    }
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let mut parts = path.rsplit('/');
    let (name, ending) = parts.next().map(|name| name.rsplit_once('.').unwrap_or((name, ""))).unwrap_or_default();
    let is_drawn = DRAWN.contains(&ending);
    let words = |part: &str, signs: &[&str]| {
        part.split(|character: char| !character.is_ascii_alphabetic()).any(|word| signs.contains(&word))
    };
    // Of a photograph's name it is one word among many: "statue-with-placeholder-hat.jpg".
    let is_named = is_sign(name)
        || is_drawn && (words(name, &SIGNS) || words(name, &DRAWINGS))
        || !PHOTOGRAPHS.contains(&ending) && is_emblem(name);
    is_named || parts.take(MAX_DIRECTORIES).any(|directory| DIRECTORIES.contains(&bare(directory)))
}

/// How many directories above a picture are looked at.
const MAX_DIRECTORIES: usize = 3;

/// Whether a name is nothing but an emblem's, perhaps with a number or its size: `share-24`, `btn_print`, `facebook-logo`.
fn is_emblem(name: &str) -> bool {
    let words = || {
        let words = name.split(|character: char| !character.is_alphanumeric());
        let words = words.map(|word| word.trim_matches(|character: char| character.is_ascii_digit()));
        words.filter(|word| !matches!(*word, "" | "x" | "px"))
    };
    words().any(|word| EMBLEMS.contains(&word))
        && words().all(|word| [&EMBLEMS[..], &DRAWINGS, &BESIDE_EMBLEMS].iter().any(|list| list.contains(&word)))
}

/// Whether a name is nothing but a sign, perhaps in two words: `default_author`, `play-icon`, `1x1`.
fn is_sign(name: &str) -> bool {
    let joined = || name.chars().filter(char::is_ascii_alphabetic).collect::<String>();
    SIGNS.contains(&bare(name))
        || name.len() <= MAX_SIGN
            && (matches!(name, "1x1" | "1px") || name.contains(['-', '_']) && SIGNS.contains(&joined().as_str()))
}

/// The longest name in two words that may be a sign, in bytes.
const MAX_SIGN: usize = 24;

/// A name without what numbers it or gives its size: `icon-32x32` is `icon`.
fn bare(name: &str) -> &str {
    let end = name.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(name.len());
    let rest = &name[end..];
    let is_size =
        rest.chars().all(|character| character.is_ascii_digit() || matches!(character, '-' | '_' | 'x' | '@'));
    if is_size { &name[..end] } else { name }
}

#[cfg(test)]
mod tests {
    use copydesk_core::{StartTag, StaticDocument};

    use super::*;

    #[track_caller]
    fn check(address: &str, expected: bool) {
        assert_eq!(is_decoration(address), expected, "{address}");
    }

    #[test]
    fn addresses_tell_decorations() {
        check("/images/send-mail.svg", true);
        check("https://paper.example/assets/icons/play.png", true);
        check("https://secure.gravatar.com/avatar/8a1b?s=96", true);
        check("https://paper.example/img/icon-32x32.png", true);
        check("https://paper.example/img/Share_Button.GIF?v=2", true);
        check("https://paper.example/static/sprite.png", true);
        check("https://paper.example/img/default_author.jpg", true);
        check("https://paper.example/img/play-icon.png", true);
        check("https://paper.example/img/1x1.png", true);
        check("https://paper.example/img/logo-print.png", true);
        check("https://paper.example/img/ness-harbour-logo.png", false);
        check("https://paper.example/img/ness-logo.jpg", false);
        check("https://paper.example/img/logo.png", true);
        check("https://paper.example/img/share-24.png", true);
        check("https://paper.example/img/share_32x32@2x.png", true);
        check("https://paper.example/img/btn_print.gif", true);
        check("https://paper.example/img/facebook-logo.png", true);
        check("https://paper.example/img/site-logo.png", true);
        check("https://paper.example/img/pixel.gif", true);
        check("https://paper.example/img/1x1.gif", true);
        check("https://paper.example/img/avatar-12.jpg", true);
        check("https://paper.example/img/no-image.jpg", true);
        check("https://paper.example/img/share-prices.png", false);
        check("https://paper.example/img/print-sales.png", false);
        check("https://paper.example/img/partner-dance.png", false);
        check("https://paper.example/img/button-mushroom.png", false);
        check("https://paper.example/img/logo-ness.png", false);
        check("https://paper.example/img/нес-logo.png", false);
        check("https://paper.example/img/zoom.jpg", false);
        check("https://paper.example/img/reaction-1.jpg", false);
        check("https://paper.example/img/pixel.jpg", false);
        check("https://paper.example/img/author-smith.jpg", false);
        check("https://paper.example/img/author_rowling.jpg", false);
        check("https://paper.example/img/banner.png", false);
        check("https://paper.example/img/2024.png", false);
        check("https://paper.example/photos/harbour.jpg", false);
        check("https://paper.example/charts/ferries-by-year.svg", false);
        check("https://paper.example/photos/facebook-logo-at-the-quay.jpg", false);
        check("https://paper.example/photos/fashion-icon-ann-smith.jpg", false);
        check("https://paper.example/fashion-icons/ann.jpg", false);
        check("https://paper.example/photos/iconic-wall.png", false);
        check("", false);
    }

    /// A picture in a paragraph of an element with classes.
    fn picture_within(classes: &str) -> StaticDocument {
        let classes = classes.split_ascii_whitespace().map(Text::from).collect();
        let outer = StartTag { tag: "div".into(), classes, ..StartTag::default() };
        let inner = StartTag { tag: "p".into(), ..StartTag::default() };
        let mut document = StaticDocument::of_lines(&[""]);
        document.elements = vec![Element::new(None, outer), Element::new(Some(0), inner)];
        document.blocks[0].element = Some(1);
        document.blocks[0].shape = Shape::Image;
        document
    }

    #[test]
    fn portraits_stand_in_elements_that_are_named_after_a_person() {
        #[track_caller]
        fn check(classes: &str, expected: bool) {
            let document = picture_within(classes);
            assert_eq!(is_portrait(&document, &document.blocks[0]), expected, "{classes}");
        }
        check("author-box", true);
        check("post-author", true);
        check("post-meta author", true);
        check("wide no-avatars", false);
        check("post-12 author-admin hentry", false);
        check("author-admin post", false);
        check("author-ann type-post", false);
        check("author-ann category-harbour", false);
        check("author-ann tag-wall", false);
        // Of an element with many classes, or long ones, no more are read.
        check(&format!("{} author", "x ".repeat(11)), true);
        check(&format!("{} author", "x ".repeat(12)), false);
        check(&format!("author-{}", "1".repeat(80)), false);
    }

    #[test]
    fn rules_say_why_pictures_are_none_of_the_article_s() {
        #[track_caller]
        fn check(classes: &str, is_icon: bool, address: &str, href: &str, expected: Option<&Rule>) {
            let mut document = picture_within(classes);
            document.blocks[0].ornament = is_icon;
            document.blocks[0].media = Some(address.to_owned());
            document.blocks[0].links = vec![copydesk_core::Link { start: 0, end: 0, href: href.into() }].into();
            assert_eq!(speaks_against(&document, &document.blocks[0]).as_ref(), expected, "{address} {href}");
        }
        check("text", true, "/wall.jpg", "/wall", Some(&ORNAMENT));
        check("author", false, "/ann.jpg", "/ann", Some(&PORTRAIT));
        check("text", false, "/img/logo.png", "/", Some(&DECORATION));
        check("text", false, "/ferry.jpg", "/ferry?utm_medium=banner", Some(&BANNER));
        check("text", false, "/wall.jpg", "/wall", None);
    }

    #[test]
    fn signs_behind_headings_link_to_them() {
        #[track_caller]
        fn check(text: &str, start: u32, href: &str, expected: Option<(usize, usize)>) {
            let mut block = Block::line(text, 0, 0);
            block.links = vec![copydesk_core::Link { start, end: text.len() as u32, href: href.into() }].into();
            assert_eq!(permalink(&block).map(|sign| (sign.start, sign.end)), expected, "{text}");
        }
        check("The wall #", 9, "#the-wall", Some((8, 10)));
        check("The wall¶", 8, "https://paper.example/wall#the-wall", Some((8, 10)));
        check("The wall #", 9, "/tags/wall", None);
        check("The wall", 4, "#wall", None);
        check("#", 0, "#wall", None);
    }

    #[test]
    fn pictures_that_are_shown_again_and_again_are_dropped() {
        let mut document = StaticDocument::of_lines(&[""; 6]);
        let addresses = ["/rule.png", "/wall.jpg", "/rule.png", "/wall.jpg", "/rule.png", "/quay.jpg"];
        for (block, address) in document.blocks.iter_mut().zip(addresses) {
            block.media = Some(address.to_owned());
            block.shape = Shape::Image;
        }
        let mut draft = Draft::new(&document);
        for at in 0..6_usize {
            draft.keep(at, Kind::Image, DECORATION).expect("the block is there");
        }
        drop_pictures(&mut draft).expect("the blocks are there");
        assert_eq!(draft.kept(), [1, 3, 5]);
    }

    #[test]
    fn only_kept_pictures_are_dropped() {
        let mut document = StaticDocument::of_lines(&["", "", "The wall"]);
        for (at, address) in ["/icons/mail.png", "/photos/wall.jpg"].into_iter().enumerate() {
            document.blocks[at].media = Some(address.to_owned());
            document.blocks[at].shape = Shape::Image;
        }
        let mut draft = Draft::new(&document);
        for at in 0..2_usize {
            draft.keep(at, Kind::Image, DECORATION).expect("the block is there");
        }
        drop_pictures(&mut draft).expect("the blocks are there");
        assert_eq!(draft.kept(), [1]);
    }
}

//! What stands among an article's blocks and is none of it: icons, logos, avatars and buttons, told by their addresses, and
//! the signs behind headings that link to them.

use std::ops::Range;

use copydesk_core::{Block, Document, Draft, ExtractError, Kind, Rule, Shape, Text, Verdict};

use crate::lexical::Wanted;

const DECORATION: Rule =
    Rule::new("generic/decoration", "a picture that its address calls an icon, a logo or a button");

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
/// What names a decoration of the page in the name of a drawing.
const DRAWINGS: [&str; 26] = [
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
    "telegram",
    "twitter",
    "whatsapp",
];
/// What names one in any picture's name.
const SIGNS: [&str; 26] = [
    "avatar",
    "avatars",
    "blank",
    "defaultauthor",
    "emoji",
    "emojis",
    "favicon",
    "gravatar",
    "ico",
    "icon",
    "icons",
    "noimage",
    "pixel",
    "placeholder",
    "playicon",
    "reaction",
    "reactions",
    "shim",
    "smiley",
    "smileys",
    "spacer",
    "spinner",
    "sprite",
    "sprites",
    "transparent",
    "zoom",
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
/// What names a decoration where its name is hardly more than that, and not that of a photograph.
const EMBLEMS: [&str; 9] = ["author", "badge", "button", "logo", "logos", "partner", "print", "share", "sns"];
/// What photographs end in.
const PHOTOGRAPHS: [&str; 3] = ["jpg", "jpeg", "webp"];
/// The most words of a name that is hardly more than one of [`EMBLEMS`].
const MAX_EMBLEM_WORDS: usize = 2;

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
        if block.shape == Shape::Image && is_kept() && is_ornament(document, block) {
            draft.drop(at, DECORATION)?;
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

/// Whether a picture is none of an article's, whatever stands beside it: by its own attributes, its address, or because it shows
/// who wrote the article.
pub(crate) fn is_ornament(document: &dyn Document, picture: &Block) -> bool {
    shows_person(document, picture)
        || picture.media.as_deref().is_some_and(is_decoration)
        || picture.links.iter().any(|link| is_banner(&link.href))
}

/// Whether a picture is an icon by its own attributes, or shows who wrote the article: what stands beside it tells of no picture.
pub(crate) fn shows_person(document: &dyn Document, picture: &Block) -> bool {
    picture.ornament || is_portrait(document, picture)
}

/// Whether one of the innermost elements around a picture is named after who wrote the article.
fn is_portrait(document: &dyn Document, picture: &Block) -> bool {
    let parts = ["article", "main", "section", "body"];
    let around = document.ancestors(picture).take(PORTRAIT_WITHIN);
    around.take_while(|element| !parts.contains(&element.tag.as_str())).any(|element| {
        let is_author = |(name, value): &(Text, Text)| *name == "itemprop" && *value == "author";
        element.classes.iter().chain(&element.id).any(|name| names_person(name))
            || element.attributes.iter().any(is_author)
    })
}

/// How many elements around a picture are asked.
const PORTRAIT_WITHIN: usize = 2;

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
    let is_emblem = || {
        let own = || name.split(|character: char| !character.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        own().nth(MAX_EMBLEM_WORDS).is_none()
            && own().any(|word| EMBLEMS.contains(&word) && (word == "author" || !PHOTOGRAPHS.contains(&ending)))
    };
    let is_named = if is_drawn { words(name, &SIGNS) || words(name, &DRAWINGS) } else { is_sign(name) || is_emblem() };
    is_named || parts.take(MAX_DIRECTORIES).any(|directory| DIRECTORIES.contains(&bare(directory)))
}

/// How many directories above a picture are looked at.
const MAX_DIRECTORIES: usize = 3;

/// Whether a name is nothing but a sign, perhaps in two words: `default_author`, `play-icon`, `1x1`.
fn is_sign(name: &str) -> bool {
    let joined = || name.chars().filter(char::is_ascii_alphabetic).collect::<String>();
    SIGNS.contains(&bare(name))
        || name.len() <= MAX_SIGN
            && (matches!(name, "1x1" | "1px" | "dot")
                || name.contains(['-', '_']) && SIGNS.contains(&joined().as_str()))
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
        check("https://paper.example/photos/harbour.jpg", false);
        check("https://paper.example/charts/ferries-by-year.svg", false);
        check("https://paper.example/photos/facebook-logo-at-the-quay.jpg", false);
        check("https://paper.example/photos/fashion-icon-ann-smith.jpg", false);
        check("https://paper.example/fashion-icons/ann.jpg", false);
        check("https://paper.example/photos/iconic-wall.png", false);
        check("", false);
    }

    #[test]
    fn signs_behind_headings_link_to_them() {
        #[track_caller]
        fn check(text: &str, start: u32, href: &str, expected: Option<(usize, usize)>) {
            let mut block = Block::line(text, 0, 0);
            block.links = vec![copydesk_core::Link { start, end: text.len() as u32, href: href.into() }];
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
        let mut document = copydesk_core::StaticDocument::of_lines(&[""; 6]);
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
        let mut document = copydesk_core::StaticDocument::of_lines(&["", "", "The wall"]);
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

//! What stands among an article's blocks and is none of it: icons, logos, avatars and buttons, told by their addresses, and
//! the signs behind headings that link to them.

use std::ops::Range;

use copydesk_core::{Block, Draft, ExtractError, Kind, Rule, Verdict};

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
/// What names one in any picture's name, or in that of the directory that it lies in.
const SIGNS: [&str; 16] = [
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
    "spacer",
    "spinner",
    "sprite",
    "sprites",
];

/// Leaves out what was kept and is a decoration.
pub(crate) fn drop(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    for at in repeated(draft) {
        draft.drop(at, REPEATED)?;
    }
    for (at, block) in blocks.iter().enumerate() {
        let verdict = draft.decision(at as u32).map(|decision| &decision.verdict);
        let Some(Verdict::Keep(kind)) = verdict else { continue };
        match (kind, &block.media) {
            (Kind::Image, Some(address)) if is_decoration(address) => draft.drop(at, DECORATION)?,
            (Kind::Heading { .. }, _) => {
                if let Some(sign) = permalink(block) {
                    draft.drop((at, sign), PERMALINK)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
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
    let is_named = if is_drawn { words(name, &SIGNS) || words(name, &DRAWINGS) } else { SIGNS.contains(&bare(name)) };
    is_named || parts.take(MAX_DIRECTORIES).any(|directory| SIGNS.contains(&bare(directory)))
}

/// How many directories above a picture are looked at.
const MAX_DIRECTORIES: usize = 3;

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
        }
        let mut draft = Draft::new(&document);
        for at in 0..6_usize {
            draft.keep(at, Kind::Image, DECORATION).expect("the block is there");
        }
        drop(&mut draft).expect("the blocks are there");
        assert_eq!(draft.kept(), [1, 3, 5]);
    }

    #[test]
    fn only_kept_pictures_are_dropped() {
        let mut document = copydesk_core::StaticDocument::of_lines(&["", "", "The wall"]);
        for (at, address) in ["/icons/mail.png", "/photos/wall.jpg"].into_iter().enumerate() {
            document.blocks[at].media = Some(address.to_owned());
        }
        let mut draft = Draft::new(&document);
        for at in 0..2_usize {
            draft.keep(at, Kind::Image, DECORATION).expect("the block is there");
        }
        drop(&mut draft).expect("the blocks are there");
        assert_eq!(draft.kept(), [1]);
    }
}

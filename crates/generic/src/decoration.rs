//! Pictures that are none of the article's: icons, logos, avatars and buttons, told by their addresses.

use copydesk_core::{Draft, ExtractError, Kind, Rule, Verdict};

const DECORATION: Rule =
    Rule::new("generic/decoration", "a picture that its address calls an icon, a logo or a button");

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

/// Leaves out the pictures that were kept and are decorations.
pub(crate) fn drop(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    for (at, block) in blocks.iter().enumerate() {
        let Some(address) = &block.media else { continue };
        let kept = draft.decision(at as u32).is_some_and(|decision| decision.verdict == Verdict::Keep(Kind::Image));
        if kept && is_decoration(address) {
            draft.drop(at, DECORATION)?;
        }
    }
    Ok(())
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

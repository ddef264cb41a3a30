//! Pages damaged in the ways that pages are damaged, the same for the same seed.

use crate::Random;

/// A way to damage a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    /// End tags are left out.
    DroppedEndTags,
    /// Attributes lose their quotes, one or both.
    Unquoted,
    /// Letters change their case.
    Case,
    /// Tags change places with others.
    Misnested,
    /// The page begins or ends somewhere in the middle.
    Cut,
    /// Bytes become other bytes; what is no UTF-8 then becomes U+FFFD.
    Flipped,
    /// A part of the page stands somewhere else too.
    Spliced,
    /// Markup that changes how the rest is read stands where it should not.
    Injected,
}

/// All of them.
pub const MUTATIONS: [Mutation; 8] = [
    Mutation::DroppedEndTags,
    Mutation::Unquoted,
    Mutation::Case,
    Mutation::Misnested,
    Mutation::Cut,
    Mutation::Flipped,
    Mutation::Spliced,
    Mutation::Injected,
];

/// Markup that is injected.
const SNIPPETS: [&str; 40] = [
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<?",
    "</",
    "<",
    ">",
    "&",
    "&notin",
    "&#x80;",
    "&ampx",
    "\0",
    "\r",
    "\r\n",
    "'",
    "\"",
    "<script>",
    "</script>",
    "<!--<script>",
    "<style>",
    "<textarea>",
    "<title>",
    "<table>",
    "<tr>",
    "</p>",
    "</br>",
    "<select><option>",
    "<svg>",
    "<math><mi>",
    "<![CDATA[",
    "]]>",
    "<template>",
    "</template>",
    "<frameset>",
    "<a href=x>",
    "<b><p>",
    "<body class=x>",
    "<form>",
    "<button>",
];

/// Bytes that bytes become, besides any.
const BYTES: &[u8] = b"<>&\"'=/!-]? \t\n\r\x0c\0;#x";

/// The longest part that is spliced, in bytes.
const MAX_SPLICE: usize = 2000;

/// Damages a page.
pub fn mutate(page: &str, mutation: Mutation, random: &mut Random) -> String {
    match mutation {
        Mutation::DroppedEndTags => drop_end_tags(page, random),
        Mutation::Unquoted => each_byte(page, random, |byte, random| match byte {
            b'"' | b'\'' if random.one_in(4) => None,
            other => Some(other),
        }),
        Mutation::Case => each_byte(page, random, |byte, random| {
            Some(if byte.is_ascii_alphabetic() && random.one_in(6) { byte ^ 0x20 } else { byte })
        }),
        Mutation::Misnested => misnest(page, random),
        Mutation::Cut => {
            let at = place(page, random);
            if random.one_in(4) { page[at..].to_owned() } else { page[..at].to_owned() }
        }
        Mutation::Flipped => flip(page, random),
        Mutation::Spliced => {
            let from = place(page, random);
            let to = page.floor_char_boundary(from + random.below(MAX_SPLICE));
            let at = place(page, random);
            [&page[..at], page.get(from..to).unwrap_or_default(), &page[at..]].concat()
        }
        Mutation::Injected => {
            let mut page = page.to_owned();
            for _ in 0..=random.below(4) {
                let at = place(&page, random);
                page.insert_str(at, random.pick(&SNIPPETS));
            }
            page
        }
    }
}

/// A place between two characters.
fn place(page: &str, random: &mut Random) -> usize {
    page.floor_char_boundary(random.below(page.len() + 1))
}

fn drop_end_tags(page: &str, random: &mut Random) -> String {
    let often = 2 + random.below(20);
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("</") {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        out.push_str(if random.one_in(often) { &rest[..at] } else { &rest[..end] });
        rest = &rest[end..];
    }
    out + rest
}

/// The bytes as `change` has them, which touches ASCII alone.
fn each_byte(page: &str, random: &mut Random, change: impl Fn(u8, &mut Random) -> Option<u8>) -> String {
    let change = |byte: u8| if byte.is_ascii() { change(byte, random) } else { Some(byte) };
    let bytes: Vec<u8> = page.bytes().filter_map(change).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn flip(page: &str, random: &mut Random) -> String {
    let mut bytes = page.as_bytes().to_vec();
    for _ in 0..=random.below(40) {
        let at = random.below(bytes.len());
        let byte = if random.one_in(3) { random.number() as u8 } else { random.pick(BYTES) };
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Some tags change places with a tag near by.
fn misnest(page: &str, random: &mut Random) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        parts.extend([&rest[..at], &rest[at..end]]);
        rest = &rest[end..];
    }
    let tags = parts.len() / 2;
    for _ in 0..=random.below(tags / 8 + 1) {
        let one = random.below(tags);
        let other = (one + 1 + random.below(12)).min(tags.saturating_sub(1));
        if one < other {
            parts.swap(2 * one + 1, 2 * other + 1);
        }
    }
    parts.concat() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p class=\"lead\">The ferry to the <b>öländska</b> quay</p>\n<p>is late.</p>";

    #[test]
    fn every_mutation_changes_pages_and_the_same_seed_changes_them_alike() {
        for mutation in MUTATIONS {
            let of = |seed| mutate(PAGE, mutation, &mut Random::new(seed));
            let changed = (0..100).filter(|seed| of(*seed) != PAGE).count();
            assert!(changed > 30, "{mutation:?} changed {changed} of 100");
            assert_eq!(of(7), of(7), "{mutation:?}");
            assert!(mutate("", mutation, &mut Random::new(1)).len() < 100, "{mutation:?}");
        }
    }
}

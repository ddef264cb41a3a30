//! The addresses of pictures, recordings and embeds.

use memchr::{memchr, memchr2, memrchr};

use crate::stems::Words;
use crate::tree::{DATA_BIT, NONE, NodeId, SRC, Tree, TreeElement, marks};

/// The best address of an `<img>`, `<picture>`, `<video>` or `<audio>`; none for a tracking pixel and for one that has
/// no address but a `data:` placeholder.
///
/// Attributes that scripts read to load a picture late win over `src`, which then holds a placeholder.
pub(crate) fn image_address(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    match tree.name(node) {
        "picture" => {
            let inside = || tree.preorder(node).filter(|inner| *inner != node && tree.is_element(*inner));
            let pictures = || inside().filter(|inner| matches!(tree.name(*inner), "img" | "amp-img"));
            pictures()
                .find_map(|picture| single_address(tree, picture))
                .or_else(|| inside().filter(|inner| tree.name(*inner) == "source").find_map(|s| listed(tree, s)))
        }
        "video" | "audio" | "amp-video" | "amp-audio" => {
            let of_source = || tree.children(node).filter(|child| tree.name(*child) == "source");
            plain(tree, node, &MEDIA)
                .or_else(|| of_source().find_map(|source| plain(tree, source, &MEDIA)))
                .or_else(|| plain(tree, node, &["poster", "data-poster"]))
        }
        _ => single_address(tree, node),
    }
}

/// Whether a `<picture>` holds a `<figcaption>`: pages nest them so, and browsers show it.
pub(crate) fn is_captioned_picture(tree: &Tree<'_>, node: NodeId) -> bool {
    tree.name(node) == "picture" && tree.preorder(node).any(|inner| tree.name(inner) == "figcaption")
}

/// The address of a picture that a custom element shows once its script has run.
pub(crate) fn custom_image_address(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    let name = tree.name(node);
    let is_image = ["image", "img", "picture"].iter().any(|word| name.contains(word));
    if is_image { single_address(tree, node) } else { None }
}

/// The address of the post that a `<blockquote>` stands for until a script shows it, as Instagram and `TikTok` have them embedded.
/// Those of Twitter hold the post's text, and are no more than that.
pub(crate) fn post_address(element: TreeElement<'_>) -> Option<String> {
    if !element.may_have(DATA_BIT) {
        return None;
    }
    let is_clip = || element.attribute("data-video-id").is_some();
    let address =
        element.attribute("data-instgrm-permalink").or_else(|| element.attribute("cite").filter(|_| is_clip()))?;
    usable(address)
}

/// The address of an `<iframe>`, `<embed>` or `<object>`.
pub(crate) fn embed_address(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    if matches!(tree.name(node), "object" | "applet") {
        let inside = || tree.preorder(node).filter(|inner| *inner != node);
        return plain(tree, node, &["data"])
            .or_else(|| {
                inside()
                    .filter(|inner| {
                        tree.name(*inner) == "param"
                            && tree.attribute(*inner, "name").is_some_and(|name| {
                                name.eq_ignore_ascii_case("movie") || name.eq_ignore_ascii_case("src")
                            })
                    })
                    .find_map(|param| plain(tree, param, &["value"]))
            })
            .or_else(|| {
                inside()
                    .filter(|inner| matches!(tree.name(*inner), "embed" | "iframe"))
                    .find_map(|embed| plain(tree, embed, &["src", "data-src"]))
            });
    }
    plain(tree, node, &EMBEDS)
}

/// Attributes that hold the address of an embed, best first.
const EMBEDS: [&str; 7] =
    ["src", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-cmp-src", "data-litespeed-src"];

/// Attributes that hold the address of a recording.
const MEDIA: [&str; 2] = ["src", "data-src"];

/// Attributes from which scripts load a picture late.
const LAZY: [&str; 8] = [
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-lazyload",
    "data-full-src",
    "data-hi-res-src",
    "data-litespeed-src",
];

/// Their marks.
const LAZY_MARKS: u64 = marks(&LAZY);

/// Attributes that hold a list of addresses by width, those first from which scripts load a picture late.
const LISTS: [&str; 3] = ["data-srcset", "data-lazy-srcset", "srcset"];
/// How many of them scripts read.
const LAZY_LISTS: usize = 2;

fn single_address(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    if is_pixel(tree, node) {
        return None;
    }
    let element = tree.element(node)?;
    let stated = || element.known(SRC).and_then(usable);
    if !element.may_have(LAZY_MARKS | DATA_BIT) {
        return stated().or_else(|| listed(tree, node)).or_else(|| without_scripts(tree, node));
    }
    plain(tree, node, &LAZY)
        .or_else(|| LISTS[..LAZY_LISTS].iter().find_map(|name| element.attribute(name).and_then(largest)))
        .or_else(|| if element.known(SRC).is_some_and(is_placeholder) { by_other_scripts(tree, node) } else { None })
        .or_else(stated)
        .or_else(|| listed(tree, node))
        .or_else(|| by_other_scripts(tree, node))
        .or_else(|| without_scripts(tree, node))
}

/// Whether an address is by its file's name that of a picture which stands there until the true one is loaded.
fn is_placeholder(address: &str) -> bool {
    static NAMES: Words<3> = Words::of(&[
        "blank",
        "pixel",
        "placeholder",
        "spacer",
        "transparent",
        "grey",
        "gray",
        "lazy",
        "loading",
        "loader",
        "1x1",
        "dummy",
    ]);
    let path = &address[..memchr2(b'?', b'#', address.as_bytes()).unwrap_or(address.len())];
    let file = &path[memrchr(b'/', path.as_bytes()).map_or(0, |slash| slash + 1)..];
    file.len() <= MAX_PLACEHOLDER && NAMES.are_in(file)
}

/// The longest name of a placeholder's file, in bytes: longer ones tell of a picture.
const MAX_PLACEHOLDER: usize = 32;

/// The picture in the `<noscript>` right behind one without an address, which readers without scripts see.
fn without_scripts(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    let behind = |at: NodeId| Some(tree.node(at).next_sibling).filter(|next| *next != NONE);
    let mut beside = std::iter::successors(behind(node), |at| behind(*at)).take(MAX_BESIDE);
    let noscript = beside.find(|at| tree.is_element(*at)).filter(|at| tree.name(*at) == "noscript")?;
    let picture = tree.preorder(noscript).take(MAX_BESIDE).find(|inner| tree.name(*inner) == "img")?;
    if is_pixel(tree, picture) { None } else { plain(tree, picture, &["src"]) }
}

/// How many nodes are looked at for such a picture.
const MAX_BESIDE: usize = 8;

/// The address in an attribute of a script that is not known here: one that is called a list of sources, or whose value
/// ends as pictures do.
fn by_other_scripts(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    const ENDINGS: [&str; 5] = [".jpg", ".jpeg", ".png", ".webp", ".avif"];
    let is_picture = |value: &str| {
        let path = value.split(['?', '#']).next().unwrap_or_default().trim().to_ascii_lowercase();
        ENDINGS.iter().any(|ending| path.ends_with(ending)) && !path.contains(char::is_whitespace)
    };
    let own = tree.element(node)?.data_attributes().map(|(_, attribute)| attribute);
    let mut own = own.filter(|attribute| attribute.value.len() <= MAX_ADDRESSES);
    own.find_map(|attribute| {
        if attribute.name.ends_with("srcset") {
            largest(attribute.value)
        } else {
            is_picture(attribute.value).then(|| usable(attribute.value)).flatten()
        }
    })
}

/// The longest value of an attribute that is looked at for addresses, in bytes.
const MAX_ADDRESSES: usize = 16_384;

fn is_pixel(tree: &Tree<'_>, node: NodeId) -> bool {
    ["width", "height"].iter().any(|side| {
        tree.attribute(node, side).is_some_and(|value| matches!(value.trim().trim_end_matches("px"), "0" | "1"))
    })
}

fn plain(tree: &Tree<'_>, node: NodeId, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| tree.attribute(node, name).and_then(usable))
}

fn listed(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    LISTS.iter().find_map(|name| tree.attribute(node, name).and_then(largest))
}

/// Whether an address is a placeholder, which would lead to the page itself.
pub(crate) fn leads_nowhere(address: &str) -> bool {
    matches!(address, "" | "?" | "//" | "//:0") || address.starts_with('#')
}

fn usable(address: &str) -> Option<String> {
    let address = address.trim();
    (!is_void(address)).then(|| address.to_owned())
}

/// Whether a text is no address of a picture or a recording: a placeholder, or what a script put where an address belongs
/// (`320w`, `undefined`, a piece of itself).
fn is_void(address: &str) -> bool {
    let is_void_scheme = |scheme: &str| VOID_SCHEMES.iter().any(|void| scheme.eq_ignore_ascii_case(void));
    let is_size = || address.strip_suffix(['w', 'x']).is_some_and(|size| size.parse::<f32>().is_ok());
    leads_nowhere(address)
        || matches!(address, "/" | "undefined" | "null")
        || is_size()
        || address.get(..=LONGEST_VOID_SCHEME).unwrap_or(address).split(':').next().is_some_and(is_void_scheme)
        || is_script(address)
}

/// Whether a text holds what scripts and markup are made of, and no address is.
fn is_script(text: &str) -> bool {
    // A loop without branches, which compilers turn into one over many bytes.
    let signs = text.bytes().fold(0, |signs, byte| {
        let of_markup = [byte == b'"', byte == b'<', byte == b'>', byte == b'{', byte == b'}'];
        of_markup.into_iter().fold(signs, |signs, is_one| signs | u8::from(is_one))
    });
    signs != 0 || memchr(b'!', text.as_bytes()).is_some_and(|at| text[at..].contains("!="))
}

/// What addresses begin with that are none of a file.
const VOID_SCHEMES: [&str; 4] = ["data", "about", "javascript", "blob"];
const LONGEST_VOID_SCHEME: usize = 10;

/// The largest picture of a `srcset`: the one with the greatest width or density.
fn largest(srcset: &str) -> Option<String> {
    let mut best: Option<(f32, &str)> = None;
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == ',');
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let (size, after) = if address.ends_with(',') {
            (1.0, after)
        } else {
            let end = after.find(',').unwrap_or(after.len());
            let number = after[..end].trim().trim_end_matches(['w', 'x', 'h']);
            (number.parse::<f32>().unwrap_or(1.0), &after[end..])
        };
        let address = address.trim_end_matches(',');
        if !is_void(address.trim()) && best.is_none_or(|(largest, _)| size > largest) {
            best = Some((size, address));
        }
        rest = after;
    }
    best.and_then(|(_, address)| usable(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(srcset: &str, expected: Option<&str>) {
        assert_eq!(largest(srcset).as_deref(), expected, "{srcset}");
    }

    #[test]
    fn largest_of_a_list() {
        check("", None);
        check("a.jpg", Some("a.jpg"));
        check("320w", None);
        check("undefined 2x, a.jpg", Some("a.jpg"));
        check("if(this.src!='a.jpg')", None);
        check("a.jpg 320w, b.jpg 1280w, c.jpg 640w", Some("b.jpg"));
        check("a.jpg, b.jpg 2x", Some("b.jpg"));
        check("/w_1,h_2/a.jpg 1x,/w_2,h_4/a.jpg 1.5x", Some("/w_2,h_4/a.jpg"));
        check("data:image/gif;base64,AAAA 1w", None);
    }
}

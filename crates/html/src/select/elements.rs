//! The elements that HTML has, for those who mistake a class for one.

use web_atoms::LocalName;

/// Elements of the HTML Standard (<https://html.spec.whatwg.org/multipage/indices.html>, and its section on obsolete ones), and
/// the short names of SVG and `MathML`: the long ones are atoms that [`LocalName`] knows.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo",
    "bgsound", "big", "blink", "body", "br", "button", "canvas", "caption", "center", "circle", "cite", "code", "col",
    "content", "data", "dd", "defs", "del", "desc", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "ellipse", "em",
    "embed", "fencedframe", "figure", "filter", "font", "footer", "form", "frame", "g", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "isindex", "kbd", "keygen",
    "label", "legend", "li", "line", "link", "listing", "main", "map", "mark", "marker", "marquee", "mask", "math", "menu",
    "meta", "meter", "mfrac", "mi", "mn", "mo", "mover", "mpath", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
    "msup", "mtable", "mtd", "mtext", "mtr", "munder", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol",
    "option", "output", "p", "param", "path", "pattern", "picture", "plaintext", "polygon", "portal", "pre", "q", "rb", "rect",
    "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "set", "shadow", "slot", "small",
    "source", "spacer", "span", "stop", "strike", "strong", "style", "sub", "summary", "sup", "svg", "switch", "symbol",
    "table", "tbody", "td", "text", "tfoot", "th", "thead", "time", "title", "tr", "track", "tspan", "tt", "u", "ul", "use",
    "var", "video", "view", "wbr", "xmp",
];

/// Whether a name, in small letters, is that of an element of HTML, SVG or `MathML`.
pub(super) fn is_known(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok() || LocalName::try_static(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_looked_up() {
        assert!(ELEMENTS.is_sorted(), "binary search needs them in order");
        for name in ["a", "article", "blockquote", "wbr", "clippath", "textarea", "template"] {
            assert!(is_known(name), "{name}");
        }
        assert!(!is_known("story"));
    }
}

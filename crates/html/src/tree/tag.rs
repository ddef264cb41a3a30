//! Names of elements: those that are known have a number each, by which the tree builder tells them apart.

use std::borrow::Cow;

use web_atoms::{LocalName, local_name};

/// The name of a tag, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Which of the known names it is.
    pub(crate) tag: Tag,
    /// The name itself.
    pub(crate) local: LocalName,
}

macro_rules! tags {
    ($($variant:ident $name:tt,)*) => {
        /// A name that elements are known to have, in lower case and whatever their namespace.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Tag {
            /// Any other name.
            Other,
            $($variant,)*
        }

        /// How many there are.
        pub(crate) const TAGS: usize = ALL.len();

        /// All of them, each at the place of its number.
        pub(crate) const ALL: &[Tag] = &[Tag::Other, $(Tag::$variant,)*];
        const NAMES: &[&str] = &["", $($name,)*];
        static ATOMS: &[LocalName] = &[local_name!(""), $(atom!($name),)*];
        static HAS_ATOM: &[bool] = &[false, $(has_atom!($name),)*];
    };
}

/// The names that are in no list of atoms have none until they are needed.
macro_rules! atom {
    ("clippath") => {
        local_name!("")
    };
    ("foreignobject") => {
        local_name!("")
    };
    ("lineargradient") => {
        local_name!("")
    };
    ("radialgradient") => {
        local_name!("")
    };
    ($name:tt) => {
        local_name!($name)
    };
}

macro_rules! has_atom {
    ("clippath") => {
        false
    };
    ("foreignobject") => {
        false
    };
    ("lineargradient") => {
        false
    };
    ("radialgradient") => {
        false
    };
    ($name:tt) => {
        true
    };
}

tags! {
    A "a", Abbr "abbr", Acronym "acronym", Address "address", AnnotationXml "annotation-xml", Applet "applet",
    Area "area", Article "article", Aside "aside", Audio "audio", B "b", Base "base", BaseFont "basefont",
    Bdi "bdi", Bdo "bdo", BgSound "bgsound", Big "big", Blink "blink", Blockquote "blockquote", Body "body", Br "br",
    Button "button", Canvas "canvas", Caption "caption", Center "center", Circle "circle", Cite "cite",
    ClipPath "clippath", Code "code", Col "col", ColGroup "colgroup", Data "data", DataList "datalist", Dd "dd",
    Defs "defs", Del "del", Desc "desc", Details "details", Dfn "dfn", Dialog "dialog", Dir "dir", Div "div",
    Dl "dl", Dt "dt", Ellipse "ellipse", Em "em", Embed "embed", FieldSet "fieldset", FigCaption "figcaption",
    Figure "figure", Filter "filter", Font "font", Footer "footer", ForeignObject "foreignobject", Form "form",
    Frame "frame", FrameSet "frameset", G "g", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head",
    Header "header", HGroup "hgroup", Hr "hr", Html "html", I "i", Iframe "iframe", Image "image", Img "img",
    Input "input", Ins "ins", IsIndex "isindex", Kbd "kbd", Keygen "keygen", Label "label", Legend "legend", Li "li",
    Line "line", LinearGradient "lineargradient", Link "link", Listing "listing", Main "main",
    MalignMark "malignmark", Map "map", Mark "mark", Marquee "marquee", Mask "mask", Math "math", Menu "menu",
    Meta "meta", Meter "meter", MGlyph "mglyph", Mi "mi", Mn "mn", Mo "mo", Ms "ms", MText "mtext", Nav "nav",
    NoBr "nobr", NoEmbed "noembed", NoFrames "noframes", NoScript "noscript", Object "object", Ol "ol",
    OptGroup "optgroup", Option "option", Output "output", P "p", Param "param", Path "path", Pattern "pattern",
    Picture "picture", Plaintext "plaintext", Polygon "polygon", Polyline "polyline", Pre "pre",
    Progress "progress", Q "q", RadialGradient "radialgradient", Rb "rb", Rect "rect", Rp "rp", Rt "rt", Rtc "rtc",
    Ruby "ruby", S "s", Samp "samp", Script "script", Search "search", Section "section", Select "select",
    Slot "slot", Small "small", Source "source", Span "span", Stop "stop", Strike "strike", Strong "strong",
    Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg", Symbol "symbol", Table "table",
    TBody "tbody", Td "td", Template "template", Text "text", TextArea "textarea", TFoot "tfoot", Th "th",
    THead "thead", Time "time", Title "title", Tr "tr", Track "track", TSpan "tspan", Tt "tt", U "u", Ul "ul",
    Use "use", Var "var", Video "video", Wbr "wbr", Xmp "xmp",
}

impl Tag {
    /// The name, in lower case; none of any other.
    pub(crate) fn known_name(self) -> Option<&'static str> {
        (self != Self::Other).then(|| NAMES[self as usize])
    }

    /// The atom of the name, if it has one of its own.
    #[inline]
    pub(crate) fn atom(self) -> Option<&'static LocalName> {
        HAS_ATOM[self as usize].then(|| &ATOMS[self as usize])
    }

    /// The known name of at most eight bytes, with an atom of its own, that has this [`key`].
    #[inline]
    pub(crate) fn of_key(key: u64) -> Option<Self> {
        let mut slot = slot(key);
        loop {
            let tag = TABLE[slot];
            if SHORT_KEYS[tag as usize] == key {
                return Some(tag);
            }
            if tag == Self::Other {
                return None;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The known name that is written so, in letters of either case, whose [`key`] this is.
    #[inline]
    fn of(name: &[u8], key: u64) -> Self {
        let mut slot = slot(key);
        loop {
            let tag = TABLE[slot];
            if tag == Self::Other || (KEYS[tag as usize] == key && tag.is_written(name)) {
                return tag;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Whether a name that has the same key is this one.
    fn is_written(self, name: &[u8]) -> bool {
        let known = NAMES[self as usize].as_bytes();
        known.len() == name.len() && (name.len() <= 8 || known.eq_ignore_ascii_case(name))
    }
}

impl Name {
    /// A name as it is written, whose [`key`] this is. Unless it is known, it is asked for in lower case.
    #[inline]
    pub(crate) fn new<'n>(written: &[u8], key: u64, lower: impl FnOnce() -> Cow<'n, str>) -> Self {
        let tag = Tag::of(written, key);
        if HAS_ATOM[tag as usize] {
            return Self::from(tag);
        }
        Self { tag, local: LocalName::from(lower()) }
    }

    /// A name in lower case.
    #[cfg(test)]
    pub(crate) fn of(name: &str) -> Self {
        Self::new(name.as_bytes(), name.bytes().fold(0, key), || Cow::Borrowed(name))
    }
}

impl From<Tag> for Name {
    /// A known name, which has its atom.
    #[inline]
    fn from(tag: Tag) -> Self {
        Self { tag, local: ATOMS[tag as usize].clone() }
    }
}

/// The key of a name that goes on with a (lower-case) byte. Two names of at most eight bytes, none of them NUL, have
/// different ones.
#[inline]
pub(crate) const fn key(before: u64, byte: u8) -> u64 {
    before.rotate_left(8) ^ byte as u64
}

const SLOTS: usize = 512;

/// Where in the table a name is looked for first: the upper bits of a product. The factor was searched for: with it, the names
/// that pages use most each have a slot of their own.
#[inline]
const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x7e0b_c0c2_15bd_7621) >> (64 - SLOTS.trailing_zeros())) as usize
}

static KEYS: [u64; TAGS] = {
    let mut keys = [0; TAGS];
    let mut tag = 1;
    while tag < TAGS {
        let name = NAMES[tag].as_bytes();
        let mut at = 0;
        while at < name.len() {
            keys[tag] = key(keys[tag], name[at]);
            at += 1;
        }
        tag += 1;
    }
    keys
};

/// The keys of those names that have at most eight bytes and an atom of their own, and of others what is no key of text.
static SHORT_KEYS: [u64; TAGS] = {
    let mut keys = KEYS;
    let mut tag = 0;
    while tag < TAGS {
        if !HAS_ATOM[tag] || NAMES[tag].len() > 8 {
            keys[tag] = u64::MAX;
        }
        tag += 1;
    }
    keys
};

/// The known names by their keys: each in its slot, or in the first free one after that.
static TABLE: [Tag; SLOTS] = {
    let mut table = [Tag::Other; SLOTS];
    let mut tag = 1;
    while tag < TAGS {
        let mut slot = slot(KEYS[tag]);
        while table[slot] as u8 != Tag::Other as u8 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = ALL[tag];
        tag += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_found() {
        for (tag, name) in ALL.iter().zip(NAMES).skip(1) {
            let found = Name::of(name);
            assert_eq!((found.tag, &*found.local), (*tag, *name));
        }
    }

    #[test]
    fn short_names_are_found_by_their_keys() {
        for (tag, name) in ALL.iter().zip(NAMES).skip(1) {
            let expected = (name.len() <= 8 && tag.atom().is_some()).then_some(*tag);
            assert_eq!(Tag::of_key(name.bytes().fold(0, key)), expected, "{name}");
        }
        for name in ["x", "divs", "clippath", "h7"] {
            assert_eq!(Tag::of_key(name.bytes().fold(0, key)), None, "{name}");
        }
    }

    #[test]
    fn other_names_keep_their_text() {
        for name in ["", "x", "amp-img", "figcaptioo", "blockquot", "blockquotes", "a\u{fffd}", "h7"] {
            let found = Name::of(name);
            assert_eq!((found.tag, &*found.local), (Tag::Other, name));
        }
    }
}

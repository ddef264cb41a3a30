//! Which selectors are understood, and what is said of others.

use std::fmt;

use cssparser::{BasicParseErrorKind, ParseErrorKind, ToCss, serialize_identifier, serialize_string};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{
    Component, NonTSPseudoClass, ParseRelative, Parser, PseudoElement, Selector, SelectorImpl, SelectorList,
    SelectorParseErrorKind,
};
use web_atoms::{LocalName, Namespace};

use super::elements;

/// Our kind of selector, for the crate that parses and matches them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grammar;

/// An id, a class, or the name of a tag, an attribute or a prefix.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Name(pub(super) LocalName);

/// The value an attribute is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value(String);

/// The namespace of an element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NamespaceUrl(pub(super) Namespace);

/// There are none: a page at rest has no state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoPseudoClass {}

/// There are none: they are no elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoPseudoElement {}

/// The longest selector of which it is told where it is wrong, in bytes: to find that costs its square.
const MAX_PLACED: usize = 1024;

/// Parses a list of selectors. The error says what is wrong and about where.
pub(super) fn parse(css: &str) -> Result<SelectorList<Grammar>, String> {
    let told = |what: String| {
        if css.trim().is_empty() || css.len() > MAX_PLACED {
            return what;
        }
        let end = place(css, &what);
        let (at, all) = (css[..end].chars().count(), css.chars().count());
        match css[..end].chars().next_back() {
            // The parser takes the end of a block for the end of all.
            Some(closing @ (')' | ']')) if what == END => {
                format!("`{closing}` comes too early, near character {at} of {all}")
            }
            _ => format!("{what}, near character {at} of {all}"),
        }
    };
    let read = read(css).map_err(told)?;
    match unclosed(css) {
        Some(end) => {
            let all = css.chars().count();
            Err(format!("`{end}` is missing at its end, near character {all} of {all}"))
        }
        None => Ok(read),
    }
}

/// What a selector lacks at its end. CSS closes there whatever is open; whoever writes one has forgotten it.
fn unclosed(css: &str) -> Option<&'static str> {
    // In an open comment signs that belong nowhere do no harm, and behind it they do. Two, as one may close a bracket.
    let is_sound_with = |end: &str| read(&format!("{css}{end}")).is_ok();
    if css.contains("/*") && is_sound_with("]]") && !is_sound_with("*/]]") {
        return Some("*/");
    }
    let count = |sign: char| css.matches(sign).count();
    // Few have so many: in quotes, or where there is a mistake.
    let is_odd = count('[') != count(']') || count('(') != count(')') || count('"') % 2 == 1 || count('\'') % 2 == 1;
    let ends = [('"', "\""), ('\'', "'"), (']', "]"), (')', ")")].into_iter().filter(|_| is_odd);
    // Inside an open text the other quotation mark changes nothing.
    let mut ends = ends.filter(|(sign, _)| !matches!(sign, '"' | '\'') || count(*sign) % 2 == 1);
    // What is sound already is not so with another sign behind it.
    ends.find_map(|(_, end)| is_sound_with(end).then_some(end))
}

/// The names of elements in a selector, outside of its pseudo-classes, that HTML, SVG and `MathML` do not know, and that are not
/// those of custom elements, which have a hyphen.
pub(super) fn unknown_elements(css: &str) -> Vec<String> {
    let Ok(list) = read(css) else { return Vec::new() };
    let names = list.slice().iter().flat_map(Selector::iter_raw_match_order).filter_map(|part| match part {
        Component::LocalName(name) => Some(&name.lower_name.0),
        _ => None,
    });
    let is_unknown = |name: &&LocalName| !name.contains('-') && !elements::is_known(name);
    names.filter(is_unknown).map(ToString::to_string).collect()
}

/// What is said of a selector that ends in the middle.
const END: &str = "the selector ends too early";

/// Parses a list of selectors; the error says what is wrong.
fn read(css: &str) -> Result<SelectorList<Grammar>, String> {
    let mut input = cssparser::Parser::new(css);
    let parsed = input.parse_entirely(|input| SelectorList::parse(&Reader, input, ParseRelative::No));
    parsed.map_err(|error| match error.kind {
        ParseErrorKind::Basic(BasicParseErrorKind::EndOfInput) => END.to_owned(),
        ParseErrorKind::Basic(kind) => kind.to_string(),
        ParseErrorKind::Custom(fault) => fault.to_string(),
    })
}

/// Behind which byte a selector is known to be wrong. The parser goes on to the end of the block before it gives up, and keeps no
/// place: so this is the end of the shortest front that is wrong in the same way, whatever follows.
fn place(css: &str, what: &str) -> usize {
    let ends = css.char_indices().map(|(at, character)| at + character.len_utf8()).rev();
    let is_same = |text: &str| read(text).is_err_and(|other| other == what);
    let end = ends.take_while(|end| is_same(&css[..*end])).last().unwrap_or(css.len());
    // Where only something is missing at its end, what stands there instead is wrong.
    if is_same(&format!("{} x", &css[..end])) {
        return end;
    }
    let rest = css[end..].trim_start();
    css.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8)
}

/// Reads selectors, all of whose alternatives must be understood, also inside `:is()`.
struct Reader;

/// Why a selector is not understood.
enum Fault {
    Standard(SelectorParseErrorKind),
    PseudoClass(String),
    PseudoElement(String),
}

impl<'i> Parser<'i> for Reader {
    type Impl = Grammar;
    type Error = Fault;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<NoPseudoClass, cssparser::ParseError<Fault>> {
        Err(cssparser::ParseError::custom(Fault::PseudoClass(name.to_owned())))
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        _: &mut cssparser::Parser<'i>,
        _: bool,
    ) -> Result<NoPseudoClass, cssparser::ParseError<Fault>> {
        Err(cssparser::ParseError::custom(Fault::PseudoClass(format!("{name}()"))))
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<NoPseudoElement, cssparser::ParseError<Fault>> {
        Err(cssparser::ParseError::custom(Fault::PseudoElement(name.to_owned())))
    }

    fn parse_functional_pseudo_element(
        &self,
        name: &str,
        _: &mut cssparser::Parser<'i>,
    ) -> Result<NoPseudoElement, cssparser::ParseError<Fault>> {
        Err(cssparser::ParseError::custom(Fault::PseudoElement(format!("{name}()"))))
    }
}

impl From<SelectorParseErrorKind> for Fault {
    fn from(kind: SelectorParseErrorKind) -> Self {
        Self::Standard(kind)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use SelectorParseErrorKind as Kind;
        let words = match self {
            Self::PseudoClass(name) => return write!(f, "the pseudo-class `:{name}` is not known"),
            Self::PseudoElement(name) => return write!(f, "the pseudo-element `::{name}` stands for no element"),
            Self::Standard(kind) => match kind {
                Kind::EmptySelector => "a selector was expected",
                Kind::DanglingCombinator => "a combinator has nothing after it",
                Kind::UnsupportedPseudoClassOrElement => "this pseudo-class or pseudo-element is not known",
                Kind::PseudoElementExpectedColon | Kind::PseudoElementExpectedIdent | Kind::NoIdentForPseudo => {
                    "`:` needs a name after it"
                }
                Kind::ClassNeedsIdent => "`.` needs the name of a class after it",
                Kind::ExpectedNamespace | Kind::ExplicitNamespaceUnexpectedToken => {
                    "namespace prefixes are not known here"
                }
                Kind::NoQualifiedNameInAttributeSelector | Kind::InvalidQualNameInAttr | Kind::ExpectedBarInAttr => {
                    "`[` needs the name of an attribute after it"
                }
                Kind::BadValueInAttr => "the value of an attribute must be a name or stand in quotes",
                Kind::UnexpectedTokenInAttributeSelector => {
                    "after an attribute's name, one of `=` `~=` `|=` `^=` `$=` `*=` or `]` was expected"
                }
                Kind::UnexpectedIdent => "this name was not expected",
                Kind::NonCompoundSelector
                | Kind::NonPseudoElementAfterSlotted
                | Kind::InvalidPseudoElementAfterSlotted
                | Kind::InvalidPseudoElementInsideWhere
                | Kind::InvalidState => "this part may not stand here",
            },
        };
        f.write_str(words)
    }
}

impl SelectorImpl for Grammar {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Value;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = NamespaceUrl;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = NamespaceUrl;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = NoPseudoClass;
    type PseudoElement = NoPseudoElement;
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self(value.into())
    }
}

impl AsRef<str> for Value {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Value {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_string(&self.0, dest)
    }
}

impl PrecomputedHash for NamespaceUrl {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl NonTSPseudoClass for NoPseudoClass {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl ToCss for NoPseudoClass {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl PseudoElement for NoPseudoElement {}

impl ToCss for NoPseudoElement {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

//! What start tags say: the weights of their names, and the number of their tag.

use std::sync::LazyLock;

use copydesk_core::Element;

use super::lexicons::{Hash, Lexicons, LookedUp, MAX_NAMES, marked_attributes, name_tokens};
use crate::fast::{FastMap, WordSet};
use crate::names::Names;

/// What is known of a start tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct StartFacts {
    pub(super) weight: Weight,
    /// The number of its tag.
    pub(super) tag: u8,
    /// A hash of its tag and classes.
    pub(super) alike: u32,
}

/// Tags by number; 0 is any other.
pub(super) const TAGS: [&str; 44] = [
    "",
    "p",
    "div",
    "span",
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "section",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
    "blockquote",
    "form",
    "button",
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "html",
    "time",
    "strong",
    "em",
    "center",
    "font",
    "label",
    "pre",
    "noscript",
    "tbody",
];

/// Whether a name says where in a row an element stands, or how its first letter is set: its neighbours are made alike all the
/// same.
fn is_place(name: &str) -> bool {
    matches!(
        name,
        "first"
            | "last"
            | "end"
            | "endmark"
            | "even"
            | "odd"
            | "first-child"
            | "last-child"
            | "dropcap"
            | "drop-cap"
            | "has-drop-cap"
            | "has-dropcap"
            | "first-paragraph"
            | "last-paragraph"
    )
}

/// What is known of names: a page has the same few again and again.
pub(super) struct Known<'n, 'd> {
    names: &'n Names<'d>,
    lexicons: &'n Lexicons,
    /// By where the names of a start tag stand.
    starts: Vec<Option<StartFacts>>,
    /// By the number of the name.
    own: Vec<Weight>,
    /// By name and sort of name, for names in attributes.
    marked: FastMap<(&'d str, u8), Weight>,
}

impl<'n, 'd> Known<'n, 'd> {
    pub(super) fn new(names: &'n Names<'d>, lexicons: &'n Lexicons) -> Self {
        // All are looked up together, as those of texts are.
        let (tokens, ends) = names.tokens();
        let weights: Vec<LookedUp> = tokens.iter().map(|&token| lexicons.names.look_up(token)).collect();
        let mut before = 0;
        let of_name = |end| {
            let mut weight = Weight::default();
            weights[before..end].iter().for_each(|&own| weight.add(own.into()));
            before = end;
            weight
        };
        let own = ends.map(of_name).collect();
        Self { names, lexicons, starts: vec![None; names.count()], own, marked: FastMap::default() }
    }

    /// What is known of an element's start tag.
    pub(super) fn start(&mut self, element: &'d Element, at: usize) -> StartFacts {
        let place = self.names.place(at);
        if let Some(known) = self.starts[place] {
            return known;
        }
        let most = MAX_NAMES + usize::from(element.id.is_some());
        let mut weight = Weight::default();
        for &name in self.names.id_and_classes(at).iter().take(most) {
            weight.add(self.own[name as usize]);
        }
        if !element.attributes.is_empty() {
            marked_attributes(element, |name, mark| weight.add(self.weight_of(name, mark)));
        }
        let (tag, hash) = tag(&element.tag);
        let facts = StartFacts { weight, tag, alike: alike(self.names, at, hash) };
        self.starts[place] = Some(facts);
        facts
    }

    fn weight_of(&mut self, name: &'d str, mark: u8) -> Weight {
        let lexicons = self.lexicons;
        *self.marked.entry((name, mark)).or_insert_with(|| Weight::of(name, mark, lexicons))
    }
}

/// The number of a tag, and its hash.
fn tag(tag: &str) -> (u8, u32) {
    /// The tags by hash.
    static NUMBERS: LazyLock<WordSet> = LazyLock::new(|| {
        let mut numbers = WordSet::default();
        for tag in TAGS {
            numbers.insert(hash(tag));
        }
        debug_assert_eq!(numbers.len(), TAGS.len(), "no two tags have the same hash");
        numbers
    });
    let hash_of = hash(tag);
    let number = NUMBERS.number(hash_of).filter(|number| TAGS[*number as usize] == tag);
    (number.unwrap_or(0) as u8, hash_of)
}

fn hash(text: &str) -> u32 {
    text.bytes().fold(Hash::new(), Hash::push).value()
}

/// A hash of an element's tag, which has this hash itself, and of its classes without the digits in them.
fn alike(names: &Names<'_>, element: usize, tag: u32) -> u32 {
    let mut hash = tag;
    for &class in names.classes(element) {
        if !is_place(names.text(class)) {
            hash = (hash.rotate_left(5) ^ names.bare(class)).wrapping_mul(0x9e37_79b1);
        }
    }
    hash
}

/// The lowest and the highest weight of a name's words, and their sum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    pub(super) lowest: f32,
    pub(super) highest: f32,
    pub(super) sum: f32,
}

impl Weight {
    fn of(name: &str, mark: u8, lexicons: &Lexicons) -> Self {
        let mut all = Self::default();
        name_tokens(name, mark, &mut |token| all.add(lexicons.names.look_up(token).into()));
        all
    }

    fn add(&mut self, other: Self) {
        if other.lowest < self.lowest {
            self.lowest = other.lowest;
        }
        if other.highest > self.highest {
            self.highest = other.highest;
        }
        self.sum += other.sum;
    }
}

impl From<LookedUp> for Weight {
    fn from((weight, _): LookedUp) -> Self {
        Self { lowest: weight, highest: weight, sum: weight }
    }
}

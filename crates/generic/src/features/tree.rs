//! What the elements around a block say: their names, their tags, and how much of the page's running text they hold.

use copydesk_core::{Document, Element};

use super::lexicons::{Lexicons, name_tokens, names};
use super::names::{Feature, Row};
use super::text::TextFacts;
use crate::fast::FastMap;

/// How many levels up an element is looked for by its tag.
const MAX_LEVELS: usize = 24;

/// What is known of every element.
#[derive(Debug, Clone, Default)]
pub(super) struct TreeFacts {
    elements: Vec<ElementFacts>,
    words: f32,
    prose: f32,
    /// The deepest element that holds half of the running text.
    half: Option<u32>,
}

/// What is known of one element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ElementFacts {
    pub(super) parent: Option<u32>,
    pub(super) depth: u16,
    /// A hash of its tag and classes and of those of the two around it.
    pub(super) alike: u32,
    own_alike: u32,
    tag: u8,
    articles: u8,
    is_body: bool,
    names: f32,
    pub(super) names_lowest: f32,
    names_highest: f32,
    names_sum: f32,
    words: f32,
    linked: f32,
    prose: f32,
    blocks: f32,
    /// Running text and blocks directly inside.
    pub(super) own_prose: f32,
    pub(super) own_blocks: f32,
}

/// Tags by number; 0 is any other.
const TAGS: [&str; 44] = [
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

impl TreeFacts {
    pub(super) fn of(document: &dyn Document, blocks: &[u32], texts: &[TextFacts], lexicons: &Lexicons) -> Self {
        let mut tree = Self { elements: Vec::with_capacity(document.elements().len()), ..Self::default() };
        let mut known = FastMap::default();
        for element in document.elements() {
            let around = element.parent.map(|parent| tree.elements[parent as usize]);
            tree.elements.push(ElementFacts::of(element, around, lexicons, &mut known));
        }
        for (&at, text) in blocks.iter().zip(texts) {
            tree.words += text.words;
            tree.prose += text.mass;
            let Some(element) = document.blocks()[at as usize].element else { continue };
            let element = &mut tree.elements[element as usize];
            element.words += text.words;
            element.linked += text.words * text.link_density;
            element.prose += text.mass;
            element.blocks += 1.0;
            element.own_prose += text.mass;
            element.own_blocks += 1.0;
        }
        for at in (0..tree.elements.len()).rev() {
            let own = tree.elements[at];
            let Some(parent) = own.parent else { continue };
            let around = &mut tree.elements[parent as usize];
            around.words += own.words;
            around.linked += own.linked;
            around.prose += own.prose;
            around.blocks += own.blocks;
        }
        // Parents come first: the last element with half of the text is the deepest.
        tree.half = (0..tree.elements.len() as u32)
            .filter(|&at| tree.prose > 0.0 && tree.elements[at as usize].prose >= 0.5 * tree.prose)
            .max_by_key(|&at| tree.elements[at as usize].depth);
        tree
    }

    pub(super) fn element(&self, at: Option<u32>) -> Option<&ElementFacts> {
        self.elements.get(at? as usize)
    }

    /// How many levels up from the first element the two meet.
    pub(super) fn meet(&self, one: Option<u32>, other: Option<u32>) -> f32 {
        let (mut one, mut other, mut levels) = (one, other, 0.0_f32);
        while one != other && levels < MAX_LEVELS as f32 {
            let (Some(first), Some(second)) = (self.element(one), self.element(other)) else {
                return MAX_LEVELS as f32;
            };
            if first.depth >= second.depth {
                one = first.parent;
                levels += 1.0;
            }
            if second.depth >= first.depth {
                other = second.parent;
            }
        }
        levels
    }

    pub(super) fn fill(&self, row: &mut Row<'_>, element: Option<u32>) {
        use Feature as F;
        let around: [ElementFacts; 4] = {
            let mut next = element;
            std::array::from_fn(|_| {
                let found = self.element(next).copied().unwrap_or_default();
                next = found.parent;
                found
            })
        };
        row.set(F::Depth, around[0].depth.into());
        row.set(F::Tag, around[0].tag.into());
        row.set(F::ParentTag, around[1].tag.into());
        row.set(F::GrandparentTag, around[2].tag.into());
        row.set(F::NamesLowest, around[0].names_lowest);
        row.set(F::NamesHighest, around[0].names_highest);
        row.set(F::NamesSum, around[0].names_sum);
        row.set(F::Articles, around[0].articles.into());
        let levels = [
            [F::Names0, F::Words0, F::Linked0, F::Prose0, F::Density0],
            [F::Names1, F::Words1, F::Linked1, F::Prose1, F::Density1],
            [F::Names2, F::Words2, F::Linked2, F::Prose2, F::Density2],
            [F::Names3, F::Words3, F::Linked3, F::Prose3, F::Density3],
        ];
        for ([names, words, linked, prose, density], facts) in levels.into_iter().zip(&around) {
            row.set(names, facts.names);
            row.set(words, facts.words.ln_1p());
            row.set(linked, facts.linked / facts.words.max(1.0));
            row.set(prose, facts.prose / self.prose.max(1.0));
            row.set(density, facts.prose / facts.words.max(1.0));
        }
        row.set(F::Blocks1, around[1].blocks);
        row.set(F::Blocks2, around[2].blocks);
        self.fill_levels(row, element);
    }

    fn fill_levels(&self, row: &mut Row<'_>, element: Option<u32>) {
        use Feature as F;
        let mut next = element;
        for level in 1..=MAX_LEVELS {
            let Some(facts) = self.element(next) else { break };
            let feature = match TAGS[facts.tag as usize] {
                "article" => Some(F::ToArticle),
                "main" => Some(F::ToMain),
                "aside" => Some(F::ToAside),
                "nav" => Some(F::ToNav),
                "header" => Some(F::ToHeader),
                "footer" => Some(F::ToFooter),
                "ul" | "ol" | "dl" => Some(F::ToList),
                "table" => Some(F::ToTable),
                "figure" => Some(F::ToFigure),
                "section" => Some(F::ToSection),
                "blockquote" => Some(F::ToQuote),
                "form" | "button" => Some(F::ToForm),
                "a" => Some(F::ToAnchor),
                _ => None,
            };
            if let Some(feature) = feature.filter(|&feature| row.0[feature as usize] == 0.0) {
                row.set(feature, level as f32);
            }
            if facts.is_body && row.0[F::ToArticleBody as usize] == 0.0 {
                row.set(F::ToArticleBody, level as f32);
            }
            next = facts.parent;
        }
        let half = self.element(self.half).copied().unwrap_or_default();
        row.set(F::ToHalf, self.meet(element, self.half));
        row.set(
            F::DepthBelowHalf,
            self.element(element).map_or(0.0, |own| f32::from(own.depth) - f32::from(half.depth)),
        );
    }

    pub(super) fn words(&self) -> f32 {
        self.words
    }

    pub(super) fn prose(&self) -> f32 {
        self.prose
    }
}

impl ElementFacts {
    fn of<'d>(element: &'d Element, around: Option<Self>, lexicons: &Lexicons, known: &mut Names<'d>) -> Self {
        let parent = around.unwrap_or_default();
        let (mut lowest, mut highest, mut sum) = (0.0_f32, 0.0_f32, 0.0_f32);
        names(element, |name, mark| {
            let [low, high, all] = *known.entry((name, mark)).or_insert_with(|| weigh(name, mark, lexicons));
            lowest = lowest.min(low);
            highest = highest.max(high);
            sum += all;
        });
        // The strongest name decides, its side by the sum.
        let names = if sum < 0.0 { lowest } else { highest };
        let own_alike = alike(element);
        Self {
            parent: element.parent,
            depth: around.map_or(0, |parent| parent.depth.saturating_add(1)),
            own_alike,
            alike: own_alike ^ parent.own_alike.rotate_left(9) ^ (parent.alike ^ parent.own_alike).rotate_left(9),
            tag: TAGS.iter().position(|tag| *tag == element.tag).unwrap_or(0) as u8,
            articles: parent.articles.saturating_add(u8::from(element.tag == "article")),
            is_body: element.attribute("itemprop").is_some_and(|value| value.contains("articleBody")),
            names,
            names_lowest: parent.names_lowest.min(lowest),
            names_highest: parent.names_highest.max(highest),
            names_sum: parent.names_sum + names,
            ..Self::default()
        }
    }
}

/// The lowest and the highest weight of a name's words, and their sum, by name and sort of name: a page has the same few
/// names again and again.
type Names<'d> = FastMap<(&'d str, u8), [f32; 3]>;

fn weigh(name: &str, mark: u8, lexicons: &Lexicons) -> [f32; 3] {
    let mut weights = [0.0_f32; 3];
    name_tokens(name, mark, &mut |token| {
        if let Some(weight) = lexicons.names.weight(token) {
            weights = [weights[0].min(weight), weights[1].max(weight), weights[2] + weight];
        }
    });
    weights
}

/// A hash of an element's tag and classes.
fn alike(element: &Element) -> u32 {
    use super::lexicons::Hash;
    let mut hash = element.tag.bytes().fold(Hash::new(), Hash::push);
    for class in &element.classes {
        // Numbers in classes count things up.
        hash = class.bytes().filter(|byte| !byte.is_ascii_digit()).fold(hash.push(b'.'), Hash::push);
    }
    hash.value()
}

//! The table of elements that hold blocks.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use copydesk_core::text::eight::first_below;
use copydesk_core::{Element, List, StartTag, TagName, Text, Texts};
use web_atoms::LocalName;

use super::raw::{LONG, Store, Stretch};
use crate::tree::{CLASS, DATA_BIT, ID, NodeId, Tree, TreeElement, Unread, marks};

/// The elements that hold blocks, parents before children.
#[derive(Debug)]
pub(super) struct Elements<'t> {
    tree: &'t Tree<'t>,
    /// Each with its parent and the number of its start tag.
    list: Vec<(Option<u32>, u32)>,
    start_tags: Vec<RawStartTag>,
    /// The kept attributes of all start tags: names and values.
    attributes: Vec<[Stretch; 2]>,
    /// Start tags that came last, at the place that their hash gives: a page writes the same ones again and again.
    recent: Vec<Option<Recent<'t>>>,
    /// Start tags with many classes, by the place of their first attribute: elements that are opened anew share theirs.
    long: HashMap<u32, u32>,
}

/// A [`StartTag`] whose texts are in the store.
#[derive(Debug)]
struct RawStartTag {
    tag: TagName,
    id: Option<Stretch>,
    /// All classes, as they are written.
    classes: Stretch,
    /// Where its attributes stand.
    attributes: (u32, u32),
}

/// A start tag that has a name and classes, and nothing else that is kept.
#[derive(Debug, Clone, Copy)]
struct Recent<'t> {
    name: &'t LocalName,
    /// The number of its classes.
    classes: u32,
    start_tag: u32,
}

/// Hardly a page has fewer nodes for each element that holds blocks, and for each start tag of one.
const NODES_AN_ELEMENT: usize = 4;
const NODES_A_START_TAG: usize = 8;
/// How many start tags are remembered: a power of two.
const RECENT: usize = 256;

impl<'t> Elements<'t> {
    /// No elements yet.
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        Self {
            tree,
            list: Vec::with_capacity(tree.nodes.len() / NODES_AN_ELEMENT),
            start_tags: Vec::with_capacity(tree.nodes.len() / NODES_A_START_TAG),
            attributes: Vec::new(),
            recent: vec![None; RECENT],
            long: HashMap::new(),
        }
    }

    /// Adds what is kept of an element, whose classes have this number; its index.
    pub(super) fn add(&mut self, node: NodeId, parent: Option<u32>, classes: u32, store: &mut Store<'t>) -> u32 {
        let start_tag = self.start_tag(node, classes, store);
        self.list.push((parent, start_tag));
        (self.list.len() - 1) as u32
    }

    /// All that were added.
    pub(super) fn finish(self, texts: &Texts) -> Vec<Element> {
        let Self { start_tags, attributes, .. } = self;
        let mut words = Words { texts, all: Vec::with_capacity(start_tags.len()), spaces: Vec::new() };
        let classes: Vec<Range<u32>> = start_tags.iter().map(|raw| words.of(raw.classes)).collect();
        let words = words.all.into();
        let attributes = attributes.into_iter().map(|[name, value]| (name.of(texts), value.of(texts))).collect();
        let start_tag = |(raw, classes): (RawStartTag, Range<u32>)| {
            Arc::new(StartTag {
                tag: raw.tag,
                id: raw.id.map(|id| id.of(texts)),
                classes: List::cut(&words, classes),
                attributes: List::cut(&attributes, raw.attributes.0..raw.attributes.1),
            })
        };
        let start_tags: Vec<Arc<StartTag>> = start_tags.into_iter().zip(classes).map(start_tag).collect();
        let element =
            |(parent, number): (Option<u32>, u32)| Element::new(parent, Arc::clone(&start_tags[number as usize]));
        self.list.into_iter().map(element).collect()
    }

    fn start_tag(&mut self, node: NodeId, number: u32, store: &mut Store<'t>) -> u32 {
        let element = self.tree.element(node).expect("nothing but elements holds blocks");
        let place = place_of(element.name(), number);
        let first = self.attributes.len() as u32;
        if element.may_have(KEPT | DATA_BIT) {
            for kept in element.unread_attributes().filter(is_kept) {
                self.attributes.push([store.put_attribute(kept.name()), store.put_attribute(kept.value())]);
            }
        }
        let attributes = (first, self.attributes.len() as u32);
        let id = element.known(ID).map(str::trim);
        let is_plain = id.is_none() && attributes.0 == attributes.1;
        if is_plain && let Some(same) = self.same(place, element, number) {
            return same;
        }
        let classes = element.known(CLASS).unwrap_or_default();
        // Whoever shares the attributes has the same name.
        let shared = Some(element.own().first).filter(|_| classes.len() > LONG);
        if let Some(known) = shared.and_then(|shared| self.long.get(&shared)) {
            self.attributes.truncate(first as usize);
            return *known;
        }
        let id = id.filter(|id| !id.is_empty()).map(|id| store.put_attribute(id));
        let classes = store.put_attribute(classes);
        self.start_tags.push(RawStartTag { tag: name_of(element), id, classes, attributes });
        let start_tag = (self.start_tags.len() - 1) as u32;
        if let Some(shared) = shared {
            self.long.insert(shared, start_tag);
        }
        if is_plain {
            self.recent[place] = Some(Recent { name: element.name(), classes: number, start_tag });
        }
        start_tag
    }

    /// The start tag of a name and classes with a number, if it is remembered and nothing else is kept of it.
    #[inline]
    fn same(&self, place: usize, element: TreeElement<'_>, classes: u32) -> Option<u32> {
        let same = self.recent[place].filter(|recent| recent.classes == classes && recent.name == element.name());
        same.map(|recent| recent.start_tag)
    }
}

/// Where a start tag is remembered. Where two have the same place the last one has it, so nothing is lost but time.
fn place_of(name: &LocalName, classes: u32) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let hash = (name.unsafe_data() ^ u64::from(classes)).wrapping_mul(FACTOR);
    (hash >> 48) as usize % RECENT
}

/// The name of an element as it is written, which of most is among the known ones.
fn name_of(element: TreeElement<'_>) -> TagName {
    match element.tag.known_name() {
        Some(known) if **element.name() == *known => known.into(),
        _ => (**element.name()).to_owned().into(),
    }
}

/// The words of some texts.
struct Words<'t> {
    texts: &'t Texts,
    all: Vec<Text>,
    /// Kept for its room.
    spaces: Vec<u32>,
}

impl Words<'_> {
    /// Adds those of a text, and says where they stand.
    fn of(&mut self, text: Stretch) -> Range<u32> {
        let Range { start, end } = text.range();
        let (first, mut begin) = (self.all.len() as u32, start);
        find_spaces(&self.texts.as_bytes()[start as usize..end as usize], &mut self.spaces);
        for space in self.spaces.drain(..).map(|space| start + space).chain([end]) {
            if begin < space {
                self.all.push(self.texts.cut(begin..space));
            }
            begin = space + 1;
        }
        first..self.all.len() as u32
    }
}

/// Where bytes are white space, looked at eight at a time.
fn find_spaces(bytes: &[u8], spaces: &mut Vec<u32>) {
    let (eights, rest) = bytes.as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        let mut low = first_below(b' ' + 1, u64::from_le_bytes(*eight));
        while low != 0 {
            let at = low.trailing_zeros() as usize / 8;
            if eight[at].is_ascii_whitespace() {
                spaces.push((number * 8 + at) as u32);
            }
            low &= low - 1;
        }
    }
    let behind = eights.len() * 8;
    spaces.extend((0..rest.len()).filter(|at| rest[*at].is_ascii_whitespace()).map(|at| (behind + at) as u32));
}

/// Whether an inline element says enough of itself to be kept where it holds whole blocks.
pub(super) fn is_telling(element: TreeElement<'_>) -> bool {
    element.has(ID)
        || element.has(CLASS)
        || element.may_have(KEPT | DATA_BIT) && element.unread_attributes().any(|attribute| is_kept(&attribute))
}

/// The marks of the attributes that are kept whose names do not begin with `data-`.
const KEPT: u64 = marks(&["role", "itemprop", "itemtype", "rel", "property", "aria-label"]);

/// The attributes that [`StartTag::attributes`] documents.
fn is_kept(attribute: &Unread<'_>) -> bool {
    let label = attribute.label();
    label.is_among(KEPT) || label.is_data() && holds_telling(&attribute.name().as_bytes()[DATA.len()..])
}

const DATA: &str = "data-";

/// Whether the rest of a name holds one of the words. Every attribute of a page is asked.
fn holds_telling(bytes: &[u8]) -> bool {
    let begins = |at: usize, word: &[u8]| bytes[at..].starts_with(word);
    (0..bytes.len()).any(|at| match bytes[at] {
        b't' => begins(at, b"test") || begins(at, b"type"),
        b'n' => begins(at, b"name"),
        b'c' => begins(at, b"component"),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::parse;

    #[test]
    fn same_start_tags_are_shared() {
        let page =
            "<p class='a b'>x<p class='a b'>x<p class='a  c'>x<div class='a b'>x</div><p>x<p id=i>x<p id=i>x<p>x";
        let (tree, _) = parse::parse(page, &Limits::default());
        let segmentation = crate::blocks::segment(&tree, 100);
        let of = |block: usize| {
            let element = segmentation.blocks[block].element.expect("each block lies in an element");
            &segmentation.elements[element as usize]
        };
        assert!(Arc::ptr_eq(of(0).start_tag(), of(1).start_tag()) && of(1).classes == ["a", "b"]);
        assert!(of(2).classes == ["a", "c"] && of(2).tag == "p");
        assert!(of(3).tag == "div" && of(3).classes == ["a", "b"]);
        assert!(Arc::ptr_eq(of(4).start_tag(), of(7).start_tag()) && of(4).classes.is_empty());
        assert_eq!((of(5).id.as_deref(), of(6).id.as_deref()), (Some("i"), Some("i")));
    }

    #[test]
    fn elements_opened_anew_share_many_classes() {
        let classes = "wall ".repeat(LONG);
        let page = format!(
            "<section><i id=x class='{classes}'><div>x</div></section>{}",
            "<section>y<div>x</div></section>".repeat(9)
        );
        let (tree, _) = parse::parse(page, &Limits::default());
        let elements = crate::blocks::segment(&tree, 100).elements;
        let tags: Vec<&Arc<StartTag>> =
            elements.iter().filter(|element| element.tag == "i").map(Element::start_tag).collect();
        assert!(tags.len() > 5 && tags[0].classes.len() == LONG, "{} elements", tags.len());
        assert!(tags.iter().all(|tag| Arc::ptr_eq(tag, tags[0])));
    }

    proptest::proptest! {
        #[test]
        fn classes_are_parted_by_white_space(classes in "([a-e!-]{0,9}|[ \\t\\n\\u{c}\\r\\u{b}\\u{1}é港]{0,3}){0,9}") {
            let mut store = Store::new(0);
            store.put("before");
            let stretch = store.put(&classes);
            let texts = store.finish().0;
            let expected: Vec<&str> = classes.split_ascii_whitespace().collect();
            let mut words = Words { texts: &texts, all: Vec::new(), spaces: Vec::new() };
            words.of(stretch);
            proptest::prop_assert_eq!(words.all, expected);
        }
    }
}

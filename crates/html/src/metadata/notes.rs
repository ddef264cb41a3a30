//! What the walk that cuts a page into blocks notes for those who read its metadata, so that these need not walk the page
//! again: most elements of a page have nothing to tell.

use super::telling::{self, Tells};
use super::visible::{NAMES, author_path};
use crate::tree::{CLASS, DATA_BIT, HREF, ID, ITEMPROP, ITEMSCOPE, NodeId, PROPERTY, REL, TreeElement, marks};

/// What the walk has come past, in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// An element that may tell something begins; what its names may speak of, see [`telling_names`].
    Enter(NodeId, Tells),
    /// Such an element ends. Only those are noted for which it matters, and some others.
    Leave(NodeId),
    /// An element that the walk did not enter: it is to be walked through.
    Whole(NodeId),
}

/// What the look of an element tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Whether it may hold metadata, so that it is to be noted.
    pub(crate) is_noted: bool,
    /// What its names may speak of.
    pub(crate) tells: Tells,
    /// Whether it matters where it ends.
    pub(crate) is_scope: bool,
}

/// Looks at an element of HTML. `by_name` is whether it is read whatever its attributes say, `class_tells` what
/// [`telling::tells`] says of its classes.
#[inline]
pub(crate) fn look(element: TreeElement<'_>, by_name: bool, class_tells: Tells) -> Look {
    // Most elements have no other attribute that could tell anything.
    if element.may_have(STATING) {
        look_closely(element, by_name, class_tells)
    } else {
        let is_scope = class_tells.any();
        Look { is_noted: by_name || is_scope, tells: class_tells, is_scope }
    }
}

fn look_closely(element: TreeElement<'_>, by_name: bool, class_tells: Tells) -> Look {
    let (mut tells, mut is_stating, mut is_item) = (class_tells, by_name, false);
    for attribute in element.unread_attributes() {
        let label = attribute.label();
        if label.is_data() {
            is_stating = is_stating || attribute.begins_with_digit();
            if label.is_among(TEMPLATE_NAMES) {
                tells |= telling::tells(attribute.value());
            }
        } else if label.is(ID) {
            tells |= telling::tells(attribute.value());
        } else if label.is(HREF) {
            is_stating = is_stating || author_path(attribute.value()).is_some();
        } else if label.is(REL) {
            is_stating = is_stating || relates(attribute.value());
        } else {
            is_stating = is_stating || label.is(ITEMPROP) || label.is(PROPERTY);
            is_item = is_item || label.is(ITEMSCOPE);
        }
    }
    let is_scope = tells.any() || is_item;
    Look { is_noted: is_stating || is_scope, tells, is_scope }
}

/// The marks of the attributes that [`look`] asks for.
const STATING: u64 = ID.bit() | ITEMPROP.bit() | PROPERTY.bit() | REL.bit() | HREF.bit() | ITEMSCOPE.bit() | DATA_BIT;

/// Whether a link's relation tells of the page.
fn relates(relation: &str) -> bool {
    let is_one = |found: &str| ["author", "tag", "category"].iter().any(|word| found.eq_ignore_ascii_case(word));
    relation.split_ascii_whitespace().any(is_one)
}

/// What the names of an element may speak of. Where that is no author, [`super::visible::named`] finds none, and so with dates
/// and comments.
pub(super) fn telling_names(element: TreeElement<'_>) -> Tells {
    let mut all = Tells::default();
    let others: &[&str] = if element.may_have(TEMPLATE_NAMES) { &NAMES } else { &[] };
    let given = others.iter().filter_map(|name| element.attribute(name));
    for names in element.known(CLASS).into_iter().chain(element.known(ID)).chain(given) {
        all |= telling::tells(names);
    }
    all
}

/// The marks of the attributes that name an element beside its classes and its `id`.
pub(super) const TEMPLATE_NAMES: u64 = marks(&NAMES);

#[cfg(test)]
mod tests {
    use super::Note;
    use crate::blocks::segment;
    use crate::limits::Limits;
    use crate::parse;

    /// Checks what is noted of a page: `time` where an element is entered, `/div` where it is left, `svg*` for a whole.
    #[track_caller]
    fn check(page: &str, expected: &str) {
        let (tree, _) = parse::parse(page, &Limits::default());
        let notes = segment(&tree, u32::MAX).notes;
        let told = notes.iter().map(|note| match *note {
            Note::Enter(node, _) => tree.name(node).to_owned(),
            Note::Leave(node) => format!("/{}", tree.name(node)),
            Note::Whole(node) => format!("{}*", tree.name(node)),
        });
        assert_eq!(told.collect::<Vec<_>>().join(" "), expected, "{page}");
    }

    #[test]
    fn elements_that_may_hold_metadata_are_noted() {
        check("<p>x<a href=/x>y</a><div class=row id=top>z</div>", "body");
        check("<title>x</title><body><div class=byline><i>x</i></div><p>y", "head* body div /div");
        check("<time>x</time><h2>y</h2><div itemscope><b>z</b></div>", "body time h2 div /div");
        check("<a href=/author/x>x</a><a rel=noopener href=/y>y</a><a rel=tag href=/z>z</a>", "body a a");
        check("<b data-date=2020-01-01>x</b><b data-date=soon>y</b><b title=2020-01-01>z</b>", "body b");
    }

    #[test]
    fn what_is_not_entered_is_noted_as_a_whole() {
        check(
            "<body><script>1</script><img><img data-date=2020-01-01><svg><title>x</title></svg>",
            "body script* img* svg*",
        );
        check("<math><mtext><h2>x</h2></mtext></math><h2>y</h2>", "body math* h2");
    }
}

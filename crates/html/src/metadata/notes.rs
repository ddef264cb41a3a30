//! What the walk that cuts a page into blocks notes for those who read its metadata, so that these need not walk the page
//! again: most elements of a page have nothing to tell.

use super::telling;
use super::visible::{NAMES, author_path};
use crate::tree::{CLASS, DATA_BIT, HREF, ID, ITEMPROP, ITEMSCOPE, NodeId, PROPERTY, REL, TreeElement, marks};

/// What the walk has come past, in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// An element that may tell something begins; whether its names do, see [`may_tell`].
    Enter(NodeId, bool),
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
    /// Whether its names may speak of an author, a date, or readers' comments.
    pub(crate) tells: bool,
    /// Whether it matters where it ends.
    pub(crate) is_scope: bool,
}

/// Looks at an element of HTML. `by_name` is whether it is read whatever its attributes say, `class_tells` what
/// [`telling::may_tell`] says of its classes.
#[inline]
pub(crate) fn look(element: TreeElement<'_>, by_name: bool, class_tells: bool) -> Look {
    // Most elements have no other attribute that could tell anything.
    if element.may_have(STATING) {
        look_closely(element, by_name, class_tells)
    } else {
        Look { is_noted: by_name || class_tells, tells: class_tells, is_scope: class_tells }
    }
}

fn look_closely(element: TreeElement<'_>, by_name: bool, class_tells: bool) -> Look {
    let mut tells = class_tells || element.known(ID).is_some_and(telling::may_tell);
    let mut is_stating = by_name
        || element.has(ITEMPROP)
        || element.has(PROPERTY)
        || element.known(REL).is_some_and(relates)
        || element.known(HREF).is_some_and(|address| author_path(address).is_some());
    if element.may_have(DATA_BIT) && !(is_stating && tells) {
        for attribute in element.unread_attributes().filter(|attribute| attribute.label().is_data()) {
            let value = attribute.value();
            is_stating = is_stating || value.as_bytes().first().is_some_and(u8::is_ascii_digit);
            tells = tells || attribute.label().is_among(TEMPLATE_NAMES) && telling::may_tell(value);
        }
    }
    let is_scope = tells || element.has(ITEMSCOPE);
    Look { is_noted: is_stating || is_scope, tells, is_scope }
}

/// The marks of the attributes that [`look`] asks for.
const STATING: u64 = ID.bit() | ITEMPROP.bit() | PROPERTY.bit() | REL.bit() | HREF.bit() | ITEMSCOPE.bit() | DATA_BIT;

/// Whether a link's relation tells of the page.
fn relates(relation: &str) -> bool {
    let is_one = |found: &str| ["author", "tag", "category"].iter().any(|word| found.eq_ignore_ascii_case(word));
    relation.split_ascii_whitespace().any(is_one)
}

/// Whether the names of an element may speak of an author, a date, or readers' comments. Where they do not,
/// [`super::visible::named`] finds nothing, and it holds no comments.
pub(super) fn may_tell(element: TreeElement<'_>) -> bool {
    element.known(CLASS).is_some_and(telling::may_tell) || other_names_tell(element)
}

fn other_names_tell(element: TreeElement<'_>) -> bool {
    element.known(ID).is_some_and(telling::may_tell)
        || element.may_have(TEMPLATE_NAMES)
            && NAMES.iter().any(|name| element.attribute(name).is_some_and(telling::may_tell))
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

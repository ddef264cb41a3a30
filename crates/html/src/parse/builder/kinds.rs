//! Which sets the standard's rules put an element into: a bit each.
//!
//! The sets are the standard's, but for three that are those of html5ever 0.40, with which trees are compared:
//!
//! - `<search>`, and what may hold HTML inside of drawings and formulas, are not special;
//! - `<annotation-xml>` bounds no scope;
//! - a `<thead>` that stands in a template alone is not ended by the next part of a table.

use crate::tree::{Namespace, TAGS, Tag};

/// Sets of elements, as bits.
pub(super) type Kinds = u32;

/// § The stack of open elements: the "special" category.
pub(super) const SPECIAL: Kinds = 1;
/// What bounds a scope.
pub(super) const SCOPE: Kinds = 1 << 1;
/// What bounds a list item scope beside that.
const LIST: Kinds = 1 << 2;
/// What bounds a button scope beside that.
const BUTTON: Kinds = 1 << 3;
/// What bounds a table scope, and is a table context.
pub(super) const TABLE_SCOPE: Kinds = 1 << 4;
/// What bounds a list item scope.
pub(super) const LIST_SCOPE: Kinds = SCOPE | LIST;
/// What bounds a button scope.
pub(super) const BUTTON_SCOPE: Kinds = SCOPE | BUTTON;
/// What is a table body context.
pub(super) const TABLE_BODY_CONTEXT: Kinds = 1 << 5;
/// What is a table row context.
pub(super) const TABLE_ROW_CONTEXT: Kinds = 1 << 6;
/// § Closing elements that have implied end tags.
pub(super) const IMPLIED: Kinds = 1 << 7;
/// The "formatting" category.
pub(super) const FORMATTING: Kinds = 1 << 8;
/// `<h1>` to `<h6>`.
pub(super) const HEADING: Kinds = 1 << 9;
/// Where what does not belong into a table is put before it.
pub(super) const FOSTERING: Kinds = 1 << 10;
/// `<td>` and `<th>`.
pub(super) const CELL: Kinds = 1 << 11;
/// A table or a part of one, which the next part ends.
pub(super) const TABLE_PART: Kinds = 1 << 12;
/// A `MathML` text integration point.
pub(super) const TEXT_POINT: Kinds = 1 << 13;
/// An SVG HTML integration point.
pub(super) const HTML_POINT: Kinds = 1 << 14;
/// An `<annotation-xml>` that says that it holds HTML.
pub(super) const HTML_ANNOTATION: Kinds = 1 << 15;

/// Elements that are empty or hold text alone.
pub(super) const LEAF: Kinds = 1 << 16;
/// Start tags that go by the rules for the head, wherever they stand.
pub(super) const HEAD_CONTENT: Kinds = 1 << 17;
/// Start tags that end a paragraph, and do nothing else.
pub(super) const BLOCK: Kinds = 1 << 18;
/// End tags that close their element if it is in scope, and do nothing else.
pub(super) const SCOPED: Kinds = 1 << 19;
/// Parts of a table, which mean nothing outside of one.
pub(super) const TABLE_ONLY: Kinds = 1 << 20;
/// Start tags that end what is foreign.
pub(super) const BREAKING_OUT: Kinds = 1 << 21;
/// End tags that in a body end the current node, if that has their name, and do nothing else.
pub(super) const ENDING_ITSELF: Kinds = 1 << 22;

/// The sets that an element is in.
#[inline]
pub(super) fn kinds(tag: Tag, namespace: Namespace) -> Kinds {
    match (namespace, tag) {
        (Namespace::Html, _) => HTML[tag as usize],
        (Namespace::Svg, Tag::ForeignObject | Tag::Desc | Tag::Title) => SCOPE | HTML_POINT,
        (Namespace::MathMl, Tag::Mi | Tag::Mo | Tag::Mn | Tag::Ms | Tag::MText) => SCOPE | TEXT_POINT,
        (Namespace::Svg | Namespace::MathMl, _) => 0,
    }
}

/// Whether HTML elements of the name are in any of these sets.
#[inline]
pub(super) fn is_any(tag: Tag, kinds: Kinds) -> bool {
    HTML[tag as usize] & kinds != 0
}

static HTML: [Kinds; TAGS] = {
    let mut kinds = [0; TAGS];
    let mut set = 0;
    while set < SETS.len() {
        let (kind, tags) = SETS[set];
        let mut at = 0;
        while at < tags.len() {
            kinds[tags[at] as usize] |= kind;
            at += 1;
        }
        set += 1;
    }
    kinds
};

#[rustfmt::skip]
const SETS: &[(Kinds, &[Tag])] = {
    #[allow(clippy::enum_glob_use)] // a table of names
    use Tag::*;
    &[
        (SPECIAL, &[
            Address, Applet, Area, Article, Aside, Base, BaseFont, BgSound, Blockquote, Body, Br, Button, Caption,
            Center, Col, ColGroup, Dd, Details, Dir, Div, Dl, Dt, Embed, FieldSet, FigCaption, Figure, Footer, Form,
            Frame, FrameSet, H1, H2, H3, H4, H5, H6, Head, Header, HGroup, Hr, Html, Iframe, Img, Input, IsIndex, Li,
            Link, Listing, Main, Marquee, Menu, Meta, Nav, NoEmbed, NoFrames, NoScript, Object, Ol, P, Param,
            Plaintext, Pre, Script, Section, Select, Source, Style, Summary, Table, TBody, Td, Template, TextArea,
            TFoot, Th, THead, Title, Tr, Track, Ul, Wbr, Xmp,
        ]),
        (SCOPE, &[Applet, Caption, Html, Table, Td, Th, Marquee, Object, Select, Template]),
        (LIST, &[Ol, Ul]),
        (BUTTON, &[Button]),
        (TABLE_SCOPE, &[Html, Table, Template]),
        (TABLE_BODY_CONTEXT, &[TBody, TFoot, THead, Template, Html]),
        (TABLE_ROW_CONTEXT, &[Tr, Template, Html]),
        (IMPLIED, &[Dd, Dt, Li, Option, OptGroup, P, Rb, Rp, Rt, Rtc]),
        (FORMATTING, &[A, B, Big, Code, Em, Font, I, NoBr, S, Small, Strike, Strong, Tt, U]),
        (HEADING, &[H1, H2, H3, H4, H5, H6]),
        (FOSTERING, &[Table, TBody, TFoot, THead, Tr]),
        (CELL, &[Td, Th]),
        // Not `<thead>`: the table around it is found in its stead.
        (TABLE_PART, &[Table, TBody, TFoot]),
        (LEAF, &[
            Area, Base, BaseFont, BgSound, Br, Col, Embed, Frame, Hr, Iframe, Image, Img, Input, Keygen, Link, Meta,
            NoEmbed, NoFrames, Param, Plaintext, Script, Source, Style, TextArea, Title, Track, Wbr, Xmp,
        ]),
        (HEAD_CONTENT, &[Base, BaseFont, BgSound, Link, Meta, NoFrames, Script, Style, Template, Title]),
        (BLOCK, &[
            Address, Article, Aside, Blockquote, Center, Details, Dialog, Dir, Div, Dl, FieldSet, FigCaption, Figure,
            Footer, Header, HGroup, Main, Menu, Nav, Ol, P, Search, Section, Summary, Ul,
        ]),
        (SCOPED, &[
            Address, Article, Aside, Blockquote, Button, Center, Dd, Details, Dialog, Dir, Div, Dl, Dt, FieldSet,
            FigCaption, Figure, Footer, Header, HGroup, Listing, Main, Menu, Nav, Ol, Pre, Search, Section, Select,
            Summary, Ul,
        ]),
        (ENDING_ITSELF, &[
            Abbr, Address, Article, Aside, Blockquote, Button, Center, Cite, Del, Details, Div, Dl, FieldSet, FigCaption,
            Figure, Footer, H1, H2, H3, H4, H5, H6, Header, Ins, Label, Li, Main, Mark, Nav, Ol, Option, P, Picture, Q,
            Section, Span, Sub, Summary, Sup, Time, Ul,
        ]),
        (TABLE_ONLY, &[Caption, Col, ColGroup, TBody, Td, TFoot, Th, THead, Tr]),
        (BREAKING_OUT, &[
            B, Big, Blockquote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4, H5, H6, Head, Hr,
            I, Img, Li, Listing, Menu, Meta, NoBr, Ol, P, Pre, Ruby, S, Small, Span, Strong, Strike, Sub, Sup, Table,
            Tt, U, Ul, Var,
        ]),
    ]
};

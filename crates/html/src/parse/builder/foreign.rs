//! § The rules for parsing tokens in foreign content: drawings (SVG) and formulas (`MathML`).

use crate::parse::token::{Reading, StartTag, Text};
use crate::parse::tokenizer::Characters;
use crate::tree::{Attributes, Label, Name, Named, Namespace, Slice, Tag};

use super::foreign_names::{mathml_attribute, svg_attribute, svg_element};
use super::kinds::{BREAKING_OUT, HTML_ANNOTATION, HTML_POINT, TEXT_POINT, is_any};
use super::stack::Open;
use super::{Builder, Step, Token};

impl Builder<'_> {
    /// § Tree construction, the dispatcher: whether the token goes by these rules.
    #[inline]
    pub(super) fn is_foreign(&self, token: &Token<'_>) -> bool {
        let top = self.stack.top();
        !top.is_html() && is_foreign_in(top, token)
    }

    #[inline(never)]
    pub(super) fn in_foreign(&mut self, token: &Token<'_>) -> Step {
        match token {
            Token::Null => {
                let reading = Reading::Reference(Characters::from('\u{fffd}'));
                self.insert_text(Text { span: self.span, reading });
            }
            Token::Text(text) => {
                self.frameset_ok &= text.is_space(self.page);
                self.insert_text(*text);
            }
            Token::Comment(text) => return self.comment_here(*text),
            Token::Start(tag) if self.breaks_out(tag) => return self.break_out(token),
            Token::Start(tag) => self.insert_foreign(tag, self.stack.top().namespace),
            Token::End(name) if matches!(name.tag, Tag::Br | Tag::P) => return self.break_out(token),
            Token::End(name) => return self.end_in_foreign(name, token),
            Token::Eof => {}
        }
        Step::Done
    }

    /// Whether a start tag belongs to the page around, so that whoever wrote it forgot an end tag.
    fn breaks_out(&self, tag: &StartTag) -> bool {
        is_any(tag.name.tag, BREAKING_OUT)
            || (tag.name.tag == Tag::Font
                && ["color", "face", "size"].into_iter().any(|name| self.attribute(tag.attributes, name).is_some()))
    }

    /// Closes elements up to one that may hold HTML, and goes on there.
    fn break_out(&mut self, token: &Token<'_>) -> Step {
        while !self.stack.top().is_html() && !self.stack.top().is_any(TEXT_POINT | HTML_POINT) {
            self.stack.pop();
        }
        self.step(token)
    }

    fn end_in_foreign(&mut self, name: &Name, token: &Token<'_>) -> Step {
        let is_named = |open: &Open| {
            let element = || self.tree.element(open.node);
            open.tag == name.tag
                && (name.tag != Tag::Other || element().is_some_and(|has| has.name().eq_ignore_ascii_case(&name.local)))
        };
        let ends = |open: &Open| open.is_html() || is_named(open);
        match self.stack.all().iter().rposition(ends) {
            Some(0) | None => Step::Done,
            Some(at) if self.stack.all()[at].is_html() => self.step(token),
            Some(at) => {
                self.stack.truncate(at);
                Step::Done
            }
        }
    }

    /// § Insert a foreign element, with the names that it and its attributes have there.
    pub(super) fn insert_foreign(&mut self, tag: &StartTag, namespace: Namespace) {
        let attributes = match namespace {
            Namespace::Svg => self.renamed(tag.attributes, svg_attribute),
            Namespace::MathMl => self.renamed(tag.attributes, mathml_attribute),
            Namespace::Html => tag.attributes,
        };
        let renamed = if namespace == Namespace::Svg { svg_element(&tag.name) } else { None };
        let name = renamed.as_ref().unwrap_or(&tag.name);
        let place = self.place();
        let node = self.create(name, namespace, attributes);
        self.put(place, node);
        if !tag.self_closing {
            let mut open = Open::new(node, name.tag, namespace);
            if name.tag == Tag::AnnotationXml && namespace == Namespace::MathMl && self.holds_html(attributes) {
                open.kinds |= HTML_ANNOTATION;
            }
            self.stack.push(open);
        }
    }

    /// Whether an `<annotation-xml>` says that it holds HTML.
    fn holds_html(&self, own: Attributes) -> bool {
        let encoding = self.attribute(own, "encoding").unwrap_or_default();
        encoding.eq_ignore_ascii_case("text/html") || encoding.eq_ignore_ascii_case("application/xhtml+xml")
    }

    /// § Adjust SVG attributes, and `MathML` attributes. Foreign attributes keep the names that one writes.
    fn renamed(&mut self, own: Attributes, rename: fn(&str) -> Option<&'static str>) -> Attributes {
        let mut marks = 0;
        for at in own.first as usize..own.end as usize {
            let named = self.tree.attributes[at];
            if let Some(name) = rename(named.name.written(self.page, &self.tree.rewritten)) {
                let slice = Slice::of_text(name, &mut self.tree.rewritten);
                self.tree.attributes[at] = Named { name: slice, label: Label::of(name.as_bytes()), ..named };
            }
            marks |= self.tree.attributes[at].label.bits();
        }
        Attributes { marks, ..own }
    }
}

/// The same in a current node that is foreign.
fn is_foreign_in(top: &Open, token: &Token<'_>) -> bool {
    match token {
        Token::Eof => false,
        Token::Text(_) | Token::Null => !top.is_any(TEXT_POINT | HTML_POINT | HTML_ANNOTATION),
        Token::Start(tag) => {
            let is_drawing = tag.name.tag == Tag::Svg && top.tag == Tag::AnnotationXml;
            let is_glyph = matches!(tag.name.tag, Tag::MGlyph | Tag::MalignMark);
            !(top.is_any(HTML_POINT | HTML_ANNOTATION)
                || (top.is_any(TEXT_POINT) && !is_glyph)
                || (is_drawing && top.namespace == Namespace::MathMl))
        }
        Token::End(_) | Token::Comment(_) => true,
    }
}

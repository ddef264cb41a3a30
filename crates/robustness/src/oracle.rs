//! Stock html5ever, tokenizer and all, as the judge of our trees.

use copydesk_core::Diagnostic;
use copydesk_html::Limits;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// How our tree of a page compares with stock html5ever's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// They are the same.
    Same,
    /// They differ, and the page's diagnostics say which limit bit.
    Limited(Vec<String>),
    /// They differ.
    Different(Difference),
}

/// Where two trees differ first, in the notation of [`copydesk_html::inspect`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The lines before, which are the same.
    pub before: Vec<String>,
    /// What stands in our tree.
    pub ours: Option<String>,
    /// What stands in stock html5ever's.
    pub theirs: Option<String>,
}

/// Compares the trees of a decoded page.
pub fn compare(page: &str, limits: &Limits) -> Comparison {
    let (ours, diagnostics) = copydesk_html::inspect::tree(page, limits);
    let theirs = stock_tree(page);
    if ours == theirs {
        return Comparison::Same;
    }
    let (ours, theirs) = (with_sorted_attributes(&ours), with_sorted_attributes(&theirs));
    if ours == theirs {
        return Comparison::Same;
    }
    let limits = limits_of(&diagnostics);
    if limits.is_empty() { Comparison::Different(difference(&ours, &theirs)) } else { Comparison::Limited(limits) }
}

/// The codes of those diagnostics that say that a limit bit.
pub fn limits_of(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|found| found.code.clone()).filter(|code| code.ends_with("-limit")).collect()
}

/// How many lines before a difference are told.
const BEFORE: usize = 4;

fn difference(ours: &str, theirs: &str) -> Difference {
    let (mut ours, mut theirs) = (ours.split_terminator('\0'), theirs.split_terminator('\0'));
    let mut before: Vec<String> = Vec::new();
    loop {
        let (ours, theirs) = (ours.next(), theirs.next());
        if let (Some(ours), true) = (ours, ours == theirs) {
            before.push(ours.to_owned());
            if before.len() > BEFORE {
                before.remove(0);
            }
            continue;
        }
        return Difference { before, ours: ours.map(str::to_owned), theirs: theirs.map(str::to_owned) };
    }
}

/// The tree with the attributes of every element in the order of their names. Their order is no part of a tree (the html5lib
/// tests sort them too), and ours differs where a formatting element is opened anew from another one with equal attributes.
fn with_sorted_attributes(tree: &str) -> String {
    let mut lines: Vec<&str> = tree.split_terminator('\0').collect();
    for run in lines.chunk_by_mut(|one, other| one.starts_with('@') && other.starts_with('@')) {
        if run[0].starts_with('@') {
            run.sort_unstable();
        }
    }
    lines.join("\0")
}

/// The tree that stock html5ever builds of a page, scripts off, in the notation of [`copydesk_html::inspect`].
pub fn stock_tree(page: &str) -> String {
    let options = ParseOpts {
        tokenizer: TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() },
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
    };
    let dom = parse_document(RcDom::default(), options).one(StrTendril::from_slice(page));
    outline(&dom, page.len())
}

enum Step {
    Enter(Handle),
    Leave,
}

fn outline(dom: &RcDom, capacity: usize) -> String {
    let mut out = String::with_capacity(capacity);
    let mut waiting = vec![Step::Enter(dom.document.clone())];
    while let Some(step) = waiting.pop() {
        let Step::Enter(node) = step else {
            out.push_str(">\0");
            continue;
        };
        let children = |waiting: &mut Vec<Step>| {
            waiting.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
        };
        let mut line = |parts: &[&str]| {
            for part in parts {
                out.push_str(part);
            }
            out.push('\0');
        };
        match &node.data {
            // The contents of a template are a document of their own.
            NodeData::Document => {
                if !std::rc::Rc::ptr_eq(&node, &dom.document) {
                    line(&["%"]);
                    waiting.push(Step::Leave);
                }
                children(&mut waiting);
            }
            NodeData::Doctype { name, public_id, system_id } => line(&["?", name, "\n", public_id, "\n", system_id]),
            NodeData::Text { contents } => line(&["\"", &contents.borrow()]),
            NodeData::Comment { contents } => line(&["!", contents]),
            NodeData::ProcessingInstruction { target, contents } => line(&["!?", target, " ", contents]),
            NodeData::Element { name, attrs, template_contents, .. } => {
                line(&["<", &name.ns, " ", &name.local]);
                for attribute in attrs.borrow().iter() {
                    match attribute.name.prefix.as_deref() {
                        Some(prefix) if !prefix.is_empty() => {
                            line(&["@", prefix, ":", &attribute.name.local, "=", &attribute.value]);
                        }
                        _ => line(&["@", &attribute.name.local, "=", &attribute.value]),
                    }
                }
                waiting.push(Step::Leave);
                children(&mut waiting);
                waiting.extend(template_contents.borrow().clone().map(Step::Enter));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str) {
        assert_eq!(compare(page, &Limits::default()), Comparison::Same, "{page}");
    }

    #[test]
    fn small_pages_are_the_same() {
        check("");
        check("<!doctype html><title>Quay</title><p a=1 b='2' a=3>One<br>two &amp; &notin; &copy</p>");
        check("<p><b><div>x</b>y<table>z<tr><td>w</table><template><tr><i>v</template>");
        check("<svg viewbox=1 xlink:href=x><![CDATA[ a ]]><title><p>b</svg><math><mi>c");
        check("\u{feff}<pre>\n\r\n a\0b</pre><!-- c --!><?d?></ e><script><!--<script></script>--></script>");
        check("<frameset><frame></frameset>x<noframes>y</noframes>");
        // Opened anew, the first of two equal elements lends its attributes.
        check("<p><i class=a id=b><a><i id=b class=a><a><p>x");
    }

    #[test]
    fn the_order_of_attributes_is_no_part_of_a_tree() {
        assert_eq!(with_sorted_attributes("<i\0@b=1\0@a=2\0\"@z\0<u\0@c=1\0>\0"), "<i\0@a=2\0@b=1\0\"@z\0<u\0@c=1\0>");
    }

    #[test]
    fn limits_explain_differences_and_nothing_else_does() {
        let limits = Limits { max_depth: 8, ..Limits::default() };
        let page = "<div>".repeat(20);
        assert_eq!(compare(&page, &limits), Comparison::Limited(vec!["html/depth-limit".to_owned()]));
        let found = difference("<a\0\"b\0>\0", "<a\0\"c\0>\0");
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(found, Difference { before: vec!["<a".to_owned()], ours: text("\"b"), theirs: text("\"c") });
    }
}

use proptest::prelude::*;

use super::any_markup::any_markup;
use super::html5lib::dump;
use super::*;
use crate::tree::{DOCUMENT, NONE, NodeData, NodeId, Step};

fn page(html: &str) -> Tree<'_> {
    parse(html, &Limits::default()).0
}

/// What stands in the page's body is as expected: a node or attribute a line, two spaces a level.
#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let tree = page(html);
    check_invariants(&tree);
    let found = dump(&tree);
    let body = found.strip_prefix("| <html>\n|   <head>\n|   <body>\n").expect("the page has an empty head");
    let body: Vec<&str> = body.lines().map(|line| line.strip_prefix("|     ").unwrap_or(line)).collect();
    assert_eq!(body, expected, "{html}");
}

/// The slices of the page that its text nodes stand in, in document order.
fn slices(html: &str) -> Vec<String> {
    let tree = page(html);
    check_invariants(&tree);
    tree.preorder(DOCUMENT)
        .filter(|id| tree.characters(*id).is_some())
        .map(|id| {
            let (from, to) = tree.node(id).span;
            tree.text[from as usize..to as usize].to_owned()
        })
        .collect()
}

/// Links lead both ways, nothing is its own ancestor, spans lie in the page, and no text follows a text.
#[track_caller]
fn check_invariants(tree: &Tree<'_>) {
    let mut entered = vec![false; tree.nodes.len()];
    for (root, node) in tree.nodes.iter().enumerate() {
        let (from, to) = node.span;
        assert!(from <= to && tree.text.get(from as usize..to as usize).is_some(), "span {from}..{to}");
        if node.parent != NONE {
            continue;
        }
        let mut depth = 0_usize;
        for step in tree.walk(root as NodeId) {
            match step {
                Step::Enter(id) => {
                    assert!(!std::mem::replace(&mut entered[id as usize], true), "node {id} stands twice");
                    check_links(tree, id);
                    depth += 1;
                }
                Step::Leave(_) => depth -= 1,
            }
        }
        assert_eq!(depth, 0);
    }
    assert!(entered.into_iter().all(|entered| entered), "some node is in no tree");
}

#[track_caller]
fn check_links(tree: &Tree<'_>, id: NodeId) {
    let mut before = NONE;
    for child in tree.children(id) {
        let node = tree.node(child);
        assert_eq!((node.parent, node.prev_sibling), (id, before));
        before = child;
    }
    assert_eq!(tree.node(id).last_child, before);
}

#[test]
fn simple_pages() {
    check("<p>One<p class=x>Two", &["<p>", "  \"One\"", "<p>", "  class=\"x\"", "  \"Two\""]);
    check("a &amp; b&nbsp;c", &["\"a & b\u{a0}c\""]);
    check("<ul><li>One<li>Two</ul>three", &["<ul>", "  <li>", "    \"One\"", "  <li>", "    \"Two\"", "\"three\""]);
    check("<pre>\n\nx</pre>", &["<pre>", "  \"", "x\""]);
    check("<p><script>a < b '</p>'</script>c", &["<p>", "  <script>", "    \"a < b '</p>'\"", "  \"c\""]);
}

#[test]
fn the_tokenizer_alone_reads_raw_text_too() {
    let count = |html: &str| tokenize(html, &Limits::default());
    assert_eq!(count("<!DOCTYPE html><p class=a>One<!-- two --></p>"), 5);
    assert_eq!(count("<script>'<p>'</script><title><b></title><style><i>"), 8);
}

#[test]
fn misnested_tags() {
    check("<b>1<i>2</b>3</i>", &["<b>", "  \"1\"", "  <i>", "    \"2\"", "<i>", "  \"3\""]);
    check("<b>1<p>2</b>3", &["<b>", "  \"1\"", "<p>", "  <b>", "    \"2\"", "  \"3\""]);
    check("<a href=1>x<a href=2>y", &["<a>", "  href=\"1\"", "  \"x\"", "<a>", "  href=\"2\"", "  \"y\""]);
    let parted = ["<p>", "  <em>", "    \"x\"", "<div>", "  <em>", "    \"y\"", "<em>", "  \"z\""];
    check("<p><em>x<div>y</div>z", &parted);
}

#[test]
fn tables_put_strays_before_them() {
    let cell = ["<table>", "  <tbody>", "    <tr>", "      <td>", "        \"cell\""];
    check("<table>stray<tr><td>cell</table>", &[&["\"stray\""][..], &cell].concat());
    check("<table><b>x<tr><td>cell", &[&["<b>", "  \"x\""][..], &cell].concat());
    check("<table> <tr> </table>", &["<table>", "  \" \"", "  <tbody>", "    <tr>", "      \" \""]);
}

#[test]
fn a_page_of_tags_takes_no_more_room_than_its_nodes() {
    let html = format!("<table>{}", "<p>x<td>y".repeat(30_000));
    let tree = page(&html);
    assert!(tree.nodes.len() > 90_000, "{} nodes", tree.nodes.len());
    assert!(tree.nodes.capacity() < tree.nodes.len() * 5 / 4, "room for {}", tree.nodes.capacity());
}

#[test]
fn foreign_elements_and_templates() {
    check("<p><svg><clippath/><![CDATA[a<b]]></svg>", &["<p>", "  <svg svg>", "    <svg clipPath>", "    \"a<b\""]);
    check(
        "<p><template><b>x</template>y",
        &["<p>", "  <template>", "    content", "      <b>", "        \"x\"", "  \"y\""],
    );
    let tree = page("<template>away</template>here");
    assert_eq!(tree.text_of(DOCUMENT), "here");
}

#[test]
fn attributes_reach_the_elements_of_their_tags() {
    check("<image src=a>", &["<img>", "  src=\"a\""]);
    check("<p id=a ID=b Class='x&amp;y'>", &["<p>", "  class=\"x&y\"", "  id=\"a\""]);
    let reopened = ["<p>", "  <a>", "    href=\"1\"", "    \"x\"", "<p>", "  <a>", "    href=\"1\"", "    \"y\""];
    check("<p><a href=1>x<p>y", &reopened);
    let own =
        ["<p>", "  <b>", "    id=\"1\"", "<p>", "  <b>", "    id=\"1\"", "    <b>", "      id=\"2\"", "      \"y\""];
    check("<p><b id=1><p><b id=2>y", &own);
    let bare = ["<p>", "  <b>", "<p>", "  <b>", "    <b>", "      id=\"2\"", "      \"y\""];
    check("<p><b><p><b id=2>y", &bare);
}

#[test]
fn attributes_of_tags_that_make_no_element_go_nowhere() {
    let table = ["<table>", "  <tbody>", "    <tr>", "      <td>", "        \"y\""];
    check("<body><td class=x><table><td>y", &table);
    let limits = Limits { max_nodes: 3, ..Limits::default() };
    let tree = check_limits("<head><body class=x>", &limits, &["html/node-limit"]);
    assert!(tree.preorder(DOCUMENT).all(|id| tree.attribute(id, "class").is_none()));
}

#[test]
fn formatting_with_the_same_attributes_is_opened_anew_three_times() {
    let html = "<p><b c=1 d=2><b d=2 c=1><b c=1 d=2><b d=2 c=1></p>x";
    let tree = page(html);
    let text = tree.preorder(DOCUMENT).find(|id| tree.characters(*id).is_some()).expect("the text is there");
    let around = tree.ancestors(text).filter(|id| tree.name(*id) == "b");
    assert_eq!(around.filter(|id| tree.attribute(*id, "d") == Some("2")).count(), 3);
}

#[test]
fn names_of_foreign_attributes_are_theirs() {
    let drawing = ["<svg svg>", "  viewBox=\"a\"", "  xlink href=\"b\"", "  <svg path>", "    d=\"c\""];
    check("<svg viewbox=a xlink:href=b><path D=c /></svg>", &drawing);
    check("<math definitionurl=a><mi b=c>", &["<math math>", "  definitionURL=\"a\"", "  <math mi>", "    b=\"c\""]);
    check("<svg><p class=a>", &["<svg svg>", "<p>", "  class=\"a\""]);
}

#[test]
fn noscript_holds_elements() {
    check("<body><noscript><img src=x></noscript>", &["<noscript>", "  <img>", "    src=\"x\""]);
}

#[test]
fn text_stands_where_its_span_says() {
    assert_eq!(slices("<p>caf\u{e9} &amp; bar</p>"), ["caf\u{e9} &amp; bar"]);
    assert_eq!(slices("<p>one\r\ntwo</p>\r\n"), ["one\r\ntwo", "\r\n"]);
    assert_eq!(slices("<script>x = '\u{fc}';</script >y"), ["x = '\u{fc}';", "y"]);
    assert_eq!(slices("<title>A &lt; B</title>"), ["A &lt; B"]);
    assert_eq!(slices("  <p>x"), ["x"]);
    assert_eq!(slices("<pre>\nx"), ["x"]);
    assert_eq!(slices("  \n text\r\nmore "), ["text\r\nmore "]);
    assert_eq!(slices("a<!-- x -->b &copy"), ["a", "b &copy"]);
    assert_eq!(slices("<p>a &amp;<p>&amp;"), ["a &amp;", "&amp;"]);
}

#[test]
fn text_that_a_table_puts_elsewhere_keeps_its_span() {
    assert_eq!(slices("<table>stray &#x2013; <tr><td>cell"), ["stray &#x2013; ", "cell"]);
    assert_eq!(slices("<table> <tr> <td>a</table>b"), [" ", " ", "a", "b"]);
    assert_eq!(slices("<table>stray<!DOCTYPE html><tr>"), ["stray"]);
    assert_eq!(slices("<table><col> stray <tr>"), ["stray ", " "]);
}

#[test]
fn elements_have_the_span_of_their_start_tag() {
    let tree = page("<p>\u{e9}<A  HREF='x>y' >z</a>");
    let tags: Vec<&str> = tree
        .preorder(DOCUMENT)
        .filter(|id| matches!(tree.name(*id), "p" | "a"))
        .map(|id| &tree.text[tree.node(id).span.0 as usize..tree.node(id).span.1 as usize])
        .collect();
    assert_eq!(tags, ["<p>", "<A  HREF='x>y' >"]);
}

/// Parses under limits, and says which of them were reached.
#[track_caller]
fn check_limits(html: &str, limits: &Limits, codes: &[&str]) -> Tree<'static> {
    let (tree, diagnostics) = parse(html.to_owned(), limits);
    check_invariants(&tree);
    let found: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(found, codes);
    tree
}

fn deepest(tree: &Tree<'_>) -> usize {
    tree.preorder(DOCUMENT).map(|id| tree.ancestors(id).count()).max().unwrap_or(0)
}

#[test]
fn deep_pages_are_flattened_and_keep_their_text() {
    let html = format!("{}end{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let tree = check_limits(&html, &Limits::default(), &["html/depth-limit"]);
    assert!(deepest(&tree) <= 514);
    assert_eq!(tree.text_of(DOCUMENT), "endafter");
    let after = tree.preorder(DOCUMENT).find(|id| tree.name(*id) == "p").expect("the paragraph is there");
    assert_eq!(tree.ancestors(after).count(), 3, "end tags of what was left out are left out too");
}

#[test]
fn the_depth_limit_counts_what_is_open() {
    let limits = Limits { max_depth: 8, ..Limits::default() };
    let html = "<div><div><p>x</p></div></div>".repeat(50);
    check_limits(&html, &limits, &[]);
    let html = format!("{}<script>s</script><br><i>t", "<div>".repeat(20));
    let tree = check_limits(&html, &limits, &["html/depth-limit"]);
    assert!(tree.preorder(DOCUMENT).any(|id| tree.name(id) == "script"), "scripts stay apart from text");
}

#[test]
fn the_end_of_raw_text_is_never_left_out() {
    let limits = Limits { max_depth: 6, ..Limits::default() };
    let html = "<mi><a href=x><math><tr><script></a><script>s</script><i c=d>t";
    let tree = check_limits(html, &limits, &["html/depth-limit"]);
    assert_eq!(tree.text_of(DOCUMENT), "st");
}

#[test]
fn repeated_attributes_are_left_out_however_many_there_are() {
    let limits = Limits { max_attributes: u32::MAX, ..Limits::default() };
    // All of these names look alike where names are told by a part of them.
    let names: Vec<String> = (0..20_000).map(|number| format!("attribu-{number:05}-e")).collect();
    let tag =
        names.iter().chain(&names).enumerate().map(|(at, name)| format!(" {name}={at} {}=x", name.to_uppercase()));
    let page = format!("<p{}>", tag.collect::<String>());
    let (tree, diagnostics) = parse(page, &limits);
    let paragraph = tree.preorder(DOCUMENT).find(|id| tree.name(*id) == "p").and_then(|id| tree.element(id));
    let kept: Vec<(String, String)> = paragraph
        .expect("the page has a paragraph")
        .attributes()
        .map(|each| (each.name.to_owned(), each.value.to_owned()))
        .collect();
    let expected: Vec<(String, String)> =
        names.into_iter().enumerate().map(|(at, name)| (name, at.to_string())).collect();
    assert_eq!((kept, diagnostics), (expected, Vec::new()));
}

#[test]
fn attributes_past_the_limit_are_left_out() {
    let limits = Limits { max_attributes: 3, ..Limits::default() };
    let tree = check_limits("<html y><html z><html w><p a b=1 a=2 c d e=5>x", &limits, &["html/attribute-limit"]);
    let names = |tag: &str| -> Vec<String> {
        let id = tree.preorder(DOCUMENT).find(|id| tree.name(*id) == tag).expect("the element is there");
        tree.element(id).expect("it is an element").attributes().map(|each| each.name.to_owned()).collect()
    };
    assert_eq!(
        (names("p"), names("html")),
        (vec!["a".into(), "b".into(), "c".into()], vec!["y".into(), "z".into(), "w".into()])
    );
}

/// The texts of a page whose tree may hold so many nodes, one line each where tags stand between them.
#[track_caller]
fn check_overflow(html: &str, max_nodes: u32, expected: &str) {
    let limits = Limits { max_nodes, ..Limits::default() };
    let tree = check_limits(html, &limits, &["html/node-limit"]);
    assert!(tree.nodes.len() <= max_nodes as usize + 8, "{} nodes", tree.nodes.len());
    assert_eq!(tree.text_of(DOCUMENT), expected);
}

#[test]
fn text_past_the_last_node_is_kept_as_one() {
    check_overflow(&"<p>x".repeat(1000), 100, &["x".repeat(48), "\nx".repeat(952)].concat());
    check_overflow("<p>a<p>b&amp;<i class=\"&amp;&amp;\">c</i>d\r\ne", 6, "a\nb&\nc\nd\ne");
    check_overflow("<p>a<b>b<script>if (a < b) f('<p>')</script>c<title>x<p></title>d<style>p{}", 5, "\na\nb\nc\nd");
    check_overflow("<p>a<script>x<p>y</script><p>b", 7, "a\nb");
    check_overflow("<table><tr><td>a<b><template><p>b", 8, "\na\nb");
    check_overflow("<table>a<tr>b", 5, "\na\nb");
    check_overflow("<!--1--><!--2--><!--3--><p>a<p>b", 2, "a\nb");
    check_overflow("<head><title>a</title><meta name=b>c<frameset><frame>d", 5, "a\nc\nd");
}

#[test]
fn formatting_is_left_out_once_it_has_been_opened_anew_too_often() {
    let html = (0..2000).map(|at| format!("<p><font size={at}>w")).collect::<Vec<_>>().concat();
    let limits = Limits { max_reconstructed: 500, ..Limits::default() };
    let tree = check_limits(&html, &limits, &["html/formatting-limit", "html/formatting-limit"]);
    assert_eq!(tree.text_of(DOCUMENT).len(), 2000);
    let fonts = tree.preorder(DOCUMENT).filter(|node| tree.name(*node) == "font").count();
    assert!((500..700).contains(&fonts), "{fonts} elements");
}

#[test]
fn long_attributes_are_not_repeated_in_every_block() {
    let html = format!("<p><b class='{}'><a title=far>{}", "c ".repeat(100), "<p>w".repeat(50));
    // 10 elements of 32 bytes: the long class fits in once, what is short fits in as long as there is room.
    let limits = Limits { max_reconstructed: 10, ..Limits::default() };
    let tree = check_limits(&html, &limits, &["html/formatting-limit", "html/formatting-limit"]);
    assert_eq!(tree.text_of(DOCUMENT).len(), 50);
    let long = |node: &NodeId| tree.attribute(*node, "class").is_some_and(|class| class.len() > 100);
    assert_eq!(tree.preorder(DOCUMENT).filter(long).count(), 2, "the element itself, and one that repeats it");
    check_limits(&html, &Limits::default(), &[]);
}

#[test]
fn misnested_formatting_is_closed_too() {
    let html = format!("{}{}", "<div><b><i class=x></div>".repeat(3), "<p>w<p>v".repeat(300));
    let limits = Limits { max_reconstructed: 100, ..Limits::default() };
    let tree = check_limits(&html, &limits, &["html/formatting-limit"]);
    assert_eq!(tree.text_of(DOCUMENT).len(), 600);
    let last = tree.preorder(DOCUMENT).filter(|node| tree.name(*node) == "p").last().expect("there are paragraphs");
    assert!(tree.children(last).all(|child| !tree.is_element(child)), "the last paragraph holds its text alone");
}

#[test]
fn the_formatting_limit_counts_what_is_active() {
    let limits = Limits { max_formatting: 3, ..Limits::default() };
    check_limits("<b><i><u>x</u></i></b><p><em><s><tt>y", &limits, &[]);
    let tree = check_limits("<b><i><u><s>x</s></u><tt>y", &limits, &["html/formatting-limit"]);
    let names: Vec<&str> =
        tree.preorder(DOCUMENT).map(|id| tree.name(id)).filter(|name| matches!(name.len(), 1 | 2)).collect();
    assert_eq!(names, ["b", "i", "u", "tt"]);
}

#[test]
fn formatting_is_not_closed_inside_of_raw_text() {
    let limits = Limits { max_reconstructed: 5, ..Limits::default() };
    let tree = check_limits("<p><b><i></p><xmp><p>t</xmp>u", &limits, &["html/formatting-limit"]);
    let raw = tree.preorder(DOCUMENT).find(|id| tree.name(*id) == "xmp").expect("the element is there");
    assert_eq!((tree.text_of(raw).as_str(), tree.text_of(DOCUMENT).as_str()), ("<p>t", "<p>tu"));
}

#[test]
fn unclosed_formatting_does_not_multiply() {
    let sizes = (0..5_000).map(|size| format!("<p><font size={size}></p>x")).collect::<Vec<_>>().concat();
    let tree = check_limits(&sizes, &Limits { max_formatting: 4, ..Limits::default() }, &["html/formatting-limit"]);
    assert!(tree.nodes.len() < 5_000 * 16);
}

#[test]
fn hostile_pages_end() {
    let attributes = (0..100_000).map(|name| format!(" a{name}={name}")).collect::<Vec<_>>().concat();
    let pages = [
        ("<a ".repeat(300_000), vec![]),
        (format!("<p{attributes}>x"), vec!["html/attribute-limit"]),
        (format!("{}{}{}", "<b>".repeat(8), "<div>".repeat(20_000), "</b>x".repeat(20_000)), vec!["html/depth-limit"]),
        (format!("<!--{}", "<!-".repeat(300_000)), vec![]),
        (format!("<script>{}", "<!--<script".repeat(100_000)), vec![]),
        ("&amp".repeat(300_000), vec![]),
        ("<table>".repeat(50_000), vec![]),
        ("<template>".repeat(50_000), vec!["html/depth-limit"]),
        ("<svg><title>".repeat(50_000), vec!["html/depth-limit"]),
        ("<form><div></form>".repeat(20_000), vec!["html/depth-limit"]),
        ("\0".repeat(300_000), vec![]),
        ("</".repeat(300_000), vec![]),
    ];
    for (html, codes) in pages {
        check_limits(&html, &Limits::default(), &codes);
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_tree(html: String) {
        check_invariants(&page(&html));
    }

    #[test]
    fn any_markup_gives_a_tree(html in any_markup()) {
        check_invariants(&page(&html));
    }

    #[test]
    fn any_markup_gives_a_tree_within_its_limits(html in any_markup()) {
        let limits = Limits { max_nodes: 60, max_depth: 6, max_attributes: 1, max_formatting: 2, ..Limits::default() };
        let (tree, _) = parse(html, &limits);
        check_invariants(&tree);
    }

    #[test]
    fn texts_that_need_no_decoding_are_their_slices(html in any_markup()) {
        let html = html.replace(['&', '\r', '\0'], "");
        let tree = page(&html);
        for node in &tree.nodes {
            if let NodeData::Text(text) = node.data {
                let text = tree.read(text);
                let slice = &tree.text[node.span.0 as usize..node.span.1 as usize];
                prop_assert!(slice.starts_with(text.chars().next().unwrap_or_default()) && slice.ends_with(text.chars().next_back().unwrap_or_default()),
                    "{text:?} stands in {slice:?}");
            }
        }
    }
}

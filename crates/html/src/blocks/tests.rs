mod media;
mod properties;

use std::fmt::Write as _;

use copydesk_core::{Block, Shape, Span};

use super::{Segmentation, segment};
use crate::limits::Limits;
use crate::parse;
use crate::tree::{DOCUMENT, NodeId, Tree};

fn read(page: &str) -> (Tree<'_>, Segmentation) {
    let (tree, _) = parse::parse(page, &Limits::default());
    let segmentation = segment(&tree, u32::MAX);
    (tree, segmentation)
}

/// Checks the texts of a page's blocks.
#[track_caller]
pub(super) fn check_texts(page: &str, expected: &[&str]) {
    let (_, segmentation) = read(page);
    let texts: Vec<&str> = segmentation.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, expected, "{page}");
}

/// One line a block: its shape, what else it says of itself, its text.
fn outline(segmentation: &Segmentation) -> String {
    let mut lines = String::new();
    for block in &segmentation.blocks {
        let path = path(segmentation, block);
        let hidden = if block.hidden { " hidden" } else { "" };
        let bold = if block.bold > 0 { format!(" bold={}", block.bold) } else { String::new() };
        let shape = match block.shape {
            Shape::Heading(level) => format!("heading{level}"),
            Shape::ListItem(true) => "numbered".to_owned(),
            Shape::ListItem(false) => "item".to_owned(),
            other => format!("{other:?}").to_lowercase(),
        };
        let shown = block.media.clone().unwrap_or_else(|| format!("{:?}", block.text));
        let _ = writeln!(lines, "{shape}{hidden}{bold} <{path}> {shown}");
        for link in &block.links {
            let _ = writeln!(lines, "  {}..{} {}", link.start, link.end, link.href);
        }
    }
    lines
}

fn path(segmentation: &Segmentation, block: &Block) -> String {
    let mut names = Vec::new();
    let mut next = block.element;
    while let Some(at) = next {
        let element = &segmentation.elements[at as usize];
        assert!(element.parent.is_none_or(|parent| parent < at), "a parent stands before its children");
        names.push(element.classes.iter().fold(element.tag.to_string(), |name, class| name + "." + class));
        next = element.parent;
    }
    names.reverse();
    names.retain(|name| name != "html" && name != "body");
    names.join(" ")
}

/// Checks the outline of a page.
#[track_caller]
fn check(body: &str, expected: &str) {
    let (tree, segmentation) = read(body);
    assert_eq!(outline(&segmentation).trim(), expected.trim(), "{body}");
    check_invariants(&tree, &segmentation);
    for block in &segmentation.blocks {
        let Span::Bytes(start, end) = block.span else { panic!("an HTML block has a span of bytes") };
        let (source, _) = parse::parse(tree.text[start as usize..end as usize].to_owned(), &Limits::default());
        let mut source = source.text_of(DOCUMENT).into_bytes().into_iter();
        let missing = squeeze(&block.text).bytes().find(|byte| !source.any(|found| found == *byte));
        assert_eq!(missing, None, "{block:?} reads on in its span");
    }
}

/// Every character of a block is in its span, and every visible character of the page is in one block.
#[track_caller]
fn check_invariants(tree: &Tree<'_>, segmentation: &Segmentation) {
    for block in &segmentation.blocks {
        let Span::Bytes(start, end) = block.span else { panic!("an HTML block has a span of bytes") };
        let slice = tree.text.get(start as usize..end as usize).expect("a span lies on characters");
        assert!(!slice.is_empty(), "{block:?}");
        let (source, _) = parse::parse(format!("<!DOCTYPE html><body>{slice}"), &Limits::default());
        let mut left: Vec<char> = squeeze(&source.text_of(DOCUMENT)).chars().collect();
        left.sort_unstable();
        let missing = squeeze(&block.text)
            .chars()
            .find(|character| left.binary_search(character).map(|at| left.remove(at)).is_err());
        assert_eq!(missing, None, "{block:?} in {slice:?}");
    }
    let shown: String = segmentation.blocks.iter().map(|block| squeeze(&block.text)).collect();
    let (mut shown, mut dumped): (Vec<char>, Vec<char>) = (shown.chars().collect(), dump(tree).chars().collect());
    shown.sort_unstable();
    dumped.sort_unstable();
    assert_eq!(shown, dumped, "every visible character is in one block");
}

fn squeeze(text: &str) -> String {
    use copydesk_core::text::whitespace::is_removed;
    text.chars().filter(|character| !character.is_whitespace() && !is_removed(*character)).collect()
}

/// All text of the tree but that of elements that never show any.
fn dump(tree: &Tree<'_>) -> String {
    const UNSEEN: [&str; 23] = [
        "script",
        "style",
        "template",
        "head",
        "title",
        "svg",
        "datalist",
        "textarea",
        "object",
        "video",
        "audio",
        "picture",
        "iframe",
        "canvas",
        "progress",
        "meter",
        "noembed",
        "noframes",
        "applet",
        "annotation",
        "annotation-xml",
        "img",
        "input",
    ];
    let mut text = String::new();
    let mut waiting: Vec<NodeId> = vec![DOCUMENT];
    while let Some(node) = waiting.pop() {
        text.push_str(tree.characters(node).unwrap_or_default());
        let captioned = tree.name(node) == "picture" && tree.preorder(node).any(|it| tree.name(it) == "figcaption");
        if captioned || !UNSEEN.contains(&tree.name(node)) {
            waiting.extend(tree.children(node));
        }
    }
    squeeze(&text)
}

/// Checks what an element covers: the first that has the class `here`.
#[track_caller]
fn check_targets(page: &str, expected: &str) {
    let (tree, segmentation) = read(page);
    let here =
        |node: &NodeId| tree.element(*node).is_some_and(|element| element.classes().any(|class| class == "here"));
    let node = tree.preorder(DOCUMENT).find(here).expect("the page of a test holds the class");
    let mut seen = String::new();
    for target in segmentation.targets(&tree, node) {
        let text = &segmentation.blocks[target.block as usize].text;
        let _ = match target.range {
            None => write!(seen, "[{}: {text}]", target.block),
            Some((start, end)) => {
                write!(seen, "[{} {start}..{end}: {}]", target.block, &text[start as usize..end as usize])
            }
        };
    }
    assert_eq!(seen, expected, "{page}");
}

#[test]
fn paragraphs_headings_and_loose_text() {
    check(
        "<div class=story><h2>Ferry <em>late</em></h2>Loose words<p>The <b>ferry</b>\n came\u{a0}late. </p>and more</div>",
        "heading2 <div.story h2> \"Ferry late\"\n\
         plain <div.story> \"Loose words\"\n\
         paragraph bold=5 <div.story p> \"The ferry came late.\"\n\
         plain <div.story> \"and more\"",
    );
    check("<div role=heading aria-level=3>Tides</div>", "heading3 <div> \"Tides\"");
    check("", "");
    check("<p> <br> &nbsp;</p><div>\u{200b}</div>", "");
}

#[test]
fn two_line_breaks_part_paragraphs() {
    check(
        "<p>One line<br>goes on.<br> <br/>\nTwo<br><br><br>Three</p>",
        "paragraph <p> \"One line\\ngoes on.\"\nparagraph <p> \"Two\"\nparagraph <p> \"Three\"",
    );
    check("<p> <br>One <br> <i> two</i><br></p>", "paragraph <p> \"One\\ntwo\"");
    check("<div>a<br><!-- note --><br><b>b</b></div>", "plain <div> \"a\"\nplain bold=1 <div> \"b\"");
}

#[test]
fn inline_elements_add_no_space() {
    check("<p>un<i>believ</i>ab<wbr>ly</p>", "paragraph <p> \"unbelievably\"");
    check("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby></p>", "paragraph <p> \"港(みなと)\"");
}

#[test]
fn neighbours_in_a_line_do_not_run_into_each_other() {
    check("<p>By <span>Jo Doe</span><time>4 May</time>noon</p>", "paragraph <p> \"By Jo Doe 4 May noon\"");
    check("<p>a<a href=/a>one</a><a href=/b>two</a>b</p>", "paragraph <p> \"aone twob\"\n  1..4 /a\n  5..8 /b");
    check(
        "<p><span>The boat.</span> <span>Near</span><cite>Photo</cite></p>",
        "paragraph <p> \"The boat. Near Photo\"",
    );
    check("<h2><a>Jo Doe</a><em>The boat</em></h2>", "heading2 <h2> \"Jo Doe The boat\"");
    check("<p><b>T</b><i>he</i> Mc<b>D</b>onald</p>", "paragraph bold=2 <p> \"The McDonald\"");
    check("<p><span>T</span><span>he Mc<a name=x></a>Donald<sup>2</sup></span></p>", "paragraph <p> \"The McDonald2\"");
}

#[test]
fn lists_quotes_and_captions() {
    check(
        "<ol><li>First<ul><li>Inner</li></ul></li><li><p>Second</p><p>still second</p></li></ol><dl><dt>Term<dd>Sense</dl>",
        "numbered <ol li> \"First\"\n\
         item <ol li ul li> \"Inner\"\n\
         numbered <ol li p> \"Second\"\n\
         numbered <ol li p> \"still second\"\n\
         item <dl dt> \"Term\"\n\
         item <dl dd> \"Sense\"",
    );
    check(
        "<blockquote><p>We shall sail.</p><footer>The captain</footer></blockquote>\
         <figure><img src=/boat.jpg><figcaption>The boat <small>Photo: J. Doe</small></figcaption></figure>",
        "quote <blockquote p> \"We shall sail.\"\n\
         plain <blockquote footer> \"The captain\"\n\
         image <figure> /boat.jpg\n\
         caption <figure figcaption> \"The boat Photo: J. Doe\"",
    );
    check("<li><article><p>Text of a card</p></article>", "paragraph <li article p> \"Text of a card\"");
}

#[test]
fn links_keep_their_place() {
    check(
        "<p>See <a href=' /tides '>the <b>tides</b> </a>and <a href=/b> <img src=/c.png></a><a name=x>here</a>.</p>",
        "paragraph bold=5 <p> \"See the tides and here.\"\n  4..13 /tides\nimage <p> /c.png\n  0..0 /b",
    );
    check(
        "<a class=card href=/story><h3>Title</h3><p>Teaser</p></a>",
        "heading3 <a.card h3> \"Title\"\n  0..5 /story\nparagraph <a.card p> \"Teaser\"\n  0..6 /story",
    );
}

#[test]
fn rows_of_data_tables_are_blocks() {
    check(
        "<table><caption>Tides</caption><tr><th>Day<th>High<tr><td>Monday<td><p><a href=/m>3.1 m</a></p><tr><td><td>none</table>",
        "caption <table caption> \"Tides\"\n\
         tablerow <table tbody tr> \"Day\\tHigh\"\n\
         tablerow <table tbody tr> \"Monday\\t3.1 m\"\n  7..12 /m\n\
         tablerow <table tbody tr> \"\\tnone\"",
    );
    check(
        "<table><tr><td> <th>2001<th>2013<tr><td>Boats<td>28<td>31<tr><td><p> </p><td><td>9<tr><td></table>",
        "tablerow <table tbody tr> \"\\t2001\\t2013\"\n\
         tablerow <table tbody tr> \"Boats\\t28\\t31\"\n\
         tablerow <table tbody tr> \"\\t\\t9\"",
    );
}

#[test]
fn layout_tables_are_transparent() {
    let expected = "plain <table tbody tr td> \"Menu\"\nparagraph <table tbody tr td p> \"Text\"";
    check("<table role=presentation><tr><td>Menu<td><p>Text</table>", expected);
    check("<table><tr><td>Menu<tr><td><p>Text</table>", expected);
    let words = "word ".repeat(60);
    let expected = format!("plain <table tbody tr th> \"Menu\"\nparagraph <table tbody tr td p> \"{}\"", words.trim());
    check(&format!("<table><tr><th>Menu<td><p>{words}</table>"), &expected);
    check(
        "<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>f<td>g</table></table>",
        "plain <table tbody tr td> \"a\"\n\
         plain <table tbody tr td> \"b\"\n\
         plain <table tbody tr td> \"c\"\n\
         tablerow <table tbody tr td table tbody tr> \"d\\te\"\n\
         tablerow <table tbody tr td table tbody tr> \"f\\tg\"",
    );
}

#[test]
fn code_keeps_its_white_space() {
    check(
        "<pre>\n  let a = 1;\n\n<b>    let b</b> = 2;\n</pre><pre><div>one</div><div>two</div></pre>",
        "code bold=9 <pre> \"  let a = 1;\\n\\n    let b = 2;\"\ncode <pre> \"one\\ntwo\"",
    );
}

#[test]
fn hidden_pieces_stand_after_the_text_around_them() {
    check(
        "<p>The harbour <span hidden>(closed)</span>opens at nine.</p><div style='display: none'>Cookie notice</div>",
        "paragraph <p> \"The harbour opens at nine.\"\nparagraph hidden <p> \"(closed)\"\nplain hidden <div> \"Cookie notice\"",
    );
    check(
        "<body><noscript><img src=/a.jpg>Switch scripts on</noscript>",
        "image hidden <> /a.jpg\nplain hidden <> \"Switch scripts on\"",
    );
    check(
        "<p>Open <span aria-hidden=true>›</span></p><div aria-hidden=true>›</div>",
        "paragraph <p> \"Open ›\"\nplain hidden <div> \"›\"",
    );
    check("<p><span aria-hidden=true>›</span></p>", "paragraph hidden <p> \"›\"");
    check(
        "<p>Tides <i class='material-icons'>chevron_right</i>today</p>",
        "paragraph <p> \"Tides today\"\nparagraph hidden <p> \"chevron_right\"",
    );
    check("<body style=display:none><p>Text</p>", "paragraph <p> \"Text\"");
}

#[test]
fn times_that_stand_alone() {
    check(
        "<div><time>4 May</time></div><p>On <time>5 May</time></p>",
        "time <div> \"4 May\"\nparagraph <p> \"On 5 May\"",
    );
}

#[test]
fn unseen_text_is_no_block() {
    check(
        "<title>T</title><style>s{}</style><body><script>s</script><template>t</template><svg><text>g</text></svg>\
         <textarea>a</textarea><datalist><option>d</datalist><select><option>One<option>Two</select>",
        "plain <select> \"One Two\"",
    );
}

#[test]
fn readings_of_characters_keep_their_brackets() {
    check("<p><ruby>壁<rp>（</rp><rt>かべ</rt><rp>）</rp></ruby>は", "paragraph <p> \"壁（かべ）は\"");
}

#[test]
fn what_stands_for_a_break_parts_words() {
    check("<p>The wall<span class='br b'></span>stands.", "paragraph <p> \"The wall\\nstands.\"");
    check("<p>One<span class=br></span><span class=br></span>Two", "paragraph <p> \"One\"\nparagraph <p> \"Two\"");
    check("<p>One<span class=br>s</span>Two", "paragraph <p> \"OnesTwo\"");
}

#[test]
fn tooltips_are_hidden() {
    check(
        "<p>The wall<span role=tooltip>what keeps the sea out</span> stands.",
        "paragraph <p> \"The wall stands.\"\nparagraph hidden <p> \"what keeps the sea out\"",
    );
    check(
        "<p>The <u class=tooltip>wall<i class=tooltip-content>what keeps the sea out</i></u> stands.",
        "paragraph <p> \"The wall stands.\"\nparagraph hidden <p> \"what keeps the sea out\"",
    );
    check(
        "<p>The <u class=glossary-link><u>wall</u><i class=tooltip>what keeps the sea out</i></u> stands.",
        "paragraph <p> \"The wall stands.\"\nparagraph hidden <p> \"what keeps the sea out\"",
    );
    check(
        "<p>The <abbr>HW<span aria-hidden=true><i class=tooltip-content>harbour wall of Ness</i></span></abbr> stands.",
        "paragraph <p> \"The HW stands.\"\nparagraph hidden <p> \"harbour wall of Ness\"",
    );
    // The word itself may be called the tooltip's text.
    check("<p>The <i class=tooltip-text>wall</i> stands.", "paragraph <p> \"The wall stands.\"");
    check(
        "<p><i class=tooltip-text>The wall of the harbour</i> stands.",
        "paragraph <p> \"The wall of the harbour stands.\"",
    );
    for word in [
        "<i class=glossary-tooltip>wall of the old harbour</i>",
        "<a class=glossary-text href=/wall>wall of the old harbour</a>",
        "<abbr class=tooltip-box title=x>wall of the old harbour</abbr>",
        "<u class=tooltip><i class=tooltip-text>wall of the old harbour</i></u>",
        "<i class=tooltip>wall of the old harbour</i>",
        "<u class=tooltips>wall <u class=tooltip>of the old harbour</u></u>",
    ] {
        let page = format!("<p>The {word} stands.");
        let (tree, _) = parse::parse(&page, &Limits::default());
        let texts: Vec<String> = segment(&tree, 100).blocks.iter().map(|block| block.text.to_string()).collect();
        assert_eq!(texts, ["The wall of the old harbour stands."], "{page}");
    }
}

#[test]
fn a_formula_is_read_once() {
    let math = "<math><semantics><mi>E</mi><annotation encoding='application/x-tex'>\\mathrm E</annotation></semantics></math>";
    check(
        &format!("<p>Let <i style='display:none'>{math}</i><img src=/e.svg aria-hidden=true> be."),
        "paragraph <p> \"Let E be.\"\nimage hidden <p> /e.svg",
    );
    let twice = "paragraph <p> \"Let E be.\"\nparagraph hidden <p> \"E\"";
    check(&format!("<p>Let <u>{math}</u><i aria-hidden=true><u>E</u></i> be."), twice);
    check(&format!("<p>Let <i aria-hidden=true>E</i><u>{math}</u> be."), twice);
    let more = "<i aria-hidden=true> which is the word of the evening</i>";
    check(&format!("<p>Let <u>{math}</u>{more}."), "paragraph <p> \"Let E which is the word of the evening.\"");
    check(&format!("<p>Let <i hidden>{math}</i> be."), "paragraph <p> \"Let be.\"\nparagraph hidden <p> \"E\"");
}

#[test]
fn custom_elements_are_of_the_line_where_text_stands_beside_them() {
    check(
        "<ul><li>The <x-link>Marigold</x-link> leaves at nine.</ul>",
        "item <ul li> \"The Marigold leaves at nine.\"",
    );
    check("<div>The <gu-tip><b>council</b></gu-tip> meets</div>", "plain bold=7 <div> \"The council meets\"");
    check(
        "<div>Tides <x-card><p>High water</p></x-card></div>",
        "plain <div> \"Tides\"\nparagraph <div x-card p> \"High water\"",
    );
}

#[test]
fn readings_without_brackets_are_not_of_the_line() {
    check("<p><ruby>港<rt>みなと</rt></ruby>は", "paragraph <p> \"港は\"\nparagraph hidden <p> \"みなと\"");
}

#[test]
fn links_that_lead_to_one_address_may_be_one_word() {
    check("<p>On <a href=/x>Mon</a><a href=/x>day</a>", "paragraph <p> \"On Monday\"\n  3..6 /x\n  6..9 /x");
    check("<p><a href=/x>Tides</a><a href=/y>boats</a>", "paragraph <p> \"Tides boats\"\n  0..5 /x\n  6..11 /y");
    check("<p><a href=/x>Ness</a><a href=/y>’s quay</a>", "paragraph <p> \"Ness’s quay\"\n  0..4 /x\n  4..13 /y");
}

#[test]
fn custom_elements_part_text_outside_paragraphs_only() {
    check(
        "<x-card class=a>One</x-card><x-card>Two</x-card><p>a<x-tip>b</x-tip>c</p>",
        "plain <x-card.a> \"One\"\nplain <x-card> \"Two\"\nparagraph <p> \"abc\"",
    );
}

#[test]
fn inline_elements_that_hold_blocks_are_kept_where_they_say_something() {
    check("<div><span class=wrap><i><p>Text</p></i></span></div>", "paragraph <div span.wrap p> \"Text\"");
}

#[test]
fn elements_cover_blocks_or_ranges() {
    check_targets("<div class=here><p>One</p><p>Two</p></div><p>Three</p>", "[0: One][1: Two]");
    check_targets("<p>By <b class=here> Jo Doe </b>, Quay</p>", "[0 3..9: Jo Doe]");
    check_targets("<p><b class=here>Jo Doe</b> </p>", "[0: Jo Doe]");
    check_targets("<p>a <i class=here>b <u hidden>c</u> d</i> e</p>", "[0 2..5: b d][1: c]");
    check_targets("<div class=here><img src=/a.jpg></div>", "[0: ]");
    check_targets("<table><tr><th>Day<th>High<tr><td>Monday<td class=here> 3 m </table>", "[1 7..10: 3 m]");
    check_targets("<p>a<span class=here> </span>b</p>", "");
}

#[test]
fn blocks_past_the_limit_are_joined() {
    let texts = |page: &str| {
        let (tree, _) = parse::parse(page, &Limits::default());
        let segmentation = segment(&tree, 2);
        let texts: Vec<copydesk_core::Text> = segmentation.blocks.into_iter().map(|block| block.text).collect();
        (texts.join(" | "), segmentation.is_limited)
    };
    assert_eq!(texts("<p>One<p>Two"), ("One | Two".to_owned(), false));
    assert_eq!(texts("<p>One<p>Two<p>Three"), ("One | Two Three".to_owned(), true));
    assert_eq!(
        texts("<p>One<p>Two<pre>Three</pre><select><option>Four</select>Five"),
        ("One | Two Three Four Five".to_owned(), true)
    );
    assert_eq!(texts("<p>One<p>Two<p hidden>Three</p><img src=x>Four"), ("One | Two Four".to_owned(), true));
    assert_eq!(texts("One<br><br>Two<br><br>Three"), ("One | Two\nThree".to_owned(), true));
    assert_eq!(texts("<p>One<p>Two<button>Three</button>"), ("One | Two Three".to_owned(), true));
}

#[test]
fn long_attributes_are_not_copied_for_each_block() {
    let long = "wall/".repeat(100);
    let links = "<p>x<img src=x>".repeat(9);
    let elements = "<section>y<div>x</div></section>".repeat(9);
    let page = format!("<a href='/{long}'>{links}</a><section><i data-type='{long}'><div>x</div></section>{elements}");
    let (tree, _) = parse::parse(page, &Limits::default());
    let Segmentation { blocks, elements, .. } = segment(&tree, u32::MAX);
    let links = blocks.iter().flat_map(|block| &block.links).map(|link| link.href.as_str());
    let values = elements.iter().flat_map(|element| &element.attributes).map(|(_, value)| value.as_str());
    let distinct =
        |texts: Vec<&str>| texts.iter().map(|text| text.as_ptr()).collect::<std::collections::HashSet<_>>().len();
    let (links, values): (Vec<&str>, Vec<&str>) = (links.collect(), values.collect());
    assert!(links.len() >= 18 && values.len() >= 9, "{} links and {} values", links.len(), values.len());
    assert_eq!((distinct(links), distinct(values)), (1, 1));
}
